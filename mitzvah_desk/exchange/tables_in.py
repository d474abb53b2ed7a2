"""Spreadsheets as other programs write them: bytes in, rows of texts out. No file can eat the computer.

A cell comes as the text that a person would read: days as 22/11/2026, whole numbers without a point, the
values of formulas. What a file may hold is limited before anything is unpacked. Files of strangers come here
by way of ``foreign_files`` alone.
"""

import io
import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from xml.parsers import expat

from mitzvah_desk.exchange.csv_in import LETTERS, decode_text, parse_csv
from mitzvah_desk.exchange.limits import (
    DAMAGED,
    LOCKED,
    LONGEST_CELL,
    MOST_BYTES,
    MOST_COLUMNS,
    MOST_LETTERS,
    MOST_UNPACKED,
    TOO_LARGE,
    TOO_MUCH,
    UnreadableError,
    require_within_limits,
)
from mitzvah_desk.exchange.mail_in import list_messages
from mitzvah_desk.exchange.sign_ups_in import parse_sign_ups
from mitzvah_desk.rules.fields.tidying import tidy_text

__all__ = ["LETTERS", "TableSheet", "UnreadableError", "read_sheets"]

_OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SAVE = "Open it in Excel or LibreOffice, save it as .xlsx, and choose that."
_CHOOSE = "Choose a CSV, Excel, OpenDocument or vCard file, or an e-mail."
_OTHERS = {
    rb"%PDF": ("a PDF", _CHOOSE),
    rb"\{\\rtf": ("a letter", _CHOOSE),
    rb"<[!?a-zA-Z]": ("a web page or an XML file", _SAVE),
    rb"\x89PNG|\xff\xd8\xff|GIF8|II\*\x00|MM\x00\*": ("a picture", _CHOOSE),
    rb"SQLite format 3\x00": ("a database", _CHOOSE),
    rb"\x1f\x8b|7z\xbc\xaf|Rar!": ("a packed folder", "Unpack it, and choose the list that is inside."),
}
"""What is taken for a list and is none, by its first bytes; and what to do."""


@dataclass(frozen=True, slots=True)
class TableSheet:
    """One table of a file.

    Attributes:
        name: the sheet's, or the file's.
        rows: every row that is not empty: its number in the file, from 1, and its cells; all of one length.
            The headings of cards, which no file holds, are number 0.
        letters: the code page that was guessed, one of ``LETTERS``; empty where the file tells by itself.
        problems: sentences about rows that could not be read whole, by their numbers.
        delimited: signs part its cells, so that one in a cell may have torn it.
        row_noun: what a row is called.
        tells_of: ``partners`` or ``sign-ups`` where the file says that it tells of them; empty where its
            headings tell.
    """

    name: str
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    letters: str = ""
    problems: Mapping[int, str] = field(default_factory=dict)
    delimited: bool = False
    row_noun: str = "row"
    tells_of: str = ""


def read_sheets(name: str, content: bytes, letters: str = "") -> tuple[TableSheet, ...]:
    """Every sheet of a file that holds something: a table, cards, or e-mails with sign-ups.

    Args:
        name: the file's name; it names the only sheet of a file without any.
        content: its bytes.
        letters: its code page, one of ``LETTERS``; guessed where empty. A file that tells its own keeps it.

    Raises:
        UnreadableError: it is none of these, damaged, empty, locked by a password, or far too large.
    """
    if len(content) > MOST_BYTES:
        raise UnreadableError(TOO_LARGE)
    if content[:4] in {b"PK\x03\x04", b"PK\x05\x06"}:
        sheets = [_sheet(title, enumerate(rows, 1)) for title, rows in _workbook(content)]
    elif content[:8] == _OLD:
        if "EncryptedPackage".encode("utf-16-le") in content:
            raise UnreadableError(LOCKED)
        if name.casefold().endswith(".msg"):
            raise UnreadableError(
                "This is an e-mail as Outlook keeps it."
                " Open it, save it as text only (.txt), and choose that."
            )
        raise UnreadableError(
            "This is an older Excel file, or one with a password."
            " Open it in Excel and save it as .xlsx without one."
        )
    else:
        sheets = _plain(name, content, letters)
    kept = tuple(sheet for sheet in sheets if sheet.rows)
    if not kept:
        raise UnreadableError("There is nothing in this file. Choose another.")
    return kept


