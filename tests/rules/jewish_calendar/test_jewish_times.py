"""The sun and the calendar against a second library, zmanim, that shares no code with ours."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from zmanim.hebrew_calendar.jewish_calendar import JewishCalendar  # type: ignore[import-untyped]
from zmanim.util.geo_location import GeoLocation  # type: ignore[import-untyped]
from zmanim.zmanim_calendar import ZmanimCalendar  # type: ignore[import-untyped]

from mitzvah_desk.rules.jewish_calendar import calendar as jewish
from mitzvah_desk.rules.jewish_calendar import times as jewish_times
from mitzvah_desk.rules.jewish_calendar.calendar import CalendarPlace, DayKind

FIRST, LAST = date(2024, 1, 1), date(2030, 12, 31)
DAY, CLOSE = timedelta(days=1), timedelta(minutes=2)
LONDON = CalendarPlace()
ELSEWHERE = (
    CalendarPlace("Glasgow", 55.8642, -4.2518),
    CalendarPlace("Auckland", -36.8509, 174.7645, "Pacific/Auckland"),
    CalendarPlace("Los Angeles", 34.0522, -118.2437, "America/Los_Angeles"),
    CalendarPlace("Honolulu", 21.3069, -157.8583, "Pacific/Honolulu"),
)
FAR_NORTH = CalendarPlace("Lerwick", 60.1530, -1.1493)
FESTIVALS = {
    "rosh_hashana": "Rosh Hashanah",
    "yom_kippur": "Yom Kippur",
    "succos": "Sukkot",
    "chol_hamoed_succos": "Sukkot",
    "hoshana_rabbah": "Sukkot",
    "shemini_atzeres": "Shemini Atzeret",
    "simchas_torah": "Simchat Torah",
    "pesach": "Pesach",
    "chol_hamoed_pesach": "Pesach",
    "shavuos": "Shavuot",
    "tzom_gedalyah": "the Fast of Gedaliah",
    "tenth_of_teves": "10 Tevet",
    "taanis_esther": "the Fast of Esther",
    "seventeen_of_tammuz": "17 Tammuz",
    "tisha_beav": "Tisha B’Av",
}


def days() -> Iterator[date]:
    return (FIRST + DAY * number for number in range((LAST - FIRST).days + 1))


def other(place: CalendarPlace, day: date) -> Any:
    where = GeoLocation(place.name, place.latitude, place.longitude, place.zone)
    return ZmanimCalendar(place.candle_minutes, geo_location=where, date=day)


def wall(moment: datetime) -> datetime:
    return moment.replace(tzinfo=None)


def early(theirs: datetime, ours: datetime | None) -> bool:
    return ours is not None and -CLOSE < ours - wall(theirs) < timedelta(minutes=1)


def late(theirs: datetime, ours: datetime | None) -> bool:
    return ours is not None and -timedelta(minutes=1) < ours - wall(theirs) < CLOSE


@pytest.mark.parametrize("place", [LONDON, *ELSEWHERE], ids=lambda place: place.name)
def test_rest_begins_and_ends_as_the_second_library_says(place: CalendarPlace) -> None:
    compared = 0
    for day in days():
        today, tomorrow = JewishCalendar(day), JewishCalendar(day + DAY)
        if tomorrow.is_assur_bemelacha() and (day.weekday() == 4 or not today.is_assur_bemelacha()):
            assert early(other(place, day).candle_lighting(), jewish.candle_lighting(day, place)), day
        elif tomorrow.is_assur_bemelacha():
            assert late(other(place, day).tzais(), jewish.candle_lighting(day, place)), day
        else:
            assert jewish.candle_lighting(day, place) is None
        if today.is_assur_bemelacha() and not tomorrow.is_assur_bemelacha():
            assert late(other(place, day).tzais(), jewish.end_of_rest(day, place)), day
            compared += 1
        else:
            assert jewish.end_of_rest(day, place) is None
    assert compared > 380


def test_intervals_begin_and_end_with_those_times() -> None:
    for rest in jewish.list_rest_times(FIRST, LAST, LONDON):
        assert early(other(LONDON, rest.starts_at.date()).candle_lighting(), rest.starts_at), rest
        assert late(other(LONDON, rest.ends_at.date()).tzais(), rest.ends_at), rest


def test_hebrew_dates_and_days_as_the_second_library_says() -> None:
    for day in days():
        theirs, ours = JewishCalendar(day), jewish.hebrew_date(day)
        assert (ours.year, ours.month, ours.day) == tuple(theirs.jewish_date), day
        named = jewish.jewish_day(day)
        assert (named.name if named else None) == FESTIVALS.get(theirs.significant_day() or ""), day
        assert bool(jewish.days_of_rest(day)) == theirs.is_assur_bemelacha(), day
        assert (named is not None and named.kind is DayKind.FAST) == (
            theirs.is_taanis() and not theirs.is_yom_tov()
        ), day


@pytest.mark.parametrize("how", ["8 degrees", "7.083 degrees", "50 minutes", "72 minutes"])
def test_each_way_to_reckon_nightfall(how: str) -> None:
    amount, unit = how.split()
    place = CalendarPlace(ends=how)
    opts = {"degrees" if unit == "degrees" else "offset": float(amount)}
    for month in range(1, 13):
        day = date(2026, month, 21)
        assert late(other(place, day).tzais(opts), jewish.nightfall(day, place)), day


@pytest.mark.parametrize("how", ["3 degrees", "20 degrees", "13 minutes", "120 minutes"])
def test_the_least_and_the_most_to_reckon_nightfall_by_are_taken(how: str) -> None:
    place = CalendarPlace(ends=how)
    assert jewish.nightfall(date(2026, 12, 21), place) > jewish.sunset(date(2026, 12, 21), place)


@pytest.mark.parametrize("how", ["2.9 degrees", "20.1 degrees", "12 minutes", "121 minutes", "8.5", "soon"])
def test_what_is_no_way_to_reckon_nightfall_is_told(how: str) -> None:
    with pytest.raises(ValueError, match="no way to reckon nightfall"):
        jewish.nightfall(date(2026, 12, 21), CalendarPlace(ends=how))


def test_the_longer_the_reckoning_the_later_the_end() -> None:
    midsummer = date(2026, 6, 20)
    ends = [jewish.nightfall(midsummer, CalendarPlace(ends=how)) for how in jewish.ENDS]
    assert ends[0] > ends[1] > ends[2]
    assert ends[0] > ends[-1]  # London's midsummer: 8.5 degrees is later than 72 minutes


@pytest.mark.parametrize(
    ("day", "hour"),
    [(date(2026, 3, 28), 18), (date(2026, 3, 29), 19), (date(2026, 10, 24), 17), (date(2026, 10, 25), 16)],
)
def test_the_days_on_which_the_clocks_change(day: date, hour: int) -> None:
    assert jewish.sunset(day, LONDON).hour == hour
    assert late(other(LONDON, day).tzais(), jewish.nightfall(day, LONDON))


def test_where_the_night_never_falls_it_is_72_minutes_after_sunset() -> None:
    day = date(2026, 6, 20)
    assert other(FAR_NORTH, day).tzais() is None
    wait = jewish.nightfall(day, FAR_NORTH) - jewish.sunset(day, FAR_NORTH)
    assert timedelta(minutes=72) <= wait < timedelta(minutes=73)


def test_a_night_after_midnight_belongs_to_the_day_before() -> None:
    stornoway = CalendarPlace("Stornoway", 57.9, -6.3890)
    over = jewish.end_of_rest(date(2026, 6, 20), stornoway)
    assert over is not None
    assert (over.date(), over.hour) == (date(2026, 6, 21), 1)


@pytest.mark.parametrize("latitude", [-65.0, 65.0])
def test_the_sun_sets_every_day_wherever_a_place_may_be(latitude: float) -> None:
    place = CalendarPlace("Far", jewish_times.parse_latitude(latitude), 25.0, "Europe/Helsinki")
    for number in range(365):
        day = date(2026, 1, 1) + DAY * number
        assert jewish.nightfall(day, place) > jewish.sunset(day, place)


@pytest.mark.parametrize(
    ("rule", "wrong", "right"),
    [
        (jewish_times.parse_latitude, 70.0, 51.5),
        (jewish_times.parse_latitude, "north", 51.5),
        (jewish_times.parse_longitude, 181.0, -0.1),
        (jewish_times.require_candle_minutes, 91, 0),
        (jewish_times.require_candle_minutes, None, 18),
        (jewish_times.require_time_zone, "Europe/Londn", "Europe/London"),
        (jewish_times.require_nightfall_rule, "sunset", "8.5 degrees"),
        (jewish_times.require_nightfall_rule, "85 degrees", "72 minutes"),
    ],
)
def test_a_place_is_held_to_what_can_be(rule: Any, wrong: Any, right: Any) -> None:
    assert rule(right) == right
    with pytest.raises(ValueError, match=r"must be|no time zone|no way|are lit"):
        rule(wrong)
