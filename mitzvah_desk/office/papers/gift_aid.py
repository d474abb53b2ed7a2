"""The Gift Aid schedule as a spreadsheet."""

from datetime import date

from mitzvah_desk.exchange.tables_out import Cell
from mitzvah_desk.office.gift_aid.schedule import GiftAidSchedule
from mitzvah_desk.office.outgoing.outgoing import Outgoing
from mitzvah_desk.office.papers.list_printout import make_table_file
from mitzvah_desk.rules.privacy.gift_aid_schedule import TITLES


def make_schedule_file(kind: str, schedule: GiftAidSchedule) -> Outgoing:
    """A schedule as a file for the treasurer.

    Args:
        kind: ``csv``, ``xlsx`` or ``ods``.
        schedule: its lines.
    """
    rows = [[_as_text(cell) for cell in row] for row in schedule.rows] if kind == "csv" else schedule.rows
    return make_table_file(kind, "Gift Aid schedule", TITLES, rows)


def _as_text(cell: Cell) -> Cell:
    """A cell as HMRC wants it written, where no spreadsheet keeps days and amounts as such."""
    if isinstance(cell, date):
        return f"{cell:%d/%m/%y}"
    return f"{cell:.2f}" if isinstance(cell, float) else cell