def _plain(name: str, content: bytes, letters: str) -> list[TableSheet]:
    """The sheets of a file that is only text: one; of cards, people and organisations apart."""
    messages = list_messages(name, content, letters)
    if messages:
        table = parse_sign_ups(messages)
        sheet = _sheet(name, table.rows)
        return [replace(sheet, problems=table.problems, row_noun="sign-up", tells_of="sign-ups")]
    start = content[:200].lstrip(b"\xef\xbb\xbf \t\r\n")
    for first, (what, do) in _OTHERS.items():
        if re.match(first, start):
            raise UnreadableError(f"This is {what}, not a table. {do}")
    text, guessed = decode_text(content, letters)
    if re.match(r"\s*BEGIN:VCARD", text, re.IGNORECASE):
        from mitzvah_desk.exchange.vcard_in import parse_vcards

        return [
            replace(
                _sheet(f"Organisations of {name}" if table.tells_of else name, table.rows),
                problems=table.problems,
                row_noun="card",
                tells_of=table.tells_of,
            )
            for table in parse_vcards(text)
        ]
    if text.count("\0") > len(text) // 20:
        raise UnreadableError(f"This is not a table. {_CHOOSE}")
    rows = enumerate(parse_csv(text.replace("\0", "")), 1)
    return [replace(_sheet(name, rows), letters=guessed, delimited=True)]


def _workbook(content: bytes) -> list[tuple[str, list[list[str]]]]:
    from mitzvah_desk.exchange.excel_in import read_excel_sheets, require_safe_size

    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            parts = packed.infolist()
            if sum(part.file_size for part in parts) > MOST_UNPACKED or len(parts) > 5000:
                raise UnreadableError(TOO_MUCH)  # noqa: TRY301  # it is told apart from damage below
            names = [part.filename.casefold() for part in parts]
            if any(part.flag_bits & 1 for part in parts):
                raise UnreadableError(LOCKED)  # noqa: TRY301
            if packed.testzip() is not None or len(set(names)) < len(names):
                raise UnreadableError(DAMAGED)  # noqa: TRY301
            if "content.xml" in names:
                return _open_document(packed)
            _refuse_other(names)
            require_safe_size(packed)
        return read_excel_sheets(content)
    except (UnreadableError, MemoryError, KeyboardInterrupt, SystemExit):
        raise
    except BaseException:  # noqa: BLE001  # a damaged file may end in what its reader calls a panic
        raise UnreadableError(DAMAGED) from None


def _refuse_other(names: Sequence[str]) -> None:
    """Refuses what is packed as workbooks are and is none."""
    if any(name.startswith("xl/") for name in names):
        return
    if any(name.startswith(("word/", "ppt/")) for name in names):
        raise UnreadableError(
            "This is a document of Word or PowerPoint, not a table."
            " Copy its table into Excel or LibreOffice Calc, save that, and choose it."
        )
    raise UnreadableError(
        "This is a packed folder (ZIP), not a table. Unpack it, and choose the list that is inside."
    )


def _open_document(packed: zipfile.ZipFile) -> list[tuple[str, list[list[str]]]]:
    from mitzvah_desk.exchange.ods_in import read_ods_sheets

    manifest = "META-INF/manifest.xml"
    if manifest in packed.namelist() and b"encryption-data" in packed.read(manifest):
        raise UnreadableError(LOCKED)
    try:
        return read_ods_sheets(packed.read("content.xml"))
    except expat.ExpatError:
        raise UnreadableError(DAMAGED) from None


def _sheet(name: str, rows: Iterable[tuple[int, Sequence[str]]]) -> TableSheet:
    """Numbered rows, all of one length, without those that are empty."""
    kept: list[tuple[int, tuple[str, ...]]] = []
    wide = letters_in_all = 0
    for line, row in rows:
        if any(len(cell) > LONGEST_CELL for cell in row):
            raise UnreadableError(
                f"A cell in row {line:,} is far too long to be part of a list. Shorten it first."
            )
        letters_in_all += sum(map(len, row))
        if letters_in_all > MOST_LETTERS:
            raise UnreadableError(TOO_MUCH)
        cells = tuple(cell if cell.isalnum() or tidy_text(cell) else "" for cell in row)
        full = max((n for n, cell in enumerate(cells, 1) if cell), default=0)
        if full:
            wide = max(wide, full)
            kept.append((line, cells[:full]))
            require_within_limits(len(kept), wide)
    if wide > MOST_COLUMNS:
        raise UnreadableError(f"This file has {wide:,} columns. Copy those that are wanted into a new one.")
    whole = tuple((line, cells + ("",) * (wide - len(cells))) for line, cells in kept)
    return TableSheet(name, whole)
