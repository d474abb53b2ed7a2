"""What happens to lots in store: moved, sorted, repaired, held back, recalled, split.

A lot is split where some of it are otherwise: three of fifteen coats to repair, six tins to be looked at.
Both lots are of the same thing with the same donor, dates and size. What is set aside stays with the old one.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, select

from mitzvah_desk.model import (
    ItemCondition,
    Lot,
    LotState,
    Movement,
    MovementKind,
    RecallCall,
    Stocktake,
    StocktakeCount,
)
from mitzvah_desk.office.core.actions import Applied, RefusalError
from mitzvah_desk.office.core.crud import not_found
from mitzvah_desk.office.core.records import record_name
from mitzvah_desk.office.goods.set_aside import check_movable, move_aside
from mitzvah_desk.office.goods.stock_ledger import (
    available,
    check_available,
    lot_amount,
    lot_name,
    lot_quantity,
    on_hand,
)
from mitzvah_desk.rules.fields.parsing import format_date
from mitzvah_desk.rules.fields.tidying import tidy_text
from mitzvah_desk.rules.findings import Finding, hard_finding
from mitzvah_desk.rules.goods.cold_chain import freezing_problem
from mitzvah_desk.rules.plurals import count_noun
from mitzvah_desk.store.unit_of_work import UnitOfWork

_KEPT = (
    "item_id", "donation_id", "project_id", "location_id", "condition", "size", "use_by", "best_before",
    "frozen_on", "state", "recalled", "to_check", "batch",
)  # fmt: skip
"""What the new lot has of the old one."""


@dataclass(frozen=True)
class MoveLots:
    """Puts lots somewhere else."""

    lot_ids: tuple[int, ...]
    location_id: int
    at: datetime

    def check(self, work: UnitOfWork) -> Sequence[Finding]:
        """Refuses a place that is no longer in the file."""
        return (
            [] if record_name(work.connection, "storage_location", self.location_id) else [not_found("place")]
        )

    def apply(self, work: UnitOfWork) -> Applied:
        """Moves them, and notes it in the ledger."""
        moved = 0
        for lot in _lots(work, self.lot_ids):
            left = on_hand(work.connection, lot.id)
            if lot.location_id == self.location_id or not left:
                continue
            work.session.add(
                Movement(
                    lot_id=lot.id,
                    kind=MovementKind.MOVED,
                    quantity=left,
                    at=self.at,
                    from_location_id=lot.location_id,
                    to_location_id=self.location_id,
                )
            )
            lot.location_id = self.location_id
            moved += 1
        where = record_name(work.connection, "storage_location", self.location_id)
        return Applied(f"Moved {count_noun(moved, 'lot')} to {where}", self.lot_ids)


@dataclass(frozen=True)
class ChangeLots:
    """Says how lots are: sorted, ready, repaired, and the maker's lot number. What is None stays."""

    lot_ids: tuple[int, ...]
    state: LotState | None = None
    condition: ItemCondition | None = None
    batch: str | None = None

    def check(self, work: UnitOfWork) -> Sequence[Finding]:  # noqa: ARG002
        """Nothing stands against it."""
        return ()

    def apply(self, work: UnitOfWork) -> Applied:
        """Writes it down of every one of the lots; who says how they are has looked at them."""
        for lot in _lots(work, self.lot_ids):
            lot.state = self.state or lot.state
            if self.condition is not None:
                lot.condition, lot.to_check = self.condition, ""
            if self.batch is not None:
                lot.batch = tidy_text(self.batch)
        number = None if self.batch is None else f"lot number {tidy_text(self.batch) or 'not known'}"
        words = ", ".join(str(word) for word in (self.state, self.condition, number) if word is not None)
        return Applied(f"{_some(work, self.lot_ids)}: {words}", self.lot_ids)


@dataclass(frozen=True)
class HoldLots:
    """Holds lots back until somebody has looked at them.

    Attributes:
        lot_ids: the lots.
        why: what is to be looked at, such as ``dented tins``; required.
    """

    lot_ids: tuple[int, ...]
    why: str

    def check(self, work: UnitOfWork) -> Sequence[Finding]:  # noqa: ARG002
        """Refuses to hold anything back without saying why."""
        if tidy_text(self.why):
            return ()
        text = "Nobody said what is to be looked at."
        return [hard_finding("goods.no_reason", "Goods", text, "Type why, such as “dented tins”.")]

    def apply(self, work: UnitOfWork) -> Applied:
        """Writes it on every one of them."""
        for lot in _lots(work, self.lot_ids):
            lot.to_check = tidy_text(self.why)
        return Applied(f"{_some(work, self.lot_ids)}: to check", self.lot_ids)


@dataclass(frozen=True)
class FreezeLots:
    """Writes down on which day lots were frozen; None where they were not.

    Attributes:
        lot_ids: the lots.
        on: the day.
    """

    lot_ids: tuple[int, ...]
    on: date | None

    def check(self, work: UnitOfWork) -> Sequence[Finding]:
        """Refuses a day after the use-by date of one of them."""
        sentences = (freezing_problem(lot.use_by, self.on) for lot in _lots(work, self.lot_ids))
        name = lot_name(work.connection, self.lot_ids[0])
        return [late_freezing(name, sentence) for sentence in dict.fromkeys(sentences) if sentence]

    def apply(self, work: UnitOfWork) -> Applied:
        """Writes the day on every one of them."""
        for lot in _lots(work, self.lot_ids):
            lot.frozen_on = self.on
        words = f"frozen {format_date(self.on)}" if self.on else "not frozen"
        return Applied(f"{_some(work, self.lot_ids)}: {words}", self.lot_ids)


