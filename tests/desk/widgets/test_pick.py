"""The field that chooses one record of many, from the keyboard alone."""

from collections.abc import Sequence

import pytest
from doubles import Shown, Taker
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QListView
from pytestqt.qtbot import QtBot

from mitzvah_desk.desk.widgets.fields import PickField
from mitzvah_desk.desk.widgets.rows import normalise_text

PEOPLE = [
    (1, "Ann Cohen", "Finchley"),
    (2, "Dan Cohen", "Barnet"),
    (3, "Dan Cohen", "Hendon"),
    (4, "רחל לוי", ""),
    (5, "O'Brien & <b>Sons</b>", ""),
]


def search(text: str) -> Sequence[tuple[int, str, str]]:
    words = normalise_text(text).split()
    return [
        person
        for person in PEOPLE
        if all(word in normalise_text(f"{person[1]} {person[2]}") for word in words)
    ]


def popup_of(field: PickField) -> QListView:
    popup = field.popup
    assert isinstance(popup, QListView)
    return popup


def words_in(field: PickField) -> list[str]:
    model = popup_of(field).model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def write(line: QLineEdit, text: str) -> None:
    line.setFocus()
    line.selectAll()
    QTest.keyClicks(line, text)


@pytest.fixture
def field(shown: Shown, taker: Taker) -> PickField:
    made = PickField("Person", taker.commit, search, add_new="Ask the office to add somebody.")
    shown(made)
    return made


def test_typing_offers_what_matches_and_enter_takes_it(qtbot: QtBot, field: PickField, taker: Taker) -> None:
    write(field.line, "cohen")
    assert words_in(field) == ["Ann Cohen  ·  Finchley", "Dan Cohen  ·  Barnet", "Dan Cohen  ·  Hendon"]
    popup = popup_of(field)
    qtbot.waitUntil(popup.isVisible)
    assert popup.currentIndex().row() == 0
    for _ in range(2):
        QTest.keyClick(popup, Qt.Key.Key_Down)
    QTest.keyClick(popup, Qt.Key.Key_Return)
    assert (taker.taken, field.value, field.line.text()) == ([3], 3, "Dan Cohen")
    assert field.flush()
    assert taker.taken == [3]


def test_the_only_match_is_taken_with_enter(qtbot: QtBot, field: PickField, taker: Taker) -> None:
    write(field.line, "brien")
    qtbot.waitUntil(popup_of(field).isVisible)
    QTest.keyClick(popup_of(field), Qt.Key.Key_Return)
    assert (taker.taken, field.line.text()) == ([5], "O'Brien & <b>Sons</b>")


def test_a_whole_name_is_taken_when_the_field_is_left(field: PickField, taker: Taker) -> None:
    write(field.line, "ANN cohen")
    assert field.flush()
    assert (taker.taken, field.line.text()) == ([1], "Ann Cohen")


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("dan cohen", "There are 2 called “dan cohen”. Press Down and choose one."),
        ("cohen", "“cohen” may be several. Enter takes “Ann Cohen”, Down shows all."),
        ("nobody", "“nobody” is not in the list. Ask the office to add somebody."),
    ],
)
def test_what_is_not_one_record_is_kept_and_told(
    field: PickField, taker: Taker, typed: str, sentence: str
) -> None:
    write(field.line, typed)
    assert not field.flush()
    assert (field.line.text(), field.problem, taker.taken) == (typed, sentence, [])


def test_one_is_shown_by_its_id_and_taken_away_by_emptying_the_line(field: PickField, taker: Taker) -> None:
    field.set_value(4)
    assert field.line.text() == "רחל לוי"
    field.line.setFocus()
    assert field.flush()
    assert taker.taken == []
    field.line.selectAll()
    QTest.keyClick(field.line, Qt.Key.Key_Delete)
    assert field.flush()
    assert taker.taken == [None]


