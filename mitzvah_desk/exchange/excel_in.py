"""Excel's workbooks as rows of texts.

The library that reads them ends the process where a cell says that it lies far away, so their parts are
looked through before, with a parser that can be trusted, which also knows what is wrong and where.
"""

import io
import re
import zipfile
from datetime import date, datetime, time, timedelta
from typing import IO
from xml.parsers import expat

from mitzvah_desk.exchange.cells import format_cell
from mitzvah_desk.exchange.limits import (
    DAMAGED,
    HARMFUL,
    LOCKED,
    MOST_CELLS,
    MOST_ROWS,
    MOST_UNPACKED,
    TOO_MUCH,
    UnreadableError,
    require_within_limits,
)

_PLACE = re.compile(r"([A-Za-z]{0,4})([0-9]{0,9})")
_LAST_COLUMN = 16_384
_CHUNK = 1 << 16


def read_excel_sheets(content: bytes) -> list[tuple[str, list[list[str]]]]:
    """Every sheet that is shown, with its rows.

    Args:
        content: a workbook whose parts ``require_safe_size`` has let pass.

    Raises:
        UnreadableError: it has a password, or cells merged over far too much.
    """
    import python_calamine as calamine

    try:
        book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
    except calamine.PasswordError:
        raise UnreadableError(LOCKED) from None
    sheets = []
    for about in book.sheets_metadata:
        if about.visible != calamine.SheetVisibleEnum.Visible:
            continue
        sheet = book.get_sheet_by_name(about.name)
        rows = [[_text(cell) for cell in row] for row in sheet.to_python(skip_empty_area=False)]
        left_over = MOST_CELLS
        for (top, left), (bottom, right) in sheet.merged_cell_ranges or ():
            if left == right and bottom < len(rows):  # a cell merged downwards holds for each of its rows
                left_over -= bottom - top
                if left_over < 0:
                    raise UnreadableError(DAMAGED)
                for line in range(top + 1, bottom + 1):
                    rows[line][left] = rows[line][left] or rows[top][left]
        sheets.append((about.name, rows))
    return sheets


def require_safe_size(packed: zipfile.ZipFile) -> None:
    """Looks how far the sheets reach, and how much text it would be were every cell given its own.

    Args:
        packed: an open workbook. Whatever a part is called, it is looked at: names say nothing for sure.

    Raises:
        UnreadableError: it reaches too far, unpacks into too much, or is damaged; the message says where.
        xml.parsers.expat.ExpatError: a part of it is damaged.
    """
    names = sorted(packed.namelist(), key=lambda name: not name.casefold().endswith("sharedstrings.xml"))
    weigher = _Weigher()
    for name in names:
        with packed.open(name) as part:
            weigher.look_through(name, part)


class _Weigher:
    """Follows the elements of one part after the other; what the parts before told is remembered."""

    def __init__(self) -> None:
        self._kinds: dict[str, str] = {}
        self._columns: dict[str, int] = {}
        self._texts: list[int] = []
        self._area = self._weight = self._seen = 0

    def look_through(self, name: str, part: IO[bytes]) -> None:
        """Looks through one part; one that is no XML holds no cells."""
        self._part = name.rpartition("/")[2]
        self._row = self._column = self._last_row = self._last_column = self._at = 0
        self._string = False
        self._words: list[str] = []
        start = part.read(_CHUNK)
        if not start.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"<", b"\xff\xfe", b"\xfe\xff", b"\0<")):
            return
        self._parser = parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EntityDeclHandler = self._entity
        while start:
            parser.Parse(start)
            start = part.read(_CHUNK)
        parser.Parse(b"", True)
        self._area += self._last_row * self._last_column

    def _entity(self, *_: object) -> None:
        raise UnreadableError(HARMFUL)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        kind = self._kinds.get(name)
        if kind is None:
            kind = self._kinds[name] = name.rpartition(":")[2]
        if kind == "c":
            self._begin_cell(attributes)
        elif kind == "v":
            self._hold()
            if self._string:
                self._listen(on=True)
        elif kind == "row":
            self._row = self._place(attributes["r"])[0] if "r" in attributes else self._row + 1
            self._column = 0
        elif kind in {"is", "f"}:
            self._hold()
        elif kind == "si":
            self._listen(on=True)

    def _listen(self, *, on: bool) -> None:
        """Text is looked at only where it counts: in a shared text, and in a cell that names one."""
        self._words = []
        self._parser.CharacterDataHandler = self._words.append if on else None
        self._parser.EndElementHandler = self._end if on else None

    def _end(self, name: str) -> None:
        kind = self._kinds[name]
        if kind == "si":
            self._texts.append(sum(map(len, self._words)))
            self._listen(on=False)
        elif kind == "v":
            number = "".join(self._words).strip()
            self._listen(on=False)
            if number.isascii() and number.isdigit() and len(number) < 10 and int(number) < len(self._texts):
                self._weight += self._texts[int(number)]
                if self._weight > MOST_UNPACKED:
                    raise UnreadableError(TOO_MUCH)

    def _begin_cell(self, attributes: dict[str, str]) -> None:
        self._seen += 1
        if self._seen > MOST_CELLS:
            raise UnreadableError(TOO_MUCH)
        self._at, self._column = self._row, self._column + 1
        if "r" in attributes:
            row, column = self._place(attributes["r"])
            self._at, self._column = row or self._row, column or self._column
        self._string = attributes.get("t") == "s"

    def _hold(self) -> None:
        """The cell that is open holds something; those that only look like something reach nowhere."""
        if self._at > self._last_row or self._column > self._last_column:
            self._last_row = max(self._last_row, self._at)
            self._last_column = max(self._last_column, self._column)
            require_within_limits(self._last_row, self._last_column, self._area)

    def _place(self, said: str) -> tuple[int, int]:
        """Row and column of a cell's own word for its place, from 1; 0 where it does not say."""
        found = _PLACE.fullmatch(said)
        row, column = 0, _LAST_COLUMN + 1
        if found is not None:
            row, column = int(found[2] or 0), self._columns.get(found[1], -1)
            if column < 0:
                column = self._columns[found[1]] = _column(found[1])
        if row > MOST_ROWS or column > _LAST_COLUMN:
            raise UnreadableError(
                f"{self._part} of this spreadsheet has a cell “{said[:20]}”, which lies outside any sheet."
                " Open it in Excel or LibreOffice and save it anew."
            )
        return row, column


def _column(letters: str) -> int:
    """The number of a column, from 1: ``XFD`` is the last one."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


def _text(cell: object) -> str:
    """A cell as a person reads it."""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, datetime) and not (cell.hour or cell.minute):
        return format_cell(cell.date())
    if isinstance(cell, time):
        return f"{cell:%H:%M}"
    if isinstance(cell, timedelta):
        minutes = int(cell.total_seconds()) // 60
        return f"{minutes // 60:02d}:{minutes % 60:02d}"
    return format_cell(cell if isinstance(cell, (date, str, int, float)) else None)
