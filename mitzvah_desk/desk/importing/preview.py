"""The second page of an import: what becomes of every row, and what the user decides."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFrame, QPushButton, QVBoxLayout, QWidget

from mitzvah_desk.desk.session.file_session import FileSession
from mitzvah_desk.desk.widgets import theme
from mitzvah_desk.desk.widgets.flow import FlowLayout
from mitzvah_desk.desk.widgets.labels import make_label
from mitzvah_desk.desk.widgets.list_page import ListPage
from mitzvah_desk.desk.widgets.rows import Column
from mitzvah_desk.office.importing.plan import ANYWAY, LEAVE, NEW, Decision, ImportPlan, RowFate, RowOutcome

_ICONS = {
    RowOutcome.NEW: "plus",
    RowOutcome.UPDATE: "pencil",
    RowOutcome.SAME: "check",
    RowOutcome.ASK: "help",
    RowOutcome.PROBLEM: "alert-circle",
    RowOutcome.LEFT: "circle-minus",
}
_THIS, _LIKEST = "It &is this one", "Each &is the likest one"
COLUMNS: tuple[Column[RowFate], ...] = (
    Column("row", "Row", lambda r: str(r.id), lambda r: r.id, align_right=True, width_chars=6),
    Column("fate", "Becomes", lambda r: str(r.fate), icon=lambda r: _ICONS[r.fate], width_chars=14),
    Column("who", "Who or what", lambda r: r.who, width_chars=30),
    Column("detail", "How, or why not", lambda r: r.detail, width_chars=70, tooltip=lambda r: r.detail),
)


class PreviewPage(QWidget):
    """Every row with its fate; what is chosen in the list is decided below it.

    Signals:
        decided: decisions by the numbers of rows; None takes one back.
    """

    decided = Signal(object)

    def __init__(self, session: FileSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._plan: ImportPlan | None = None
        self._only: RowOutcome | None = None
        self.list: ListPage[RowFate] = ListPage(
            "import preview",
            "What becomes of each row",
            COLUMNS,
            session.memory,
            noun=("row", "rows"),
            empty=("No such rows.", "Choose “Every row” above to see the others."),
        )
        inside_list = self.list.layout()
        if inside_list is not None:
            inside_list.setContentsMargins(0, 0, 0, 0)
        self.show_only = self.list.add_choice(
            "Show",
            [(None, "Every row"), *((fate, str(fate).capitalize()) for fate in RowOutcome)],
            self._show_only,
        )
        self.list.table.selected.connect(self._offer)
        self.list.opened.connect(lambda _: self._to_decision())
        self.who = QComboBox()
        self.who.setAccessibleName("Who it is")
        self.who.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.who.setMinimumContentsLength(24)
        self.is_this = self._button(_THIS, "user-check", self._decide_this)
        self.is_new = self._button("Some&body new", "plus", lambda: self._decide(NEW))
        self.anyway = self._button("Do it &anyway", "alert-triangle", lambda: self._decide(ANYWAY))
        self.leave = self._button("&Leave out", "circle-minus", lambda: self._decide(LEAVE))
        self.again = self._button("As &proposed", "arrow-back-up", lambda: self._decide(None))
        self._says = make_label("", wraps=True)
        below = QFrame()
        below.setProperty("role", "card")
        flow = FlowLayout()
        for widget in (self.who, self.is_this, self.is_new, self.anyway, self.leave, self.again):
            flow.addWidget(widget)
        em = self.fontMetrics().height()
        inside = QVBoxLayout(below)
        inside.setContentsMargins(em // 2, em // 2, em // 2, em // 2)
        inside.addWidget(self._says)
        inside.addLayout(flow)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.list, 1)
        layout.addWidget(below)

    def show_plan(self, plan: ImportPlan) -> None:
        """Shows a plan; what is chosen stays chosen."""
        self._plan = plan
        self._show_only(self._only)

    def _to_decision(self) -> None:
        """Puts the keyboard on the first thing that can be decided about the row."""
        buttons = (self.is_this, self.is_new, self.anyway, self.leave, self.again)
        first = next((button for button in buttons if button.isVisible() and button.isEnabled()), None)
        if first is not None:
            first.setFocus()

    def _button(self, text: str, icon: str, slot: object) -> QPushButton:
        button = QPushButton(theme.load_icon(icon), text)
        button.setAutoDefault(False)
        button.clicked.connect(lambda _=False: slot())  # type: ignore[operator]
        return button

    def _show_only(self, fate: RowOutcome | None) -> None:
        self._only = fate
        if self._plan is not None:
            self.list.set_rows(row for row in self._plan.rows if fate is None or row.fate is fate)
        self._offer()

    def _chosen(self) -> list[RowFate]:
        ids = set(self.list.table.selected_ids())
        return [row for row in self.list.table.rows_model.rows() if row.id in ids]

    def _offer(self) -> None:
        rows = self._chosen()
        one = rows[0] if len(rows) == 1 else None
        self.who.clear()
        for candidate in one.candidates if one else ():
            why = f": {candidate.reasons}" if candidate.reasons else ""
            self.who.addItem(f"{candidate.label}{why}", candidate.id)
        likes = bool(one and one.candidates)
        asked = [row for row in rows if row.fate is RowOutcome.ASK]
        self.who.setVisible(likes)
        self.is_this.setVisible(likes or any(row.candidates for row in rows))
        self.is_this.setText(_THIS if one else _LIKEST)
        self.is_new.setEnabled(any(row.candidates for row in rows))
        self.anyway.setVisible(any(not row.candidates for row in asked))
        self.leave.setEnabled(any(row.fate not in {RowOutcome.PROBLEM, RowOutcome.LEFT} for row in rows))
        self.again.setEnabled(bool(rows))
        if one is not None:
            self._says.setText(f"Row {one.id}: {one.detail or one.fate}")
        elif rows:
            self._says.setText(f"{len(rows):,} rows are chosen.")
        else:
            self._says.setText("Choose a row to decide about it, or several with Shift.")

    def _decide_this(self) -> None:
        """The one who is chosen beside a row; of several rows, the likest of each."""
        rows = self._chosen()
        if len(rows) == 1:
            self.decided.emit({rows[0].id: self.who.currentData()})
        else:
            self.decided.emit({row.id: row.candidates[0].id for row in rows if row.candidates})

    def _decide(self, decision: Decision | None) -> None:
        rows = self._chosen()
        if rows:
            self.decided.emit({row.id: decision for row in rows})
