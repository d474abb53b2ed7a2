"""No key means two things at once."""

from collections import defaultdict
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot
from sample_year import copy_sample

from mitzvah_desk.desk.shell.area_entries import ENTRIES
from mitzvah_desk.desk.shell.main import Desk

NEAR = {Qt.ShortcutContext.WidgetShortcut, Qt.ShortcutContext.WidgetWithChildrenShortcut}


def test_a_key_of_the_menus_is_taken_by_no_page(qtbot: QtBot, tmp_path: Path) -> None:
    """Two actions of one key in one window both stay silent, which Qt calls ambiguous."""
    desk = Desk()
    qtbot.addWidget(desk)
    desk.show()
    assert desk.open_file(copy_sample(tmp_path / "sample.mitzvah"))
    menus = desk.menuBar().findChildren(QMenu)
    own = {
        key.toString(): action.text()
        for menu in menus
        for action in menu.actions()
        for key in action.shortcuts()
    }
    assert "Ctrl+L" in own
    taken: dict[str, list[str]] = defaultdict(list)
    for entry in ENTRIES:
        desk.go_to(entry.key)
        for action in desk.area(entry.key).findChildren(QAction):
            if action.shortcutContext() not in NEAR:
                for key in action.shortcuts():
                    taken[key.toString()].append(f"{entry.key}: {action.text()}")
    assert not {key: (own[key], taken[key]) for key in own if key in taken}
    desk.close_file()
