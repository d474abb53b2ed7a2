"""How many places of a shift are filled: toddlers and reserves fill none."""

import re
from collections.abc import Iterator
from datetime import date

from mitzvah_desk.rules.findings import Finding, soft_finding
from mitzvah_desk.rules.rota.facts import CheckScope, Concern, GroupFacts, PersonFacts, RotaFacts, ShiftFacts

TODDLER = 4
"""Younger children come along but fill no place (the committee's own rule)."""


def head_count(facts: RotaFacts, shift: ShiftFacts) -> int:
    """How many places of a shift are filled: toddlers and reserves fill none."""
    return sum(
        person_places(facts.people[a.who[1]], shift.day)
        if a.who[0] == "person"
        else group_places(facts.groups[a.who[1]], a.adults, a.children)
        for a in facts.on.get(shift.id, ())
        if a.serves
    )


def person_places(person: PersonFacts, day: date) -> int:
    """The places that a person fills: none as a toddler, else one."""
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
            )


def parse_age_range(text: str) -> tuple[int, int] | None:
    """The youngest and oldest age of ``9 to 10``, ``4-5``, ``12`` or ``under 4``; None where it says none."""
    numbers = [int(found) for found in re.findall(r"\d{1,2}", text)]
    if not numbers:
        return None
    if len(numbers) == 1 and re.search(r"under|below", text.casefold()):
        return 0, max(0, numbers[0] - 1)
    return min(numbers), max(numbers)
