"""The check-in: who is expected, who is late, who is here, and walk-ins in two keystrokes."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from rota_book import RotaBook, at

from mitzvah_desk.desk.rota.area import RotaArea
from mitzvah_desk.desk.rota.check_in import CheckIn
from mitzvah_desk.desk.rota.entry_list import EntryList
from mitzvah_desk.model import AssignmentStatus
from mitzvah_desk.office.rota.assignments import Assign


@pytest.fixture
def page(area: RotaArea, book: RotaBook) -> CheckIn:
    """Ann is a baker at ten, Dan on the food drive at eleven, the scouts knit; it is ten o'clock."""
    book.session.execute(Assign(book.bakers, (book.ann,), status=AssignmentStatus.CONFIRMED))
    book.session.execute(Assign(book.pair, (book.dan,)))
    book.session.execute(Assign(book.knitters, group_id=book.group))
    QTest.keyClick(area.board, Qt.Key.Key_I, Qt.KeyboardModifier.ControlModifier)
    assert area.check_in.isVisible()
    return area.check_in


def names(entries: EntryList) -> list[str]:
    return [entry.name for entry in entries.entries.shown]


def type_and_enter(page: CheckIn, text: str) -> None:
    page.start()
    QTest.keyClicks(page.search, text)
    QTest.keyClick(page.search, Qt.Key.Key_Return)


def test_part_of_a_name_and_enter_is_here(page: CheckIn, book: RotaBook) -> None:
    assert names(page.first) == ["Ann Cohen", "Third Hendon Scouts"]
    type_and_enter(page, "an")
    (row,) = book.on(book.bakers)
    assert (row.status, row.minutes_served) == (AssignmentStatus.ATTENDED, 120)
    assert names(page.here) == ["Ann Cohen"]
    assert page.search.text() == ""
    assert page.search.hasFocus()
    book.session.undo()
    assert names(page.here) == []


def test_who_comes_early_is_found_too(page: CheckIn, book: RotaBook) -> None:
    type_and_enter(page, "dan")
    assert [row.status for row in book.on(book.pair)] == [AssignmentStatus.ATTENDED]


def test_who_is_late_has_not_arrived(area: RotaArea, book: RotaBook, page: CheckIn) -> None:
    late = CheckIn(book.session, lambda: at(10, 20), area)
    late.show_day(area.board.plan)
    assert names(late.late) == ["Ann Cohen"]
    assert names(late.first) == ["Dan Cohen", "Third Hendon Scouts"]


def test_a_walk_in_takes_one_name_and_enter(page: CheckIn, book: RotaBook) -> None:
    page.shift.setCurrentIndex(page.shift.findData(book.welcome))
    type_and_enter(page, "Miriam Stone")
    assert [(row.name, row.status) for row in book.on(book.welcome)] == [
        ("Miriam Stone", AssignmentStatus.ATTENDED)
    ]
    book.session.undo()
    assert book.on(book.welcome) == []


def test_a_walk_in_of_the_book_is_not_added_twice(page: CheckIn, book: RotaBook) -> None:
    page.shift.setCurrentIndex(page.shift.findData(book.welcome))
    type_and_enter(page, "ruth")
    assert [row.who_id for row in book.on(book.welcome)] == [book.ruth]


def test_a_walk_in_is_offered_the_running_shift_that_needs_most(page: CheckIn, book: RotaBook) -> None:
    assert page.shift.currentData() == book.bakers


def test_a_mistake_is_put_right(page: CheckIn, book: RotaBook) -> None:
    type_and_enter(page, "ann")
    page.here.go(0)
    QTest.keyClick(page.here, Qt.Key.Key_Delete)
    assert [row.status for row in book.on(book.bakers)] == [AssignmentStatus.CONFIRMED]
    assert names(page.first)[0] == "Ann Cohen"


def test_esc_goes_back_to_the_board(page: CheckIn, area: RotaArea) -> None:
    page.start()
    QTest.keyClicks(page.search, "x")
    QTest.keyClick(page.search, Qt.Key.Key_Escape)
    assert page.isVisible()
    QTest.keyClick(page.search, Qt.Key.Key_Escape)
    assert area.board.isVisible()
    assert area.board.hasFocus()
