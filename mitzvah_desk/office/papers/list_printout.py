"""A list as it stands on the screen: onto paper, or into a file for another program."""

from collections.abc import Sequence
from datetime import date, datetime

from mitzvah_desk.documents.layout.paper import Paper
from mitzvah_desk.exchange.tables_out import Cell, format_cell, table_bytes
from mitzvah_desk.office.core.office import Office
from mitzvah_desk.office.gift_aid.schedule import GiftAidSchedule
from mitzvah_desk.office.outgoing.outgoing import Outgoing, OutgoingForm
from mitzvah_desk.office.printing.letterhead import read_letterhead
from mitzvah_desk.office.printing.printed_words import file_name
from mitzvah_desk.rules.privacy.disclosure import Audience
from mitzvah_desk.rules.privacy.gift_aid_schedule import TITLES


def make_table_file(kind: str, title: str, titles: Sequence[str], rows: Sequence[Sequence[Cell]]) -> Outgoing:
    """A list as a file for the committee.

    Args:
        kind: ``csv``, ``xlsx`` or ``ods``.
        title: what it is called.
        titles: the headings.
        rows: its cells, row by row.
    """
    return Outgoing(
        title,
        Audience.COMMITTEE,
        (title, titles, rows),
        lambda values, _: table_bytes(kind, values[1], values[2], name=values[0]),
        file_name(title),
        OutgoingForm.FILE,
        count=len(rows),
    )


def make_list_job(
    office: Office,
    title: str,
    titles: Sequence[str],
    rows: Sequence[Sequence[Cell]],
    *,
    paper: Paper | None = None,
    now: datetime | None = None,
    audience: Audience = Audience.COMMITTEE,
) -> Outgoing:
    """A list on paper."""
    from mitzvah_desk.documents.list_paper import render_list

    head, _ = read_letterhead(office)
    moment = now or datetime.now()
    texts = [[_on_paper(cell) for cell in row] for row in rows]
    numbers = frozenset(n for n in range(len(titles)) if _is_of_numbers([row[n] for row in rows]))

    return Outgoing(
        title,
        audience,
        (title, titles, texts, head),
        lambda values, _: render_list(
            values[0],
            values[1],
            values[2],
            values[3],
            paper or Paper(landscape=len(titles) > 4),
            audience=audience,
            printed_at=moment,
            numbers=numbers,
        ),
        file_name(title),
        count=len(rows),
    )


def _on_paper(cell: Cell) -> str:
    """A cell as it is read: money with its pence, thousands with their commas."""
    if isinstance(cell, float):
        return f"{cell:,.2f}"
    return f"{cell:,}" if isinstance(cell, int) else format_cell(cell)


def _is_of_numbers(cells: Sequence[Cell]) -> bool:
    told = [cell for cell in cells if cell is not None and cell != ""]
    return bool(told) and all(isinstance(cell, (int, float)) for cell in told)


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
