"""What a civil day is in the Jewish calendar and for the committee, as one line over its plan says it."""

from dataclasses import dataclass
from datetime import date, timedelta

from mitzvah_desk.rules.jewish_calendar.calendar import (
    CalendarPlace,
    DayKind,
    Rest,
    begins_at_sunset,
    jewish_day,
    list_rest_times,
    nightfall,
    sunset,
)
from mitzvah_desk.rules.jewish_calendar.day_notes import list_day_notes

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class DayLine:
    """A day as the line says it.

    Attributes:
        sentences: what it is: ``Erev Shabbat: candles are lit at 15:46.``
        rests: the times of rest that touch it.
    """

    sentences: tuple[str, ...] = ()
    rests: tuple[Rest, ...] = ()


def describe_day(day: date, place: CalendarPlace) -> DayLine:
    """Shabbat, festivals and their eves with their times, fasts, and days that ask for a thought."""
    rests = tuple(list_rest_times(day, day, place))
    said = [_rest(day, rest) for rest in rests]
    here, after = jewish_day(day), jewish_day(day + _DAY)
    if here is not None and here.kind is DayKind.FAST:
        said.append(f"{_capital(here.name)}: a fast until {nightfall(day, place):%H:%M}.")
    if after is not None and begins_at_sunset(after):
        said.append(f"{_capital(after.name)} begins at {sunset(day, place):%H:%M}.")
    said += (f"{_capital(note.name)}: {note.advice}" for note in list_day_notes(day))
    return DayLine(tuple(said), rests)


def _rest(day: date, rest: Rest) -> str:
    if rest.starts_at.date() == day:
        return f"Erev {rest.name}: candles are lit at {rest.starts_at:%H:%M}."
    if rest.ends_at.date() == day:
        return f"{rest.name} until {rest.ends_at:%H:%M}."
    return f"{rest.name}, all day."


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
