"""A recall: which lots it is about, what of them is still here, where the rest went, and who was rung.

``lots.Recall`` stops lots, whether anything is left of them or not.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, case, func, select

from mitzvah_desk.model import (
    Allocation,
    Delivery,
    DeliveryLine,
    DeliveryStatus,
    Donation,
    Group,
    Household,
    Item,
    Lot,
    Movement,
    MovementKind,
    Partner,
    Person,
    Request,
)
from mitzvah_desk.model.expressions import donor_name, full_name, partner_name
from mitzvah_desk.office.core.rows import fill_rows
from mitzvah_desk.office.goods.stock_ledger import (
    is_handed_over,
    select_allocated,
    stock_effect,
)
from mitzvah_desk.rules.goods.stopped import why_stopped


@dataclass(frozen=True, slots=True)
class RecallSearch:
    """What a recall is about; everything that is said must fit.

    Attributes:
        donor: who gave it, such as ``("household", 7)``.
        item_id: what it is.
        batch: the maker's lot number, or a part of it.
        since: received on this day or later.
        until: received on this day or before.
        lot_ids: exactly these lots; any where None.
    """

    donor: tuple[str, int] | None = None
    item_id: int | None = None
    batch: str = ""
    since: date | None = None
    until: date | None = None
    lot_ids: tuple[int, ...] | None = None

    @property
    def is_empty(self) -> bool:
        """Whether nothing is said at all."""
        return self == RecallSearch()


@dataclass(frozen=True, slots=True)
class RecallLotRow:
    """A lot that may be bad, whether something of it is left or not.

    Attributes:
        id: its number.
        item_id: the item of the catalogue.
        item: its name.
        size: such as ``newborn``.
        batch: the maker's lot number.
        use_by: never to be eaten after it.
        best_before: better eaten before it.
        frozen_on: the day on which it was frozen.
        donor: who gave it, a confidential partner by its code name.
        received_at: when it came in.
        left: how many are still here.
        aside: how many of those are set aside for partners.
        gone: how many partners have.
        used: how many projects used.
        unit: in what it is counted.
        stopped: why it must not go out; empty where it may.
        recalled: why it was recalled; empty where it was not.
    """

    id: int
    item_id: int
    item: str
    size: str
    batch: str
    use_by: date | None
    best_before: date | None
    frozen_on: date | None
    donor: str
    received_at: datetime | None
    left: int
    aside: int
    gone: int
    used: int
    unit: str
    stopped: str
    recalled: str


@dataclass(frozen=True, slots=True)
class HeldPart:
    """Goods of a lot that are set aside, and the delivery on which they are.

    Attributes:
        id: of what is set aside.
        lot_id: the lot.
        item: what it is.
        quantity: how many.
        unit: in what it is counted.
        partner_id: for whom.
        partner: by name, or code name.
        delivery_id: the delivery on which they are; None where on none.
        from_at: when it goes.
        status: how far it is.
        driver: who drives.
        stopped: why they must not go.
    """

    id: int
    lot_id: int
    item: str
    quantity: int
    unit: str
    partner_id: int
    partner: str
    delivery_id: int | None
    from_at: datetime | None
    status: DeliveryStatus | None
    driver: str
    stopped: str


def find_recall_lots(connection: Connection, search: RecallSearch) -> list[RecallLotRow]:
    """The lots that a recall is about, also where nothing of them is left; the newest first."""
    moved = (
        select(
            Movement.lot_id,
            func.sum(stock_effect()).label("left"),
            func.sum(_of_kind(MovementKind.USED)).label("used"),
            func.sum(_of_kind(MovementKind.DELIVERED) - _of_kind(MovementKind.RETURNED)).label("gone"),
            func.min(Movement.at, type_=Movement.at.type).label("at"),
        )
        .group_by(Movement.lot_id)
        .subquery()
    )
    aside = select_allocated().subquery()
    donor = case((Donation.id.is_not(None), donor_name(Partner)), else_="")
    came = func.coalesce(Donation.received_at, moved.c.at, type_=Movement.at.type)
    query: Select[*tuple[Any, ...]] = (
        select(
            Lot.id,
            Lot.item_id,
            Item.name.label("item"),
            Lot.size,
            Lot.batch,
            Lot.use_by,
            Lot.best_before,
            Lot.frozen_on,
            donor.label("donor"),
            came.label("received_at"),
            moved.c.left,
            func.coalesce(aside.c.quantity, 0).label("aside"),
            moved.c.gone,
            moved.c.used,
            Item.unit,
            Lot.recalled,
            Lot.to_check,
            Lot.condition,
        )
        .join_from(Lot, Item, Item.id == Lot.item_id)
        .join(moved, moved.c.lot_id == Lot.id)
        .outerjoin(aside, aside.c.lot_id == Lot.id)
        .outerjoin(Donation, Donation.id == Lot.donation_id)
        .outerjoin(Person, Person.id == Donation.donor_person_id)
        .outerjoin(Household, Household.id == Donation.donor_household_id)
        .outerjoin(Group, Group.id == Donation.donor_group_id)
        .outerjoin(Partner, Partner.id == Donation.donor_partner_id)
        .where(*_fits(search, came))
        .order_by(came.desc(), Lot.id.desc())
    )
    return fill_rows(
        RecallLotRow,
        connection.execute(query),
        stopped=(why_stopped, "recalled", "to_check", "condition"),
    )


def list_recalled_lots(connection: Connection) -> tuple[int, ...]:
    """The lots that are recalled now."""
    return tuple(connection.execute(select(Lot.id).where(Lot.recalled != "").order_by(Lot.id)).scalars())


def list_held_parts(connection: Connection, lot_ids: Sequence[int]) -> list[HeldPart]:
    """What of lots is set aside and was not handed over yet; what goes first at the top."""
    driver = case((Delivery.by_courier, "courier"), else_=func.coalesce(full_name(Person), ""))
    query: Select[*tuple[Any, ...]] = (
        select(
            Allocation.id,
            Allocation.lot_id,
            Item.name.label("item"),
            Allocation.quantity,
            Item.unit,
            Request.partner_id,
            partner_name(Partner).label("partner"),
            Delivery.id.label("delivery_id"),
            Delivery.from_at,
            Delivery.status,
            case((Delivery.id.is_not(None), driver), else_="").label("driver"),
            Lot.recalled,
            Lot.to_check,
            Lot.condition,
        )
        .join_from(Allocation, Lot, Lot.id == Allocation.lot_id)
        .join(Item, Item.id == Lot.item_id)
        .join(Request, Request.id == Allocation.request_id)
        .join(Partner, Partner.id == Request.partner_id)
        .outerjoin(DeliveryLine, DeliveryLine.allocation_id == Allocation.id)
        .outerjoin(Delivery, Delivery.id == DeliveryLine.delivery_id)
        .outerjoin(Person, Person.id == Delivery.driver_id)
        .where(Allocation.lot_id.in_(lot_ids), ~is_handed_over())
        .order_by(Delivery.id.is_(None), Delivery.from_at.is_(None), Delivery.from_at, Allocation.id)
    )
    return fill_rows(
        HeldPart, connection.execute(query), stopped=(why_stopped, "recalled", "to_check", "condition")
    )


def _of_kind(kind: MovementKind) -> ColumnElement[int]:
    return case((Movement.kind == kind, Movement.quantity), else_=0)


def _fits(search: RecallSearch, came: ColumnElement[Any]) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if search.donor is not None:
        found.append(getattr(Donation, f"donor_{search.donor[0]}_id") == search.donor[1])
    if search.item_id is not None:
        found.append(Lot.item_id == search.item_id)
    if batch := "".join(search.batch.split()).lower():
        found.append(func.lower(func.replace(Lot.batch, " ", "")).contains(batch, autoescape=True))
    if search.since is not None:
        found.append(came >= datetime.combine(search.since, time()))
    if search.until is not None:
        found.append(came < datetime.combine(search.until + timedelta(days=1), time()))
    if search.lot_ids is not None:
        found.append(Lot.id.in_(search.lot_ids))
    return found
