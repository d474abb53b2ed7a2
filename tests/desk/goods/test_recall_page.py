"""A recall played through in the window: found, stopped, released, rung, let go again."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from doubles import Shown
from goods_hands import answered, fill, press, tab
from PySide6.QtTest import QAbstractItemModelTester
from small_book import Book, write

from mitzvah_desk.desk.goods import delivery_lines
from mitzvah_desk.desk.goods.area import GoodsArea
from mitzvah_desk.desk.goods.dialogs import RequestDialog
from mitzvah_desk.desk.goods.recall import RecallPage
from mitzvah_desk.desk.session.file_session import FileSession
from mitzvah_desk.desk.widgets import messages
from mitzvah_desk.documents.layout.raster import extract_page_text
from mitzvah_desk.office.core.office import Office
from mitzvah_desk.office.goods.deliveries import HandOver, PlanDelivery
from mitzvah_desk.office.goods.delivery_queries import list_delivery_lines
from mitzvah_desk.office.goods.donations import DonationEntry, Receive
from mitzvah_desk.office.goods.queries import read_donation
from mitzvah_desk.office.goods.request_queries import list_requests
from mitzvah_desk.office.goods.requests import Allocate
from mitzvah_desk.office.goods.stock_queries import list_lots

TEN = datetime(2026, 11, 22, 10)


@pytest.fixture
def area(tmp_path: Path, shown: Shown) -> Iterator[GoodsArea]:
    """Jars of which one lot is wholly out, and some of another on a planned delivery."""
    office = Office.new(tmp_path / "recall.mitzvah")
    book = Book(FileSession(office))
    campaign = book.add("campaign", name="Mitzvah Day", main_day=TEN.date())
    book.session.choose_campaign(campaign)
    person = book.add("person", given="Ann", family="Cohen")
    rubens = book.add("partner", name="Rubens House", phone="020 7946 0111")
    execute = book.session.execute
    lines = (DonationEntry(6, item_name="Jam", batch="L77"), DonationEntry(9, item_name="Soap"))
    execute(Receive(campaign, lines, TEN, donor=("person", person)))
    execute(Receive(campaign, (DonationEntry(10, item_id=1, batch="L77"),), TEN))
    book.add("request", partner_id=rubens, item_id=1, quantity=10)
    book.add("request", partner_id=rubens, item_id=2, quantity=4)
    execute(Allocate(((1, 1, 6),), TEN.date()))
    execute(PlanDelivery(campaign, rubens))
    (line,) = office.query(list_delivery_lines, 1)
    execute(HandOver(1, ((line.id, 6, ""),), TEN))
    execute(Allocate(((1, 3, 4), (2, 2, 4)), TEN.date()))
    execute(PlanDelivery(campaign, rubens))
    page = GoodsArea(book.session)
    shown(page).resize(1300, 800)
    yield page
    office.close()


@pytest.fixture
def page(area: GoodsArea) -> RecallPage:
    area.recall_action.trigger()
    assert area.currentWidget() is area.recall_page
    return area.recall_page


def say(monkeypatch: pytest.MonkeyPatch, answer: str) -> None:
    monkeypatch.setattr(messages, "ask_text", lambda *_: answer)


def titles(page: RecallPage) -> list[str]:
    return [page.tabs.tabText(number) for number in range(page.tabs.count())]


def test_a_recall_is_played_through(
    area: GoodsArea, page: RecallPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    testers = [QAbstractItemModelTester(t.table.rows_model) for t in (page.lots, page.held, page.got)]
    assert titles(page)[0] == "The goods (0)", "nothing is recalled yet"
    write(page.fields["batch"], "l77")
    assert titles(page)[:3] == ["The goods (2)", "Set aside (1)", "Gone out (1, 1 to ring)"]
    assert {row.id: (row.left, row.gone) for row in page.lots.table.rows_model.rows()} == {
        1: (0, 6),
        3: (10, 0),
    }
    say(monkeypatch, "glass in a jar")
    press(page, "Stop all of it…")
    assert {row.recalled for row in page.lots.table.rows_model.rows()} == {"glass in a jar"}
    area.show_record("delivery", 2)
    goods = area.delivery_page
    tab(goods.tabs, "Pick list")
    said = " ".join(extract_page_text(goods.previews["pick-list"].pdf, 0).split())
    assert "1 line is stopped and left out: Jam, 4 (recalled: glass in a jar)" in said
    area.show_record("recall", 0)
    assert titles(page)[1] == "Set aside (1)"
    page.tabs.setCurrentIndex(1)
    press(page, "Release 1 stopped line")
    assert titles(page)[1] == "Set aside (0)"
    (left,) = area.session.office.query(list_delivery_lines, 2)
    assert (left.item, left.quantity) == ("Soap", 4), "the rest goes as planned"
    page.tabs.setCurrentIndex(2)
    assert not page.rung.isEnabled()
    page.got.table.select_id(1)
    say(monkeypatch, "threw it away")
    press(page, "Rung…")
    (who,) = page.got.table.rows_model.rows()
    assert (who.phone, who.note, who.rung_at is not None) == ("020 7946 0111", "threw it away", True)
    assert titles(page)[2] == "Gone out (1)"
    tab(page.tabs, "Ring list")
    paper = " ".join(extract_page_text(page.paper.pdf, 0).split())
    assert "020 7946 0111" in paper
    assert "threw it away" in paper
    page.tabs.setCurrentIndex(0)
    page.lots.table.select_id(3)
    press(page, "Let it go out again")
    assert [row.id for row in page.lots.table.rows_model.rows()] == [1]
    assert len(testers) == 3


def test_only_the_chosen_lots_are_stopped_and_a_reason_is_needed(
    area: GoodsArea, page: RecallPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(page.fields["donor"], "Cohen")
    assert {row.item for row in page.lots.table.rows_model.rows()} == {"Jam", "Soap"}
    page.lots.table.select_id(2)
    say(monkeypatch, " ")
    press(page, "Stop 1 lot…")
    assert not [row for row in area.session.office.query(list_lots) if row.recalled]
    say(monkeypatch, "rancid")
    press(page, "Stop 1 lot…")
    assert [row.id for row in area.session.office.query(list_lots) if row.recalled] == [2]
    area.session.undo()
    assert not [row for row in area.session.office.query(list_lots) if row.recalled]


def test_days_find_what_was_received_then(page: RecallPage) -> None:
    write(page.fields["since"], "23/11/2026")
    assert titles(page)[0] == "The goods (0)"
    write(page.fields["since"], "22/11/2026")
    assert titles(page)[0] == "The goods (3)"
    write(page.fields["until"], "21/11/2026")
    assert titles(page)[0] == "The goods (0)"


def test_only_what_is_stopped_is_released_where_no_line_is_chosen(
    area: GoodsArea, page: RecallPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(page.fields["since"], "22/11/2026")
    rows = page.held.table.rows_model.rows()
    assert len(rows) > 1
    assert (
        "Release all of it" in [action.text() for action in page.held.actions()] or page.release.isEnabled()
    )
    page.lots.table.select_id(rows[0].lot_id)
    say(monkeypatch, "glass in a jar")
    press(page, "Stop 1 lot…")
    page.tabs.setCurrentIndex(1)
    press(page, "Release 1 stopped line")
    left = page.held.table.rows_model.rows()
    assert {row.lot_id for row in left} == {row.lot_id for row in rows} - {rows[0].lot_id}
    assert page.release.text() == "Release all of it"


def test_a_planned_delivery_is_put_right(area: GoodsArea, monkeypatch: pytest.MonkeyPatch) -> None:
    area.show_record("delivery", 2)
    lines = area.delivery_page.lines
    tab(area.delivery_page.tabs, "Goods")
    soap = next(row for row in lines.table.rows_model.rows() if row.item == "Soap")
    assert lines.take_back.isVisible() is False
    lines.table.select_id(soap.id)
    monkeypatch.setattr(delivery_lines, "ask_amount", lambda *_: 2)
    press(lines, "How many…")
    press(lines, "Take off")
    assert [row.item for row in lines.table.rows_model.rows()] == ["Jam"]
    press(lines, "Add what is set aside")
    assert {row.item: row.quantity for row in lines.table.rows_model.rows()} == {"Jam": 4, "Soap": 2}
    lines.table.select_id(next(row.id for row in lines.table.rows_model.rows() if row.item == "Soap"))
    press(lines, "Release")
    assert [row.item for row in lines.table.rows_model.rows()] == ["Jam"]
    asked = {row.id: row for row in area.session.office.query(list_requests)}
    assert (asked[2].aside, asked[2].open) == (0, 4)


def test_a_request_is_put_right_and_a_refused_one_keeps_what_was_typed(
    area: GoodsArea, monkeypatch: pytest.MonkeyPatch
) -> None:
    tab(area.tabs, "Requests")
    said: list[str] = []
    monkeypatch.setattr(messages, "show_message", lambda _parent, text, *_args: said.append(text))
    area.requests.table.select_id(2)

    def change(dialog: RequestDialog) -> None:
        fill(dialog.fields["quantity"].editor, "0")  # type: ignore[arg-type]
        fill(dialog.fields["note"].editor, "bars, not liquid")  # type: ignore[arg-type]
        press(dialog, "Change it")
        assert "at least 1" in said[-1]
        assert dialog.isVisible()
        fill(dialog.fields["quantity"].editor, "7")  # type: ignore[arg-type]
        press(dialog, "Change it")

    with answered(RequestDialog, change):
        press(area.requests, "Change…")
    row = next(row for row in area.session.office.query(list_requests) if row.id == 2)
    assert (row.asked, row.note) == (7, "bars, not liquid")


def test_the_day_and_the_note_of_a_donation_are_put_right(area: GoodsArea) -> None:
    area.show_record("donation", 1)
    page = area.receive_page
    write(page.note, "left at the door")
    write(page.at, "23 Nov 2026 9:00")
    assert "went out on 22 Nov 2026" in page.at.problem
    write(page.at, "1 Jan 2031 9:00")
    assert "not come yet" in page.at.problem
    write(page.at, "20 Nov 2026 9:00")
    facts = area.session.office.query(read_donation, 1)
    assert facts is not None
    assert (facts.note, facts.received_at) == ("left at the door", datetime(2026, 11, 20, 9))
    sql = "SELECT DISTINCT at FROM movement WHERE kind = 'received' AND lot_id IN (1, 2)"
    came = area.session.office.query(lambda c: list(c.exec_driver_sql(sql).scalars()))
    assert [str(at)[:16] for at in came] == ["2026-11-20T09:00"]
    page.next_donor()
    write(page.at, "19 Nov 2026 8:00")
    write(page.item, "soap")
    write(page.quantity, "3")
    latest = area.session.office.query(read_donation, 3)
    assert latest is not None
    assert latest.received_at == datetime(2026, 11, 19, 8)
