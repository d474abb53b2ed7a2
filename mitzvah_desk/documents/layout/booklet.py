"""A booklet of sheets that are printed on both sides, laid into each other and folded once."""

from collections.abc import Sequence
from dataclasses import replace

from mitzvah_desk.documents.layout.flow import Block, Row, Rule, Stack, Text, VerticalSpace
from mitzvah_desk.documents.layout.pagination import Placed
from mitzvah_desk.documents.layout.skeleton import LINE, Sheets

_MARGIN = 0.08
"""Of the width of a page: what a hand holds, and what a printer leaves white."""


def order_sides(pages: int) -> list[tuple[int, int]]:
    """Which pages stand beside each other on each side of each sheet, from 0, the left one first.

    The sides come as a printer takes them: front and back of the outermost sheet, turned on its short edge,
    then those of the next.

    Args:
        pages: a multiple of four.
    """
    sides = []
    for sheet in range(0, pages // 2, 2):
        sides += [(pages - 1 - sheet, sheet), (sheet + 1, pages - 2 - sheet)]
    return sides


class BookletPages:
    """The pages of a booklet, each half a sheet that lies on its long side.

    Attributes:
        width: of a page's text, in points.
        room: how high a page's text may be.
    """

    def __init__(self, sheets: Sheets) -> None:
        """``sheets``: of a paper in landscape."""
        self._sheets = sheets
        self._half = sheets.page_width / 2
        self._margin = self._half * _MARGIN
        self.width = self._half - 2 * self._margin
        self.room = sheets.page_height - 2 * self._margin - self._foot(99, 99).height(self.width)

    def draw(self, pages: Sequence[Sequence[Placed]]) -> None:
        """Draws them onto their sheets, each with a foot.

        Args:
            pages: as they are read, a multiple of four; what they hold is placed from the top of the page.
        """
        for side in order_sides(len(pages)):
            for number, left in zip(side, (0.0, self._half), strict=True):
                self._draw_page(pages[number], number + 1, len(pages), left + self._margin)
            self._sheets.canvas.showPage()

    def _draw_page(self, placed: Sequence[Placed], number: int, total: int, left: float) -> None:
        pen, top = self._sheets.pen, self._sheets.page_height - self._margin
        for block, down in placed:
            block.draw(pen, left, top - down, self.width)
        foot = self._foot(number, total)
        foot.draw(pen, left, self._margin + foot.height(self.width), self.width)

    def _foot(self, number: int, total: int) -> Block:
        styles = self._sheets.styles
        half = (self.width - 10) / 2
        page = Text(f"Page {number} of {total}", replace(styles.muted, align="right"))
        line = Row((Text(self._sheets.reader, styles.strong), page), (half, half))
        return Stack((VerticalSpace(6), Rule(1, LINE), VerticalSpace(3), line))
