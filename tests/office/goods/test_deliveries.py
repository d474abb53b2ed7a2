"""From a partner's request to the hand-over, part of it and more of it, and back again."""

from datetime import datetime, timedelta

import pytest
from conftest_goods import (
    DAY,
    RICE_12,
    RICE_30,
    ROSE,
    RUBENS,
    SOAP_9,
    TEN,
    planned,
    refused,
    row,
    share_out,
    stock,
    take,
)
from conftest_office import done

from mitzvah_desk.model import DeliveryStatus, ItemCondition, MovementKind
from mitzvah_desk.office.core.actions import Refused
from mitzvah_desk.office.core.crud import Add, Remove, SetField
from mitzvah_desk.office.core.office import Office
from mitzvah_desk.office.goods.deliveries import CallOff, ChangeDelivery, HandOver, PlanDelivery, SetOff
from mitzvah_desk.office.goods.delivery_queries import (
    list_deliveries,
    list_delivery_lines,
    trace_partner_goods,
)
from mitzvah_desk.office.goods.donations import CorrectQuantity, Issue
from mitzvah_desk.office.goods.giving_on.donor_gifts import STILL_HERE, list_donor_gifts
from mitzvah_desk.office.goods.lots import Recall
from mitzvah_desk.office.goods.request_queries import list_request_lots, list_requests
from mitzvah_desk.office.goods.requests import Allocate, CloseRequests, Release, propose_allocation
from mitzvah_desk.office.rota.assignments import Assign


@pytest.fixture
def office(goods: Office) -> Office:
    return goods


def test_goods_are_shared_out_in_proportion_first_expiring_first(office: Office) -> None:
    share_out(office)
    assert [row(office, n).aside for n in (1, 2, 3)] == [14, 28, 9]
    assert [row(office, n).open for n in (1, 2, 3)] == [6, 12, None]
    assert office.query(propose_allocation, DAY) == ()
    assert office.query(list_request_lots, 1, DAY) == []
    office.undo()
    assert [row(office, n).aside for n in (1, 2, 3)] == [0, 0, 0]
    assert [lot.id for lot in office.query(list_request_lots, 1, DAY)] == [RICE_12, RICE_30]


def test_no_more_is_set_aside_than_is_free_or_fits(office: Office) -> None:
    assert "Only 12 Rice" in refused(office, Allocate(((1, RICE_12, 13),), DAY))
    done(office, Allocate(((1, RICE_12, 10),), DAY))
    assert "Only 2 Rice" in refused(office, Allocate(((2, RICE_12, 3),), DAY))
    assert "did not ask for Soap" in refused(office, Allocate(((1, SOAP_9, 1),), DAY))
    late = DAY + timedelta(9)
    assert "past its use-by date" in refused(office, Allocate(((1, RICE_12, 1),), late))
    done(office, SetField("lot", RICE_30, "condition", ItemCondition.UNFIT))
    assert "unfit" in refused(office, Allocate(((1, RICE_30, 1),), DAY))
    done(office, SetField("partner", ROSE, "kosher_only", True))
    done(office, SetField("lot", RICE_30, "condition", ItemCondition.NEW))
    assert "kosher" in refused(office, Allocate(((2, RICE_12, 1),), DAY))


def test_past_best_before_asks_for_a_reason(office: Office) -> None:
    done(office, SetField("lot", RICE_30, "best_before", DAY - timedelta(1)))
    action = Allocate(((1, RICE_30, 5),), DAY)
    assert "best-before" in refused(office, action)
    done(office, action, "dry rice keeps")


def test_allergens_that_nobody_knows_are_asked_about_once_an_item(office: Office) -> None:
    for partner in (RUBENS, ROSE):
        done(office, SetField("partner", partner, "avoids", "nuts"))
    action = Allocate(((1, RICE_30, 2), (1, RICE_12, 2), (2, RICE_12, 2)), DAY)
    assert refused(office, action).count("allergens of Rice are not known") == 1
    done(office, SetField("item", 1, "allergens", "none"))
    done(office, action)


def test_a_closed_request_is_asked_about(office: Office) -> None:
    done(office, Allocate(((1, RICE_30, 5),), DAY))
    close = CloseRequests((1, 3))
    assert "5 Rice are still set aside for Rubens House" in refused(office, close)
    done(office, Release((1,)))
    assert done(office, close).label == "Closed: what Rubens House asked for and 1 more"
    assert [row(office, number).closed for number in (1, 2, 3)] == [True, False, True]
    again = Allocate(((1, RICE_30, 5),), DAY)
    assert "closed, and 5 would be set aside" in refused(office, again)
    done(office, CloseRequests((1, 3), closed=False))
    done(office, again)
    office.undo()
    office.undo()
    assert row(office, 1).closed


