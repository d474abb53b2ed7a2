"""Bars across, each with its name and number in words: nothing is told by colour or length alone."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from mitzvah_desk.desk.widgets import theme


@dataclass(frozen=True, slots=True)
class ChartBar:
    """One line of a chart.

    Attributes:
        label: its name.
        value: how long the full part is.
        other: how long the hatched part behind it is; 0 for none.
        words: the numbers in words.
        most: what a full line means; the longest bar where 0, as on a chart without targets.
    """

    label: str
    value: int
    other: int = 0
    words: str = ""
    most: int = 0


class BarChart(QWidget):
    """A chart of bars.

    Args:
        title: what it shows; its accessible name.
        parent: Qt's.
    """

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = title
        self._bars: tuple[ChartBar, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(title)

    @property
    def bars(self) -> tuple[ChartBar, ...]:
        """What it shows."""
        return self._bars

    def set_bars(self, bars: Sequence[ChartBar]) -> None:
        """Shows these instead."""
        self._bars = tuple(bars)
        told = "; ".join(f"{bar.label}: {bar.words or bar.value}" for bar in bars)
        self.setAccessibleDescription(told or "Nothing yet")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Qt: a line for the title and one for each bar."""
        line = self._line()
        return QSize(
            self.fontMetrics().averageCharWidth() * 60, line * (len(self._bars) or 1) + line * 3 // 2
        )

    def minimumSizeHint(self) -> QSize:
        """Qt: as high as it is, and half as wide."""
        return QSize(self.sizeHint().width() // 2, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Qt: draws it."""
        colours, metrics = theme.current_colours(), self.fontMetrics()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(colours.text))
        bold = self.font()
        bold.setBold(True)
        painter.setFont(bold)
        line = self._line()
        painter.drawText(QRectF(0, 0, self.width(), line), Qt.AlignmentFlag.AlignVCenter, self.title)
        painter.setFont(self.font())
        if not self._bars:
            painter.setPen(QColor(colours.muted))
            painter.drawText(
                QRectF(0, line, self.width(), line), Qt.AlignmentFlag.AlignVCenter, "Nothing yet."
            )
            return
        names = min(max(metrics.horizontalAdvance(bar.label) for bar in self._bars) + 2, self.width() // 3)
        said = [bar.words or f"{bar.value:,}" for bar in self._bars]
        numbers = max(metrics.horizontalAdvance(words) for words in said)
        gap = metrics.averageCharWidth()
        room = max(self.width() - names - numbers - 3 * gap, 20)
        longest = max([1, *(bar.most or bar.value + bar.other for bar in self._bars)])
        for number, (bar, words) in enumerate(zip(self._bars, said, strict=True)):
            top = line * 1.25 + number * line
            name = metrics.elidedText(bar.label, Qt.TextElideMode.ElideRight, names)
            painter.setPen(QColor(colours.text))
            right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(QRectF(0, top, names, line), right, name)
            scale = room / (bar.most or longest)
            box = QRectF(names + gap, top + line * 0.2, 0, line * 0.6)
            if bar.most:
                box.setWidth(room)
                painter.setPen(QPen(QColor(colours.edge), 1))
                painter.setBrush(QColor(colours.surface))
                painter.drawRect(box)
            box.setWidth(min(bar.value * scale, room))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.accent))
            painter.drawRect(box)
            if bar.other:
                box.moveLeft(box.right())
                box.setWidth(min(bar.other * scale, room - box.left() + names + gap))
                painter.setPen(QPen(QColor(colours.accent), 1))
                painter.setBrush(QBrush(QColor(colours.accent), Qt.BrushStyle.BDiagPattern))
                painter.drawRect(box)
            painter.setPen(QColor(colours.text))
            where = QRectF(names + 2 * gap + room, top, numbers + gap, line)
            painter.drawText(where, Qt.AlignmentFlag.AlignVCenter, words)

    def _line(self) -> int:
        return int(self.fontMetrics().height() * 1.6)
