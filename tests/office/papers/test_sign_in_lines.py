"""The numbers of a sign-in sheet: printed and read by one function, and steady while the day goes on."""

import re

import pytest
from conftest_rota import SURE, Year, at

from mitzvah_desk.documents import sign_in
from mitzvah_desk.model import AssignmentStatus
from mitzvah_desk.office.core.crud import SetField
from mitzvah_desk.office.core.office import Office
from mitzvah_desk.office.papers.print_request import PrintRequest, PrintScope
from mitzvah_desk.office.papers.project import make_sign_in_sheet
from mitzvah_desk.office.papers.queries.sign_in_lines import SignInLines, list_sign_in_lines
from mitzvah_desk.office.rota.assignments import SetStatus
from mitzvah_desk.office.rota.attendance.arrivals import Arrive, WalkIn
from mitzvah_desk.office.rota.attendance.sheet import SignedLine, TakeAttendance

CAME, ABSENT = AssignmentStatus.ATTENDED, AssignmentStatus.ABSENT


@pytest.fixture
def year(office: Office, campaign: int) -> Year:
    return Year(office, campaign)


@pytest.fixture
def tea(year: Year) -> tuple[int, int]:
    """A tea with five helpers, the youngest a child, and a group."""
    project = year.project("Tea")
    shift = year.shift(project, maximum=99)
    names = ("Ann Cohen", "Bob Levy", "Cat Stern", "Dan Abel")
    whom = [year.person(name) for name in names]
    year.put(shift, *whom, year.person("Eve Young", is_child=True))
    scouts = year.add("group", name="Scouts", adults=2, children=9)
    year.put(shift, group_id=scouts)
    return project, shift


def named(lines: SignInLines) -> list[str]:
    return [f"{line.number} {line.name}" for line in lines.lines]


def test_the_paper_says_the_numbers_that_are_read(year: Year, tea: tuple[int, int]) -> None:
    project, _ = tea
    paper = make_sign_in_sheet(year.office, PrintRequest(year.campaign, PrintScope(project_id=project)))
    assert isinstance(paper.value, sign_in.SignInValues)
    code = re.sub("^Sheet ", "", paper.value.sheet)
    lines = year.office.query(list_sign_in_lines, project, code)
    assert lines.fits
    assert [f"{each.number} {each.name}" for each in paper.value.expected] == named(lines)
    assert named(lines) == [
        "1 Scouts",
        "2 Dan Abel",
        "3 Ann Cohen",
        "4 Bob Levy",
        "5 Cat Stern",
        "6 Eve Young",
    ]


def test_numbers_stay_when_people_come_or_do_not(year: Year, tea: tuple[int, int]) -> None:
    project, shift = tea
    before = year.office.query(list_sign_in_lines, project)
    year.execute(WalkIn(shift, "Aaron Aaronson"))
    year.put(shift, year.person("Zoe Last"))
    (ann,) = [line for line in before.lines if line.name == "Ann Cohen"]
    year.execute(SetStatus((ann.helper.assignment_id,), ABSENT))
    after = year.office.query(list_sign_in_lines, project, before.code)
    assert named(after) == named(before)
    assert after.fits
    assert after.code == before.code
    now = year.office.query(list_sign_in_lines, project)
    assert len(now.lines) == len(before.lines) + 2
    assert now.code != before.code


@pytest.mark.parametrize("code", ["", "KT", "7", "banana"])
def test_who_was_taken_off_or_moved_is_told(year: Year, tea: tuple[int, int], code: str) -> None:
    project, _ = tea
    before = year.office.query(list_sign_in_lines, project)
    if code:
        assert not year.office.query(list_sign_in_lines, project, code).fits
        return
    bob = next(line.helper.assignment_id for line in before.lines if line.name == "Bob Levy")
    year.execute(SetStatus((bob,), AssignmentStatus.DECLINED))
    after = year.office.query(list_sign_in_lines, project, before.code)
    assert not after.fits
    assert len(after.lines) == len(before.lines) - 1


def test_a_sheet_is_one_step_and_one_undo(year: Year, tea: tuple[int, int]) -> None:
    project, shift = tea
    lines = {line.name: line for line in year.office.query(list_sign_in_lines, project).lines}
    ids = {name: line.helper.assignment_id for name, line in lines.items()}
    done = year.execute(
        TakeAttendance(
            (
                SignedLine(ids["Ann Cohen"], arrived_at=at(9, 40), left_at=at(11, 30)),
                SignedLine(ids["Bob Levy"], absent=True),
                SignedLine(ids["Scouts"], adults=3, children=12),
                SignedLine(ids["Cat Stern"], minutes=150),
            )
        )
    )
    assert done.label == "Took 4 lines from a sign-in sheet: 3 came, 1 absent"
    on = year.on(shift)
    assert [
        (on[name].status, on[name].minutes_served) for name in ("Ann Cohen", "Bob Levy", "Cat Stern")
    ] == [
        (CAME, 110),
        (ABSENT, None),
        (CAME, 150),
    ]
    assert (on["Scouts"].adults, on["Scouts"].children) == (3, 12)
    assert on["Dan Abel"].status is SURE
    year.office.undo()
    assert {row.status for row in year.on(shift).values()} == {SURE}
    assert year.on(shift)["Scouts"].children == 9


def test_the_door_keeps_its_time_where_the_sheet_says_none(year: Year, tea: tuple[int, int]) -> None:
    project, _ = tea
    line = year.office.query(list_sign_in_lines, project).lines[1]
    number = line.helper.assignment_id
    year.execute(Arrive((number,), at(9, 50)))
    year.execute(TakeAttendance((SignedLine(number, left_at=at(10, 50)),)))
    assert year.on(line.helper.shift_id)[line.name].minutes_served == 60
    year.execute(SetField("assignment", number, "minutes_served", 15))
    assert year.on(line.helper.shift_id)[line.name].minutes_served == 15
