"""Deciding about rows of an import: whether one is somebody known, somebody new, or stays out."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFrame, QPushButton, QVBoxLayout, QWidget

from mitzvah_desk.desk.session.file_session import FileSession
from mitzvah_desk.desk.widgets.dialog_parts import make_icon_button
from mitzvah_desk.desk.widgets.flow import FlowLayout
from mitzvah_desk.desk.widgets.labels import make_label
from mitzvah_desk.model import ImportOf
from mitzvah_desk.office.importing.plan import ANYWAY, LEAVE, NEW, Decision, RowFate, RowOutcome
from mitzvah_desk.rules.plurals import plural

_THIS, _LIKEST = "It &is this one", "Each &is the likest one"


class DecisionBar(QFrame):
    """The buttons under a list of rows.

    Args:
        session: the open file, of which somebody else can be chosen.
        line: what a row is called; empty where there is only one, which needs no number.
        parent: Qt's.
        may_mend: a row's cells can be put right here; a grid's are typed in the grid.

    Attributes:
        who: whom a row may be.
        is_other: looks for somebody else in the whole book.

    Signals:
        decided: decisions by the numbers of rows; None takes one back.
        mending: a row whose cells are to be put right.
    """

    decided = Signal(object)
    mending = Signal(object)

    def __init__(
        self,
        session: FileSession,
        line: str = "Row",
        parent: QWidget | None = None,
        *,
        may_mend: bool = False,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._kind = ImportOf.PEOPLE
        self._line = line
        self._rows: Sequence[RowFate] = ()
        self._may_mend = may_mend
        self.setProperty("role", "card")
        self.who = QComboBox()
        self.who.setAccessibleName("Who it is")
        self.who.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.who.setMinimumContentsLength(24)
        self.is_this = make_icon_button(_THIS, "user-check", self._decide_this)
        self.is_new = make_icon_button("Some&body new", "plus", lambda: self._decide(NEW))
        self.is_other = make_icon_button("Somebody els&e…", "search", self._choose_other)
        self.anyway = make_icon_button("Do it &anyway", "alert-triangle", lambda: self._decide(ANYWAY))
        self.mend = make_icon_button("Put its &cells right…", "pencil", self._mend)
        self.leave = make_icon_button("&Leave out", "circle-minus", lambda: self._decide(LEAVE))
        self.again = make_icon_button("As &proposed", "arrow-back-up", lambda: self._decide(None))
        self._says = make_label("", wraps=True)
        flow = FlowLayout()
        for widget in (self.who, *self._buttons()):
            flow.addWidget(widget)
        em = self.fontMetrics().height()
        inside = QVBoxLayout(self)
        inside.setContentsMargins(em // 2, em // 2, em // 2, em // 2)
        inside.addWidget(self._says)
        inside.addLayout(flow)

    def _buttons(self) -> tuple[QPushButton, ...]:
        known = (self.is_this, self.is_new, self.is_other)
        return (*known, self.anyway, self.mend, self.leave, self.again)

    def speak_of(self, kind: ImportOf, row_noun: str = "") -> None:
        """Speaks of things, where the rows are of things and not of people; and of cards, where they are."""
        self._line = row_noun.capitalize() or self._line
        self._kind = kind
        things = kind is ImportOf.ITEMS
        self.who.setAccessibleName("Which it is" if things else "Who it is")
        self.is_new.setText("Somet&hing new" if things else "Some&body new")
        self.is_other.setText("Something els&e…" if things else "Somebody els&e…")

    def start(self) -> None:
        """Puts the keyboard on the first thing that can be decided."""
        first = next(
            (button for button in self._buttons() if button.isVisible() and button.isEnabled()), None
        )
        if first is not None:
            first.setFocus()

    def offer(self, rows: Sequence[RowFate]) -> None:
        """Offers what can be decided about rows."""
        self._rows = rows
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
        self.is_other.setVisible(one is not None and one.fate not in {RowOutcome.PROBLEM, RowOutcome.LEFT})
        self.anyway.setVisible(any(not row.candidates for row in asked))
        self.mend.setVisible(one is not None and self._may_mend)
        self.leave.setEnabled(any(row.fate not in {RowOutcome.PROBLEM, RowOutcome.LEFT} for row in rows))
        self.again.setEnabled(bool(rows))
        if one is not None:
            number = f"{self._line} {one.id}: " if self._line else ""
            self._says.setText(f"{number}{one.detail or one.fate}")
        elif rows:
            self._says.setText(f"{len(rows):,} {plural(self._line.casefold())} are chosen.")
        else:
            self._says.setText(f"Choose a {self._line.casefold()} to decide about it, or several with Shift.")

    def _decide_this(self) -> None:
        """The one who is chosen beside a row; of several rows, the likest of each."""
        rows = self._rows
        if len(rows) == 1:
            self.decided.emit({rows[0].id: self.who.currentData()})
        else:
            self.decided.emit({row.id: row.candidates[0].id for row in rows if row.candidates})

    def _choose_other(self) -> None:
        """Looks for whoever a row is about in the whole book, since nothing in it looked alike."""
        from mitzvah_desk.desk.importing.choose_match import ChooseMatchDialog

        if len(self._rows) == 1:
            row = self._rows[0]
            dialog = ChooseMatchDialog(self._session, self._kind, f"The list says: {row.who}", self)
            dialog.chosen.connect(lambda number: self.decided.emit({row.id: number}))
            dialog.finished.connect(dialog.deleteLater)
            dialog.open()

    def _mend(self) -> None:
        if len(self._rows) == 1:
            self.mending.emit(self._rows[0])

    def _decide(self, decision: Decision | None) -> None:
        if self._rows:
            self.decided.emit({row.id: decision for row in self._rows})
