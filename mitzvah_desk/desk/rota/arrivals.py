"""Who is expected now, who is late and who is here; and whom a typed name may mean. No widgets."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import IntEnum

from mitzvah_desk.model import AssignmentStatus
from mitzvah_desk.office.rota.rows import BookName, ElsewhereRow, ExpectedRow
from mitzvah_desk.rules.matching.typed_names import EXACT, rank_typed_name

SOON = timedelta(minutes=45)
"""Who starts within this is expected now."""
LATE = timedelta(minutes=10)
"""Who started longer ago than this and is not here has not arrived."""
_MOST_OF_THE_BOOK = 5
_COMING = {AssignmentStatus.INVITED, AssignmentStatus.CONFIRMED}
_LONG = timedelta(days=400)


@dataclass(frozen=True, slots=True)
class Arrivals:
    """A day's check-in list, parted.

    Attributes:
        now: expected now, and at any time.
        late: not arrived.
        here: here; who came last is first.
        later: expected later.
        absent: marked as absent.
        gone: was here, and has left.
        since: by person or group that is here, when they came, or None, and the job to which they did.
    """

    now: tuple[ExpectedRow, ...]
    late: tuple[ExpectedRow, ...]
    here: tuple[ExpectedRow, ...]
    later: tuple[ExpectedRow, ...]
    absent: tuple[ExpectedRow, ...]
    gone: tuple[ExpectedRow, ...]
    since: dict[tuple[str, int], ExpectedRow]


def split_arrivals(rows: Sequence[ExpectedRow], day: date, at: datetime) -> Arrivals:
    """Parts a day's list by the time; on any other day than its own, everybody is expected.

    Whoever is here for one shift is not late for another.
    """
    came = [row for row in rows if row.status is AssignmentStatus.ATTENDED]
    here = sorted(
        (row for row in came if row.left_at is None),
        key=lambda row: (row.arrived_at or datetime.min, row.assignment_id),
        reverse=True,
    )
    since = {row.who: row for row in here}
    coming = [row for row in rows if row.status in _COMING]
    today = at.date() == day
    late = [
        row
        for row in coming
        if today and row.starts_at is not None and row.starts_at < at - LATE and row.who not in since
    ]
    later = [row for row in coming if today and row.starts_at is not None and row.starts_at > at + SOON]
    known = {row.assignment_id for row in (*late, *later)}
    return Arrivals(
        tuple(row for row in coming if row.assignment_id not in known),
        tuple(late),
        tuple(here),
        tuple(later),
        tuple(row for row in rows if row.status is AssignmentStatus.ABSENT),
        tuple(row for row in came if row.left_at is not None and row.who not in since),
        since,
    )


class Meaning(IntEnum):
    """What a typed name may mean, the most likely first."""

    COMING = 1
    FAMILY = 2
    HERE = 3
    GOES_ON = 4
    GONE = 5
    ELSEWHERE = 6
    BOOK = 7
    NEW = 8


@dataclass(frozen=True, slots=True)
class Guess:
    """Whom a typed name may mean.

    Attributes:
        meaning: how they stand to the day.
        name: who, in words.
        rows: their lines of the check-in list, the nearest in time first.
        person_id: somebody of the book who has none; 0 for anybody else.
        words: where somebody without a line is expected.
        rank: how well the typed text fits.
    """

    meaning: Meaning
    name: str
    rows: tuple[ExpectedRow, ...] = ()
    person_id: int = 0
    words: str = ""
    rank: int = 0

    @property
    def id(self) -> int:
        """What it is in a list; no two of a list are the same."""
        return (self.rows[0].assignment_id if self.rows else self.person_id) * 10 + self.meaning

    @property
    def is_several(self) -> bool:
        """Whether it is one person or group on more than one shift."""
        return self.meaning is Meaning.COMING and len(self.rows) > 1


def list_guesses(
    arrivals: Arrivals,
    elsewhere: Iterable[ElsewhereRow],
    people: Iterable[BookName],
    text: str,
    at: datetime,
) -> list[Guess]:
    """Whom a typed name may mean, the most likely first; whoever is here already is among them.

    Args:
        arrivals: the check-in list, parted.
        elsewhere: who is expected on no shift of their own.
        people: the book; nobody of it where it may not be looked through.
        text: what is typed.
        at: the moment; of several shifts, the nearest comes first.
    """
    found = [*_listed(arrivals, text, at), *_families(arrivals, text, at)]
    coming = (*arrivals.now, *arrivals.late, *arrivals.later, *arrivals.absent)
    everybody = (*coming, *arrivals.here, *arrivals.gone)
    listed = {row.who_id for row in everybody if row.kind == "person"}
    known = {person.id: person for person in people}
    ranks = {
        number: rank
        for number, person in known.items()
        if number not in listed
        and (not person.hidden or rank_typed_name(text, (person.name, person.known_as)) == EXACT)
        and (rank := rank_typed_name(text, (person.name, person.known_as), person.household)) is not None
    }
    found += [
        Guess(Meaning.ELSEWHERE, known[e.person_id].name, (), e.person_id, e.words, ranks[e.person_id])
        for e in elsewhere
        if e.person_id in ranks
    ]
    best = sorted(ranks, key=lambda number: ranks[number])[:_MOST_OF_THE_BOOK]
    found += [Guess(Meaning.BOOK, known[n].name, (), n, known[n].household, ranks[n]) for n in best]
    found.sort(key=lambda guess: (guess.rank, guess.meaning))
    if not any(guess.rank == EXACT and guess.meaning is not Meaning.FAMILY for guess in found):
        found.append(Guess(Meaning.NEW, text))
    return found


def _listed(arrivals: Arrivals, text: str, at: datetime) -> list[Guess]:
    """People and groups of the check-in list; each once, whatever the number of their shifts."""
    parts = {
        Meaning.COMING: (*arrivals.now, *arrivals.late, *arrivals.later, *arrivals.absent),
        Meaning.HERE: arrivals.here,
        Meaning.GONE: arrivals.gone,
    }
    found = []
    for usual, rows in parts.items():
        of_whom: dict[tuple[str, int], list[ExpectedRow]] = defaultdict(list)
        for row in rows:
            of_whom[row.who].append(row)
        for who, own in of_whom.items():
            rank = rank_typed_name(text, (own[0].name, own[0].known_as), own[0].household)
            goes_on = usual is Meaning.COMING and who in arrivals.since
            left = [row for row in own if not goes_on or row.status is not AssignmentStatus.ABSENT]
            if rank is not None and left:
                meaning = Meaning.GOES_ON if goes_on else usual
                found.append(Guess(meaning, left[0].name, _by_nearness(left, at), rank=rank))
    return found


def list_family(arrivals: Arrivals, household_id: int, at: datetime) -> tuple[ExpectedRow, ...]:
    """Everybody of a household who is expected and not here, each by the shift that is nearest."""
    coming = [
        row
        for row in (*arrivals.now, *arrivals.late, *arrivals.later)
        if row.household_id == household_id and row.who not in arrivals.since
    ]
    nearest: dict[tuple[str, int], ExpectedRow] = {}
    for row in _by_nearness(coming, at):
        nearest.setdefault(row.who, row)
    return tuple(sorted(nearest.values(), key=lambda row: (row.child, row.name)))


def _families(arrivals: Arrivals, text: str, at: datetime) -> list[Guess]:
    """Families of which two or more are expected."""
    ranks: dict[int, int] = {}
    for row in (*arrivals.now, *arrivals.late, *arrivals.later):
        if row.household_id is not None and row.who not in arrivals.since:
            rank = rank_typed_name(text, (row.household, row.name, row.known_as), row.household)
            if rank is not None:
                ranks[row.household_id] = min(rank, ranks.get(row.household_id, rank))
    found = []
    for household, rank in ranks.items():
        family = list_family(arrivals, household, at)
        if len(family) > 1:
            found.append(Guess(Meaning.FAMILY, family[0].household, family, rank=rank))
    return found


def _by_nearness(rows: Iterable[ExpectedRow], at: datetime) -> tuple[ExpectedRow, ...]:
    """Rows by how near their time is: what runs now comes first, work without a time last."""

    def away(row: ExpectedRow) -> timedelta:
        if row.starts_at is None or row.ends_at is None:
            return _LONG
        return max(row.starts_at - at, at - row.ends_at, timedelta(0))

    return tuple(sorted(rows, key=away))
