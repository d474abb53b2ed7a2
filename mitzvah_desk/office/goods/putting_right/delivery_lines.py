"""The lines of a delivery that has not gone yet: added, changed, taken out, released."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from mitzvah_desk.model import (
    Allocation,
    Delivery,
    DeliveryLine,
    DeliveryStatus,
    Movement,
    Outcome,
    Request,
)
from mitzvah_desk.office.core.actions import Applied, RefusalError
from mitzvah_desk.office.core.crud import not_found
from mitzvah_desk.office.core.records import record_name
from mitzvah_desk.office.goods.delivery_checks import (
    Part,
    already_dispatched,
    find_blocked_parts,
    make_refusals,
)
from mitzvah_desk.office.goods.requests import check_beyond, list_open_requests
from mitzvah_desk.office.goods.stock_ledger import (
    available,
    lot_amount,
    lot_name,
    lot_quantity,
    sum_of_lots,
)
from mitzvah_desk.rules.findings import Finding, hard_finding
from mitzvah_desk.store.unit_of_work import UnitOfWork

RELEASE_FIRST = "Release what is stopped first: under Goods, “Recall…” does it for all of them."


@dataclass(frozen=True)
class AddToDelivery:
    """Puts on a planned delivery what was set aside for its partner since."""

    delivery_id: int

    def check(self, work: UnitOfWork) -> Sequence[Finding]:
        """Refuses where it has gone, nothing is waiting, or what waits must not go out."""
        delivery = work.session.get(Delivery, self.delivery_id)
        if delivery is None:
            return [not_found("delivery")]
        if delivery.status is not DeliveryStatus.PLANNED:
            return [already_dispatched(work, delivery)]
        return check_waiting(work, delivery.partner_id, list_waiting(work, delivery.partner_id))

    def apply(self, work: UnitOfWork) -> Applied:
        """Adds a line for each; the ids are the lines'."""
        delivery = work.session.get_one(Delivery, self.delivery_id)
        waiting = list_waiting(work, delivery.partner_id)
        lines = add_lines(work, delivery.id, waiting)
        name = record_name(work.connection, "partner", delivery.partner_id)
        things = sum_of_lots(work.connection, [(each.lot_id, each.quantity) for each in waiting])
        return Applied(f"Put {things} on the delivery to {name}", lines)


@dataclass(frozen=True)
class ChangeDeliveryLine:
    """Says how many a planned delivery brings of a line; as many are set aside for it.

    Attributes:
        line_id: the line.
        quantity: how many, 1 or more.
    """

    line_id: int
    quantity: int

    def check(self, work: UnitOfWork) -> Sequence[Finding]:
        """Refuses what has gone, none at all, and more than is free; asks where it is more than is wanted."""
        line = work.session.get(DeliveryLine, self.line_id)
        if line is None:
            return [not_found("line of the delivery")]
        if found := _gone(work, [line]):
            return found
        name = lot_name(work.connection, line.lot_id)
        if self.quantity < 1:
            text = "The quantity must be at least 1."
            return [
                hard_finding("delivery.quantity", name, text, "Take the line off instead.", field="quantity")
            ]
        more, free = self.quantity - line.quantity, available(work.connection, line.lot_id)
        if more > free:
            lot = line.lot_id
            text = f"Only {lot_quantity(work.connection, lot, free)} more {name} of this lot are free."
            most = lot_quantity(work.connection, lot, line.quantity + free)
            do = f"Type {most} or fewer, or set some of another lot aside."
            return [hard_finding("delivery.too_many", name, text, do, field="quantity")]
        aside = work.session.get(Allocation, line.allocation_id) if line.allocation_id else None
        if aside is None or more <= 0:
            return ()
        wants = {each.request_id: each for each in list_open_requests(work.connection, (aside.request_id,))}
        return check_beyond({aside.request_id: more}, wants)

    def apply(self, work: UnitOfWork) -> Applied:
        """Changes the line, and what is set aside for it."""
        line = work.session.get_one(DeliveryLine, self.line_id)
        line.quantity = self.quantity
        if line.allocation_id is not None:
            work.session.get_one(Allocation, line.allocation_id).quantity = self.quantity
        work.session.flush()
        amount = lot_amount(work.connection, line.lot_id, self.quantity)
        return Applied(f"On the delivery now: {amount}", (line.id,))


@dataclass(frozen=True)
class TakeOffDelivery:
    """Takes lines off a planned delivery; what they hold stays set aside for the same partner."""

    line_ids: tuple[int, ...]

    def check(self, work: UnitOfWork) -> Sequence[Finding]:
        """Refuses what has gone."""
        return _gone(work, _lines(work, self.line_ids))

    def apply(self, work: UnitOfWork) -> Applied:
        """Takes them off."""
        lines = _lines(work, self.line_ids)
        words = _some(work, [line.lot_id for line in lines])
        for line in lines:
            work.session.delete(line)
        return Applied(f"Took {words} off the delivery")


