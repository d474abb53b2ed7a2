"""The pairs of people and partners that may be one: merge them, or say that they are two."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from mitzvah_desk.desk.merging.merge import MergeDialog
from mitzvah_desk.desk.session.file_session import FileSession
from mitzvah_desk.desk.session.tasks import TaskBar
from mitzvah_desk.desk.widgets import theme
from mitzvah_desk.desk.widgets.labels import make_action, make_label
from mitzvah_desk.desk.widgets.list_page import ListPage
from mitzvah_desk.desk.widgets.rows import Column
from mitzvah_desk.office.core.office import WorldError
from mitzvah_desk.office.importing.find_duplicates import (
    Duplicate,
    dismiss_duplicate,
    find_duplicates,
    read_comparison,
)

COLUMNS: tuple[Column[Duplicate], ...] = (
    Column("sure", "How sure", lambda r: "very" if r.sure else "perhaps", lambda r: r.id, width_chars=12),
    Column("one", "One", lambda r: r.name, width_chars=30),
    Column("other", "The other", lambda r: r.other_name, width_chars=30),
    Column("why", "Why", lambda r: r.reasons, width_chars=50),
    Column("record", "In", lambda r: "People" if r.record == "person" else "Partners", width_chars=12),
)


class DuplicatesDialog(QDialog):
    """The pairs, the surest first.

    Attributes:
        list: the pairs.
        merge: the action that opens a pair side by side.
        apart: the action that says that a pair is two.
    """

    def __init__(self, session: FileSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._runner = session.runner()
        self.setWindowTitle("Duplicates")
        self.list: ListPage[Duplicate] = ListPage(
            "duplicates",
            "Perhaps in the book twice",
            COLUMNS,
            session.memory,
            noun=("pair", "pairs"),
            empty=("Nobody seems to be in the book twice.", "Namesakes and families are told apart."),
        )
        self.merge = make_action(self, "users", "Merge…", self._merge, "Ctrl+M")
        self.apart = make_action(self, "x", "Not the same", self._apart, "Ctrl+D")
        for action in (self.merge, self.apart):
            self.list.add_action(action)
        self.list.opened.connect(lambda _: self._merge())
        self.list.table.selected.connect(self._offer)
        closing = QPushButton(theme.load_icon("x"), "&Close")
        closing.setAutoDefault(False)
        closing.clicked.connect(self.close)
        em = self.fontMetrics().height()
        foot = QHBoxLayout()
        foot.setContentsMargins(em, 0, em, 0)
        foot.addWidget(
            make_label("A merge can be taken back at any time: Edit › History.", "muted", wraps=True), 1
        )
        foot.addWidget(closing)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, em // 2, 0, em)
        layout.addWidget(self.list, 1)
        layout.addWidget(TaskBar(self._runner))
        layout.addLayout(foot)
        self.resize(parent.window().size() * 0.9 if parent is not None else self.sizeHint())
        session.changed.connect(self._again)
        self.finished.connect(self._stop)
        self._offer()
        self._again()

    def _stop(self) -> None:
        """Work that nobody waits for any more stops."""
        self._session.changed.disconnect(self._again)
        self._runner.close()
        self._runner.deleteLater()

    def _again(self, *_: object) -> None:
        """Compares everybody anew, beside the window."""
        office = self._session.office
        self._runner.run(
            "Comparing all people and partners",
            lambda progress: find_duplicates(office.query(read_comparison), progress.step),
            self._show,
            failed=self._tell,
        )

    def _show(self, pairs: list[Duplicate]) -> None:
        self.list.set_rows(pairs)
        self._offer()
        self.list.start()

    def _chosen(self) -> list[Duplicate]:
        ids = set(self.list.table.selected_ids())
        return [row for row in self.list.table.rows_model.rows() if row.id in ids]

    def _offer(self) -> None:
        chosen = self._chosen() if not self._session.office.read_only else []
        self.merge.setEnabled(len(chosen) == 1)
        self.apart.setEnabled(bool(chosen))

    def _merge(self) -> None:
        chosen = self._chosen()
        if len(chosen) == 1 and not self._session.office.read_only:
            dialog = MergeDialog(self._session, chosen[0].record, chosen[0].one, chosen[0].other, self)
            dialog.finished.connect(dialog.deleteLater)
            dialog.open()

    def _apart(self) -> None:
        for pair in self._chosen():
            self._session.execute(dismiss_duplicate(pair.record, (pair.one, pair.other)), self)

    def _tell(self, error: WorldError) -> None:
        self._session.tell_world(error, self)


def open_duplicates_dialog(session: FileSession, parent: QWidget) -> DuplicatesDialog:
    """Opens the pairs over a window."""
    dialog = DuplicatesDialog(session, parent)
    dialog.finished.connect(dialog.deleteLater)
    dialog.setWindowModality(Qt.WindowModality.WindowModal)
    dialog.open()
    return dialog
