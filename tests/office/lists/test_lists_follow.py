"""Lists follow what they name: what is renamed, what is removed, what comes back; and what they measure."""

from datetime import date, datetime, timedelta

import pytest
from conftest_office import done
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from list_finding import TODAY, find, ids

from mitzvah_desk.model import AssignmentStatus
from mitzvah_desk.model.person import ADULT
from mitzvah_desk.office.core.crud import Add, Remove, SetField
from mitzvah_desk.office.core.office import Office
from mitzvah_desk.office.lists.files import list_saved_lists
from mitzvah_desk.office.people.merge import Merge
from mitzvah_desk.rules.lists.definition import (
    ConditionGroup,
    GroupMatch,
    ListCondition,
    ListDefinition,
    Part,
)
from mitzvah_desk.rules.lists.kept_text import format_definition
from mitzvah_desk.rules.lists.measures import Comparison, Measured
from mitzvah_desk.rules.lists.questions import ANY_CAMPAIGN, THIS_CAMPAIGN
from mitzvah_desk.rules.lists.vocabulary import Subject
from mitzvah_desk.rules.people.age import age_on


def add(office: Office, record: str, **values: object) -> int:
    return done(office, Add(record, values)).id


def keep(office: Office, *conditions: Part, match: GroupMatch = GroupMatch.ALL) -> int:
    text = format_definition(ListDefinition(match=match, conditions=conditions))
    return add(office, "saved_list", name="Ours", definition=text)


def asked(office: Office) -> tuple[Part, ...]:
    (kept,) = office.query(list_saved_lists)
    return kept.definition.conditions


@pytest.mark.parametrize(
    ("record", "column", "question"),
    [
        ("skill", "name", "skill"),
        ("skill", "name", "teaches"),
        ("role", "name", "role"),
        ("group", "name", "group"),
        ("campaign", "name", "attended"),
        ("campaign", "name", "away_then"),
        ("project", "title", "project"),
    ],
)
def test_a_list_follows_what_is_renamed_at_any_depth(
    office: Office, campaign: int, record: str, column: str, question: str
) -> None:
    more: dict[str, object] = {"campaign_id": campaign} if record == "project" else {}
    more |= {"main_day": date(2026, 1, 1)} if record == "campaign" else {}
    number = add(office, record, **{column: "Old", **more})
    old, new = ListCondition(question, False, "Old"), ListCondition(question, False, "New")
    other = ListCondition("name", value="Old")
    keep(office, ConditionGroup(GroupMatch.ANY, (ConditionGroup(GroupMatch.NONE, (old,)), other)))
    done(office, SetField(record, number, column, "New"))
    assert asked(office) == (
        ConditionGroup(GroupMatch.ANY, (ConditionGroup(GroupMatch.NONE, (new,)), other)),
    )
    office.undo()
    assert asked(office) == (
        ConditionGroup(GroupMatch.ANY, (ConditionGroup(GroupMatch.NONE, (old,)), other)),
    )
    office.redo()
    office.undo()
    done(office, Remove(record, (number,)))
    found = find(office, ListDefinition(conditions=asked(office)))
    assert [each.rule for each in found.problems] == ["list.unknown"]
    office.undo()
    assert not find(office, ListDefinition(conditions=asked(office))).problems


def test_a_project_is_followed_with_its_campaign(office: Office, campaign: int) -> None:
    tea = add(office, "project", campaign_id=campaign, title="Tea")
    keep(office, ListCondition("project", value="Tea (Mitzvah Day 2026)"))
    done(office, SetField("project", tea, "title", "High tea"))
    assert asked(office) == (ListCondition("project", value="High tea (Mitzvah Day 2026)"),)
    done(office, SetField("campaign", campaign, "name", "Our day"))
    assert asked(office) == (ListCondition("project", value="High tea (Our day)"),)


@pytest.mark.parametrize(("holds", "match"), [(True, GroupMatch.ANY), (False, GroupMatch.NONE)])
def test_where_another_bears_the_old_name_both_are_asked_for(
    office: Office, campaign: int, holds: bool, match: GroupMatch
) -> None:
    before = add(office, "campaign", name="Mitzvah Day 2025", main_day=date(2025, 11, 23))
    people = {}
    for year in (campaign, before):
        project = add(office, "project", campaign_id=year, title="Tea")
        role = add(office, "role", name=f"R{year}")
        shift = add(office, "shift", project_id=project, role_id=role, open_ended=True)
        people[project] = add(office, "person", given=f"P{year}")
        add(office, "assignment", shift_id=shift, person_id=people[project], status=AssignmentStatus.ATTENDED)
    add(office, "person", given="Nobody")
    keep(office, ListCondition("project", holds, "Tea"))
    whom = ids(office, *[each for each in asked(office) if isinstance(each, ListCondition)])
    done(office, SetField("project", min(people), "title", "High tea"))
    both = ListCondition("project", value="High tea"), ListCondition("project", value="Tea")
    assert asked(office) == (ConditionGroup(match, both),)
    found = find(office, ListDefinition(conditions=asked(office)))
    assert {row.record_id for row in found.rows} == whom


