"""Deliveries to partners: planned of what is set aside, given a time and a driver, on the way, called off."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from mitzvah_desk.model import (
    Delivery,
    DeliveryLine,
    DeliveryStatus,
    Movement,
    MovementKind,
)
from mitzvah_desk.office.core.actions import Applied, RefusalError
from mitzvah_desk.office.core.clock_guard import check_times
from mitzvah_desk.office.core.crud import not_found
from mitzvah_desk.office.core.records import record_name
from mitzvah_desk.office.goods.delivery_advice import check_delivery_at_pesach
from mitzvah_desk.office.goods.delivery_checks import (
    already_dispatched,
    check_delivery_time,
    find_blocked_lines,
    load_delivery_lines,
    make_refusals,
)
from mitzvah_desk.office.goods.handover import HandOver, TakeBack, make_movement
from mitzvah_desk.office.goods.putting_right.delivery_lines import add_lines, check_waiting, list_waiting
from mitzvah_desk.office.rota.driver_checks import check_driver, settle_driving
from mitzvah_desk.rules.fields.tidying import tidy_text
from mitzvah_desk.rules.findings import Finding, hard_finding, soft_finding
from mitzvah_desk.store.unit_of_work import UnitOfWork

__all__ = ["CallOff", "ChangeDelivery", "HandOver", "PlanDelivery", "SetOff", "TakeBack"]

_STOPPED = "Release the lines that are stopped: choose them under Goods."


@dataclass(frozen=True)
class PlanDelivery:
    """Plans a delivery of everything that is set aside for a partner and on no delivery yet.

    Attributes:
        campaign_id: the campaign it counts for.
        partner_id: to whom.
        request_ids: only for these of its requests; for all where None.
    """

    campaign_id: int
    partner_id: int
    request_ids: tuple[int, ...] | None = None

    def check(self, work: UnitOfWork) -> Sequence[Finding]:
        """Refuses where nothing is set aside, and what must not go out or is not for them."""
        return check_waiting(work, self.partner_id, list_waiting(work, self.partner_id, self.request_ids))

    def apply(self, work: UnitOfWork) -> Applied:
        """Plans it; the id is the delivery's."""
        delivery = Delivery(campaign_id=self.campaign_id, partner_id=self.partner_id)
        work.session.add(delivery)
        work.session.flush()
        add_lines(work, delivery.id, list_waiting(work, self.partner_id, self.request_ids))
        return Applied(
            f"Planned a delivery to {record_name(work.connection, 'partner', self.partner_id)}",
            (delivery.id,),
        )


@dataclass(frozen=True)
class ChangeDelivery:
    """Says when a delivery goes and who drives.

    Attributes:
        delivery_id: the delivery.
        from_at: not before; None while it is open.
        until_at: not after.
        driver_id: who drives; None for nobody yet.
        by_courier: a courier takes it.
        note: for the driver.
    """

    delivery_id: int
    from_at: datetime | None = None
    until_at: datetime | None = None
    driver_id: int | None = None
    by_courier: bool = False
    note: str = ""

    def check(self, work: UnitOfWork) -> Sequence[Finding]:
        """Asks where the house is closed, it is Shabbat or Yom Tov, or the driver is busy or may not drive.

        What was asked and answered before is not asked again while the note or the courier changes.
        """
        delivery = work.session.get(Delivery, self.delivery_id)
        if delivery is None:
            return [not_found("delivery")]
        if delivery.status is DeliveryStatus.DELIVERED:
            return [already_dispatched(work, delivery)]
        start, end = self.from_at, self.until_at
        moved = (start, end) != (delivery.from_at, delivery.until_at)
        found: list[Finding] = []
        if self.driver_id is not None and (moved or self.driver_id != delivery.driver_id):
            found += check_driver(work.connection, delivery, self.driver_id, start, end)
        if start is None or end is None:
            return found
        if end <= start:
            text = "The end must come after the start."
            return [hard_finding("delivery.times", "Delivery", text, "Give a later end.", field="until_at")]
        found += check_times(work.connection, "delivery", {"from_at": start, "until_at": end})
        if moved:
            found = check_delivery_time(work, delivery.partner_id, start, end) + found
            found += check_delivery_at_pesach(work.connection, delivery.id, start)
        blocked = find_blocked_lines(work, load_delivery_lines(work, delivery.id), end.date()).values()
        return make_refusals(blocked, _STOPPED) + found

    def apply(self, work: UnitOfWork) -> Applied:
        """Keeps it."""
        delivery = work.session.get_one(Delivery, self.delivery_id)
        delivery.from_at, delivery.until_at = self.from_at, self.until_at
        delivery.driver_id, delivery.by_courier = self.driver_id, self.by_courier
        delivery.note = tidy_text(self.note)
        work.session.flush()
        settle_driving(work, delivery)
        name = record_name(work.connection, "partner", delivery.partner_id)
        return Applied(f"Changed the delivery to {name}", (delivery.id,))


