"""Putting people and groups on shifts, with the same checks on every way of doing it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import Connection, func, select

from mitzvah_desk.model import Assignment, AssignmentStatus, Group, Person, Project, Role, Shift
from mitzvah_desk.office.actions import Applied, Area, RefusalError
from mitzvah_desk.office.editing import SetFields, gone, tidied
from mitzvah_desk.office.records import RECORDS, name_of
from mitzvah_desk.office.settings import read_settings
from mitzvah_desk.rules import clashes
from mitzvah_desk.rules.findings import Finding, Severity, hard
from mitzvah_desk.store.book import Turn

_AREAS = frozenset({Area.ROTA, Area.PROJECTS, Area.PEOPLE, Area.LETTERS})
NOT_SERVING = (AssignmentStatus.DECLINED, AssignmentStatus.ABSENT)


@dataclass(frozen=True)
class Assign:
    """Puts persons, or one group with its head count, on a shift.

    Attributes:
        shift_id: the shift.
        person_ids: who is put on it, in one step (a family, say).
        group_id: the group instead of persons.
        adults: the group's adults; its usual number where None.
        children: the group's children; its usual number where None.
        status: invited, unless they have said yes already.
        reserve: they stand by.
    """

    shift_id: int
    person_ids: tuple[int, ...] = ()
    group_id: int | None = None
    adults: int | None = None
    children: int | None = None
    status: AssignmentStatus = AssignmentStatus.INVITED
    reserve: bool = False

    @property
    def areas(self) -> frozenset[Area]:
        """The rota and what shows it."""
        return _AREAS

    def check(self, turn: Turn) -> Sequence[Finding]:
        """Twice on one shift is refused; an overlap is told."""
        connection = turn.connection
        whom = [("person", p) for p in self.person_ids]
        if self.group_id is not None:
            whom.append(("group", self.group_id))
        shift = connection.execute(_shift_facts().where(Shift.id == self.shift_id)).first()
        if shift is None:
            return [gone("shift")]
        tolerance = overlap_tolerance(connection)
        findings: list[Finding] = []
        if not whom:
            findings.append(hard("rota.nobody", shift.role, "Nobody is chosen.", "Choose who it is for."))
        for who in whom:
            name = name_of(connection, *who)
            if not name:
                findings.append(gone(who[0]))
                continue
            new = clashes.Slot(shift.id, who, name, shift.role, shift.project, shift.starts_at, shift.ends_at)
            findings += clashes.against(
                new, slots(connection, who=who, serving_only=False), tolerance=tolerance
            )
        return findings

    def apply(self, turn: Turn, reason: str) -> Applied:
        """Puts them on it."""
        new = [
            Assignment(shift_id=self.shift_id, person_id=person_id, status=self.status, reserve=self.reserve)
            for person_id in self.person_ids
        ]
        if self.group_id is not None:
            group = turn.session.get_one(Group, self.group_id)
            new.append(
                Assignment(
                    shift_id=self.shift_id,
                    group_id=self.group_id,
                    adults=group.adults if self.adults is None else self.adults,
                    children=group.children if self.children is None else self.children,
                    status=self.status,
                    reserve=self.reserve,
                )
            )
        for assignment in new:
            assignment.override_reason = reason
        turn.session.add_all(new)
        turn.session.flush()
        connection = turn.connection
        shift = connection.execute(_shift_facts().where(Shift.id == self.shift_id)).one()
        kind, first = (
            ("group", self.group_id) if self.group_id is not None else ("person", self.person_ids[0])
        )
        more = f" and {len(new) - 1} more" if len(new) > 1 else ""
        label = f"Put {name_of(connection, kind, first)}{more} on {shift.role} in {shift.project}"
        return Applied(label, tuple(a.id for a in new))


@dataclass(frozen=True)
class ChangeShift:
    """Changes a shift's time, place, role or numbers; whom that double-books is told first."""

    shift_id: int
    values: Mapping[str, Any]

    @property
    def areas(self) -> frozenset[Area]:
        """The rota and what shows it."""
        return _AREAS

    def check(self, turn: Turn) -> Sequence[Finding]:
        """An overlap that the new time makes for somebody on the shift is told."""
        values = tidied(RECORDS["shift"], self.values)
        if not values.keys() & {"starts_at", "ends_at", "open_ended"}:
            return []
        connection = turn.connection
        tolerance = overlap_tolerance(connection)
        before = [slot for slot in slots(connection) if slot.shift_id == self.shift_id]
        findings: list[Finding] = []
        for slot in before:
            moved = clashes.Slot(
                slot.shift_id,
                slot.who,
                slot.name,
                slot.role,
                slot.project,
                values.get("starts_at", slot.starts_at),
                values.get("ends_at", slot.ends_at),
            )
            others = [other for other in slots(connection, who=slot.who) if other.shift_id != self.shift_id]
            known = {f.text for f in clashes.against(slot, others, tolerance=tolerance)}
            if moved.starts_at and moved.ends_at and moved.ends_at > moved.starts_at:
                found = clashes.against(moved, others, tolerance=tolerance)
                findings += [finding for finding in found if finding.text not in known]
        return findings

    def apply(self, turn: Turn, reason: str) -> Applied:
        """Changes it."""
        return SetFields("shift", self.shift_id, self.values).apply(turn, reason)


