# mypy: allow-untyped-calls
"""The menu of every list has what its buttons do, and does it with all lines chosen in one step."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QTabWidget, QWidget
from pytestqt.qtbot import QtBot

from mitzvah_desk.desk.people.area import PeopleArea
from mitzvah_desk.desk.people.put_on_shift import PutOnShiftDialog
from mitzvah_desk.desk.projects.area import ProjectsArea
from mitzvah_desk.desk.records.area_page import AreaPage
from mitzvah_desk.desk.rota.area import RotaArea
from mitzvah_desk.desk.rota.entry_list import EntryList
from mitzvah_desk.desk.shell.area_entries import ENTRIES
from mitzvah_desk.desk.shell.main import Desk
from mitzvah_desk.desk.widgets.labels import ActionButton
from mitzvah_desk.desk.widgets.list_page import ListPage
from mitzvah_desk.desk.widgets.notice import DecisionDialog
from mitzvah_desk.desk.widgets.row_menu import make_row_menu
from mitzvah_desk.desk.widgets.sub_table import SubTable
from mitzvah_desk.desk.widgets.table import DataTable
from mitzvah_desk.model import ProjectStatus

RECORDS = (("project", 1), ("person", 40), ("household", 1), ("group", 1), ("partner", 1), ("item", 1))


def tabs_of(area: QWidget) -> Iterator[None]:
    """Shows one tab after the other of whatever is in front."""
    shown: list[QTabWidget | None] = [each for each in area.findChildren(QTabWidget) if each.isVisible()]
    for tabs in shown or [None]:
        for number in range(tabs.count() if tabs is not None else 1):
            if tabs is not None:
                tabs.setCurrentIndex(number)
            QApplication.processEvents()
            yield


def offered(table: DataTable[Any]) -> set[str]:
    menu = make_row_menu(table)
    texts = {action.text().partition("\t")[0] for action in menu.actions() if action.text()}
    menu.deleteLater()
    return texts


def buttons(page: QWidget, table: DataTable[Any]) -> set[str]:
    """The words of the buttons of a list alone: not of a list within it, nor of the page around."""
    own = set()
    for button in page.findChildren(ActionButton):
        around = button.parentWidget()
        while around is not page and not isinstance(around, (ListPage, SubTable)):
            around = around.parentWidget() if around is not None else None
        if around is page and button.isVisible() and button.text():
            own.add(button.action.text())
    return own


def look(area: AreaPage) -> list[str]:
    """Looks at every list that is in view; returns the titles of those that were looked at."""
    seen = []
    pages: list[QWidget] = [*area.findChildren(ListPage), *area.findChildren(SubTable)]
    for page in pages:
        table = page.table  # type: ignore[attr-defined]
        if not page.isVisible():
            continue
        seen.append(table.accessibleName())
        if table.rows_model.count:
            table.select([table.rows_model.row(0).id])
        missing = buttons(page, table) - offered(table)
        assert not missing, (table.accessibleName(), missing)
        if table.rows_model.count and table.isVisible():
            assert table.own_actions(), table.accessibleName()
            assert {"Print this list…", "Copy this list"} <= offered(table) or not table.shown_values()[1]
    return seen


def test_the_menu_of_every_list_offers_what_its_buttons_offer(sample_desk: Desk) -> None:
    seen: set[str] = set()
    for entry in ENTRIES:
        sample_desk.go_to(entry.key)
        for _ in tabs_of(sample_desk.area(entry.key)):
            seen.update(look(sample_desk.area(entry.key)))
    for record, record_id in RECORDS:
        sample_desk.show_record(record, record_id)
        area = sample_desk.shown_area()
        assert area is not None
        for _ in tabs_of(area):
            seen.update(look(area))
    assert len(seen) > 35, sorted(seen)


@pytest.mark.parametrize(
    ("key", "held"),
    [(Qt.Key.Key_Menu, Qt.KeyboardModifier.NoModifier), (Qt.Key.Key_F10, Qt.KeyboardModifier.ShiftModifier)],
)
def test_a_key_opens_it_at_the_line(sample_desk: Desk, key: Qt.Key, held: Qt.KeyboardModifier) -> None:
    sample_desk.go_to("projects")
    area = sample_desk.area("projects")
    assert isinstance(area, ProjectsArea)
    area.list.table.start()
    QTest.keyClick(area.list.table, key, held)
    (menu,) = [each for each in area.list.table.findChildren(QMenu) if each.isVisible()]
    assert menu.actions()[0].text() == "Open\tEnter"
    menu.actions()[0].trigger()
    menu.close()
    assert area.page.isVisible()


def test_several_projects_get_a_status_in_one_step(sample_desk: Desk) -> None:
    assert sample_desk.session is not None
    sample_desk.go_to("projects")
    area = sample_desk.area("projects")
    assert isinstance(area, ProjectsArea)
    rows = [row for row in area.list.table.rows_model.rows() if row.status is not ProjectStatus.DONE][:3]
    area.list.table.select([row.id for row in rows])
    menu = make_row_menu(area.list.table)
    status = next(action for action in menu.actions() if action.text() == "Set the status")
    within = status.menu()
    assert isinstance(within, QMenu)
    next(action for action in within.actions() if action.text() == "Done").trigger()

    def now() -> list[ProjectStatus]:
        ids = {row.id for row in rows}
        return [row.status for row in area.list.table.rows_model.rows() if row.id in ids]

    assert now() == [ProjectStatus.DONE] * 3
    sample_desk.session.undo()
    assert sorted(now()) == sorted(row.status for row in rows)


def test_several_people_are_put_on_a_shift_in_one_step(
    sample_desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert sample_desk.session is not None

    def take(dialog: PutOnShiftDialog) -> QDialog.DialogCode:
        dialog.shift.editor.setFocus()
        QTest.keyClicks(dialog.shift.editor, "a")
        QTest.keyClick(dialog.shift.editor, Qt.Key.Key_Return)
        assert dialog.shift.value is not None
        return QDialog.DialogCode.Accepted

    monkeypatch.setattr(PutOnShiftDialog, "exec", take)
    monkeypatch.setattr(DecisionDialog, "ask", lambda *_: "They asked for it")
    sample_desk.go_to("people")
    area = sample_desk.area("people")
    assert isinstance(area, PeopleArea)
    before = sample_desk.session.office.undo_label()
    area.people.table.select([row.id for row in area.people.table.rows_model.rows()[40:42]])
    menu = make_row_menu(area.people.table)
    next(action for action in menu.actions() if action.text() == "Put on a shift…").trigger()
    label = sample_desk.session.office.undo_label()
    assert label.startswith("Put ")
    assert " and " in label
    sample_desk.session.undo()
    assert sample_desk.session.office.undo_label() == before


def test_bars_and_people_of_the_rota_have_a_menu(sample_desk: Desk) -> None:
    sample_desk.go_to("rota")
    area = sample_desk.area("rota")
    assert isinstance(area, RotaArea)
    area._choose_day(date(2026, 11, 22))
    area.board.setFocus()
    QTest.keyClick(area.board, Qt.Key.Key_Right)
    at = area.board.rect_of(area.board.plan.bars()[0]).center()
    where = area.board.viewport().mapToGlobal(at)
    QApplication.sendEvent(
        area.board.viewport(), QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, where)
    )
    (menu,) = [each for each in area.board.findChildren(QMenu) if each.isVisible()]
    assert {"Copy", "Repeat…", "Remove"} <= {action.text() for action in menu.actions()}
    menu.close()
    on = area.people.on
    on.go(0)
    texts = {action.text().partition("\t")[0] for action in make_row_menu(on).actions()}
    assert {"Confirm", "Decline", "Cannot come…", "Take off this shift"} <= texts


def test_the_lists_of_the_check_in_have_a_menu(sample_desk: Desk) -> None:
    sample_desk.show_record("check_in", date(2026, 11, 22).toordinal())
    area = sample_desk.area("rota")
    assert isinstance(area, RotaArea)
    entries: EntryList = next(
        each for each in (area.check_in.late, area.check_in.first, area.check_in.here) if each.entries.shown
    )
    entries.go(0)
    actions: list[QAction] = make_row_menu(entries).actions()
    assert actions[0].text().partition("\t")[0] in {"Is here", "Is leaving…"}


def test_nothing_chosen_and_nothing_to_offer_opens_no_menu(qtbot: QtBot) -> None:
    empty = EntryList("Nobody", empty="Nobody is here.")
    qtbot.addWidget(empty)
    empty.show()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(1, 1), QPoint(1, 1))
    QApplication.sendEvent(empty, event)
    assert not empty.findChildren(QMenu) or not any(each.isVisible() for each in empty.findChildren(QMenu))
