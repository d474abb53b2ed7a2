"""What lists measure: ages, numbers, amounts and days, each compared with bounds; in words and as values."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from mitzvah_desk.rules.fields.parsing import format_date, format_money
from mitzvah_desk.rules.plurals import count_noun


class Measure(StrEnum):
    """What is measured."""

    NUMBER = "number"
    POUNDS = "pounds"
    DAY = "day"


class Comparison(StrEnum):
    """How something measured is compared."""

    AT_LEAST = "at least"
    AT_MOST = "at most"
    BEFORE = "before"
    AFTER = "after"
    BETWEEN = "between"
    WITHIN = "within the last months"
    NOT_WITHIN = "not within the last months"
    UNKNOWN = "not known"


class BoundKind(StrEnum):
    """What a bound is."""

    NUMBER = "number"
    PENCE = "pence"
    DAY = "day"
    MONTHS = "months"


_COMPARED = {
    Measure.NUMBER: (Comparison.AT_LEAST, Comparison.AT_MOST, Comparison.BETWEEN),
    Measure.POUNDS: (Comparison.AT_LEAST, Comparison.AT_MOST, Comparison.BETWEEN),
    Measure.DAY: (
        Comparison.BEFORE,
        Comparison.AFTER,
        Comparison.BETWEEN,
        Comparison.WITHIN,
        Comparison.NOT_WITHIN,
    ),
}
_OWN_BOUND = {
    Measure.NUMBER: BoundKind.NUMBER,
    Measure.POUNDS: BoundKind.PENCE,
    Measure.DAY: BoundKind.DAY,
}
_MOST = 1_000_000_000
_MOST_MONTHS = 1_200


@dataclass(frozen=True, slots=True)
class Measured:
    """How something measured is compared, and with what.

    Attributes:
        comparison: how.
        bounds: with what, as text: ``18``, ``2500`` pence, ``2026-11-22``; empty where not chosen yet.
    """

    comparison: Comparison
    bounds: tuple[str, ...] = ()


def list_comparisons(measure: Measure, *, unknown: bool) -> tuple[Comparison, ...]:
    """How a measure can be compared; ``unknown`` where it may be missing."""
    return (*_COMPARED[measure], *((Comparison.UNKNOWN,) if unknown else ()))


def list_bound_kinds(measure: Measure, comparison: Comparison) -> tuple[BoundKind, ...]:
    """The bounds that a comparison needs, in their order."""
    if comparison is Comparison.UNKNOWN:
        return ()
    if comparison in {Comparison.WITHIN, Comparison.NOT_WITHIN}:
        return (BoundKind.MONTHS,)
    return (_OWN_BOUND[measure],) * (2 if comparison is Comparison.BETWEEN else 1)


def fit_measured(measure: Measure, comparison: Comparison, bounds: tuple[str, ...] = ()) -> Measured:
    """A comparison with as many bounds as it needs: those that are there already, then empty ones."""
    needed = list_bound_kinds(measure, comparison)
    kept = [bound if is_bound(kind, bound) else "" for kind, bound in zip(needed, bounds, strict=False)]
    return Measured(comparison, (*kept, *[""] * (len(needed) - len(kept))))


def is_bound(kind: BoundKind, text: str) -> bool:
    """Whether a text is a bound of a kind; nothing chosen yet is one too."""
    if not text:
        return True
    if kind is BoundKind.DAY:
        try:
            return date.fromisoformat(text).isoformat() == text
        except ValueError:
            return False
    most = _MOST_MONTHS if kind is BoundKind.MONTHS else _MOST
    return text.isascii() and text.isdigit() and int(text[:12]) <= most and len(text) <= 10


def is_measured(measure: Measure, measured: Measured, *, unknown: bool) -> bool:
    """Whether a comparison is one that a measure can have, with bounds of the right kinds."""
    kinds = list_bound_kinds(measure, measured.comparison)
    return (
        measured.comparison in list_comparisons(measure, unknown=unknown)
        and len(kinds) == len(measured.bounds)
        and all(map(is_bound, kinds, measured.bounds))
    )


def read_range(measured: Measured) -> tuple[int, int | None]:
    """The least and the most of a comparison of whole numbers; None where there is no most."""
    numbers = sorted(map(int, measured.bounds))
    if measured.comparison is Comparison.AT_LEAST:
        return numbers[0], None
    return (numbers[0] if measured.comparison is Comparison.BETWEEN else 0), numbers[-1]


def read_days(measured: Measured, today: date) -> tuple[date, date]:
    """The first and the last day of a comparison of days; of those not within some months, those within."""
    if measured.comparison in {Comparison.WITHIN, Comparison.NOT_WITHIN}:
        return months_before(today, int(measured.bounds[0])), date.max
    days = sorted(map(date.fromisoformat, measured.bounds))
    if measured.comparison is Comparison.BEFORE:
        return date.min, date.fromordinal(max(days[0].toordinal() - 1, 1))
    if measured.comparison is Comparison.AFTER:
        return date.fromordinal(min(days[0].toordinal() + 1, date.max.toordinal())), date.max
    return days[0], days[-1]


def months_before(day: date, months: int) -> date:
    """The same day some months earlier, or the last day of a month that has no such day."""
    number = day.year * 12 + day.month - 1 - months
    year, month = divmod(max(number, 12), 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def format_measured(measure: Measure, measured: Measured, noun: str = "") -> str:
    """A comparison as the sentence of a list says it: ``at least 3 shifts``, ``before 22/11/2026``.

    Args:
        measure: what is measured.
        measured: how it is compared.
        noun: what is counted, where it is a number of something.
    """
    bounds = [_format_bound(measure, bound) for bound in measured.bounds]
    if measured.comparison in {Comparison.WITHIN, Comparison.NOT_WITHIN}:
        months = count_noun(int(bounds[0]), "month") if bounds[0] != "…" else "… months"
        return f"{'not ' if measured.comparison is Comparison.NOT_WITHIN else ''}within the last {months}"
    if measured.comparison is Comparison.UNKNOWN:
        return "not known"
    last = _format_counted(measured.bounds[-1], noun) if noun else bounds[-1]
    if measured.comparison is Comparison.BETWEEN:
        return f"between {bounds[0]} and {last}"
    return f"{measured.comparison} {last}"


def _format_bound(measure: Measure, bound: str) -> str:
    if not bound:
        return "…"
    if measure is Measure.POUNDS:
        return format_money(int(bound))
    if measure is Measure.DAY and not bound.isdigit():
        return format_date(date.fromisoformat(bound))
    return bound


def _format_counted(bound: str, noun: str) -> str:
    return count_noun(int(bound), noun) if bound else f"… {noun}s"
