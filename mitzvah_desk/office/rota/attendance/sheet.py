"""Attendance as it was signed on paper, taken over in one step."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from mitzvah_desk.model import Assignment, AssignmentStatus
from mitzvah_desk.office.core.actions import Applied
from mitzvah_desk.office.core.crud import not_found
from mitzvah_desk.office.rota.assignments import SetStatus
from mitzvah_desk.office.rota.checks import as_info, check_assignment_changes
from mitzvah_desk.rules.findings import Finding, hard_finding
from mitzvah_desk.rules.plurals import count_noun
from mitzvah_desk.store.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class SignedLine:
    """What the sheet says of one assignment.

    Attributes:
        assignment_id: whose line it is.
        absent: they did not come.
        arrived_at: when they came, where it was written.
        left_at: when they left.
        adults: of a group, who came; None where nobody counted.
        children: likewise.
        minutes: how long they served, where it was written.
    """

    assignment_id: int
    absent: bool = False
    arrived_at: datetime | None = None
    left_at: datetime | None = None
    adults: int | None = None
    children: int | None = None
    minutes: int | None = None


@dataclass(frozen=True)
class TakeAttendance:
    """Keeps what a sign-in sheet says: one step for all of its lines."""

    lines: tuple[SignedLine, ...]

    def check(self, work: UnitOfWork) -> Sequence[Finding]:
        """What was signed is a fact: what the checks find of it is only told."""
        if not self.lines:
            return [hard_finding("rota.nobody", "Sheet", "Nothing is typed yet.", "Type numbers of lines.")]
        if any(work.session.get(Assignment, line.assignment_id) is None for line in self.lines):
            return [not_found("assignment")]
        changes: dict[int, Mapping[str, object]] = {}
        for line in self.lines:
            status = AssignmentStatus.ABSENT if line.absent else AssignmentStatus.ATTENDED
            said: dict[str, object] = {"status": status}
            if line.adults is not None and line.children is not None:
                said |= {"adults": line.adults, "children": line.children}
            changes[line.assignment_id] = said
        return as_info(check_assignment_changes(work.connection, changes))

    def apply(self, work: UnitOfWork) -> Applied:
        """Keeps it; a time that was not written leaves what the desk at the door saw."""
        ids = tuple(line.assignment_id for line in self.lines)
        absent = tuple(line.assignment_id for line in self.lines if line.absent)
        came = tuple(number for number in ids if number not in absent)
        for status, whose in ((AssignmentStatus.ABSENT, absent), (AssignmentStatus.ATTENDED, came)):
            if whose:
                SetStatus(whose, status).apply(work)
        for line in self.lines:
            if line.absent:
                continue
            own = work.session.get_one(Assignment, line.assignment_id)
            own.arrived_at = line.arrived_at or own.arrived_at
            own.left_at = line.left_at or own.left_at
            if own.arrived_at is not None and own.left_at is not None and own.left_at < own.arrived_at:
                own.arrived_at, own.left_at = line.arrived_at, line.left_at  # the sheet is right
            if line.adults is not None and line.children is not None:
                own.adults, own.children = line.adults, line.children
            if line.minutes is not None:
                own.minutes_served = line.minutes
        work.session.flush()
        both = [f"{len(came)} came", f"{len(absent)} absent"]
        told = ", ".join(word for word, whose in zip(both, (came, absent), strict=True) if whose)
        return Applied(f"Took {count_noun(len(ids), 'line')} from a sign-in sheet: {told}", ids)
