"""Fonts and colours of the board, and what was measured with them."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetrics, QPixmap

from mitzvah_desk.desk.widgets import theme

_SMALL = 0.9


class BarStyle:
    """Fonts, colours and what was measured with them; made anew when one of them changes."""

    def __init__(self, font: QFont) -> None:
        self.colours = theme.current_colours()
        self.font = QFont(font)
        self.strong = QFont(font)
        self.strong.setWeight(QFont.Weight.Medium)
        self.small = QFont(font)
        self.small.setPointSizeF(font.pointSizeF() * _SMALL)
        self.bold = QFont(self.small)
        self.bold.setWeight(QFont.Weight.Medium)
        self.metrics = QFontMetrics(self.font)
        self.strong_metrics = QFontMetrics(self.strong)
        self.small_metrics = QFontMetrics(self.small)
        self.bold_metrics = QFontMetrics(self.bold)
        self._colours: dict[str, QColor] = {}
        self._mixed: dict[tuple[str, str, float], QColor] = {}
        self._hatched: dict[str, QBrush] = {}
        self._signs: dict[tuple[str, str], QPixmap] = {}
        self._fitted: dict[tuple[str, int, bool], str] = {}
        self._widths: dict[tuple[str, bool], int] = {}

    def colour(self, name: str) -> QColor:
        """A colour of the scheme by its name."""
        if name not in self._colours:
            self._colours[name] = QColor(getattr(self.colours, name))
        return self._colours[name]

    def mixed(self, ground: str, other: str, part: float) -> QColor:
        """A colour of the scheme with some of another in it."""
        key = (ground, other, part)
        if key not in self._mixed:
            a, b = self.colour(ground), self.colour(other)
            pairs = ((a.red(), b.red()), (a.green(), b.green()), (a.blue(), b.blue()))
            self._mixed[key] = QColor(*(round(x + (y - x) * part) for x, y in pairs))
        return self._mixed[key]

    def hatching(self, tone: str) -> QBrush:
        """Slanted lines: asked, but not answered."""
        if tone not in self._hatched:
            self._hatched[tone] = QBrush(self.mixed("surface", tone, 0.4), Qt.BrushStyle.BDiagPattern)
        return self._hatched[tone]

    def sign(self, name: str, tone: str) -> QPixmap:
        """An icon as high as a line of text."""
        if (name, tone) not in self._signs:
            side = self.metrics.height() - 2
            self._signs[name, tone] = theme.load_pixmap(name, getattr(self.colours, tone), side)
        return self._signs[name, tone]

    def fitted(self, text: str, width: int, *, strong: bool = False) -> str:
        """A text that ends in … where there is no room for all of it."""
        key = (text, width, strong)
        if key not in self._fitted:
            metrics = self.strong_metrics if strong else self.metrics
            self._fitted[key] = metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)
        return self._fitted[key]

    def width(self, text: str, *, bold: bool = False) -> int:
        """How wide a text is in a bar."""
        key = (text, bold)
        if key not in self._widths:
            metrics = self.bold_metrics if bold else self.small_metrics
            self._widths[key] = metrics.horizontalAdvance(text)
        return self._widths[key]
