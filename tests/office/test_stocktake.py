"""Counting, moving, recalling: what is really there, and what must not go out."""

from collections.abc import Iterator
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from conftest_office import done
from hypothesis import given, settings
from hypothesis import strategies as st

from mitzvah_desk.model import Condition, LotState
from mitzvah_desk.office.actions import Action, Refused
from mitzvah_desk.office.editing import Add, SetField
from mitzvah_desk.office.goods import Line, Receive
from mitzvah_desk.office.ledger import on_hand
from mitzvah_desk.office.lots import ChangeLots, MoveLots, Recall, from_the_same_donor, lots
from mitzvah_desk.office.office import Office
from mitzvah_desk.office.queries.requests import lots_for
from mitzvah_desk.office.requests import Allocate
from mitzvah_desk.office.stocktake import BeginStocktake, FinishStocktake, Found, counts, current

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
            (Line(30, item_name="Rice", location_id=SHED), Line(9, item_name="Soap", location_id=HALL)),
            TEN,
            donor=("person", 1),
        ),
        Receive(1, (Line(5, item_name="Rice", location_id=SHED),), TEN),
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
    for row, number in zip(office.ask(counts, stocktake), numbers, strict=True):
        if number is not None:
            done(office, SetField("stocktake_count", row.id, "counted", number))


def refused(office: Office, action: Action) -> str:
    answer = office.do(action)
    assert isinstance(answer, Refused)
    return answer.text


def test_differences_enter_the_ledger_in_one_step(office: Office) -> None:
    stocktake = done(office, BeginStocktake(TEN, SHED)).id
    assert [(row.item, row.expected) for row in office.ask(counts, stocktake)] == [("Rice", 30), ("Rice", 5)]
    count(office, stocktake, 28, 0)
    assert [row.difference for row in office.ask(counts, stocktake)] == [-2, -5]
    done(office, FinishStocktake(stocktake, TEN))
    assert [office.ask(on_hand, lot) for lot in (1, 2, 3)] == [28, 9, 0]
    assert "finished" in refused(office, FinishStocktake(stocktake, TEN))
    office.undo()
    assert [office.ask(on_hand, lot) for lot in (1, 2, 3)] == [30, 9, 5]


def test_what_was_not_counted_stays_and_what_nobody_knew_of_comes_in(office: Office) -> None:
    stocktake = done(office, BeginStocktake(TEN)).id
    assert [row.place for row in office.ask(counts, stocktake)] == ["Hall", "Shed", "Shed"]
    count(office, stocktake, None, None, 11)
    done(office, Found(stocktake, 2, 4))
    done(office, FinishStocktake(stocktake, TEN))
    assert [row.left for row in office.ask(lots, 1)] == [30, 11]
    assert [row.left for row in office.ask(lots, 2)] == [9, 4]


def test_one_stocktake_at_a_time(office: Office) -> None:
    done(office, BeginStocktake(TEN, SHED))
    assert "not finished" in refused(office, BeginStocktake(TEN, HALL))
    facts = office.ask(current)
    assert facts is not None
    assert facts.name == "Shed, 22 November 2026"


def test_a_count_cannot_be_below_nothing(office: Office) -> None:
    stocktake = done(office, BeginStocktake(TEN, SHED)).id
    row = office.ask(counts, stocktake)[0]
    assert "less than nothing" in refused(office, SetField("stocktake_count", row.id, "counted", -1))


def test_what_is_set_aside_cannot_be_missing(office: Office) -> None:
    done(office, Allocate(((1, 1, 20),), DAY))
    stocktake = done(office, BeginStocktake(TEN, SHED)).id
    count(office, stocktake, 15, 5)
    assert "only 10 of them are not set aside" in refused(office, FinishStocktake(stocktake, TEN))


def test_lots_are_moved_sorted_and_repaired(office: Office) -> None:
    done(office, MoveLots((1, 3), HALL, TEN))
    assert {row.place for row in office.ask(lots)} == {"Hall"}
    assert [office.ask(on_hand, lot) for lot in (1, 2, 3)] == [30, 9, 5]
    done(office, ChangeLots((1, 2), state=LotState.READY, condition=Condition.REPAIRED))
    found = {row.id: (row.state, row.condition) for row in office.ask(lots)}
    assert found[1] == found[2] == (LotState.READY, Condition.REPAIRED)
    office.undo()
    office.undo()
    assert {row.place for row in office.ask(lots, 1)} == {"Shed"}


def test_a_recall_stops_everything_from_a_donor_until_it_is_lifted(office: Office) -> None:
    mine = office.ask(from_the_same_donor, 1)
    assert mine == (1, 2)
    assert office.ask(from_the_same_donor, 3) == (3,)
    done(office, Recall(mine, "glass in a jar"))
    assert [choice.id for choice in office.ask(lots_for, 1, DAY)] == [3]
    assert "glass in a jar" in refused(office, Allocate(((1, 1, 2),), DAY))
    assert {row.warning(DAY) for row in office.ask(lots) if row.id in mine} == {"recalled: glass in a jar"}
    done(office, Recall(mine, ""))
    assert len(office.ask(lots_for, 1, DAY)) == 2


def test_dates_warn_on_the_list_of_stock(office: Office) -> None:
    past = DAY - timedelta(1)
    done(office, SetField("lot", 1, "use_by", past))
    done(office, SetField("lot", 2, "best_before", past))
    told = {row.id: row.warning(DAY) for row in office.ask(lots)}
    assert told == {1: "past its use-by date", 2: "past best before", 3: ""}


@settings(max_examples=15)
@given(st.lists(st.one_of(st.none(), st.integers(0, 50)), min_size=3, max_size=3), st.integers(0, 9))
def test_after_counting_the_ledger_says_what_was_counted(
    tmp_path_factory: pytest.TempPathFactory, numbers: list[int | None], found: int
) -> None:
    with closing(book(tmp_path_factory.mktemp("count") / "c.mitzvah")) as office:
        stocktake = done(office, BeginStocktake(TEN)).id
        rows = office.ask(counts, stocktake)
        count(office, stocktake, *numbers)
        if found:
            done(office, Found(stocktake, 1, found))
        before = {lot: office.ask(on_hand, lot) for lot in (1, 2, 3)}
        done(office, FinishStocktake(stocktake, TEN))
        want = sum(
            row.expected if number is None else number for row, number in zip(rows, numbers, strict=True)
        )
        total = office.ask(lambda c: sum(on_hand(c, lot) for lot in range(1, 5)))
        assert total == want + found
        office.undo()
        assert {lot: office.ask(on_hand, lot) for lot in (1, 2, 3)} == before
