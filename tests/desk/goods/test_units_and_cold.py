"""Units typed at the door, and what was frozen: on the keyboard, in the lists, on a delivery's page."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from doubles import Shown
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from small_book import Book, fill

from mitzvah_desk.desk.goods.delivery import DeliveryPage
from mitzvah_desk.desk.goods.lots import LotActions, LotsPage
from mitzvah_desk.desk.goods.receive import ReceivePage
from mitzvah_desk.desk.session.file_session import FileSession
from mitzvah_desk.desk.widgets import messages
from mitzvah_desk.model import Storage
from mitzvah_desk.office.core.crud import SetField
from mitzvah_desk.office.core.office import Office
from mitzvah_desk.office.goods.catalogue import AddItem
from mitzvah_desk.office.goods.deliveries import PlanDelivery
from mitzvah_desk.office.goods.donations import DonationEntry, Receive
from mitzvah_desk.office.goods.queries import read_item
from mitzvah_desk.office.goods.requests import Allocate
from mitzvah_desk.office.goods.stock_queries import list_lots

TEN = datetime(2026, 11, 22, 10)


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    """A campaign, and soup that is counted in litres."""
    office = Office.new(tmp_path / "book.mitzvah")
    made = Book(FileSession(office))
    made.session.choose_campaign(made.add("campaign", name="Mitzvah Day", main_day=TEN.date()))
    made.session.execute(AddItem("Soup", "litres"))
    made.session.execute(AddItem("Beans"))
    yield made
    office.close()


@pytest.fixture
def page(book: Book, shown: Shown) -> ReceivePage:
    made = ReceivePage(book.session)
    shown(made).resize(1366, 768)
    made.start()
    return made


def type_item(page: ReceivePage, text: str) -> None:
    page.item.editor.setFocus()
    QTest.keyClicks(page.item.editor, text)
    QTest.keyClick(page.item.editor, Qt.Key.Key_Tab)


def test_a_unit_typed_is_kept_where_the_item_has_none(page: ReceivePage, book: Book) -> None:
    type_item(page, "24 tins of beans")
    assert page.quantity.line.text() == "24"
    facts = book.session.office.query(read_item, 2)
    assert facts is not None
    assert facts.unit == "tins"


def test_a_pack_whose_size_is_typed_is_counted_and_kept(page: ReceivePage, book: Book) -> None:
    type_item(page, "2 cases of 12 beans")
    assert page.quantity.line.text() == "24"
    facts = book.session.office.query(read_item, 2)
    assert facts is not None
    assert (facts.unit, facts.pack_name, facts.pack_size) == ("", "case", 12)


def test_another_unit_than_the_items_own_is_asked_about(page: ReceivePage, book: Book) -> None:
    told: list[str] = []
    book.session.status_message.connect(told.append)
    type_item(page, "24 tins of soup")
    assert page.quantity.line.text() == ""
    assert "It is counted in litres. Type how many litres 24 tins are." in told
    facts = book.session.office.query(read_item, 1)
    assert facts is not None
    assert facts.unit == "litres"


def test_the_day_of_freezing_is_typed_at_the_door(page: ReceivePage, book: Book) -> None:
    type_item(page, "3 beans")
    fill(page.entry.fields["use_by"], "24 Nov 2026")
    fill(page.entry.fields["frozen_on"], "23 Nov 2026")
    assert page.entry.keep()
    (lot,) = book.session.office.query(list_lots)
    assert (lot.frozen_on, lot.kept) == (date(2026, 11, 23), "frozen")


def test_lots_are_frozen_from_their_list(book: Book, shown: Shown, monkeypatch: pytest.MonkeyPatch) -> None:
    book.session.execute(Receive(1, (DonationEntry(3, 2, use_by=TEN.date()),), TEN))
    page = LotsPage(book.session)
    shown(page)
    page.read()
    page.table.select([1])
    answers = iter(["soon", "23 Nov 2026", "22 Nov 2026"])
    monkeypatch.setattr(messages, "ask_text", lambda *_: next(answers))
    told: list[str] = []
    book.session.status_message.connect(told.append)
    refused: list[object] = []
    monkeypatch.setattr(book.session, "execute", _noting(book, refused))
    doing = LotActions(book.session, page, page.table)
    for _ in range(3):
        doing._freeze()
    assert "soon" in told[0]
    (lot,) = book.session.office.query(list_lots)
    assert lot.frozen_on == date(2026, 11, 22)
    assert len(refused) == 1


def test_the_page_of_a_delivery_says_what_is_cold(book: Book, shown: Shown) -> None:
    book.session.execute(Receive(1, (DonationEntry(9, 2, use_by=TEN.date() + timedelta(1)),), TEN))
    book.session.execute(SetField("item", 2, "storage", Storage.CHILLED))
    book.add("partner", name="Rubens House")
    book.add("request", partner_id=1, item_id=2, quantity=5)
    book.session.execute(Allocate(((1, 1, 5),), TEN.date()))
    book.session.execute(PlanDelivery(1, 1))
    page = DeliveryPage(book.session)
    shown(page)
    assert page.show_record(1)
    assert "1 chilled line" in page.advice.item(0).text()


def _noting(book: Book, refused: list[object]) -> object:
    """Executes without a box, and keeps what was refused."""

    def execute(action: object, *_: object) -> object:
        answer = book.session.office.execute(action)  # type: ignore[arg-type]
        if not hasattr(answer, "ids"):
            refused.append(answer)
            return None
        return answer

    return execute
