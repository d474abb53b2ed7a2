import subprocess
import sys
from datetime import date, datetime, timedelta
from itertools import pairwise

import pytest

from mitzvah_desk.rules.findings import Severity
from mitzvah_desk.rules.jewish_calendar import calendar as jewish
from mitzvah_desk.rules.jewish_calendar.calendar import CalendarPlace, DayKind

LONDON = CalendarPlace()
DAY = timedelta(days=1)

KNOWN = {
    date(2023, 9, 16): (7, "Rosh Hashanah", "1 Tishrei 5784", "א׳ תשרי תשפ״ד"),
    date(2024, 10, 3): (7, "Rosh Hashanah", "1 Tishrei 5785", "א׳ תשרי תשפ״ה"),
    date(2024, 10, 12): (7, "Yom Kippur", "10 Tishrei 5785", "י׳ תשרי תשפ״ה"),
    date(2024, 4, 23): (1, "Pesach", "15 Nisan 5784", "ט״ו ניסן תשפ״ד"),
    date(2025, 6, 2): (3, "Shavuot", "6 Sivan 5785", "ו׳ סיון תשפ״ה"),
    date(2025, 10, 7): (7, "Sukkot", "15 Tishrei 5786", "ט״ו תשרי תשפ״ו"),
    date(2026, 4, 2): (1, "Pesach", "15 Nisan 5786", "ט״ו ניסן תשפ״ו"),
    date(2026, 7, 23): (5, "Tisha B’Av", "9 Av 5786", "ט׳ אב תשפ״ו"),
    date(2026, 9, 21): (7, "Yom Kippur", "10 Tishrei 5787", "י׳ תשרי תשפ״ז"),
    date(2026, 10, 4): (7, "Simchat Torah", "23 Tishrei 5787", "כ״ג תשרי תשפ״ז"),
    date(2027, 3, 22): (13, "the Fast of Esther", "13 Adar II 5787", "י״ג אדר ב׳ תשפ״ז"),
}


@pytest.mark.parametrize("day", KNOWN)
def test_well_known_days(day: date) -> None:
    found, named = jewish.hebrew_date(day), jewish.jewish_day(day)
    assert named is not None
    assert (found.month, named.name, found.words, found.letters) == KNOWN[day]


def test_an_ordinary_day_has_a_date_and_no_name() -> None:
    assert jewish.hebrew_date(date(2026, 11, 22)).words == "12 Kislev 5787"
    assert jewish.jewish_day(date(2026, 11, 22)) is None


def test_a_leap_year_has_two_adars_and_another_year_one() -> None:
    words = [jewish.hebrew_date(day).words for day in (date(2027, 2, 20), date(2026, 3, 1))]
    assert words == ["13 Adar I 5787", "12 Adar 5786"]


@pytest.mark.parametrize(
    ("start", "end", "names", "times"),
    [
        # Three days: Shabbat runs into Rosh Hashanah.
        ((2026, 9, 7), (2026, 9, 15), "Shabbat and Rosh Hashanah", ("Fri 11", "Sun 13")),
        # Two days of Yom Tov that run into Shabbat.
        ((2024, 10, 1), (2024, 10, 6), "Rosh Hashanah and Shabbat", ("Wed 02", "Sat 05")),
        ((2026, 5, 20), (2026, 5, 24), "Shavuot and Shabbat", ("Thu 21", "Sat 23")),
        ((2026, 9, 20), (2026, 9, 22), "Yom Kippur", ("Sun 20", "Mon 21")),
        # Over the turn of the civil year.
        ((2028, 1, 1), (2028, 1, 1), "Shabbat", ("Fri 31", "Sat 01")),
    ],
)
def test_days_of_rest_that_meet_are_one(
    start: tuple[int, int, int], end: tuple[int, int, int], names: str, times: tuple[str, str]
) -> None:
    (rest,) = jewish.list_rest_times(date(*start), date(*end), LONDON)
    assert rest.name == names
    assert (f"{rest.starts_at:%a %d}", f"{rest.ends_at:%a %d}") == times


def test_every_rest_of_a_decade_is_apart_from_the_next() -> None:
    found = jewish.list_rest_times(date(2020, 1, 1), date(2030, 12, 31), LONDON)
    assert all(a.ends_at < b.starts_at for a, b in pairwise(found))
    assert all(rest.starts_at < rest.ends_at for rest in found)


