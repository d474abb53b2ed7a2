"""The figures at the head of Today: each is a button that opens what it counts."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from mitzvah_desk.desk.widgets.flow import fit_words
from mitzvah_desk.desk.widgets.labels import make_label
from mitzvah_desk.office.today.overview import Tile


class TileButton(QPushButton):
    """One figure.

    Args:
        tile: what it shows.
        parent: Qt's.
    """

    def __init__(self, tile: Tile, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "tile")
        self.setAccessibleName(f"{tile.number} {tile.what}")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        em = self.fontMetrics().height()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(em // 2, em // 3, em // 2, em // 3)
        layout.setSpacing(0)
        for words, role in ((tile.number, "title"), (tile.what, "muted")):
            label = make_label(words, role, wraps=role == "muted")
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            layout.addWidget(label)
        layout.addStretch(1)

    def sizeHint(self) -> QSize:
        """Qt: as large as its words."""
        layout = self.layout()
        return super().sizeHint() if layout is None else layout.sizeHint()

    def minimumSizeHint(self) -> QSize:
        """Qt: its longest word and all of its lines."""
        layout = self.layout()
        return super().minimumSizeHint() if layout is None else layout.minimumSize()

    def hasHeightForWidth(self) -> bool:
        """Qt: narrower, it is higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Qt: its lines at this width."""
        layout = self.layout()
        return super().heightForWidth(width) if layout is None else layout.heightForWidth(width)


class TileRow(QWidget):
    """All figures side by side.

    Args:
        opened: called with the tile that is pressed.
        parent: Qt's.
    """

    def __init__(self, opened: Callable[[Tile], object], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._opened = opened
        self._tiles: tuple[Tile, ...] = ()
        self._buttons: list[TileButton] = []
        self._layout = QGridLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(self.fontMetrics().height() // 2)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def set_tiles(self, tiles: Sequence[Tile]) -> None:
        """Shows these instead; the keyboard stays where it was."""
        if tuple(tiles) == self._tiles:
            return
        self._tiles = tuple(tiles)
        held = next((n for n, each in enumerate(self.buttons()) if each.hasFocus()), None)
        for old in self.buttons():
            self._layout.removeWidget(old)
            old.hide()
            old.setParent(None)
            old.deleteLater()
        self._buttons = []
        for tile in self._tiles:
            button = TileButton(tile, self)
            button.clicked.connect(lambda _=False, tile=tile: self._opened(tile))
            self._buttons.append(button)
        self._arrange()
        if held is not None and held < len(self._tiles):
            self.buttons()[held].setFocus()

    def buttons(self) -> list[TileButton]:
        """The buttons from left to right."""
        return list(self._buttons)

    def minimumSizeHint(self) -> QSize:
        """Qt: as wide as the widest of them."""
        wide = max((each.minimumSizeHint().width() for each in self._buttons), default=0)
        return fit_words(self, QSize(wide, super().minimumSizeHint().height()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: they go on in further lines where there is no room for them side by side."""
        super().resizeEvent(event)
        self._arrange()
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def _arrange(self) -> None:
        gap = self._layout.spacing()
        wide = max((each.minimumSizeHint().width() for each in self._buttons), default=1)
        fit = max((self.width() + gap) // (wide + gap), 1)
        lines = -(-len(self._buttons) // fit) or 1
        in_line = -(-len(self._buttons) // lines) or 1
        for number, button in enumerate(self._buttons):
            self._layout.addWidget(button, number // in_line, number % in_line)
