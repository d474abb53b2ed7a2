"""A campaign's gaps as a problem for the solver: who may be asked, what suits them, what stands already."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import combinations

from sqlalchemy import Connection, func, select

from mitzvah_desk import model
from mitzvah_desk.model import Assignment, AssignmentStatus, Campaign, DbsLevel, Project, Role, Shift
from mitzvah_desk.model.expressions import served_minutes
from mitzvah_desk.office.rota import load_facts as rota_facts
from mitzvah_desk.office.rota.asking.asked_facts import AskedBook, list_hidden_shifts, list_volunteers
from mitzvah_desk.rules.plurals import count_noun
from mitzvah_desk.rules.rota import headcount, ratios, suitability, travel
from mitzvah_desk.rules.rota.commitments import list_commitments
from mitzvah_desk.rules.rota.facts import AssignmentFacts, Errand, Key, PersonFacts, ShiftFacts
from mitzvah_desk.rules.rota.may_be_asked import (
    explain_asking,
    find_reasons_not_to_ask,
    find_shift_problems,
    format_load,
    measure_distance,
)
from mitzvah_desk.solver.problem import Cap, PairWish, Problem, Slot, SlotOption, Span, Unit

_SAME_WORK, _GLADLY, _RATHER_NOT = 2, 3, -3
_HOUSEHOLD, _TOGETHER, _APART = 2, 4, -6
_CHOICES = {1: 6, 2: 5, 3: 4}
_ASKED_FOR, _NEAR_BY = 4, 1


@dataclass(frozen=True, slots=True)
class Load:
    """How much is asked for.

    Attributes:
        shifts: most shifts of one person in a campaign, those they are on already counted in.
        minutes: most minutes, likewise.
        a_day: most shifts of one person on a day, likewise.
        beyond: whether shifts are filled beyond their minimum, to their maximum.
    """

    shifts: int = 3
    minutes: int = 480
    a_day: int = 2
    beyond: bool = False


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
        everybody = [("person", number) for number in list_volunteers(connection)]
        self._facts = rota_facts.facts_touched_by(connection, self._campaign, everybody)
        wanted = [n for n in sorted(self._campaign) if shift_ids is None or n in shift_ids]
        self._shifts = [self._facts.shifts[number] for number in wanted]
        self._book = AskedBook(connection, campaign_id, self._shifts)
        self._asked = self._book.volunteers
        self._hidden = list_hidden_shifts(connection, wanted)
        days = {shift.day + timedelta(days=more) for shift in self._shifts for more in (-1, 0, 1)}
        self._near = {shift.id for shift in self._facts.shifts.values() if shift.day in days}
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
            suits=tuple(self._explained(suits)),
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
            self._load.a_day,
            tuple(shift.day for shift in stands.values() if shift.starts_at is not None),
        )

    def _choice(self, unit: int, index: int, family: "_Family", slot: Slot) -> SlotOption | None:
        """The adult with those children who may come, or alone where they would be too many."""
        shift = self._shifts[index]
        if not self._suits(shift, family.adult) or self._upsets_ratio(shift, family.adult):
            return None
        coming = [
            child
            for child, own in zip(family.children, family.own, strict=True)
            if self._suits(shift, child, with_family=True)
            and self._times.stands_against(own, slot.span) is None
        ]
        heads = 1 + sum(headcount.person_places(child, shift.day) for child in coming)
        if heads > slot.room:
            coming, heads = [], 1
        members = (family.adult.id, *(child.id for child in coming))
        wish = self._wish(shift, members)
        return SlotOption(unit, index, members, heads, wish, _name(family.adult, coming))

    def _wish(self, shift: ShiftFacts, members: Sequence[int]) -> int:
        """How gladly they would: the project they asked for, its kind, the work they did, the way there."""
        known = [self._book.known(("person", number), shift) for number in members]
        if any(each.rather_not for each in known):
            return _RATHER_NOT
        choice = min((each.choice for each in known if each.choice), default=0)
        wish = _CHOICES.get(choice, _ASKED_FOR) if choice else 0
        wish = max(wish, _GLADLY * any(each.gladly for each in known))
        if known[0].did_it_last or (members[0], shift.role) in self._done:
            wish += _SAME_WORK
        near = measure_distance(known[0].postcode, self._told(shift).postcode) < 2
        return wish + _NEAR_BY * near

    def _told(self, shift: ShiftFacts) -> ShiftFacts:
        """A shift as people are asked for it: who lives near would tell where a confidential place is."""
        return replace(shift, postcode="") if shift.id in self._hidden else shift

    def _explained(self, suits: Sequence[SlotOption]) -> Iterator[SlotOption]:
        """The choices with what is to be known before one rings: the number, the load, why they are asked."""
        least: dict[int, int] = {}
        for choice in suits:
            who = ("person", choice.members[0])
            asked = self._book.known(who, self._shifts[choice.slot]).asked
            least[choice.slot] = min(asked, least.get(choice.slot, asked))
        for choice in suits:
            shift = self._shifts[choice.slot]
            known = self._book.known(("person", choice.members[0]), shift)
            person = self._facts.people[choice.members[0]]
            why = explain_asking(self._told(shift), person, known, least[choice.slot])
            yield replace(choice, phone=known.phone, load=format_load(known), why=why)

    def _suits(self, shift: ShiftFacts, person: PersonFacts, *, with_family: bool = False) -> bool:
        """Whether nobody's rule speaks against asking a person, whatever the time."""
        who: Key = ("person", person.id)
        if any(a.shift_id == shift.id for a in self._facts.of.get(who, ())):
            return False
        known = self._book.known(who, shift)
        asked = find_reasons_not_to_ask(self._facts, shift, person, known, with_family=with_family)
        return next(suitability.check_person(self._facts, shift, person), None) is None and not any(asked)

    def _upsets_ratio(self, shift: ShiftFacts, adult: PersonFacts) -> bool:
        """Whether a checked adult would be alone with others' children whom nobody answered for before."""
        new = AssignmentFacts(0, shift.id, ("person", adult.id))
        if not self._facts.on.get(shift.id) or not ratios.affects_ratio(self._facts, new):
            return False
        found = find_shift_problems(self._facts, shift, [new])[new.who]
        return any(finding.rule == "child.ratio" for finding in found)

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
    label = at.name if isinstance(at, ShiftFacts) else at.what
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
