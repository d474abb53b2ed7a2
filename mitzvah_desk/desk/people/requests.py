"""What a person asked about their own data, and when it was answered."""

from datetime import date
from typing import Any

from mitzvah_desk.desk.records.editable_rows import EditableRows
from mitzvah_desk.desk.session.file_session import FileSession
from mitzvah_desk.desk.widgets.fields import ChoiceField, DateField, TextField
from mitzvah_desk.desk.widgets.rows import Column
from mitzvah_desk.model import RequestKind
from mitzvah_desk.office.privacy.requests import SubjectRequestRow, list_requests
from mitzvah_desk.rules.fields.parsing import format_date

_COLUMNS: tuple[Column[SubjectRequestRow], ...] = (
    Column("kind", "They asked", lambda r: str(r.kind), width_chars=24),
    Column("asked", "On", lambda r: format_date(r.asked_on), lambda r: r.asked_on, width_chars=17),
    Column("due", "Answer by", lambda r: format_date(r.due_on), lambda r: r.due_on, width_chars=17),
    Column(
        "answered",
        "Answered",
        lambda r: format_date(r.answered_on) if r.answered_on else "not yet",
        lambda r: r.answered_on,
        width_chars=17,
        icon=lambda r: "check" if r.answered_on else "clock",
    ),
    Column("note", "Note", lambda r: r.note, width_chars=24),
)


class Requests(EditableRows[SubjectRequestRow]):
    """The requests of a person; each is to be answered within a month."""

    def __init__(self, session: FileSession) -> None:
        kinds = [(kind, str(kind)) for kind in RequestKind]
        super().__init__(
            session,
            "subject_request",
            "person_id",
            "What they asked about their data",
            _COLUMNS,
            {
                "asked_on": (lambda commit: DateField("Asked on", commit), 20),
                "kind": (lambda commit: ChoiceField("They asked", commit, kinds), 26),
                "answered_on": (lambda commit: DateField("Answered on", commit, hint="Not answered yet"), 20),
                "note": (lambda commit: TextField("Note", commit), 40),
            },
            list_requests,
            empty="Nothing was asked. Whoever asks has a right to an answer within a month.",
            usual={"kind": RequestKind.SEE},
        )

    def complete(self, values: dict[str, Any]) -> dict[str, Any]:
        """What is asked today is written down today, unless another day is typed."""
        return {"asked_on": date.today(), **values}
