"""People put on shifts: by mouse, by keyboard, as a family and as a group; what they answered."""

from collections.abc import Sequence

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLineEdit
from pytestqt.qtbot import QtBot
from rota_book import RotaBook, drop
from small_book import write

from mitzvah_desk.desk.rota.area import RotaArea
from mitzvah_desk.desk.rota.assignee import Assignee
from mitzvah_desk.desk.widgets.notice import DecisionDialog
from mitzvah_desk.model import AssignmentStatus
from mitzvah_desk.office.core.crud import SetField
from mitzvah_desk.office.rota.assignments import Assign
from mitzvah_desk.rules.findings import Finding


class Asked:
    """Stands in for the question for a reason: notes what it shows and gives an answer."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, answer: str | None) -> None:
        self.findings: list[list[str]] = []
        self.answer = answer
        monkeypatch.setattr(DecisionDialog, "ask", staticmethod(self._ask))

    def _ask(self, _parent: object, findings: Sequence[Finding]) -> str | None:
        self.findings.append([finding.text for finding in findings])
        return self.answer


def put_by_keyboard(area: RotaArea, shift_id: int, name: str, key: Qt.Key = Qt.Key.Key_Return) -> None:
    """Chooses a bar, types a name and presses Enter."""
    area.go_to_shift(shift_id)
    QTest.keyClick(area.board, Qt.Key.Key_Return)
    QTest.keyClicks(area.people.search, name)
    QTest.keyClick(area.people.search, key)


def press(area: RotaArea, words: str) -> None:
    """Presses a button of the panel by its accessible name."""
    found = [b for b in area.people.findChildren(QAbstractButton) if b.accessibleName() == words]
    found[0].click()


def choose_on(area: RotaArea, name: str) -> None:
    """Chooses somebody who is on the shift."""
    shown = [entry.name for entry in area.people.on.entries.shown]
    area.people.on.go(shown.index(name))


def test_somebody_is_put_on_with_the_keyboard(area: RotaArea, book: RotaBook) -> None:
    put_by_keyboard(area, book.bakers, "ann c")
    assert book.names(book.bakers) == ["Ann Cohen"]
    assert area.people.search.text() == ""
    assert area.people.search.hasFocus()
    assert [entry.name for entry in area.people.on.entries.shown] == ["Ann Cohen"]
    QTest.keyClick(area.people.search, Qt.Key.Key_Escape)
    assert area.board.hasFocus()
    book.session.undo()
    assert book.names(book.bakers) == []


def test_somebody_is_dropped_on_a_bar(area: RotaArea, book: RotaBook) -> None:
    drop(area, Assignee("person", book.ruth, "Ruth Levy"), book.bakers)
    assert book.names(book.bakers) == ["Ruth Levy"]
    bar = area.board.bar(book.bakers)
    assert bar is not None
    assert bar.shift.gap == 2


def test_both_ways_ask_the_same_before_a_clash(
    area: RotaArea, book: RotaBook, monkeypatch: pytest.MonkeyPatch
) -> None:
    book.session.execute(Assign(book.bakers, (book.ann,)))
    asked = Asked(monkeypatch, None)
    put_by_keyboard(area, book.pair, "ann")
    drop(area, Assignee("person", book.ann, "Ann Cohen"), book.pair)
    assert book.names(book.pair) == []
    assert len(asked.findings) == 2
    assert asked.findings[0] == asked.findings[1]
    assert "Ann Cohen" in asked.findings[0][0]
    asked.answer = "She lives next door"
    drop(area, Assignee("person", book.ann, "Ann Cohen"), book.pair)
    assert [row.reason for row in book.on(book.pair)] == ["She lives next door"]


def test_those_who_are_free_come_first_and_the_others_say_why_not(area: RotaArea, book: RotaBook) -> None:
    book.session.execute(Assign(book.bakers, (book.ann,)))
    area.go_to_shift(book.pair)
    free = [entry.name for entry in area.people.could.entries.shown]
    assert {"Dan Cohen", "Ruth Levy"} <= set(free)
    assert "Ann Cohen" not in free
    area.people.others.click()
    shown = area.people.could.entries.shown
    assert [entry.name for entry in shown[: len(free)]] == free
    ann = next(entry for entry in shown if entry.name == "Ann Cohen")
    assert ann.detail == "Not free 10:00–12:00: Bakers in Tea & <b>cake</b>."
    area.people.others.click()
    assert [entry.name for entry in area.people.could.entries.shown] == free


def test_who_may_be_asked_shows_the_number_and_what_they_do(area: RotaArea, book: RotaBook) -> None:
    book.session.execute(SetField("person", book.ann, "mobile", "07700 900001"))
    book.session.execute(Assign(book.welcome, (book.ann,)))
    area.go_to_shift(book.wrappers)
    ann = next(entry for entry in area.people.could.entries.shown if entry.name == "Ann Cohen")
    assert (ann.aside, ann.detail) == ("07700 900001", "1 shift, 1 h")


def test_a_whole_family_is_put_on_in_one_step(area: RotaArea, book: RotaBook) -> None:
    area.go_to_shift(book.bakers)
    area.people.start()
    QTest.keyClicks(area.people.search, "dan")
    press(area, "Whole family")
    assert book.names(book.bakers) == ["Ann Cohen", "Dan Cohen"]
    book.session.undo()
    assert book.names(book.bakers) == []


def test_a_group_comes_with_its_head_count(area: RotaArea, book: RotaBook) -> None:
    area.go_to_shift(book.knitters)
    area.people.start()
    QTest.keyClicks(area.people.search, "scouts")
    assert area.people.heads.isVisible()
    write(area.people.heads.young, "12")
    press(area, "Put on")
    (row,) = book.on(book.knitters)
    assert (row.adults, row.children) == (4, 12)
    choose_on(area, "Third Hendon Scouts")
    write(area.people.heads_on.adults, "3")
    (row,) = book.on(book.knitters)
    assert (row.adults, row.children) == (3, 12)
    assert "12 children + 3 adults" in area.people.on.entries.shown[0].detail


def test_answers_are_noted(area: RotaArea, book: RotaBook) -> None:
    put_by_keyboard(area, book.bakers, "ann")
    choose_on(area, "Ann Cohen")
    press(area, "Confirm")
    assert [row.status for row in book.on(book.bakers)] == [AssignmentStatus.CONFIRMED]
    choose_on(area, "Ann Cohen")
    press(area, "Decline")
    assert [row.status for row in book.on(book.bakers)] == [AssignmentStatus.DECLINED]
    assert "declined" in area.people.on.entries.shown[0].detail


def test_a_reserve_steps_in(area: RotaArea, book: RotaBook) -> None:
    put_by_keyboard(area, book.bakers, "ann")
    area.people.start()
    QTest.keyClicks(area.people.search, "ruth")
    press(area, "Reserve")
    assert [(row.name, row.reserve) for row in book.on(book.bakers)] == [
        ("Ann Cohen", False),
        ("Ruth Levy", True),
    ]
    choose_on(area, "Ann Cohen")
    area.people.action("Let a reserve step in").trigger()
    assert [(row.name, row.reserve, row.status) for row in book.on(book.bakers)] == [
        ("Ruth Levy", False, AssignmentStatus.INVITED),
        ("Ann Cohen", False, AssignmentStatus.DECLINED),
    ]


def test_a_reserve_who_takes_a_place_is_checked(
    area: RotaArea, book: RotaBook, monkeypatch: pytest.MonkeyPatch
) -> None:
    book.session.execute(Assign(book.bakers, (book.ann,)))
    book.session.execute(Assign(book.pair, (book.ann,), reserve=True))
    area.go_to_shift(book.pair)
    asked = Asked(monkeypatch, None)
    choose_on(area, "Ann Cohen")
    area.people.action("Make a full member").trigger()
    assert len(asked.findings) == 1
    assert [row.reserve for row in book.on(book.pair)] == [True]


def test_somebody_is_taken_off_and_moved_to_another_shift(area: RotaArea, book: RotaBook) -> None:
    put_by_keyboard(area, book.bakers, "ann")
    who = area.people.on.entries.shown[0].who
    assert who is not None
    drop(area, who, book.wrappers)
    assert (book.names(book.bakers), book.names(book.wrappers)) == ([], ["Ann Cohen"])
    choose_on(area, "Ann Cohen")
    area.people.on.setFocus()
    QTest.keyClick(area.people.on, Qt.Key.Key_Delete)
    assert book.names(book.wrappers) == []
    assert book.row(book.wrappers) is not None


def test_enter_on_a_name_opens_the_page(area: RotaArea, book: RotaBook, qtbot: QtBot) -> None:
    put_by_keyboard(area, book.bakers, "ann")
    choose_on(area, "Ann Cohen")
    with qtbot.waitSignal(book.session.open_requested) as wanted:
        QTest.keyClick(area.people.on, Qt.Key.Key_Return)
    assert wanted.args == ["person", book.ann]


def test_every_control_has_a_name(area: RotaArea, book: RotaBook) -> None:
    area.go_to_shift(book.bakers)
    controls = [*area.findChildren(QAbstractButton), *area.findChildren(QLineEdit)]
    nameless = [c for c in controls if c.isVisibleTo(area) and not (c.accessibleName() or c.toolTip())]
    assert [c for c in nameless if not (isinstance(c, QAbstractButton) and c.text())] == []
    for view in (area.board, area.list, area.people.on, area.people.could, area.findings, area.day_bar.days):
        assert view.accessibleName()


def test_a_guest_of_honour_is_not_proposed_but_can_be_put_on_by_name(area: RotaArea, book: RotaBook) -> None:
    book.add("guest_of_honour", project_id=book.tea, person_id=book.ruth)
    area.go_to_shift(book.bakers)
    area.reload()
    assert "Ruth Levy" not in [entry.name for entry in area.people.could.entries.shown]
    QTest.keyClicks(area.people.search, "ruth")
    entry, new = area.people.could.entries.shown
    assert (entry.name, new.name) == ("Ruth Levy", "Add “ruth”")
    assert "Is in the book as a partner’s contact or a guest of honour." in entry.detail
    QTest.keyClick(area.people.search, Qt.Key.Key_Return)
    assert book.names(book.bakers) == ["Ruth Levy"]


def test_a_leader_who_is_elsewhere_is_asked_about(
    area: RotaArea, book: RotaBook, monkeypatch: pytest.MonkeyPatch
) -> None:
    team = book.add("group", name="Guides", adults=2, leader_id=book.ruth)
    book.session.execute(Assign(book.bakers, group_id=team))
    asked = Asked(monkeypatch, None)
    put_by_keyboard(area, book.pair, "ruth")
    assert "with Guides" in asked.findings[0][0]
    assert book.names(book.pair) == []


def test_who_is_chosen_lights_up_all_of_their_day(area: RotaArea, book: RotaBook) -> None:
    office = book.session.office
    office.execute(Assign(book.bakers, (book.ann, book.dan)))
    office.execute(Assign(book.pair, (book.ann,)), "she may")
    office.execute(SetField("group", book.group, "leader_id", book.dan))
    office.execute(Assign(book.wrappers, group_id=book.group, adults=1, children=1), "they may")
    area.reload()
    area.go_to_shift(book.bakers)
    choose_on(area, "Ann Cohen")
    assert area.board.theirs == {book.bakers, book.pair}
    choose_on(area, "Dan Cohen")
    assert area.board.theirs == {book.bakers, book.wrappers}, "with the group that he leads"
    area.go_to_shift(book.welcome)
    QTest.keyClicks(area.people.search, "ann c")
    assert area.board.theirs == {book.bakers, book.pair}, "before she is put on another"


def test_whom_the_book_does_not_know_is_added_and_put_on_in_one_step(area: RotaArea, book: RotaBook) -> None:
    put_by_keyboard(area, book.bakers, "Katz, Zelda")
    assert book.names(book.bakers) == ["Zelda Katz"]
    book.session.undo()
    assert book.names(book.bakers) == []
    area.reload()
    QTest.keyClicks(area.people.search, "zelda")
    assert [entry.name for entry in area.people.could.entries.shown] == ["Add “zelda”"]
