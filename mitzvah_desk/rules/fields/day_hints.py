"""What stands in an empty field of a day: the day that is meant then, or how one is typed today."""

from datetime import date, datetime, time

from mitzvah_desk.rules.fields import parsing

_USUAL_TIME = time(10)


def hint_day(today: date) -> str:
    """How a day is typed: ``Such as 1 Dec 2026``; a bare day would read as one that was typed."""
    return f"Such as {parsing.format_date(today)}"


def hint_datetime(today: date) -> str:
    """How a day with a time is typed: ``Such as 1 Dec 2026 10:00``."""
    return f"Such as {parsing.format_datetime(datetime.combine(today, _USUAL_TIME))}"


def hint_meant_day(day: date | None, words: str) -> str:
    """Which day is meant where none is typed: ``22 Nov 2026: the main day``."""
    return f"{parsing.format_date(day)}: {words}" if day else words[:1].upper() + words[1:]


def ask_day(what: str, today: date) -> str:
    """The sentence that asks for a day: ``Type the day on which it was made, such as 1 Dec 2026``."""
    return f"Type {what}, such as {parsing.format_date(today)}."


def ask_datetime(what: str, today: date) -> str:
    """The sentence that asks for a day with its time."""
    return f"Type {what}, such as {parsing.format_datetime(datetime.combine(today, _USUAL_TIME))}."
