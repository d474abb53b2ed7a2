"""Two items are made one, and what they are counted in with them: nothing gets more or less by it."""

import pytest
from conftest_goods import RICE_12, RICE_30, SOAP_9, TEN, refused
from conftest_office import done

from mitzvah_desk.office.core.actions import Refused
from mitzvah_desk.office.core.crud import Add, SetFields
from mitzvah_desk.office.core.office import Office
from mitzvah_desk.office.goods.donations import DonationEntry, Receive
from mitzvah_desk.office.goods.putting_right.item_merging import MergeItems
from mitzvah_desk.office.goods.queries import list_stock, read_item
from mitzvah_desk.office.goods.stock_ledger import on_hand

RICE, SOAP = 1, 2


def item(goods: Office, name: str, count: int, **values: object) -> int:
    made = done(goods, Add("item", {"name": name, **values})).id
    done(goods, Receive(1, (DonationEntry(count, made),), TEN))
    return made


def stock(goods: Office, name: str) -> tuple[int, str]:
    return next((row.left, row.unit) for row in goods.query(list_stock) if row.name == name)


@pytest.mark.parametrize("kept_first", [True, False])
def test_kilos_and_grams_become_grams(goods: Office, kept_first: bool) -> None:
    kilos = item(goods, "Flour", 3, unit="kg", minimum_stock=5, pack_name="sack", pack_size=25)
    grams = item(goods, "Plain white", 2500, unit="g")
    kept, other = (kilos, grams) if kept_first else (grams, kilos)
    values = {} if kept_first else {"minimum_stock": 5, "pack_size": 25, "unit": "kg"}
    before = goods.query(on_hand, 4)
    done(goods, MergeItems(kept, other, values))
    facts = goods.query(read_item, kept)
    assert facts is not None
    assert stock(goods, facts.name) == (5500, "g")
    assert (facts.minimum_stock, facts.pack_size) == (5000, 25_000)
    goods.undo()
    assert goods.query(on_hand, 4) == before


def test_bags_of_a_known_weight_become_what_they_weigh_once_somebody_agrees(goods: Office) -> None:
    bags = item(goods, "Flour bag", 4, unit="bags", grams_each=1500)
    flour = item(goods, "Flour", 2500, unit="g")
    action = MergeItems(flour, bags)
    found = goods.execute(action)
    assert isinstance(found, Refused)
    assert "4 bags, becomes 6 kg" in found.findings[0].text
    done(goods, action, "it is the same flour")
    assert stock(goods, "Flour") == (8500, "g")


def test_what_cannot_be_added_up_is_refused_and_stays(goods: Office) -> None:
    flour = item(goods, "Flour", 2500, unit="g")
    said = refused(goods, MergeItems(RICE, flour))
    assert "counted in single things and Flour by weight" in said
    assert "42" in said
    assert "2.5 kg cannot be added up" in said
    assert stock(goods, "Flour") == (2500, "g")
    oil = item(goods, "Oil", 500, unit="ml")
    assert "in litres" in refused(goods, MergeItems(flour, oil))
    pounds = item(goods, "Flour of old", 3, unit="lb")
    assert "cannot be added up" in refused(goods, MergeItems(flour, pounds))


def test_tins_and_packets_are_asked_about(goods: Office) -> None:
    done(goods, SetFields("item", RICE, {"unit": "bags"}))
    packets = item(goods, "Basmati", 4, unit="packets")
    found = goods.execute(MergeItems(RICE, packets))
    assert isinstance(found, Refused)
    assert "42 bags and 4 packets would be 46 of one thing" in found.findings[0].text
    done(goods, MergeItems(RICE, packets), "a bag is a packet")
    assert stock(goods, "Rice") == (46, "bags")
    done(goods, MergeItems(RICE, SOAP))  # nobody said in what soap is counted
    assert [goods.query(on_hand, lot) for lot in (RICE_30, RICE_12, SOAP_9)] == [30, 12, 9]


def test_an_item_of_which_nothing_is_noted_is_counted_as_the_other(goods: Office) -> None:
    flour = done(goods, Add("item", {"name": "Flour", "unit": "g"})).id
    done(goods, MergeItems(SOAP, flour, {"unit": "g"}))
    assert stock(goods, "Soap") == (9, "")
    flour = item(goods, "Flour", 2500, unit="g")
    empty = done(goods, Add("item", {"name": "Flour for cakes"})).id
    done(goods, MergeItems(empty, flour))
    assert stock(goods, "Flour for cakes") == (2500, "g")


def test_a_kit_adds_up_its_parts_and_holds_never_itself(goods: Office) -> None:
    kit = done(goods, Add("item", {"name": "Toiletry bag"})).id
    other = done(goods, Add("item", {"name": "Soap bars"})).id
    for part, many in ((SOAP, 2), (other, 1)):
        done(goods, Add("kit_part", {"kit_id": kit, "item_id": part, "quantity": many}))
    done(goods, MergeItems(SOAP, other))
    assert goods.query(lambda c: c.exec_driver_sql("SELECT item_id, quantity FROM kit_part").all()) == [
        (SOAP, 3)
    ]
    assert "is made of it" in refused(goods, MergeItems(kit, SOAP))
    assert isinstance(goods.execute(MergeItems(SOAP, 99)), Refused)
