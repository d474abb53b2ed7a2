"""Nobody is in two places unseen, however they came to be there, and nobody is counted twice."""

from dataclasses import replace
from datetime import datetime, timedelta
from itertools import combinations

from hypothesis import given
from rota_samples import TEN, at, group_on, on, person, rota, rotas, rules, shift

from mitzvah_desk.rules.rota import checks
from mitzvah_desk.rules.rota.commitments import locate_person
from mitzvah_desk.rules.rota.facts import Errand, GroupFacts, HomeFacts, RotaFacts
from mitzvah_desk.rules.rota.headcount import head_count

Place = tuple[object, datetime, datetime, int | None, str]
"""What, from when, until when, in which project, and by which way."""
MEMBERS = GroupFacts(1, "Class", (9, 10), leader_id=7, people=frozenset({7, 8}))


def places(facts: RotaFacts, number: int) -> list[Place]:
    """Where somebody is expected, found without the rule itself."""
    found: dict[object, Place] = {}
    for a in facts.assignments:
        own = a.who == ("person", number)
        comes = a.who[0] == "group" and number in facts.groups[a.who[1]].people
        shift = facts.shifts[a.shift_id]
        if a.serves and (own or comes) and shift.starts_at and shift.ends_at:
            way = "own" if own else f"group {a.who[1]}"
            if own or shift.id not in found:
                found[shift.id] = (shift.id, shift.starts_at, shift.ends_at, shift.project_id, way)
    for e in facts.people[number].errands:
        found[e.key] = (e.key, e.starts_at, e.ends_at, e.project_id, e.kind)
    return list(found.values())


@given(rotas())
def test_nobody_is_in_two_places_unseen(facts: RotaFacts) -> None:
    told = {c.key for c in checks.find_concerns(facts) if c.key[0] == "overlap"}
    for number in facts.people:
        for one, other in combinations(places(facts, number), 2):
            both = min(one[2], other[2]) - max(one[1], other[1])
            if both <= facts.settings.tolerance:
                continue
            keys = frozenset(w if isinstance(w, tuple) else ("shift", w) for w in (one[0], other[0]))
            with_guest = {one[4], other[4]} & {"host", "honour"} and one[3] == other[3]
            who = ("group", int(one[4][6:])) if one[4] == other[4] and one[4].startswith("group") else None
            assert with_guest or ("overlap", who or ("person", number), keys) in told


def test_where_somebody_is_at_a_quarter_past_ten() -> None:
    drives = Errand("delivery", 1, "drives to Rubens House", at(11), at(12))
    facts = rota([shift(1), shift(2, at(12))], [person(errands=(drives,))], [group_on(1, 1, 3, 18)])
    facts = facts.changed(groups={1: MEMBERS})
    assert [each.at.key for each in locate_person(facts, 7, at(10, 15))] == [("shift", 1)]
    assert [each.at.key for each in locate_person(facts, 7, at(11, 59))] == [("delivery", 1)]
    assert locate_person(facts, 7, at(12)) == []


def test_a_leader_and_a_member_on_another_shift_are_told_with_their_group() -> None:
    facts = rota([shift(1), shift(2, at(10, 30))], [person(7), person(8)], [group_on(1, 1, 3, 18)])
    facts = facts.changed(groups={1: replace(MEMBERS, partner_id=1)})
    for number in (7, 8):
        new = on(2, number)
        (told,) = checks.list_findings(checks.find_addition_concerns(facts, facts.joined([new]), [new]))
        assert told.rule == "clash.overlap"
        assert "with Class, 10:00 to 11:00" in told.text


def test_a_group_is_no_candidate_while_its_leader_is_elsewhere() -> None:
    facts = rota([shift(1), shift(2, at(10, 30))], [person(7), person(8)], [on(1, 7)])
    facts = facts.changed(groups={1: replace(MEMBERS, partner_id=1)})
    thought = [group_on(2, 1, 3, 18)]
    assert rules(checks.check_candidates(facts, 2, thought)["group", 1]) == ["clash.overlap"]


def test_a_host_serves_in_the_guests_own_project_and_nowhere_else() -> None:
    hosts = Errand("host", 1, "hosts the Mayor at Project 1", TEN, at(10, 30), project_id=1)
    facts = rota([shift(1), shift(2)], [person(errands=(hosts,))], [on(1, 7)])
    assert checks.check_rota(facts) == []
    elsewhere = facts.changed(assignments=[on(2, 7)])
    assert rules(checks.check_rota(elsewhere)) == ["clash.hosting"]


def test_who_comes_with_a_group_and_by_name_is_one_person() -> None:
    """In places, at a home's door, and among the adults of the NSPCC's ratios."""
    home = [HomeFacts(1, "Rubens House", visitor_limit=21)]
    visit = shift(home_id=1, maximum=21)
    facts = rota([visit], [person(7), person(8)], [group_on(1, 1, 3, 18), on(1, 7), on(1, 8)], homes=home)
    facts = facts.changed(groups={1: replace(MEMBERS, partner_id=1)})
    assert head_count(facts, visit) == 21
    assert checks.check_rota(facts) == []
    short = facts.changed(assignments=[group_on(1, 1, 2, 18), on(1, 7), on(1, 8)])
    assert rules(checks.check_rota(short)) == ["child.ratio"]
    strangers = short.changed(groups={1: replace(MEMBERS, partner_id=1, people=frozenset())})
    assert rules(checks.check_rota(strangers)) == ["home.visitors", "shift.too_many"]


def test_travel_is_looked_at_for_who_comes_with_a_group() -> None:
    far = shift(2, at(11) + timedelta(minutes=10), place_id=2, postcode="N2 8QZ")
    facts = rota([shift(1, place_id=1, postcode="NW11 8QZ"), far], [person(7)], [group_on(1, 1, 3, 18)])
    facts = facts.changed(
        groups={1: replace(MEMBERS, partner_id=1)}, assignments=[*facts.assignments, on(2, 7)]
    )
    assert rules(checks.check_rota(facts)) == ["clash.travel"]
