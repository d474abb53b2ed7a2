"""A campaign's gaps as a problem for the solver: who may be asked, what suits them, what stands already."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import combinations

from sqlalchemy import Connection, func, select

from mitzvah_desk import model
from mitzvah_desk.model import Assignment, AssignmentStatus, Campaign, DbsLevel, Person, Project, Role, Shift
from mitzvah_desk.model.expressions import may_be_asked, served_minutes
from mitzvah_desk.office.rota import load_facts as rota_facts
from mitzvah_desk.rules.plurals import count_noun
from mitzvah_desk.rules.rota import headcount, suitability, travel
from mitzvah_desk.rules.rota.commitments import list_commitments
from mitzvah_desk.rules.rota.facts import Errand, PersonFacts, ShiftFacts
from mitzvah_desk.solver.problem import Cap, PairWish, Problem, Slot, SlotOption, Span, Unit

_SAME_WORK, _GLADLY, _RATHER_NOT = 2, 3, -3
_HOUSEHOLD, _TOGETHER, _APART = 2, 4, -6
_ERRANDS = {
    "delivery": "a delivery",
    "host": "a guest's welcome",
    "honour": "a visit as a guest",
}


@dataclass(frozen=True, slots=True)
class Load:
    """How much is asked for.

    Attributes:
        shifts: most shifts of one person in a campaign, those they are on already counted in.
        minutes: most minutes, likewise.
        beyond: whether shifts are filled beyond their minimum, to their maximum.
    """

    shifts: int = 3
    minutes: int = 480
    beyond: bool = True


@dataclass(frozen=True)
class _Family:
    """An adult and the children who come only with them; ``own`` is what stands against each child."""

    adult: PersonFacts
    children: Sequence[PersonFacts]
    own: Sequence[Unit]


class Posing:
    """Gathers a problem from the facts of a campaign."""

    def __init__(
        self, connection: Connection, campaign_id: int, shift_ids: Collection[int] | None, load: Load
    ) -> None:
        self._load = load
        self._campaign = frozenset(rota_facts.load_campaign_facts(connection, campaign_id).shifts)
        self._asked = _who_may_be_asked(connection)
        everybody = [("person", number) for number in self._asked]
        self._facts = rota_facts.facts_touched_by(connection, self._campaign, everybody)
        wanted = [n for n in sorted(self._campaign) if shift_ids is None or n in shift_ids]
        self._shifts = [self._facts.shifts[number] for number in wanted]
        days = {shift.day + timedelta(days=more) for shift in self._shifts for more in (-1, 0, 1)}
        self._near = {shift.id for shift in self._facts.shifts.values() if shift.day in days}
        self._wishes = _wishes(connection)
        self._company = _company(connection)
        self._served, self._done = _last_year(connection, campaign_id)
        self._times = Problem((), (), (), travel=self._travel(), tolerance=self._facts.settings.tolerance)

    def problem(self) -> Problem:
        """What the solver is asked."""
        slots = tuple(self._slot(shift) for shift in self._shifts)
        families = self._families()
        suits = tuple(
            choice
            for number, family in enumerate(families)
            for index, slot in enumerate(slots)
            if slot.room and (choice := self._choice(number, index, family, slot)) is not None
        )
        return replace(
            self._times,
            slots=slots,
            units=tuple(self._unit(family.adult, family.children) for family in families),
            suits=suits,
            pairings=self._pairings(families),
            caps=tuple(self._caps()),
        )

    def _slot(self, shift: ShiftFacts) -> Slot:
        filled = headcount.head_count(self._facts, shift)
        wanted = _wanted(shift, [age for age, _ in suitability.list_required_ages(self._facts, shift)])
        most = shift.maximum if self._load.beyond else max(shift.minimum, filled)
        return Slot(shift.id, shift.named, _span(shift), shift.minimum, most, filled, wanted)

    def _families(self) -> list["_Family"]:
        """Every adult with the children who come only with them: their own first, then the household's."""
        day = min((shift.day for shift in self._shifts), default=date.min)
        people = [self._facts.people[number] for number in self._asked]
        adults = [person for person in people if not person.child_on(day)]
        children: dict[int, list[PersonFacts]] = defaultdict(list)
        for child in people:
            if not child.child_on(day):
                continue
            near = [
                (adult.household_id != child.household_id, adult.id not in child.guardians, adult.id)
                for adult in adults
                if adult.id in child.guardians
                or (child.household_id is not None and adult.household_id == child.household_id)
            ]
            if near:
                children[min(near)[-1]].append(child)
        return [
            _Family(adult, own, [self._unit(child, ()) for child in own])
            for adult in adults
            for own in (children[adult.id],)
        ]

    def _unit(self, adult: PersonFacts, children: Sequence[PersonFacts]) -> Unit:
        own = self._facts.of.get(("person", adult.id), ())
        stands = {a.shift_id: self._facts.shifts[a.shift_id] for a in own if a.stands}
        busy = {each.at.key: each.at for each in list_commitments(self._facts, ("person", adult.id))}
        busy |= {shift.key: shift for shift in stands.values()}  # reserves too
        near = [at for at in busy.values() if isinstance(at, Errand) or at.id in self._near | self._campaign]
        here = [shift for shift in stands.values() if shift.id in self._campaign]
        minutes = sum(_minutes(span) for shift in here if (span := _span(shift)) is not None)
        return Unit(
            _name(adult, children),
            (adult.id, *(child.id for child in children)),
            tuple(Span(start, end) for start, end in adult.away),
            tuple(span for at in near if (span := _span(at)) is not None),
            max(0, self._load.shifts - len(here)),
            max(0, self._load.minutes - minutes),
            self._served.get(adult.id, 0),
        )

    def _choice(self, unit: int, index: int, family: "_Family", slot: Slot) -> SlotOption | None:
        """The adult with those children who may come, or alone where they would be too many."""
        shift = self._shifts[index]
        if not self._suits(shift, family.adult):
            return None
        coming = [
            child
            for child, own in zip(family.children, family.own, strict=True)
            if self._suits(shift, child) and self._times.stands_against(own, slot.span) is None
        ]
        heads = 1 + sum(headcount.person_places(child, shift.day) for child in coming)
        if heads > slot.room:
            coming, heads = [], 1
        members = (family.adult.id, *(child.id for child in coming))
        wishes = [self._wishes.get((member, shift.project_id), 0) for member in members]
        wish = min(wishes) if min(wishes) < 0 else max(wishes)
        if (family.adult.id, shift.role) in self._done:
            wish += _SAME_WORK
        return SlotOption(unit, index, members, heads, wish, _name(family.adult, coming))

    def _suits(self, shift: ShiftFacts, person: PersonFacts) -> bool:
        there = any(a.shift_id == shift.id for a in self._facts.of.get(("person", person.id), ()))
        return not there and next(suitability.check_person(self._facts, shift, person), None) is None

    def _caps(self) -> list[Cap]:
        """What each home still takes at each moment when somebody comes."""
        facts = self._facts
        index = {shift.id: number for number, shift in enumerate(self._shifts)}
        most: dict[tuple[int, ...], int] = {}
        for home_id, shifts in facts.at_home.items():
            limit = facts.homes[home_id].visitor_limit
            for moment in {shift.starts_at for shift in shifts} if limit is not None else ():
                now = [s for s in shifts if _is_on(s, moment)]
                slots = tuple(sorted(index[s.id] for s in now if s.id in index))
                there = {a.who: a for s in now for a in facts.on.get(s.id, ()) if a.serves}
                heads = headcount.count_visitors(facts, there)
                if slots:
                    left = max(0, (limit or 0) - heads)
                    most[slots] = min(left, most.get(slots, left))
        return [Cap(slots, left) for slots, left in sorted(most.items())]

    def _pairings(self, families: Sequence["_Family"]) -> tuple[PairWish, ...]:
        """Who would be together or apart: as they said, and adults of one household together."""
        weights: dict[tuple[int, int], int] = defaultdict(int)
        homes: dict[int, list[int]] = defaultdict(list)
        unit_of: dict[int, int] = {}
        for number, family in enumerate(families):
            unit_of |= dict.fromkeys((family.adult.id, *(child.id for child in family.children)), number)
            if family.adult.household_id is not None:
                homes[family.adult.household_id].append(number)
        for home in homes.values():
            for pair in combinations(home, 2):
                weights[pair] += _HOUSEHOLD
        for person, other, weight in self._company:
            one, two = sorted((unit_of.get(person, -1), unit_of.get(other, -1)))
            if one >= 0 and one != two:
                weights[one, two] += weight
        return tuple(PairWish(*pair, weight) for pair, weight in sorted(weights.items()) if weight)

    def _travel(self) -> dict[tuple[int, int], int]:
        at = {shift.place_id: shift for shift in self._facts.shifts.values() if shift.place_id is not None}
        return {
            (one, other): minutes
            for (one, first), (other, second) in combinations(sorted(at.items()), 2)
            if (minutes := travel.travel_minutes(self._facts, first, second))
        }


