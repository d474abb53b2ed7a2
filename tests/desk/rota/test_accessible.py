"""What a screen reader sees of the board."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from rota_book import RotaBook, middle

from mitzvah_desk.desk.rota.area import RotaArea
from mitzvah_desk.desk.rota.plan import sentence

NAME = QAccessible.Text.Name


def test_every_bar_is_an_item_with_its_sentence(area: RotaArea) -> None:
    seen = QAccessible.queryAccessibleInterface(area.board)
    bars = area.board.plan.bars()
    assert seen.role() == QAccessible.Role.List
    assert seen.text(NAME) == "Board of the day"
    assert [seen.child(n).text(NAME) for n in range(seen.childCount())] == [sentence(bar) for bar in bars]
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


def test_a_bar_that_is_removed_is_gone_for_a_screen_reader_too(area: RotaArea, book: RotaBook) -> None:
    area.go_to_shift(book.pair)
    seen = QAccessible.queryAccessibleInterface(area.board)
    child, before = seen.focusChild(), seen.childCount()
    QTest.keyClick(area.board, Qt.Key.Key_Delete)
    assert not child.isValid()
    assert child.text(NAME) == ""
    assert seen.childCount() == before - 1
