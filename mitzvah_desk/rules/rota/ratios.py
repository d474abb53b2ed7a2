"""Enough adults for the children on a shift."""

from collections.abc import Iterator
from fractions import Fraction
from math import ceil

from mitzvah_desk.model import DbsLevel
from mitzvah_desk.rules.findings import soft_finding
from mitzvah_desk.rules.plurals import count_noun
from mitzvah_desk.rules.rota.commitments import counted_twice
from mitzvah_desk.rules.rota.facts import AssignmentFacts, GroupFacts, PersonFacts, RotaFacts, ShiftFacts
from mitzvah_desk.rules.rota.safeguarding import is_family, list_adults
from mitzvah_desk.rules.rota.scope import CheckScope, Concern, about_each

NSPCC = ((2, 3), (4, 4), (9, 6), (13, 8))
"""Below which age one adult looks after how many children, the youngest first; from 13 it is ten.

NSPCC Learning, "Recommended adult to child ratios for working with children": 0-2 years one to three, 2-3 one
to four, 4-8 one to six, 9-12 one to eight, 13-18 one to ten.
"""
OLDEST = 10
LEVELS = tuple(DbsLevel)
AT_LEAST = 2
"""NSPCC, in the same place: at least two adults present, even with smaller groups."""


def check_adult_ratio(scope: CheckScope) -> Iterator[Concern]:
    """Fewer adults on a shift than the NSPCC recommends for its children; see ``NSPCC``.

    Children who are with their own family, or for whom nobody answers at all, are not counted here: the
    first need no more, the second are told one by one. Of the adults, only those count who may look after
    children: see ``count_responsible_adults``.
    """
    facts = scope.facts
    for shift in scope.shifts():
        needed, children = _needed(facts, shift)
        if not children:
            continue
        adults, others = count_responsible_adults(facts, shift)
        if adults < needed:
            number = count_noun(adults, "adult")
            text = f"{shift.named} has {number} for {children} children; the NSPCC recommends {needed}."
            if others:
                text += f" {others} more {'are' if others > 1 else 'is'} not noted as recruited or checked."
            do = f"Add {needed - adults} more, or say how the children are looked after."
            yield Concern(
                ("ratio", shift.id),
                needed - adults,
                soft_finding("child.ratio", shift.name, text, do),
                about_each(shift),
            )


def check_recruitment_noted(scope: CheckScope) -> Iterator[Concern]:
    """Projects with children in a file that does not say of anybody when they were recruited.

    Then nobody has begun to keep it: every adult counts towards the ratios, and the file is asked about once
    a project. As soon as it is noted of one person, who has it noted counts, and nobody else.
    """
    facts = scope.facts
    if facts.recruitment_noted:
        return
    projects: dict[int, list[ShiftFacts]] = {}
    for shift in scope.shifts():
        if _needed(facts, shift)[1]:
            projects.setdefault(shift.project_id, []).append(shift)
    for project_id, shifts in projects.items():
        title = shifts[0].project
        text = f"None of the adults of {title} is noted as recruited for work with children."
        do = "Note on the page of each who looks after children when the committee’s checks were done."
        found = soft_finding("child.recruited", title, text, do)
        yield Concern(("recruited", project_id), 0, found, about_each(*shifts))


def check_ages_known(scope: CheckScope) -> Iterator[Concern]:
    """Groups with children whose ages are not known: how many adults they need depends on them."""
    facts = scope.facts
    where: dict[int, list[ShiftFacts]] = {}
    for a in scope.assignments():
        if a.serves and a.who[0] == "group" and a.children and a.shift_id in facts.shifts:
            where.setdefault(a.who[1], []).append(facts.shifts[a.shift_id])
    for group_id, shifts in where.items():
        group = facts.groups[group_id]
        if group.ages is None:
            text = f"How old are the children of {group.name}? The number of adults depends on it."
            do = "Add their ages on the group’s page, such as “9 to 10” or “Year 5”."
            found = soft_finding("child.ages", group.name, text, do)
            yield Concern(("ages", group_id), 0, found, about_each(*shifts))


