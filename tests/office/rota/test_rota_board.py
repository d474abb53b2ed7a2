from datetime import date, datetime

import pytest
from conftest_rota import DAY, SURE, Year, at

from mitzvah_desk.model import AssignmentStatus, ProjectStatus
from mitzvah_desk.office.core.office import Office
from mitzvah_desk.office.projects import queries as projects
from mitzvah_desk.office.projects.figures import read_figures
from mitzvah_desk.office.rota.asking.candidates import list_candidates
from mitzvah_desk.office.rota.assignments import Assign, SetStatus
from mitzvah_desk.office.rota.attendance.expected import list_expected_people
from mitzvah_desk.office.rota.queries import (
    list_board_rows,
    list_days,
    list_shift_assignments,
)
from mitzvah_desk.rules.rota.staffing import Staffing

INVITED = AssignmentStatus.INVITED


@pytest.fixture
def year(office: Office, campaign: int) -> Year:
    return Year(office, campaign)


def test_a_bar_counts_heads_without_toddlers_reserves_and_who_said_no(year: Year) -> None:
    shift = year.shift(year.project(), minimum=9, maximum=20)
    home = year.add("household", name="Cohen")
    born = {"Ann Cohen": None, "Tot Cohen": date(2022, 11, 23), "Four Cohen": date(2022, 11, 22)}
    year.put(shift, *(year.person(name, born=day, household_id=home) for name, day in born.items()))
    year.put(shift, year.person("Bob Levy"), status=INVITED)
    year.put(shift, year.person("Cy No"), status=AssignmentStatus.DECLINED)
    year.put(shift, year.person("Di Reserve"), reserve=True)
    tots = year.add("group", name="Tots", adults=3, children=6, ages="1 to 3")
    year.put(shift, group_id=tots, status=INVITED)
    ((bar,),) = (row.shifts for row in year.office.query(list_board_rows, year.campaign, DAY))
    assert (bar.confirmed, bar.invited, bar.reserves, bar.heads, bar.gap) == (2, 4, 1, 6, 3)
    (project,) = year.office.query(projects.list_projects, year.campaign)
    assert project.staffing.heads == bar.heads + 6  # only the rota reads a group’s ages
    rows = year.office.query(list_shift_assignments, shift)
    assert [row.name for row in rows[-2:]] == ["Di Reserve", "Cy No"]
    assert {row.name: row.fills for row in rows}["Tot Cohen"] == 0
    assert sum(row.fills for row in rows[:-2]) == bar.heads


def test_a_bar_tells_the_shifts_own_place_or_else_its_projects(year: Year) -> None:
    hall, garden, _other = (year.add("place", name=name) for name in ("The hall", "The garden", "The shul"))
    project = year.project(place_id=hall)
    year.put(year.shift(project, at(9)), year.person())
    year.shift(project, at(10), place_id=garden)
    (bars,) = (row.shifts for row in year.office.query(list_board_rows, year.campaign, DAY))
    assert [(bar.place, bar.confirmed) for bar in bars] == [("The hall", 1), ("The garden", 0)]


def test_days_are_those_with_shifts_and_open_ended_ones_are_on_the_projects(year: Year) -> None:
    year.shift(year.project())
    later = year.project("Hats", on_day=date(2026, 11, 17))
    year.add("shift", project_id=later, role_id=year.role(), open_ended=True, minimum=3, maximum=9)
    year.shift(
        year.project("No more", status=ProjectStatus.CANCELLED),
        datetime(2026, 11, 1, 10),
        datetime(2026, 11, 1, 11),
    )
    found = [(row.day, row.shifts, row.staffing.gap) for row in year.office.query(list_days, year.campaign)]
    assert found == [(date(2026, 11, 17), 1, 3), (DAY, 1, 1)]
    (hats,) = year.office.query(list_board_rows, year.campaign, date(2026, 11, 17))
    assert hats.shifts[0].open_ended


def test_a_confidential_place_is_on_no_board(year: Year) -> None:
    refuge = year.add("partner", name="Hope House", confidential=True, code_name="Partner Olive")
    place = year.add("place", name="Hope House", postcode="N99 9ZZ", partner_id=refuge)
    year.shift(year.project(place_id=place))
    shown = str(year.office.query(list_board_rows, year.campaign, DAY))
    assert "Hope House" not in shown
    assert "Place on request" in shown