def test_part_is_taken_and_the_rest_stays_open(office: Office) -> None:
    share_out(office)
    delivery = done(office, PlanDelivery(1, RUBENS)).id
    assert row(office, 1).state == "on a delivery"
    done(office, SetOff(delivery, TEN), "Ann drives")
    before = stock(office)
    counts = [
        line.quantity
        for line in sorted(office.query(list_delivery_lines, delivery), key=lambda each: each.id)
    ]
    done(office, take(office, delivery, 1, *counts[1:]))
    assert row(office, 1).delivered == 1 + sum(counts[1:])
    assert row(office, 1).open == 20 - 1 - sum(counts[1:])
    assert sum(before.values()) - sum(stock(office).values()) == 1 + sum(counts[1:])
    (told,) = office.query(list_deliveries, 1)
    assert (told.status, told.received_by) == (DeliveryStatus.DELIVERED, "Grace")
    office.undo()
    assert stock(office) == before
    assert row(office, 1).delivered == 0


def test_what_was_refused_is_free_again_and_two_deliveries_meet_one_request(office: Office) -> None:
    done(office, Allocate(((1, RICE_30, 12),), DAY))
    first = done(office, PlanDelivery(1, RUBENS)).id
    done(office, take(office, first, 0))
    assert stock(office)[RICE_30] == 30
    assert (row(office, 1).open, row(office, 1).aside) == (20, 0)
    done(office, Allocate(((1, RICE_30, 20),), DAY))
    second = done(office, PlanDelivery(1, RUBENS)).id
    done(office, take(office, second, 20))
    assert row(office, 1).state == "met"
    assert stock(office)[RICE_30] == 10


def test_more_than_was_brought_only_as_far_as_it_is_free(office: Office) -> None:
    done(office, Allocate(((1, RICE_12, 5), (2, RICE_12, 4)), DAY))
    delivery = done(office, PlanDelivery(1, RUBENS)).id
    assert "only 3 are free" in refused(office, take(office, delivery, 9))
    assert stock(office)[RICE_12] == 12
    done(office, take(office, delivery, 8))
    assert stock(office)[RICE_12] == 4
    assert "handed over already" in refused(office, take(office, delivery, 1))


def test_a_delivery_outside_the_houses_hours_or_on_shabbat_asks_why(office: Office) -> None:
    done(office, Allocate(((1, RICE_12, 5),), DAY))
    delivery = done(office, PlanDelivery(1, RUBENS)).id
    evening = datetime(2026, 11, 22, 18)
    assert "open from 09:00 to 17:00" in refused(
        office, ChangeDelivery(delivery, evening, evening + timedelta(hours=1))
    )
    shabbat = datetime(2026, 11, 21, 11)
    assert "Shabbat" in refused(office, ChangeDelivery(delivery, shabbat, shabbat + timedelta(hours=1)))
    assert "after the start" in refused(office, ChangeDelivery(delivery, TEN, TEN))
    done(office, ChangeDelivery(delivery, TEN, TEN + timedelta(hours=1), driver_id=1))
    (told,) = office.query(list_deliveries, 1)
    assert (told.driver, told.from_at) == ("Ann Cohen", TEN)


def test_a_driver_who_serves_elsewhere_is_told(office: Office) -> None:
    done(office, Add("project", {"campaign_id": 1, "title": "Tea"}))
    done(office, Add("role", {"name": "Baker"}))
    times = {"starts_at": TEN, "ends_at": TEN + timedelta(hours=2)}
    done(office, Add("shift", {"project_id": 1, "role_id": 1, **times}))
    done(office, Add("assignment", {"shift_id": 1, "person_id": 1}))
    done(office, Allocate(((1, RICE_12, 5),), DAY))
    delivery = done(office, PlanDelivery(1, RUBENS)).id
    half = TEN + timedelta(minutes=30)
    said = refused(office, ChangeDelivery(delivery, half, half + timedelta(hours=1), driver_id=1))
    assert "Ann Cohen is baker in Tea from 10:00" in said


def test_a_driver_who_drives_elsewhere_is_told_either_way(office: Office) -> None:
    there = planned(office, (2, RICE_30, 5), partner=ROSE)
    here = planned(office, (1, RICE_30, 5))
    noon = TEN + timedelta(hours=2)
    done(office, ChangeDelivery(there, TEN, noon, driver_id=1))
    half = TEN + timedelta(minutes=90)
    said = refused(office, ChangeDelivery(here, half, noon, driver_id=1))
    assert "Ann Cohen drives to Rose from 10:00" in said
    done(office, ChangeDelivery(here, half, noon, driver_id=1), "both lie on one road")
    done(office, ChangeDelivery(here, half, noon, driver_id=1, note="Ring first"))  # not asked again
    done(office, ChangeDelivery(here, noon, noon + timedelta(hours=1), driver_id=1))
    done(office, Add("project", {"campaign_id": 1, "title": "Vans"}))
    done(office, Add("role", {"name": "Driver"}))
    times = {"starts_at": TEN, "ends_at": noon}
    shift = done(office, Add("shift", {"project_id": 1, "role_id": 1, **times})).id
    assert "drives to Rose from 10:00 to 12:00" in refused(office, Assign(shift, (1,)))
    done(office, Assign(shift, (1,)), "it is this delivery")
    said = refused(office, ChangeDelivery(there, TEN, half, driver_id=1))
    assert "Ann Cohen is driver in Vans from 10:00" in said


