"""Deliveries and their lines, and from whom a partner's goods came."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, case, func, select
from sqlalchemy.orm import aliased

from mitzvah_desk.model import (
    Allocation,
    Delivery,
    DeliveryLine,
    DeliveryStatus,
    Donation,
    Group,
    Household,
    Item,
    ItemCondition,
    KosherKind,
    Lot,
    Movement,
    Outcome,
    Partner,
    PartnerContact,
    Person,
    Storage,
    StorageLocation,
)
from mitzvah_desk.model.expressions import best_phone, donor_name, full_name, is_confidential, partner_name
from mitzvah_desk.office.core.rows import fill_rows
from mitzvah_desk.office.goods.stock_ledger import (
    expiry_order,
    handed_over_at,
    mixed_columns,
    read_mixed,
    select_allocated,
    stock_effect,
)
from mitzvah_desk.rules.goods.stopped import why_stopped
from mitzvah_desk.rules.goods.weights import MixedAmount
from mitzvah_desk.rules.people.addressing import address_lines, is_abroad


@dataclass(frozen=True, slots=True)
class DeliveryRow:
    """A delivery.

    Attributes:
        id: its number.
        partner_id: to whom.
        partner: their name, or code name.
        driver_id: who drives.
        driver: by name; ``courier`` where one takes it.
        from_at: not before.
        until_at: not after.
        by_courier: a courier takes it.
        status: how far it is.
        lines: how many lines.
        things: how much was to be brought.
        delivered: how much was taken.
        note: for the driver.
        received_by: who took it.
        confidential: the note and who took it are for the committee and the named driver only.
    """

    id: int
    partner_id: int
    partner: str
    driver_id: int | None
    driver: str
    from_at: datetime | None
    until_at: datetime | None
    by_courier: bool
    status: DeliveryStatus
    lines: int
    things: MixedAmount
    delivered: MixedAmount
    note: str
    received_by: str
    confidential: bool = False


@dataclass(frozen=True, slots=True)
class DeliveryLineRow:
    """One line of a delivery.

    Attributes:
        id: its number.
        lot_id: the lot.
        item: what.
        unit: in what it is counted.
        size: such as ``newborn``.
        quantity: how many are brought.
        delivered: how many were taken; None while it is not known.
        outcome: how it ended.
        note: why.
        location: where it is picked.
        use_by: never to be eaten after it.
        best_before: better eaten before it.
        allergens: what it contains.
        pack_name: in what it comes: ``case``.
        pack_size: how many are in one.
        free: how many of the lot are in stock besides, and set aside for nobody.
        frozen_on: the day on which it was frozen.
        storage: how its item must be kept.
        kosher_kind: what it may be eaten with.
        allocation_id: what is set aside for it; None where nothing is.
        stopped: why it must not go; empty where it may, and once it was handed over.
        recalled: why it was recalled; empty where it was not.
    """

    id: int
    lot_id: int
    item: str
    unit: str
    size: str
    quantity: int
    delivered: int | None
    outcome: Outcome
    note: str
    location: str
    use_by: date | None
    best_before: date | None
    allergens: str
    pack_name: str
    pack_size: int | None
    free: int
    frozen_on: date | None = None
    storage: Storage = Storage.UNKNOWN
    kosher_kind: KosherKind = KosherKind.UNKNOWN
    allocation_id: int | None = None
    stopped: str = ""
    recalled: str = ""


@dataclass(frozen=True, slots=True)
class DoorFacts:
    """Where a delivery goes. Only for the driver's own sheet: it holds a confidential partner's address.

    Attributes:
        confidential: nobody else may see it.
        lines: the address, line by line.
        phone: of the main contact, else of the house.
        rules: for visitors, in words.
        abroad: it is in another country.
    """

    confidential: bool
    lines: tuple[str, ...]
    phone: str
    rules: str
    abroad: bool = False


@dataclass(frozen=True, slots=True)
class TraceRow:
    """A gift on its way from a donor to a partner: ``partner`` got ``quantity`` of what ``donor`` gave."""

    id: int
    on: datetime | None
    donor: str
    item: str
    quantity: int
    unit: str
    partner: str


def list_deliveries(
    connection: Connection, campaign_id: int | None = None, delivery_id: int | None = None
) -> list[DeliveryRow]:
    """Deliveries, those to go first at the top: of a campaign, or a single one."""
    driver = case((Delivery.by_courier, "courier"), else_=func.coalesce(full_name(Person), ""))
    query: Select[*tuple[Any, ...]] = (
        select(
            Delivery.id,
            Delivery.partner_id,
            Delivery.driver_id,
            Delivery.from_at,
            Delivery.until_at,
            Delivery.by_courier,
            Delivery.status,
            Delivery.note,
            Delivery.received_by,
            partner_name(Partner).label("partner"),
            is_confidential(Partner.id).label("confidential"),
            driver.label("driver"),
            func.count(DeliveryLine.id).label("lines"),
            *mixed_columns(func.coalesce(DeliveryLine.quantity, 0), "brought"),
            *mixed_columns(func.coalesce(DeliveryLine.delivered, 0), "taken"),
        )
        .join_from(Delivery, Partner, Partner.id == Delivery.partner_id)
        .outerjoin(Person, Person.id == Delivery.driver_id)
        .outerjoin(DeliveryLine, DeliveryLine.delivery_id == Delivery.id)
        .outerjoin(Lot, Lot.id == DeliveryLine.lot_id)
        .outerjoin(Item, Item.id == Lot.item_id)
        .group_by(Delivery.id)
        .order_by(Delivery.from_at.is_(None), Delivery.from_at, Delivery.id)
    )
    if campaign_id is not None:
        query = query.where(Delivery.campaign_id == campaign_id)
    if delivery_id is not None:
        query = query.where(Delivery.id == delivery_id)
    made = {"things": read_mixed("brought"), "delivered": read_mixed("taken")}
    return fill_rows(DeliveryRow, connection.execute(query), **made)


def list_delivery_lines(connection: Connection, delivery_id: int) -> list[DeliveryLineRow]:
    """The lines of a delivery in the order of picking: by place, then item, then what expires first."""
    mine = select(DeliveryLine.lot_id).where(DeliveryLine.delivery_id == delivery_id)
    left = select(Movement.lot_id, func.sum(stock_effect()).label("quantity"))
    stock = left.where(Movement.lot_id.in_(mine)).group_by(Movement.lot_id).subquery()
    aside = select_allocated().where(Allocation.lot_id.in_(mine)).subquery()
    query: Select[*tuple[Any, ...]] = (
        select(
            DeliveryLine.id,
            DeliveryLine.lot_id,
            Item.name.label("item"),
            Item.unit,
            Lot.size,
            DeliveryLine.quantity,
            DeliveryLine.delivered,
            DeliveryLine.outcome,
            DeliveryLine.note,
            func.coalesce(StorageLocation.name, "").label("location"),
            Lot.use_by,
            Lot.best_before,
            Item.allergens,
            Item.pack_name,
            Item.pack_size,
            Lot.frozen_on,
            Item.storage,
            Item.kosher_kind,
            DeliveryLine.allocation_id,
            Lot.recalled,
            Lot.to_check,
            Lot.condition,
            (func.coalesce(stock.c.quantity, 0) - func.coalesce(aside.c.quantity, 0)).label("free"),
        )
        .join_from(DeliveryLine, Lot, Lot.id == DeliveryLine.lot_id)
        .join(Item, Item.id == Lot.item_id)
        .outerjoin(stock, stock.c.lot_id == Lot.id)
        .outerjoin(aside, aside.c.lot_id == Lot.id)
        .outerjoin(StorageLocation, StorageLocation.id == Lot.location_id)
        .where(DeliveryLine.delivery_id == delivery_id)
        .order_by(
            func.lower(func.coalesce(StorageLocation.name, "")),
            func.lower(Item.name),
            *expiry_order(),
            DeliveryLine.id,
        )
    )
    stopped = (_stopped_line, "outcome", "recalled", "to_check", "condition")
    return fill_rows(DeliveryLineRow, connection.execute(query), stopped=stopped)


def _stopped_line(outcome: Outcome, recalled: str, to_check: str, condition: ItemCondition) -> str:
    return why_stopped(recalled, to_check, condition) if outcome is Outcome.PLANNED else ""


def read_delivery_address(connection: Connection, delivery_id: int) -> DoorFacts | None:
    """Where a delivery goes; None where it is gone."""
    contact = (
        select(best_phone(Person))
        .join_from(PartnerContact, Person, Person.id == PartnerContact.person_id)
        .join(Delivery, Delivery.partner_id == PartnerContact.partner_id)
        .where(Delivery.id == delivery_id)
        .order_by(PartnerContact.is_main.desc(), PartnerContact.id)
    )
    house = select(Partner.__table__, is_confidential(Partner.id).label("hidden")).join(
        Delivery, Delivery.partner_id == Partner.id
    )
    row = connection.execute(house.where(Delivery.id == delivery_id)).first()
    if row is None:
        return None
    phone = connection.execute(contact).scalar() or row.phone
    address = address_lines(row.address, row.postcode, row.country)
    return DoorFacts(row.hidden, address, phone, row.visiting_rules, is_abroad(row.country))


def trace_partner_goods(connection: Connection, partner_id: int) -> list[TraceRow]:
    """What a partner got, and from whom."""
    return _trace(connection, [Delivery.partner_id == partner_id])


def _trace(connection: Connection, where: Sequence[ColumnElement[bool]]) -> list[TraceRow]:
    giver = aliased(Partner)
    handed_over = handed_over_at()
    rows = connection.execute(
        select(
            DeliveryLine.id,
            handed_over.label("on"),
            donor_name(giver).label("donor"),
            Item.name.label("item"),
            DeliveryLine.delivered.label("quantity"),
            Item.unit,
            partner_name(Partner).label("partner"),
        )
        .join_from(DeliveryLine, Delivery, Delivery.id == DeliveryLine.delivery_id)
        .join(Partner, Partner.id == Delivery.partner_id)
        .join(Lot, Lot.id == DeliveryLine.lot_id)
        .join(Item, Item.id == Lot.item_id)
        .outerjoin(Donation, Donation.id == Lot.donation_id)
        .outerjoin(Person, Person.id == Donation.donor_person_id)
        .outerjoin(Household, Household.id == Donation.donor_household_id)
        .outerjoin(Group, Group.id == Donation.donor_group_id)
        .outerjoin(giver, giver.id == Donation.donor_partner_id)
        .where(DeliveryLine.delivered > 0, *where)
        .order_by(handed_over, DeliveryLine.id)
    )
    return fill_rows(TraceRow, rows)