def _who_may_be_asked(connection: Connection) -> list[int]:
    return list(
        connection.execute(select(Person.id).where(may_be_asked(Person)).order_by(Person.id)).scalars()
    )


def _last_year(connection: Connection, campaign_id: int) -> tuple[dict[int, int], set[tuple[int, str]]]:
    """Minutes each served in the year before the campaign's day, and the work they did in any campaign."""
    day = connection.execute(select(Campaign.main_day).where(Campaign.id == campaign_id)).scalar_one()
    minutes = func.coalesce(func.sum(served_minutes()), 0).label("minutes")
    rows = connection.execute(
        select(Assignment.person_id, Role.name.label("role"), Campaign.main_day, minutes)
        .join_from(Assignment, Shift, Shift.id == Assignment.shift_id)
        .join(Role, Role.id == Shift.role_id)
        .join(Project, Project.id == Shift.project_id)
        .join(Campaign, Campaign.id == Project.campaign_id)
        .where(
            Assignment.status == AssignmentStatus.ATTENDED,
            Assignment.person_id.is_not(None),
            Campaign.main_day < day,
        )
        .group_by(Assignment.person_id, Role.name, Campaign.main_day)
    )
    served: dict[int, int] = defaultdict(int)
    done: set[tuple[int, str]] = set()
    for row in rows:
        done.add((row.person_id, row.role))
        if row.main_day.year == day.year - 1:
            served[row.person_id] += row.minutes
    return served, done


