"""Some of a lot become a lot of their own: nothing is lost, and each knows what the other was."""

import pytest
from conftest_goods import RICE_12, RICE_30, TEN, movements, planned, refused
from conftest_office import done

from mitzvah_desk.model import ItemCondition, LotState
from mitzvah_desk.office.core.crud import Add, Remove, SetFields
from mitzvah_desk.office.core.office import Office
from mitzvah_desk.office.goods.deliveries import SetOff
from mitzvah_desk.office.goods.donations import CorrectQuantity
from mitzvah_desk.office.goods.lots import Recall, SplitLot
from mitzvah_desk.office.goods.queries import list_donations, list_stock, read_donation
from mitzvah_desk.office.goods.requests import Allocate
from mitzvah_desk.office.goods.stock_ledger import available, on_hand
from mitzvah_desk.office.goods.stock_queries import LotRow, list_lots
from mitzvah_desk.office.goods.stocktaking.stocktake import BeginStocktake, Count, FinishStocktake
from mitzvah_desk.office.goods.stocktaking.stocktake_queries import list_stocktake_counts


def lot_of(office: Office, number: int) -> LotRow:
    return next(each for each in office.query(list_lots) if each.id == number)


def test_three_of_twelve_are_to_repair(goods: Office) -> None:
    shed = done(goods, Add("storage_location", {"name": "Shed"})).id
    done(goods, SetFields("lot", RICE_12, {"size": "large", "state": LotState.READY, "batch": "L77"}))
    split = SplitLot(RICE_12, 3, TEN, ItemCondition.TO_REPAIR, "zips", location_id=shed)
    new = done(goods, split).id
    old, apart = lot_of(goods, RICE_12), lot_of(goods, new)
    assert (old.left, apart.left, apart.free) == (9, 3, 3)
    assert (old.condition, old.place, old.note) == (ItemCondition.NEW, "", "")
    assert (apart.condition, apart.place, apart.note) == (ItemCondition.TO_REPAIR, "Shed", "zips")
    same = ("item", "size", "use_by", "donor", "state", "batch")
    assert [getattr(old, name) for name in same] == [getattr(apart, name) for name in same]
    assert movements(goods, RICE_12) == {"received": 12, "split off": 3}
    assert movements(goods, new) == {"split in": 3}
    goods.undo()
    assert lot_of(goods, RICE_12).left == 12
    assert new not in [each.id for each in goods.query(list_lots)]


def test_what_was_given_stays_what_was_given(goods: Office) -> None:
    new = done(goods, SplitLot(RICE_30, 10, TEN)).id
    (gift,) = goods.query(list_donations, 1)
    assert (gift.things.short, gift.lines) == ("51", 3)
    assert next(each.received for each in goods.query(list_stock) if each.name == "Rice") == 42
    facts = goods.query(read_donation, 1)
    assert facts is not None
    assert {line.id: (line.quantity, line.left) for line in facts.lines} == {
        RICE_30: (20, 20),
        RICE_12: (12, 12),
        3: (9, 9),
        new: (10, 10),
    }
    done(goods, CorrectQuantity(RICE_30, 25))
    assert goods.query(on_hand, RICE_30) == 25
    assert "were split off a line" in refused(goods, CorrectQuantity(new, 12))
    for lot in (RICE_30, new):
        assert "was split" in refused(goods, Remove("lot", (lot,)))
    done(goods, Remove("donation", (1,)))


def test_what_is_set_aside_stays_with_the_old_lot(goods: Office) -> None:
    planned(goods, (1, RICE_30, 20))
    assert "20 of these 30 Rice are set aside for Rubens House" in refused(goods, SplitLot(RICE_30, 11, TEN))
    new = done(goods, SplitLot(RICE_30, 10, TEN)).id
    assert (goods.query(available, RICE_30), goods.query(available, new)) == (0, 10)


def aside(office: Office) -> list[tuple[int, ...]]:
    sql = (
        "SELECT a.lot_id, a.quantity, l.lot_id, l.quantity FROM allocation a"
        " LEFT JOIN delivery_line l ON l.allocation_id = a.id ORDER BY a.id"
    )
    return office.query(lambda c: [tuple(row) for row in c.exec_driver_sql(sql)])


def test_what_is_set_aside_goes_along_where_somebody_says_so(goods: Office) -> None:
    delivery = planned(goods, (1, RICE_30, 20))
    new = done(goods, SplitLot(RICE_30, 13, TEN, ItemCondition.TO_REPAIR, with_aside=True)).id
    assert (goods.query(on_hand, RICE_30), goods.query(on_hand, new)) == (17, 13)
    assert (goods.query(available, RICE_30), goods.query(available, new)) == (0, 10)
    assert aside(goods) == [(RICE_30, 17, RICE_30, 17), (new, 3, new, 3)]
    goods.undo()
    assert aside(goods) == [(RICE_30, 20, RICE_30, 20)]
    new = done(goods, SplitLot(RICE_30, 4, TEN, with_aside=True)).id
    assert aside(goods) == [(RICE_30, 20, RICE_30, 20)]  # enough of it is free
    done(goods, SetOff(delivery, TEN), "she drives")
    assert "still here" in refused(goods, SplitLot(RICE_30, 20, TEN, with_aside=True))


def test_all_that_is_set_aside_can_go_along(goods: Office) -> None:
    done(goods, Allocate(((1, RICE_12, 5), (1, RICE_12, 7)), TEN.date()), "both")
    new = done(goods, SplitLot(RICE_12, 8, TEN, with_aside=True)).id
    assert [row[:2] for row in aside(goods)] == [(RICE_12, 4), (new, 7), (new, 1)]
    assert goods.query(available, RICE_12) == 0


@pytest.mark.parametrize(("lot", "many", "says"), [
    (RICE_12, 0, "from 1 to 11"), (RICE_12, 12, "from 1 to 11"), (RICE_12, 13, "Only 12"), (99, 1, "removed"),
])  # fmt: skip
def test_what_cannot_be_split_says_why(goods: Office, lot: int, many: int, says: str) -> None:
    assert says in refused(goods, SplitLot(lot, many, TEN))


def test_a_part_of_what_is_recalled_is_recalled(goods: Office) -> None:
    done(goods, Recall((RICE_30,), "moths"))
    assert lot_of(goods, done(goods, SplitLot(RICE_30, 4, TEN)).id).stopped == "recalled: moths"


def test_a_stocktake_counts_both_parts(goods: Office) -> None:
    stocktake = done(goods, BeginStocktake(TEN)).id
    new = done(goods, SplitLot(RICE_30, 10, TEN)).id
    rows = {each.lot: each for each in goods.query(list_stocktake_counts, stocktake)}
    assert (rows[RICE_30].expected, rows[new].expected) == (20, 10)
    done(goods, Count(rows[new].id, 9))
    done(goods, FinishStocktake(stocktake, TEN, uncounted_is_none=False))
    assert (goods.query(on_hand, RICE_30), goods.query(on_hand, new)) == (20, 9)
