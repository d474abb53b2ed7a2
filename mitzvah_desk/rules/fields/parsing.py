"""What people type into fields, and back: numbers, money, days and times, always the British way round.

Every ``parse_…`` takes what stands in a field and gives the value, or None where the field is empty. What it
cannot read raises ValueError with a sentence for beside the field.
"""

import re
from calendar import monthrange
from datetime import date, datetime, time

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_YEARS_AHEAD = 10
_LATELY = 60
"""So many days after a day, a date without a year may well be that day, and is asked."""
_WEEKDAY = r"(?:mon|tue|tues|wed|wednes|thu|thurs|fri|sat|satur|sun)(?:day)?"


def parse_number(text: str) -> int | None:
    """A whole number; thousands may have commas or spaces.

    Raises:
        ValueError: if it is not one.
    """
    typed = "".join(text.split())
    if not typed:
        return None
    if not re.fullmatch(r"[+-]?(?:[0-9]{1,12}|[0-9]{1,3}(?:,[0-9]{3}){1,3})", typed):
        raise ValueError(f"{_quoted(text)} is not a whole number. Type digits only, such as 24.")
    return int(typed.replace(",", ""))


def format_number(value: int | None) -> str:
    """A whole number as a field shows it: ``1,200``."""
    return "" if value is None else f"{value:,}"


def parse_money(text: str) -> int | None:
    """An amount of money, in pence: ``12.50``, ``£12``, ``1,200``, ``50p``.

    Raises:
        ValueError: if it is not one.
    """
    typed = "".join(text.split()).lower()
    if not typed:
        return None
    pennies = re.fullmatch(r"([0-9]{1,10})p", typed)
    if pennies:
        return int(pennies[1])
    found = re.fullmatch(r"£?([0-9]{1,10}|[0-9]{1,3}(?:,[0-9]{3}){1,3})(?:\.([0-9]{1,2}))?", typed)
    if found is None:
        raise ValueError(f"{_quoted(text)} is not an amount of money. Type it like 12.50.")
    return int(found[1].replace(",", "")) * 100 + int((found[2] or "0").ljust(2, "0"))


def format_money(pence: int | None) -> str:
    """An amount in pence as a field shows it: ``£1,200.00``."""
    if pence is None:
        return ""
    pounds, rest = divmod(abs(pence), 100)
    return f"{'-' if pence < 0 else ''}£{pounds:,}.{rest:02d}"


def parse_date(text: str, *, today: date) -> date | None:
    """A day: ``22 Nov 2026``, ``22/11/26``, ``22.11.2026``, ``Sunday 22nd November 2026``, ``2026-11-22``.

    It is never read the American way: 03/04 is 3 April.

    Args:
        text: what was typed.
        today: the day from which a year of two digits is understood, as at most ten years ahead.

    Raises:
        ValueError: if it is no day, or there is no such day.
    """
    if not text.strip():
        return None
    typed = " ".join(text.lower().replace(",", " ").split())
    typed = re.sub(rf"^{_WEEKDAY}\.? ", "", typed)
    iso = re.fullmatch(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})", typed)
    if iso:
        return _day(text, int(iso[1]), int(iso[2]), int(iso[3]))
    digits = re.fullmatch(r"([0-9]{1,2})[/.\- ]([0-9]{1,2})[/.\- ]([0-9]{4}|[0-9]{2})", typed)
    if digits:
        return _day(text, _year(digits[3], today), int(digits[2]), int(digits[1]))
    words = re.fullmatch(
        r"([0-9]{1,2})(?:st|nd|rd|th)?[ \-]?(?:of )?([a-z]{3,9})\.?[ \-]?([0-9]{4}|[0-9]{2})", typed
    )
    if words:
        month = _month(words[2])
        if month:
            return _day(text, _year(words[3], today), month, int(words[1]))
    raise ValueError(f"{_quoted(text)} is not a day. Type it like {format_date(today)} or {today:%d/%m/%Y}.")


