"""Goods by weight: counted in grams from now on, and what a donation weighs."""

from conftest_goods import RUBENS, TEN
from conftest_office import done

from mitzvah_desk.model import MovementKind
from mitzvah_desk.office.core.actions import Refused
from mitzvah_desk.office.core.crud import Add, SetField, SetFields
from mitzvah_desk.office.core.office import Office
from mitzvah_desk.office.goods.catalogue import CountFiner
from mitzvah_desk.office.goods.chart_queries import read_partner_weight, read_project_weight
from mitzvah_desk.office.goods.deliveries import HandOver, PlanDelivery
from mitzvah_desk.office.goods.delivery_queries import list_delivery_lines
from mitzvah_desk.office.goods.donations import DonationEntry, Issue, Receive
from mitzvah_desk.office.goods.queries import list_donations, list_stock, read_item
from mitzvah_desk.office.goods.requests import Allocate
from mitzvah_desk.office.goods.stocktaking.stocktake import BeginStocktake, Count

NUMBERS = (
    "SELECT 'movement', id, quantity FROM movement UNION ALL"
    " SELECT 'request', id, quantity FROM request UNION ALL"
    " SELECT 'allocation', id, quantity FROM allocation UNION ALL"
    " SELECT 'line', id, quantity FROM delivery_line UNION ALL"
    " SELECT 'delivered', id, delivered FROM delivery_line UNION ALL"
    " SELECT 'expected', id, expected FROM stocktake_count UNION ALL"
    " SELECT 'counted', id, counted FROM stocktake_count UNION ALL"
    " SELECT 'part', id, quantity FROM kit_part UNION ALL"
    " SELECT 'pack', id, pack_size FROM item UNION ALL"
    " SELECT 'least', id, minimum_stock FROM item"
)


def numbers(office: Office) -> dict[tuple[str, int], int | None]:
    return office.query(lambda c: {(row[0], row[1]): row[2] for row in c.exec_driver_sql(NUMBERS)})


def test_every_number_of_an_item_is_a_thousand_times_as_many_and_undone_as_one(goods: Office) -> None:
    done(
        goods, SetFields("item", 1, {"unit": "kg", "pack_name": "Sack", "pack_size": 25, "minimum_stock": 5})
    )
    done(goods, Allocate(((1, 1, 20),), TEN.date()), "on purpose")
    done(goods, PlanDelivery(1, RUBENS))
    line = goods.query(list_delivery_lines, 1)[0]
    done(goods, BeginStocktake(TEN))
    done(goods, Count(1, 7))
    done(goods, HandOver(1, ((line.id, 12, ""),), TEN, "Grace"), "on purpose")
    done(goods, Add("kit_part", {"kit_id": 2, "item_id": 1, "quantity": 2}))
    before = numbers(goods)
    done(goods, CountFiner(1))
    after = numbers(goods)
    soap = {("movement", 3), ("request", 3)}
    changed = {key for key in before if before[key] != after[key]}
    kinds = {kind for kind, _ in changed}
    assert kinds == {name for name, _ in before}
    assert not changed & soap
    assert all(after[key] == (before[key] or 0) * 1000 for key in changed)
    facts = goods.query(read_item, 1)
    assert facts is not None
    assert facts.unit == "g"
    goods.undo()
    assert numbers(goods) == before


def test_what_is_counted_in_tins_is_not_counted_in_grams(goods: Office) -> None:
    done(goods, SetField("item", 1, "unit", "tins"))
    assert isinstance(goods.execute(CountFiner(1)), Refused)
    assert isinstance(goods.execute(CountFiner(99)), Refused)


def test_a_donation_says_what_it_weighs_and_where_that_is_not_all(goods: Office) -> None:
    done(goods, SetField("item", 1, "grams_each", 500))
    (row,) = goods.query(list_donations, 1)
    assert (row.things.short, row.weight) == ("51", "at least 21 kg")
    done(goods, SetField("item", 2, "grams_each", 100))
    (row,) = goods.query(list_donations, 1)
    assert row.weight == "21.9 kg"


def test_what_a_partner_got_and_a_project_brought_weighs(goods: Office) -> None:
    done(goods, SetField("item", 1, "grams_each", 500))
    done(goods, Allocate(((1, 1, 20),), TEN.date()), "on purpose")
    done(goods, PlanDelivery(1, RUBENS))
    line = goods.query(list_delivery_lines, 1)[0]
    assert goods.query(read_partner_weight, RUBENS) == ""
    done(goods, HandOver(1, ((line.id, 12, ""),), TEN, "Grace"), "on purpose")
    assert goods.query(read_partner_weight, RUBENS) == "6 kg"
    done(goods, Add("project", {"campaign_id": 1, "title": "Drive"}))
    lines = (DonationEntry(4, item_id=1), DonationEntry(3, item_id=2))
    done(goods, Receive(1, lines, TEN, project_id=1))
    assert goods.query(read_project_weight, 1) == "at least 2 kg"


def test_grams_are_told_as_kilos_wherever_they_are_told(goods: Office) -> None:
    made = done(goods, Receive(1, (DonationEntry(2500, item_name="Flour"),), TEN)).ids[1]
    flour = next(row.id for row in goods.query(list_stock) if row.name == "Flour")
    done(goods, SetField("item", flour, "unit", "g"))
    refused = goods.execute(Issue(made, MovementKind.USED, 3000, TEN))
    assert isinstance(refused, Refused)
    assert refused.findings[0].text == "Only 2.5 kg Flour are left of this lot."
    assert done(goods, Issue(made, MovementKind.USED, 1500, TEN)).label == "Used: 1.5 kg Flour"
    newest = goods.query(list_donations, 1)[0]
    assert (newest.things.short, newest.weight) == ("2.5 kg", "2.5 kg")
