"""Where everything of a day stands on the board, and how it is said: plain values, no widgets."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from mitzvah_desk.office.rota.queries import BoardRow, DayRow, ShiftRow

SNAP = 15
"""The step, in minutes, in which shifts are moved and stretched."""
_USUAL = (9 * 60, 17 * 60)
_LEAST_HOURS = 6


@dataclass(frozen=True, slots=True)
class ShiftBar:
    """A shift on the board.

    Attributes:
        shift: the shift.
        project: the title of its project.
        line: the number of its line.
        lane: the lane within the line, counted from 0.
        start: minutes after midnight of the day; 0 on an open-ended shift.
        end: likewise; past 1,440 where it ends on the next day.
    """

    shift: ShiftRow
    project: str
    line: int
    lane: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class BoardLane:
    """A project's line on the board; its open-ended shifts stand in a line of their own.

    Attributes:
        project: the project.
        lanes: how many shifts lie above each other at most.
        bars: its shifts in their order.
        any_time: whether these are its open-ended shifts.
    """

    project: BoardRow
    lanes: int
    bars: tuple[ShiftBar, ...]
    any_time: bool = False


@dataclass(frozen=True, slots=True)
class DayPlan:
    """A day as the board shows it.

    Attributes:
        day: the day.
        lines: its lines, those with open-ended shifts last.
        first: the first minute shown, a full hour.
        last: the last minute shown, a full hour.
    """

    day: date
    lines: tuple[BoardLane, ...]
    first: int
    last: int

    def bars(self) -> list[ShiftBar]:
        """All shifts, line by line."""
        return [bar for line in self.lines for bar in line.bars]

    def moment(self, minute: int) -> datetime:
        """The wall-clock time of a minute of the day."""
        return datetime.combine(self.day, time()) + timedelta(minutes=minute)


@dataclass(frozen=True, slots=True)
class StaffingLevel:
    """How a shift stands: a sign, its tone, and the word that says the same."""

    sign: str
    tone: str
    words: str


def pick_day(rows: Sequence[DayRow], *wanted: date | None) -> date | None:
    """The first of the wanted days that has shifts, else the day with most; None where there is none."""
    days = [row.day for row in rows]
    busiest = max(rows, key=lambda row: row.shifts, default=None)
    return next((day for day in wanted if day in days), busiest.day if busiest else None)


def layout_day(day: date, rows: Iterable[BoardRow]) -> DayPlan:
    """Lays a day's projects out: overlapping shifts in lanes, open-ended ones in lines at the foot."""
    rows = list(rows)
    midnight = datetime.combine(day, time())
    lines: list[BoardLane] = []
    for row in rows:
        timed = [s for s in row.shifts if s.starts_at is not None and s.ends_at is not None]
        if timed or not row.shifts:
            bars = _lanes(row, timed, len(lines), midnight)
            lines.append(BoardLane(row, max((bar.lane + 1 for bar in bars), default=1), bars))
    starts = [bar.start for line in lines for bar in line.bars]
    ends = [bar.end for line in lines for bar in line.bars]
    first = min(starts, default=_USUAL[0]) // 60 * 60
    last = -(-max(ends, default=_USUAL[1]) // 60) * 60
    for row in rows:
        free = [s for s in row.shifts if s.starts_at is None or s.ends_at is None]
        if free:
            bars = tuple(ShiftBar(s, row.title, len(lines), lane, 0, 0) for lane, s in enumerate(free))
            lines.append(BoardLane(row, len(bars), bars, any_time=True))
    return DayPlan(day, tuple(lines), first, max(last, first + _LEAST_HOURS * 60))


def _lanes(
    row: BoardRow, shifts: Sequence[ShiftRow], number: int, midnight: datetime
) -> tuple[ShiftBar, ...]:
    busy_until: list[int] = []
    bars = []
    spans = [(_minute(s.starts_at, midnight), _minute(s.ends_at, midnight), s) for s in shifts]
    for start, end, shift in sorted(spans, key=lambda span: (span[0], -span[1], span[2].id)):
        lane = next((n for n, until in enumerate(busy_until) if until <= start), len(busy_until))
        busy_until[lane : lane + 1] = [end]
        bars.append(ShiftBar(shift, row.title, number, lane, start, end))
    return tuple(bars)


def _minute(moment: datetime | None, midnight: datetime) -> int:
    return 0 if moment is None else int((moment - midnight).total_seconds()) // 60


def staffing_level(shift: ShiftRow) -> StaffingLevel:
    """How a shift stands, to be shown by sign and word alike."""
    if shift.gap:
        return StaffingLevel("alert-triangle", "warn", f"needs {shift.gap}")
    if shift.heads > shift.maximum:
        return StaffingLevel("alert-circle", "bad", f"{shift.heads - shift.maximum} too many")
    return StaffingLevel("check", "good", "full" if shift.heads == shift.maximum else "enough")


def format_staffing(shift: ShiftRow) -> str:
    """Its numbers as a fraction: of the fewest while it needs more, else of the most."""
    return f"{shift.heads}/{shift.minimum if shift.gap else shift.maximum}"


def format_capacity(shift: ShiftRow) -> str:
    """How many it takes: ``3–5``, or ``5`` where that is the fewest and the most."""
    return f"{shift.maximum}" if shift.minimum == shift.maximum else f"{shift.minimum}–{shift.maximum}"


def format_clock(minute: int) -> str:
    """A minute of the day as one reads it: ``10:15``; the next day's begin anew."""
    return f"{minute // 60 % 24:02}:{minute % 60:02}"


def format_shift_times(shift: ShiftRow) -> str:
    """When it is: ``10:00–12:00``, or that it is any time."""
    if shift.starts_at is None or shift.ends_at is None:
        return "any time"
    return f"{shift.starts_at:%H:%M}–{shift.ends_at:%H:%M}"


def describe_shift(bar: ShiftBar) -> str:
    """All of a shift in words, for a tooltip and for a screen reader."""
    shift = bar.shift
    numbers = f"{shift.heads} of {shift.minimum if shift.gap else shift.maximum}"
    parts = [
        f"{shift.role}, {format_shift_times(shift)}, {bar.project}: {numbers}, {_standing_in_words(shift)}."
    ]
    if shift.invited:
        parts.append(f"{shift.invited} {'has' if shift.invited == 1 else 'have'} not answered yet.")
    if shift.reserves:
        parts.append(f"{shift.reserves} in reserve.")
    parts += [f"{extra}." for extra in (shift.place, shift.note) if extra]
    return " ".join(parts)


def _standing_in_words(shift: ShiftRow) -> str:
    return f"needs {shift.gap} more" if shift.gap else staffing_level(shift).words
