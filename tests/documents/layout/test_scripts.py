"""Names in every script that people of London write are drawn, measured and read back from the PDF."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from paper_reading import outside, signs
from paper_samples import HEAD, PRINTED, letter

from mitzvah_desk.documents.label_sheets import render_labels
from mitzvah_desk.documents.labels import NameBadge, PhotoSign
from mitzvah_desk.documents.layout.fitting import fit_text
from mitzvah_desk.documents.layout.flow import Text
from mitzvah_desk.documents.layout.fonts import FALLBACKS, REPLACEMENT, Weight, choose_font, load_shaper
from mitzvah_desk.documents.layout.letterhead import Letterhead
from mitzvah_desk.documents.layout.paper import Paper
from mitzvah_desk.documents.layout.raster import extract_page_text, page_count
from mitzvah_desk.documents.layout.shaping import GlyphRun, shape_text, split_clusters, text_width
from mitzvah_desk.documents.layout.skeleton import Sheets
from mitzvah_desk.documents.layout.text import Style, clean_text, find_missing_glyphs, layout_lines
from mitzvah_desk.documents.letters import render_thank_you_letters
from mitzvah_desk.rules.labels import SHEETS
from mitzvah_desk.rules.privacy.disclosure import Audience
from mitzvah_desk.shipped import find_shipped_file

NAMES = {
    "Chinese": "王伟 陳大文",
    "Japanese": "山田太郎 さくら",
    "Korean": "김민수",
    "Arabic": "فاطمة الزهراء عبد الله",
    "Persian": "ژاله می\u200cخواهم",
    "Arabic with a shadda": "محمّد",
    "Hebrew": "רחל כהן",
    "Hebrew with niqqud": "שָׁלוֹם לֵוִי אַבְרָהָם",
    "Cyrillic": "Ирина Смирнова",
    "Greek": "Ελένη Ἑλένη",
    "Vietnamese": "Nguyễn Thị Hồng",
    "Devanagari": "प्रिया शर्मा",
    "Gurmukhi": "ਗੁਰਪ੍ਰੀਤ ਸਿੰਘ",
    "Bengali": "শ্রেয়া ক্ষমা",
    "Gujarati": "ક્ષેત્ર ગુજરાતી",
    "Tamil": "தமிழ் கிருஷ்ணன் கோ",
    "Ethiopic": "አበበ በቀለ",
    "Armenian": "Արամ",
    "Georgian": "გიორგი",
    "Thai": "สมชาย น้ำใจ ที่",
    "emoji": "Ann 🎈 there",
}
STYLE = Style(14, 19)


def printed(*texts: str, style: Style = STYLE) -> bytes:
    sheets = Sheets(
        Paper(), title="Names", letterhead=Letterhead(), audience=Audience.PUBLIC, printed_at=PRINTED
    )
    sheets.flow([Text(text, style) for text in texts], "")
    return sheets.finish()


def read_back(*texts: str) -> list[str]:
    """The lines that somebody copies out of the PDF; marks on one letter in canonical order."""
    _, _, body = extract_page_text(printed(*texts), 0).partition("09:05\n")
    return unicodedata.normalize("NFC", body).splitlines()


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
@pytest.mark.parametrize("weight", Weight)
def test_a_name_is_drawn_in_every_weight(name: str, weight: Weight) -> None:
    assert find_missing_glyphs(name) == ""
    assert clean_text(name) == unicodedata.normalize("NFC", name)
    assert outside(printed(name, style=Style(14, 19, weight))) == []


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_a_name_is_copied_from_the_paper_as_it_was_written(name: str) -> None:
    assert read_back("Above", name, "Below") == ["Above", unicodedata.normalize("NFC", name), "Below"]


def joined(pdf: bytes) -> str:
    """All words of a PDF without blanks, so that line breaks do not matter."""
    pages = (extract_page_text(pdf, page) for page in range(page_count(pdf)))
    return unicodedata.normalize("NFC", "".join("".join(pages).split()))


def test_badges_and_letters_give_every_name_back() -> None:
    badges = [NameBadge(name, "Baker", "Mitzvah Day", PhotoSign.YES) for name in NAMES.values()]
    sheet = render_labels(
        badges, SHEETS["L7418"], title="", author="", audience=Audience.PUBLIC, printed_at=PRINTED
    )
    letters = render_thank_you_letters(
        [letter(name) for name in NAMES.values()],
        HEAD,
        Paper(),
        printed_at=PRINTED,
        audience=Audience.COMMITTEE,
    )
    for pdf in (sheet, letters):
        found = joined(pdf)
        assert [
            name
            for name in NAMES.values()
            if unicodedata.normalize("NFC", "".join(name.split())) not in found
        ] == []
        assert outside(pdf) == []


def glyphs_of(text: str, *, from_right: bool = False) -> tuple[str, list[int]]:
    """The font, and the glyphs that a word is drawn with."""
    (run,) = shape_text(text, Weight.REGULAR, from_right=from_right)
    assert isinstance(run, GlyphRun)
    return run.font.name, [round(glyph.advance) for glyph in run.glyphs]


def letter_widths(font: str, letters: str) -> list[int]:
    shaper = load_shaper(font)
    return [round(shaper.get_glyph_h_advance(shaper.get_nominal_glyph(ord(letter)))) for letter in letters]


def test_arabic_letters_are_joined() -> None:
    font, joined = glyphs_of("فاطمة", from_right=True)
    assert font == "NotoNaskhArabic-Regular"
    assert len(joined) == 5
    assert joined != letter_widths(font, "فاطمة")[::-1]


def test_a_devanagari_vowel_stands_before_its_letter_and_conjuncts_are_one_sign() -> None:
    font, with_vowel = glyphs_of("कि")
    assert with_vowel[-1:] == letter_widths(font, "क")
    assert len(glyphs_of("क्ष")[1]) == 1


@pytest.mark.parametrize(
    ("conjunct", "count"), [("ਪ੍ਰ", 2), ("শ্র", 2), ("ક્ષ", 1), ("கோ", 3), ("น้ำ", 4), ("በ", 1), ("ồ", 1)]
)
def test_signs_of_a_cluster(conjunct: str, count: int) -> None:
    assert len(glyphs_of(conjunct)[1]) == count


def test_a_word_keeps_to_one_face() -> None:
    assert glyphs_of("Nguyễn")[0] == "NotoSans-Regular"
    assert shape_text("Nina Нина", Weight.BOLD)[0] == "Nina "


def test_clusters_are_never_parted() -> None:
    family, flag, thumb = "\U0001f469\u200d\U0001f467", "\U0001f1ec\U0001f1e7", "\U0001f44d\U0001f3fd"
    assert split_clusters(f"{family}{flag}{flag}{thumb}") == [family, flag, flag, thumb]
    assert split_clusters("क्षमा") == ["क्ष", "मा"]
    style = Style(14, 19)
    narrow = layout_lines("क्षमाक्षमाक्षमा", style, 30)
    assert len(narrow) > 1
    assert all(line.width <= 30 for line in narrow)


@pytest.mark.parametrize("family", FALLBACKS)
@pytest.mark.parametrize("weight", Weight)
def test_every_face_is_shipped_with_its_licence(family: str, weight: Weight) -> None:
    assert find_shipped_file("fonts", f"{choose_font(family, weight).name}.ttf").exists()
    assert family in find_shipped_file("fonts", "OFL-Noto.txt").read_text("utf-8")


def test_a_fitted_text_says_its_size() -> None:
    style = Style(40, 45, Weight.BOLD)
    assert fit_text(["Ann"], style, 200, 50, least=7).size == 40
    small = fit_text(["Ирина Александровна Преображенская"], style, 200, 50, least=7)
    assert 7 <= small.size < 40
    assert small.height(200) <= 50


def test_lines_of_a_deep_script_do_not_meet() -> None:
    style = Style(40, 45, Weight.BOLD)
    latin, gurmukhi = (fit_text([name], style, 300, 200, least=18) for name in ("Ann", NAMES["Gurmukhi"]))
    assert latin.height(300) == 45
    assert gurmukhi.size == 40
    assert gurmukhi.height(300) > 50


WORDS = st.lists(
    st.one_of(
        st.sampled_from([word for name in NAMES.values() for word in name.split()]),
        st.sampled_from(["Ann", "(12)", "2026:", "24", "١٢٣", "–", "🎈", "ᏣᎳ", "שלום-12", "O'Neill"]),
    ),
    min_size=1,
    max_size=8,
)


@given(WORDS, st.sampled_from(Weight))
@settings(max_examples=60)
def test_a_line_is_as_wide_as_its_words(words: list[str], weight: Weight) -> None:
    text = " ".join(words)
    style = Style(10, 14, weight)
    (line,) = layout_lines(text, style, 1e6)
    blanks = (len(words) - 1) * text_width(" ", weight)
    assert line.width == pytest.approx(
        sum(text_width(clean_text(word), weight) for word in words) / 100 + blanks / 100
    )
    assert all(part.width <= 120.01 for part in layout_lines(text, style, 120))


@given(WORDS)
@settings(max_examples=25, deadline=None)
def test_no_letter_of_a_mixed_line_is_lost_on_paper(words: list[str]) -> None:
    text = " ".join(words)
    (page,) = signs(printed(text))
    found = "".join(sign.char for sign in page)
    for char in clean_text(text):
        if char.isalpha() or char == REPLACEMENT:
            assert char in found