def test_more_than_was_asked_and_a_size_nobody_knows_are_asked_about(office: Office) -> None:
    done(office, Allocate(((1, RICE_30, 15),), DAY))
    said = refused(office, Allocate(((1, RICE_12, 4), (1, RICE_30, 2)), DAY))
    assert "still wants 5, and 6 would be set aside" in said
    done(office, Allocate(((1, RICE_12, 4), (1, RICE_30, 2)), DAY), "they feed more than they say")
    assert "wants no more of this" in refused(office, Allocate(((1, RICE_30, 1),), DAY))
    done(office, Add("request", {"partner_id": RUBENS, "item_id": 2, "quantity": 3, "size": "Small"}))
    sized = Allocate(((4, SOAP_9, 2),), DAY)
    assert "size of Soap is not known" in refused(office, sized)
    done(office, SetField("lot", SOAP_9, "size", "small"))
    done(office, sized)


def test_diets_are_asked_about_until_somebody_says_what_a_thing_is(office: Office) -> None:
    done(office, SetField("partner", ROSE, "halal_only", True))
    soap = Allocate(((3, SOAP_9, 2),), DAY)
    assert "nobody said whether Soap is food" in refused(office, soap)
    done(office, Add("item_category", {"name": "Toiletries"}))
    done(office, SetField("item", 2, "category_id", 1))
    done(office, soap)
    done(office, SetField("item_category", 1, "name", "Food"))
    assert "halal" in refused(office, soap)
    assert "of this kind" in refused(office, Remove("item_category", (1,)))


def test_a_donation_that_was_part_delivered_cannot_go(office: Office) -> None:
    done(office, Allocate(((1, RICE_30, 5),), DAY))
    delivery = done(office, PlanDelivery(1, RUBENS)).id
    done(office, take(office, delivery, 5))
    assert "was delivered" in refused(office, Remove("donation", (1,)))
    assert "was delivered" in refused(office, Remove("lot", (RICE_30,)))
    assert "have gone out" in refused(office, CorrectQuantity(RICE_30, 4))
    office.undo()
    assert "set aside" in refused(office, Remove("donation", (1,)))


def test_what_is_set_aside_is_neither_used_nor_written_off(office: Office) -> None:
    done(office, Allocate(((1, RICE_12, 10),), DAY))
    used = Issue(RICE_12, MovementKind.USED, 3, TEN)
    assert "set aside" in refused(office, used)
    done(office, Issue(RICE_12, MovementKind.USED, 2, TEN))


def test_what_was_stopped_since_it_was_set_aside_does_not_set_off(office: Office) -> None:
    done(office, Allocate(((1, RICE_12, 5),), DAY))
    delivery = done(office, PlanDelivery(1, RUBENS)).id
    done(office, Recall((RICE_12,), "moths"))
    assert "recalled: moths" in refused(office, SetOff(delivery, TEN))
    done(office, Recall((RICE_12,), ""))
    late = TEN + timedelta(days=9)
    assert "past its use-by date" in refused(
        office, ChangeDelivery(delivery, late, late + timedelta(hours=1))
    )
    done(office, SetField("partner", RUBENS, "avoids", "rice"))
    assert "must not be given rice" in refused(office, SetOff(delivery, TEN))


def test_what_tells_where_goods_went_stays(office: Office) -> None:
    done(office, Allocate(((1, RICE_30, 5),), DAY))
    delivery = done(office, PlanDelivery(1, RUBENS)).id
    twice = take(office, delivery, 5)
    assert isinstance(office.execute(HandOver(delivery, twice.taken * 2, TEN)), Refused)
    done(office, twice)
    assert "handed over" in refused(office, Remove("request", (1,)))
    assert "handed over" in refused(office, Remove("delivery", (delivery,)))
    assert "delivered to Rubens House" in refused(office, Remove("donation", (1,)))
    done(office, Remove("request", (2,)))


def test_called_off_and_released(office: Office) -> None:
    share_out(office)
    delivery = done(office, PlanDelivery(1, ROSE)).id
    assert "on no delivery" in refused(office, Release((2, 3)))
    done(office, SetOff(delivery, TEN), "Ann drives")
    done(office, CallOff((delivery,)))
    assert row(office, 2).state == "set aside"
    done(office, Release((2, 3)))
    assert row(office, 2).state == "open"
    assert "Nothing is set aside for Rose" in refused(office, PlanDelivery(1, ROSE))


def test_gifts_are_traced_both_ways_by_code_name(office: Office) -> None:
    share_out(office)
    delivery = done(office, PlanDelivery(1, ROSE)).id
    counts = [
        line.quantity
        for line in sorted(office.query(list_delivery_lines, delivery), key=lambda each: each.id)
    ]
    done(office, take(office, delivery, *counts))
    went = [gift for gift in office.query(list_donor_gifts, ("person", 1)) if gift.went != STILL_HERE]
    assert {gift.went for gift in went} == {"Rose"}
    assert {trace.donor for trace in office.query(trace_partner_goods, ROSE)} == {"Ann Cohen"}
    assert sum(trace.quantity for trace in went) == sum(counts)
    assert "Hope House" not in str(office.query(list_requests)) + str(office.query(list_deliveries, 1)) + str(
        went
    )
