"""What the rota adds to the scenarios: checked on every way of changing it, and rolled forward."""

import shutil
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from sample_year import copy_sample

from mitzvah_desk.documents.layout.raster import extract_page_text, page_count
from mitzvah_desk.office.core import lookup
from mitzvah_desk.office.core.actions import Action, Done, Refused
from mitzvah_desk.office.core.crud import Add, Remove, SetField
from mitzvah_desk.office.core.lookup import list_group_options, list_partner_options
from mitzvah_desk.office.core.office import Office
from mitzvah_desk.office.papers.kinds import KINDS, make_print_job
from mitzvah_desk.office.papers.print_request import PrintRequest, PrintScope
from mitzvah_desk.office.projects.roll_forward import RollForward
from mitzvah_desk.office.rota.assignments import (
    Assign,
    ChangeShift,
    SetHeads,
    check_shift_change,
    find_campaign_clashes,
)
from mitzvah_desk.office.rota.attendance.arrivals import CheckIn, WalkIn
from mitzvah_desk.office.rota.attendance.expected import list_expected_people
from mitzvah_desk.office.rota.home_questions import list_home_questions
from mitzvah_desk.office.rota.queries import (
    ShiftRow,
    list_board_rows,
    list_days,
    list_shift_assignments,
)
from mitzvah_desk.office.rota.shifts import RepeatShift

CAMPAIGN, DAY = 1, date(2026, 11, 22)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("rota") / "sample.mitzvah"
    copy_sample(path)
    return path


@pytest.fixture
def year(made: Path, tmp_path: Path) -> Iterator[Office]:
    office = Office.open(Path(shutil.copy(made, tmp_path / "own.mitzvah")))
    yield office
    office.close()


def shifts(year: Office, title: str, role: str) -> list[ShiftRow]:
    rows = [row for row in year.query(list_board_rows, CAMPAIGN, DAY) if title in row.title]
    return [shift for row in rows for shift in row.shifts if shift.role == role]


def group(year: Office, name: str) -> int:
    return next(option.id for option in year.query(list_group_options) if option.label == name)


def person(year: Office, name: str) -> int:
    return next(option.id for option in year.query(lookup.list_person_options) if option.label == name)


def told(year: Office, action: Action) -> list[str]:
    refused = year.execute(action)
    assert isinstance(refused, Refused)
    return [finding.rule for finding in refused.findings]


def test_row_01_a_class_needs_an_adult_to_every_eight(year: Office) -> None:
    (visit,) = shifts(year, "Songs and biscuits", "Visitor")
    (gimel,) = year.query(list_shift_assignments, visit.id)
    assert (gimel.adults, gimel.children) == (3, 18)
    assert told(year, SetHeads(gimel.id, 2, 18)) == ["child.ratio"]
    assert isinstance(year.execute(SetHeads(gimel.id, 3, 18)), Done)


def test_row_01_the_teacher_comes_with_the_class_and_is_nowhere_else(year: Office) -> None:
    (visit,) = shifts(year, "Songs and biscuits", "Visitor")
    teacher = person(year, "Tamar Wolfson")
    (welcome,) = shifts(year, "Guests of honour", "Welcome")
    assert "clash.overlap" in told(year, Assign(welcome.id, (teacher,)))
    assert isinstance(year.execute(Assign(visit.id, (teacher,))), Done)
    (bar,) = shifts(year, "Songs and biscuits", "Visitor")
    assert bar.heads == 21  # three adults, of whom she is one, and eighteen children


def test_row_01_nobody_vouches_for_a_class_without_a_teacher(year: Office) -> None:
    gimel = group(year, "Hebrew class Gimel")
    assert isinstance(year.execute(SetField("group", gimel, "leader_id", None)), Done)
    (short,) = [f for f in year.query(find_campaign_clashes, CAMPAIGN) if f.rule == "child.ratio"]
    assert "0 adults for 18 children" in short.text
    assert "3 more are not noted as recruited" in short.text


def test_row_02_the_limit_holds_where_the_place_is_only_called_like_the_home(year: Office) -> None:
    early, _ = shifts(year, "Kindergarten and youth", "Visitor")
    called = year.execute(Add("place", {"name": "The Rubens House"}))
    assert isinstance(called, Done)
    year.execute(ChangeShift(early.id, {"place_id": called.id}), "It is there")
    later = {"starts_at": datetime(2026, 11, 22, 14, 30), "ends_at": datetime(2026, 11, 22, 15, 15)}
    (found,) = [f for f in year.query(check_shift_change, early.id, later) if f.rule == "home.visitors"]
    assert "Nobody has said yet whether “The Rubens House” is Rubens House." in found.text
    (question,) = year.query(list_home_questions, CAMPAIGN)
    assert isinstance(year.execute(question.no), Done)
    assert "home.visitors" not in [f.rule for f in year.query(check_shift_change, early.id, later)]


