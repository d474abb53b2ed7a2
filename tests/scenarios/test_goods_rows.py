"""What goods add to the scenarios: sorted, shared out, delivered, and told to nobody who should not know."""

import shutil
from collections.abc import Iterator
from contextlib import closing
from datetime import date, datetime
from pathlib import Path

import pytest
from sample_year import copy_sample

from mitzvah_desk.documents.layout.raster import extract_page_text, page_count
from mitzvah_desk.model import DeliveryStatus, ItemCondition, LotState, MovementKind
from mitzvah_desk.office.core import lookup
from mitzvah_desk.office.core.actions import Action, Done, Refused
from mitzvah_desk.office.core.crud import SetField
from mitzvah_desk.office.core.office import Office
from mitzvah_desk.office.goods.deliveries import HandOver
from mitzvah_desk.office.goods.delivery_queries import (
    DeliveryRow,
    list_deliveries,
    list_delivery_lines,
    trace_partner_goods,
)
from mitzvah_desk.office.goods.donations import DonationEntry, Issue, Make
from mitzvah_desk.office.goods.lots import ChangeLots
from mitzvah_desk.office.goods.queries import list_stock
from mitzvah_desk.office.goods.request_queries import RequestRow, list_request_lots, list_requests
from mitzvah_desk.office.goods.requests import Allocate
from mitzvah_desk.office.goods.stock_queries import Narrowed, Stage, list_lots
from mitzvah_desk.office.papers.kinds import make_print_job
from mitzvah_desk.office.papers.print_request import PrintRequest, PrintScope
from mitzvah_desk.rules.privacy.disclosure import Audience

CAMPAIGN, DAY = 1, date(2026, 11, 22)
NOON = datetime(2026, 11, 22, 12)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("goods") / "sample.mitzvah"
    copy_sample(path)
    return path


@pytest.fixture
def year(made: Path, tmp_path: Path) -> Iterator[Office]:
    with closing(Office.open(Path(shutil.copy(made, tmp_path / "own.mitzvah")))) as office:
        yield office


def done(year: Office, action: Action, reason: str = "") -> Done:
    answer = year.execute(action, reason)
    assert isinstance(answer, Done), answer
    return answer


def asked_by(year: Office, partner: str) -> list[RequestRow]:
    return [row for row in year.query(list_requests) if row.partner == partner]


def to(year: Office, partner: str) -> DeliveryRow:
    return next(row for row in year.query(list_deliveries, CAMPAIGN) if row.partner == partner)


def hand_over(year: Office, delivery: DeliveryRow) -> None:
    taken = tuple((line.id, line.quantity, "") for line in year.query(list_delivery_lines, delivery.id))
    done(year, HandOver(delivery.id, taken, NOON, "the manager"))


def project(year: Office, title: str) -> int:
    return next(p.id for p in year.query(lookup.list_project_options, CAMPAIGN) if title in p.label)


def test_row_09_what_is_made_on_the_day_is_stock_for_another_house(year: Office) -> None:
    (bulbs,) = asked_by(year, "St Brigid's Hospice")
    assert (bulbs.item, bulbs.asked, bulbs.aside) == ("Potted bulb", 60, 60)
    great = project(year, "The great collection")
    line = DonationEntry(
        20, item_id=next(row.id for row in year.query(list_stock) if row.name == "Greeting card")
    )
    before = next(row.left for row in year.query(list_stock) if row.name == "Greeting card")
    done(year, Make(great, line, NOON))
    assert next(row.left for row in year.query(list_stock) if row.name == "Greeting card") == before + 20


def test_row_13_what_is_unfit_is_offered_to_nobody_and_written_off_with_a_reason(year: Office) -> None:
    lot = next(lot for lot in year.query(list_lots) if lot.item == "Toy")
    done(year, SetField("lot", lot.id, "condition", ItemCondition.UNFIT))
    assert all(
        choice.item != "Toy"
        for row in year.query(list_requests)
        for choice in year.query(list_request_lots, row.id, DAY)
    )
    refused = year.execute(Issue(lot.id, MovementKind.WRITTEN_OFF, 1, NOON))
    assert isinstance(refused, Refused)
    assert "reason" in refused.text
    done(year, Issue(lot.id, MovementKind.WRITTEN_OFF, lot.left, NOON, reason="broken wheels"))
    assert lot.id not in {each.id for each in year.query(list_lots)}


