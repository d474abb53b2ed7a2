"""PDF to pixels and back to words: the one module that knows pypdfium2, which bears only one thread."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Lock
from typing import Any

import pypdfium2

_pdfium: Any = pypdfium2  # it tells no types

_POINTS_AN_INCH = 72
_LOCK = Lock()


@dataclass(frozen=True, slots=True)
class RasterPage:
    """One page as pixels.

    Attributes:
        width: in pixels.
        height: in pixels.
        stride: bytes from line to line.
        data: blue, green, red and an unused byte for each pixel, as QImage.Format_RGB32 wants them.
    """

    width: int
    height: int
    stride: int
    data: bytes


def page_count(pdf: bytes) -> int:
    """How many pages a PDF has."""
    with _opened(pdf) as document:
        return len(document)


def page_size_points(pdf: bytes, page: int) -> tuple[float, float]:
    """Width and height of a page (from 0) in points.

    Raises:
        IndexError: no such page.
    """
    with _page(pdf, page) as found:
        width, height = found.get_size()
        return float(width), float(height)


def render_page(pdf: bytes, page: int, dpi: float) -> RasterPage:
    """A page (from 0) as pixels at ``dpi`` dots an inch, on white.

    Raises:
        IndexError: no such page.
    """
    with _page(pdf, page) as found:
        bitmap = found.render(
            scale=dpi / _POINTS_AN_INCH, force_bitmap_format=_pdfium.raw.FPDFBitmap_BGRx, draw_annots=True
        )
        try:
            return RasterPage(bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer))
        finally:
            bitmap.close()


def extract_page_text(pdf: bytes, page: int) -> str:
    """The words of a page (from 0), lines apart.

    Raises:
        IndexError: no such page.
    """
    with _page(pdf, page) as found:
        words = found.get_textpage()
        try:
            return str(words.get_text_bounded()).replace("\r\n", "\n")
        finally:
            words.close()


@contextmanager
def _opened(pdf: bytes) -> Iterator[Any]:
    with _LOCK:
        document = _pdfium.PdfDocument(pdf)
        try:
            yield document
        finally:
            document.close()


@contextmanager
def _page(pdf: bytes, number: int) -> Iterator[Any]:
    with _opened(pdf) as document:
        if not 0 <= number < len(document):
            raise IndexError(f"There is no page {number + 1} in a PDF of {len(document)} pages.")
        page = document[number]
        try:
            yield page
        finally:
            page.close()
