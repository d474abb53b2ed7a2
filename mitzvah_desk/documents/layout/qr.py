"""Codes to scan (QR, ISO/IEC 18004), drawn as rectangles."""

from dataclasses import dataclass
from itertools import groupby

import segno

from mitzvah_desk.documents.layout.flow import Block
from mitzvah_desk.documents.layout.fonts import Untyped
from mitzvah_desk.documents.layout.pen import Pen

_QUIET = 4  # modules of white around a code (ISO/IEC 18004)


def draw_code(canvas: Untyped, text: str, x: float, y: float, side: float) -> None:
    """Draws a QR code with its white margin.

    Args:
        canvas: reportlab's.
        text: what it lets one scan.
        x: its left edge, in points.
        y: its lower edge.
        side: its width and height.

    Raises:
        ValueError: the text is too long for a code.
    """
    try:
        rows = segno.make(text, error="m", micro=False).matrix
    except segno.DataOverflowError as error:
        raise ValueError("This text is too long for a code to be scanned. Use a shorter link.") from error
    module = side / (len(rows) + 2 * _QUIET)
    canvas.setFillColorRGB(0, 0, 0)
    for down, row in enumerate(rows):
        across = 0
        for dark, run in groupby(row):
            wide = len(list(run))
            if dark:  # neighbours in one rectangle, so that no hair of white parts them
                low = y + side - (down + _QUIET + 1) * module
                canvas.rect(x + (across + _QUIET) * module, low, wide * module, module, stroke=0, fill=1)
            across += wide


@dataclass(frozen=True, slots=True)
class QrCode(Block):
    """A code of a fixed size in the flow of a page.

    Attributes:
        text: what it lets one scan.
        side: its width and height, in points.
    """

    text: str
    side: float

    def height(self, width: float) -> float:  # noqa: ARG002
        """How much it needs."""
        return self.side

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:  # noqa: ARG002
        """Draws it."""
        draw_code(pen.canvas, self.text, x, top - self.side, self.side)
