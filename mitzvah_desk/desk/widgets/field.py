"""What every field does: commit when it is left, say beside itself what is wrong, never lose typed text."""

from collections.abc import Callable
from typing import Any, Self

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mitzvah_desk.desk.widgets.labels import escape_mnemonics, make_label
from mitzvah_desk.desk.widgets.refusal import Refusal
from mitzvah_desk.desk.widgets.typing import clear_undo, redo_text, undo_text

Commit = Callable[[Any], str]
"""Takes a field's new value; returns "" when it was accepted, or the sentence that refuses it."""


def accept_any(_value: Any) -> str:  # noqa: ANN401
    """The commit of a field whose value waits for a button."""
    return ""


_STAYING = frozenset(
    {
        Qt.FocusReason.PopupFocusReason,
        Qt.FocusReason.ActiveWindowFocusReason,
        Qt.FocusReason.MenuBarFocusReason,
    }
)


class Field(QWidget):
    """A label, an editor of one value, and beneath them the sentence that says what is wrong with it.

    What it shows is either the committed value or something typed that is not committed yet. ``set_value``
    never overwrites the second. Whether something was typed is seen from the editor, not from the value: a
    record that is offered no longer is shown as nothing, and walking through its field must not take it away.

    Attributes:
        label: what the field is called; also the accessible name of its editor.
        editor: the widget in which one types or chooses.
        may_drop: asked before Esc takes back what is typed here; most fields need not ask.

    Signals:
        kept: what was typed here was committed.
    """

    kept = Signal()
    label_above = True

    def __init__(
        self, label: str, editor: QWidget, commit: Commit, *, remark: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.label = label
        self.editor = editor
        self._commit = commit
        self._value: Any = None
        self._refused: object = None
        self._committing = False
        self.may_drop: Callable[[], bool] = lambda: True
        self._label = make_label(escape_mnemonics(label) if self.label_above else "", "label")
        if self.label_above:
            self._label.setBuddy(editor)
        self._refusal = Refusal()
        editor.setAccessibleName(label)
        editor.setAccessibleDescription(remark)
        editor.installEventFilter(self)
        self.setFocusProxy(editor)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(self.fontMetrics().height() // 6)
        layout.addWidget(self._label)
        layout.addWidget(editor)
        if remark:
            layout.addWidget(make_label(remark, "muted", wraps=True))
        layout.addWidget(self._refusal)
        layout.addStretch(1)
        self._untouched: object = self._raw()

    @property
    def value(self) -> Any:  # noqa: ANN401
        """The committed value."""
        return self._value

    @property
    def problem(self) -> str:
        """The sentence beneath the field; empty where all is well."""
        return self._refusal.sentence

    @property
    def touched(self) -> bool:
        """Whether something stands here that is not committed: being typed, or refused."""
        return bool(self.problem) or self._typed()

    def without_label(self) -> Self:
        """Shows no label above it, where what stands around says what it is; its name stays."""
        self._label.hide()
        return self

    def set_value(self, value: Any) -> None:  # noqa: ANN401
        """Shows the value that is on disk now, unless something typed here is not committed yet."""
        if self.touched and not self._committing:
            self._value = value
        else:
            self._show_value(value)

    def load(self, value: Any) -> None:  # noqa: ANN401
        """Shows the value of another record; what was typed for the one before is dropped."""
        self._tell("")
        self._show_value(value)

    def flush(self) -> bool:
        """Commits what is typed; returns whether nothing is left uncommitted."""
        if self._committing or not self.touched:
            return True
        try:
            value = self._read()
        except ValueError as error:
            self._tell(str(error))
            return False
        if _same(value, self._value):
            self.restore()
            return True
        typed = self._raw()
        self._committing = True
        try:
            sentence = self._commit(value)
        finally:
            self._committing = False
        self._tell(sentence)
        if not sentence and self._raw() == typed:  # otherwise the office tidied it and it is shown already
            self._show_value(value)
        if not sentence:
            self.kept.emit()
        return not sentence

    def refuse(self, sentence: str) -> None:
        """Says beneath it why what stands here is not taken, and puts the keyboard on it."""
        self._tell(sentence)
        self.editor.setFocus()

    def leave(self) -> None:
        """Commits what is typed, but does not ask again about what was refused just so."""
        if not self.touched:
            clear_undo(self.editor)
        if not self.problem or self._raw() != self._refused:
            self.flush()

    def depend_on(self, *others: "Field") -> None:
        """Asks again about what was refused here once one of these is kept: it may be right now."""
        for other in others:
            other.kept.connect(self.try_again)

    def try_again(self) -> None:
        """Asks again about what was refused just so, since what it was judged by is another now."""
        if self.problem and self._raw() == self._refused:
            self.flush()

    def restore(self) -> None:
        """Goes back to the committed value."""
        self.load(self._value)

    @property
    def draft(self) -> object:
        """What stands here, committed or not, to be put back by ``put_draft``."""
        return self._raw()

    def put_draft(self, draft: object) -> None:
        """Puts back what stood here and was not committed, as if it had just been typed."""
        raise NotImplementedError

    def undo_typing(self) -> bool:
        """Takes back what is typed here and not committed; returns whether there was anything."""
        if not self.touched:
            return False
        if not self._typed() or not undo_text(self.editor) or self._shows_committed():
            self.restore()
        return True

    def redo_typing(self) -> bool:
        """Brings back what was typed here and taken back; returns whether there was anything."""
        return redo_text(self.editor)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: leaving commits, Esc goes back."""
        if watched is self.editor:
            if isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape and self.touched:
                return self._escape(event)
            if isinstance(event, QWheelEvent) and self._ignores_wheel():
                event.ignore()
                return True
            left = isinstance(event, QFocusEvent) and event.lostFocus() and event.reason() not in _STAYING
            if left:
                self.leave()
        return False

    def _escape(self, event: QKeyEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()  # otherwise the page would take the key and go back
        elif event.type() == QEvent.Type.KeyPress and self.may_drop():
            self.restore()
        return True

    def _show_value(self, value: Any) -> None:  # noqa: ANN401
        self._value = value
        self._show(value)
        self._untouched = self._raw()
        clear_undo(self.editor)

    def _tell(self, sentence: str) -> None:
        self._refused = self._raw() if sentence else None
        if sentence != self.problem:
            self._refusal.tell(sentence, self.editor)

    def _typed(self) -> bool:
        return self._raw() != self._untouched

    def _shows_committed(self) -> bool:
        """Whether the committed value stands here again, with nothing to tell of it."""
        return bool(self.problem) and not self._typed()

    def _ignores_wheel(self) -> bool:
        """Whether the wheel scrolls the page over this field instead of changing its value."""
        return False

    def _raw(self) -> object:
        """What stands in the editor, just as it is."""
        raise NotImplementedError

    def _read(self) -> Any:  # noqa: ANN401
        """The value of what stands in the editor.

        Raises:
            ValueError: with a sentence, where it is none.
        """
        raise NotImplementedError

    def _show(self, value: Any) -> None:  # noqa: ANN401
        """Puts a value into the editor."""
        raise NotImplementedError


def _same(one: object, other: object) -> bool:
    """Whether two values are the same; nothing typed is no value."""
    return one == other or (one in (None, "") and other in (None, ""))
