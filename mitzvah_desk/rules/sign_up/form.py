"""The form on which people sign up: what it says and asks, before it is written in any form."""

from dataclasses import dataclass
from datetime import date

from mitzvah_desk.rules.fields.parsing import format_date

MOST_OTHERS = 9
"""So many people may come along with whoever fills the form in."""
ANY_TIME = "in your own time"


@dataclass(frozen=True, slots=True)
class OfferedShift:
    """A shift that needs people.

    Attributes:
        id: its number, by which it is known when an answer comes back.
        role: what one does.
        when: its day and times as answers tell them; see ``format_shift_time``.
        day: its day in words; empty where it has no time.
        times: from when to when, in words.
        starts: its start as ``2026-11-22T10:00``; empty where it has none.
        ends: its end likewise.
        needed: how many it still needs.
        room: how many it has room for.
        youngest: the age from which one may take it; 0 where anybody may.
    """

    id: int
    role: str
    when: str
    day: str
    times: str
    starts: str
    ends: str
    needed: int
    room: int
    youngest: int = 0


@dataclass(frozen=True, slots=True)
class SignUpProject:
    """A project with shifts that need people.

    Attributes:
        title: as the public may read it.
        when: its day and time in words.
        place: where it is; empty where that is not told.
        for_whom: who has the good of it; may be empty.
        summary: what it is.
        shifts: in order of time.
    """

    title: str
    when: str
    place: str
    for_whom: str
    summary: str
    shifts: tuple[OfferedShift, ...]


@dataclass(frozen=True, slots=True)
class AskedPermission:
    """A permission that is asked.

    Attributes:
        key: the purpose, as answers tell it.
        title: what it is called.
        meaning: what a yes allows.
    """

    key: str
    title: str
    meaning: str


@dataclass(frozen=True, slots=True)
class SignUpForm:
    """A form to sign up on.

    Attributes:
        campaign: such as ``Mitzvah Day 2026``.
        organisation: whose it is; may be empty.
        day: the main day in words; empty once it is over.
        answer_by: until when to answer, in words; may be empty.
        email: where answers go.
        phone: whom to ring instead; may be empty.
        projects: those that need people, by time.
        permissions: what is asked, in order.
        withdrawing: how a permission is taken back.
    """

    campaign: str
    organisation: str
    day: str
    answer_by: str
    email: str
    phone: str
    projects: tuple[SignUpProject, ...]
    permissions: tuple[AskedPermission, ...]
    withdrawing: str


def format_shift_time(day: date | None, starts: str, ends: str) -> str:
    """When a shift is, as an answer tells it, so that it is seen whether the shift was moved since.

    Args:
        day: the day on which it starts; None for one in one's own time.
        starts: ``10:00``.
        ends: ``12:00``.
    """
    return f"{format_date(day)}, {starts} to {ends}" if day is not None else ANY_TIME
