"""The rota as its board shows it: days, shifts with their numbers, and who could serve."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, case, func, select

from mitzvah_desk.model import (
    Assignment,
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
    full_name,
    is_confidential,
    is_younger_than,
    served_minutes,
    shift_day,
    shift_place_id,
)
from mitzvah_desk.office.core.rows import fill_rows
from mitzvah_desk.office.core.settings import calendar_place, read_settings
from mitzvah_desk.office.rota import load_facts as rota_facts
from mitzvah_desk.office.rota.head_counts import COUNTED_TWICE, HEADS, SAID_YES
from mitzvah_desk.office.rota.rows import AssignedRow, BoardRow, DayRow, NameOnShift, ShiftRow
from mitzvah_desk.rules.jewish_calendar.day_line import DayLine, describe_day
from mitzvah_desk.rules.people.child_ages import parse_age_range
from mitzvah_desk.rules.people.names import shorten_name
from mitzvah_desk.rules.privacy.disclosure import place_name
from mitzvah_desk.rules.rota import headcount
from mitzvah_desk.rules.rota.facts import NOT_SERVING, AssignmentFacts, RotaFacts, ShiftFacts
from mitzvah_desk.rules.rota.headcount import TODDLER
from mitzvah_desk.rules.rota.staffing import Staffing

__all__ = [
    "AssignedRow",
    "BoardRow",
    "DayRow",
    "NameOnShift",
    "ShiftRow",
    "list_board_rows",
    "list_days",
    "list_shift_assignments",
    "read_day_line",
    "read_shift_day",
]


def list_days(connection: Connection, campaign_id: int) -> list[DayRow]:
    """The days on which a campaign has shifts, in order; an open-ended shift is on its project's day."""
    found: dict[date, list[ShiftRow]] = defaultdict(list)
    for day, row in _shifts(connection, Project.campaign_id == campaign_id):
        found[day].append(row)
    return [
        DayRow(day, len(rows), sum((row.staffing for row in rows), Staffing()))
        for day, rows in sorted(found.items())
    ]


def read_shift_day(connection: Connection, shift_id: int) -> date | None:
    """The day of a shift; None where it is gone."""
    found = _shifts(connection, Shift.id == shift_id)
    return found[0][0] if found else None


def list_board_rows(connection: Connection, campaign_id: int, day: date) -> list[BoardRow]:
    """The projects with shifts on a day, by their first start; cancelled ones are left out."""
    shifts: dict[int, list[ShiftRow]] = defaultdict(list)
    rows = [
        row for _, row in _shifts(connection, (Project.campaign_id == campaign_id) & (shift_day() == day))
    ]
    people = _names(connection, [row.id for row in rows])
    for row in rows:
        shifts[row.project_id].append(replace(row, people=tuple(people[row.id])))
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


def read_day_line(connection: Connection, day: date) -> DayLine:
    """What a day is in the Jewish calendar, by the synagogue's own place, for the line over its board."""
    return describe_day(day, calendar_place(read_settings(connection)))


def list_shift_assignments(connection: Connection, shift_id: int) -> list[AssignedRow]:
    """Everybody on a shift, reserves and those who declined last."""
    facts = rota_facts.facts_touched_by(connection, (shift_id,))
    shift = facts.shifts.get(shift_id)
    if shift is None:
        return []
    more = {
        row.id: row
        for row in connection.execute(
            select(Assignment.id, served_minutes().label("minutes_served"), Assignment.override_reason)
            .join(Shift, Shift.id == Assignment.shift_id)
            .where(Assignment.shift_id == shift_id)
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
    stands = Assignment.status.not_in(NOT_SERVING)
    rows: Iterable[Any] = connection.execute(
        select(
            shift_day().label("day"),
            func.coalesce(Place.name, "").label("place"),
            is_confidential(Place.partner_id).label("confidential"),
            func.coalesce(func.sum(heads).filter(SAID_YES & ~Assignment.reserve), 0).label("confirmed"),
            func.coalesce(func.sum(heads).filter(stands & ~SAID_YES & ~Assignment.reserve), 0).label(
                "invited"
            ),
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


def _names(connection: Connection, shifts: Collection[int]) -> dict[int, list[NameOnShift]]:
    """Who is on each of some shifts: those who said yes, those who were asked, the reserves."""
    found: dict[int, list[NameOnShift]] = defaultdict(list)
    name = func.coalesce(Group.name, full_name(Person), "")
    rows: Iterable[Any] = connection.execute(
        select(
            Assignment.shift_id,
            Assignment.group_id,
            name.label("name"),
            SAID_YES.label("sure"),
            Assignment.reserve,
            case((Assignment.group_id.is_not(None), Assignment.adults + Assignment.children), else_=1).label(
                "heads"
            ),
        )
        .outerjoin(Person, Person.id == Assignment.person_id)
        .outerjoin(Group, Group.id == Assignment.group_id)
        .where(Assignment.shift_id.in_(shifts), Assignment.status.not_in(NOT_SERVING))
        .order_by(Assignment.reserve, SAID_YES.desc(), func.lower(name), Assignment.id)
    )
    for row in rows:
        short = row.name if row.group_id is not None else shorten_name(row.name)
        found[row.shift_id].append(NameOnShift(row.name, short, not row.sure, row.reserve, row.heads))
    return found


def _heads(facts: RotaFacts, shift: ShiftFacts, a: AssignmentFacts) -> tuple[int, int, int, int | None]:
    """An assignment's adults and children, the places it fills, and a person's household."""
    if a.who[0] == "group":
        fills = headcount.group_places(facts.groups[a.who[1]], a.adults, a.children)
        return a.adults, a.children, fills, None
    person = facts.people[a.who[1]]
    child = int(person.child_on(shift.day))
    return 1 - child, child, headcount.person_places(person, shift.day), person.household_id
