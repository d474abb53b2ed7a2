"""What the generic actions must not do to goods: lose where they went, type over the ledger, make twins."""

import pytest
from conftest_goods import DAY, RICE_12, RICE_30, ROSE, RUBENS, SOAP_9, TEN, planned, refused, take
from conftest_office import done

from mitzvah_desk.model import DeliveryStatus, MovementKind
from mitzvah_desk.office.core.actions import Action
from mitzvah_desk.office.core.crud import Add, Remove, SetField, SetFields
from mitzvah_desk.office.core.office import Office
from mitzvah_desk.office.goods.catalogue import AddItem
from mitzvah_desk.office.goods.deliveries import SetOff
from mitzvah_desk.office.goods.donations import AddDonationLine, DonationEntry, Issue, Make, Receive
from mitzvah_desk.office.goods.requests import Allocate


@pytest.mark.parametrize("kind", [MovementKind.USED, MovementKind.WRITTEN_OFF])
def test_what_was_used_or_written_off_keeps_its_donation(goods: Office, kind: MovementKind) -> None:
    done(goods, Issue(SOAP_9, kind, 2, TEN, reason="torn"))
    assert f"2 Soap of it was {kind}" in refused(goods, Remove("donation", (1,)))
    assert f"2 Soap of it was {kind}" in refused(goods, Remove("lot", (SOAP_9,)))
    goods.undo()
    done(goods, Remove("donation", (1,)))


def test_what_was_brought_keeps_its_donation_though_nothing_was_taken(goods: Office) -> None:
    delivery = planned(goods, (1, RICE_30, 5))
    done(goods, take(goods, delivery, 0))
    assert "brought to Rubens House" in refused(goods, Remove("lot", (RICE_30,)))
    assert "handed over" in refused(goods, Remove("delivery", (delivery,)))


def test_a_campaign_keeps_what_was_handed_over_in_it(goods: Office) -> None:
    delivery = planned(goods, (1, RICE_30, 5))
    done(goods, take(goods, delivery, 5))
    assert "5 things of this campaign" in refused(goods, Remove("campaign", (1,)))


def test_a_request_stays_while_it_is_on_a_delivery(goods: Office) -> None:
    delivery = planned(goods, (1, RICE_30, 5))
    done(goods, SetOff(delivery, TEN), "Ann drives")
    assert "on a delivery" in refused(goods, Remove("request", (1,)))
    assert "Call it off" in refused(goods, Remove("delivery", (delivery,)))


def test_what_is_in_use_stays(goods: Office) -> None:
    assert "is used by" in refused(goods, Remove("item", (1,)))
    done(goods, Add("storage_location", {"name": "Shed"}))
    done(goods, SetField("lot", SOAP_9, "location_id", 1))
    assert "kept here" in refused(goods, Remove("storage_location", (1,)))
    done(goods, SetField("lot", SOAP_9, "location_id", None))
    done(goods, Remove("storage_location", (1,)))


@pytest.mark.parametrize(
    "action",
    [
        SetField("movement", 1, "quantity", 99),
        SetField("allocation", 1, "quantity", 99),
        SetField("delivery", 1, "status", DeliveryStatus.DELIVERED),
        SetField("delivery", 1, "partner_id", ROSE),
        SetFields("delivery_line", 1, {"note": "x", "delivered": 99}),
        Add("movement", {"lot_id": 1, "kind": MovementKind.RECEIVED, "quantity": 9, "at": TEN}),
        Add("allocation", {"request_id": 1, "lot_id": 1, "quantity": 99}),
        Add("delivery", {"campaign_id": 1, "partner_id": 1, "status": DeliveryStatus.DELIVERED}),
        Remove("movement", (1,)),
        Remove("allocation", (1,)),
        Remove("delivery_line", (1,)),
    ],
)
def test_the_ledger_is_not_written_by_hand(goods: Office, action: Action) -> None:
    planned(goods, (1, RICE_30, 5))
    said = refused(goods, action)
    assert "is not written by hand" in said
    done(goods, SetField("delivery", 1, "note", "Ring first"))


def test_a_lot_and_a_request_stay_what_they_are_once_goods_are_set_aside(goods: Office) -> None:
    done(goods, SetField("lot", RICE_12, "item_id", 2))
    done(goods, Allocate(((1, RICE_30, 5),), DAY))
    assert "this lot stays what it is" in refused(goods, SetField("lot", RICE_30, "item_id", 2))
    assert "this request stays what it is" in refused(goods, SetField("request", 1, "partner_id", ROSE))
    done(goods, SetField("request", 1, "note", "By noon"))
    done(goods, SetField("request", 3, "partner_id", RUBENS))


@pytest.mark.parametrize(
    "action",
    [
        Add("item", {"name": "rices"}),
        SetField("item", 2, "name", "RICE"),
        Receive(1, (DonationEntry(2, item_name="Soap"), DonationEntry(3, item_name="Rices")), TEN),
        AddDonationLine(1, DonationEntry(3, item_name="rices")),
        Make(1, DonationEntry(3, item_name="rices"), TEN),
    ],
)
def test_a_twin_is_made_only_by_who_says_so(goods: Office, action: Action) -> None:
    done(goods, Add("project", {"campaign_id": 1, "title": "Packing"}))
    assert "has “Rice” already" in refused(goods, action)
    done(goods, action, "these are puffed")


def test_two_new_names_of_one_donation_are_twins_too(goods: Office) -> None:
    new = Receive(
        1, (DonationEntry(2, item_name="Baked bean"), DonationEntry(3, item_name="Baked beans")), TEN
    )
    assert "has “Baked bean” already" in refused(goods, new)
    same = Receive(1, (DonationEntry(2, item_name="Peas"), DonationEntry(3, item_name="peas")), TEN)
    done(goods, same)


def test_who_was_asked_already_is_not_asked_again(goods: Office) -> None:
    done(goods, SetField("item", 1, "name", "rice"))
    done(goods, AddItem("Rices"))
    assert "already an item called “RICES”" in refused(goods, AddItem("RICES"))
    assert "needs a name" in refused(goods, AddItem(" "))
