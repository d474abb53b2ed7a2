"""What is to do, in place: of a campaign, a project or a partner; by whom and by when."""

from collections.abc import Callable, Mapping
from datetime import date

from PySide6.QtWidgets import QWidget

from mitzvah_desk.desk.records.editable_rows import EditableRows, Make
from mitzvah_desk.desk.records.record_field import RecordField
from mitzvah_desk.desk.records.row_adding import add_row_action
from mitzvah_desk.desk.session.file_session import FileSession
from mitzvah_desk.desk.widgets.fields import DateField, LongTextField, TextField
from mitzvah_desk.desk.widgets.rows import Column
from mitzvah_desk.office.projects.to_dos import FinishToDos, ToDoRow, list_project_to_dos
from mitzvah_desk.rules.fields.parsing import format_date

_STATE: Column[ToDoRow] = Column(
    "done",
    "Done",
    lambda r: format_date(r.done_on) if r.done_on else "not yet",
    lambda r: r.done_on or date.max,
    width_chars=14,
    icon=lambda r: "check" if r.is_done else "",
)
_DUE: Column[ToDoRow] = Column(
    "due", "By when", lambda r: format_date(r.due_on), lambda r: r.due_on, width_chars=14
)
_WHAT: Column[ToDoRow] = Column("what", "What", lambda r: r.what, width_chars=44, tooltip=lambda r: r.what)
_OWNER: Column[ToDoRow] = Column("owner", "Who", lambda r: r.owner, width_chars=22)
_PROJECT: Column[ToDoRow] = Column("project", "Project", lambda r: r.project, width_chars=26)
_PARTNER: Column[ToDoRow] = Column("partner", "Partner", lambda r: r.partner, width_chars=22)
_NOTE: Column[ToDoRow] = Column("note", "Note", lambda r: r.note, width_chars=22, tooltip=lambda r: r.note)


class ToDoRows(EditableRows[ToDoRow]):
    """Things to do that belong to one record.

    Args:
        session: the desk's view of the office.
        owner: the column of the record: ``campaign_id``, ``project_id`` or ``partner_id``.
        read: the query of its rows.
        parent: Qt's.
    """

    def __init__(
        self,
        session: FileSession,
        owner: str = "project_id",
        read: Callable[..., list[ToDoRow]] = list_project_to_dos,
        parent: QWidget | None = None,
    ) -> None:
        cells: dict[str, tuple[Make, int]] = {
            "what": (lambda commit: TextField("What is to do", commit), 54),
            "due_on": (lambda commit: DateField("By when", commit, hint="No particular day"), 24),
            "owner_id": (
                lambda commit: RecordField(session, "person", "Who does it", commit, hint="Nobody yet"),
                30,
            ),
        }
        about: Mapping[str, tuple[Make, int]] = {
            "project_id": (
                lambda commit: RecordField(session, "project", "Project", commit, hint="None"),
                30,
            ),
            "partner_id": (
                lambda commit: RecordField(session, "partner", "Partner", commit, hint="None"),
                30,
            ),
        }
        cells |= {column: cell for column, cell in about.items() if column != owner}
        cells["note"] = (lambda commit: LongTextField("Note", commit, lines=2), 54)
        columns = {"project_id": _PROJECT, "partner_id": _PARTNER}
        super().__init__(
            session,
            "to_do",
            owner,
            "To-dos",
            (_STATE, _DUE, _WHAT, _OWNER, *(c for key, c in columns.items() if key != owner), _NOTE),
            cells,
            read,
            empty="Nothing to do yet. Type what is to do below: it stands on Today until it is done.",
            then="due_on",
            names={"owner_id": "owner", "project_id": "project", "partner_id": "partner"},
        )
        if parent is not None:
            self.setParent(parent)
        add_row_action(self, "check", "Done, or not yet", self._finish)

    def _finish(self, chosen: list[int]) -> None:
        rows = [row for row in self.table.rows_model.rows() if row.id in chosen]
        done = not all(row.is_done for row in rows)
        self.session.execute(FinishToDos(tuple(row.id for row in rows), date.today() if done else None), self)