@dataclass(frozen=True)
class SetStatus:
    """Says how sure assignments are, or how they ended; attending counts the shift's own length as served."""

    assignment_ids: tuple[int, ...]
    status: AssignmentStatus

    @property
    def areas(self) -> frozenset[Area]:
        """The rota and what shows it."""
        return _AREAS

    def check(self, turn: Turn) -> Sequence[Finding]:
        """Who comes back from a no is checked as if put on the shift anew."""
        if self.status in NOT_SERVING:
            return []
        connection = turn.connection
        tolerance = overlap_tolerance(connection)
        back = connection.execute(
            select(Assignment.shift_id, Assignment.person_id, Assignment.group_id).where(
                Assignment.id.in_(self.assignment_ids), Assignment.status.in_(NOT_SERVING)
            )
        ).all()
        findings: list[Finding] = []
        for row in back:
            who = ("person", row.person_id) if row.person_id is not None else ("group", row.group_id)
            own = slots(connection, who=who, serving_only=False)
            here = next(slot for slot in own if slot.shift_id == row.shift_id)
            others = [s for s in slots(connection, who=who) if s.shift_id != row.shift_id]
            findings += clashes.against(here, others, tolerance=tolerance)
        return findings

    def apply(self, turn: Turn, reason: str) -> Applied:
        """Sets it."""
        names = []
        for assignment_id in self.assignment_ids:
            assignment = turn.session.get(Assignment, assignment_id)
            if assignment is None:
                raise RefusalError(gone("assignment"))
            shift = turn.session.get_one(Shift, assignment.shift_id)
            assignment.status = self.status
            if reason:
                assignment.override_reason = reason
            attended = self.status is AssignmentStatus.ATTENDED
            if attended and assignment.minutes_served is None and shift.starts_at and shift.ends_at:
                assignment.minutes_served = int((shift.ends_at - shift.starts_at) / timedelta(minutes=1))
            elif not attended:
                assignment.minutes_served = None
            kind = "person" if assignment.person_id is not None else "group"
            names.append(name_of(turn.connection, kind, assignment.person_id or assignment.group_id))
        more = f" and {len(names) - 1} more" if len(names) > 1 else ""
        return Applied(f"Marked {names[0]}{more} as {self.status}", self.assignment_ids)


def overlap_tolerance(connection: Connection) -> timedelta:
    """How long two shifts of one person may overlap before it is told; a setting of the file."""
    return timedelta(minutes=read_settings(connection).overlap_minutes)


def campaign_clashes(connection: Connection, campaign_id: int | None = None) -> list[Finding]:
    """Every overlap of a campaign, or of the whole file."""
    found = clashes.among(slots(connection, campaign_id=campaign_id), tolerance=overlap_tolerance(connection))
    return sorted(found, key=lambda f: (f.severity is not Severity.HARD, f.subject, f.text))


def project_clashes(connection: Connection, project_id: int) -> list[Finding]:
    """Every overlap of somebody who serves in a project, with whatever else they do."""
    here = {slot.who for slot in slots(connection, project_id=project_id)}
    everywhere = [slot for slot in slots(connection) if slot.who in here]
    ours = {slot.shift_id for slot in slots(connection, project_id=project_id)}
    pairs = clashes.among(everywhere, tolerance=overlap_tolerance(connection), touching=ours)
    return sorted(pairs, key=lambda f: (f.subject, f.text))


def slots(
    connection: Connection,
    *,
    who: tuple[str, int] | None = None,
    campaign_id: int | None = None,
    project_id: int | None = None,
    serving_only: bool = True,
) -> list[clashes.Slot]:
    """Who is on which shift.

    Args:
        connection: the file.
        who: only this person or group.
        campaign_id: only this campaign.
        project_id: only this project.
        serving_only: without those who declined or were absent, and without reserves.
    """
    name = func.trim(func.coalesce(Person.given + " " + Person.family, Group.name))
    query = (
        select(
            Shift.id,
            Assignment.person_id,
            Assignment.group_id,
            name.label("name"),
            Role.name.label("role"),
            Project.title.label("project"),
            Shift.starts_at,
            Shift.ends_at,
        )
        .join_from(Assignment, Shift, Shift.id == Assignment.shift_id)
        .join(Role, Role.id == Shift.role_id)
        .join(Project, Project.id == Shift.project_id)
        .outerjoin(Person, Person.id == Assignment.person_id)
        .outerjoin(Group, Group.id == Assignment.group_id)
    )
    if serving_only:
        query = query.where(Assignment.status.not_in(NOT_SERVING), Assignment.reserve.is_(False))
    if who is not None:
        column = Assignment.person_id if who[0] == "person" else Assignment.group_id
        query = query.where(column == who[1])
    if project_id is not None:
        query = query.where(Shift.project_id == project_id)
    if campaign_id is not None:
        query = query.where(Project.campaign_id == campaign_id)
    return [
        clashes.Slot(
            shift,
            ("person", person) if person is not None else ("group", group),
            name,
            role,
            project,
            starts_at,
            ends_at,
        )
        for shift, person, group, name, role, project, starts_at, ends_at in connection.execute(query)
    ]


def _shift_facts() -> Any:  # noqa: ANN401
    return (
        select(
            Shift.id, Role.name.label("role"), Project.title.label("project"), Shift.starts_at, Shift.ends_at
        )
        .join_from(Shift, Role, Role.id == Shift.role_id)
        .join(Project, Project.id == Shift.project_id)
    )
