"""Sheets of labels as data: where each label lies on its sheet."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from io import BytesIO
from typing import Protocol

from mitzvah_desk.documents.pen import Pen
from mitzvah_desk.documents.skeleton import GREY, LINE, MM, begin_pdf
from mitzvah_desk.documents.text import Style
from mitzvah_desk.rules.disclosure import Audience

_INSET = 3 * MM


@dataclass(frozen=True, slots=True)
class LabelSheet:
    """A sheet of labels; all lengths in millimetres, from the sheet's upper left corner.

    Attributes:
        key: its maker's number.
        words: what it is for.
        width: of one label.
        height: of one label.
        columns: labels side by side.
        rows: labels one below the other.
        left: of the first label.
        top: of the first label.
        across: from one label's left side to the next one's.
        down: from one label's upper side to the next one's.
        page: width and height of the sheet.
    """

    key: str
    words: str
    width: float
    height: float
    columns: int
    rows: int
    left: float
    top: float
    across: float
    down: float
    page: tuple[float, float] = (210.0, 297.0)

    @property
    def count(self) -> int:
        """Labels on one sheet."""
        return self.columns * self.rows

    def place(self, number: int) -> tuple[float, float]:
        """The left and upper side of a label in millimetres, counted from 0 along the rows."""
        row, column = divmod(number, self.columns)
        return self.left + column * self.across, self.top + row * self.down

    def moved(self, right_mm: float, down_mm: float) -> "LabelSheet":
        """The same for a printer that prints too far left by ``right_mm`` and too high by ``down_mm``."""
        return replace(self, left=self.left + right_mm, top=self.top + down_mm)

    def checked(self) -> "LabelSheet":
        """The same sheet.

        Raises:
            ValueError: its labels do not lie on it, or over one another; the message is a sentence.
        """
        wide = self.left + (self.columns - 1) * self.across + self.width
        tall = self.top + (self.rows - 1) * self.down + self.height
        if min(self.width, self.height, self.columns, self.rows) <= 0 or min(self.left, self.top) < 0:
            raise ValueError("A label needs a width, a height and a place on the sheet.")
        if wide > self.page[0] + 0.05 or tall > self.page[1] + 0.05:
            raise ValueError(f"These labels need a sheet of {wide:.1f} by {tall:.1f} mm.")
        if (self.columns > 1 and self.across < self.width) or (self.rows > 1 and self.down < self.height):
            raise ValueError("These labels would lie over one another.")
        return self


SHEETS = {
    sheet.key: sheet.checked()
    for sheet in (
        # Measures as Avery publishes them with its templates for A4.
        LabelSheet("L7160", "21 address labels", 63.5, 38.1, 3, 7, 7.2, 15.15, 66.04, 38.1),
        LabelSheet("L7163", "14 address labels", 99.06, 38.1, 2, 7, 4.67, 15.15, 101.6, 38.1),
        LabelSheet("L7418", "8 name badges", 86.0, 55.0, 2, 4, 19.0, 38.5, 86.0, 55.0),
        LabelSheet("L4785", "10 name badges", 80.0, 50.0, 2, 5, 18.0, 13.0, 95.0, 55.0),
        # ISO 269; printed one at a time, address in the lower right as Royal Mail asks.
        LabelSheet(
            "DL", "envelope, 220 by 110 mm", 115.0, 55.0, 1, 1, 95.0, 45.0, 115.0, 55.0, (220.0, 110.0)
        ),
        LabelSheet(
            "C5", "envelope, 229 by 162 mm", 120.0, 75.0, 1, 1, 99.0, 70.0, 120.0, 75.0, (229.0, 162.0)
        ),
    )
}


class Label(Protocol):
    """What stands on one label."""

    def draw(self, pen: Pen, x: float, top: float, width: float, height: float) -> None:
        """Draws it into a box, in points from the lower left corner of the page."""


def print_labels(
    labels: Sequence[Label],
    sheet: LabelSheet,
    *,
    title: str,
    author: str,
    audience: Audience,
    printed_at: datetime,
    start: int = 1,
) -> bytes:
    """Labels on their sheets, as a PDF to be printed at 100 %.

    Args:
        labels: from first to last.
        sheet: what they are printed on.
        title: the document's name in a reader's window.
        author: the organisation.
        audience: for whose eyes; among the PDF's facts, since a label has no room for it.
        printed_at: when, in local time.
        start: the first label of the first sheet that is still there, counted from 1.

    Raises:
        ValueError: ``start`` is not on the sheet.
    """
    if not 1 <= start <= sheet.count:
        raise ValueError(f"This sheet has the labels 1 to {sheet.count}.")
    out = BytesIO()
    points = (sheet.page[0] * MM, sheet.page[1] * MM)
    canvas = begin_pdf(out, points, title=title, author=author, audience=audience, printed_at=printed_at)
    pen = Pen(canvas)
    for number, label in enumerate(labels, start=start - 1):
        place = number % sheet.count
        if place == 0 and number >= sheet.count:
            canvas.showPage()
        left, top = sheet.place(place)
        box = (left * MM, points[1] - top * MM, sheet.width * MM, sheet.height * MM)
        label.draw(pen, box[0] + _INSET, box[1] - _INSET, box[2] - 2 * _INSET, box[3] - 2 * _INSET)
    canvas.showPage()
    canvas.save()
    return out.getvalue()


def alignment_page(sheet: LabelSheet, *, author: str, printed_at: datetime) -> bytes:
    """A page that shows on plain paper where the labels will lie: hold it and a sheet against a window."""
    out = BytesIO()
    points = (sheet.page[0] * MM, sheet.page[1] * MM)
    title = f"Test page for {sheet.key}"
    about = {"title": title, "author": author, "audience": Audience.PUBLIC, "printed_at": printed_at}
    canvas = begin_pdf(out, points, **about)  # type: ignore[arg-type]  # each of its own type
    pen = Pen(canvas)
    for number in range(sheet.count):
        left, top = sheet.place(number)
        x, y = left * MM, points[1] - (top + sheet.height) * MM
        pen.box(x, y, sheet.width * MM, sheet.height * MM, edge=LINE)
        for mark in _crosses(x, y, sheet):
            pen.rule(*mark, GREY, 0.5)
        said = f"{number + 1}" if number else f"1 · {sheet.key} · {sheet.width:g} × {sheet.height:g} mm"
        pen.text(
            said, Style(12, 15, colour=GREY), sheet.width * MM - 12, x=x + 6, top=y + sheet.height * MM - 4
        )
    canvas.showPage()
    canvas.save()
    return out.getvalue()


def _crosses(x: float, y: float, sheet: LabelSheet) -> Iterator[tuple[float, float, float]]:
    """A short stroke of 5 mm, to be measured with a ruler, in the middle of a label."""
    yield x + (sheet.width * MM - 5 * MM) / 2, y + sheet.height * MM / 2, 5 * MM
