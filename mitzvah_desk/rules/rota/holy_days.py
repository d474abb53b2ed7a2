"""Shifts on Shabbat, Yom Tov or a fast: where the Jewish calendar meets the rota."""

from collections.abc import Iterator

from mitzvah_desk.rules.jewish_calendar import calendar as jewish
from mitzvah_desk.rules.rota.scope import CheckScope, Concern


def check_holy_days(scope: CheckScope) -> Iterator[Concern]:
    """A shift that runs into Shabbat or Yom Tov, and food on a fast; see ``rules.jewish`` for the times."""
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
            yield Concern((found.rule, shift.id), 1, found)
