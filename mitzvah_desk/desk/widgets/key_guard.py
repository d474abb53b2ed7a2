"""Keys that were meant for the field below a question never reach the question."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QComboBox,
    QDialog,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

_PAUSE_MS = 500
"""Without a key for so long, somebody is no longer typing."""
_FIELDS = (QLineEdit, QTextEdit, QPlainTextEdit, QAbstractSpinBox, QComboBox)
_HELD_WITH = (
    Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.MetaModifier
)
_PRESSING = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space})
_DELIBERATE = frozenset({Qt.FocusReason.MouseFocusReason, Qt.FocusReason.ShortcutFocusReason})


class KeyGuard(QObject):
    """Lets a question take no keys of somebody who is still typing what came before it.

    Until there was a pause, it takes no keys at all. Whoever types on later, into no field of the question,
    is not heard either, nor is the Enter, Space or Tab that ends what she types, until she goes to the
    question on purpose: by a click, or by Alt and a letter. Esc always leaves it.

    Args:
        question: the dialog to guard.

    Attributes:
        typed: what was typed and not taken.

    Signals:
        typed_on: somebody typed on, and it was not taken.
    """

    typed_on = Signal()

    def __init__(self, question: QDialog) -> None:
        super().__init__(question)
        self.typed = ""
        self._question = question
        self._typing = False
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        question.installEventFilter(self)

    @property
    def waits(self) -> bool:
        """Whether it still waits for the first pause."""
        return self._pause.isActive()

    def listen(self) -> None:
        """Takes keys from now on: somebody turned to the question on purpose."""
        self._pause.stop()
        self._typing = False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: begins when the question comes up, and looks at each key before it does."""
        if event.type() == QEvent.Type.Show and watched is self._question:
            for part in self._question.findChildren(QWidget):
                part.installEventFilter(self)
            self._pause.start()
        elif event.type() == QEvent.Type.MouseButtonPress or (
            isinstance(event, QFocusEvent) and event.gotFocus() and event.reason() in _DELIBERATE
        ):
            self.listen()
        elif event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._withholds(event)
        return super().eventFilter(watched, event)

    def _withholds(self, event: QKeyEvent) -> bool:
        if event.modifiers() & _HELD_WITH or event.key() == Qt.Key.Key_Escape:
            return False
        if self.waits:
            self._pause.start()
            self._note(event)
            return True
        if isinstance(self._question.focusWidget(), _FIELDS):
            return False
        self._note(event)
        return self._typing or (event.isAutoRepeat() and event.key() in _PRESSING)

    def _note(self, event: QKeyEvent) -> None:
        text = event.text()
        if text.isprintable() and (text.strip() or self._typing):
            self.typed += text
            self._typing = True
            self.typed_on.emit()
