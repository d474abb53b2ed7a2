"""What is typed into fields is read the British way, shown again the same, and refused with a sentence."""

import re
from collections.abc import Callable
from datetime import date, datetime
from functools import partial
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mitzvah_desk.rules.fields import parsing

TODAY = date(2026, 11, 20)
parse_date = partial(parsing.parse_date, today=TODAY)
parse_expiry_date = partial(parsing.parse_expiry_date, today=TODAY)
parse_datetime = partial(parsing.parse_datetime, today=TODAY)
PARSERS: list[Callable[[str], Any]] = [
    parsing.parse_number,
    parsing.parse_money,
    parse_date,
    parsing.parse_time,
    parse_datetime,
]
dates = st.dates(date(1900, 1, 1), date(2199, 12, 31))
typed = st.text(max_size=30) | st.text("0123456789 /.:-,£pam novdec", max_size=20)


@given(st.integers(-(10**11), 10**11))
def test_a_number_shown_is_read_again(value: int) -> None:
    assert parsing.parse_number(parsing.format_number(value)) == value


@given(st.integers(0, 10**11))
def test_money_shown_is_read_again(pence: int) -> None:
    assert parsing.parse_money(parsing.format_money(pence)) == pence


@given(dates)
def test_a_day_is_read_from_every_british_form(day: date) -> None:
    month = parsing.MONTHS[day.month - 1]
    for text in (
        parsing.format_date(day),
        f"{day.day}/{day.month}/{day.year}",
        f"{day:%d.%m.%Y}",
        f"{day.day} {month} {day.year}",
        f"{day.day}th {month.upper()}, {day.year}",
        day.isoformat(),
    ):
        assert parsing.parse_date(text, today=TODAY) == day


@given(st.times())
def test_a_time_is_read_on_both_clocks(at: Any) -> None:
    wanted = f"{at:%H:%M}"
    half = "am" if at.hour < 12 else "pm"
    for text in (
        wanted,
        wanted.replace(":", "."),
        f"{at:%H%M}",
        f"{at.hour % 12 or 12}:{at.minute:02d} {half}",
    ):
        assert parsing.parse_time(text) == wanted


@given(dates, st.times())
def test_a_moment_shown_is_read_again(day: date, at: Any) -> None:
    value = datetime.combine(day, at.replace(second=0, microsecond=0))
    assert parsing.parse_datetime(parsing.format_datetime(value), today=TODAY) == value


