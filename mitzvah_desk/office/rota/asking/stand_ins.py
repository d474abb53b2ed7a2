"""Who could take a place that somebody rang off from: the waiting list in order, then who may be asked."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, case, select

from mitzvah_desk.model import (
    Assignment,
    AssignmentStatus,
    Campaign,
    Person,
    Project,
    ProjectStatus,
    Role,
    Shift,
)
from mitzvah_desk.model.expressions import best_phone, full_name, shift_day
from mitzvah_desk.office.rota.asking.candidates import list_candidates
from mitzvah_desk.office.rota.checks import check_assignment_changes, list_assignment_facts
from mitzvah_desk.rules.findings import Finding, Severity
from mitzvah_desk.rules.rota.facts import NOT_SERVING
from mitzvah_desk.rules.rota.shift_times import format_dated_span


@dataclass(frozen=True, slots=True)
class StandIn:
    """Somebody who could take a place.

    Attributes:
        person_id: who it is.
        name: in words.
        phone: the number to ring.
        assignment_id: their place on the waiting list, or what they answered; 0 for nobody asked yet.
        status: asked, yes or no; None for nobody asked yet.
        reserve: they are on the waiting list.
        load: what they do in the campaign.
        last_served: when they served last.
        why: why they are proposed, in words.
        against: what stands against one of the waiting list.
    """

    person_id: int
    name: str
    phone: str
    assignment_id: int = 0
    status: AssignmentStatus | None = None
    reserve: bool = False
    load: str = ""
    last_served: date | None = None
    why: str = ""
    against: tuple[Finding, ...] = ()


def list_stand_ins(connection: Connection, assignment_id: int) -> list[StandIn]:
    """Who could take somebody's place on a shift, in the order in which they are to be rung.

    The waiting list comes first, those who said yes before those who have not answered; then those who may be
    asked, best first; last those who said no to it already.
    """
    (own,) = list_assignment_facts(connection, (assignment_id,))
    waiting = list(_waiting(connection, own.shift_id, assignment_id))
    asked = [
        StandIn(row.id, row.name, row.phone, load=row.load, last_served=row.last_served, why=row.why)
        for row in list_candidates(connection, own.shift_id, (assignment_id,))
        if row.kind == "person" and row.may_be_asked and not row.full
    ]
    return [*waiting, *asked, *_refused(connection, own.shift_id, assignment_id)]


def _waiting(connection: Connection, shift_id: int, instead_of: int) -> Iterable[StandIn]:
    gone = {instead_of: {"status": AssignmentStatus.DECLINED}}
    for row in _on_shift(connection, shift_id, instead_of, reserve=True):
        found = check_assignment_changes(connection, {**gone, row.id: {"reserve": False}})
        against = tuple(finding for finding in found if finding.severity is not Severity.INFO)
        yield StandIn(row.person_id, row.name, row.phone, row.id, row.status, reserve=True, against=against)


def _refused(connection: Connection, shift_id: int, instead_of: int) -> Iterable[StandIn]:
    for row in _on_shift(connection, shift_id, instead_of, reserve=False):
        yield StandIn(row.person_id, row.name, row.phone, row.id, row.status)


def _on_shift(connection: Connection, shift_id: int, but: int, *, reserve: bool) -> Iterable[Any]:
    """Persons on a shift's waiting list, or those who said no to it; in the order in which they step in."""
    said_no = Assignment.status == AssignmentStatus.DECLINED
    waits = Assignment.status.not_in(NOT_SERVING) & (Assignment.reserve == True)  # noqa: E712  # SQL
    return connection.execute(
        select(
            Assignment.id,
            Assignment.person_id,
            full_name(Person).label("name"),
            best_phone(Person).label("phone"),
            Assignment.status,
        )
        .join(Person, Person.id == Assignment.person_id)
        .where(Assignment.shift_id == shift_id, Assignment.id != but, waits if reserve else said_no)
        .order_by(case((Assignment.status == AssignmentStatus.CONFIRMED, 0), else_=1), Assignment.id)
    )


@dataclass(frozen=True, slots=True)
class SwapPartner:
    """Somebody on another shift of a day, to swap with: the place, who it is, and what they do when."""

    assignment_id: int
    name: str
    what: str


def list_swap_partners(connection: Connection, assignment_id: int) -> list[SwapPartner]:
    """Who is on another shift of the same day, by time and name."""
    (own,) = list_assignment_facts(connection, (assignment_id,))
    day = (
        select(shift_day())
        .select_from(Shift)
        .join(Project, Project.id == Shift.project_id)
        .join(Campaign, Campaign.id == Project.campaign_id)
        .where(Shift.id == own.shift_id)
    )
    rows: Iterable[Any] = connection.execute(
        select(
            Assignment.id,
            full_name(Person).label("name"),
            Role.name.label("role"),
            Project.title,
            Shift.starts_at,
            Shift.ends_at,
        )
        .join_from(Assignment, Shift, Shift.id == Assignment.shift_id)
        .join(Role, Role.id == Shift.role_id)
        .join(Project, Project.id == Shift.project_id)
        .join(Campaign, Campaign.id == Project.campaign_id)
        .join(Person, Person.id == Assignment.person_id)
        .where(
            Assignment.status.in_((AssignmentStatus.INVITED, AssignmentStatus.CONFIRMED)),
            Assignment.reserve == False,  # noqa: E712  # SQL
            Assignment.person_id != own.who[1],
            Shift.id != own.shift_id,
            Shift.starts_at.is_not(None),
            Project.status != ProjectStatus.CANCELLED,
            shift_day() == connection.execute(day).scalar(),
        )
        .order_by(Shift.starts_at, Person.family, Person.given)
    )
    return [
        SwapPartner(row.id, row.name, f"{times} {row.role} in {row.title}")
        for row in rows
        for times in (format_dated_span(row.starts_at, row.ends_at),)
    ]
