"""Every dialog of the goods: the keyboard is where one types first, and too many is told."""

import importlib
import pkgutil
from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path

import pytest
from doubles import Shown
from goods_hands import answered, tabbed
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QDialog,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QWidget,
)
from small_book import Book

from mitzvah_desk.desk import goods
from mitzvah_desk.desk.goods.allocation import ShareDialog
from mitzvah_desk.desk.goods.area import GoodsArea
from mitzvah_desk.desk.goods.dialogs import AsideDialog, RequestDialog
from mitzvah_desk.desk.goods.found import FoundDialog
from mitzvah_desk.desk.goods.gift_aid_schedule import ScheduleDialog
from mitzvah_desk.desk.goods.going_out import OutDialog, make_write_off_dialog
from mitzvah_desk.desk.goods.handover import HandOverDialog, TakeBackDialog
from mitzvah_desk.desk.goods.money import MoneyDialog
from mitzvah_desk.desk.goods.send_on import SendOnDialog
from mitzvah_desk.desk.goods.splitting import SplitDialog
from mitzvah_desk.desk.session.file_session import FileSession
from mitzvah_desk.office.core.office import Office
from mitzvah_desk.office.goods.deliveries import PlanDelivery
from mitzvah_desk.office.goods.delivery_queries import list_delivery_lines
from mitzvah_desk.office.goods.donations import DonationEntry, Receive
from mitzvah_desk.office.goods.request_queries import list_request_lots, list_requests
from mitzvah_desk.office.goods.requests import Allocate, propose_allocation
from mitzvah_desk.office.goods.stock_queries import list_lots
from mitzvah_desk.office.goods.stocktaking.stocktake import BeginStocktake
from mitzvah_desk.office.goods.stocktaking.stocktake_queries import StocktakeFacts

TEN = datetime(2026, 11, 22, 10)
TODAY = date(2026, 11, 22)
TYPED_IN = (QLineEdit, QComboBox, QAbstractSpinBox, QAbstractItemView)


@pytest.fixture
def area(tmp_path: Path, shown: Shown) -> Iterator[GoodsArea]:
    office = Office.new(tmp_path / "store.mitzvah")
    book = Book(FileSession(office))
    campaign = book.add("campaign", name="Mitzvah Day", main_day=TODAY)
    book.session.choose_campaign(campaign)
    for name in ("Rubens House", "Food Bank"):
        book.add("partner", name=name)
    book.session.execute(Receive(campaign, (DonationEntry(3, item_name="Rice"),), TEN))
    book.add("request", partner_id=1, item_id=1, quantity=1)
    book.add("request", partner_id=2, item_id=1, quantity=5)
    book.session.execute(Allocate(((1, 1, 1),), TODAY))
    book.session.execute(PlanDelivery(campaign, 1))
    book.session.execute(BeginStocktake(TEN))
    page = GoodsArea(book.session)
    shown(page).resize(1300, 800)
    yield page
    office.close()


def make_dialogs(area: GoodsArea) -> dict[type[QDialog], Callable[[], QDialog]]:
    ask = area.session.office.query
    row = ask(list_requests)[1]
    return {
        AsideDialog: lambda: AsideDialog(row, ask(list_request_lots, row.id, TODAY), area),
        FoundDialog: lambda: FoundDialog(area.session, StocktakeFacts(1, "All", TEN, None, None), area),
        HandOverDialog: lambda: HandOverDialog(ask(list_delivery_lines, 1), area),
        MoneyDialog: lambda: MoneyDialog(area.session, 1, area),
        OutDialog: lambda: make_write_off_dialog(ask(list_lots), area),
        RequestDialog: lambda: RequestDialog(area.session, area),
        ScheduleDialog: lambda: ScheduleDialog(area.session, area),
        SendOnDialog: lambda: SendOnDialog(area.session, "Rice, from Ann", area),
        SplitDialog: lambda: SplitDialog(area.session, ask(list_lots)[0], lambda _: True, area),
        TakeBackDialog: lambda: TakeBackDialog(ask(list_delivery_lines, 1)[0], (), lambda _: True, area),
        ShareDialog: lambda: ShareDialog(ask(list_requests), ask(propose_allocation, TODAY), area),
    }


def all_dialogs() -> set[type[QDialog]]:
    """Every class of a dialog that a module of the goods declares."""
    modules = [
        importlib.import_module(f"{goods.__name__}.{m.name}") for m in pkgutil.iter_modules(goods.__path__)
    ]
    return {
        found
        for module in modules
        for found in vars(module).values()
        if isinstance(found, type) and issubclass(found, QDialog) and found.__module__ == module.__name__
    }


