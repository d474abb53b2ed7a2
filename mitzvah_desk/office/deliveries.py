"""Deliveries to partners: planned of what is set aside, on the way, handed over line by line.

Only what was handed over leaves the stock. What was refused never left it, and the request stays open for it.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, select

from mitzvah_desk.model import (
    Allocation,
    Assignment,
    Delivery,
    DeliveryLine,
    DeliveryStatus,
    Movement,
    MovementKind,
    Outcome,
    Partner,
    Project,
    Request,
    Role,
    Shift,
)
from mitzvah_desk.office.actions import Applied, Area, RefusalError
from mitzvah_desk.office.editing import gone
from mitzvah_desk.office.ledger import free, name_of_lot
from mitzvah_desk.office.records import name_of
from mitzvah_desk.office.requests import AREAS, supplies, wanted
from mitzvah_desk.office.rota import NOT_SERVING
from mitzvah_desk.office.settings import place_of, read_settings
from mitzvah_desk.rules.fields import tidy
from mitzvah_desk.rules.findings import Finding, hard, soft
from mitzvah_desk.rules.jewish import during_rest
from mitzvah_desk.rules.sharing import against
from mitzvah_desk.store.book import Turn


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

    @property
    def areas(self) -> frozenset[Area]:
        """Goods and what shows them."""
        return AREAS

    def check(self, turn: Turn) -> Sequence[Finding]:
        """Refuses where nothing is set aside."""
        if self._waiting(turn.connection):
            return []
        name = name_of(turn.connection, "partner", self.partner_id)
        if not name:
            return [gone("partner")]
        text = f"Nothing is set aside for {name}."
        return [hard("delivery.nothing", name, text, "Share out or set aside first.")]

    def apply(self, turn: Turn, reason: str) -> Applied:  # noqa: ARG002
        """Plans it; the id is the delivery's."""
        delivery = Delivery(campaign_id=self.campaign_id, partner_id=self.partner_id)
        turn.session.add(delivery)
        turn.session.flush()
        for number, lot, quantity in self._waiting(turn.connection):
            turn.session.add(
                DeliveryLine(delivery_id=delivery.id, lot_id=lot, allocation_id=number, quantity=quantity)
            )
        turn.session.flush()
        return Applied(
            f"Planned a delivery to {name_of(turn.connection, 'partner', self.partner_id)}", (delivery.id,)
        )

    def _waiting(self, connection: Connection) -> Sequence[tuple[int, int, int]]:
        on = select(DeliveryLine.id).where(DeliveryLine.allocation_id == Allocation.id)
        query = (
            select(Allocation.id, Allocation.lot_id, Allocation.quantity)
            .join_from(Allocation, Request, Request.id == Allocation.request_id)
            .where(Request.partner_id == self.partner_id, ~on.exists())
            .order_by(Allocation.id)
        )
        if self.request_ids is not None:
            query = query.where(Request.id.in_(self.request_ids))
        return [(row[0], row[1], row[2]) for row in connection.execute(query)]


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

    @property
    def areas(self) -> frozenset[Area]:
        """Goods and what shows them."""
        return AREAS

    def check(self, turn: Turn) -> Sequence[Finding]:
        """Asks where the house is closed, it is Shabbat or Yom Tov, or the driver is on a shift."""
        delivery = turn.session.get(Delivery, self.delivery_id)
        if delivery is None:
            return [gone("delivery")]
        if delivery.status is DeliveryStatus.DELIVERED:
            return [_over(turn, delivery)]
        start, end = self.from_at, self.until_at
        if start is None or end is None:
            return []
        if end <= start:
            text = "The end must come after the start."
            return [hard("delivery.times", "Delivery", text, "Give a later end.", field="until_at")]
        return [
            *_stopped(turn, delivery, end.date()),
            *_closed(turn, delivery.partner_id, start, end),
            *self._rest(turn, delivery.partner_id, start, end),
            *_driving(turn, self.driver_id, start, end),
        ]

    def apply(self, turn: Turn, reason: str) -> Applied:  # noqa: ARG002
        """Keeps it."""
        delivery = turn.session.get_one(Delivery, self.delivery_id)
        delivery.from_at, delivery.until_at = self.from_at, self.until_at
        delivery.driver_id, delivery.by_courier = self.driver_id, self.by_courier
        delivery.note = tidy(self.note)
        name = name_of(turn.connection, "partner", delivery.partner_id)
        return Applied(f"Changed the delivery to {name}", (delivery.id,))

    def _rest(self, turn: Turn, partner_id: int, start: datetime, end: datetime) -> list[Finding]:
        place = place_of(read_settings(turn.connection))
        name = name_of(turn.connection, "partner", partner_id)
        found = during_rest(start, end, place, subject=name, what="This delivery")
        return [] if found is None else [found]


