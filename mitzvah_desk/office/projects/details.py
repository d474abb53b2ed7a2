"""What belongs to a project: partners, programme, materials, guests, what was said, goods."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, select
from sqlalchemy.orm import aliased
from sqlalchemy.sql.selectable import ScalarSelect

from mitzvah_desk.model import (
    Donation,
    GuestOfHonour,
    GuestParty,
    Item,
    Lot,
    Material,
    Movement,
    MovementKind,
    Partner,
    PartnerRole,
    Person,
    ProgrammeItem,
    ProjectPartner,
    Quotation,
)
from mitzvah_desk.model.expressions import full_name, partner_name
from mitzvah_desk.model.goods import BROUGHT_IN
from mitzvah_desk.office.core.lookup import Option
from mitzvah_desk.office.core.rows import fill_rows
from mitzvah_desk.rules.fields.parsing import format_clock_time
from mitzvah_desk.rules.findings import Finding
from mitzvah_desk.rules.rota.session_places import check_places, describe_places


@dataclass(frozen=True, slots=True)
class ProjectPartnerRow:
    """A partner's part in a project."""

    id: int
    partner_id: int
    name: str
    role: PartnerRole


@dataclass(frozen=True, slots=True)
class ProgrammeRow:
    """An act of the programme."""

    id: int
    position: int
    starts_at: datetime | None
    minutes: int | None
    title: str
    performer: str
    places: int | None
    booked: int
    note: str

    @property
    def taken(self) -> str:
        """How many of its places are taken: ``7 of 12``; empty where it has none to take."""
        return describe_places(self.booked, self.places)


@dataclass(frozen=True, slots=True)
class MaterialRow:
    """Something to have to hand."""

    id: int
    name: str
    quantity: int | None
    ready: bool


@dataclass(frozen=True, slots=True)
class GuestRow:
    """Guests who are served: a head count, never names."""

    id: int
    label: str
    heads: int
    diet: str
    access_needs: str
    programme_item_id: int | None
    session: str


@dataclass(frozen=True, slots=True)
class HonourRow:
    """A guest of honour and who looks after them."""

    id: int
    person_id: int
    name: str
    position: str
    arrives_at: datetime | None
    host_id: int | None
    host: str
    note: str


@dataclass(frozen=True, slots=True)
class QuotationRow:
    """What somebody said."""

    id: int
    words: str
    said_by: str
    may_print: bool


@dataclass(frozen=True, slots=True)
class GoodsRow:
    """What came in for a project, or was made or used by it."""

    id: int
    kind: MovementKind
    item: str
    quantity: int
    at: datetime
    lot_id: int
    unit: str


def list_project_partners(connection: Connection, project_id: int) -> list[ProjectPartnerRow]:
    """The partners of a project with their parts, in the order they were added."""
    rows = connection.execute(
        select(
            ProjectPartner.id,
            ProjectPartner.partner_id,
            partner_name(Partner).label("name"),
            ProjectPartner.role,
        )
        .join_from(ProjectPartner, Partner, Partner.id == ProjectPartner.partner_id)
        .where(ProjectPartner.project_id == project_id)
        .order_by(ProjectPartner.id)
    )
    return fill_rows(ProjectPartnerRow, rows)


def booked_places() -> ScalarSelect[int]:
    """How many guests have booked a session of the programme."""
    return (
        select(func.coalesce(func.sum(GuestParty.heads), 0))
        .where(GuestParty.programme_item_id == ProgrammeItem.id)
        .scalar_subquery()
    )


def list_session_options(connection: Connection, project_id: int) -> list[Option]:
    """The sessions that guests of a project may book, in the order of its programme."""
    return [
        Option(
            row.id,
            row.title,
            " · ".join(part for part in (format_clock_time(row.starts_at), row.taken) if part),
        )
        for row in list_programme(connection, project_id)
    ]


def find_overbooked_sessions(connection: Connection, project_id: int) -> list[Finding]:
    """What is said of sessions that more guests have booked than have places."""
    rows = list_programme(connection, project_id)
    found = (check_places(row.title, row.booked, row.places) for row in rows)
    return [finding for finding in found if finding is not None]


