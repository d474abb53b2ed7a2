"""Somebody rings off, in the window: three steps from opening to replaced, by the keyboard alone."""

import pytest
from doubles import Shown
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from rota_book import DAY, RotaBook, at

from mitzvah_desk.desk.rota.area import RotaArea
from mitzvah_desk.desk.rota.ringing_off import RingingOff
from mitzvah_desk.desk.rota.swapping import SwapDialog
from mitzvah_desk.desk.shell.search import SearchDialog
from mitzvah_desk.desk.widgets.notice import DecisionDialog
from mitzvah_desk.model import AssignmentStatus
from mitzvah_desk.office.core.crud import SetField
from mitzvah_desk.office.rota.assignments import Assign

SURE, NO = AssignmentStatus.CONFIRMED, AssignmentStatus.DECLINED
ENTER = Qt.Key.Key_Return


@pytest.fixture
def ringing(area: RotaArea, book: RotaBook) -> RingingOff:
    """Ann Cohen, who bakes at ten and wraps at two, rings off."""
    for shift in (book.bakers, book.wrappers):
        book.session.execute(Assign(shift, (book.ann,), status=SURE))
    book.session.execute(SetField("person", book.ruth, "mobile", "07700 900001"))
    area.show_record("cannot_come", book.ann)
    (dialog,) = area.findChildren(RingingOff)
    return dialog


def lines(dialog: RingingOff) -> list[tuple[str, str, str]]:
    return [(e.name, e.aside, e.detail) for e in dialog.stand_ins.entries.shown]


def on(book: RotaBook, shift: int) -> dict[str, AssignmentStatus]:
    return {row.name: row.status for row in book.on(shift)}


def test_the_whole_day_is_seen_at_once(ringing: RingingOff) -> None:
    seen = [(entry.name, entry.aside) for entry in ringing.duties.entries.shown]
    assert seen == [
        ("Bakers in Tea & <b>cake</b>", "10:00–12:00"),
        ("Wrappers in Gifts for Rose", "14:00–15:00"),
    ]
    offered = [ringing.extent.itemText(n) for n in range(ringing.extent.count())]
    assert offered == [
        "the whole day",
        "the day from 14:00 on",
        "only Bakers in Tea & <b>cake</b> 10:00–12:00",
        "only Wrappers in Gifts for Rose 14:00–15:00",
    ]


def test_replaced_with_two_keys(ringing: RingingOff, book: RotaBook) -> None:
    assert ringing.go.hasFocus()
    QTest.keyClick(ringing.go, ENTER)
    assert on(book, book.bakers) == {"Ann Cohen": NO}
    assert ringing.stand_ins.hasFocus()
    assert ("Ruth Levy", "07700 900001", "not asked yet · no shift yet") in lines(ringing)
    first = ringing.stand_ins.current()
    assert first is not None
    QTest.keyClick(ringing.stand_ins, Qt.Key.Key_Y)
    assert on(book, book.bakers) == {"Ann Cohen": NO, first.name: SURE}
    assert ringing.place.count() == 1  # the afternoon is still to be filled
    QTest.keyClick(ringing.stand_ins, Qt.Key.Key_Y)
    assert SURE in on(book, book.wrappers).values()
    assert ringing.done_button.hasFocus()
    QTest.keyClick(ringing.done_button, ENTER)
    assert not ringing.isVisible()
    for _ in range(3):
        book.session.undo()
    assert on(book, book.bakers) == {"Ann Cohen": SURE}


def test_one_is_asked_and_another_says_no(ringing: RingingOff, book: RotaBook) -> None:
    ringing.extent.setCurrentIndex(2)
    ringing.go.click()
    first, second = (entry.name for entry in ringing.stand_ins.entries.shown[:2])
    QTest.keyClick(ringing.stand_ins, Qt.Key.Key_N)
    assert on(book, book.bakers)[first] is NO
    assert lines(ringing)[-1][::2] == (first, "said no")
    ringing.stand_ins.go(0)
    QTest.keyClick(ringing.stand_ins, Qt.Key.Key_A)
    assert on(book, book.bakers)[second] is AssignmentStatus.INVITED
    assert on(book, book.wrappers) == {"Ann Cohen": SURE}
    assert lines(ringing)[0][::2] == (second, "on the waiting list · asked")
    ringing.stand_ins.go(0)
    QTest.keyClick(ringing.stand_ins, Qt.Key.Key_Y)
    assert on(book, book.bakers)[second] is SURE


