"""The first page: open, start, try the sample year, or go on with a file of late."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from mitzvah_desk.desk.session import recent_files as recent
from mitzvah_desk.desk.widgets import theme
from mitzvah_desk.desk.widgets.labels import make_label

_LINES = 6


class Welcome(QWidget):
    """The welcome page.

    Signals:
        opening: a file of late was chosen.
        browsing: another file is to be opened.
        starting: a new file is to be made.
        sampling: the sample year is to be opened.
    """

    opening = Signal(Path)
    browsing = Signal()
    starting = Signal()
    sampling = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        step = self.fontMetrics().height()
        card = QFrame()
        card.setProperty("role", "card")
        card.setMaximumWidth(self.fontMetrics().averageCharWidth() * 96)
        layout = QVBoxLayout(card)
        layout.setContentsMargins(step * 2, step * 2, step * 2, step * 2)
        layout.setSpacing(step // 2)
        head = QHBoxLayout()
        sign = make_label("")
        sign.setPixmap(theme.load_pixmap("mitzvah-desk", "text", step * 3))
        head.addWidget(sign)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addStretch(1)
        words.addWidget(make_label("Mitzvah Desk", "title"))
        words.addWidget(
            make_label("Projects, people, donated goods and partners of your year, in one file", "muted")
        )
        words.addStretch(1)
        head.addLayout(words, 1)
        layout.addLayout(head)
        layout.addSpacing(step)
        buttons = QHBoxLayout()
        self.new_button = _button("Start a new file", "file-plus", self.starting)
        self.open_button = _button("Open a file", "folder-open", self.browsing)
        self.sample_button = _button("Try the sample year", "sparkles", self.sampling)
        for button in (self.open_button, self.new_button, self.sample_button):
            buttons.addWidget(button)
        layout.addLayout(buttons)
        layout.addWidget(
            make_label(
                "The sample year is a whole Mitzvah Day with invented people, to look at and to spoil.",
                "muted",
                wraps=True,
            )
        )
        layout.addSpacing(step)
        self._heading = make_label("Opened lately", "heading")
        layout.addWidget(self._heading)
        self._list = QListWidget()
        self._list.setAccessibleName("Files opened lately")
        self._list.itemActivated.connect(self._chosen)
        layout.addWidget(self._list)
        across = QHBoxLayout()
        across.addStretch(1)
        across.addWidget(card, 4)
        across.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(step * 2, step * 2, step * 2, step * 2)
        outer.addStretch(1)
        outer.addLayout(across)
        outer.addStretch(2)
        self.reload()

    def reload(self) -> None:
        """Reads again which files were open of late."""
        self._list.clear()
        for path in recent.list_recent_files():
            item = QListWidgetItem(theme.load_icon("file-text"), f"{path.stem}    {path.parent}")
            item.setData(Qt.ItemDataRole.UserRole, str(path))
            self._list.addItem(item)
        some = self._list.count() > 0
        line = self._list.sizeHintForRow(0) if some else 0
        self._list.setFixedHeight(line * min(self._list.count(), _LINES) + 2 * self._list.frameWidth() + 4)
        self._list.setVisible(some)
        self._heading.setVisible(some)

    def _chosen(self, item: QListWidgetItem) -> None:
        self.opening.emit(Path(item.data(Qt.ItemDataRole.UserRole)))


def _button(text: str, icon_name: str, signal: object) -> QPushButton:
    button = QPushButton(theme.load_icon(icon_name), text)
    button.clicked.connect(lambda _=False: signal.emit())  # type: ignore[attr-defined]
    return button
