"""Freezing, cool bags and kosher food, by the Food Standards Agency and the Shulchan Aruch."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mitzvah_desk.model import KosherKind, Storage
from mitzvah_desk.rules.findings import Severity
from mitzvah_desk.rules.goods.allocation import OpenRequest, Supply, check_allocation, mismatch_reason
from mitzvah_desk.rules.goods.cold_chain import (
    check_cold_transport,
    describe_date,
    describe_handling,
    describe_storage,
    freezing_problem,
    is_past_use_by,
)
from mitzvah_desk.rules.goods.kosher import check_meat_and_milk, check_pesach

USE_BY = date(2026, 11, 20)
TODAY = date(2026, 11, 22)
SOUP = Supply(1, 1, "Soup", 12, use_by=USE_BY, allergens="celery", is_food=True)
WANTED = OpenRequest(1, "Rubens House", 1, 5)


@pytest.mark.parametrize(
    ("frozen_on", "goes"),
    [(None, False), (USE_BY - timedelta(3), True), (USE_BY, True), (USE_BY + timedelta(1), False)],
)
def test_food_frozen_by_its_use_by_date_may_go_out_after_it(frozen_on: date | None, goes: bool) -> None:
    """FSA, "The effects of consumer freezing of food on its use-by date": right up to it, then 24 hours."""
    soup = replace(SOUP, frozen_on=frozen_on)
    assert (mismatch_reason(soup, WANTED, TODAY) == "") is goes
    told = [found for found in check_allocation(soup, WANTED, TODAY) if found.rule == "goods.frozen"]
    assert bool(told) is (frozen_on is not None)
    assert all(found.severity is Severity.INFO and "24 hours" in found.do for found in told)


@given(st.dates(date(2025, 1, 1), date(2028, 1, 1)), st.integers(-60, 60), st.integers(0, 400))
def test_frozen_in_time_is_never_past_and_frozen_late_always(use_by: date, early: int, later: int) -> None:
    frozen_on = use_by - timedelta(early)
    day = use_by + timedelta(later)
    assert bool(freezing_problem(use_by, frozen_on)) is (early < 0)
    assert is_past_use_by(use_by, frozen_on, day) is (early < 0 and later > 0)
    assert freezing_problem(None, frozen_on) == "" == freezing_problem(use_by, None)


def test_the_words_for_boxes_and_lists() -> None:
    frozen = date(2026, 11, 18)
    assert describe_date(USE_BY, None, frozen) == "use by 20 Nov 2026, frozen 18 Nov 2026"
    assert describe_date(None, USE_BY) == "best before 20 Nov 2026"
    assert describe_storage(Storage.AMBIENT) == describe_storage(Storage.UNKNOWN) == ""
    assert describe_storage(Storage.CHILLED, frozen) == "frozen"
    assert describe_handling(Storage.CHILLED, None, KosherKind.MILKY) == "CHILLED · MILKY"
    assert describe_handling(Storage.UNKNOWN, None, KosherKind.PAREV) == "PAREV"


def test_cold_lines_ask_for_a_cool_bag() -> None:
    kept = [Storage.CHILLED, Storage.AMBIENT, Storage.CHILLED, Storage.FROZEN]
    (found,) = check_cold_transport("Rubens House", kept)
    assert "2 chilled lines and 1 frozen line" in found.text
    assert "cool bag" in found.do
    assert check_cold_transport("Rubens House", [Storage.AMBIENT, Storage.UNKNOWN]) == []


def test_before_and_at_pesach_food_must_be_kosher_for_it() -> None:
    """Pesach 5786 is 2 to 9 April 2026 (hebcal); its season begins thirty days before."""
    for day, asked in (
        (date(2026, 3, 2), 0),
        (date(2026, 3, 20), 1),
        (date(2026, 4, 5), 1),
        (date(2026, 4, 10), 0),
    ):
        assert len(check_pesach("Rose House", ["Biscuits", "Biscuits"], day)) == asked
    (found,) = check_pesach("Rose House", ["Biscuits", "Pasta", "Rice", "Beer"], date(2026, 4, 5))
    assert found.severity is Severity.SOFT
    assert "Biscuits, Pasta, Rice and 1 more" in found.text
    assert check_pesach("Rose House", [], date(2026, 4, 5)) == []


def test_meat_and_milk_in_one_meal_are_asked_about() -> None:
    meal = [("Cheese", KosherKind.MILKY), ("Rice", KosherKind.PAREV), ("Beef", KosherKind.MEATY)]
    (found,) = check_meat_and_milk("Lunch", meal)
    assert "Beef is meaty, and Cheese is milky" in found.text
    assert check_meat_and_milk("Lunch", meal[:2]) == check_meat_and_milk("Lunch", meal[1:]) == []
