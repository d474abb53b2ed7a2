"""Polls as Doodle writes them, with a column for each time, as a list of sign-ups with a line a person."""

import re
from collections.abc import Iterator, Sequence

Row = tuple[int, tuple[str, ...]]
"""A row of a file: its number, and its cells."""
HEADINGS = ("Name", "From", "If need be")
"""The headings of the list; nobody is signed up for what they only would do if need be."""
_YES, _PERHAPS = {"ok", "yes"}, {"(ok)", "(yes)", "if need be"}
_ANSWERS = {"", "no", "?", *_YES, *_PERHAPS}
_FIRST = 15


def unfold_poll(rows: Sequence[Row]) -> tuple[Row, ...] | None:
    """A poll's answers as a list of sign-ups, its headings first; None where the rows are no poll.

    Args:
        rows: a file's: a title, months, days and times above the answers, and a row for each who answered.
    """
    start = next((at for at, (_, cells) in enumerate(rows[:_FIRST]) if _is_answer(cells)), None)
    if not start:
        return None
    above = [row for row in rows[:start] if not row[1][0].strip() and any(row[1][1:])]
    options = [
        _spell([_nearest(cells, column) for _, cells in above]) for column in range(1, len(rows[start][1]))
    ]
    if not above or sum(bool(_TIME.search(option)) for option in options) < 1:
        return None
    answers = [row for row in rows[start:] if _is_answer(row[1])]
    return ((rows[start - 1][0], HEADINGS), *_unfold(answers, options))


_TIME = re.compile(r"[0-9]{1,2}[:.][0-9]{2}")


def _is_answer(cells: Sequence[str]) -> bool:
    said = {cell.strip().casefold() for cell in cells[1:]}
    return bool(cells[0].strip()) and said <= _ANSWERS and bool(said & (_YES | _PERHAPS))


def _nearest(cells: Sequence[str], column: int) -> str:
    """A heading that stands over several columns, over the first of them."""
    return next((cells[n].strip() for n in range(column, 0, -1) if cells[n].strip()), "")


def _spell(above: Sequence[str]) -> str:
    """``22 November 2026 10:00`` of ``November 2026``, ``Sun 22`` and ``10:00 – 12:00``."""
    *days, time = above
    number = next((found[0] for words in days[1:] if (found := re.search(r"[0-9]{1,2}", words))), "")
    month = next(iter(days), "")
    start = re.split(r"\s*[–—-]\s*", time)[0]
    return " ".join(filter(None, (number, month, start)))


def _unfold(answers: Sequence[Row], options: Sequence[str]) -> Iterator[Row]:
    for line, cells in answers:
        said = [cell.strip().casefold() for cell in cells[1:]]
        yes = "; ".join(option for option, word in zip(options, said, strict=True) if word in _YES)
        perhaps = "; ".join(option for option, word in zip(options, said, strict=True) if word in _PERHAPS)
        yield line, (cells[0].strip(), yes, perhaps)
