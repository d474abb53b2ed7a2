from datetime import date

import pytest
from conftest_rota import DAY, SURE, Year, at

from mitzvah_desk.model import AssignmentStatus, DbsLevel, ProjectStatus
from mitzvah_desk.office.core.actions import Refused
from mitzvah_desk.office.core.crud import Remove, SetField
from mitzvah_desk.office.core.office import Office
from mitzvah_desk.office.core.settings import ChangeSetting
from mitzvah_desk.office.people.queries import list_people
from mitzvah_desk.office.people.service_history import list_service_history
from mitzvah_desk.office.rota.assignments import (
    Assign,
    ChangeShift,
    Move,
    SetHeads,
    SetStatus,
    Substitute,
    check_shift_change,
    find_campaign_clashes,
    find_project_clashes,
)
from mitzvah_desk.office.rota.attendance.arrivals import CheckIn, WalkIn
from mitzvah_desk.office.rota.attendance.expected import list_expected_people

DECLINED = AssignmentStatus.DECLINED


@pytest.fixture
def year(office: Office, campaign: int) -> Year:
    return Year(office, campaign)


def family(year: Year) -> tuple[int, int, int, int]:
    home = year.add("household", name="Cohen")
    mum = year.person("Ann Cohen", household_id=home)
    ben, dan = (year.person(f"{name} Cohen", household_id=home, is_child=True) for name in ("Ben", "Dan"))
    for child in (ben, dan):
        year.add("guardian", child_id=child, adult_id=mum)
    return home, mum, ben, dan


def test_a_family_is_put_on_in_one_step_and_taken_back_in_one(year: Year) -> None:
    shift = year.shift(year.project())
    home, mum, *_ = family(year)
    year.execute(Assign(shift, household_id=home))
    assert list(year.on(shift)) == ["Ann Cohen", "Ben Cohen", "Dan Cohen"]
    year.office.undo()
    year.execute(Assign(shift, (mum,)))
    year.execute(Assign(shift, household_id=home))
    assert len(year.on(shift)) == 3
    assert year.told(Assign(shift, household_id=home)) == ["rota.nobody"]


def test_a_child_without_an_adult_needs_a_reason_that_is_kept(year: Year) -> None:
    shift = year.shift(year.project())
    _, mum, ben, _ = family(year)
    assert year.told(Assign(shift, (ben,))) == ["child.alone"]
    year.execute(Assign(shift, (ben,)), "Her aunt is there")
    assert year.on(shift)["Ben Cohen"].reason == "Her aunt is there"
    year.execute(Assign(shift, (mum,)))
    assert year.office.query(find_campaign_clashes, year.campaign) == []


def test_moving_a_parent_moves_the_child_and_undo_brings_both_back(year: Year) -> None:
    project = year.project()
    first, second = year.shift(project), year.shift(project, at(12), at(13))
    _, mum, ben, dan = family(year)
    mums, *_ = year.put(first, mum, ben)
    year.put(second, dan)
    done = year.execute(Move(mums, second))
    assert done.label == "Moved Ann Cohen and 1 more to Baker in Bulbs"
    assert set(year.on(second)) == {"Ann Cohen", "Ben Cohen", "Dan Cohen"}
    assert year.on(second)["Ben Cohen"].status is AssignmentStatus.INVITED, "he said yes to another time"
    year.office.undo()
    assert set(year.on(first)) == {"Ann Cohen", "Ben Cohen"}


def test_a_child_who_is_on_the_other_shift_already_stays_on_the_first_too(year: Year) -> None:
    project = year.project()
    first, second = year.shift(project), year.shift(project, at(12), at(13))
    _, mum, ben, _ = family(year)
    mums, *_ = year.put(first, mum, ben)
    year.put(second, ben)
    year.execute(Move(mums, second), "Her aunt is there")
    assert (set(year.on(first)), set(year.on(second))) == ({"Ben Cohen"}, {"Ann Cohen", "Ben Cohen"})


def test_moving_onto_a_shift_that_clashes_is_told(year: Year) -> None:
    project = year.project()
    first, second, third = (year.shift(project, at(h), at(h + 1)) for h in (10, 12, 14))
    ann = year.person()
    (one,) = year.put(first, ann)
    year.put(second, ann)
    assert year.told(Move(one, second), "please") == ["clash.twice"]
    year.execute(Move(one, third))


