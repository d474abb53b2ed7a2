"""Appointments: equal short shifts in a row, such as those of blood donors, which are told as one."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple, TypeVar

SLOT = timedelta(minutes=30)
LEAST_SLOTS = 4
"""Appointments last half an hour at most, and there are four in a row at least."""

T = TypeVar("T")


class TimeSlot(NamedTuple):
    """What a shift is judged by.

    Attributes:
        start: its start.
        end: its end.
        alike: what appointments of one row have in common beside their length: role, numbers, place.
    """

    start: datetime
    end: datetime
    alike: Hashable


def group_appointments(shifts: Iterable[T], read: Callable[[T], TimeSlot]) -> list[tuple[T, ...]]:
    """Shifts by time, each by itself but for appointments in a row, which stand together.

    Args:
        shifts: with a time, in any order; of equal ones the first stays first.
        read: what a shift is judged by.
    """
    alike: dict[tuple[Hashable, timedelta], list[T]] = defaultdict(list)
    found: list[tuple[T, ...]] = []
    for shift in shifts:
        slot = read(shift)
        if slot.end - slot.start <= SLOT:
            alike[slot.alike, slot.end - slot.start].append(shift)
        else:
            found.append((shift,))
    for slots in alike.values():
        for run in _part_runs(sorted(slots, key=lambda shift: read(shift).start), read):
            found += [tuple(run)] if len(run) >= LEAST_SLOTS else [(shift,) for shift in run]

    def order(group: tuple[T, ...]) -> tuple[datetime, timedelta]:
        start = read(group[0]).start
        return start, start - max(read(shift).end for shift in group)

    return sorted(found, key=order)


def _part_runs(slots: Sequence[T], read: Callable[[T], TimeSlot]) -> list[list[T]]:
    """Slots parted where there is time between them."""
    runs: list[list[T]] = []
    for slot in slots:
        if runs and read(slot).start <= read(runs[-1][-1]).end:
            runs[-1].append(slot)
        else:
            runs.append([slot])
    return runs
