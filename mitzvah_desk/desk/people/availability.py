"""When a person cannot come."""

from datetime import timedelta

from mitzvah_desk.desk.records.row_adding import AddRowForm, accept_any
from mitzvah_desk.desk.session.file_session import FileSession
from mitzvah_desk.desk.widgets.fields import DateTimeField, TextField
from mitzvah_desk.desk.widgets.rows import Column
from mitzvah_desk.desk.widgets.sub_table import SubTable
from mitzvah_desk.office.core.crud import Remove
from mitzvah_desk.office.people.queries import AwayRow, list_absences
from mitzvah_desk.rules.fields.parsing import format_datetime

_COLUMNS: tuple[Column[AwayRow], ...] = (
    Column("from", "From", lambda r: format_datetime(r.starts_at), lambda r: r.starts_at, width_chars=24),
    Column("until", "Until", lambda r: format_datetime(r.ends_at), lambda r: r.ends_at, width_chars=24),
    Column("why", "Why", lambda r: r.reason, width_chars=30),
)


class Availability(SubTable[AwayRow]):
    """The times when a person cannot come, and a line that adds one."""

    def __init__(self, session: FileSession) -> None:
        super().__init__(
            "away",
            "Cannot come",
            _COLUMNS,
            session.memory,
            empty="Free at any time, as far as is known.",
            on_remove=lambda ids: session.execute(Remove("unavailability", tuple(ids)), self),
        )
        self._session = session
        self.line = AddRowForm(
            session,
            "unavailability",
            "person_id",
            {
                "starts_at": DateTimeField("Cannot come from", accept_any),
                "ends_at": DateTimeField("Until (a day later if empty)", accept_any),
                "reason": TextField("Why", accept_any),
            },
            "Add",
            needed="starts_at",
            complete=lambda values: {"ends_at": values["starts_at"] + timedelta(days=1), **values},
        )
        self.add_below(self.line)

    def show_person(self, person_id: int) -> None:
        """Shows a person's."""
        self.line.show_owner(person_id)
        self.set_rows(self._session.office.query(list_absences, person_id))
