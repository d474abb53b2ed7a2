"""What the rota's checks are given: plain facts of shifts, people, groups and homes, and what is found.

Nobody here knows the file; ``office/rota_facts.py`` loads a campaign into these values.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from functools import cached_property

from mitzvah_desk.model import AssignmentStatus, DbsLevel
from mitzvah_desk.rules.findings import Finding
from mitzvah_desk.rules.jewish_calendar.times import CalendarPlace as JewishPlace
from mitzvah_desk.rules.people import age

Key = tuple[str, int]
"""Somebody or something that a check concerns: ``("person", 7)``, ``("group", 2)``, ``("shift", 3)``."""

NOT_SERVING = (AssignmentStatus.DECLINED, AssignmentStatus.ABSENT)


@dataclass(frozen=True, slots=True)
class RotaSettings:
    """The committee's own figures for the checks.

    Attributes:
        tolerance: an overlap of one person's shifts no longer than this is not told.
        near_minutes: travel between two places of one postcode district, or where a postcode is missing.
        area_minutes: travel between two districts of one postcode area: NW11 and NW7.
        far_minutes: travel beyond.
        jewish: the synagogue's place and custom; None leaves the Jewish calendar out.
    """

    tolerance: timedelta = timedelta(0)
    near_minutes: int = 15
    area_minutes: int = 30
    far_minutes: int = 45
    jewish: JewishPlace | None = None


@dataclass(frozen=True, slots=True)
class HomeFacts:
    """A partner that receives visitors. ``name`` is the one that may be shown; times are ``10:00``."""

    id: int
    name: str
    parent_id: int | None = None
    visitor_limit: int | None = None
    visiting_from: str | None = None
    visiting_until: str | None = None
    minimum_age: int | None = None


@dataclass(frozen=True, slots=True)
class ShiftFacts:
    """A shift with its role's demands and its place.

    Attributes:
        id: the shift.
        project_id: its project.
        project: in words.
        role: the job, in words.
        starts_at: None on an open-ended shift, which clashes with nothing.
        ends_at: None likewise.
        day: its own day, or its project's.
        minimum: heads it needs.
        maximum: heads it takes.
        place_id: where it is, its own place or its project's.
        postcode: the place's.
        home_id: the partner whose place it is.
        minimum_age: the role's.
        skill_id: what the role asks for.
        skill: in words.
        dbs_level: what the role asks for.
        serves_food: its project does.
    """

    id: int
    project_id: int
    project: str
    role: str
    starts_at: datetime | None
    ends_at: datetime | None
    day: date
    minimum: int = 1
    maximum: int = 1
    place_id: int | None = None
    postcode: str = ""
    home_id: int | None = None
    minimum_age: int | None = None
    skill_id: int | None = None
    skill: str = ""
    dbs_level: DbsLevel = DbsLevel.NONE
    serves_food: bool = False

    @property
    def name(self) -> str:
        """The shift in words: ``Baker in Tea for all``."""
        return f"{self.role} in {self.project}"

    @property
    def when(self) -> str:
        """Its time in words: ``10:00 to 12:00``; empty for an open-ended shift."""
        if self.starts_at is None or self.ends_at is None:
            return ""
        return f"{self.starts_at:%H:%M} to {self.ends_at:%H:%M}"

    @property
    def named(self) -> str:
        """The shift with the start that tells it from others: ``Baker at 10:00 in Tea for all``."""
        return (
            self.name
            if self.starts_at is None
            else f"{self.role} at {self.starts_at:%H:%M} in {self.project}"
        )


@dataclass(frozen=True, slots=True)
class PersonFacts:
    """A person as far as the checks need to know.

    ``away`` holds the times they cannot serve, ``partner_id`` the community or organisation they come from,
    ``drives`` the deliveries that they make: from when to when, and to whom by the name that may be shown.
    """

    id: int
    name: str
    marked_child: bool = False
    born: date | None = None
    household_id: int | None = None
    skills: frozenset[int] = frozenset()
    dbs_level: DbsLevel = DbsLevel.NONE
    dbs_renew_on: date | None = None
    guardians: frozenset[int] = frozenset()
    away: tuple[tuple[datetime, datetime], ...] = ()
    diet: str = ""
    partner_id: int | None = None
    drives: tuple[tuple[datetime, datetime, str], ...] = ()

    def age_on(self, day: date) -> int | None:
        """Whole years on a day; None where the date of birth is unknown."""
        return None if self.born is None else age.age_on(day, self.born)

    def child_on(self, day: date) -> bool:
        """Whether they are a child on a day."""
        return age.is_child_on(day, born=self.born, marked=self.marked_child)


@dataclass(frozen=True, slots=True)
class GroupFacts:
    """A group; ``ages`` is the children's youngest and oldest age where they could be read."""

    id: int
    name: str
    ages: tuple[int, int] | None = None
    diet: str = ""


@dataclass(frozen=True, slots=True)
class GuestFacts:
    """Guests of a project, for the table of diets."""

    project_id: int
    label: str
    heads: int
    diet: str


@dataclass(frozen=True, slots=True)
class AssignmentFacts:
    """A person, or a group with its head count, on a shift. ``adults`` and ``children`` are a group's."""

    id: int
    shift_id: int
    who: Key
    adults: int = 0
    children: int = 0
    status: AssignmentStatus = AssignmentStatus.INVITED
    reserve: bool = False

    @property
    def stands(self) -> bool:
        """They have not said no and were not missing; reserves stand too."""
        return self.status not in NOT_SERVING

    @property
    def serves(self) -> bool:
        """They take a place."""
        return not self.reserve and self.status not in NOT_SERVING


