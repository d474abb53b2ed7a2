"""The board with the people beside it; beneath it where the window is narrow or the text is large."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget

_NARROW_CHARS = 110
_PANEL_CHARS = 46


class Beside(QSplitter):
    """Two parts side by side, or one under the other."""

    def __init__(self, large: QWidget, small: QWidget) -> None:
        super().__init__()
        self.addWidget(large)
        self.addWidget(small)
        self.setStretchFactor(0, 1)
        self.setChildrenCollapsible(False)
        self._was_narrow: bool | None = None

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: turns where there is no room for both side by side."""
        char = self.fontMetrics().averageCharWidth()
        narrow = self.width() < _NARROW_CHARS * char
        if narrow is not self._was_narrow:
            self._was_narrow = narrow
            self.setOrientation(Qt.Orientation.Vertical if narrow else Qt.Orientation.Horizontal)
            if not narrow:
                self.setSizes([self.width() - _PANEL_CHARS * char, _PANEL_CHARS * char])
        super().resizeEvent(event)
