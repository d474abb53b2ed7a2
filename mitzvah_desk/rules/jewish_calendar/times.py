"""When the sun sets and night falls at the synagogue's place, and so when Shabbat and Yom Tov begin and end.

All times are the place's own wall-clock times, to the minute, rounded the safe way: a beginning to the
earlier minute, an end to the later. The sun is astral's, by the formulae of NOAA.
"""

import math
import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo, available_timezones

from mitzvah_desk.rules.jewish_calendar.hebrew_dates import days_of_rest

ENDS = ("8.5 degrees", "8 degrees", "7.083 degrees", "50 minutes", "60 minutes", "72 minutes")
"""The usual ways to reckon nightfall: the sun so far below the horizon, or so long after sunset."""

_DAY = timedelta(days=1)
_FRIDAY = 4
_NO_NIGHT = timedelta(minutes=72)
_BEFORE_SUNSET = time(11)
_WITHIN = timedelta(hours=20)


@dataclass(frozen=True, slots=True)
class CalendarPlace:
    """Where the synagogue is, and its custom.

    Attributes:
        name: the town.
        latitude: degrees north.
        longitude: degrees east.
        zone: its time zone's name: ``Europe/London``.
        candle_minutes: how long before sunset candles are lit.
        ends: how nightfall is reckoned: one of ``ENDS``, or the like.
    """

    name: str = "London"
    latitude: float = 51.5074
    longitude: float = -0.1278
    zone: str = "Europe/London"
    candle_minutes: int = 18
    ends: str = ENDS[0]


def sunset(day: date, place: CalendarPlace) -> datetime:
    """Sunset at a place as its wall clock shows it, to the second."""
    return _wall(_sunset(day, place), place)


def nightfall(day: date, place: CalendarPlace) -> datetime:
    """The end of a Jewish day as the place reckons it, at the later minute.

    In a northern summer the sun may not sink so far: then it is 72 minutes after sunset, the longest of the
    fixed reckonings. A synagogue whose rabbi rules otherwise chooses minutes instead of degrees.
    """
    return _wall(_late(_nightfall(day, place)), place)


def candle_lighting(eve: date, place: CalendarPlace) -> datetime | None:
    """When candles are lit on the civil day before Shabbat or Yom Tov, at the earlier minute.

    Where that day is itself one of rest, it is its nightfall, but for Shabbat always before sunset.

    Returns:
        None where the next day is no day of rest.
    """
    if not days_of_rest(eve + _DAY):
        return None
    if days_of_rest(eve) and eve.weekday() != _FRIDAY:
        return nightfall(eve, place)
    return _wall(_early(_sunset(eve, place) - timedelta(minutes=place.candle_minutes)), place)


def end_of_rest(day: date, place: CalendarPlace) -> datetime | None:
    """When Shabbat or Yom Tov is over; None where the day is no day of rest, or the next is one too."""
    return nightfall(day, place) if days_of_rest(day) and not days_of_rest(day + _DAY) else None


def parse_latitude(degrees: float | str) -> float:
    """A latitude at which the sun sets every day of the year, as typed or as a number.

    Raises:
        ValueError: it is none; the message is a sentence for beside the field.
    """
    return _within(degrees, 65, "latitude", "51.51")


def parse_longitude(degrees: float | str) -> float:
    """A longitude, as typed or as a number.

    Raises:
        ValueError: it is none.
    """
    return _within(degrees, 180, "longitude", "-0.13")


def require_candle_minutes(minutes: int | None) -> int:
    """How long before sunset candles are lit.

    Raises:
        ValueError: it is not from 0 to 90 minutes.
    """
    if minutes is None or not 0 <= minutes <= 90:
        raise ValueError("Candles are lit from 0 to 90 minutes before sunset. In London it is usually 18.")
    return minutes


def require_time_zone(name: str) -> str:
    """A time zone's name.

    Raises:
        ValueError: there is no such zone.
    """
    if name not in available_timezones():
        raise ValueError(f"There is no time zone “{name}”. London’s is Europe/London.")
    return name


def require_nightfall_rule(text: str) -> str:
    """How nightfall is reckoned: 3 to 20 degrees below the horizon, or 13 to 120 minutes after sunset.

    Raises:
        ValueError: it is neither.
    """
    _reckoning(text)
    return text


def _within(degrees: float | str, most: int, noun: str, london: str) -> float:
    try:
        number = float(degrees)
    except ValueError:
        number = math.nan
    if not -most <= number <= most:
        raise ValueError(f"The {noun} must be a number from -{most} to {most}. London’s is {london}.")
    return number


@lru_cache(maxsize=32)
def _reckoning(text: str) -> tuple[float, bool]:
    """How much, and whether in degrees."""
    found = re.fullmatch(r"([0-9]+(?:\.[0-9]+)?) (degrees|minutes)", text)
    amount, degrees = (float(found[1]), found[2] == "degrees") if found else (0.0, True)
    if not (3 <= amount <= 20 if degrees else 13 <= amount <= 120):
        raise ValueError(f"“{text}” is no way to reckon nightfall. Type it like 8.5 degrees or 72 minutes.")
    return amount, degrees


def _sunset(day: date, place: CalendarPlace) -> datetime:
    from astral.sun import SUN_APPARENT_RADIUS

    before = datetime.combine(day, _BEFORE_SUNSET, ZoneInfo(place.zone))
    down = _sinks(SUN_APPARENT_RADIUS, before, place, refraction=True)
    if down is None:
        raise ValueError(f"The sun does not set at {place.name} on {day}.")
    return down


def _nightfall(day: date, place: CalendarPlace) -> datetime:
    down = _sunset(day, place)
    amount, degrees = _reckoning(place.ends)
    if not degrees:
        return down + timedelta(minutes=amount)
    return _sinks(amount, down, place, refraction=False) or down + _NO_NIGHT


def _sinks(degrees: float, after: datetime, place: CalendarPlace, *, refraction: bool) -> datetime | None:
    """When the sun next sinks so far below the horizon; None where it does not within the night."""
    from astral import Observer, SunDirection
    from astral.sun import time_at_elevation

    observer, day = Observer(place.latitude, place.longitude), after.date()
    for near in (0, -1, 1):  # astral reckons in days of the sun, which a zone's days may be far from
        try:
            sunk = time_at_elevation(
                observer,
                -degrees,
                day + near * _DAY,
                direction=SunDirection.SETTING,
                with_refraction=refraction,
            )
        except ValueError:
            continue
        if after < sunk < after + _WITHIN:
            return sunk
    return None


def _wall(moment: datetime, place: CalendarPlace) -> datetime:
    return moment.astimezone(ZoneInfo(place.zone)).replace(microsecond=0, tzinfo=None)


def _early(moment: datetime) -> datetime:
    return moment.replace(second=0, microsecond=0)


def _late(moment: datetime) -> datetime:
    return _early(moment + timedelta(minutes=1, microseconds=-1))