@dataclass(frozen=True)
class SetOff:
    """Notes that a delivery is picked and on its way."""

    delivery_id: int
    at: datetime

    @property
    def areas(self) -> frozenset[Area]:
        """Goods and what shows them."""
        return AREAS

    def check(self, turn: Turn) -> Sequence[Finding]:
        """Refuses where it is over, or nobody drives."""
        delivery = turn.session.get(Delivery, self.delivery_id)
        if delivery is None:
            return [gone("delivery")]
        if delivery.status is not DeliveryStatus.PLANNED:
            return [_over(turn, delivery)]
        stopped = _stopped(turn, delivery, self.at.date())
        if stopped:
            return stopped
        if delivery.driver_id is None and not delivery.by_courier:
            text = "Nobody drives this delivery yet."
            return [soft("delivery.no_driver", "Delivery", text, "Choose the driver, or say who takes it.")]
        return []

    def apply(self, turn: Turn, reason: str) -> Applied:
        """Notes it, and in the ledger that its goods were picked."""
        delivery = turn.session.get_one(Delivery, self.delivery_id)
        delivery.status = DeliveryStatus.ON_THE_WAY
        if reason:
            delivery.note = "\n".join(part for part in (delivery.note, tidy(reason)) if part)
        for line in _lines(turn, delivery.id):
            turn.session.add(
                Movement(
                    lot_id=line.lot_id,
                    kind=MovementKind.PICKED,
                    quantity=line.quantity,
                    at=self.at,
                    delivery_line_id=line.id,
                )
            )
        return Applied(
            f"{name_of(turn.connection, 'partner', delivery.partner_id)}: the delivery is on its way"
        )


@dataclass(frozen=True)
class HandOver:
    """Notes what a partner took of a delivery, line by line.

    Attributes:
        delivery_id: the delivery.
        taken: a line's id, how many were taken (fewer, none, or more than were brought), and a note.
        at: when.
        received_by: who took it.
    """

    delivery_id: int
    taken: tuple[tuple[int, int, str], ...]
    at: datetime
    received_by: str = ""

    @property
    def areas(self) -> frozenset[Area]:
        """Goods and what shows them."""
        return AREAS

    def check(self, turn: Turn) -> Sequence[Finding]:
        """Refuses where it is over, a line is not told of, or more was taken than there is free of a lot."""
        delivery = turn.session.get(Delivery, self.delivery_id)
        if delivery is None:
            return [gone("delivery")]
        if delivery.status is DeliveryStatus.DELIVERED:
            return [_over(turn, delivery)]
        lines = {line.id: line for line in _lines(turn, delivery.id)}
        if sorted(lines) != sorted(number for number, _, _ in self.taken):
            return [gone("line of the delivery")]
        found = []
        more: dict[int, int] = {}
        for number, count, _ in self.taken:
            line = lines[number]
            if count < 0:
                text = "Nobody can take less than nothing."
                found.append(hard("delivery.negative", "Delivery", text, "Type 0 or more.", field="taken"))
            more[line.lot_id] = more.get(line.lot_id, 0) + max(0, count - line.quantity)
        for lot, count in more.items():
            unbound = free(turn.connection, lot)
            if count > unbound:
                name = name_of_lot(turn.connection, lot)
                text = (
                    f"{count} more {name} than were brought were taken, but only {max(unbound, 0)} are free."
                )
                do = "Correct the number, or count what is in stock first."
                found.append(hard("delivery.too_many", name, text, do, field="taken"))
        return found

    def apply(self, turn: Turn, reason: str) -> Applied:  # noqa: ARG002
        """Notes it, and takes what was taken out of the stock."""
        delivery = turn.session.get_one(Delivery, self.delivery_id)
        lines = {line.id: line for line in _lines(turn, delivery.id)}
        for number, count, note in self.taken:
            line = lines[number]
            line.delivered, line.note = count, tidy(note)
            line.outcome = (
                Outcome.REFUSED if count == 0 else Outcome.PART if count < line.quantity else Outcome.ALL
            )
            if count:
                turn.session.add(
                    Movement(
                        lot_id=line.lot_id,
                        kind=MovementKind.DELIVERED,
                        quantity=count,
                        at=self.at,
                        delivery_line_id=line.id,
                    )
                )
        delivery.status, delivery.received_by = DeliveryStatus.DELIVERED, tidy(self.received_by)
        turn.session.flush()
        things = sum(count for _, count, _ in self.taken)
        name = name_of(turn.connection, "partner", delivery.partner_id)
        return Applied(f"Delivered {things:,} things to {name}", (delivery.id,))