@dataclass(frozen=True, slots=True)
class Concern:
    """A finding as the checks hold it.

    Attributes:
        key: what it is about, the same before and after a change.
        weight: how bad it is, so that a change for the better is not told as new.
        finding: what is said.
    """

    key: tuple[object, ...]
    weight: int
    finding: Finding


@dataclass(frozen=True)
class RotaFacts:
    """Everything the checks may look at, of a campaign or of what a change touches."""

    shifts: Mapping[int, ShiftFacts]
    people: Mapping[int, PersonFacts] = field(default_factory=dict)
    groups: Mapping[int, GroupFacts] = field(default_factory=dict)
    homes: Mapping[int, HomeFacts] = field(default_factory=dict)
    guests: tuple[GuestFacts, ...] = ()
    assignments: tuple[AssignmentFacts, ...] = ()
    travel: Mapping[tuple[int, int], int] = field(default_factory=dict)
    co_hosts: Mapping[int, frozenset[int]] = field(default_factory=dict)
    settings: RotaSettings = RotaSettings()

    @cached_property
    def on(self) -> Mapping[int, list[AssignmentFacts]]:
        """The assignments of each shift."""
        found: dict[int, list[AssignmentFacts]] = defaultdict(list)
        for assignment in self.assignments:
            found[assignment.shift_id].append(assignment)
        return found

    @cached_property
    def of(self) -> Mapping[Key, list[AssignmentFacts]]:
        """The assignments of each person and group."""
        found: dict[Key, list[AssignmentFacts]] = defaultdict(list)
        for assignment in self.assignments:
            found[assignment.who].append(assignment)
        return found

    @cached_property
    def at_home(self) -> Mapping[int, list[ShiftFacts]]:
        """The timed shifts at each home, those at the homes within it among them."""
        found: dict[int, list[ShiftFacts]] = defaultdict(list)
        for shift in self.shifts.values():
            if shift.starts_at is not None:
                for home in self.above(shift.home_id):
                    found[home.id].append(shift)
        return found

    def above(self, home_id: int | None) -> list[HomeFacts]:
        """A home, its site and its organisation, as far as they are known."""
        found: dict[int, HomeFacts] = {}
        while home_id is not None and home_id in self.homes and home_id not in found:
            found[home_id] = self.homes[home_id]
            home_id = found[home_id].parent_id
        return list(found.values())

    def name(self, who: Key) -> str:
        """A person's or group's name."""
        return self.people[who[1]].name if who[0] == "person" else self.groups[who[1]].name

    def joined(self, new: Collection[AssignmentFacts]) -> "RotaFacts":
        """The facts as they would be with more assignments, without sorting all the others out afresh."""
        after = replace(self, assignments=(*self.assignments, *new))
        on, of = dict(self.on), dict(self.of)
        for assignment in new:
            on[assignment.shift_id] = [*on.get(assignment.shift_id, ()), assignment]
            of[assignment.who] = [*of.get(assignment.who, ()), assignment]
        vars(after).update(on=on, of=of, at_home=self.at_home)  # what is reckoned once, reckoned already
        return after

    def changed(
        self,
        *,
        shifts: Iterable[ShiftFacts] = (),
        assignments: Collection[AssignmentFacts] | None = None,
        people: Mapping[int, PersonFacts] | None = None,
        groups: Mapping[int, GroupFacts] | None = None,
    ) -> "RotaFacts":
        """The facts as they would be with other shifts or assignments, and more people or groups."""
        return replace(
            self,
            people={**self.people, **(people or {})},
            groups={**self.groups, **(groups or {})},
            shifts={**self.shifts, **{shift.id: shift for shift in shifts}},
            assignments=self.assignments if assignments is None else tuple(assignments),
        )


@dataclass(frozen=True, slots=True)
class CheckScope:
    """Which part of the facts a check looks at; everything where it touches nothing in particular.

    Attributes:
        facts: all facts.
        touching: the people, groups and shifts concerned; None for all.
    """

    facts: RotaFacts
    touching: frozenset[Key] | None

    def whos(self) -> Iterable[Key]:
        """The people and groups whose own days are looked at."""
        if self.touching is None:
            return self.facts.of.keys()
        named = {key for key in self.touching if key[0] != "shift"}
        on_shifts = {a.who for kind, n in self.touching if kind == "shift" for a in self.facts.on.get(n, ())}
        return named | on_shifts

    def shifts(self) -> Iterable[ShiftFacts]:
        """The shifts looked at as a whole."""
        if self.touching is None:
            return self.facts.shifts.values()
        named = {number for kind, number in self.touching if kind == "shift"}
        theirs = {a.shift_id for key in self.touching for a in self.facts.of.get(key, ())}
        return [self.facts.shifts[number] for number in named | theirs if number in self.facts.shifts]

    def assignments(self) -> Iterable[AssignmentFacts]:
        """The assignments looked at one by one."""
        if self.touching is None:
            return self.facts.assignments
        found: dict[tuple[Key, int], AssignmentFacts] = {}
        for key in self.touching:
            near = self.facts.on.get(key[1], ()) if key[0] == "shift" else self.facts.of.get(key, ())
            found |= {(a.who, a.shift_id): a for a in near}
        return found.values()

    def wants(self, assignment: AssignmentFacts) -> bool:
        """Whether an assignment is among what is looked at."""
        return (
            self.touching is None
            or assignment.who in self.touching
            or ("shift", assignment.shift_id) in self.touching
        )