def test_what_is_parted_in_two_is_parted_no_deeper_the_next_time(office: Office, campaign: int) -> None:
    before = add(office, "campaign", name="Mitzvah Day 2025", main_day=date(2025, 11, 23))
    last = add(office, "campaign", name="Mitzvah Day 2024", main_day=date(2024, 11, 23))
    teas = [add(office, "project", campaign_id=year, title="Tea") for year in (campaign, before, last)]
    keep(office, ListCondition("project", False, "Tea"), ListCondition("email"))
    for tea, title in zip(teas, ("High tea", "Low tea"), strict=False):
        done(office, SetField("project", tea, "title", title))
    titles = ("High tea", "Low tea", "Tea")
    none = ConditionGroup(GroupMatch.NONE, tuple(ListCondition("project", value=each) for each in titles))
    assert asked(office) == (none, ListCondition("email"))


def test_a_list_that_can_ask_no_more_keeps_the_old_name_and_says_so(office: Office, campaign: int) -> None:
    before = add(office, "campaign", name="Mitzvah Day 2025", main_day=date(2025, 11, 23))
    teas = [add(office, "project", campaign_id=year, title="Tea") for year in (campaign, before)]
    full = (*(ListCondition("email"),) * 49, ListCondition("project", value="Tea"))
    keep(office, *full)
    told = done(office, SetField("project", teas[0], "title", "High tea")).findings
    assert [each.rule for each in told] == ["list.not_followed"]
    assert asked(office) == full


def test_it_is_told_which_lists_stop(office: Office) -> None:
    drive = add(office, "skill", name="Drive")
    keep(office, ListCondition("skill", False, "Drive"))
    told = done(office, Remove("skill", (drive,))).findings
    assert [each.text for each in told] == [
        "The list “Ours” asks for “Drive”, which is gone, so it finds nobody."
    ]


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(born=st.dates(date(1920, 1, 1), date(2026, 11, 1)), least=st.integers(0, 110), span=st.integers(0, 30))
def test_an_age_is_that_on_the_campaign_s_day(office: Office, born: date, least: int, span: int) -> None:
    day = date(2026, 11, 22)
    if not office.query(lambda c: c.exec_driver_sql("SELECT count(*) FROM campaign").scalar_one()):
        add(office, "campaign", name="Day", main_day=day)
    person = add(office, "person", given="Ann", born=born)
    age = age_on(day, born)

    def finds(comparison: Comparison, *bounds: int) -> bool:
        measured = Measured(comparison, tuple(map(str, bounds)))
        return person in ids(office, ListCondition("age", True, "", measured))

    assert finds(Comparison.AT_LEAST, least) is (age >= least)
    assert finds(Comparison.AT_MOST, least) is (age <= least)
    assert finds(Comparison.BETWEEN, least, least + span) is (least <= age <= least + span)
    assert not finds(Comparison.UNKNOWN)


def test_where_no_birthday_is_known_the_mark_decides_as_far_as_it_can(office: Office) -> None:
    child = add(office, "person", given="Maya", is_child=True)
    adult = add(office, "person", given="Ann")

    def finds(comparison: Comparison, *bounds: int) -> set[int]:
        measured = Measured(comparison, tuple(map(str, bounds)))
        return ids(office, ListCondition("age", True, "", measured))

    assert finds(Comparison.AT_LEAST, ADULT) == {adult}
    assert finds(Comparison.AT_MOST, ADULT - 1) == {child}
    assert finds(Comparison.AT_LEAST, 60) == finds(Comparison.AT_MOST, 11) == set()
    assert finds(Comparison.UNKNOWN) == {adult, child}


