"""Two things that cannot both be true: somebody twice on a shift, or at two things at one time."""

from collections.abc import Iterator
from datetime import timedelta

from mitzvah_desk.rules.findings import hard_finding, soft_finding
from mitzvah_desk.rules.rota.commitments import (
    Commitment,
    describe_shift,
    find_adjacent_commitments,
    judged_by,
)
from mitzvah_desk.rules.rota.facts import Errand, RotaFacts, ShiftFacts
from mitzvah_desk.rules.rota.scope import CheckScope, Concern, about_each


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
                found = hard_finding("clash.twice", name, text, do)
                yield Concern(("twice", who, shift.id), 1, found, about_each(shift))
            seen.add(assignment.shift_id)


def check_overlaps(scope: CheckScope) -> Iterator[Concern]:
    """Two things that one person or group is expected at, at the same time for longer than the tolerance.

    A driver's own shift is told too: whether it is this delivery is for the committee to say.
    """
    facts = scope.facts
    for who, first, second in find_adjacent_commitments(scope, timedelta(0)):
        both = overlap_duration(first.at, second.at)
        if both > max(facts.settings.tolerance, timedelta(0)):
            rule, text = _tell(facts, facts.name(who), first, second)
            do = "Choose somebody else or another time, or keep both and say why."
            yield Concern(
                ("overlap", who, frozenset({first.at.key, second.at.key})),
                int(both.total_seconds()),
                soft_finding(rule, facts.name(who), text, do),
                about_each(first.at, second.at),
                judged_by(first, second),
            )


def overlap_duration(a: ShiftFacts | Errand, b: ShiftFacts | Errand) -> timedelta:
    """How long two shifts or errands run at the same time; zero or less where they do not."""
    if a.starts_at is None or a.ends_at is None or b.starts_at is None or b.ends_at is None:
        return timedelta(0)
    return min(a.ends_at, b.ends_at) - max(a.starts_at, b.starts_at)


def _tell(facts: RotaFacts, name: str, first: Commitment, second: Commitment) -> tuple[str, str]:
    """The rule and the sentence of a clash; an errand is named first."""
    one, other = (second, first) if isinstance(second.at, Errand) else (first, second)
    if not isinstance(one.at, Errand):
        (a, b) = (describe_shift(facts, each) for each in (first, second))
        return "clash.overlap", f"{a}, {first.at.when}, and {b}, {second.at.when}, overlap for {name}."
    deliveries = "delivery" in {one.at.key[0], other.at.key[0]}
    rule = "clash.driving" if deliveries else "clash.hosting"
    told = f"{name} {one.at.what} from {one.at.when}"
    if isinstance(other.at, Errand):
        return rule, f"{told} and {other.at.what} from {other.at.when}."
    also = "" if other.group_id is None else ","
    return rule, f"{told}; {describe_shift(facts, other)}{also} is from {other.at.when}."