@dataclass(frozen=True)
class CallOff:
    """Takes deliveries away that were not handed over; what was set aside stays so."""

    delivery_ids: tuple[int, ...]

    @property
    def areas(self) -> frozenset[Area]:
        """Goods and what shows them."""
        return AREAS

    def check(self, turn: Turn) -> Sequence[Finding]:
        """Refuses what was handed over."""
        found = turn.session.scalars(select(Delivery).where(Delivery.id.in_(self.delivery_ids))).all()
        return [_over(turn, each) for each in found if each.status is DeliveryStatus.DELIVERED]

    def apply(self, turn: Turn, reason: str) -> Applied:  # noqa: ARG002
        """Takes them away, and that their goods were picked."""
        rows = turn.session.scalars(select(Delivery).where(Delivery.id.in_(self.delivery_ids))).all()
        if not rows:
            raise RefusalError(gone("delivery"))
        lines = select(DeliveryLine.id).where(DeliveryLine.delivery_id.in_(self.delivery_ids))
        for movement in turn.session.scalars(select(Movement).where(Movement.delivery_line_id.in_(lines))):
            turn.session.delete(movement)
        for row in rows:
            turn.session.delete(row)
        first = name_of(turn.connection, "partner", rows[0].partner_id)
        more = f" and {len(rows) - 1} more" if len(rows) > 1 else ""
        return Applied(f"Called off the delivery to {first}{more}")


def _lines(turn: Turn, delivery_id: int) -> Collection[DeliveryLine]:
    query = select(DeliveryLine).where(DeliveryLine.delivery_id == delivery_id).order_by(DeliveryLine.id)
    return turn.session.scalars(query).all()


def _stopped(turn: Turn, delivery: Delivery, day: date) -> list[Finding]:
    """What of a delivery must not go out on a day: recalled, unfit, past its use-by date, or not for them."""
    lines = _lines(turn, delivery.id)
    lots = {each.lot_id: each for each in supplies(turn.connection, {line.lot_id for line in lines})}
    asked = dict(
        turn.connection.execute(
            select(Allocation.id, Allocation.request_id).where(
                Allocation.id.in_([line.allocation_id for line in lines])
            )
        ).all()
    )
    wants = {each.request_id: each for each in wanted(turn.connection, set(asked.values()))}
    found = {}
    for line in lines:
        want = wants.get(asked.get(line.allocation_id or 0, 0))
        sentence = against(lots[line.lot_id], want, day) if want is not None else ""
        if sentence:
            do = "Call the delivery off, release what is stopped, and plan it again."
            found[sentence] = hard("delivery.stopped", lots[line.lot_id].item, sentence, do)
    return list(found.values())


def _over(turn: Turn, delivery: Delivery) -> Finding:
    name = name_of(turn.connection, "partner", delivery.partner_id)
    if delivery.status is DeliveryStatus.ON_THE_WAY:
        return hard("delivery.away", name, f"The delivery to {name} is on its way already.", "Hand it over.")
    text = f"The delivery to {name} was handed over already."
    return hard("delivery.over", name, text, "Undo the handing over first; the History page lists it.")


def _closed(turn: Turn, partner_id: int, start: datetime, end: datetime) -> list[Finding]:
    partner = turn.session.get_one(Partner, partner_id)
    opens, closes = partner.visiting_from, partner.visiting_until
    if not ((opens and f"{start:%H:%M}" < opens) or (closes and f"{end:%H:%M}" > closes)):
        return []
    name = name_of(turn.connection, "partner", partner_id)
    text = f"{name} is open from {opens or '00:00'} to {closes or '24:00'}."
    return [soft("delivery.closed", name, text, "Choose another time, or ring them and say why.")]


def _driving(turn: Turn, driver_id: int | None, start: datetime, end: datetime) -> list[Finding]:
    if driver_id is None:
        return []
    rows = turn.connection.execute(
        select(Role.name, Project.title, Shift.starts_at)
        .join_from(Assignment, Shift, Shift.id == Assignment.shift_id)
        .join(Role, Role.id == Shift.role_id)
        .join(Project, Project.id == Shift.project_id)
        .where(
            Assignment.person_id == driver_id,
            Assignment.status.not_in(NOT_SERVING),
            Shift.starts_at < end,
            Shift.ends_at > start,
        )
    ).all()
    name = name_of(turn.connection, "person", driver_id)
    return [
        soft(
            "delivery.driver_busy",
            name,
            f"{name} is {row[0].lower()} in {row[1]} from {row[2]:%H:%M}.",
            "Choose another time or driver, or keep it and say why.",
        )
        for row in rows
        if "driver" not in row[0].lower()
    ]
