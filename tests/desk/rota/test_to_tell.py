"""The ring list: a shift that moved, whom it concerns, and what they answer."""

import pytest
from doubles import Shown
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from rota_book import RotaBook, at

from mitzvah_desk.desk.rota.area import RotaArea
from mitzvah_desk.desk.rota.to_tell import ToTellPage
from mitzvah_desk.model import AssignmentStatus
from mitzvah_desk.office.core.crud import Remove
from mitzvah_desk.office.rota.assignments import Assign, ChangeShift

SURE, ASKED, NO = AssignmentStatus.CONFIRMED, AssignmentStatus.INVITED, AssignmentStatus.DECLINED


@pytest.fixture
def page(book: RotaBook, shown: Shown) -> ToTellPage:
    office = book.session.office
    office.execute(Assign(book.bakers, (book.ann, book.dan), status=SURE))
    office.execute(Assign(book.pair, (book.ruth,), status=SURE), "she may")
    office.execute(ChangeShift(book.bakers, {"starts_at": at(13), "ends_at": at(15)}), "the oven is late")
    page = ToTellPage(book.session, lambda: at(8))
    shown(page).resize(1100, 700)
    page.reload()
    page.start()
    return page


def names(page: ToTellPage) -> list[str]:
    return [row.name for row in page.list.table.rows_model.rows()]


def status(book: RotaBook, shift: int, name: str) -> AssignmentStatus:
    return next(row.status for row in book.on(shift) if row.name == name)


def test_the_list_says_who_with_what(page: ToTellPage, book: RotaBook) -> None:
    assert names(page) == ["Ann Cohen", "Dan Cohen"]
    QAbstractItemModelTester(page.list.table.rows_model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    assert "Now 13:00–15:00, not 10:00–12:00" in page.about.text()
    assert "ask whether they can come now" in page.about.text()
    assert status(book, book.bakers, "Ann Cohen") is ASKED


def test_each_answer_takes_a_line_away_and_one_undo_brings_it_back(page: ToTellPage, book: RotaBook) -> None:
    page.yes.trigger()
    page.reload()
    assert names(page) == ["Dan Cohen"]
    assert status(book, book.bakers, "Ann Cohen") is SURE
    page.list.table.select([page.list.table.rows_model.rows()[0].id])
    page.no.trigger()
    page.reload()
    assert names(page) == []
    assert status(book, book.bakers, "Dan Cohen") is NO
    book.session.undo()
    page.reload()
    assert names(page) == ["Dan Cohen"]
    assert status(book, book.bakers, "Dan Cohen") is ASKED


def test_several_are_told_at_once(page: ToTellPage, book: RotaBook) -> None:
    page.list.table.select([row.id for row in page.list.table.rows_model.rows()])
    page.told.trigger()
    page.reload()
    assert names(page) == []
    assert status(book, book.bakers, "Ann Cohen") is ASKED


def test_what_was_called_off_has_nothing_to_say_yes_to(page: ToTellPage, book: RotaBook) -> None:
    book.session.office.execute(Remove("shift", (book.pair,)))
    page.reload()
    ruth = next(row.id for row in page.list.table.rows_model.rows() if row.name == "Ruth Levy")
    page.list.table.select([ruth])
    assert "Called off" in page.about.text()
    assert page.told.isEnabled()
    assert not page.yes.isEnabled()


def test_enter_opens_the_person_and_esc_goes_back(page: ToTellPage, book: RotaBook) -> None:
    opened: list[tuple[str, int]] = []
    left: list[bool] = []
    book.session.open_requested.connect(lambda *what: opened.append(what))
    page.left.connect(lambda: left.append(True))
    QTest.keyClick(page.list.table, Qt.Key.Key_Return)
    assert opened == [("person", book.ann)]
    QTest.keyClick(page.list.table, Qt.Key.Key_Escape)
    assert left == [True]


def test_from_a_bar_that_is_moved_to_the_last_call(area: RotaArea, book: RotaBook) -> None:
    book.session.office.execute(Assign(book.bakers, (book.ann,), status=SURE))
    area.reload()
    assert area.to_tell.text() == "Changes to pass on"
    area.go_to_shift(book.bakers)
    QTest.keyClick(area.board, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    area.reload()
    assert area.to_tell.text() == "Changes to pass on: 1"
    QTest.keyClick(area.board, Qt.Key.Key_J, Qt.KeyboardModifier.ControlModifier)
    assert area.telling.isVisible()
    area.telling.yes.trigger()
    area.reload()
    assert area.to_tell.text() == "Changes to pass on"
    QTest.keyClick(area.telling.list.filter_box, Qt.Key.Key_Escape)
    assert area.back()
    assert area.board.isVisible()
    bar = area.board.bar(book.bakers)
    assert bar is not None
    assert bar.shift.confirmed == 1, "what was answered on the list is on the board"
