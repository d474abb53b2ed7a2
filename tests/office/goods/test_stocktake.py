"""Counting, moving, recalling: what is really there, and what must not go out."""

from collections.abc import Iterator
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from conftest_office import done
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection

from mitzvah_desk.model import ItemCondition, LotState, MovementKind
from mitzvah_desk.office.core.actions import Action, Refused
from mitzvah_desk.office.core.crud import Add, Remove, SetField
from mitzvah_desk.office.core.office import Office
from mitzvah_desk.office.goods.deliveries import HandOver, PlanDelivery, SetOff
from mitzvah_desk.office.goods.delivery_queries import list_delivery_lines
from mitzvah_desk.office.goods.donations import (
    AddDonationLine,
    CorrectQuantity,
    DonationEntry,
    Issue,
    Receive,
)
from mitzvah_desk.office.goods.lots import ChangeLots, MoveLots, Recall
from mitzvah_desk.office.goods.queries import read_donation
from mitzvah_desk.office.goods.recall.recalled_lots import RecallSearch, find_recall_lots
from mitzvah_desk.office.goods.request_queries import list_request_lots
from mitzvah_desk.office.goods.requests import Allocate
from mitzvah_desk.office.goods.stock_ledger import on_hand
from mitzvah_desk.office.goods.stock_queries import list_lots
from mitzvah_desk.office.goods.stocktaking.stocktake import (
    BeginStocktake,
    Count,
    FinishStocktake,
    GiveUpStocktake,
    RecordFoundGoods,
)
from mitzvah_desk.office.goods.stocktaking.stocktake_queries import (
    list_stocktake_counts,
    read_current_stocktake,
)

TEN = datetime(2026, 11, 22, 10)
DAY = TEN.date()
SHED, HALL = 1, 2


def book(path: Path) -> Office:
    office = Office.new(path)
    for action in (
        Add("campaign", {"name": "Day", "main_day": DAY}),
        Add("storage_location", {"name": "Shed"}),
        Add("storage_location", {"name": "Hall"}),
        Add("person", {"given": "Ann", "family": "Cohen"}),
        Receive(
            1,
            (
                DonationEntry(30, item_name="Rice", location_id=SHED),
                DonationEntry(9, item_name="Soap", location_id=HALL),
            ),
            TEN,
            donor=("person", 1),
        ),
        Receive(1, (DonationEntry(5, item_name="Rice", location_id=SHED),), TEN),
        Add("partner", {"name": "Rubens House"}),
        Add("request", {"partner_id": 1, "item_id": 1, "quantity": 20}),
    ):
        done(office, action)
    return office


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with closing(book(tmp_path / "year.mitzvah")) as made:
        yield made


def count(office: Office, stocktake: int, *numbers: int | None) -> None:
    for row, number in zip(office.query(list_stocktake_counts, stocktake), numbers, strict=True):
        if number is not None:
            done(office, Count(row.id, number))


def refused(office: Office, action: Action) -> str:
    answer = office.execute(action)
    assert isinstance(answer, Refused)
    return answer.text


def test_differences_enter_the_ledger_in_one_step(office: Office) -> None:
    stocktake = done(office, BeginStocktake(TEN, SHED)).id
    assert [(row.item, row.expected) for row in office.query(list_stocktake_counts, stocktake)] == [
        ("Rice", 30),
        ("Rice", 5),
    ]
    count(office, stocktake, 28, 0)
    assert [row.difference for row in office.query(list_stocktake_counts, stocktake)] == [-2, -5]
    done(office, FinishStocktake(stocktake, TEN, uncounted_is_none=False))
    assert [office.query(on_hand, lot) for lot in (1, 2, 3)] == [28, 9, 0]
    assert "finished" in refused(office, FinishStocktake(stocktake, TEN, uncounted_is_none=False))
    office.undo()
    assert [office.query(on_hand, lot) for lot in (1, 2, 3)] == [30, 9, 5]


def test_what_was_not_counted_stays_and_what_nobody_knew_of_comes_in(office: Office) -> None:
    stocktake = done(office, BeginStocktake(TEN)).id
    assert [row.place for row in office.query(list_stocktake_counts, stocktake)] == ["Hall", "Shed", "Shed"]
    count(office, stocktake, None, None, 11)
    done(office, RecordFoundGoods(stocktake, 2, 4))
    done(office, FinishStocktake(stocktake, TEN, uncounted_is_none=False))
    assert [row.left for row in office.query(list_lots, 1)] == [30, 11]
    assert [row.left for row in office.query(list_lots, 2)] == [9, 4]