def test_numbers_amounts_and_days(office: Office, campaign: int) -> None:
    before = add(office, "campaign", name="Mitzvah Day 2025", main_day=date(2025, 11, 23))
    role = add(office, "role", name="Baker")
    home = add(office, "household", name="Cohen")
    ann = add(office, "person", given="Ann", household_id=home, diet="Nut allergy")
    bob = add(office, "person", given="Bob", recruited_on=date(2026, 5, 1))
    for person, year, times in ((ann, campaign, 2), (bob, before, 1)):
        project = add(office, "project", campaign_id=year, title="Tea")
        for _ in range(times):
            shift = add(office, "shift", project_id=project, role_id=role, open_ended=True)
            add(office, "assignment", shift_id=shift, person_id=person, status=AssignmentStatus.ATTENDED)
    add(office, "money_gift", campaign_id=campaign, donor_household_id=home, amount_pence=2500, on_day=TODAY)
    add(office, "money_gift", campaign_id=before, donor_person_id=ann, amount_pence=2500, on_day=TODAY)
    away = {"starts_at": datetime(2026, 11, 22, 9), "ends_at": datetime(2026, 11, 22, 11)}
    add(office, "unavailability", person_id=bob, **away)

    def finds(question: str, comparison: Comparison | None, *bounds: str, value: str = "") -> set[int]:
        measured = Measured(comparison, bounds) if comparison else None
        return ids(office, ListCondition(question, True, value, measured))

    least, most, between = Comparison.AT_LEAST, Comparison.AT_MOST, Comparison.BETWEEN
    assert finds("shifts", least, "2", value=THIS_CAMPAIGN) == {ann}
    assert finds("shifts", least, "1", value=ANY_CAMPAIGN) == {ann, bob}
    assert finds("shifts", most, "0", value=THIS_CAMPAIGN) == {bob}
    assert finds("shifts", between, "1", "1", value="Mitzvah Day 2025") == {bob}
    assert finds("pounds", least, "5000", value=ANY_CAMPAIGN) == {ann}
    assert finds("pounds", least, "5000", value=THIS_CAMPAIGN) == set()
    assert finds("pounds", most, "2499", value=THIS_CAMPAIGN) == {bob}
    assert finds("last", Comparison.WITHIN, "6") == {ann}
    assert finds("last", Comparison.NOT_WITHIN, "6") == {bob}
    assert finds("last", Comparison.BEFORE, "2025-11-24") == {bob}
    assert finds("last", Comparison.AFTER, "2025-11-23") == {ann}
    assert finds("last", between, "2025-11-23", "2026-11-22") == {ann, bob}
    assert finds("last", Comparison.UNKNOWN) == set()
    assert finds("recruited", Comparison.UNKNOWN) == {ann}
    assert finds("recruited", Comparison.AFTER, "2026-04-30") == {bob}
    assert finds("away", None, value="2026-11-22") == {bob}
    assert finds("away", None, value="2026-11-23") == set()
    assert finds("away_then", None, value=THIS_CAMPAIGN) == {bob}
    assert finds("away_then", None, value="Mitzvah Day 2025") == set()
    assert finds("diet", None, value="nut") == finds("has_diet", None) == {ann}


def test_partners_are_measured_too(office: Office, campaign: int) -> None:
    shop, home = add(office, "partner", name="Shop"), add(office, "partner", name="Home")
    for title in ("Tea", "Cards"):
        project = add(office, "project", campaign_id=campaign, title=title)
        add(office, "project_partner", project_id=project, partner_id=shop)
    add(office, "money_gift", campaign_id=campaign, donor_partner_id=home, amount_pence=9000, on_day=TODAY)
    step = {"next_step": "Ring them", "next_on": TODAY + timedelta(days=7)}
    add(office, "contact_log", partner_id=home, on_day=TODAY, **step)

    def finds(question: str, comparison: Comparison, *bounds: str, value: str = "") -> set[int]:
        condition = ListCondition(question, True, value, Measured(comparison, bounds))
        return ids(office, condition, subject=Subject.PARTNERS)

    assert finds("projects", Comparison.AT_LEAST, "2", value=THIS_CAMPAIGN) == {shop}
    assert finds("pounds", Comparison.AT_LEAST, "9000", value=ANY_CAMPAIGN) == {home}
    assert finds("next_by", Comparison.BEFORE, "2026-12-31") == {home}
    assert finds("next_by", Comparison.BEFORE, TODAY.isoformat()) == set()
    assert finds("last_thanked", Comparison.UNKNOWN) == {shop, home}


@pytest.mark.parametrize("record", ["skill", "role", "group"])
def test_a_list_follows_what_is_merged_and_one_undo_takes_back_both(office: Office, record: str) -> None:
    kept, other = add(office, record, name="Knitting"), add(office, record, name="Knits")
    keep(office, ListCondition(record, value="Knits"))
    done(office, Merge(record, kept, other))
    assert asked(office) == (ListCondition(record, value="Knitting"),)
    office.undo()
    assert asked(office) == (ListCondition(record, value="Knits"),)
