"""What stands of what people said, and that no list turns a no."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from mitzvah_desk.rules.privacy.permissions import (
    Statement,
    find_standing,
    is_refused_by_no,
    may_list_add,
    must_repeat_no,
)

FIRST = date(2026, 1, 1)
STATEMENTS = st.lists(
    st.builds(Statement, st.booleans(), st.integers(0, 9).map(lambda days: FIRST + timedelta(days=days))),
    max_size=6,
)


def take_in(said: list[Statement], told: list[Statement]) -> list[Statement]:
    """What is written down once lists came one after another."""
    for each in told:
        if may_list_add(said, each):
            said = [*said, each]
    return said


def is_yes(said: list[Statement]) -> bool:
    standing = find_standing(said)
    return standing is not None and standing.given


@given(STATEMENTS)
def test_the_newest_day_stands_and_of_one_day_the_last(said: list[Statement]) -> None:
    standing = find_standing(said)
    assert (standing is None) == (not said)
    for number, each in enumerate(said):
        assert standing is not None
        assert each.given_on <= standing.given_on
        if each.given_on == standing.given_on and number > said.index(standing):
            assert each == standing or standing in said[number:]


@given(STATEMENTS, STATEMENTS)
def test_a_no_is_never_turned_by_lists(said: list[Statement], told: list[Statement]) -> None:
    refused = bool(said) and not is_yes(said)
    for each in told:
        said = take_in(said, [each])
        assert not (refused and is_yes(said))
        refused = refused or not is_yes(said)


@given(st.data(), STATEMENTS, STATEMENTS)
def test_a_no_newer_than_every_yes_stands_in_whatever_order_lists_come(
    data: st.DataObject, said: list[Statement], told: list[Statement]
) -> None:
    no = Statement(given=False, given_on=FIRST + timedelta(days=10))
    order = data.draw(st.permutations([*told, no]))
    assert not is_yes(take_in(said, order))


@given(STATEMENTS, STATEMENTS)
def test_the_same_lists_again_write_nothing_down(said: list[Statement], told: list[Statement]) -> None:
    once = take_in(said, told)
    assert take_in(once, told) == once


@given(STATEMENTS, STATEMENTS)
def test_nothing_that_was_said_is_lost(said: list[Statement], told: list[Statement]) -> None:
    assert take_in(said, told)[: len(said)] == said


def test_a_refused_yes_is_told() -> None:
    no, yes = Statement(given=False, given_on=FIRST), Statement(given=True, given_on=FIRST)
    assert is_refused_by_no([no], yes)
    assert not is_refused_by_no([], yes)
    assert not is_refused_by_no([no], no)


@given(st.data(), STATEMENTS, STATEMENTS)
def test_of_two_records_made_one_a_no_of_either_side_stands(
    data: st.DataObject, one: list[Statement], other: list[Statement]
) -> None:
    refused = any(side and not is_yes(side) for side in (one, other))
    order = data.draw(st.permutations([1] * len(one) + [2] * len(other)))
    sides = {1: iter(one), 2: iter(other)}
    both = [(whose, next(sides[whose])) for whose in order]
    merged = [said for _, said in both]
    if must_repeat_no(both):
        merged.append(Statement(given=False, given_on=max(said.given_on for said in merged)))
    assert not (refused and is_yes(merged))
    if not refused and merged:
        assert is_yes(merged)
