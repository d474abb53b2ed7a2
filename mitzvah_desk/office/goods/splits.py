"""Some of a lot become a lot of their own: three of fifteen coats to repair, six tins to be looked at.

Both lots are of the same thing with the same donor, dates and size. What is set aside stays with the old one.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from mitzvah_desk.model import (
    ItemCondition,
    Lot,
    LotState,
    Movement,
    MovementKind,
    Stocktake,
    StocktakeCount,
)
from mitzvah_desk.office.core.actions import Applied
from mitzvah_desk.office.core.crud import not_found
from mitzvah_desk.office.core.records import record_name
from mitzvah_desk.office.goods.stock_ledger import check_available, lot_name, on_hand
from mitzvah_desk.rules.fields.tidying import tidy_text
from mitzvah_desk.rules.findings import Finding, hard_finding
from mitzvah_desk.store.unit_of_work import UnitOfWork

_KEPT = (
    "item_id", "donation_id", "project_id", "location_id", "condition", "size", "use_by", "best_before",
    "frozen_on", "state", "recalled", "to_check", "batch",
)  # fmt: skip
"""What the new lot has of the old one."""


@dataclass(frozen=True)
class SplitLot:
    """Makes some of a lot a lot of their own, with its own condition, note and place.

    Attributes:
        lot_id: the lot.
        quantity: how many; fewer than there are, and no more than are free.
        at: when.
        condition: the state that they are in; as the others where None.
        note: what is to be known of them.
        to_check: why somebody must look at them before they go out.
        location_id: where they are put; with the others where None.
    """

    lot_id: int
    quantity: int
    at: datetime
    condition: ItemCondition | None = None
    note: str = ""
    to_check: str = ""
    location_id: int | None = None

    def check(self, work: UnitOfWork) -> Sequence[Finding]:
        """Refuses none, all, more than are free, and a place that is gone."""
        if work.session.get(Lot, self.lot_id) is None:
            return [not_found("lot")]
        if self.location_id and not record_name(work.connection, "storage_location", self.location_id):
            return [not_found("place")]
        name, there = lot_name(work.connection, self.lot_id), on_hand(work.connection, self.lot_id)
        if there < 2:
            text = f"There {'is' if there else 'are'} only {there:,} {name} in this lot."
            return [hard_finding("goods.split", name, text, "Change the lot itself.", field="quantity")]
        if self.quantity < 1 or self.quantity == there:
            text = f"There are {there:,} {name} in this lot, and some of them must stay."
            do = f"Type a number from 1 to {there - 1:,}; for all of them, change the lot itself."
            return [hard_finding("goods.split", name, text, do, field="quantity")]
        found = check_available(work.connection, self.lot_id, self.quantity)
        return [found] if found is not None else ()

    def apply(self, work: UnitOfWork) -> Applied:
        """Splits them off; the id is the new lot's."""
        lot = work.session.get_one(Lot, self.lot_id)
        new = split_off(
            work,
            lot,
            self.quantity,
            self.at,
            to_check=self.to_check,
            note=self.note,
            condition=self.condition,
            location_id=self.location_id,
        )
        return Applied(f"Split {self.quantity:,} {lot_name(work.connection, lot.id)} off", (new.id,))


def split_off(
    work: UnitOfWork,
    lot: Lot,
    quantity: int,
    at: datetime,
    *,
    to_check: str = "",
    note: str = "",
    condition: ItemCondition | None = None,
    location_id: int | None = None,
    line_id: int | None = None,
) -> Lot:
    """Makes a new lot of some of another; returns it.

    Args:
        work: the step.
        lot: of which.
        quantity: how many.
        at: when.
        to_check: why somebody must look at it first.
        note: of the new lot.
        condition: its state; that of the other where None.
        location_id: where it is put; beside the other where None.
        line_id: the line of the delivery from which they came back.
    """
    new = Lot(**{name: getattr(lot, name) for name in _KEPT})
    new.note, why = tidy_text(note), tidy_text(to_check)
    new.condition, new.location_id = condition or lot.condition, location_id or lot.location_id
    if why:
        new.to_check, new.state = why, LotState.RECEIVED
    work.session.add(new)
    work.session.flush()
    for number, kind in ((lot.id, MovementKind.SPLIT_OFF), (new.id, MovementKind.SPLIT_IN)):
        work.session.add(
            Movement(lot_id=number, kind=kind, quantity=quantity, at=at, delivery_line_id=line_id, reason=why)
        )
    _count_apart(work, lot, new, quantity)
    work.session.flush()
    return new


def _count_apart(work: UnitOfWork, old: Lot, new: Lot, quantity: int) -> None:
    """Lets an open stocktake that has still to count the old lot count the new one too, if it lies there."""
    here = Stocktake.location_id.is_(None) | (Stocktake.location_id == new.location_id)
    open_ones = select(Stocktake.id).where(Stocktake.finished_at.is_(None), here)
    waiting = select(StocktakeCount).where(
        StocktakeCount.lot_id == old.id,
        StocktakeCount.counted.is_(None),
        StocktakeCount.stocktake_id.in_(open_ones),
    )
    for count in work.session.scalars(waiting).all():
        work.session.add(StocktakeCount(stocktake_id=count.stocktake_id, lot_id=new.id, expected=quantity))
