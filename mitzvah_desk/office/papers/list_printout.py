"""A list as it stands on the screen: onto paper, or into a file for another program."""

from collections.abc import Sequence
from datetime import datetime

from mitzvah_desk.documents.layout.paper import Paper
from mitzvah_desk.exchange.tables_out import Cell, format_cell, table_bytes
from mitzvah_desk.office.core.office import Office
from mitzvah_desk.office.printing.letterhead import read_letterhead
from mitzvah_desk.office.printing.print_jobs import PrintJob, Progress, file_name
from mitzvah_desk.rules.privacy.disclosure import Audience


def export_rows(kind: str, title: str, titles: Sequence[str], rows: Sequence[Sequence[Cell]]) -> bytes:
    """A list as ``csv``, ``xlsx`` or ``ods``."""
    return table_bytes(kind, titles, rows, name=title)


def make_list_job(
    office: Office,
    title: str,
    titles: Sequence[str],
    rows: Sequence[Sequence[Cell]],
    *,
    paper: Paper | None = None,
    now: datetime | None = None,
) -> PrintJob:
    """A list on paper, for the committee."""
    from mitzvah_desk.documents.list_paper import render_list

    head, _ = read_letterhead(office)
    moment = now or datetime.now()
    texts = [[_on_paper(cell) for cell in row] for row in rows]
    numbers = frozenset(n for n in range(len(titles)) if _is_of_numbers([row[n] for row in rows]))

    def draw(_: Progress | None) -> bytes:
        return render_list(
            title,
            titles,
            texts,
            head,
            paper or Paper(landscape=len(titles) > 4),
            audience=Audience.COMMITTEE,
            printed_at=moment,
            numbers=numbers,
        )

    return PrintJob(draw, (), file_name(title), len(rows))


def _on_paper(cell: Cell) -> str:
    """A cell as it is read: money with its pence, thousands with their commas."""
    if isinstance(cell, float):
        return f"{cell:,.2f}"
    return f"{cell:,}" if isinstance(cell, int) else format_cell(cell)


def _is_of_numbers(cells: Sequence[Cell]) -> bool:
    told = [cell for cell in cells if cell is not None and cell != ""]
    return bool(told) and all(isinstance(cell, (int, float)) for cell in told)