def _wishes(connection: Connection) -> dict[tuple[int, int], int]:
    """How gladly each would serve in a project, by its kind."""
    rows = connection.execute(
        select(model.Wish.person_id, Project.id.label("project_id"), model.Wish.rather_not).join_from(
            model.Wish, Project, Project.kind_id == model.Wish.kind_id
        )
    )
    return {(row.person_id, row.project_id): _RATHER_NOT if row.rather_not else _GLADLY for row in rows}


def _company(connection: Connection) -> list[tuple[int, int, int]]:
    """Who would be with whom, or rather apart."""
    rows = connection.execute(
        select(model.Pairing.person_id, model.Pairing.other_id, model.Pairing.apart).order_by(
            model.Pairing.id
        )
    )
    return [(row.person_id, row.other_id, _APART if row.apart else _TOGETHER) for row in rows]


def _wanted(shift: ShiftFacts, ages: Sequence[int]) -> str:
    parts = [f"has the skill “{shift.skill}”"] if shift.skill else []
    if shift.dbs_level is not DbsLevel.NONE:
        parts.append(f"has the DBS level {shift.dbs_level}")
    if ages:
        parts.append(f"is {ages[0]} or over")
    return " and ".join(parts)


def _span(at: ShiftFacts | Errand) -> Span | None:
    if at.starts_at is None or at.ends_at is None:
        return None
    label = at.name if isinstance(at, ShiftFacts) else _ERRANDS[at.kind]
    return Span(at.starts_at, at.ends_at, at.place_id, label)


def _minutes(span: Span) -> int:
    return int((span.ends_at - span.starts_at).total_seconds()) // 60


def _is_on(shift: ShiftFacts, moment: datetime | None) -> bool:
    if moment is None or shift.starts_at is None or shift.ends_at is None:
        return False
    return shift.starts_at <= moment < shift.ends_at


def _name(adult: PersonFacts, children: Sequence[PersonFacts]) -> str:
    count = len(children)
    return adult.name if not count else f"{adult.name} and {count_noun(count, 'child')}"
