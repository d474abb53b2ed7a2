"""Fields that commit when they are left, say beside themselves what is wrong, and never lose typed text."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from mitzvah_desk.desk.kit.labels import plain
from mitzvah_desk.rules import typed

Commit = Callable[[Any], str]
"""Takes a field's new value; returns nothing, or the sentence that refuses it."""


def _same(text: str) -> str:
    return text


class Field(QWidget):
    """A labelled editor of one value.

    What is shown is either the value as it is kept, or something typed that is not kept yet; the second is
    never overwritten from outside.
    """

    def __init__(self, label: str, editor: QWidget, commit: Commit, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.label = label
        self.editor = editor
        self._commit = commit
        self._kept: Any = None
        self._problem = plain("", "problem", wraps=True)
        self._problem.hide()
        editor.setAccessibleName(label)
        editor.installEventFilter(self)
        self.setFocusProxy(editor)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addWidget(editor)
        layout.addWidget(self._problem)

    @property
    def value(self) -> Any:  # noqa: ANN401
        """The value as it is kept."""
        return self._kept

    @property
    def problem(self) -> str:
        """The sentence beside the field; empty where all is well."""
        return self._problem.text() if not self._problem.isHidden() else ""

    def set_value(self, value: Any) -> None:  # noqa: ANN401
        """Shows a value from outside, unless something typed here is not kept yet."""
        if self.problem or (self.editor.hasFocus() and self._typed()):
            self._kept = value
            return
        self._kept = value
        self._show(value)

    def commit(self) -> bool:
        """Keeps what is typed; returns whether nothing is left unkept."""
        try:
            value = self._read()
        except ValueError as error:
            self._tell(str(error))
            return False
        if value == self._kept and type(value) is type(self._kept):
            self._tell("")
            self._show(value)
            return True
        said = self._commit(value)
        self._tell(said)
        if said:
            return False
        if self._read_again():
            self._kept = value
            self._show(value)
        return True

    def revert(self) -> None:
        """Goes back to the value that is kept."""
        self._tell("")
        self._show(self._kept)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: Esc goes back to what is kept; the wheel scrolls the page and not the value."""
        if watched is self.editor:
            if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
                if event.key() == Qt.Key.Key_Escape and (self._typed() or self.problem):
                    self.revert()
                    return True
            elif isinstance(event, QWheelEvent) and isinstance(self.editor, QComboBox):
                event.ignore()
                return True
            elif isinstance(event, QFocusEvent) and event.type() == QEvent.Type.FocusOut:
                self._left(event)
        return super().eventFilter(watched, event)

    def _left(self, event: QFocusEvent) -> None:
        if event.reason() not in (
            Qt.FocusReason.PopupFocusReason,
            Qt.FocusReason.ActiveWindowFocusReason,
            Qt.FocusReason.MenuBarFocusReason,
        ):
            self.commit()

    def _read_again(self) -> bool:
        """Whether what is shown is still what was committed, and not a value set meanwhile."""
        return self._typed()

    def _tell(self, sentence: str) -> None:
        self._problem.setText(sentence)
        self._problem.setHidden(not sentence)
        self.editor.setProperty("problem", bool(sentence))
        self.editor.setAccessibleDescription(sentence)
        self.editor.style().unpolish(self.editor)
        self.editor.style().polish(self.editor)

    def _typed(self) -> bool:
        """Whether what is shown differs from what is kept."""
        try:
            value = self._read()
        except ValueError:
            return True
        return bool(value != self._kept)

    def _read(self) -> Any:  # noqa: ANN401
        """The value that is shown; ValueError with a sentence where it is none."""
        raise NotImplementedError

    def _show(self, value: Any) -> None:  # noqa: ANN401
        raise NotImplementedError


class LineField(Field):
    """One line of text that stands for a value, by way of ``parse`` and ``show``."""

    def __init__(
        self,
        label: str,
        commit: Commit,
        *,
        parse: Callable[[str], Any] = _same,
        show: Callable[[Any], str] = _same,
        hint: str = "",
        parent: QWidget | None = None,
    ) -> None:
        self._line = QLineEdit(placeholderText=hint)
        self._line.setMinimumWidth(self._line.fontMetrics().averageCharWidth() * 12)
        super().__init__(label, self._line, commit, parent)
        self._parse = parse
        self._shown = show
        self._line.returnPressed.connect(self.commit)

    def _read(self) -> Any:  # noqa: ANN401
        return self._parse(self._line.text())

    def _show(self, value: Any) -> None:  # noqa: ANN401
        text = self._shown(value)
        if text != self._line.text():
            self._line.setText(text)
            self._line.setCursorPosition(0)


def text_field(label: str, commit: Commit, hint: str = "") -> LineField:
    """A line of text."""
    return LineField(label, commit, show=lambda value: value or "", hint=hint)


def number_field(label: str, commit: Commit, hint: str = "") -> LineField:
    """A whole number, or none."""
    return LineField(label, commit, parse=typed.number, show=typed.number_text, hint=hint)


def money_field(label: str, commit: Commit, hint: str = "") -> LineField:
    """An amount of money in pence, or none."""
    return LineField(label, commit, parse=typed.pence, show=typed.pence_text, hint=hint)


def day_field(label: str, commit: Commit, hint: str = "22 Nov 2026") -> LineField:
    """A day, or none."""
    return LineField(label, commit, parse=typed.day, show=typed.day_text, hint=hint)


def clock_field(label: str, commit: Commit, hint: str = "14:30") -> LineField:
    """A time of day as text, or none."""
    return LineField(label, commit, parse=typed.clock, show=lambda value: value or "", hint=hint)


def moment_field(label: str, commit: Commit, hint: str = "22 Nov 2026 10:00") -> LineField:
    """A day with a time, or none."""
    return LineField(label, commit, parse=typed.moment, show=typed.moment_text, hint=hint)


class LongField(Field):
    """Several lines of text."""

    def __init__(self, label: str, commit: Commit, *, lines: int = 4, parent: QWidget | None = None) -> None:
        self._text = QPlainTextEdit(tabChangesFocus=True)
        height = self._text.fontMetrics().lineSpacing()
        self._text.setFixedHeight(height * lines + height)
        super().__init__(label, self._text, commit, parent)

    def _read(self) -> str:
        return self._text.toPlainText()

    def _show(self, value: Any) -> None:  # noqa: ANN401
        if (value or "") != self._text.toPlainText():
            self._text.setPlainText(value or "")


class ChoiceField(Field):
    """One value of a short list; committed as it is chosen."""

    def __init__(
        self,
        label: str,
        commit: Commit,
        options: Sequence[tuple[Any, str]],
        parent: QWidget | None = None,
    ) -> None:
        self._combo = QComboBox()
        self._values: list[Any] = []
        self._combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._combo.setMinimumContentsLength(10)
        super().__init__(label, self._combo, commit, parent)
        self.set_options(options)
        self._combo.activated.connect(lambda _: self.commit())

    def set_options(self, options: Sequence[tuple[Any, str]]) -> None:
        """Offers other values, each with its words."""
        if [value for value, _ in options] == self._values:
            return
        self._values = [value for value, _ in options]
        self._combo.clear()
        self._combo.addItems([words for _, words in options])
        self._show(self._kept)

    def _read(self) -> Any:  # noqa: ANN401
        number = self._combo.currentIndex()
        return self._values[number] if number >= 0 else None

    def _show(self, value: Any) -> None:  # noqa: ANN401
        self._combo.setCurrentIndex(self._values.index(value) if value in self._values else -1)


class CheckField(Field):
    """Yes or no; committed as it is clicked."""

    def __init__(self, label: str, commit: Commit, parent: QWidget | None = None) -> None:
        self._box = QCheckBox(label.replace("&", "&&"))
        super().__init__(label, self._box, commit, parent)
        self._box.clicked.connect(lambda _: self.commit())

    def _read(self) -> bool:
        return self._box.isChecked()

    def _show(self, value: Any) -> None:  # noqa: ANN401
        self._box.setChecked(bool(value))
