"""When Mitzvah Day is likely to be. The charity Mitzvah Day sets the date each year (mitzvahday.org.uk)."""

from datetime import date, timedelta

from mitzvah_desk.rules.jewish_calendar.day_notes import list_day_notes
from mitzvah_desk.rules.jewish_calendar.hebrew_dates import days_of_rest, jewish_day

_FIRST = 18
_WEEK = timedelta(days=7)
_SUNDAY = 6


def propose_mitzvah_day(year: int) -> date:
    """The Sunday from 18 to 24 November of a year.

    So it was announced for 19 November 2023, 24 November 2024 and 23 November 2025, and so fell the third
    Sundays of 2011, 2017, 2018 and 2021. It has been up to three days earlier too, as on 15 November 2020.
    """
    earliest = date(year, 11, _FIRST)
    return earliest + timedelta(days=(6 - earliest.weekday()) % 7)


def propose_coming_mitzvah_day(today: date) -> date:
    """The Mitzvah Day that comes next: this year's, or next year's once that is over."""
    day = propose_mitzvah_day(today.year)
    return day if day >= today else propose_mitzvah_day(today.year + 1)


def find_open_sunday(earliest: date) -> date:
    """The first Sunday from a day on that is no festival, no fast, and asks for no second thought."""
    day = earliest + timedelta(days=(_SUNDAY - earliest.weekday()) % 7)
    while days_of_rest(day) or jewish_day(day) or list_day_notes(day):
        day += _WEEK
    return day
