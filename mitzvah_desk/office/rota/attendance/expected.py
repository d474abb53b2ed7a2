"""Who is expected on a day: on shifts, with groups, as drivers, hosts and guests; and who is in the book."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Select, case, func, not_, select

from mitzvah_desk.model import (
    Assignment,
    AssignmentStatus,
    Campaign,
    Group,
    GroupMember,
    Household,
    Person,
    Place,
    Project,
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
    is_erased,
    is_known_only_there,
    shift_day,
    shift_place_id,
)
from mitzvah_desk.office.core.rows import fill_rows
from mitzvah_desk.office.rota.errands import list_errands
from mitzvah_desk.office.rota.head_counts import HEADS
from mitzvah_desk.office.rota.rows import BookName, ElsewhereRow, ExpectedRow
from mitzvah_desk.rules.privacy.disclosure import place_name

_KNOWN_AS = func.coalesce(func.trim(called_name(Person) + " " + Person.family), "")


def list_expected_people(connection: Connection, campaign_id: int, day: date) -> list[ExpectedRow]:
    """Who is expected on a day, by time and name; without those who declined."""
    of_group = Assignment.group_id.is_not(None)
    query: Select[*tuple[Any, ...]] = (
        select(
            Assignment.id.label("assignment_id"),
            case((of_group, "group"), else_="person").label("kind"),
            func.coalesce(Assignment.group_id, Assignment.person_id).label("who_id"),
            func.coalesce(Group.name, full_name(Person)).label("name"),
            case((of_group, Group.name), else_=_KNOWN_AS).label("known_as"),
            case((of_group, 0), (is_child_on(shift_day(), Person), 1), else_=0).label("is_young"),
            case((of_group, None), else_=Person.household_id).label("household_id"),
            case((of_group, ""), else_=func.coalesce(Household.name, "")).label("household"),
            Assignment.adults,
            Assignment.children,
            HEADS.label("heads"),
            Assignment.shift_id,
            Role.name.label("role"),
            Shift.project_id,
            Project.title.label("project"),
            func.coalesce(Place.name, "").label("place"),
            is_confidential(Place.partner_id).label("confidential"),
            Shift.starts_at,
            Shift.ends_at,
            Assignment.status,
            Assignment.reserve,
            best_phone(Person).label("phone"),
            Assignment.arrived_at,
            Assignment.left_at,
            Assignment.collected_by,
        )
        .join_from(Assignment, Shift, Shift.id == Assignment.shift_id)
        .join(Role, Role.id == Shift.role_id)
        .join(Project, Project.id == Shift.project_id)
        .join(Campaign, Campaign.id == Project.campaign_id)
        .outerjoin(Place, Place.id == shift_place_id())
        .outerjoin(Group, Group.id == Assignment.group_id)
        .outerjoin(Person, Person.id == func.coalesce(Assignment.person_id, Group.leader_id))
        .outerjoin(Household, Household.id == Person.household_id)
        .where(
            Project.campaign_id == campaign_id,
            Project.status != ProjectStatus.CANCELLED,
            Assignment.status != AssignmentStatus.DECLINED,
            shift_day() == day,
        )
    )
    found = fill_rows(
        ExpectedRow,
        connection.execute(query),
        place=(place_name, "place", "confidential"),
        child=(bool, "is_young"),
    )
    return sorted(
        found, key=lambda row: (row.starts_at or datetime.max, row.name.casefold(), row.assignment_id)
    )


def list_expected_elsewhere(connection: Connection, campaign_id: int, day: date) -> list[ElsewhereRow]:
    """Who is expected on a day on no shift of their own, and where: with a group, or on an errand."""
    own = {row.who_id for row in list_expected_people(connection, campaign_id, day) if row.kind == "person"}
    led = select(Group.id.label("group_id"), Group.leader_id.label("person_id"))
    comes = led.where(Group.leader_id.is_not(None)).union(select(GroupMember.group_id, GroupMember.person_id))
    with_group = comes.subquery()
    rows = connection.execute(
        select(
            with_group.c.person_id,
            Assignment.id,
            Group.name,
            Shift.starts_at,
            Role.name.label("role"),
            Project.title,
        )
        .join_from(Assignment, with_group, with_group.c.group_id == Assignment.group_id)
        .join(Group, Group.id == Assignment.group_id)
        .join(Shift, Shift.id == Assignment.shift_id)
        .join(Role, Role.id == Shift.role_id)
        .join(Project, Project.id == Shift.project_id)
        .join(Campaign, Campaign.id == Project.campaign_id)
        .where(
            Project.campaign_id == campaign_id,
            Project.status != ProjectStatus.CANCELLED,
            Assignment.status.not_in((AssignmentStatus.DECLINED, AssignmentStatus.ABSENT)),
            shift_day() == day,
        )
        .order_by(Shift.starts_at.is_(None), Shift.starts_at, Assignment.id)
    )
    found = []
    for row in rows:
        when = f"{row.starts_at:%H:%M} " if row.starts_at else ""
        if row.person_id not in own:
            words = f"comes with {row.name}: {when}{row.role}, {row.title}"
            found.append(ElsewhereRow(row.person_id, row.id, words))
    for person_id, errands in list_errands(connection, None, campaign_id).items():
        if person_id not in own:
            found += [
                ElsewhereRow(person_id, 0, f"{errand.starts_at:%H:%M} {errand.what}")
                for errand in errands
                if errand.starts_at.date() == day
            ]
    return found


def list_book_names(connection: Connection) -> list[BookName]:
    """Everybody in the book with all they are called, by family name."""
    rows = connection.execute(
        select(
            Person.id,
            full_name(Person).label("name"),
            _KNOWN_AS.label("known_as"),
            func.coalesce(Household.name, "").label("household"),
            is_known_only_there(Person).label("only_there"),
        )
        .outerjoin(Household, Household.id == Person.household_id)
        .where(not_(is_erased(Person)))
        .order_by(func.lower(Person.family), func.lower(Person.given), Person.id)
    )
    return fill_rows(BookName, rows, hidden=(bool, "only_there"))
