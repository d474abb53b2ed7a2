from collections.abc import Iterator
from datetime import datetime, timedelta

from hypothesis import given
from rota_samples import at, group_on, on, person, rota, rotas, rules, shift

from mitzvah_desk.rules.findings import Severity
from mitzvah_desk.rules.rota import checks
from mitzvah_desk.rules.rota.facts import AssignmentFacts, GroupFacts, GuestFacts, HomeFacts, Key, RotaFacts

HOMES = [HomeFacts(1, "Centre"), HomeFacts(2, "Rubens House", 1, 25, "10:00", "17:00")]
CLASSES = [GroupFacts(1, "Gimel", (9, 10)), GroupFacts(2, "Noam", (13, 15))]


def visits(second: datetime) -> RotaFacts:
    shifts = [shift(1, home_id=2), shift(2, second, home_id=2)]
    coming = [group_on(1, 1, 3, 18), group_on(2, 2, 3, 14)]
    return rota(shifts, [], coming, groups=CLASSES, homes=HOMES)


def test_visits_one_after_the_other_are_under_the_limit() -> None:
    assert checks.check_rota(visits(at(11))) == []


def test_two_visits_that_meet_are_told_with_the_moment() -> None:
    (finding,) = checks.check_rota(visits(at(10, 59)))
    assert finding.rule == "home.visitors"
    assert "38 are there at 10:59 on 22 November" in finding.text
    assert "Baker in Project 1 and Baker in Project 2" in finding.text


def test_a_sites_limit_holds_over_its_homes() -> None:
    homes = [HomeFacts(1, "Centre", None, 30), HomeFacts(2, "One", 1), HomeFacts(3, "Two", 1)]
    shifts = [shift(1, home_id=2), shift(2, home_id=3)]
    facts = rota(shifts, [], [group_on(1, 1, 3, 18), group_on(2, 2, 3, 14)], groups=CLASSES, homes=homes)
    (finding,) = checks.check_rota(facts)
    assert finding.subject == "Centre"


def test_visiting_hours_are_kept() -> None:
    facts = rota(
        [shift(1, at(9, 59), home_id=2), shift(2, at(16), home_id=2), shift(3, at(16, 1), home_id=2)],
        homes=HOMES,
    )
    told = checks.check_rota(facts)
    assert rules(told) == ["home.hours", "home.hours"]
    assert "takes visitors from 10:00 to 17:00" in told[0].text


def test_a_kitchen_is_told_who_eats_what() -> None:
    facts = rota(
        [shift(serves_food=True)],
        [person(diet="Vegan")],
        [on(1, 7)],
        guests=(GuestFacts(1, "Neighbours", 80, "20 halal"), GuestFacts(9, "Others", 1, "kosher")),
    )
    (finding,) = checks.check_rota(facts)
    assert finding.severity is Severity.INFO
    assert "Neighbours (80): 20 halal; Person 7: Vegan." in finding.text


def minutes(facts: RotaFacts) -> Iterator[datetime]:
    start = datetime(2026, 11, 22)
    yield from (start + timedelta(minutes=n) for n in range(8 * 60, 22 * 60))


@given(rotas())
def test_the_sweep_finds_the_fullest_minute(facts: RotaFacts) -> None:
    told = {c.key[1]: c.weight for c in checks.find_concerns(facts) if c.key[0] == "visitors"}
    for home in facts.homes.values():
        if home.visitor_limit is None:
            continue
        here = [
            s for s in facts.shifts.values() if home in facts.above(s.home_id) and s.starts_at and s.ends_at
        ]
        worst = 0
        for now in minutes(facts):
            present = {
                a.who: a
                for s in here
                if s.starts_at and s.ends_at and s.starts_at <= now < s.ends_at
                for a in facts.on.get(s.id, ())
                if a.serves
            }
            worst = max(worst, heads(facts, present))
        if len({a.who for a in facts.assignments if a.who[0] == "group"}) == 0 or one_size(facts):
            assert told.get(home.id, 0) == max(0, worst - home.visitor_limit)


def heads(facts: RotaFacts, present: dict[Key, AssignmentFacts]) -> int:
    """How many are there, who comes with the one group and for themselves counted once."""
    found = sum(who[0] == "person" for who in present)
    for who, each in present.items():
        if who[0] == "group":
            twice = sum(("person", number) in present for number in facts.groups[who[1]].people)
            found += max(0, each.adults + each.children - twice)
    return found


def one_size(facts: RotaFacts) -> bool:
    """Whether the group comes with the same heads everywhere, so that being there twice counts plainly."""
    return len({(a.adults, a.children) for a in facts.assignments if a.who[0] == "group"}) == 1
