"""Children on a shift: somebody answers for each of them."""

from collections.abc import Iterator

from mitzvah_desk.model import DbsLevel
from mitzvah_desk.rules.findings import Finding, soft_finding
from mitzvah_desk.rules.rota.facts import PersonFacts, RotaFacts, ShiftFacts
from mitzvah_desk.rules.rota.scope import CheckScope, Concern, about_each


def check_supervision(scope: CheckScope) -> Iterator[Concern]:
    """A child on a shift with neither guardian nor responsible adult (NSPCC: children are supervised)."""
    facts = scope.facts
    for assignment in scope.assignments():
        kind, number = assignment.who
        shift = facts.shifts.get(assignment.shift_id)
        if kind != "person" or shift is None or not assignment.serves:
            continue
        finding = check_accompanied(facts, shift, facts.people[number])
        if finding is not None:
            yield Concern(("alone", assignment.who, shift.id), 1, finding, about_each(shift))


def check_accompanied(facts: RotaFacts, shift: ShiftFacts, person: PersonFacts) -> Finding | None:
    """What is said of a child for whom nobody on the shift answers; None for an adult.

    A guardian answers for a child, an adult of the household, or an adult with an enhanced DBS check that the
    committee was not to renew before the day.
    """
    if not person.child_on(shift.day):
        return None
    adults = list_adults(facts, shift)
    if any(is_family(person, adult) or adult.dbs_on(shift.day) is DbsLevel.ENHANCED for adult in adults):
        return None
    text = f"{person.name} is a child; no guardian or responsible adult is on {shift.named}."
    do = "Put a parent or an adult with an enhanced DBS check on it too, or say who looks after them."
    return soft_finding("child.alone", person.name, text, do)


def list_adults(facts: RotaFacts, shift: ShiftFacts) -> list[PersonFacts]:
    """The grown-up persons who serve on a shift; a group's adults look after their own."""
    kept: list[PersonFacts] | None = facts.cache.get(("adults", shift.id))
    if kept is None:
        persons = {a.who[1]: None for a in facts.on.get(shift.id, ()) if a.serves and a.who[0] == "person"}
        kept = [facts.people[number] for number in persons if not facts.people[number].child_on(shift.day)]
        facts.cache["adults", shift.id] = kept
    return kept


def is_family(child: PersonFacts, adult: PersonFacts) -> bool:
    """Whether an adult is a child's guardian or lives with them."""
    return adult.id in child.guardians or (
        child.household_id is not None and child.household_id == adult.household_id
    )
