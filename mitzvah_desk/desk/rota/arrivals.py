"""Who is expected now, who is late and who is here; and whom a typed name may mean. No widgets."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from mitzvah_desk.desk.widgets.rows import normalise_text
from mitzvah_desk.model import AssignmentStatus
from mitzvah_desk.office.core.lookup import Option
from mitzvah_desk.office.rota.queries import ExpectedRow

SOON = timedelta(minutes=45)
"""Who starts within this is expected now."""
LATE = timedelta(minutes=10)
"""Who started longer ago than this and is not here has not arrived."""
_MOST_OF_THE_BOOK = 5
_COMING = {AssignmentStatus.INVITED, AssignmentStatus.CONFIRMED}


@dataclass(frozen=True, slots=True)
class Arrivals:
    """A day's check-in list, parted.

    Attributes:
        now: expected now, and at any time.
        late: not arrived.
        here: here.
        later: expected later.
        absent: marked as absent.
    """

    now: tuple[ExpectedRow, ...]
    late: tuple[ExpectedRow, ...]
    here: tuple[ExpectedRow, ...]
    later: tuple[ExpectedRow, ...]
    absent: tuple[ExpectedRow, ...]


def split_arrivals(rows: Sequence[ExpectedRow], day: date, at: datetime) -> Arrivals:
    """Parts a day's list by the time; on any other day than its own, everybody is expected."""
    coming = [row for row in rows if row.status in _COMING]
    today = at.date() == day
    late = [row for row in coming if today and row.starts_at is not None and row.starts_at < at - LATE]
    later = [row for row in coming if today and row.starts_at is not None and row.starts_at > at + SOON]
    known = {row.assignment_id for row in (*late, *later)}
    return Arrivals(
        tuple(row for row in coming if row.assignment_id not in known),
        tuple(late),
        tuple(row for row in rows if row.status is AssignmentStatus.ATTENDED),
        tuple(later),
        tuple(row for row in rows if row.status is AssignmentStatus.ABSENT),
    )


def find_expected(arrivals: Arrivals, text: str) -> list[ExpectedRow]:
    """Whom a typed part of a name may mean among those who are not here yet, the most likely first."""
    words = normalise_text(text).split()
    coming = (*arrivals.now, *arrivals.late, *arrivals.later, *arrivals.absent)
    return [row for row in coming if all(word in normalise_text(row.name) for word in words)]


def find_unexpected(people: Sequence[Option], rows: Sequence[ExpectedRow], text: str) -> list[Option]:
    """People of the book who are not expected and whom a typed part of a name may mean."""
    words = normalise_text(text).split()
    expected = {row.who_id for row in rows if row.kind == "person"}
    found = [
        p for p in people if p.id not in expected and all(word in normalise_text(p.label) for word in words)
    ]
    return found[:_MOST_OF_THE_BOOK]