@given(typed)
def test_whatever_is_typed_gives_a_value_or_a_sentence(text: str) -> None:
    for parse in PARSERS:
        try:
            value = parse(text)
        except ValueError as error:
            sentence = str(error)
            assert sentence.endswith(".")
            assert len(sentence) < 130
        else:
            assert (value is None) == (not text.strip())


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("3/4/26", date(2026, 4, 3)),
        ("Sunday 22nd of November 2026", date(2026, 11, 22)),
        ("1 sept 26", date(2026, 9, 1)),
        ("1/1/36", date(2036, 1, 1)),
        ("1/1/37", date(1937, 1, 1)),
        ("29 Feb 2028", date(2028, 2, 29)),
        ("  ", None),
    ],
)
def test_days(text: str, day: date | None) -> None:
    assert parsing.parse_date(text, today=TODAY) == day


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("10", "10:00"),
        ("9", "09:00"),
        ("1030", "10:30"),
        ("930", "09:30"),
        ("2pm", "14:00"),
        ("12 a.m.", "00:00"),
    ],
)
def test_times(text: str, at: str) -> None:
    assert parsing.parse_time(text) == at


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("22/11/26 at 2 pm", datetime(2026, 11, 22, 14)),
        ("22 Nov 2026 9.30", datetime(2026, 11, 22, 9, 30)),
        ("22 Nov 2026, 1030", datetime(2026, 11, 22, 10, 30)),
        ("Sun 22 Nov 2026 10", datetime(2026, 11, 22, 10)),
    ],
)
def test_moments(text: str, moment: datetime) -> None:
    assert parsing.parse_datetime(text, today=TODAY) == moment


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Dec 2027", date(2027, 12, 31)),
        ("12/2027", date(2027, 12, 31)),
        ("2.2028", date(2028, 2, 29)),
        ("2027-02", date(2027, 2, 28)),
        ("sept. 2027", date(2027, 9, 30)),
        ("BBE: FEBRUARY 2027", date(2027, 2, 28)),
        ("end of Apr-2027", date(2027, 4, 30)),
        ("1 Dec 2027", date(2027, 12, 1)),
        ("1/12/27", date(2027, 12, 1)),
        (" ", None),
    ],
)
def test_a_month_on_food_is_its_last_day(text: str, day: date | None) -> None:
    assert parsing.parse_expiry_date(text, today=TODAY) == day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("12 jan", date(2027, 1, 12)),
        ("12th January", date(2027, 1, 12)),
        ("Tue 12 Jan", date(2027, 1, 12)),
        ("use by 12 jan", date(2027, 1, 12)),
        ("12/1", date(2027, 1, 12)),
        ("12.01", date(2027, 1, 12)),
        ("20 nov", TODAY),
        ("24 Nov", date(2026, 11, 24)),
        ("29 feb", date(2028, 2, 29)),
        ("1/2", date(2027, 2, 1)),
        ("01/27", date(2027, 1, 31)),
        ("12/27", date(2027, 12, 31)),
        ("BBE 02/28", date(2028, 2, 29)),
        ("12/26", date(2026, 12, 31)),
    ],
)
def test_a_day_without_a_year_is_the_next_and_a_month_with_one_its_end(text: str, day: date) -> None:
    assert parse_expiry_date(text) == day


@given(st.dates(date(2026, 11, 20), date(2027, 9, 20)))
def test_the_next_such_day_is_within_a_year(day: date) -> None:
    assert parse_expiry_date(f"{day.day}/{day.month}") == day
    assert parse_expiry_date(f"{day.day} {parsing.MONTHS[day.month - 1][:3]}") == day


@pytest.mark.parametrize(
    ("parse", "text", "sentence"),
    [
        (parse_date, "11/22/2026", "There is no day “11/22/2026”. Days are read as day, month, year"),
        (parse_date, "22 Novel 2026", "is not a day"),
        (parse_date, "22 Nov", "is not a day"),
        (parse_date, "Dec 2027", "is not a day"),
        (parse_expiry_date, "Dec 27", "Where it says only the month: Dec 2027."),
        (parse_expiry_date, "31/2", "There is no day “31/2”."),
        (parse_expiry_date, "1 nov", "Type the year too: 1 Nov 2026 or 1 Nov 2027."),
        (parse_expiry_date, "13/50", "is not a day"),
        (parse_expiry_date, "13/2027", "is not a day"),
        (parse_expiry_date, "2027", "is not a day"),
        (parsing.parse_time, "25:00", "is not a time of day"),
        (parsing.parse_time, "0pm", "is not a time of day"),
        (parsing.parse_time, "13pm", "is not a time of day"),
        (parse_datetime, "22 Nov 2026", "The time is missing. Type it like 22 Nov 2026 10:00."),
        (parse_datetime, "22/11/2026 25:00", "is not a time of day"),
        (parsing.parse_number, "1.5", "is not a whole number"),
        (parsing.parse_number, "1,2", "is not a whole number"),
        (parsing.parse_money, "-5", "is not an amount of money"),
        (parsing.parse_money, "1.234", "is not an amount of money"),
    ],
)
def test_what_cannot_be_read_is_told(parse: Callable[[str], Any], text: str, sentence: str) -> None:
    with pytest.raises(ValueError, match=re.escape(sentence)):
        parse(text)


def test_an_amount_below_nothing_is_shown_with_its_sign() -> None:
    assert parsing.format_money(-5) == "-£0.05"
    assert parsing.parse_money("50p") == 50
