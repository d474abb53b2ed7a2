# mypy: allow-untyped-calls
"""What the mouse does with the heading of a column, done by keys."""

from dataclasses import dataclass

import pytest
from doubles import Shown
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from mitzvah_desk.desk.widgets.table import Column, DataTable

HELD = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


@dataclass(frozen=True)
class Fruit:
    id: int
    name: str
    number: int


COLUMNS = (
    Column[Fruit]("name", "Name", lambda r: r.name),
    Column[Fruit]("number", "Number", lambda r: str(r.number), lambda r: r.number),
    Column[Fruit]("more", "More", lambda r: r.name * 2),
)


@pytest.fixture
def table(shown: Shown) -> DataTable[Fruit]:
    made: DataTable[Fruit] = DataTable(COLUMNS, "Fruit")
    made.rows_model.set_rows([Fruit(1, "Apple", 3), Fruit(2, "Banana", 1), Fruit(3, "Cherry", 2)])
    shown(made)
    made.start()
    return made


def ids(table: DataTable[Fruit]) -> list[int]:
    return [row.id for row in table.rows_model.rows()]


def test_the_column_one_stands_in_is_sorted_by(table: DataTable[Fruit]) -> None:
    QTest.keyClick(table, Qt.Key.Key_Right)
    QTest.keyClick(table, Qt.Key.Key_Up, HELD)
    assert ids(table) == [2, 3, 1]
    QTest.keyClick(table, Qt.Key.Key_Down, HELD)
    assert ids(table) == [1, 3, 2]
    assert table.current_title() == "Number"
    assert table.selected_ids() == [1]


def test_it_is_made_wider_and_narrower(table: DataTable[Fruit]) -> None:
    width = table.columnWidth(0)
    QTest.keyClick(table, Qt.Key.Key_Right, HELD)
    wider = table.columnWidth(0)
    assert wider > width
    QTest.keyClick(table, Qt.Key.Key_Left, HELD)
    assert table.columnWidth(0) == pytest.approx(width, abs=1)
    for _ in range(40):
        QTest.keyClick(table, Qt.Key.Key_Left, HELD)
    assert table.columnWidth(0) > 0


def test_columns_are_chosen_and_the_menu_does_what_the_keys_do(table: DataTable[Fruit]) -> None:
    QTest.keyClick(table, Qt.Key.Key_C, HELD)
    (menu,) = [each for each in table.findChildren(QMenu) if each.isVisible()]
    texts = [action.text() for action in menu.actions()]
    assert texts[:3] == ["Name", "Number", "More"]
    assert "Sort by “Name”, downwards\tCtrl+Shift+Down" in texts
    menu.actions()[texts.index("Sort by “Name”, downwards\tCtrl+Shift+Down")].trigger()
    menu.close()
    assert ids(table) == [3, 2, 1]
