"""When a person cannot come."""

from datetime import timedelta
from typing import Any

from mitzvah_desk.desk.records.editable_rows import EditableRows
from mitzvah_desk.desk.session.file_session import FileSession
from mitzvah_desk.desk.widgets.fields import DateTimeField, TextField
from mitzvah_desk.desk.widgets.rows import Column
from mitzvah_desk.office.people.queries import AwayRow, list_absences
from mitzvah_desk.rules.fields.parsing import format_datetime

_COLUMNS: tuple[Column[AwayRow], ...] = (
    Column("from", "From", lambda r: format_datetime(r.starts_at), lambda r: r.starts_at, width_chars=24),
    Column("until", "Until", lambda r: format_datetime(r.ends_at), lambda r: r.ends_at, width_chars=24),
    Column("why", "Why", lambda r: r.reason, width_chars=30),
)


class Availability(EditableRows[AwayRow]):
    """The times when a person cannot come."""

    def __init__(self, session: FileSession) -> None:
        super().__init__(
            session,
            "unavailability",
            "person_id",
            "Cannot come",
            _COLUMNS,
            {
                "starts_at": (lambda commit: DateTimeField("Cannot come from", commit), 30),
                "ends_at": (lambda commit: DateTimeField("Until", commit, hint="A day later if empty"), 30),
                "reason": (lambda commit: TextField("Why", commit), 40),
            },
            list_absences,
            empty="Free at any time, as far as is known.",
            name="away",
        )
        starts, ends = self.fields["starts_at"], self.fields["ends_at"]
        starts.depend_on(ends)
        ends.depend_on(starts)

    def complete(self, values: dict[str, Any]) -> dict[str, Any]:
        """A time ends a day after it starts, unless it is typed otherwise."""
        return {**values, "ends_at": values["starts_at"] + timedelta(days=1)}
