"""Several shifts of a project, typed in a grid."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest

from mitzvah_desk.office.core import lookup
from mitzvah_desk.office.core.actions import Done
from mitzvah_desk.office.core.crud import Add
from mitzvah_desk.office.core.office import Office
from mitzvah_desk.office.projects.queries import list_project_shifts
from mitzvah_desk.office.rota.typed_shifts import AddShifts, TypedShift, look_at_shifts
from mitzvah_desk.rules.rota.shift_line import TypedShiftLine

DAY = date(2026, 11, 22)


class Project:
    """A project in a file of its own."""

    def __init__(self, office: Office) -> None:
        self.office = office
        campaign = self.add("campaign", name="Mitzvah Day 2026", main_day=DAY)
        self.baker = self.add("role", name="Baker")
        self.id = self.add("project", campaign_id=campaign, title="Tea at Rubens House")

    def add(self, record: str, **values: object) -> int:
        done = self.office.execute(Add(record, values))
        assert isinstance(done, Done)
        return done.id

    def look(self, *lines: TypedShiftLine) -> tuple[TypedShift, ...]:
        return self.office.query(look_at_shifts, self.id, DAY, list(enumerate(lines, start=1)))


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    office = Office.new(tmp_path / "book.mitzvah", user_name="Miriam")
    yield Project(office)
    office.close()


def test_shifts_and_the_roles_and_places_they_name_are_one_step(project: Project) -> None:
    looked = project.look(
        TypedShiftLine("baker", "9", "11", "4"),
        TypedShiftLine("Driver", "10:00", "12:00", "1-2", "Hall"),
        TypedShiftLine("Driver", "12:00", "14:00", "1", "Hall", "23 Nov 2026"),
        TypedShiftLine("Knit at home", needs="10"),
    )
    assert [each.words for each in looked] == [
        "New",
        "New: new role Driver, new place Hall",
        "New: new role Driver, new place Hall",
        "New: new role Knit at home, with no fixed time",
    ]
    done = project.office.execute(AddShifts(project.id, looked))
    assert isinstance(done, Done)
    assert done.label == "Added 4 shifts to Tea at Rubens House"
    rows = {(row.role, row.starts_at): row for row in project.office.query(list_project_shifts, project.id)}
    assert rows["Baker", datetime(2026, 11, 22, 9)].minimum == 4
    driver = rows["Driver", datetime(2026, 11, 22, 10)]
    assert (driver.minimum, driver.maximum, driver.place) == (1, 2, "Hall")
    assert ("Driver", datetime(2026, 11, 23, 12)) in rows
    assert rows["Knit at home", None].open_ended
    assert len(project.office.query(lookup.list_role_options)) == 3
    project.office.undo()
    assert project.office.query(list_project_shifts, project.id) == []
    assert len(project.office.query(lookup.list_role_options)) == 1


@pytest.mark.parametrize(
    ("line", "key"),
    [
        (TypedShiftLine("", "9", "11", "4"), "role"),
        (TypedShiftLine("Baker", "9", "", "4"), "ends"),
        (TypedShiftLine("Baker", "11", "9", "4"), "ends"),
        (TypedShiftLine("Baker", "soon", "11", "4"), "starts"),
        (TypedShiftLine("Baker", "9", "11", ""), "needs"),
        (TypedShiftLine("Baker", "9", "11", "4", day="someday"), "day"),
    ],
)
def test_what_cannot_be_read_is_told_of_its_cell(project: Project, line: TypedShiftLine, key: str) -> None:
    (looked,) = project.look(line)
    assert list(looked.problems) == [key]
    assert looked.words
    assert not looked.can_be_added


def test_a_shift_that_is_there_already_is_no_second_one(project: Project) -> None:
    line = TypedShiftLine("Baker", "9", "11", "4")
    assert isinstance(project.office.execute(AddShifts(project.id, project.look(line))), Done)
    (again,) = project.look(line)
    assert (again.same, again.can_be_added) == (True, False)
