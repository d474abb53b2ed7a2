"""Spreadsheets as other programs write them: bytes in, rows of texts out. No file can eat the computer.

A cell comes as the text that a person would read: days as 22/11/2026, whole numbers without a point, the
values of formulas. What a file may hold is limited before anything is unpacked.
"""

import csv
import io
import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from xml.parsers import expat

from mitzvah_desk.exchange.csv_out import as_typed, harmless
from mitzvah_desk.exchange.tables_out import written
from mitzvah_desk.rules.fields import tidy

MOST_BYTES = 50_000_000
MOST_UNPACKED = 300_000_000
MOST_CELLS = 5_000_000
LONGEST_CELL = 20_000
_DELIMITERS = (",", ";", "\t", "|")
_TRIED_LINES = 40
_TOO_MUCH = "This spreadsheet unpacks into far too much. Save only the sheet that is wanted."
_DAMAGED = "This spreadsheet is damaged. Open it in Excel or LibreOffice and save it anew."


class UnreadableError(ValueError):
    """A file that cannot be read as a table; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table of a file.

    Attributes:
        name: the sheet's, or the file's.
        rows: every row that is not empty: its number in the file, from 1, and its cells; all of one length.
    """

    name: str
    rows: tuple[tuple[int, tuple[str, ...]], ...]


