"""Small papers on a sheet that is cut: two or four to a page, with marks that show where."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from mitzvah_desk.documents.layout.flow import Block
from mitzvah_desk.documents.layout.paper import MM, Paper
from mitzvah_desk.documents.layout.skeleton import GREY, Sheets

MakeBlocks = Callable[[float], list[Block]]
"""Makes a paper's blocks for a width in points."""
_GRIDS = {2: (2, 1), 4: (2, 2)}
_MARGIN = 0.075
"""Of a piece's short side: a hand's breadth for the eye, and for a cut that is not quite straight."""
_MARK = 5 * MM


@dataclass(frozen=True, slots=True)
class PiecePaper:
    """One small paper.

    Attributes:
        reader: for whom it is, at its foot.
        make: its blocks.
        running: at the head of its further pages, where it takes whole ones.
    """

    reader: str
    make: MakeBlocks
    running: str = ""


@dataclass(frozen=True, slots=True)
class _Cut:
    """How a sheet is cut, in points."""

    columns: int
    rows: int
    sheet: tuple[float, float]

    @classmethod
    def of(cls, paper: Paper, pieces: int) -> "_Cut":
        columns, rows = _GRIDS[pieces]
        short, long = sorted(paper.points)
        return cls(columns, rows, (short, long) if columns == rows else (long, short))

    @property
    def size(self) -> tuple[float, float]:
        return self.sheet[0] / self.columns, self.sheet[1] / self.rows

    @property
    def margin(self) -> float:
        return min(self.size) * _MARGIN

    @property
    def width(self) -> float:
        return self.size[0] - 2 * self.margin

    def place(self, number: int) -> tuple[float, float]:
        """The upper left corner of a piece, from the left and from below."""
        across, down = number % self.columns, number // self.columns
        return across * self.size[0], self.sheet[1] - down * self.size[1]


def draw_pieces(sheets: Sheets, papers: Sequence[PiecePaper], per_page: int) -> None:
    """Draws small papers, each as small as holds it whole; what no piece holds has sheets of its own.

    The smallest come first, so that sheets that are cut alike lie together; in each size the order stays.

    Args:
        sheets: the sheets of the PDF.
        papers: from first to last.
        per_page: how many at most share a sheet: 1, 2 or 4.
    """
    waiting = list(papers)
    for pieces in sorted(_GRIDS, reverse=True):
        if pieces <= per_page:
            waiting = _draw_those_that_fit(sheets, waiting, _Cut.of(sheets.paper, pieces))
    for paper in waiting:
        sheets.reader = paper.reader
        sheets.flow(paper.make(sheets.width), paper.running, bookmark=paper.running)


def _draw_those_that_fit(sheets: Sheets, papers: Sequence[PiecePaper], cut: _Cut) -> list[PiecePaper]:
    """Draws whatever a piece of that size holds; returns the others."""
    drawn, left = 0, []
    for paper in papers:
        sheets.reader = paper.reader
        foot, blocks = sheets.make_foot(cut.width), paper.make(cut.width)
        room = cut.size[1] - 2 * cut.margin - foot.height(cut.width)
        if sum(block.height(cut.width) for block in blocks) > room:
            left.append(paper)
            continue
        number = drawn % (cut.columns * cut.rows)
        if number == 0:
            _begin_sheet(sheets, cut, turn=drawn > 0)
        sheets.pen.bookmark(paper.running)
        x, top = cut.place(number)
        down = top - cut.margin
        for block in blocks:
            block.draw(sheets.pen, x + cut.margin, down, cut.width)
            down -= block.height(cut.width)
        low = top - cut.size[1] + cut.margin
        foot.draw(sheets.pen, x + cut.margin, low + foot.height(cut.width), cut.width)
        drawn += 1
    if drawn:
        sheets.canvas.showPage()
        sheets.canvas.setPageSize(sheets.paper.points)
    return left


def _begin_sheet(sheets: Sheets, cut: _Cut, *, turn: bool) -> None:
    """A new sheet with short strokes at its edges and where cuts cross, so that nobody cuts into words."""
    canvas, (wide, tall) = sheets.canvas, cut.sheet
    if turn:
        canvas.showPage()
    canvas.setPageSize(cut.sheet)
    canvas.setStrokeColorRGB(*GREY)
    canvas.setLineWidth(0.5)
    for column in range(1, cut.columns):
        x = column * cut.size[0]
        canvas.line(x, tall, x, tall - _MARK)
        canvas.line(x, 0, x, _MARK)
    for row in range(1, cut.rows):
        y = row * cut.size[1]
        canvas.line(0, y, _MARK, y)
        canvas.line(wide - _MARK, y, wide, y)
        for x in (column * cut.size[0] for column in range(1, cut.columns)):
            canvas.line(x - _MARK / 2, y, x + _MARK / 2, y)
            canvas.line(x, y - _MARK / 2, x, y + _MARK / 2)
