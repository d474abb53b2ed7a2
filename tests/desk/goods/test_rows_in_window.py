# mypy: allow-untyped-calls
"""The scenarios' goods, carried out in the window with keys and clicks: what screen and ledger say."""

import shutil
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from goods_hands import (
    answered,
    ask_for,
    asked_by,
    choose,
    deliver,
    enter,
    fill,
    going_to,
    item,
    key,
    lots_of,
    menu,
    pages_of,
    press,
    project,
    shown,
    tab,
    tabbed,
    words_of,
)
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from sample_year import copy_sample
from small_book import write

from mitzvah_desk.desk.goods.allocation import ShareDialog
from mitzvah_desk.desk.goods.area import GoodsArea
from mitzvah_desk.desk.goods.dialogs import AsideDialog
from mitzvah_desk.desk.goods.going_out import OutDialog
from mitzvah_desk.desk.goods.handover import HandOverDialog
from mitzvah_desk.desk.goods.money import MoneyDialog
from mitzvah_desk.desk.partners.area import PartnersArea
from mitzvah_desk.desk.projects.area import ProjectsArea
from mitzvah_desk.desk.session.file_session import FileSession
from mitzvah_desk.desk.shell.main import Desk
from mitzvah_desk.desk.today.area import TodayArea
from mitzvah_desk.model import ItemCondition, LotState, MovementKind
from mitzvah_desk.office.core import lookup
from mitzvah_desk.office.goods.delivery_queries import list_delivery_lines
from mitzvah_desk.office.goods.giving_on.donor_gifts import list_donor_gifts
from mitzvah_desk.office.goods.request_queries import list_request_lots, list_requests
from mitzvah_desk.office.papers.kinds import KINDS, make_print_job
from mitzvah_desk.office.papers.list_printout import make_list_job, make_table_file
from mitzvah_desk.office.papers.print_request import PrintRequest, PrintScope
from mitzvah_desk.office.projects import details as belongings
from mitzvah_desk.office.thanks.thank_you_ledger import list_thanks
from tests.gate import release_bytes

DAY = date(2026, 11, 22)
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_sample(tmp_path_factory.mktemp("rows") / "sample.mitzvah")


@pytest.fixture
def desk(made: Path, tmp_path: Path, qtbot: QtBot) -> Iterator[Desk]:
    window = Desk(user_name="Miriam")
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    assert window.open_file(Path(shutil.copy(made, tmp_path / "own.mitzvah")))
    window.go_to("goods")
    yield window
    assert window.close_file()


@pytest.fixture
def goods(desk: Desk) -> GoodsArea:
    area = desk.area("goods")
    assert isinstance(area, GoodsArea)
    return area


def test_row_09_cards_made_on_the_day_are_stock_and_go_to_another_house(
    desk: Desk, goods: GoodsArea, session: FileSession
) -> None:
    before = item(session, "Greeting card")
    great = project(session, "The great collection")
    desk.show_record("project", great)
    projects = desk.area("projects")
    assert isinstance(projects, ProjectsArea)
    tab(projects.page.tabs, "Goods")
    press(projects.page.goods, "Made on the day…")
    assert goods.making_page.project.line.text() == "The great collection for refugees"
    enter("300 greeting cards")
    assert goods.making_page.entry.quantity.line.text() == "300"
    enter()
    made = goods.making_page.lines.table.shown_values()[1]
    assert ("Greeting card", 300) in [tuple(row[:2]) for row in made]
    assert item(session, "Greeting card").left == before.left + 300
    key(Qt.Key.Key_Escape)
    assert projects.page.isVisible(), "one goes back to where one came from"
    told = [
        row
        for row in session.office.query(belongings.list_project_goods, great)
        if row.kind is MovementKind.MADE
    ]
    assert told[-1].quantity == 300
    desk.go_to("goods")
    row = ask_for(goods, "Little Oaks Children's Hospice", "Greeting card", "250")
    assert (row.aside, row.open) == (250, 0)
    assert shown(goods, "Greeting card") == (f"{before.left + 300}", f"{before.free + 50}")


