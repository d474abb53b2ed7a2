"""How many places of a shift are filled: toddlers and reserves fill none."""

from collections.abc import Iterator, Mapping
from datetime import date

from mitzvah_desk.rules.findings import Finding, soft_finding
from mitzvah_desk.rules.rota.commitments import counted_twice
from mitzvah_desk.rules.rota.facts import AssignmentFacts, GroupFacts, Key, PersonFacts, RotaFacts, ShiftFacts
from mitzvah_desk.rules.rota.scope import CheckScope, Concern, about_each

TODDLER = 4
"""Younger children come along but fill no place (the committee's own rule)."""


def head_count(facts: RotaFacts, shift: ShiftFacts) -> int:
    """How many places of a shift are filled, each person counted once: toddlers and reserves fill none."""
    there = {a.who: a for a in facts.on.get(shift.id, ()) if a.serves}
    return sum(count_places(facts, shift.day, there).values())


def count_places(facts: RotaFacts, day: date, there: Mapping[Key, AssignmentFacts]) -> dict[Key, int]:
    """The places that each of several fills who are at one place at one time, each person counted once."""
    again = counted_twice(facts, there)
    found = {}
    for who, each in there.items():
        if who[0] == "person":
            found[who] = person_places(facts.people[who[1]], day)
            continue
        places = group_places(facts.groups[who[1]], each.adults, each.children)
        if who in again:
            places -= sum(person_places(facts.people[number], day) for number in again[who])
        found[who] = max(0, places)
    return found


def count_visitors(facts: RotaFacts, there: Mapping[Key, AssignmentFacts]) -> int:
    """How many people several are who are at one place at one time, each counted once and toddlers too."""
    again = counted_twice(facts, there)
    return sum(
        max(0, count_heads(each) - len(again[who])) if who in again else count_heads(each)
        for who, each in there.items()
    )


def count_heads(assignment: AssignmentFacts) -> int:
    """How many people an assignment brings: one, or the group's head count."""
    return 1 if assignment.who[0] == "person" else assignment.adults + assignment.children


def person_places(person: PersonFacts, day: date) -> int:
    """The places that a person fills: none as a toddler, else one."""
    if person.born is None and person.told_age is None:
        return 1
    age = person.age_on(day)
    return 0 if age is not None and age < TODDLER else 1


def group_places(group: GroupFacts, adults: int, children: int) -> int:
    """The places that a group fills: its head count, without children who are all toddlers."""
    return adults + (0 if group.ages is not None and group.ages[1] < TODDLER else children)


def check_room(shift: ShiftFacts, room: int, group: GroupFacts, adults: int, children: int) -> Finding | None:
    """What is said of a group that is larger than the room left on a shift; None where it fits."""
    there = group_places(group, adults, children)
    if there <= room:
        return None
    text = f"{shift.named} has room for {room}; {group.name} are {there}."
    return soft_finding("shift.no_room", group.name, text, "Bring fewer, or raise the shift’s maximum.")


def check_overfilled(scope: CheckScope) -> Iterator[Concern]:
    """More people on a shift than it takes."""
    for shift in scope.shifts():
        there = head_count(scope.facts, shift)
        if there > shift.maximum:
            text = f"{shift.named} takes {shift.maximum}, and {there} are on it."
            do = "Take somebody off or raise its maximum, or keep them and say why."
            yield Concern(
                ("many", shift.id),
                there - shift.maximum,
                soft_finding("shift.too_many", shift.name, text, do),
                about_each(shift),
            )
