"""Ctrl+Z and Ctrl+Y from everywhere: first what is being typed, then the last step of the file."""

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from mitzvah_desk.desk.widgets.field import Field
from mitzvah_desk.desk.widgets.roots import belongs_elsewhere
from mitzvah_desk.desk.widgets.typing import is_emptied, redo_text, undo_text


class _Way(NamedTuple):
    """Back or forth: for a field, for any other editor, for the file."""

    field: Callable[[Field], bool]
    text: Callable[[QObject | None], bool]
    step: Callable[[], object]


class UndoKeys(QObject):
    """Takes the keys of undo and redo for whatever has the keyboard, in one window and in its dialogs.

    Otherwise every line of text would keep them to itself, and a dialog would not hear of them. A dialog that
    only asks keeps them to what is typed in it: the file behind it is not seen at that moment.

    Args:
        undo: takes back the last step of the file.
        redo: brings it back.
        parent: the window.
    """

    def __init__(self, undo: Callable[[], object], redo: Callable[[], object], parent: QWidget) -> None:
        super().__init__(parent)
        self._back = _Way(Field.undo_typing, undo_text, undo)
        self._forth = _Way(Field.redo_typing, redo_text, redo)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._follow)

    def undo(self) -> None:
        """Takes back what is being typed, or the last step where nothing is."""
        self._go(self._back)

    def redo(self) -> None:
        """Brings back what was taken back last."""
        self._go(self._forth)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: claims the keys before an editor or a menu does, and obeys them once."""
        if isinstance(event, QKeyEvent) and event.type() in {
            QEvent.Type.ShortcutOverride,
            QEvent.Type.KeyPress,
        }:
            way = self._meant(event)
            if way is not None:
                event.accept()
                if event.type() == QEvent.Type.KeyPress:
                    self._go(way)
                return True
        return super().eventFilter(watched, event)

    def _follow(self, left: QWidget | None, entered: QWidget | None) -> None:
        if left is not None and isValid(left):
            left.removeEventFilter(self)
        window = self.parent()
        if entered is not None and isinstance(window, QWidget) and not belongs_elsewhere(entered, window):
            entered.installEventFilter(self)

    def _meant(self, event: QKeyEvent) -> _Way | None:
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        shift = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
        if event.matches(QKeySequence.StandardKey.Undo):
            return self._back
        forth = (event.key(), modifiers) in {
            (Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier),
            (Qt.Key.Key_Z, shift),
        }
        return self._forth if forth or event.matches(QKeySequence.StandardKey.Redo) else None

    def _go(self, way: _Way) -> None:
        editor, asking = QApplication.focusWidget(), QApplication.activeModalWidget()
        field = _field_of(editor)
        only_asks = asking is not None and asking.windowModality() is Qt.WindowModality.ApplicationModal
        if field is not None:
            done = way.field(field)
        else:
            done = (only_asks or not is_emptied(editor)) and way.text(editor)
        if not done and not only_asks:
            way.step()


def _field_of(widget: QWidget | None) -> Field | None:
    while widget is not None and not isinstance(widget, Field):
        widget = widget.parentWidget()
    return widget
