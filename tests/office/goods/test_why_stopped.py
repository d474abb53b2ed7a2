"""Why a lot must not go out is one rule: the database says what Python says, and everybody asks there."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import product
from typing import Any

from conftest_goods import DAY, RICE_12, RICE_30, TEN, refused
from conftest_office import done
from sqlalchemy import select

from mitzvah_desk.model import ItemCondition, Lot
from mitzvah_desk.model.expressions import is_past_eating, is_stopped
from mitzvah_desk.office.core.actions import Applied
from mitzvah_desk.office.core.crud import SetField, SetFields
from mitzvah_desk.office.core.office import Office
from mitzvah_desk.office.goods.donations import DonationEntry, Receive
from mitzvah_desk.office.goods.request_queries import list_request_lots
from mitzvah_desk.office.goods.requests import Allocate, propose_allocation
from mitzvah_desk.office.goods.stock_queries import Narrowed, Stage, list_lots, list_usable_lots
from mitzvah_desk.rules.findings import Finding
from mitzvah_desk.rules.goods.stopped import why_barred, why_stopped
from mitzvah_desk.store.unit_of_work import UnitOfWork

DAYS = (None, DAY - timedelta(1), DAY, DAY + timedelta(1))


@dataclass(frozen=True)
class PutLots:
    """Lots in any state that a file may hold, also such as no action leaves behind."""

    states: Mapping[int, tuple[Any, ...]]

    def check(self, work: UnitOfWork) -> Sequence[Finding]:
        return ()

    def apply(self, work: UnitOfWork) -> Applied:
        for number, state in self.states.items():
            lot = work.session.get_one(Lot, number)
            lot.recalled, lot.to_check, lot.condition, lot.use_by, lot.frozen_on = state
        return Applied("Put")


def test_the_database_says_what_the_rule_says(goods: Office) -> None:
    states = list(product(("", "glass"), ("", "torn"), (ItemCondition.GOOD, ItemCondition.UNFIT), DAYS, DAYS))
    lots = done(goods, Receive(1, (DonationEntry(1, item_id=2),) * len(states), TEN)).ids[1:]
    done(goods, PutLots(dict(zip(lots, states, strict=True))))
    barred = is_stopped() | is_past_eating(DAY)
    told = {
        row.id: bool(row.barred)
        for row in goods.query(lambda c: c.execute(select(Lot.id, barred.label("barred"))).all())
    }
    for lot, (recalled, to_check, condition, use_by, frozen_on) in zip(lots, states, strict=True):
        words = why_barred(why_stopped(recalled, to_check, condition), use_by, frozen_on, DAY)
        assert told[lot] is bool(words), (recalled, to_check, condition, use_by, frozen_on)


def test_what_is_stopped_is_offered_nowhere(goods: Office) -> None:
    stops = {"recalled": "glass", "to_check": "refused: box torn", "condition": ItemCondition.UNFIT}
    for column, value in stops.items():
        done(goods, SetField("lot", RICE_30, column, value))
        (row,) = (each for each in goods.query(list_lots, 1) if each.id == RICE_30)
        assert row.warning(DAY) == row.stopped != ""
        assert RICE_30 not in [each.id for each in goods.query(list_usable_lots, 1, DAY)]
        assert RICE_30 not in [each.id for each in goods.query(list_request_lots, 1, DAY)]
        assert RICE_30 not in [each.lot_id for each in goods.query(propose_allocation, DAY)]
        assert "must not go out" in refused(goods, Allocate(((1, RICE_30, 1),), DAY))
        goods.undo()
    done(goods, SetFields("lot", RICE_12, stops))
    for stage in (Stage.RECALLED, Stage.TO_CHECK, Stage.UNFIT):
        assert [each.id for each in goods.query(list_lots, None, Narrowed(stage=stage))] == [RICE_12]
