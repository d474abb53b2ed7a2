"""Where everything of a day stands on the board, and how it is said: plain values, no widgets."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import Enum

from mitzvah_desk.desk.widgets.staffing_sign import staffing_sign
from mitzvah_desk.office.rota.queries import BoardRow, DayRow, ShiftRow
from mitzvah_desk.rules.rota.shift_times import format_span
from mitzvah_desk.rules.rota.staffing import Staffing, describe_capacity, describe_taken

SNAP = 15
"""The step, in minutes, in which shifts are moved and stretched."""
_MOST_NAMED = 20


class BarFilter(Enum):
    """Which shifts of the day are shown."""

    ALL = "all"
    GAPS = "gaps"
    UNANSWERED = "unanswered"

    def takes(self, shift: ShiftRow) -> bool:
        """Whether a shift is shown."""
        if self is BarFilter.GAPS:
            return shift.staffing.gap > 0
        return self is BarFilter.ALL or shift.staffing.asked > 0

    @property
    def empty(self) -> str:
        """What is said where no shift is left."""
        return {
            BarFilter.ALL: "",
            BarFilter.GAPS: "No shift of this day has a gap.",
            BarFilter.UNANSWERED: "Everybody who was asked for this day has answered.",
        }[self]


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
        place: where it is, where that is not what stands beside its line.
        banded: whether it is one of a band of appointments.
        free_until: when the next in its lane starts; None where there is none.
    """

    shift: ShiftRow
    project: str
    line: int
    lane: int
    start: int
    end: int
    place: str = ""
    banded: bool = False
    free_until: int | None = None


@dataclass(frozen=True, slots=True)
class SlotBand:
    """Many equal short shifts in a row, such as appointments, drawn as one.

    Attributes:
        bars: its shifts, by time; two or more may be at the same time.
        lane: the lane within the line.
    """

    bars: tuple[ShiftBar, ...]
    lane: int

    @property
    def start(self) -> int:
        """When the first begins."""
        return self.bars[0].start

    @property
    def end(self) -> int:
        """When the last ends."""
        return max(bar.end for bar in self.bars)

    @property
    def staffing(self) -> Staffing:
        """How they stand together."""
        return sum((bar.shift.staffing for bar in self.bars), Staffing())

    @property
    def places(self) -> int:
        """How many they take together."""
        return sum(bar.shift.maximum for bar in self.bars)

    @property
    def words(self) -> str:
        """All of it in words: ``Donor appointment: 24 of 30 places, 20 confirmed, 4 asked``."""
        staffing = self.staffing
        return f"{self.bars[0].shift.role}: {describe_taken(staffing.heads, self.places)}, {staffing.words}"


@dataclass(frozen=True, slots=True)
class BoardLane:
    """A project's line on the board; its open-ended shifts stand in a line of their own.

    Attributes:
        project: the project.
        lanes: how many shifts lie above each other at most.
        bars: its shifts in their order.
        any_time: whether these are its open-ended shifts.
        bands: those of its shifts that are drawn as one.
    """

    project: BoardRow
    lanes: int
    bars: tuple[ShiftBar, ...]
    any_time: bool = False
    bands: tuple[SlotBand, ...] = ()


@dataclass(frozen=True, slots=True)
class DayPlan:
    """A day as the board shows it.

    Attributes:
        day: the day.
        lines: its lines, those with open-ended shifts last.
        first: the first minute shown, a full hour.
        last: the last minute shown, a full hour.
        kept: which shifts are shown.
    """

    day: date
    lines: tuple[BoardLane, ...]
    first: int
    last: int
    kept: BarFilter = BarFilter.ALL

    def bars(self) -> list[ShiftBar]:
        """All shifts, line by line."""
        return [bar for line in self.lines for bar in line.bars]

    def walk(self) -> list[ShiftBar]:
        """All shifts in the order in which the eye and the keyboard go through them: lane by lane."""
        return sorted(self.bars(), key=lambda bar: (bar.line, bar.lane, bar.start, bar.shift.id))

    def moment(self, minute: int) -> datetime:
        """The wall-clock time of a minute of the day."""
        return datetime.combine(self.day, time()) + timedelta(minutes=minute)

    def minute(self, moment: datetime) -> int:
        """The minute of the day of a wall-clock time; below 0 before it."""
        return int((moment - datetime.combine(self.day, time())).total_seconds()) // 60


@dataclass(frozen=True, slots=True)
class StaffingLevel:
    """How a shift stands: a sign, its tone, and the words that say the same."""

    sign: str
    tone: str
    words: str


def pick_day(rows: Sequence[DayRow], *wanted: date | None) -> date | None:
    """The first of the wanted days that has shifts, else the day with most; None where there is none."""
    days = [row.day for row in rows]
    busiest = max(rows, key=lambda row: row.shifts, default=None)
    return next((day for day in wanted if day in days), busiest.day if busiest else None)


def staffing_level(shift: ShiftRow) -> StaffingLevel:
    """How a shift stands, to be shown by sign and word alike; it is good only where all have answered."""
    return StaffingLevel(*staffing_sign(shift.staffing), shift.staffing.pressing)


def format_clock(minute: int) -> str:
    """A minute of the day as one reads it: ``10:15``; the next day's begin anew."""
    return f"{minute // 60 % 24:02}:{minute % 60:02}"


def format_shift_times(shift: ShiftRow) -> str:
    """When it is: ``10:00–12:00``, or that it is any time."""
    if shift.starts_at is None or shift.ends_at is None:
        return "any time"
    return format_span(shift.starts_at, shift.ends_at)


def describe_shift(bar: ShiftBar) -> str:
    """All of a shift in words, for a tooltip and for a screen reader."""
    shift = bar.shift
    what = f"{shift.role}, {format_shift_times(shift)}, {bar.project}"
    parts = [f"{what}: {shift.staffing.words}; {describe_capacity(shift.minimum, shift.maximum)}."]
    said = [one.name for one in shift.people if not (one.asked or one.reserve)]
    asked = [one.name for one in shift.people if one.asked and not one.reserve]
    reserves = [one.name for one in shift.people if one.reserve]
    for words, names in (("Confirmed", said), ("Asked, no answer yet", asked), ("In reserve", reserves)):
        if names:
            more = f" and {len(names) - _MOST_NAMED} more" if len(names) > _MOST_NAMED else ""
            parts.append(f"{words}: {', '.join(names[:_MOST_NAMED])}{more}.")
    parts += [f"{extra}." for extra in (shift.place, shift.note) if extra]
    return " ".join(parts)


def list_worst_gaps(plan: DayPlan, most: int = 3) -> list[ShiftBar]:
    """The shifts that lack most people, the worst first."""
    lacking: Iterable[ShiftBar] = (bar for bar in plan.bars() if bar.shift.gap)
    return sorted(lacking, key=lambda bar: (-bar.shift.gap, bar.start, bar.shift.id))[:most]
