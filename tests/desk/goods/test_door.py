"""The desk at the door, from the keyboard alone: each line is in the file as soon as it is left."""

from collections.abc import Callable
from datetime import date, datetime

import pytest
from door_hands import CTRL, add_new, answering, enter, in_file, key, lines, typed
from goods_hands import Mice
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from small_book import Book

from mitzvah_desk.desk.goods.area import GoodsArea
from mitzvah_desk.desk.goods.receive import ReceivePage
from mitzvah_desk.desk.merging.merge import MergeDialog
from mitzvah_desk.model import ItemCondition
from mitzvah_desk.office.core import lookup
from mitzvah_desk.office.goods.catalogue import AddItem
from mitzvah_desk.office.goods.donations import DonationEntry, Receive
from mitzvah_desk.office.goods.queries import list_stock


def test_a_hundred_donations_of_three_lines_need_no_mouse(page: ReceivePage, book: Book) -> None:
    mice = Mice()
    QApplication.instance().installEventFilter(mice)  # type: ignore[union-attr]
    for number in range(100):
        enter("Cohen" if number % 2 else "")
        for line, (thing, many) in enumerate((("Rice", 2), ("Soap", 3), ("Baked beans", 12)), 1):
            enter(thing)
            enter(str(many))
            rows = in_file(book)
            assert len(rows) == number + 1
            assert max(rows, key=lambda row: row.id).lines == line
        key(Qt.Key.Key_Return, CTRL)
    rows = in_file(book)
    assert [row.things.things for row in rows] == [17] * 100
    assert sorted(row.donor for row in rows) == ["Anonymous"] * 50 + ["Cohen"] * 50
    assert mice.seen == 0


@pytest.mark.parametrize(
    ("answer", "query"),
    [
        ("A household", lookup.list_household_options),
        ("A person", lookup.list_person_options),
        ("A school", lookup.list_partner_options),
        ("A shop", lookup.list_partner_options),
        ("A group", lookup.list_group_options),
    ],
)
def test_a_donor_nobody_knows_is_added_as_what_it_is(
    page: ReceivePage,
    book: Book,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    answer: str,
    query: Callable[..., list[lookup.Option]],
) -> None:
    name = "O'Brien & <b>Sons</b>"
    asked = answering(monkeypatch, answer)
    add_new(qtbot, page.donor, name)
    assert asked == [f"“{name}” is not known yet. What is it?"]
    enter("Rice")
    enter("4")
    assert [(row.donor, row.things.things) for row in in_file(book)] == [(name, 4)]
    assert name in [option.label for option in book.session.office.query(query)]


