"""A small store of goods, and two partners who asked for some."""

import shutil
from collections.abc import Iterator
from contextlib import closing
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from conftest_office import done

from mitzvah_desk.office.core.actions import Action, Refused
from mitzvah_desk.office.core.crud import Add
from mitzvah_desk.office.core.office import Office
from mitzvah_desk.office.goods.deliveries import HandOver, PlanDelivery
from mitzvah_desk.office.goods.delivery_queries import list_delivery_lines
from mitzvah_desk.office.goods.donations import DonationEntry, Receive
from mitzvah_desk.office.goods.request_queries import RequestRow, list_requests
from mitzvah_desk.office.goods.requests import Allocate, propose_allocation
from mitzvah_desk.office.goods.stock_ledger import on_hand

DAY, TEN = date(2026, 11, 22), datetime(2026, 11, 22, 10)
RUBENS, ROSE = 1, 2
RICE_30, RICE_12, SOAP_9 = 1, 2, 3

START: list[Action] = [
    Add("campaign", {"name": "Day", "main_day": DAY}),
    Add("person", {"given": "Ann", "family": "Cohen"}),
    Add("partner", {"name": "Rubens House", "visiting_from": "09:00", "visiting_until": "17:00"}),
    Add(
        "partner", {"name": "Hope House", "confidential": True, "code_name": "Rose", "address": "Secret Lane"}
    ),
    Receive(
        1,
        (
            DonationEntry(30, item_name="Rice"),
            DonationEntry(12, item_name="Rice", use_by=DAY + timedelta(3)),
            DonationEntry(9, item_name="Soap"),
        ),
        TEN,
        donor=("person", 1),
    ),
    Add("request", {"partner_id": RUBENS, "item_id": 1, "quantity": 20}),
    Add("request", {"partner_id": ROSE, "item_id": 1, "quantity": 40}),
    Add("request", {"partner_id": ROSE, "item_id": 2}),
]


@pytest.fixture(scope="session")
def goods_start(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("goods") / "start.mitzvah"
    with closing(Office.new(path)) as office:
        for action in START:
            done(office, action)
    return path


@pytest.fixture
def goods(goods_start: Path, tmp_path: Path) -> Iterator[Office]:
    with closing(Office.open(Path(shutil.copy(goods_start, tmp_path / "goods.mitzvah")))) as book:
        yield book


def row(office: Office, number: int) -> RequestRow:
    return next(each for each in office.query(list_requests) if each.id == number)


def share_out(office: Office) -> None:
    parts = tuple((s.request_id, s.lot_id, s.quantity) for s in office.query(propose_allocation, DAY))
    done(office, Allocate(parts, DAY))


def stock(office: Office) -> dict[int, int]:
    return {lot: office.query(on_hand, lot) for lot in (RICE_30, RICE_12, SOAP_9)}


def take(office: Office, delivery: int, *counts: int) -> HandOver:
    numbers = sorted(line.id for line in office.query(list_delivery_lines, delivery))
    """What was taken of each line; what they did not take is as it was."""
    taken = tuple((n, c, "") for n, c in zip(numbers, counts, strict=True))
    return HandOver(delivery, taken, TEN, "Grace", as_it_was=tuple(numbers))


def refused(office: Office, action: Action) -> str:
    answer = office.execute(action)
    assert isinstance(answer, Refused)
    return answer.text


def planned(office: Office, *parts: tuple[int, int, int], partner: int = RUBENS) -> int:
    """A delivery of what is set aside: request, lot, quantity."""
    done(office, Allocate(parts, DAY), "on purpose")
    return done(office, PlanDelivery(1, partner)).id


def movements(office: Office, lot: int) -> dict[str, int]:
    """What happened to a lot: how many by what kind."""
    sql = f"SELECT kind, sum(quantity) FROM movement WHERE lot_id = {lot} GROUP BY kind"
    return office.query(lambda connection: {str(r[0]): int(r[1]) for r in connection.exec_driver_sql(sql)})
