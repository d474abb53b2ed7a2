"""Several shifts are moved in one step, and judged as they stand in the end."""

import pytest
from conftest_rota import Year, at

from mitzvah_desk.office.core.office import Office
from mitzvah_desk.office.projects.queries import list_project_shifts
from mitzvah_desk.office.rota.shifts import MoveShifts


@pytest.fixture
def year(office: Office, campaign: int) -> Year:
    return Year(office, campaign)


def times(year: Year, project: int) -> list[tuple[object, object]]:
    return [(row.starts_at, row.ends_at) for row in year.office.query(list_project_shifts, project)]


def test_who_goes_from_one_to_the_next_is_in_nobodys_way(year: Year) -> None:
    project = year.project()
    one, other = year.shift(project), year.shift(project, at(11), at(12))
    ann = year.person()
    year.put(one, ann)
    year.put(other, ann)
    assert year.execute(MoveShifts((one, other), 30, 30)).label == "Moved 2 shifts"
    assert times(year, project) == [(at(10, 30), at(11, 30)), (at(11, 30), at(12, 30))]
    year.office.undo()
    assert times(year, project) == [(at(10), at(11)), (at(11), at(12))]


def test_what_moving_breaks_is_told_and_takes_a_reason(year: Year) -> None:
    project = year.project()
    one, stays = year.shift(project), year.shift(project, at(11), at(12))
    third = year.shift(project, at(14), at(15))
    ann = year.person()
    year.put(one, ann)
    year.put(stays, ann)
    move = MoveShifts((one, third), 30, 30)
    assert year.told(move)
    assert times(year, project)[0] == (at(10), at(11))
    year.execute(move, "She knows")
    assert times(year, project)[0] == (at(10, 30), at(11, 30))


def test_none_is_left_without_time_and_one_without_a_fixed_time_stays(year: Year) -> None:
    project = year.project()
    short = year.shift(project, at(10), at(10, 15))
    free = year.add("shift", project_id=project, role_id=year.role(), open_ended=True, minimum=0, maximum=9)
    assert year.told(MoveShifts((short, free), 0, -15)) == ["shift.times"]
    year.execute(MoveShifts((short, free), 15, 15))
    assert (at(10, 15), at(10, 30)) in times(year, project)
    assert (None, None) in times(year, project)