def late_freezing(subject: str, sentence: str) -> Finding:
    """Refuses what was frozen after its use-by date; ``sentence`` says so with both days."""
    do = "Correct the days; if they are right, it must not be eaten: write it off."
    return hard_finding("goods.frozen_late", subject, sentence, do, field="frozen_on")


def check_freezing(connection: Connection, lot_id: int, values: Mapping[str, Any]) -> list[Finding]:
    """Refuses dates of a lot by which it would have been frozen after its use-by date.

    Args:
        connection: the file.
        lot_id: the lot.
        values: what is set of it, by column.
    """
    if not {"use_by", "frozen_on"} & values.keys():
        return []
    row = connection.execute(select(Lot.use_by, Lot.frozen_on).where(Lot.id == lot_id)).first()
    kept = {"use_by": row.use_by, "frozen_on": row.frozen_on} if row is not None else {}
    now = {**kept, **values}
    sentence = freezing_problem(now.get("use_by"), now.get("frozen_on"))
    return [late_freezing(lot_name(connection, lot_id), sentence)] if sentence else []


@dataclass(frozen=True)
class Recall:
    """Stops lots from going out, with the reason; an empty reason lets them go out again.

    Attributes:
        lot_ids: the lots.
        reason_why: why, such as ``glass in a jar``.
    """

    lot_ids: tuple[int, ...]
    reason_why: str

    def check(self, work: UnitOfWork) -> Sequence[Finding]:  # noqa: ARG002
        """Refuses where no lot is chosen."""
        if self.lot_ids:
            return ()
        return [hard_finding("goods.nothing", "Goods", "Nothing is chosen.", "Choose the lots first.")]

    def apply(self, work: UnitOfWork) -> Applied:
        """Stops them, or lets them go again."""
        why = tidy_text(self.reason_why)
        for lot in _lots(work, self.lot_ids):
            lot.recalled = why
        if not why:  # another recall is another reason to ring
            for call in work.session.scalars(select(RecallCall).where(RecallCall.lot_id.in_(self.lot_ids))):
                work.session.delete(call)
        some = _some(work, self.lot_ids)
        return Applied(f"Stopped {some}: {why}" if why else f"May go out again: {some}", self.lot_ids)


@dataclass(frozen=True)
class SplitLot:
    """Makes some of a lot a lot of their own, with its own condition, note and place.

    Attributes:
        lot_id: the lot.
        quantity: how many; fewer than there are, and no more than are free unless some go along.
        at: when.
        condition: the state that they are in; as the others where None.
        note: what is to be known of them.
        to_check: why somebody must look at them before they go out.
        location_id: where they are put; with the others where None.
        with_aside: what is more than is free is taken of what is set aside, and stays set aside for the same.
    """

    lot_id: int
    quantity: int
    at: datetime
    condition: ItemCondition | None = None
    note: str = ""
    to_check: str = ""
    location_id: int | None = None
    with_aside: bool = False

    def check(self, work: UnitOfWork) -> Sequence[Finding]:
        """Refuses none, all, more than are free, and a place that is gone."""
        if work.session.get(Lot, self.lot_id) is None:
            return [not_found("lot")]
        if self.location_id and not record_name(work.connection, "storage_location", self.location_id):
            return [not_found("place")]
        name, there = lot_name(work.connection, self.lot_id), on_hand(work.connection, self.lot_id)
        amount = lot_amount(work.connection, self.lot_id, there)
        if there < 2:
            text = f"There {'is' if there else 'are'} only {amount} in this lot."
            return [hard_finding("goods.split", name, text, "Change the lot itself.", field="quantity")]
        if self.quantity < 1 or self.quantity == there:
            text = f"There are {amount} in this lot, and some of them must stay."
            least, most = (lot_quantity(work.connection, self.lot_id, many) for many in (1, there - 1))
            do = f"Type a number from {least} to {most}; for all of them, change the lot itself."
            return [hard_finding("goods.split", name, text, do, field="quantity")]
        if self.quantity < there and self.with_aside:
            return check_movable(work, self.lot_id, self._bound(work))
        found = check_available(work.connection, self.lot_id, self.quantity)
        if found is not None and self.quantity < there:
            do = "Take some of what is set aside too, release it first, or take fewer."
            found = replace(found, do=do)
        return [found] if found is not None else ()

    def apply(self, work: UnitOfWork) -> Applied:
        """Splits them off; the id is the new lot's."""
        lot, bound = work.session.get_one(Lot, self.lot_id), self._bound(work)
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
        move_aside(work, lot.id, new.id, bound if self.with_aside else 0)
        return Applied(f"Split {lot_amount(work.connection, lot.id, self.quantity)} off", (new.id,))

    def _bound(self, work: UnitOfWork) -> int:
        """How many of them are set aside, since no more of the lot are free."""
        return max(0, self.quantity - available(work.connection, self.lot_id))


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


def _lots(work: UnitOfWork, lot_ids: Sequence[int]) -> Sequence[Lot]:
    found = work.session.scalars(select(Lot).where(Lot.id.in_(lot_ids)).order_by(Lot.id)).all()
    if not found:
        raise RefusalError(not_found("lot"))
    return found


def _some(work: UnitOfWork, lot_ids: Sequence[int]) -> str:
    more = f" and {count_noun(len(lot_ids) - 1, 'more lot')}" if len(lot_ids) > 1 else ""
    return f"{lot_name(work.connection, lot_ids[0])}{more}"
