"""Times that cannot be, held against the file's time zone whenever a record gets one."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from mitzvah_desk.office.core.guards import register_guard
from mitzvah_desk.office.core.settings import read_settings
from mitzvah_desk.rules.fields.registry import field_noun
from mitzvah_desk.rules.findings import Finding
from mitzvah_desk.rules.jewish_calendar.clock_changes import check_clock


class ClockGuard:
    """Refuses a time that the clocks skip, in any record."""

    def check_add(self, connection: Connection, record: str, values: Mapping[str, Any]) -> Sequence[Finding]:
        """Refuses a skipped time among the values, and notes one that comes twice."""
        return check_times(connection, record, values)

    def check_change(
        self, connection: Connection, record: str, record_id: int, values: Mapping[str, Any]
    ) -> Sequence[Finding]:
        """Likewise of the fields that are set."""
        del record_id
        return check_times(connection, record, values)

    def check_removal(
        self, connection: Connection, record: str, record_ids: Sequence[int]
    ) -> Sequence[Finding]:
        """Nothing: what goes has no time any more."""
        del connection, record, record_ids
        return ()

    def require_valid_replay(self, connection: Connection) -> None:
        """Nothing: what is brought back was looked at when it was typed."""


def check_times(connection: Connection, record: str, values: Mapping[str, Any]) -> list[Finding]:
    """What stands against the times among values, by the file's time zone.

    Args:
        connection: the file.
        record: the noun whose fields they are, such as ``programme_item``.
        values: by column; what is no time is passed over.
    """
    times = {column: value for column, value in values.items() if isinstance(value, datetime)}
    if not times:
        return []
    zone = read_settings(connection).time_zone
    found = (
        check_clock(value, zone, subject=field_noun(record, column).capitalize(), field=column)
        for column, value in times.items()
    )
    return [finding for finding in found if finding is not None]


register_guard(ClockGuard())
