"""When Mitzvah Day is likely to be. The charity Mitzvah Day sets the date each year (mitzvahday.org.uk)."""

from datetime import date, timedelta

_FIRST = 18


def propose_mitzvah_day(year: int) -> date:
    """The Sunday from 18 to 24 November of a year.

    So it was announced for 19 November 2023, 24 November 2024 and 23 November 2025, and so fell the third
    Sundays of 2011, 2017, 2018 and 2021. It has been up to three days earlier too, as on 15 November 2020.
    """
    earliest = date(year, 11, _FIRST)
    return earliest + timedelta(days=(6 - earliest.weekday()) % 7)
