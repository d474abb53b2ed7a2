"""The rota as its board shows it: days, shifts with their numbers, who could serve and who is expected."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, case, func, select

from mitzvah_desk.model import (
    Assignment,
    AssignmentStatus,
    Campaign,
    Group,
    Person,
    Place,
    Project,
    ProjectKind,
    ProjectStatus,
    Role,
    Shift,
)
from mitzvah_desk.model.expressions import (
    best_phone,
    full_name,
    is_confidential,
    is_younger_than,
    shift_day,
    shift_place_id,
)
from mitzvah_desk.office.core.rows import fill_rows
from mitzvah_desk.office.rota import load_facts as rota_facts
from mitzvah_desk.office.rota.head_counts import COUNTED_TWICE, HEADS
from mitzvah_desk.office.rota.rows import AssignedRow, BoardRow, DayRow, ExpectedRow, ShiftRow
from mitzvah_desk.rules.privacy.disclosure import place_name
from mitzvah_desk.rules.rota import headcount
from mitzvah_desk.rules.rota.child_ages import parse_age_range
from mitzvah_desk.rules.rota.facts import NOT_SERVING, AssignmentFacts, RotaFacts, ShiftFacts
from mitzvah_desk.rules.rota.headcount import TODDLER

__all__ = [
    "AssignedRow",
    "BoardRow",
    "DayRow",
    "ExpectedRow",
    "ShiftRow",
    "list_board_rows",
    "list_days",
    "list_expected_people",
    "list_shift_assignments",
]


def list_days(connection: Connection, campaign_id: int) -> list[DayRow]:
    """The days on which a campaign has shifts, in order; an open-ended shift is on its project's day."""
    found: dict[date, list[ShiftRow]] = defaultdict(list)
    for day, row in _shifts(connection, Project.campaign_id == campaign_id):
        found[day].append(row)
    return [DayRow(day, len(rows), sum(row.gap for row in rows)) for day, rows in sorted(found.items())]


def list_board_rows(connection: Connection, campaign_id: int, day: date) -> list[BoardRow]:
    """The projects with shifts on a day, by their first start; cancelled ones are left out."""
    shifts: dict[int, list[ShiftRow]] = defaultdict(list)
    for _, row in _shifts(connection, (Project.campaign_id == campaign_id) & (shift_day() == day)):
        shifts[row.project_id].append(row)
    query = (
        select(
            Project.id,
            Project.title,
            func.coalesce(ProjectKind.name, "").label("kind"),
            Project.status,
            func.coalesce(Place.name, "").label("place"),
            is_confidential(Place.partner_id).label("confidential"),
            func.coalesce(full_name(Person), "").label("coordinator"),
        )
        .outerjoin(ProjectKind, ProjectKind.id == Project.kind_id)
        .outerjoin(Place, Place.id == Project.place_id)
        .outerjoin(Person, Person.id == Project.coordinator_id)
        .where(Project.id.in_(shifts))
    )
    found = fill_rows(
        BoardRow,
        connection.execute(query),
        place=(place_name, "place", "confidential"),
        shifts=(lambda project: tuple(shifts[project]), "id"),
    )
    return sorted(found, key=lambda row: (row.shifts[0].starts_at or datetime.max, row.title.casefold()))


def list_shift_assignments(connection: Connection, shift_id: int) -> list[AssignedRow]:
    """Everybody on a shift, reserves and those who declined last."""
    facts = rota_facts.facts_touched_by(connection, (shift_id,))
    shift = facts.shifts.get(shift_id)
    if shift is None:
        return []
    more = {
        row.id: row
        for row in connection.execute(
            select(Assignment.id, Assignment.minutes_served, Assignment.override_reason).where(
                Assignment.shift_id == shift_id
            )
        )
    }
    rows = []
    for a in facts.on.get(shift_id, ()):
        adults, children, fills, household = _heads(facts, shift, a)
        said = more[a.id]
        name = facts.name(a.who)
        rows.append(
            AssignedRow(
                a.id,
                *a.who,
                name,
                adults,
                children,
                fills,
                a.status,
                a.reserve,
                said.minutes_served,
                said.override_reason,
                household,
            )
        )
    return sorted(rows, key=lambda r: (r.status in NOT_SERVING, r.reserve, r.name.casefold(), r.id))


