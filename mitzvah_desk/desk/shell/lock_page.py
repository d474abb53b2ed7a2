"""While nobody is at the desk, the window shows nothing but this: the passphrase brings it back as it was."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from mitzvah_desk.desk.widgets import theme
from mitzvah_desk.desk.widgets.labels import IconSign, make_label
from mitzvah_desk.desk.widgets.refusal import Refusal
from mitzvah_desk.office.core.protection import PassphraseTries
from mitzvah_desk.rules.plurals import count_noun

_AT_WORK = frozenset(
    {QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.MouseMove, QEvent.Type.Wheel}
)


class LockPage(QWidget):
    """The page of a locked window.

    Signals:
        unlocked: the passphrase was right.
    """

    unlocked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._is_right: Callable[[str], bool] = lambda _typed: False
        self._tries = PassphraseTries()
        self._wait = QTimer(self, singleShot=True)
        self._wait.timeout.connect(self._offer)
        self.heading = make_label("", "title", wraps=True)
        self.field = QLineEdit(echoMode=QLineEdit.EchoMode.Password)
        self.field.setAccessibleName("Passphrase")
        self.field.setPlaceholderText("Passphrase")
        self.field.returnPressed.connect(self._try)
        self.button = QPushButton(theme.load_icon("lock"), "Unlock")
        self.button.clicked.connect(self._try)
        self.said = Refusal()
        line = QHBoxLayout()
        line.addWidget(self.field, 1)
        line.addWidget(self.button)
        column = QVBoxLayout()
        column.addStretch(2)
        column.addWidget(IconSign("lock", ""), 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self.heading, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addLayout(line)
        column.addWidget(self.said)
        column.addStretch(3)
        layout = QHBoxLayout(self)
        layout.addStretch(1)
        layout.addLayout(column, 2)
        layout.addStretch(1)

    def show_lock(self, file: str, is_right: Callable[[str], bool]) -> None:
        """Locks: nothing of the file but its name is shown.

        Args:
            file: its name.
            is_right: whether what was typed is the passphrase.
        """
        self._is_right = is_right
        self._tries = PassphraseTries()
        self.heading.setText(f"{file} is locked")
        self.said.clear()
        self.field.clear()
        self.field.setFocus()

    def _try(self) -> None:
        typed = self.field.text()
        if not typed or self._wait.isActive():
            return
        self.field.clear()
        if self._is_right(typed):
            self.said.clear()
            self.unlocked.emit()
            return
        self._tries.note_wrong()
        wait = self._tries.wait_seconds
        again = f" Try again in {count_noun(wait, 'second')}." if wait else ""
        self.said.tell(f"That is not the passphrase of this file.{again}", self.field)
        if wait:
            self._wait.start(wait * 1000)
        self._offer()
        self.field.setFocus()

    def _offer(self) -> None:
        self.button.setEnabled(not self._wait.isActive())


class IdleWatch(QObject):
    """Tells when nobody has touched the keyboard or the mouse for some minutes.

    Signals:
        idle: nobody has.
    """

    idle = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.idle)

    def set_minutes(self, minutes: int) -> None:
        """After how many minutes; never where 0, as at first."""
        self._timer.stop()
        application = QApplication.instance()
        if application is None:
            return
        application.removeEventFilter(self)  # every event of the program would come by for nothing
        if minutes > 0:
            self._timer.start(minutes * 60_000)
            application.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Qt: whatever somebody does begins the minutes anew."""
        if event.type() in _AT_WORK and self._timer.isActive():
            self._timer.start()
        return False
