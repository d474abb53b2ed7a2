"""Events as an iCalendar file (RFC 5545) that Outlook, Google and Apple calendars import."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

_MOST_SCANNED = 60


class EventStatus(StrEnum):
    """How sure an event is, in iCalendar's own words."""

    TENTATIVE = "TENTATIVE"
    CONFIRMED = "CONFIRMED"
    CANCELLED = "CANCELLED"


@dataclass(frozen=True, slots=True)
class CalendarEntry:
    """One event.

    Attributes:
        uid: the same in every export of the same thing; a calendar knows by it what it has already.
        title: what it is.
        starts: when it begins, on the wall's clock; a day for an event without a time.
        ends: when it ends; None for a whole day.
        standing: how sure it is.
        place: where it is, in one line; may be empty.
        text: what else there is to know, line by line; may be empty.
    """

    uid: str
    title: str
    starts: datetime | date
    ends: datetime | None
    standing: EventStatus
    place: str = ""
    text: str = ""


def calendar_bytes(
    name: str,
    entries: Sequence[CalendarEntry],
    *,
    zone: str,
    stamp: datetime,
    modified: datetime,
    sequence: int,
) -> bytes:
    """A calendar file in UTF-8, with the rules of its time zone.

    Args:
        name: what the calendar is called where it is imported.
        entries: its events.
        zone: the time zone of their wall-clock times: ``Europe/London``.
        stamp: when the file is made, with its zone.
        modified: when what it tells was last changed, with its zone.
        sequence: rises from one export to the next; a calendar passes over what is not newer than its own.
    """
    from icalendar import Calendar, Event

    calendar = Calendar()
    calendar.add("prodid", "-//Mitzvah Desk//Mitzvah Desk//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", name)
    clock = ZoneInfo(zone)
    for entry in entries:
        event = Event()
        event.add("uid", entry.uid)
        event.add("dtstamp", stamp)
        event.add("last-modified", modified)
        event.add("sequence", sequence)
        event.add("summary", entry.title)
        event.add("status", entry.standing)
        timed = isinstance(entry.starts, datetime) and entry.ends is not None
        for key, value in zip(("dtstart", "dtend"), _span(entry, clock), strict=True):
            event.add(key, value)
        takes_time = timed and entry.standing is not EventStatus.CANCELLED
        event.add("transp", "OPAQUE" if takes_time else "TRANSPARENT")
        for key, text in (("location", entry.place), ("description", entry.text)):
            if text:
                event.add(key, text)
        calendar.add_component(event)
    if entries:
        years = [entry.starts.year for entry in entries]
        calendar.add_missing_timezones(date(min(years), 1, 1), date(max(years) + 1, 12, 31))
    return bytes(calendar.to_ical())


def event_text(entry: CalendarEntry, zone: str) -> str:
    """An event with a time as a code to scan holds it: as short as it can be, and in universal time.

    Args:
        entry: the event; its ``text`` is left out.
        zone: the time zone of its wall-clock times: ``Europe/London``.
    """
    clock = ZoneInfo(zone)
    begins, ends = (day.astimezone(UTC) for day in _span(entry, clock) if isinstance(day, datetime))
    lines = ["BEGIN:VEVENT", f"SUMMARY:{_escape(entry.title)}"]
    lines += [f"DTSTART:{begins:%Y%m%dT%H%M%SZ}", f"DTEND:{ends:%Y%m%dT%H%M%SZ}"]
    lines += [f"LOCATION:{_escape(entry.place)}"] if entry.place else []
    return "\r\n".join((*lines, "END:VEVENT"))


def _escape(text: str) -> str:
    """A text as iCalendar writes it (RFC 5545, 3.3.11), cut where it would make a code too fine to scan."""
    plain = " ".join(text.split())
    if len(plain) > _MOST_SCANNED:
        plain = f"{plain[:_MOST_SCANNED]}…"
    return re.sub(r"([\\;,])", r"\\\1", plain)


def _span(entry: CalendarEntry, clock: ZoneInfo) -> tuple[date, date]:
    """The event's beginning and end; a whole day ends, as iCalendar has it, on the day after."""
    if isinstance(entry.starts, datetime) and entry.ends is not None:
        return entry.starts.replace(tzinfo=clock), entry.ends.replace(tzinfo=clock)
    return entry.starts, entry.starts + timedelta(days=1)
