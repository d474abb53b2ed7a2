# mypy: allow-untyped-calls
"""Nothing is hidden: whatever the program can do has a button or a line of a menu that can be seen."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QApplication,
    QLineEdit,
    QMenu,
    QMenuBar,
    QPushButton,
    QStackedWidget,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot
from sample_year import copy_sample
from sqlalchemy import text

from mitzvah_desk.desk.merging.duplicates import DuplicatesDialog
from mitzvah_desk.desk.records.history import HistoryDialog
from mitzvah_desk.desk.records.list_output import print_list
from mitzvah_desk.desk.shell.area_entries import ENTRIES
from mitzvah_desk.desk.shell.main import Desk
from mitzvah_desk.desk.widgets.labels import ActionButton
from mitzvah_desk.desk.widgets.list_page import ListPage


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    copy_sample(tmp_path / "sample.mitzvah")
    window = Desk(user_name="Miriam")
    qtbot.addWidget(window)
    window.show()
    assert window.open_file(tmp_path / "sample.mitzvah")
    yield window
    window.close_file()


def stands(widget: QWidget, within: QWidget) -> bool:
    """Whether it is to be seen once its page is in front."""
    while widget is not within:
        parent = widget.parentWidget()
        if parent is None or (widget.isHidden() and not isinstance(parent, QStackedWidget)):
            return False
        widget = parent
    return True


def menus(within: QWidget) -> Iterator[QMenu]:
    """The menus that open from something that can be seen."""
    for bar in within.findChildren(QMenuBar):
        tops = [action.menu() for action in bar.actions()]
        yield from (top for top in tops if isinstance(top, QMenu))
    opened: list[tuple[QWidget, object]] = [(b, b.menu()) for b in within.findChildren(QPushButton)]
    opened += [(tool, tool.menu()) for tool in within.findChildren(QToolButton)]
    for button, menu in opened:
        if isinstance(menu, QMenu) and stands(button, within):
            yield menu


def behind_doors(within: QWidget) -> set[QAction]:
    """What a button, a menu or the end of a line of text leads to."""
    seen = {button.action for button in within.findChildren(ActionButton) if stands(button, within)}
    for line in within.findChildren(QLineEdit):
        seen.update(line.actions())
    waiting = list(menus(within))
    while waiting:
        for action in waiting.pop().actions():
            seen.add(action)
            menu = action.menu()
            if isinstance(menu, QMenu):
                waiting.append(menu)
    return seen


def hidden(within: QWidget) -> list[str]:
    doors = behind_doors(within)
    return sorted(
        f"{action.text()} in {type(action.parent()).__name__}"
        for action in within.findChildren(QAction)
        if action.text() and action.isVisible() and action not in doors and action.menu() is None
    )


LISTS = {
    *("board", "gaps", "unanswered", "projects", "people", "partners", "donations", "deliveries"),
    *("money_gifts", "thanks", "report", "letterhead", "check_in"),
}
"""Nouns that open a whole list, where nothing may be chosen yet."""


def some(desk: Desk, record: str) -> int:
    """The id of some record of the sample year; 1 where it is no table."""
    assert desk.session is not None
    tables = {"rota": "project", "making": "project", "using": "project", "charts": "campaign"}
    tables |= {"schedule": "person"}
    tables |= dict.fromkeys(("letters", "address-labels", "envelopes"), "saved_list")
    tables |= {"cannot_come": "person", "recall": "lot", "to_tell": "campaign", "short": "campaign"}
    if record == "check_in":
        return date(2026, 11, 22).toordinal()
    if record in LISTS:
        return 0
    statement = text(f'SELECT id FROM "{tables.get(record, record)}" ORDER BY id LIMIT 1')
    found: int = desk.session.office.query(lambda session: session.scalar(statement))
    return found


def test_every_action_of_every_area_and_page_can_be_seen(desk: Desk) -> None:
    looked = 0
    for entry in ENTRIES:
        desk.go_to(entry.key)
        for record in sorted(entry.records, key=lambda noun: noun not in LISTS):
            desk.show_record(record, some(desk, record))
            QApplication.processEvents()
            assert record in LISTS or not hidden(desk), (entry.key, record)
            looked += 1
        while desk.area(entry.key).back():
            pass
        QApplication.processEvents()
        assert not hidden(desk), entry.key
    assert looked > 10
    assert len(behind_doors(desk)) > 150


def test_every_action_of_a_dialog_can_be_seen(desk: Desk, qtbot: QtBot) -> None:
    assert desk.session is not None
    desk.go_to("people")
    page = desk.area("people").findChild(ListPage)
    assert page is not None
    for dialog in (
        HistoryDialog(desk.session, desk),
        DuplicatesDialog(desk.session, desk),
        print_list(desk.session, page.table),
    ):
        dialog.show()
        assert dialog.findChildren(ActionButton)
        assert not hidden(dialog), dialog.windowTitle()
        dialog.close()


def test_a_button_follows_its_action_wherever_and_whenever_it_is_put(qtbot: QtBot) -> None:
    around, action = QWidget(), QAction("Day pack…")
    qtbot.addWidget(around)
    action.setVisible(False)
    button = ActionButton(action)
    action.setVisible(True)
    assert not button.isVisible()
    button.setParent(around)
    around.show()
    assert button.isVisible()
    action.setVisible(False)
    assert not button.isVisible()