def test_what_was_not_counted_is_asked_about(office: Office) -> None:
    stocktake = done(office, BeginStocktake(TEN)).id
    count(office, stocktake, 9, None, None)
    asked = office.execute(FinishStocktake(stocktake, TEN))
    assert isinstance(asked, Refused)
    assert "2 of 3 are not counted" in asked.text
    assert [office.query(on_hand, lot) for lot in (1, 2, 3)] == [30, 9, 5]
    done(office, FinishStocktake(stocktake, TEN, uncounted_is_none=True))
    assert [office.query(on_hand, lot) for lot in (1, 2, 3)] == [0, 9, 0]
    assert [row.difference for row in office.query(list_stocktake_counts, stocktake)] == [0, -30, -5]
    office.undo()
    assert [row.counted for row in office.query(list_stocktake_counts, stocktake)] == [9, None, None]
    assert [office.query(on_hand, lot) for lot in (1, 2, 3)] == [30, 9, 5]


def test_what_was_not_counted_is_not_none_while_it_is_set_aside(office: Office) -> None:
    done(office, Allocate(((1, 1, 20),), DAY))
    stocktake = done(office, BeginStocktake(TEN)).id
    told = refused(office, FinishStocktake(stocktake, TEN, uncounted_is_none=True))
    assert "only 10 of this lot are not set aside" in told
    assert [office.query(on_hand, lot) for lot in (1, 2, 3)] == [30, 9, 5]


def test_lots_without_a_date_are_told_apart(office: Office) -> None:
    done(office, SetField("lot", 3, "batch", "L77"))
    stocktake = done(office, BeginStocktake(TEN, SHED)).id
    rice = office.query(list_stocktake_counts, stocktake)
    assert [row.origin(with_donor=True) for row in rice] == [
        "Ann Cohen, came 22 Nov 2026",
        "Anonymous, came 22 Nov 2026, maker’s number L77",
    ]
    assert "Ann" not in rice[0].origin(with_donor=False)


def test_what_was_found_has_its_date_size_and_place(office: Office) -> None:
    stocktake = done(office, BeginStocktake(TEN)).id
    done(office, RecordFoundGoods(stocktake, 2, 4, "large", None, DAY, "B5", HALL))
    found = next(row for row in office.query(list_stocktake_counts, stocktake) if row.counted == 4)
    assert (found.what, found.end, found.batch, found.place) == ("Soap, large", "22 Nov 2026", "B5", "Hall")
    done(office, FinishStocktake(stocktake, TEN, uncounted_is_none=False))
    assert office.query(on_hand, found.lot) == 4


def test_what_comes_and_goes_while_one_counts_is_counted_once(office: Office) -> None:
    stocktake = done(office, BeginStocktake(TEN, SHED)).id
    done(office, Issue(1, MovementKind.USED, 4, TEN))
    first, second = office.query(list_stocktake_counts, stocktake)
    assert (first.expected, second.expected) == (26, 5)
    done(office, Count(first.id, 25))
    done(office, Issue(1, MovementKind.WRITTEN_OFF, 3, TEN, reason="torn"))
    done(office, CorrectQuantity(1, 35))  # it was mistyped: there were five more all the time
    assert office.query(list_stocktake_counts, stocktake)[0].difference == -6
    done(office, Count(second.id, 5))
    done(office, AddDonationLine(2, DonationEntry(8, item_name="Rice", location_id=SHED)))
    assert len(office.query(list_stocktake_counts, stocktake)) == 2, "what came since is not on the list"
    done(office, FinishStocktake(stocktake, TEN, uncounted_is_none=False))
    assert [office.query(on_hand, lot) for lot in (1, 2, 3, 4)] == [22, 9, 5, 8]


