"""Lists as CSV that a spreadsheet opens rightly and that can do no harm there."""

import re
from collections.abc import Iterable, Sequence

_DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What makes a spreadsheet run a cell as a formula (OWASP, CSV injection)."""
_QUOTED = re.compile(r'[",;|\t\r\n]')
"""Quoted is whatever some program might take for the end of a cell, not only the comma."""
MARKED = "utf-8-sig"
LETTERS = {
    MARKED: "UTF-8 with a mark, for Excel",
    "utf-8": "UTF-8 without a mark",
    "windows-1252": "Windows-1252, for older programs",
    "windows-1255": "Windows-1255, for older programs with Hebrew",
    "utf-16": "UTF-16",
}
"""The letters in which a list can be written, in words; UTF-8 and UTF-16 have all there are."""


def escape_formula(cell: str) -> str:
    """A cell that no spreadsheet runs: an apostrophe stands before what would be a formula."""
    return f"'{cell}" if cell.startswith((*_DANGEROUS, "'")) else cell


def unescape_formula(cell: str) -> str:
    """The other way round: a cell as it was before ``escape_formula``."""
    return cell.removeprefix("'")


def csv_bytes(titles: Sequence[str], rows: Iterable[Sequence[str]], letters: str = MARKED) -> bytes:
    """A list as CSV, one line a row.

    Args:
        titles: the headings.
        rows: the cells, as many in each row as there are headings.
        letters: one of ``LETTERS``.

    Raises:
        UnicodeEncodeError: a cell holds what these letters do not have; see ``find_unwritable``.
    """
    lines = [
        [escape_formula(title) for title in titles],
        *([escape_formula(cell) for cell in row] for row in rows),
    ]
    text = "".join(f"{','.join(map(_cell, line))}\r\n" for line in lines)
    return text.encode(letters)


def find_unwritable(texts: Iterable[str], letters: str) -> str:
    """The first of some texts that cannot be written in some letters; empty where all can."""
    return next((text for text in texts if not _is_writable(text, letters)), "")


def _is_writable(text: str, letters: str) -> bool:
    try:
        text.encode(letters)
    except UnicodeEncodeError:
        return False
    return True


def _cell(text: str) -> str:
    return '"' + text.replace('"', '""') + '"' if _QUOTED.search(text) else text
