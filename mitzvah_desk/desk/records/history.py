"""The History page: what was done to a record, or to the whole file; any step can be taken back by itself."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QDialog, QLineEdit, QVBoxLayout, QWidget

from mitzvah_desk.desk.session.file_session import FileSession
from mitzvah_desk.desk.widgets.field import accept_any
from mitzvah_desk.desk.widgets.field_row import FieldRow
from mitzvah_desk.desk.widgets.fields import ChoiceField, DateField, TextField
from mitzvah_desk.desk.widgets.labels import make_action, make_label
from mitzvah_desk.desk.widgets.pages import resize_dialog
from mitzvah_desk.desk.widgets.rows import Column
from mitzvah_desk.desk.widgets.sub_table import SubTable
from mitzvah_desk.office.core.history import (
    StepFilter,
    StepRow,
    list_record_history,
    list_step_users,
    list_steps,
)

COLUMNS: tuple[Column[StepRow], ...] = (
    Column("at", "When", lambda r: f"{r.at:%d %b %Y %H:%M}", sort=lambda r: -r.id, width_chars=24),
    Column("user", "Who", lambda r: r.user_name, width_chars=12),
    Column("label", "What", lambda r: r.label, width_chars=40),
    Column("detail", "From and to", lambda r: r.detail, width_chars=30),
    Column("state", "", lambda r: "undone" if r.undone else "", width_chars=8),
    Column("reason", "Reason", lambda r: r.reason, width_chars=20),
)


class HistoryTable(SubTable[StepRow]):
    """The steps of a record, or of the file, with a button that takes one back."""

    def __init__(self, session: FileSession, parent: QWidget | None = None) -> None:
        super().__init__(
            "history", "History", COLUMNS, session.memory, empty="Nothing was changed yet.", parent=parent
        )
        self._session = session
        self._record: tuple[str, int] | None = None
        self._wanted = StepFilter()
        self._back = make_action(self, "arrow-back-up", "Take this step back", self._take_back)
        self.add_action(self._back)
        self._again = make_action(self, "arrow-forward-up", "Do it again", self._do_again)
        self.add_action(self._again)
        self.table.selected.connect(self._offer)

    def show_record(self, record: str, record_id: int) -> None:
        """Shows the history of one record."""
        self._record = (record, record_id)
        self.reload()

    def show_steps(self, wanted: StepFilter) -> None:
        """Shows the steps of the whole file that are wanted."""
        self._record, self._wanted = None, wanted
        self.reload()

    def reload(self) -> None:
        """Reads the steps again."""
        ask = self._session.office.query
        of_record = self._record
        self.set_rows(ask(list_record_history, *of_record) if of_record else ask(list_steps, self._wanted))
        self._offer()

    def _chosen(self) -> StepRow | None:
        ids = self.table.selected_ids()
        return next((row for row in self.table.rows_model.rows() if len(ids) == 1 and row.id == ids[0]), None)

    def _offer(self, *_: object) -> None:
        row = self._chosen()
        self._back.setEnabled(row is not None and not row.undone)
        self._again.setEnabled(row is not None and row.undone)

    def _take_back(self) -> None:
        row = self._chosen()
        if row is not None:
            self._session.undo_step(row.id, self)
            self.reload()

    def _do_again(self) -> None:
        row = self._chosen()
        if row is not None:
            self._session.redo_step(row.id, self)
            self.reload()


_SUBJECTS = (
    ("", "anything"),
    ("person", "people"),
    ("household", "households"),
    ("group", "groups"),
    ("partner", "partners"),
    ("project", "projects"),
    ("shift", "shifts"),
    ("assignment", "who is on shifts"),
    ("donation", "donations"),
    ("request", "requests"),
    ("delivery", "deliveries"),
    ("letter", "letters"),
)
_WAIT_MS = 150
"""After so long without another letter the history is searched."""


class HistoryDialog(QDialog):
    """The history of the whole file, narrowed by words, by whom, by day and by what it is about.

    Attributes:
        table: the steps.
        words: what is searched for.
        by: by whom.
        about: what kind of record was changed.
        day: on which day.
    """

    def __init__(self, session: FileSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("History")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.table = HistoryTable(session)
        self.words = TextField("Words", accept_any, hint="Such as a name, or “removed”")
        names = session.office.query(list_step_users)
        self.by = ChoiceField("By", self._narrow, [("", "anybody"), *((name, name) for name in names)])
        self.about = ChoiceField("About", self._narrow, _SUBJECTS)
        self.day = DateField("On the day", self._narrow, hint="Any day")
        for field, value in ((self.words, ""), (self.by, ""), (self.about, ""), (self.day, None)):
            field.load(value)
        self._again = QTimer(self, singleShot=True, interval=_WAIT_MS)
        self._again.timeout.connect(self.read)
        if isinstance(self.words.editor, QLineEdit):
            self.words.editor.textChanged.connect(lambda _: self._again.start())
        layout = QVBoxLayout(self)
        self._row = FieldRow([(self.words, 34), (self.by, 20), (self.about, 20), (self.day, 24)])
        layout.addWidget(self._row)
        layout.addWidget(self.table)
        layout.addWidget(
            make_label(
                "A step can be taken back by itself as long as nothing it touched was changed since.",
                wraps=True,
            )
        )
        resize_dialog(self, 130, 30)
        self.read()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: the fields go on in further lines where the window is narrow."""
        super().resizeEvent(event)
        self._row.setMinimumHeight(self._row.heightForWidth(self._row.width() or event.size().width()))

    def read(self) -> None:
        """Shows the steps that are wanted now."""
        typed = self.words.editor
        words = typed.text() if isinstance(typed, QLineEdit) else ""
        self.table.show_steps(StepFilter(words, self.by.value, self.day.value, self.about.value))

    def _narrow(self, _: object) -> str:
        QTimer.singleShot(0, self, self.read)  # once the field has taken its new value
        return ""
