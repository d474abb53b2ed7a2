"""Looks at a page as the eye does: what is dark, and which lines go across."""

from itertools import groupby

from PIL import Image

from mitzvah_desk.documents.layout.raster import render_page

DARK = 128
SEEN = 250
"""A grey hair of half a point still shows as darker than this."""


def page_pixels(pdf: bytes, page: int = 0, dpi: float = 144) -> Image.Image:
    """A page in shades of grey."""
    made = render_page(pdf, page, dpi)
    size = (made.width, made.height)
    return Image.frombuffer("RGB", size, made.data, "raw", "BGRX", made.stride, 1).convert("L")


def lines_across(image: Image.Image) -> list[float]:
    """How long each level line is, from top to bottom, as a share of the page; short ones are left out."""
    width, least = image.width, image.width // 10
    data = image.tobytes()
    longest = []
    for y in range(image.height):
        row = data[y * width : (y + 1) * width]
        runs = (sum(1 for _ in run) for seen, run in groupby(row, lambda shade: shade < SEEN) if seen)
        longest.append(max(runs, default=0))
    found = []
    for is_line, rows in groupby(longest, lambda length: length >= least):
        thick = list(rows)
        if is_line and len(thick) <= 5:  # more is a filled box
            found.append(max(thick) / width)
    return found
