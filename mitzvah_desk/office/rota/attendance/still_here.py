"""Who is still in the building, place by place: what is read out when the alarm goes."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection

from mitzvah_desk.office.rota.attendance.departures import GuardianRow, list_guardian_contacts
from mitzvah_desk.office.rota.attendance.expected import list_expected_people
from mitzvah_desk.office.rota.rows import ExpectedRow
from mitzvah_desk.rules.rota.presence import HeadsHere

NO_PLACE = "Place not known"


@dataclass(frozen=True, slots=True)
class StillHereRow:
    """Somebody, or a group, who is here.

    Attributes:
        assignment_id: the shift to which they came last.
        kind: ``person`` or ``group``.
        name: in words.
        child: a person under 18.
        adults: a group's.
        children: a group's.
        heads: how many of them no other line counts.
        place: where.
        role: the job, in words.
        project: in words.
        project_id: the project.
        since: when they came; None where nobody saw it.
        phone: theirs, or of a group's leader.
        guardians: who answers for a child.
    """

    assignment_id: int
    kind: str
    name: str
    child: bool
    adults: int
    children: int
    heads: int
    place: str
    role: str
    project: str
    project_id: int
    since: datetime | None
    phone: str
    guardians: tuple[GuardianRow, ...]


def list_still_here(connection: Connection, campaign_id: int, day: date, at: datetime) -> list[StillHereRow]:
    """Everybody who is here at a moment, once: by place, children first, groups last."""
    newest: dict[tuple[str, int], ExpectedRow] = {}
    for row in list_expected_people(connection, campaign_id, day):
        if row.is_here(at):
            before = newest.get(row.who)
            if before is None or (before.arrived_at or datetime.min) <= (row.arrived_at or datetime.min):
                newest[row.who] = row
    children = [row.who_id for row in newest.values() if row.child]
    guardians = list_guardian_contacts(connection, children)
    found = [
        StillHereRow(
            row.assignment_id,
            row.kind,
            row.name,
            row.child,
            row.adults,
            row.children,
            row.heads,
            row.place or NO_PLACE,
            row.role,
            row.project,
            row.project_id,
            row.arrived_at,
            row.phone,
            tuple(each for each in guardians if row.child and each.child_id == row.who_id),
        )
        for row in newest.values()
    ]
    return sorted(
        found,
        key=lambda row: (
            row.place == NO_PLACE,
            row.place.casefold(),
            row.kind == "group",
            not row.child,
            row.name.casefold(),
            row.assignment_id,
        ),
    )


def count_still_here(rows: Iterable[StillHereRow]) -> HeadsHere:
    """How many people are here: each person once, groups by their heads."""
    adults = children = 0
    for row in rows:
        if row.kind == "group":
            young = min(row.children, row.heads)
            children, adults = children + young, adults + row.heads - young
        else:
            children, adults = children + row.child, adults + (not row.child)
    return HeadsHere(adults, children)
