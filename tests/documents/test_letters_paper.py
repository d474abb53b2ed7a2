from collections.abc import Callable

import paper_samples as samples
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from paper_reading import letters_of, outside, signs

from mitzvah_desk.documents.layout.letterhead import Letterhead
from mitzvah_desk.documents.layout.paper import Paper
from mitzvah_desk.documents.layout.raster import extract_page_text, page_count
from mitzvah_desk.documents.letters import DrawingCancelled, LetterValues, render_thank_you_letters
from mitzvah_desk.rules.privacy.disclosure import Audience

MM = 72 / 25.4
PAPERS = [
    Paper(),
    Paper(large_print=True),
    Paper("A5"),
    Paper("A5", landscape=True, large_print=True),
    Paper("A3"),
]


def written(
    *letters: LetterValues,
    head: Letterhead = samples.HEAD,
    paper: Paper | None = None,
    progress: Callable[[int, int], bool] | None = None,
) -> bytes:
    return render_thank_you_letters(
        letters,
        head,
        paper or Paper(),
        printed_at=samples.PRINTED,
        audience=Audience.COMMITTEE,
        progress=progress,
    )


def test_each_letter_has_its_own_page_with_everything_on_it() -> None:
    pdf = written(
        samples.letter("Ann Cohen"), samples.letter("רחל כהן"), samples.letter("O'Brien & <b>Sons</b>")
    )
    assert page_count(pdf) == 3
    for page, name in enumerate(("Ann Cohen", "רחל כהן", "O'Brien & <b>Sons</b>")):
        text = extract_page_text(pdf, page)
        for words in (name, "40 × tinned tomatoes for Food drive", "Miriam Adler", "Northfield", "1234567"):
            assert words in text
        assert "Page" not in text
        assert "committee only" not in text
    assert b"For the committee only" in pdf
    assert outside(pdf) == []


def test_the_address_stands_in_the_window_of_an_envelope() -> None:
    pdf = written(samples.letter("Qqq"))
    (first,) = [sign for sign in signs(pdf)[0] if sign.char == "Q"]
    down = 297 - first.top / MM
    assert 50 <= down <= 57
    assert 20 <= first.left / MM <= 27


@pytest.mark.parametrize("paper", PAPERS, ids=str)
def test_a_long_letter_counts_its_own_pages(paper: Paper) -> None:
    given_things = tuple(f"Thing {number} for the שָׁלוֹם drive" for number in range(80))
    pdf = written(samples.letter(), samples.letter(given=given_things), samples.letter(), paper=paper)
    found = letters_of(pdf)
    assert all(found.count(f"Thing{number}forthe") == 1 for number in range(80))
    assert "Page2of" in found
    assert outside(pdf) == []


@pytest.mark.parametrize("paper", PAPERS, ids=str)
def test_awkward_letters_stay_on_the_page(paper: Paper) -> None:
    long = "W" * 200
    head = Letterhead(long, (long,) * 4, long, long, long, long, b"no picture")
    letter = samples.letter(
        addressee_lines=(long,) * 5,
        greeting=long,
        paragraphs=(long * 3, ""),
        closing=long,
        signatory_name=long,
        signatory_role=long,
        date_line=long,
        reference=long,
    )
    pdf = written(letter, head=head, paper=paper)
    assert letters_of(pdf).count("W") >= 200 * 22
    assert outside(pdf) == []


def test_empty_letters_and_no_letters() -> None:
    nothing = LetterValues((), "", (), "", "", "")
    assert page_count(written(nothing, head=Letterhead())) == 1
    assert "no letters" in extract_page_text(written(), 0)


def test_progress_is_told_and_may_stop() -> None:
    told: list[tuple[int, int]] = []

    def keep_on(done: int, total: int) -> bool:
        told.append((done, total))
        return True

    written(samples.letter(), samples.letter(), progress=keep_on)
    assert told == [(0, 2), (1, 2), (2, 2)]
    with pytest.raises(DrawingCancelled):
        written(samples.letter(), samples.letter(), progress=lambda done, _: done < 1)


def test_a_thousand_letters_are_one_paper_of_a_thousand_pages() -> None:
    pdf = written(*(samples.letter(f"Ann Cohen {number}") for number in range(1000)))
    assert page_count(pdf) == 1000
    assert "Ann Cohen 0\n" in extract_page_text(pdf, 0).replace("\r", "")
    assert "Ann Cohen 999" in extract_page_text(pdf, 999)
    assert len(pdf) < 3_000_000


def test_equal_letters_give_equal_bytes() -> None:
    assert written(samples.letter()) == written(samples.letter())


def test_letters_as_before(golden: Callable[[str, str], None]) -> None:
    hebrew = samples.letter(
        "רחל כהן",
        greeting="רחל היקרה,",
        paragraphs=("תודה על עזרתך (2026).",),
        reference="TY 7",
    )
    pdf = written(samples.letter(), hebrew)
    golden("letters", "\n\f\n".join(extract_page_text(pdf, page) for page in range(page_count(pdf))))


@settings(max_examples=25, deadline=None)
@given(st.lists(st.text(max_size=200), min_size=4, max_size=8), st.sampled_from(PAPERS))
def test_any_text_stays_on_the_page(texts: list[str], paper: Paper) -> None:
    letter = samples.letter(
        addressee_lines=tuple(texts), greeting=texts[0], paragraphs=tuple(texts), given=tuple(texts)
    )
    pdf = written(letter, head=Letterhead(texts[0], tuple(texts[1:]), website=texts[2]), paper=paper)
    assert outside(pdf) == []
