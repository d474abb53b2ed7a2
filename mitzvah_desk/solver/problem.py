"""What the solver is given and what it answers: plain values, so that it knows neither file nor window."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cached_property


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of time somebody or something takes up, at a place.

    Attributes:
        starts_at: wall-clock time.
        ends_at: likewise, later.
        place_id: where; None where it is unknown or everywhere, which needs no travel.
        label: what it is, for a sentence: ``Welcome in the tea``; empty for a time away.
    """

    starts_at: datetime
    ends_at: datetime
    place_id: int | None = None
    label: str = ""


@dataclass(frozen=True, slots=True)
class Slot:
    """A shift to be filled.

    Attributes:
        shift_id: the shift.
        label: what it is, in words: ``Drivers in Food drive``.
        span: when and where; None for an open-ended shift, which clashes with nothing.
        minimum: heads it needs.
        maximum: heads it takes.
        filled: heads on it already; they stay.
        wanted: what it asks of people, to follow "who": ``can drive``; empty where it asks nothing.
    """

    shift_id: int
    label: str
    span: Span | None
    minimum: int
    maximum: int
    filled: int = 0
    wanted: str = ""

    @property
    def need(self) -> int:
        """Heads still missing to the minimum."""
        return max(0, self.minimum - self.filled)

    @property
    def room(self) -> int:
        """Heads that may still be added."""
        return max(0, self.maximum - self.filled)

    @property
    def day(self) -> date | None:
        """The day it is on; None for an open-ended shift."""
        return None if self.span is None else self.span.starts_at.date()

    @property
    def minutes(self) -> int:
        """How long it is; 0 for an open-ended shift."""
        return (
            0 if self.span is None else int((self.span.ends_at - self.span.starts_at) / timedelta(minutes=1))
        )


@dataclass(frozen=True, slots=True)
class Unit:
    """One person, or a family whose children serve only with their adult.

    Attributes:
        name: in words: ``Ann Cohen``, ``Dan Levy and 2 children``.
        members: the persons' ids.
        away: when they cannot serve.
        taken: what they are on already; it stays.
        shifts_left: how many more shifts they may take.
        minutes_left: how many more minutes; None without a limit.
        served_minutes: what they served last year.
        shifts_a_day: how many shifts they may take on one day; None without a limit.
        on_days: the day of each shift that they are on already.
    """

    name: str
    members: tuple[int, ...]
    away: tuple[Span, ...] = ()
    taken: tuple[Span, ...] = ()
    shifts_left: int = 1
    minutes_left: int | None = None
    served_minutes: int = 0
    shifts_a_day: int | None = None
    on_days: tuple[date, ...] = ()

    def left_on(self, day: date | None) -> float:
        """How many more shifts they may take on a day; no limit for what has no day."""
        if self.shifts_a_day is None or day is None:
            return math.inf
        return max(0, self.shifts_a_day - self.on_days.count(day))


@dataclass(frozen=True, slots=True)
class SlotOption:
    """A unit that suits a slot by skill, age and checks, whatever the time.

    Attributes:
        unit: its index in the problem.
        slot: likewise.
        members: who of the unit would come.
        heads: the places they fill; toddlers fill none.
        wish: how gladly: 0 with no wish, below 0 where they would rather not.
        name: who would come, in words: ``Ann Cohen and 2 children``.
        phone: the number to ring.
        load: what they do already, in words: ``2 shifts, 4 h``.
        why: why they are asked, in words: ``has Drive, lives near``.
    """

    unit: int
    slot: int
    members: tuple[int, ...]
    heads: int = 1
    wish: int = 0
    name: str = ""
    phone: str = ""
    load: str = ""
    why: str = ""

    @property
    def told(self) -> str:
        """What is to be known before one rings, in one line."""
        return ", ".join(part for part in (self.phone, self.load, self.why) if part)


@dataclass(frozen=True, slots=True)
class PairWish:
    """Two units who would serve together (weight above 0) or rather not (below 0)."""

    first: int
    second: int
    weight: int


@dataclass(frozen=True, slots=True)
class Cap:
    """Slots that together take at most so many more people, toddlers too: a home's visitors at one moment."""

    slots: tuple[int, ...]
    most: int


@dataclass(frozen=True)
class Problem:
    """A rota to be filled.

    Attributes:
        slots: the shifts.
        units: the people.
        suits: who suits what.
        pairings: who would be together or apart.
        caps: limits over several slots.
        travel: minutes between two places, either way round; 0 where not given.
        tolerance: an overlap no longer than this is no clash.
    """

    slots: tuple[Slot, ...]
    units: tuple[Unit, ...]
    suits: tuple[SlotOption, ...]
    pairings: tuple[PairWish, ...] = ()
    caps: tuple[Cap, ...] = ()
    travel: Mapping[tuple[int, int], int] = field(default_factory=dict)
    tolerance: timedelta = timedelta(0)

    def clash(self, one: Span, other: Span) -> bool:
        """Whether nobody can do both: they overlap, or there is no time to get from one to the other."""
        first, second = (one, other) if one.starts_at <= other.starts_at else (other, one)
        if min(first.ends_at, second.ends_at) - second.starts_at > self.tolerance:
            return True
        if first.place_id is None or second.place_id is None or first.place_id == second.place_id:
            return False
        a, b = first.place_id, second.place_id
        minutes = self.travel.get((a, b), self.travel.get((b, a), 0))
        return minutes > 0 and second.starts_at - first.ends_at < timedelta(minutes=minutes)

    def stands_against(self, unit: Unit, span: Span | None) -> Span | None:
        """What keeps a unit from a time: a time away or what they are on already; None if they are free."""
        if span is None:
            return None
        for away in unit.away:
            if away.starts_at < span.ends_at and span.starts_at < away.ends_at:
                return away
        return next((taken for taken in unit.taken if self.clash(taken, span)), None)

    @cached_property
    def clashing(self) -> tuple[frozenset[int], ...]:
        """For each slot, the other slots that nobody can take as well."""
        found: list[set[int]] = [set() for _ in self.slots]
        for i, one in enumerate(self.slots):
            for j in range(i):
                other = self.slots[j].span
                if one.span is not None and other is not None and self.clash(one.span, other):
                    found[i].add(j)
                    found[j].add(i)
        return tuple(map(frozenset, found))

    @cached_property
    def eligible(self) -> tuple[SlotOption, ...]:
        """Who suits and is free, as far as what stands already goes."""
        return tuple(
            choice
            for choice in self.suits
            if choice.heads <= self.slots[choice.slot].room
            and self.slots[choice.slot].room > 0
            and self.units[choice.unit].shifts_left > 0
            and self.units[choice.unit].left_on(self.slots[choice.slot].day) > 0
            and self.stands_against(self.units[choice.unit], self.slots[choice.slot].span) is None
        )
