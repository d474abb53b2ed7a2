"""The line layer for Latin and Hebrew: cleaning, order of reading, wrapping.

User text is never markup here, so there is nothing to escape. Lines are broken in the order of reading; then
each is put into the order of showing by the Unicode rules (the compiled algorithm of python-bidi, which knows
brackets), and the Hebrew words in it are turned back and shaped.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from bidi import get_display
from bidi.mirror import MIRRORED

from mitzvah_desk.documents.layout.fonts import (
    HEBREW,
    REPLACEMENT,
    Glyph,
    Weight,
    glyph_set,
    is_mark,
    shape_hebrew,
    text_width,
)

Align = Literal["left", "right", "center", "start"]
_OPEN, _CLOSE = "\u2068", "\u2069"
# Takes the direction of the sign before it, and so shows after get_display which way that sign was read.
_PROBE = "\U000e01ef"
_PROBED = re.compile(f"{_PROBE}(.)|([{re.escape(''.join(MIRRORED))}]){_PROBE}")
_STEERING = str.maketrans("", "", _OPEN + _CLOSE)


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
        pieces: from left to right: plain text, or the placed signs of a Hebrew word.
        left: where it begins, in points from the left of its column.
        width: in points.
    """

    pieces: tuple[str | tuple[Glyph, ...], ...]
    left: float
    width: float


def clean_text(text: str) -> str:
    """Text fit for paper: composed, one blank between words, no control signs.

    What the typeface lacks becomes its plain equivalent where there is one, else a visible box.
    """
    if text.isascii() and text.isprintable() and "  " not in text:
        return text.strip()
    drawable = glyph_set()
    lines = []
    for line in re.split(r"\r\n|[\n\r\v\f\u0085\u2028\u2029]", unicodedata.normalize("NFC", text)):
        chars = []
        for char in line:
            if char in drawable and not char.isspace() and char != "\xad":
                chars.append(char)
            else:
                chars.append(_instead(char))
        lines.append(" ".join("".join(chars).split(" ")).strip(" "))
    return "\n".join(re.sub(" +", " ", line) for line in lines).strip("\n")


def _instead(char: str) -> str:
    """What stands for a character that cannot be drawn as it is."""
    if char == "\xa0":
        return char
    if char.isspace():
        return " "
    if unicodedata.category(char) in ("Cc", "Cf") or is_mark(char) or "\ufe00" <= char <= "\ufe0f":
        return ""
    plain = unicodedata.normalize("NFKC", char)
    return plain if plain != char and all(c in glyph_set() for c in plain) else REPLACEMENT


def find_missing_glyphs(text: str) -> str:
    """The characters of ``text`` that paper cannot show, each once, in the order they first come.

    They print as a box, and marks such as cantillation not at all; the caller tells the user.
    """
    if text.isascii():
        return ""
    unknown = dict.fromkeys(c for c in unicodedata.normalize("NFC", text) if c not in glyph_set())
    return "".join(c for c in unknown if is_mark(c) or _instead(c) == REPLACEMENT)


def has_hebrew(text: str) -> bool:
    """Whether any Hebrew stands in ``text``."""
    return HEBREW.search(text) is not None


def isolate_text(field: str) -> str:
    """A field that keeps its own direction in a sentence: ``(12)`` after a Hebrew name stays put."""
    field = clean_text(field)
    return f"{_OPEN}{field}{_CLOSE}" if has_hebrew(field) else field


def is_right_to_left(text: str) -> bool:
    """Whether the first strong character is Hebrew; isolated fields do not count."""
    depth = 0
    for char in text:
        depth += (char == _OPEN) - (char == _CLOSE)
        if depth <= 0 and (kind := unicodedata.bidirectional(char)) in ("L", "R"):
            return kind == "R"
    return False


@lru_cache(maxsize=8_192)
def layout_lines(text: str, style: Style, width: float) -> tuple[TextLine, ...]:
    """Breaks ``text`` (as written by a person, or with isolated fields) into lines no wider than ``width``.

    Words too long for a line are broken. No text, no lines.
    """
    lines: list[TextLine] = []
    for paragraph in _kept(text).split("\n") if text else ():
        from_right = not style.from_left and has_hebrew(paragraph) and is_right_to_left(paragraph)
        align = style.align
        if align == "start":
            align = "right" if from_right else "left"
        inside = ""
        for part in _wrapped(paragraph, style.weight, width * 1000 / style.size):
            words = inside + part
            inside = _OPEN if words.count(_OPEN) > words.count(_CLOSE) else ""
            pieces = _shown(words, style.weight, from_right) if has_hebrew(words) else (words,)
            wide = text_width(words, style.weight) * style.size / 1000
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
    for char in word:
        if current and not is_mark(char) and text_width(current + char, weight) > limit:
            parts.append(current)
            current = char
        else:
            current += char
    return [*parts, current]


def _shown(line: str, weight: Weight, from_right: bool) -> tuple[str | tuple[Glyph, ...], ...]:  # noqa: FBT001
    """A line in the order of showing, brackets turned, Hebrew words shaped."""
    probed = "".join(char + _PROBE if char in MIRRORED else char for char in line)
    display = str(get_display(probed, base_dir="R" if from_right else "L"))
    turned = _PROBED.sub(lambda m: MIRRORED[m[1]] if m[1] else m[2], display).translate(_STEERING)
    return tuple(
        shape_hebrew(part[::-1], weight) if HEBREW.match(part) else part
        for part in HEBREW.split(turned)
        if part
    )


def widest_text(texts: Iterable[str], style: Style) -> float:
    """The width in points of the broadest of some texts, each on one line."""
    return max((line.width for text in texts for line in layout_lines(text, style, 1e6)), default=0.0)
