from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mitzvah_desk.solver.explain import explain_gaps
from mitzvah_desk.solver.problem import Cap, Problem, Slot, SlotOption, Span, Unit
from mitzvah_desk.solver.solve import solve_rota
from tests.solver.generate import campaign

DAY = datetime(2026, 11, 22)


def span(start: int, end: int, label: str = "") -> Span:
    return Span(DAY + timedelta(hours=start), DAY + timedelta(hours=end), None, label)


PAIR = Slot(1, "Drivers (Pair 2)", span(10, 12), 2, 2, wanted="can drive")


def only(problem: Problem) -> str:
    (gap,) = explain_gaps(problem, solve_rota(problem).choices)
    return gap.text


def test_it_says_who_is_away_and_what_would_free_them() -> None:
    away = (span(9, 12),)
    units = (Unit("Ann Cohen", (1,), away), Unit("Dan Levy", (2,), away))
    problem = Problem((PAIR,), units, (SlotOption(0, 0, (1,)), SlotOption(1, 0, (2,))))
    assert only(problem) == (
        "Drivers (Pair 2) needs 2 more. Nobody who can drive is free from 10:00 to 12:00."
        " Ann Cohen is away 09:00–12:00. Dan Levy is away 09:00–12:00."
        " Two become free if Drivers (Pair 2) starts at 12:00."
    )


def test_it_says_what_they_are_on_already() -> None:
    units = (Unit("Ann Cohen", (1,), taken=(span(11, 13, "Welcome in the tea"),)), Unit("Dan Levy", (2,)))
    problem = Problem((PAIR,), units, (SlotOption(0, 0, (1,)), SlotOption(1, 0, (2,))))
    assert only(problem) == (
        "Drivers (Pair 2) needs 1 more. Nobody else who can drive is free from 10:00 to 12:00."
        " Ann Cohen is not free 11:00–13:00: Welcome in the tea."
        " One becomes free if Drivers (Pair 2) starts at 09:00."
    )


def test_it_says_where_the_proposal_needs_them() -> None:
    other = Slot(2, "Bakers in the tea", span(11, 12), 1, 1)
    units = (Unit("Ann Cohen", (1,), shifts_left=2),)
    slots = (replace(PAIR, minimum=1), other)
    problem = Problem(slots, units, (SlotOption(0, 0, (1,)), SlotOption(0, 1, (1,))))
    (gap,) = explain_gaps(problem, (SlotOption(0, 1, (1,)),))
    assert "Ann Cohen is proposed for Bakers in the tea." in gap.why
    assert gap.why[-1] == "One becomes free if Drivers (Pair 2) starts at 09:00."


def test_it_says_when_there_is_nobody_at_all() -> None:
    assert (
        only(Problem((PAIR,), (), ()))
        == "Drivers (Pair 2) needs 2 more. There is nobody who can drive for it."
    )


def test_it_says_when_a_home_takes_no_more() -> None:
    units = (Unit("Ann Cohen", (1,)), Unit("Dan Levy", (2,)))
    choices = (SlotOption(0, 0, (1,)), SlotOption(1, 0, (2,)))
    text = only(Problem((PAIR,), units, choices, caps=(Cap((0,), 1),)))
    assert "kept away by the number of visitors that the place takes at once." in text


def test_a_load_and_a_family_too_large_are_told() -> None:
    family = Unit("Ann Cohen and 2 children", (1, 2, 3))
    tired = Unit("Dan Levy", (4,), shifts_left=0)
    text = only(Problem((PAIR,), (family, tired), (SlotOption(0, 0, (1, 2, 3), 3), SlotOption(1, 0, (4,)))))
    assert "Ann Cohen and 2 children are too many at once for the places left." in text
    assert "Dan Levy is on as many shifts as they may take." in text


def test_somebody_is_free_where_nothing_but_another_place_speaks_against_them() -> None:
    pair = replace(PAIR, filled=1)
    problem = Problem((pair,), (Unit("Ann Cohen", (1,)),), (SlotOption(0, 0, (1,)),), caps=(Cap((0,), 1),))
    (gap,) = explain_gaps(problem, ())
    assert gap.missing == 1
    assert "Ann Cohen is free, but then a place elsewhere would stay empty." in gap.why


@pytest.mark.parametrize(
    ("ben", "most", "says"),
    [
        (SlotOption(1, 0, (2, 3), 2), 99, "Ben and 1 child are too many at once for the places left."),
        (SlotOption(1, 0, (2, 3), 1), 99, "Ben and 1 child are free, but"),
        (SlotOption(1, 0, (2, 3), 1), 2, "Ben and 1 child are kept away by the number of visitors"),
        (SlotOption(1, 0, (2, 3), 1), 3, "Ben and 1 child are free, but"),
    ],
)
def test_those_who_come_already_count_against_the_room_and_the_visitors(
    ben: SlotOption, most: int, says: str
) -> None:
    other = Slot(2, "Bakers in the tea", None, 0, 9)
    units = (Unit("Ann Cohen", (1,)), Unit("Ben and 1 child", (2, 3)))
    problem = Problem(
        (PAIR, other), units, (SlotOption(0, 0, (1,)), ben), caps=(Cap((0,), most), Cap((1,), 0))
    )
    (gap,) = explain_gaps(problem, (SlotOption(0, 0, (1,)),))
    assert gap.missing == 1
    assert says in " ".join(gap.why)


@pytest.mark.parametrize(("left", "says"), [(120, "free, but"), (119, "on as many shifts as they may take")])
def test_the_minutes_left_must_hold_the_whole_shift(left: int, says: str) -> None:
    unit = Unit("Ann Cohen", (1,), minutes_left=left)
    (gap,) = explain_gaps(Problem((PAIR,), (unit,), (SlotOption(0, 0, (1,)),)), ())
    assert f"Ann Cohen is {says}" in " ".join(gap.why)


def test_many_are_counted() -> None:
    away, other = (span(8, 18),), (span(9, 17, "Welcome in the tea"),)
    units = tuple(Unit(f"P{n}", (n,), *((away, ()) if n < 2 else ((), other))) for n in range(9))
    assert only(Problem((PAIR,), units, tuple(SlotOption(n, 0, (n,)) for n in range(9)))) == (
        "Drivers (Pair 2) needs 2 more. Nobody who can drive is free from 10:00 to 12:00."
        " Of the 9 who would suit it, 7 are not free and 2 are away."
    )


@given(st.integers(0, 10**6))
@settings(max_examples=15)
def test_every_gap_is_told_once_and_no_other(seed: int) -> None:
    problem = campaign(12, 10, seed, tight=1.5)
    choices = solve_rota(problem).choices
    short = {
        slot.shift_id: slot.need - sum(c.heads for c in choices if problem.slots[c.slot] is slot)
        for slot in problem.slots
    }
    gaps = explain_gaps(problem, choices)
    assert {gap.shift_id: gap.missing for gap in gaps} == {k: v for k, v in short.items() if v > 0}
    assert all(gap.why for gap in gaps)
