"""The line layer for every script: cleaning, order of reading, wrapping.

User text is never markup here, so there is nothing to escape. Lines are broken in the order of reading; then
each is put into the order of showing by the Unicode rules (the compiled algorithm of python-bidi, which knows
brackets), and the words in it that read from the right are turned back and shaped.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from bidi import get_display
from bidi.mirror import MIRRORED

from mitzvah_desk.documents.layout.fonts import REPLACEMENT, Weight
from mitzvah_desk.documents.layout.shaping import (
    JOINERS,
    RIGHT_TO_LEFT,
    GlyphRun,
    can_draw,
    is_mark,
    pieces_width,
    plain_signs,
    shape_text,
    split_clusters,
    text_width,
)

_DAY = re.compile(r"\b\d{1,2} [A-Z][a-z]{2} \d{4}\b")

BASELINE = 0.86
"""How far below the top of the type its baseline is, in sizes of it."""
Align = Literal["left", "right", "center", "start"]
_OPEN, _CLOSE = "\u2068", "\u2069"
# Takes the direction of the sign before it, and so shows after get_display which way that sign was read.
_PROBE = "\U000e01ef"
_PROBED = re.compile(f"{_PROBE}(.)|([{re.escape(''.join(MIRRORED))}]){_PROBE}")
_LOOSE_JOINERS = re.compile(f"[{JOINERS}]+(?= |$)|(?:(?<= )|^)[{JOINERS}]+")
_TALL = re.compile("[\u0600-\u1cff\u2e80-\ud7ff\U00010000-\U0001faff]")
"""Signs of scripts that reach higher or deeper than Latin and Hebrew."""
_ISOLATES = re.compile(f"[{_OPEN}{_CLOSE}]")
# Joined emoji go through get_display as one sign each; domino tiles, which no face here has, stand for them.
_TILES = range(0x1F030, 0x1F094)


@dataclass(frozen=True, slots=True)
class Style:
    """How a text is set.

    Attributes:
        size: of the type, in points.
        leading: from line to line, in points.
        weight: of the typeface.
        align: ``start`` is the side where the text's own first letter begins.
        colour: red, green and blue, 0 to 1.
        from_left: reads from the left whatever letter comes first, as a list composed in English does.
    """

    size: float
    leading: float
    weight: Weight = Weight.REGULAR
    align: Align = "left"
    colour: tuple[float, float, float] = (0.0, 0.0, 0.0)
    from_left: bool = False


@dataclass(frozen=True, slots=True)
class TextLine:
    """One line ready to draw.

    Attributes:
        pieces: from left to right: plain text, or placed signs.
        left: where it begins, in points from the left of its column.
        width: in points.
    """

    pieces: tuple[str | GlyphRun, ...]
    left: float
    width: float


def clean_text(text: str) -> str:
    """Text fit for paper: composed, one blank between words, no control signs.

    What no face here has becomes its plain equivalent where there is one, else a visible box.
    """
    if text.isascii() and text.isprintable() and "  " not in text:
        return text.strip()
    plain = plain_signs()
    lines = []
    for line in re.split(r"\r\n|[\n\r\v\f\u0085\u2028\u2029]", unicodedata.normalize("NFC", text)):
        kept = line
        if not plain.issuperset(line):
            kept = "".join(shown for cluster in split_clusters(line) for _, shown in _replaced(cluster))
            kept = _LOOSE_JOINERS.sub("", kept)
        lines.append(re.sub(" +", " ", kept).strip(" "))
    return "\n".join(lines).strip("\n")


def _replaced(cluster: str) -> Iterator[tuple[str, str]]:
    """The characters of a cluster, each with what stands for it on paper."""
    if cluster.isspace():
        yield cluster, cluster if cluster == "\xa0" else " "
        return
    kept = "".join(char for char in cluster if not _is_silent(char))
    whole = can_draw(kept)
    for number, char in enumerate(cluster):
        if _is_silent(char) or (char in JOINERS and cluster[0] in plain_signs()):
            yield char, ""
        elif whole or char in JOINERS:
            yield char, char
        elif number and (is_mark(char) or not can_draw(char)):
            yield char, REPLACEMENT
        else:
            plain = unicodedata.normalize("NFKC", char)
            yield char, plain if all(map(can_draw, plain)) else REPLACEMENT


def _is_silent(char: str) -> bool:
    """Whether a character only controls how others are shown."""
    control = unicodedata.category(char) in ("Cc", "Cf") and char not in JOINERS
    return control or "\ufe00" <= char <= "\ufe0f"


def find_missing_glyphs(text: str) -> str:
    """The characters of ``text`` that paper cannot show, each once, in the order they first come.

    They print as a box; the caller tells the user.
    """
    if plain_signs().issuperset(text):
        return ""
    words = (word for word in dict.fromkeys(text.split()) if not plain_signs().issuperset(word))
    return "".join(dict.fromkeys(char for word in words for char in _find_missing(word)))


@lru_cache(maxsize=20_000)
def _find_missing(word: str) -> str:
    clusters = split_clusters(unicodedata.normalize("NFC", word))
    shown = (pair for cluster in clusters for pair in _replaced(cluster))
    return "".join(dict.fromkeys(char for char, sign in shown if sign == REPLACEMENT))


def has_right_to_left(text: str) -> bool:
    """Whether any Hebrew or Arabic stands in ``text``."""
    return not text.isascii() and RIGHT_TO_LEFT.search(text) is not None


def isolate_text(field: str) -> str:
    """A field that keeps its own direction in a sentence: ``(12)`` after a Hebrew name stays put."""
    field = clean_text(field)
    return f"{_OPEN}{field}{_CLOSE}" if has_right_to_left(field) else field


def is_right_to_left(text: str) -> bool:
    """Whether the first strong character reads from the right; isolated fields do not count."""
    depth = 0
    for char in text:
        depth += (char == _OPEN) - (char == _CLOSE)
        if depth <= 0 and (kind := unicodedata.bidirectional(char)) in ("L", "R", "AL"):
            return kind != "L"
    return False


@lru_cache(maxsize=8_192)
def layout_lines(text: str, style: Style, width: float) -> tuple[TextLine, ...]:
    """Breaks ``text`` (as written by a person, or with isolated fields) into lines no wider than ``width``.

    Words too long for a line are broken. No text, no lines.
    """
    lines: list[TextLine] = []
    for paragraph in _kept(text).split("\n") if text else ():
        from_right = not style.from_left and not paragraph.isascii() and is_right_to_left(paragraph)
        align = style.align
        if align == "start":
            align = "right" if from_right else "left"
        plain = plain_signs().issuperset(paragraph)
        inside = ""
        for part in _wrapped(paragraph, style.weight, width * 1000 / style.size):
            if plain:
                pieces: tuple[str | GlyphRun, ...] = (part,)
                wide = text_width(part, style.weight) * style.size / 1000
            else:
                words = inside + part
                inside = _OPEN if words.count(_OPEN) > words.count(_CLOSE) else ""
                pieces = _shown(words, style.weight, from_right)
                wide = pieces_width(pieces, style.weight) * style.size / 1000
            left = {"left": 0.0, "right": width - wide, "center": (width - wide) / 2}[align]
            lines.append(TextLine(pieces, left, wide))
    return tuple(lines)


def _kept(text: str) -> str:
    """Cleans a text without losing the isolates that ``isolate_text`` put in."""
    if _OPEN not in text:
        return clean_text(text)
    parts = re.split(f"({_OPEN}[^{_OPEN}{_CLOSE}]*{_CLOSE})", text)
    return "".join(
        isolate_text(part)
        if part.startswith(_OPEN)
        else " " * part.startswith(" ") + clean_text(part) + " " * part.endswith(" ")
        for part in parts
    )


def _wrapped(paragraph: str, weight: Weight, limit: float) -> list[str]:
    """Lines of words, greedily, ``limit`` in thousandths of the type size."""
    blank = text_width(" ", weight)
    lines: list[str] = []
    current: list[str] = []
    used = 0.0
    for whole in paragraph.split(" "):
        word, wide = whole, text_width(whole, weight)
        if current and used + blank + wide <= limit:
            current.append(word)
            used += blank + wide
            continue
        if current:
            lines.append(" ".join(current))
        if wide > limit:
            *full, word = _broken(word, weight, limit)
            lines.extend(full)
            wide = text_width(word, weight)
        current, used = [word], wide
    lines.append(" ".join(current))
    return lines


def _broken(word: str, weight: Weight, limit: float) -> list[str]:
    """A word in parts that fit, never parting a mark from its letter; a part has one letter at least."""
    parts: list[str] = []
    current = ""
    for cluster in split_clusters(word):
        if current and text_width(current + cluster, weight) > limit:
            parts.append(current)
            current = cluster
        else:
            current += cluster
    return [*parts, current]


def _shown(line: str, weight: Weight, from_right: bool) -> tuple[str | GlyphRun, ...]:  # noqa: FBT001
    """A line in the order of showing, brackets turned, words shaped."""
    if not has_right_to_left(line):
        return shape_text(_ISOLATES.sub("", line), weight)
    clusters = split_clusters(line)
    joined = [c for c in clusters if len(c) > 1 and unicodedata.bidirectional(c[0]) == "ON"]
    tiles = dict(zip(map(chr, _TILES), dict.fromkeys(joined), strict=False))
    tiled = {cluster: tile for tile, cluster in tiles.items()}
    probed = "".join(
        char + _PROBE if char in MIRRORED else char
        for cluster in clusters
        for char in tiled.get(cluster, cluster)
    )
    display = str(get_display(probed, base_dir="R" if from_right else "L"))
    turned = _PROBED.sub(lambda m: MIRRORED[m[1]] if m[1] else m[2], display)
    return tuple(
        piece
        for text in _ISOLATES.split(turned)
        for number, part in enumerate(RIGHT_TO_LEFT.split(text))
        if part
        for piece in (
            shape_text(part[::-1], weight, from_right=True)
            if number % 2
            else shape_text("".join(tiles.get(char, char) for char in part), weight)
        )
    )


def widest_text(texts: Iterable[str], style: Style) -> float:
    """The width in points of the broadest of some texts, each on one line."""
    return max((line.width for text in texts for line in layout_lines(text, style, 1e6)), default=0.0)


def widen_leading(texts: Sequence[str], style: Style) -> float:
    """From line to line in sizes, widened where a script reaches so high or deep that lines would meet."""
    runs = [
        piece
        for text in texts
        if _TALL.search(text)
        for line in layout_lines(text, style, 1e6)
        for piece in line.pieces
        if isinstance(piece, GlyphRun)
    ]
    high = max((run.high for run in runs), default=0.0) / 1000
    deep = max((run.deep for run in runs), default=0.0) / 1000
    return max(style.leading / style.size, 2 * (high - BASELINE) + 1, 2 * (deep + BASELINE) - 1)


@lru_cache(maxsize=2_000)
def sized_for(text: str, style: Style) -> Style:
    """A style with lines as far apart as the scripts of a text need; the same where they need no more."""
    if text.isascii() or not _TALL.search(text):
        return style
    return replace(style, leading=style.size * widen_leading((text,), style))


def keep_days_whole(text: str) -> str:
    """A text whose days, such as ``22 Nov 2026``, stay on one line: half a day reads as another."""
    return _DAY.sub(lambda found: found[0].replace(" ", "\xa0"), text)
