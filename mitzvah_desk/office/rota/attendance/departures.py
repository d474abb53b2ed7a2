"""Time to go: who left when, and who took a child."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, select

from mitzvah_desk.model import Assignment, AssignmentStatus, Campaign, Guardian, Person, Project, Shift
from mitzvah_desk.model.expressions import best_phone, called_name, full_name, is_child_on, shift_day
from mitzvah_desk.office.core.actions import Applied
from mitzvah_desk.office.core.crud import not_found
from mitzvah_desk.office.core.records import record_name
from mitzvah_desk.office.core.rows import fill_rows
from mitzvah_desk.rules.fields.parsing import format_clock_time
from mitzvah_desk.rules.fields.tidying import tidy_text
from mitzvah_desk.rules.findings import Finding, hard_finding, soft_finding
from mitzvah_desk.rules.matching.typed_names import EXACT, rank_typed_name
from mitzvah_desk.rules.rota.facts import assignee_key
from mitzvah_desk.store.unit_of_work import UnitOfWork

NO_GUARDIAN = "rota.no_guardian"


@dataclass(frozen=True, slots=True)
class GuardianRow:
    """An adult who answers for a child.

    Attributes:
        child_id: the child.
        name: in words.
        known_as: with the first name that they go by.
        relation: to the child.
        phone: the number to ring.
    """

    child_id: int
    name: str
    known_as: str
    relation: str
    phone: str


def list_guardian_contacts(connection: Connection, child_ids: Sequence[int]) -> list[GuardianRow]:
    """Who answers for some children, with their numbers, by child."""
    rows = connection.execute(
        select(
            Guardian.child_id,
            full_name(Person).label("name"),
            func.trim(called_name(Person) + " " + Person.family).label("known_as"),
            Guardian.relation,
            best_phone(Person).label("phone"),
        )
        .join(Person, Person.id == Guardian.adult_id)
        .where(Guardian.child_id.in_(child_ids))
        .order_by(Guardian.child_id, Guardian.id)
    )
    return fill_rows(GuardianRow, rows)


@dataclass(frozen=True)
class Leave:
    """Lets people who are here go: a person on all of their shifts of the day, a group with everybody.

    A child is collected by a guardian. Anybody else, or nobody, asks for a word, which is kept with the name.

    Attributes:
        assignment_ids: who; one assignment each is enough.
        at: when.
        collected_by: who takes the children among them.
    """

    assignment_ids: tuple[int, ...]
    at: datetime
    collected_by: str = ""

    def check(self, work: UnitOfWork) -> Sequence[Finding]:
        """Nobody leaves before they came; a child goes with a guardian."""
        found: list[Finding] = []
        for number in self.assignment_ids:
            own = work.session.get(Assignment, number)
            if own is None:
                return [not_found("assignment")]
            name = _name(work, own)
            if own.status is not AssignmentStatus.ATTENDED:
                text = f"{name} was not checked in, so they cannot leave."
                return [hard_finding("rota.not_here", name, text, "Check them in first.")]
            if own.arrived_at is not None and self.at < own.arrived_at:
                came = format_clock_time(own.arrived_at)
                text = f"{name} came at {came}, so they cannot have left at {format_clock_time(self.at)}."
                return [hard_finding("rota.left_early", name, text, "Put the time right.")]
            if own.person_id is not None and _is_child(work.connection, own):
                found += self._check_collection(work, own.person_id, name)
        return found

    def _check_collection(self, work: UnitOfWork, child_id: int, name: str) -> list[Finding]:
        guardians = list_guardian_contacts(work.connection, (child_id,))
        whom = tidy_text(self.collected_by)
        if any(rank_typed_name(whom, (each.name, each.known_as)) == EXACT for each in guardians):
            return []
        ring = ", ".join(" ".join(part for part in (each.name, each.phone) if part) for each in guardians)
        do = f"Ring {ring} first; then say in a word why." if ring else "Say in a word why they may go."
        text = f"{whom} is no guardian of {name} in the book." if whom else f"Nobody collects {name}."
        return [soft_finding(NO_GUARDIAN, name, text, do)]

    def apply(self, work: UnitOfWork) -> Applied:
        """Notes when they left, and who took the children."""
        names = []
        for number in self.assignment_ids:
            own = work.session.get_one(Assignment, number)
            names.append(_name(work, own))
            child = own.person_id is not None and _is_child(work.connection, own)
            words = (tidy_text(self.collected_by), work.reason)
            taken = ": ".join(word for word in words if word) if child else ""
            later: datetime | None = None
            for each in _of_the_day(work, own):
                left = min(self.at, later) if later is not None else self.at
                each.left_at = max(left, each.arrived_at or left)
                each.collected_by = taken
                later = each.arrived_at or work.session.get_one(Shift, each.shift_id).starts_at
        work.session.flush()
        more = f" and {len(names) - 1} more" if len(names) > 1 else ""
        return Applied(f"{names[0]}{more} left at {self.at:%H:%M}", self.assignment_ids)


def _name(work: UnitOfWork, own: Assignment) -> str:
    return record_name(work.connection, *assignee_key(own.person_id, own.group_id))


def _is_child(connection: Connection, own: Assignment) -> bool:
    query = (
        select(is_child_on(shift_day(), Person))
        .join_from(Assignment, Shift, Shift.id == Assignment.shift_id)
        .join(Project, Project.id == Shift.project_id)
        .join(Campaign, Campaign.id == Project.campaign_id)
        .join(Person, Person.id == Assignment.person_id)
        .where(Assignment.id == own.id)
    )
    return bool(connection.execute(query).scalar_one())


def _of_the_day(work: UnitOfWork, own: Assignment) -> list[Assignment]:
    """The assignments of one person or group on one day that they came to; the last first."""
    whose = (
        Assignment.person_id == own.person_id
        if own.person_id is not None
        else Assignment.group_id == own.group_id
    )
    days = (
        select(shift_day())
        .join_from(Shift, Project, Project.id == Shift.project_id)
        .join(Campaign, Campaign.id == Project.campaign_id)
    )
    day = work.connection.execute(days.where(Shift.id == own.shift_id)).scalar_one()
    query = (
        select(Assignment)
        .join(Shift, Shift.id == Assignment.shift_id)
        .join(Project, Project.id == Shift.project_id)
        .join(Campaign, Campaign.id == Project.campaign_id)
        .where(
            whose,
            Assignment.status == AssignmentStatus.ATTENDED,
            Assignment.left_at.is_(None),
            shift_day() == day,
        )
        .order_by(Shift.starts_at.desc(), Assignment.id.desc())
    )
    return list(work.session.scalars(query))


__all__ = ["NO_GUARDIAN", "GuardianRow", "Leave", "list_guardian_contacts"]
