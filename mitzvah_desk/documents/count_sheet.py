"""Sheets to write on: what is counted in a stocktake, and what is weighed where goods come in."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from mitzvah_desk.documents.layout.flow import Text, VerticalSpace
from mitzvah_desk.documents.layout.letterhead import Letterhead
from mitzvah_desk.documents.layout.paper import Paper
from mitzvah_desk.documents.layout.skeleton import Sheets, make_small_letterhead
from mitzvah_desk.documents.layout.tables import Blank, Cell, PaperColumn, make_table
from mitzvah_desk.documents.layout.text import keep_days_whole
from mitzvah_desk.rules.privacy.disclosure import Audience

_EMPTY_LINES = 6
_WEIGHED_LINES = 15


@dataclass(frozen=True, slots=True)
class Shelf:
    """One line.

    Attributes:
        place: where it lies.
        what: the item with its size.
        end: the date on it in words.
        lot: its number, as on the label of its box.
        origin: by what it is told from another lot of the same: ``came 3 Nov 2026, maker’s number L77``.
    """

    place: str
    what: str
    end: str
    lot: int
    origin: str = ""


def render_count_sheet(
    title: str,
    shelves: Sequence[Shelf],
    head: Letterhead,
    paper: Paper,
    *,
    audience: Audience,
    printed_at: datetime,
) -> bytes:
    """The sheet as a PDF. What the ledger expects is not on it, so that people count and do not copy."""
    sheets = Sheets(
        paper, title=f"Count sheet: {title}", letterhead=head, audience=audience, printed_at=printed_at
    )
    styles, width, gap = sheets.styles, sheets.width, sheets.styles.body.size
    lot, counted = PaperColumn("Lot", 0, right=True), PaperColumn("Counted", 1)
    if sheets.narrow:
        columns: tuple[PaperColumn, ...] = (PaperColumn("What and where", 2.5, strong=True), lot, counted)
        rows: list[tuple[Cell, ...]] = [
            (
                "\n".join(part for part in (each.what, each.end, each.place, each.origin) if part),
                f"{each.lot}",
                Blank(),
            )
            for each in shelves
        ]
    else:
        what, told_by = PaperColumn("What", 1.3, strong=True), PaperColumn("Which one", 1.6)
        columns = (PaperColumn("Where", 1.1), what, PaperColumn("Date on it", 0), told_by, lot, counted)
        rows = [
            (each.place or "—", each.what, each.end, keep_days_whole(each.origin), f"{each.lot}", Blank())
            for each in shelves
        ]
    rows += [(Blank(),) * len(columns)] * _EMPTY_LINES
    sheets.flow(
        [
            make_small_letterhead(head, styles, width),
            VerticalSpace(gap),
            Text("Count sheet", replace(styles.title, align="start")),
            Text(title, styles.muted),
            VerticalSpace(gap),
            make_table(columns, rows, styles, width),
        ],
        f"Count sheet · {title}",
    )
    return sheets.finish()


def render_weighing_sheet(
    title: str, head: Letterhead, paper: Paper, *, audience: Audience, printed_at: datetime
) -> bytes:
    """Empty lines for the scales at the door, to be typed in afterwards; as a PDF."""
    sheets = Sheets(
        paper, title=f"Weighing sheet: {title}", letterhead=head, audience=audience, printed_at=printed_at
    )
    styles, width, gap = sheets.styles, sheets.width, sheets.styles.body.size
    kg, typed = PaperColumn("kg", 0.7, right=True), PaperColumn("Typed in", 0.6)
    if sheets.narrow:
        columns: tuple[PaperColumn, ...] = (PaperColumn("From and what", 3), kg, typed)
    else:
        columns = (PaperColumn("From", 1.6), PaperColumn("What", 1.8), kg, typed)
    how = "One line for each sort of goods. Set the scales to nothing with the empty crate on them."
    sheets.flow(
        [
            make_small_letterhead(head, styles, width),
            VerticalSpace(gap),
            Text("Weighing sheet", replace(styles.title, align="start")),
            Text(title, styles.muted),
            VerticalSpace(gap / 2),
            Text(how, styles.body),
            VerticalSpace(gap),
            make_table(columns, [(Blank(),) * len(columns)] * _WEIGHED_LINES, styles, width),
        ],
        f"Weighing sheet · {title}",
    )
    return sheets.finish()
