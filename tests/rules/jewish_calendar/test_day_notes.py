"""Days that ask for a thought, held against hebcal's tables; Remembrance Sunday and Mitzvah Day by rule."""

from datetime import date, datetime, timedelta

import pytest

from mitzvah_desk.rules.findings import Severity
from mitzvah_desk.rules.jewish_calendar.calendar import CalendarPlace, describe_hebrew_dates, hebrew_date_at
from mitzvah_desk.rules.jewish_calendar.day_notes import check_day_notes, list_day_notes, pesach_season
from mitzvah_desk.rules.jewish_calendar.mitzvah_day import propose_mitzvah_day

HEBCAL = {
    2026: {"Purim": "03-03", "Shushan Purim": "03-04", "Erev Pesach": "04-01", "Firstborn": "04-01"},
    2027: {"Purim": "03-23", "Shushan Purim": "03-24", "Erev Pesach": "04-21", "Firstborn": "04-21"},
    2028: {"Purim": "03-12", "Shushan Purim": "03-13", "Erev Pesach": "04-10", "Firstborn": "04-10"},
    2029: {"Purim": "03-01", "Shushan Purim": "03-02", "Erev Pesach": "03-30", "Firstborn": "03-30"},
    2030: {"Purim": "03-19", "Shushan Purim": "03-20", "Erev Pesach": "04-17", "Firstborn": "04-17"},
    # The eve of Pesach on Shabbat: the fast on the Thursday before.
    2021: {"Purim": "02-26", "Shushan Purim": "02-27", "Erev Pesach": "03-27", "Firstborn": "03-25"},
    2025: {"Purim": "03-14", "Shushan Purim": "03-15", "Erev Pesach": "04-12", "Firstborn": "04-10"},
}
"""From hebcal's own library, @hebcal/core, for the diaspora."""
CHOL_HAMOED = {
    2026: ("04-04", "04-07", "09-28", "10-02"),
    2027: ("04-24", "04-27", "10-18", "10-22"),
    2028: ("04-13", "04-16", "10-07", "10-11"),
    2029: ("04-02", "04-05", "09-26", "09-30"),
    2030: ("04-20", "04-23", "10-14", "10-18"),
}
"""Its first and last days at Pesach and at Sukkot, from the same tables."""
LONDON = CalendarPlace()


def days_called(year: int, part: str) -> list[date]:
    first = date(year, 1, 1)
    days = (first + timedelta(number) for number in range(365))
    return [day for day in days if any(part in note.name for note in list_day_notes(day))]


@pytest.mark.parametrize("year", HEBCAL)
@pytest.mark.parametrize("name", ["Purim", "Erev Pesach", "Firstborn"])
def test_days_as_hebcal_has_them(year: int, name: str) -> None:
    first = days_called(year, name)[0]
    assert f"{first:%m-%d}" == HEBCAL[year][name]


@pytest.mark.parametrize("year", HEBCAL)
def test_shushan_purim_is_the_day_after_purim(year: int) -> None:
    (day,) = days_called(year, "Shushan Purim")
    assert f"{day:%m-%d}" == HEBCAL[year]["Shushan Purim"]


@pytest.mark.parametrize("year", CHOL_HAMOED)
def test_chol_hamoed_as_hebcal_has_it(year: int) -> None:
    pesach, sukkot = days_called(year, "Chol HaMoed Pesach"), days_called(year, "Chol HaMoed Sukkot")
    found = tuple(f"{day:%m-%d}" for day in (pesach[0], pesach[-1], sukkot[0], sukkot[-1]))
    assert found == CHOL_HAMOED[year]
    assert (len(pesach), len(sukkot)) == (4, 5)


@pytest.mark.parametrize(
    "day", [date(2018, 11, 11), date(2023, 11, 12), date(2024, 11, 10), date(2025, 11, 9), date(2026, 11, 8)]
)
def test_remembrance_sunday_is_the_second_of_november(day: date) -> None:
    """The second Sunday of November, on which the National Service of Remembrance is held."""
    assert days_called(day.year, "Remembrance") == [day]


def test_a_note_stops_nothing_and_is_told_for_each_of_its_days() -> None:
    found = check_day_notes(datetime(2026, 3, 3, 20), datetime(2026, 3, 4, 1))
    assert [(each.subject, each.severity) for each in found] == [
        ("Purim", Severity.INFO),
        ("Shushan Purim", Severity.INFO),
    ]
    assert check_day_notes(datetime(2026, 11, 22, 10), datetime(2026, 11, 22, 12)) == []


def test_the_season_of_pesach_is_the_thirty_days_before_and_itself() -> None:
    first, last = date(2026, 4, 2), date(2026, 4, 9)
    for day in (first - timedelta(30), first, last):
        assert pesach_season(day) == (first, last)
    assert pesach_season(first - timedelta(31)) is None
    assert pesach_season(last + timedelta(1)) is None


def test_an_evening_has_the_date_of_the_next_day() -> None:
    """The sun sets in London at about 16:02 on 22 November 2026."""
    day = date(2026, 11, 22)
    noon, evening = datetime(2026, 11, 22, 12), datetime(2026, 11, 22, 16, 5)
    assert hebrew_date_at(noon, LONDON).words == "12 Kislev 5787"
    assert hebrew_date_at(evening, LONDON).words == "13 Kislev 5787"
    twelfth, thirteenth = "י״ב כסלו תשפ״ז", "י״ג כסלו תשפ״ז"
    assert describe_hebrew_dates(day, [noon], LONDON) == twelfth
    assert describe_hebrew_dates(day, [None, evening], LONDON) == thirteenth
    assert describe_hebrew_dates(day, [evening, noon], LONDON) == f"{twelfth} – {thirteenth}"
    assert describe_hebrew_dates(day, [noon + timedelta(1)], LONDON) == twelfth
    assert describe_hebrew_dates(day, [], LONDON) == twelfth


@pytest.mark.parametrize(
    "day",
    [
        date(2011, 11, 20),
        date(2017, 11, 19),
        date(2018, 11, 18),
        date(2021, 11, 21),
        date(2023, 11, 19),
        date(2024, 11, 24),
        date(2025, 11, 23),
    ],
)
def test_mitzvah_day_is_proposed_when_it_was(day: date) -> None:
    """As announced for 2023 (bht.org.uk), 2024 (doit.life) and 2025 (thejc.com); before, the third Sunday."""
    assert propose_mitzvah_day(day.year) == day
    assert propose_mitzvah_day(2026) == date(2026, 11, 22)
