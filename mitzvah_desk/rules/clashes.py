"""Two things that cannot both be true: the same person twice on a shift, or in two places at one time."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from mitzvah_desk.rules.findings import Finding, hard, soft


@dataclass(frozen=True, slots=True)
class Slot:
    """One person or group on one shift.

    Attributes:
        shift_id: the shift.
        who: the person or group, as a key that is the same on all their slots: ``("person", 7)``.
        name: who it is, in words.
        role: the job, in words: ``Bakers``.
        project: the project, in words.
        starts_at: None on an open-ended shift, which clashes with nothing.
        ends_at: None likewise.
    """

    shift_id: int
    who: tuple[str, int]
    name: str
    role: str
    project: str
    starts_at: datetime | None
    ends_at: datetime | None


def against(new: Slot, others: Iterable[Slot], *, tolerance: timedelta = timedelta(0)) -> list[Finding]:
    """What stands against a new slot, given the slots there are.

    Args:
        new: the slot to be taken.
        others: the same person's or group's other slots; those of others are passed over.
        tolerance: an overlap no longer than this is no clash.

    Returns:
        A hard finding where they are on the shift already; a soft one for each overlap.
    """
    findings = []
    for other in others:
        if other.who != new.who:
            continue
        if other.shift_id == new.shift_id:
            findings.append(
                hard(
                    "clash.twice",
                    new.name,
                    f"{new.name} is already on {new.role} in {new.project}.",
                    "Choose somebody else, or another shift.",
                )
            )
        elif _overlap(new, other) > tolerance:
            findings.append(_overlapping(new, other))
    return findings


def among(
    slots: Sequence[Slot], *, tolerance: timedelta = timedelta(0), touching: Collection[int] | None = None
) -> list[Finding]:
    """Every overlap among many slots, each pair once; the cost grows as n log n with few overlaps.

    Args:
        slots: who is on which shift.
        tolerance: an overlap no longer than this is no clash.
        touching: only pairs of which at least one is on one of these shifts.
    """
    by_whom: dict[tuple[str, int], list[Slot]] = defaultdict(list)
    for slot in slots:
        if slot.starts_at is not None:
            by_whom[slot.who].append(slot)
    findings = []
    for own in by_whom.values():
        own.sort(key=lambda slot: (slot.starts_at or datetime.min, slot.shift_id))
        for index, first in enumerate(own):
            for second in own[index + 1 :]:
                if _overlap(first, second) <= timedelta(0):
                    break
                wanted = touching is None or first.shift_id in touching or second.shift_id in touching
                if wanted and _overlap(first, second) > tolerance:
                    findings.append(_overlapping(second, first))
    return findings


def _overlap(a: Slot, b: Slot) -> timedelta:
    """How long two slots run at the same time; zero or less where they do not."""
    if a.starts_at is None or a.ends_at is None or b.starts_at is None or b.ends_at is None:
        return timedelta(0)
    return min(a.ends_at, b.ends_at) - max(a.starts_at, b.starts_at)


def _overlapping(new: Slot, other: Slot) -> Finding:
    there, here = (f"{slot.starts_at:%H:%M} to {slot.ends_at:%H:%M}" for slot in (other, new))
    return soft(
        "clash.overlap",
        new.name,
        f"{new.name} is on {other.role} in {other.project} from {there},"
        f" while {new.role} in {new.project} runs from {here}.",
        "Choose somebody else or another time, or keep both and say why.",
    )
