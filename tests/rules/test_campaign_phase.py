"""In which part of its year a campaign is."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from mitzvah_desk.rules.campaign_phase import CampaignPhase, find_phase

DAY = date(2026, 11, 22)


def phase(today: date, shifts: dict[date, int] | None = None, *, set_up: bool = True) -> CampaignPhase:
    return find_phase(today, DAY, shifts or {DAY: 90}, set_up=set_up)


def test_the_year_goes_from_setting_up_to_what_comes_after() -> None:
    assert phase(DAY - timedelta(weeks=9), set_up=False) is CampaignPhase.SETTING_UP
    assert phase(DAY - timedelta(weeks=3)) is CampaignPhase.FILLING
    assert phase(DAY, set_up=False) is CampaignPhase.THE_DAY
    assert phase(DAY + timedelta(days=1)) is CampaignPhase.AFTER


def test_a_day_with_a_few_shifts_is_no_day_of_its_own_but_a_large_one_is() -> None:
    early = DAY - timedelta(days=3)
    assert phase(early, {DAY: 90, early: 2}) is CampaignPhase.FILLING
    assert phase(early, {DAY: 90, early: 60}) is CampaignPhase.THE_DAY
    late = DAY + timedelta(days=7)
    assert phase(late, {DAY: 3, late: 3}) is CampaignPhase.THE_DAY


@given(st.integers(-400, 400), st.dictionaries(st.integers(-30, 30), st.integers(1, 50)), st.booleans())
def test_after_the_day_nothing_is_set_up_or_filled(days: int, shifts: dict[int, int], set_up: bool) -> None:
    today = DAY + timedelta(days=days)
    on = {DAY + timedelta(days=n): many for n, many in shifts.items()}
    found = find_phase(today, DAY, on, set_up=set_up)
    before = {CampaignPhase.SETTING_UP, CampaignPhase.FILLING}
    assert (found in before) <= (today < DAY)
    assert (found is CampaignPhase.AFTER) <= (today > DAY)