def count_responsible_adults(facts: RotaFacts, shift: ShiftFacts) -> tuple[int, int]:
    """How many adults on a shift may look after children, and how many there are beside them.

    NSPCC, "Safer recruitment": who works with children is recruited and checked for it first. A person
    counts who was recruited by the day and, where the role asks for a DBS level, holds it on the day; an
    expired check is none. A group's adults count where somebody vouches for them: the organisation that
    it comes from, by its own safer recruitment, or a leader who was recruited here. Who comes with a group
    and is on the shift by name as well is counted by name. Where the file does not say of anybody that they
    were recruited, all count: see ``check_recruitment_noted``.
    """
    adults = list_adults(facts, shift)
    noted = [person for person in adults if _may_look_after(facts, shift, person)]
    counted, others = len(noted), len(adults) - len(noted)
    there = {a.who: a for a in facts.on.get(shift.id, ()) if a.serves}
    again = counted_twice(facts, there)
    for who, assignment in there.items():
        if who[0] == "group":
            twice = sum(
                not facts.people[n].child_on(shift.day) for n in again.get(who, ()) if n in facts.people
            )
            heads = max(0, assignment.adults - twice)
            if _is_vouched_for(facts, shift, facts.groups[who[1]]):
                counted += heads
            else:
                others += heads
    return counted, others


def affects_ratio(facts: RotaFacts, new: AssignmentFacts) -> bool:
    """Whether somebody who comes to a shift may leave its children with too few adults.

    One more adult can only help, unless they have an enhanced check: then others’ children are counted too;
    or unless they come with a group that is there, and do not count as its adults do.
    """
    kind, number = new.who
    if kind == "group" or new.shift_id not in facts.shifts or facts.groups_of.get(number):
        return True
    person = facts.people[number]
    return person.dbs_level is DbsLevel.ENHANCED or person.child_on(facts.shifts[new.shift_id].day)


def _may_look_after(facts: RotaFacts, shift: ShiftFacts, person: PersonFacts) -> bool:
    if not facts.recruitment_noted:
        return True
    recruited = person.recruited_on is not None and person.recruited_on <= shift.day
    return recruited and LEVELS.index(person.dbs_on(shift.day)) >= LEVELS.index(shift.dbs_level)


def _is_vouched_for(facts: RotaFacts, shift: ShiftFacts, group: GroupFacts) -> bool:
    if not facts.recruitment_noted or group.partner_id is not None:
        return True
    leader = facts.people.get(group.leader_id or 0)
    return leader is not None and leader.recruited_on is not None and leader.recruited_on <= shift.day


def children_per_adult(age: int) -> int:
    """How many children of an age one adult looks after; see ``NSPCC``."""
    return next((children for below, children in NSPCC if age < below), OLDEST)


def _needed(facts: RotaFacts, shift: ShiftFacts) -> tuple[int, int]:
    """The adults that a shift's children need, and how many children those are.

    A group is reckoned by its youngest age. Where that is unknown it is asked for; until then, what even the
    oldest children need is the least that is surely so. A child who comes with a group and is on the shift by
    name as well is counted with the group alone.
    """
    there = {a.who: a for a in facts.on.get(shift.id, ()) if a.serves}
    if not there:
        return AT_LEAST, 0
    parts, children = Fraction(0), 0
    adults = list_adults(facts, shift)
    checked = any(adult.dbs_on(shift.day) is DbsLevel.ENHANCED for adult in adults)
    with_groups = facts.people_of(who for who, each in there.items() if who[0] == "group" and each.children)
    again = counted_twice(facts, there)
    for who, assignment in there.items():
        if who[0] == "group":
            ages = facts.groups[who[1]].ages
            elsewhere = sum(
                ("person", n) not in there and n in facts.people and facts.people[n].child_on(shift.day)
                for n in again.get(who, ())
            )
            heads = max(0, assignment.children - elsewhere)
            parts += Fraction(heads, children_per_adult(ages[0]) if ages else OLDEST)
            children += heads
            continue
        if who in with_groups:
            continue
        person = facts.people[who[1]]
        if checked and person.child_on(shift.day) and not any(is_family(person, adult) for adult in adults):
            age = person.age_on(shift.day)
            parts += Fraction(1, OLDEST if age is None else children_per_adult(age))
            children += 1
    return max(AT_LEAST, ceil(parts)), children
