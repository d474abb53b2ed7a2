"""Facts for the tests of the rota's checks."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from mitzvah_desk.model import AssignmentStatus
from mitzvah_desk.rules.findings import Finding
from mitzvah_desk.rules.rota.facts import (
    AssignmentFacts,
    Errand,
    GroupFacts,
    HomeFacts,
    PersonFacts,
    RotaFacts,
    RotaSettings,
    ShiftFacts,
)

DAY = date(2026, 11, 22)
VOUCHES = 99
"""The organisation of every group that has none of its own, so that its adults count."""
TEN = datetime(2026, 11, 22, 10)


def at(hour: int, minute: int = 0) -> datetime:
    return TEN.replace(hour=hour, minute=minute)


def shift(number: int = 1, start: datetime | None = TEN, minutes: int = 60, **more: Any) -> ShiftFacts:
    end = None if start is None else start + timedelta(minutes=minutes)
    known = {"maximum": 99} | more
    return ShiftFacts(number, number, f"Project {number}", "Baker", start, end, DAY, **known)


def person(number: int = 7, **more: Any) -> PersonFacts:
    return PersonFacts(number, f"Person {number}", **{"recruited_on": date(2026, 1, 1)} | more)


def on(shift_id: int, number: int, **more: Any) -> AssignmentFacts:
    return AssignmentFacts(100 * shift_id + number, shift_id, ("person", number), **more)


def group_on(shift_id: int, number: int, adults: int, children: int) -> AssignmentFacts:
    return AssignmentFacts(100 * shift_id + number, shift_id, ("group", number), adults, children)


def rota(
    shifts: list[ShiftFacts],
    people: list[PersonFacts] | None = None,
    assignments: list[AssignmentFacts] | None = None,
    *,
    groups: list[GroupFacts] | None = None,
    homes: list[HomeFacts] | None = None,
    **more: Any,
) -> RotaFacts:
    return RotaFacts(
        {each.id: each for each in shifts},
        {each.id: each for each in people or ()},
        {each.id: replace(each, partner_id=each.partner_id or VOUCHES) for each in groups or ()},
        {each.id: each for each in homes or ()},
        assignments=tuple(assignments or ()),
        **more,
    )


ERRANDS = (
    (),
    (Errand("delivery", 1, "drives to Home", at(10), at(11)),),
    (Errand("host", 1, "hosts the Mayor at Project 2", at(12), at(12, 30), 2, 1, "N2 8QZ"),),
    (
        Errand("delivery", 2, "drives to Site", at(12), at(13)),
        Errand("honour", 2, "is a guest of honour at Project 1", at(12, 15), at(12, 45), 1),
    ),
)


def rules(findings: list[Finding]) -> list[str]:
    return sorted(finding.rule for finding in findings)


@st.composite
def rotas(draw: st.DrawFn) -> RotaFacts:
    """Small random rotas in which everything may be wrong."""
    homes = [
        HomeFacts(1, "Site", None, draw(st.none() | st.integers(1, 6))),
        HomeFacts(
            2, "Home", 1, draw(st.none() | st.integers(1, 6)), "10:00", "16:00", draw(st.none() | st.just(8))
        ),
    ]
    shifts = []
    for number in range(1, draw(st.integers(1, 6)) + 1):
        start = draw(
            st.none()
            | st.integers(8 * 60, 18 * 60).map(lambda m: datetime(2026, 11, 22) + timedelta(minutes=m))
        )
        shifts.append(
            shift(
                number,
                start,
                draw(st.integers(15, 180)),
                maximum=draw(st.integers(0, 4)),
                place_id=draw(st.none() | st.integers(1, 3)),
                postcode=draw(st.sampled_from(("", "NW11 8QZ", "NW11 9AA", "N2 8QZ"))),
                home_id=draw(st.none() | st.integers(1, 2)),
                minimum_age=draw(st.none() | st.just(16)),
                skill_id=draw(st.none() | st.just(1)),
                serves_food=draw(st.booleans()),
            )
        )
    people = [
        person(
            number,
            marked_child=draw(st.booleans()),
            born=draw(st.none() | st.dates(date(1950, 1, 1), date(2026, 1, 1))),
            household_id=draw(st.none() | st.integers(1, 2)),
            skills=draw(st.sampled_from((frozenset[int](), frozenset({1})))),
            guardians=draw(st.sampled_from((frozenset[int](), frozenset({1})))),
            away=draw(st.sampled_from(((), ((at(9), at(11)),)))),
            diet=draw(st.sampled_from(("", "Vegan"))),
            recruited_on=draw(st.sampled_from((None, DAY))),
            errands=draw(st.sampled_from(ERRANDS)),
        )
        for number in range(1, 5)
    ]
    ages = draw(st.sampled_from((None, (2, 3), (5, 6), (9, 10))))
    coming = draw(st.frozensets(st.integers(1, 4)))
    leader = draw(st.sampled_from((None, *sorted(coming))))
    groups = [GroupFacts(1, "Class", ages, "", leader, draw(st.sampled_from((None, 5))), coming)]
    assignments = []
    for number, (shift_id, who) in enumerate(
        draw(st.lists(st.tuples(st.integers(1, len(shifts)), st.integers(0, 4)), unique=True, max_size=12))
    ):
        status = draw(st.sampled_from(tuple(AssignmentStatus)))
        key = ("person", who) if who else ("group", 1)
        adults, children = (0, 0) if who else (draw(st.integers(0, 3)), draw(st.integers(0, 20)))
        assignments.append(
            AssignmentFacts(number + 1, shift_id, key, adults, children, status, draw(st.booleans()))
        )
    settings = RotaSettings(timedelta(minutes=draw(st.sampled_from((0, 10)))))
    facts = rota(shifts, people, assignments, groups=groups, homes=homes, settings=settings)
    return replace(facts.changed(groups={1: groups[0]}), recruitment_noted=draw(st.booleans()))
