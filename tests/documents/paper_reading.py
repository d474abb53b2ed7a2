"""Reads a PDF back as a reader sees it: words, and where each sign stands."""

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


def signs(pdf: bytes) -> list[list[Sign]]:
    """Every visible sign of every page."""
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


def as_seen(pdf: bytes, page: int = 0) -> list[str]:
    """The lines of a page, each from left to right as the eye meets it, without blanks."""
    lines: dict[int, list[Sign]] = {}
    baselines: list[float] = []
    for sign in signs(pdf)[page]:
        middle = (sign.bottom + sign.top) / 2
        near = next((n for n, base in enumerate(baselines) if abs(base - middle) < 7), None)
        if near is None:
            baselines.append(middle)
            near = len(baselines) - 1
        lines.setdefault(near, []).append(sign)
    return [
        "".join(s.char for s in sorted(line, key=lambda s: (s.left + s.right) / 2)) for line in lines.values()
    ]


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