def test_row_13_what_the_shop_cannot_sell_is_written_off_with_its_reason(
    goods: GoodsArea, session: FileSession
) -> None:
    tab(goods.tabs, "Lots")
    goods.lots.narrowing.stage.setFocus()
    QTest.keyClicks(goods.lots.narrowing.stage, "Sorted")
    assert {row.state for row in goods.lots.table.rows_model.rows()} == {LotState.SORTED}
    toys = next(lot for lot in lots_of(session, "Toy") if lot.donor == "Gan Chaverim kindergarten")
    choose(goods.lots.table, toys.id)
    menu(goods.lots, "It is unfit")
    assert "unfit" in str(goods.lots.table.shown_values()[1])
    choose(goods.lots.table, toys.id)

    def type_in(dialog: OutDialog) -> None:
        assert dialog.counts[0].value() == toys.left
        fill(dialog.counts[0].lineEdit(), "5")
        press(dialog, "Write off")
        assert dialog.isVisible(), "it wants to know why"
        tabbed(dialog.why, "broken wheels")
        press(dialog, "Write off")

    before = item(session, "Toy").left
    with answered(OutDialog, type_in):
        press(goods.lots, "Write off…")
    assert item(session, "Toy").left == before - 5
    assert "Written off: 5 Toy" in session.office.undo_label()
    assert all(
        choice.id != toys.id
        for row in session.office.query(list_requests)
        for choice in session.office.query(list_request_lots, row.id, DAY)
    )


def test_row_14_a_building_campaign_grows_with_what_projects_give(
    desk: Desk, goods: GoodsArea, session: FileSession
) -> None:
    tab(goods.tabs, "Money")

    def type_in(dialog: MoneyDialog) -> None:
        tabbed(dialog.amount, "500")
        tabbed(dialog.project, "Bulbs for the hospice garden")
        press(dialog, "Keep the gift")

    with answered(MoneyDialog, type_in):
        press(goods.money, "Add a gift of money")
    brigid = next(p.id for p in session.office.query(lookup.list_partner_options) if "Brigid" in p.label)
    desk.show_record("partner", brigid)
    partners = desk.area("partners")
    assert isinstance(partners, PartnersArea)
    (bar,) = partners.page.targets.bars
    assert (bar.words, bar.value, bar.most) == ("£1,476.50 of £25,000.00", 147_650, 2_500_000)
    tab(partners.page.tabs, "What they got")
    assert partners.page.targets.isVisible()
    desk.go_to("today")
    today = desk.area("today")
    assert isinstance(today, TodayArea)
    assert "St Brigid's Hospice: £1,476.50 of £25,000.00" in today.targets.accessibleDescription()


def test_row_18_snack_bags_of_one_project_are_used_up_in_another(
    goods: GoodsArea, session: FileSession
) -> None:
    left = item(session, "Snack bag").left
    assert left == 3
    goods.donations.table.setFocus()
    key(Qt.Key.Key_U, CTRL)
    assert goods.currentWidget() is goods.using_page
    enter("Giving blood")
    enter("2 snack bags")
    assert goods.using_page.quantity.line.text() == "2"
    enter()
    used = goods.using_page.lines.table.shown_values()[1]
    assert {(row[1], row[2]) for row in used} == {(55, "Snack bag"), (2, "Snack bag")}
    key(Qt.Key.Key_Escape)
    assert shown(goods, "Snack bag") == ("1", "1")
    session.undo()
    assert shown(goods, "Snack bag") == ("3", "3")


def test_row_19_a_part_of_the_cards_is_taken_and_the_rest_stays_open(
    goods: GoodsArea, session: FileSession
) -> None:
    delivery = going_to(session, "Little Oaks Children's Hospice")
    tab(goods.tabs, "Deliveries")
    choose(goods.deliveries.table, delivery.id)
    key(Qt.Key.Key_Return)
    assert goods.currentWidget() is goods.delivery_page

    def type_in(dialog: HandOverDialog) -> None:
        told = []
        for text in ("0", "90", "85", "80"):
            fill(dialog.counts[0].lineEdit(), text)
            told.append(dialog.outcomes[0].text())
        assert told == ["refused", "5 more", "all", "part"]
        fill(dialog.notes[0], "five children went home")
        fill(dialog.received_by, "Sister Agnes")
        press(dialog, "Handed over")

    with answered(HandOverDialog, type_in):
        press(goods.delivery_page, "Hand over…")
    (line,) = session.office.query(list_delivery_lines, delivery.id)
    assert (str(line.outcome), line.delivered, line.note) == ("part", 80, "five children went home")
    cards = asked_by(session, "Little Oaks Children's Hospice", "Festival card")
    assert (cards.delivered, cards.open) == (80, 5)
    tab(goods.delivery_page.tabs, "Goods")
    assert "part" in [
        str(value) for row in goods.delivery_page.lines.table.shown_values()[1] for value in row
    ]


