"""What a day is, as the line over its board says it."""

from datetime import date

import pytest

from mitzvah_desk.rules.jewish_calendar.day_line import describe_day
from mitzvah_desk.rules.jewish_calendar.times import CalendarPlace

LONDON = CalendarPlace()


@pytest.mark.parametrize(
    ("day", "begins"),
    [
        (date(2026, 11, 22), []),
        (date(2026, 11, 20), ["Erev Shabbat: candles are lit at 15:"]),
        (date(2026, 11, 21), ["Shabbat until "]),
        (date(2026, 9, 11), ["Erev Shabbat and Rosh Hashanah: candles"]),
        (date(2026, 9, 14), ["The Fast of Gedaliah: a fast until "]),
        (date(2026, 7, 22), ["Tisha B’Av begins at "]),
        (date(2026, 7, 23), ["Tisha B’Av: a fast until "]),
        (date(2026, 3, 3), ["Purim: Leave time for"]),
        (date(2026, 11, 8), ["Remembrance Sunday: There is a silence"]),
        (date(2026, 9, 20), ["Erev Yom Kippur: candles"]),
    ],
)
def test_a_day_is_said(day: date, begins: list[str]) -> None:
    said = describe_day(day, LONDON).sentences
    assert len(said) == len(begins), said
    assert all(text.startswith(begin) for text, begin in zip(said, begins, strict=True)), said


def test_times_of_rest_are_those_that_touch_the_day() -> None:
    (eve,) = describe_day(date(2026, 11, 20), LONDON).rests
    (day,) = describe_day(date(2026, 11, 21), LONDON).rests
    assert eve == day
    assert eve.starts_at.date() == date(2026, 11, 20)
    assert eve.ends_at.date() == date(2026, 11, 21)
