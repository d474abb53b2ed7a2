"""Putting people and groups on shifts, with the same checks on every way of doing it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select

from mitzvah_desk.model import Assignment, AssignmentStatus, Campaign, Group, Guardian, Person, Project, Shift
from mitzvah_desk.model.expressions import is_child_on, shift_day
from mitzvah_desk.office.core.actions import Applied, RefusalError
from mitzvah_desk.office.core.crud import SetFields, not_found
from mitzvah_desk.office.rota.checks import (
    as_info,
    check_assignment_changes,
    check_shift_change,
    find_campaign_clashes,
    find_missing,
    find_project_clashes,
    find_shift_concerns,
    format_assignee_names,
    list_assignment_facts,
    settle_changes,
    shift_name,
)
from mitzvah_desk.office.rota.settlements import settle_concerns
from mitzvah_desk.rules.findings import Finding, hard_finding
from mitzvah_desk.rules.rota.facts import NOT_SERVING, AssignmentFacts, Key
from mitzvah_desk.store.unit_of_work import UnitOfWork

__all__ = [
    "NOT_SERVING",
    "Assign",
    "ChangeShift",
    "Move",
    "SetHeads",
    "SetStatus",
    "Substitute",
    "check_shift_change",
    "find_campaign_clashes",
    "find_project_clashes",
]

"""The rota and what shows it."""


@dataclass(frozen=True)
class Assign:
    """Puts persons, a household, or one group with its head count, on a shift.

    Attributes:
        shift_id: the shift.
        person_ids: who is put on it, in one step (a family, say).
        group_id: the group instead of persons.
        adults: the group's adults; its usual number where None.
        children: the group's children; its usual number where None.
        status: invited, unless they have said yes already.
        reserve: they stand by.
        household_id: everybody of a household instead, but for those who are on the shift already.
    """

    shift_id: int
    person_ids: tuple[int, ...] = ()
    group_id: int | None = None
    adults: int | None = None
    children: int | None = None
    status: AssignmentStatus = AssignmentStatus.INVITED
    reserve: bool = False
    household_id: int | None = None

    def check(self, work: UnitOfWork) -> Sequence[Finding]:
        """Everything that the checks find anew with them on it."""
        connection = work.connection
        shift = shift_name(connection, self.shift_id)
        if not shift:
            return [not_found("shift")]
        new = self.new(connection)
        if not new:
            return [hard_finding("rota.nobody", shift, "Nobody is chosen.", "Choose who it is for.")]
        return find_missing(connection, new) or check_assignment_changes(connection, {}, new)

    def apply(self, work: UnitOfWork) -> Applied:
        """Puts them on it."""
        new = self.new(work.connection)
        settle_changes(work, {}, new)
        ids = add_assignments(work, [(each, work.reason) for each in new])
        who = format_assignee_names(work.connection, new)
        return Applied(f"Put {who} on {shift_name(work.connection, self.shift_id)}", ids)

    def new(self, connection: Connection) -> list[AssignmentFacts]:
        """Who would be put on it, as the checks see them."""
        persons: list[int] = list(self.person_ids)
        if self.household_id is not None:
            there = select(Assignment.person_id).where(
                Assignment.shift_id == self.shift_id, Assignment.person_id.is_not(None)
            )
            persons += connection.execute(
                select(Person.id)
                .join_from(Shift, Project, Project.id == Shift.project_id)
                .join(Campaign, Campaign.id == Project.campaign_id)
                .join(Person, Person.household_id == self.household_id)
                .where(Shift.id == self.shift_id, Person.id.not_in(there))
                .order_by(is_child_on(shift_day(), Person), Person.id)
            ).scalars()
        whom: list[tuple[Key, int, int]] = [(("person", number), 0, 0) for number in persons]
        if self.group_id is not None:
            usual = connection.execute(
                select(Group.adults, Group.children).where(Group.id == self.group_id)
            ).first()
            adults, children = usual or (0, 0)
            adults = adults if self.adults is None else self.adults
            whom.append(
                (("group", self.group_id), adults, children if self.children is None else self.children)
            )
        return [
            AssignmentFacts(0, self.shift_id, who, adults, children, self.status, self.reserve)
            for who, adults, children in whom
        ]


@dataclass(frozen=True)
class ChangeShift:
    """Changes a shift's time, place, role or numbers; what that breaks is told first."""

    shift_id: int
    values: Mapping[str, Any]

    def check(self, work: UnitOfWork) -> Sequence[Finding]:
        """Everything that the checks find anew with the shift as it would be."""
        return check_shift_change(work.connection, self.shift_id, self.values)

    def apply(self, work: UnitOfWork) -> Applied:
        """Changes it; the reason stays with it."""
        why = {"override_reason": work.reason} if work.reason else {}
        if why:
            found = find_shift_concerns(work.connection, self.shift_id, self.values)
            settle_concerns(work, found, work.reason)
        applied = SetFields("shift", self.shift_id, {**self.values, **why}).apply(work)
        return Applied(f"Changed {shift_name(work.connection, self.shift_id)}", applied.ids)


