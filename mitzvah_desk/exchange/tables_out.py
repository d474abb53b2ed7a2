"""Lists as spreadsheets: CSV, Excel and OpenDocument, with real dates and numbers and no live formulas."""

from collections.abc import Sequence
from datetime import date, datetime
from io import BytesIO
from typing import Any

from mitzvah_desk.exchange.csv_out import csv_bytes

Cell = str | int | float | date | datetime | None
KINDS = ("csv", "xlsx", "ods")
_WIDEST = 60


def table_bytes(
    kind: str, titles: Sequence[str], rows: Sequence[Sequence[Cell]], *, name: str = "List"
) -> bytes:
    """A list as a file.

    Args:
        kind: ``csv``, ``xlsx`` or ``ods``.
        titles: the headings.
        rows: the cells, as many in each row as there are headings; None is an empty one.
        name: the sheet's.

    Raises:
        KeyError: no such kind.
    """
    return {"csv": _csv, "xlsx": _xlsx, "ods": _ods}[kind](titles, rows, name)


def written(cell: Cell) -> str:
    """A cell as text: days as 22/11/2026, as they are read in the United Kingdom."""
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return f"{cell:%d/%m/%Y %H:%M}"
    if isinstance(cell, date):
        return f"{cell:%d/%m/%Y}"
    return str(cell)


def _csv(titles: Sequence[str], rows: Sequence[Sequence[Cell]], _name: str) -> bytes:
    return csv_bytes(titles, ([written(cell) for cell in row] for row in rows))


def _sheet_name(name: str) -> str:
    """A name that Excel takes for a sheet."""
    return "".join(" " if letter in "[]:*?/\\'" else letter for letter in name).strip()[:31] or "List"


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
        sheet.write_string(0, column, title, head)
        longest = max((len(written(row[column])) for row in rows), default=0)
        sheet.set_column(column, column, min(max(longest, len(title)) + 2, _WIDEST))
    for line, row in enumerate(rows, start=1):
        for column, cell in enumerate(row):
            if isinstance(cell, datetime):
                sheet.write_datetime(line, column, cell, moment)
            elif isinstance(cell, date):
                sheet.write_datetime(line, column, datetime(cell.year, cell.month, cell.day), day)
            elif isinstance(cell, (int, float)) and not isinstance(cell, bool):
                sheet.write_number(line, column, cell)
            elif cell:
                sheet.write_string(line, column, str(cell))
    sheet.freeze_panes(1, 0)
    if titles and rows:
        sheet.autofilter(0, 0, len(rows), len(titles) - 1)
    book.close()
    return out.getvalue()


def _ods(titles: Sequence[str], rows: Sequence[Sequence[Cell]], name: str) -> bytes:
    import odf.number
    import odf.opendocument
    import odf.style
    import odf.table
    import odf.teletype
    import odf.text

    untyped: Any = odf  # it tells no types
    number, style, table, text = untyped.number, untyped.style, untyped.table, untyped.text
    book = untyped.opendocument.OpenDocumentSpreadsheet()

    def dates(name: str, parts: str) -> Any:  # noqa: ANN401
        shown = number.DateStyle(name=f"{name} as shown")
        known = {"d": number.Day, "m": number.Month, "y": number.Year, "H": number.Hours, "M": number.Minutes}
        for part in parts:
            shown.addElement(known[part](style="long") if part in known else number.Text(text=part))
        book.automaticstyles.addElement(shown)
        made = style.Style(name=name, family="table-cell", datastylename=shown)
        book.automaticstyles.addElement(made)
        return made

    day, moment = dates("Day", "d/m/y"), dates("Moment", "d/m/y H:M")
    sheet = table.Table(name=_sheet_name(name))

    def cell_of(cell: Cell) -> Any:  # noqa: ANN401
        said = written(cell)
        if isinstance(cell, date):
            look = moment if isinstance(cell, datetime) else day
            made = table.TableCell(valuetype="date", datevalue=cell.isoformat(), stylename=look)
        elif isinstance(cell, (int, float)) and not isinstance(cell, bool):
            made = table.TableCell(valuetype="float", value=str(cell))
        else:
            made = table.TableCell(valuetype="string")
        for line in said.split("\n") if said else ():
            paragraph = text.P()
            untyped.teletype.addTextToElement(paragraph, line)  # blanks side by side would become one
            made.addElement(paragraph)
        return made

    for row in (titles, *rows):
        line = table.TableRow()
        for cell in row:
            line.addElement(cell_of(cell))
        sheet.addElement(line)
    book.spreadsheet.addElement(sheet)
    out = BytesIO()
    book.write(out)
    return out.getvalue()
