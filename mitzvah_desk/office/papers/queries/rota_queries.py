"""What a project's rota needs, read once for the one who will be shown it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Select, func, select
from sqlalchemy.orm import aliased

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
from mitzvah_desk.model.expressions import (
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
from mitzvah_desk.office.core.office import Office
from mitzvah_desk.office.core.rows import fill_row, fill_rows
from mitzvah_desk.office.papers.print_request import PrintRequest, not_found
from mitzvah_desk.office.projects.details import booked_places
from mitzvah_desk.office.rota.head_counts import ASKED, CONFIRMED, SERVING
from mitzvah_desk.rules.privacy.disclosure import Audience, place_lines, shift_note
from mitzvah_desk.rules.rota.facts import Key, assignee_key
from mitzvah_desk.rules.rota.shift_times import format_day_and_times, format_times
from mitzvah_desk.rules.rota.staffing import Staffing, count_staffing

ANYWHERE = "At home, in your own time"
_MANY = 5
"""So many on a shift who have one and the same reason are not told one by one."""


@dataclass(frozen=True, slots=True)
class PaperPlace:
    """A place as the file knows it; the disclosure rules decide what of it is shown."""

    name: str = ""
    address: str = ""
    postcode: str = ""
    confidential: bool = False

    def lines(self, audience: Audience) -> tuple[str, ...]:
        """Line by line as an audience may see it."""
        return place_lines(
            self.name, self.address, self.postcode, confidential=self.confidential, audience=audience
        )

    def name_for(self, audience: Audience) -> str:
        """Its name alone as an audience may see it."""
        return next(iter(self.lines(audience)), "")

    def line(self, audience: Audience) -> str:
        """In one line as an audience may see it."""
        return ", ".join(self.lines(audience))


@dataclass(frozen=True, slots=True)
class PlaceColumns:
    """The part of a row that ``place_columns`` fills; empty where there is no place."""

    place_name: str
    place_address: str
    place_postcode: str
    confidential: bool

    @property
    def place(self) -> PaperPlace:
        """Where it is."""
        return PaperPlace(self.place_name, self.place_address, self.place_postcode, self.confidential)


@dataclass(frozen=True, slots=True)
class PaperProject(PlaceColumns):
    """A project's head."""

    title: str
    kind: str
    status: ProjectStatus
    day: date
    summary: str
    campaign: str
    coordinator: str
    coordinator_phone: str


@dataclass(frozen=True, slots=True)
class PaperShift(PlaceColumns):
    """A shift, with its place where that is not the project's.

    On papers of one project a place is told only where it is another, on papers of several always; what is
    noted of a shift is told wherever it stands.

    Attributes:
        at_confidential: it is held at a confidential partner's, in its project's place or its own.
    """

    id: int
    role: str
    starts_at: datetime | None
    ends_at: datetime | None
    minimum: int
    maximum: int
    note: str
    reason: str
    confirmed: int
    asked: int
    at_confidential: bool

    @property
    def times(self) -> str:
        """When it is, in words."""
        return format_times(self.starts_at, self.ends_at)

    @property
    def staffing(self) -> Staffing:
        """How it stands, counted as on every screen."""
        return count_staffing(self.confirmed, self.asked, self.minimum, self.maximum)

    @property
    def places(self) -> int:
        """How many people it takes."""
        return max(self.minimum, self.maximum)

    def site(self, audience: Audience) -> str:
        """Where it is, by name, where that is not where its project is, as an audience may see it."""
        return self.place.name_for(audience)

    def told_note(self, audience: Audience) -> str:
        """What is noted of it, as an audience may see it."""
        return shift_note(self.note, confidential=self.at_confidential, audience=audience)


@dataclass(frozen=True, slots=True)
class HelperFacts:
    """Somebody, or a group, on a shift."""

    assignment_id: int
    shift_id: int
    person_id: int | None
    group_id: int | None
    given: str
    family: str
    group: str
    leader: str
    child: bool
    phone: str
    status: AssignmentStatus
    reserve: bool
    adults: int
    children: int
    reason: str

    @property
    def key(self) -> tuple[int, Key]:
        """The shift and who is on it."""
        return self.shift_id, assignee_key(self.person_id, self.group_id)


@dataclass(frozen=True, slots=True)
class PaperPartner:
    """A partner's part in a project, by the name that may be shown."""

    name: str
    confidential: bool
    role: PartnerRole


@dataclass(frozen=True, slots=True)
class ProgrammeFacts:
    """One act of the programme."""

    starts_at: datetime | None
    minutes: int | None
    title: str
    performer: str
    places: int | None
    booked: int


