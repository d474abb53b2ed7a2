"""Taking attendance: who came is checked in, and who was not expected is put on the shift in one step."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Connection, select

from mitzvah_desk.model import Assignment, AssignmentStatus, Campaign, Project, Role, Shift
from mitzvah_desk.model.expressions import shift_day
from mitzvah_desk.office.core.actions import Applied, RefusalError
from mitzvah_desk.office.core.crud import Add, not_found
from mitzvah_desk.office.core.records import record_name
from mitzvah_desk.office.rota.assignments import SetStatus
from mitzvah_desk.office.rota.attendance.expected import list_book_names
from mitzvah_desk.office.rota.checks import (
    as_info,
    check_assignment_changes,
    format_assignee_names,
    list_assignment_facts,
    shift_name,
    try_change,
)
from mitzvah_desk.rules.fields.person_name import name_values, parse_person_name
from mitzvah_desk.rules.fields.tidying import tidy_text
from mitzvah_desk.rules.findings import Finding, hard_finding
from mitzvah_desk.rules.matching.typed_names import EXACT, rank_typed_name
from mitzvah_desk.rules.rota.facts import assignee_key
from mitzvah_desk.rules.rota.presence import is_here
from mitzvah_desk.store.unit_of_work import UnitOfWork

HERE_ALREADY = "rota.here_already"


def CheckIn(*assignment_ids: int) -> SetStatus:
    """Marks assignments as attended; the hours served follow from their shifts."""
    return SetStatus(assignment_ids, AssignmentStatus.ATTENDED)


@dataclass(frozen=True)
class Arrive:
    """Lets people who are expected be here: one, a family, or a group with the heads that came.

    Attributes:
        assignment_ids: who, on which shift.
        at: when.
        heads: by a group's assignment, the adults and children who came.
    """

    assignment_ids: tuple[int, ...]
    at: datetime
    heads: Mapping[int, tuple[int, int]] = field(default_factory=dict)

    def check(self, work: UnitOfWork) -> Sequence[Finding]:
        """Who is here already cannot arrive; what else the checks find of who came is only told."""
        if not self.assignment_ids:
            return [hard_finding("rota.nobody", "Arrival", "Nobody is chosen.", "Choose who is here.")]
        for number in self.assignment_ids:
            own = work.session.get(Assignment, number)
            if own is None:
                return [not_found("assignment")]
            if own.status is AssignmentStatus.ATTENDED and own.left_at is None and own.arrived_at is not None:
                return [_here_already(work.connection, own)]
        return as_info(check_assignment_changes(work.connection, self._changes()))

    def apply(self, work: UnitOfWork) -> Applied:
        """Notes that they came; whoever had left is back."""
        for number, (adults, children) in self.heads.items():
            group = work.session.get_one(Assignment, number)
            group.adults, group.children = adults, children
        for number in self.assignment_ids:
            own = work.session.get_one(Assignment, number)
            own.left_at, own.collected_by = None, ""
        SetStatus(self.assignment_ids, AssignmentStatus.ATTENDED, self.at).apply(work)
        who = format_assignee_names(
            work.connection, list_assignment_facts(work.connection, self.assignment_ids)
        )
        return Applied(f"{who} arrived at {self.at:%H:%M}", self.assignment_ids)

    def _changes(self) -> dict[int, Mapping[str, object]]:
        changes: dict[int, Mapping[str, object]] = {}
        for number in self.assignment_ids:
            came: dict[str, object] = {"status": AssignmentStatus.ATTENDED, "reserve": False}
            if number in self.heads:
                came["adults"], came["children"] = self.heads[number]
            changes[number] = came
        return changes


@dataclass(frozen=True)
class WalkIn:
    """Somebody who came without being expected: found or added as a person, and on the shift as attended.

    Attributes:
        shift_id: the shift attended.
        name: who it is; the one person of that name in the book, or else a new one.
        person_id: who it is, where known.
        arrived_at: when they came, where somebody saw it.
    """

    shift_id: int
    name: str = ""
    person_id: int | None = None
    arrived_at: datetime | None = None

    def check(self, work: UnitOfWork) -> Sequence[Finding]:
        """What the checks find anew; as they have come, only what is hard stands against it."""
        if not shift_name(work.connection, self.shift_id):
            return [not_found("shift")]
        if self.person_id is None and not tidy_text(self.name):
            return [
                hard_finding("rota.nobody", "Walk-in", "There is no name yet.", "Type the name of who came.")
            ]
        if self.person_id is not None and not record_name(work.connection, "person", self.person_id):
            return [not_found("person")]
        known = self._known(work)
        if known is not None and (there := self._find_here(work, known)) is not None:
            return [_here_already(work.connection, there)]

        def make() -> tuple[int, ...]:
            self.apply(work)
            return (self.shift_id,)

        return as_info(try_change(work, make, (self.shift_id,)))

    def apply(self, work: UnitOfWork) -> Applied:
        """Puts them on the shift as attended."""
        person = self._known(work)
        if person is None:
            typed = tidy_text(self.name)
            read = parse_person_name(typed)
            made = Add("person", name_values(read) if read else {"given": typed}).apply(work)
            person = made.ids[0]
        there = work.session.scalars(
            select(Assignment).where(Assignment.shift_id == self.shift_id, Assignment.person_id == person)
        ).first()
        if there is None:
            there = Assignment(shift_id=self.shift_id, person_id=person)
            work.session.add(there)
            work.session.flush()
        there.left_at, there.collected_by = None, ""
        SetStatus((there.id,), AssignmentStatus.ATTENDED, self.arrived_at).apply(work)
        name = record_name(work.connection, "person", person)
        label = f"{name} came to {shift_name(work.connection, self.shift_id)}"
        return Applied(label, (there.id, person))

    def _known(self, work: UnitOfWork) -> int | None:
        """The person of the book who is meant; None for somebody new."""
        if self.person_id is not None:
            return self.person_id
        found = [
            person.id
            for person in list_book_names(work.connection)
            if rank_typed_name(self.name, (person.name, person.known_as)) == EXACT
        ]
        if len(found) > 1:
            text = f"{len(found)} people in the book are called {tidy_text(self.name)}."
            raise RefusalError(hard_finding("rota.which", self.name, text, "Choose which of them it is."))
        return found[0] if found else None

    def _find_here(self, work: UnitOfWork, person_id: int) -> Assignment | None:
        """What says that somebody is here already: another shift of the day that is not over, or this one."""
        day = (
            select(shift_day())
            .join_from(Shift, Project, Project.id == Shift.project_id)
            .join(Campaign, Campaign.id == Project.campaign_id)
        )
        of_the_day = (
            select(Assignment)
            .join(Shift, Shift.id == Assignment.shift_id)
            .join(Project, Project.id == Shift.project_id)
            .join(Campaign, Campaign.id == Project.campaign_id)
            .where(
                Assignment.person_id == person_id,
                shift_day() == work.connection.execute(day.where(Shift.id == self.shift_id)).scalar_one(),
            )
        )
        for own in work.session.scalars(of_the_day):
            shift = work.session.get_one(Shift, own.shift_id)
            came = own.status is AssignmentStatus.ATTENDED
            at = self.arrived_at or own.arrived_at or shift.starts_at
            if (came and own.shift_id == self.shift_id and own.left_at is None) or (
                at is not None
                and is_here(
                    attended=came,
                    arrived_at=own.arrived_at,
                    left_at=own.left_at,
                    ends_at=shift.ends_at,
                    at=at,
                )
            ):
                return own
        return None


def _here_already(connection: Connection, own: Assignment) -> Finding:
    name = record_name(connection, *assignee_key(own.person_id, own.group_id))
    role = connection.execute(
        select(Role.name).join(Shift, Shift.role_id == Role.id).where(Shift.id == own.shift_id)
    ).scalar_one()
    since = f" since {own.arrived_at:%H:%M}" if own.arrived_at else ""
    text = f"{name} is here already{since}, {role}."
    return hard_finding(HERE_ALREADY, name, text, "If this is somebody else, type their name in full.")
