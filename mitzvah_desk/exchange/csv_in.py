"""CSV and text with tabs: bytes in, rows of texts out, one pass that holds no more than it may."""

import csv
import io
import re
from collections.abc import Iterator
from itertools import islice
from typing import Self

from mitzvah_desk.exchange.csv_out import escape_formula, unescape_formula
from mitzvah_desk.exchange.limits import LONGEST_LINE, MOST_ROWS, UnreadableError

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
_NOTHING = (0, False, 0, 0)
"""The weight of what parts no line."""
_TRIED_LETTERS = 200_000
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")


def decode_text(content: bytes, letters: str = "") -> tuple[str, str]:
    """The text of a file without its mark, and the code page that was guessed.

    Args:
        content: its bytes.
        letters: its code page, one of ``LETTERS``; guessed where empty. A file that tells its own keeps it:
            by its mark, by every second byte being empty, or by being sound UTF-8.
    """
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace").removeprefix("\ufeff"), ""
    if _wide(content):
        told = content.decode("utf-16-be" if content[0] == 0 else "utf-16-le", "replace")
        return told.removeprefix("\ufeff"), ""
    try:
        return content.decode("utf-8-sig").removeprefix("\ufeff"), ""
    except UnicodeDecodeError:
        if content.startswith(b"\xef\xbb\xbf"):
            return content.decode("utf-8-sig", "replace"), ""
    guessed = letters or _guess(content)
    return content.decode(guessed, "replace"), guessed


def _wide(content: bytes) -> bool:
    """Whether every second byte is empty, as in UTF-16 without its mark."""
    start = content[:400]
    return bool(start) and start.count(0) > len(start) // 3


def _guess(content: bytes) -> str:
    """A code page: three accented letters in a row are no English, but a Hebrew word."""
    return "cp1255" if re.search(rb"[\xe0-\xfa]{3,}", content) else "cp1252"


def parse_csv(text: str) -> Iterator[list[str]]:
    """The rows of a text, one after the other; a line that names the delimiter counts as an empty one.

    Raises:
        UnreadableError: a line or a cell never ends, or there are far too many of them.
    """
    if max(text.count("\n"), text.count("\r")) > MOST_ROWS:
        raise UnreadableError(
            f"This file has more than {MOST_ROWS:,} rows. Save only the part that is wanted."
        )
    mark = re.match(r"sep=(.)\r?\n", text)
    start = mark.end() if mark else 0
    delimiter = mark[1] if mark else _delimiter(text)
    if mark:
        yield []
    lines = _Lines(text, start)
    try:
        for row in csv.reader(lines, delimiter=delimiter):
            lines.letters = 0
            yield [unescape_formula(c) if c[:1] == "'" and escape_formula(c[1:]) != c[1:] else c for c in row]
    except csv.Error:
        raise UnreadableError(
            "A cell of this file never ends; a quotation mark is probably missing. Save it as .xlsx instead."
        ) from None


class _Lines:
    """The lines of a text with their ends.

    Attributes:
        letters: how many there were since this was set to 0, which is where a row began.
    """

    def __init__(self, text: str, start: int) -> None:
        self.letters = 0
        self._number = 0
        self._found = _LINE.finditer(text, start)

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> str:
        line = next(self._found)[0]
        if not line:
            raise StopIteration
        self._number += 1
        self.letters += len(line)
        if self.letters > LONGEST_LINE:
            raise UnreadableError(
                f"Line {self._number:,} of this file goes on for over a million letters, so it is no list."
                " Open it in Excel or LibreOffice and save it as .xlsx."
            )
        return line


def _delimiter(text: str) -> str:
    """What parts the cells: that which cuts the most lines into equally many, and no quoted cell in two."""
    start = text[:_TRIED_LETTERS]

    def weight(delimiter: str) -> tuple[int, bool, int, int]:
        rows: list[list[str]] = []
        try:
            lines = csv.reader(io.StringIO(start, newline=""), delimiter=delimiter, strict=True)
            rows += (row for row in islice(lines, _TRIED_LINES) if any(row))
            whole = [len(row) for row in rows if not any('"' in cell for cell in row)]
        except csv.Error:  # a quoted cell goes on after its end: it is not this one, or the file is careless
            whole = []
        widths = [len(row) for row in rows]
        usual = max(set(widths), key=lambda w: (widths.count(w), w), default=1)
        if usual == 1:
            return _NOTHING
        # A cell with quotation marks was written within two more, each doubled: else a cell was torn.
        marks = sum(2 + 2 * cell.count('"') for row in rows for cell in row if '"' in cell)
        return whole.count(usual), marks <= start.count('"'), widths.count(usual), usual

    best = max(_DELIMITERS, key=weight)
    return best if weight(best) > _NOTHING else ","
