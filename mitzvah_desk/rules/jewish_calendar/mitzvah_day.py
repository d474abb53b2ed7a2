"""When Mitzvah Day is likely to be. The charity Mitzvah Day sets the date each year (mitzvahday.org.uk)."""

from datetime import date, timedelta


def propose_mitzvah_day(year: int) -> date:
    """The Sunday nearest 20 November of a year.

    So it was on 20 November 2011, 19 November 2017, 18 November 2018, 21 November 2021, 19 November 2023 and
    23 November 2025 (Jewish Chronicle); in 2020 the charity chose the Sunday before.
    """
    middle = date(year, 11, 20)
    after = (6 - middle.weekday()) % 7
    return middle + timedelta(days=after if after <= 3 else after - 7)