def read_sheets(name: str, content: bytes) -> tuple[Sheet, ...]:
    """Every sheet of a file that holds something: CSV, text with tabs, Excel, OpenDocument or vCard.

    Args:
        name: the file's name; only its ending counts, and only where the bytes do not tell.
        content: its bytes.

    Raises:
        UnreadableError: it is none of these, damaged, empty, locked by a password, or far too large.
    """
    if len(content) > MOST_BYTES:
        raise UnreadableError("This file is larger than 50 MB. Save only the sheet that is wanted, as CSV.")
    if content[:4] == b"PK\x03\x04":
        sheets = _workbook(content)
    elif content[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        raise UnreadableError(
            "This is an older Excel file, or one with a password."
            " Open it in Excel and save it as .xlsx without one."
        )
    else:
        text = decoded(content)
        if re.match(r"\s*BEGIN:VCARD", text, re.IGNORECASE):
            from mitzvah_desk.exchange.vcard_in import cards

            sheets = [(name, cards(text))]
        else:
            if text.count("\0") > len(text) // 20 or text.startswith(("%PDF", "{\\rtf", "<")):
                raise UnreadableError("This is not a table. Choose a CSV, Excel, OpenDocument or vCard file.")
            sheets = [(name, _csv_rows(text.replace("\0", "")))]
    kept = tuple(sheet for title, rows in sheets if (sheet := _sheet(title, rows)).rows)
    if not kept:
        raise UnreadableError("There is nothing in this file. Choose another.")
    return kept


def decoded(content: bytes) -> str:
    """The text of a file whatever its encoding: by its mark, else UTF-8, else a Windows code page."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace")
    if content.startswith(b"\xef\xbb\xbf"):
        return content.decode("utf-8-sig", "replace")
    start = content[:400]
    if start and start.count(0) > len(start) // 3:
        return content.decode("utf-16-be" if start[0] == 0 else "utf-16-le", "replace")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        hebrew = re.search(rb"[\xe0-\xfa]{3,}", content)  # three accented letters in a row are no English
        return content.decode("cp1255" if hebrew else "cp1252", "replace")


def _csv_rows(text: str) -> list[list[str]]:
    mark = re.match(r"sep=(.)\r?\n", text)
    lines = text[mark.end() :] if mark else text
    delimiter = mark[1] if mark else _delimiter(lines)
    try:
        rows = list(csv.reader(io.StringIO(lines, newline=""), delimiter=delimiter))
    except csv.Error:
        raise UnreadableError(
            "A cell of this file never ends; a quotation mark is probably missing. Save it as .xlsx instead."
        ) from None
    own = [[as_typed(c) if c[:1] == "'" and harmless(c[1:]) != c[1:] else c for c in row] for row in rows]
    return [[], *own] if mark else own


def _delimiter(text: str) -> str:
    """What parts the cells: that which cuts the most lines into equally many."""
    sample = "\n".join(text.splitlines()[:_TRIED_LINES])

    def weight(delimiter: str) -> tuple[int, int]:
        try:
            widths = [len(row) for row in csv.reader(io.StringIO(sample), delimiter=delimiter) if any(row)]
        except csv.Error:
            return (0, 0)
        usual = max(set(widths), key=lambda w: (widths.count(w), w), default=1)
        return (widths.count(usual), usual) if usual > 1 else (0, 0)

    best = max(_DELIMITERS, key=weight)
    return best if weight(best) > (0, 0) else ","


def _workbook(content: bytes) -> list[tuple[str, list[list[str]]]]:
    import python_calamine as calamine

    _weigh(content)
    try:
        book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
        shown = [m.name for m in book.sheets_metadata if m.visible == calamine.SheetVisibleEnum.Visible]
        sheets = []
        for title in shown:
            sheet = book.get_sheet_by_name(title)
            rows = [[_text(cell) for cell in row] for row in sheet.to_python(skip_empty_area=False)]
            for (top, left), (bottom, right) in sheet.merged_cell_ranges or ():
                if left == right and bottom < len(rows):  # a cell merged downwards holds for each of its rows
                    for line in range(top + 1, bottom + 1):
                        rows[line][left] = rows[line][left] or rows[top][left]
            sheets.append((title, rows))
    except calamine.PasswordError:
        raise UnreadableError(
            "This file has a password. Save it without one, then choose it again."
        ) from None
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException:  # noqa: BLE001  # a damaged file may end in what its reader calls a panic
        raise UnreadableError(_DAMAGED) from None
    return sheets


def _weigh(content: bytes) -> None:
    """Looks at what a packed file would be unpacked, before it is.

    Raises:
        UnreadableError: too much, or it cannot be unpacked at all.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            parts = packed.infolist()
            too_much = sum(part.file_size for part in parts) > MOST_UNPACKED or len(parts) > 5000
            if too_much or packed.testzip() is not None:  # it also finds a part that says less than it holds
                raise UnreadableError(_TOO_MUCH)  # noqa: TRY301  # it is told apart from damage below
            for part in parts:
                if re.fullmatch(r"xl/worksheets/[^/]+\.xml", part.filename):
                    _weigh_excel(packed.read(part))
                elif part.filename == "content.xml":
                    _weigh_open(packed.read(part))
    except UnreadableError:
        raise
    except Exception:  # noqa: BLE001  # whatever a damaged archive makes the reader say
        raise UnreadableError(_DAMAGED) from None


def _refuse_wide(rows: int, columns: int) -> None:
    if rows * columns > MOST_CELLS:
        raise UnreadableError(
            f"A sheet of this file reaches over {rows:,} rows and {columns:,} columns."
            " Copy the part that is wanted into a new one."
        )


def _weigh_excel(sheet: bytes) -> None:
    last_row = last_column = 0
    for found in re.finditer(rb'<(?:\w+:)?c\b[^>]*?\br="([A-Z]{1,3})([0-9]{1,7})"', sheet):
        last_row = max(last_row, int(found[2]))
        column = 0
        for letter in found[1]:
            column = column * 26 + letter - 64
        last_column = max(last_column, column)
    _refuse_wide(last_row, last_column)


def _weigh_open(sheet: bytes) -> None:
    """OpenDocument says of rows and cells how often they are repeated."""
    at = {"row": 0, "rows": 1, "column": 0, "last": 0, "wide": 0}

    def number(attributes: dict[str, str], name: str) -> int:
        digits = attributes.get(name, "1")
        return min(int(digits), 10_000_000) if digits.isascii() and digits.isdigit() else 1

    def started(name: str, attributes: dict[str, str]) -> None:
        if name == "table:table":
            at["row"], at["last"], at["wide"] = 0, 0, 0
        elif name == "table:table-row":
            at["rows"], at["column"] = number(attributes, "table:number-rows-repeated"), 0
            at["row"] += at["rows"]
        elif name in {"table:table-cell", "table:covered-table-cell"}:
            at["column"] += number(attributes, "table:number-columns-repeated")
            if "office:value-type" in attributes:
                at["last"], at["wide"] = at["row"], max(at["wide"], at["column"])
                _refuse_wide(at["last"], at["wide"])

    def entity(*_: object) -> None:
        raise UnreadableError("This spreadsheet was made to do harm, so it was not read.")

    parser = expat.ParserCreate()
    parser.StartElementHandler = started
    parser.EntityDeclHandler = entity
    try:
        parser.Parse(sheet, True)
    except expat.ExpatError:
        raise UnreadableError(
            "This spreadsheet is damaged. Open it in LibreOffice and save it anew."
        ) from None


def _text(cell: object) -> str:
    """A cell as a person reads it."""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, datetime) and not (cell.hour or cell.minute):
        return written(cell.date())
    if isinstance(cell, time):
        return f"{cell:%H:%M}"
    if isinstance(cell, timedelta):
        minutes = int(cell.total_seconds()) // 60
        return f"{minutes // 60:02d}:{minutes % 60:02d}"
    return written(cell if isinstance(cell, (date, str, int)) else None)


def _sheet(name: str, rows: Sequence[Sequence[str]]) -> Sheet:
    """Rows of one length, tidied, without those that are empty, and with their numbers."""
    wide = max((len(row) for row in rows), default=0)
    _refuse_wide(len(rows), wide)
    kept = []
    for line, row in enumerate(rows, start=1):
        if any(len(cell) > LONGEST_CELL for cell in row):
            raise UnreadableError(
                f"A cell in row {line} is far too long to be part of a list. Shorten it first."
            )
        cells = tuple(tidy(cell) for cell in row)
        if any(cells):
            kept.append((line, cells + ("",) * (wide - len(cells))))
    last = max((max(n for n, cell in enumerate(cells, 1) if cell) for _, cells in kept), default=0)
    return Sheet(name, tuple((line, cells[:last]) for line, cells in kept))
