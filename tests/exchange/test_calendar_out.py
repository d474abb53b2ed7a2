from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from icalendar import Calendar

from mitzvah_desk.exchange.calendar_out import CalendarEntry, EventStatus, calendar_bytes

NOON = datetime(2026, 11, 1, 12, tzinfo=UTC)
TEN, ELEVEN = datetime(2026, 11, 22, 10), datetime(2026, 11, 22, 11)


def entry(
    starts: datetime | date = TEN,
    ends: datetime | None = ELEVEN,
    standing: EventStatus = EventStatus.CONFIRMED,
    title: str = "Bakers",
    place: str = "",
    text: str = "",
) -> CalendarEntry:
    return CalendarEntry("shift-1@here", title, starts, ends, standing, place, text)


def written(*entries: CalendarEntry, zone: str = "Europe/London") -> bytes:
    return calendar_bytes(
        "Mitzvah Day", entries, zone=zone, stamp=NOON, modified=NOON - timedelta(hours=1), sequence=7
    )


def read(*entries: CalendarEntry, zone: str = "Europe/London") -> tuple[Any, list[Any]]:
    calendar: Any = Calendar.from_ical(written(*entries, zone=zone))
    return calendar, calendar.events


@pytest.mark.parametrize(
    ("day", "hours_from_utc"),
    [
        (date(2026, 3, 28), 0),
        (date(2026, 3, 29), 1),
        (date(2026, 7, 1), 1),
        (date(2026, 10, 24), 1),
        (date(2026, 10, 25), 0),
    ],
)
def test_ten_is_ten_on_either_side_of_the_clock_change(day: date, hours_from_utc: int) -> None:
    start = datetime(day.year, day.month, day.day, 10)
    _, (event,) = read(entry(start, start + timedelta(hours=2)))
    assert event.start.replace(tzinfo=None) == start
    assert event.end - event.start == timedelta(hours=2)
    assert event.start.utcoffset() == timedelta(hours=hours_from_utc)


def test_the_zone_comes_with_its_rules() -> None:
    calendar, _ = read(entry())
    (zone,) = calendar.walk("VTIMEZONE")
    assert zone["TZID"] == "Europe/London"
    assert {part["TZNAME"] for part in zone.subcomponents} == {"GMT", "BST"}
    assert b"DTSTART;TZID=Europe/London:20261122T100000" in written(entry())


def test_an_event_says_all_it_must() -> None:
    _, (event,) = read(entry(title="Soup; tea, רחל", place="The hall, NW11", text="One\nTwo"))
    assert event["UID"] == "shift-1@here"
    assert event["SUMMARY"] == "Soup; tea, רחל"
    assert event["LOCATION"] == "The hall, NW11"
    assert event["DESCRIPTION"] == "One\nTwo"
    assert event["SEQUENCE"] == 7
    assert event["DTSTAMP"].dt == NOON
    assert event["LAST-MODIFIED"].dt == NOON - timedelta(hours=1)
    assert (event["STATUS"], event["TRANSP"]) == ("CONFIRMED", "OPAQUE")


def test_a_day_without_a_time_fills_the_day_and_takes_none() -> None:
    calendar, (event,) = read(entry(date(2026, 11, 22), None))
    assert (event.start, event.end) == (date(2026, 11, 22), date(2026, 11, 23))
    assert event["TRANSP"] == "TRANSPARENT"
    assert calendar.walk("VTIMEZONE") == []


def test_what_is_cancelled_takes_no_time() -> None:
    _, (event,) = read(entry(standing=EventStatus.CANCELLED))
    assert (event["STATUS"], event["TRANSP"]) == ("CANCELLED", "TRANSPARENT")


def test_lines_are_folded_and_end_as_the_standard_says() -> None:
    content = written(entry(text="שלום " * 60))
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    assert b"\n" not in content.replace(b"\r\n", b"")


def test_an_empty_calendar_is_still_one() -> None:
    calendar, events = read()
    assert calendar["X-WR-CALNAME"] == "Mitzvah Day"
    assert events == []
