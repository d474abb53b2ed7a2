"""Kits: making some takes their parts out of stock in one step, and undo brings them back."""

from datetime import timedelta

import pytest
from conftest_goods import DAY, RICE_12, RICE_30, SOAP_9, TEN
from conftest_office import done

from mitzvah_desk.office.core.actions import Refused
from mitzvah_desk.office.core.crud import Add, Remove
from mitzvah_desk.office.core.office import Office
from mitzvah_desk.office.goods.catalogue import AddItem, find_item_by_code, list_item_codes, list_kit_parts
from mitzvah_desk.office.goods.donations import CorrectQuantity, DonationEntry, Make
from mitzvah_desk.office.goods.lots import Recall
from mitzvah_desk.office.goods.stock_ledger import on_hand

RICE, SOAP = 1, 2


@pytest.fixture
def bags(goods: Office) -> int:
    """A bag that holds two of rice and one soap."""
    done(goods, Add("project", {"campaign_id": 1, "title": "Bags"}))
    bag = done(goods, AddItem("Toiletry bag")).id
    done(goods, Add("kit_part", {"kit_id": bag, "item_id": RICE, "quantity": 2}))
    done(goods, Add("kit_part", {"kit_id": bag, "item_id": SOAP, "quantity": 1}))
    return bag


def left(goods: Office) -> tuple[int, ...]:
    return tuple(goods.query(on_hand, lot) for lot in (RICE_30, RICE_12, SOAP_9))


def test_the_parts_leave_first_expiring_first_and_one_undo_brings_them_back(goods: Office, bags: int) -> None:
    assert [part.amount for part in goods.query(list_kit_parts, bags)] == ["2", "1"]
    before = left(goods)
    made = done(goods, Make(1, DonationEntry(7, item_id=bags), TEN)).ids[0]
    assert goods.query(on_hand, made) == 7
    assert left(goods) == (28, 0, 2), "fourteen of rice: the twelve that expire, and two more"
    goods.undo()
    assert left(goods) == before
    goods.redo()
    assert left(goods) == (28, 0, 2)


def test_without_its_parts_no_kit_is_made(goods: Office, bags: int) -> None:
    before = left(goods)
    refused = goods.execute(Make(1, DonationEntry(10, item_name="toiletry bag"), TEN), "on purpose")
    assert isinstance(refused, Refused)
    assert [(each.text, each.do) for each in refused.findings] == [
        ("This takes 10 Soap; 9 are free in stock.", "Make 9 at most, or receive more first.")
    ]
    assert left(goods) == before


def test_what_must_not_go_out_is_no_part(goods: Office, bags: int) -> None:
    done(goods, Recall((SOAP_9,), "glass"))
    assert isinstance(goods.execute(Make(1, DonationEntry(1, item_id=bags), TEN), "on purpose"), Refused)
    goods.undo()
    late = TEN + timedelta(30)
    done(goods, Make(1, DonationEntry(3, item_id=bags), late))
    assert left(goods) == (24, 12, 6), "what is past its use-by date stays"
    assert late.date() > DAY


def test_how_many_kits_were_made_is_not_changed_without_their_parts(goods: Office, bags: int) -> None:
    made = done(goods, Make(1, DonationEntry(2, item_id=bags), TEN)).ids[0]
    assert isinstance(goods.execute(CorrectQuantity(made, 1), "on purpose"), Refused)
    assert isinstance(goods.execute(Remove("lot", (made,)), "on purpose"), Refused)


def test_a_code_finds_its_item(goods: Office) -> None:
    done(goods, Add("item_code", {"item_id": SOAP, "code": "5012345678900"}))
    assert goods.query(find_item_by_code, "5012345678900") == SOAP
    assert goods.query(find_item_by_code, "5012345678901") is None
    assert [row.code for row in goods.query(list_item_codes, SOAP)] == ["5012345678900"]
