from collections.abc import Callable
from dataclasses import replace
from io import BytesIO

import paper_samples as samples
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from paper_reading import letters_of, outside
from PIL import Image

from mitzvah_desk.documents.layout.fonts import REPLACEMENT
from mitzvah_desk.documents.layout.paper import Paper
from mitzvah_desk.documents.layout.raster import extract_page_text, page_count, page_size_points
from mitzvah_desk.documents.rota import render_project_rota
from mitzvah_desk.documents.rota_shifts import RotaPerson

PAPERS = [
    Paper(size, landscape, large)
    for size in ("A3", "A4", "A5")
    for landscape in (False, True)
    for large in (False, True)
]


@pytest.mark.parametrize("paper", PAPERS, ids=str)
def test_everything_stands_on_every_paper(paper: Paper) -> None:
    pdf = render_project_rota(samples.rota(), paper)
    found = letters_of(pdf)
    assert page_size_points(pdf, 0) == pytest.approx(paper.points, abs=0.1)
    for word in (
        "AnnCohen",
        "DanLevy",
        "needs3more",
        "2of6places",
        "full",
        "Hebrewclass6",
        "Aguitar",
        "Anytime",
    ):
        assert word in found
    assert "Forthecommitteeonly" in found
    assert f"Page1of{page_count(pdf)}" in found
    assert REPLACEMENT not in found
    assert outside(pdf) == []


@pytest.mark.parametrize("paper", [Paper(), Paper("A5", landscape=True, large_print=True)], ids=str)
def test_awkward_names_are_printed_whole(paper: Paper) -> None:
    people = tuple(RotaPerson(name, "invited", reason="agreed") for name in samples.AWKWARD)
    values = samples.rota(
        project="P" * 200,
        shifts=(samples.shift("R" * 200, people, note="N" * 400),),
        letterhead=replace(samples.HEAD, name="L" * 200),
    )
    pdf = render_project_rota(values, paper)
    found = letters_of(pdf)
    for name in ("O'Brien&<b>Sons</b>", "=cmd|'/Ccalc'!A0", "Namenotknown", "Nguyễn李明"):
        assert name in found
    # A pair of letters that a page break parts still counts.
    assert found.count("A") >= 200
    assert found.count("N") >= 400
    assert found.count("R") >= 200
    assert outside(pdf) == []


def test_sixty_helpers_flow_over_pages_under_a_heading_that_comes_again() -> None:
    people = tuple(RotaPerson(f"Helper{number} Levy") for number in range(60))
    shifts = tuple(samples.shift(role, people, minimum=64, maximum=64) for role in ("Cooks", "Packers"))
    pdf = render_project_rota(samples.rota(shifts=shifts), Paper("A5"))
    found = letters_of(pdf)
    assert page_count(pdf) > 2
    assert all(found.count(f"Helper{number}Levy") == 2 for number in range(60))
    assert "Cooks(continued)" in found
    assert "60of64placesneeds4more" in found


def test_a_project_without_anything_says_so() -> None:
    pdf = render_project_rota(
        samples.rota(
            project="",
            shifts=(),
            programme=(),
            materials=(),
            findings=(),
            partners=(),
            summary="",
            hebrew_date=None,
            place="",
            coordinator="",
            coordinator_phone=None,
            kind="",
            letterhead=type(samples.HEAD)(),
        ),
        Paper(),
    )
    assert page_count(pdf) == 1
    assert "No shifts yet." in extract_page_text(pdf, 0)


@pytest.mark.parametrize(
    ("coming", "minimum", "maximum", "tally", "needs"),
    [
        (3, 5, 8, "3 of 8 places", "needs 2 more"),
        (5, 5, 8, "5 of 8 places", "room for 3 more"),
        (8, 5, 8, "8 of 8 places", "full"),
        (9, 5, 8, "9 of 8 places", "1 too many"),
    ],
)
def test_how_full_a_shift_is_in_words(
    coming: int, minimum: int, maximum: int, tally: str, needs: str
) -> None:
    people = (
        *[RotaPerson(str(n)) for n in range(coming)],
        RotaPerson("R", "reserve"),
        RotaPerson("A", "absent"),
    )
    shift = samples.shift(people=people, minimum=minimum, maximum=maximum)
    assert (shift.tally, shift.needs) == (tally, needs)


def _picture(size: tuple[int, int], kind: str) -> bytes:
    out = BytesIO()
    Image.new("RGB", size, "navy").save(out, kind)
    return out.getvalue()


@pytest.mark.parametrize(
    "logo",
    [
        b"",
        b"no picture",
        _picture((40, 40), "PNG")[:60],
        _picture((8000, 8000), "PNG"),
        _picture((1, 3000), "JPEG"),
    ],
    ids=["empty", "broken", "cut", "huge", "thin"],
)
def test_no_logo_can_stop_or_bloat_a_rota(logo: bytes) -> None:
    pdf = render_project_rota(samples.rota(letterhead=replace(samples.HEAD, logo=logo)), Paper())
    assert len(pdf) < 400_000
    assert "Ann Cohen" in extract_page_text(pdf, 0)
    assert outside(pdf) == []


def test_equal_values_give_equal_bytes() -> None:
    first = render_project_rota(samples.rota(), Paper())
    render_project_rota(samples.rota(project="Something שָׁלוֹם else"), Paper())
    assert render_project_rota(samples.rota(), Paper()) == first


def test_the_pdf_declares_itself() -> None:
    pdf = render_project_rota(samples.rota(), Paper())
    assert b"/PrintScaling /None" in pdf
    assert b"/Lang (en-GB)" in pdf
    assert b"20261115090500" in pdf


def test_rota_as_before(golden: Callable[[str, str], None]) -> None:
    pdf = render_project_rota(samples.rota(), Paper())
    golden("rota", "\n\f\n".join(extract_page_text(pdf, page) for page in range(page_count(pdf))))


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=300), st.text(max_size=300), st.sampled_from(PAPERS))
def test_any_text_stays_on_the_page(name: str, words: str, paper: Paper) -> None:
    people = tuple(RotaPerson(name, phone=words) for _ in range(3))
    values = samples.rota(
        project=name, place=words, summary=words, shifts=(samples.shift(name, people, place=words),)
    )
    pdf = render_project_rota(values, paper)
    assert page_count(pdf) >= 1
    assert outside(pdf) == []


def test_the_committee_reads_who_has_not_answered() -> None:
    people = (
        RotaPerson("Ann"),
        RotaPerson("Year 5", "asked", count=3, is_group=True),
        RotaPerson("A", "absent"),
    )
    shift = samples.shift(people=people, minimum=5, maximum=8, apart=True)
    assert (shift.tally, shift.needs) == ("for 5–8", "1 confirmed, 3 asked, gap 1")
