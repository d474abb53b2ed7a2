"""What a screen reader sees of the board."""

from collections.abc import Iterator
from datetime import datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleActionInterface, QAccessibleInterface
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip
from rota_book import RotaBook, at, middle, tooltip
from shiboken6 import Shiboken

from mitzvah_desk.desk.rota.area import RotaArea
from mitzvah_desk.desk.rota.board import Board
from mitzvah_desk.desk.rota.plan import describe_shift
from mitzvah_desk.office.core.crud import SetField
from mitzvah_desk.office.rota.assignments import Assign

NAME = QAccessible.Text.Name


@pytest.fixture
def active() -> Iterator[None]:
    """Somebody listens, as far as Qt knows."""
    QAccessible.setActive(True)
    yield
    QAccessible.setActive(False)


def test_every_bar_is_an_item_with_its_sentence(area: RotaArea) -> None:
    seen = QAccessible.queryAccessibleInterface(area.board)
    bars = area.board.plan.walk()
    assert seen.role() == QAccessible.Role.List
    assert seen.text(NAME) == "Board of the day"
    assert [seen.child(n).text(NAME) for n in range(seen.childCount())] == [
        describe_shift(bar) for bar in bars
    ]
    assert [seen.indexOfChild(seen.child(n)) for n in range(len(bars))] == list(range(len(bars)))


def test_the_chosen_bar_has_the_focus(area: RotaArea, book: RotaBook) -> None:
    area.go_to_shift(book.pair)
    seen = QAccessible.queryAccessibleInterface(area.board)
    child = seen.focusChild()
    assert child is not None
    assert child.text(NAME).startswith("Pair, 11:00–13:00, Food drive")
    assert child.state().focused
    point = area.board.viewport().mapToGlobal(middle(area, book.pair))
    assert child.rect().contains(point)
    assert seen.indexOfChild(seen.childAt(point.x(), point.y())) == seen.indexOfChild(child)


def item(area: RotaArea, shift_id: int) -> QAccessibleInterface:
    seen = QAccessible.queryAccessibleInterface(area.board)
    number = [bar.shift.id for bar in area.board.plan.walk()].index(shift_id)
    return seen.child(number)


def times(book: RotaBook, shift_id: int) -> tuple[object, object]:
    row = book.row(shift_id)
    assert row is not None
    return row.starts_at, row.ends_at


def test_the_board_is_its_own_from_the_first(area: RotaArea, active: None) -> None:
    board = Board(area.board.plan, lambda *_: (), lambda *_: ())
    seen = QAccessible.queryAccessibleInterface(board)
    assert seen.role() == QAccessible.Role.List
    assert seen.childCount() == len(area.board.plan.bars()) > 3
    board.show()
    for _ in area.board.plan.bars():
        QTest.keyClick(board, Qt.Key.Key_Right)
    board.close()
    board.deleteLater()


def test_a_clash_is_said_with_its_shift(area: RotaArea, book: RotaBook) -> None:
    book.session.office.execute(Assign(book.bakers, (book.ann,)))
    book.session.office.execute(Assign(book.pair, (book.ann,)), "She lives next door")
    book.session.office.execute(SetField("shift", book.pair, "ends_at", at(14)))
    area.reload()
    for shift_id in (book.bakers, book.pair):
        assert "overlap for Ann Cohen" in item(area, shift_id).text(NAME)
        tooltip(area, shift_id)
        assert "overlap for Ann Cohen" in QToolTip.text()
    assert "Ann Cohen" not in item(area, book.wrappers).text(NAME)


def test_a_bar_is_selected_from_outside(area: RotaArea, book: RotaBook) -> None:
    selection = QAccessible.queryAccessibleInterface(area.board).selectionInterface()
    assert selection.selectedItemCount() == 0
    assert selection.select(item(area, book.pair))
    assert area.board.current is area.board.bar(book.pair)
    assert selection.isSelected(item(area, book.pair))
    assert not selection.unselect(item(area, book.bakers))
    assert selection.unselect(item(area, book.pair))
    assert area.board.current is None


@pytest.mark.parametrize(
    ("name", "start", "end"),
    [
        ("Move earlier", at(10, 45), at(12, 45)),
        ("Move later", at(11, 15), at(13, 15)),
        ("Make longer", at(11), at(13, 15)),
        ("Make shorter", at(11), at(12, 45)),
    ],
)
def test_a_bar_is_moved_and_stretched_by_its_actions(
    area: RotaArea, book: RotaBook, name: str, start: datetime, end: datetime
) -> None:
    able = item(area, book.pair).actionInterface()
    able.doAction(name)
    assert times(book, book.pair) == (at(11), at(13)), "it waits until the question was answered"
    QApplication.processEvents()
    assert times(book, book.pair) == (start, end)


def test_the_project_is_opened_and_somebody_put_on_by_actions_and_by_their_keys(
    area: RotaArea, book: RotaBook
) -> None:
    opened: list[int] = []
    area.board.opened.connect(opened.append)
    able = item(area, book.pair).actionInterface()
    able.doAction(QAccessibleActionInterface.pressAction())
    QApplication.processEvents()
    area.board.select(book.pair)
    QTest.keyClick(area.board, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert opened == [book.drive] * 2
    able.doAction("Put on")
    QApplication.processEvents()
    assert area.people.search.hasFocus()
    able.doAction(QAccessibleActionInterface.setFocusAction())
    QApplication.processEvents()
    assert area.board.hasFocus()
    assert able.keyBindingsForAction("Put on") == ["Return"]
    assert able.localizedActionName("Move later") == "Move it later"


def test_what_cannot_be_done_is_not_offered(area: RotaArea, book: RotaBook) -> None:
    names = item(area, book.knitters).actionInterface().actionNames()
    assert names == ["Press", "SetFocus", "Put on"], "it has no time to move"
    area.board.movable = False
    assert item(area, book.pair).actionInterface().actionNames() == ["Press", "SetFocus"]


def test_a_bar_that_is_copied_is_there(area: RotaArea, book: RotaBook, active: None) -> None:
    area.go_to_shift(book.pair)
    seen = QAccessible.queryAccessibleInterface(area.board)
    before = seen.childCount()
    QTest.keyClick(area.board, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert seen.childCount() == before + 1
    assert area.board.current is not None
    assert seen.child(seen.indexOfChild(seen.focusChild())).text(NAME) == describe_shift(area.board.current)


def test_a_bar_that_is_removed_is_gone_for_a_screen_reader_too(area: RotaArea, book: RotaBook) -> None:
    area.go_to_shift(book.pair)
    seen = QAccessible.queryAccessibleInterface(area.board)
    child, before = seen.focusChild(), seen.childCount()
    assert Shiboken.isValid(child)
    QTest.keyClick(area.board, Qt.Key.Key_Delete)
    assert not Shiboken.isValid(child)
    assert seen.childCount() == before - 1
