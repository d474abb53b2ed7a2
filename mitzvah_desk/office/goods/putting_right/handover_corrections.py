"""A hand-over that was told wrongly is put right until the day after; its history stays."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, func, select

from mitzvah_desk.model import (
    Allocation,
    Delivery,
    DeliveryLine,
    DeliveryStatus,
    Lot,
    Movement,
    MovementKind,
    Outcome,
)
from mitzvah_desk.office.core.actions import Applied
from mitzvah_desk.office.core.crud import not_found
from mitzvah_desk.office.core.records import record_name
from mitzvah_desk.office.goods.delivery_checks import load_delivery_lines
from mitzvah_desk.office.goods.handover import HandOver
from mitzvah_desk.office.goods.stock_ledger import available, handed_over_at, lot_name, stock_effect
from mitzvah_desk.rules.fields.parsing import format_date
from mitzvah_desk.rules.findings import Finding, hard_finding
from mitzvah_desk.store.unit_of_work import UnitOfWork

_OPEN_FOR = timedelta(days=1)


@dataclass(frozen=True)
class CorrectHandOver:
    """Takes a hand-over back and writes it anew, in one step.

    Attributes:
        told: what was taken, as it should have been told.
        now: when it is corrected.
    """

    told: HandOver
    now: datetime

    def check(self, work: UnitOfWork) -> Sequence[Finding]:
        """Refuses after the day that follows it, and where goods that came back have gone on since."""
        delivery = work.session.get(Delivery, self.told.delivery_id)
        if delivery is None:
            return [not_found("delivery")]
        name = record_name(work.connection, "partner", delivery.partner_id)
        at = read_handover_time(work.connection, delivery.id)
        if delivery.status is not DeliveryStatus.DELIVERED or at is None:
            text = f"The delivery to {name} was not handed over yet."
            return [hard_finding("delivery.not_over", name, text, "Hand it over.")]
        if not may_still_correct(at, self.now):
            text = f"The delivery to {name} was handed over on {format_date(at.date())}."
            do = "It can be corrected until the day after. Tell what came back since under Goods."
            return [hard_finding("delivery.late", name, text, do)]
        return [
            *_gone_on(work, delivery, at),
            *self.told.check_taken(work, lambda lot: _free_before(work.connection, delivery.id, lot)),
        ]

    def apply(self, work: UnitOfWork) -> Applied:
        """Takes back what it wrote, with the lots of what came back, and writes it as it was."""
        delivery = work.session.get_one(Delivery, self.told.delivery_id)
        for lot in _lots_that_came_back(work, delivery.id):
            work.session.delete(lot)
        work.session.flush()
        lines = load_delivery_lines(work, delivery.id)
        written = select(Movement).where(
            Movement.delivery_line_id.in_([line.id for line in lines]), Movement.kind != MovementKind.PICKED
        )
        for movement in work.session.scalars(written).all():
            work.session.delete(movement)
        for line in lines:
            line.delivered, line.outcome, line.note = None, Outcome.PLANNED, ""
        work.session.flush()
        self.told.apply(work)
        name = record_name(work.connection, "partner", delivery.partner_id)
        return Applied(f"Corrected what {name} took", (delivery.id,))


def read_handover_time(connection: Connection, delivery_id: int) -> datetime | None:
    """When a delivery was handed over; None while it was not."""
    at = handed_over_at()
    query = select(func.max(at, type_=Movement.at.type)).where(DeliveryLine.delivery_id == delivery_id)
    return connection.execute(query).scalar()


def list_lines_to_check(connection: Connection, delivery_id: int) -> set[int]:
    """The lines of a delivery of which something came back that had to be looked at."""
    query = (
        select(DeliveryLine.id)
        .join(Movement, Movement.delivery_line_id == DeliveryLine.id)
        .where(DeliveryLine.delivery_id == delivery_id, Movement.kind == MovementKind.SPLIT_IN)
    )
    return set(connection.execute(query).scalars())


def may_still_correct(at: datetime, now: datetime) -> bool:
    """Whether what was handed over at a time may still be corrected."""
    return now.date() <= at.date() + _OPEN_FOR


def _lots_that_came_back(work: UnitOfWork, delivery_id: int) -> Sequence[Lot]:
    mine = (
        select(Movement.lot_id)
        .join(DeliveryLine, DeliveryLine.id == Movement.delivery_line_id)
        .where(DeliveryLine.delivery_id == delivery_id, Movement.kind == MovementKind.SPLIT_IN)
    )
    return work.session.scalars(select(Lot).where(Lot.id.in_(mine)).order_by(Lot.id)).all()


def _gone_on(work: UnitOfWork, delivery: Delivery, at: datetime) -> list[Finding]:
    """Refuses where something came back later, or what came back is not as it came any more."""
    later = (
        select(Movement.lot_id)
        .join(DeliveryLine, DeliveryLine.id == Movement.delivery_line_id)
        .where(DeliveryLine.delivery_id == delivery.id, Movement.kind == MovementKind.RETURNED)
        .where(Movement.at > at)
    )
    found = []
    for lot in dict.fromkeys(work.connection.execute(later).scalars()):
        name = lot_name(work.connection, lot)
        text = f"Some {name} of this delivery came back later, and that was told already."
        do = "Undo that first; History lists it. Then correct this."
        found.append(hard_finding("delivery.came_back", name, text, do))
    quiet = (MovementKind.SPLIT_IN, MovementKind.MOVED)
    for back in _lots_that_came_back(work, delivery.id):
        moved = select(Movement.id).where(Movement.lot_id == back.id, Movement.kind.not_in(quiet))
        aside = select(Allocation.id).where(Allocation.lot_id == back.id)
        if any(work.connection.execute(query.limit(1)).first() for query in (moved, aside)):
            name = lot_name(work.connection, back.id)
            text = f"The {name} that came back went on since: used, set aside, split or written off."
            do = "Undo that first; History lists it. Then correct this."
            found.append(hard_finding("delivery.came_back", name, text, do))
    return found


def _free_before(connection: Connection, delivery_id: int, lot_id: int) -> int:
    """How many of a lot would be free, had nothing of a delivery been handed over."""
    mine = (DeliveryLine.delivery_id == delivery_id, DeliveryLine.lot_id == lot_id)
    effect = (
        select(func.coalesce(func.sum(stock_effect()), 0))
        .join(DeliveryLine, DeliveryLine.id == Movement.delivery_line_id)
        .where(*mine, Movement.lot_id == lot_id)
    )
    bound = select(func.coalesce(func.sum(Allocation.quantity), 0)).join_from(
        DeliveryLine, Allocation, Allocation.id == DeliveryLine.allocation_id
    )
    aside = connection.execute(bound.where(*mine)).scalar_one()
    return available(connection, lot_id) - connection.execute(effect).scalar_one() - aside
