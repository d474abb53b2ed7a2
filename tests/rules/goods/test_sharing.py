"""Sharing out: first-expiring first, fairly, and nothing to those who must not have it."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mitzvah_desk.rules.findings import Severity
from mitzvah_desk.rules.goods.allocation import (
    OpenRequest,
    Share,
    Supply,
    allocate_supplies,
    apportion,
    check_allocation,
    mismatch_reason,
)
from mitzvah_desk.rules.goods.is_food import is_food

TODAY = date(2026, 11, 22)
LATER = TODAY + timedelta(days=9)


def totals(shares: tuple[Share, ...]) -> dict[int, int]:
    got: dict[int, int] = {}
    for share in shares:
        got[share.request_id] = got.get(share.request_id, 0) + share.quantity
    return got


def test_what_must_go_first_goes_first() -> None:
    lots = [
        Supply(1, 7, "Milk", 10, use_by=LATER),
        Supply(2, 7, "Milk", 4, use_by=TODAY),
        Supply(3, 7, "Milk", 9),
    ]
    shares = allocate_supplies(lots, [OpenRequest(1, "Rubens House", 7, 16)], TODAY)
    assert [(share.lot_id, share.quantity) for share in shares] == [(2, 4), (1, 10), (3, 2)]
    assert "use by 22 Nov 2026" in shares[0].why


def test_parts_follow_what_was_asked() -> None:
    wants = [OpenRequest(1, "A", 7, 20), OpenRequest(2, "B", 7, 10)]
    assert totals(allocate_supplies([Supply(1, 7, "Rice", 15)], wants, TODAY)) == {1: 10, 2: 5}


def test_each_part_says_what_was_asked_by_one_or_by_all() -> None:
    wants = [OpenRequest(1, "A", 7, 20), OpenRequest(2, "B", 7, 1_010), OpenRequest(3, "C", 7, None)]
    one, both, any_number = (
        [share.why for share in allocate_supplies([Supply(1, 7, "Rice", 1_100)], some, TODAY)]
        for some in (wants[:1], wants[:2], wants[2:])
    )
    assert one == ["Asks for 20; 1,100 are free."]
    assert both == [
        "Asks for 20 of 1,030 asked for in all; 1,100 are free.",
        "Asks for 1,010 of 1,030 asked for in all; 1,100 are free.",
    ]
    assert any_number == ["Takes what there is."]


def test_whoever_takes_what_there_is_comes_after_those_who_asked_for_a_number() -> None:
    wants = [OpenRequest(1, "A", 7, None), OpenRequest(2, "B", 7, None), OpenRequest(3, "C", 7, 10)]
    assert totals(allocate_supplies([Supply(1, 7, "Rice", 16)], wants, TODAY)) == {3: 10, 1: 3, 2: 3}


@pytest.mark.parametrize(
    ("supply", "wanted", "says"),
    [
        (Supply(1, 7, "Milk", 5, use_by=TODAY - timedelta(1)), OpenRequest(1, "A", 7, 5), "use-by"),
        (Supply(1, 7, "Milk", 5, stopped="recalled, glass in the jar"), OpenRequest(1, "A", 7, 5), "glass"),
        (Supply(1, 8, "Milk", 5), OpenRequest(1, "A", 7, 5), "did not ask"),
        (Supply(1, 7, "Hat", 5, size="Newborn"), OpenRequest(1, "A", 7, 5, size="6 months"), "size"),
        (Supply(1, 7, "Soup", 5, is_food=True), OpenRequest(1, "A", 7, 5, kosher_only=True), "kosher"),
        (Supply(1, 7, "Soup", 5, is_food=True), OpenRequest(1, "A", 7, 5, halal_only=True), "halal"),
        (Supply(1, 7, "Bars", 5, allergens="Nuts, milk"), OpenRequest(1, "A", 7, 5, avoids="nut"), "nut"),
        (Supply(1, 7, "Peanut butter", 5), OpenRequest(1, "A", 7, 5, avoids="Peanuts"), "peanut"),
    ],
)
def test_who_must_not_have_it(supply: Supply, wanted: OpenRequest, says: str) -> None:
    assert says in mismatch_reason(supply, wanted, TODAY)
    assert allocate_supplies([supply], [wanted], TODAY) == ()


def test_who_may_have_it() -> None:
    soap = Supply(1, 7, "Soap", 5)
    assert mismatch_reason(soap, OpenRequest(1, "A", 7, 5, kosher_only=True, avoids="nuts"), TODAY) == ""
    soup = Supply(1, 7, "Soup", 5, kosher=True, halal=True, is_food=True, use_by=TODAY)
    assert mismatch_reason(soup, OpenRequest(1, "A", 7, 5, kosher_only=True, halal_only=True), TODAY) == ""
    assert told(Supply(1, 7, "Soap", 5, is_food=False), OpenRequest(1, "A", 7, 5, avoids="nuts")) == []
    assert told(soup, OpenRequest(1, "A", 7, 5, kosher_only=True)) == []


def told(supply: Supply, wanted: OpenRequest) -> list[str]:
    found = check_allocation(supply, wanted, TODAY)
    assert all(each.severity is Severity.SOFT and each.text and each.do for each in found)
    return [each.rule.removeprefix("goods.") for each in found]


@pytest.mark.parametrize(
    ("supply", "wanted", "asks"),
    [
        (
            Supply(1, 7, "Rice", 5, best_before=TODAY - timedelta(1)),
            OpenRequest(1, "A", 7, 5),
            ["best_before"],
        ),
        (Supply(1, 7, "Rice", 5, best_before=TODAY), OpenRequest(1, "A", 7, 5), []),
        (Supply(1, 7, "Hat", 5), OpenRequest(1, "A", 7, 5, size="Newborn"), ["size"]),
        (Supply(1, 7, "Hat", 5, size="Newborn"), OpenRequest(1, "A", 7, 5), []),
        (Supply(1, 7, "Soap", 5), OpenRequest(1, "A", 7, 5, kosher_only=True), ["is_it_food"]),
        (Supply(1, 7, "Soap", 5), OpenRequest(1, "A", 7, 5, halal_only=True), ["is_it_food"]),
        (Supply(1, 7, "Soap", 5, is_food=False), OpenRequest(1, "A", 7, 5, kosher_only=True), []),
        (Supply(1, 7, "Soap", 5, kosher=True), OpenRequest(1, "A", 7, 5, kosher_only=True), []),
        (Supply(1, 7, "Rice", 5, is_food=True), OpenRequest(1, "A", 7, 5, avoids="nuts"), ["allergens"]),
        (Supply(1, 7, "Rice", 5), OpenRequest(1, "A", 7, 5, avoids="nuts"), ["allergens"]),
        (Supply(1, 7, "Rice", 5, is_food=True), OpenRequest(1, "A", 7, 5), []),
        (
            Supply(1, 7, "Rice", 5, is_food=True, allergens="none"),
            OpenRequest(1, "A", 7, 5, avoids="nuts"),
            [],
        ),
        (Supply(1, 7, "Bars", 5, allergens="milk"), OpenRequest(1, "A", 7, 5, avoids="nuts"), []),
        (Supply(1, 7, "Bicycle", 5, to_repair=True), OpenRequest(1, "A", 7, 5), ["to_repair"]),
    ],
)
def test_what_is_asked_first_is_told_in_the_reasoning(
    supply: Supply, wanted: OpenRequest, asks: list[str]
) -> None:
    assert told(supply, wanted) == asks
    (share,) = allocate_supplies([supply], [wanted], TODAY)
    assert all(finding.text in share.why for finding in check_allocation(supply, wanted, TODAY))


@pytest.mark.parametrize(
    ("kind", "says"),
    [
        ("Food", True),
        ("Dry food", True),
        ("Groceries", True),
        ("Snacks", True),
        ("Toiletries", False),
        ("Clothes", False),
        ("Non-food items", False),
        ("Made by us", None),
        ("", None),
    ],
)
def test_food_is_what_the_catalogue_calls_so(kind: str, says: bool | None) -> None:
    assert is_food(kind) is says
    assert is_food(kind, marked=True) is True
    assert is_food(kind, dated=True) is (says is not False)


MAY, JUNE = date(2026, 5, 10), date(2026, 6, 10)


@pytest.mark.parametrize(
    ("first", "then"),
    [
        (Supply(2, 7, "Milk", 1, use_by=MAY), Supply(1, 7, "Milk", 1, use_by=JUNE)),
        (Supply(2, 7, "Milk", 1, best_before=MAY), Supply(1, 7, "Milk", 1, use_by=JUNE)),
        (Supply(2, 7, "Milk", 1, use_by=MAY), Supply(1, 7, "Milk", 1, best_before=MAY)),
        (Supply(2, 7, "Milk", 1, use_by=JUNE, best_before=MAY), Supply(1, 7, "Milk", 1, best_before=MAY)),
        (Supply(2, 7, "Milk", 1, use_by=MAY), Supply(1, 7, "Milk", 1, use_by=JUNE, best_before=MAY)),
        (Supply(2, 7, "Milk", 1, use_by=JUNE, best_before=MAY), Supply(1, 7, "Milk", 1, use_by=JUNE)),
        (Supply(2, 7, "Milk", 1, best_before=JUNE), Supply(1, 7, "Milk", 1)),
        (Supply(1, 7, "Milk", 1), Supply(2, 7, "Milk", 1)),
    ],
)
def test_both_dates_are_one_order(first: Supply, then: Supply) -> None:
    assert sorted([then, first], key=lambda each: each.order) == [first, then]


@given(st.integers(0, 500), st.lists(st.integers(0, 90), max_size=8))
def test_every_part_is_within_one_of_the_exact_part(total: int, asked: list[int]) -> None:
    parts = apportion(total, asked)
    assert sum(parts) == min(total, sum(asked))
    for part, each in zip(parts, asked, strict=True):
        assert 0 <= part <= each
        if sum(asked):
            assert abs(part - min(total, sum(asked)) * each / sum(asked)) < 1


SUPPLIES = st.lists(
    st.builds(
        Supply,
        lot_id=st.integers(1, 40),
        item_id=st.integers(1, 2),
        item=st.just("Rice"),
        free=st.integers(0, 30),
        use_by=st.one_of(st.none(), st.dates(TODAY - timedelta(3), TODAY + timedelta(9))),
        kosher=st.booleans(),
        is_food=st.sampled_from((True, False, None)),
    ),
    max_size=6,
    unique_by=lambda supply: supply.lot_id,
)
WANTS = st.lists(
    st.builds(
        OpenRequest,
        request_id=st.integers(1, 40),
        partner=st.just("A"),
        item_id=st.integers(1, 2),
        open=st.one_of(st.none(), st.integers(0, 40)),
        kosher_only=st.booleans(),
    ),
    max_size=6,
    unique_by=lambda wanted: wanted.request_id,
)


@given(SUPPLIES, WANTS)
def test_never_more_than_there_is_nor_than_was_asked(
    supplies: list[Supply], wants: list[OpenRequest]
) -> None:
    shares = allocate_supplies(supplies, wants, TODAY)
    assert shares == allocate_supplies(supplies[::-1], wants[::-1], TODAY)
    of_lot = {supply.lot_id: supply for supply in supplies}
    of_request = {wanted.request_id: wanted for wanted in wants}
    went: dict[int, int] = {}
    for share in shares:
        assert share.quantity > 0
        assert share.why
        assert not mismatch_reason(of_lot[share.lot_id], of_request[share.request_id], TODAY)
        went[share.lot_id] = went.get(share.lot_id, 0) + share.quantity
    assert all(quantity <= of_lot[lot].free for lot, quantity in went.items())
    got = totals(shares)
    for number, quantity in got.items():
        asked = of_request[number].open
        assert asked is None or quantity <= asked
    for supply in supplies:  # nothing is left that somebody may have and still wants
        if went.get(supply.lot_id, 0) < supply.free:
            for wanted in wants:
                if not mismatch_reason(supply, wanted, TODAY):
                    assert wanted.open is not None
                    assert got.get(wanted.request_id, 0) == wanted.open
