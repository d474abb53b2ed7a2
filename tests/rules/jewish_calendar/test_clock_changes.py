"""Hours that the clocks skip and strike twice, by the IANA time zone database."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mitzvah_desk.rules.findings import Severity
from mitzvah_desk.rules.jewish_calendar.clock_changes import check_clock, is_skipped, is_struck_twice

LONDON = "Europe/London"
SPRING = [datetime(2026, 3, 29), datetime(2027, 3, 28), datetime(2028, 3, 26)]
AUTUMN = [datetime(2026, 10, 25), datetime(2027, 10, 31), datetime(2028, 10, 29)]
"""The last Sundays of March and October, as the Summer Time Order 2002 has it."""


@pytest.mark.parametrize("day", SPRING)
def test_the_hour_that_is_skipped_is_refused(day: datetime) -> None:
    for minutes, skipped in ((59, False), (60, True), (90, True), (119, True), (120, False)):
        moment = day + timedelta(minutes=minutes)
        found = check_clock(moment, LONDON, subject="Tea")
        assert (found is not None) is skipped
        assert found is None or (found.severity is Severity.HARD and f"{moment:%H:%M}" in found.text)


@pytest.mark.parametrize("day", AUTUMN)
def test_the_hour_that_comes_twice_is_noted(day: datetime) -> None:
    for minutes, twice in ((59, False), (60, True), (119, True), (120, False)):
        found = check_clock(day + timedelta(minutes=minutes), LONDON, subject="Tea")
        assert (found is not None) is twice
        assert found is None or (found.severity is Severity.INFO and "comes twice" in found.text)


def test_elsewhere_the_clocks_change_at_another_hour_or_never() -> None:
    assert is_skipped(datetime(2026, 3, 27, 2, 30), "Asia/Jerusalem")
    assert not is_skipped(datetime(2026, 3, 29, 1, 30), "Asia/Jerusalem")
    assert not is_skipped(datetime(2026, 3, 29, 1, 30), "Africa/Johannesburg")


@given(st.datetimes(datetime(2000, 1, 1), datetime(2035, 1, 1)))
def test_no_time_is_both(moment: datetime) -> None:
    skipped, twice = is_skipped(moment, LONDON), is_struck_twice(moment, LONDON)
    assert not (skipped and twice)
    if skipped or twice:
        assert moment.weekday() == 6
        assert moment.hour == 1
        assert moment.day > 24
