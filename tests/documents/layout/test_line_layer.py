import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mitzvah_desk.documents.layout.fonts import REPLACEMENT, Weight
from mitzvah_desk.documents.layout.shaping import GlyphRun, shape_text
from mitzvah_desk.documents.layout.text import (
    Style,
    clean_text,
    find_missing_glyphs,
    isolate_text,
    layout_lines,
)

STYLE = Style(12, 16)


def shown(text: str, style: Style = STYLE, width: float = 1000) -> list[str]:
    """Lines from left to right as the eye meets them; a joined sign is U+F0000, whichever number it got."""
    lines = [
        "".join(
            piece if isinstance(piece, str) else "".join(g.char for g in piece.glyphs)
            for piece in line.pieces
        )
        for line in layout_lines(text, style, width)
    ]
    return [re.sub("[\U000f0000-\U000ffffd]", "\U000f0000", line) for line in lines]


def hebrew_run(text: str) -> GlyphRun:
    (run,) = shape_text(text, Weight.REGULAR, from_right=True)
    assert isinstance(run, GlyphRun)
    return run


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("רחל כהן", "ןהכ לחר"),
        ("Dear Rachel רחל כהן (12)", "Dear Rachel (12) ןהכ לחר"),
        (f"Dear Rachel {isolate_text('רחל כהן')} (12)", "Dear Rachel ןהכ לחר (12)"),
        ("Dear רחל (כהן), hello", "Dear (ןהכ) לחר, hello"),
        ("(שלום)", "(םולש)"),
        ("שלום [Rachel (12)]!", "![Rachel (12)] םולש"),
        ("בשעה 10:00-12:00 בבוקר", "רקובב 10:00-12:00 העשב"),
        (f"{isolate_text('רחל')} ({isolate_text('כהן')})", "לחר (ןהכ)"),
        ("Rachel (12)", "Rachel (12)"),
        ("שלום 2026: 24", "24 :2026 םולש"),  # a Hebrew sentence
        (f"{isolate_text('שלום 2026')}: 24", "2026 םולש: 24"),  # a Hebrew name in an English one
        (f"{isolate_text('שלום (2026)')} (24)", "(2026) םולש (24)"),
        ("רחל Ann Cohen 12 שלום", "םולש Ann Cohen 12 לחר"),
        ("בית \U0001f469\u200d\U0001f467", "\U000f0000 תיב"),
    ],
)
def test_order_of_showing(text: str, seen: str) -> None:
    assert shown(text) == [seen]


def test_brackets_stay_right_when_an_isolated_name_is_broken_over_lines() -> None:
    lines = shown(f"{isolate_text('אברהם יצחק יעקב')} (12)", width=75)
    assert len(lines) > 1
    assert lines[-1].endswith(" (12)")


def test_niqqud_stands_under_and_over_its_letter() -> None:
    run = hebrew_run("שָׁ")
    *marks, letter = run.glyphs
    assert [span.text for span in run.spans] == ["ש\u05c1\u05b8"]
    assert len(marks) == 2
    assert all(glyph.advance == 0 for glyph in marks)
    assert all(0 < glyph.right < letter.advance for glyph in marks)


def test_alef_and_lamed_are_not_joined() -> None:
    assert [glyph.char for glyph in hebrew_run("אל").glyphs] == ["ל", "א"]


def test_a_hebrew_paragraph_begins_on_the_right_and_a_latin_one_on_the_left() -> None:
    style = Style(12, 16, align="start")
    (hebrew,) = layout_lines("שלום Rachel", style, 300)
    (latin,) = layout_lines("Rachel שלום", style, 300)
    assert hebrew.left == pytest.approx(300 - hebrew.width)
    assert latin.left == 0


def test_what_the_typeface_lacks_becomes_a_box_and_is_reported() -> None:
    assert clean_text("Li 李 🎈 ᏣᎳ") == f"Li 李 🎈 {REPLACEMENT * 2}"
    assert find_missing_glyphs("Li 李 🎈 ᏣᎳᏣ") == "ᏣᎳ"
    assert clean_text("क\u0591") == f"क{REPLACEMENT}"  # a mark of another script
    assert find_missing_glyphs("क\u0591") == "\u0591"
    assert find_missing_glyphs("Ann O'Brien רחל שָׁלוֹם £5 – “ok”\n") == ""
    assert clean_text("oﬃce\x00\u200b\u202e x\ty") == "office x y"


def test_long_words_are_broken_and_nothing_is_lost() -> None:
    lines = shown("A" * 200, width=100)
    assert "".join(lines) == "A" * 200
    assert all(line.width <= 100 for line in layout_lines("A" * 200, STYLE, 100))


def test_no_text_has_no_lines() -> None:
    assert layout_lines("", STYLE, 100) == ()


@given(
    st.text(
        alphabet=st.one_of(
            st.characters(),
            st.sampled_from(
                "אבגדה ()[]12,.:-\u05b8\u2067\u2068\u2069 abc\nفاطمة١٢प्रिया王김ễ\u200c\u200d🎈👩👍🏽🇬🇧"
            ),
        )
    )
)
def test_any_text_is_laid_within_its_column(text: str) -> None:
    for line in layout_lines(text, STYLE, 60):
        assert line.width <= 60.01


@given(st.text(alphabet="abc אבג()[]{}<>1 2,.", max_size=60))
def test_no_letter_is_lost_or_added(text: str) -> None:
    turned = str.maketrans("()[]{}<>", "((((((((")
    assert sorted("".join(shown(text)).translate(turned)) == sorted(clean_text(text).translate(turned))
