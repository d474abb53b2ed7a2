"""Projects: their list and their pages."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Select, func, select

from mitzvah_desk.model import (
    Assignment,
    AssignmentStatus,
    Campaign,
    Group,
    MoneyGift,
    Person,
    Place,
    Project,
    ProjectKind,
    ProjectStatus,
    Role,
    Shift,
)
from mitzvah_desk.model.expressions import best_phone, full_name, is_confidential
from mitzvah_desk.office.core.lookup import Option
from mitzvah_desk.office.core.rows import fill_row, fill_rows
from mitzvah_desk.office.rota.head_counts import ASKED, CONFIRMED, SERVING
from mitzvah_desk.rules.privacy.disclosure import place_name
from mitzvah_desk.rules.rota.shift_times import format_day_and_times
from mitzvah_desk.rules.rota.staffing import Staffing, count_staffing

_FIGURES = ("confirmed", "asked", "gap", "over")


@dataclass(frozen=True, slots=True)
class ProjectRow:
    """A line of the list of projects."""

    id: int
    title: str
    kind: str
    status: ProjectStatus
    day: date
    place: str
    coordinator: str
    shifts: int
    staffing: Staffing


@dataclass(frozen=True, slots=True)
class ProjectDetails:
    """A project's own fields, and the money given to it so far."""

    id: int
    campaign_id: int
    title: str
    kind_id: int | None
    status: ProjectStatus
    coordinator_id: int | None
    place_id: int | None
    on_day: date | None
    summary: str
    note: str
    target_pence: int | None
    target_count: int | None
    target_unit: str
    made_count: int | None
    outcome: str
    serves_food: bool
    day_phone: str
    main_day: date
    given_pence: int


@dataclass(frozen=True, slots=True)
class ProjectShiftRow:
    """A shift in the table of a project's page."""

    id: int
    role_id: int
    role: str
    starts_at: datetime | None
    ends_at: datetime | None
    open_ended: bool
    place_id: int | None
    place: str
    minimum: int
    maximum: int
    note: str
    confirmed: int
    asked: int

    @property
    def staffing(self) -> Staffing:
        """How it stands."""
        return count_staffing(self.confirmed, self.asked, self.minimum, self.maximum)


@dataclass(frozen=True, slots=True)
class AssignmentRow:
    """Somebody, or a group, on one of a project's shifts."""

    id: int
    shift_id: int
    person_id: int | None
    group_id: int | None
    name: str
    adults: int
    children: int
    status: AssignmentStatus
    reserve: bool
    phone: str
    reason: str


def list_projects(connection: Connection, campaign_id: int) -> list[ProjectRow]:
    """The projects of a campaign, with how many shifts each has and how they stand."""
    on_shift = (
        select(Assignment.shift_id, CONFIRMED.label("confirmed"), ASKED.label("asked"))
        .where(SERVING)
        .group_by(Assignment.shift_id)
        .subquery()
    )
    sure, unsure = func.coalesce(on_shift.c.confirmed, 0), func.coalesce(on_shift.c.asked, 0)
    shifts = (
        select(
            Shift.project_id,
            func.count().label("shifts"),
            func.sum(sure).label("confirmed"),
            func.sum(unsure).label("asked"),
            func.sum(func.max(Shift.minimum - sure - unsure, 0)).label("gap"),
            func.sum(func.max(sure + unsure - Shift.maximum, 0)).label("over"),
        )
        .outerjoin(on_shift, on_shift.c.shift_id == Shift.id)
        .group_by(Shift.project_id)
        .subquery()
    )
    query: Select[*tuple[Any, ...]] = (
        select(
            Project.id,
            Project.title,
            func.coalesce(ProjectKind.name, "").label("kind"),
            Project.status,
            func.coalesce(Project.on_day, Campaign.main_day, type_=Campaign.main_day.type).label("day"),
            func.coalesce(Place.name, "").label("place"),
            func.coalesce(full_name(Person), "").label("coordinator"),
            func.coalesce(shifts.c.shifts, 0).label("shifts"),
            *(func.coalesce(shifts.c[name], 0).label(name) for name in _FIGURES),
            is_confidential(Place.partner_id).label("confidential"),
        )
        .join(Campaign, Campaign.id == Project.campaign_id)
        .outerjoin(ProjectKind, ProjectKind.id == Project.kind_id)
        .outerjoin(Place, Place.id == Project.place_id)
        .outerjoin(Person, Person.id == Project.coordinator_id)
        .outerjoin(shifts, shifts.c.project_id == Project.id)
        .where(Project.campaign_id == campaign_id)
    )
    return fill_rows(
        ProjectRow,
        connection.execute(query),
        place=(place_name, "place", "confidential"),
        staffing=(Staffing, *_FIGURES),
    )


