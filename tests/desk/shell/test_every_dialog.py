"""Every dialog: where the keyboard begins, that Tab goes round, that Esc closes, and which letters answer."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from doubles import Boxes
from every_dialog import Makers, declared
from keys_round import MOST_STOPS, go_round, name_of, reachable, shared_letters
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QDialog,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QTextEdit,
)
from pytestqt.qtbot import QtBot
from sample_year import copy_sample

from mitzvah_desk.desk.importing.dialog import ImportDialog
from mitzvah_desk.desk.rota.ringing_off import RingingOff
from mitzvah_desk.desk.shell.main import Desk
from mitzvah_desk.desk.widgets import messages
from mitzvah_desk.desk.widgets.headings import PaperScroller
from mitzvah_desk.desk.widgets.key_guard import KeyGuard
from mitzvah_desk.desk.widgets.notice import DecisionDialog

TYPED_OR_READ = (
    QLineEdit,
    QComboBox,
    QAbstractSpinBox,
    QPlainTextEdit,
    QTextEdit,
    QAbstractItemView,
    PaperScroller,
)
ON_A_BUTTON: dict[type[QDialog], str] = {
    DecisionDialog: "Enter leaves things as they were; the reason is gone to on purpose",
    ImportDialog: "nothing can be told of a list before it is chosen",
    RingingOff: "who rang off is known, and all else is filled in",
}
"""Dialogs that begin on a button though there are fields in them, and why."""


@pytest.fixture
def makers(qtbot: QtBot, tmp_path: Path) -> Iterator[Makers]:
    """Every dialog over the sample year."""
    desk = Desk(user_name="Ruth")
    qtbot.addWidget(desk)
    path = copy_sample(tmp_path / "sample.mitzvah")
    desk.open_file(path)
    desk.show()
    yield Makers(desk, path)
    desk.close_file()


def test_every_dialog_is_worked_by_keys(
    makers: Makers, monkeypatch: pytest.MonkeyPatch, boxes: Boxes, qtbot: QtBot
) -> None:
    faults: list[str] = []
    looked: list[str] = []

    def look(dialog: QDialog) -> int:
        name = f"{type(dialog).__name__} “{dialog.windowTitle()}”"
        looked.append(name)
        faults.extend(f"{name}: {fault}" for fault in examine(dialog, qtbot))
        dialog.deleteLater()
        QApplication.processEvents()
        return 0

    classes, bare = declared()
    makers_of = makers.classes()
    assert set(makers_of) == classes
    monkeypatch.setattr(QDialog, "exec", look)
    monkeypatch.setattr(QDialog, "open", look)
    boxes.seen = look
    for make in makers_of.values():
        look(make())
    functions = makers.functions()
    assert set(functions) == bare
    asking = makers.boxes()
    assert set(asking) == {each for each in vars(messages) if each.startswith(("show_m", "ask_"))}
    for show in (*functions.values(), *asking.values()):
        show()
    assert len(looked) == len(makers_of) + len(functions) + len(asking), looked
    assert not faults, "\n".join(faults)


def examine(dialog: QDialog, qtbot: QtBot) -> Iterator[str]:
    """What is wrong with a dialog for whoever has only a keyboard."""
    dialog.show()
    dialog.activateWindow()
    QTest.qWaitForWindowActive(dialog)
    for _ in range(3):
        QApplication.processEvents()
    guards = dialog.findChildren(KeyGuard)
    if guards:
        qtbot.waitUntil(lambda: not any(guard.waits for guard in guards))
    here = QApplication.focusWidget()
    if here is None or not dialog.isAncestorOf(here):
        yield f"the keyboard is not in it, but on {here}"
        return
    typed = [part for part in reachable(dialog) if isinstance(part, TYPED_OR_READ)]
    if typed and not isinstance(here, TYPED_OR_READ) and type(dialog) not in ON_A_BUTTON:
        yield f"the keyboard begins on {name_of(here)}, not on {name_of(typed[0])}"
    yield from (f"two answer to {words}" for words in shared_letters(dialog))
    yield from (
        f"the button that Enter presses has no words: {button}"
        for button in dialog.findChildren(QPushButton)
        if button.isVisible() and button.isDefault() and not button.text()
    )
    wanted = set(reachable(dialog))
    for key, called in ((Qt.Key.Key_Tab, "Tab"), (Qt.Key.Key_Backtab, "Shift+Tab")):
        stops = go_round(dialog, key)
        back = QApplication.focusWidget()
        if len(stops) >= MOST_STOPS or back is not stops[0]:
            yield f"{called} does not come back to where it began, but to {name_of(back or dialog)}"
        yield from (f"{called} does not reach {name_of(missed)}" for missed in wanted - set(stops))
        here.setFocus()
    QTest.keyClick(here, Qt.Key.Key_Escape)
    if dialog.isVisible():
        yield "Esc does not close it"
        dialog.reject()
