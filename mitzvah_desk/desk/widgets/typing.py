"""What is being typed, and not kept yet, can be taken back by itself: the same for every kind of editor."""

from PySide6.QtCore import QObject
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QAbstractSpinBox, QComboBox, QLineEdit, QPlainTextEdit, QTextEdit, QWidget


def undo_text(editor: QObject | None) -> bool:
    """Takes back what was typed last in an editor; returns whether there was anything."""
    inner = _text_of(editor)
    if isinstance(inner, QLineEdit) and inner.isUndoAvailable() and not inner.isReadOnly():
        inner.undo()
        return True
    if isinstance(inner, QTextDocument) and inner.isUndoAvailable():
        inner.undo()
        return True
    return False


def redo_text(editor: QObject | None) -> bool:
    """Brings back what was taken back last in an editor; returns whether there was anything."""
    inner = _text_of(editor)
    if isinstance(inner, QLineEdit) and inner.isRedoAvailable() and not inner.isReadOnly():
        inner.redo()
        return True
    if isinstance(inner, QTextDocument) and inner.isRedoAvailable():
        inner.redo()
        return True
    return False


def clear_undo(editor: QObject | None) -> None:
    """Lets what stands in an editor be what it begins with: nothing typed before can be brought back."""
    inner = _text_of(editor)
    if isinstance(inner, QTextDocument):
        inner.clearUndoRedoStacks()
    elif isinstance(inner, QLineEdit) and (inner.isUndoAvailable() or inner.isRedoAvailable()):
        at, start, length = inner.cursorPosition(), inner.selectionStart(), inner.selectionLength()
        inner.setText(inner.text())
        inner.setCursorPosition(at)
        if length:
            inner.setSelection(start, length)


def is_emptied(editor: QObject | None) -> bool:
    """Whether nothing stands in a line: what was typed there was taken."""
    inner = _text_of(editor)
    return isinstance(inner, QLineEdit) and not inner.text()


def _text_of(editor: QObject | None) -> QLineEdit | QTextDocument | QWidget | None:
    if isinstance(editor, QPlainTextEdit | QTextEdit):
        return None if editor.isReadOnly() else editor.document()
    if isinstance(editor, QAbstractSpinBox | QComboBox):
        return editor.lineEdit()
    return editor if isinstance(editor, QLineEdit) else None
