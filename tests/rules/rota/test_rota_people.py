from datetime import date

import pytest
from rota_samples import DAY, at, group_on, on, person, rota, rules, shift

from mitzvah_desk.model import DbsLevel
from mitzvah_desk.rules.findings import Severity
from mitzvah_desk.rules.jewish_calendar.times import CalendarPlace
from mitzvah_desk.rules.people.child_ages import parse_age_range
from mitzvah_desk.rules.rota import checks
from mitzvah_desk.rules.rota.facts import GroupFacts, HomeFacts, RotaSettings
from mitzvah_desk.rules.rota.headcount import head_count, person_places
from mitzvah_desk.rules.rota.ratios import children_per_adult

SIXTEEN, FIFTEEN = date(2010, 11, 22), date(2010, 11, 23)
MUM = person(1, household_id=1)


@pytest.mark.parametrize(
    ("born", "child", "told"),
    [
        (SIXTEEN, True, []),
        (FIFTEEN, True, ["person.age"]),
        (None, True, ["person.age_unknown"]),
        (None, False, []),
    ],
)
def test_the_age_of_a_role_is_reached_on_the_birthday(
    born: date | None, child: bool, told: list[str]
) -> None:
    teen = person(born=born, marked_child=child, household_id=1)
    facts = rota([shift(minimum_age=16)], [MUM, teen], [on(1, 1), on(1, 7)])
    found = checks.check_rota(facts)
    assert rules(found) == told
    assert [f.severity for f in found] == [Severity.HARD if born else Severity.SOFT] * len(told)


def test_who_was_born_on_29_february_has_a_birthday_every_year() -> None:
    leap = person(born=date(2020, 2, 29))
    assert [leap.age_on(day) for day in (date(2026, 2, 28), date(2026, 3, 1), date(2028, 2, 29))] == [5, 6, 8]


@pytest.mark.parametrize(("born", "told"), [(date(2018, 11, 22), []), (date(2018, 11, 23), ["person.age"])])
def test_the_age_of_a_home_is_met_on_the_very_birthday(born: date, told: list[str]) -> None:
    child = person(born=born, household_id=1)
    facts = rota(
        [shift(home_id=1)], [MUM, child], [on(1, 1), on(1, 7)], homes=[HomeFacts(1, "H", minimum_age=8)]
    )
    assert rules(checks.check_rota(facts)) == told


def test_a_homes_age_holds_in_the_homes_within_it() -> None:
    homes = [HomeFacts(1, "Site", minimum_age=8), HomeFacts(2, "Home", parent_id=1)]
    child = person(born=date(2019, 11, 22), household_id=1)
    told = checks.check_rota(rota([shift(home_id=2)], [MUM, child], [on(1, 1), on(1, 7)], homes=homes))
    assert rules(told) == ["person.age"]
    assert "Site" in told[0].text


@pytest.mark.parametrize(
    ("needs", "has", "renew", "told", "severity"),
    [
        (DbsLevel.ENHANCED, DbsLevel.STANDARD, None, ["person.dbs"], Severity.HARD),
        (DbsLevel.BASIC, DbsLevel.NONE, None, ["person.dbs"], Severity.SOFT),
        (DbsLevel.BASIC, DbsLevel.ENHANCED, DAY, [], None),
        (DbsLevel.ENHANCED, DbsLevel.ENHANCED, date(2026, 11, 21), ["person.dbs_renewal"], Severity.SOFT),
        (DbsLevel.NONE, DbsLevel.BASIC, date(2020, 1, 1), [], None),
    ],
)
def test_a_dbs_level_is_asked_only_where_the_role_needs_it(
    needs: DbsLevel, has: DbsLevel, renew: date | None, told: list[str], severity: Severity | None
) -> None:
    facts = rota([shift(dbs_level=needs)], [person(dbs_level=has, dbs_renew_on=renew)], [on(1, 7)])
    found = checks.check_rota(facts)
    assert rules(found) == told
    assert {f.severity for f in found} <= {severity}


def test_a_missing_skill_is_told() -> None:
    wants = shift(skill_id=3, skill="Drive")
    assert rules(checks.check_rota(rota([wants], [person()], [on(1, 7)]))) == ["person.skill"]
    assert checks.check_rota(rota([wants], [person(skills=frozenset({3}))], [on(1, 7)])) == []


@pytest.mark.parametrize(
    ("adult", "alone"),
    [
        (person(1, household_id=1), False),
        (person(1), True),
        (person(1, dbs_level=DbsLevel.ENHANCED), False),
        (person(1, household_id=1, marked_child=True), True),
        (person(2), False),
    ],
)
def test_a_child_serves_with_a_guardian_or_a_responsible_adult(adult: object, alone: bool) -> None:
    child = person(born=date(2016, 1, 1), household_id=1, guardians=frozenset({2}))
    people = [adult, person(3, dbs_level=DbsLevel.ENHANCED), child]
    facts = rota(
        [shift(1), shift(2, at(15))],
        people,  # type: ignore[arg-type]
        [on(1, people[0].id), on(1, 7), on(2, 3)],  # type: ignore[attr-defined]
    )
    told = [f for f in checks.check_rota(facts) if f.rule == "child.alone" and f.subject == "Person 7"]
    assert bool(told) == alone


