"""Lists as spreadsheets: CSV, Excel and OpenDocument, with real dates and numbers and no live formulas."""

from collections.abc import Sequence
from datetime import datetime, time
from io import BytesIO
from typing import Any

from mitzvah_desk.exchange.cells import Cell, as_day, as_number, clean_cell, format_cell
from mitzvah_desk.exchange.csv_out import MARKED, csv_bytes

__all__ = ["KINDS", "Cell", "format_cell", "table_bytes"]

KINDS = ("csv", "xlsx", "ods")
_WIDEST = 60


def table_bytes(
    kind: str,
    titles: Sequence[str],
    rows: Sequence[Sequence[Cell]],
    *,
    name: str = "List",
    letters: str = MARKED,
) -> bytes:
    """A list as a file.

    Args:
        kind: ``csv``, ``xlsx`` or ``ods``.
        titles: the headings.
        rows: the cells, as many in each row as there are headings; None is an empty one.
        name: the sheet's.
        letters: those of a CSV, one of ``LETTERS``.

    Raises:
        KeyError: no such kind.
    """
    if kind == "csv":
        return csv_bytes(titles, ([format_cell(cell) for cell in row] for row in rows), letters)
    return {"xlsx": _xlsx, "ods": _ods}[kind](titles, rows, name)


def _ods(titles: Sequence[str], rows: Sequence[Sequence[Cell]], name: str) -> bytes:
    from mitzvah_desk.exchange.ods_out import ods_bytes

    return ods_bytes(titles, rows, _sheet_name(name))


def _sheet_name(name: str) -> str:
    """A name that Excel takes for a sheet."""
    return (
        "".join(" " if letter in "[]:*?/\\'" else letter for letter in clean_cell(name)).strip()[:31]
        or "List"
    )


def _xlsx(titles: Sequence[str], rows: Sequence[Sequence[Cell]], name: str) -> bytes:
    import xlsxwriter

    untyped: Any = xlsxwriter  # it tells no types
    out = BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    book = untyped.Workbook(out, options)
    sheet = book.add_worksheet(_sheet_name(name))
    head = book.add_format({"bold": True, "bottom": 1})
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    moment = book.add_format({"num_format": "dd/mm/yyyy hh:mm"})
    for column, title in enumerate(titles):
        sheet.write_string(0, column, clean_cell(title), head)
        longest = max((len(format_cell(row[column])) for row in rows), default=0)
        sheet.set_column(column, column, min(max(longest, len(title)) + 2, _WIDEST))
    for line, row in enumerate(rows, start=1):
        for column, cell in enumerate(row):
            on_day, number = as_day(cell), as_number(cell)
            if isinstance(on_day, datetime):
                sheet.write_datetime(line, column, on_day, moment)
            elif on_day is not None:
                sheet.write_datetime(line, column, datetime.combine(on_day, time()), day)
            elif number is not None:
                sheet.write_number(line, column, number)
            elif text := format_cell(cell):
                sheet.write_string(line, column, text)
    sheet.freeze_panes(1, 0)
    if titles and rows:
        sheet.autofilter(0, 0, len(rows), len(titles) - 1)
    book.close()
    return out.getvalue()
