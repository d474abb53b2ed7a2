"""The Jewish calendar as days: what a civil day is called in it, and which days are festivals and fasts.

The reckoning is pyluach's; the English names are in the spelling usual in Britain. Festivals are kept as in
the diaspora. A Jewish day begins the evening before; here it goes by the civil day whose daylight it holds.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import Any

_MONTHS = (
    "Nisan",
    "Iyar",
    "Sivan",
    "Tammuz",
    "Av",
    "Elul",
    "Tishrei",
    "Cheshvan",
    "Kislev",
    "Tevet",
    "Shevat",
    "Adar",
    "Adar II",
)
_ADAR = 12
_SATURDAY = 5


class DayKind(StrEnum):
    """What a day of the Jewish calendar asks."""

    YOM_TOV = "Yom Tov"
    """No work from candle lighting to nightfall."""
    CHOL_HAMOED = "Chol HaMoed"
    """The days between, on which work may be done."""
    FAST = "fast"


@dataclass(frozen=True, slots=True)
class JewishDay:
    """A festival or fast: its name, such as ``Sukkot``, and what it asks."""

    name: str
    kind: DayKind


@dataclass(frozen=True, slots=True)
class HebrewDate:
    """A day of the Jewish calendar.

    Attributes:
        year: as counted from the creation: 5787.
        month: from 1 for Nisan; Tishrei is 7, Adar II is 13.
        day: of the month, from 1.
        words: the date in English: ``12 Kislev 5787``.
        letters: the date in Hebrew letters: ``י״ב כסלו תשפ״ז``.
    """

    year: int
    month: int
    day: int
    words: str
    letters: str


_YOM_TOV = {
    (7, 1): "Rosh Hashanah",
    (7, 2): "Rosh Hashanah",
    (7, 10): "Yom Kippur",
    (7, 15): "Sukkot",
    (7, 16): "Sukkot",
    (7, 22): "Shemini Atzeret",
    (7, 23): "Simchat Torah",
    (1, 15): "Pesach",
    (1, 16): "Pesach",
    (1, 21): "Pesach",
    (1, 22): "Pesach",
    (3, 6): "Shavuot",
    (3, 7): "Shavuot",
}
_CHOL_HAMOED = {(7, day): "Sukkot" for day in range(17, 22)} | {(1, day): "Pesach" for day in range(17, 21)}
_FASTS = {
    "Tzom Gedalia": "the Fast of Gedaliah",
    "10 of Teves": "10 Tevet",
    "Taanis Esther": "the Fast of Esther",
    "17 of Tamuz": "17 Tammuz",
    "9 of Av": "Tisha B’Av",
}


@lru_cache(maxsize=1024)
def hebrew_date(day: date) -> HebrewDate:
    """The Hebrew date of a civil day, until its sunset."""
    found = _reckoned(day)
    leap = (7 * found.year + 1) % 19 < 7  # seven years in nineteen have a month more
    month = "Adar I" if leap and found.month == _ADAR else _MONTHS[found.month - 1]
    words = f"{found.day} {month} {found.year}"
    return HebrewDate(found.year, found.month, found.day, words, found.hebrew_date_string())


@lru_cache(maxsize=4096)
def jewish_day(day: date) -> JewishDay | None:
    """The festival or fast of a civil day, as kept in the diaspora; None on any other day, and on Shabbat."""
    found = _reckoned(day)
    key = found.month, found.day
    if key in _YOM_TOV:
        return JewishDay(_YOM_TOV[key], DayKind.YOM_TOV)
    if key in _CHOL_HAMOED:
        return JewishDay(_CHOL_HAMOED[key], DayKind.CHOL_HAMOED)
    fast = found.fast_day()
    return JewishDay(_FASTS[fast], DayKind.FAST) if fast else None


def days_of_rest(day: date) -> tuple[str, ...]:
    """Why no work is done on a civil day: ``("Shabbat", "Sukkot")``; empty where it may be."""
    names = ("Shabbat",) if day.weekday() == _SATURDAY else ()
    found = jewish_day(day)
    return (*names, found.name) if found and found.kind is DayKind.YOM_TOV else names


def _reckoned(day: date) -> Any:  # noqa: ANN401
    """Pyluach's own date, which has no types."""
    from pyluach.dates import HebrewDate as Reckoned  # type: ignore[import-untyped]

    return Reckoned.from_pydate(day)
