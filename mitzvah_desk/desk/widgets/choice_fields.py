"""Fields with more or less than a line: long text, one of a few, yes or no."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QPlainTextEdit, QSizePolicy, QWidget

from mitzvah_desk.desk.widgets.field import Commit, Field
from mitzvah_desk.desk.widgets.labels import escape_mnemonics


class _Paper(QPlainTextEdit):
    """Room for some lines of text, whatever their size."""

    def __init__(self, lines: int) -> None:
        super().__init__(tabChangesFocus=True)
        self._lines = lines
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Qt: high enough for its lines."""
        line = self.fontMetrics().lineSpacing()
        return QSize(super().sizeHint().width(), line * (self._lines + 1))

    def minimumSizeHint(self) -> QSize:
        """Qt: never lower than its lines."""
        return QSize(self.fontMetrics().averageCharWidth() * 12, self.sizeHint().height())


class LongTextField(Field):
    """Several lines of text; the value is a str. Tab leaves it."""

    def __init__(
        self,
        label: str,
        commit: Commit,
        *,
        lines: int = 4,
        hint: str = "",
        remark: str = "",
        parent: QWidget | None = None,
    ) -> None:
        self.paper = _Paper(lines)
        self.paper.setPlaceholderText(hint)
        super().__init__(label, self.paper, commit, remark=remark, parent=parent)

    def put_draft(self, draft: object) -> None:
        """Puts back a text."""
        self.paper.setPlainText(str(draft))

    def _raw(self) -> object:
        return self.paper.toPlainText()

    def _read(self) -> str:
        return self.paper.toPlainText().strip()

    def _show(self, value: Any) -> None:  # noqa: ANN401
        text = value or ""
        if text != self.paper.toPlainText():
            self.paper.setPlainText(text)


class ChoiceField(Field):
    """One of a few values; committed when it is chosen.

    Args:
        label: what it is called.
        commit: takes the value chosen.
        options: the values to choose from, each with its words.
        blank: the words for no value (None), offered first; not offered where empty.
        remark: a sentence that stands beneath it.
        parent: Qt's.
    """

    def __init__(
        self,
        label: str,
        commit: Commit,
        options: Sequence[tuple[Any, str]],
        *,
        blank: str = "",
        remark: str = "",
        parent: QWidget | None = None,
    ) -> None:
        self.combo = QComboBox()
        self.combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.combo.setMinimumContentsLength(10)
        self._blank = blank
        self._values: list[Any] = []
        super().__init__(label, self.combo, commit, remark=remark, parent=parent)
        self.set_options(options)
        self.combo.activated.connect(lambda _: self.flush())

    def set_options(self, options: Sequence[tuple[Any, str]]) -> None:
        """Offers these values instead; what was chosen and not accepted is chosen still, if it is offered."""
        chosen = self._read() if self.touched else self._value
        offered = [*([(None, self._blank)] if self._blank else []), *options]
        self._values = [value for value, _ in offered]
        self.combo.clear()
        self.combo.addItems([words for _, words in offered])
        self._show(self._value)
        self._untouched = self._raw()
        self._show(chosen)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: Up and Down open the list, so that walking through it does not commit every value."""
        if (
            watched is self.editor
            and isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() in {Qt.Key.Key_Up, Qt.Key.Key_Down}
        ):
            self.combo.showPopup()
            return True
        return super().eventFilter(watched, event)

    def _ignores_wheel(self) -> bool:
        return True

    def put_draft(self, draft: object) -> None:
        """Puts back a choice."""
        if isinstance(draft, int):
            self.combo.setCurrentIndex(draft)

    def _raw(self) -> object:
        return self.combo.currentIndex()

    def _read(self) -> Any:  # noqa: ANN401
        number = self.combo.currentIndex()
        return self._values[number] if number >= 0 else None

    def _show(self, value: Any) -> None:  # noqa: ANN401
        self.combo.setCurrentIndex(self._values.index(value) if value in self._values else -1)


class CheckField(Field):
    """Yes or no; committed when it is clicked. The value is a bool."""

    label_above = False  # the box carries its own words

    def __init__(
        self, label: str, commit: Commit, *, remark: str = "", parent: QWidget | None = None
    ) -> None:
        self.box = QCheckBox(escape_mnemonics(label))
        super().__init__(label, self.box, commit, remark=remark, parent=parent)
        self.box.clicked.connect(lambda _: self.flush())

    def put_draft(self, draft: object) -> None:
        """Puts back a tick."""
        self.box.setChecked(bool(draft))

    def _raw(self) -> object:
        return self.box.isChecked()

    def _read(self) -> bool:
        return self.box.isChecked()

    def _show(self, value: Any) -> None:  # noqa: ANN401
        self.box.setChecked(bool(value))