def test_what_is_on_the_way_is_not_expected(office: Office) -> None:
    done(office, Allocate(((1, 1, 20),), DAY))
    delivery = done(office, PlanDelivery(1, 1)).id
    stocktake = done(office, BeginStocktake(TEN, SHED)).id
    assert office.query(list_stocktake_counts, stocktake)[0].expected == 30
    done(office, SetOff(delivery, TEN), "Ann drives")
    first = office.query(list_stocktake_counts, stocktake)[0]
    assert first.expected == 10
    done(office, Count(first.id, 10))
    (line,) = office.query(list_delivery_lines, delivery)
    done(office, HandOver(delivery, ((line.id, 15, "no room"),), TEN, as_it_was=(line.id,)))
    assert office.query(list_stocktake_counts, stocktake)[0].difference == 0
    done(office, FinishStocktake(stocktake, TEN, uncounted_is_none=False))
    assert office.query(on_hand, 1) == 15


def test_what_was_moved_away_is_not_expected_here(office: Office) -> None:
    stocktake = done(office, BeginStocktake(TEN, SHED)).id
    done(office, MoveLots((1,), HALL, TEN))
    moved = next(row for row in office.query(list_stocktake_counts, stocktake) if row.place == "Hall")
    assert moved.expected == 0
    done(office, Count(moved.id, 0))
    done(office, FinishStocktake(stocktake, TEN, uncounted_is_none=False))
    assert office.query(on_hand, 1) == 30


def test_a_count_is_taken_back_and_a_finished_one_stays(office: Office) -> None:
    stocktake = done(office, BeginStocktake(TEN, SHED)).id
    row = office.query(list_stocktake_counts, stocktake)[0]
    done(office, Count(row.id, 7))
    done(office, Count(row.id, None))
    assert office.query(list_stocktake_counts, stocktake)[0].difference is None
    done(office, FinishStocktake(stocktake, TEN, uncounted_is_none=False))
    assert "is finished" in refused(office, Count(row.id, 9))
    assert "is finished" in refused(office, GiveUpStocktake(stocktake))
    assert "by hand" in refused(office, SetField("stocktake_count", row.id, "expected", 9))
    assert "by hand" in refused(office, Remove("stocktake", (stocktake,)))


def test_giving_up_leaves_nothing_of_what_was_found(office: Office) -> None:
    before = office.query(everything)
    stocktake = done(office, BeginStocktake(TEN, SHED)).id
    done(office, RecordFoundGoods(stocktake, 2, 4))
    done(office, GiveUpStocktake(stocktake))
    assert office.query(everything) == before
    office.undo()
    assert [row.counted for row in office.query(list_stocktake_counts, stocktake)] == [None, None, 4]
    done(office, FinishStocktake(stocktake, TEN, uncounted_is_none=False))
    assert office.query(on_hand, 4) == 4


def test_what_was_found_by_mistake_leaves_no_lot(office: Office) -> None:
    stocktake = done(office, BeginStocktake(TEN, SHED)).id
    done(office, Count(done(office, RecordFoundGoods(stocktake, 2, 4)).id, 0))
    done(office, FinishStocktake(stocktake, TEN, uncounted_is_none=False))
    assert office.query(lambda c: c.exec_driver_sql("SELECT count(*) FROM lot").scalar()) == 3
    office.undo()
    assert len(office.query(list_stocktake_counts, stocktake)) == 3


def everything(connection: Connection) -> list[tuple[object, ...]]:
    names = ("lot", "movement", "stocktake", "stocktake_count")
    return [tuple(row) for name in names for row in connection.exec_driver_sql(f"SELECT * FROM {name}")]


def test_one_stocktake_at_a_time(office: Office) -> None:
    done(office, BeginStocktake(TEN, SHED))
    assert "not finished" in refused(office, BeginStocktake(TEN, HALL))
    facts = office.query(read_current_stocktake)
    assert facts is not None
    assert facts.name == "Shed, 22 November 2026"


def test_a_count_cannot_be_below_nothing(office: Office) -> None:
    stocktake = done(office, BeginStocktake(TEN, SHED)).id
    row = office.query(list_stocktake_counts, stocktake)[0]
    assert "less than nothing" in refused(office, Count(row.id, -1))


def test_what_is_set_aside_cannot_be_missing(office: Office) -> None:
    done(office, Allocate(((1, 1, 20),), DAY))
    stocktake = done(office, BeginStocktake(TEN, SHED)).id
    count(office, stocktake, 15, 5)
    told = refused(office, FinishStocktake(stocktake, TEN, uncounted_is_none=False))
    assert "only 10 of this lot are not set aside: the others are for Rubens House" in told


