"""What the day itself asks for, and what it leaves behind: who is late, who is not marked, what must go."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, select

from mitzvah_desk.model import (
    Assignment,
    AssignmentStatus,
    Campaign,
    DeliveryStatus,
    Project,
    ProjectStatus,
    Shift,
)
from mitzvah_desk.model.expressions import shift_day
from mitzvah_desk.office.goods.delivery_queries import list_deliveries
from mitzvah_desk.office.rota.attendance.expected import list_expected_people
from mitzvah_desk.rules.plurals import count_noun

_WAITING = frozenset({AssignmentStatus.INVITED, AssignmentStatus.CONFIRMED})


@dataclass(frozen=True, slots=True)
class Late:
    """Somebody who should be here.

    Attributes:
        assignment_id: what they are on.
        text: who, where and since when, with the number to ring.
    """

    assignment_id: int
    text: str


@dataclass(frozen=True, slots=True)
class AttendanceMissing:
    """A project of a day that is over, with people of whom nobody said whether they came.

    Attributes:
        day: the day.
        assignment_ids: theirs; all had said yes.
        text: a sentence.
    """

    day: date
    assignment_ids: tuple[int, ...]
    text: str


@dataclass(frozen=True, slots=True)
class DeliveryDue:
    """A delivery that leaves today, or should have been handed over before.

    Attributes:
        delivery_id: its number.
        day: its day.
        text: a sentence.
    """

    delivery_id: int
    day: date
    text: str


def list_late(connection: Connection, campaign_id: int, now: datetime) -> list[Late]:
    """Who has said yes to a shift that is running, and is not here; by its start and their name."""
    found = []
    for row in list_expected_people(connection, campaign_id, now.date()):
        running = row.starts_at is not None and row.ends_at is not None and row.starts_at < now < row.ends_at
        if running and row.starts_at and row.status is AssignmentStatus.CONFIRMED and not row.reserve:
            phone = f": {row.phone}" if row.phone else ""
            text = f"{row.name} is late for {row.role} at {row.starts_at:%H:%M}, {row.project}{phone}"
            found.append(Late(row.assignment_id, text))
    return found


def list_attendance_missing(connection: Connection, campaign_id: int, today: date) -> list[AttendanceMissing]:
    """Projects of days before today with people who had said yes and are not marked as come or absent."""
    rows = connection.execute(
        select(Assignment.id, Project.title, shift_day().label("day"))
        .join_from(Assignment, Shift, Shift.id == Assignment.shift_id)
        .join(Project, Project.id == Shift.project_id)
        .join(Campaign, Campaign.id == Project.campaign_id)
        .where(
            Project.campaign_id == campaign_id,
            Project.status != ProjectStatus.CANCELLED,
            Assignment.status == AssignmentStatus.CONFIRMED,
            Assignment.reserve.is_(False),
            shift_day() < today,
        )
        .order_by(Assignment.id)
    )
    of: dict[tuple[date, str], list[int]] = defaultdict(list)
    for row in rows:
        of[row.day, row.title].append(row.id)
    return [
        AttendanceMissing(day, tuple(ids), f"{title}: did {_who(len(ids))} come?")
        for (day, title), ids in sorted(of.items())
    ]


def list_deliveries_due(connection: Connection, campaign_id: int, today: date) -> list[DeliveryDue]:
    """Deliveries of today, and those of days before that nobody has said the end of."""
    found = []
    for row in list_deliveries(connection, campaign_id):
        if row.status is DeliveryStatus.DELIVERED or row.from_at is None or row.from_at.date() > today:
            continue
        driver = f" with {row.driver}" if row.driver else ", without a driver yet"
        if row.from_at.date() == today:
            way = "is on its way" if row.status is DeliveryStatus.ON_THE_WAY else "leaves"
            text = f"The delivery to {row.partner} {way} at {row.from_at:%H:%M}{driver}."
        else:
            text = f"The delivery to {row.partner} was to be handed over: say how it went."
        found.append(DeliveryDue(row.id, row.from_at.date(), text))
    return found


def _who(many: int) -> str:
    return "1 person who had said yes" if many == 1 else f"all {count_noun(many, 'person')} who had said yes"