def test_row_02_two_visits_that_meet_are_over_the_homes_limit(year: Office) -> None:
    first, _ = shifts(year, "Kindergarten and youth", "Visitor")
    later = {"starts_at": datetime(2026, 11, 22, 14, 30), "ends_at": datetime(2026, 11, 22, 15, 15)}
    assert "home.visitors" in told(year, ChangeShift(first.id, later))
    assert "home.hours" in [
        f.rule for f in year.query(check_shift_change, first.id, {"starts_at": datetime(2026, 11, 22, 9)})
    ]


def test_row_03_a_second_class_at_story_time_is_too_many_for_all(year: Office) -> None:
    (story,) = shifts(year, "Story time", "Story reader")
    second = Assign(story.id, group_id=group(year, "Hebrew class Gimel"))
    assert told(year, second) == ["clash.overlap", "home.visitors", "shift.too_many"]


def test_row_06_appointments_repeat_and_hold_so_many_each(year: Office) -> None:
    last = shifts(year, "Giving blood", "Donor appointment")[-1]
    done = year.execute(RepeatShift(last.id, 15, 4))
    assert isinstance(done, Done)
    again = shifts(year, "Giving blood", "Donor appointment")
    assert len(again) == 16
    assert {shift.maximum for shift in again} == {4}
    assert again[-1].starts_at == datetime(2026, 11, 22, 13, 45)


def test_row_07_the_way_between_two_tasks_is_left_free(year: Office) -> None:
    (sorting,) = shifts(year, "then the food bank", "Sorter")
    (cooking,) = shifts(year, "then the food bank", "Cook")
    food_bank = year.execute(Add("place", {"name": "Food bank", "postcode": "N12 0AA"}))
    assert isinstance(food_bank, Done)
    year.execute(ChangeShift(sorting.id, {"place_id": food_bank.id}), "It is there")
    assert cooking.ends_at is not None
    soon = cooking.ends_at + timedelta(minutes=5)
    found = year.query(
        check_shift_change, sorting.id, {"starts_at": soon, "ends_at": soon + timedelta(hours=1)}
    )
    assert [f.subject for f in found if f.rule == "clash.travel"] == ["Al-Huda class 6", "Beit Sefer class 6"]


def test_row_07_the_teachers_go_with_their_classes(year: Office) -> None:
    (sorting,) = shifts(year, "then the food bank", "Sorter")
    assert sorting.starts_at is not None
    assert sorting.ends_at is not None
    (welcome,) = shifts(year, "Guests of honour", "Welcome")
    year.execute(ChangeShift(welcome.id, {"starts_at": sorting.starts_at, "ends_at": sorting.ends_at}))
    rules = told(year, Assign(welcome.id, (person(year, "Ruth Kaplan"),)))
    assert rules.count("clash.overlap") == 1
    assert isinstance(year.execute(Assign(welcome.id, (person(year, "Anton Mercer"),))), Done)


def test_row_10_the_kitchen_knows_who_eats_what(year: Office) -> None:
    diets = {f.subject: f.text for f in year.query(find_campaign_clashes, CAMPAIGN) if f.rule == "food.diets"}
    assert "20 halal, 30 kosher, 6 vegan, 2 nut allergy" in diets["Tea for all ages and faiths"]


def test_row_15_a_hundred_and_fifty_are_checked_in_and_others_walk_in(year: Office) -> None:
    coming = [
        row
        for row in year.query(list_expected_people, CAMPAIGN, DAY)
        if "Sunrise Family Centre" in row.project
    ]
    assert sum(row.heads for row in coming) >= 150
    done = year.execute(CheckIn(*(row.assignment_id for row in coming)))
    assert isinstance(done, Done)
    assert isinstance(year.execute(WalkIn(coming[0].shift_id, "Somebody New")), Done)


