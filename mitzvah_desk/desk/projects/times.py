"""Times of day on a project's day."""

from datetime import date, datetime


def format_clock_time(at: datetime | None) -> str:
    """A time as a field shows it, ``09:30``; empty where there is none."""
    return f"{at:%H:%M}" if at else ""


def combine_date_time(day: date, clock: str | None) -> datetime | None:
    """What the clock shows on a day; ``clock`` is a text such as ``09:30``, or None."""
    return None if clock is None else datetime.combine(day, datetime.strptime(clock, "%H:%M").time())
