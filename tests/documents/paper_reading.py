"""Reads a PDF back as a reader sees it: words, and where each sign stands."""

import re
import unicodedata
from functools import lru_cache
from typing import Any, NamedTuple

import pypdfium2

_pdfium: Any = pypdfium2


class Sign(NamedTuple):
    """A drawn character, its box and the size of its type, in points."""

    char: str
    left: float
    bottom: float
    right: float
    top: float
    size: float = 0.0


@lru_cache(maxsize=2)
def signs(pdf: bytes) -> list[list[Sign]]:
    """Every visible sign of every page; a paper that is asked about again is not read again."""
    document = _pdfium.PdfDocument(pdf)
    pages = []
    for page in document:
        words = page.get_textpage()
        found = []
        for index in range(words.count_chars()):
            char = chr(_pdfium.raw.FPDFText_GetUnicode(words, index))
            if char.isprintable() and not char.isspace():
                size = float(_pdfium.raw.FPDFText_GetFontSize(words, index))
                left, bottom, right, top = words.get_charbox(index)
                found.append(Sign(char, left, bottom, right, top, size))
        pages.append(found)
        words.close()
        page.close()
    document.close()
    return pages


def letters_of(pdf: bytes) -> str:
    """All visible signs without blanks, so that line breaks do not matter."""
    return "".join(sign.char for page in signs(pdf) for sign in page)


def outside(pdf: bytes) -> list[Sign]:
    """Signs that stand outside their page."""
    document = _pdfium.PdfDocument(pdf)
    sizes = [page.get_size() for page in document]
    document.close()
    return [
        sign
        for (width, height), page in zip(sizes, signs(pdf), strict=True)
        for sign in page
        if sign.left < -1 or sign.bottom < -1 or sign.right > width + 1 or sign.top > height + 1
    ]


def smallest_type(pdf: bytes) -> float:
    """The size of the smallest type on a paper."""
    return min(sign.size for page in signs(pdf) for sign in page)


def lonely_headings(pdf: bytes) -> list[str]:
    """Headings that stand last above a page's foot, away from what they are the heading of.

    A heading is larger than the foot, which every page of a paper with headings has in the type of its body.
    """
    found = []
    for page in signs(pdf)[:-1]:
        lines: dict[int, list[Sign]] = {}
        for sign in page:
            lines.setdefault(round(sign.bottom / 4), []).append(sign)
        told = {at: "".join(s.char for s in sorted(line, key=lambda s: s.left)) for at, line in lines.items()}
        foot = next((at for at in sorted(told) if re.search(r"Page\d+of\d+$", told[at])), None)
        above = min((at for at in told if foot is not None and at > foot + 3), default=None)
        if foot is None or above is None:
            continue
        if min(s.size for s in lines[above]) > max(s.size for s in lines[foot]) + 1:
            found.append(told[above])
    return found


def covered(pdf: bytes) -> list[tuple[Sign, Sign]]:
    """Pairs of signs of which one hides the middle of the other; marks such as niqqud do not count."""
    pairs = []
    for page in signs(pdf):
        solid = [
            s for s in page if not unicodedata.combining(s.char) and s.right - s.left > 1 and s.top > s.bottom
        ]
        solid.sort(key=lambda sign: sign.left)
        for number, one in enumerate(solid):
            x, y = (one.left + one.right) / 2, (one.bottom + one.top) / 2
            for other in solid[number + 1 :]:
                if other.left > x:
                    break
                if other.right > x and other.bottom < y < other.top:
                    pairs.append((one, other))
    return pairs
