"""What the papers of a day need beyond a project's rota: people with their shifts, whom to ring."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, func, select
from sqlalchemy.orm import aliased

from mitzvah_desk.model import (
    Assignment,
    AssignmentStatus,
    Campaign,
    Group,
    Partner,
    PartnerContact,
    PartnerRole,
    Person,
    PersonSkill,
    Place,
    Project,
    ProjectKind,
    ProjectPartner,
    ProjectStatus,
    Purpose,
    Role,
    Shift,
    Skill,
)
from mitzvah_desk.model.expressions import (
    allows,
    best_phone,
    called_name,
    full_name,
    is_child_on,
    is_confidential,
    partner_name,
    place_columns,
    shift_day,
    shift_place_id,
)
from mitzvah_desk.office.core.rows import fill_rows
from mitzvah_desk.office.papers.queries.rota_queries import PlaceColumns
from mitzvah_desk.rules.privacy.disclosure import Audience, shift_note
from mitzvah_desk.rules.rota.shift_times import format_times

COMING = (AssignmentStatus.INVITED, AssignmentStatus.CONFIRMED, AssignmentStatus.ATTENDED)
FIRST_AID = "first aid"


@dataclass(frozen=True, slots=True)
class ServingFacts(PlaceColumns):
    """One shift of one person."""

    person_id: int
    known_as: str
    pronouns: str
    family: str
    diet: str
    access_needs: str
    child: bool
    photos: bool
    shift_id: int
    project_id: int
    project: str
    role: str
    starts_at: datetime | None
    ends_at: datetime | None
    note: str
    status: AssignmentStatus
    reserve: bool
    coordinator: str
    coordinator_phone: str
    day_phone: str

    @property
    def times(self) -> str:
        """When it is, in words."""
        return format_times(self.starts_at, self.ends_at)

    def told_note(self, audience: Audience) -> str:
        """What is noted of it, as an audience may see it."""
        return shift_note(self.note, confidential=self.confidential, audience=audience)


@dataclass(frozen=True, slots=True)
class HostFacts:
    """A host partner as it may be shown, whom we know there, and the number to ring."""

    partner: str
    contact: str
    phone: str
    confidential: bool


@dataclass(frozen=True, slots=True)
class FirstAider:
    """Somebody who knows first aid, while they are on a shift."""

    name: str
    phone: str
    starts_at: datetime | None
    ends_at: datetime | None


@dataclass(frozen=True, slots=True)
class SafetyFacts:
    """Whom to ring, and how to get in.

    Attributes:
        access: of the project's place.
        first_aiders: those on its shifts who know first aid, by their start.
        hosts: who hosts the project, alone or with others.
    """

    access: str
    first_aiders: tuple[FirstAider, ...]
    hosts: tuple[HostFacts, ...]


@dataclass(frozen=True, slots=True)
class HouseFacts:
    """A host's rules."""

    name: str
    visitor_limit: int | None
    minimum_age: int | None
    visiting_rules: str
    food_rules: str


def list_serving_people(
    connection: Connection,
    *,
    campaign_id: int | None = None,
    project_id: int | None = None,
    person_id: int | None = None,
    day: date | None = None,
) -> list[ServingFacts]:
    """Persons on shifts that are not cancelled, by name and time; those who declined are left out.

    Args:
        connection: the file.
        campaign_id: only its shifts.
        project_id: only its shifts.
        person_id: only theirs.
        day: only its shifts, and none without a time.
    """
    runs_it = aliased(Person)
    query: Any = (
        select(
            Person.id.label("person_id"),
            called_name(Person).label("known_as"),
            Person.pronouns,
            Person.family,
            Person.diet,
            Person.access_needs,
            is_child_on(shift_day(), Person).label("child"),
            allows(Person.id, Purpose.PHOTO).label("photos"),
            Shift.id.label("shift_id"),
            Project.id.label("project_id"),
            Project.title.label("project"),
            Role.name.label("role"),
            Shift.starts_at,
            Shift.ends_at,
            Shift.note,
            Assignment.status,
            Assignment.reserve,
            func.coalesce(full_name(runs_it), "").label("coordinator"),
            best_phone(runs_it).label("coordinator_phone"),
            Project.day_phone,
            *place_columns(Place),
        )
        .join_from(Assignment, Person, Person.id == Assignment.person_id)
        .join(Shift, Shift.id == Assignment.shift_id)
        .join(Role, Role.id == Shift.role_id)
        .join(Project, Project.id == Shift.project_id)
        .join(Campaign, Campaign.id == Project.campaign_id)
        .outerjoin(runs_it, runs_it.id == Project.coordinator_id)
        .outerjoin(Place, Place.id == shift_place_id())
        .where(Assignment.status.in_(COMING), Project.status != ProjectStatus.CANCELLED)
        .order_by(func.lower(Person.family), func.lower(Person.given), Person.id, Shift.starts_at)
    )
    if campaign_id is not None:
        query = query.where(Project.campaign_id == campaign_id)
    if project_id is not None:
        query = query.where(Project.id == project_id)
    if person_id is not None:
        query = query.where(Person.id == person_id)
    if day is not None:
        query = query.where(func.date(Shift.starts_at) == day.isoformat())
    return fill_rows(ServingFacts, connection.execute(query))


def read_child_care(connection: Connection, project_id: int) -> dict[int, str]:
    """What the desk must know of those on a project's shifts: diet and needs in a line, by person."""
    rows = connection.execute(
        select(Person.id, Person.diet, Person.access_needs)
        .distinct()
        .join_from(Assignment, Person, Person.id == Assignment.person_id)
        .join(Shift, Shift.id == Assignment.shift_id)
        .where(Shift.project_id == project_id)
    )
    told = {row.id: "; ".join(part for part in (row.diet, row.access_needs) if part) for row in rows}
    return {number: words for number, words in told.items() if words}


