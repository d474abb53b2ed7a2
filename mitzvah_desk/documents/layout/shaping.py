"""Text cut into runs of one face, and shaped: letters joined, marks in place, conjuncts formed."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache, partial
from itertools import groupby, takewhile
from operator import itemgetter
from typing import NamedTuple

import uharfbuzz

from mitzvah_desk.documents.layout.fonts import (
    FALLBACKS,
    REPLACEMENT,
    FontChoice,
    Untyped,
    Weight,
    choose_font,
    glyph_set,
    load_font,
    load_shaper,
)

_harfbuzz: Untyped = uharfbuzz
# From the right every letter keeps a glyph of its own, which readers of the PDF put in order again.
_FROM_RIGHT = {"liga": False, "dlig": False}
# Vietnamese letters stay whole.
_FEATURES = {"NotoSans": {"ccmp": False}}
JOINERS = "\u200c\u200d"
_VIRAMA = 9
_RTL_BLOCKS = [*map(chr, range(0x590, 0x780)), *map(chr, range(0xFB1D, 0xFE00))]
_RTL_SIGNS = "".join(c for c in _RTL_BLOCKS if unicodedata.bidirectional(c) in ("R", "AL", "NSM"))
RIGHT_TO_LEFT = re.compile(f"([{re.escape(_RTL_SIGNS)}][{re.escape(_RTL_SIGNS)}{JOINERS}]*)")
"""A word, or part of one, that reads from the right."""


class Glyph(NamedTuple):
    """One placed sign; all measures in thousandths of the size of its font."""

    char: str
    width: float
    advance: float
    right: float
    up: float


class GlyphSpan(NamedTuple):
    """Signs that say ``text`` together; ``text`` is empty where each of them says it by itself."""

    glyphs: tuple[Glyph, ...]
    text: str


@dataclass(frozen=True, slots=True)
class GlyphRun:
    """Placed signs of one face, from left to right.

    Attributes:
        font: what they are drawn in.
        spans: the signs.
        width: in thousandths of the type size.
        high: how far they reach above the baseline, likewise.
        deep: how far they reach below it, likewise.
    """

    font: FontChoice
    spans: tuple[GlyphSpan, ...]
    width: float
    high: float
    deep: float

    @property
    def glyphs(self) -> tuple[Glyph, ...]:
        """All its signs."""
        return tuple(glyph for span in self.spans for glyph in span.glyphs)


@lru_cache
def plain_signs() -> frozenset[str]:
    """The characters that the typeface draws side by side as they come."""
    return frozenset(c for c in glyph_set() if not RIGHT_TO_LEFT.match(c) and not is_mark(c)) | {REPLACEMENT}


def is_mark(char: str) -> bool:
    """Whether a character stands on the one before it, such as niqqud."""
    return unicodedata.category(char)[0] == "M"


def split_clusters(text: str) -> list[str]:
    """Text in parts that are drawn together: a letter with its marks, a conjunct, a joined emoji, a flag."""
    clusters: list[str] = []
    for char in text:
        if clusters and _belongs(clusters[-1], char):
            clusters[-1] += char
        else:
            clusters.append(char)
    return clusters


def _belongs(cluster: str, char: str) -> bool:
    """Whether a character goes with the cluster before it."""
    last = cluster[-1]
    if cluster.isspace():
        return False
    if is_mark(char) or char in JOINERS or "\U0001f3fb" <= char <= "\U0001f3ff":
        return True
    if last == JOINERS[1]:
        return True
    if unicodedata.combining(last) == _VIRAMA:
        return char.isalpha()
    return _is_flag_letter(char) and len(cluster) == 1 and _is_flag_letter(last)


def _is_flag_letter(char: str) -> bool:
    return "\U0001f1e6" <= char <= "\U0001f1ff"


@lru_cache(maxsize=20_000)
def can_draw(cluster: str) -> bool:
    """Whether some family has every sign of a cluster."""
    return any(_covers(family, cluster) for family in ("Heebo", *FALLBACKS))


def _covers(family: str, cluster: str) -> bool:
    signs = glyph_set(family)
    return all(char in signs or char in JOINERS for char in cluster)


def _families(word: str) -> list[tuple[str, str]]:
    """A word in parts, each as long as one family can draw, so that no letter stands out in it."""
    clusters = split_clusters(word)
    parts: list[tuple[str, str]] = []
    start = 0
    while start < len(clusters):

        def reach(family: str, begin: int = start) -> int:
            return sum(1 for _ in takewhile(partial(_covers, family), clusters[begin:]))

        family = max(("Heebo", *FALLBACKS), key=reach)
        end = start + max(reach(family), 1)
        parts.append((family, "".join(clusters[start:end])))
        start = end
    return parts


@lru_cache(maxsize=20_000)
def shape_text(text: str, weight: Weight, *, from_right: bool = False) -> tuple[str | GlyphRun, ...]:
    """A text of one direction as pieces from left to right.

    Args:
        text: in logical order.
        weight: of the type.
        from_right: it reads from the right, as a match of ``RIGHT_TO_LEFT`` does.

    Returns:
        Plain text of the typeface, and placed signs.
    """
    pieces: list[str | GlyphRun] = []
    for word in re.split("([ \xa0]+)", text):
        if plain_signs().issuperset(word):
            parts: list[str | GlyphRun] = [word] if word else []
        else:
            parts = [
                part if plain_signs().issuperset(part) else _shaped(part, family, weight, from_right)
                for family, part in _families(word)
            ]
        for part in parts:
            if isinstance(part, str) and pieces and isinstance(pieces[-1], str):
                pieces[-1] += part
            else:
                pieces.append(part)
    return tuple(pieces[::-1] if from_right else pieces)


def _shaped(text: str, family: str, weight: Weight, from_right: bool) -> GlyphRun:  # noqa: FBT001
    choice = choose_font(family, weight)
    font, shaper = load_font(choice.name), load_shaper(choice.name)
    buffer = _harfbuzz.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    buffer.direction = "rtl" if from_right else "ltr"
    buffer.flags = _harfbuzz.BufferFlags.REMOVE_DEFAULT_IGNORABLES
    _harfbuzz.shape(shaper, buffer, _FROM_RIGHT if from_right else _FEATURES.get(family, {}))
    scale = 1000 / shaper.face.upem
    placed = [
        (
            info.cluster,
            info.codepoint,
            place.x_advance * scale,
            place.x_offset * scale,
            place.y_offset * scale,
        )
        for info, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)
    ]
    starts = sorted({start for start, *_ in placed})
    ends = dict(zip(starts, [*starts[1:], len(text)], strict=True))
    spans: list[GlyphSpan] = []
    for start, group in groupby(placed, key=itemgetter(0)):
        meaning = said = text[start : ends[start]]
        glyphs: list[Glyph] = []
        for _, glyph, advance, right, up in group:
            char = font.bind_glyph(glyph, meaning)
            glyphs.append(Glyph(char, font.width_of(char), advance, right, up))
            meaning = ""
        alone = len(glyphs) == 1 and not (from_right and len(said) > 1)
        spans.append(GlyphSpan(tuple(glyphs), "" if alone else said))
    if any(len(span.glyphs) > 1 for span in spans):
        said = _turn_runs(text) if from_right else text
        spans = [GlyphSpan(tuple(glyph for span in spans for glyph in span.glyphs), said)]
    inks = [(sign[4], shaper.get_glyph_extents(sign[1])) for sign in placed]
    return GlyphRun(
        choice,
        tuple(spans),
        sum(sign[2] for sign in placed) * choice.size,
        max(up + ink.y_bearing * scale for up, ink in inks) * choice.size,
        max(-up - (ink.y_bearing + ink.height) * scale for up, ink in inks) * choice.size,
    )


def _turn_runs(text: str) -> str:
    """A pointed word with its runs of letters and of marks turned round each, as PDFium turns them back."""
    return "".join("".join([*run][::-1]) for _, run in groupby(text, key=is_mark))


def pieces_width(pieces: tuple[str | GlyphRun, ...], weight: Weight) -> float:
    """How wide pieces of a line are, in thousandths of the type size."""
    return sum(piece.width if isinstance(piece, GlyphRun) else text_width(piece, weight) for piece in pieces)


@lru_cache(maxsize=50_000)
def text_width(word: str, weight: Weight) -> float:
    """How wide a word is, in thousandths of the type size. Signs that only steer direction have no width."""
    if plain_signs().issuperset(word):
        widths = load_font(weight).face.charWidths
        return float(sum(widths.get(code, 0) for code in map(ord, word)))
    parts = re.split("[\u2066-\u2069]", word)
    return sum(
        pieces_width(shape_text(part, weight, from_right=bool(number % 2)), weight)
        for text in parts
        for number, part in enumerate(RIGHT_TO_LEFT.split(text))
        if part
    )
