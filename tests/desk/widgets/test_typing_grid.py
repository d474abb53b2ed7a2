"""A grid in which one types, while it is found out beside it what becomes of its lines."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from mitzvah_desk.desk.widgets.grid_model import LineState
from mitzvah_desk.desk.widgets.typing_grid import TypingGrid

KEYS = {"\t": Qt.Key.Key_Tab, "\n": Qt.Key.Key_Return}


@pytest.fixture
def grid(qtbot: QtBot) -> TypingGrid:
    made = TypingGrid({"given": "First name", "family": "Family name"}, {}, "People")
    qtbot.addWidget(made)
    made.show()
    made.setFocus()
    return made


def type_keys(text: str) -> None:
    for letter in text:
        focus = QApplication.focusWidget()
        assert focus is not None
        if letter in KEYS:
            QTest.keyClick(focus, KEYS[letter])
        else:
            QTest.keyClicks(focus, letter)


def test_what_is_being_typed_stays_while_the_lines_are_judged(grid: TypingGrid) -> None:
    """Each letter may fall together with what was found out about the lines before it."""
    text = "ruth\tcohen\nben\tadler\n"
    for number, letter in enumerate(text):
        type_keys(letter)
        grid.cells.set_states({1: LineState(f"state {number}")})
    assert [cells for _, cells in grid.cells.lines()] == [("ruth", "cohen"), ("ben", "adler")]


def test_what_was_typed_before_is_shown_to_be_changed(grid: TypingGrid) -> None:
    grid.cells.put(0, 0, [["Ann", "Levy"]])
    grid.go_to(0, 0)
    QTest.keyClick(grid, Qt.Key.Key_F2)
    editor = QApplication.focusWidget()
    assert isinstance(editor, QLineEdit)
    assert editor.text() == "Ann"


def test_a_click_beneath_the_lines_takes_what_is_typed_and_begins_the_next(grid: TypingGrid) -> None:
    left = Qt.MouseButton.LeftButton
    type_keys("ann")
    for text, column in (("dan", 0), ("levy", 1)):
        beneath = grid.rowViewportPosition(grid.cells.first_empty()) + grid.rowHeight(0) * 2
        QTest.mouseClick(grid.viewport(), left, pos=QPoint(grid.columnViewportPosition(column) + 5, beneath))
        type_keys(text)
    grid.commit()
    assert [cells for _, cells in grid.cells.lines()] == [("ann", ""), ("dan", ""), ("", "levy")]