def parse_expiry_date(text: str, *, today: date) -> date | None:
    """The date on food or medicine: a day, a day without a year, or a month as its last day: ``12/2027``.

    What keeps for three months or less may bear a day and a month alone (``12 Jan``, ``12/1``): the next such
    day. “Best before end” with a month and a year (``01/27``) is the whole of that month. Both are in annex X
    of Regulation (EU) No 1169/2011, kept in UK law; see also Food Standards Agency, "Best before and use-by
    dates". What may be either, such as ``Dec 27``, is asked.

    Args:
        text: what was typed.
        today: see ``parse_date``; the day from which the next such day is looked for.

    Raises:
        ValueError: if it is neither, or if the last such day was so lately that it may be that one.
    """
    month = parse_month_end(text)
    if month is not None:
        return month
    if (short := _parse_without_year(text, today)) is not None:
        return short
    try:
        return parse_date(text, today=today)
    except ValueError as error:
        raise ValueError(f"{error} Where it says only the month: Dec 2027.") from None


def _parse_without_year(text: str, today: date) -> date | None:
    """``12 jan``, ``12/1`` as the next such day, ``01/27`` as the end of that month; else None."""
    typed = " ".join(text.lower().replace(",", " ").split())
    typed = re.sub(rf"^(?:best before end|best before|use by|bbe|bb|{_WEEKDAY})\.?:? ", "", typed)
    digits = re.fullmatch(r"([0-9]{1,2}) ?[/.\-] ?([0-9]{1,2})", typed)
    words = re.fullmatch(r"([0-9]{1,2})(?:st|nd|rd|th)?[ \-]?(?:of )?([a-z]{3,9})\.?", typed)
    if digits is not None and int(digits[2]) > 12 and len(digits[2]) == 2:
        month, year = int(digits[1]), _year(digits[2], today)
        near = abs(year - today.year) <= _YEARS_AHEAD
        return date(year, month, monthrange(year, month)[1]) if 1 <= month <= 12 and near else None
    if digits is None and words is None:
        return None
    day, month = (int(digits[1]), int(digits[2])) if digits else (0, 0)
    if words is not None:
        day, month = int(words[1]), _month(words[2])
    return _next_such_day(text, day, month, today) if month else None


def _next_such_day(text: str, day: int, month: int, today: date) -> date:
    years = range(today.year - 1, today.year + 9)  # a 29 February may be eight years away
    found = [
        date(year, month, day)
        for year in years
        if 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]
    ]
    if not found:
        raise ValueError(f"There is no day {_quoted(text)}. Days are read as day, month: 22/11.")
    coming = next(each for each in found if each >= today)
    past = [each for each in found if each < today]
    if past and (today - past[-1]).days <= _LATELY:
        both = f"{format_date(past[-1])} or {format_date(coming)}"
        raise ValueError(f"The last such day was only lately. Type the year too: {both}.")
    return coming


def parse_month_end(text: str) -> date | None:
    """The last day of a month: ``Dec 2027``, ``12/2027``, ``2027-12``, ``end of Dec 2027``; else None."""
    typed = " ".join(text.lower().replace(",", " ").split())
    typed = re.sub(r"^(?:bbe|best before end|end of|end):? ", "", typed)
    found = re.fullmatch(r"([0-9]{1,2}|[a-z]{3,9}\.?)[/.\- ]?([0-9]{4})", typed)
    year_first = re.fullmatch(r"([0-9]{4})[/\-]([0-9]{1,2})", typed)
    if year_first is None and (found is None or re.fullmatch("[0-9]+", typed)):
        return None
    said, year = (year_first[2], year_first[1]) if year_first else (found[1], found[2]) if found else ("", "")
    month = int(said) if said.isdigit() else _month(said.rstrip("."))
    if not 1 <= month <= 12 or int(year) < 1:
        return None
    return date(int(year), month, monthrange(int(year), month)[1])


