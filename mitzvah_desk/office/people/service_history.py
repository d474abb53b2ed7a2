"""What persons, households and groups did and gave, and when they were thanked."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time

from sqlalchemy import ColumnElement, Connection, func, literal, or_, select

from mitzvah_desk.model import (
    Assignment,
    AssignmentStatus,
    Campaign,
    Donation,
    GiftMethod,
    Item,
    Letter,
    Lot,
    MoneyGift,
    Movement,
    Project,
    Role,
    Shift,
)
from mitzvah_desk.model.expressions import served_minutes
from mitzvah_desk.model.goods import BROUGHT_IN
from mitzvah_desk.office.core.rows import fill_rows
from mitzvah_desk.rules.fields.parsing import format_money


@dataclass(frozen=True, slots=True)
class ServingRow:
    """One shift of a person or group."""

    id: int
    project_id: int
    project: str
    campaign: str
    role: str
    starts_at: datetime | None
    ends_at: datetime | None
    status: AssignmentStatus
    minutes: int | None


@dataclass(frozen=True, slots=True)
class GivingRow:
    """One thing a person or household gave, or a gift of money.

    Attributes:
        id: the lot's; a gift of money has its own as a negative number.
        donation_id: with what it came; 0 for money.
        on: when.
        item: what, or how much money in words.
        quantity: how many; 0 for money.
        unit: in what it is counted.
        campaign: the campaign's name.
    """

    id: int
    donation_id: int
    on: datetime
    item: str
    quantity: int
    unit: str
    campaign: str


@dataclass(frozen=True, slots=True)
class ThankedRow:
    """One letter of thanks."""

    id: int
    on: date
    how: str
    campaign: str


def list_service_history(
    connection: Connection, *, person_id: int | None = None, group_id: int | None = None
) -> list[ServingRow]:
    """The shifts of a person or a group, the newest first."""
    whose = Assignment.person_id == person_id if person_id is not None else Assignment.group_id == group_id
    rows = connection.execute(
        select(
            Assignment.id,
            Shift.project_id,
            Project.title.label("project"),
            Campaign.name.label("campaign"),
            Role.name.label("role"),
            Shift.starts_at,
            Shift.ends_at,
            Assignment.status,
            served_minutes().label("minutes"),
        )
        .join_from(Assignment, Shift, Shift.id == Assignment.shift_id)
        .join(Role, Role.id == Shift.role_id)
        .join(Project, Project.id == Shift.project_id)
        .join(Campaign, Campaign.id == Project.campaign_id)
        .where(whose)
        .order_by(Campaign.main_day.desc(), Shift.starts_at)
    )
    return fill_rows(ServingRow, rows)


def list_giving_history(
    connection: Connection,
    *,
    person_id: int | None = None,
    household_id: int | None = None,
    group_id: int | None = None,
) -> list[GivingRow]:
    """The goods and money that a person gave (and their household, where asked), or a group; newest first."""
    donors = {"person": person_id, "household": household_id, "group": group_id}
    rows = connection.execute(
        select(
            Lot.id,
            Lot.donation_id,
            Donation.received_at.label("on"),
            Item.name.label("item"),
            func.sum(Movement.quantity).label("quantity"),
            Item.unit,
            Campaign.name.label("campaign"),
        )
        .join_from(Donation, Lot, Lot.donation_id == Donation.id)
        .join(Item, Item.id == Lot.item_id)
        .join(Movement, Movement.lot_id == Lot.id)
        .join(Campaign, Campaign.id == Donation.campaign_id)
        .where(_given_by(Donation, donors), Movement.kind.in_(BROUGHT_IN))
        .group_by(Lot.id)
        .order_by(Donation.received_at.desc(), Lot.id)
    )
    goods = fill_rows(GivingRow, rows)
    money = connection.execute(
        select(
            (-MoneyGift.id).label("id"),
            literal(0).label("donation_id"),
            MoneyGift.on_day,
            MoneyGift.amount_pence,
            MoneyGift.method,
            literal(0).label("quantity"),
            literal("").label("unit"),
            Campaign.name.label("campaign"),
        )
        .join(Campaign, Campaign.id == MoneyGift.campaign_id)
        .where(_given_by(MoneyGift, donors))
        .order_by(MoneyGift.id)
    )
    gifts = fill_rows(
        GivingRow, money, on=(_at_midnight, "on_day"), item=(_describe_money, "amount_pence", "method")
    )
    return sorted([*goods, *gifts], key=lambda row: row.on, reverse=True)


def _at_midnight(day: date) -> datetime:
    return datetime.combine(day, time())


def _describe_money(pence: int, method: GiftMethod) -> str:
    return f"{format_money(pence)}, {method}"


def _given_by(
    table: type[Donation] | type[MoneyGift], donors: Mapping[str, int | None]
) -> ColumnElement[bool]:
    """Whether a gift is of one of some donors, by kind."""
    columns = table.__table__.c
    return or_(*(columns[f"donor_{kind}_id"] == donor for kind, donor in donors.items() if donor is not None))


def list_thanks_sent(
    connection: Connection, kind: str, record_id: int, *, household_id: int | None = None
) -> list[ThankedRow]:
    """The letters of thanks to a person, household, group or partner.

    Args:
        connection: the file.
        kind: ``person``, ``household``, ``group`` or ``partner``.
        record_id: which of them.
        household_id: of a person, who is thanked with it; None where they have none.
    """
    rows = connection.execute(
        select(Letter.id, Letter.thanked_on.label("on"), Letter.how, Campaign.name.label("campaign"))
        .join(Campaign, Campaign.id == Letter.campaign_id)
        .where(or_(getattr(Letter, f"{kind}_id") == record_id, Letter.household_id == (household_id or 0)))
        .order_by(Letter.thanked_on.desc())
    )
    return fill_rows(ThankedRow, rows)
