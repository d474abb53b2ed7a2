"""When the sample year is: its days follow the day on which it is made, in whole weeks."""

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from mitzvah_desk.rules.jewish_calendar.hebrew_dates import DayKind, jewish_day
from mitzvah_desk.rules.jewish_calendar.mitzvah_day import find_open_sunday

_AHEAD = timedelta(weeks=3)
_WEEK = timedelta(weeks=1)
_YEAR = re.compile(r"\b20[0-9]{2}\b")
_PLANNED = range(-5, 4)
"""On which days around the main day the year has work."""
_CAME_IN = ("donation", "money")
"""The parts whose entries came in before the main day."""


def propose_sample_day(today: date) -> date:
    """The main day of a sample year that is made today: an open Sunday in three to four weeks.

    Around the festivals, on which no Mitzvah Day would be, it is the next one after them: nothing that the
    year plans for a weekday is on Yom Tov.
    """
    day = find_open_sunday(today + _AHEAD)
    while any(_is_yom_tov(day + timedelta(days=days)) for days in _PLANNED):
        day = find_open_sunday(day + _WEEK)
    return day


def _workday(day: date) -> date:
    """A day, or the same weekday after the festival on which it falls."""
    while _is_yom_tov(day):
        day += _WEEK
    return day


def _is_yom_tov(day: date) -> bool:
    found = jewish_day(day)
    return found is not None and found.kind is DayKind.YOM_TOV


def move_sample_year(data: Mapping[str, Any], day: date) -> dict[str, Any]:
    """The sample year with another main day.

    Everything moves by the same number of whole weeks, ages and use-by dates too, and the years in names
    are those of the moved days.

    Args:
        data: the year as its file tells it.
        day: the main day.

    Raises:
        ValueError: it is another weekday than that of the file.
    """
    campaigns = data["campaign"]
    by = day - campaigns[0]["main_day"]
    if by % _WEEK:
        raise ValueError(f"The sample year’s main day is a Sunday, and {day:%d %B %Y} is a {day:%A}.")
    years = {str(each["main_day"].year): str((each["main_day"] + by).year) for each in campaigns}
    moved: dict[str, Any] = _moved(data, by, years)
    return moved


def keep_what_happened(data: Mapping[str, Any], today: date) -> dict[str, Any]:
    """The sample year as it is today, before its main day.

    What would have come in between today and the main day came in as many weeks earlier; what belongs to the
    main day itself, or to work that is not done yet, has not happened.

    Args:
        data: the year, moved to its main day.
        today: the day on which it is made.
    """
    main_day = data["campaign"][0]["main_day"]
    days = [_day(_when(each)) for part in _CAME_IN for each in data[part] if _day(_when(each)) < main_day]
    late = max(days) - today
    by = -_WEEK * max(0, -(-late // _WEEK))
    kept: dict[str, Any] = dict(data)
    for part in _CAME_IN:
        kept[part] = [_moved(each, by, {}) for each in data[part] if _day(_when(each)) < main_day]
    kept["use"] = [each for each in data["use"] if _day(each["at"]) <= today]
    kept["project"] = [
        each
        if each["day"] <= today
        else {key: value for key, value in each.items() if key != "made"} | {"day": _workday(each["day"])}
        for each in data["project"]
    ]
    kept["delivery"] = [
        each
        if _day(each["until_at"]) <= today
        else {key: value for key, value in each.items() if key not in {"received_by", "short"}}
        for each in data["delivery"]
    ]
    return kept


def _when(entry: Mapping[str, Any]) -> date:
    found: date = entry.get("at", entry.get("on_day"))
    return found


def _day(moment: date) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def _moved(value: Any, by: timedelta, years: Mapping[str, str]) -> Any:  # noqa: ANN401
    """A value of the file with every day in it moved, and the years in its texts exchanged."""
    if isinstance(value, date):  # a moment too
        return value + by
    if isinstance(value, str):
        return _YEAR.sub(lambda found: years.get(found[0], found[0]), value)
    if isinstance(value, Mapping):
        return {key: _moved(each, by, years) for key, each in value.items()}
    if isinstance(value, Sequence):
        return [_moved(each, by, years) for each in value]
    return value
