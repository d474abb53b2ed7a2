"""The first page: three doors, what could not be opened again, and the files of late."""

from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal, SignalInstance
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
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
from mitzvah_desk.desk.widgets.labels import IconSign, make_label
from mitzvah_desk.desk.widgets.notice import announce

_LINES = 6
_SIDE_BY_SIDE_FROM = 90
"""The width, in average characters, from which the doors stand side by side."""


class Welcome(QWidget):
    """The welcome page.

    Signals:
        opening: a file of late was chosen.
        browsing: another file is to be opened.
        starting: a new year is to be started.
        sampling: the sample year is to be opened.
        reporting: what is wrong is to be told to whoever helps.
    """

    opening = Signal(Path)
    browsing = Signal()
    starting = Signal()
    sampling = Signal()
    reporting = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        step = self.fontMetrics().height()
        card = QFrame()
        card.setProperty("role", "card")
        card.setMaximumWidth(self.fontMetrics().averageCharWidth() * 120)
        layout = QVBoxLayout(card)
        layout.setContentsMargins(step * 2, step * 2, step * 2, step * 2)
        layout.setSpacing(step // 2)
        layout.addLayout(_head(step))
        layout.addSpacing(step // 2)
        self._notice = QWidget()
        self._notice_words = make_label("", wraps=True)
        row = QHBoxLayout(self._notice)
        row.setContentsMargins(0, 0, 0, step // 2)
        row.addWidget(IconSign("alert-triangle", "warn"), 0, Qt.AlignmentFlag.AlignTop)
        told = QVBoxLayout()
        told.addWidget(self._notice_words)
        row.addLayout(told, 1)
        report = QPushButton(theme.load_icon("help"), "Something is wrong…")
        report.clicked.connect(lambda _=False: self.reporting.emit())
        told.addWidget(report, 0, Qt.AlignmentFlag.AlignLeft)
        self._notice.hide()
        layout.addWidget(self._notice)
        self._doors = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._doors.setSpacing(step)
        self.new_button = self._door(
            "Start our year",
            "file-plus",
            "Your synagogue, the day, and what you do: one page, and the file is ready.",
            self.starting,
            primary=True,
        )
        self.sample_button = self._door(
            "Look at the sample",
            "sparkles",
            "A whole Mitzvah Day with invented people, some weeks ahead, to look at and to spoil.",
            self.sampling,
        )
        self.open_button = self._door(
            "Open a file", "folder-open", "Your year, from this computer, a stick or a share.", self.browsing
        )
        layout.addLayout(self._doors)
        layout.addSpacing(step)
        self._heading = make_label("Opened lately", "heading")
        layout.addWidget(self._heading)
        self._list = QListWidget()
        self._list.setAccessibleName("Files opened lately")
        self._list.itemActivated.connect(self._chosen)
        layout.addWidget(self._list)
        across = QHBoxLayout()
        across.addStretch(1)
        across.addWidget(card, 8)
        across.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(step, step, step, step)
        outer.addStretch(1)
        outer.addLayout(across)
        outer.addStretch(2)
        self.reload()

    def reload(self) -> None:
        """Reads again which files were open of late; what was told is told no more."""
        self.tell("")
        self._list.clear()
        for path in recent.list_recent_files():
            item = QListWidgetItem(theme.load_icon("file-text"), recent.describe_recent_file(path))
            item.setData(Qt.ItemDataRole.UserRole, str(path))
            self._list.addItem(item)
        some = self._list.count() > 0
        line = self._list.sizeHintForRow(0) if some else 0
        self._list.setFixedHeight(line * min(self._list.count(), _LINES) + 2 * self._list.frameWidth() + 4)
        self._list.setVisible(some)
        self._heading.setVisible(some)

    def tell(self, words: str) -> None:
        """Says above the doors why a file is not open."""
        self._notice_words.setText(words)
        self._notice.setVisible(bool(words))
        announce(self, words)

    @property
    def told(self) -> str:
        """What stands above the doors."""
        return self._notice_words.text()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: the doors stand one above the other where the window is narrow or the text large."""
        super().resizeEvent(event)
        wide = self.width() >= self.fontMetrics().averageCharWidth() * _SIDE_BY_SIDE_FROM
        ways = QBoxLayout.Direction
        self._doors.setDirection(ways.LeftToRight if wide else ways.TopToBottom)
        self.updateGeometry()

    def minimumSizeHint(self) -> QSize:
        """Qt: as high as its words are at this width; then it scrolls, and nothing is cut off."""
        least, layout = super().minimumSizeHint(), self.layout()
        lines = layout.minimumHeightForWidth(self.width()) if layout is not None else 0
        return QSize(least.width(), max(least.height(), lines))

    def _door(
        self, text: str, icon_name: str, words: str, signal: SignalInstance, *, primary: bool = False
    ) -> QPushButton:
        button = QPushButton(theme.load_icon(icon_name), text)
        button.setAccessibleDescription(words)
        button.clicked.connect(lambda _=False: signal.emit())
        button.setProperty("role", "primary" if primary else "")
        column = QVBoxLayout()
        column.setSpacing(self.fontMetrics().height() // 3)
        column.addWidget(button)
        column.addWidget(make_label(words, "muted", wraps=True))
        column.addStretch(1)
        self._doors.addLayout(column, 1)
        return button

    def _chosen(self, item: QListWidgetItem) -> None:
        self.opening.emit(Path(item.data(Qt.ItemDataRole.UserRole)))


def _head(step: int) -> QHBoxLayout:
    head = QHBoxLayout()
    sign = make_label("")
    sign.setPixmap(theme.load_pixmap("mitzvah-desk", "text", step * 3))
    words = QVBoxLayout()
    words.setSpacing(0)
    words.addStretch(1)
    words.addWidget(make_label("Mitzvah Desk", "title"))
    words.addWidget(
        make_label(
            "Projects, people, donated goods and partners of your year, in one file", "muted", wraps=True
        )
    )
    words.addStretch(1)
    head.addWidget(sign)
    head.addLayout(words, 1)
    return head