def test_the_first_reserve_steps_in_with_one_key(area: RotaArea, book: RotaBook) -> None:
    book.session.execute(Assign(book.bakers, (book.ann,), status=SURE))
    book.session.execute(Assign(book.bakers, (book.ruth,), reserve=True))
    area.open_ringing_off(book.ann)
    (dialog,) = area.findChildren(RingingOff)
    dialog.go.click()
    assert lines(dialog)[0][::2] == ("Ruth Levy", "on the waiting list · asked")
    QTest.keyClick(dialog.stand_ins, Qt.Key.Key_R)
    assert ("Ruth Levy", False) in {(row.name, row.reserve) for row in book.on(book.bakers)}
    assert "Every place on a shift is taken again." in dialog._said.text()


def test_what_else_they_do_is_named_and_leads_there(area: RotaArea, book: RotaBook, qtbot: QtBot) -> None:
    home = book.add("partner", name="Rubens House")
    times = {"from_at": at(11), "until_at": at(12)}
    drive = book.add("delivery", campaign_id=book.campaign, partner_id=home, driver_id=book.ruth, **times)
    area.open_ringing_off(book.ruth)
    (dialog,) = area.findChildren(RingingOff)
    dialog.go.click()
    assert (
        dialog.also.item(0).text().endswith("Also drives to Rubens House 11:00–12:00: choose another driver.")
    )
    with qtbot.waitSignal(book.session.open_requested) as wanted:
        dialog.also.itemActivated.emit(dialog.also.item(0))
    assert wanted.args == ["delivery", drive]


def test_who_rings_off_is_found_by_part_of_a_name(area: RotaArea, book: RotaBook) -> None:
    book.session.execute(Assign(book.bakers, (book.ann,)))
    QTest.keyClick(area.board, Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
    (dialog,) = area.findChildren(RingingOff)
    assert [entry.name for entry in dialog.found.entries.shown] == [
        "Ann Cohen"
    ]  # whoever does nothing is left out
    QTest.keyClicks(dialog.search, "ann")
    QTest.keyClick(dialog.search, ENTER)
    assert dialog.day.currentData() == DAY
    assert dialog.focusWidget() is dialog.go


def test_from_the_panel_it_is_about_that_shift(area: RotaArea, book: RotaBook) -> None:
    for shift in (book.bakers, book.wrappers):
        book.session.execute(Assign(shift, (book.ann,)))
    area.go_to_shift(book.wrappers)
    area.people.on.go(0)
    area.people.action("Cannot come…").trigger()
    (dialog,) = area.findChildren(RingingOff)
    assert dialog.extent.currentText() == "only Wrappers in Gifts for Rose 14:00–15:00"


def test_two_swap_after_what_it_breaks_was_told(
    area: RotaArea, book: RotaBook, shown: Shown, monkeypatch: pytest.MonkeyPatch
) -> None:
    book.session.execute(Assign(book.bakers, (book.ann,)))
    book.session.execute(Assign(book.wrappers, (book.ruth,)))
    book.add("unavailability", person_id=book.ruth, starts_at=at(9), ends_at=at(11))
    told: list[str] = []

    def ask(_parent: object, findings: list[object]) -> str:
        told.extend(getattr(finding, "text", "") for finding in findings)
        return "She comes at eleven"

    monkeypatch.setattr(DecisionDialog, "ask", staticmethod(ask))
    (row,) = book.on(book.bakers)
    dialog = SwapDialog(book.session, row.id, "Ann Cohen", area)
    shown(dialog)
    QTest.keyClicks(dialog.search, "ruth")
    QTest.keyClick(dialog.search, ENTER)
    assert (book.names(book.bakers), book.names(book.wrappers)) == (["Ruth Levy"], ["Ann Cohen"])
    assert any("cannot serve" in text for text in told)


def test_search_offers_it_below_who_does_something(book: RotaBook, shown: Shown, qtbot: QtBot) -> None:
    book.session.execute(Assign(book.bakers, (book.ann,)))
    dialog = SearchDialog(book.session)
    shown(dialog)
    QTest.keyClicks(dialog.box, "ann")
    found = [dialog.list.item(n).text() for n in range(dialog.list.count())]
    assert found[1] == "Ann Cohen    Cannot come…"
    QTest.keyClick(dialog.box, Qt.Key.Key_Down)
    with qtbot.waitSignal(book.session.open_requested) as wanted:
        QTest.keyClick(dialog.box, ENTER)
    assert wanted.args == ["cannot_come", book.ann]


def test_a_place_that_was_left_before_can_be_filled_later(
    ringing: RingingOff, area: RotaArea, book: RotaBook
) -> None:
    ringing.go.click()
    ringing.reject()
    area.open_ringing_off(book.ann)
    dialog = area.findChildren(RingingOff)[-1]
    dialog.again.click()
    assert dialog.place.count() == 2
    QTest.keyClick(dialog.stand_ins, Qt.Key.Key_Y)
    assert SURE in on(book, book.bakers).values()