def list_child_groups(
    connection: Connection, *, campaign_id: int, project_id: int | None = None, day: date | None = None
) -> list[tuple[str, str]]:
    """Groups with children on shifts, each with each of their projects, by name; no child is named."""
    query = (
        select(Group.name, Project.title)
        .distinct()
        .join_from(Assignment, Group, Group.id == Assignment.group_id)
        .join(Shift, Shift.id == Assignment.shift_id)
        .join(Project, Project.id == Shift.project_id)
        .where(
            Project.campaign_id == campaign_id,
            Project.status != ProjectStatus.CANCELLED,
            Assignment.status.in_(COMING),
            Assignment.children > 0,
        )
        .order_by(func.lower(Group.name), Project.title)
    )
    if project_id is not None:
        query = query.where(Project.id == project_id)
    if day is not None:
        query = query.where(func.date(Shift.starts_at) == day.isoformat())
    return [(group, project) for group, project in connection.execute(query)]


@dataclass(frozen=True, slots=True)
class DayProjectRow:
    """A project of a day; ``starts_at`` is its first shift's on that day, None where it has no times."""

    id: int
    title: str
    status: ProjectStatus
    starts_at: datetime | None


def list_day_projects(connection: Connection, campaign_id: int, day: date) -> list[DayProjectRow]:
    """The projects of a campaign that have a shift on a day or are held on it, by title; none cancelled."""
    starts = (
        select(Shift.project_id, func.min(Shift.starts_at, type_=Shift.starts_at.type).label("starts_at"))
        .where(func.date(Shift.starts_at) == day.isoformat())
        .group_by(Shift.project_id)
        .subquery()
    )
    held = func.coalesce(Project.on_day, Campaign.main_day, type_=Campaign.main_day.type) == day
    query = (
        select(Project.id, Project.title, Project.status, starts.c.starts_at)
        .join(Campaign, Campaign.id == Project.campaign_id)
        .outerjoin(starts, starts.c.project_id == Project.id)
        .where(
            Project.campaign_id == campaign_id,
            Project.status != ProjectStatus.CANCELLED,
            held | starts.c.project_id.is_not(None),
        )
        .order_by(func.lower(Project.title))
    )
    return fill_rows(DayProjectRow, connection.execute(query))


def list_safety_points(connection: Connection, project_id: int) -> tuple[str, ...]:
    """The safety points of a project's kind, one by one."""
    text = connection.scalar(
        select(ProjectKind.safety)
        .join_from(Project, ProjectKind, ProjectKind.id == Project.kind_id)
        .where(Project.id == project_id)
    )
    return tuple(line.strip() for line in (text or "").splitlines() if line.strip())


def read_safety_facts(connection: Connection, project_id: int) -> SafetyFacts:
    """Whom to ring at a project, and how to get in."""
    access = connection.execute(
        select(Place.access)
        .join_from(Project, Place, Place.id == Project.place_id)
        .where(Project.id == project_id)
    ).scalar()
    name, number = full_name(Person), best_phone(Person)
    aiders = (
        select(name.label("name"), number.label("phone"), Shift.starts_at, Shift.ends_at)
        .distinct()
        .join_from(Assignment, Person, Person.id == Assignment.person_id)
        .join(Shift, Shift.id == Assignment.shift_id)
        .join(PersonSkill, PersonSkill.person_id == Person.id)
        .join(Skill, Skill.id == PersonSkill.skill_id)
        .where(
            Shift.project_id == project_id,
            Assignment.status.in_(COMING),
            Assignment.reserve.is_(False),
            func.lower(Skill.name) == FIRST_AID,
        )
        .order_by(Shift.starts_at.is_(None), Shift.starts_at, name)
    )
    hosts = (
        select(
            partner_name(Partner).label("partner"),
            func.coalesce(name, "").label("contact"),
            func.coalesce(func.nullif(number, ""), Partner.phone).label("phone"),
            is_confidential(Partner.id).label("confidential"),
        )
        .join_from(ProjectPartner, Partner, Partner.id == ProjectPartner.partner_id)
        .outerjoin(
            PartnerContact, (PartnerContact.partner_id == Partner.id) & PartnerContact.is_main.is_(True)
        )
        .outerjoin(Person, Person.id == PartnerContact.person_id)
        .where(
            ProjectPartner.project_id == project_id,
            ProjectPartner.role.in_((PartnerRole.HOST, PartnerRole.CO_HOST)),
        )
        .order_by(ProjectPartner.id)
    )
    return SafetyFacts(
        access or "",
        tuple(fill_rows(FirstAider, connection.execute(aiders))),
        tuple(fill_rows(HostFacts, connection.execute(hosts))),
    )


def list_host_facts(connection: Connection, project_id: int) -> list[HouseFacts]:
    """The rules of those who host a project."""
    query = (
        select(
            partner_name(Partner).label("name"),
            Partner.visitor_limit,
            Partner.minimum_age,
            Partner.visiting_rules,
            Partner.food_rules,
        )
        .join_from(ProjectPartner, Partner, Partner.id == ProjectPartner.partner_id)
        .where(ProjectPartner.project_id == project_id, ProjectPartner.role == PartnerRole.HOST)
        .order_by(ProjectPartner.id)
    )
    return fill_rows(HouseFacts, connection.execute(query))
