"""Somebody rings off: they come off their shifts, and others are asked, step in or swap with them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy import Connection, select

from mitzvah_desk.model import Assignment, AssignmentStatus, Unavailability
from mitzvah_desk.office.core.actions import Applied
from mitzvah_desk.office.core.crud import not_found
from mitzvah_desk.office.core.records import record_name
from mitzvah_desk.office.rota.asking.duties import list_duties
from mitzvah_desk.office.rota.assignments import add_assignments
from mitzvah_desk.office.rota.checks import (
    as_info,
    check_assignment_changes,
    format_assignee_names,
    list_assignment_facts,
    settle_changes,
    shift_name,
)
from mitzvah_desk.office.rota.load_facts import find_assignments
from mitzvah_desk.rules.findings import Finding, hard_finding, info_finding
from mitzvah_desk.rules.rota.facts import AssignmentFacts
from mitzvah_desk.store.unit_of_work import UnitOfWork

Changes = Mapping[int, Mapping[str, object]]
_GONE: Mapping[str, object] = {"status": AssignmentStatus.DECLINED}


@dataclass(frozen=True)
class CannotCome:
    """Somebody cannot come: to one shift, for a whole day, or from a time on.

    For a day or a part of it they are noted as away, too, so that nobody asks them for something else then.

    Attributes:
        person_id: who rings off.
        day: the day.
        assignment_id: the one place on a shift that they cannot take; all of the day's where None.
        since: from when on; the whole day where None.
    """

    person_id: int
    day: date
    assignment_id: int | None = None
    since: time | None = None

    def check(self, work: UnitOfWork) -> Sequence[Finding]:
        """A no is a fact: what follows from it is told, with all that they do beside shifts."""
        name = record_name(work.connection, "person", self.person_id)
        if not name:
            return [not_found("person")]
        if self.assignment_id is not None and not self.list_places(work.connection):
            text = f"{name} has no such place on a shift that day."
            return [hard_finding("rota.nobody", name, text, "Choose one of their shifts.")]
        told = as_info(check_assignment_changes(work.connection, self._changes(work.connection)))
        if self.assignment_id is None:
            start = self._away[0]
            told += [
                info_finding("rota.also", name, f"{name} also {duty.what} {duty.when}.", duty.advice)
                for duty in list_duties(work.connection, self.person_id, self.day)
                if duty.advice and (duty.ends_at is None or duty.ends_at > start)
            ]
        return told

    def apply(self, work: UnitOfWork) -> Applied:
        """Notes it; the ids are those of the places that are free now."""
        changes = self._changes(work.connection)
        for number in changes:
            place = work.session.get_one(Assignment, number)
            place.status, place.minutes_served = AssignmentStatus.DECLINED, None
        if self.assignment_id is None:
            start, end = self._away
            known = select(Unavailability.id).where(
                Unavailability.person_id == self.person_id,
                Unavailability.starts_at <= start,
                Unavailability.ends_at >= end,
            )
            if work.connection.execute(known).first() is None:
                work.session.add(Unavailability(person_id=self.person_id, starts_at=start, ends_at=end))
        work.session.flush()
        name = record_name(work.connection, "person", self.person_id)
        what = f"on {self.day.day} {self.day:%B}"
        if self.since is not None:
            what += f" from {self.since:%H:%M}"
        if self.assignment_id is not None:
            (own,) = list_assignment_facts(work.connection, (self.assignment_id,))
            what = f"to {shift_name(work.connection, own.shift_id)}"
        return Applied(f"Noted that {name} cannot come {what}", tuple(changes))

    def list_places(self, connection: Connection) -> list[int]:
        """The places on shifts that become free."""
        start = self._away[0]
        return [
            duty.assignment_id
            for duty in list_duties(connection, self.person_id, self.day)
            if duty.stands
            and (duty.assignment_id == self.assignment_id or self.assignment_id is None)
            and (self.assignment_id is not None or duty.ends_at is None or duty.ends_at > start)
        ]

    @property
    def _away(self) -> tuple[datetime, datetime]:
        start = datetime.combine(self.day, self.since or time())
        return start, datetime.combine(self.day + timedelta(days=1), time())

    def _changes(self, connection: Connection) -> Changes:
        return dict.fromkeys(self.list_places(connection), _GONE)


@dataclass(frozen=True)
class AnswerStandIn:
    """What somebody who could stand in was asked or answers: asked, yes or no.

    Who is asked stands by until they answer, so that the gap stays a gap; a yes takes the place, and a no is
    kept, so that they are not asked again.

    Attributes:
        shift_id: the shift.
        person_id: who could stand in.
        answer: invited for asked, confirmed for yes, declined for no.
    """

    shift_id: int
    person_id: int
    answer: AssignmentStatus

    def check(self, work: UnitOfWork) -> Sequence[Finding]:
        """The same as on every way of putting somebody on a shift; a no is a fact."""
        if not shift_name(work.connection, self.shift_id):
            return [not_found("shift")]
        if not record_name(work.connection, "person", self.person_id):
            return [not_found("person")]
        found = check_assignment_changes(work.connection, *self._parts(work.connection))
        return as_info(found) if self.answer is AssignmentStatus.DECLINED else found

    def apply(self, work: UnitOfWork) -> Applied:
        """Notes it."""
        changes, new = self._parts(work.connection)
        settle_changes(work, changes, new)
        for number, values in changes.items():
            place = work.session.get_one(Assignment, number)
            place.status = self.answer
            place.reserve = bool(values["reserve"])
            place.override_reason = work.reason or place.override_reason
        ids = (*changes, *add_assignments(work, [(each, work.reason) for each in new]))
        name = record_name(work.connection, "person", self.person_id)
        shift = shift_name(work.connection, self.shift_id)
        said = {
            AssignmentStatus.INVITED: f"Asked {name} to stand in as {shift}",
            AssignmentStatus.CONFIRMED: f"{name} stands in as {shift}",
        }
        return Applied(said.get(self.answer, f"{name} cannot stand in as {shift}"), ids)

    def _parts(self, connection: Connection) -> tuple[Changes, list[AssignmentFacts]]:
        there = find_assignments(
            connection, (Assignment.shift_id == self.shift_id) & (Assignment.person_id == self.person_id)
        )
        asked = self.answer is AssignmentStatus.INVITED
        stands_by = asked and not any(a.serves for a in there)
        if there:
            return {there[0].id: {"status": self.answer, "reserve": stands_by}}, []
        who = ("person", self.person_id)
        return {}, [AssignmentFacts(0, self.shift_id, who, 0, 0, self.answer, stands_by)]


@dataclass(frozen=True)
class Swap:
    """Two persons change places: each takes the other's shift.

    Attributes:
        assignment_id: the place of the one.
        other_id: the place of the other, on another shift.
    """

    assignment_id: int
    other_id: int

    def check(self, work: UnitOfWork) -> Sequence[Finding]:
        """Everything that the checks find anew with the one for the other."""
        one, other = list_assignment_facts(work.connection, (self.assignment_id, self.other_id))
        if one.shift_id == other.shift_id or "group" in {one.who[0], other.who[0]}:
            name = record_name(work.connection, *one.who)
            text = "Only two persons on two shifts can swap."
            return [hard_finding("rota.swap", name, text, "Choose somebody on another shift.")]
        return check_assignment_changes(work.connection, self._changes(one, other))

    def apply(self, work: UnitOfWork) -> Applied:
        """Swaps them."""
        both = list_assignment_facts(work.connection, (self.assignment_id, self.other_id))
        changes = self._changes(*both)
        settle_changes(work, changes)
        for number, values in changes.items():
            place = work.session.get_one(Assignment, number)
            place.shift_id = int(str(values["shift_id"]))
            place.minutes_served = None
            place.override_reason = work.reason
        work.session.flush()
        names = [format_assignee_names(work.connection, [each]) for each in both]
        return Applied(f"Swapped {names[0]} and {names[1]}", (self.assignment_id, self.other_id))

    def _changes(self, one: AssignmentFacts, other: AssignmentFacts) -> Changes:
        return {one.id: {"shift_id": other.shift_id}, other.id: {"shift_id": one.shift_id}}
