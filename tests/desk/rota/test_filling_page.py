"""Fill gaps: from what is to be filled to those who are invited, with the keyboard alone."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from rota_book import RotaBook

from mitzvah_desk.desk.rota.area import RotaArea
from mitzvah_desk.desk.rota.fill_gaps import FillGaps
from mitzvah_desk.model import AssignmentStatus
from mitzvah_desk.office.core.crud import SetField
from mitzvah_desk.office.rota.assignments import Assign

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def page(area: RotaArea) -> FillGaps:
    QTest.keyClick(area.board, Qt.Key.Key_G, CTRL)
    assert area.filling.isVisible()
    return area.filling


def offered(page: FillGaps) -> list[str]:
    return [page.scope.itemText(n) for n in range(page.scope.count())]


def propose(page: FillGaps, scope: str = "the whole campaign", *, beyond: bool = True) -> None:
    page.beyond.setChecked(beyond)
    page.scope.setCurrentIndex(offered(page).index(scope))
    page.propose.setFocus()
    QTest.keyClick(page.propose, Qt.Key.Key_Space)


def lines(page: FillGaps) -> dict[str, list[str]]:
    model, found = page.proposed.model(), {}
    for row in range(model.rowCount()):
        shift = model.index(row, 0)
        people = [model.index(n, 0, shift).data() for n in range(model.rowCount(shift))]
        found[str(shift.data())] = people
    return found


def sentences(page: FillGaps) -> list[str]:
    return [page.gaps.item(n).text() for n in range(page.gaps.count())]


def invited(book: RotaBook) -> int:
    return sum(len(book.on(shift)) for shift in (book.bakers, book.welcome, book.pair, book.wrappers))


def test_nobody_is_invited_until_one_says_so(page: FillGaps, book: RotaBook) -> None:
    propose(page)
    assert lines(page)
    assert invited(book) == 0
    assert page.proposed.hasFocus()
    QTest.keyClick(page, Qt.Key.Key_Escape)
    assert not page.isVisible()
    assert invited(book) == 0


def test_all_that_is_proposed_is_one_step(page: FillGaps, book: RotaBook, area: RotaArea) -> None:
    propose(page)
    places = len(page.ticked())
    assert places > 3
    assert page.invite.text() == f"Invite to {places} places"
    page.invite.setFocus()
    QTest.keyClick(page.invite, Qt.Key.Key_Space)
    assert invited(book) + len(book.on(book.knitters)) == places
    assert {row.status for row in book.on(book.bakers)} <= {AssignmentStatus.INVITED}
    assert area.board.isVisible()
    book.session.undo()
    assert invited(book) == 0


def test_a_tick_taken_away_leaves_one_out(page: FillGaps, book: RotaBook) -> None:
    propose(page)
    before = len(page.ticked())
    QTest.keyClick(page.proposed, Qt.Key.Key_Space)
    (first, people), *others = lines(page).items()
    assert others
    assert len(page.ticked()) == before - len(people)
    page.invite.click()
    assert invited(book) + len(book.on(book.knitters)) == before - len(people)
    assert "Baker" in first or "Pair" in first or "Welcome" in first


def test_each_gap_that_stays_says_why_and_leads_to_its_shift(
    page: FillGaps, book: RotaBook, area: RotaArea
) -> None:
    propose(page)
    assert any("Bakers at 10:00 in Tea & <b>cake</b> needs" in text for text in sentences(page))
    number = next(n for n, text in enumerate(sentences(page)) if "Bakers" in text)
    page.gaps.itemActivated.emit(page.gaps.item(number))
    assert area.board.isVisible()
    assert area.board.current is not None
    assert area.board.current.shift.id == book.bakers


def test_one_shift_a_day_or_a_project_may_be_filled(page: FillGaps, book: RotaBook) -> None:
    words = offered(page)
    assert words[:2] == ["Sunday 22 November", "the whole campaign"]
    assert "Food drive on that day" in words
    propose(page, "Food drive on that day")
    assert all("Food drive" in label for label in lines(page))


def test_several_shifts_chosen_in_the_list_come_first(area: RotaArea, book: RotaBook) -> None:
    QTest.keyClick(area.board, Qt.Key.Key_T, CTRL)
    area.list.select([book.pair, book.wrappers])
    QTest.keyClick(area.list, Qt.Key.Key_G, CTRL)
    assert offered(area.filling)[0] == "the 2 shifts chosen"


def test_the_minimum_comes_first(page: FillGaps) -> None:
    assert not page.beyond.isChecked()
    propose(page)
    everybody = len(page.ticked())
    page.beyond.setChecked(False)
    assert page.ticked() == []
    propose(page, beyond=False)
    assert 0 < len(page.ticked()) < everybody
    assert "beyond" not in page._said.text()


def test_nobody_is_proposed_for_more_shifts_a_day_than_wanted(page: FillGaps) -> None:
    assert page.a_day.value() == 2
    page.a_day.setValue(1)
    propose(page)
    members = [number for choice in page.ticked() for number in choice.members]
    timed = {slot.shift_id for slot in page._filled.problem.slots if slot.span} if page._filled else set()
    days = [p for s, p in page._filled.pairs(page.ticked()) if s in timed] if page._filled else []
    assert members
    assert len(days) == len(set(days))


def test_each_proposal_shows_the_number_the_load_and_why(page: FillGaps, book: RotaBook) -> None:
    book.session.execute(SetField("person", book.ann, "mobile", "07700 900001"))
    book.session.execute(Assign(book.knitters, (book.ann,)))
    propose(page)
    people = [person for person in page._people if person.text(0) == "Ann Cohen"]
    assert {tuple(person.text(n) for n in range(1, 4)) for person in people} == {
        ("07700 900001", "1 shift", "")
    }


def test_whoever_is_on_a_shift_stays_there(book: RotaBook, page: FillGaps) -> None:
    book.session.execute(Assign(book.bakers, (book.ann,), status=AssignmentStatus.CONFIRMED))
    propose(page)
    page.invite.click()
    kept = {row.name: row.status for row in book.on(book.bakers)}
    assert kept.pop("Ann Cohen") is AssignmentStatus.CONFIRMED
    assert set(kept.values()) == {AssignmentStatus.INVITED}
    assert "Ann Cohen" not in book.names(book.welcome)


def test_a_confidential_place_is_not_named(page: FillGaps) -> None:
    propose(page)
    assert not any("Secret" in text for text in [*lines(page), *sentences(page), *offered(page)])
