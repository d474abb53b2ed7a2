"""Remembers, when a shift is changed or called off, what those who know of it know, until they are told.

It follows every step, whatever made it: a bar that is dragged, a field, an undo of neither. Who said yes
knows of a shift, and so does whoever stood on a printed rota or got a calendar file.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from mitzvah_desk.model import (
    Assignment,
    AssignmentStatus,
    Base,
    CalendarNotice,
    Group,
    GuestOfHonour,
    Partner,
    PartnerContact,
    Person,
    Place,
    PrintNotice,
    Project,
    ProjectPartner,
    ProjectStatus,
    Role,
    Shift,
    ShiftNotice,
    ToldHow,
)
from mitzvah_desk.model.expressions import is_confidential, partner_name
from mitzvah_desk.office.core.follow_ups import RowChange, register_follow_up
from mitzvah_desk.office.core.records import record_name
from mitzvah_desk.office.rota.errands import match_ids
from mitzvah_desk.rules.findings import Finding, info_finding
from mitzvah_desk.rules.people.addressing import join_words
from mitzvah_desk.rules.rota.facts import Key, assignee_key
from mitzvah_desk.store.unit_of_work import UnitOfWork

TO_TELL = "rota.to_tell"
"""The rule of the finding that somebody is to be told."""
TO_TELL_PAGE = "Changes to pass on"
"""What the page of those who are to be told is called."""
_MOST_NAMES = 4
_ANSWERS = frozenset({AssignmentStatus.CONFIRMED, AssignmentStatus.DECLINED})
_WHO = ("person_id", "group_id")
_LINKS: dict[str, type[Base]] = {"person": Person, "group": Group, "project": Project, "place": Place}


@dataclass(frozen=True, slots=True)
class _Before:
    """A shift as it was before the step."""

    number: int
    project_id: int
    campaign_id: int
    title: str
    starts_at: datetime | None
    ends_at: datetime | None
    place_id: int | None


def note_changes(work: UnitOfWork, changes: Sequence[RowChange]) -> list[Finding]:
    """Writes down what is to be told after a step, and asks again who said yes to another time.

    Args:
        work: the step.
        changes: of shifts, assignments and projects.

    Returns:
        Who is to be told, in a sentence; nothing where nobody is.
    """
    whom = _Noting(work, changes).run()
    if not whom:
        return []
    names = [record_name(work.connection, *who) for who in whom[:_MOST_NAMES]]
    more = len(whom) - len(names)
    told = join_words([*names, f"{more} more"] if more else names)
    text = f"{told} {'is' if len(whom) == 1 else 'are'} to be told of it (Rota, {TO_TELL_PAGE})."
    return [info_finding(TO_TELL, "Rota", text, "")]


class _Noting:
    """One look at what a step changed."""

    def __init__(self, work: UnitOfWork, changes: Sequence[RowChange]) -> None:
        self._connection: Connection = work.connection
        self._of: dict[str, dict[int, RowChange]] = {"shift": {}, "assignment": {}, "project": {}}
        for each in changes:
            self._of[each.table][each.row_id] = each
        self._known: dict[int, _Before | None] = {}
        self._whom: list[Key] = []

    def run(self) -> list[Key]:
        """Everything, in the order in which it must be; returns who is to be told that was not before."""
        self._forget_answered()
        changed = self._changed_shifts()
        self._note([*self._on(changed), *self._taken_off()])
        for project in self._called_off():
            self._note_other_parts(project)
        self._ask_again(changed)
        return list(dict.fromkeys(self._whom))

    def _forget_answered(self) -> None:
        """Who says yes or no has heard of the shift as it is."""
        for each in self._of["assignment"].values():
            if each.is_changed("status") and each.after and each.after["status"] in _ANSWERS:
                who = assignee_key(each.after["person_id"], each.after["group_id"])
                self._connection.execute(
                    delete(ShiftNotice).where(
                        _column(ShiftNotice, who) == who[1],
                        ShiftNotice.shift_number == each.after["shift_id"],
                    )
                )

    def _changed_shifts(self) -> set[int]:
        """Shifts with another time or place, or without a future."""
        found = {
            number
            for number, each in self._of["shift"].items()
            if each.before is not None
            and (each.after is None or each.is_changed("starts_at", "ends_at", "place_id"))
        }
        called_off = set(self._called_off())
        moved = {
            number for number, each in self._of["project"].items() if each.is_changed("place_id")
        } | called_off
        if moved:
            rows = self._connection.execute(
                select(Shift.id, Shift.place_id, Shift.project_id).where(match_ids(Shift.project_id, moved))
            )
            found |= {
                row.id
                for row in rows
                if row.project_id in moved
                and (row.place_id is None or row.project_id in called_off)
                and not self._is_new(row.id)
            }
        return found

    def _is_new(self, shift_id: int) -> bool:
        change = self._of["shift"].get(shift_id)
        return change is not None and change.before is None

    def _called_off(self) -> list[int]:
        return [
            number
            for number, each in self._of["project"].items()
            if each.is_changed("status") and each.after and each.after["status"] == ProjectStatus.CANCELLED
        ]

    def _on(self, shifts: Iterable[int]) -> Iterator[tuple[int, Key, str]]:
        """Who was on these shifts before the step, and with what status."""
        wanted = set(shifts)
        if not wanted:
            return
        there = self._connection.execute(
            select(Assignment.__table__).where(match_ids(Assignment.shift_id, wanted))
        ).mappings()
        rows = {row["id"]: dict(row) for row in there}
        for number, each in self._of["assignment"].items():
            if each.before is None:
                rows.pop(number, None)
            elif each.before["shift_id"] in wanted:
                rows[number] = dict(each.before)
        for row in rows.values():
            if row["shift_id"] in wanted:
                yield row["shift_id"], assignee_key(row["person_id"], row["group_id"]), row["status"]

    def _taken_off(self) -> Iterator[tuple[int, Key, str]]:
        """Who was taken off a shift, or put on another."""
        for each in self._of["assignment"].values():
            before = each.before
            if before is not None and (each.after is None or each.is_changed("shift_id", *_WHO)):
                yield (
                    before["shift_id"],
                    assignee_key(before["person_id"], before["group_id"]),
                    before["status"],
                )

    def _note(self, found: Sequence[tuple[int, Key, str]]) -> None:
        told = self._told_on_paper({number for number, _, _ in found})
        rows: dict[tuple[int, Key], dict[str, Any]] = {}
        for number, who, status in found:
            how = ToldHow.SAID_YES if status == AssignmentStatus.CONFIRMED else told.get((number, who))
            known = self._before(number)
            if how is None or known is None or status not in {*_SERVING}:
                continue
            rows[number, who] = {
                "campaign_id": known.campaign_id,
                "project_id": known.project_id,
                "shift_number": number,
                "title": known.title,
                "starts_at": known.starts_at,
                "ends_at": known.ends_at,
                "place_id": known.place_id,
                "how": how,
            }
        self._write([(who, row) for (_, who), row in rows.items()])

    def _note_other_parts(self, project_id: int) -> None:
        """Whoever else counts on a project: who runs it, guests of honour and who receives them, partners.

        Whom we know at a confidential partner is in no list; its page says whom to ring.
        """
        project = self._connection.execute(
            select(Project.title, Project.campaign_id, Project.coordinator_id).where(Project.id == project_id)
        ).one()
        parts = [("Coordinator", project.coordinator_id)]
        guests = select(GuestOfHonour.person_id, GuestOfHonour.host_id)
        for row in self._connection.execute(guests.where(GuestOfHonour.project_id == project_id)):
            parts += [("Guest of honour", row.person_id), ("Host", row.host_id)]
        contacts = (
            select(PartnerContact.person_id, partner_name(Partner).label("partner"))
            .join_from(PartnerContact, Partner, Partner.id == PartnerContact.partner_id)
            .join(ProjectPartner, ProjectPartner.partner_id == Partner.id)
            .where(
                ProjectPartner.project_id == project_id,
                PartnerContact.is_main.in_((True,)),
                ~is_confidential(Partner.id),
            )
        )
        parts += [
            (f"{known.partner}, partner", known.person_id) for known in self._connection.execute(contacts)
        ]
        more = {"campaign_id": project.campaign_id, "project_id": project_id, "how": ToldHow.CALLED_OFF}
        self._write(
            [
                (("person", number), {**more, "title": f"{part} of {project.title}"})
                for part, number in dict.fromkeys(parts)
                if number is not None
            ]
        )

    def _write(self, rows: Sequence[tuple[Key, dict[str, Any]]]) -> None:
        """Writes those whose person and group are there still, and of whose shift nothing waits yet."""
        there = {noun: self._still_there(table, rows, noun) for noun, table in _LINKS.items()}
        waiting = {
            (row.shift_number, assignee_key(row.person_id, row.group_id))
            for row in self._connection.execute(
                select(ShiftNotice.shift_number, ShiftNotice.person_id, ShiftNotice.group_id).where(
                    match_ids(ShiftNotice.shift_number, {row.get("shift_number", 0) for _, row in rows})
                )
            )
        }
        for who, row in rows:
            if who[1] in there[who[0]] and (row.get("shift_number"), who) not in waiting:
                kept = {
                    each: row[each]
                    for each in row
                    if each not in {"project_id", "place_id"} or row[each] in there[each.removesuffix("_id")]
                }
                self._whom.append(who)
                self._connection.execute(insert(ShiftNotice).values({f"{who[0]}_id": who[1], **kept}))

    def _still_there(
        self, table: type[Base], rows: Sequence[tuple[Key, dict[str, Any]]], noun: str
    ) -> set[int]:
        named = {who[1] for who, _ in rows if who[0] == noun}
        named |= {row[f"{noun}_id"] for _, row in rows if row.get(f"{noun}_id") is not None}
        return set(self._connection.execute(select(table.id).where(match_ids(table.id, named))).scalars())

    def _ask_again(self, changed: Iterable[int]) -> None:
        """Who said yes to another time has not said yes to this one."""
        times = {
            number
            for number in changed
            if number in self._of["shift"] and self._of["shift"][number].is_changed("starts_at", "ends_at")
        }
        answered = {
            number
            for number, each in self._of["assignment"].items()
            if each.before is None or each.is_changed("status")
        }
        moved = {
            number
            for number, each in self._of["assignment"].items()
            if each.is_changed("shift_id") and each.before and each.after and self._is_elsewhen(each)
        }
        if times or moved:
            said_yes = select(Assignment.id, Assignment.shift_id).where(
                Assignment.status == AssignmentStatus.CONFIRMED,
                match_ids(Assignment.shift_id, times) | match_ids(Assignment.id, moved),
            )
            for row in self._connection.execute(said_yes).all():
                if row.id not in answered and (row.shift_id in times or row.id in moved):
                    self._connection.execute(
                        update(Assignment)
                        .where(Assignment.id == row.id)
                        .values(status=AssignmentStatus.INVITED)
                    )

    def _is_elsewhen(self, change: RowChange) -> bool:
        one, other = (self._before(image["shift_id"]) for image in (change.before, change.after) if image)
        return (
            one is None or other is None or (one.starts_at, one.ends_at) != (other.starts_at, other.ends_at)
        )

    def _told_on_paper(self, shifts: set[int]) -> dict[tuple[int, Key], ToldHow]:
        """Who was told of these shifts by a printed rota or by a calendar file."""
        found: dict[tuple[int, Key], ToldHow] = {}
        if shifts:
            sent = select(CalendarNotice.shift_number, CalendarNotice.person_id).where(
                match_ids(CalendarNotice.shift_number, shifts), CalendarNotice.person_id.is_not(None)
            )
            for row in self._connection.execute(sent):
                found[row.shift_number, ("person", row.person_id)] = ToldHow.EXPORTED
            printed = select(PrintNotice.shift_number, PrintNotice.person_id, PrintNotice.group_id).where(
                match_ids(PrintNotice.shift_number, shifts)
            )
            for line in self._connection.execute(printed):
                found[line.shift_number, assignee_key(line.person_id, line.group_id)] = ToldHow.PRINTED
        return found

    def _before(self, number: int) -> _Before | None:
        """A shift as it was; None where its project or role cannot be told any more."""
        if number not in self._known:
            self._known[number] = self._read_before(number)
        return self._known[number]

    def _read_before(self, number: int) -> _Before | None:
        change = self._of["shift"].get(number)
        image = (change.before if change else None) or self._read_one(Shift, number)
        if image is None:
            return None
        project = self._project(image["project_id"])
        role = self._roles.get(image["role_id"], "")
        if project is None:
            return None
        place = image["place_id"] if image["place_id"] is not None else project["place_id"]
        return _Before(
            number,
            image["project_id"],
            project["campaign_id"],
            f"{role} in {project['title']}",
            _moment(image["starts_at"]),
            _moment(image["ends_at"]),
            place,
        )

    def _project(self, number: int) -> Mapping[str, Any] | None:
        change = self._of["project"].get(number)
        return (change.before if change else None) or self._read_one(Project, number)

    def _read_one(self, table: type[Shift | Project], number: int) -> Mapping[str, Any] | None:
        query = select(*table.__table__.columns).where(table.id == number)
        row = self._connection.execute(query).mappings().first()
        return None if row is None else {str(name): value for name, value in row.items()}

    @cached_property
    def _roles(self) -> dict[int, str]:
        return {row.id: row.name for row in self._connection.execute(select(Role.id, Role.name))}


_SERVING = frozenset({AssignmentStatus.INVITED, AssignmentStatus.CONFIRMED})


def _column(table: Any, who: Key) -> Any:  # noqa: ANN401  # a column of any table with both
    return table.person_id if who[0] == "person" else table.group_id


def _moment(value: str | datetime | None) -> datetime | None:
    return datetime.fromisoformat(value) if isinstance(value, str) else value


register_follow_up(note_changes, "shift", "assignment", "project")
