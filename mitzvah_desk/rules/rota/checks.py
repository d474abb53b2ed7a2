"""Every check of a rota behind one door: facts in, findings out."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import cast

from mitzvah_desk.rules.findings import Finding, Severity
from mitzvah_desk.rules.rota import (
    availability,
    clashes,
    headcount,
    ratios,
    safeguarding,
    suitability,
    travel,
    visiting,
)
from mitzvah_desk.rules.rota import diets as food
from mitzvah_desk.rules.rota import holy_days as rest
from mitzvah_desk.rules.rota import mixed_pairs as pairs
from mitzvah_desk.rules.rota.facts import AssignmentFacts, Key, RotaFacts
from mitzvah_desk.rules.rota.scope import CheckScope, Concern

Rule = Callable[[CheckScope], Iterator[Concern]]

ONE_BY_ONE: tuple[Rule, ...] = (
    clashes.check_double_booking,
    clashes.check_overlaps,
    travel.check_travel,
    availability.check_availability,
    suitability.check_suitability,
)
"""What can be said of a person or group on a shift, whoever else is on it."""

_OF_TIME: tuple[Rule, ...] = (clashes.check_overlaps, travel.check_travel, availability.check_availability)

TOGETHER: tuple[Rule, ...] = (
    safeguarding.check_supervision,
    ratios.check_adult_ratio,
    headcount.check_overfilled,
    visiting.check_visiting_hours,
    visiting.check_visitor_limit,
    food.check_diets,
    pairs.check_mixed_pairs,
    rest.check_holy_days,
)
"""What can be said only of a shift or home as a whole."""

ASKED: tuple[Rule, ...] = (ratios.check_recruitment_noted, ratios.check_ages_known)
"""What the file is asked about as it stands; no change is held up by it."""

_OF_WHO_COMES: tuple[Rule, ...] = (*ONE_BY_ONE, safeguarding.check_supervision)
"""What somebody new on a shift may bring for themselves; for others they take it away at most."""

_OF_WHERE_THEY_COME: tuple[Rule, ...] = (
    headcount.check_overfilled,
    visiting.check_visitor_limit,
    food.check_diets,
    pairs.check_mixed_pairs,
)
"""What somebody new may bring for a shift as a whole, beside ``ratios``; the rest looks at its time alone."""


def check_rota(facts: RotaFacts, *, touching: Collection[Key] | None = None) -> list[Finding]:
    """Everything that the rules find, the heaviest first.

    Args:
        facts: a campaign, or what a change touches.
        touching: only what concerns these: ``("person", 7)``, ``("group", 2)``, ``("shift", 3)``.
    """
    return list_findings(find_standing_concerns(facts, touching=touching))


def find_standing_concerns(facts: RotaFacts, *, touching: Collection[Key] | None = None) -> list[Concern]:
    """The same with the keys and facts by which it is settled."""
    return _said((*ONE_BY_ONE, *TOGETHER, *ASKED), facts, touching)


def find_concerns(facts: RotaFacts, *, touching: Collection[Key] | None = None) -> list[Concern]:
    """What stands against a rota, with the keys and weights by which two states are compared."""
    return _said((*ONE_BY_ONE, *TOGETHER), facts, touching)


def find_new_concerns(before: RotaFacts, after: RotaFacts, *, touching: Collection[Key]) -> list[Concern]:
    """What a change brings in: concerns that were not there before, or that it makes worse."""
    return _anew(find_concerns(before, touching=touching), find_concerns(after, touching=touching))


def find_new_findings(before: RotaFacts, after: RotaFacts, *, touching: Collection[Key]) -> list[Finding]:
    """What a change brings in, as it is told."""
    return list_findings(find_new_concerns(before, after, touching=touching))


def find_addition_concerns(
    before: RotaFacts, after: RotaFacts, new: Collection[AssignmentFacts]
) -> list[Concern]:
    """What ``find_new_concerns`` finds where people and groups only come, by looking at nobody else.

    Args:
        before: the facts without them.
        after: ``before.joined(new)``.
        new: who comes where.
    """
    whom, where = {a.who for a in new}, {("shift", a.shift_id) for a in new}
    fewer = {("shift", a.shift_id) for a in new if ratios.affects_ratio(before, a)}
    parts = ((_OF_WHO_COMES, whom), (_OF_WHERE_THEY_COME, where), ((ratios.check_adult_ratio,), fewer))
    there, then = (
        [concern for rules, touching in parts for concern in _said(rules, facts, touching)]
        for facts in (before, after)
    )
    return _anew(there, then)


def find_new_by_rules(
    rules: Iterable[Rule], before: RotaFacts, after: RotaFacts, touching: Collection[Key]
) -> list[Concern]:
    """What a change brings in by some of the rules alone."""
    return _anew(_said(rules, before, touching), _said(rules, after, touching))


def _said(rules: Iterable[Rule], facts: RotaFacts, touching: Collection[Key] | None) -> list[Concern]:
    scope = CheckScope(facts, None if touching is None else frozenset(touching))
    return [concern for rule in rules for concern in rule(scope)]


def _anew(before: Iterable[Concern], after: Iterable[Concern]) -> list[Concern]:
    """What was not there before, or has become worse."""
    known = {concern.key: concern.weight for concern in before}
    return [concern for concern in after if concern.key not in known or concern.weight > known[concern.key]]


def check_candidates(
    facts: RotaFacts, shift_id: int, thought: Sequence[AssignmentFacts]
) -> Mapping[Key, list[Finding]]:
    """What stands against each of many on one shift, the heaviest first; nothing against who would do well.

    All of them are put on it in thought, and each looked at alone. What concerns the shift as a whole, its
    numbers or its home's, is left out, but for a group that is larger than the room left.
    """
    there = facts.changed(assignments=(*facts.assignments, *thought))
    found: dict[Key, list[Finding]] = defaultdict(list)
    groups = {number for kind, number in (each.who for each in thought) if kind == "group"}
    for rule in ONE_BY_ONE:
        for concern in rule(CheckScope(there, frozenset({("shift", shift_id)}))):
            kind, number = who = cast("Key", concern.key[1])  # every key of these rules has its who there
            found[who].append(concern.finding)
            for group in facts.groups_of.get(number, ()) if kind == "person" and rule in _OF_TIME else ():
                if group in groups:  # who comes with it cannot come
                    found["group", group].append(concern.finding)
    shift = facts.shifts[shift_id]
    room = max(0, shift.maximum - headcount.head_count(facts, shift))
    for each in thought:
        kind, number = each.who
        if kind == "person":
            more = safeguarding.check_accompanied(facts, shift, facts.people[number])
        else:
            more = headcount.check_room(shift, room, facts.groups[number], each.adults, each.children)
        if more is not None:
            found[each.who].append(more)
    return {a.who: sort_findings(found[a.who]) if a.who in found else [] for a in thought}


def sort_findings(findings: Iterable[Finding]) -> list[Finding]:
    """Findings, each once: the heaviest first, then by whom they are about."""
    weight = (Severity.HARD, Severity.SOFT, Severity.INFO)
    return sorted(set(findings), key=lambda f: (weight.index(f.severity), f.subject, f.text))


def list_findings(concerns: Iterable[Concern]) -> list[Finding]:
    """The findings of concerns as they are told: each once, the heaviest first."""
    return sort_findings(concern.finding for concern in concerns)
