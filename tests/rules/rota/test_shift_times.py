"""When a shift is, in the same words everywhere."""

from datetime import datetime

import pytest

from mitzvah_desk.rules.rota.shift_times import (
    format_dated_span,
    format_day_and_times,
    format_end,
    format_span,
    format_times,
)

TEN = datetime(2026, 11, 22, 22)


@pytest.mark.parametrize(
    ("ends", "said"),
    [
        (datetime(2026, 11, 22, 23, 30), "22:00–23:30"),
        (datetime(2026, 11, 23), "22:00–midnight"),
        (datetime(2026, 11, 23, 2), "22:00–02:00 next day"),
        (datetime(2026, 11, 24), "22:00–00:00 on Tuesday 24 November"),
        (datetime(2026, 11, 24, 9), "22:00–09:00 on Tuesday 24 November"),
    ],
)
def test_a_shift_past_midnight_says_so(ends: datetime, said: str) -> None:
    assert format_span(TEN, ends) == said
    assert format_times(TEN, ends) == said
    assert said.endswith(format_end(TEN, ends))
    assert format_day_and_times(TEN, ends) == f"Sun 22 Nov {said}"


def test_what_has_no_time_is_any_time() -> None:
    assert format_times(None, None) == "Any time"
    assert format_day_and_times(None, None) == "any time"
    assert format_dated_span(None, None) == "at any time"


def test_what_may_have_begun_on_another_day_is_told_with_its_days() -> None:
    assert format_dated_span(TEN, datetime(2026, 11, 22, 23)) == "22:00–23:00"
    assert format_dated_span(TEN, datetime(2026, 11, 23, 2)) == "22 Nov 22:00–23 Nov 02:00"
