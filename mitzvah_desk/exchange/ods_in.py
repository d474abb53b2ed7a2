"""OpenDocument spreadsheets as rows of texts, read in one pass that stops before a file can eat the computer.

The library that reads Excel files loses tabs here, and does not say which cells are merged.
"""

import re
from datetime import datetime
from xml.parsers import expat

from mitzvah_desk.exchange.cells import format_cell
from mitzvah_desk.exchange.limits import HARMFUL, UnreadableError, require_within_limits

Rows = list[list[str]]
_FARTHEST = 10_000_000
_BLANKS = re.compile(r"[ \t\r\n]+")
_SHOWN_BESIDE = {"office:annotation", "table:shapes", "draw:frame", "text:note", "text:ruby-text"}
"""What stands in a cell and is no part of its text: remarks, pictures."""


def read_ods_sheets(content: bytes) -> list[tuple[str, Rows]]:
    """Every sheet that is shown, with its rows.

    Args:
        content: the file's ``content.xml``.

    Raises:
        UnreadableError: it declares entities, which no spreadsheet does, or reaches too far.
        xml.parsers.expat.ExpatError: it is damaged.
    """
    reader = _Reader()
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.text
    parser.EntityDeclHandler = reader.entity
    parser.Parse(content, True)
    return reader.sheets


class _Reader:
    """Follows the elements; one sheet, row and cell is open at a time."""

    def __init__(self) -> None:
        self.sheets: list[tuple[str, Rows]] = []
        self._before = self._area = 0
        self._hidden: set[str] = set()
        self._style = ""
        self._rows: Rows = []
        self._gap_rows = 0
        self._row: list[str] = []
        self._row_times = 1
        self._gap = 0
        self._merged: dict[int, tuple[int, str]] = {}
        self._starting: dict[int, tuple[int, str]] = {}
        self._cell: dict[str, str] | None = None
        self._lines: list[str] = []
        self._pieces: list[str] | None = None
        self._beside = 0

    def entity(self, *_: object) -> None:
        """Expat: an entity is declared."""
        raise UnreadableError(HARMFUL)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Expat: an element begins."""
        if self._beside or name in _SHOWN_BESIDE:
            self._beside += 1
        elif name in {"table:table-cell", "table:covered-table-cell"}:
            self._cell, self._lines = attributes, []
        elif name == "table:table-row":
            self._row, self._gap = [], 0
            self._row_times = _times(attributes, "table:number-rows-repeated")
        elif name in {"text:p", "text:h"}:
            self._pieces = []
        elif self._pieces is not None:
            self._piece(name, attributes)
        elif name == "table:table":
            self._rows, self._gap_rows, self._merged = [], 0, {}
            self._before, self._area = self._before + self._area, 0
            if attributes.get("table:style-name") not in self._hidden:
                self.sheets.append((attributes.get("table:name", ""), self._rows))
        elif name == "style:style":
            self._style = attributes.get("style:name", "")
        elif name == "style:table-properties" and attributes.get("table:display") == "false":
            self._hidden.add(self._style)

    def _refuse(self, rows: int, columns: int) -> None:
        require_within_limits(rows, columns, self._before)
        self._area = max(self._area, rows * columns)

    def _piece(self, name: str, attributes: dict[str, str]) -> None:
        if self._pieces is None:
            return
        if name == "text:s":
            self._pieces.append(" " * min(_times(attributes, "text:c"), 1000))
        elif name == "text:tab":
            self._pieces.append("\t")
        elif name == "text:line-break":
            self._pieces.append("\n")

    def text(self, words: str) -> None:
        """Expat: text between elements; outside of paragraphs it is only the file's own layout."""
        if self._pieces is not None and not self._beside:
            self._pieces.append(_BLANKS.sub(" ", words))

    def end(self, name: str) -> None:
        """Expat: an element ends."""
        if self._beside:
            self._beside -= 1
        elif name in {"text:p", "text:h"} and self._pieces is not None:
            self._lines.append("".join(self._pieces))
            self._pieces = None
        elif name in {"table:table-cell", "table:covered-table-cell"} and self._cell is not None:
            self._end_cell(self._cell, covered=name == "table:covered-table-cell")
            self._cell = None
        elif name == "table:table-row":
            self._end_row()

    def _end_cell(self, attributes: dict[str, str], *, covered: bool) -> None:
        at = len(self._row) + self._gap
        times = _times(attributes, "table:number-columns-repeated")
        said = "" if covered else _said(attributes, self._lines)
        if not said:
            self._gap = min(self._gap + times, _FARTHEST)
            return
        self._refuse(len(self._rows) + self._gap_rows + 1, at + times)
        down = _times(attributes, "table:number-rows-spanned")
        if down > 1 and _times(attributes, "table:number-columns-spanned") == 1:
            self._starting[at] = (down - 1, said)
        self._row += [""] * self._gap + [said] * times
        self._gap = 0

    def _end_row(self) -> None:
        row, times = self._row, self._row_times
        for at, (_, said) in self._merged.items():  # a cell merged downwards holds for each of its rows
            row += [""] * (at + 1 - len(row))
            row[at] = row[at] or said
        if row:
            self._refuse(len(self._rows) + self._gap_rows + times, len(row))
            self._rows += [[] for _ in range(self._gap_rows)]
            self._rows += [list(row) for _ in range(times)]
            self._gap_rows = 0
        else:
            self._gap_rows = min(self._gap_rows + times, _FARTHEST)
        self._merged = {at: (n - times, said) for at, (n, said) in self._merged.items() if n > times}
        self._merged |= self._starting
        self._starting = {}


def _times(attributes: dict[str, str], name: str) -> int:
    digits = attributes.get(name, "1")
    return max(min(int(digits), _FARTHEST), 1) if digits.isascii() and digits.isdigit() else 1


def _said(attributes: dict[str, str], lines: list[str]) -> str:
    """A cell as a person reads it."""
    kind = attributes.get("office:value-type", "string")
    if kind in {"float", "currency", "percentage"}:
        return _number(attributes.get("office:value", ""))
    if kind == "date":
        return _moment(attributes.get("office:date-value", ""))
    if kind == "boolean":
        return "yes" if attributes.get("office:boolean-value") == "true" else "no"
    if kind == "time":
        found = re.match(r"PT0*([0-9]{1,4})H([0-9]{1,2})M", attributes.get("office:time-value", ""))
        return f"{int(found[1]):02d}:{int(found[2]):02d}" if found else "\n".join(lines)
    return attributes.get("office:string-value", "") or "\n".join(lines)


def _number(digits: str) -> str:
    try:
        return format_cell(float(digits))
    except ValueError:
        return digits


def _moment(text: str) -> str:
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        return text
    return format_cell(at if at.hour or at.minute else at.date())
