from datetime import datetime, timedelta
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rota_samples import TEN, at, on, person, rota, rotas, rules, shift

from mitzvah_desk.model import AssignmentStatus
from mitzvah_desk.rules.findings import Severity
from mitzvah_desk.rules.rota import checks
from mitzvah_desk.rules.rota.facts import Errand, RotaFacts, RotaSettings
from mitzvah_desk.rules.rota.scope import Concern
from mitzvah_desk.rules.rota.travel import estimate_travel

HALF = at(10, 30)


def test_twice_on_one_shift_is_hard_whatever_was_answered() -> None:
    facts = rota([shift()], [person()], [on(1, 7, status=AssignmentStatus.DECLINED), on(1, 7)])
    (finding,) = checks.check_rota(facts)
    assert finding.rule == "clash.twice"
    assert finding.severity is Severity.HARD


@pytest.mark.parametrize(("minutes", "told"), [(0, True), (29, True), (30, False)])
def test_an_overlap_is_told_when_it_is_longer_than_the_tolerance(minutes: int, told: bool) -> None:
    facts = rota(
        [shift(1), shift(2, HALF)],
        [person()],
        [on(1, 7), on(2, 7)],
        settings=RotaSettings(timedelta(minutes=minutes)),
    )
    assert rules(checks.check_rota(facts)) == ["clash.overlap"] * told


@pytest.mark.parametrize(
    "other",
    [
        on(2, 7, reserve=True),
        on(2, 7, status=AssignmentStatus.DECLINED),
        on(2, 7, status=AssignmentStatus.ABSENT),
    ],
)
def test_who_does_not_serve_there_does_not_overlap(other: object) -> None:
    facts = rota([shift(1), shift(2, HALF)], [person()], [on(1, 7), other])  # type: ignore[list-item]
    assert checks.check_rota(facts) == []


@pytest.mark.parametrize(
    ("start", "end", "told"), [(at(9), TEN, 0), (at(9), HALF, 1), (at(10, 15), HALF, 1), (at(11), at(12), 0)]
)
def test_who_drives_a_delivery_meanwhile_is_told(start: datetime, end: datetime, told: int) -> None:
    drives = (Errand("delivery", 1, "drives to Rubens House", start, end),)
    facts = rota([shift(1), shift(2, None)], [person(errands=drives)], [on(1, 7), on(2, 7)])
    found = checks.check_rota(facts)
    assert rules(found) == ["clash.driving"] * told
    assert all("Person 7 drives to Rubens House from" in finding.text for finding in found)
    assert (
        rules(checks.check_rota(rota([shift(1)], [person(errands=drives)], [on(1, 7, reserve=True)]))) == []
    )


def test_an_open_ended_shift_clashes_with_nothing() -> None:
    assert checks.check_rota(rota([shift(1), shift(2, None)], [person()], [on(1, 7), on(2, 7)])) == []


@pytest.mark.parametrize(
    ("one", "other", "minutes"),
    [
        ("NW11 8QZ", "NW11 8QZ", 0),
        ("NW11 8QZ", "NW11 9AA", 15),
        ("NW11 8QZ", "NW1 8QZ", 30),
        ("NW11 8QZ", "N11 8QZ", 45),
        ("", "N11 8QZ", 15),
        ("", "", 15),
    ],
)
def test_the_way_is_estimated_from_the_postcodes(one: str, other: str, minutes: int) -> None:
    assert estimate_travel(one, other, RotaSettings()) == minutes
    assert estimate_travel(other, one, RotaSettings()) == minutes


@pytest.mark.parametrize(
    ("gap", "travel", "told"),
    [(44, {}, True), (45, {}, False), (0, {}, True), (19, {(2, 1): 20}, True), (20, {(1, 2): 20}, False)],
)
def test_the_way_between_two_places_takes_time(
    gap: int, travel: dict[tuple[int, int], int], told: bool
) -> None:
    second = shift(2, at(11) + timedelta(minutes=gap), place_id=2, postcode="N2 8QZ")
    first = shift(1, place_id=1, postcode="NW11 8QZ")
    facts = rota([first, second], [person()], [on(1, 7), on(2, 7)], travel=travel)
    assert rules(checks.check_rota(facts)) == ["clash.travel"] * told


def test_at_one_place_no_time_is_needed() -> None:
    facts = rota([shift(1, place_id=1), shift(2, at(11), place_id=1)], [person()], [on(1, 7), on(2, 7)])
    assert checks.check_rota(facts) == []


def test_who_cannot_serve_is_told_to_the_minute() -> None:
    facts = rota([shift(1), shift(2, at(11))], [person(away=((at(9), at(11)),))], [on(1, 7), on(2, 7)])
    (finding,) = checks.check_rota(facts)
    assert finding.rule == "person.away"
    assert "from 09:00 to 11:00" in finding.text


def is_own(concern: Concern) -> bool:
    """Whether a clash is of two shifts on which somebody is for themselves."""
    return concern.finding.rule == "clash.overlap" and ", with Class," not in concern.finding.text


@given(rotas())
def test_overlaps_are_those_that_every_pair_gives(facts: RotaFacts) -> None:
    pairs = 0
    for a, b in combinations([a for a in facts.assignments if a.serves], 2):
        one, other = facts.shifts[a.shift_id], facts.shifts[b.shift_id]
        if a.who == b.who and one.starts_at and one.ends_at and other.starts_at and other.ends_at:
            both = min(one.ends_at, other.ends_at) - max(one.starts_at, other.starts_at)
            pairs += both > facts.settings.tolerance
    assert sum(is_own(concern) for concern in checks.find_concerns(facts)) == pairs


@given(st.integers(0, 23 * 60), st.integers(1, 59))
def test_a_shift_meets_a_time_away_only_when_they_share_a_minute(start: int, length: int) -> None:
    begins = datetime(2026, 11, 22) + timedelta(minutes=start)
    facts = rota([shift(1, begins, length)], [person(away=((TEN, at(11)),))], [on(1, 7)])
    meets = begins < at(11) and begins + timedelta(minutes=length) > TEN
    assert bool(checks.check_rota(facts)) == meets
