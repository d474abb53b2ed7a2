"""Lists as CSV that a spreadsheet opens rightly and that can do no harm there."""

import csv
import io
from collections.abc import Iterable, Sequence

_DANGEROUS = ("=", "+", "-", "@", "\t", "\r")
"""What makes a spreadsheet run a cell as a formula (OWASP, CSV injection)."""


def harmless(cell: str) -> str:
    """A cell that no spreadsheet runs: an apostrophe stands before what would be a formula."""
    return f"'{cell}" if cell.startswith((*_DANGEROUS, "'")) else cell


def as_typed(cell: str) -> str:
    """The other way round: a cell as it was before ``harmless``."""
    return cell.removeprefix("'")


def csv_bytes(titles: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """A list as CSV in UTF-8 with the mark by which Excel knows it, one line a row.

    Args:
        titles: the headings.
        rows: the cells, as many in each row as there are headings.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow([harmless(title) for title in titles])
    writer.writerows([harmless(cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")
