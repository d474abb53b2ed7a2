"""What a calendar file tells: shifts with their place, and the file's own age."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, false, func, literal, null, or_, select

from mitzvah_desk.model import (
    Assignment,
    AssignmentStatus,
    Campaign,
    Group,
    GroupMember,
    JournalStep,
    Person,
    Place,
    Project,
    ProjectStatus,
    Role,
    Shift,
)
from mitzvah_desk.model.expressions import full_name, place_columns, shift_place_id
from mitzvah_desk.office.core.rows import fill_rows
from mitzvah_desk.office.rota.head_counts import FILLS, SERVING


@dataclass(frozen=True, slots=True)
class EventRow:
    """One shift, or a project that has none; of a person's shift also how they stand to it."""

    project_id: int
    campaign_id: int
    project: str
    campaign: str
    project_status: ProjectStatus
    day: date
    coordinator: str
    shift_id: int | None
    role: str
    starts_at: datetime | None
    ends_at: datetime | None
    maximum: int
    note: str
    place_name: str
    place_address: str
    place_postcode: str
    confidential: bool
    heads: int
    status: AssignmentStatus | None
    reserve: bool
    group: str


@dataclass(frozen=True, slots=True)
class FileAge:
    """The file's first change, by which it is told from every other, and its newest."""

    first_step: int
    first_at: datetime
    newest_at: datetime


def list_events(
    connection: Connection,
    *,
    person_id: int | None = None,
    project_id: int | None = None,
    campaign_id: int | None = None,
) -> list[EventRow]:
    """The shifts of a person (their own, and those of groups they lead or belong to), a project, a campaign.

    Where several are given, all must fit. Without a person, a project that has no shift is told as well.
    """
    heads = (
        select(func.coalesce(func.sum(FILLS), 0))
        .where(Assignment.shift_id == Shift.id, SERVING)
        .correlate(Shift)
        .scalar_subquery()
    )
    query: Any = (
        select(
            Project.id.label("project_id"),
            Project.campaign_id,
            Project.title.label("project"),
            Campaign.name.label("campaign"),
            Project.status.label("project_status"),
            func.coalesce(Project.on_day, Campaign.main_day, type_=Campaign.main_day.type).label("day"),
            func.coalesce(full_name(Person), "").label("coordinator"),
            Shift.id.label("shift_id"),
            func.coalesce(Role.name, "").label("role"),
            Shift.starts_at,
            Shift.ends_at,
            func.coalesce(Shift.maximum, 0).label("maximum"),
            func.coalesce(Shift.note, "").label("note"),
            *place_columns(Place),
            heads.label("heads"),
        )
        .select_from(Project)
        .join(Campaign, Campaign.id == Project.campaign_id)
        .outerjoin(Shift, Shift.project_id == Project.id)
        .outerjoin(Role, Role.id == Shift.role_id)
        .outerjoin(Place, Place.id == shift_place_id())
        .outerjoin(Person, Person.id == Project.coordinator_id)
        .order_by(Shift.starts_at, Project.id, Shift.id)
    )
    if project_id is not None:
        query = query.where(Project.id == project_id)
    if campaign_id is not None:
        query = query.where(Project.campaign_id == campaign_id)
    if person_id is None:
        nobody = (null().label("status"), false().label("reserve"), literal("").label("group"))
        return fill_rows(EventRow, connection.execute(query.add_columns(*nobody)))
    member = select(GroupMember.group_id).where(GroupMember.person_id == person_id)
    own = (
        query.add_columns(Assignment.status, Assignment.reserve, func.coalesce(Group.name, "").label("group"))
        .join(Assignment, Assignment.shift_id == Shift.id)
        .outerjoin(Group, Group.id == Assignment.group_id)
        .where(or_(Assignment.person_id == person_id, Group.leader_id == person_id, Group.id.in_(member)))
        .order_by(Assignment.person_id.is_(None))
    )
    rows = fill_rows(EventRow, connection.execute(own))
    return list({row.shift_id: row for row in reversed(rows)}.values())[::-1]  # their own place goes first


def read_file_age(connection: Connection) -> FileAge | None:
    """The file's age; None of a file in which nothing was ever done."""
    first = connection.execute(
        select(JournalStep.id, JournalStep.at).order_by(JournalStep.id).limit(1)
    ).first()
    if first is None:
        return None
    newest = connection.execute(select(func.max(JournalStep.at), func.max(JournalStep.undone_at))).one()
    return FileAge(first.id, first.at, max(moment for moment in newest if moment is not None))
