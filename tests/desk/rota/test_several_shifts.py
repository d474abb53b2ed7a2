"""Several shifts are chosen on the board, by mouse and by keys, and are worked on in one step."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from rota_book import RotaBook, at, middle

from mitzvah_desk.desk.rota.area import RotaArea
from mitzvah_desk.office.rota.assignments import Assign

ALT = Qt.KeyboardModifier.AltModifier
CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def click(area: RotaArea, shift_id: int, modifier: Qt.KeyboardModifier) -> None:
    bar = area.board.bar(shift_id)
    assert bar is not None
    point = area.board.rect_of(bar).center()
    QTest.mouseClick(area.board.viewport(), Qt.MouseButton.LeftButton, modifier, point)


def starts(book: RotaBook, *shift_ids: int) -> list[object]:
    return [row.starts_at if (row := book.row(number)) else None for number in shift_ids]


def menu_of(area: RotaArea) -> list[str]:
    """The menu of the chosen bars, as the menu key opens it."""
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(), QPoint())
    QApplication.sendEvent(area.board, event)
    menu = next(each for each in area.board.findChildren(QMenu) if each.isVisible())
    words = [action.text().partition("\t")[0] for action in menu.actions() if action.isEnabled()]
    menu.close()
    return [each for each in words if each]


def test_ctrl_and_a_click_choose_several_and_the_menu_says_how_many(area: RotaArea, book: RotaBook) -> None:
    middle(area, book.bakers)
    click(area, book.pair, CONTROL)
    click(area, book.welcome, CONTROL)
    assert set(area.board.chosen_ids) == {book.bakers, book.welcome, book.pair}
    assert area.board.accessibleDescription().startswith("3 shifts are chosen. Welcome")
    assert menu_of(area) == [
        "Move 3 shifts earlier",
        "Move 3 shifts later",
        "Let 3 shifts end later",
        "Let 3 shifts end earlier",
        "Copy 3 shifts",
        "Remove 3 shifts",
    ]
    click(area, book.pair, CONTROL)
    assert set(area.board.chosen_ids) == {book.bakers, book.welcome}
    click(area, book.pair, Qt.KeyboardModifier.NoModifier)
    assert area.board.chosen_ids == (book.pair,)
    assert "Remove" in menu_of(area)


def test_keys_choose_several_and_leave_one_out(area: RotaArea) -> None:
    walk = [bar.shift.id for bar in area.board.plan.walk()]
    area.start()
    QTest.keyClick(area.board, Qt.Key.Key_Home, CONTROL)
    QTest.keyClick(area.board, Qt.Key.Key_Right, SHIFT)
    QTest.keyClick(area.board, Qt.Key.Key_Space, CONTROL)
    QTest.keyClick(area.board, Qt.Key.Key_Right, SHIFT)
    assert list(area.board.chosen_ids) == [walk[0], walk[2]]
    current = area.board.current
    assert current is not None
    assert current.shift.id == walk[2]
    QTest.keyClick(area.board, Qt.Key.Key_Escape)
    assert list(area.board.chosen_ids) == [walk[2]]


def test_they_are_moved_together_and_one_undo_takes_it_back(area: RotaArea, book: RotaBook) -> None:
    book.session.execute(Assign(book.bakers, (book.ann,)))
    book.session.execute(Assign(book.wrappers, (book.ann,)), area)
    area.start()
    middle(area, book.bakers)
    area.board.pick(book.pair)
    QTest.keyClick(area.board, Qt.Key.Key_Right, ALT)
    assert starts(book, book.bakers, book.pair, book.welcome) == [at(10, 15), at(11, 15), at(10)]
    assert set(area.board.chosen_ids) == {book.bakers, book.pair}
    QTest.keyClick(area.board, Qt.Key.Key_Left, ALT | SHIFT)
    row = book.row(book.bakers)
    assert row is not None
    assert (row.starts_at, row.ends_at) == (at(10, 15), at(12))
    book.session.undo()
    book.session.undo()
    assert starts(book, book.bakers, book.pair) == [at(10), at(11)]


def test_they_are_copied_and_removed_together(area: RotaArea, book: RotaBook) -> None:
    area.start()
    middle(area, book.bakers)
    area.board.pick(book.pair)
    before = len(area.board.plan.bars())
    QTest.keyClick(area.board, Qt.Key.Key_D, CONTROL)
    assert len(area.board.plan.bars()) == before + 2
    assert len(area.board.chosen_ids) == 2
    assert not {book.bakers, book.pair} & set(area.board.chosen_ids)
    QTest.keyClick(area.board, Qt.Key.Key_Delete)
    assert len(area.board.plan.bars()) == before
    book.session.undo()
    assert len(area.board.plan.bars()) == before + 2
    book.session.undo()
    assert len(area.board.plan.bars()) == before


def test_lines_chosen_in_the_list_are_removed_together(area: RotaArea, book: RotaBook) -> None:
    QTest.keyClick(area.board, Qt.Key.Key_T, CONTROL)
    area.list.select([book.bakers, book.pair])
    area.list.setFocus()
    QTest.keyClick(area.list, Qt.Key.Key_Delete)
    assert starts(book, book.bakers, book.pair, book.welcome) == [None, None, at(10)]
