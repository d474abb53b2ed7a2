"""What the rota's checks are given: plain facts of shifts, people, groups and homes, and what is found.

Nobody here knows the file; ``office/rota/load_facts.py`` loads a campaign into these values.
"""

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any

from mitzvah_desk.model import AssignmentStatus, DbsLevel
from mitzvah_desk.rules.jewish_calendar.times import CalendarPlace as JewishPlace
from mitzvah_desk.rules.people import age
from mitzvah_desk.rules.rota.postcode_areas import LONDON, parse_neighbours
from mitzvah_desk.rules.rota.shift_times import format_end

Key = tuple[str, int]
"""Somebody or something that a check concerns: ``("person", 7)``, ``("group", 2)``, ``("shift", 3)``."""


def assignee_key(person_id: int | None, group_id: int | None) -> Key:
    """Who an assignment, or a notice of one, is of: exactly one of the two is there."""
    return ("group", group_id or 0) if person_id is None else ("person", person_id)


NOT_SERVING = (AssignmentStatus.DECLINED, AssignmentStatus.ABSENT)


@dataclass(frozen=True, slots=True)
class RotaSettings:
    """The committee's own figures for the checks.

    Attributes:
        tolerance: an overlap of one person's shifts no longer than this is not told.
        near_minutes: travel between two places of one postcode district, or where a postcode is missing.
        area_minutes: travel between two districts of one postcode area: NW11 and NW7.
        far_minutes: travel between neighbouring areas; beyond, it is asked.
        jewish: the synagogue's place and custom; None leaves the Jewish calendar out.
        neighbours: groups of postcode areas between which ways are estimated.
    """

    tolerance: timedelta = timedelta(0)
    near_minutes: int = 15
    area_minutes: int = 30
    far_minutes: int = 45
    jewish: JewishPlace | None = None
    neighbours: tuple[frozenset[str], ...] = parse_neighbours(LONDON)


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
        home_id: the partner whose place it is, or may be.
        home_guess: the place's name, where only that or the project's host says that it is the home.
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
    home_guess: str = ""
    minimum_age: int | None = None
    skill_id: int | None = None
    skill: str = ""
    dbs_level: DbsLevel = DbsLevel.NONE
    serves_food: bool = False

    @property
    def key(self) -> Key:
        """What it is among all that somebody may be expected at."""
        return ("shift", self.id)

    @property
    def name(self) -> str:
        """The shift in words: ``Baker in Tea for all``."""
        return f"{self.role} in {self.project}"

    @property
    def when(self) -> str:
        """Its time in words: ``10:00 to 12:00``; empty for an open-ended shift."""
        if self.starts_at is None or self.ends_at is None:
            return ""
        return f"{self.starts_at:%H:%M} to {format_end(self.starts_at, self.ends_at)}"

    @property
    def named(self) -> str:
        """The shift with the start that tells it from others: ``Baker at 10:00 in Tea for all``."""
        return (
            self.name
            if self.starts_at is None
            else f"{self.role} at {self.starts_at:%H:%M} in {self.project}"
        )


@dataclass(frozen=True, slots=True)
class Errand:
    """What somebody is expected at beside shifts: a delivery they drive, a guest of honour they host or are.

    Attributes:
        kind: ``delivery``, ``host`` or ``honour``.
        id: of the delivery, or of the guest's entry.
        what: what they do, in words after their name: ``drives to Rubens House``.
        starts_at: from when.
        ends_at: until when.
        project_id: a guest's project; a delivery has none.
        place_id: where, as far as it is known.
        postcode: the place's.
    """

    kind: str
    id: int
    what: str
    starts_at: datetime
    ends_at: datetime
    project_id: int | None = None
    place_id: int | None = None
    postcode: str = ""

    @property
    def key(self) -> Key:
        """What it is among all that somebody may be expected at."""
        return (self.kind, self.id)

    @property
    def when(self) -> str:
        """Its time in words: ``10:00 to 12:00``."""
        return f"{self.starts_at:%H:%M} to {format_end(self.starts_at, self.ends_at)}"


@dataclass(frozen=True, slots=True)
class PersonFacts:
    """A person as far as the checks need to know.

    ``away`` holds the times they cannot serve, ``partner_id`` the community or organisation they come from,
    ``errands`` what they are expected at beside shifts, ``recruited_on`` when the committee's own checks for
    work with children were done.
    """

    id: int
    name: str
    marked_child: bool = False
    born: date | None = None
    told_age: int | None = None
    told_on: date | None = None
    household_id: int | None = None
    skills: frozenset[int] = frozenset()
    dbs_level: DbsLevel = DbsLevel.NONE
    dbs_renew_on: date | None = None
    guardians: frozenset[int] = frozenset()
    away: tuple[tuple[datetime, datetime], ...] = ()
    diet: str = ""
    partner_id: int | None = None
    errands: tuple[Errand, ...] = ()
    recruited_on: date | None = None

    def age_on(self, day: date) -> int | None:
        """Whole years on a day; None where neither the date of birth nor an age was told."""
        return age.find_age_on(day, born=self.born, told_age=self.told_age, told_on=self.told_on)

    def child_on(self, day: date) -> bool:
        """Whether they are a child on a day."""
        return age.is_child_on(
            day, born=self.born, told_age=self.told_age, told_on=self.told_on, marked=self.marked_child
        )

    def dbs_on(self, day: date) -> DbsLevel:
        """The level of check that holds on a day: none once the committee was to renew it."""
        expired = self.dbs_renew_on is not None and self.dbs_renew_on < day
        return DbsLevel.NONE if expired else self.dbs_level


@dataclass(frozen=True, slots=True)
class GroupFacts:
    """A group; ``ages`` is the children's youngest and oldest age where they could be read.

    ``people`` are its leader and named members: they are among its head count, and come when it comes.
    """

    id: int
    name: str
    ages: tuple[int, int] | None = None
    diet: str = ""
    leader_id: int | None = None
    partner_id: int | None = None
    people: frozenset[int] = frozenset()


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
    recruitment_noted: bool = True  # whether the file says of anybody when they were recruited

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
    def groups_of(self) -> Mapping[int, list[int]]:
        """The groups with which each person comes, as their leader or a named member."""
        found: dict[int, list[int]] = defaultdict(list)
        for group in self.groups.values():
            for number in group.people:
                found[number].append(group.id)
        return found

    @cached_property
    def cache(self) -> dict[tuple[str, Hashable], Any]:
        """What a rule reckoned of these facts once, for the others, by a word and what it is about."""
        return {}

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

    def people_of(self, whos: Iterable[Key]) -> set[Key]:
        """The known people who come with the groups among these."""
        groups = [self.groups[number] for kind, number in whos if kind == "group" and number in self.groups]
        return {("person", number) for group in groups for number in group.people if number in self.people}

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
        vars(after).update(
            on=on, of=of, at_home=self.at_home, groups_of=self.groups_of
        )  # what is reckoned once, reckoned already
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