def format_date(value: date | None) -> str:
    """A day as a field shows it: ``22 Nov 2026``."""
    return "" if value is None else f"{value.day} {MONTHS[value.month - 1][:3]} {value.year:04d}"


def parse_time(text: str) -> str | None:
    """A time of day as ``09:30``: from ``10``, ``10:30``, ``9.30``, ``1030``, ``2pm``, ``2:15 p.m.``.

    Raises:
        ValueError: if it is not one.
    """
    typed = "".join(text.lower().split())
    if not typed:
        return None
    typed = re.sub(r"([ap])\.?m\.?$", r"\1m", typed)
    found = re.fullmatch(r"([0-9]{1,2})(?:[:.]?([0-9]{2}))?(am|pm)?", typed)
    if found:
        hour, minute, half = int(found[1]), int(found[2] or 0), found[3]
        if half:
            hour = hour % 12 + (12 if half == "pm" else 0) if 1 <= hour <= 12 else 99
        if hour < 24 and minute < 60:
            return f"{hour:02d}:{minute:02d}"
    raise ValueError(f"{_quoted(text)} is not a time of day. Type it like 14:30.")


def format_time(value: str | None) -> str:
    """A time of day as a field shows it: ``09:30``."""
    return value or ""


def format_clock_time(at: datetime | None) -> str:
    """The time of day of a moment as a field shows it: ``09:30``; empty where there is none."""
    return f"{at:%H:%M}" if at else ""


def parse_datetime(text: str, *, today: date) -> datetime | None:
    """A day with a time of day, on the wall's clock: ``22 Nov 2026 10:00``, ``22/11/26 at 2 pm``.

    Raises:
        ValueError: if it is not one, or the time is missing.
    """
    typed = " ".join(text.split())
    if not typed:
        return None
    parts = re.fullmatch(
        r"(.+?),? (?:at )?([0-9]{1,2}[:.][0-9]{2}|[0-9]{1,2}(?=\s?[ap])|[0-9]{1,2}|[0-9]{4})( ?[ap]\.?m\.?)?",
        typed,
        re.IGNORECASE,
    )
    on_day = _date_or_none(parts[1], today) if parts else None
    if parts is None or on_day is None:
        if _date_or_none(typed, today):
            raise ValueError(
                f"The time is missing. Type it like {format_date(_date_or_none(typed, today))} 10:00."
            )
        raise ValueError(
            f"{_quoted(text)} is not a day with a time. Type it like {format_date(today)} 10:00."
        )
    at = parse_time(parts[2] + (parts[3] or ""))
    return datetime.combine(on_day, time.fromisoformat(at or "00:00"))


def format_datetime(value: datetime | None) -> str:
    """A day with a time as a field shows it: ``22 Nov 2026 10:00``."""
    return "" if value is None else f"{format_date(value)} {value.hour:02d}:{value.minute:02d}"


def _date_or_none(text: str, today: date) -> date | None:
    try:
        return parse_date(text, today=today)
    except ValueError:
        return None


def _quoted(text: str) -> str:
    """What was typed, in quotation marks, short enough for a sentence beside a field."""
    typed = " ".join(text.split())
    return f"“{typed if len(typed) <= 30 else typed[:29] + '…'}”"


def _year(digits: str, today: date) -> int:
    """The year; of two digits the newest that is at most ten years ahead, for births and campaigns alike."""
    if len(digits) == 4:
        return int(digits)
    latest = today.year + _YEARS_AHEAD
    return latest - (latest - int(digits)) % 100


def _month(word: str) -> int:
    """The month of a name such as ``dec``; 0 where it is none."""
    return next((number for number, name in enumerate(MONTHS, 1) if name.lower().startswith(word)), 0)


def _day(text: str, year: int, month: int, number: int) -> date:
    try:
        return date(year, month, number)
    except ValueError:
        raise ValueError(
            f"There is no day {_quoted(text)}. Days are read as day, month, year: 22/11/2026."
        ) from None