def test_row_20_each_gift_is_set_aside_once(goods: GoodsArea, session: FileSession) -> None:
    before = item(session, "Wrapped gift")
    row = ask_for(goods, "Sunrise Family Centre", "Wrapped gift", "40")
    assert row.aside == 40
    assert shown(goods, "Wrapped gift") == (f"{before.left}", f"{before.free - 40}")
    aside = sum(each.aside for each in session.office.query(list_requests) if each.item == "Wrapped gift")
    assert aside == before.left - (before.free - 40)


def test_row_22_bulbs_are_received_used_and_left_and_the_giver_is_thanked(
    goods: GoodsArea, session: FileSession
) -> None:
    goods.donations.table.setFocus()
    key(Qt.Key.Key_R, CTRL)
    enter("Finchley Rotary")
    enter("200 crocus bulbs")
    enter()
    key(Qt.Key.Key_Escape)
    assert shown(goods, "Crocus bulb")[0] == "260"
    goods.stock.table.setFocus()
    key(Qt.Key.Key_U, CTRL)
    enter("A thousand crocuses")
    enter("250 crocus bulbs")
    enter()
    key(Qt.Key.Key_Escape)
    assert shown(goods, "Crocus bulb")[0] == "10"
    (rotary,) = [line for line in session.office.query(list_thanks, 1) if line.name == "Finchley Rotary"]
    assert "200 crocus bulbs" in str(rotary.reasons)
    (meadow,) = [
        line for line in session.office.query(list_thanks, 1) if line.name == "Meadow Primary School"
    ]
    assert "60 plant pots" in str(meadow.reasons)


def test_row_23_a_household_gives_and_is_thanked_once(goods: GoodsArea, session: FileSession) -> None:
    goods.donations.table.setFocus()
    key(Qt.Key.Key_R, CTRL)
    page = goods.receive_page
    write(page.project, "Festival gifts")
    page.donor.editor.setFocus()
    enter("Morris")
    enter("2 wrapped gifts")
    enter()
    enter("1 toy")
    enter()
    key(Qt.Key.Key_Escape)
    given = [row for row in goods.donations.table.shown_values()[1] if row[1] == "Morris"]
    assert ("Wrapped gift, Toy", 3, "", "Festival gifts for residents") in [tuple(row[2:]) for row in given]
    morris = next(h.id for h in session.office.query(lookup.list_household_options) if h.label == "Morris")
    mine = [line for line in session.office.query(list_thanks, 1) if line.key == ("household", morris)]
    assert len(mine) == 1
    assert "7 wrapped gifts and 1 toy for Festival gifts" in str(mine[0].reasons), "2 and the 5 of before"


def test_row_24_hats_of_a_size_reach_the_ward_with_a_contact_and_a_note(
    goods: GoodsArea, session: FileSession
) -> None:
    row = ask_for(goods, "Royal Northern Hospital", "Hat for a premature baby", "20", "medium")
    assert (row.size, row.aside) == ("medium", 20)
    delivery = deliver(goods, row, "the ward sister")
    (line,) = session.office.query(list_delivery_lines, delivery.id)
    assert (line.size, line.delivered) == ("medium", 20)
    left = {lot.size: lot.left for lot in lots_of(session, "Hat for a premature baby")}
    assert left == {"tiny": 2, "small": 15, "medium": 3}
    tab(goods.delivery_page.tabs, "Delivery note")
    scope = PrintScope(delivery_id=delivery.id)
    asked = PrintRequest(1, scope, KINDS["delivery-note"].audiences[0])
    note = pages_of(make_print_job(session.office, "delivery-note", asked).release().content)
    assert "Hat for a premature baby, medium" in " ".join(note.split())
    assert "Signature" in note


