"""Which adults count towards the NSPCC's ratios: recruited, checked where the role asks, and vouched for."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from rota_samples import DAY, group_on, on, person, rota, rules, shift

from mitzvah_desk.model import DbsLevel
from mitzvah_desk.rules.rota import checks
from mitzvah_desk.rules.rota.facts import GroupFacts, PersonFacts, RotaFacts
from mitzvah_desk.rules.rota.ratios import count_responsible_adults

CLASS = GroupFacts(1, "Scouts", (9, 10), leader_id=9)
CHECKED = {"dbs_level": DbsLevel.ENHANCED, "dbs_renew_on": DAY}


def visit(*adults: PersonFacts, dbs_level: DbsLevel = DbsLevel.NONE, noted: bool = True) -> RotaFacts:
    there = [on(1, each.id) for each in adults]
    facts = rota([shift(dbs_level=dbs_level)], list(adults), [group_on(1, 1, 0, 8), *there])
    return replace(facts.changed(groups={1: CLASS}), recruitment_noted=noted)


@pytest.mark.parametrize(
    ("adult", "needs", "counts"),
    [
        (person(1), DbsLevel.NONE, True),
        (person(1, recruited_on=None), DbsLevel.NONE, False),
        (person(1, recruited_on=DAY + timedelta(days=1)), DbsLevel.NONE, False),
        (person(1), DbsLevel.ENHANCED, False),
        (person(1, **CHECKED), DbsLevel.ENHANCED, True),
        (person(1, **{**CHECKED, "dbs_renew_on": DAY - timedelta(days=1)}), DbsLevel.ENHANCED, False),
        (person(1, born=date(2010, 1, 1)), DbsLevel.NONE, False),
    ],
)
def test_an_adult_counts_who_was_recruited_and_checked(
    adult: PersonFacts, needs: DbsLevel, counts: bool
) -> None:
    """NSPCC, "Safer recruitment"; GOV.UK, DBS checks: when to renew is the employer's own date."""
    facts = visit(adult, dbs_level=needs)
    assert count_responsible_adults(facts, facts.shifts[1])[0] == counts


def test_an_expired_check_answers_for_no_child() -> None:
    """DBS: a check says what was so on its day; the committee's date says how long that is taken to hold."""
    child = person(7, born=date(2016, 1, 1))
    expired = person(1, dbs_level=DbsLevel.ENHANCED, dbs_renew_on=DAY - timedelta(days=1))
    facts = rota([shift()], [expired, child], [on(1, 1), on(1, 7)])
    assert rules(checks.check_rota(facts)) == ["child.alone"]
    valid = facts.changed(people={1: replace(expired, dbs_renew_on=DAY)})
    assert "child.alone" not in rules(checks.check_rota(valid))


@pytest.mark.parametrize(
    ("leader", "partner", "counts"), [(None, None, 0), (None, 5, 3), (person(9), None, 3)]
)
def test_a_groups_adults_count_where_somebody_vouches(
    leader: PersonFacts | None, partner: int | None, counts: int
) -> None:
    known = leader or person(9, recruited_on=None)
    facts = rota([shift()], [known], [group_on(1, 1, 3, 8)])
    facts = facts.changed(groups={1: replace(CLASS, partner_id=partner)})
    assert count_responsible_adults(facts, facts.shifts[1]) == (counts, 3 - counts)


def test_a_file_that_notes_no_recruitment_is_asked_once_a_project() -> None:
    facts = visit(person(1, recruited_on=None), person(2, recruited_on=None), noted=False)
    (told,) = checks.check_rota(facts)
    assert told.text == "None of the adults of Project 1 is noted as recruited for work with children."
    assert rules(checks.check_rota(replace(facts, recruitment_noted=True))) == ["child.ratio"]


def test_the_ages_of_a_group_are_asked_and_no_change_is_held_up_by_it() -> None:
    """NSPCC: the ratio follows the age, so that an unknown age is a question and no band."""
    facts = visit(person(1), person(2)).changed(groups={1: replace(CLASS, ages=None)})
    (told,) = checks.check_rota(facts)
    assert told.rule == "child.ages"
    assert told.text.startswith("How old are the children of Scouts?")
    before = facts.changed(assignments=[on(1, 1), on(1, 2)])
    new = [group_on(1, 1, 0, 8)]
    assert checks.find_addition_concerns(before, before.joined(new), new) == []
