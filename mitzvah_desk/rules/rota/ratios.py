"""Enough adults for the children on a shift."""

from collections.abc import Iterator
from fractions import Fraction
from math import ceil

from mitzvah_desk.model import DbsLevel
from mitzvah_desk.rules.findings import soft_finding
from mitzvah_desk.rules.plurals import count_noun
from mitzvah_desk.rules.rota.facts import AssignmentFacts, CheckScope, Concern, RotaFacts, ShiftFacts
from mitzvah_desk.rules.rota.safeguarding import is_family, list_adults

NSPCC = ((2, 3), (4, 4), (9, 6), (13, 8))
"""Below which age one adult looks after how many children, the youngest first; from 13 it is ten.

NSPCC Learning, "Recommended adult to child ratios for working with children": 0-2 years one to three, 2-3 one
to four, 4-8 one to six, 9-12 one to eight, 13-18 one to ten.
"""
OLDEST = 10
AT_LEAST = 2
"""NSPCC, in the same place: at least two adults present, even with smaller groups."""


def check_adult_ratio(scope: CheckScope) -> Iterator[Concern]:
    """Fewer adults on a shift than the NSPCC recommends for its children; see ``NSPCC``.

    Children who are with their own family, or for whom nobody answers at all, are not counted here: the
    first need no more, the second are told one by one.
    """
    facts = scope.facts
    for shift in scope.shifts():
        needed, children = _needed(facts, shift)
        if not children:
            continue
        adults = len(list_adults(facts, shift)) + sum(
            a.adults for a in facts.on.get(shift.id, ()) if a.serves and a.who[0] == "group"
        )
        if adults < needed:
            number = count_noun(adults, "adult")
            text = f"{shift.named} has {number} for {children} children; the NSPCC recommends {needed}."
            do = f"Add {needed - adults} more, or say how the children are looked after."
            yield Concern(
                ("ratio", shift.id), needed - adults, soft_finding("child.ratio", shift.name, text, do)
            )


def affects_ratio(facts: RotaFacts, new: AssignmentFacts) -> bool:
    """Whether somebody who comes to a shift may leave its children with too few adults.

    One more adult can only help, unless they have an enhanced check: then others’ children are counted too.
    """
    kind, number = new.who
    if kind == "group" or new.shift_id not in facts.shifts:
        return True
    person = facts.people[number]
    return person.dbs_level is DbsLevel.ENHANCED or person.child_on(facts.shifts[new.shift_id].day)


def children_per_adult(age: int) -> int:
    """How many children of an age one adult looks after; see ``NSPCC``."""
    return next((children for below, children in NSPCC if age < below), OLDEST)


def _needed(facts: RotaFacts, shift: ShiftFacts) -> tuple[int, int]:
    """The adults that a shift's children need, and how many children those are.

    A group is reckoned by its youngest age; where that is unknown, by the band that asks for least, so that
    nothing is told that may not be so.
    """
    parts, children = Fraction(0), 0
    adults = list_adults(facts, shift)
    checked = any(adult.dbs_level is DbsLevel.ENHANCED for adult in adults)
    for assignment in facts.on.get(shift.id, ()):
        if not assignment.serves:
            continue
        if assignment.who[0] == "group":
            ages = facts.groups[assignment.who[1]].ages
            parts += Fraction(assignment.children, children_per_adult(ages[0]) if ages else OLDEST)
            children += assignment.children
            continue
        person = facts.people[assignment.who[1]]
        if checked and person.child_on(shift.day) and not any(is_family(person, adult) for adult in adults):
            age = person.age_on(shift.day)
            parts += Fraction(1, OLDEST if age is None else children_per_adult(age))
            children += 1
    return max(AT_LEAST, ceil(parts)), children
