"""Opens the window and every dialog that a click opens, on the small screen given; prints what does not fit.

Run by ``test_small_screens`` in a process of its own, since a screen is chosen before Qt starts.
"""

import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QInputDialog, QPushButton, QWidget
from sample_year import copy_sample

from mitzvah_desk.app import make_application
from mitzvah_desk.desk.shell.area_entries import ENTRIES
from mitzvah_desk.desk.shell.main import Desk

NEVER = ("Quit", "Close the file", "Print…", "Lock", "Door mode")
"""What leaves the window, or belongs to the system."""
seen: set[str] = set()
misfits: set[str] = set()


def look_at(window: QWidget, name: str) -> None:
    """Notes a window, and whether it is larger than the screen or cannot be made as small."""
    room = window.screen().availableGeometry()
    seen.add(name)
    least = window.minimumSizeHint().expandedTo(window.minimumSize())
    for what, size in (("is", window.size()), ("needs", least)):
        if size.width() > room.width() or size.height() > room.height():
            misfits.add(f"{name} {what} {size.width()}x{size.height()}")


def look_and_leave(dialog: QDialog) -> int:
    """In place of ``exec`` and ``open``."""
    dialog.show()
    QApplication.processEvents()
    look_at(dialog, f"{type(dialog).__name__} {dialog.windowTitle()}".strip())
    dialog.hide()
    return 0


def opens_something(words: str) -> bool:
    """Whether an action or a button of these words opens a window of the program's own."""
    return words.endswith("…") and not words.replace("&", "").startswith(NEVER)


def trigger(actions: Iterable[QAction]) -> None:
    """Triggers those that open something."""
    for action in actions:
        if action.isEnabled() and opens_something(action.text()):
            action.trigger()
            QApplication.processEvents()


def press_everything(page: QWidget) -> None:
    """Triggers every action and presses every button that opens something."""
    trigger(page.findChildren(QAction))
    for button in page.findChildren(QPushButton):
        usable = button.isVisible() and button.isEnabled() and button.menu() is None
        if usable and opens_something(button.text()):
            button.click()
            QApplication.processEvents()


def answer_nothing() -> None:
    """Opens no dialog of the system, and looks at those of the program instead of waiting for them."""
    patched: Any = QDialog
    patched.exec = patched.open = look_and_leave
    for name in ("getOpenFileName", "getSaveFileName", "getOpenFileNames"):
        setattr(QFileDialog, name, staticmethod(lambda *_, **__: ("", "")))
    setattr(QFileDialog, "getExistingDirectory", staticmethod(lambda *_, **__: ""))  # noqa: B010  # as those
    for name in ("getText", "getItem", "getInt", "getMultiLineText"):
        setattr(QInputDialog, name, staticmethod(lambda *_, **__: ("", False)))


def walk(desk: Desk) -> None:
    """Goes through the areas, the pages of records and the menus of an open file."""
    for entry in ENTRIES:
        desk.go_to(entry.key)
        QApplication.processEvents()
        look_at(desk, entry.title)
        press_everything(desk.area(entry.key))
    for noun in ("project", "person", "household", "group", "partner", "donation", "item", "delivery"):
        desk.show_record(noun, 1)
        QApplication.processEvents()
        look_at(desk, noun)
        for area in desk.areas.values():
            if area.isVisible():
                press_everything(area)
    trigger(desk.findChildren(QAction, options=Qt.FindChildOption.FindDirectChildrenOnly))


def main() -> None:
    """Goes through the window."""
    QSettings.setDefaultFormat(QSettings.Format.IniFormat)
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, tempfile.mkdtemp())
    app = make_application(sys.argv[:1])
    answer_nothing()
    desk = Desk(user_name="Ann")
    desk.show()
    app.processEvents()
    look_at(desk, "The first window")
    with tempfile.TemporaryDirectory() as folder:
        desk.open_file(copy_sample(Path(folder) / "year.mitzvah"))
        walk(desk)
        desk.close_file()
    print(f"{len(seen)} windows seen")
    for misfit in sorted(misfits):
        print(f"too large: {misfit}")
    print("\n".join(sorted(seen)))


if __name__ == "__main__":
    main()
