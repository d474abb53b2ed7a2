"""What persons, households and groups did and gave, and when they were thanked."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, func, or_, select

from mitzvah_desk.model import (
    Assignment,
    AssignmentStatus,
    Campaign,
    Donation,
    Item,
    Letter,
    Lot,
    Movement,
    Project,
    Role,
    Shift,
)
from mitzvah_desk.model.goods import BROUGHT_IN
from mitzvah_desk.office.core.rows import fill_rows


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
    """One thing a person or household gave."""

    id: int
    donation_id: int
    on: datetime
    item: str
    quantity: int
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
            Assignment.minutes_served.label("minutes"),
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
    """What a person gave (and their household, where asked), or a group, the newest first."""
    whose = []
    if person_id is not None:
        whose.append(Donation.donor_person_id == person_id)
    if household_id is not None:
        whose.append(Donation.donor_household_id == household_id)
    if group_id is not None:
        whose.append(Donation.donor_group_id == group_id)
    rows = connection.execute(
        select(
            Lot.id,
            Lot.donation_id,
            Donation.received_at.label("on"),
            Item.name.label("item"),
            func.sum(Movement.quantity).label("quantity"),
            Campaign.name.label("campaign"),
        )
        .join_from(Donation, Lot, Lot.donation_id == Donation.id)
        .join(Item, Item.id == Lot.item_id)
        .join(Movement, Movement.lot_id == Lot.id)
        .join(Campaign, Campaign.id == Donation.campaign_id)
        .where(or_(*whose), Movement.kind.in_(BROUGHT_IN))
        .group_by(Lot.id)
        .order_by(Donation.received_at.desc(), Lot.id)
    )
    return fill_rows(GivingRow, rows)


def list_thanks_sent(connection: Connection, kind: str, record_id: int) -> list[ThankedRow]:
    """The letters of thanks to a person, household, group or partner."""
    rows = connection.execute(
        select(Letter.id, Letter.thanked_on.label("on"), Letter.how, Campaign.name.label("campaign"))
        .join(Campaign, Campaign.id == Letter.campaign_id)
        .where(getattr(Letter, f"{kind}_id") == record_id)
        .order_by(Letter.thanked_on.desc())
    )
    return fill_rows(ThankedRow, rows)