def test_a_reserve_takes_no_place_until_they_step_in(year: Year) -> None:
    shift = year.shift(year.project(), maximum=1)
    ann, bob = year.person(), year.person("Bob Levy")
    (anns,) = year.put(shift, ann)
    assert year.told(Substitute(anns)) == ["rota.no_reserve"]
    year.execute(Assign(shift, (bob,), reserve=True))
    year.execute(Substitute(anns))
    on = year.on(shift)
    assert on["Ann Cohen"].status is DECLINED
    assert not on["Bob Levy"].reserve
    year.office.undo()
    assert year.on(shift)["Bob Levy"].reserve


def test_too_many_is_told_and_taking_one_off_asks_nothing(year: Year) -> None:
    shift = year.shift(year.project(), maximum=2)
    numbers = [year.person(f"Person {n}") for n in range(4)]
    year.execute(Assign(shift, tuple(numbers[:2])))
    assert year.told(Assign(shift, (numbers[2],))) == ["shift.too_many"]
    made = year.put(shift, numbers[2], numbers[3])
    year.execute(SetStatus(made[:1], DECLINED))
    assert year.told(SetStatus(made[:1], SURE)) == ["shift.too_many"]


def test_an_overfull_shift_may_grow_but_not_shrink_without_a_reason(year: Year) -> None:
    shift = year.shift(year.project(), maximum=3)
    year.put(shift, *(year.person(f"Person {n}") for n in range(5)))
    year.execute(ChangeShift(shift, {"maximum": 4}))
    assert year.told(ChangeShift(shift, {"maximum": 3})) == ["shift.too_many"]
    year.execute(ChangeShift(shift, {"maximum": 5}))
    assert year.told(ChangeShift(shift, {"maximum": 4})) == ["shift.too_many"]


def test_a_no_is_kept_whatever_it_leaves_behind(year: Year) -> None:
    shift = year.shift(year.project())
    _, mum, ben, _ = family(year)
    mums, _ = year.put(shift, mum, ben)
    done = year.execute(SetStatus((mums,), DECLINED))
    assert [finding.rule for finding in done.findings] == ["child.alone"]


def test_hard_findings_stand_on_every_path(year: Year) -> None:
    project = year.project()
    leader = year.role("Group leader", dbs_level=DbsLevel.ENHANCED, minimum_age=18)
    shift, other = year.shift(project, role_id=leader), year.shift(project, at(12), at(13))
    ann = year.person()
    assert year.told(Assign(shift, (ann,)), "please") == ["person.dbs"]
    (on,) = year.put(other, ann)
    assert year.told(Move(on, shift), "please") == ["person.dbs"]
    assert year.told(ChangeShift(other, {"role_id": leader}), "please") == ["person.dbs"]
    assert year.told(WalkIn(shift, "Ann Cohen"), "please") == ["person.dbs"]
    year.execute(SetField("person", ann, "dbs_level", DbsLevel.ENHANCED))
    year.execute(Assign(shift, (ann,)))


def test_what_a_drag_would_break_is_known_before_it_is_dropped(year: Year) -> None:
    project = year.project()
    first, second = year.shift(project), year.shift(project, at(12), at(13))
    ann = year.person()
    year.put(first, ann)
    year.put(second, ann)
    drag = {"starts_at": at(11, 30), "ends_at": at(12, 30)}
    assert [f.rule for f in year.office.query(check_shift_change, first, drag)] == ["clash.overlap"]
    assert year.told(ChangeShift(first, drag)) == ["clash.overlap"]
    year.execute(ChangeShift(first, drag), "She runs both")
    assert year.office.query(find_project_clashes, project) == []
    year.execute(ChangeSetting("overlap_minutes", 30))
    assert year.office.query(find_campaign_clashes, year.campaign) == []


def test_another_place_is_checked_for_its_home_and_the_way(year: Year) -> None:
    home = year.add("partner", name="Rubens House", visitor_limit=1, visiting_from="12:00")
    far, near = (
        year.add("place", name="Rubens House", postcode="N12 8LZ", partner_id=home),
        year.add("place", name="Hall", postcode="NW11 8QZ"),
    )
    project = year.project(place_id=near)
    first, second = year.shift(project), year.shift(project, at(11), at(12))
    ann, bob = year.person(), year.person("Bob Levy")
    year.put(first, ann, bob)
    year.put(second, ann)
    found = year.office.query(check_shift_change, first, {"place_id": far})
    assert [f.rule for f in found] == ["clash.travel", "home.hours", "home.visitors"]
    year.add("travel_time", place_id=near, other_id=far, minutes=0)
    assert "clash.travel" not in [
        f.rule for f in year.office.query(check_shift_change, first, {"place_id": far})
    ]


