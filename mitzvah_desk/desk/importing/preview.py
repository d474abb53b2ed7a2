"""The second page of an import: what becomes of every row, and what the user decides."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mitzvah_desk.desk.importing.decision_bar import DecisionBar
from mitzvah_desk.desk.session.file_session import FileSession
from mitzvah_desk.desk.widgets.labels import make_label
from mitzvah_desk.desk.widgets.list_page import ListPage
from mitzvah_desk.desk.widgets.rows import Column
from mitzvah_desk.office.importing.plan import ImportPlan, RowFate, RowOutcome
from mitzvah_desk.rules.plurals import plural

ICONS = {
    RowOutcome.NEW: "plus",
    RowOutcome.UPDATE: "pencil",
    RowOutcome.SAME: "check",
    RowOutcome.ASK: "help",
    RowOutcome.PROBLEM: "alert-circle",
    RowOutcome.LEFT: "circle-minus",
}
COLUMNS: tuple[Column[RowFate], ...] = (
    Column("row", "No.", lambda r: str(r.id), lambda r: r.id, width_chars=8),
    Column("fate", "Becomes", lambda r: str(r.fate), icon=lambda r: ICONS[r.fate], width_chars=14),
    Column("who", "Who or what", lambda r: r.who, width_chars=30),
    Column("detail", "How, or why not", lambda r: r.detail, width_chars=70, tooltip=lambda r: r.detail),
)


class PreviewPage(QWidget):
    """Every row with its fate; what is chosen in the list is decided below it.

    Signals:
        decided: decisions by the numbers of rows; None takes one back.
        mending: a row whose cells are to be put right.
    """

    decided = Signal(object)
    mending = Signal(object)

    def __init__(self, session: FileSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._plan: ImportPlan | None = None
        self._only: RowOutcome | None = None
        self.bar = DecisionBar(session, may_mend=True)
        self.bar.decided.connect(self.decided)
        self.bar.mending.connect(self.mending)
        self.unused = make_label("", wraps=True)
        self.list: ListPage[RowFate] = ListPage(
            "import preview",
            "What would be taken in",
            COLUMNS,
            session.memory,
            noun=("row", "rows"),
            empty=("Nothing of that kind.", "Choose “All of them” above to see the others."),
        )
        inside_list = self.list.layout()
        if inside_list is not None:
            inside_list.setContentsMargins(0, 0, 0, 0)
        self.show_only = self.list.add_choice(
            "Show",
            [(None, "All of them"), *((fate, str(fate).capitalize()) for fate in RowOutcome)],
            self._show_only,
        )
        self.list.table.selected.connect(self._offer)
        self.list.opened.connect(lambda _: self.bar.start())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.list, 1)
        layout.addWidget(self.unused)
        layout.addWidget(self.bar)

    def show_plan(self, plan: ImportPlan) -> None:
        """Shows a plan; what is chosen stays chosen."""
        self._plan = plan
        self.list.count_as(plan.row_noun, plural(plan.row_noun))
        told = "; ".join(column.sentence for column in plan.unused)
        self.unused.setText(f"Not taken in: {told}. Back says what a column means, or passes over it.")
        self.unused.setVisible(bool(plan.unused))
        self._show_only(self._only)

    def _show_only(self, fate: RowOutcome | None) -> None:
        self._only = fate
        if self._plan is not None:
            self.list.set_rows(row for row in self._plan.rows if fate is None or row.fate is fate)
        self._offer()

    def _chosen(self) -> list[RowFate]:
        ids = set(self.list.table.selected_ids())
        return [row for row in self.list.table.rows_model.rows() if row.id in ids]

    def _offer(self) -> None:
        self.bar.offer(self._chosen())