@dataclass(frozen=True, slots=True)
class PaperRota:
    """Everything of one project's rota."""

    project: PaperProject
    shifts: tuple[PaperShift, ...]
    helpers: tuple[HelperFacts, ...]
    partners: tuple[PaperPartner, ...]
    programme: tuple[ProgrammeFacts, ...]
    materials: tuple[str, ...]

    def place_lines(self, audience: Audience) -> tuple[str, ...]:
        """Where it is, line by line, as an audience may see it; what has no fixed time is done anywhere."""
        told = self.project.place.lines(audience)
        if not told:
            sites = (shift.place.name_for(audience) for shift in self.shifts)
            told = tuple(dict.fromkeys(site for site in sites if site))
        at_home = bool(self.shifts) and all(shift.starts_at is None for shift in self.shifts)
        return told or ((ANYWHERE,) if at_home and audience is not Audience.PUBLIC else ())

    def when(self, shift: PaperShift) -> str:
        """When a shift is, with its day where that is not the project's."""
        if shift.starts_at and shift.starts_at.date() != self.project.day:
            return format_day_and_times(shift.starts_at, shift.ends_at)
        return shift.times

    def place_names(self, audience: Audience) -> str:
        """Where it is by name alone, as an audience may see it, for a paper without room for addresses."""
        told = self.project.place.name_for(audience)
        return told or ", ".join(self.place_lines(audience))


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
            func.coalesce(full_name(Person), "").label("coordinator"),
            best_phone(Person).label("coordinator_phone"),
            *place_columns(Place),
        )
        .join(Campaign, Campaign.id == Project.campaign_id)
        .outerjoin(ProjectKind, ProjectKind.id == Project.kind_id)
        .outerjoin(Person, Person.id == Project.coordinator_id)
        .outerjoin(Place, Place.id == Project.place_id)
        .where(Project.id == project_id)
    )
    project = fill_row(PaperProject, connection.execute(query))
    if project is None:
        return None
    partners = connection.execute(
        select(
            partner_name(Partner).label("name"),
            is_confidential(Partner.id).label("confidential"),
            ProjectPartner.role,
        )
        .join_from(ProjectPartner, Partner, Partner.id == ProjectPartner.partner_id)
        .where(ProjectPartner.project_id == project_id)
        .order_by(ProjectPartner.id)
    )
    programme = connection.execute(
        select(
            ProgrammeItem.starts_at,
            ProgrammeItem.minutes,
            ProgrammeItem.title,
            ProgrammeItem.performer,
            ProgrammeItem.places,
            booked_places().label("booked"),
        )
        .where(ProgrammeItem.project_id == project_id)
        .order_by(
            ProgrammeItem.starts_at.is_(None),
            ProgrammeItem.starts_at,
            ProgrammeItem.position,
            ProgrammeItem.id,
        )
    )
    return PaperRota(
        project,
        _shifts(connection, project_id),
        _helpers(connection, project_id),
        tuple(fill_rows(PaperPartner, partners)),
        tuple(fill_rows(ProgrammeFacts, programme)),
        tuple(
            f"{quantity} × {name}" if quantity else name
            for name, quantity in connection.execute(
                select(Material.name, Material.quantity)
                .where(Material.project_id == project_id)
                .order_by(Material.id)
            )
        ),
    )


def read_asked_rota(office: Office, asked: PrintRequest) -> tuple[int, PaperRota]:
    """The project that a paper was asked for, by its number, and everything of its rota.

    Raises:
        WorldError: none was named, or it is no longer there.
    """
    project_id = asked.scope.project_id
    facts = office.query(read_rota_facts, project_id) if project_id is not None else None
    if facts is None or project_id is None:
        raise not_found()
    return project_id, facts


def _shifts(connection: Connection, project_id: int) -> tuple[PaperShift, ...]:
    there = (
        select(Assignment.shift_id, CONFIRMED.label("confirmed"), ASKED.label("asked"))
        .where(SERVING)
        .group_by(Assignment.shift_id)
        .subquery()
    )
    held = aliased(Place)
    rows = connection.execute(
        select(
            Shift.id,
            Role.name.label("role"),
            Shift.starts_at,
            Shift.ends_at,
            Shift.minimum,
            Shift.maximum,
            Shift.note,
            Shift.override_reason.label("reason"),
            func.coalesce(there.c.confirmed, 0).label("confirmed"),
            func.coalesce(there.c.asked, 0).label("asked"),
            is_confidential(held.partner_id).label("at_confidential"),
            *place_columns(Place),
        )
        .join_from(Shift, Role, Role.id == Shift.role_id)
        .join(Project, Project.id == Shift.project_id)
        .outerjoin(there, there.c.shift_id == Shift.id)
        .outerjoin(Place, (Place.id == Shift.place_id) & Place.id.is_distinct_from(Project.place_id))
        .outerjoin(held, held.id == shift_place_id())
        .where(Shift.project_id == project_id)
        .order_by(Shift.starts_at.is_(None), Shift.starts_at, Role.name, Shift.id)
    )
    return tuple(fill_rows(PaperShift, rows))


def _helpers(connection: Connection, project_id: int) -> tuple[HelperFacts, ...]:
    leader = aliased(Person)
    query: Select[*tuple[Any, ...]] = (
        select(
            Assignment.id.label("assignment_id"),
            Assignment.shift_id,
            Assignment.person_id,
            Assignment.group_id,
            called_name(Person).label("given"),
            func.coalesce(Person.family, "").label("family"),
            func.coalesce(Group.name, "").label("group"),
            func.coalesce(full_name(leader), "").label("leader"),
            is_child_on(shift_day(), Person).label("child"),
            best_phone(Person, leader).label("phone"),
            Assignment.status,
            Assignment.reserve,
            Assignment.adults,
            Assignment.children,
            Assignment.override_reason.label("reason"),
        )
        .join_from(Assignment, Shift, Shift.id == Assignment.shift_id)
        .join(Project, Project.id == Shift.project_id)
        .join(Campaign, Campaign.id == Project.campaign_id)
        .outerjoin(Person, Person.id == Assignment.person_id)
        .outerjoin(Group, Group.id == Assignment.group_id)
        .outerjoin(leader, leader.id == Group.leader_id)
        .where(Shift.project_id == project_id, Assignment.status != AssignmentStatus.DECLINED)
        .order_by(
            Assignment.reserve, func.lower(Person.family), func.lower(Person.given), Group.name, Assignment.id
        )
    )
    return tuple(fill_rows(HelperFacts, connection.execute(query)))


def find_shared_reason(helpers: Sequence[HelperFacts]) -> str:
    """The one reason that everybody on a shift has; empty where there are few, or several reasons."""
    reasons = {helper.reason for helper in helpers}
    return reasons.pop() if len(helpers) >= _MANY and len(reasons) == 1 else ""
