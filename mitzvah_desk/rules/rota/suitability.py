"""Whether somebody may do a job: its age, its skill and its DBS level, and the age that a home asks for."""

from collections.abc import Iterator

from mitzvah_desk.model import DbsLevel
from mitzvah_desk.rules.findings import Finding, hard_finding, soft_finding
from mitzvah_desk.rules.people.age import ADULT
from mitzvah_desk.rules.rota.facts import AssignmentFacts, GroupFacts, PersonFacts, RotaFacts, ShiftFacts
from mitzvah_desk.rules.rota.scope import CheckScope, Concern, about_each
from mitzvah_desk.rules.rota.visiting import ask_home

_ORDER = tuple(DbsLevel)
_CHOOSE = "Choose somebody else, or another job."
_OR_WHY = "Choose somebody else, or keep it and say why."


def check_suitability(scope: CheckScope) -> Iterator[Concern]:
    """Every assignment whose person or group does not fit its role or home."""
    facts = scope.facts
    for assignment in scope.assignments():
        shift = facts.shifts.get(assignment.shift_id)
        if shift is None or not assignment.stands:
            continue
        kind, number = assignment.who
        if kind == "group":
            found = _group_suits(facts, shift, facts.groups[number], assignment)
        else:
            found = check_person(facts, shift, facts.people[number])
        for finding in found:
            yield Concern((finding.rule, assignment.who, shift.id), 1, finding, about_each(shift))


def check_person(facts: RotaFacts, shift: ShiftFacts, person: PersonFacts) -> Iterator[Finding]:
    """What speaks against a person on a shift, whatever its time and whoever else is on it."""
    yield from _age(facts, shift, person)
    if shift.skill_id is not None and shift.skill_id not in person.skills:
        text = f"{shift.role} asks for {shift.skill}, which is not among {person.name}’s skills."
        yield soft_finding(
            "person.skill", person.name, text, "Add the skill to them if they have it, or say why."
        )
    yield from _dbs(shift, person)


def list_required_ages(facts: RotaFacts, shift: ShiftFacts) -> list[tuple[int, str]]:
    """The ages that a shift asks for, each with who asks, the highest first."""
    kept: list[tuple[int, str]] | None = facts.cache.get(("ages", shift.id))
    if kept is None:
        found = [(shift.minimum_age or 0, shift.role)]
        found += [(home.minimum_age or 0, home.name) for home in facts.above(shift.home_id)]
        kept = sorted((each for each in found if each[0] > 0), reverse=True)
        facts.cache["ages", shift.id] = kept
    return kept


def _age(facts: RotaFacts, shift: ShiftFacts, person: PersonFacts) -> Iterator[Finding]:
    """The role's or home's minimum age on the shift's day: proven by the date of birth, or unknown."""
    for least, who in list_required_ages(facts, shift)[:1]:
        age = person.age_on(shift.day)
        if age is not None and age < least:
            text = f"{who} asks for people of {least} and over; {person.name} is {age} on that day."
            asked = "" if who == shift.role else ask_home(facts, shift)
            tell = soft_finding if asked else hard_finding
            yield tell("person.age", person.name, text + asked, _CHOOSE)
        elif age is None and (person.child_on(shift.day) or least > ADULT):
            text = f"{who} asks for people of {least} and over; {person.name}’s date of birth is not known."
            yield soft_finding(
                "person.age_unknown", person.name, text, "Add their date of birth, or say why."
            )


def _dbs(shift: ShiftFacts, person: PersonFacts) -> Iterator[Finding]:
    """The check that a role needs (Safeguarding Vulnerable Groups Act 2006; GOV.UK, DBS check eligibility).

    Without an enhanced check nobody may do regulated activity; lower levels are the committee's own wish. A
    certificate has no date at which it ends: renewing it is good practice.
    """
    needed = shift.dbs_level
    if needed is DbsLevel.NONE:
        return
    if _ORDER.index(person.dbs_level) < _ORDER.index(needed):
        has = "has none on record" if person.dbs_level is DbsLevel.NONE else f"has {person.dbs_level}"
        text = f"{shift.role} needs the DBS level {needed}; {person.name} {has}."
        if needed is DbsLevel.ENHANCED:
            yield hard_finding(
                "person.dbs", person.name, text, "Choose somebody who has it, or add it once it is seen."
            )
        else:
            yield soft_finding("person.dbs", person.name, text, _OR_WHY)
    elif person.dbs_renew_on is not None and person.dbs_renew_on < shift.day:
        due = person.dbs_renew_on
        text = f"{person.name}’s DBS check was to be renewed by {due.day} {due:%B %Y}."
        yield soft_finding(
            "person.dbs_renewal", person.name, text, "Ask them to renew it, or keep it and say why."
        )


def _group_suits(
    facts: RotaFacts, shift: ShiftFacts, group: GroupFacts, assignment: AssignmentFacts
) -> Iterator[Finding]:
    """A group on a job for checked persons, or with children younger than the role or home asks for."""
    if shift.dbs_level is not DbsLevel.NONE:
        text = f"{shift.role} needs the DBS level {shift.dbs_level} of each person; {group.name} are a group."
        yield soft_finding("group.dbs", group.name, text, "Put its checked adults on by name, or say why.")
    if group.ages is None or not assignment.children:
        return
    for least, who in list_required_ages(facts, shift)[:1]:
        if group.ages[0] < least:
            text = f"{who} asks for people of {least} and over; {group.name} are {group.ages[0]} and over."
            yield soft_finding(
                "group.age", group.name, text, "Ask the group or the home, and say why it is right."
            )
