"""What is to be put right on a day, side by side to leave room for the board; Enter leads to the shift."""

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from mitzvah_desk.desk.widgets import theme
from mitzvah_desk.desk.widgets.labels import escape_tooltip
from mitzvah_desk.desk.widgets.notice import format_finding
from mitzvah_desk.rules.findings import Finding, Severity

_SIGNS = {
    Severity.HARD: ("alert-circle", "bad"),
    Severity.SOFT: ("alert-triangle", "warn"),
    Severity.INFO: ("info-circle", "muted"),
}
_LINES = 3


class FindingsFlow(QListWidget):
    """The list; hidden while there is nothing to put right.

    Signals:
        chosen: the finding (``Finding``) on which Enter or a click fell.
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._findings: list[Finding] = []
        self.setProperty("role", "findings")
        self.setAccessibleName("Problems on this day")
        self.setFlow(QListWidget.Flow.LeftToRight)
        self.setWrapping(True)
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.itemActivated.connect(self._choose)
        self.itemClicked.connect(self._choose)
        self.hide()

    def set_findings(self, findings: Iterable[Finding]) -> None:
        """Shows these instead."""
        self._findings = list(findings)
        self.clear()
        for finding in self._findings:
            name, tone = _SIGNS[finding.severity]
            item = QListWidgetItem(theme.load_icon(name, tone), finding.text)
            item.setToolTip(escape_tooltip(format_finding(finding)))
            item.setData(Qt.ItemDataRole.AccessibleTextRole, format_finding(finding))
            self.addItem(item)
        self._fit()
        self.setVisible(bool(self._findings))

    def texts(self) -> list[str]:
        """What it says."""
        return [self.item(row).text() for row in range(self.count())]

    def sizeHint(self) -> QSize:
        """Qt: a few lines."""
        return QSize(self._line() * 20, self._line() * _LINES + self._line() // 4)

    def minimumSizeHint(self) -> QSize:
        """Qt: one line."""
        return QSize(self._line() * 8, self._line() + self._line() // 4)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: no sentence is wider than the list."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Qt: larger text needs more room."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def _line(self) -> int:
        return self.fontMetrics().height() * 3 // 2

    def _fit(self) -> None:
        metrics, side = self.fontMetrics(), self.fontMetrics().height()
        self.setIconSize(QSize(side, side))
        most = self.viewport().width() - 4
        for row in range(self.count()):
            item = self.item(row)
            width = metrics.horizontalAdvance(item.text()) + 4 * side
            item.setSizeHint(QSize(min(width, most), self._line()))

    def _choose(self, item: QListWidgetItem) -> None:
        self.chosen.emit(self._findings[self.row(item)])
