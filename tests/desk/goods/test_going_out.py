"""From requests to the hand-over in the window."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import goods_hands as hands
import pytest
from doubles import Shown
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from small_book import Book, write

from mitzvah_desk.desk.goods.allocation import ShareDialog
from mitzvah_desk.desk.goods.area import GoodsArea
from mitzvah_desk.desk.goods.delivery import DeliveryPage
from mitzvah_desk.desk.goods.dialogs import AsideDialog, RequestDialog
from mitzvah_desk.desk.goods.handover import HandOverDialog, TakeBackDialog
from mitzvah_desk.desk.goods.money import MoneyDialog
from mitzvah_desk.desk.session.file_session import FileSession
from mitzvah_desk.desk.widgets import messages, theme
from mitzvah_desk.desk.widgets.notice import DecisionDialog
from mitzvah_desk.documents.layout.raster import extract_page_text
from mitzvah_desk.model import DeliveryStatus
from mitzvah_desk.office.core.crud import Add
from mitzvah_desk.office.core.office import Office
from mitzvah_desk.office.goods.deliveries import ChangeDelivery
from mitzvah_desk.office.goods.delivery_queries import DeliveryRow, list_deliveries
from mitzvah_desk.office.goods.donations import DonationEntry, Receive
from mitzvah_desk.office.goods.request_queries import RequestRow, list_requests

PAPERS = {"Pick list": "pick-list", "Delivery note": "delivery-note", "Driver's sheet": "delivery-sheet"}
TEN = datetime(2026, 11, 22, 10)


@pytest.fixture
def area(tmp_path: Path, shown: Shown) -> Iterator[GoodsArea]:
    """Rice of two dates; Rubens House and a refuge would like some."""
    office = Office.new(tmp_path / "out.mitzvah", user_name="Miriam")
    book = Book(FileSession(office))
    campaign = book.add("campaign", name="Mitzvah Day", main_day=TEN.date())
    book.session.choose_campaign(campaign)
    soon = date.today() + timedelta(30)
    lines = (DonationEntry(30, item_name="Rice"), DonationEntry(12, item_name="Rice", best_before=soon))
    book.session.execute(Receive(campaign, lines, TEN))
    rubens = book.add("partner", name="Rubens House", address="2 Oak Road")
    refuge = book.add(
        "partner", name="Hope House", confidential=True, code_name="Rose", address="9 Secret Lane"
    )
    book.add("person", given="Ann", family="Cohen")
    book.add("request", partner_id=rubens, item_id=1, quantity=20)
    book.add("request", partner_id=refuge, item_id=1, quantity=10)
    page = GoodsArea(book.session)
    shown(page).resize(1300, 800)
    page.tabs.setCurrentWidget(page.requests)
    yield page
    office.close()


def row(area: GoodsArea, number: int) -> RequestRow:
    return next(each for each in area.session.office.query(list_requests) if each.id == number)


def going(area: GoodsArea) -> list[DeliveryRow]:
    return area.session.office.query(list_deliveries)


def press(page: object, words: str) -> None:
    actions = page.findChildren(QAction)  # type: ignore[attr-defined]
    next(action for action in actions if action.text() == words).trigger()


def agree(monkeypatch: pytest.MonkeyPatch, dialog: type, touch: object = None) -> None:
    """Lets a dialog be answered at once: ``touch`` changes it, then it is agreed to."""

    def answer(shown: object) -> int:
        if touch is not None:
            touch(shown)  # type: ignore[operator]
        return 1

    monkeypatch.setattr(dialog, "exec", answer)


def plan(area: GoodsArea, monkeypatch: pytest.MonkeyPatch, number: int) -> DeliveryPage:
    agree(monkeypatch, ShareDialog)
    area.requests.share_out()
    area.requests.table.select_id(number)
    press(area.requests, "Plan a delivery")
    area.show_record("delivery", going(area)[0].id)
    return area.delivery_page


def test_shared_out_as_proposed_in_one_step(area: GoodsArea, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    agree(monkeypatch, ShareDialog, lambda dialog: said.append(dialog.go.text()))
    area.requests.share_out()
    assert said == ["Set 30 things aside"]
    assert (row(area, 1).aside, row(area, 2).aside) == (20, 10)
    area.session.undo()
    assert (row(area, 1).aside, row(area, 2).aside) == (0, 0)


def test_a_part_of_the_proposal_may_be_left_out(area: GoodsArea, monkeypatch: pytest.MonkeyPatch) -> None:
    def untick(dialog: ShareDialog) -> None:
        top = dialog.tree.topLevelItem(0)
        assert top is not None
        assert "Rubens House: Rice (20 still to find)" in top.text(0)
        top.setCheckState(0, Qt.CheckState.Unchecked)

    agree(monkeypatch, ShareDialog, untick)
    area.requests.share_out()
    assert (row(area, 1).aside, row(area, 2).aside) == (0, 10)


def test_no_dialog_is_larger_than_the_screen(area: GoodsArea) -> None:
    theme.set_text_scale(200)
    for dialog in (
        ShareDialog((), (), area),
        RequestDialog(area.session, area),
        MoneyDialog(area.session, 1, area),
    ):
        dialog.show()
        room = dialog.screen().availableGeometry()
        assert (dialog.width() <= room.width(), dialog.height() <= room.height()) == (True, True), dialog
        dialog.close()
    theme.set_text_scale(100)


def test_set_aside_by_hand_first_expiring_first(area: GoodsArea, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[tuple[str, int]] = []

    def look(dialog: AsideDialog) -> None:
        seen.extend((count.accessibleName(), count.value()) for count in dialog.counts)
        dialog.counts[1].setValue(5)

    agree(monkeypatch, AsideDialog, look)
    area.requests.table.select_id(1)
    area.requests.set_aside()
    assert [value for _, value in seen] == [12, 8]
    assert "best before" in seen[0][0]
    assert row(area, 1).aside == 17
    press(area.requests, "Release")
    assert row(area, 1).aside == 0


def test_what_is_open_among_the_chosen_is_closed_in_one_step(area: GoodsArea) -> None:
    area.requests.table.select_id(1)
    press(area.requests, "Close or open again")
    area.requests.table.select([1, 2])
    press(area.requests, "Close or open again")
    assert (row(area, 1).closed, row(area, 2).closed) == (True, True)
    press(area.requests, "Close or open again")
    assert (row(area, 1).closed, row(area, 2).closed) == (False, False)
    area.session.undo()
    assert (row(area, 1).closed, row(area, 2).closed) == (True, True)


def test_a_request_is_added(area: GoodsArea, monkeypatch: pytest.MonkeyPatch) -> None:
    def fill(dialog: RequestDialog) -> None:
        dialog.fields["partner_id"].load(1)
        dialog.fields["item_id"].load(1)
        dialog.fields["note"].load("For Shabbat")
        dialog.agree()

    agree(monkeypatch, RequestDialog, fill)
    press(area.requests, "Add a request…")
    assert (row(area, 3).partner, row(area, 3).asked, row(area, 3).note) == (
        "Rubens House",
        None,
        "For Shabbat",
    )


def test_several_requests_of_a_partner_are_one_step(area: GoodsArea, monkeypatch: pytest.MonkeyPatch) -> None:
    def fill(dialog: RequestDialog) -> None:
        dialog.fields["partner_id"].load(1)
        for number in (5, 7):
            dialog.fields["item_id"].load(1)
            dialog.fields["quantity"].load(number)
            buttons = dialog.findChildren(QPushButton)
            next(b for b in buttons if b.text() == "And another thing").click()
        assert "5" in dialog._so_far.text()
        assert dialog.fields["partner_id"].value == 1
        dialog.agree()

    before = len(area.session.office.query(list_requests))
    agree(monkeypatch, RequestDialog, fill)
    press(area.requests, "Add a request…")
    found = area.session.office.query(list_requests)
    assert sorted(each.asked or 0 for each in found if each.id > before) == [5, 7]
    area.session.undo()
    assert len(area.session.office.query(list_requests)) == before


def test_a_delivery_has_its_time_and_driver_kept_field_by_field(
    area: GoodsArea, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = plan(area, monkeypatch, 1)
    write(page.fields["day"], "24/11/2026")
    write(page.fields["from"], "14:30")
    (found,) = going(area)
    assert (found.from_at, found.until_at) == (datetime(2026, 11, 24, 14, 30), datetime(2026, 11, 24, 15, 30))
    write(page.fields["note"], "Ring first")
    assert going(area)[0].note == "Ring first"
    area.session.undo()
    assert page.fields["note"].value == ""


def test_a_refused_time_is_kept_once_the_times_beside_it_are_right(
    area: GoodsArea, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = plan(area, monkeypatch, 1)
    for key, text in (("day", "24/11/2026"), ("from", "14:30"), ("until", "12:00")):
        write(page.fields[key], text)
    assert page.fields["until"].problem
    write(page.fields["from"], "10:00")
    assert page.fields["until"].problem == ""
    (found,) = going(area)
    assert (found.from_at, found.until_at) == (datetime(2026, 11, 24, 10), datetime(2026, 11, 24, 12))


def test_a_time_refused_for_shabbat_is_kept_once_the_day_is_another(
    area: GoodsArea, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = plan(area, monkeypatch, 1)
    monkeypatch.setattr(DecisionDialog, "ask", staticmethod(lambda parent, findings: None))
    write(page.fields["day"], "21/11/2026")
    write(page.fields["from"], "11:00")
    assert page.fields["from"].problem
    write(page.fields["day"], "24/11/2026")
    assert page.fields["from"].problem == ""
    assert going(area)[0].from_at == datetime(2026, 11, 24, 11)


def test_a_day_waits_for_its_hour_and_is_not_lost(area: GoodsArea, monkeypatch: pytest.MonkeyPatch) -> None:
    page = plan(area, monkeypatch, 1)
    told: list[str] = []
    area.session.status_message.connect(told.append)
    write(page.fields["day"], "24/11/2026")
    write(page.fields["note"], "Ring first")
    assert page.fields["day"].value == date(2026, 11, 24), "another field was kept in the meantime"
    assert not page.flush()
    assert told[-1].startswith("From when does it go?")
    assert page.fields["from"].editor.hasFocus()
    write(page.fields["from"], "14:30")
    assert page.flush()
    assert going(area)[0].from_at == datetime(2026, 11, 24, 14, 30)
    area.session.undo()
    assert page.fields["day"].value is None
    write(page.fields["from"], "9:00")
    assert not page.flush()
    assert told[-1].startswith("On which day does it go?")
    hour = page.fields["from"].editor
    for keys in (
        (Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier),
        (Qt.Key.Key_Delete,),
        (Qt.Key.Key_Return,),
    ):
        QTest.keyClick(hour, *keys)
    assert page.flush()


def test_part_is_taken_and_told_line_by_line(area: GoodsArea, monkeypatch: pytest.MonkeyPatch) -> None:
    page = plan(area, monkeypatch, 1)

    def fewer(dialog: HandOverDialog) -> None:
        assert sum(count.value() for count in dialog.counts) == 20
        dialog.counts[0].setFocus()
        dialog.counts[0].selectAll()
        QTest.keyClicks(dialog.counts[0], "3")
        dialog.notes[0].setText("no room")
        dialog.received_by.setText("Grace")
        dialog.agree()

    agree(monkeypatch, HandOverDialog, fewer)
    brought = [line.quantity for line in page.lines.table.rows_model.rows()]
    press(page, "Hand over…")
    (found,) = going(area)
    assert (found.status, found.received_by) == (DeliveryStatus.DELIVERED, "Grace")
    assert row(area, 1).delivered == 20 - brought[0] + 3
    assert row(area, 1).open == brought[0] - 3
    assert not page.hand_over.isEnabled()
    area.session.undo()
    assert page.hand_over.isEnabled()


def test_what_came_back_later_is_told_of_the_chosen_line(
    area: GoodsArea, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = plan(area, monkeypatch, 1)
    agree(monkeypatch, HandOverDialog, HandOverDialog.agree)
    first = page.lines.table.rows_model.rows()[0]
    page.lines.table.select_id(first.id)
    assert not page.lines.take_back.isEnabled(), "it was not handed over yet"
    press(page, "Hand over…")
    page.lines.table.select_id(first.id)

    def two(dialog: TakeBackDialog) -> None:
        dialog.count.setValue(2)
        dialog.why.line.setText("They have no room.")
        dialog.good.setChecked(True)
        dialog.agree()

    agree(monkeypatch, TakeBackDialog, two)
    page.lines.take_back.trigger()
    line = next(each for each in page.lines.table.rows_model.rows() if each.id == first.id)
    assert (line.delivered, line.note) == (first.quantity - 2, "They have no room.")
    assert row(area, 1).open == 2
    area.session.undo()
    assert row(area, 1).open == 0


def test_what_came_back_of_a_row_of_several_lots_is_told_once(
    area: GoodsArea, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = (DonationEntry(40, item_name="Soap"), DonationEntry(5, item_name="Soap"))
    area.session.execute(Receive(area.session.campaign_id or 0, given, TEN))
    area.session.execute(Add("request", {"partner_id": 1, "item_id": 2, "quantity": 45}))
    page = plan(area, monkeypatch, 3)
    agree(monkeypatch, HandOverDialog, HandOverDialog.agree)
    press(page, "Hand over…")

    def soap() -> dict[int, int | None]:
        rows = page.lines.table.rows_model.rows()
        return {line.id: line.delivered for line in rows if line.item == "Soap"}

    small, large = sorted(soap(), key=lambda number: soap()[number] or 0)
    assert list(soap().values()).count(5) == 1
    asked: list[tuple[str, int]] = []

    def seven(dialog: TakeBackDialog) -> None:
        asked.append((dialog.count.accessibleName(), dialog.count.maximum()))
        dialog.count.setValue(7)
        dialog.agree()

    agree(monkeypatch, TakeBackDialog, seven)
    page.lines.table.select_id(small)
    page.lines.take_back.trigger()
    words = "How many Soap of this line came back? They had 45 of 2 lots; the chosen one’s are counted first."
    assert asked == [(words, 45)]
    assert soap() == {small: 0, large: 38}
    area.session.undo()
    assert soap() == {small: 5, large: 40}


def test_its_papers_are_beside_it_and_a_refuges_address_on_the_drivers_sheet_only(
    area: GoodsArea, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = plan(area, monkeypatch, 2)
    titles = [page.tabs.tabBar().tabData(number) for number in range(page.tabs.count())]
    told = {}
    for title, key in PAPERS.items():
        page.tabs.setCurrentIndex(titles.index(title))
        told[key] = extract_page_text(page.previews[key].pdf, 0)
    assert all("Rose" in text for text in told.values())
    assert not any("Secret Lane" in text for text in told.values()), "nobody drives it yet"
    ann = ChangeDelivery(page.delivery_id, driver_id=1)
    area.session.execute(ann)
    assert "Secret Lane" in extract_page_text(page.previews["delivery-sheet"].pdf, 0)


def test_called_off_it_is_gone_and_what_was_set_aside_stays(
    area: GoodsArea, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = plan(area, monkeypatch, 1)
    press(page, "Call off")
    assert going(area) == []
    assert area.currentWidget() is area.tabs
    assert row(area, 1).state == "set aside"


def test_a_refused_hand_over_keeps_what_was_typed(area: GoodsArea, monkeypatch: pytest.MonkeyPatch) -> None:
    page = plan(area, monkeypatch, 1)
    said: list[str] = []
    monkeypatch.setattr(messages, "show_message", lambda _parent, text, *_args: said.append(text))

    def type_in(dialog: HandOverDialog) -> None:
        hands.fill(dialog.counts[0].lineEdit(), "500")
        hands.fill(dialog.notes[1], "wet")
        hands.fill(dialog.received_by, "Grace")
        hands.press(dialog, "Handed over")
        assert "are free" in said[-1]
        assert dialog.isVisible()
        assert (dialog.counts[0].value(), dialog.received_by.text()) == (500, "Grace")
        hands.fill(dialog.counts[0].lineEdit(), "2")
        hands.fill(dialog.counts[1].lineEdit(), "3")
        write(dialog.when, "1 Jan 2031 10:00")
        assert "not come yet" in dialog.when.problem
        write(dialog.when, "20 Nov 2026 9:30")

    with hands.answered(HandOverDialog, type_in):
        press(page, "Hand over…")
    assert going(area)[0].received_by == "Grace"
