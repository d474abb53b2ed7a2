"""What a project's rota needs, read once for the one who will be shown it."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Select, func, select
from sqlalchemy.orm import aliased
from sqlalchemy.sql.elements import ColumnElement

from mitzvah_desk.model import (
    Assignment,
    AssignmentStatus,
    Campaign,
    Group,
    Material,
    Partner,
    PartnerRole,
    Person,
    Place,
    ProgrammeItem,
    Project,
    ProjectKind,
    ProjectPartner,
    ProjectStatus,
    Role,
    Shift,
)


@dataclass(frozen=True, slots=True)
class PaperPlace:
    """A place as the file knows it; the disclosure rules decide what of it is shown."""

    name: str = ""
    address: str = ""
    postcode: str = ""
    confidential: bool = False


@dataclass(frozen=True, slots=True)
class PaperProject:
    """A project's head."""

    title: str
    kind: str
    status: ProjectStatus
    day: date
    summary: str
    campaign: str
    coordinator: str
    coordinator_phone: str
    place: PaperPlace


@dataclass(frozen=True, slots=True)
class PaperShift:
    """A shift and its place where it is not the project's."""

    id: int
    role: str
    starts_at: datetime | None
    ends_at: datetime | None
    minimum: int
    maximum: int
    note: str
    reason: str
    place: PaperPlace


@dataclass(frozen=True, slots=True)
class HelperFacts:
    """Somebody, or a group, on a shift."""

    shift_id: int
    given: str
    family: str
    group: str
    leader: str
    is_child: bool
    phone: str
    status: AssignmentStatus
    reserve: bool
    adults: int
    children: int
    reason: str


@dataclass(frozen=True, slots=True)
class PaperPartner:
    """A partner's part in a project."""

    name: str
    code_name: str
    confidential: bool
    role: PartnerRole


@dataclass(frozen=True, slots=True)
class ProgrammeFacts:
    """One act of the programme."""

    starts_at: datetime | None
    minutes: int | None
    title: str
    performer: str


@dataclass(frozen=True, slots=True)
class PaperRota:
    """Everything of one project's rota."""

    project: PaperProject
    shifts: tuple[PaperShift, ...]
    helpers: tuple[HelperFacts, ...]
    partners: tuple[PaperPartner, ...]
    programme: tuple[ProgrammeFacts, ...]
    materials: tuple[str, ...]


def read_rota_facts(connection: Connection, project_id: int) -> PaperRota | None:
    """Everything of one project's rota; None where the project is gone."""
    query: Select[*tuple[Any, ...]] = (
        select(
            Project.title,
            func.coalesce(ProjectKind.name, "").label("kind"),
            Project.status,
            func.coalesce(Project.on_day, Campaign.main_day, type_=Campaign.main_day.type).label("day"),
            Project.summary,
            Campaign.name.label("campaign"),
            func.trim(func.coalesce(Person.given + " " + Person.family, "")).label("coordinator"),
            func.coalesce(func.nullif(Person.mobile, ""), Person.phone, "").label("coordinator_phone"),
            *_place_columns(Place, Partner),
        )
        .join(Campaign, Campaign.id == Project.campaign_id)
        .outerjoin(ProjectKind, ProjectKind.id == Project.kind_id)
        .outerjoin(Person, Person.id == Project.coordinator_id)
        .outerjoin(Place, Place.id == Project.place_id)
        .outerjoin(Partner, Partner.id == Place.partner_id)
        .where(Project.id == project_id)
    )
    row = connection.execute(query).first()
    if row is None:
        return None
    return PaperRota(
        PaperProject(row[0], row[1], row[2], row[3], row[4], row[5], row[6], row[7], PaperPlace(*row[8:])),
        _shifts(connection, project_id),
        _helpers(connection, project_id),
        tuple(
            PaperPartner(*partner)
            for partner in connection.execute(
                select(Partner.name, Partner.code_name, Partner.confidential, ProjectPartner.role)
                .join_from(ProjectPartner, Partner, Partner.id == ProjectPartner.partner_id)
                .where(ProjectPartner.project_id == project_id)
                .order_by(ProjectPartner.id)
            )
        ),
        tuple(
            ProgrammeFacts(*item)
            for item in connection.execute(
                select(
                    ProgrammeItem.starts_at,
                    ProgrammeItem.minutes,
                    ProgrammeItem.title,
                    ProgrammeItem.performer,
                )
                .where(ProgrammeItem.project_id == project_id)
                .order_by(ProgrammeItem.position, ProgrammeItem.id)
            )
        ),
        tuple(
            f"{quantity} × {name}" if quantity else name
            for name, quantity in connection.execute(
                select(Material.name, Material.quantity)
                .where(Material.project_id == project_id)
                .order_by(Material.id)
            )
        ),
    )


def _place_columns(place: type[Place], partner: type[Partner]) -> tuple[ColumnElement[Any], ...]:
    return (
        func.coalesce(place.name, "").label("place_name"),
        func.coalesce(place.address, "").label("place_address"),
        func.coalesce(place.postcode, "").label("place_postcode"),
        func.coalesce(partner.confidential, 0, type_=Partner.confidential.type).label("place_confidential"),
    )


def _shifts(connection: Connection, project_id: int) -> tuple[PaperShift, ...]:
    rows = connection.execute(
        select(
            Shift.id,
            Role.name,
            Shift.starts_at,
            Shift.ends_at,
            Shift.minimum,
            Shift.maximum,
            Shift.note,
            Shift.override_reason,
            *_place_columns(Place, Partner),
        )
        .join_from(Shift, Role, Role.id == Shift.role_id)
        .outerjoin(Place, Place.id == Shift.place_id)
        .outerjoin(Partner, Partner.id == Place.partner_id)
        .where(Shift.project_id == project_id)
        .order_by(Shift.starts_at.is_(None), Shift.starts_at, Role.name, Shift.id)
    )
    return tuple(
        PaperShift(row[0], row[1], row[2], row[3], row[4], row[5], row[6], row[7], PaperPlace(*row[8:]))
        for row in rows
    )


def _helpers(connection: Connection, project_id: int) -> tuple[HelperFacts, ...]:
    leader = aliased(Person)
    rows = connection.execute(
        select(
            Assignment.shift_id,
            func.coalesce(func.nullif(Person.known_as, ""), Person.given, ""),
            func.coalesce(Person.family, ""),
            func.coalesce(Group.name, ""),
            func.trim(func.coalesce(leader.given + " " + leader.family, "")),
            func.coalesce(Person.is_child, 0, type_=Person.is_child.type),
            func.coalesce(
                func.nullif(Person.mobile, ""),
                func.nullif(Person.phone, ""),
                func.nullif(leader.mobile, ""),
                leader.phone,
                "",
            ),
            Assignment.status,
            Assignment.reserve,
            Assignment.adults,
            Assignment.children,
            Assignment.override_reason,
        )
        .join_from(Assignment, Shift, Shift.id == Assignment.shift_id)
        .outerjoin(Person, Person.id == Assignment.person_id)
        .outerjoin(Group, Group.id == Assignment.group_id)
        .outerjoin(leader, leader.id == Group.leader_id)
        .where(Shift.project_id == project_id, Assignment.status != AssignmentStatus.DECLINED)
        .order_by(Assignment.reserve, func.lower(Person.family), func.lower(Person.given), Group.name)
    )
    return tuple(HelperFacts(*row) for row in rows)
