"""What a check is given and what it answers: a part of the facts, and findings with their keys."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from mitzvah_desk.rules.findings import Finding
from mitzvah_desk.rules.rota.facts import AssignmentFacts, Errand, Key, RotaFacts, ShiftFacts


@dataclass(frozen=True, slots=True)
class ConcernSubject:
    """Where a concern belongs, so that nobody has to read it out of its sentence.

    Attributes:
        shifts: the shifts that it is about.
        projects: theirs, or the project as a whole.
        days: theirs, or the day as a whole.
    """

    shifts: frozenset[int] = frozenset()
    projects: frozenset[int] = frozenset()
    days: frozenset[date] = frozenset()

    def is_of_day(self, day: date, shifts: Collection[int]) -> bool:
        """Whether it belongs to a day that has these shifts."""
        return not self.shifts.isdisjoint(shifts) if self.shifts else day in self.days


def about_each(*each: ShiftFacts | Errand) -> ConcernSubject:
    """The subject of what concerns shifts and errands."""
    shifts = [one for one in each if isinstance(one, ShiftFacts)]
    return ConcernSubject(
        frozenset(shift.id for shift in shifts),
        frozenset(one.project_id for one in each if one.project_id is not None),
        frozenset(one.day if isinstance(one, ShiftFacts) else one.starts_at.date() for one in each),
    )


@dataclass(frozen=True, slots=True)
class Concern:
    """A finding as the checks hold it.

    Attributes:
        key: what it is about, the same before and after a change.
        weight: how bad it is, so that a change for the better is not told as new.
        finding: what is said.
        about: the shifts, projects and days to which it belongs.
        facts: what it was judged by beside what the finding says: days and places, say.
    """

    key: tuple[object, ...]
    weight: int
    finding: Finding
    about: ConcernSubject
    facts: tuple[object, ...] = ()


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
        facts = self.facts
        if self.touching is None:
            busy = {("person", person.id) for person in facts.people.values() if person.errands}
            return facts.of.keys() | busy | facts.people_of(facts.of)
        found = {key for key in self.touching if key[0] != "shift"}
        found |= {a.who for kind, n in self.touching if kind == "shift" for a in facts.on.get(n, ())}
        return found | facts.people_of(found)

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
