"""Lays a day out: shifts that overlap in lanes, appointments in bands, open-ended ones at the foot."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from mitzvah_desk.desk.rota.plan import BarFilter, BoardLane, DayPlan, ShiftBar, SlotBand
from mitzvah_desk.office.rota.queries import BoardRow, ShiftRow
from mitzvah_desk.rules.rota.appointments import TimeSlot, group_appointments

_USUAL = (9 * 60, 17 * 60)
_LEAST_HOURS = 4
_WORDS = 60
"""So many minutes of its lane a bar has for its words, however short it is."""


@dataclass(frozen=True, slots=True)
class _Span:
    """What takes a lane for a time: a shift, or several in a row that are drawn as one."""

    shifts: tuple[ShiftRow, ...]
    start: int
    end: int

    @property
    def key(self) -> int:
        return self.shifts[0].id

    @property
    def role(self) -> int:
        return self.shifts[0].role_id


_Known = Mapping[int, tuple[int, int, int]]
"""By shift, the lane in which it stood, from when to when."""


def layout_day(
    day: date, rows: Iterable[BoardRow], before: DayPlan | None = None, kept: BarFilter = BarFilter.ALL
) -> DayPlan:
    """Lays a day out.

    Args:
        day: the day.
        rows: its projects.
        before: how it was laid out; what stood in a lane stays there where it can.
        kept: which shifts are shown; the hours stay those of all.
    """
    rows, midnight = list(rows), datetime.combine(day, time())
    known: dict[int, tuple[int, int, int]] = {}
    if before is not None and before.day == day and before.kept is kept:
        known = {bar.shift.id: (bar.lane, bar.start, bar.end) for bar in before.bars()}
    lines: list[BoardLane] = []
    starts, ends = [], []
    for row in rows:
        timed = [s for s in row.shifts if s.starts_at is not None and s.ends_at is not None]
        starts += [_minute(s.starts_at, midnight) for s in timed]
        ends += [_minute(s.ends_at, midnight) for s in timed]
        shown = [s for s in timed if kept.takes(s)]
        if shown or (not row.shifts and kept is BarFilter.ALL):
            lines.append(_line(row, _spans(shown, midnight), len(lines), midnight, known))
    for row in rows:
        free = [s for s in row.shifts if (s.starts_at is None or s.ends_at is None) and kept.takes(s)]
        if free:
            bars = tuple(
                ShiftBar(s, row.title, len(lines), lane, 0, 0, _place(row, s, len(free)))
                for lane, s in enumerate(free)
            )
            lines.append(BoardLane(row, len(bars), bars, any_time=True))
    first = min(starts, default=_USUAL[0]) // 60 * 60
    last = -(-max(ends, default=_USUAL[1]) // 60) * 60
    return DayPlan(day, tuple(lines), first, max(last, first + _LEAST_HOURS * 60), kept)


def _line(row: BoardRow, spans: Sequence[_Span], number: int, midnight: datetime, known: _Known) -> BoardLane:
    taken = _lanes(spans, known)
    lanes = max(taken.values(), default=0) + 1
    bars: list[ShiftBar] = []
    bands: list[SlotBand] = []
    for span in spans:
        several = len(span.shifts) > 1
        after = [o.start for o in spans if taken[o.key] == taken[span.key] and o.start >= span.end]
        own = [
            ShiftBar(
                shift,
                row.title,
                number,
                taken[span.key],
                _minute(shift.starts_at, midnight),
                _minute(shift.ends_at, midnight),
                _place(row, shift, lanes),
                banded=several,
                free_until=min(after, default=None),
            )
            for shift in span.shifts
        ]
        bars += own
        if several:
            bands.append(SlotBand(tuple(own), taken[span.key]))
    bars.sort(key=lambda bar: (bar.start, -bar.end, bar.shift.id))
    return BoardLane(row, lanes, tuple(bars), bands=tuple(bands))


def _lanes(spans: Sequence[_Span], known: _Known) -> dict[int, int]:
    """The lane of each span by its key: first what stays where it was, then what moved, then what is new."""

    def turn(span: _Span) -> tuple[int, int, int, int]:
        lane, start, end = known.get(span.key, (-1, 0, 0))
        new = 2 if lane < 0 else int((start, end) != (span.start, span.end))
        return new, span.start, -span.end, span.key

    busy: dict[int, list[_Span]] = defaultdict(list)
    taken: dict[int, int] = {}
    for span in sorted(spans, key=turn):
        wanted = known.get(span.key, (-1,))[0]
        if wanted < 0 or not _is_free(busy[wanted], span):
            wanted = _pick_lane(busy, span)
        busy[wanted].append(span)
        taken[span.key] = wanted
    used = sorted(set(taken.values()))
    return {key: used.index(lane) for key, lane in taken.items()}


def _pick_lane(busy: Mapping[int, Sequence[_Span]], span: _Span) -> int:
    """A lane with room: one that has the same role, else the first; a new one where there is none."""
    most = max((lane for lane, there in busy.items() if there), default=-1)
    free = [lane for lane in range(most + 1) if _is_free(busy.get(lane, ()), span, _WORDS)]
    same = (lane for lane in free if any(other.role == span.role for other in busy.get(lane, ())))
    return next(same, free[0] if free else most + 1)


def _is_free(there: Iterable[_Span], span: _Span, least: int = 0) -> bool:
    """Whether a span is clear of others, each of which takes so many minutes at least."""
    return all(
        max(other.end, other.start + least) <= span.start or max(span.end, span.start + least) <= other.start
        for other in there
    )


def _spans(shifts: Sequence[ShiftRow], midnight: datetime) -> list[_Span]:
    """Shifts by time, each by itself but for appointments in a row, which are one."""

    def read(shift: ShiftRow) -> TimeSlot:
        start, end = shift.starts_at or midnight, shift.ends_at or midnight
        return TimeSlot(start, end, (shift.role_id, shift.minimum, shift.maximum, shift.place))

    def span(group: tuple[ShiftRow, ...]) -> _Span:
        ends = (_minute(shift.ends_at, midnight) for shift in group)
        return _Span(group, _minute(group[0].starts_at, midnight), max(ends))

    found = map(span, group_appointments(sorted(shifts, key=lambda shift: shift.id), read))
    return sorted(found, key=lambda span: (span.start, -span.end, span.key))


def _place(row: BoardRow, shift: ShiftRow, lanes: int) -> str:
    """The place to write on a bar: where it is not its project's, or a single lane has no room for that."""
    return shift.place if shift.place != row.place or lanes == 1 else ""


def _minute(moment: datetime | None, midnight: datetime) -> int:
    return 0 if moment is None else int((moment - midnight).total_seconds()) // 60
