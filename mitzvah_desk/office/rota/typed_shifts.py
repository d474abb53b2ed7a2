"""Several shifts of a project at once, as typed in a grid: read, looked at, and added as one step."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, select

from mitzvah_desk.model import Place, Role, Shift
from mitzvah_desk.model.expressions import place_label
from mitzvah_desk.office.core.actions import Applied
from mitzvah_desk.office.core.crud import Add, normalise_values
from mitzvah_desk.office.core.records import RECORDS, record_name
from mitzvah_desk.office.rota.checks import settle_new_shifts, try_change
from mitzvah_desk.rules.fields.parsing import parse_date, parse_time
from mitzvah_desk.rules.fields.tidying import tidy_text
from mitzvah_desk.rules.findings import Finding
from mitzvah_desk.rules.matching.given_names import normalise_label
from mitzvah_desk.rules.plurals import count_noun
from mitzvah_desk.rules.rota.shift_line import TypedShiftLine, parse_needs
from mitzvah_desk.store.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class TypedShift:
    """A line as it was understood.

    Attributes:
        line: its number.
        values: the columns of the shift; role and place by their ids, where they are known.
        role: the name of a role that is new; empty where it is known.
        place: the name of a place that is new.
        words: what becomes of it.
        problems: what cannot be read, by the key of its cell; it is not added then.
        same: whether there is such a shift already; it is not added then.
    """

    line: int
    values: Mapping[str, Any] = field(default_factory=dict)
    role: str = ""
    place: str = ""
    words: str = ""
    problems: Mapping[str, str] = field(default_factory=dict)
    same: bool = False

    @property
    def can_be_added(self) -> bool:
        """Whether nothing stands against it."""
        return not self.problems and not self.same


def look_at_shifts(
    connection: Connection, project_id: int, day: date, lines: Sequence[tuple[int, TypedShiftLine]]
) -> tuple[TypedShift, ...]:
    """What would become of typed shifts.

    Args:
        connection: the file's.
        project_id: the project.
        day: its day, where a line names none.
        lines: the number of each and its parts.
    """
    roles = {normalise_label(name): number for number, name in connection.execute(select(Role.id, Role.name))}
    places = {
        normalise_label(name): number
        for number, name in connection.execute(select(Place.id, place_label(Place)))
    }
    there = {
        (row.role_id, row.starts_at, row.ends_at, row.place_id)
        for row in connection.execute(select(Shift.__table__).where(Shift.project_id == project_id))
    }
    looked = []
    for line, typed in lines:
        found = _read(line, typed, day, roles, places)
        values = found.values
        key = tuple(values.get(column) for column in ("role_id", "starts_at", "ends_at", "place_id"))
        if not found.problems and not found.role and not found.place and key in there:
            found = replace(found, same=True, words="The project has just such a shift already.")
        looked.append(found)
    return tuple(looked)


def _read(
    line: int, typed: TypedShiftLine, day: date, roles: Mapping[str, int], places: Mapping[str, int]
) -> TypedShift:
    problems: dict[str, str] = {}
    role, place = tidy_text(typed.role), tidy_text(typed.place)
    if not role:
        problems["role"] = "Say which role this is, such as driver. A new one is added."
    starts, ends = _time(typed.starts, "starts", problems), _time(typed.ends, "ends", problems)
    try:
        on_day = parse_date(typed.day, today=day) or day
    except ValueError as error:
        on_day, problems["day"] = day, str(error)
    fewest = most = 1
    try:
        fewest, most = parse_needs(typed.needs)
    except ValueError as error:
        problems["needs"] = str(error)
    if (starts is None) != (ends is None) and not {"starts", "ends"} & problems.keys():
        missing = "starts" if starts is None else "ends"
        problems[missing] = "Give both a start and an end, or neither where it has no fixed time."
    elif starts is not None and ends is not None and ends <= starts:
        problems["ends"] = "The end must come after the start."
    role_id, place_id = roles.get(normalise_label(role)), places.get(normalise_label(place))
    values = {
        "role_id": role_id,
        "place_id": place_id,
        "starts_at": _moment(on_day, starts),
        "ends_at": _moment(on_day, ends),
        "open_ended": starts is None,
        "minimum": fewest,
        "maximum": most,
        "note": tidy_text(typed.note),
    }
    new_role, new_place = ("" if role_id else role), ("" if place_id or not place else place)
    parts = [
        f"new role {new_role}" if new_role else "",
        f"new place {new_place}" if new_place else "",
        "with no fixed time" if starts is None else "",
    ]
    more = ", ".join(filter(None, parts))
    words = " ".join(dict.fromkeys(problems.values())) or (f"New: {more}" if more else "New")
    return TypedShift(line, values, new_role, new_place, words, problems)


def _time(text: str, key: str, problems: dict[str, str]) -> str | None:
    try:
        return parse_time(text)
    except ValueError as error:
        problems[key] = str(error)
        return None


def _moment(day: date, clock: str | None) -> datetime | None:
    return None if clock is None else datetime.combine(day, datetime.strptime(clock, "%H:%M").time())


@dataclass(frozen=True)
class AddShifts:
    """Adds shifts to a project, and the roles and places that they name anew.

    Attributes:
        project_id: the project.
        shifts: those that can be added.
    """

    project_id: int
    shifts: tuple[TypedShift, ...]

    def check(self, work: UnitOfWork) -> Sequence[Finding]:
        """What stands against their times and places."""
        return try_change(work, lambda: self.apply(work).ids)

    def apply(self, work: UnitOfWork) -> Applied:
        """Adds them; the reason stays with each."""
        made: dict[tuple[str, str], int] = {}
        ids = []
        for each in self.shifts:
            values = dict(each.values)
            for record, name in (("role", each.role), ("place", each.place)):
                if name:
                    key = (record, normalise_label(name))
                    if key not in made:
                        (made[key],) = Add(record, {"name": name}).apply(work).ids
                    values[f"{record}_id"] = made[key]
            values |= {"project_id": self.project_id, "override_reason": work.reason}
            shift = Shift(**normalise_values(RECORDS["shift"], values))
            work.session.add(shift)
            work.session.flush()
            ids.append(shift.id)
        settle_new_shifts(work, ids)
        name = record_name(work.connection, "project", self.project_id)
        return Applied(f"Added {count_noun(len(ids), 'shift')} to {name}", tuple(ids))
