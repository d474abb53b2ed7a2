"""When a shift is, in words: the same on every paper and page."""

from datetime import datetime, timedelta

_DAY = timedelta(days=1)
ANY_TIME = "Any time"


def format_end(starts_at: datetime, ends_at: datetime) -> str:
    """When something ends, told beside its start: ``12:00``, ``midnight``, ``02:00 next day``.

    What ends later than on the next day is told with its day: ``09:00 on Tuesday 24 November``.
    """
    days = (ends_at.date() - starts_at.date()).days
    if days <= 0:
        return f"{ends_at:%H:%M}"
    if ends_at - datetime.combine(starts_at, datetime.min.time()) == _DAY:
        return "midnight"
    if days == 1:
        return f"{ends_at:%H:%M} next day"
    return f"{ends_at:%H:%M} on {ends_at:%A} {ends_at.day} {ends_at:%B}"


def format_span(starts_at: datetime, ends_at: datetime) -> str:
    """From when to when, on a day that is known: ``10:00–12:00``, ``22:00–02:00 next day``."""
    return f"{starts_at:%H:%M}–{format_end(starts_at, ends_at)}"


def format_times(starts_at: datetime | None, ends_at: datetime | None) -> str:
    """The times of a shift, or ``Any time`` for one in one's own time."""
    if starts_at is None or ends_at is None:
        return ANY_TIME
    return format_span(starts_at, ends_at)


def format_day_and_times(starts_at: datetime | None, ends_at: datetime | None) -> str:
    """When a shift is in a list of several days: ``Sun 22 Nov 10:00–12:00``, ``any time``."""
    if starts_at is None or ends_at is None:
        return ANY_TIME.lower()
    return f"{starts_at:%a} {starts_at.day} {starts_at:%b} {format_span(starts_at, ends_at)}"


def format_dated_span(start: datetime | None, end: datetime | None) -> str:
    """From when to when, with days where it is more than one: ``09:30–11:00``, ``22 Nov 22:00–23 Nov 02:00``.

    For times that keep somebody from a day, on which they need not have begun.
    """
    if start is None or end is None:
        return "at any time"
    if start.date() != end.date():
        return f"{start.day} {start:%b %H:%M}–{end.day} {end:%b %H:%M}"
    return format_span(start, end)