def list_programme(connection: Connection, project_id: int) -> list[ProgrammeRow]:
    """The acts of a project's programme in their order."""
    rows = connection.execute(
        select(
            ProgrammeItem.id,
            ProgrammeItem.position,
            ProgrammeItem.starts_at,
            ProgrammeItem.minutes,
            ProgrammeItem.title,
            ProgrammeItem.performer,
            ProgrammeItem.places,
            booked_places().label("booked"),
            ProgrammeItem.note,
        )
        .where(ProgrammeItem.project_id == project_id)
        .order_by(ProgrammeItem.position, ProgrammeItem.id)
    )
    return fill_rows(ProgrammeRow, rows)


def list_materials(connection: Connection, project_id: int) -> list[MaterialRow]:
    """The materials of a project, in the order they were typed."""
    rows = connection.execute(
        select(Material.id, Material.name, Material.quantity, Material.ready)
        .where(Material.project_id == project_id)
        .order_by(Material.id)
    )
    return fill_rows(MaterialRow, rows)


def list_guests(connection: Connection, project_id: int) -> list[GuestRow]:
    """Who is served at a project, as head counts."""
    rows = connection.execute(
        select(
            GuestParty.id,
            GuestParty.label,
            GuestParty.heads,
            GuestParty.diet,
            GuestParty.access_needs,
            GuestParty.programme_item_id,
            func.coalesce(ProgrammeItem.title, "").label("session"),
        )
        .outerjoin(ProgrammeItem, ProgrammeItem.id == GuestParty.programme_item_id)
        .where(GuestParty.project_id == project_id)
        .order_by(GuestParty.id)
    )
    return fill_rows(GuestRow, rows)


def list_guests_of_honour(connection: Connection, project_id: int) -> list[HonourRow]:
    """The guests of honour of a project in the order they arrive."""
    host = aliased(Person)
    rows = connection.execute(
        select(
            GuestOfHonour.id,
            GuestOfHonour.person_id,
            func.trim(Person.title + " " + full_name(Person)).label("name"),
            Person.position,
            GuestOfHonour.arrives_at,
            GuestOfHonour.host_id,
            func.coalesce(full_name(host), "").label("host"),
            GuestOfHonour.note,
        )
        .join_from(GuestOfHonour, Person, Person.id == GuestOfHonour.person_id)
        .outerjoin(host, host.id == GuestOfHonour.host_id)
        .where(GuestOfHonour.project_id == project_id)
        .order_by(GuestOfHonour.arrives_at)
    )
    return fill_rows(HonourRow, rows)


def list_quotations(connection: Connection, project_id: int) -> list[QuotationRow]:
    """What was said at a project and by whom, in the order it was typed."""
    name = func.coalesce(func.nullif(Quotation.said_by, ""), full_name(Person), "")
    rows = connection.execute(
        select(Quotation.id, Quotation.words, name.label("said_by"), Quotation.may_print)
        .outerjoin(Person, Person.id == Quotation.person_id)
        .where(Quotation.project_id == project_id)
        .order_by(Quotation.id)
    )
    return fill_rows(QuotationRow, rows)


def list_project_goods(connection: Connection, project_id: int) -> list[GoodsRow]:
    """What was given for a project, made by it and used by it."""
    rows = connection.execute(
        select(
            Movement.id,
            Movement.kind,
            Item.name.label("item"),
            Movement.quantity,
            Movement.at,
            Movement.lot_id,
            Item.unit,
        )
        .join_from(Movement, Lot, Lot.id == Movement.lot_id)
        .join(Item, Item.id == Lot.item_id)
        .outerjoin(Donation, Donation.id == Lot.donation_id)
        .where(
            (Movement.project_id == project_id)
            | ((Donation.project_id == project_id) & Movement.kind.in_(BROUGHT_IN))
        )
        .order_by(Movement.at, Movement.id)
    )
    return fill_rows(GoodsRow, rows)
