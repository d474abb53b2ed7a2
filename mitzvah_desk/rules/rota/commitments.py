"""Where somebody is at a time: the one answer that every check reads, however they came to be there.

A person is expected at the shifts on which they serve, at those of the groups that they lead or belong to by
name, at deliveries that they drive, and where they host a guest of honour or come as one.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import NamedTuple

from mitzvah_desk.rules.rota.facts import AssignmentFacts, Errand, Key, RotaFacts, ShiftFacts
from mitzvah_desk.rules.rota.scope import CheckScope

GUEST_STAYS = timedelta(minutes=30)
"""How long a guest of honour is taken to be looked after from their arrival (the committee's own figure)."""


class Commitment(NamedTuple):
    """Something that somebody is expected at.

    Attributes:
        at: the shift or errand, with its start and end.
        assignment: what puts them on the shift, theirs or their group's; None for an errand.
        group_id: the group with which they come; None where they come for themselves.
    """

    at: ShiftFacts | Errand
    assignment: AssignmentFacts | None = None
    group_id: int | None = None


Pair = tuple[Key, Commitment, Commitment]


def list_commitments(facts: RotaFacts, who: Key) -> list[Commitment]:
    """What a person or group is expected at, by time: each shift once, without open-ended ones.

    Reserves, who declined and who was absent are expected nowhere; a reserve who is called up is again.
    """
    kept: list[Commitment] | None = facts.cache.get(("commitments", who))
    if kept is None:
        kept = facts.cache["commitments", who] = _reckon(facts, who)
    return kept


def _reckon(facts: RotaFacts, who: Key) -> list[Commitment]:
    shifts = facts.shifts
    found = [
        Commitment(shift, a)
        for a in facts.of.get(who, ())
        if a.serves and (shift := shifts.get(a.shift_id)) is not None and shift.starts_at is not None
    ]
    if who[0] == "person":
        groups = facts.groups_of.get(who[1])
        if groups:
            there = {each.at.id for each in found}
            for group_id in sorted(groups):
                for each in list_commitments(facts, ("group", group_id)):
                    if each.at.id not in there:
                        there.add(each.at.id)
                        found.append(each._replace(group_id=group_id))
        person = facts.people.get(who[1])
        if person is not None and person.errands:
            found += map(Commitment, person.errands)
    if len(found) > 1:
        found.sort(key=lambda each: (each.at.starts_at or datetime.min, each.at.key))
    return found


def locate_person(facts: RotaFacts, person_id: int, moment: datetime) -> list[Commitment]:
    """Where a person is expected at a moment; more than one answer is a clash."""
    return [each for each in list_commitments(facts, ("person", person_id)) if _runs_at(each, moment)]


def find_adjacent_commitments(scope: CheckScope, within: timedelta) -> Iterator[Pair]:
    """Every two commitments of one person or group of which the later starts before the earlier is over.

    What a group does at one time is told of the group, not of each who comes with it; a guest's host may
    serve in the guest's project meanwhile. With few overlaps the cost grows as n log n.

    Args:
        scope: what is looked at; of a pair, one at least is.
        within: how much after the earlier's end the later may start.
    """
    facts = scope.facts
    for who in scope.whos():
        own = list_commitments(facts, who)
        if len(own) < 2:
            continue
        everything = scope.touching is None or who in scope.touching
        for index, first in enumerate(own[:-1]):
            over = (first.at.ends_at or datetime.min) + within
            for second in own[index + 1 :]:
                if (second.at.starts_at or datetime.max) >= over:
                    break
                if _may_clash(first, second) and (
                    everything or _is_wanted(scope, first) or _is_wanted(scope, second)
                ):
                    yield who, first, second


def describe_shift(facts: RotaFacts, each: Commitment) -> str:
    """A shift in words, and with which group: ``Baker in Tea for all, with the Scouts,``."""
    name = each.at.name if isinstance(each.at, ShiftFacts) else each.at.what
    return name if each.group_id is None else f"{name}, with {facts.groups[each.group_id].name}"


def judged_by(*each: Commitment) -> tuple[object, ...]:
    """The times and places by which a clash of commitments is judged."""
    return tuple((one.at.key, one.at.starts_at, one.at.ends_at, one.at.place_id) for one in each)


def counted_twice(facts: RotaFacts, whos: Mapping[Key, object]) -> dict[Key, set[int]]:
    """The people of groups who are counted already: by name, or with another group.

    Args:
        facts: all facts.
        whos: the people and groups that are at one place at one time.

    Returns:
        By group, those who are among its head count and are not to be counted again.
    """
    groups = sorted(key for key in whos if key[0] == "group")
    found: dict[Key, set[int]] = {}
    seen: set[int] | None = None
    for key in groups:
        people = facts.groups[key[1]].people
        if not people:
            continue
        if seen is None:
            seen = {number for kind, number in whos if kind == "person"}
        again = people & seen
        if again:
            found[key] = set(again)
        seen |= people
    return found


def _runs_at(each: Commitment, moment: datetime) -> bool:
    start, end = each.at.starts_at, each.at.ends_at
    return start is not None and end is not None and start <= moment < end


def _may_clash(first: Commitment, second: Commitment) -> bool:
    if first.at.key == second.at.key or (first.group_id is not None and first.group_id == second.group_id):
        return False
    looked_after = any(isinstance(each.at, Errand) and each.at.kind != "delivery" for each in (first, second))
    return not (looked_after and first.at.project_id == second.at.project_id)


def _is_wanted(scope: CheckScope, each: Commitment) -> bool:
    return each.assignment is not None and scope.wants(each.assignment)
