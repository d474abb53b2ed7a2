"""The cells of a list as every kind of spreadsheet holds them."""

import re
from datetime import date, datetime

Cell = str | int | float | date | datetime | None
_MOST_DIGITS = 10**15
"""From here on a spreadsheet, which knows only floats, would round a whole number."""
_FIRST_DAY = date(1900, 3, 1)
"""Before this day Excel's calendar is wrong: it believes in a 29 February 1900."""
_IN_NO_FILE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What XML cannot hold (XML 1.0, 2.2); one such character would make a whole workbook unreadable."""


def clean_cell(text: str) -> str:
    """Text that every kind of file can hold: line breaks are line feeds, and unprintable characters go."""
    if text.isprintable():
        return text
    return _IN_NO_FILE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def as_number(cell: Cell) -> int | float | None:
    """The number that a spreadsheet keeps as one; None for anything else."""
    if isinstance(cell, bool) or not isinstance(cell, (int, float)):
        return None
    return None if isinstance(cell, int) and abs(cell) >= _MOST_DIGITS else cell


def as_day(cell: Cell) -> date | None:
    """The day, or day and time, that a spreadsheet keeps as one; None for anything else."""
    if not isinstance(cell, date):
        return None
    return cell if (cell.date() if isinstance(cell, datetime) else cell) >= _FIRST_DAY else None


def format_cell(cell: Cell) -> str:
    """A cell as text: days as 22/11/2026, as they are read in the United Kingdom."""
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return f"{cell:%d/%m}/{cell.year:04d} {cell:%H:%M}"
    if isinstance(cell, date):
        return f"{cell:%d/%m}/{cell.year:04d}"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < _MOST_DIGITS else repr(cell)
    return clean_cell(str(cell))
