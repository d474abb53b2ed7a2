"""Who is still to be told that a shift was changed or called off, and what they could do instead."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, cast

from sqlalchemy import Connection, and_, case, delete, func, or_, select, update
from sqlalchemy.orm import aliased

from mitzvah_desk.model import (
    Assignment,
    AssignmentStatus,
    Campaign,
    Group,
    Person,
    Place,
    Project,
    ProjectStatus,
    Role,
    Shift,
    ShiftNotice,
    ToldHow,
)
from mitzvah_desk.model.expressions import best_phone, full_name, place_label, shift_place_id
from mitzvah_desk.office.core.actions import Applied
from mitzvah_desk.office.core.crud import not_found
from mitzvah_desk.office.rota import load_facts as rota_facts
from mitzvah_desk.office.rota.asking.asked_facts import AskedBook
from mitzvah_desk.office.rota.asking.candidates import weigh_asking
from mitzvah_desk.office.rota.queries import list_board_rows
from mitzvah_desk.office.rota.rows import ShiftRow
from mitzvah_desk.rules.findings import Finding
from mitzvah_desk.rules.plurals import count_noun
from mitzvah_desk.rules.rota.changes import ChangeKind, KnownShift, describe_change
from mitzvah_desk.rules.rota.facts import AssignmentFacts, Key, assignee_key
from mitzvah_desk.rules.rota.shift_times import format_times
from mitzvah_desk.store.unit_of_work import UnitOfWork

_MOST = 3
"""So many things to do instead are named."""


@dataclass(frozen=True, slots=True)
class ToTell:
    """Somebody who knows something that is no longer so.

    Attributes:
        id: of the first of its notices.
        kind: ``person`` or ``group``.
        who_id: their id.
        name: theirs.
        phone: the number to ring; a group's is its leader's.
        email: the same.
        lines: what is otherwise, a line a shift.
        instead: what they could do instead of what was called off, a line a shift.
        notice_ids: what is told with it.
        asked: their assignments to another time that wait for a yes or no.
        when: when the first of it was or is to be.
    """

    id: int
    kind: str
    who_id: int
    name: str
    phone: str
    email: str
    lines: tuple[str, ...]
    instead: tuple[str, ...]
    notice_ids: tuple[int, ...]
    asked: tuple[int, ...]
    when: datetime | None


@dataclass(frozen=True, slots=True)
class _Change:
    """One notice beside the shift as it is now."""

    notice_id: int
    who: Key
    known: KnownShift
    now: KnownShift | None
    kind: ChangeKind
    assignment_id: int | None
    asked: bool

    @property
    def starts_at(self) -> datetime | None:
        """The earlier of both beginnings."""
        both = [each.starts_at for each in (self.known, self.now) if each is not None and each.starts_at]
        return min(both, default=None)

    @property
    def is_gone(self) -> bool:
        """Whether they have nothing to do there any more."""
        return self.kind is not ChangeKind.CHANGED


def list_to_tell(connection: Connection, campaign_id: int, today: date) -> list[ToTell]:
    """Who is to be told, the soonest first.

    Args:
        connection: the file.
        campaign_id: the campaign.
        today: shifts that were over before it, as they were known and as they are, are left out.
    """
    changes: dict[Key, list[_Change]] = defaultdict(list)
    for each in _changes(connection, campaign_id, today):
        changes[each.who].append(each)
    if not changes:
        return []
    reach = _read_reach(connection, changes)
    instead = _find_instead(connection, campaign_id, changes)
    found = [
        ToTell(
            min(each.notice_id for each in theirs),
            *who,
            *reach[who],
            tuple(describe_change(each.known, each.now, each.kind) for each in theirs),
            instead.get(who, ()),
            tuple(each.notice_id for each in theirs),
            tuple(each.assignment_id for each in theirs if each.asked and each.assignment_id is not None),
            min((each.starts_at for each in theirs if each.starts_at), default=None),
        )
        for who, theirs in changes.items()
    ]
    return sorted(found, key=lambda row: (row.when or datetime.max, row.name.casefold(), row.who_id))


def count_to_tell(connection: Connection, campaign_id: int, today: date) -> int:
    """How many are to be told."""
    return len({each.who for each in _changes(connection, campaign_id, today)})


@dataclass(frozen=True)
class MarkTold:
    """Notes that people were told, and what they answered to another time.

    Attributes:
        notice_ids: of what they were told.
        asked: their assignments, where they answered.
        answer: yes or no; None where they have still to say.
    """

    notice_ids: tuple[int, ...]
    asked: tuple[int, ...] = ()
    answer: AssignmentStatus | None = None

    def check(self, work: UnitOfWork) -> Sequence[Finding]:
        """Refuses where nothing of it waits any more."""
        there = select(ShiftNotice.id).where(ShiftNotice.id.in_(self.notice_ids))
        return [] if work.connection.execute(there).first() else [not_found("change to tell")]

    def apply(self, work: UnitOfWork) -> Applied:
        """Takes the notices away and sets the answers."""
        name = func.coalesce(full_name(Person), Group.name)
        told = select(name).select_from(ShiftNotice).outerjoin(Person, Person.id == ShiftNotice.person_id)
        told = told.outerjoin(Group, Group.id == ShiftNotice.group_id)
        mine = ShiftNotice.id.in_(self.notice_ids)
        names = list(dict.fromkeys(work.connection.execute(told.where(mine)).scalars()))
        work.connection.execute(delete(ShiftNotice).where(mine))
        if self.answer is not None:
            answered = update(Assignment).where(
                Assignment.id.in_(self.asked), Assignment.status == AssignmentStatus.INVITED
            )
            work.connection.execute(answered.values(status=self.answer))
        who = names[0] if len(names) == 1 else count_noun(len(names), "person")
        said = {AssignmentStatus.CONFIRMED: ", who said yes", AssignmentStatus.DECLINED: ", who cannot come"}
        return Applied(f"Told {who} of the change{said.get(self.answer, '') if self.answer else ''}")


def _changes(connection: Connection, campaign_id: int, today: date) -> list[_Change]:
    was, now = aliased(Place), aliased(Place)
    mine = or_(
        and_(ShiftNotice.person_id.is_not(None), Assignment.person_id == ShiftNotice.person_id),
        and_(ShiftNotice.group_id.is_not(None), Assignment.group_id == ShiftNotice.group_id),
    )
    rows = connection.execute(
        select(
            ShiftNotice.id,
            ShiftNotice.person_id,
            ShiftNotice.group_id,
            ShiftNotice.title,
            ShiftNotice.how,
            ShiftNotice.starts_at.label("known_start"),
            ShiftNotice.ends_at.label("known_end"),
            ShiftNotice.place_id.label("known_place_id"),
            func.coalesce(place_label(was), "").label("known_place"),
            Shift.id.label("shift_id"),
            Shift.starts_at,
            Shift.ends_at,
            (Role.name + " in " + Project.title).label("now_title"),
            now.id.label("place_id"),
            func.coalesce(place_label(now), "").label("place"),
            case((Project.status == ProjectStatus.CANCELLED, 1), else_=0).label("cancelled"),
            func.coalesce(Project.on_day, Campaign.main_day, type_=Campaign.main_day.type).label("day"),
            Assignment.id.label("assignment_id"),
            Assignment.status,
        )
        .join(Campaign, Campaign.id == ShiftNotice.campaign_id)
        .outerjoin(Shift, Shift.id == ShiftNotice.shift_number)
        .outerjoin(Project, Project.id == func.coalesce(Shift.project_id, ShiftNotice.project_id))
        .outerjoin(Role, Role.id == Shift.role_id)
        .outerjoin(was, was.id == ShiftNotice.place_id)
        .outerjoin(now, now.id == shift_place_id())
        .outerjoin(Assignment, (Assignment.shift_id == Shift.id) & mine)
        .where(ShiftNotice.campaign_id == campaign_id)
        .order_by(ShiftNotice.starts_at, ShiftNotice.id)
    )
    return [each for row in rows if (each := _change(row, today)) is not None]


def _change(row: Any, today: date) -> _Change | None:  # noqa: ANN401  # a row
    """A notice as what is to be told; None where it is over, or nothing is otherwise any more."""
    days = [each.date() for each in (row.known_start, row.starts_at) if each is not None] or [row.day]
    if max(days) < today or row.status == AssignmentStatus.DECLINED:
        return None
    known = KnownShift(row.title, row.known_start, row.known_end, row.known_place)
    now = KnownShift(row.now_title, row.starts_at, row.ends_at, row.place) if row.shift_id else None
    if row.how is ToldHow.CALLED_OFF and not row.cancelled:
        return None
    if row.cancelled or now is None:
        kind = ChangeKind.CALLED_OFF
    elif row.assignment_id is None:
        kind = ChangeKind.TAKEN_OFF
    elif (row.known_start, row.known_end, row.known_place_id) != (row.starts_at, row.ends_at, row.place_id):
        kind = ChangeKind.CHANGED
    else:
        return None
    who = assignee_key(row.person_id, row.group_id)
    asked = kind is ChangeKind.CHANGED and row.status == AssignmentStatus.INVITED
    return _Change(row.id, who, known, now, kind, row.assignment_id, asked)


def _read_reach(connection: Connection, whom: Mapping[Key, object]) -> dict[Key, tuple[str, str, str]]:
    """Names, telephone numbers and e-mail addresses."""
    people = {number for kind, number in whom if kind == "person"}
    groups = {number for kind, number in whom if kind == "group"}
    reach = (best_phone(Person).label("phone"), func.coalesce(Person.email, "").label("email"))
    persons = select(Person.id, full_name(Person).label("name"), *reach).where(Person.id.in_(people))
    led = select(Group.id, Group.name, *reach).outerjoin(Person, Person.id == Group.leader_id)
    found: dict[Key, tuple[str, str, str]] = {}
    for kind, query in (("person", persons), ("group", led.where(Group.id.in_(groups)))):
        for row in connection.execute(query):
            found[kind, row.id] = (row.name, row.phone, row.email)
    return found


def _find_instead(
    connection: Connection, campaign_id: int, changes: Mapping[Key, Sequence[_Change]]
) -> dict[Key, tuple[str, ...]]:
    """For persons with something called off, shifts of that day that need them and suit them.

    The nearest in time come first.
    """
    days: dict[date, dict[Key, datetime]] = defaultdict(dict)
    for who, theirs in changes.items():
        for each in theirs:
            if who[0] == "person" and each.kind is ChangeKind.CALLED_OFF and each.known.starts_at is not None:
                days[each.known.starts_at.date()].setdefault(who, each.known.starts_at)
    found: dict[Key, tuple[str, ...]] = {}
    for day, whom in days.items():
        open_shifts = [
            (row.title, shift)
            for row in list_board_rows(connection, campaign_id, day)
            for shift in row.shifts
            if shift.gap and shift.starts_at is not None
        ]
        suited = _find_suited(connection, campaign_id, [shift for _, shift in open_shifts], list(whom))
        for who, when in whom.items():
            near = sorted(
                ((title, shift) for title, shift in open_shifts if who in suited[shift.id]),
                key=lambda each, then=when: (abs(cast("datetime", each[1].starts_at) - then), each[1].id),  # type: ignore[misc]
            )
            found[who] = tuple(_format_open(title, shift) for title, shift in near[:_MOST])
    return found


def _find_suited(
    connection: Connection, campaign_id: int, shifts: Sequence[ShiftRow], whom: Sequence[Key]
) -> dict[int, set[Key]]:
    """Who of them may be asked for each shift; the rule is that of the board, Fill gaps and stand-ins."""
    facts = rota_facts.facts_touched_by(connection, [shift.id for shift in shifts], whom)
    book = AskedBook(connection, campaign_id, [facts.shifts[shift.id] for shift in shifts])
    suited = {}
    for shift in shifts:
        there = {a.who for a in facts.on.get(shift.id, ())}
        thought = [AssignmentFacts(0, shift.id, who) for who in whom if who not in there]
        against = weigh_asking(facts, facts.shifts[shift.id], book, thought)
        suited[shift.id] = {who for who, (found, full) in against.items() if not found and not full}
    return suited


def _format_open(title: str, shift: ShiftRow) -> str:
    times = format_times(shift.starts_at, shift.ends_at)
    return f"{times} {shift.role} in {title} (gap {shift.gap})"
