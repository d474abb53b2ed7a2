"""Two things that cannot both be true: somebody twice on a shift, or in two shifts at one time."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from mitzvah_desk.rules.findings import hard_finding, soft_finding
from mitzvah_desk.rules.rota.facts import AssignmentFacts, CheckScope, Concern, Key, ShiftFacts

Pair = tuple[Key, ShiftFacts, ShiftFacts]


def check_double_booking(scope: CheckScope) -> Iterator[Concern]:
    """Nobody is on one shift twice, whatever they answered (the committee's own rule: never)."""
    facts = scope.facts
    for who in scope.whos():
        seen: set[int] = set()
        for assignment in facts.of.get(who, ()):
            shift = facts.shifts.get(assignment.shift_id)
            if assignment.shift_id in seen and shift is not None and scope.wants(assignment):
                name = facts.name(who)
                text = f"{name} is already on {shift.name}."
                do = "Choose somebody else, or another shift."
                yield Concern(("twice", who, shift.id), 1, hard_finding("clash.twice", name, text, do))
            seen.add(assignment.shift_id)


def check_overlaps(scope: CheckScope) -> Iterator[Concern]:
    """Two shifts of one person or group that run at the same time for longer than the tolerance."""
    facts = scope.facts
    for who, first, second in find_adjacent_shifts(scope, timedelta(0)):
        both = overlap_duration(first, second)
        if both > max(facts.settings.tolerance, timedelta(0)):
            name = facts.name(who)
            text = f"{first.name}, {first.when}, and {second.name}, {second.when}, overlap for {name}."
            do = "Choose somebody else or another time, or keep both and say why."
            key = ("overlap", who, frozenset({first.id, second.id}))
            yield Concern(key, int(both.total_seconds()), soft_finding("clash.overlap", name, text, do))


def check_driving(scope: CheckScope) -> Iterator[Concern]:
    """A shift of somebody who drives a delivery at the same time, for longer than the tolerance.

    A driver's own shift is told too: whether it is this delivery is for the committee to say.
    """
    facts = scope.facts
    for assignment in scope.assignments():
        person = facts.people.get(assignment.who[1]) if assignment.who[0] == "person" else None
        if person is None or not person.drives or not _counts(assignment, scope):
            continue
        shift = facts.shifts[assignment.shift_id]
        for start, end, whom in person.drives:
            both = min(shift.ends_at or start, end) - max(shift.starts_at or end, start)
            if both > max(facts.settings.tolerance, timedelta(0)):
                when = f"{start:%H:%M} to {end:%H:%M}"
                text = f"{person.name} drives to {whom} from {when}; {shift.name} is from {shift.when}."
                do = "Choose somebody else or another time, or keep both and say why."
                key = ("driving", assignment.who, shift.id, start)
                yield Concern(
                    key, int(both.total_seconds()), soft_finding("clash.driving", person.name, text, do)
                )


def find_adjacent_shifts(scope: CheckScope, within: timedelta) -> Iterator[Pair]:
    """Every two shifts of one person or group of which the later starts before the earlier is over.

    Reserves and who said no are passed over. With few overlaps the cost grows as n log n.

    Args:
        scope: what is looked at; of a pair, one shift at least is.
        within: how much after the earlier's end the later may start.
    """
    facts = scope.facts
    for who in scope.whos():
        own = [(a, facts.shifts[a.shift_id]) for a in facts.of.get(who, ()) if _counts(a, scope)]
        own.sort(key=lambda each: (each[1].starts_at or datetime.min, each[1].id))
        for index, (one, first) in enumerate(own):
            over = (first.ends_at or datetime.min) + within
            for other, second in own[index + 1 :]:
                if (second.starts_at or datetime.max) >= over:
                    break
                if first.id != second.id and (scope.wants(one) or scope.wants(other)):
                    yield who, first, second


def overlap_duration(a: ShiftFacts, b: ShiftFacts) -> timedelta:
    """How long two shifts run at the same time; zero or less where they do not."""
    if a.starts_at is None or a.ends_at is None or b.starts_at is None or b.ends_at is None:
        return timedelta(0)
    return min(a.ends_at, b.ends_at) - max(a.starts_at, b.starts_at)


def _counts(assignment: AssignmentFacts, scope: CheckScope) -> bool:
    shift = scope.facts.shifts.get(assignment.shift_id)
    return assignment.serves and shift is not None and shift.starts_at is not None
