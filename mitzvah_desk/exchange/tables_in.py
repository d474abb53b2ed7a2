"""Spreadsheets as other programs write them: bytes in, rows of texts out. No file can eat the computer.

A cell comes as the text that a person would read: days as 22/11/2026, whole numbers without a point, the
values of formulas. What a file may hold is limited before anything is unpacked.
"""

import csv
import io
import re
import zipfile
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import islice

from mitzvah_desk.exchange.cells import written
from mitzvah_desk.exchange.csv_out import as_typed, harmless
from mitzvah_desk.rules.fields import tidy

MOST_BYTES = 50_000_000
MOST_UNPACKED = 300_000_000
MOST_CELLS = 5_000_000
MOST_COLUMNS = 500
LONGEST_CELL = 20_000
LETTERS = {
    "cp1252": "Western European",
    "cp1255": "Hebrew",
    "cp1250": "Central European",
    "cp1251": "Cyrillic",
    "mac_roman": "Western European (older Mac)",
}
"""The code pages of files that do not tell theirs, with their names on the screen."""
_DELIMITERS = (",", ";", "\t", "|")
_TRIED_LINES = 40
_CELL = re.compile(
    rb'<(?:\w+:)?c\b(?:[^>]*?\br="([A-Z]{1,3})([0-9]{1,7})")?[^>]*>(?:<(?:\w+:)?v>([0-9]{1,9})<)?'
)
_LOCKED = "This file has a password. Save it without one, then choose it again."
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
        letters: the code page that was guessed, one of ``LETTERS``; empty where the file tells by itself.
    """

    name: str
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    letters: str = ""


def read_sheets(name: str, content: bytes, letters: str = "") -> tuple[Sheet, ...]:
    """Every sheet of a file that holds something: CSV, text with tabs, Excel, OpenDocument or vCard.

    Args:
        name: the file's name; only its ending counts, and only where the bytes do not tell.
        content: its bytes.
        letters: its code page, one of ``LETTERS``; guessed where empty. A file that tells its own keeps it.

    Raises:
        UnreadableError: it is none of these, damaged, empty, locked by a password, or far too large.
    """
    if len(content) > MOST_BYTES:
        raise UnreadableError("This file is larger than 50 MB. Save only the sheet that is wanted, as CSV.")
    guessed = ""
    if content[:4] == b"PK\x03\x04":
        sheets = _workbook(content)
    elif content[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        raise UnreadableError(
            "This is an older Excel file, or one with a password."
            " Open it in Excel and save it as .xlsx without one."
        )
    else:
        guessed = "" if _tells(content) else letters or _guess(content)
        text = decoded(content, guessed).removeprefix("\ufeff")
        if re.match(r"\s*BEGIN:VCARD", text, re.IGNORECASE):
            from mitzvah_desk.exchange.vcard_in import cards

            sheets = [(name, cards(text))]
        else:
            if text.count("\0") > len(text) // 20 or re.match(r"%PDF|\{\\rtf|<[!?a-zA-Z]", text):
                raise UnreadableError("This is not a table. Choose a CSV, Excel, OpenDocument or vCard file.")
            sheets = [(name, _csv_rows(text.replace("\0", "")))]
    kept = tuple(sheet for title, rows in sheets if (sheet := _sheet(title, rows, guessed)).rows)
    if not kept:
        raise UnreadableError("There is nothing in this file. Choose another.")
    return kept


def _tells(content: bytes) -> bool:
    """Whether a file's bytes tell what letters they are."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")) or _wide(content):
        return True
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _wide(content: bytes) -> bool:
    """Whether every second byte is empty, as in UTF-16 without its mark."""
    start = content[:400]
    return bool(start) and start.count(0) > len(start) // 3


def _guess(content: bytes) -> str:
    """A code page: three accented letters in a row are no English, but a Hebrew word."""
    return "cp1255" if re.search(rb"[\xe0-\xfa]{3,}", content) else "cp1252"