def test_row_19_cards_made_in_one_house_go_to_the_children_of_another(year: Office) -> None:
    (cards,) = asked_by(year, "Little Oaks Children's Hospice")
    assert (cards.asked, cards.open, cards.state) == (85, 0, "on a delivery")
    hand_over(year, to(year, "Little Oaks Children's Hospice"))
    (cards,) = asked_by(year, "Little Oaks Children's Hospice")
    assert (cards.delivered, cards.state) == (85, "met")


def test_row_20_each_gift_goes_to_one_house_only(year: Office) -> None:
    (rubens,), (sunrise,) = asked_by(year, "Rubens House"), asked_by(year, "Sunrise Family Centre")
    gifts = next(row.left for row in year.query(list_stock) if row.name == "Wrapped gift")
    assert (rubens.aside, sunrise.aside) == (70, 90)
    (tenants,) = asked_by(year, "Larchwood Care")
    assert rubens.aside + sunrise.aside + tenants.aside <= gifts
    spare = sum(choice.free for choice in year.query(list_request_lots, rubens.id, DAY))
    assert spare == gifts - 220
    choices = year.query(list_request_lots, sunrise.id, DAY)
    again = Allocate(((sunrise.id, choices[0].id, choices[0].free + 1),), DAY)
    assert isinstance(year.execute(again), Refused)


def test_row_24_tiny_hats_reach_the_ward_with_their_sizes_and_a_note(year: Office) -> None:
    delivery = to(year, "Royal Northern Hospital")
    assert (delivery.status, delivery.received_by) == (DeliveryStatus.DELIVERED, "the ward sister")
    assert "neonatal ward" in delivery.note
    assert {(line.size, line.delivered) for line in year.query(list_delivery_lines, delivery.id)} == {
        ("tiny", 40),
        ("small", 40),
    }
    left = {lot.size: lot.left for lot in year.query(list_lots) if lot.item.startswith("Hat")}
    assert left == {"tiny": 2, "small": 15, "medium": 23}


def test_row_25_bags_go_abroad_by_courier(year: Office) -> None:
    delivery = to(year, "Hearts Abroad")
    assert (delivery.driver, delivery.things.short) == ("courier", "90")
    note = make_print_job(
        year,
        "delivery-note",
        PrintRequest(CAMPAIGN, scope=PrintScope(delivery_id=delivery.id), audience=Audience.PUBLIC),
    )
    assert "Gift bag" in extract_page_text(note.release().content, 0)


def test_row_27_a_bicycle_is_repaired_before_it_is_given(year: Office) -> None:
    found = {lot.condition: lot for lot in year.query(list_lots) if lot.item == "Bicycle"}
    assert {condition: lot.left for condition, lot in found.items()} == {
        ItemCondition.TO_REPAIR: 2,
        ItemCondition.REPAIRED: 1,
    }
    given = [
        line
        for line in year.query(list_delivery_lines, to(year, "Open Door Refugees").id)
        if line.item == "Bicycle"
    ]
    assert [(line.quantity, line.delivered) for line in given] == [(8, 8)]
    done(year, ChangeLots((found[ItemCondition.TO_REPAIR].id,), LotState.READY, ItemCondition.REPAIRED))
    ready = [
        lot for lot in year.query(list_lots, None, Narrowed(stage=Stage.REPAIRED)) if lot.item == "Bicycle"
    ]
    assert {(lot.state, lot.left) for lot in ready} == {(LotState.READY, 1), (LotState.READY, 2)}


def test_every_state_has_an_example(year: Office) -> None:
    for stage in Stage:
        assert year.query(list_lots, None, Narrowed(stage=stage)), stage


def test_row_30_the_refuge_is_a_code_name_until_the_drivers_own_sheet(year: Office) -> None:
    rose = to(year, "Partner Olive")
    hand_over(year, rose)
    gifts = year.query(trace_partner_goods, rose.partner_id)
    assert gifts
    assert {gift.partner for gift in gifts} == {"Partner Olive"}
    shown = str(year.query(list_requests)) + str(year.query(list_deliveries, CAMPAIGN)) + str(gifts)
    assert "Hope House" not in shown
    for key, audience in (("pick-list", Audience.COMMITTEE), ("delivery-note", Audience.PUBLIC)):
        pdf = (
            make_print_job(
                year, key, PrintRequest(CAMPAIGN, scope=PrintScope(delivery_id=rose.id), audience=audience)
            )
            .release()
            .content
        )
        told = " ".join(extract_page_text(pdf, page) for page in range(page_count(pdf)))
        assert "Partner Olive" in told
        assert "N99 9ZZ" not in told
