"""Keeping food cold: what was frozen in time, and what must stay cold on the way.

Food may be frozen right up to its use-by date; once thawed it is used within 24 hours (Food Standards Agency,
"The effects of consumer freezing of food on its use-by date"). On the way, chilled and frozen food is
kept cold in a refrigerated van or a cool bag (Food Standards Agency, "Food delivery and takeaway guidance").
"""

from collections.abc import Iterable
from datetime import date

from mitzvah_desk.model import KosherKind, Storage
from mitzvah_desk.rules.fields.parsing import format_date
from mitzvah_desk.rules.findings import Finding, info_finding
from mitzvah_desk.rules.plurals import count_noun

ONCE_THAWED = "Thaw it and use it within 24 hours."
_COLD = (Storage.CHILLED, Storage.FROZEN)


def freezing_problem(use_by: date | None, frozen_on: date | None) -> str:
    """Why goods cannot have been frozen on a day, in a sentence; empty where they can."""
    if use_by is None or frozen_on is None or frozen_on <= use_by:
        return ""
    return f"It was frozen on {format_date(frozen_on)}, after its use-by date, {format_date(use_by)}."


def is_past_use_by(use_by: date | None, frozen_on: date | None, day: date) -> bool:
    """Whether goods must not be eaten any more on a day: past their use-by date and not frozen by then."""
    return use_by is not None and use_by < day and not (frozen_on is not None and frozen_on <= use_by)


def describe_date(use_by: date | None, best_before: date | None, frozen_on: date | None = None) -> str:
    """The date on goods in words: ``use by 3 May 2026, frozen 1 May 2026``; empty where there is none."""
    end = f"use by {format_date(use_by)}" if use_by else ""
    end = end or (f"best before {format_date(best_before)}" if best_before else "")
    frozen = f"frozen {format_date(frozen_on)}" if frozen_on else ""
    return ", ".join(part for part in (end, frozen) if part)


def effective_storage(storage: Storage, frozen_on: date | None) -> Storage:
    """How goods must be kept: frozen where they were frozen, else as their item."""
    return Storage.FROZEN if frozen_on is not None else storage


def describe_storage(storage: Storage, frozen_on: date | None = None) -> str:
    """The word for boxes and lists where it matters: ``chilled`` or ``frozen``, else empty."""
    kept = effective_storage(storage, frozen_on)
    return str(kept) if kept in _COLD else ""


def describe_handling(storage: Storage, frozen_on: date | None, kind: KosherKind) -> str:
    """What a box says of how it is handled, in capitals: ``FROZEN · MEATY``; empty where nothing is known."""
    kosher = str(kind) if kind is not KosherKind.UNKNOWN else ""
    return " · ".join(part.upper() for part in (describe_storage(storage, frozen_on), kosher) if part)


def check_cold_transport(subject: str, lines: Iterable[Storage]) -> list[Finding]:
    """Says where a delivery needs a cool bag or a cold van.

    Args:
        subject: what is delivered, for the finding.
        lines: how each line must be kept.
    """
    kept = list(lines)
    counts = {each: kept.count(each) for each in _COLD if each in kept}
    if not counts:
        return []
    words = " and ".join(f"{count_noun(count, f'{each} line')}" for each, count in counts.items())
    text = f"On this delivery: {words}."
    do = "Take a cool bag, or a van that is cold, and bring it last to the van and first to the door."
    return [info_finding("delivery.cold", subject, text, do)]