def test_row_27_bicycles_go_from_received_to_restored_to_given(
    goods: GoodsArea, session: FileSession
) -> None:
    tab(goods.tabs, "Lots")
    goods.lots.narrowing.stage.setFocus()
    QTest.keyClicks(goods.lots.narrowing.stage, "To repair")
    (bikes,) = goods.lots.table.rows_model.rows()
    assert (bikes.item, bikes.left, bikes.state) == ("Bicycle", 2, LotState.RECEIVED)
    choose(goods.lots.table, bikes.id)
    menu(goods.lots, "It is repaired")
    assert goods.lots.table.rows_model.total == 0
    goods.lots.narrowing.stage.setFocus()
    key(Qt.Key.Key_Down)  # repaired comes after it
    choose(goods.lots.table, bikes.id)
    press(goods.lots, "Ready to go")
    (ready,) = [lot for lot in lots_of(session, "Bicycle") if lot.id == bikes.id]
    assert (ready.state, ready.condition) == (LotState.READY, ItemCondition.REPAIRED)
    row = ask_for(goods, "Open Door Refugees", "Bicycle", "3")
    deliver(goods, row, "the office manager")
    rosen = next(h.id for h in session.office.query(lookup.list_household_options) if h.label == "Rosen")
    went = session.office.query(list_donor_gifts, ("household", rosen))
    assert ("Bicycle", 2, "Open Door Refugees") in [(each.item, each.quantity, each.went) for each in went]
    assert lots_of(session, "Bicycle") == []


def test_row_29_food_at_the_shop_door_has_its_dates_and_packs(goods: GoodsArea, session: FileSession) -> None:
    goods.donations.table.setFocus()
    key(Qt.Key.Key_R, CTRL)
    page = goods.receive_page
    write(page.project, "Food drive with")
    write(page.entry.fields["location_id"], "Hall cupboard 1")
    page.donor.editor.setFocus()
    enter()
    enter("2 cases baked beans")
    assert page.quantity.line.text() == "24"
    enter()
    enter("12 long-life milk")
    enter()
    assert page.entry.fields["use_by"].editor.hasFocus(), "milk wants its date"
    soon = date.today() + timedelta(days=3)
    enter(f"{soon:%d/%m/%Y}")
    key(Qt.Key.Key_Escape)
    (given,) = [lot for lot in lots_of(session, "Long-life milk") if lot.use_by == soon]
    assert (given.left, given.place, given.donor) == (12, "Hall cupboard 1", "Anonymous")
    tab(goods.tabs, "Lots")
    first = goods.lots.table.shown_values()[1][0]
    assert first[1] == "Long-life milk", "what must go first stands first"
    tab(goods.tabs, "Requests")
    row = ask_for(goods, "Warm Hands", "Long-life milk", "10")
    assert row.aside == 10
    taken = next(lot for lot in lots_of(session, "Long-life milk") if lot.id == given.id)
    assert taken.free == 2, "and is set aside first"


def test_row_30_a_refuge_is_a_code_name_on_every_screen_paper_and_export(
    desk: Desk, goods: GoodsArea, session: FileSession
) -> None:
    olive = going_to(session, "Partner Olive")
    told: list[str] = []
    for number in range(goods.tabs.count()):
        goods.tabs.setCurrentIndex(number)
        told += words_of(goods)
    for page in (goods.donations, goods.stock, goods.lots, goods.requests, goods.deliveries, goods.money):
        titles, rows = page.table.shown_values()
        for kind in ("csv", "xlsx", "ods"):
            file = release_bytes(session.office, make_table_file(kind, "A list", titles, rows))
            assert b"Hope House" not in file
        told.append(
            pages_of(release_bytes(session.office, make_list_job(session.office, "A list", titles, rows)))
        )
    goods.show_record("delivery", olive.id)
    for number in range(goods.delivery_page.tabs.count()):
        goods.delivery_page.tabs.setCurrentIndex(number)
        told += words_of(goods)
    ask = session.office.query
    olives = [row for row in ask(list_requests) if row.partner == "Partner Olive"]
    assert olives
    for dialog in (
        HandOverDialog(ask(list_delivery_lines, olive.id), desk),
        AsideDialog(olives[0], ask(list_request_lots, olives[0].id, DAY), desk),
        ShareDialog(ask(list_requests), (), desk),
    ):
        told += words_of(dialog)
        dialog.deleteLater()
    for name in ("pick-list", "delivery-note", "box-labels", "count-sheet", "report"):
        for audience in KINDS[name].audiences:
            asked = PrintRequest(1, audience=audience)
            told.append(pages_of(make_print_job(session.office, name, asked).release().content))
    everything = " ".join(told)
    assert "Partner Olive" in everything
    for secret in ("Hope House", "N99 9ZZ", "Protected address", "020 7946 0263"):
        assert secret not in everything
    scope = PrintScope(delivery_id=olive.id)
    asked = PrintRequest(1, scope, KINDS["delivery-sheet"].audiences[0])
    on_the_sheet = pages_of(make_print_job(session.office, "delivery-sheet", asked).release().content)
    assert "N99 9ZZ" in on_the_sheet
    assert "Hope House" not in on_the_sheet
