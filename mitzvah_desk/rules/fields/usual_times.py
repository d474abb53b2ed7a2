"""When something usually is: hours of the day, and how long before or after a project's day."""

import re

from mitzvah_desk.rules.fields.parsing import parse_time
from mitzvah_desk.rules.plurals import count_noun

Hours = tuple[str, str]
"""From and until, as times of day: ``("09:30", "11:00")``."""

_WEEK = 7


def parse_hours(text: str) -> Hours | None:
    """Hours of the day: ``9:30-11:00``, ``10 to 12``; None where nothing is typed, for no fixed time.

    Raises:
        ValueError: they are none.
    """
    if not text.strip():
        return None
    parts = re.split(r"\s*(?:-|–|\bto\b|\buntil\b)\s*", text.strip(), maxsplit=1)
    if len(parts) == 2:
        starts, ends = parse_time(parts[0]), parse_time(parts[1])
        if starts and ends:
            return starts, ends
    raise ValueError("Type from when until when, such as 10:00-12:00. Leave it empty for no fixed time.")


def format_hours(hours: Hours | None) -> str:
    """Hours as a field shows them: ``09:30-11:00``."""
    return "-".join(hours) if hours else ""


def parse_lead(text: str) -> int:
    """How many days before a day: of ``8 weeks before``, ``10``, ``on the day``; after it, less than nothing.

    Raises:
        ValueError: it is none.
    """
    typed = " ".join(text.lower().split())
    if typed in {"", "on the day", "the day"}:
        return 0
    found = re.fullmatch(r"(-?)([0-9]{1,4}) ?(days?|weeks?)? ?(before|after)?", typed)
    if found is None:
        raise ValueError("Type it like 3 weeks before, 2 days after or on the day.")
    days = int(found[2]) * (_WEEK if (found[3] or "").startswith("week") else 1)
    return -days if found[1] or found[4] == "after" else days


def describe_lead(days: int | None) -> str:
    """How long before a day something is: ``8 weeks before``, ``2 days after``, ``on the day``."""
    if not days:
        return "on the day"
    in_weeks = abs(days) >= 2 * _WEEK and days % _WEEK == 0
    long = count_noun(abs(days) // _WEEK, "week") if in_weeks else count_noun(abs(days), "day")
    return f"{long} {'before' if days > 0 else 'after'}"
