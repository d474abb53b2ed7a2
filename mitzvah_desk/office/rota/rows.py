"""The rows that the rota's board and lists show."""

from dataclasses import dataclass
from datetime import date, datetime

from mitzvah_desk.model import AssignmentStatus, ProjectStatus
from mitzvah_desk.rules.rota.presence import is_here
from mitzvah_desk.rules.rota.staffing import Staffing, count_staffing


@dataclass(frozen=True, slots=True)
class DayRow:
    """A day on which a campaign has shifts.

    Attributes:
        day: the day.
        shifts: how many shifts it has.
        staffing: theirs together.
    """

    day: date
    shifts: int
    staffing: Staffing


@dataclass(frozen=True, slots=True)
class NameOnShift:
    """Somebody, or a group, on a bar of the board.

    Attributes:
        name: in words.
        short: the same where there is little room: ``Ann C.``
        asked: they have not answered yet.
        reserve: they stand by.
        heads: how many come.
    """

    name: str
    short: str
    asked: bool = False
    reserve: bool = False
    heads: int = 1


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
        people: who is on it, those who said yes first and the reserves last.
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
    people: tuple[NameOnShift, ...] = ()

    @property
    def staffing(self) -> Staffing:
        """How it stands."""
        return count_staffing(self.confirmed, self.invited, self.minimum, self.maximum)

    @property
    def heads(self) -> int:
        """Those who said yes and those who may."""
        return self.staffing.heads

    @property
    def gap(self) -> int:
        """Heads still missing to the minimum."""
        return self.staffing.gap


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
        known_as: a person's name with the first name that they go by.
        child: a person under 18 on the day.
        household_id: a person's family.
        household: its name.
        adults: a group's.
        children: a group's.
        heads: how many of them nobody else in the list counts: one, or a group's head count.
        shift_id: the shift.
        role: the job, in words.
        project_id: the project.
        project: in words.
        place: where, as every screen may show it.
        starts_at: when they are expected; None for an open-ended shift.
        ends_at: when they are done.
        status: attended once they are here.
        reserve: they stand by.
        phone: to ring who has not arrived.
        arrived_at: when the desk at the door saw them come.
        left_at: when it saw them go.
        collected_by: who took a child.
    """

    assignment_id: int
    kind: str
    who_id: int
    name: str
    known_as: str
    child: bool
    household_id: int | None
    household: str
    adults: int
    children: int
    heads: int
    shift_id: int
    role: str
    project_id: int
    project: str
    place: str
    starts_at: datetime | None
    ends_at: datetime | None
    status: AssignmentStatus
    reserve: bool
    phone: str
    arrived_at: datetime | None
    left_at: datetime | None
    collected_by: str

    @property
    def who(self) -> tuple[str, int]:
        """The person or group."""
        return self.kind, self.who_id

    def is_here(self, at: datetime) -> bool:
        """Whether they are in the building; see ``rules.rota.presence``."""
        return is_here(
            attended=self.status is AssignmentStatus.ATTENDED,
            arrived_at=self.arrived_at,
            left_at=self.left_at,
            ends_at=self.ends_at,
            at=at,
        )


@dataclass(frozen=True, slots=True)
class ElsewhereRow:
    """Somebody who is expected on a day without being on a shift by name.

    Attributes:
        person_id: the person.
        assignment_id: that of the group with which they come; 0 for an errand.
        words: where they are expected: ``with Third Hendon Scouts: 10:00 Knitters, Tea``.
    """

    person_id: int
    assignment_id: int
    words: str


@dataclass(frozen=True, slots=True)
class BookName:
    """Somebody in the book, as a name typed at the door may mean them.

    Attributes:
        id: the person.
        name: in words.
        known_as: with the first name that they go by.
        household: the name of their family.
        hidden: in the book for a confidential partner alone, so that they are found by their whole name only.
    """

    id: int
    name: str
    known_as: str
    household: str
    hidden: bool
