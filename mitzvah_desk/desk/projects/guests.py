"""The guests of a project: those who are served, as numbers, and the guests of honour, by name."""

from datetime import date

from mitzvah_desk.desk.projects.session_places import OverbookedSessions
from mitzvah_desk.desk.records.editable_rows import EditableRows
from mitzvah_desk.desk.records.picking import make_search
from mitzvah_desk.desk.records.record_field import RecordField
from mitzvah_desk.desk.session.file_session import FileSession
from mitzvah_desk.desk.widgets.fields import ClockTimeField, NumberField, PickField, TextField
from mitzvah_desk.desk.widgets.rows import Column
from mitzvah_desk.office.projects import details as query
from mitzvah_desk.office.projects.details import GuestRow, HonourRow
from mitzvah_desk.rules.fields.parsing import format_clock_time

_SERVED: tuple[Column[GuestRow], ...] = (
    Column("label", "Who", lambda r: r.label, width_chars=24),
    Column("heads", "How many", lambda r: f"{r.heads:,}", lambda r: r.heads, True, width_chars=10),
    Column("session", "Session", lambda r: r.session, width_chars=20),
    Column("diet", "Diets", lambda r: r.diet, width_chars=24),
    Column("access", "Access needs", lambda r: r.access_needs, width_chars=24),
)
_HONOUR: tuple[Column[HonourRow], ...] = (
    Column("name", "Who", lambda r: r.name, width_chars=24),
    Column("position", "What they are", lambda r: r.position, width_chars=24),
    Column("at", "Arrives", lambda r: format_clock_time(r.arrives_at), lambda r: r.arrives_at, width_chars=9),
    Column("host", "Looked after by", lambda r: r.host, width_chars=20),
    Column("note", "Note", lambda r: r.note, width_chars=20),
)
_SESSIONS = "Sessions are made under Programme."


class Guests(EditableRows[GuestRow]):
    """People who are served: numbers, diets and needs, never names."""

    def __init__(self, session: FileSession) -> None:
        sessions = make_search(lambda: session.office.query(query.list_session_options, self.owner_id))
        super().__init__(
            session,
            "guest_party",
            "project_id",
            "People served (numbers only, never names)",
            _SERVED,
            {
                "label": (lambda commit: TextField("Who", commit, hint="Such as residents"), 28),
                "heads": (lambda commit: NumberField("How many", commit, blank=False), 14),
                "programme_item_id": (
                    lambda commit: PickField("Session", commit, sessions, add_new=_SESSIONS),
                    24,
                ),
                "diet": (lambda commit: TextField("Diets", commit), 28),
                "access_needs": (lambda commit: TextField("Access needs", commit), 28),
            },
            query.list_guests,
            empty="Nobody yet.",
            names={"programme_item_id": "session"},
        )
        self.findings = OverbookedSessions(session)
        self.add_below(self.findings)

    def show_owner(self, owner_id: int, *, day: date | None = None, **more: int) -> None:
        """Shows the guests of a project, and which sessions are overbooked."""
        super().show_owner(owner_id, day=day, **more)
        self.findings.show_project(owner_id)


class GuestsOfHonour(EditableRows[HonourRow]):
    """An MP, a mayor or a faith leader who comes, when, and who looks after them."""

    def __init__(self, session: FileSession) -> None:
        super().__init__(
            session,
            "guest_of_honour",
            "project_id",
            "Guests of honour",
            _HONOUR,
            {
                "person_id": (
                    lambda commit: RecordField(session, "person", "Who", commit),
                    28,
                ),
                "arrives_at": (lambda commit: ClockTimeField("Arrives", commit), 14),
                "host_id": (lambda commit: RecordField(session, "person", "Looked after by", commit), 28),
                "note": (lambda commit: TextField("Note", commit), 28),
            },
            query.list_guests_of_honour,
            empty="Nobody yet. Type a name from the book of people, or a new one.",
            names={"person_id": "name", "host_id": "host"},
            on_open=lambda row: session.open_requested.emit("person", row.person_id),
        )
