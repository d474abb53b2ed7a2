"""The numbers that charts of goods are drawn from."""

from datetime import timedelta

from conftest_goods import DAY, RICE_30, TEN
from conftest_office import done

from mitzvah_desk.model import MovementKind
from mitzvah_desk.office.core.crud import Add, SetField
from mitzvah_desk.office.core.office import Office
from mitzvah_desk.office.goods.chart_queries import Amount, list_hourly_movements, list_stock_by_kind
from mitzvah_desk.office.goods.donations import Issue
from mitzvah_desk.rules.goods.weights import MixedAmount

RICE, SOAP = 1, 2


def test_what_is_in_stock_is_counted_under_its_own_kind(goods: Office) -> None:
    food, toys = (done(goods, Add("item_category", {"name": name})).id for name in ("Food", "Toys"))
    done(goods, SetField("item", RICE, "category_id", food))
    assert goods.query(list_stock_by_kind) == [
        Amount("Food", MixedAmount(42)),
        Amount("Without a kind", MixedAmount(9)),
    ]
    done(goods, SetField("item", SOAP, "category_id", toys))
    assert goods.query(list_stock_by_kind) == [
        Amount("Food", MixedAmount(42)),
        Amount("Toys", MixedAmount(9)),
    ]


def test_what_comes_and_goes_is_told_at_the_hour_in_which_it_did(goods: Office) -> None:
    project = done(goods, Add("project", {"campaign_id": 1, "title": "Tea"})).id
    for late, many in ((timedelta(minutes=59), 2), (timedelta(hours=1), 3), (timedelta(hours=-1), 4)):
        done(goods, Issue(RICE_30, MovementKind.USED, many, TEN + late, project))
    assert goods.query(list_hourly_movements, DAY) == [
        Amount("09:00", MixedAmount(0), MixedAmount(4)),
        Amount("10:00", MixedAmount(51), MixedAmount(2)),
        Amount("11:00", MixedAmount(0), MixedAmount(3)),
    ]
    assert goods.query(list_hourly_movements, DAY + timedelta(days=1)) == []