def first_field(dialog: QDialog) -> QWidget:
    """What one types into that stands highest, and furthest left there."""
    found = [
        w
        for kind in TYPED_IN
        for w in dialog.findChildren(kind)
        if w.isVisible()
        and w.isEnabled()
        and w.objectName() != "qt_spinbox_lineedit"
        and not isinstance(w, QHeaderView)
    ]
    row = dialog.fontMetrics().height()
    middles = {w: w.mapTo(dialog, w.rect().center()) for w in found}
    return min(found, key=lambda w: (middles[w].y() // row, middles[w].x()))


def test_the_first_field_of_every_dialog_has_the_keyboard(area: GoodsArea) -> None:
    made = make_dialogs(area)
    assert set(made) == all_dialogs()
    for kind, make in made.items():
        dialog = make()
        dialog.show()
        assert dialog.focusWidget() is first_field(dialog), kind
        dialog.reject()
        dialog.deleteLater()


def press(dialog: QDialog, words: str) -> None:
    next(b for b in dialog.findChildren(QPushButton) if b.text() == words).click()


@pytest.mark.parametrize(("kind", "go", "free"), [(AsideDialog, "Set aside", 2), (OutDialog, "Write off", 2)])
def test_five_of_two_is_told_and_kept(area: GoodsArea, kind: type[QDialog], go: str, free: int) -> None:
    dialog = make_dialogs(area)[kind]()
    assert isinstance(dialog, AsideDialog | OutDialog)
    dialog.show()
    dialog.counts[0].selectAll()
    QTest.keyClicks(dialog.counts[0], "5")
    if isinstance(dialog, OutDialog):
        dialog.why.editor.setFocus()
        QTest.keyClicks(dialog.why.editor, "torn")
    press(dialog, go)
    assert dialog.isVisible()
    told = [label.text() for label in dialog.findChildren(QLabel)]
    assert f"5 of {free} Rice is too many. Type {free} or fewer." in told
    dialog.counts[0].setValue(free)
    press(dialog, go)
    assert not dialog.isVisible()
    dialog.deleteLater()


def test_share_out_keeps_to_what_is_chosen_unless_told_otherwise(
    area: GoodsArea, monkeypatch: pytest.MonkeyPatch
) -> None:
    area.session.execute(Receive(1, (DonationEntry(9, item_name="Soap"),), TEN))
    Book(area.session).add("request", partner_id=1, item_id=2, quantity=4)
    seen: list[set[int]] = []

    def look(dialog: ShareDialog) -> int:
        dialog.show()
        seen.append({request for request, _, _ in dialog.parts()})
        if dialog.everybody.isVisible():
            dialog.everybody.click()
            seen.append({request for request, _, _ in dialog.parts()})
        return 0

    monkeypatch.setattr(ShareDialog, "exec", look)
    area.tabs.setCurrentWidget(area.requests)
    area.requests.table.select([3])
    area.requests.share_out()
    assert seen == [{3}, {2, 3}]
    area.requests.table.clearSelection()
    area.requests.share_out()
    assert seen[2:] == [{2, 3}]


def test_what_is_short_and_what_was_not_given_are_lists(area: GoodsArea) -> None:
    area.show_record("short", 1)
    assert area.tabs.currentWidget() is area.short
    assert area.short.table.shown()[1][0][:3] == ["Rice", "", "3"]
    QAbstractItemModelTester(area.short.table.rows_model)
    opened: list[tuple[str, int]] = []
    area.session.open_requested.connect(lambda *where: opened.append(where))
    area.short.table.opened.emit(1)
    assert opened == [("item", 1)]
    area.tabs.setCurrentWidget(area.unmet)
    QAbstractItemModelTester(area.unmet.table.rows_model)
    assert [(row.missing, row.partners) for row in area.unmet.table.rows_model.rows()] == [
        (6, "Food Bank, Rubens House")
    ]
    area.unmet.by.setCurrentIndex(2)
    assert {(row.missing, row.partners) for row in area.unmet.table.rows_model.rows()} == {
        (1, "Rubens House"),
        (5, "Food Bank"),
    }
    area.unmet.when.setCurrentIndex(1)
    assert area.unmet.table.rows_model.count == 0, "the requests are of no campaign"
    Book(area.session).add("request", partner_id=2, item_id=1, quantity=7, campaign_id=1)
    area.unmet.read()
    assert [row.missing for row in area.unmet.table.rows_model.rows()] == [7]
    assert [area.unmet.when.itemText(n) for n in range(area.unmet.when.count())][1:] == [
        "This campaign",
        "2026",
    ]


def test_a_donation_is_sent_on_whole_from_the_list(area: GoodsArea) -> None:
    opened: list[tuple[str, int]] = []
    area.session.open_requested.connect(lambda *where: opened.append(where))
    area.tabs.setCurrentWidget(area.donations)
    button = next(b for b in area.donations.findChildren(QPushButton) if b.text() == "Send all of it on to…")

    def send(dialog: SendOnDialog) -> None:
        press(dialog, "Send it on")
        assert dialog.isVisible(), "nobody is named yet"
        tabbed(dialog.partner, "Food Bank")
        press(dialog, "Send it on")

    area.donations.table.select([1])
    with answered(SendOnDialog, send):
        button.click()
    assert opened == [("delivery", 2)]
    lines = area.session.office.query(list_delivery_lines, 2)
    assert [(line.item, line.quantity) for line in lines] == [("Rice", 2)]
