"""Parts side by side, which stand one under the other where the window is narrow or the text is large."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget


class TurningSplitter(QSplitter):
    """The parts, from left to right or from the top.

    Args:
        parts: what it holds.
        sizes: how wide each is at first, in relation to the others.
    """

    def __init__(self, parts: list[QWidget], sizes: list[int]) -> None:
        super().__init__()
        for part in parts:
            self.addWidget(part)
        self._sizes = sizes
        self.setSizes(sizes)
        self.setChildrenCollapsible(False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: turns where there is no room for all of them side by side."""
        least = [self._least(number).width() for number in range(self.count())]
        narrow = self.width() < sum(least) + self.handleWidth() * (len(least) - 1)
        wanted = Qt.Orientation.Vertical if narrow else Qt.Orientation.Horizontal
        if wanted is not self.orientation():
            self.setOrientation(wanted)
            self.setSizes(self._sizes)
            self.updateGeometry()
        super().resizeEvent(event)

    def minimumSizeHint(self) -> QSize:
        """Qt: as wide as the widest; as high as the highest, or all of them where they are turned."""
        least = [self._least(number) for number in range(self.count())]
        heights = [size.height() for size in least]
        turned = self.orientation() is Qt.Orientation.Vertical
        high = sum(heights) + self.handleWidth() * (len(heights) - 1) if turned else max(heights, default=0)
        return QSize(max((size.width() for size in least), default=0), high)

    def _least(self, number: int) -> QSize:
        part = self.widget(number)
        if part is None or part.isHidden():
            return QSize(0, 0)
        return part.minimumSizeHint().expandedTo(part.minimumSize())
