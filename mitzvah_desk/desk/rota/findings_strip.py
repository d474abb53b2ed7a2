"""What is to be put right on a day, beneath the board: folded to one line, or with every sentence."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from mitzvah_desk.desk.rota.findings_flow import FindingsFlow
from mitzvah_desk.desk.widgets import theme
from mitzvah_desk.desk.widgets.labels import ElidedLabel, explain, make_action_button
from mitzvah_desk.desk.widgets.table import ColumnMemory
from mitzvah_desk.rules.findings import Finding

_KEY = "rota, to put right"
_ANY_HEIGHT = 16777215  # Qt's own QWIDGETSIZE_MAX


class FindingsStrip(QWidget):
    """The strip; hidden while there is nothing to put right. Whether it is folded is remembered.

    Attributes:
        flow: the sentences.
        fold: folds and unfolds them.
    """

    def __init__(self, memory: ColumnMemory, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._memory = memory
        self.flow = FindingsFlow()
        self.fold = QAction(self)
        self.fold.setShortcut("F")
        self.fold.setCheckable(True)
        self.fold.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.fold.triggered.connect(self._turn)
        self.addAction(self.fold)
        self._summary = ElidedLabel("", "muted")
        self._folded = memory.get(_KEY) != "open"
        head = QHBoxLayout()
        head.setSpacing(self.fontMetrics().averageCharWidth())
        head.addWidget(make_action_button(self.fold))
        head.addWidget(self._summary, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(self.fontMetrics().height() // 4)
        layout.addLayout(head)
        layout.addWidget(self.flow, 1)
        self._show()

    def set_findings(self, findings: Iterable[Finding], summary: str) -> None:
        """Shows these instead, and their summary while it is folded."""
        self.flow.set_findings(findings)
        self._summary.setText(summary)
        explain(self._summary, summary)
        self._show()

    def _turn(self) -> None:
        self._folded = not self._folded
        self._memory.set(_KEY, "folded" if self._folded else "open")
        self._show()
        if not self._folded:
            self.flow.setFocus()
        splitter = self.parentWidget()
        if isinstance(splitter, QSplitter):
            room = sum(splitter.sizes())
            wanted = min(self.sizeHint().height(), room // 3)
            splitter.setSizes([room - wanted, wanted])

    def _show(self) -> None:
        number = self.flow.count()
        self.fold.setText(f"Problems ({number})")
        self.fold.setIcon(theme.load_icon("chevron-right" if self._folded else "chevron-down"))
        self.fold.setChecked(not self._folded)
        self.flow.setVisible(bool(number) and not self._folded)
        self.setMaximumHeight(self.sizeHint().height() if self._folded else _ANY_HEIGHT)
        self.setVisible(bool(number))
