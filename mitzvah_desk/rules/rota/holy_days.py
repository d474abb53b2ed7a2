"""Shifts on Shabbat, Yom Tov or a fast: where the Jewish calendar meets the rota."""

from collections.abc import Iterator

from mitzvah_desk.rules.jewish_calendar import calendar as jewish
from mitzvah_desk.rules.jewish_calendar.clock_changes import check_clock
from mitzvah_desk.rules.jewish_calendar.day_notes import check_day_notes
from mitzvah_desk.rules.rota.scope import CheckScope, Concern, ConcernSubject, about_each


def check_holy_days(scope: CheckScope) -> Iterator[Concern]:
    """A shift in Shabbat or Yom Tov, food on a fast, what the day is, and times that the clocks skip."""
    place = scope.facts.settings.jewish
    if place is None:
        return
    for shift in scope.shifts():
        if shift.starts_at is None or shift.ends_at is None:
            continue
        found = jewish.check_rest_time(
            shift.starts_at, shift.ends_at, place, subject=shift.name, what=shift.name
        )
        if found is None and shift.serves_food:
            found = jewish.check_fast(
                shift.starts_at, shift.ends_at, place, subject=shift.name, what=shift.name
            )
        if found is not None:
            yield Concern((found.rule, shift.id), 1, found, about_each(shift))
        for note in check_day_notes(shift.starts_at, shift.ends_at):
            days = frozenset({shift.starts_at.date(), shift.ends_at.date()})
            yield Concern((note.rule, note.text), 1, note, ConcernSubject(days=days))
        for moment in (shift.starts_at, shift.ends_at):
            told = check_clock(moment, place.zone, subject=shift.name)
            if told is not None:
                yield Concern((told.rule, shift.id, moment), 1, told, about_each(shift))
