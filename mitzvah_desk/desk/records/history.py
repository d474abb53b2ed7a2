"""The History page: what was done to a record, or to the whole file; any step can be taken back by itself."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from mitzvah_desk.desk.session.file_session import FileSession
from mitzvah_desk.desk.widgets import theme
from mitzvah_desk.desk.widgets.labels import make_label
from mitzvah_desk.desk.widgets.pages import resize_dialog
from mitzvah_desk.desk.widgets.rows import Column
from mitzvah_desk.desk.widgets.sub_table import SubTable
from mitzvah_desk.office.core.history import StepRow, list_record_history, list_steps

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
        self._back = QAction(theme.load_icon("arrow-back-up"), "Take this step back", self)
        self._back.triggered.connect(self._take_back)
        self.add_action(self._back)
        self._again = QAction(theme.load_icon("arrow-forward-up"), "Do it again", self)
        self._again.triggered.connect(self._do_again)
        self.add_action(self._again)
        self.table.selected.connect(self._offer)

    def show_record(self, record: str, record_id: int) -> None:
        """Shows the history of one record."""
        self._record = (record, record_id)
        self.reload()

    def reload(self) -> None:
        """Reads the steps again."""
        office = self._session.office
        self.set_rows(
            office.query(list_record_history, *self._record) if self._record else office.query(list_steps)
        )
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


class HistoryDialog(QDialog):
    """The history of the whole file."""

    def __init__(self, session: FileSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("History")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        layout = QVBoxLayout(self)
        self.table = HistoryTable(session)
        layout.addWidget(self.table)
        layout.addWidget(
            make_label(
                "A step can be taken back by itself as long as nothing it touched was changed since.",
                wraps=True,
            )
        )
        resize_dialog(self, 130, 30)
        self.table.reload()