@dataclass(frozen=True)
class SetOff:
    """Notes that a delivery is picked and on its way."""

    delivery_id: int
    at: datetime

    def check(self, work: UnitOfWork) -> Sequence[Finding]:
        """Refuses where it is over, or nobody drives."""
        delivery = work.session.get(Delivery, self.delivery_id)
        if delivery is None:
            return [not_found("delivery")]
        if delivery.status is not DeliveryStatus.PLANNED:
            return [already_dispatched(work, delivery)]
        lines = load_delivery_lines(work, delivery.id)
        if found := make_refusals(find_blocked_lines(work, lines, self.at.date()).values(), _STOPPED):
            return found
        asked: list[Finding] = []
        if delivery.from_at is None or delivery.from_at.date() != self.at.date():  # not asked of this day yet
            asked += check_delivery_at_pesach(work.connection, delivery.id, self.at)
        if delivery.driver_id is None and not delivery.by_courier:
            text = "Nobody drives this delivery yet."
            do = "Choose the driver, or say who takes it."
            asked.append(soft_finding("delivery.no_driver", "Delivery", text, do))
        return asked

    def apply(self, work: UnitOfWork) -> Applied:
        """Notes it, and in the ledger that its goods were picked."""
        delivery = work.session.get_one(Delivery, self.delivery_id)
        delivery.status = DeliveryStatus.ON_THE_WAY
        if work.reason:
            delivery.note = "\n".join(part for part in (delivery.note, tidy_text(work.reason)) if part)
        work.session.add_all(
            make_movement(line, MovementKind.PICKED, line.quantity, self.at)
            for line in load_delivery_lines(work, delivery.id)
        )
        return Applied(
            f"{record_name(work.connection, 'partner', delivery.partner_id)}: the delivery is on its way"
        )


@dataclass(frozen=True)
class CallOff:
    """Takes deliveries away that were not handed over; what was set aside stays so."""

    delivery_ids: tuple[int, ...]

    def check(self, work: UnitOfWork) -> Sequence[Finding]:
        """Refuses what was handed over."""
        found = work.session.scalars(select(Delivery).where(Delivery.id.in_(self.delivery_ids))).all()
        return [already_dispatched(work, each) for each in found if each.status is DeliveryStatus.DELIVERED]

    def apply(self, work: UnitOfWork) -> Applied:
        """Takes them away, and that their goods were picked."""
        rows = work.session.scalars(select(Delivery).where(Delivery.id.in_(self.delivery_ids))).all()
        if not rows:
            raise RefusalError(not_found("delivery"))
        lines = select(DeliveryLine.id).where(DeliveryLine.delivery_id.in_(self.delivery_ids))
        for picked in work.session.scalars(select(Movement).where(Movement.delivery_line_id.in_(lines))):
            work.session.delete(picked)
        for row in rows:
            work.session.delete(row)
        first = record_name(work.connection, "partner", rows[0].partner_id)
        more = f" and {len(rows) - 1} more" if len(rows) > 1 else ""
        return Applied(f"Called off the delivery to {first}{more}")
