"""Made on the day and used up by a project, from the keyboard; the stock by place, by state, lot by lot."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest
from doubles import Boxes, Shown
from goods_hands import enter, fill, key, menu, press, tab
from PySide6.QtCore import Qt
from small_book import Book, write

from mitzvah_desk.desk.goods.area import GoodsArea
from mitzvah_desk.desk.goods.going_out import OutDialog
from mitzvah_desk.desk.goods.handover import HandOverDialog
from mitzvah_desk.desk.session.file_session import FileSession
from mitzvah_desk.model import ItemCondition, LotState, Outcome
from mitzvah_desk.office.core.office import Office
from mitzvah_desk.office.goods.delivery_queries import DeliveryLineRow
from mitzvah_desk.office.goods.donations import DonationEntry, Receive
from mitzvah_desk.office.goods.stock_queries import list_lots
from mitzvah_desk.office.projects import details as belongings

TEN = datetime(2026, 11, 22, 10)
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def area(tmp_path: Path, shown: Shown) -> Iterator[GoodsArea]:
    """Rice of three dates in two places, and two projects."""
    office = Office.new(tmp_path / "made.mitzvah", user_name="Miriam")
    book = Book(FileSession(office))
    campaign = book.add("campaign", name="Mitzvah Day", main_day=TEN.date())
    book.session.choose_campaign(campaign)
    hall, shed = (book.add("storage_location", name=name) for name in ("Hall", "Shed"))
    given = (
        DonationEntry(10, item_name="Rice", location_id=shed),
        DonationEntry(5, item_id=1, location_id=hall, best_before=date(2098, 5, 1)),
        DonationEntry(7, item_id=1, location_id=hall, use_by=date(2097, 1, 1)),
        DonationEntry(3, item_name="Milk", use_by=date(2020, 1, 1)),
    )
    book.session.execute(Receive(campaign, given, TEN))
    for title in ("Cards", "Soup kitchen"):
        book.add("project", campaign_id=campaign, title=title)
    page = GoodsArea(book.session)
    shown(page).resize(1300, 800)
    page.donations.filter_box.setFocus()
    yield page
    office.close()


@pytest.fixture
def refused(boxes: Boxes) -> list[str]:
    """What is refused in words."""
    return boxes.read


def left(area: GoodsArea) -> list[int]:
    return [lot.left for lot in sorted(area.session.office.query(list_lots), key=lambda lot: lot.id)]


def test_made_things_need_their_project_and_wait_for_it(area: GoodsArea) -> None:
    told: list[str] = []
    area.session.status_message.connect(told.append)
    key(Qt.Key.Key_M, CTRL)
    page = area.making_page
    assert page.project.editor.hasFocus()
    page.entry.item.editor.setFocus()
    enter("40 rice")
    enter()
    assert told[-1] == "Which project made it? Type a part of its name first."
    assert len(left(area)) == 4
    assert page.project.editor.hasFocus()
    enter("Cards")
    page.entry.quantity.editor.setFocus()
    enter()
    assert left(area)[-1] == 40
    key(Qt.Key.Key_Escape)
    assert area.currentWidget() is area.tabs


def test_the_project_and_place_stay_and_a_line_is_put_right(area: GoodsArea) -> None:
    key(Qt.Key.Key_M, CTRL)
    page = area.making_page
    enter("Cards")
    write(page.entry.fields["location_id"], "Shed")
    page.entry.item.editor.setFocus()
    for many in ("30", "20"):
        enter(f"{many} rice")
        enter()
    rows = page.lines.table.rows_model.rows()
    assert [(row.quantity, row.location) for row in rows] == [(20, "Shed"), (30, "Shed")]
    page.lines.table.select_id(rows[0].id)
    press(page.lines, "Remove")
    assert [row.quantity for row in page.lines.table.rows_model.rows()] == [30]
    area.session.undo()
    page.lines.table.start()
    key(Qt.Key.Key_Return)
    fill(page.entry.quantity.line, "25")
    key(Qt.Key.Key_Tab)
    assert sorted(row.quantity for row in page.lines.table.rows_model.rows()) == [20, 25]


def test_what_goes_first_is_used_first_and_what_is_past_is_never_used(
    area: GoodsArea, refused: list[str]
) -> None:
    key(Qt.Key.Key_U, CTRL)
    page = area.using_page
    enter("Soup")
    enter("9 rice")
    enter()
    assert left(area) == [10, 3, 3], "the one with a use-by date is used up"
    assert [row.quantity for row in page.lines.table.rows_model.rows()] == [7, 2]
    area.session.undo()
    assert left(area) == [10, 5, 7, 3], "one step"
    enter("23 rice")
    enter()
    assert "Only" in refused[-1] or "Type" in refused[-1]
    assert left(area) == [10, 5, 7, 3]
    write(page.quantity, "22")
    assert left(area) == [3]
    enter("1 milk")
    enter()
    assert left(area) == [3]
    assert page.item.editor.hasFocus()
    press(page, "Take it out of stock (Enter)")
    assert left(area) == [3]


def test_half_typed_it_stays_and_an_item_that_was_only_filled_in_does_not(area: GoodsArea) -> None:
    tab(area.tabs, "Stock")
    area.stock.table.select_id(1)
    area.stock.table.setFocus()
    key(Qt.Key.Key_U, CTRL)
    page = area.using_page
    assert page.item.line.text() == "Rice"
    assert page.project.editor.hasFocus()
    key(Qt.Key.Key_Escape)
    assert area.currentWidget() is area.tabs
    key(Qt.Key.Key_U, CTRL)
    enter("Soup")
    fill(page.quantity.line, "4")
    press(page, "Goods")
    assert left(area) == [10, 5, 3, 3], "what is whole is kept when it is left"
    assert area.currentWidget() is area.tabs
    key(Qt.Key.Key_U, CTRL)
    fill(page.quantity.line, "4")
    page.item.load(None)
    press(page, "Goods")
    assert area.currentWidget() is page, "four of what?"


def test_the_stock_of_one_place_or_state_only(area: GoodsArea) -> None:
    tab(area.tabs, "Stock")
    assert [tuple(row[2:5]) for row in area.stock.table.shown_values()[1]] == [(3, 3, 3), (22, 22, 22)]
    places = area.stock.narrowing.place
    assert [places.itemText(n) for n in range(places.count())] == [
        "Everywhere",
        "Hall",
        "Shed",
        "No place yet",
    ]
    places.setCurrentText("Hall")
    assert [tuple(row[:5:2]) for row in area.stock.table.shown_values()[1]] == [("Rice", 12, 12)]
    places.setCurrentText("No place yet")
    assert [row[0] for row in area.stock.table.shown_values()[1]] == ["Milk"]
    area.stock.narrowing.stage.setCurrentText("Sorted")
    assert area.stock.table.rows_model.total == 0
    places.setCurrentText("Everywhere")
    tab(area.tabs, "Lots")
    area.lots.table.select_id(2)
    press(area.lots, "Sorted")
    menu(area.lots, "It is to repair")
    tab(area.tabs, "Stock")
    assert [tuple(row[:3:2]) for row in area.stock.table.shown_values()[1]] == [("Rice", 5)]
    (lot,) = [lot for lot in area.session.office.query(list_lots) if lot.id == 2]
    assert (lot.state, lot.condition) == (LotState.SORTED, ItemCondition.TO_REPAIR)


def test_lots_stand_first_expiring_first_with_what_stands_against_them(area: GoodsArea) -> None:
    tab(area.tabs, "Lots")
    titles, rows = area.lots.table.shown_values()
    assert list(titles)[:4] == ["Date on it", "What", "In stock", "Free"]
    assert [(row[1], row[2]) for row in rows] == [("Milk", 3), ("Rice", 7), ("Rice", 5), ("Rice", 10)]
    assert "past its use-by date" in rows[0]
    wanted: list[tuple[str, int]] = []
    area.session.open_requested.connect(lambda record, number: wanted.append((record, number)))
    area.lots.table.select_id(1)
    area.lots.table.start()
    key(Qt.Key.Key_Return)
    assert wanted == [("item", 1)]


def test_lots_are_used_by_a_project_one_by_one(area: GoodsArea, monkeypatch: pytest.MonkeyPatch) -> None:
    def type_in(dialog: OutDialog) -> int:
        write(dialog.why, "Soup")
        dialog.counts[0].setValue(2)
        dialog.counts[1].setValue(0)
        return 1

    monkeypatch.setattr(OutDialog, "exec", type_in)
    tab(area.tabs, "Lots")
    area.lots.table.select([1, 2])
    press(area.lots, "Used by a project…")
    assert sum(left(area)) == 23
    used = area.session.office.query(belongings.list_project_goods, 2)
    assert [(row.item, row.quantity) for row in used] == [("Rice", 2)]


@pytest.mark.parametrize(
    ("taken", "shares"),
    [
        (12, [5, 7]),
        (9, [5, 4]),
        (3, [3, 0]),
        (0, [0, 0]),
        (14, [7, 7]),  # there is more of the first lot, and none of the second
        (18, [8, 10]),  # more than there is: it will be refused
    ],
)
def test_what_was_taken_of_a_row_is_shared_over_its_lots(
    area: GoodsArea, taken: int, shares: list[int]
) -> None:
    rows = [
        DeliveryLineRow(
            n, n, "Rice", "", "", many, None, Outcome.PLANNED, "", place, None, None, "", "", None, free
        )
        for n, many, place, free in ((1, 5, "Hall", 3), (2, 7, "Shed", 0))
    ]
    dialog = HandOverDialog(rows, area)
    (count,) = dialog.counts
    assert count.value() == 12
    count.setValue(taken)
    dialog.notes[0].setText("why")
    assert [(number, many) for number, many, _ in dialog.taken()] == [(1, shares[0]), (2, shares[1])]
    told = {number: note for number, _, note in dialog.taken()}
    assert [bool(told[1]), bool(told[2])] == [shares[0] != 5, shares[1] != 7]
