"""What is typed from a sign-in sheet of paper, by the numbers of its lines: ``1 2 5-9 12x``.

``x`` is absent. ``3 9:40-11:30`` says when somebody came and left, ``7 g 12+3`` that 12 children and 3 adults
of a group came, ``4 2h30`` how long somebody served who worked at home.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import time

_NUMBERS = re.compile(r"(\d{1,4})(?:-(\d{1,4}))?(x?)", re.IGNORECASE)
_CLOCK = r"(?:[01]?\d|2[0-3])[:.][0-5]\d"
_TIMES = re.compile(rf"({_CLOCK})?(-)?({_CLOCK})?")
_HEADS = re.compile(r"(\d{1,4})\+(\d{1,4})")
_SERVED = re.compile(r"(?:(\d{1,2}(?:\.\d{1,2})?)h)?(?:(\d{1,3})m?)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class SheetMark:
    """What was typed of one line of the sheet.

    Attributes:
        line: its number.
        absent: whether they did not come.
        arrived: when they came, where it was typed.
        left: when they left.
        adults: of a group, how many came; None where it was not counted.
        children: likewise.
        minutes: how long they served, where it was typed.
    """

    line: int
    absent: bool = False
    arrived: time | None = None
    left: time | None = None
    adults: int | None = None
    children: int | None = None
    minutes: int | None = None


@dataclass(frozen=True, slots=True)
class UnreadLine:
    """A typed line that says nothing that can be kept.

    Attributes:
        text: as it was typed.
        why: a sentence.
    """

    text: str
    why: str


@dataclass(frozen=True, slots=True)
class ReadSheet:
    """Everything that was typed, by what can be kept and what cannot.

    Attributes:
        marks: what can be kept, in the order of the sheet.
        unread: what cannot, in the order in which it was typed.
    """

    marks: tuple[SheetMark, ...]
    unread: tuple[UnreadLine, ...]


class _NotReadError(Exception):
    """A sentence that says why a line cannot be read."""


def read_sheet_marks(typed: str, count: int, groups: Collection[int] = ()) -> ReadSheet:
    """Reads what was typed; a line of which a part cannot be read is not kept at all.

    Args:
        typed: any number of lines.
        count: how many lines the sheet has.
        groups: those of them that are groups.
    """
    marks: dict[int, SheetMark] = {}
    unread = []
    for text in typed.splitlines():
        try:
            marks = _joined(marks, _read_line(text, count, groups))
        except _NotReadError as error:
            unread.append(UnreadLine(text, str(error)))
    return ReadSheet(tuple(marks[line] for line in sorted(marks)), tuple(unread))


def _joined(marks: dict[int, SheetMark], more: Iterable[SheetMark]) -> dict[int, SheetMark]:
    joined = dict(marks)
    for mark in more:
        if joined.setdefault(mark.line, mark) != mark:
            raise _NotReadError(f"Line {mark.line} of the sheet is typed twice, and differently.")
    return joined


def _read_line(text: str, count: int, groups: Collection[int]) -> Iterator[SheetMark]:
    now: list[SheetMark] = []
    for word in re.split(r"[\s,;]+", text.strip()):
        if not word or (word.casefold() == "g" and now):
            continue
        numbers = _NUMBERS.fullmatch(word)
        if numbers is not None:
            yield from _checked(now, groups)
            now = _lines(numbers, count)
        elif not now:
            raise _NotReadError(f"“{word}” stands before any number of a line.")
        else:
            now = [_marked(mark, word) for mark in now]
    yield from _checked(now, groups)


def _lines(numbers: re.Match[str], count: int) -> list[SheetMark]:
    first, last = int(numbers[1]), int(numbers[2] or numbers[1])
    if last < first:
        raise _NotReadError(f"“{numbers[0]}” runs backwards.")
    outside = next((line for line in (first, last) if not 1 <= line <= count), None)
    if outside is not None:
        raise _NotReadError(f"There is no line {outside}: the sheet has {count}.")
    return [SheetMark(line, absent=bool(numbers[3])) for line in range(first, last + 1)]


def _marked(mark: SheetMark, word: str) -> SheetMark:
    if word.casefold() == "x":
        return replace(mark, absent=True)
    if heads := _HEADS.fullmatch(word):
        return replace(mark, children=int(heads[1]), adults=int(heads[2]))
    times = _TIMES.fullmatch(word)
    if times is not None and (times[1] or times[3]) and (times[2] or not times[3]):
        return replace(mark, arrived=_clock(times[1]) or mark.arrived, left=_clock(times[3]) or mark.left)
    served = _SERVED.fullmatch(word)
    if served is not None and (served[1] or served[2]):
        minutes = round(float(served[1] or 0) * 60) + int(served[2] or 0)
        return replace(mark, minutes=minutes)
    raise _NotReadError(f"“{word}” cannot be read.")


def _clock(text: str | None) -> time | None:
    if not text:
        return None
    hours, minutes = re.split("[:.]", text)
    return time(int(hours), int(minutes))


def _checked(marks: list[SheetMark], groups: Collection[int]) -> Iterator[SheetMark]:
    for mark in marks:
        told = (mark.arrived, mark.left, mark.adults, mark.minutes)
        if mark.absent and any(each is not None for each in told):
            raise _NotReadError(f"Line {mark.line} is absent, and yet something is told of it.")
        if mark.adults is not None and mark.line not in groups:
            raise _NotReadError(f"Line {mark.line} is one person, so heads cannot be counted.")
        if mark.arrived is not None and mark.left is not None and mark.left < mark.arrived:
            raise _NotReadError(f"Line {mark.line} left before it came.")
        yield mark
