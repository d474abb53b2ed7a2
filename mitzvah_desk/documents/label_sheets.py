"""Labels on their sheets, and a page that shows where they will lie."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from io import BytesIO
from typing import Protocol

from mitzvah_desk.documents.layout.fitting import fit_text
from mitzvah_desk.documents.layout.paper import MM
from mitzvah_desk.documents.layout.pen import Pen
from mitzvah_desk.documents.layout.skeleton import GREY, LINE, begin_pdf
from mitzvah_desk.documents.layout.text import Style
from mitzvah_desk.rules.labels import LabelSheet
from mitzvah_desk.rules.privacy.disclosure import Audience

_INSET = 3 * MM
_HOW = (
    "Print this at 100 % on plain paper: the stroke is 5 mm long.",
    "Hold it with the labels against a window.",
    "Move it in Print until all frames meet.",
)
"""What to do with a test page, a label each."""


class Label(Protocol):
    """What stands on one label."""

    def draw(self, pen: Pen, x: float, top: float, width: float, height: float) -> None:
        """Draws it into a box, in points from the lower left corner of the page."""


def render_labels(
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


def render_alignment_page(sheet: LabelSheet, *, author: str, printed_at: datetime) -> bytes:
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
        wide, tall = sheet.width * MM - 12, sheet.height * MM
        fit_text((said,), Style(12, 15, colour=GREY), wide, tall / 2 - 4, least=4.0).draw(
            pen, x + 6, y + tall - 4, wide
        )
    _tell_how(pen, sheet)
    canvas.showPage()
    canvas.save()
    return out.getvalue()


def _tell_how(pen: Pen, sheet: LabelSheet) -> None:
    """What to do with the page, in the labels after the first; in the last where there are too few."""
    style = Style(12, 15, colour=GREY)
    wide, tall = sheet.width * MM - 12, sheet.height * MM / 2 - 6
    told: dict[int, list[str]] = {}
    for number, words in enumerate(_HOW, start=1):
        told.setdefault(min(number, sheet.count - 1), []).append(words)
    for number, sentences in told.items():
        left, top = sheet.place(number)
        middle = sheet.page[1] * MM - (top + sheet.height / 2) * MM
        fit_text((" ".join(sentences),), style, wide, tall, least=4.0).draw(
            pen, left * MM + 6, middle - 4, wide
        )


def _crosses(x: float, y: float, sheet: LabelSheet) -> Iterator[tuple[float, float, float]]:
    """A short stroke of 5 mm, to be measured with a ruler, in the middle of a label."""
    yield x + (sheet.width * MM - 5 * MM) / 2, y + sheet.height * MM / 2, 5 * MM
