"""Ctrl+Z takes back the last step from everywhere, once what is being typed is taken back."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QPushButton, QSpinBox, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from small_book import write

from mitzvah_desk.desk.people.area import PeopleArea
from mitzvah_desk.desk.people.person import PersonPage
from mitzvah_desk.desk.projects.area import ProjectsArea
from mitzvah_desk.desk.records.history import HistoryDialog
from mitzvah_desk.desk.shell.main import Desk
from mitzvah_desk.desk.shell.search import SearchDialog
from mitzvah_desk.model import DbsLevel
from mitzvah_desk.office.core.crud import Add, SetField
from mitzvah_desk.office.core.office import Office
from mitzvah_desk.office.people import queries as people

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    office = Office.new(tmp_path / "small.mitzvah")
    for record, values in (
        ("campaign", {"name": "Mitzvah Day", "main_day": date(2026, 11, 22)}),
        ("household", {"name": "Cohen"}),
        ("person", {"given": "Ann", "family": "Cohen"}),
    ):
        office.execute(Add(record, values))
    office.execute(SetField("person", 1, "position", "Chair"))
    office.close()
    window = Desk()
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    assert window.open_file(tmp_path / "small.mitzvah")
    yield window
    window.close_file()


def last(desk: Desk) -> str:
    assert desk.session is not None
    return desk.session.office.undo_label()


def ann(desk: Desk, column: str) -> object:
    assert desk.session is not None
    return getattr(desk.session.office.query(people.read_person, 1), column)


def page_of_ann(desk: Desk) -> PersonPage:
    desk.show_record("person", 1)
    area = desk.area("people")
    assert isinstance(area, PeopleArea)
    page = area.page("person")
    assert isinstance(page, PersonPage)
    return page


def back() -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, Qt.Key.Key_Z, CTRL)


def again() -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, Qt.Key.Key_Y, CTRL)


@pytest.mark.parametrize(
    ("column", "typed"),
    [("family", "Levy"), ("note", "Sings"), ("born", "3 May 1980"), ("household_id", "Cohen")],
)
def test_what_is_typed_goes_first_then_what_was_kept(desk: Desk, column: str, typed: str) -> None:
    field = page_of_ann(desk).form.of[column]
    before = ann(desk, column)
    write(field, typed)
    field.flush()
    kept = ann(desk, column)
    assert kept != before
    field.editor.setFocus()
    QTest.keyClick(field.editor, Qt.Key.Key_End, CTRL)
    QTest.keyClicks(field.editor, "x")
    assert field.touched
    back()
    assert (field.touched, field.value, ann(desk, column)) == (False, kept, kept)
    back()
    assert (field.touched, field.value, ann(desk, column)) == (False, before, before)
    assert last(desk) == "Changed the position of Ann Cohen"
    assert field.editor.hasFocus()
    again()
    assert (field.value, ann(desk, column)) == (kept, kept)


def test_a_choice_and_a_tick_are_taken_back_from_themselves(desk: Desk) -> None:
    form = page_of_ann(desk).form
    form.of["is_child"].editor.setFocus()
    QTest.keyClick(form.of["is_child"].editor, Qt.Key.Key_Space)
    assert ann(desk, "is_child") is True
    back()
    assert (ann(desk, "is_child"), form.of["is_child"].value) == (False, False)
    dbs = form.of["dbs_level"]
    dbs.editor.setFocus()
    dbs.editor.setCurrentIndex(1)  # type: ignore[attr-defined]
    dbs.flush()
    assert ann(desk, "dbs_level") is not DbsLevel.NONE
    back()
    assert ann(desk, "dbs_level") is DbsLevel.NONE
    assert dbs.editor.currentIndex() == 0  # type: ignore[attr-defined]


def test_what_is_refused_is_taken_back_with_its_sentence(desk: Desk) -> None:
    field = page_of_ann(desk).form.of["email"]
    write(field, "nobody")
    assert field.problem
    back()
    assert not field.problem
    assert not field.touched
    assert last(desk) == "Changed the position of Ann Cohen"


def test_a_new_projects_name_is_taken_back_and_then_the_project(desk: Desk) -> None:
    desk.go_to("projects")
    area = desk.area("projects")
    assert isinstance(area, ProjectsArea)
    next(b for b in area.findChildren(QPushButton) if b.text() == "New project").click()
    title = area.page.fields["title"]
    write(title, "Songs")
    assert last(desk) == "Changed the title of Songs"
    title.editor.setFocus()
    back()
    assert title.value == "New project"
    assert last(desk) == "Added New project"
    back()
    assert last(desk) == "Changed the position of Ann Cohen"


def test_a_filter_is_emptied_first_and_an_empty_one_keeps_nothing_back(desk: Desk) -> None:
    desk.go_to("people")
    area = desk.area("people")
    assert isinstance(area, PeopleArea)
    box = next(line for line in area.findChildren(QLineEdit) if line.isVisible())
    box.setFocus()
    QTest.keyClicks(box, "le")
    back()
    assert box.text() == ""
    assert last(desk) == "Changed the position of Ann Cohen"
    back()
    assert ann(desk, "position") == ""


@pytest.mark.parametrize("kind", [HistoryDialog, SearchDialog])
def test_a_dialog_at_which_one_works_takes_back_the_files_step(desk: Desk, kind: type[QDialog]) -> None:
    assert desk.session is not None
    dialog = kind(desk.session, desk)  # type: ignore[arg-type]
    dialog.open()
    QApplication.processEvents()
    back()
    assert ann(desk, "position") == ""
    again()
    assert ann(desk, "position") == "Chair"
    dialog.close()


def test_a_dialog_that_only_asks_takes_back_only_what_is_typed_in_it(desk: Desk, qtbot: QtBot) -> None:
    dialog = QDialog(desk)
    dialog.setWindowModality(Qt.WindowModality.ApplicationModal)
    count, why = QSpinBox(dialog), QLineEdit(dialog)
    layout = QVBoxLayout(dialog)
    for widget in (count, why):
        layout.addWidget(widget)
    dialog.show()
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    for widget, typed in ((count, "7"), (why, "broken")):
        assert isinstance(widget, QWidget)
        widget.setFocus()
        QTest.keyClick(widget, Qt.Key.Key_A, CTRL)
        QTest.keyClicks(widget, typed)
        back()
        back()
        back()
    assert (count.value(), why.text()) == (0, "")
    assert last(desk) == "Changed the position of Ann Cohen"
    dialog.close()
