"""The Jewish calendar for the rota: the times of rest, and what falls into them or into a fast.

Names and days come from ``hebrew_dates``, times from ``times``; both are to be had here.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from mitzvah_desk.rules.findings import Finding, info_finding, soft_finding
from mitzvah_desk.rules.jewish_calendar.hebrew_dates import (
    DayKind,
    HebrewDate,
    JewishDay,
    days_of_rest,
    hebrew_date,
    jewish_day,
)
from mitzvah_desk.rules.jewish_calendar.times import (
    ENDS,
    CalendarPlace,
    candle_lighting,
    end_of_rest,
    nightfall,
    sunset,
)

__all__ = [
    "ENDS",
    "CalendarPlace",
    "DayKind",
    "HebrewDate",
    "JewishDay",
    "Rest",
    "begins_at_sunset",
    "candle_lighting",
    "check_fast",
    "check_rest_time",
    "days_of_rest",
    "describe_hebrew_dates",
    "end_of_rest",
    "hebrew_date",
    "hebrew_date_at",
    "jewish_day",
    "list_rest_times",
    "nightfall",
    "sunset",
]

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Rest:
    """Shabbat, a Yom Tov, or several that run into one another.

    Attributes:
        names: what they are, in order.
        starts_at: candle lighting.
        ends_at: nightfall of the last day.
    """

    names: tuple[str, ...]
    starts_at: datetime
    ends_at: datetime

    @property
    def name(self) -> str:
        """The names as words: ``Shabbat and Rosh Hashanah``."""
        *others, last = self.names
        return f"{', '.join(others)} and {last}" if others else last


def hebrew_date_at(moment: datetime, place: CalendarPlace) -> HebrewDate:
    """The Hebrew date at a time on the wall's clock: from sunset it is the next day's."""
    day = moment.date()
    return hebrew_date(day + _DAY if moment >= sunset(day, place) else day)


def describe_hebrew_dates(day: date, moments: Iterable[datetime | None], place: CalendarPlace) -> str:
    """The Hebrew date of a civil day in Hebrew letters, as it is at the times told beside it.

    Args:
        day: the civil day.
        moments: the times; those that are open or on another day say nothing.
        place: the synagogue's, for its sunset.

    Returns:
        The day's date; the evening's where every time is after sunset; both where some are.
    """
    told = [moment for moment in moments if moment is not None and moment.date() == day]
    dates = {found.letters: found for found in (hebrew_date_at(moment, place) for moment in told)}
    ordered = sorted(dates.values(), key=lambda found: found.letters != hebrew_date(day).letters)
    return " – ".join(found.letters for found in ordered) or hebrew_date(day).letters


def list_rest_times(first: date, last: date, place: CalendarPlace) -> list[Rest]:
    """Every time of rest that touches the days from ``first`` to ``last``, in order; none twice."""
    begin, end = datetime.combine(first, time.min), datetime.combine(last, time.max)
    return list(_touching(begin, end, place))


def check_rest_time(
    start: datetime, end: datetime, place: CalendarPlace, *, subject: str, what: str = "This shift"
) -> Finding | None:
    """Whether something falls into Shabbat or Yom Tov. Friday's work must end before candles are lit.

    Args:
        start: when it begins, on the wall's clock.
        end: when it ends; the same as ``start`` for a moment, such as a deadline.
        place: the synagogue's.
        subject: whom or what it is about, for the finding.
        what: what it is, at the head of a sentence: ``This delivery``.

    Returns:
        A soft finding, or None.
    """
    rest = next(_touching(start, end, place), None)
    if rest is None:
        return None
    begins, ends = ("begins", "ends") if len(rest.names) == 1 else ("begin", "end")
    if start < rest.starts_at:
        text = f"{what} runs into {rest.name}, which {begins} at {_when(rest.starts_at)}."
        better = f"End it by {rest.starts_at:%H:%M}"
    else:
        text = f"{what} is on {rest.name}, which {ends} at {_when(rest.ends_at)}."
        better = f"Start it from {rest.ends_at:%H:%M}" if end > rest.ends_at else "Move it to another time"
    return soft_finding("jewish.rest", subject, text, f"{better}, or keep it and say why.")


def check_fast(
    start: datetime, end: datetime, place: CalendarPlace, *, subject: str, what: str = "This shift"
) -> Finding | None:
    """Whether food is planned for a fast, other than Yom Kippur, which is a day of rest.

    A fast is reckoned from midnight, since London's midsummer has no dawn to reckon from, and Tisha B'Av from
    the sunset before.

    Returns:
        An info finding, or None; the arguments are those of ``check_rest_time``.
    """
    day = start.date()
    while day <= end.date() + _DAY:
        found = jewish_day(day)
        if found is not None and found.kind is DayKind.FAST:
            over = nightfall(day, place)
            if _meets(start, end, _fast_begins(day, found, place), over):
                text = f"{what} is on {found.name}, a fast day until {_when(over)}."
                return info_finding(
                    "jewish.fast", subject, text, "Offer food after the fast, or choose another day."
                )
        day += _DAY
    return None


def begins_at_sunset(fast: JewishDay) -> bool:
    """Whether a fast begins on the evening before its day, as Tisha B'Av does."""
    return fast.name == "Tisha B’Av"


def _fast_begins(day: date, fast: JewishDay, place: CalendarPlace) -> datetime:
    if begins_at_sunset(fast):
        return sunset(day - _DAY, place).replace(second=0)
    return datetime.combine(day, time.min)


def _touching(start: datetime, end: datetime, place: CalendarPlace) -> Iterator[Rest]:
    for year in range(max(start.year - 1, 1), min(end.year, 9998) + 1):
        found, ending = _rests_of(year, place)
        for rest in found[bisect_right(ending, start) :]:
            if rest.starts_at > end:
                return
            if _meets(start, end, rest.starts_at, rest.ends_at):
                yield rest


def _meets(start: datetime, end: datetime, begins: datetime, over: datetime) -> bool:
    return start < over and (begins < end or begins <= start)


@lru_cache(maxsize=64)
def _rests_of(year: int, place: CalendarPlace) -> tuple[list[Rest], list[datetime]]:
    """The times of rest that begin in a civil year, and when each is over."""
    found = []
    for number in range(date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal() + 1):
        eve = date.fromordinal(number)
        lit = None if days_of_rest(eve) else candle_lighting(eve, place)
        if lit is not None:
            last, names = eve, dict[str, None]()
            while more := days_of_rest(last + _DAY):
                last += _DAY
                names |= dict.fromkeys(more)
            found.append(Rest(tuple(names), lit, nightfall(last, place)))
    return found, [rest.ends_at for rest in found]


def _when(moment: datetime) -> str:
    return f"{moment:%H:%M} on {moment:%A} {moment.day} {moment:%B %Y}"
