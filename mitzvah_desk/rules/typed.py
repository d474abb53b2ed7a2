"""What people type into fields, and back: numbers, money, days and times, always the British way round."""

import re
from datetime import date, datetime

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def number(text: str) -> int | None:
    """A whole number; thousands may have commas. Empty is None.

    Raises:
        ValueError: with a sentence for beside the field.
    """
    typed = text.strip().replace(",", "").replace(" ", "")
    if not typed:
        return None
    if not re.fullmatch(r"[+-]?[0-9]{1,12}", typed):
        raise ValueError(f"“{text.strip()}” is not a whole number. Type digits only, such as 24.")
    return int(typed)


def number_text(value: int | None) -> str:
    """A whole number as a field shows it."""
    return "" if value is None else f"{value:,}"


def pence(text: str) -> int | None:
    """An amount of money in pence: ``12.50``, ``£12``, ``1,200``. Empty is None.

    Raises:
        ValueError: with a sentence for beside the field.
    """
    typed = text.strip().replace("£", "").replace(",", "").replace(" ", "")
    if not typed:
        return None
    found = re.fullmatch(r"([0-9]{1,10})(?:\.([0-9]{1,2}))?", typed)
    if found is None:
        raise ValueError(f"“{text.strip()}” is not an amount of money. Type it like 12.50.")
    return int(found[1]) * 100 + int((found[2] or "0").ljust(2, "0"))


def pence_text(value: int | None) -> str:
    """An amount in pence as a field shows it: ``£1,200.00``."""
    return "" if value is None else f"£{value // 100:,}.{value % 100:02d}"


def day(text: str) -> date | None:
    """A day: ``22 Nov 2026``, ``22/11/26``, ``22.11.2026``, ``2026-11-22``. Empty is None.

    A day is never read the American way: 03/04 is 3 April.

    Raises:
        ValueError: with a sentence for beside the field.
    """
    typed = text.strip().lower().replace(",", " ")
    if not typed:
        return None
    typed = re.sub(r"^(mon|tues?|wed(nes)?|thu(rs)?|fri|sat(ur)?|sun)(day)?\s+", "", typed)
    iso = re.fullmatch(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})", typed)
    if iso:
        return _day(text, int(iso[1]), int(iso[2]), int(iso[3]))
    digits = re.fullmatch(r"([0-9]{1,2})[/.\- ]([0-9]{1,2})[/.\- ]([0-9]{4}|[0-9]{2})", typed)
    if digits:
        return _day(text, _year(digits[3]), int(digits[2]), int(digits[1]))
    words = re.fullmatch(
        r"([0-9]{1,2})(?:st|nd|rd|th)?[ \-]*(?:of )?([a-z]{3,9})\.?[ \-]*([0-9]{4}|[0-9]{2})", typed
    )
    if words and words[2][:3] in _MONTHS:
        return _day(text, _year(words[3]), _MONTHS.index(words[2][:3]) + 1, int(words[1]))
    raise ValueError(f"“{text.strip()}” is not a day. Type it like 22 Nov 2026 or 22/11/2026.")


def day_text(value: date | None) -> str:
    """A day as a field shows it: ``22 Nov 2026``."""
    return "" if value is None else f"{value.day} {value:%b} {value.year}"


def moment(text: str) -> datetime | None:
    """A day with a time: ``22 Nov 2026 10:00``. Empty is None.

    Raises:
        ValueError: with a sentence for beside the field.
    """
    typed = text.strip()
    if not typed:
        return None
    on_day, _, at = typed.rpartition(" ")
    if on_day.strip() and at.lower() in {"am", "pm"}:
        on_day, _, hour = on_day.strip().rpartition(" ")
        at = hour + at
    if not on_day.strip():
        raise ValueError(f"“{typed}” is not a day with a time. Type it like 22 Nov 2026 10:00.")
    found, hours = day(on_day), clock(at)
    if found is None or hours is None:
        raise ValueError(f"“{typed}” is not a day with a time. Type it like 22 Nov 2026 10:00.")
    return datetime.combine(found, datetime.strptime(hours, "%H:%M").time())


def moment_text(value: datetime | None) -> str:
    """A day with a time as a field shows it."""
    return "" if value is None else f"{day_text(value)} {value:%H:%M}"


def clock(text: str | None) -> str | None:
    """A time of day as ``09:30``: from ``9.30``, ``930``, ``9``, ``2pm``, ``2:15 pm``. Empty is None.

    Raises:
        ValueError: with a sentence for beside the field.
    """
    if not text or not text.strip():
        return None
    found = re.fullmatch(
        r"([0-9]{1,2})(?:[:.]?([0-9]{2}))?\s*(am|pm)?", text.strip().lower().replace("h", ":")
    )
    if found:
        hour, minute = int(found[1]), int(found[2] or 0)
        half = found[3]
        if half and 1 <= hour <= 12:
            hour = hour % 12 + (12 if half == "pm" else 0)
        if hour < 24 and minute < 60 and not (half and int(found[1]) > 12):
            return f"{hour:02d}:{minute:02d}"
    raise ValueError(f"“{text.strip()}” is not a time of day. Type it like 14:30.")


def _year(digits: str) -> int:
    """A year of two digits lies between 1930 and 2029: years of birth and of campaigns alike."""
    year = int(digits)
    return year if len(digits) == 4 else year + (1900 if year >= 30 else 2000)


def _day(text: str, year: int, month: int, number_of_day: int) -> date:
    try:
        return date(year, month, number_of_day)
    except ValueError:
        raise ValueError(
            f"There is no day “{text.strip()}”. Days are read as day, month, year: 22/11/2026."
        ) from None