@dataclass(frozen=True)
class SetStatus:
    """Says how sure assignments are, or how they ended.

    Attributes:
        assignment_ids: whose.
        status: what is said.
        arrived_at: when they came, where somebody saw it; who is here already keeps the first time.
    """

    assignment_ids: tuple[int, ...]
    status: AssignmentStatus
    arrived_at: datetime | None = None

    def check(self, work: UnitOfWork) -> Sequence[Finding]:
        """Who comes back from a no is checked as if put on the shift anew; so is what a no leaves behind.

        A no, an absence and an attendance are facts: what follows from them is told, and asks for no reason.
        """
        findings = check_assignment_changes(work.connection, self._changes())
        if self.status in {AssignmentStatus.INVITED, AssignmentStatus.CONFIRMED}:
            return findings
        return as_info(findings)

    def apply(self, work: UnitOfWork) -> Applied:
        """Sets it."""
        settle_changes(work, self._changes())
        for assignment_id in self.assignment_ids:
            assignment = _found(work, assignment_id)
            assignment.status = self.status
            assignment.override_reason = work.reason or assignment.override_reason
            if self.status is AssignmentStatus.ATTENDED:
                assignment.reserve = False
                assignment.arrived_at = assignment.arrived_at or self.arrived_at
            else:
                forget_attendance(assignment)
        work.session.flush()
        who = format_assignee_names(
            work.connection, list_assignment_facts(work.connection, self.assignment_ids)
        )
        return Applied(f"Marked {who} as {self.status}", self.assignment_ids)

    def _changes(self) -> dict[int, Mapping[str, object]]:
        came = {"reserve": False} if self.status is AssignmentStatus.ATTENDED else {}
        return {key: {"status": self.status, **came} for key in self.assignment_ids}


@dataclass(frozen=True)
class SetHeads:
    """Says how many adults and children of a group come to a shift."""

    assignment_id: int
    adults: int
    children: int

    def check(self, work: UnitOfWork) -> Sequence[Finding]:
        """Everything that the checks find anew with these numbers."""
        return check_assignment_changes(work.connection, self._changes())

    def apply(self, work: UnitOfWork) -> Applied:
        """Sets them."""
        settle_changes(work, self._changes())
        assignment = _found(work, self.assignment_id)
        assignment.adults, assignment.children = self.adults, self.children
        assignment.override_reason = work.reason or assignment.override_reason
        work.session.flush()
        who = format_assignee_names(
            work.connection, list_assignment_facts(work.connection, (self.assignment_id,))
        )
        return Applied(f"{who}: {self.adults} adults, {self.children} children", (self.assignment_id,))

    def _changes(self) -> dict[int, Mapping[str, object]]:
        return {self.assignment_id: {"adults": self.adults, "children": self.children}}