def test_row_15_all_of_them_have_a_badge_and_a_line_on_the_sign_in_sheet(year: Office) -> None:
    project = next(
        p.id for p in year.query(lookup.list_project_options, CAMPAIGN) if "Sunrise Family Centre" in p.label
    )
    coming = [
        row
        for row in year.query(list_expected_people, CAMPAIGN, DAY)
        if "Sunrise Family Centre" in row.project
    ]
    names = {row.name for row in coming if row.heads == 1}
    assert len(names) > 90
    told = {}
    for key in ("badges", "sign-in"):
        job = make_print_job(
            year,
            key,
            PrintRequest(CAMPAIGN, scope=PrintScope(project_id=project), audience=KINDS[key].audiences[0]),
        )
        pdf = job.release().content
        told[key] = "".join("".join(extract_page_text(pdf, page) for page in range(page_count(pdf))).split())
    for name in names:
        plain = name.replace(" ", "")
        assert plain.isascii() is False or plain in told["sign-in"], name
        assert plain.isascii() is False or all(part in told["badges"] for part in name.split()), name


def test_row_17_next_year_stands_with_one_step_and_goes_with_one(year: Office) -> None:
    done = year.execute(RollForward(CAMPAIGN, "Mitzvah Day 2027", date(2027, 11, 21)))
    assert isinstance(done, Done)
    assert sum(row.shifts for row in year.query(list_days, done.id)) == sum(
        row.shifts for row in year.query(list_days, CAMPAIGN)
    )
    year.undo()
    assert year.query(list_days, done.id) == []


def test_row_21_twenty_schools_come_by_head_count(year: Office) -> None:
    (cards,) = shifts(year, "twenty schools", "Crafts helper")
    rows = year.query(list_shift_assignments, cards.id)
    assert len(rows) == 20
    assert sum(row.fills for row in rows) == cards.heads


def test_row_28_an_outing_has_a_limit(year: Office) -> None:
    (outing,) = shifts(year, "exhibition", "Visitor")
    (members,) = year.query(list_shift_assignments, outing.id)
    assert told(year, SetHeads(members.id, 71, 0)) == ["shift.too_many"]


def test_row_29_a_pair_is_mixed_from_two_communities(year: Office) -> None:
    stands = shifts(year, "Food drive with", "Collector")
    second = next(shift for shift in stands if shift.starts_at == datetime(2026, 11, 22, 11, 30))
    (same,) = [
        f for f in year.query(find_campaign_clashes, CAMPAIGN) if f.rule == "shift.pair" and "11:30" in f.text
    ]
    assert "shared with Noor Islamic Centre" in same.text
    first, _ = year.query(list_shift_assignments, second.id)
    noor = next(
        option.id for option in year.query(list_partner_options) if option.label == "Noor Islamic Centre"
    )
    friend = year.execute(Add("person", {"given": "Salma", "family": "Aziz", "partner_id": noor}))
    assert isinstance(friend, Done)
    year.execute(Remove("assignment", (first.id,)))
    assert isinstance(year.execute(Assign(second.id, (friend.id,))), Done)
    assert "11:30" not in str(
        [f for f in year.query(find_campaign_clashes, CAMPAIGN) if f.rule == "shift.pair"]
    )


def test_row_29_who_leads_the_helpers_is_on_no_other_stand(year: Office) -> None:
    second = next(
        shift
        for shift in shifts(year, "Food drive with", "Collector")
        if shift.starts_at == datetime(2026, 11, 22, 11, 30)
    )
    first, _ = year.query(list_shift_assignments, second.id)
    year.execute(Remove("assignment", (first.id,)))
    assert "clash.overlap" in told(year, Assign(second.id, (person(year, "Imam Yusuf Rahman"),)))


def test_row_30_three_sites_at_once_and_a_name_on_none(year: Office) -> None:
    assert len(shifts(year, "Five faiths", "Collector")) == 3
    shown = f"{year.query(list_board_rows, CAMPAIGN, DAY)} {year.query(find_campaign_clashes, CAMPAIGN)}"
    assert "Hope House" not in shown


@pytest.mark.parametrize("key", ["rota", "sign-in", "brief"])
def test_row_30_each_site_stands_with_its_note_on_every_paper(year: Office, key: str) -> None:
    (project,) = (o.id for o in year.query(lookup.list_project_options, CAMPAIGN) if "Five faiths" in o.label)
    asked = PrintRequest(CAMPAIGN, PrintScope(project_id=project), KINDS[key].audiences[-1])
    if key == "rota":
        asked = PrintRequest(CAMPAIGN, PrintScope(project_id=project))
    pdf = make_print_job(year, key, asked).release().content
    told = " ".join(" ".join(extract_page_text(pdf, page) for page in range(page_count(pdf))).split())
    sites = {"Cornerstone Supermarket": "By the trolleys", "Greenway Supermarket": "At the side door"}
    for site, note in sites.items() if key != "sign-in" else [("Cornerstone Supermarket", "By the trolleys")]:
        assert site in told
        assert note in told