@pytest.mark.parametrize(
    ("start", "end", "text", "do"),
    [
        (
            datetime(2026, 11, 20, 14),
            datetime(2026, 11, 20, 16),
            "runs into Shabbat, which begins at 15:46 on Friday 20 November 2026.",
            "End it by 15:46",
        ),
        (
            datetime(2026, 11, 21, 10),
            datetime(2026, 11, 21, 12),
            "is on Shabbat, which ends at 16:59 on Saturday 21 November 2026.",
            "Move it to another time",
        ),
        (
            datetime(2026, 11, 21, 16),
            datetime(2026, 11, 21, 20),
            "is on Shabbat, which ends at 16:59 on Saturday 21 November 2026.",
            "Start it from 16:59",
        ),
        (
            datetime(2024, 10, 2, 12),
            datetime(2024, 10, 2, 20),
            "runs into Rosh Hashanah and Shabbat, which begin at 18:16 on Wednesday 2 October 2024.",
            "End it by 18:16",
        ),
    ],
)
def test_what_falls_into_rest_is_told_and_may_be_kept(
    start: datetime, end: datetime, text: str, do: str
) -> None:
    finding = jewish.check_rest_time(start, end, LONDON, subject="Bakers")
    assert finding is not None
    assert finding.severity is Severity.SOFT
    assert (finding.text, finding.do) == (f"This shift {text}", f"{do}, or keep it and say why.")


def test_friday_work_ends_at_candle_lighting_and_not_a_minute_later() -> None:
    lit = jewish.candle_lighting(date(2026, 11, 20), LONDON)
    assert lit is not None
    before = lit - timedelta(hours=2)
    assert jewish.check_rest_time(before, lit, LONDON, subject="Bakers") is None
    assert jewish.check_rest_time(before, lit + timedelta(minutes=1), LONDON, subject="Bakers") is not None


def test_work_may_begin_at_nightfall_and_not_a_minute_sooner() -> None:
    over = jewish.end_of_rest(date(2026, 11, 21), LONDON)
    assert over is not None
    after = over + timedelta(hours=2)
    assert jewish.check_rest_time(over, after, LONDON, subject="Bakers") is None
    assert jewish.check_rest_time(over - timedelta(minutes=1), after, LONDON, subject="Bakers") is not None


def test_a_deadline_is_a_moment() -> None:
    told = [
        jewish.check_rest_time(when, when, LONDON, subject="Letters", what="The printer’s deadline")
        for when in (datetime(2026, 11, 21, 12), datetime(2026, 11, 20, 12), datetime(2026, 11, 20, 15, 46))
    ]
    assert [bool(finding) for finding in told] == [True, False, True]
    assert told[0] is not None
    assert told[0].text.startswith("The printer’s deadline is on Shabbat")


@pytest.mark.parametrize("day", [date(2026, 4, 6), date(2026, 9, 28), date(2026, 10, 2)])
def test_work_may_be_done_on_chol_hamoed(day: date) -> None:
    named = jewish.jewish_day(day)
    assert named is not None
    assert named.kind is DayKind.CHOL_HAMOED
    noon = datetime(day.year, day.month, day.day, 12)
    assert jewish.check_rest_time(noon, noon + timedelta(hours=1), LONDON, subject="Bakers") is None


@pytest.mark.parametrize(
    ("start", "hours", "name"),
    [
        (datetime(2026, 7, 2, 12), 2, "17 Tammuz"),
        (datetime(2026, 7, 2, 22, 35), 1, ""),
        (datetime(2026, 7, 1, 23), 2, "17 Tammuz"),
        (datetime(2026, 7, 22, 21), 1, "Tisha B’Av"),  # from the sunset before
        (datetime(2026, 7, 22, 19), 1, ""),
        (datetime(2026, 9, 14, 9), 1, "the Fast of Gedaliah"),
        (datetime(2025, 12, 30, 9), 1, "10 Tevet"),
        (datetime(2027, 8, 12, 9), 1, "Tisha B’Av"),
        (datetime(2022, 8, 6, 9), 1, ""),  # 9 Av on Shabbat is put off to Sunday
        (datetime(2022, 8, 7, 9), 1, "Tisha B’Av"),
    ],
)
def test_food_on_a_fast_is_told_and_stops_nothing(start: datetime, hours: int, name: str) -> None:
    finding = jewish.check_fast(start, start + timedelta(hours=hours), LONDON, subject="Soup")
    if not name:
        assert finding is None
        return
    assert finding is not None
    assert finding.severity is Severity.INFO
    assert finding.text.startswith(f"This shift is on {name}, a fast day until ")


@pytest.mark.parametrize("year", [1, 1582, 9999])
def test_no_year_is_too_far(year: int) -> None:
    for moment in (datetime(year, 1, 2), datetime(year, 12, 28)):
        jewish.check_rest_time(moment, moment + DAY, LONDON, subject="Bakers")
        jewish.check_fast(moment, moment + DAY, LONDON, subject="Bakers")


def test_the_rules_load_without_the_libraries_of_sun_and_calendar() -> None:
    code = (
        "import sys, mitzvah_desk.rules.jewish_calendar.calendar; "
        "sys.exit(bool({'astral', 'pyluach', 'icalendar'} & sys.modules.keys()))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
