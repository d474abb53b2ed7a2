"""The figures at the head of Today: each is a button that opens what it counts."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

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
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(self.fontMetrics().height() // 2)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def set_tiles(self, tiles: Sequence[Tile]) -> None:
        """Shows these instead; the keyboard stays where it was."""
        if tuple(tiles) == self._tiles:
            return
        self._tiles = tuple(tiles)
        held = next((n for n, each in enumerate(self.buttons()) if each.hasFocus()), None)
        while (item := self._layout.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.setParent(None)
                old.deleteLater()
        for tile in self._tiles:
            button = TileButton(tile, self)
            button.clicked.connect(lambda _=False, tile=tile: self._opened(tile))
            self._layout.addWidget(button, 1)
        if held is not None and held < len(self._tiles):
            self.buttons()[held].setFocus()

    def buttons(self) -> list[TileButton]:
        """The buttons from left to right."""
        found = (self._layout.itemAt(place) for place in range(self._layout.count()))
        return [item.widget() for item in found if item is not None and isinstance(item.widget(), TileButton)]  # type: ignore[misc]  # the filter says so
