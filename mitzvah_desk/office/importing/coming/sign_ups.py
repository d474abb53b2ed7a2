"""Lists of sign-ups: who comes to which shift."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from mitzvah_desk.model import AssignmentStatus
from mitzvah_desk.office.core.actions import Action
from mitzvah_desk.office.importing.coming import groups
from mitzvah_desk.office.importing.coming.form_replies import find_chosen_shifts
from mitzvah_desk.office.importing.coming.groups import GroupComing
from mitzvah_desk.office.importing.existing_records import ExistingRecords, ShiftKnown
from mitzvah_desk.office.importing.matcher import MatchEntry, Matcher
from mitzvah_desk.office.importing.people_read import PeopleRead, format_name
from mitzvah_desk.office.importing.plan import DeferredAction, RowFate, RowOutcome
from mitzvah_desk.office.importing.reading import parse_people
from mitzvah_desk.office.importing.row_cells import Cells
from mitzvah_desk.office.people.asked_projects import AskForProject
from mitzvah_desk.office.rota.assignments import Assign
from mitzvah_desk.rules.fields import cell_parsers as reading
from mitzvah_desk.rules.matching.given_names import normalise_label
from mitzvah_desk.rules.people.addressing import join_words

if TYPE_CHECKING:
    from mitzvah_desk.office.importing.composer import Composer, RowRead

CHOICES = (1, 2, 3)
_DATED = re.compile(r"([0-9]{1,2} [A-Za-z]{3,9} [0-9]{4}) +(.+)")
"""A time that bears its own day."""
_TIME = re.compile(r"[0-9]{1,2}[:.][0-9]{2} ?(?:[ap]\.?m\.?)?|[0-9]{1,2} ?[ap]\.?m\.?", re.IGNORECASE)


@dataclass(slots=True)
class SignUpFound:
    """What a row tells.

    Attributes:
        shifts: those that it names.
        entries: its people, matched.
        group: or its group.
        choices: the place of each project that they asked for.
        takers: by shift, which of its people take it, counted from 1; all of them where it is not there.
    """

    shifts: list[ShiftKnown]
    entries: list[MatchEntry]
    group: GroupComing | None = None
    choices: Mapping[int, int] = field(default_factory=dict)
    takers: Mapping[ShiftKnown, frozenset[int]] = field(default_factory=dict)


def read_row(row: "RowRead", cells: Cells, matcher: Matcher, known: ExistingRecords, today: date) -> None:
    """Reads a row, and finds its shift and people, or its group."""
    unread = bool(row.problems)
    named = groups.find_named_group(cells, known)
    group = None
    if named is not None:
        group = groups.read_group_size(cells, named)
        row.read = found = PeopleRead(group=named["name"])
    else:
        row.read = found = parse_people(cells, today)
        more = groups.unnamed_people_text(cells, len(found.people))
        if not found.people and not unread:
            row.problems.append(_nobody(found))
        elif more:
            row.problems.append(more)
    if found.not_coming and not row.problems:
        row.found = SignUpFound([], matcher.entries(row.line, found.people))
        return
    choices = _choices(cells, known, row.problems) if group is None else {}
    names_a_shift = any(cells.text(column) for column in ("project", "role", "day", "starts"))
    takers = find_chosen_shifts(cells, known, row.problems) if group is None else {}
    if takers:
        shifts = list(takers)
    else:
        shifts = _shifts(cells, known, today, row.problems) if names_a_shift or not choices else []
    if not row.problems:
        row.found = SignUpFound(shifts, matcher.entries(row.line, found.people), group, choices, takers)


def _nobody(found: PeopleRead) -> str:
    if found.group:
        return f"There is no group called {found.group} in the book. Add it under People first."
    return "There is no person’s name in this row."


def _choices(cells: Cells, known: ExistingRecords, problems: list[str]) -> dict[int, int]:
    """The projects that a row asks for, first, second and third; by project, its place."""
    found: dict[int, int] = {}
    for place in CHOICES:
        said = cells.text(f"choice_{place}")
        if not said:
            continue
        fits = [number for number, title in known.projects.items() if _named(said, title)]
        exact = [n for n in fits if normalise_label(known.projects[n]) == normalise_label(said)]
        fits = exact or fits
        if len(fits) == 1:
            found.setdefault(fits[0], place)
        else:
            what = "Several projects fit" if fits else "This campaign has no project that fits"
            problems.append(f"{what} {said}. Write its title as it is in the campaign.")
    return found


def _shifts(cells: Cells, known: ExistingRecords, today: date, problems: list[str]) -> list[ShiftKnown]:
    """The shifts that a row names: one, or each of several times that were ticked; problems say why not."""
    when = cells.text("starts") or " ".join(_TIME.findall(cells.text("day")))
    ticked = [piece for piece in re.split(r"[,;\n]", when) if piece.strip()]
    if len(ticked) < 2 or not all(map(_TIME.search, ticked)):
        ticked = [when]
    told = cells.read("day", lambda text: reading.parse_day(text, today))
    found = []
    for each in ticked:
        dated = _DATED.match(each.strip())
        day = reading.parse_day(dated[1], today) if dated else told
        found.append(_shift(cells, known, day, dated[2] if dated else each, problems))
    return [shift for shift in found if shift is not None]


def _shift(
    cells: Cells, known: ExistingRecords, day: date | None, when: str, problems: list[str]
) -> ShiftKnown | None:
    """The one shift that a row names with one of its times."""
    times = _TIME.findall(when)
    words = _TIME.sub(" ", when)
    role = cells.text("role") or (" ".join(re.findall(r"[^\W\d_]{3,}", words)) if times else when)
    starts = reading.parse_times(times[0])[0] if times else None
    project = cells.text("project")
    if known.campaign and normalise_label(project) == normalise_label(
        known.campaign
    ):  # the sign-up's own title
        project = ""
    fits = [
        shift
        for shift in known.shifts
        if _named(project, shift.project)
        and _named(role, shift.role)
        and (day is None or shift.day is None or shift.day == day)
        and (starts is None or shift.starts == starts)
    ]
    if len(fits) > 1:  # the very words win over a part of them
        exact = [
            s
            for s in fits
            if normalise_label(s.project) == normalise_label(project)
            and (not role or normalise_label(s.role) == normalise_label(role))
        ]
        fits = exact or fits
    if len(fits) == 1:
        return fits[0]
    asked = join_words(filter(None, (project, role, cells.text("day"), starts or "")))
    if problems:
        return None
    if not asked:
        problems.append(
            "This row names no shift. Match the columns that tell the project, the role and the time."
        )
    elif not fits:
        problems.append(f"This campaign has no shift that fits {asked}. Add the shift, or put the row right.")
    else:
        names = "; ".join(format_shift(shift) for shift in fits[:3])
        problems.append(f"Several shifts fit {asked}: {names}. Add the project, the role or the time.")
    return None


@lru_cache(maxsize=65536)
def _named(text: str, name: str) -> bool:
    """Whether a cell may name this project or role."""
    from rapidfuzz import fuzz

    said, known = normalise_label(text), normalise_label(name)
    if not said or said == known or said in known or known in said:
        return True
    return fuzz.token_sort_ratio(said, known) >= 85


def format_shift(shift: ShiftKnown) -> str:
    """A shift in words: ``Bulbs, Driver at 10:00``."""
    return f"{shift.project}, {shift.role}" + (f" at {shift.starts}" if shift.starts else "")


def row_name(row: "RowRead") -> str:
    """Who comes."""
    read: PeopleRead | None = row.read
    return (join_words(format_name(p.who) for p in read.people) or read.group) if read else ""


def import_row(row: "RowRead", composer: "Composer") -> RowFate:
    """Writes the people, and lets them be put on the shift."""
    found: SignUpFound = row.found
    if found.group is not None:
        shifts = {shift: format_shift(shift) for shift in found.shifts}
        return groups.import_group_row(row, composer, found.group, shifts)
    if row.read.not_coming:
        return _not_coming(row, composer)
    asked = composer.asked(row, found.entries, row_name(row), row.read)
    if asked is not None:
        return asked
    done = composer.people.settle(row.read, found.entries, composer.decisions.get(row.line))
    coming = False
    for shift in found.shifts:
        missing = [
            person
            for place, person in enumerate(done.ids, 1)
            if place in found.takers.get(shift, (place,))
            if (shift.id, person) not in composer.known.on_shift and (shift.id, person) not in composer.coming
        ]
        composer.coming.update((shift.id, person) for person in missing)
        if missing:
            coming = True
            composer.deeds.append(DeferredAction(row.line, _assign(shift.id, tuple(missing))))
    wished = _wish(row.line, found.choices, done.ids, composer)
    fate = (
        RowOutcome.NEW
        if done.new or coming or wished
        else RowOutcome.UPDATE
        if done.changed
        else RowOutcome.SAME
    )
    asked_for = [f"asks for {composer.known.projects[number]}" for number in found.choices]
    detail = ", ".join([*map(format_shift, found.shifts), *asked_for, *done.changed, *done.kept])
    return RowFate(
        row.line,
        row.cells,
        fate,
        row_name(row),
        detail,
        composer.people.candidates(composer.matcher, found.entries, composer.decisions.get(row.line)),
    )


def _not_coming(row: "RowRead", composer: "Composer") -> RowFate:
    """The fate of a row that says no: nobody is signed up; who stands on a shift is told, and stays there."""
    said = f"The list says “{row.read.not_coming}”, so nobody is signed up."
    shifts = {shift.id for shift in composer.known.shifts}
    on = {person for shift, person in composer.known.on_shift if shift in shifts}
    names = [format_name(e.read.who) for e in row.found.entries if e.target in on]
    if names:
        stand = "stands" if len(names) == 1 else "stand"
        said += f" {join_words(names)} {stand} on this campaign’s rota: say there that they cannot come."
    return RowFate(row.line, row.cells, RowOutcome.LEFT, row_name(row), said)


def _wish(line: int, choices: Mapping[int, int], people: Sequence[int], composer: "Composer") -> bool:
    """Lets the projects be kept that people asked for; whether any of it is new."""
    new = [
        (person, project, place)
        for project, place in choices.items()
        for person in people
        if (person, project, place) not in composer.known.asked_for
    ]
    for each in new:
        composer.deeds.append(DeferredAction(line, _choose(*each)))
    return bool(new)


class _choose:  # noqa: N801 - it is used as a function
    """Keeps a project that somebody asked for once they have their id."""

    def __init__(self, person: int, project: int, place: int) -> None:
        self._person, self._project, self._place = person, project, place

    def __call__(self, ids: Mapping[int, int]) -> Action:
        return AskForProject(ids.get(self._person, self._person), self._project, self._place)


class _assign:  # noqa: N801 - it is used as a function
    """Puts people on a shift once they have their ids; they said that they come."""

    def __init__(self, shift: int, people: tuple[int, ...]) -> None:
        self._shift, self._people = shift, people

    def __call__(self, ids: Mapping[int, int]) -> Action:
        people = tuple(ids.get(number, number) for number in self._people)
        return Assign(self._shift, people, status=AssignmentStatus.CONFIRMED)