def read_project(connection: Connection, project_id: int) -> ProjectDetails | None:
    """A project's own fields; None where it is gone."""
    given = (
        select(func.coalesce(func.sum(MoneyGift.amount_pence), 0))
        .where(MoneyGift.project_id == project_id)
        .scalar_subquery()
    )
    found = connection.execute(
        select(Project.__table__, Campaign.main_day, given.label("given_pence"))
        .join(Campaign, Campaign.id == Project.campaign_id)
        .where(Project.id == project_id)
    )
    return fill_row(ProjectDetails, found)


def list_shift_options(connection: Connection, campaign_id: int) -> list[Option]:
    """The shifts of a campaign for a picker: role and project, then day and time; the first comes first."""
    rows = connection.execute(
        select(
            Shift.id,
            func.coalesce(Role.name, "").label("role"),
            Project.title,
            Shift.starts_at,
            Shift.ends_at,
        )
        .join(Project, Project.id == Shift.project_id)
        .outerjoin(Role, Role.id == Shift.role_id)
        .where(Project.campaign_id == campaign_id)
        .order_by(Shift.starts_at.is_(None), Shift.starts_at, func.lower(Project.title), Shift.id)
    )
    return [
        Option(
            row.id,
            ", ".join(filter(None, (row.role, row.title))),
            format_day_and_times(row.starts_at, row.ends_at),
        )
        for row in rows
    ]


def list_project_shifts(connection: Connection, project_id: int) -> list[ProjectShiftRow]:
    """A project's shifts in order of time, those without a time last."""
    confirmed, asked = (
        select(heads).where(Assignment.shift_id == Shift.id, SERVING).correlate(Shift).scalar_subquery()
        for heads in (CONFIRMED, ASKED)
    )
    query: Select[*tuple[Any, ...]] = (
        select(
            Shift.id,
            Shift.role_id,
            Role.name.label("role"),
            Shift.starts_at,
            Shift.ends_at,
            Shift.open_ended,
            Shift.place_id,
            func.coalesce(Place.name, "").label("place"),
            Shift.minimum,
            Shift.maximum,
            Shift.note,
            confirmed.label("confirmed"),
            asked.label("asked"),
            is_confidential(Place.partner_id).label("confidential"),
        )
        .join_from(Shift, Role, Role.id == Shift.role_id)
        .outerjoin(Place, Place.id == Shift.place_id)
        .where(Shift.project_id == project_id)
        .order_by(Shift.starts_at.is_(None), Shift.starts_at, Role.name, Shift.id)
    )
    return fill_rows(ProjectShiftRow, connection.execute(query), place=(place_name, "place", "confidential"))


def list_assignments(connection: Connection, project_id: int) -> list[AssignmentRow]:
    """Everybody on a project's shifts, reserves last, by family name."""
    rows = connection.execute(
        select(
            Assignment.id,
            Assignment.shift_id,
            Assignment.person_id,
            Assignment.group_id,
            func.coalesce(full_name(Person), Group.name).label("name"),
            Assignment.adults,
            Assignment.children,
            Assignment.status,
            Assignment.reserve,
            best_phone(Person).label("phone"),
            Assignment.override_reason.label("reason"),
        )
        .join_from(Assignment, Shift, Shift.id == Assignment.shift_id)
        .outerjoin(Person, Person.id == Assignment.person_id)
        .outerjoin(Group, Group.id == Assignment.group_id)
        .where(Shift.project_id == project_id)
        .order_by(Assignment.reserve, func.lower(Person.family), func.lower(Person.given))
    )
    return fill_rows(AssignmentRow, rows)
