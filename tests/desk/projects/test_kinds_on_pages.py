# mypy: allow-untyped-calls
"""A project's page knows its kind: begun with it, given another, made into one; and what is to be done."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from mitzvah_desk.desk.projects.area import ProjectsArea
from mitzvah_desk.desk.projects.new_project import NewProjectDialog
from mitzvah_desk.desk.projects.page import ProjectPage
from mitzvah_desk.desk.session.file_session import FileSession
from mitzvah_desk.desk.widgets import messages
from mitzvah_desk.office.core import lookup
from mitzvah_desk.office.core.crud import SetField
from mitzvah_desk.office.core.office import Office
from mitzvah_desk.office.projects.kind_work import find_missing_work
from mitzvah_desk.office.projects.queries import list_project_shifts, read_project
from mitzvah_desk.office.projects.start_year import StartYear, start_year
from mitzvah_desk.office.projects.to_dos import list_project_to_dos


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    year = StartYear("Beit Chaverim", main_day=date(2026, 11, 22), kinds=("Planting", "Cooking for others"))
    made = start_year(tmp_path / "year.mitzvah", year, user_name="Miriam")
    assert isinstance(made, Office)
    yield made
    made.close()


@pytest.fixture
def area(office: Office, qtbot: QtBot) -> ProjectsArea:
    session = FileSession(office)
    session.choose_campaign(1)
    made = ProjectsArea(session)
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def kind(office: Office, name: str) -> int:
    return next(k.id for k in office.query(lookup.list_kind_options) if k.label == name)


def begin(area: ProjectsArea, monkeypatch: pytest.MonkeyPatch, title: str, kind_name: str) -> ProjectPage:
    def take(dialog: NewProjectDialog) -> QDialog.DialogCode:
        dialog.title.line.setText(title)
        dialog.kind.combo.setCurrentText(kind_name or dialog.kind.combo.itemText(0))
        dialog.kind.flush()
        assert ("4 shifts" in _words(dialog)) == (kind_name == "Cooking for others")
        dialog._check()
        return QDialog.DialogCode(dialog.result())

    monkeypatch.setattr(NewProjectDialog, "exec", take)
    area.new_action.trigger()
    return area.page


def _words(widget: QDialog) -> str:
    return " ".join(label.text() for label in widget.findChildren(QLabel))


def test_a_new_project_begins_with_the_kind_chosen_beside_its_title(
    area: ProjectsArea, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = begin(area, monkeypatch, "Lunch", "Cooking for others")
    assert area.currentWidget() is page
    assert len(office.query(list_project_shifts, page.project_id)) == 4
    assert page.fields["serves_food"].value is True
    assert not page.kind_notice.isVisible()
    assert page.safety.isVisible()
    assert "Still to find: beneficiary and host." in page.parts.to_find.text()
    assert office.undo_label() == "Added Lunch"


def test_without_a_kind_it_begins_empty(
    area: ProjectsArea, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = begin(area, monkeypatch, "Something", "")
    assert office.query(list_project_shifts, page.project_id) == []
    assert not page.safety.isVisible()


def test_a_title_is_needed(area: ProjectsArea, qtbot: QtBot) -> None:
    dialog = NewProjectDialog(area.session)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    QTest.keyClick(dialog.title.editor, Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert "called" in _words(dialog)
    QTest.keyClicks(dialog.title.editor, "Lunch")
    QTest.keyClick(dialog.title.editor, Qt.Key.Key_Return)
    assert dialog.result() == QDialog.DialogCode.Accepted


def test_another_kind_offers_what_is_missing_and_asks_nothing(
    area: ProjectsArea, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = begin(area, monkeypatch, "Something", "")
    kind_field = page.fields["kind_id"]
    kind_field._commit(kind(office, "Planting"))
    assert page.reload()
    assert page.kind_notice.isVisible()
    assert "3 shifts" in page.kind_notice._words.text()
    page.kind_notice.add_button.click()
    assert page.reload()
    assert not page.kind_notice.isVisible()
    assert len(office.query(list_project_shifts, page.project_id)) == 3
    office.undo()
    assert page.reload()
    assert page.kind_notice.isVisible()
    later = next(b for b in page.kind_notice.findChildren(QPushButton) if b.text() == "Not now")
    later.click()
    assert page.reload()
    assert not page.kind_notice.isVisible()


def test_a_kind_is_made_of_a_project(
    area: ProjectsArea, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = begin(area, monkeypatch, "Lunch", "Cooking for others")
    monkeypatch.setattr(messages, "ask_text", lambda *_: "Our lunch")
    next(a for a in page.actions() if a.text().startswith("Make a kind")).trigger()
    facts = office.query(read_project, page.project_id)
    assert facts is not None
    assert facts.kind_id == kind(office, "Our lunch")
    assert not office.query(find_missing_work, page.project_id)


def test_things_to_do_are_added_and_ticked(
    area: ProjectsArea, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = begin(area, monkeypatch, "Something", "")
    field = page.to_dos.fields["what"]
    field._commit("Book the hall")
    (row,) = office.query(list_project_to_dos, page.project_id)
    assert (row.what, row.is_done) == ("Book the hall", False)
    assert page.reload()
    page.to_dos.table.select([row.id])
    next(b for b in page.to_dos.findChildren(QPushButton) if b.text() == "Done, or not yet").click()
    assert office.query(list_project_to_dos, page.project_id)[0].done_on == date.today()


def test_a_change_elsewhere_offers_nothing(
    area: ProjectsArea, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = begin(area, monkeypatch, "Something", "")
    office.execute(SetField("project", page.project_id, "kind_id", kind(office, "Planting")))
    assert page.reload()
    assert not page.kind_notice.isVisible()
