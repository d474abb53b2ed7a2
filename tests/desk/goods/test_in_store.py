"""What lies in store: counted from the keyboard, moved, written off, recalled."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path

import goods_hands as hands
import pytest
from doubles import Shown
from goods_hands import answered, tabbed
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QListView, QPushButton, QWidget
from small_book import Book, write

from mitzvah_desk.desk.goods.area import GoodsArea
from mitzvah_desk.desk.goods.found import FoundDialog
from mitzvah_desk.desk.goods.going_out import OutDialog, make_write_off_dialog
from mitzvah_desk.desk.goods.lots import LotsTab
from mitzvah_desk.desk.goods.splitting import SplitDialog
from mitzvah_desk.desk.goods.stocktake import StocktakePage
from mitzvah_desk.desk.session.file_session import FileSession
from mitzvah_desk.desk.widgets import messages
from mitzvah_desk.model import ItemCondition, LotState
from mitzvah_desk.office.core.crud import SetFields
from mitzvah_desk.office.core.office import Office
from mitzvah_desk.office.goods.donations import DonationEntry, Receive
from mitzvah_desk.office.goods.request_queries import list_requests
from mitzvah_desk.office.goods.requests import Allocate
from mitzvah_desk.office.goods.stock_ledger import on_hand
from mitzvah_desk.office.goods.stock_queries import list_lots
from mitzvah_desk.office.goods.stocktaking.stocktake import BeginStocktake

TEN = datetime(2026, 11, 22, 10)


@pytest.fixture
def area(tmp_path: Path, shown: Shown) -> Iterator[GoodsArea]:
    office = Office.new(tmp_path / "store.mitzvah")
    book = Book(FileSession(office))
    campaign = book.add("campaign", name="Mitzvah Day", main_day=TEN.date())
    book.session.choose_campaign(campaign)
    for name in ("Hall", "Shed"):
        book.add("storage_location", name=name)
    person = book.add("person", given="Ann", family="Cohen")
    lines = (
        DonationEntry(30, item_name="Rice", location_id=1),
        DonationEntry(9, item_name="Soap", location_id=2),
    )
    book.session.execute(Receive(campaign, lines, TEN, donor=("person", person)))
    book.session.execute(Receive(campaign, (DonationEntry(5, item_id=1, location_id=1),), TEN))
    page = GoodsArea(book.session)
    shown(page).resize(1300, 800)
    yield page
    office.close()


@pytest.fixture
def page(area: GoodsArea, monkeypatch: pytest.MonkeyPatch) -> StocktakePage:
    """Everything is being counted."""
    area.tabs.setCurrentWidget(area.stocktake)
    choose(monkeypatch, "Everything")
    press(area.stocktake, "Begin to count…")
    assert area.stocktake.line.hasFocus()
    return area.stocktake


@pytest.fixture
def rice(area: GoodsArea) -> LotsTab:
    area.show_record("item", 1)
    return area.item_page.lots


def choose(monkeypatch: pytest.MonkeyPatch, *answers: str | int) -> None:
    """Answers the small questions that come, one after the other."""
    left = list(answers)

    def answer(*_args: object) -> object:
        return left.pop(0)

    for kind in ("ask_item", "ask_text", "ask_number"):
        monkeypatch.setattr(messages, kind, answer)


def press(page: object, words: str) -> None:
    found = [a for a in page.findChildren(QAction) if a.text() == words]  # type: ignore[attr-defined]
    if found:
        found[0].trigger()
        return
    next(b for b in page.findChildren(QPushButton) if b.text() == words).click()  # type: ignore[attr-defined]


def button(page: QWidget, words: str) -> QPushButton:
    return next(b for b in page.findChildren(QPushButton) if b.text() == words)


def stock(area: GoodsArea) -> list[int]:
    return [area.session.office.query(on_hand, lot) for lot in (1, 2, 3)]


def test_counted_line_by_line_from_the_keyboard(
    page: StocktakePage, area: GoodsArea, monkeypatch: pytest.MonkeyPatch
) -> None:
    for text in ("28", "", "0"):
        QTest.keyClicks(page.line, text)
        QTest.keyClick(page.line, Qt.Key.Key_Return)
    counted = [(row.item, row.counted) for row in page.table.rows_model.rows()]
    assert counted == [("Rice", 28), ("Rice", None), ("Soap", 0)]
    asked: list[str] = []

    def answer(_parent: QWidget, text: str, *_: str, choices: Sequence[str], **__: object) -> int | None:
        asked.append(text)
        return answers.pop(0)

    monkeypatch.setattr(messages, "ask_choice", answer)
    answers: list[int | None] = [None, 0]
    press(page, "Finish")
    assert stock(area) == [30, 9, 5]
    assert page.line.hasFocus()
    press(page, "Finish")
    assert asked == ["1 of 3 lots is not counted."] * 2
    assert stock(area) == [28, 0, 5]
    assert not page.line.isEnabled()
    area.session.undo()
    assert page.line.isEnabled()
    assert stock(area) == [30, 9, 5]


def test_what_is_weighed_is_counted_in_what_it_is_shown_in(
    page: StocktakePage, area: GoodsArea, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = area.session.office.execute
    done(SetFields("item", 1, {"unit": "g"}))
    done(SetFields("item", 2, {"pack_name": "box", "pack_size": 4}))
    done(Receive(1, (DonationEntry(2500, item_id=1, location_id=1),), TEN))
    told: list[str] = []
    press(page, "Give it up")
    choose(monkeypatch, "Everything")
    press(page, "Begin to count…")
    for text in ("30", "5 g", "lots"):
        QTest.keyClicks(page.line, text)
        QTest.keyClick(page.line, Qt.Key.Key_Return)
    assert page.problem.sentence == "“lots” is no such amount. Type it like 2.5 kg, 0 for none."
    for text in ("2.25", "2 boxes and", "2 boxes"):
        page.line.selectAll()
        QTest.keyClicks(page.line, text)
        QTest.keyClick(page.line, Qt.Key.Key_Return)
        told.append(page.problem.sentence)
    assert told == ["", "“2 boxes and” is no number. Type how many there are, 0 for none.", ""]
    assert [row.counted for row in page.table.rows_model.rows()] == [30, 5, 2250, 8]
    model = page.table.model()
    shown = [[model.index(row, column).data() for column in range(model.columnCount())] for row in (2, 3)]
    assert shown[0][-3:] == ["2.5 kg", "2.25 kg", "-250 g"]
    assert shown[1][-3:] == ["9", "8", "-1"]


def test_what_is_no_number_is_told_and_kept_in_the_line(page: StocktakePage) -> None:
    QTest.keyClicks(page.line, "many")
    QTest.keyClick(page.line, Qt.Key.Key_Return)
    assert page.problem.sentence == "“many” is no number. Type how many there are, 0 for none."
    assert page.line.accessibleName().endswith(", not accepted")
    assert page.line.text() == "many"
    assert not page.flush()


def test_something_nobody_knew_of_with_its_size_and_date(
    page: StocktakePage, area: GoodsArea, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fill_in(dialog: FoundDialog) -> None:
        assert dialog.focusWidget() is dialog.fields["item_id"].editor
        agree = button(dialog, "Add it to the count")
        agree.click()
        assert dialog.isVisible()
        tabbed(dialog.fields["item_id"], "4 soap")
        tabbed(dialog.fields["size"], "large")
        tabbed(dialog.fields["best_before"], "1/2/2027")
        tabbed(dialog.fields["location_id"], "Hall")
        agree.click()

    with answered(FoundDialog, fill_in):
        press(page, "Something not on the list…")
    rows = [row for row in page.table.rows_model.rows() if row.counted == 4]
    assert [(row.what, row.end, row.place) for row in rows] == [("Soap, large", "1 Feb 2027", "Hall")]
    monkeypatch.setattr(messages, "ask_choice", lambda *_, **__: 1)
    press(page, "Finish")
    assert stock(area) == [0, 0, 0]
    assert area.session.office.query(on_hand, 4) == 4


def test_a_stocktake_may_be_given_up(page: StocktakePage, area: GoodsArea) -> None:
    QTest.keyClicks(page.line, "1")
    QTest.keyClick(page.line, Qt.Key.Key_Return)
    press(page, "Give it up")
    assert page.begin.isEnabled()
    assert stock(area) == [30, 9, 5]


def test_lots_are_moved_and_made_ready(
    rice: LotsTab, area: GoodsArea, monkeypatch: pytest.MonkeyPatch
) -> None:
    rice.table.select([1, 3])
    choose(monkeypatch, "Shed")
    press(rice, "Move…")
    rice.table.select([1, 3])
    press(rice, "Ready to go")
    rice.table.select([1])
    press(rice, "It is to repair")
    found = {row.id: row for row in area.session.office.query(list_lots, 1)}
    assert {row.place for row in found.values()} == {"Shed"}
    assert {row.state for row in found.values()} == {LotState.READY}
    assert (found[1].condition, found[3].condition) == (ItemCondition.TO_REPAIR, ItemCondition.NEW)


def test_written_off_with_its_reason(rice: LotsTab, area: GoodsArea, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[int] = []

    def fill(dialog: OutDialog) -> int:
        seen.extend(count.value() for count in dialog.counts)
        dialog.counts[0].setValue(4)
        dialog.counts[1].setValue(0)
        write(dialog.why, "torn bags")
        return 1

    monkeypatch.setattr(OutDialog, "exec", fill)
    rice.table.select([1, 3])
    press(rice, "Write off…")
    assert seen == [30, 5]
    assert stock(area) == [26, 9, 5]
    area.session.undo()
    assert stock(area) == [30, 9, 5]


def test_nothing_is_written_off_without_a_reason(area: GoodsArea, shown: Shown) -> None:
    dialog = make_write_off_dialog(area.session.office.query(list_lots, 1), area)
    dialog.show()
    button(dialog, "Write off").click()
    assert dialog.isVisible()
    assert any("Say why" in label.text() for label in dialog.findChildren(QLabel))
    for count in dialog.counts:
        count.setValue(0)
    write(dialog.why, "moths")
    button(dialog, "Write off").click()
    assert dialog.isVisible(), "nothing of anything is nothing to write off"
    dialog.counts[0].setValue(1)
    button(dialog, "Write off").click()
    assert not dialog.isVisible()
    assert [count for _, count in dialog.parts()] == [1]


def test_a_lot_leads_to_its_recall(rice: LotsTab, area: GoodsArea) -> None:
    rice.table.select([3])
    asked: list[tuple[str, int]] = []
    area.session.open_requested.connect(lambda *where: asked.append(where))
    press(rice, "Recall…")
    assert asked == [("recall", 3)]
    area.show_record(*asked[0])
    page = area.recall_page
    assert area.currentWidget() is page
    assert (page.fields["item"].value, [row.id for row in page.lots.table.rows_model.rows()]) == (1, [3, 1])
    assert page.lots.table.selected_ids() == [3]


def test_some_of_a_lot_is_split_off_and_found_good(
    rice: LotsTab, area: GoodsArea, monkeypatch: pytest.MonkeyPatch
) -> None:
    rice.table.select([1])
    good = next(action for action in rice.findChildren(QAction) if action.text() == "It is good")
    assert not good.isVisible()

    def split(dialog: SplitDialog) -> None:
        hands.fill(dialog.count.lineEdit(), "30")
        hands.press(dialog, "Split them off")
        assert dialog.isVisible(), "some must stay"
        hands.fill(dialog.count.lineEdit(), "4")
        hands.tabbed(dialog.fields["to_check"], "damp")
        hands.press(dialog, "Split them off")

    monkeypatch.setattr(messages, "show_message", lambda *_: None)
    with hands.answered(SplitDialog, split):
        press(rice, "Split…")
    new = next(row for row in area.session.office.query(list_lots) if row.to_check)
    assert (new.left, new.to_check, new.place) == (4, "damp", "Hall")
    area.show_record("item", 1)
    rice.table.select_id(new.id)
    assert good.isVisible()
    good.trigger()
    assert not [row for row in area.session.office.query(list_lots) if row.to_check]
    area.session.undo()
    area.session.undo()
    assert stock(area) == [30, 9, 5]


def test_what_is_set_aside_goes_along_where_it_is_ticked(
    rice: LotsTab, area: GoodsArea, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = Book(area.session)
    partner = book.add("partner", name="Rubens House")
    wish = book.add("request", partner_id=partner, campaign_id=1, item_id=1, quantity=28)
    area.session.execute(Allocate(((wish, 1, 28),), TEN.date()))
    rice.table.select([1])
    monkeypatch.setattr(messages, "show_message", lambda *_: None)

    def split(dialog: SplitDialog) -> None:
        said = " ".join(label.text() for label in dialog.findChildren(QLabel))
        assert "2 are free; 28 are set aside for Rubens House and stay in the old lot." in said
        hands.fill(dialog.count.lineEdit(), "5")
        hands.press(dialog, "Split them off")
        assert dialog.isVisible(), "only two are free"
        dialog.with_aside.click()
        hands.press(dialog, "Split them off")

    with hands.answered(SplitDialog, split):
        press(rice, "Split…")
    ask = area.session.office.query
    assert [(row.left, row.free) for row in ask(list_lots) if row.id in {1, 4}] == [(25, 0), (5, 2)]
    (left,) = ask(list_requests)
    assert left.aside == 28


def test_an_empty_file_says_what_comes_first(tmp_path: Path, shown: Shown) -> None:
    session = FileSession(Office.new(tmp_path / "empty.mitzvah"))
    area, told = GoodsArea(session), list[str]()
    session.status_message.connect(told.append)
    shown(area)
    for action in (area.receive_action, area.making_action, area.using_action):
        action.trigger()
        assert told.pop() == "Start a campaign first, at the top left."
        assert area.currentWidget() is area.tabs
    for words in ("Release", "Close or open again"):
        press(area.requests, words)
        assert told.pop() == "Choose the requests first."
    session.office.execute(BeginStocktake(TEN))
    area.stocktake.read()

    def make(dialog: FoundDialog) -> None:
        """Something that was never in the catalogue is made right there."""
        field = dialog.fields["item_id"]
        QTest.keyClicks(field.editor, "6 tea towels")
        popup = QApplication.activePopupWidget()
        assert isinstance(popup, QListView)
        QTest.keyClick(popup, Qt.Key.Key_Up)
        QTest.keyClick(popup, Qt.Key.Key_Return)
        button(dialog, "Add it to the count").click()

    with answered(FoundDialog, make):
        area.stocktake.found.trigger()
    area.stocktake.read()
    assert [(row.what, row.counted) for row in area.stocktake.table.rows_model.rows()] == [("tea towels", 6)]
    session.office.close()
