"""Handing over tells what happened: what was taken, what came back, and what should not have been given."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from conftest_goods import (
    DAY,
    RICE_12,
    RICE_30,
    ROSE,
    RUBENS,
    TEN,
    movements,
    planned,
    refused,
    row,
    stock,
    take,
)
from conftest_office import done

from mitzvah_desk.cli import main
from mitzvah_desk.documents.layout.raster import extract_page_text, page_count
from mitzvah_desk.model import ItemCondition, MovementKind, Outcome
from mitzvah_desk.office.core.actions import Action
from mitzvah_desk.office.core.crud import Add, SetField
from mitzvah_desk.office.core.office import Office
from mitzvah_desk.office.goods.chart_queries import list_hourly_movements
from mitzvah_desk.office.goods.deliveries import ChangeDelivery, HandOver, PlanDelivery, SetOff, TakeBack
from mitzvah_desk.office.goods.delivery_queries import list_deliveries, list_delivery_lines
from mitzvah_desk.office.goods.donations import Issue
from mitzvah_desk.office.goods.lots import Recall
from mitzvah_desk.office.goods.queries import read_donation
from mitzvah_desk.office.goods.request_queries import list_requests
from mitzvah_desk.office.goods.requests import Allocate
from mitzvah_desk.office.goods.stock_ledger import on_hand
from mitzvah_desk.office.papers.kinds import KINDS, make_print_job
from mitzvah_desk.office.papers.print_request import PrintRequest, PrintScope
from mitzvah_desk.rules.privacy.disclosure import Audience


@pytest.mark.parametrize(
    ("stop", "says"),
    [
        (Recall((RICE_12,), "moths"), "Rice must not go out (recalled: moths)."),
        (SetField("lot", RICE_12, "condition", ItemCondition.UNFIT), "Rice must not go out (unfit)."),
        (SetField("lot", RICE_12, "use_by", date(2026, 11, 20)), "past its use-by date, 20 Nov 2026"),
    ],
)
def test_what_should_not_have_been_given_asks_why_and_keeps_it(
    goods: Office, stop: Action, says: str
) -> None:
    delivery = planned(goods, (1, RICE_12, 5), (1, RICE_30, 3))
    done(goods, stop)
    assert says in refused(goods, SetOff(delivery, TEN))
    done(goods, take(goods, delivery, 0, 3))  # it was seen at the door, and nothing of it given
    goods.undo()
    assert says in refused(goods, take(goods, delivery, 5, 3))
    done(goods, take(goods, delivery, 5, 3), "They cooked it before we knew.")
    told = {line.lot_id: line.note for line in goods.query(list_delivery_lines, delivery)}
    assert says in told[RICE_12]
    assert "They cooked it before we knew." in told[RICE_12]
    assert told[RICE_30] == ""


def test_what_they_must_not_have_asks_why_too(goods: Office) -> None:
    delivery = planned(goods, (1, RICE_30, 3))
    done(goods, SetField("partner", 1, "avoids", "rice"))
    assert "must not be given rice" in refused(goods, take(goods, delivery, 3))
    done(goods, take(goods, delivery, 0))


def test_nothing_that_is_stopped_is_planned(goods: Office) -> None:
    done(goods, Allocate(((1, RICE_12, 5),), DAY))
    done(goods, Recall((RICE_12,), "moths"))
    assert "recalled: moths" in refused(goods, PlanDelivery(1, 1))
    done(goods, Recall((RICE_12,), ""))
    done(goods, PlanDelivery(1, 1))


def test_what_was_refused_is_told_by_the_ledger_as_returned(goods: Office) -> None:
    delivery = planned(goods, (1, RICE_30, 10))
    done(goods, SetOff(delivery, TEN), "Ann drives")
    assert movements(goods, RICE_30) == {"received": 30, "picked": 10}
    assert stock(goods)[RICE_30] == 30, "it is ours until it is handed over"
    done(goods, take(goods, delivery, 4))
    assert movements(goods, RICE_30) == {"received": 30, "picked": 10, "delivered": 10, "returned": 6}
    assert stock(goods)[RICE_30] == 26
    assert [(hour.count, hour.other) for hour in goods.query(list_hourly_movements, DAY)] == [(51, 4)]
    facts = goods.query(read_donation, 1)
    assert facts is not None
    assert (facts.lines[0].quantity, facts.lines[0].left) == (30, 26)
    goods.undo()
    assert movements(goods, RICE_30) == {"received": 30, "picked": 10}


def test_more_than_was_brought_was_brought(goods: Office) -> None:
    delivery = planned(goods, (1, RICE_30, 10))
    done(goods, take(goods, delivery, 13))
    assert movements(goods, RICE_30) == {"received": 30, "delivered": 13}
    assert row(goods, 1).open == 7


def test_a_line_tells_how_many_of_its_lot_are_free_besides(goods: Office) -> None:
    done(goods, Allocate(((1, RICE_30, 12), (2, RICE_30, 5)), DAY))
    (delivery,) = done(goods, PlanDelivery(1, RUBENS)).ids
    (line,) = goods.query(list_delivery_lines, delivery)
    assert (line.quantity, line.free) == (12, 30 - 12 - 5)


def test_what_came_back_later_is_in_stock_and_asked_for_again(goods: Office) -> None:
    delivery = planned(goods, (1, RICE_30, 20))
    (line,) = goods.query(list_delivery_lines, delivery)
    assert "not handed over yet" in refused(goods, TakeBack((line.id,), 1, TEN))
    done(goods, take(goods, delivery, 20))
    assert row(goods, 1).state == "met"
    for number in (0, -1, 21):
        assert "from 1 to 20" in refused(goods, TakeBack((line.id,), number, TEN))
    later = TEN + timedelta(hours=5)
    done(goods, TakeBack((line.id,), 6, later, "They have no room.", as_it_was=True))
    assert stock(goods)[RICE_30] == 16
    assert (row(goods, 1).open, row(goods, 1).delivered) == (6, 14)
    (line,) = goods.query(list_delivery_lines, delivery)
    assert (line.delivered, line.outcome, line.note) == (14, Outcome.PART, "They have no room.")
    assert movements(goods, RICE_30) == {"received": 30, "delivered": 20, "returned": 6}
    assert [(hour.count, hour.other) for hour in goods.query(list_hourly_movements, DAY)] == [
        (51, 20),
        (6, 0),
    ]
    done(goods, TakeBack((line.id,), 14, later, as_it_was=True))
    assert goods.query(list_delivery_lines, delivery)[0].outcome is Outcome.REFUSED
    goods.undo()
    goods.undo()
    assert (stock(goods)[RICE_30], row(goods, 1).state) == (10, "met")
    goods.redo()
    assert stock(goods)[RICE_30] == 16


def test_what_came_back_of_several_lots_is_told_as_one_number(goods: Office) -> None:
    delivery = planned(goods, (1, RICE_30, 8), (1, RICE_12, 12))
    ids = {line.lot_id: line.id for line in goods.query(list_delivery_lines, delivery)}
    done(goods, HandOver(delivery, ((ids[RICE_30], 6, ""), (ids[RICE_12], 12, "")), TEN))
    both = (ids[RICE_12], ids[RICE_30])
    assert "from 1 to 18" in refused(goods, TakeBack(both, 19, TEN))
    assert "removed" in refused(goods, TakeBack((*both, 99), 3, TEN))
    before = stock(goods)
    done(goods, TakeBack(both, 14, TEN, "They have no room.", as_it_was=True))
    told = {
        row.lot_id: (row.delivered, row.outcome, row.note)
        for row in goods.query(list_delivery_lines, delivery)
    }
    assert told == {
        RICE_12: (0, Outcome.REFUSED, "They have no room."),
        RICE_30: (4, Outcome.PART, "They have no room."),
    }
    back = {RICE_12: 12, RICE_30: 2}
    assert stock(goods) == {lot: count + back.get(lot, 0) for lot, count in before.items()}
    goods.undo()
    assert stock(goods) == before
    done(goods, TakeBack(both, 3, TEN, "Late"))
    assert {row.lot_id: row.note for row in goods.query(list_delivery_lines, delivery)} == {
        RICE_12: "Late",
        RICE_30: "",
    }


def test_what_came_back_is_given_again_to_somebody_else(goods: Office) -> None:
    first = planned(goods, (1, RICE_12, 12))
    done(goods, take(goods, first, 12))
    (line,) = goods.query(list_delivery_lines, first)
    done(goods, TakeBack((line.id,), 5, TEN, as_it_was=True))
    second = planned(goods, (2, RICE_12, 5), partner=ROSE)
    done(goods, take(goods, second, 5))
    assert stock(goods)[RICE_12] == 0


def test_what_a_project_used_although_it_was_stopped_says_why(goods: Office) -> None:
    done(goods, Recall((RICE_12,), "moths"))
    used = Issue(RICE_12, MovementKind.USED, 3, TEN)
    assert "recalled: moths" in refused(goods, used)
    done(goods, used, "as packing")
    sql = "SELECT reason FROM movement WHERE kind = 'used'"
    assert goods.query(lambda c: list(c.exec_driver_sql(sql).scalars())) == ["as packing"]
    assert "not delivered this way" in refused(goods, Issue(RICE_12, MovementKind.DELIVERED, 1, TEN))


def paper(office: Office, key: str, delivery: int, audience: Audience) -> str:
    asked = PrintRequest(1, scope=PrintScope(delivery_id=delivery), audience=audience, now=TEN)
    pdf = make_print_job(office, key, asked).release().content
    return " ".join(" ".join(extract_page_text(pdf, n) for n in range(page_count(pdf))).split())


def test_why_a_line_was_given_all_the_same_is_printed_for_the_committee(goods: Office) -> None:
    delivery = planned(goods, (1, RICE_12, 5))
    done(goods, Recall((RICE_12,), "moths"))
    done(goods, take(goods, delivery, 5), "They cooked it before we knew.")
    assert "before we knew" in paper(goods, "delivery-note", delivery, Audience.COMMITTEE)
    assert "before we knew" not in paper(goods, "delivery-note", delivery, Audience.PUBLIC)


def test_what_is_noted_of_a_refuge_is_for_its_driver_alone(goods: Office, tmp_path: Path) -> None:
    delivery = planned(goods, (2, RICE_12, 5), partner=ROSE)
    late = TEN + timedelta(hours=1)
    there = ChangeDelivery(delivery, TEN, late, note="Hope House: ring at the back door")
    done(goods, there)
    assert "back door" not in paper(goods, "delivery-sheet", delivery, Audience.DRIVER), "nobody drives yet"
    done(goods, replace(there, driver_id=1))
    assert "back door" in paper(goods, "delivery-sheet", delivery, Audience.DRIVER)
    (line,) = goods.query(list_delivery_lines, delivery)
    done(goods, HandOver(delivery, ((line.id, 4, "Hope House was full"),), late, "Ruth of Hope House"))
    for key in ("pick-list", "delivery-note"):
        for audience in KINDS[key].audiences:
            said = paper(goods, key, delivery, audience)
            assert "Rose" in said
            assert not any(word in said for word in ("Hope House", "back door", "Ruth", "was full"))
    out = tmp_path / "deliveries.csv"
    assert main(["export", "deliveries", str(goods.path), "--to", str(out)]) == 0
    assert "Rose" in out.read_text("utf-8-sig")
    assert not any(word in out.read_text("utf-8-sig") for word in ("Hope House", "Ruth", "was full"))
    (told,) = goods.query(list_deliveries, 1)
    assert told.received_by == "Ruth of Hope House", "the committee's own page knows"


def test_what_comes_back_to_be_looked_at_is_not_what_others_took_more_of(goods: Office) -> None:
    done(goods, Add("request", {"partner_id": RUBENS, "campaign_id": 1, "item_id": 1, "quantity": 10}))
    wish = max(row.id for row in goods.query(list_requests))
    delivery = planned(goods, (1, RICE_30, 20), (wish, RICE_30, 10))
    one, other = (row.id for row in goods.query(list_delivery_lines, delivery))
    taken = ((one, 21, ""), (other, 7, "damp"))
    assert "only 0 are free" in refused(goods, HandOver(delivery, taken, TEN))
    assert goods.query(on_hand, RICE_30) == 30
    done(goods, HandOver(delivery, taken, TEN, as_it_was=(other,)))
    assert goods.query(on_hand, RICE_30) == 2
