# mypy: allow-untyped-calls
"""Back leads to where one came from."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from mitzvah_desk.desk.people.area import PeopleArea
from mitzvah_desk.desk.projects.area import ProjectsArea
from mitzvah_desk.desk.shell.main import Desk
from mitzvah_desk.desk.widgets.pages import RecordPage


def to_person(desk: Desk) -> RecordPage:
    """Opens somebody from a shift of the first project."""
    desk.go_to("projects")
    projects, people = desk.area("projects"), desk.area("people")
    assert isinstance(projects, ProjectsArea)
    assert isinstance(people, PeopleArea)
    projects.show_record("project", 1)
    projects.page.tabs.setCurrentIndex(1)
    on = projects.page.shifts.on.table
    on.start()
    on.opened.emit(on.selected_ids()[0])
    page = people.page("person")
    assert page.isVisible()
    return page


def words_of_back(page: RecordPage) -> str:
    return next(
        button.accessibleName()
        for button in page.findChildren(QPushButton)
        if button.accessibleName().startswith("Back to")
    )


@pytest.mark.parametrize(
    ("key", "held"),
    [(Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier), (Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)],
)
def test_somebody_opened_from_a_shift_leads_back_to_its_project(
    sample_desk: Desk, qtbot: QtBot, key: Qt.Key, held: Qt.KeyboardModifier
) -> None:
    page = to_person(sample_desk)
    project = sample_desk.area("projects").page  # type: ignore[attr-defined]
    assert words_of_back(page) == f"Back to {project.accessibleName()}"
    focus = QApplication.focusWidget()
    assert focus is not None
    assert page.isAncestorOf(focus)
    qtbot.keyClick(focus, key, held)
    assert sample_desk.shown_area() is sample_desk.area("projects")
    assert project.isVisible()
    assert project.tabs.currentIndex() == 1
    assert words_of_back(project) == "Back to Projects"
    project.go_back()
    assert sample_desk.area("projects").list.isVisible()  # type: ignore[attr-defined]


def test_of_two_records_of_one_area_one_leads_back_to_the_other(sample_desk: Desk) -> None:
    assert sample_desk.session is not None
    people = sample_desk.area("people")
    assert isinstance(people, PeopleArea)
    page = to_person(sample_desk)
    first = page.shown_record()
    sample_desk.session.open_requested.emit("person", first[1] + 1)
    assert page.shown_record() == ("person", first[1] + 1)
    page.go_back()
    assert page.shown_record() == first
    page.go_back()
    assert sample_desk.shown_area() is sample_desk.area("projects")


def test_an_area_that_is_chosen_begins_anew(sample_desk: Desk) -> None:
    page = to_person(sample_desk)
    sample_desk.go_to("today")
    sample_desk.go_to("people")
    assert words_of_back(page) == "Back to People"
    page.go_back()
    assert sample_desk.shown_area() is sample_desk.area("people")
    assert not page.isVisible()


def test_a_page_that_leads_back_by_itself_makes_no_loop(sample_desk: Desk) -> None:
    assert sample_desk.session is not None
    sample_desk.go_to("projects")
    projects = sample_desk.area("projects")
    assert isinstance(projects, ProjectsArea)
    projects.show_record("project", 1)
    sample_desk.session.open_requested.emit("making", 1)
    sample_desk.area("goods").making_page.leave()  # type: ignore[attr-defined]
    assert projects.page.isVisible()
    projects.page.go_back()
    assert projects.list.isVisible()


def test_the_printer_leads_back_too(sample_desk: Desk, qtbot: QtBot) -> None:
    assert sample_desk.session is not None
    sample_desk.go_to("projects")
    sample_desk.area("projects").show_record("project", 1)
    sample_desk.session.open_requested.emit("rota", 1)
    area = sample_desk.shown_area()
    assert area is sample_desk.area("print")
    focus = QApplication.focusWidget() or area
    qtbot.keyClick(focus, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert sample_desk.shown_area() is sample_desk.area("projects")