def test_one_home_is_counted_over_all_projects(year: Year) -> None:
    home = year.add(
        "partner", name="Safe House", visitor_limit=30, confidential=True, code_name="Partner Olive"
    )
    place = year.add("place", name="Safe House", partner_id=home)
    one, other = (
        year.shift(year.project(title, place_id=place), maximum=99) for title in ("Songs", "Crafts")
    )
    groups = [
        year.add("group", name=name, adults=3, children=18, ages="9 to 10") for name in ("Gimel", "Dalet")
    ]
    year.execute(Assign(one, group_id=groups[0]))
    refused = year.office.execute(Assign(other, group_id=groups[1]))
    assert isinstance(refused, Refused)
    (finding,) = refused.findings
    assert finding.rule == "home.visitors"
    assert finding.text.startswith("Partner Olive takes 30 visitors at once, but 42 are there at 10:00")
    year.execute(Assign(other, group_id=groups[1], children=6))
    (on,) = (row.id for row in year.on(other).values())
    assert year.told(SetHeads(on, 3, 18)) == ["home.visitors"]


def test_cancelled_projects_clash_with_nothing(year: Year) -> None:
    one, two = year.project("One"), year.project("Two")
    ann = year.person()
    year.put(year.shift(one), ann)
    second = year.shift(two)
    year.execute(SetField("project", one, "status", ProjectStatus.CANCELLED))
    year.execute(Assign(second, (ann,)))
    assert year.office.query(find_campaign_clashes, year.campaign) == []


def test_a_removed_shift_comes_back_with_all_its_people_and_what_they_said(year: Year) -> None:
    shift = year.shift(year.project(), maximum=24)
    numbers = [year.person(f"Person {n}") for n in range(24)]
    made = year.put(shift, *numbers)
    year.execute(SetStatus(made[:5], DECLINED))
    before = year.on(shift)
    year.execute(Remove("shift", (shift,)))
    assert year.on(shift) == {}
    year.office.undo()
    assert year.on(shift) == before
    assert len(before) == 24


def test_attendance_counts_hours_and_can_be_taken_back(year: Year) -> None:
    shift = year.shift(year.project(), at(10), at(12, 30))
    ann = year.person()
    (on,) = year.put(shift, ann)
    year.execute(CheckIn(on))
    assert [row.minutes for row in year.office.query(list_service_history, person_id=ann)] == [150]
    assert [row.status for row in year.office.query(list_expected_people, year.campaign, DAY)] == [
        AssignmentStatus.ATTENDED
    ]
    year.execute(SetStatus((on,), SURE))
    assert [row.minutes for row in year.office.query(list_service_history, person_id=ann)] == [None]


def test_whoever_is_noted_as_there_again_keeps_the_minutes_written_by_hand(year: Year) -> None:
    shift = year.shift(year.project())
    (on,) = year.put(shift, year.person())
    year.execute(CheckIn(on))
    year.execute(SetField("assignment", on, "minutes_served", 45))
    year.execute(SetStatus((on,), AssignmentStatus.ATTENDED))
    assert year.on(shift)["Ann Cohen"].minutes_served == 45


def test_a_walk_in_is_found_or_added_and_on_the_shift_in_one_step(year: Year) -> None:
    shift = year.shift(year.project(), maximum=1)
    ann = year.person(known_as="Annie")
    year.put(shift, year.person("Bob Levy"))
    done = year.execute(WalkIn(shift, " annie  cohen "))
    assert done.ids[1] == ann
    assert [finding.rule for finding in done.findings] == ["shift.too_many"]
    year.execute(WalkIn(shift, "Rachel van Dam"))
    assert year.on(shift)["Rachel van Dam"].minutes_served == 60
    year.office.undo()
    assert "Rachel van Dam" not in [row.name for row in year.office.query(list_people)]
    year.person("Ann Cohen")
    assert year.told(WalkIn(shift, "Ann Cohen")) == ["rota.which"]
    assert year.told(WalkIn(shift, " ")) == ["rota.nobody"]


def test_a_walk_in_who_had_said_no_is_simply_there(year: Year) -> None:
    shift = year.shift(year.project())
    ann = year.person()
    (on,) = year.put(shift, ann, status=DECLINED)
    assert year.execute(WalkIn(shift, person_id=ann)).id == on
    assert year.on(shift)["Ann Cohen"].status is AssignmentStatus.ATTENDED


def test_the_campaign_of_a_past_year_may_be_on_another_day(year: Year) -> None:
    shift = year.shift(year.project(on_day=date(2026, 11, 19)), at(10), at(11))
    year.put(shift, year.person())
    assert len(year.office.query(list_expected_people, year.campaign, DAY)) == 1
    assert year.office.query(list_expected_people, year.campaign, date(2026, 11, 19)) == []
