"""Hours that the clocks skip in spring and strike twice in autumn, by the time zone of the place.

The days come from the IANA time zone database. In the United Kingdom they are the last Sundays of March and
October at 01:00 Greenwich Mean Time (Summer Time Act 1972; Royal Observatory Greenwich, "When do the
clocks change?").
"""

from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from mitzvah_desk.rules.findings import Finding, hard_finding, info_finding


def is_skipped(moment: datetime, zone: str) -> bool:
    """Whether the wall's clock never shows a time, since it is put forward over it."""
    there = moment.replace(tzinfo=ZoneInfo(zone))
    return there.astimezone(UTC).astimezone(ZoneInfo(zone)).replace(tzinfo=None) != moment


def is_struck_twice(moment: datetime, zone: str) -> bool:
    """Whether the wall's clock shows a time twice, since it is put back over it."""
    there = moment.replace(tzinfo=ZoneInfo(zone))
    return not is_skipped(moment, zone) and there.utcoffset() != there.replace(fold=1).utcoffset()


def check_clock(moment: datetime, zone: str, *, subject: str, field: str = "") -> Finding | None:
    """Refuses a time that the clocks skip, and says of one that comes twice which is meant.

    Args:
        moment: on the wall's clock.
        zone: the place's time zone: ``Europe/London``.
        subject: what is at that time.
        field: the editor's field.
    """
    if not _changes_about(moment.date(), zone):
        return None
    said = f"{moment:%H:%M} on {moment:%A} {moment.day} {moment:%B %Y}"
    if is_skipped(moment, zone):
        later = moment + timedelta(hours=1)
        text = f"There is no {said}: the clocks go forward over it."
        return hard_finding(
            "clock.skipped", subject, text, f"Type {later:%H:%M}, or an earlier time.", field=field
        )
    if is_struck_twice(moment, zone):
        text = f"{said} comes twice: the clocks go back over it."
        do = "The first is meant. Tell people whether it is before or after the change."
        return info_finding("clock.twice", subject, text, do, field=field)
    return None


@lru_cache(maxsize=4096)
def _changes_about(day: date, zone: str) -> bool:
    """Whether the clocks change on a day or near it; on all others nothing more need be asked."""
    noon = datetime.combine(day, time(12), ZoneInfo(zone))
    return (noon - timedelta(days=1)).utcoffset() != (noon + timedelta(days=1)).utcoffset()