def test_candidates_come_free_and_suitable_first_with_reasons_if_not(year: Year) -> None:
    project = year.project()
    drive = year.add("skill", name="Drive")
    driver = year.role("Driver", skill_id=drive, minimum_age=18)
    shift, other = year.shift(project, role_id=driver), year.shift(project, at(10, 30), at(11, 30))
    able, busy, away, unable = (
        year.person(name) for name in ("Ann Able", "Bob Busy", "Cy Away", "Di Unable")
    )
    for number in (able, busy, away):
        year.add("person_skill", person_id=number, skill_id=drive)
    child = year.person("Eli Child", is_child=True, born=date(2016, 1, 1))
    year.add("unavailability", person_id=away, starts_at=at(9), ends_at=at(12))
    year.put(other, busy)
    year.add("group", name="Whole school", adults=20, children=180)
    found = year.office.query(list_candidates, shift)
    assert [row.name for row in found if row.may_be_asked] == ["Ann Able"]
    assert found[0].id == able
    assert found[-1].id == child
    told = {row.name: row for row in found}
    assert told["Bob Busy"].reason == "Not free 10:30–11:30: Baker in Bulbs."
    assert told["Bob Busy"].shifts == 1
    assert told["Cy Away"].reason == "Away 09:00–12:00."
    assert "Drive" in told["Di Unable"].reason
    assert "18 and over" in told["Eli Child"].reason
    assert "has room for 9" in told["Whole school"].reason
    year.execute(Assign(shift, (able,)))
    assert ("person", able) not in {(row.kind, row.id) for row in year.office.query(list_candidates, shift)}
    assert ("person", unable) in {(row.kind, row.id) for row in year.office.query(list_candidates, other)}


def test_candidates_come_by_what_they_have_to_do_and_groups_last(
    year: Year,
) -> None:
    project = year.project()
    shift, later, latest = (year.shift(project, at(hour), at(hour + 1)) for hour in (10, 13, 15))
    ann, bob = year.person("Ann Busy"), year.person("Bob Free")
    year.put(later, ann, bob)
    year.put(latest, ann)
    year.execute(SetStatus((year.on(later)["Bob Free"].id,), AssignmentStatus.DECLINED))
    year.add("group", name="A class", adults=1)
    found = year.office.query(list_candidates, shift)
    assert [(row.name, row.shifts) for row in found] == [("Bob Free", 0), ("Ann Busy", 2), ("A class", 0)]


def test_the_check_in_list_is_by_time_and_name(year: Year) -> None:
    project = year.project()
    late, early = year.shift(project, at(12), at(13)), year.shift(project)
    year.put(late, year.person("Ann Cohen", mobile="07700 900001"))
    year.put(early, year.person("Zoe Levy"), year.person("Bob Levy"), status=SURE)
    year.put(early, year.person("Cy No"), status=AssignmentStatus.DECLINED)
    lead = year.person("Lea Leader", mobile="07700 900002")
    scouts = year.add("group", name="Scouts", adults=4, children=3, leader_id=lead)
    year.put(early, group_id=scouts)
    rows = year.office.query(list_expected_people, year.campaign, DAY)
    assert [row.name for row in rows] == ["Bob Levy", "Scouts", "Zoe Levy", "Ann Cohen"]
    assert [(row.heads, row.phone) for row in rows[1::2]] == [(7, "07700 900002"), (1, "07700 900001")]


def test_every_screen_counts_the_same_three_figures(year: Year) -> None:
    """The day, its shifts, the project, the table of its page and the campaign: confirmed, asked, gap."""
    project = year.project()
    first = year.shift(project, at(10), at(11), minimum=5, maximum=6)
    second = year.shift(project, at(12), at(13), minimum=1, maximum=2)
    year.put(first, year.person("Ann Levy"), year.person("Bob Levy"), status=SURE)
    year.put(first, year.person("Cy Levy"), status=INVITED)
    year.put(first, year.person("Di Levy"), status=AssignmentStatus.ABSENT)
    year.put(second, *(year.person(f"{name} Stern") for name in ("Eve", "Fay", "Gil")), status=SURE)
    year.put(second, year.person("Hal Stern"), reserve=True)
    expected = [Staffing(2, 1, 2, 0), Staffing(3, 0, 0, 1)]
    ask = year.office.query
    (board,) = ask(list_board_rows, year.campaign, DAY)
    assert [shift.staffing for shift in board.shifts] == expected
    assert [row.staffing for row in ask(projects.list_project_shifts, project)] == expected
    both = Staffing(5, 1, 2, 1)
    assert [row.staffing for row in ask(projects.list_projects, year.campaign)] == [both]
    assert [row.staffing for row in ask(list_days, year.campaign)] == [both]
    figures = ask(read_figures, year.campaign)
    assert figures is not None
    assert figures.staffing == both
    assert both.words == "5 confirmed, 1 asked, gap 2, 1 too many"


def test_a_bar_names_who_is_on_it(year: Year) -> None:
    shift = year.shift(year.project(), minimum=1, maximum=9)
    year.put(shift, year.person("Zed Adler"), year.person("ann Levy"), status=SURE)
    year.put(shift, year.person("Bob Levy"), status=INVITED)
    year.put(shift, year.person("Cy No"), status=AssignmentStatus.DECLINED)
    year.put(shift, year.person("Di Reserve"), reserve=True, status=SURE)
    year.put(shift, group_id=year.add("group", name="Cubs", adults=1, children=4), status=INVITED)
    ((bar,),) = (row.shifts for row in year.office.query(list_board_rows, year.campaign, DAY))
    assert [(one.name, one.short, one.asked, one.reserve, one.heads) for one in bar.people] == [
        ("ann Levy", "ann L.", False, False, 1),
        ("Zed Adler", "Zed A.", False, False, 1),
        ("Bob Levy", "Bob L.", True, False, 1),
        ("Cubs", "Cubs", True, False, 5),
        ("Di Reserve", "Di R.", False, True, 1),
    ]
