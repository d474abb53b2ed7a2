"""What the last rota on paper said, so that the next one marks what is new."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, delete, func, insert, or_, select

from mitzvah_desk.model import (
    Assignment,
    AssignmentStatus,
    Campaign,
    Group,
    Person,
    Place,
    PrintNotice,
    Project,
    Shift,
)
from mitzvah_desk.model.expressions import called_name, is_child_on, place_columns, shift_place_id
from mitzvah_desk.office.core.actions import Applied
from mitzvah_desk.rules.findings import Finding
from mitzvah_desk.rules.plurals import count_noun
from mitzvah_desk.rules.privacy.disclosure import Audience, person_name, place_lines
from mitzvah_desk.rules.rota.facts import Key, assignee_key
from mitzvah_desk.rules.rota.shift_times import format_span
from mitzvah_desk.store.unit_of_work import UnitOfWork

_NAMED = frozenset({Audience.COMMITTEE, Audience.VOLUNTEERS})
"""Who may read the names on a rota."""


@dataclass(frozen=True, slots=True)
class Reprint:
    """How a rota differs from the one that was printed before it.

    Attributes:
        replaces: when that one was printed; None where there was none, or nothing is otherwise.
        new: who was not on it, by shift.
        changed: by shift what is otherwise, a line each: ``Was 10:00–11:00``.
        dropped: shifts that are gone, a line each.
    """

    replaces: datetime | None = None
    new: frozenset[tuple[int, Key]] = frozenset()
    changed: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    dropped: tuple[str, ...] = ()

    @property
    def line(self) -> str:
        """``Replaces the one of Thursday 19 November, 18:04``; empty where it replaces none."""
        at = self.replaces
        return f"Replaces the one of {at:%A} {at.day} {at:%B}, {at:%H:%M}." if at else ""


@dataclass(frozen=True)
class NotePrinted:
    """Writes down who stands on shifts of which a paper goes out; it is in no undo's way.

    Attributes:
        shift_ids: the shifts of a rota, with everybody on them.
        at: when.
        person_ids: for whom alone the paper is; what a rota said of them before stays known then.
    """

    shift_ids: tuple[int, ...]
    at: datetime
    person_ids: tuple[int, ...] = ()

    def check(self, work: UnitOfWork) -> Sequence[Finding]:  # noqa: ARG002
        """Nothing stands against it."""
        return ()

    def apply(self, work: UnitOfWork) -> Applied:
        """Writes it down in place of what the paper before said."""
        mine: ColumnElement[bool] = Assignment.shift_id.in_(self.shift_ids)
        there: set[tuple[int, Key]] = set()
        if self.person_ids:
            mine &= Assignment.person_id.in_(self.person_ids)
            there = {
                (row.shift_number, ("person", row.person_id))
                for row in work.connection.execute(
                    select(PrintNotice.shift_number, PrintNotice.person_id).where(
                        PrintNotice.person_id.in_(self.person_ids)
                    )
                )
            }
        else:
            projects = select(Shift.project_id).where(Shift.id.in_(self.shift_ids))
            gone = PrintNotice.project_id.in_(projects) & PrintNotice.shift_number.not_in(select(Shift.id))
            said = PrintNotice.shift_number.in_(self.shift_ids)
            work.connection.execute(delete(PrintNotice).where(or_(said, gone)))
        rows = work.connection.execute(
            select(
                Assignment.person_id,
                Assignment.group_id,
                Shift.project_id,
                Shift.id.label("shift_number"),
                Shift.starts_at,
                Shift.ends_at,
                shift_place_id().label("place_id"),
            )
            .join_from(Assignment, Shift, Shift.id == Assignment.shift_id)
            .join(Project, Project.id == Shift.project_id)
            .where(mine, Assignment.status != AssignmentStatus.DECLINED)
        ).mappings()
        new = [
            {**row, "printed_at": self.at}
            for row in rows
            if (row["shift_number"], assignee_key(row["person_id"], row["group_id"])) not in there
        ]
        if new:
            work.connection.execute(insert(PrintNotice), new)
        return Applied(f"Printed a rota with {count_noun(len(self.shift_ids), 'shift')}")


def note_printed(
    shift_ids: Iterable[int], audience: Audience, at: datetime, person_ids: Iterable[int] = ()
) -> NotePrinted | None:
    """What is to be written down once a paper about shifts has left; None where it names nobody.

    Args:
        shift_ids: its shifts.
        audience: for whose eyes it is.
        at: when it is made.
        person_ids: for whom alone it is.
    """
    shifts = tuple(dict.fromkeys(shift_ids))
    if not shifts or audience not in _NAMED:
        return None
    return NotePrinted(shifts, at, tuple(dict.fromkeys(person_ids)))


def compare_with_print(connection: Connection, project_ids: Collection[int], audience: Audience) -> Reprint:
    """How the rota of some projects differs from the one that was printed last.

    Args:
        connection: the file.
        project_ids: the projects.
        audience: for whose eyes the new one is; one that may see no names is compared with nothing.
    """
    printed = _read_printed(connection, project_ids) if audience in _NAMED else ()
    if not printed:
        return Reprint()
    now = _read_now(connection, project_ids)
    said: dict[int, list[Any]] = defaultdict(list)
    for row in printed:
        said[row.shift_number].append(row)
    changed: dict[int, tuple[str, ...]] = {}
    dropped = []
    for number, rows in said.items():
        names = [_name(row, audience) for row in rows]
        if number not in now:
            dropped.append(f"No longer: {_times(rows[0])} ({', '.join(filter(None, names))})")
            continue
        shift, people = now[number]
        lines = list(_differences(rows[0], shift, audience))
        left = [
            name
            for row, name in zip(rows, names, strict=True)
            if assignee_key(row.person_id, row.group_id) not in people
        ]
        if left:
            lines.append(f"No longer: {', '.join(filter(None, left)) or 'somebody'}")
        if lines:
            changed[number] = tuple(lines)
    was = {(row.shift_number, assignee_key(row.person_id, row.group_id)) for row in printed}
    new = {(number, who) for number, (_, people) in now.items() for who in people} - was
    if not (new or changed or dropped):
        return Reprint()
    last = max(row.printed_at for row in printed)
    return Reprint(last, frozenset(new), changed, tuple(dropped))


def _read_printed(connection: Connection, project_ids: Collection[int]) -> Sequence[Any]:
    day = func.coalesce(Project.on_day, Campaign.main_day, type_=Campaign.main_day.type)
    return connection.execute(
        select(
            PrintNotice.shift_number,
            PrintNotice.person_id,
            PrintNotice.group_id,
            PrintNotice.starts_at,
            PrintNotice.ends_at,
            PrintNotice.place_id,
            PrintNotice.printed_at,
            called_name(Person).label("given"),
            func.coalesce(Person.family, "").label("family"),
            func.coalesce(Group.name, "").label("group"),
            is_child_on(day, Person).label("child"),
            *place_columns(Place),
        )
        .join(Project, Project.id == PrintNotice.project_id)
        .join(Campaign, Campaign.id == Project.campaign_id)
        .outerjoin(Person, Person.id == PrintNotice.person_id)
        .outerjoin(Group, Group.id == PrintNotice.group_id)
        .outerjoin(Place, Place.id == PrintNotice.place_id)
        .where(PrintNotice.project_id.in_(project_ids))
        .order_by(PrintNotice.starts_at, PrintNotice.shift_number, PrintNotice.id)
    ).all()


def _read_now(connection: Connection, project_ids: Collection[int]) -> dict[int, tuple[Any, set[Key]]]:
    """The shifts of projects with when and where they are, and who is on them."""
    rows = connection.execute(
        select(
            Shift.id,
            Shift.starts_at,
            Shift.ends_at,
            shift_place_id().label("place_id"),
            Assignment.person_id,
            Assignment.group_id,
        )
        .join_from(Shift, Project, Project.id == Shift.project_id)
        .outerjoin(
            Assignment,
            (Assignment.shift_id == Shift.id) & (Assignment.status != AssignmentStatus.DECLINED),
        )
        .where(Shift.project_id.in_(project_ids))
    )
    found: dict[int, tuple[Any, set[Key]]] = {}
    for row in rows:
        _, people = found.setdefault(row.id, (row, set()))
        if row.person_id is not None or row.group_id is not None:
            people.add(assignee_key(row.person_id, row.group_id))
    return found


def _differences(was: Any, now: Any, audience: Audience) -> Iterator[str]:  # noqa: ANN401  # two rows
    parts = []
    if (was.starts_at, was.ends_at) != (now.starts_at, now.ends_at):
        parts.append(_times(was))
    if was.place_id != now.place_id and was.place_name:
        told = place_lines(was.place_name, "", "", confidential=was.confidential, audience=audience)
        parts += [f"in {line}" for line in told]
    if parts:
        yield f"Was {' '.join(parts)}"
    elif was.place_id != now.place_id:
        yield "The place is new"


def _times(row: Any) -> str:  # noqa: ANN401  # a row
    if row.starts_at is None or row.ends_at is None:
        return "in your own time"
    return format_span(row.starts_at, row.ends_at)


def _name(row: Any, audience: Audience) -> str:  # noqa: ANN401  # a row
    return row.group or person_name(row.given, row.family, child=bool(row.child), audience=audience)
