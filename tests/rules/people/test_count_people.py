"""People are counted once each, however often and with whomever they come: see ``count_people``."""

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from mitzvah_desk.rules.people.count_people import HeadCount, Turnout, count_people

ADULT, CHILD = HeadCount(1, 0), HeadCount(0, 1)


def ann(heads: HeadCount = ADULT) -> Turnout:
    return Turnout("person", 1, heads)


def scouts(adults: int, children: int) -> Turnout:
    return Turnout("group", 1, HeadCount(adults, children))


def test_a_person_on_five_shifts_is_one() -> None:
    assert count_people([ann()] * 5, {}) == HeadCount(1, 0)


def test_a_group_counts_at_its_largest() -> None:
    assert count_people([scouts(1, 9), scouts(2, 12), scouts(2, 3)], {}) == HeadCount(2, 12)


def test_a_member_who_comes_with_the_group_and_alone_elsewhere_is_one() -> None:
    assert count_people([scouts(2, 9), ann()], {1: {1}}) == HeadCount(2, 9)
    assert count_people([scouts(2, 9), ann(CHILD)], {1: {1}}) == HeadCount(2, 9)
    assert count_people([scouts(2, 9), ann()], {1: {7}}) == HeadCount(3, 9)


def test_adults_without_room_among_a_groups_adults_are_taken_from_its_children() -> None:
    assert count_people([scouts(0, 9), ann()], {1: {1}}) == HeadCount(1, 8)


def test_nobody_is_nobody() -> None:
    assert count_people([], {}) == HeadCount()
    assert count_people([scouts(0, 0)], {}) == HeadCount()


HEADS = st.builds(HeadCount, st.integers(0, 6), st.integers(0, 6))
PERSONS = st.builds(Turnout, st.just("person"), st.integers(1, 8), st.sampled_from([ADULT, CHILD]))
GROUPS = st.builds(Turnout, st.just("group"), st.integers(1, 3), HEADS)
TURNOUTS = st.lists(PERSONS | GROUPS, max_size=12)
MEMBERS = st.dictionaries(st.integers(1, 3), st.sets(st.integers(1, 8)))


@given(TURNOUTS, MEMBERS, st.randoms(use_true_random=False))
def test_order_and_repetition_change_nothing(
    turnouts: list[Turnout], members: dict[int, set[int]], chance: object
) -> None:
    found = count_people(turnouts, members)
    again = [*turnouts, *turnouts]
    chance.shuffle(again)  # type: ignore[attr-defined]
    assert count_people(again, members) == found


@given(TURNOUTS, MEMBERS)
def test_never_more_than_places_nor_fewer_than_names_or_the_largest_group(
    turnouts: list[Turnout], members: dict[int, set[int]]
) -> None:
    found = count_people(turnouts, members)
    assert found.adults >= 0
    assert found.children >= 0
    assert found.total <= sum(each.heads.total for each in turnouts)
    named = {each.id for each in turnouts if each.kind == "person"}
    heads = [each.heads.total for each in turnouts if each.kind == "group"]
    assert found.total >= max([len(named), *heads])


@given(TURNOUTS, PERSONS | GROUPS, st.dictionaries(st.integers(1, 8), st.integers(1, 3)))
def test_another_shift_never_makes_fewer_people(
    turnouts: list[Turnout], more: Turnout, belongs: dict[int, int]
) -> None:
    """Where nobody belongs to two groups: who does may show that heads of both were one and the same."""
    members = {group: {person for person, its in belongs.items() if its == group} for group in (1, 2, 3)}
    assert count_people([*turnouts, more], members).total >= count_people(turnouts, members).total


CLASSES = st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5), st.integers(0, 10)), max_size=4)


@given(CLASSES, st.integers(0, 5), st.integers(1, 4))
def test_it_is_the_number_of_different_people_who_were_there(
    classes: Sequence[tuple[int, int, int]], alone: int, shifts: int
) -> None:
    """Groups whose members came all together once: some of them by name on other shifts too, others never."""
    turnouts = [Turnout("person", 900 + number, ADULT) for number in range(alone)] * shifts
    members: dict[int, set[int]] = {}
    there = {("alone", number) for number in range(alone)}
    for group, (adults, children, named) in enumerate(classes):
        heads = HeadCount(adults, children)
        turnouts += [Turnout("group", group, heads), Turnout("group", group, HeadCount(adults, 0))]
        there |= {(f"group {group}", number) for number in range(heads.total)}
        by_name = min(named, heads.total)
        members[group] = {100 * group + number for number in range(by_name)}
        turnouts += [
            Turnout("person", 100 * group + number, ADULT if number < adults else CHILD)
            for number in range(by_name)
        ] * shifts
    assert count_people(turnouts, members).total == len(there)