@dataclass(frozen=True)
class ReleaseParts:
    """Puts parts of what is set aside back among what is free, and takes them off their deliveries.

    Attributes:
        allocation_ids: the parts.
    """

    allocation_ids: tuple[int, ...]

    def check(self, work: UnitOfWork) -> Sequence[Finding]:
        """Refuses what was handed over."""
        over = select(DeliveryLine).where(
            DeliveryLine.allocation_id.in_(self.allocation_ids), DeliveryLine.outcome != Outcome.PLANNED
        )
        found = {line.delivery_id: line for line in work.session.scalars(over)}
        return [already_dispatched(work, work.session.get_one(Delivery, number)) for number in found]

    def apply(self, work: UnitOfWork) -> Applied:
        """Releases them; what was picked of them was not picked after all."""
        parts = work.session.scalars(
            select(Allocation).where(Allocation.id.in_(self.allocation_ids)).order_by(Allocation.id)
        ).all()
        if not parts:
            raise RefusalError(not_found("part that was set aside"))
        lines = work.session.scalars(
            select(DeliveryLine).where(DeliveryLine.allocation_id.in_(self.allocation_ids))
        ).all()
        picked = select(Movement).where(Movement.delivery_line_id.in_([line.id for line in lines]))
        held: dict[int, int] = defaultdict(int)
        for part in parts:
            held[part.lot_id] += part.quantity
        some = [lot_amount(work.connection, lot, many) for lot, many in list(held.items())[:2]]
        more = f" and {len(held) - 2} more" if len(held) > 2 else ""
        for row in (*work.session.scalars(picked).all(), *lines):
            work.session.delete(row)
        work.session.flush()
        for part in parts:
            work.session.delete(part)
        return Applied(f"Released {', '.join(some)}{more}")


def list_waiting(
    work: UnitOfWork, partner_id: int, request_ids: Sequence[int] | None = None
) -> Sequence[Allocation]:
    """What is set aside for a partner, or for some of its requests, and on no delivery yet."""
    on = select(DeliveryLine.id).where(DeliveryLine.allocation_id == Allocation.id)
    query = (
        select(Allocation)
        .join(Request, Request.id == Allocation.request_id)
        .where(Request.partner_id == partner_id, ~on.exists())
        .order_by(Allocation.id)
    )
    if request_ids is not None:
        query = query.where(Request.id.in_(request_ids))
    return work.session.scalars(query).all()


def check_waiting(work: UnitOfWork, partner_id: int, waiting: Sequence[Allocation]) -> list[Finding]:
    """Refuses to bring a partner nothing, or what was recalled, is to check, unfit or not for it."""
    if waiting:  # on which day it goes is not known yet, so dates are looked at when it is
        parts: list[Part] = [(row.id, row.lot_id, row.request_id) for row in waiting]
        return make_refusals(find_blocked_parts(work, parts, date.min).values(), RELEASE_FIRST)
    name = record_name(work.connection, "partner", partner_id)
    if not name:
        return [not_found("partner")]
    text = f"Nothing is set aside for {name} that is on no delivery yet."
    return [hard_finding("delivery.nothing", name, text, "Share out or set aside first.")]


def add_lines(work: UnitOfWork, delivery_id: int, waiting: Iterable[Allocation]) -> tuple[int, ...]:
    """Puts what is set aside on a delivery, a line for each; returns the lines' ids."""
    lines = [
        DeliveryLine(delivery_id=delivery_id, lot_id=row.lot_id, allocation_id=row.id, quantity=row.quantity)
        for row in waiting
    ]
    work.session.add_all(lines)
    work.session.flush()
    return tuple(line.id for line in lines)


def _lines(work: UnitOfWork, ids: Sequence[int]) -> Sequence[DeliveryLine]:
    found = work.session.scalars(select(DeliveryLine).where(DeliveryLine.id.in_(ids))).all()
    if not found:
        raise RefusalError(not_found("line of the delivery"))
    return found


def _gone(work: UnitOfWork, lines: Iterable[DeliveryLine]) -> list[Finding]:
    """Refuses to change what a delivery brings once it is on its way."""
    deliveries = (work.session.get_one(Delivery, number) for number in {line.delivery_id for line in lines})
    return [
        already_dispatched(work, each) for each in deliveries if each.status is not DeliveryStatus.PLANNED
    ]


def _some(work: UnitOfWork, lot_ids: Iterable[int]) -> str:
    names = list(dict.fromkeys(lot_name(work.connection, lot) for lot in lot_ids))
    more = f" and {len(names) - 2} more" if len(names) > 2 else ""
    return f"{', '.join(names[:2])}{more}"