def test_a_mistyped_donor_is_nobody_new(
    page: ReceivePage, book: Book, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    answering(monkeypatch, "Nobody: I mistyped")
    add_new(qtbot, page.donor, "Cohn")
    assert page.donor.line.text() == "Cohn"
    assert len(book.session.office.query(lookup.list_household_options)) == 1


def test_a_donor_typed_and_not_chosen_holds_the_line_and_keeps_both(page: ReceivePage, book: Book) -> None:
    typed("Nobody yet")
    key(Qt.Key.Key_Escape)
    page.entry.item.editor.setFocus()
    enter("Rice")
    enter("4")
    assert in_file(book) == []
    assert page.donor.problem
    assert (page.donor.line.text(), page.quantity.line.text()) == ("Nobody yet", "4")


def test_a_thing_nobody_gave_before_is_added_as_typed(page: ReceivePage, book: Book, qtbot: QtBot) -> None:
    enter()
    add_new(qtbot, page.item, "=cmd|' /C calc'!A0")
    enter("1")
    (row,) = in_file(book)
    assert row.what == "=cmd|' /C calc'!A0"


@pytest.mark.parametrize("bad", ["many", "0", "-3", "2.5"])
def test_a_bad_quantity_gets_a_sentence_and_keeps_its_text(page: ReceivePage, book: Book, bad: str) -> None:
    enter()
    enter("Rice")
    enter(bad)
    assert page.quantity.problem
    assert page.quantity.line.text() == bad
    assert in_file(book) == []
    key(Qt.Key.Key_A, CTRL)
    enter("7")
    assert [row.things.things for row in in_file(book)] == [7]


def test_the_rest_of_a_line_is_reached_with_tab_and_kept(page: ReceivePage, book: Book) -> None:
    enter()
    enter("Rice")
    typed("5")
    key(Qt.Key.Key_Tab)
    typed("G")  # good
    key(Qt.Key.Key_Tab)
    typed("1 kg")
    key(Qt.Key.Key_Tab)
    typed("8 Jan 2027")
    key(Qt.Key.Key_Tab)
    typed("8 Mar 2027")
    key(Qt.Key.Key_Tab)
    enter("Hall cupboard")
    (row,) = in_file(book)
    (line,) = lines(book, row.id)
    assert (line.item, line.quantity, line.condition, line.size) == ("Rice", 5, ItemCondition.GOOD, "1 kg")
    assert (line.use_by, line.best_before) == (date(2027, 1, 8), date(2027, 3, 8))
    assert line.location == "Hall cupboard"


def test_place_and_project_stay_condition_and_dates_do_not(page: ReceivePage, book: Book) -> None:
    page.project.editor.setFocus()
    enter("Food drive")
    page.entry.fields["location_id"].editor.setFocus()
    typed("Hall cupboard")
    page.donor.editor.setFocus()
    for _ in range(2):
        enter()
        enter("Soap")
        enter("1")
        key(Qt.Key.Key_Return, CTRL)
    for row in in_file(book):
        assert row.project == "Food drive"
        assert [line.location for line in lines(book, row.id)] == ["Hall cupboard"]


def test_what_needs_a_date_asks_for_it_once(page: ReceivePage, book: Book) -> None:
    enter()
    enter("Milk")
    enter("2")
    assert in_file(book) == []
    assert page.entry.fields["use_by"].editor.hasFocus()
    enter("1 Dec 2026")
    (row,) = in_file(book)
    assert lines(book, row.id)[0].use_by == date(2026, 12, 1)
    enter("Milk")
    enter("3")
    enter()  # there is none on it
    assert [line.quantity for line in lines(book, row.id)] == [2, 3]


def test_a_tin_that_says_only_a_month_is_good_until_its_last_day(page: ReceivePage, book: Book) -> None:
    enter()
    enter("Milk")
    enter("2")
    enter("Dec 27")
    assert "Dec 2027" in page.entry.fields["use_by"].problem
    key(Qt.Key.Key_A, CTRL)
    enter("02/2028")
    assert lines(book, in_file(book)[0].id)[0].use_by == date(2028, 2, 29)


def test_a_complete_line_is_kept_when_the_keyboard_goes_elsewhere(page: ReceivePage, book: Book) -> None:
    enter()
    enter("Rice")
    typed("5")
    page.project.editor.setFocus()
    assert [row.things.things for row in in_file(book)] == [5]
    assert page.entry.empty


def test_half_a_line_is_not_left_behind(area: GoodsArea, page: ReceivePage, book: Book) -> None:
    enter()
    enter("Rice")
    assert not area.flush()
    assert area.back()
    assert area.currentWidget() is page
    assert page.item.line.text() == "Rice"
    page.entry.clear_button.setFocus()
    key(Qt.Key.Key_Space)
    assert area.flush()
    assert in_file(book) == []


def test_the_field_that_has_the_keyboard_is_in_view_in_a_small_window(page: ReceivePage) -> None:
    page.window().resize(420, 420)
    QApplication.processEvents()
    enter()
    enter("Milk")
    enter("2")
    date_line = page.entry.fields["use_by"].editor
    assert date_line.hasFocus()
    assert date_line.visibleRegion().boundingRect() == date_line.rect()


def test_undo_takes_back_the_last_line_then_the_donation(page: ReceivePage, book: Book) -> None:
    enter("Cohen")
    for thing in ("Rice", "Soap"):
        enter(thing)
        enter("2")
    book.session.undo()
    assert [row.lines for row in in_file(book)] == [1]
    assert page.lines.table.rows_model.total == 1
    book.session.undo()
    assert in_file(book) == []
    book.session.redo()
    book.session.redo()
    assert [(row.donor, row.lines) for row in in_file(book)] == [("Cohen", 2)]


def test_a_line_is_put_right_field_by_field(area: GoodsArea, page: ReceivePage, book: Book) -> None:
    enter()
    enter("Rice")
    enter("2")
    donation_id = in_file(book)[0].id
    area.back()
    area.show_record("donation", donation_id)
    page.lines.table.start()
    key(Qt.Key.Key_Return)
    assert page.quantity.editor.hasFocus()
    key(Qt.Key.Key_A, CTRL)
    typed("20")
    key(Qt.Key.Key_Tab)
    assert lines(book, donation_id)[0].quantity == 20
    key(Qt.Key.Key_Tab)
    enter("large")
    (line,) = lines(book, donation_id)
    assert (line.quantity, line.size) == (20, "large")
    assert page.entry.lot_id == 0
    book.session.undo()
    assert lines(book, donation_id)[0].size == ""


def test_pages_are_made_and_lists_read_when_first_wanted(area: GoodsArea, book: Book) -> None:
    assert area.count() == 1
    assert area.stock.table.rows_model.total == 0
    area.tabs.setCurrentWidget(area.stock)
    assert area.stock.table.rows_model.total == 4
    book.add("item", name="Tea")
    assert area.stock.table.rows_model.total == 5
    area.show_record("item", area.stock.table.rows_model.row(0).id)
    assert area.count() == 2


def test_two_items_become_one(area: GoodsArea, book: Book) -> None:
    added = book.session.execute(AddItem("Bake beans"))
    assert added is not None
    twin = added.id
    beans = next(
        o.id for o in book.session.office.query(lookup.list_item_options) if o.label == "Baked beans"
    )
    campaign = book.session.campaign_id or 0
    for number in (beans, twin):
        book.session.execute(
            Receive(campaign, (DonationEntry(5, item_id=number),), datetime(2026, 11, 22, 10))
        )
    area.tabs.setCurrentWidget(area.stock)
    area.stock.table.select([beans, twin])
    next(a for a in area.stock.findChildren(QAction) if a.text() == "Merge these two…").trigger()
    dialog = area.findChild(MergeDialog)
    assert dialog is not None
    dialog.go.click()
    rows = [row for row in book.session.office.query(list_stock) if "beans" in row.name]
    assert [(row.left, row.lots) for row in rows] == [(10, 2)]
    book.session.undo()
    assert len([row for row in book.session.office.query(list_stock) if "beans" in row.name]) == 2


def test_undoing_a_new_item_leaves_its_name_and_no_dead_reference(
    page: ReceivePage, book: Book, qtbot: QtBot
) -> None:
    enter()
    add_new(qtbot, page.item, "Chickpeas")
    book.session.undo()
    assert page.item.value is None
    assert page.item.line.text() == "Chickpeas"
    enter("4")
    assert in_file(book) == [], "it is asked what it is, and not kept with what is gone"
    page.item.editor.setFocus()
    page.item.line.selectAll()
    add_new(qtbot, page.item, "Chickpeas")
    enter()
    assert [row.what for row in in_file(book)] == ["Chickpeas"]


def test_undoing_a_new_donor_leaves_the_name_and_no_dead_reference(
    page: ReceivePage, book: Book, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    answering(monkeypatch, "A household")
    add_new(qtbot, page.donor, "Family Amar")
    book.session.undo()
    assert page.donor.value is None
    assert page.donor.line.text() == "Family Amar"
    page.donor.editor.setFocus()
    page.donor.line.selectAll()
    add_new(qtbot, page.donor, "Family Amar")
    enter("Rice")
    enter("4")
    assert [(row.donor, row.things.things) for row in in_file(book)] == [("Family Amar", 4)]
