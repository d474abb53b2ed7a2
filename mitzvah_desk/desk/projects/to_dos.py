"""What is to be done for a project, by whom and by when."""

from datetime import date

from mitzvah_desk.desk.records.editable_rows import EditableRows
from mitzvah_desk.desk.records.record_form import make_record_search
from mitzvah_desk.desk.records.row_adding import add_row_action
from mitzvah_desk.desk.session.file_session import FileSession
from mitzvah_desk.desk.widgets.fields import DateField, PickField, TextField
from mitzvah_desk.desk.widgets.rows import Column
from mitzvah_desk.office.core import lookup
from mitzvah_desk.office.core.crud import SetField
from mitzvah_desk.office.projects import kinds as query
from mitzvah_desk.office.projects.kinds import ToDoRow
from mitzvah_desk.rules.fields.parsing import format_date

_COLUMNS: tuple[Column[ToDoRow], ...] = (
    Column("due", "By", lambda r: format_date(r.due_on), lambda r: r.due_on, width_chars=14),
    Column("what", "What", lambda r: r.what, width_chars=44, tooltip=lambda r: r.what),
    Column("owner", "Who", lambda r: r.owner, width_chars=20),
    Column(
        "done",
        "Done",
        lambda r: f"done {format_date(r.done_on)}" if r.done else "to do",
        lambda r: r.done_on,
        width_chars=18,
        icon=lambda r: "check" if r.done else "",
    ),
    Column("note", "Note", lambda r: r.note, width_chars=20),
)


class ToDos(EditableRows[ToDoRow]):
    """The things to do of a project."""

    def __init__(self, session: FileSession) -> None:
        people = make_record_search(session, lookup.list_person_options)
        super().__init__(
            session,
            "to_do",
            "project_id",
            "To do",
            _COLUMNS,
            {
                "what": (lambda commit: TextField("What", commit, hint="Such as book the hall"), 44),
                "due_on": (lambda commit: DateField("By", commit, hint="day"), 18),
                "owner_id": (lambda commit: PickField("Who", commit, people), 26),
                "note": (lambda commit: TextField("Note", commit), 26),
            },
            query.list_project_to_dos,
            empty="Nothing to do yet. A kind of project can bring along what is usually to be done.",
            names={"owner_id": "owner"},
            then="due_on",
        )
        add_row_action(self, "check", "Done or not", self._change_done)

    def _change_done(self, ids: list[int]) -> None:
        for row in [row for row in self.table.rows_model.rows() if row.id in ids]:
            done = None if row.done else date.today()
            self.session.execute(SetField("to_do", row.id, "done_on", done), self)
