"""What came back is looked at before it goes out again; a hand-over is put right until the day after."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from conftest_goods import DAY, RICE_12, RICE_30, ROSE, TEN, movements, planned, refused, row, stock, take
from conftest_office import done

from mitzvah_desk.model import ItemCondition, MovementKind, Outcome
from mitzvah_desk.office.core.actions import Action
from mitzvah_desk.office.core.office import Office
from mitzvah_desk.office.goods.deliveries import HandOver, SetOff, TakeBack
from mitzvah_desk.office.goods.delivery_queries import list_deliveries, list_delivery_lines
from mitzvah_desk.office.goods.donations import Issue
from mitzvah_desk.office.goods.lots import ChangeLots, HoldLots
from mitzvah_desk.office.goods.putting_right.handover_corrections import CorrectHandOver
from mitzvah_desk.office.goods.requests import Allocate, propose_allocation
from mitzvah_desk.office.goods.stock_queries import LotRow, Narrowed, Stage, list_lots, list_usable_lots


def to_check(office: Office) -> list[LotRow]:
    return office.query(list_lots, None, Narrowed(stage=Stage.TO_CHECK))


def hand_over(office: Office, delivery: int, count: int, note: str, *, good: bool = False) -> HandOver:
    (line,) = office.query(list_delivery_lines, delivery)
    return HandOver(delivery, ((line.id, count, note),), TEN, "Grace", (line.id,) if good else ())


def offered(office: Office) -> set[int]:
    usable = {lot.id for lot in office.query(list_usable_lots, 1, DAY)}
    assert {share.lot_id for share in office.query(propose_allocation, DAY)} <= usable | {3}
    return usable


def test_what_was_refused_for_its_state_waits_for_somebody_to_look_at_it(goods: Office) -> None:
    delivery = planned(goods, (1, RICE_12, 12))
    done(goods, hand_over(goods, delivery, 7, "box torn"))
    (back,) = to_check(goods)
    assert (back.left, back.free, back.to_check, back.warning(DAY)) == (
        5,
        5,
        "refused, box torn",
        "to check: refused, box torn",
    )
    assert movements(goods, RICE_12) == {"received": 12, "delivered": 12, "returned": 5, "split off": 5}
    assert offered(goods) == {RICE_30}
    assert "to check" in refused(goods, Allocate(((1, back.id, 1),), DAY))
    assert row(goods, 1).open == 13, "what they did not take is still wanted"
    done(goods, ChangeLots((back.id,), condition=ItemCondition.GOOD))
    assert offered(goods) == {RICE_30, back.id}
    goods.undo()
    done(goods, ChangeLots((back.id,), condition=ItemCondition.UNFIT))
    assert (to_check(goods), offered(goods)) == ([], {RICE_30})
    goods.undo()
    goods.undo()
    assert stock(goods)[RICE_12] == 12
    assert to_check(goods) == []


def test_what_they_did_not_need_is_free_at_once(goods: Office) -> None:
    delivery = planned(goods, (1, RICE_12, 12))
    done(goods, hand_over(goods, delivery, 0, "they had enough", good=True))
    assert (stock(goods)[RICE_12], to_check(goods)) == (12, [])
    assert RICE_12 in offered(goods)


def test_what_was_given_back_later_is_looked_at_lot_by_lot(goods: Office) -> None:
    delivery = planned(goods, (1, RICE_30, 8), (1, RICE_12, 12))
    done(goods, take(goods, delivery, 8, 12))
    lines = {line.lot_id: line.id for line in goods.query(list_delivery_lines, delivery)}
    done(goods, TakeBack((lines[RICE_12], lines[RICE_30]), 14, TEN, "weevils"))
    assert [(lot.left, lot.to_check) for lot in to_check(goods)] == [
        (12, "came back, weevils"),
        (2, "came back, weevils"),
    ]
    assert stock(goods)[RICE_30] == 22
    goods.undo()
    assert to_check(goods) == []


def test_what_is_said_at_a_refuge_does_not_reach_the_shelf(goods: Office) -> None:
    delivery = planned(goods, (2, RICE_12, 5), partner=ROSE)
    done(goods, hand_over(goods, delivery, 2, "Hope House was full"))
    assert [lot.to_check for lot in to_check(goods)] == ["refused"]


def test_somebody_may_hold_back_what_looks_wrong(goods: Office) -> None:
    assert "Type why" in refused(goods, HoldLots((RICE_12,), " "))
    done(goods, HoldLots((RICE_12, RICE_30), "damp"))
    assert offered(goods) == set()
    done(goods, ChangeLots((RICE_12,), condition=ItemCondition.GOOD))
    assert offered(goods) == {RICE_12}


NEXT_DAY = TEN + timedelta(days=1, hours=12)


def test_a_hand_over_is_put_right_the_day_after_in_one_step(goods: Office) -> None:
    delivery = planned(goods, (1, RICE_30, 10))
    done(goods, SetOff(delivery, TEN), "Ann drives")
    done(goods, hand_over(goods, delivery, 4, "box torn"))
    right = replace(hand_over(goods, delivery, 9, "one torn"), at=TEN - timedelta(hours=1), received_by="Dan")
    done(goods, CorrectHandOver(right, NEXT_DAY))
    (line,) = goods.query(list_delivery_lines, delivery)
    assert (line.delivered, line.outcome, line.note) == (9, Outcome.PART, "one torn")
    assert movements(goods, RICE_30) == {
        "received": 30, "picked": 10, "delivered": 10, "returned": 1, "split off": 1,
    }  # fmt: skip
    assert [(lot.left, lot.to_check) for lot in to_check(goods)] == [(1, "refused, one torn")]
    assert goods.query(list_deliveries, 1)[0].received_by == "Dan"
    assert (row(goods, 1).delivered, row(goods, 1).open) == (9, 11)
    assert goods.undo_label() == "Corrected what Rubens House took"
    goods.undo()
    assert [(lot.left, lot.to_check) for lot in to_check(goods)] == [(6, "refused, box torn")]
    assert goods.query(list_delivery_lines, delivery)[0].delivered == 4


def test_more_was_taken_than_was_told_as_far_as_there_was_more(goods: Office) -> None:
    delivery = planned(goods, (1, RICE_12, 10))
    done(goods, take(goods, delivery, 10))
    for count in (12, 11, 0):
        done(goods, CorrectHandOver(take(goods, delivery, count), TEN))
        assert stock(goods)[RICE_12] == 12 - count
    done(goods, Issue(RICE_12, MovementKind.USED, 2, TEN))
    assert "only 0 are free" in refused(goods, CorrectHandOver(take(goods, delivery, 11), TEN))
    done(goods, CorrectHandOver(take(goods, delivery, 10), TEN))


@pytest.mark.parametrize(
    ("between", "now", "says"),
    [
        ((), TEN + timedelta(days=2), "handed over on 22 Nov 2026"),
        ((TakeBack((1,), 1, TEN + timedelta(hours=1)),), TEN, "came back later"),
        ((Issue(4, MovementKind.WRITTEN_OFF, 1, TEN, reason="torn"),), TEN, "went on since"),
    ],
)
def test_what_stands_against_a_correction_is_said(
    goods: Office, between: Sequence[Action], now: datetime, says: str
) -> None:
    delivery = planned(goods, (1, RICE_30, 10))
    assert "not handed over yet" in refused(goods, CorrectHandOver(take(goods, delivery, 9), TEN))
    done(goods, hand_over(goods, delivery, 4, "box torn"))
    for action in between:
        done(goods, action)
    assert says in refused(goods, CorrectHandOver(take(goods, delivery, 9), now))
