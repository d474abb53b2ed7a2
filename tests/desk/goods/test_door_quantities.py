"""Quantities as people say them, typed at the door."""

import pytest
from door_hands import CTRL, add_new, answering, enter, in_file, key, lines, sizes
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QListView
from pytestqt.qtbot import QtBot
from small_book import Book, write

from mitzvah_desk.desk.goods.receive import ReceivePage
from mitzvah_desk.office.core import lookup
from mitzvah_desk.office.core.crud import SetFields


def test_three_cases_of_beans_are_counted_by_the_tin(
    page: ReceivePage, book: Book, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    beans = next(
        o.id for o in book.session.office.query(lookup.list_item_options) if o.label == "Baked beans"
    )
    book.session.execute(SetFields("item", beans, {"pack_name": "Case", "pack_size": 12}))
    asked = answering(monkeypatch, "Yes, Baked beans")
    enter("")
    add_new(qtbot, page.item, "3 cases baked bean")
    assert asked == ["Is “baked bean” the same as “Baked beans”?"]
    assert page.item.value == beans
    assert page.quantity.line.text() == "36"


def test_a_twin_is_made_only_when_one_says_so(
    page: ReceivePage, book: Book, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    answering(monkeypatch, "No, something new")
    asked = sizes(monkeypatch, 24)
    enter("")
    add_new(qtbot, page.item, "2 boxes of baked bean")
    labels = {option.label for option in book.session.office.query(lookup.list_item_options)}
    assert {"Baked beans", "baked bean"} <= labels
    assert asked == ["2 boxes of baked bean: how many are in one box?"]
    assert page.quantity.line.text() == "48"


@pytest.mark.parametrize(("size", "counted"), [(12, "36"), (None, ""), (1, "")])
def test_three_cases_of_what_nobody_knew_are_offered_and_kept_by_its_name(
    page: ReceivePage,
    book: Book,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    size: int | None,
    counted: str,
) -> None:
    sizes(monkeypatch, size)
    enter("")
    QTest.keyClicks(page.item.editor, "3 cases chickpeas")
    popup = QApplication.activePopupWidget()
    assert isinstance(popup, QListView)
    assert popup.model().index(0, 0).data() == "Add “chickpeas”"
    QTest.keyClick(popup, Qt.Key.Key_Escape)
    page.item.restore()
    add_new(qtbot, page.item, "3 cases chickpeas")
    assert [o.label for o in book.session.office.query(lookup.list_item_options) if "chick" in o.label] == [
        "chickpeas"
    ]
    assert page.quantity.line.text() == counted
    if counted:
        enter()
        assert lines(book, in_file(book)[0].id)[0].amount == "36 (3 cases of 12)"


def test_tins_of_something_new_are_counted_by_the_tin(page: ReceivePage, book: Book, qtbot: QtBot) -> None:
    enter("")
    add_new(qtbot, page.item, "24 tins lentils")
    assert page.quantity.line.text() == "24"


def test_a_dozen_of_something_new(page: ReceivePage, book: Book, qtbot: QtBot) -> None:
    enter("")
    add_new(qtbot, page.item, "2 dozen eggs")
    assert page.quantity.line.text() == "24"
    assert "eggs" in {option.label for option in book.session.office.query(lookup.list_item_options)}


def names(book: Book) -> set[str]:
    return {option.label for option in book.session.office.query(lookup.list_item_options)}


def test_a_weight_of_something_new_is_counted_in_grams(page: ReceivePage, book: Book, qtbot: QtBot) -> None:
    enter("")
    add_new(qtbot, page.item, "2.5 kg flour")
    assert page.quantity.line.text() == "2.5 kg"
    enter()
    (line,) = lines(book, in_file(book)[0].id)
    assert (line.item, line.quantity, line.unit, line.amount) == ("flour", 2500, "g", "2.5 kg")


def test_a_fraction_of_what_is_counted_in_kilos_asks_and_counts_it_in_grams(
    page: ReceivePage, book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    rice = next(o.id for o in book.session.office.query(lookup.list_item_options) if o.label == "Rice")
    book.session.execute(SetFields("item", rice, {"unit": "kg"}))
    enter("")
    enter("3 kg rice")
    enter()
    asked = answering(monkeypatch, "Count it in grams")
    enter("2.5 kg rice")
    enter()
    assert asked == ["Count Rice in grams from now on?"]
    amounts = [line.amount for line in lines(book, in_file(book)[0].id)]
    assert amounts == ["3 kg", "2.5 kg"]
    answering(monkeypatch, "No")


def test_how_many_takes_packs_and_weights_too(page: ReceivePage, book: Book) -> None:
    beans = next(
        o.id for o in book.session.office.query(lookup.list_item_options) if o.label == "Baked beans"
    )
    book.session.execute(SetFields("item", beans, {"pack_name": "Case", "pack_size": 12}))
    enter("")
    enter("Baked beans")
    enter("half a case")
    enter("Baked beans")
    enter("3 cases")
    assert [line.amount for line in lines(book, in_file(book)[0].id)] == ["6", "36 (3 cases of 12)"]


def test_each_line_has_a_note_of_its_own(page: ReceivePage, book: Book) -> None:
    enter("")
    enter("Baked beans")
    QTest.keyClicks(page.quantity.line, "3")
    page.entry.fields["note"].editor.setFocus()
    enter("two are dented")
    enter()
    enter("Rice")
    enter("2")
    found = lines(book, in_file(book)[0].id)
    assert [(line.quantity, line.note) for line in found] == [(3, "two are dented"), (2, "")]
    page.lines.table.select_id(found[1].id)
    page.lines.table.opened.emit(found[1].id)
    write(page.entry.fields["note"], "in a bag")
    assert lines(book, in_file(book)[0].id)[1].note == "in a bag"


@pytest.mark.parametrize("text", ["12", "4 tins", "2.5 kg", "half a case"])
def test_what_says_only_how_many_is_never_a_thing(page: ReceivePage, book: Book, text: str) -> None:
    before = names(book)
    enter("")
    enter(text)
    enter()
    assert "not what" in page.item.problem
    assert names(book) == before
    assert in_file(book) == []


@pytest.mark.parametrize(("text", "many"), [("rice2", "2"), ("two rice", "2"), ("rice x 12", "12")])
def test_a_number_run_together_with_a_name_is_told_apart(
    page: ReceivePage, book: Book, text: str, many: str
) -> None:
    before = names(book)
    enter("")
    enter(text)
    assert page.item.line.text() == "Rice"
    assert page.quantity.line.text() == many
    assert names(book) == before


def test_a_code_is_asked_about_once(page: ReceivePage, book: Book) -> None:
    enter("")
    enter("5012345678900")
    assert "code is new" in page.item.problem
    enter("Rice")
    enter("2")
    enter("5012345678900")
    assert page.item.line.text() == "Rice"
    enter("5012345678900")
    assert "code on a packing" in page.quantity.problem
    enter("3")
    assert [(line.item, line.quantity) for line in lines(book, in_file(book)[0].id)] == [
        ("Rice", 2),
        ("Rice", 3),
    ]
    assert "5012345678900" not in names(book)


def test_a_queue_of_thirty_donors_takes_three_keys_a_line_beside_the_text(
    page: ReceivePage, book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Sixty lines by the keyboard alone: every key is counted, and nothing is made that nobody named."""
    sizes(monkeypatch, 12)
    donors = ["Cohen", "", "Cohen"]
    things = ["24 Rice", "Soap", "3 cases baked beans", "two bags rice", "a dozen soap", "baked beans 6"]
    meant = {"Soap": 5, "3 cases baked beans": 36, "two bags rice": 2, "a dozen soap": 12, "baked beans 6": 6}
    before = names(book)
    keys = text = 0
    for number in range(30):
        donor = donors[number % len(donors)]
        enter(donor)
        keys, text = keys + 1 + len(donor), text + len(donor)
        for thing in (things[number % len(things)], things[(number + 1) % len(things)]):
            many = "5" if thing == "Soap" else ""
            enter(thing)
            enter(many)
            keys, text = keys + len(thing) + len(many) + 2, text + len(thing) + len(many)
        key(Qt.Key.Key_Return, CTRL)
        keys += 1
    rows = in_file(book)
    assert [row.lines for row in rows] == [2] * 30
    total = sum(meant.get(things[(n + k) % len(things)], 24) for n in range(30) for k in (0, 1))
    assert sum(row.things.things for row in rows) == total
    assert keys - text <= 3 * 60
    assert names(book) == before
    assert len(book.session.office.query(lookup.list_household_options)) == 1