@pytest.mark.parametrize(
    ("age", "children"), [(0, 3), (1, 3), (2, 4), (3, 4), (4, 6), (8, 6), (9, 8), (12, 8), (13, 10), (17, 10)]
)
def test_the_bands_are_the_nspccs(age: int, children: int) -> None:
    assert children_per_adult(age) == children


@pytest.mark.parametrize(
    ("ages", "adults", "children", "short"),
    [
        ((9, 10), 3, 18, 0),
        ((9, 10), 2, 18, 1),
        ((9, 10), 1, 4, 1),
        ((4, 5), 2, 12, 0),
        ((4, 5), 2, 13, 1),
        ((5, 11), 22, 180, 8),
        (None, 2, 20, 0),
        (None, 2, 21, 1),
        ((9, 10), 0, 0, 0),
    ],
)
def test_a_group_has_enough_adults(
    ages: tuple[int, int] | None, adults: int, children: int, short: int
) -> None:
    facts = rota(
        [shift(maximum=999)],
        groups=[GroupFacts(1, "Class", ages)],
        assignments=[group_on(1, 1, adults, children)],
    )
    weights = [c.weight for c in checks.find_concerns(facts) if c.key[0] == "ratio"]
    assert sum(weights) == short


def test_adults_on_the_shift_help_a_group_and_families_need_none() -> None:
    child = person(born=date(2016, 1, 1), household_id=1)
    group = [GroupFacts(1, "Class", (9, 10))]
    facts = rota([shift()], [MUM, child], [on(1, 1), on(1, 7), group_on(1, 1, 1, 8)], groups=group)
    assert checks.check_rota(facts) == []


@pytest.mark.parametrize(
    ("text", "ages"),
    [
        ("9 to 10", (9, 10)),
        ("4-5", (4, 5)),
        ("12", (12, 12)),
        ("under 4", (0, 3)),
        ("years 7", (11, 12)),
        ("all", None),
        ("", None),
    ],
)
def test_ages_are_read_as_people_write_them(text: str, ages: tuple[int, int] | None) -> None:
    assert parse_age_range(text) == ages


def test_toddlers_come_along_but_fill_no_place() -> None:
    three, four = (
        person(2, born=date(2022, 11, 23), household_id=1),
        person(3, born=date(2022, 11, 22), household_id=1),
    )
    assert [person_places(three, DAY), person_places(four, DAY)] == [0, 1]
    little = [GroupFacts(1, "Tots", (1, 3))]
    one = shift(maximum=5)
    facts = rota(
        [one], [MUM, three, four], [on(1, 1), on(1, 2), on(1, 3), group_on(1, 1, 3, 9)], groups=little
    )
    assert head_count(facts, one) == 5
    assert rules(checks.check_rota(facts)) == []
    fuller = facts.changed(assignments=[*facts.assignments, on(1, 9)], people={9: person(9)})
    assert rules(checks.check_rota(fuller)) == ["shift.too_many"]


def test_a_shift_on_shabbat_is_told_and_food_on_a_fast() -> None:
    friday, fast = at(15).replace(day=20), at(12).replace(year=2026, month=3, day=2)
    facts = rota(
        [shift(1, friday, 120), shift(2, fast, serves_food=True)],
        settings=RotaSettings(jewish=CalendarPlace()),
    )
    assert rules(checks.check_rota(facts)) == ["jewish.fast", "jewish.rest"]


@pytest.mark.parametrize(
    ("partners", "told"),
    [((None, None), True), ((5, None), False), ((5, 5), True), ((9, None), True)],
)
def test_a_pair_is_mixed_where_a_project_is_shared(
    partners: tuple[int | None, int | None], told: bool
) -> None:
    two = [person(number, partner_id=partner) for number, partner in enumerate(partners, start=1)]
    facts = rota(
        [shift(minimum=2, maximum=2)],
        two,
        [on(1, 1), on(1, 2)],
        homes=[HomeFacts(5, "Noor Centre")],
        co_hosts={1: frozenset({5})},
    )
    assert rules(checks.check_rota(facts)) == ["shift.pair"] * told


@pytest.mark.parametrize(("least", "most", "hosts"), [(2, 2, ()), (1, 2, (5,)), (2, 3, (5,))])
def test_a_pair_is_asked_for_only_where_two_stand_for_two_communities(
    least: int, most: int, hosts: tuple[int, ...]
) -> None:
    facts = rota(
        [shift(minimum=least, maximum=most)],
        [person(1), person(2)],
        [on(1, 1), on(1, 2)],
        homes=[HomeFacts(5, "Noor Centre")],
        co_hosts={1: frozenset(hosts)},
    )
    assert checks.check_rota(facts) == []
