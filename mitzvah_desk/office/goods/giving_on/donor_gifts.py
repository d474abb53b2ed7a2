"""Each gift of a donor and where it went: to which partner, into which project, or that it is still here."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, case, func, literal, null, or_, select

from mitzvah_desk.model import (
    Delivery,
    DeliveryLine,
    Donation,
    Item,
    Lot,
    Movement,
    MovementKind,
    Partner,
    Project,
)
from mitzvah_desk.model.expressions import is_confidential, partner_name
from mitzvah_desk.office.goods.stock_ledger import stock_effect

DonorKey = tuple[str, int]
"""Such as ``("group", 7)``; see ``donations.DONORS``."""
STILL_HERE = "still with us"
_LOST = {
    MovementKind.WRITTEN_OFF: "could not be given on",
    MovementKind.COUNTED_LESS: "not found when counting",
}


@dataclass(frozen=True, slots=True)
class DonorGiftRow:
    """A part of a gift that went one way.

    Attributes:
        id: a number of its own within the list.
        given_at: when the gift came.
        item: what, with its size.
        quantity: how many of it went this way.
        unit: in what it is counted.
        went: to which partner, a confidential one by its code name; or what else became of it.
        went_at: when; None while it is still here.
        private: it went to a confidential partner, whom nothing that everybody may read names.
    """

    id: int
    given_at: datetime
    item: str
    quantity: int
    unit: str
    went: str
    went_at: datetime | None
    private: bool


def list_donor_gifts(connection: Connection, *donors: DonorKey) -> list[DonorGiftRow]:
    """Where each gift of a donor went, in the order in which they came.

    Args:
        connection: the file.
        donors: such as ``("person", 3)``; a person and its household may be one.
    """
    mine = _given_by(donors)
    if mine is None:
        return []
    queries = (_to_partners(mine), _to_projects(mine), _lost(mine), _still_here(mine))
    found = [row for query in queries for row in connection.execute(query).all()]
    found.sort(key=lambda row: (row.given_at, row.lot, row.went_at or datetime.max))
    return [
        DonorGiftRow(
            number,
            row.given_at,
            f"{row.item}, {row.size}" if row.size else row.item,
            row.many,
            row.unit,
            row.went,
            row.went_at,
            bool(row.private),
        )
        for number, row in enumerate(found, start=1)
    ]


def _given_by(donors: Sequence[DonorKey]) -> ColumnElement[bool] | None:
    columns: dict[str, ColumnElement[Any]] = {
        "person": Donation.donor_person_id.expression,
        "household": Donation.donor_household_id.expression,
        "group": Donation.donor_group_id.expression,
        "partner": Donation.donor_partner_id.expression,
    }
    mine = [columns[kind] == number for kind, number in donors]
    return or_(*mine) if mine else None


def _gifts(
    mine: ColumnElement[bool],
    many: ColumnElement[Any],
    went: ColumnElement[Any],
    at: ColumnElement[Any],
    private: ColumnElement[Any] | None = None,
) -> Select[Any]:
    return (
        select(
            Lot.id.label("lot"),
            Donation.received_at.label("given_at"),
            Item.name.label("item"),
            Lot.size,
            Item.unit,
            many.label("many"),
            went.label("went"),
            at.label("went_at"),
            (literal(0) if private is None else private).label("private"),
        )
        .select_from(Lot)
        .join(Donation, Donation.id == Lot.donation_id)
        .join(Item, Item.id == Lot.item_id)
        .where(mine)
    )


def _to_partners(mine: ColumnElement[bool]) -> Select[Any]:
    at = (
        select(func.max(Movement.at, type_=Movement.at.type))
        .where(Movement.delivery_line_id == DeliveryLine.id, Movement.kind == MovementKind.DELIVERED)
        .correlate(DeliveryLine)
        .scalar_subquery()
    )
    return (
        _gifts(
            mine, DeliveryLine.delivered.expression, partner_name(Partner), at, is_confidential(Partner.id)
        )
        .join(DeliveryLine, DeliveryLine.lot_id == Lot.id)
        .join(Delivery, Delivery.id == DeliveryLine.delivery_id)
        .join(Partner, Partner.id == Delivery.partner_id)
        .where(DeliveryLine.delivered > 0)
    )


def _to_projects(mine: ColumnElement[bool]) -> Select[Any]:
    words = func.coalesce("used by “" + Project.title + "”", "used")
    return (
        _gifts(mine, func.sum(Movement.quantity), words, func.max(Movement.at, type_=Movement.at.type))
        .join(Movement, Movement.lot_id == Lot.id)
        .outerjoin(Project, Project.id == Movement.project_id)
        .where(Movement.kind == MovementKind.USED)
        .group_by(Lot.id, Movement.project_id)
    )


def _lost(mine: ColumnElement[bool]) -> Select[Any]:
    many, at = func.sum(Movement.quantity), func.max(Movement.at, type_=Movement.at.type)
    words = case(_LOST, value=Movement.kind)
    return (
        _gifts(mine, many, words, at)
        .join(Movement, Movement.lot_id == Lot.id)
        .where(Movement.kind.in_(tuple(_LOST)))
        .group_by(Lot.id, Movement.kind)
    )


def _still_here(mine: ColumnElement[bool]) -> Select[Any]:
    left = func.sum(stock_effect())
    return (
        _gifts(mine, left, literal(STILL_HERE), null())
        .join(Movement, Movement.lot_id == Lot.id)
        .group_by(Lot.id)
        .having(left > 0)
    )
