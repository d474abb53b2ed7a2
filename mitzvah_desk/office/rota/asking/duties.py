"""What somebody does on a day in whatever capacity: what has to be done by others once they ring off."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, func, or_, select

from mitzvah_desk.model import (
    Assignment,
    AssignmentStatus,
    Campaign,
    Group,
    GroupMember,
    GuestOfHonour,
    Person,
    Project,
    ProjectStatus,
    Shift,
)
from mitzvah_desk.model.expressions import full_name, shift_day
from mitzvah_desk.office.rota.errands import list_errands
from mitzvah_desk.office.rota.load_facts import facts_touched_by
from mitzvah_desk.rules.rota.commitments import describe_shift, list_commitments
from mitzvah_desk.rules.rota.facts import NOT_SERVING, Errand, Key
from mitzvah_desk.rules.rota.shift_times import format_dated_span

_ADVICE = {
    "delivery": "Choose another driver.",
    "host": "Choose another host for the guest.",
    "honour": "Tell the project that this guest does not come.",
    "group": "Ask the group who leads it, or whether one less comes.",
    "coordinator": "Choose who coordinates it that day.",
}


@dataclass(frozen=True, slots=True)
class Duty:
    """One thing that somebody does on a day.

    Attributes:
        kind: ``shift``, ``group``, ``delivery``, ``host``, ``honour`` or ``coordinator``.
        what: in words: ``Baker in Tea for all``, ``drives to Rubens House``.
        starts_at: from when; None where no time is set.
        ends_at: until when.
        record: what leads there: ``shift``, ``delivery``, ``project``, with its number.
        record_id: its number.
        assignment_id: what puts them on a shift themselves; 0 for all else.
        status: what they answered for it.
        reserve: they stand by.
    """

    kind: str
    what: str
    starts_at: datetime | None
    ends_at: datetime | None
    record: str
    record_id: int
    assignment_id: int = 0
    status: AssignmentStatus = AssignmentStatus.INVITED
    reserve: bool = False

    @property
    def stands(self) -> bool:
        """Whether it is their own place on a shift, and they have not said no to it."""
        return bool(self.assignment_id) and self.status in {
            AssignmentStatus.INVITED,
            AssignmentStatus.CONFIRMED,
        }

    @property
    def when(self) -> str:
        """Its time in words."""
        return format_dated_span(self.starts_at, self.ends_at)

    @property
    def advice(self) -> str:
        """What is to be done about it by hand once they cannot come; empty for a place on a shift."""
        return _ADVICE.get(self.kind, "")

    @property
    def also(self) -> str:
        """The same with what it is: ``Also drives to Rubens House 11:00–12:00: choose another driver.``."""
        if not self.advice:
            return ""
        return f"Also {self.what} {self.when}: {self.advice[0].lower()}{self.advice[1:]}"


def list_duties(connection: Connection, person_id: int, day: date) -> list[Duty]:
    """What somebody does on a day, by time: shifts of their own, those that they said no to as well."""
    who: Key = ("person", person_id)
    facts = facts_touched_by(connection, (), [who])
    if person_id not in facts.people:
        return []
    found = []
    for a in facts.of.get(who, ()):
        shift = facts.shifts.get(a.shift_id)
        if shift is not None and shift.day == day:
            times = (shift.starts_at, shift.ends_at)
            found.append(Duty("shift", shift.name, *times, "shift", shift.id, a.id, a.status, a.reserve))
    for each in list_commitments(facts, who):
        at = each.at
        if at.starts_at is None or at.starts_at.date() != day:
            continue
        if isinstance(at, Errand):
            record, number = ("delivery", at.id) if at.kind == "delivery" else ("project", at.project_id or 0)
            found.append(Duty(at.kind, at.what, at.starts_at, at.ends_at, record, number))
        elif each.group_id is not None:
            group = facts.groups[each.group_id]
            does = "leads" if group.leader_id == person_id else "comes with"
            what = f"{does} {group.name} on {describe_shift(facts, each._replace(group_id=None))}"
            found.append(Duty("group", what, at.starts_at, at.ends_at, "shift", at.id))
    found += _guests_at_no_time(connection, person_id, day)
    found += _coordinates(connection, person_id, day)
    return sorted(found, key=lambda duty: (duty.starts_at or datetime.max, duty.kind != "shift", duty.what))


def list_shifts_of(connection: Connection, who: Key) -> frozenset[int]:
    """Every shift on which a person or a group is, a person also with a group that they lead or belong to.

    Args:
        connection: the file.
        who: ``("person", 7)``.
    """
    noun, number = who
    mine: ColumnElement[bool]
    if noun == "group":
        mine = Assignment.group_id == number
    else:
        groups = select(GroupMember.group_id).where(GroupMember.person_id == number)
        led = select(Group.id).where(Group.leader_id == number)
        mine = or_(
            Assignment.person_id == number, Assignment.group_id.in_(groups), Assignment.group_id.in_(led)
        )
    query = select(Assignment.shift_id).where(mine, Assignment.status.not_in(NOT_SERVING))
    return frozenset(connection.execute(query).scalars())


def list_days_of(connection: Connection, person_id: int, campaign_id: int) -> list[date]:
    """The days of a campaign on which somebody is expected anywhere, in order."""
    days: set[date] = set()
    rows: Iterable[Any] = connection.execute(
        select(shift_day().label("day"))
        .select_from(Assignment)
        .join(Shift, Shift.id == Assignment.shift_id)
        .join(Project, Project.id == Shift.project_id)
        .join(Campaign, Campaign.id == Project.campaign_id)
        .where(
            Assignment.person_id == person_id,
            Project.campaign_id == campaign_id,
            Project.status != ProjectStatus.CANCELLED,
        )
    )
    days |= {row.day for row in rows}
    who: Key = ("person", person_id)
    facts = facts_touched_by(connection, (), [who])
    campaign = select(Shift.id).join(Project, Project.id == Shift.project_id)
    mine = set(connection.execute(campaign.where(Project.campaign_id == campaign_id)).scalars())
    for each in list_commitments(facts, who):
        at = each.at
        if at.starts_at is not None and (isinstance(at, Errand) or at.id in mine):
            days.add(at.starts_at.date())
    coordinated = connection.execute(
        select(func.coalesce(Project.on_day, Campaign.main_day).label("day"))
        .join(Campaign, Campaign.id == Project.campaign_id)
        .where(
            Project.coordinator_id == person_id,
            Project.campaign_id == campaign_id,
            Project.status != ProjectStatus.CANCELLED,
        )
    )
    days |= {row.day for row in coordinated}
    return sorted(days)


def list_people_with_duties(connection: Connection, campaign_id: int) -> frozenset[int]:
    """Whoever does anything in a campaign, and may ring off."""
    live = (Project.campaign_id == campaign_id) & (Project.status != ProjectStatus.CANCELLED)
    of_shifts = (
        select(func.coalesce(Assignment.person_id, Group.leader_id).label("person"))
        .join_from(Assignment, Shift, Shift.id == Assignment.shift_id)
        .join(Project, Project.id == Shift.project_id)
        .outerjoin(Group, Group.id == Assignment.group_id)
        .where(live, Assignment.status.in_((AssignmentStatus.INVITED, AssignmentStatus.CONFIRMED)))
    )
    coordinators = select(Project.coordinator_id.label("person")).where(live)
    found = {row.person for query in (of_shifts, coordinators) for row in connection.execute(query)}
    found |= list_errands(connection, campaign_id=campaign_id).keys()
    return frozenset(number for number in found if number is not None)


def _guests_at_no_time(connection: Connection, person_id: int, day: date) -> list[Duty]:
    on_day = func.coalesce(Project.on_day, Campaign.main_day)
    rows: Iterable[Any] = connection.execute(
        select(
            GuestOfHonour.project_id,
            GuestOfHonour.person_id,
            full_name(Person).label("guest"),
            Project.title,
        )
        .join(Project, Project.id == GuestOfHonour.project_id)
        .join(Campaign, Campaign.id == Project.campaign_id)
        .join(Person, Person.id == GuestOfHonour.person_id)
        .where(
            GuestOfHonour.arrives_at.is_(None),
            (GuestOfHonour.person_id == person_id) | (GuestOfHonour.host_id == person_id),
            Project.status != ProjectStatus.CANCELLED,
            on_day == day,
        )
    )
    found = []
    for row in rows:
        duty = Duty("host", f"hosts {row.guest} at {row.title}", None, None, "project", row.project_id)
        if row.person_id == person_id:
            duty = replace(duty, kind="honour", what=f"is a guest of honour at {row.title}")
        found.append(duty)
    return found


def _coordinates(connection: Connection, person_id: int, day: date) -> list[Duty]:
    rows: Iterable[Any] = connection.execute(
        select(Project.id, Project.title)
        .join(Campaign, Campaign.id == Project.campaign_id)
        .where(
            Project.coordinator_id == person_id,
            Project.status != ProjectStatus.CANCELLED,
            func.coalesce(Project.on_day, Campaign.main_day) == day,
        )
    )
    return [Duty("coordinator", f"coordinates {r.title}", None, None, "project", r.id) for r in rows]
