"""Children on a shift: somebody who answers for each, and enough adults for all."""

import re
from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from math import ceil

from mitzvah_desk.model import DbsLevel
from mitzvah_desk.rules.findings import Finding, soft
from mitzvah_desk.rules.rota_facts import (
    Concern,
    GroupFacts,
    PersonFacts,
    RotaFacts,
    Scope,
    ShiftFacts,
)

NSPCC = ((2, 3), (4, 4), (9, 6), (13, 8))
"""Below which age one adult looks after how many children, the youngest first; from 13 it is ten.

NSPCC Learning, "Recommended adult to child ratios for working with children": 0-2 years one to three, 2-3 one
to four, 4-8 one to six, 9-12 one to eight, 13-18 one to ten.
"""
OLDEST = 10
AT_LEAST = 2
"""NSPCC, in the same place: at least two adults present, even with smaller groups."""
TODDLER = 4
"""Younger children come along but fill no place (the committee's own rule)."""


def alone(scope: Scope) -> Iterator[Concern]:
    """A child on a shift with neither guardian nor responsible adult (NSPCC: children are supervised)."""
    facts = scope.facts
    for assignment in scope.assignments():
        kind, number = assignment.who
        shift = facts.shifts.get(assignment.shift_id)
        if kind != "person" or shift is None or not assignment.serves:
            continue
        finding = unaccompanied(facts, shift, facts.people[number])
        if finding is not None:
            yield Concern(("alone", assignment.who, shift.id), 1, finding)


def unaccompanied(facts: RotaFacts, shift: ShiftFacts, person: PersonFacts) -> Finding | None:
    """What is said of a child for whom nobody on the shift answers; None for an adult.

    A guardian answers for a child, an adult of the household, or an adult with an enhanced DBS check.
    """
    if not person.child_on(shift.day):
        return None
    adults = _adults(facts, shift)
    if any(_family(person, adult) or adult.dbs_level is DbsLevel.ENHANCED for adult in adults):
        return None
    text = f"{person.name} is a child; no guardian or responsible adult is on {shift.named}."
    do = "Put a parent or an adult with an enhanced DBS check on it too, or say who looks after them."
    return soft("child.alone", person.name, text, do)


def ratio(scope: Scope) -> Iterator[Concern]:
    """Fewer adults on a shift than the NSPCC recommends for its children; see ``NSPCC``.

    Children who are with their own family, or for whom nobody answers at all, are not counted here: the
    first need no more, the second are told one by one.
    """
    facts = scope.facts
    for shift in scope.shifts():
        needed, children = _needed(facts, shift)
        if not children:
            continue
        adults = len(_adults(facts, shift)) + sum(
            a.adults for a in facts.on.get(shift.id, ()) if a.serves and a.who[0] == "group"
        )
        if adults < needed:
            number = f"{adults} adult{'' if adults == 1 else 's'}"
            text = f"{shift.named} has {number} for {children} children; the NSPCC recommends {needed}."
            do = f"Add {needed - adults} more, or say how the children are looked after."
            yield Concern(("ratio", shift.id), needed - adults, soft("child.ratio", shift.name, text, do))


def heads(facts: RotaFacts, shift: ShiftFacts) -> int:
    """How many places of a shift are filled: toddlers and reserves fill none."""
    return sum(
        fills(facts.people[a.who[1]], shift.day)
        if a.who[0] == "person"
        else group_fills(facts.groups[a.who[1]], a.adults, a.children)
        for a in facts.on.get(shift.id, ())
        if a.serves
    )


def fills(person: PersonFacts, day: date) -> int:
    """The places that a person fills: none as a toddler, else one."""
    age = person.age_on(day)
    return 0 if age is not None and age < TODDLER else 1


def group_fills(group: GroupFacts, adults: int, children: int) -> int:
    """The places that a group fills: its head count, without children who are all toddlers."""
    return adults + (0 if group.ages is not None and group.ages[1] < TODDLER else children)


def too_many(scope: Scope) -> Iterator[Concern]:
    """More people on a shift than it takes."""
    for shift in scope.shifts():
        there = heads(scope.facts, shift)
        if there > shift.maximum:
            text = f"{shift.named} takes {shift.maximum}, and {there} are on it."
            do = "Take somebody off or raise its maximum, or keep them and say why."
            yield Concern(
                ("many", shift.id), there - shift.maximum, soft("shift.too_many", shift.name, text, do)
            )


def read_ages(text: str) -> tuple[int, int] | None:
    """The youngest and oldest age of ``9 to 10``, ``4-5``, ``12`` or ``under 4``; None where it says none."""
    numbers = [int(found) for found in re.findall(r"\d{1,2}", text)]
    if not numbers:
        return None
    if len(numbers) == 1 and re.search(r"under|below", text.casefold()):
        return 0, max(0, numbers[0] - 1)
    return min(numbers), max(numbers)


def per_adult(age: int) -> int:
    """How many children of an age one adult looks after; see ``NSPCC``."""
    return next((children for below, children in NSPCC if age < below), OLDEST)


def _needed(facts: RotaFacts, shift: ShiftFacts) -> tuple[int, int]:
    """The adults that a shift's children need, and how many children those are.

    A group is reckoned by its youngest age; where that is unknown, by the band that asks for least, so that
    nothing is told that may not be so.
    """
    parts, children = Fraction(0), 0
    adults = _adults(facts, shift)
    checked = any(adult.dbs_level is DbsLevel.ENHANCED for adult in adults)
    for assignment in facts.on.get(shift.id, ()):
        if not assignment.serves:
            continue
        if assignment.who[0] == "group":
            ages = facts.groups[assignment.who[1]].ages
            parts += Fraction(assignment.children, per_adult(ages[0]) if ages else OLDEST)
            children += assignment.children
            continue
        person = facts.people[assignment.who[1]]
        if checked and person.child_on(shift.day) and not any(_family(person, adult) for adult in adults):
            age = person.age_on(shift.day)
            parts += Fraction(1, OLDEST if age is None else per_adult(age))
            children += 1
    return max(AT_LEAST, ceil(parts)), children


def _adults(facts: RotaFacts, shift: ShiftFacts) -> list[PersonFacts]:
    persons = [
        facts.people[a.who[1]] for a in facts.on.get(shift.id, ()) if a.serves and a.who[0] == "person"
    ]
    return [person for person in persons if not person.child_on(shift.day)]


def _family(child: PersonFacts, adult: PersonFacts) -> bool:
    return adult.id in child.guardians or (
        child.household_id is not None and child.household_id == adult.household_id
    )