def list_expected_people(connection: Connection, campaign_id: int, day: date) -> list[ExpectedRow]:
    """Who is expected on a day, by time and name; without those who declined."""
    of_group = Assignment.group_id.is_not(None)
    query: Select[*tuple[Any, ...]] = (
        select(
            Assignment.id.label("assignment_id"),
            case((of_group, "group"), else_="person").label("kind"),
            func.coalesce(Assignment.group_id, Assignment.person_id).label("who_id"),
            func.coalesce(Group.name, full_name(Person)).label("name"),
            case((of_group, Assignment.adults + Assignment.children), else_=1).label("heads"),
            Assignment.shift_id,
            Role.name.label("role"),
            Shift.project_id,
            Project.title.label("project"),
            Shift.starts_at,
            Shift.ends_at,
            Assignment.status,
            Assignment.reserve,
            best_phone(Person).label("phone"),
        )
        .join_from(Assignment, Shift, Shift.id == Assignment.shift_id)
        .join(Role, Role.id == Shift.role_id)
        .join(Project, Project.id == Shift.project_id)
        .join(Campaign, Campaign.id == Project.campaign_id)
        .outerjoin(Group, Group.id == Assignment.group_id)
        .outerjoin(Person, Person.id == func.coalesce(Assignment.person_id, Group.leader_id))
        .where(
            Project.campaign_id == campaign_id,
            Project.status != ProjectStatus.CANCELLED,
            Assignment.status != AssignmentStatus.DECLINED,
            shift_day() == day,
        )
    )
    found = fill_rows(ExpectedRow, connection.execute(query))
    return sorted(
        found, key=lambda row: (row.starts_at or datetime.max, row.name.casefold(), row.assignment_id)
    )


def _shifts(connection: Connection, where: ColumnElement[bool]) -> list[tuple[date, ShiftRow]]:
    """The shifts of projects that are not cancelled, each with its day, by time; the open-ended last."""
    ages = {
        number: parse_age_range(text) for number, text in connection.execute(select(Group.id, Group.ages))
    }
    small = [number for number, span in ages.items() if span is not None and span[1] < TODDLER]
    toddler = is_younger_than(TODDLER, shift_day(), Person)
    heads = case(
        (Assignment.group_id.in_(small), func.max(0, Assignment.adults - COUNTED_TWICE)),
        (toddler, 0),
        else_=HEADS,
    )
    sure = Assignment.status.in_((AssignmentStatus.CONFIRMED, AssignmentStatus.ATTENDED))
    stands = Assignment.status.not_in(NOT_SERVING)
    rows: Iterable[Any] = connection.execute(
        select(
            shift_day().label("day"),
            func.coalesce(Place.name, "").label("place"),
            is_confidential(Place.partner_id).label("confidential"),
            func.coalesce(func.sum(heads).filter(sure & ~Assignment.reserve), 0).label("confirmed"),
            func.coalesce(func.sum(heads).filter(stands & ~sure & ~Assignment.reserve), 0).label("invited"),
            func.coalesce(func.sum(heads).filter(stands & Assignment.reserve), 0).label("reserves"),
            Shift.id,
            Project.id.label("project_id"),
            Role.id.label("role_id"),
            Role.name.label("role"),
            Shift.starts_at,
            Shift.ends_at,
            Shift.open_ended,
            Shift.minimum,
            Shift.maximum,
            Shift.note,
        )
        .join_from(Shift, Project, Project.id == Shift.project_id)
        .join(Campaign, Campaign.id == Project.campaign_id)
        .join(Role, Role.id == Shift.role_id)
        .outerjoin(Place, Place.id == shift_place_id())
        .outerjoin(Assignment, Assignment.shift_id == Shift.id)
        .outerjoin(Person, Person.id == Assignment.person_id)
        .where(where, Project.status != ProjectStatus.CANCELLED)
        .group_by(Shift.id)
        .order_by(Shift.starts_at.is_(None), Shift.starts_at, func.lower(Role.name), Shift.id)
    )
    return [
        (
            row.day,
            ShiftRow(
                row.id,
                row.project_id,
                row.role_id,
                row.role,
                row.starts_at,
                row.ends_at,
                row.open_ended,
                place_name(row.place, confidential=row.confidential),
                row.minimum,
                row.maximum,
                row.confirmed,
                row.invited,
                row.reserves,
                row.note,
            ),
        )
        for row in rows
    ]


def _heads(facts: RotaFacts, shift: ShiftFacts, a: AssignmentFacts) -> tuple[int, int, int, int | None]:
    """An assignment's adults and children, the places it fills, and a person's household."""
    if a.who[0] == "group":
        fills = headcount.group_places(facts.groups[a.who[1]], a.adults, a.children)
        return a.adults, a.children, fills, None
    person = facts.people[a.who[1]]
    child = int(person.child_on(shift.day))
    return 1 - child, child, headcount.person_places(person, shift.day), person.household_id
