"""The rows that the rota's board and lists show."""

from dataclasses import dataclass
from datetime import date, datetime

from mitzvah_desk.model import AssignmentStatus, ProjectStatus


@dataclass(frozen=True, slots=True)
class DayRow:
    """A day on which a campaign has shifts.

    Attributes:
        day: the day.
        shifts: how many shifts it has.
        gap: how many people they still need.
    """

    day: date
    shifts: int
    gap: int


@dataclass(frozen=True, slots=True)
class ShiftRow:
    """A bar of the board.

    Attributes:
        id: the shift.
        project_id: its project.
        role_id: its role.
        role: the job, in words.
        starts_at: None on an open-ended shift.
        ends_at: None likewise.
        open_ended: it has no fixed time.
        place: where, as every screen may show it.
        minimum: heads it needs.
        maximum: heads it takes.
        confirmed: heads that said yes or came; toddlers and reserves do not count, here and below.
        invited: heads that have not answered yet.
        reserves: heads that stand by.
        note: the shift's own.
    """

    id: int
    project_id: int
    role_id: int
    role: str
    starts_at: datetime | None
    ends_at: datetime | None
    open_ended: bool
    place: str
    minimum: int
    maximum: int
    confirmed: int
    invited: int
    reserves: int
    note: str

    @property
    def heads(self) -> int:
        """Places filled, by those who said yes and those who have not answered."""
        return self.confirmed + self.invited

    @property
    def gap(self) -> int:
        """Heads still missing to the minimum."""
        return max(0, self.minimum - self.heads)


@dataclass(frozen=True, slots=True)
class BoardRow:
    """A project of the board with its shifts of the day, the earliest first and the open-ended last."""

    id: int
    title: str
    kind: str
    status: ProjectStatus
    place: str
    coordinator: str
    shifts: tuple[ShiftRow, ...]


@dataclass(frozen=True, slots=True)
class AssignedRow:
    """Somebody on a shift.

    Attributes:
        id: the assignment.
        kind: ``person`` or ``group``.
        who_id: the person or group.
        name: in words.
        adults: a group's adults; 1 or 0 for a person.
        children: a group's children; 0 or 1 for a person.
        fills: heads that fill places: a toddler fills none.
        status: how sure it is.
        reserve: they stand by.
        minutes_served: once they came.
        reason: why they serve in spite of what stood against it.
        household_id: a person's family.
    """

    id: int
    kind: str
    who_id: int
    name: str
    adults: int
    children: int
    fills: int
    status: AssignmentStatus
    reserve: bool
    minutes_served: int | None
    reason: str
    household_id: int | None


@dataclass(frozen=True, slots=True)
class ExpectedRow:
    """A line of the check-in list, by time and then by name.

    Attributes:
        assignment_id: what is checked in.
        kind: ``person`` or ``group``.
        who_id: the person or group.
        name: in words.
        heads: how many come.
        shift_id: the shift.
        role: the job, in words.
        project_id: the project.
        project: in words.
        starts_at: when they are expected; None for an open-ended shift.
        ends_at: when they are done.
        status: attended once they are here.
        reserve: they stand by.
        phone: to ring who has not arrived.
    """

    assignment_id: int
    kind: str
    who_id: int
    name: str
    heads: int
    shift_id: int
    role: str
    project_id: int
    project: str
    starts_at: datetime | None
    ends_at: datetime | None
    status: AssignmentStatus
    reserve: bool
    phone: str
