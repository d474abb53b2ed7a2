"""What an area shows while the file cannot be read: why, and what to do. It tries again by itself."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from mitzvah_desk.desk.widgets import theme
from mitzvah_desk.desk.widgets.labels import make_label
from mitzvah_desk.office.core.office import WorldError

_AGAIN_MS = 2000


class TroublePage(QWidget):
    """One sentence, what to do, and a button.

    Args:
        before: the page that it stands in for.
        parent: Qt's.

    Signals:
        again: it is to be tried again.
    """

    again = Signal()

    def __init__(self, before: QWidget | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.before = before
        self.text = make_label("", "title", wraps=True)
        self.do = make_label("", wraps=True)
        button = QPushButton(theme.load_icon("refresh"), "Try again")
        button.clicked.connect(lambda _=False: self.again.emit())
        em = self.fontMetrics().height()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(em * 2, em * 2, em * 2, em * 2)
        for widget in (self.text, self.do):
            layout.addWidget(widget)
        layout.addSpacing(em)
        layout.addWidget(button)
        layout.setAlignment(button, Qt.AlignmentFlag.AlignLeft)
        layout.addStretch(1)
        self._timer = QTimer(self, interval=_AGAIN_MS)
        self._timer.timeout.connect(self._try_again)

    def tell(self, error: WorldError) -> None:
        """Shows why the file cannot be read, and begins to try again."""
        self.text.setText(error.text)
        self.do.setText(error.do)
        self._timer.start()

    def _try_again(self) -> None:
        if self.isVisible():
            self.again.emit()
