"""Days that ask for a thought before something is planned on them, though work may be done.

The Jewish ones are those of the Shulchan Aruch, Orach Chaim: the fast of the firstborn 470 (on Thursday,
where the eve of Pesach is Shabbat: 470:2), Chol HaMoed 530, Purim 696, Shushan Purim 688. Their dates are
held against hebcal's. Remembrance Sunday is the second Sunday of November (Royal British Legion).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache

from mitzvah_desk.rules.findings import Finding, info_finding
from mitzvah_desk.rules.jewish_calendar.hebrew_dates import DayKind, hebrew_date, jewish_day

_DAY = timedelta(days=1)
_SATURDAY, _SUNDAY = 5, 6
_NISAN, _ADAR_II = 1, 13
_PESACH, _PESACH_ENDS = 15, 22
_THIRTY_DAYS = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class DayNote:
    """What a day is, and what to think of: ``Purim``, ``Many are at the reading of the Megillah…``."""

    name: str
    advice: str


_EREV_PESACH = DayNote(
    "Erev Pesach", "Homes are cleared of chametz by mid-morning, and few have time; plan it for another day."
)
_FIRSTBORN = DayNote(
    "the Fast of the Firstborn",
    "Firstborn sons fast, or hear a siyum in the morning; offer food with that in mind.",
)
_PURIM = DayNote("Purim", "Leave time for the Megillah in the morning and for the meal in the afternoon.")
_SHUSHAN_PURIM = DayNote("Shushan Purim", "Those with family in Jerusalem may keep it.")
_CHOL_HAMOED_PESACH = DayNote(
    "Chol HaMoed Pesach", "Work that can wait is left, many are away, and food must be kosher for Pesach."
)
_CHOL_HAMOED_SUKKOT = DayNote(
    "Chol HaMoed Sukkot", "Work that can wait is left, and many eat only in a sukkah."
)
_REMEMBRANCE = DayNote(
    "Remembrance Sunday", "There is a silence at 11:00; services and closed roads delay people."
)


@lru_cache(maxsize=4096)
def list_day_notes(day: date) -> tuple[DayNote, ...]:
    """What is to be thought of on a civil day; empty on most."""
    return tuple(_notes(day))


def check_day_notes(start: datetime, end: datetime) -> list[Finding]:
    """Says what the days of something are that is planned from ``start`` to ``end``; it stops nothing."""
    found, day = [], start.date()
    while day <= end.date():
        for note in list_day_notes(day):
            named = f"{day:%A} {day.day} {day:%B %Y}"
            found.append(info_finding("jewish.note", note.name, f"{named} is {note.name}.", note.advice))
        day += _DAY
    return found


def pesach_season(day: date) -> tuple[date, date] | None:
    """The first day of the Pesach whose season a day is in, and its last; None at other times.

    The season begins thirty days before, when one begins to ask about Pesach (Shulchan Aruch, Orach Chaim
    429:1), and ends with it.
    """
    for ahead in range(_THIRTY_DAYS.days + 1):
        here = hebrew_date(day + ahead * _DAY)
        if here.month == _NISAN and here.day == _PESACH:
            first = day + ahead * _DAY
            return first, first + (_PESACH_ENDS - _PESACH) * _DAY
    here = hebrew_date(day)
    if here.month == _NISAN and _PESACH < here.day <= _PESACH_ENDS:
        first = day - (here.day - _PESACH) * _DAY
        return first, first + (_PESACH_ENDS - _PESACH) * _DAY
    return None


def _notes(day: date) -> Iterator[DayNote]:
    here, named = hebrew_date(day), jewish_day(day)
    if here.month == _NISAN:
        if here.day == 14:
            yield _EREV_PESACH
        erev_is_shabbat = (day + (14 - here.day) * _DAY).weekday() == _SATURDAY
        if here.day == (12 if erev_is_shabbat else 14):
            yield _FIRSTBORN
    if here.day in {14, 15} and _is_last_adar(day, here.month):
        yield _PURIM if here.day == 14 else _SHUSHAN_PURIM
    if named is not None and named.kind is DayKind.CHOL_HAMOED:
        yield _CHOL_HAMOED_PESACH if here.month == _NISAN else _CHOL_HAMOED_SUKKOT
    if day.month == 11 and day.weekday() == _SUNDAY and 8 <= day.day <= 14:
        yield _REMEMBRANCE


def _is_last_adar(day: date, month: int) -> bool:
    """Whether a month is the Adar before Nisan: in a leap year the second."""
    return month == _ADAR_II or (month == _ADAR_II - 1 and hebrew_date(day + 30 * _DAY).month == _NISAN)