def test_one_that_is_offered_no_longer_stays(field: PickField, taker: Taker) -> None:
    field.set_value(99, "Left the book")
    assert field.line.text() == "Left the book"
    field.line.setFocus()
    assert field.flush()
    assert (taker.taken, field.value) == ([], 99)


def test_esc_brings_back_the_one_before(field: PickField, taker: Taker) -> None:
    field.set_value(1, "Ann Cohen")
    write(field.line, "nobody")
    popup_of(field).hide()
    QTest.keyClick(field.line, Qt.Key.Key_Escape)
    assert (field.line.text(), field.value, taker.taken) == ("Ann Cohen", 1, [])


def test_down_offers_all(qtbot: QtBot, field: PickField) -> None:
    field.set_value(1, "Ann Cohen")
    field.line.setFocus()
    QTest.keyClick(field.line, Qt.Key.Key_Down)
    qtbot.waitUntil(popup_of(field).isVisible)
    assert len(words_in(field)) == len(PEOPLE)


def test_a_new_one_is_added_only_when_chosen(qtbot: QtBot, shown: Shown, taker: Taker) -> None:
    added: list[str] = []

    def add(text: str) -> int:
        added.append(text)
        return 70

    field = PickField("Person", taker.commit, search, add_new=add)
    shown(field)
    write(field.line, "Eve")
    assert words_in(field) == ["Add “Eve”"]
    popup_of(field).hide()
    assert not field.flush()
    assert (added, field.problem) == ([], "“Eve” is not in the list yet. Enter adds it.")
    QTest.keyClick(field.line, Qt.Key.Key_Down)
    qtbot.waitUntil(popup_of(field).isVisible)
    QTest.keyClick(popup_of(field), Qt.Key.Key_Return)
    assert (added, taker.taken, field.line.text(), field.problem) == (["Eve"], [70], "Eve", "")


def test_part_of_a_name_is_never_somebody_else_where_one_can_add(shown: Shown, taker: Taker) -> None:
    field = PickField("Person", taker.commit, search, add_new=lambda text: 70)
    shown(field)
    write(field.line, "Ann")
    assert words_in(field) == ["Ann Cohen  ·  Finchley", "Add “Ann”"]
    assert not field.flush()
    assert taker.taken == []


def test_enter_means_the_same_with_the_list_open_or_closed(shown: Shown, taker: Taker) -> None:
    added: list[str] = []

    def add(text: str) -> int:
        added.append(text)
        return 70 + len(added)

    field = PickField("Person", taker.commit, search, add_new=add)
    shown(field)
    write(field.line, "coh")
    assert words_in(field)[-1] == "Add “coh”"
    field.popup.hide()
    QTest.keyClick(field.line, Qt.Key.Key_Return)
    assert (added, taker.taken, field.line.text()) == ([], [1], "Ann Cohen")
    write(field.line, "Eve")
    field.popup.hide()
    QTest.keyClick(field.line, Qt.Key.Key_Return)
    assert (added, taker.taken, field.line.text()) == (["Eve"], [1, 71], "Eve")


def test_up_from_the_first_marks_what_adds(qtbot: QtBot, shown: Shown, taker: Taker) -> None:
    field = PickField("Person", taker.commit, search, add_new=lambda _: 70)
    shown(field)
    write(field.line, "coh")
    qtbot.waitUntil(field.popup.isVisible)
    QTest.keyClick(field.popup, Qt.Key.Key_Up)
    QTest.keyClick(field.popup, Qt.Key.Key_Return)
    assert (taker.taken, field.line.text()) == ([70], "coh")


def test_who_is_called_just_so_stands_first(shown: Shown, taker: Taker) -> None:
    field = PickField("Thing", taker.commit, lambda _: [(1, "rice pudding", ""), (2, "Rice", "")], add_new="")
    shown(field)
    write(field.line, "rice")
    assert words_in(field) == ["Rice", "rice pudding"]
    QTest.keyClick(field.line, Qt.Key.Key_Return)
    assert taker.taken == [2]
