"""A row of widgets that goes on in the next line where the window is narrow or the text is large."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


def fit_words(widget: QWidget, least: QSize) -> QSize:
    """The least size of a widget in whose lines sentences wrap: as high as they need at its width.

    Qt asks for it without telling the width, and so cuts sentences where there is little room.

    Args:
        widget: the widget; it has a layout.
        least: what Qt takes for its least size.
    """
    layout = widget.layout()
    if layout is None or not layout.hasHeightForWidth():
        return least
    return QSize(least.width(), max(least.height(), layout.totalMinimumHeightForWidth(widget.width())))


class FlowLayout(QLayout):
    """Lays its widgets side by side in their preferred size, then in further lines.

    Args:
        at_right: whether the lines end at the right, as buttons opposite a title do.
    """

    def __init__(self, parent: QWidget | None = None, *, at_right: bool = False) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._at_right = at_right
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        """Qt: one more."""
        self._items.append(item)

    def count(self) -> int:
        """Qt: how many there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """Qt: the one at this place."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Qt: takes one out."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """Qt: it wants no more room than it needs."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """Qt: the narrower, the higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Qt: the height of its lines at this width."""
        return self._place(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        """Qt: places its widgets."""
        super().setGeometry(rect)
        self._place(rect, move=True)

    def sizeHint(self) -> QSize:
        """Qt: everything in one line."""
        sizes = [item.sizeHint() for item in self._visible()]
        width = sum(size.width() for size in sizes) + self._gap() * max(len(sizes) - 1, 0)
        return QSize(width, max((size.height() for size in sizes), default=0))

    def minimumSize(self) -> QSize:
        """Qt: as wide as the widest."""
        size = QSize()
        for item in self._visible():
            size = size.expandedTo(item.minimumSize())
        return size

    def _visible(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _gap(self) -> int:
        parent = self.parentWidget()
        return parent.fontMetrics().averageCharWidth() if parent else 8

    def _place(self, rect: QRect, *, move: bool) -> int:
        gap, y = self._gap(), rect.y()
        for line in self._lines(rect.width(), gap):
            sizes = [item.sizeHint().boundedTo(QSize(rect.width(), 1 << 20)) for item in line]
            height = max(size.height() for size in sizes)
            used = sum(size.width() for size in sizes) + gap * (len(line) - 1)
            x = rect.x() + (rect.width() - used if self._at_right else 0)
            for item, size in zip(line, sizes, strict=True):
                if move:
                    item.setGeometry(QRect(QPoint(x, y + (height - size.height()) // 2), size))
                x += size.width() + gap
            y += height + gap // 2
        return max(y - gap // 2 - rect.y(), 0)

    def _lines(self, width: int, gap: int) -> list[list[QLayoutItem]]:
        lines: list[list[QLayoutItem]] = []
        used = 0
        for item in self._visible():
            wanted = item.sizeHint().width()
            if not lines or used + gap + wanted > width:
                lines.append([])
                used = -gap
            lines[-1].append(item)
            used += gap + wanted
        return lines
