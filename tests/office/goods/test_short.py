"""What is short: below what is to be kept, and asked for and not given."""

from collections.abc import Iterator
from contextlib import closing
from datetime import date, datetime
from pathlib import Path

import pytest
from conftest_office import done

from mitzvah_desk.model import ItemCondition
from mitzvah_desk.office.core.crud import Add, SetField
from mitzvah_desk.office.core.office import Office
from mitzvah_desk.office.goods.deliveries import HandOver, PlanDelivery
from mitzvah_desk.office.goods.delivery_queries import list_delivery_lines
from mitzvah_desk.office.goods.donations import DonationEntry, Receive
from mitzvah_desk.office.goods.lots import ChangeLots, Recall
from mitzvah_desk.office.goods.requests import Allocate, CloseRequests
from mitzvah_desk.office.goods.short import UnmetBy, list_short, list_unmet, list_years_of_requests
from mitzvah_desk.office.today.tasks import list_tasks

TEN = datetime(2026, 11, 22, 10)
DAY = TEN.date()
RICE, SOAP, FLOUR = 1, 2, 3


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with closing(Office.new(tmp_path / "year.mitzvah")) as made:
        lines = (
            DonationEntry(10, item_name="Rice"),
            DonationEntry(4, item_name="Soap"),
            DonationEntry(6, item_name="Flour"),
        )
        for action in (
            Add("campaign", {"name": "Day", "main_day": DAY}),
            Add("item_category", {"name": "Food"}),
            Receive(1, lines, TEN),
            SetField("item", RICE, "category_id", 1),
            SetField("item", FLOUR, "category_id", 1),
            SetField("item", FLOUR, "unit", "kg"),
            Add("partner", {"name": "Rubens House"}),
            Add("partner", {"name": "Hope House", "confidential": True, "code_name": "Rose"}),
        ):
            done(made, action)
        yield made


def ask_for(office: Office, partner: int, item: int, many: int | None, by: date | None = None) -> int:
    values = {"partner_id": partner, "item_id": item, "quantity": many, "campaign_id": 1, "wanted_by": by}
    return done(office, Add("request", values)).id


def short(office: Office) -> dict[str, int]:
    return {row.item: row.short_by for row in office.query(list_short, DAY)}


def test_nothing_is_short_where_nobody_said_how_many_to_keep(office: Office) -> None:
    assert office.query(list_short, DAY) == []
    assert not [task for task in office.query(list_tasks, 1, DAY) if task.record == "short"]


def test_what_is_below_its_minimum_is_short(office: Office) -> None:
    done(office, SetField("item", RICE, "minimum_stock", 10))
    done(office, SetField("item", SOAP, "minimum_stock", 5))
    assert short(office) == {"Soap": 1}
    assert [task.what for task in office.query(list_tasks, 1, DAY) if task.record == "short"] == [
        "1 item is short."
    ]
    done(office, SetField("item", RICE, "minimum_stock", 11))
    assert short(office) == {"Rice": 1, "Soap": 1}
    assert "2 items are short." in [task.what for task in office.query(list_tasks, 1, DAY)]


@pytest.mark.parametrize("how", ["recalled", "unfit", "past its date", "set aside"])
def test_what_cannot_be_given_away_is_not_there(office: Office, how: str) -> None:
    done(office, SetField("item", RICE, "minimum_stock", 10))
    assert short(office) == {}
    if how == "recalled":
        done(office, Recall((1,), "moths"))
    elif how == "unfit":
        done(office, ChangeLots((1,), condition=ItemCondition.UNFIT))
    elif how == "past its date":
        done(office, SetField("lot", 1, "use_by", date(2026, 11, 1)))
    else:
        done(office, Allocate(((ask_for(office, 1, RICE, 10), 1, 10),), DAY))
    assert short(office) == {"Rice": 10}


def test_what_is_asked_for_and_not_there_is_short(office: Office) -> None:
    ask_for(office, 1, RICE, 8)
    assert short(office) == {}
    ask_for(office, 2, RICE, 7)
    (row,) = office.query(list_short, DAY)
    assert (row.short_by, row.wanted, row.free, row.partners) == (5, 15, 10, "Rubens House, Rose")
    done(office, SetField("item", RICE, "minimum_stock", 2))
    assert short(office) == {"Rice": 7}


def test_as_many_as_there_are_is_short_where_there_are_none(office: Office) -> None:
    number = ask_for(office, 1, SOAP, None)
    assert short(office) == {}
    done(office, Recall((2,), "glass"))
    (row,) = office.query(list_short, DAY)
    assert (row.item, row.short_by, row.without_number) == ("Soap", 0, True)
    done(office, CloseRequests((number,)))
    assert short(office) == {}


def test_asked_for_and_not_given_open_or_closed(office: Office) -> None:
    rice = ask_for(office, 1, RICE, 12, date(2026, 11, 20))
    done(office, Allocate(((rice, 1, 10),), DAY))
    delivery = done(office, PlanDelivery(1, 1)).id
    (line,) = office.query(list_delivery_lines, delivery)
    done(office, HandOver(delivery, ((line.id, 9, ""),), TEN))
    ask_for(office, 2, RICE, 5, date(2025, 3, 1))
    closed = ask_for(office, 2, FLOUR, 20)
    done(office, CloseRequests((closed,)))
    met = ask_for(office, 1, SOAP, 1)
    done(office, CloseRequests((met,)))
    found = {row.item: (row.asked, row.given, row.missing, row.closed) for row in office.query(list_unmet)}
    assert found == {"Rice": (17, 9, 8, 0), "Flour": (20, 0, 20, 20), "Soap": (1, 0, 1, 1)}
    kinds = office.query(list_unmet, UnmetBy.CATEGORY)
    assert {(row.category, row.unit, row.missing) for row in kinds} == {
        ("Food", "kg", 20),
        ("Food", "", 8),
        ("", "", 1),
    }
    partners = {row.partners for row in office.query(list_unmet, UnmetBy.PARTNER)}
    assert partners == {"Rubens House", "Rose"}
    assert office.query(list_years_of_requests) == [2026, 2025]
    past = office.query(lambda c: list_unmet(c, year=2025))
    assert [(row.item, row.missing) for row in past] == [("Rice", 5)]
    this = office.query(lambda c: list_unmet(c, campaign_id=1, year=2026))
    assert {row.item: row.missing for row in this} == {"Rice": 3, "Flour": 20, "Soap": 1}