@dataclass(frozen=True)
class Move:
    """Moves somebody to another shift; the children there for whom they answer go along."""

    assignment_id: int
    shift_id: int

    def check(self, work: UnitOfWork) -> Sequence[Finding]:
        """Everything that the checks find anew, where they leave as where they come."""
        target = shift_name(work.connection, self.shift_id)
        if not target:
            return [not_found("shift")]
        return check_assignment_changes(work.connection, self._changes(self._moved(work.connection)))

    def apply(self, work: UnitOfWork) -> Applied:
        """Moves them."""
        ids = self._moved(work.connection)
        settle_changes(work, self._changes(ids))
        for assignment_id in ids:
            assignment = _found(work, assignment_id)
            assignment.shift_id = self.shift_id
            assignment.minutes_served = None
            assignment.override_reason = work.reason
        work.session.flush()
        who = format_assignee_names(work.connection, list_assignment_facts(work.connection, ids))
        return Applied(f"Moved {who} to {shift_name(work.connection, self.shift_id)}", ids)

    def _changes(self, ids: tuple[int, ...]) -> dict[int, Mapping[str, object]]:
        return {key: {"shift_id": self.shift_id} for key in ids}

    def _moved(self, connection: Connection) -> tuple[int, ...]:
        """The assignment, and those of the children who are there with them and not on the other shift."""
        (own,) = list_assignment_facts(connection, (self.assignment_id,))
        if own.who[0] != "person":
            return (self.assignment_id,)
        there = select(Assignment.person_id).where(
            Assignment.shift_id == self.shift_id, Assignment.person_id.is_not(None)
        )
        children = connection.execute(
            select(Assignment.id)
            .join(Guardian, Guardian.child_id == Assignment.person_id)
            .where(
                Assignment.shift_id == own.shift_id,
                Guardian.adult_id == own.who[1],
                Assignment.status.not_in(NOT_SERVING),
                Assignment.person_id.not_in(there),
            )
            .order_by(Assignment.id)
        ).scalars()
        return (self.assignment_id, *children)


@dataclass(frozen=True)
class Substitute:
    """Lets a reserve step in for somebody who cannot come, who is marked as declined.

    Attributes:
        assignment_id: who cannot come.
        by: the reserve's assignment; the shift's first where None.
    """

    assignment_id: int
    by: int | None = None

    def check(self, work: UnitOfWork) -> Sequence[Finding]:
        """Everything that the checks find anew with the one for the other."""
        reserve = self._reserve(work.connection)
        if reserve is None:
            (own,) = list_assignment_facts(work.connection, (self.assignment_id,))
            shift = shift_name(work.connection, own.shift_id)
            text = f"Nobody stands by for {shift}."
            return [hard_finding("rota.no_reserve", shift, text, "Put somebody on it as a reserve first.")]
        return check_assignment_changes(work.connection, self._changes(reserve))

    def apply(self, work: UnitOfWork) -> Applied:
        """Changes the one for the other."""
        reserve = _found(work, self._reserve(work.connection) or 0)
        settle_changes(work, self._changes(reserve.id))
        missing = _found(work, self.assignment_id)
        missing.status = AssignmentStatus.DECLINED
        forget_attendance(missing)
        reserve.reserve = False
        reserve.override_reason = work.reason or reserve.override_reason
        work.session.flush()
        ids = (reserve.id, missing.id)
        both = [
            format_assignee_names(work.connection, list_assignment_facts(work.connection, (number,)))
            for number in ids
        ]
        return Applied(f"Let {both[0]} step in for {both[1]}", ids)

    def _changes(self, reserve: int) -> dict[int, Mapping[str, object]]:
        return {self.assignment_id: {"status": AssignmentStatus.DECLINED}, reserve: {"reserve": False}}

    def _reserve(self, connection: Connection) -> int | None:
        (own,) = list_assignment_facts(connection, (self.assignment_id,))
        standing = connection.execute(
            select(Assignment.id)
            .where(
                Assignment.shift_id == own.shift_id,
                Assignment.reserve,
                Assignment.status.not_in(NOT_SERVING),
                Assignment.id != self.assignment_id,
            )
            .order_by(Assignment.status != AssignmentStatus.CONFIRMED, Assignment.id)
        ).scalars()
        return next((number for number in standing if self.by in {None, number}), None)


def forget_attendance(assignment: Assignment) -> None:
    """Takes back what was kept of somebody's coming and going."""
    assignment.minutes_served, assignment.collected_by = None, ""
    assignment.arrived_at = assignment.left_at = None


def add_assignments(work: UnitOfWork, new: Iterable[tuple[AssignmentFacts, str]]) -> tuple[int, ...]:
    """Writes assignments, each with why it was made in spite of what stands against it; returns their ids."""
    rows = [
        Assignment(
            shift_id=each.shift_id,
            person_id=each.who[1] if each.who[0] == "person" else None,
            group_id=each.who[1] if each.who[0] == "group" else None,
            adults=each.adults,
            children=each.children,
            status=each.status,
            reserve=each.reserve,
            override_reason=reason,
        )
        for each, reason in new
    ]
    work.session.add_all(rows)
    work.session.flush()
    return tuple(row.id for row in rows)


def _found(work: UnitOfWork, assignment_id: int) -> Assignment:
    assignment = work.session.get(Assignment, assignment_id)
    if assignment is None:
        raise RefusalError(not_found("assignment"))
    return assignment