def test_what_went_out_since_it_was_counted_cannot_be_missing_too(office: Office) -> None:
    stocktake = done(office, BeginStocktake(TEN, SHED)).id
    count(office, stocktake, 20, 5)
    done(office, Issue(1, MovementKind.USED, 25, TEN))
    assert "only 5 of this lot are left by now" in refused(
        office, FinishStocktake(stocktake, TEN, uncounted_is_none=False)
    )


def test_how_many_came_is_put_right_with_what_was_found_when_counting(office: Office) -> None:
    stocktake = done(office, BeginStocktake(TEN, SHED)).id
    count(office, stocktake, 34, 5)
    done(office, FinishStocktake(stocktake, TEN, uncounted_is_none=False))
    facts = office.query(read_donation, 1)
    assert facts is not None
    assert facts.lines[0].quantity == 34
    done(office, CorrectQuantity(1, 33))
    facts = office.query(read_donation, 1)
    assert facts is not None
    assert (facts.lines[0].quantity, facts.lines[0].left) == (33, 33)
    assert "4 Rice of this line were found when counting" in refused(office, CorrectQuantity(1, 4))


def test_lots_are_moved_sorted_and_repaired(office: Office) -> None:
    done(office, MoveLots((1, 3), HALL, TEN))
    assert {row.place for row in office.query(list_lots)} == {"Hall"}
    assert [office.query(on_hand, lot) for lot in (1, 2, 3)] == [30, 9, 5]
    done(office, ChangeLots((1, 2), state=LotState.READY, condition=ItemCondition.REPAIRED))
    found = {row.id: (row.state, row.condition) for row in office.query(list_lots)}
    assert found[1] == found[2] == (LotState.READY, ItemCondition.REPAIRED)
    office.undo()
    office.undo()
    assert {row.place for row in office.query(list_lots, 1)} == {"Shed"}


def test_a_recall_stops_everything_from_a_donor_until_it_is_lifted(office: Office) -> None:
    given = office.query(find_recall_lots, RecallSearch(donor=("person", 1)))
    mine = tuple(sorted(lot.id for lot in given))
    assert mine == (1, 2)
    done(office, Recall(mine, "glass in a jar"))
    assert [choice.id for choice in office.query(list_request_lots, 1, DAY)] == [3]
    assert "glass in a jar" in refused(office, Allocate(((1, 1, 2),), DAY))
    assert {row.warning(DAY) for row in office.query(list_lots) if row.id in mine} == {
        "recalled: glass in a jar"
    }
    done(office, Recall(mine, ""))
    assert len(office.query(list_request_lots, 1, DAY)) == 2


def test_dates_warn_on_the_list_of_stock(office: Office) -> None:
    past = DAY - timedelta(1)
    done(office, SetField("lot", 1, "use_by", past))
    done(office, SetField("lot", 2, "best_before", past))
    told = {row.id: row.warning(DAY) for row in office.query(list_lots)}
    assert told == {1: "past its use-by date", 2: "past best before", 3: ""}


@settings(max_examples=15)
@given(st.lists(st.one_of(st.none(), st.integers(0, 50)), min_size=3, max_size=3), st.integers(0, 9))
def test_after_counting_the_ledger_says_what_was_counted(
    tmp_path_factory: pytest.TempPathFactory, numbers: list[int | None], found: int
) -> None:
    with closing(book(tmp_path_factory.mktemp("count") / "c.mitzvah")) as office:
        stocktake = done(office, BeginStocktake(TEN)).id
        rows = office.query(list_stocktake_counts, stocktake)
        count(office, stocktake, *numbers)
        if found:
            done(office, RecordFoundGoods(stocktake, 1, found))
        before = {lot: office.query(on_hand, lot) for lot in (1, 2, 3)}
        done(office, FinishStocktake(stocktake, TEN, uncounted_is_none=False))
        want = sum(
            row.expected if number is None else number for row, number in zip(rows, numbers, strict=True)
        )
        total = office.query(lambda c: sum(on_hand(c, lot) for lot in range(1, 5)))
        assert total == want + found
        office.undo()
        assert {lot: office.query(on_hand, lot) for lot in (1, 2, 3)} == before
