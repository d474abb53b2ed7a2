"""Partners: their list and their pages. A confidential one goes by its code name, and its places stay out."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, case, func, select
from sqlalchemy.orm import aliased

from mitzvah_desk.model import (
    Campaign,
    ContactHow,
    ContactLog,
    Item,
    Partner,
    PartnerContact,
    PartnerLevel,
    PartnerRole,
    Person,
    Project,
    ProjectPartner,
    Request,
)
from mitzvah_desk.model.expressions import best_phone, full_name, is_confidential, partner_name
from mitzvah_desk.office.core.rows import RecordValues, fill_rows, read_values


@dataclass(frozen=True, slots=True)
class PartnerRow:
    """A line of the list of partners."""

    id: int
    name: str
    level: PartnerLevel
    part_of: str
    what: str
    phone: str
    postcode: str
    contact: str
    confidential: bool
    next_step: str
    next_on: date | None


@dataclass(frozen=True, slots=True)
class PartnerDetails(RecordValues):
    """A partner's own fields, for its own page only.

    Beside its columns: ``shown_name``, the name that may be shown, and ``hidden``, whether it is
    confidential, itself or by what stands above it.
    """


@dataclass(frozen=True, slots=True)
class ContactRow:
    """Somebody we know at a partner."""

    id: int
    person_id: int
    name: str
    job: str
    phone: str
    email: str
    is_main: bool


@dataclass(frozen=True, slots=True)
class LogRow:
    """A conversation with a partner."""

    id: int
    on_day: date
    how: ContactHow
    person_id: int | None
    with_whom: str
    by_whom: str
    summary: str
    next_step: str
    next_on: date | None
    next_done: bool


@dataclass(frozen=True, slots=True)
class NeedRow:
    """Something that a partner would like."""

    id: int
    item_id: int
    item: str
    unit: str
    quantity: int | None
    size: str
    wanted_by: date | None
    note: str
    closed: bool


@dataclass(frozen=True, slots=True)
class PartnerProjectRow:
    """A project with a partner's part in it."""

    id: int
    project_id: int
    project: str
    campaign: str
    role: PartnerRole


@dataclass(frozen=True, slots=True)
class SubRow:
    """A site or home that belongs to a partner."""

    id: int
    name: str
    level: PartnerLevel


def list_partners(connection: Connection) -> list[PartnerRow]:
    """Every partner with its main contact and next step."""
    parent, hidden = aliased(Partner), is_confidential(Partner.id)
    contact = (
        select(
            PartnerContact.partner_id,
            func.min(full_name(Person)).label("name"),
        )
        .join(Person, Person.id == PartnerContact.person_id)
        .where(PartnerContact.is_main)
        .group_by(PartnerContact.partner_id)
        .subquery()
    )
    next_on = func.min(ContactLog.next_on, type_=ContactLog.next_on.type)
    due = (
        select(
            ContactLog.partner_id,
            next_on.label("next_on"),
            ContactLog.next_step,
        )
        .where(ContactLog.next_done.is_(False), ContactLog.next_step != "")
        .group_by(ContactLog.partner_id)
        .subquery()
    )
    rows = connection.execute(
        select(
            Partner.id,
            partner_name(Partner).label("name"),
            Partner.level,
            func.coalesce(partner_name(parent), "").label("part_of"),
            Partner.what,
            case((hidden, ""), else_=Partner.phone).label("phone"),
            case((hidden, ""), else_=Partner.postcode).label("postcode"),
            func.coalesce(contact.c.name, "").label("contact"),
            hidden.label("confidential"),
            func.coalesce(due.c.next_step, "").label("next_step"),
            due.c.next_on,
        )
        .outerjoin(parent, parent.id == Partner.parent_id)
        .outerjoin(contact, contact.c.partner_id == Partner.id)
        .outerjoin(due, due.c.partner_id == Partner.id)
    )
    return fill_rows(PartnerRow, rows)


def read_partner(connection: Connection, partner_id: int) -> PartnerDetails | None:
    """A partner's own fields; None where it is gone."""
    more = (partner_name(Partner).label("shown_name"), is_confidential(Partner.id).label("hidden"))
    found = read_values(connection, Partner, partner_id, *more)
    return None if found is None else PartnerDetails(found.values)


def list_contacts(connection: Connection, partner_id: int) -> list[ContactRow]:
    """Whom we know at a partner, the main contact first."""
    phone = best_phone(Person).label("phone")
    rows = connection.execute(
        select(
            PartnerContact.id,
            PartnerContact.person_id,
            full_name(Person).label("name"),
            PartnerContact.job,
            phone,
            Person.email,
            PartnerContact.is_main,
        )
        .join(Person, Person.id == PartnerContact.person_id)
        .where(PartnerContact.partner_id == partner_id)
        .order_by(PartnerContact.is_main.desc(), Person.family)
    )
    return fill_rows(ContactRow, rows)


def list_conversations(connection: Connection, partner_id: int) -> list[LogRow]:
    """The conversations with a partner, the newest first."""
    rows = connection.execute(
        select(
            ContactLog.id,
            ContactLog.on_day,
            ContactLog.how,
            ContactLog.person_id,
            func.coalesce(full_name(Person), "").label("with_whom"),
            ContactLog.by_whom,
            ContactLog.summary,
            ContactLog.next_step,
            ContactLog.next_on,
            ContactLog.next_done,
        )
        .outerjoin(Person, Person.id == ContactLog.person_id)
        .where(ContactLog.partner_id == partner_id)
        .order_by(ContactLog.on_day.desc(), ContactLog.id.desc())
    )
    return fill_rows(LogRow, rows)


def list_partner_needs(connection: Connection, partner_id: int) -> list[NeedRow]:
    """What a partner would like, open wishes first."""
    rows = connection.execute(
        select(
            Request.id,
            Request.item_id,
            Item.name.label("item"),
            Item.unit,
            Request.quantity,
            Request.size,
            Request.wanted_by,
            Request.note,
            Request.closed,
        )
        .join(Item, Item.id == Request.item_id)
        .where(Request.partner_id == partner_id)
        .order_by(Request.closed, Request.wanted_by, Item.name)
    )
    return fill_rows(NeedRow, rows)


def list_partner_projects(connection: Connection, partner_id: int) -> list[PartnerProjectRow]:
    """The projects in which a partner has a part, the newest campaign first."""
    rows = connection.execute(
        select(
            ProjectPartner.id,
            ProjectPartner.project_id,
            Project.title.label("project"),
            Campaign.name.label("campaign"),
            ProjectPartner.role,
        )
        .join(Project, Project.id == ProjectPartner.project_id)
        .join(Campaign, Campaign.id == Project.campaign_id)
        .where(ProjectPartner.partner_id == partner_id)
        .order_by(Campaign.main_day.desc(), Project.title)
    )
    return fill_rows(PartnerProjectRow, rows)


def list_sub_partners(connection: Connection, partner_id: int) -> list[SubRow]:
    """The sites and homes that belong to a partner."""
    rows = connection.execute(
        select(Partner.id, partner_name(Partner).label("name"), Partner.level)
        .where(Partner.parent_id == partner_id)
        .order_by(partner_name(Partner))
    )
    return fill_rows(SubRow, rows)
