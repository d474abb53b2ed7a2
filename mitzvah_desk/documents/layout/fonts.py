"""The shipped typeface: which signs it has, how wide they are, and Hebrew shaped, with niqqud in place."""

import re
import unicodedata
from enum import StrEnum
from functools import lru_cache
from typing import Any, NamedTuple, TypeAlias

import uharfbuzz
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from mitzvah_desk.shipped import find_shipped_file

Untyped: TypeAlias = Any  # reportlab and uharfbuzz tell no types
_harfbuzz: Untyped = uharfbuzz
_font: Untyped = TTFont
_metrics: Untyped = pdfmetrics

REPLACEMENT = "\ufffd"
HEBREW = re.compile(r"([\u0590-\u05ff]+)")
# Discretionary ligatures would join alef and lamed; the rest is what places marks.
_FEATURES = {"kern": True, "mark": True, "mkmk": True, "ccmp": True, "liga": False, "dlig": False}


class Weight(StrEnum):
    """A weight of the typeface; its value is the name of the shipped file."""

    REGULAR = "Heebo-Regular"
    MEDIUM = "Heebo-Medium"
    BOLD = "Heebo-Bold"


class Glyph(NamedTuple):
    """One placed sign; all measures in thousandths of the type size."""

    char: str
    width: float
    advance: float
    right: float
    up: float


@lru_cache
def load_font(weight: Weight) -> Untyped:
    """The reportlab font of a weight, registered once.

    The replacement sign is bound to the font's own box for missing signs, so that nothing vanishes silently.
    """
    font = _font(str(weight), str(find_shipped_file("fonts", f"{weight}.ttf")))
    font.face.charToGlyph[ord(REPLACEMENT)] = 0
    font.face.charWidths[ord(REPLACEMENT)] = font.face.getCharWidth(0) or font.face.defaultWidth
    _metrics.registerFont(font)
    return font


@lru_cache
def glyph_set() -> frozenset[str]:
    """Every character that the typeface can draw, without the replacement sign."""
    return frozenset(chr(code) for code in load_font(Weight.REGULAR).face.charToGlyph) - {REPLACEMENT}


@lru_cache
def _shaper(weight: Weight) -> Untyped:
    blob = _harfbuzz.Blob.from_file_path(str(find_shipped_file("fonts", f"{weight}.ttf")))
    return _harfbuzz.Font(_harfbuzz.Face(blob))


@lru_cache(maxsize=20_000)
def shape_hebrew(hebrew: str, weight: Weight) -> tuple[Glyph, ...]:
    """A Hebrew word in logical order as placed signs from left to right."""
    font, face = _shaper(weight), load_font(weight).face
    buffer = _harfbuzz.Buffer()
    buffer.add_str(hebrew)
    buffer.direction, buffer.script, buffer.language = "rtl", "Hebr", "he"
    _harfbuzz.shape(font, buffer, _FEATURES)
    scale = 1000 / font.face.upem
    glyphs = []
    for info, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        code = _code(face, info.codepoint)
        glyphs.append(
            Glyph(
                chr(code),
                face.charWidths[code],
                place.x_advance * scale,
                place.x_offset * scale,
                place.y_offset * scale,
            )
        )
    return tuple(glyphs)


def _code(face: Untyped, glyph: int) -> int:
    """The character by which reportlab writes a glyph; one that no character means gets a private one."""
    if glyph in face.glyphToChar:
        return int(face.glyphToChar[glyph][0])
    code = 0xE000 + glyph
    face.charToGlyph[code] = glyph
    face.charWidths[code] = face.getCharWidth(glyph)
    return code


@lru_cache(maxsize=50_000)
def text_width(word: str, weight: Weight) -> float:
    """How wide a word is, in thousandths of the type size. Signs that only steer direction have no width."""
    widths = load_font(weight).face.charWidths
    if not HEBREW.search(word):
        return float(sum(widths.get(code, 0) for code in map(ord, word)))
    total = 0.0
    for part in HEBREW.split(word):
        if HEBREW.match(part):
            total += sum(glyph.advance for glyph in shape_hebrew(part, weight))
        else:
            total += sum(widths.get(code, 0) for code in map(ord, part))
    return total


def is_mark(char: str) -> bool:
    """Whether a character stands on the one before it, such as niqqud."""
    return unicodedata.combining(char) != 0
