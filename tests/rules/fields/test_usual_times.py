"""Hours of the day and days before a day, as one types them."""

import pytest

from mitzvah_desk.rules.fields.usual_times import (
    Hours,
    describe_lead,
    format_hours,
    parse_hours,
    parse_lead,
)


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("9:30-11:00", ("09:30", "11:00")),
        ("10 to 12", ("10:00", "12:00")),
        ("2pm – 4.30pm", ("14:00", "16:30")),
        ("22:00 until 6", ("22:00", "06:00")),
        ("  ", None),
    ],
)
def test_hours_as_they_are_typed(text: str, hours: Hours | None) -> None:
    assert parse_hours(text) == hours
    assert parse_hours(format_hours(hours)) == hours


@pytest.mark.parametrize("text", ["10", "10-", "-12", "in the morning", "10-25", "a-b"])
def test_what_is_no_hours_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(ValueError, match=r"10:00-12:00|14:30"):
        parse_hours(text)


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (56, "8 weeks before"),
        (7, "7 days before"),
        (1, "1 day before"),
        (0, "on the day"),
        (-2, "2 days after"),
        (-14, "2 weeks after"),
    ],
)
def test_how_long_before_is_said_and_understood_in_words(days: int, words: str) -> None:
    assert describe_lead(days) == words
    assert parse_lead(words) == days


@pytest.mark.parametrize(("text", "days"), [("10", 10), ("-3", -3), ("3 weeks", 21), ("1 week after", -7)])
def test_it_may_be_shorter(text: str, days: int) -> None:
    assert parse_lead(text) == days


@pytest.mark.parametrize("text", ["soon", "3 months before", "before"])
def test_what_is_no_such_time_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="3 weeks before"):
        parse_lead(text)