def decoded(content: bytes, letters: str = "") -> str:
    """The text of a file: by its mark, else UTF-8, else the code page ``letters``."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace")
    if content.startswith(b"\xef\xbb\xbf"):
        return content.decode("utf-8-sig", "replace")
    if _wide(content):
        return content.decode("utf-16-be" if content[0] == 0 else "utf-16-le", "replace")
    return content.decode(letters or "utf-8", "replace")


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
    """What parts the cells: that which cuts the most lines into equally many, and no quoted cell in two."""

    def weight(delimiter: str) -> tuple[int, int, int]:
        rows: list[list[str]] = []
        try:
            lines = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
            rows += (row for row in islice(lines, _TRIED_LINES) if any(row))
            whole = [len(row) for row in rows if not any('"' in cell for cell in row)]
        except csv.Error:  # a quoted cell goes on after its end: it is not this one, or the file is careless
            whole = []
        widths = [len(row) for row in rows]
        usual = max(set(widths), key=lambda w: (widths.count(w), w), default=1)
        return (whole.count(usual), widths.count(usual), usual) if usual > 1 else (0, 0, 0)

    best = max(_DELIMITERS, key=weight)
    return best if weight(best) > (0, 0, 0) else ","


def _workbook(content: bytes) -> list[tuple[str, list[list[str]]]]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            parts = packed.infolist()
            too_much = sum(part.file_size for part in parts) > MOST_UNPACKED or len(parts) > 5000
            if too_much or packed.testzip() is not None:  # it also finds a part that says less than it holds
                raise UnreadableError(_TOO_MUCH)  # noqa: TRY301  # it is told apart from damage below
            names = {part.filename for part in parts}
            if "content.xml" in names:
                return _open_document(packed, names)
            _weigh_excel(packed, names)
        return _excel(content)
    except (UnreadableError, KeyboardInterrupt, SystemExit):
        raise
    except BaseException:  # noqa: BLE001  # a damaged file may end in what its reader calls a panic
        raise UnreadableError(_DAMAGED) from None


def _excel(content: bytes) -> list[tuple[str, list[list[str]]]]:
    import python_calamine as calamine

    try:
        book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
    except calamine.PasswordError:
        raise UnreadableError(_LOCKED) from None
    sheets = []
    for about in book.sheets_metadata:
        if about.visible != calamine.SheetVisibleEnum.Visible:
            continue
        sheet = book.get_sheet_by_name(about.name)
        rows = [[_text(cell) for cell in row] for row in sheet.to_python(skip_empty_area=False)]
        for (top, left), (bottom, right) in sheet.merged_cell_ranges or ():
            if left == right and bottom < len(rows):  # a cell merged downwards holds for each of its rows
                for line in range(top + 1, bottom + 1):
                    rows[line][left] = rows[line][left] or rows[top][left]
        sheets.append((about.name, rows))
    return sheets


def _open_document(packed: zipfile.ZipFile, names: Collection[str]) -> list[tuple[str, list[list[str]]]]:
    from mitzvah_desk.exchange.ods_in import HarmfulError, ods_sheets

    manifest = "META-INF/manifest.xml"
    if manifest in names and b"encryption-data" in packed.read(manifest):
        raise UnreadableError(_LOCKED)
    try:
        return ods_sheets(packed.read("content.xml"), _refuse_wide)
    except HarmfulError:
        raise UnreadableError("This spreadsheet was made to do harm, so it was not read.") from None


def _refuse_wide(rows: int, columns: int) -> None:
    if rows * columns > MOST_CELLS:
        raise UnreadableError(
            f"A sheet of this file reaches over {rows:,} rows and {columns:,} columns."
            " Copy the part that is wanted into a new one."
        )


def _weigh_excel(packed: zipfile.ZipFile, names: Collection[str]) -> None:
    """Looks how far the sheets reach, and how much text it would be were every cell given its own."""
    texts: list[int] = []
    for name in names:
        if name.casefold().endswith("sharedstrings.xml"):
            texts = [
                len(found[0]) for found in re.finditer(rb"<(?:\w+:)?si\b.*?</", packed.read(name), re.DOTALL)
            ]
    for name in names:
        if not re.fullmatch(r"xl/worksheets/[^/]+\.xml", name):
            continue
        last_row = last_column = cells = weight = 0
        for found in _CELL.finditer(packed.read(name)):
            cells += 1
            row, column = int(found[2] or 0), 0
            for letter in found[1] or b"":
                column = column * 26 + letter - 64
            last_row, last_column = max(last_row, row), max(last_column, column)
            if found[3] and int(found[3]) < len(texts):
                weight += texts[int(found[3])]
        _refuse_wide(max(last_row, cells), max(last_column, 1))
        _refuse_wide(last_row, last_column)
        if weight > MOST_UNPACKED:
            raise UnreadableError(_TOO_MUCH)


def _text(cell: object) -> str:
    """A cell as a person reads it."""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, datetime) and not (cell.hour or cell.minute):
        return written(cell.date())
    if isinstance(cell, time):
        return f"{cell:%H:%M}"
    if isinstance(cell, timedelta):
        minutes = int(cell.total_seconds()) // 60
        return f"{minutes // 60:02d}:{minutes % 60:02d}"
    return written(cell if isinstance(cell, (date, str, int, float)) else None)


def _sheet(name: str, rows: Sequence[Sequence[str]], letters: str) -> Sheet:
    """Rows of one length, without those that are empty, and with their numbers."""
    wide = max((len(row) for row in rows), default=0)
    _refuse_wide(len(rows), wide)
    kept = []
    for line, row in enumerate(rows, start=1):
        if any(len(cell) > LONGEST_CELL for cell in row):
            raise UnreadableError(
                f"A cell in row {line} is far too long to be part of a list. Shorten it first."
            )
        cells = tuple(cell if cell.isalnum() or tidy(cell) else "" for cell in row)
        if any(cells):
            kept.append((line, cells + ("",) * (wide - len(cells))))
    last = max((max(n for n, cell in enumerate(cells, 1) if cell) for _, cells in kept), default=0)
    if last > MOST_COLUMNS:
        raise UnreadableError(f"This file has {last:,} columns. Copy those that are wanted into a new one.")
    return Sheet(name, tuple((line, cells[:last]) for line, cells in kept), letters)
