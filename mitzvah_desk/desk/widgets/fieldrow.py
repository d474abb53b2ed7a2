"""Fields side by side under a list; those for which there is no room go on in the next line."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget


class FieldRow(QWidget):
    """Lays out widgets in lines, each line filled from side to side.

    Args:
        parts: the widgets in their order, each with the room that it needs, in average characters.
    """

    def __init__(self, parts: Sequence[tuple[QWidget, int]]) -> None:
        super().__init__()
        self._parts = tuple(parts)
        self._lines: list[list[int]] = []
        self._rows: list[QHBoxLayout] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(self.fontMetrics().height() // 3)
        self._arrange()

    def minimumSizeHint(self) -> QSize:
        """Qt: no wider than the widest widget, and as high as its lines are at this width."""
        widest = max(widget.minimumSizeHint().width() for widget, _ in self._parts)
        least = self._column.minimumSize().height()
        return QSize(widest, max(self._column.totalHeightForWidth(self.width()), least))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: as many in a line as there is room for."""
        super().resizeEvent(event)
        self._arrange()
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def changeEvent(self, event: QEvent) -> None:
        """Qt: larger text needs more lines."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "_parts"):
            self._arrange()

    def _arrange(self) -> None:
        room = self.width() // max(self.fontMetrics().averageCharWidth(), 1)
        lines: list[list[int]] = [[]]
        used = 0
        for number, (_, chars) in enumerate(self._parts):
            if lines[-1] and used + chars > room:
                lines.append([])
                used = 0
            lines[-1].append(number)
            used += chars
        if lines == self._lines:
            return
        self._lines = lines
        for row in self._rows:
            while row.count():
                row.takeAt(0)
        while len(self._rows) < len(lines):
            self._rows.append(QHBoxLayout())
            self._column.addLayout(self._rows[-1])
        for row, line in zip(self._rows, lines, strict=False):
            for number in line:
                row.addWidget(*self._parts[number])
