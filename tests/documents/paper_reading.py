"""Reads a PDF back as a reader sees it: words, and where each sign stands."""

import unicodedata
from functools import lru_cache
from typing import Any, NamedTuple

import pypdfium2

_pdfium: Any = pypdfium2


class Sign(NamedTuple):
    """A drawn character and its box, in points."""

    char: str
    left: float
    bottom: float
    right: float
    top: float


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
                found.append(Sign(char, *words.get_charbox(index)))
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
