"""Lists as CSV that a spreadsheet opens rightly and that can do no harm there."""

import re
from collections.abc import Iterable, Sequence

_DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What makes a spreadsheet run a cell as a formula (OWASP, CSV injection)."""
_QUOTED = re.compile(r'[",;|\t\r\n]')
"""Quoted is whatever some program might take for the end of a cell, not only the comma."""


def escape_formula(cell: str) -> str:
    """A cell that no spreadsheet runs: an apostrophe stands before what would be a formula."""
    return f"'{cell}" if cell.startswith((*_DANGEROUS, "'")) else cell


def unescape_formula(cell: str) -> str:
    """The other way round: a cell as it was before ``escape_formula``."""
    return cell.removeprefix("'")


def csv_bytes(titles: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """A list as CSV in UTF-8 with the mark by which Excel knows it, one line a row.

    Args:
        titles: the headings.
        rows: the cells, as many in each row as there are headings.
    """
    lines = [
        [escape_formula(title) for title in titles],
        *([escape_formula(cell) for cell in row] for row in rows),
    ]
    text = "".join(f"{','.join(map(_cell, line))}\r\n" for line in lines)
    return text.encode("utf-8-sig")


def _cell(text: str) -> str:
    return '"' + text.replace('"', '""') + '"' if _QUOTED.search(text) else text
