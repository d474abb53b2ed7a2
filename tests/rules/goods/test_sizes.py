"""Sizes by what they mean."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mitzvah_desk.rules.goods.allocation import OpenRequest, Supply, allocate_supplies, mismatch_reason
from mitzvah_desk.rules.goods.sizes import is_same_size

DAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("5-6 yrs", "5-6 years"),
        ("5-6 yrs", "age 5-6"),
        ("5-6 yrs", "5–6"),
        ("5-6 yrs", "Aged 5 to 6"),
        ("5-6 yrs", "5/6 years old"),
        ("5-6y", "5 - 6 Years"),
        ("3-6 months", "3-6m"),
        ("age 10", "10 yrs"),
        ("S", "small"),
        ("XL", "extra large"),
        ("XXL", "2XL"),
        ("adult M", "Medium"),
        ("men's L", "Mens large"),
        ("UK 5", "size 5 UK"),
        ("UK 5½", "uk 5.5"),
        ("EU 38", "Eur 38"),
        ("size 12", "12"),
        ("Newborn", "newborn"),
    ],
)
def test_the_same_size(one: str, other: str) -> None:
    assert is_same_size(one, other)
    assert is_same_size(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("5-6 yrs", "5-6 months"),
        ("5-6 yrs", "7-8 yrs"),
        ("10", "age 10"),
        ("10", "12"),
        ("S", "M"),
        ("L", "XL"),
        ("men's L", "women's L"),
        ("S", "child's S"),
        ("UK 5", "EU 38"),
        ("UK 5", "5"),
        ("UK 5", "UK 5.5"),
        ("6 years", "6 m"),
        ("newborn", "0-3 months"),
        ("1 kg", "1 litre"),
    ],
)
def test_other_sizes(one: str, other: str) -> None:
    assert not is_same_size(one, other)


@given(st.text(max_size=20))
def test_every_size_is_its_own(text: str) -> None:
    assert is_same_size(text, f" {text.upper().lower()} ") or text.upper().lower() != text


def coat(lot: int, free: int, size: str, use_by: date | None = None) -> Supply:
    return Supply(lot_id=lot, item_id=1, item="Coat", free=free, size=size, use_by=use_by)


def want(size: str, number: int) -> OpenRequest:
    return OpenRequest(request_id=1, partner="Rubens House", item_id=1, open=number, size=size)


def test_a_size_that_means_the_same_may_go() -> None:
    assert not mismatch_reason(coat(1, 5, "5-6 yrs"), want("age 5-6", 3), DAY)
    assert mismatch_reason(coat(1, 5, "7-8 yrs"), want("age 5-6", 3), DAY)


def test_the_exact_size_goes_before_one_that_nobody_knows() -> None:
    first_to_go = date(2026, 12, 1)
    shares = allocate_supplies([coat(1, 5, "", first_to_go), coat(2, 3, "5–6")], (want("5-6 years", 4),), DAY)
    assert [(each.lot_id, each.quantity) for each in shares] == [(2, 3), (1, 1)]
