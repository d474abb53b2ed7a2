"""Fields of one line: text, numbers, money, times."""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QLineEdit, QWidget

from mitzvah_desk.desk.widgets.field import Commit, Field
from mitzvah_desk.rules import labels as label_sheets
from mitzvah_desk.rules.fields import parsing


class LineField(Field):
    """One line of text that stands for a value, by way of ``parse`` and ``show``."""

    def __init__(
        self,
        label: str,
        commit: Commit,
        parse: Callable[[str], Any],
        show: Callable[[Any], str],
        *,
        hint: str = "",
        remark: str = "",
        parent: QWidget | None = None,
    ) -> None:
        self.line = QLineEdit(placeholderText=hint)
        self.line.setMinimumWidth(self.line.fontMetrics().averageCharWidth() * 12)
        self._parse = parse
        self._shown = show
        super().__init__(label, self.line, commit, remark=remark, parent=parent)
        self.line.returnPressed.connect(self._on_return)

    def _on_return(self) -> None:
        if not self.flush():
            self.line.selectAll()  # what is typed on comes instead of what was refused, not behind it

    def put_draft(self, draft: object) -> None:
        """Puts back a text."""
        self.line.setText(str(draft))

    def _raw(self) -> object:
        return self.line.text()

    def _read(self) -> Any:  # noqa: ANN401
        return self._parse(self.line.text())

    def _show(self, value: Any) -> None:  # noqa: ANN401
        text = self._shown(value)
        if text != self.line.text():
            self.line.setText(text)
            self.line.setCursorPosition(0)


class TextField(LineField):
    """A line of text; the value is a str, without blanks around it."""

    def __init__(
        self, label: str, commit: Commit, *, hint: str = "", remark: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(
            label, commit, str.strip, lambda value: value or "", hint=hint, remark=remark, parent=parent
        )


class NumberField(LineField):
    """A whole number; the value is an int, or None where it may be blank."""

    def __init__(
        self,
        label: str,
        commit: Commit,
        *,
        blank: bool = True,
        hint: str = "",
        remark: str = "",
        parent: QWidget | None = None,
    ) -> None:
        parse = parsing.parse_number if blank else _parse_required_number
        super().__init__(label, commit, parse, parsing.format_number, hint=hint, remark=remark, parent=parent)


class MoneyField(LineField):
    """An amount of money, shown as ``£12.50``; the value is an int of pence, or None."""

    def __init__(
        self, label: str, commit: Commit, *, hint: str = "", remark: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(
            label, commit, parsing.parse_money, parsing.format_money, hint=hint, remark=remark, parent=parent
        )


class MillimetreField(LineField):
    """A measure; the value is a float of millimetres."""

    def __init__(
        self, label: str, commit: Commit, *, remark: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(
            label,
            commit,
            label_sheets.parse_millimetres,
            label_sheets.format_millimetres,
            remark=remark,
            parent=parent,
        )


class TimeField(LineField):
    """A time of day; the value is a str like ``09:30``, or None."""

    def __init__(
        self,
        label: str,
        commit: Commit,
        *,
        hint: str = "14:30",
        remark: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            label, commit, parsing.parse_time, parsing.format_time, hint=hint, remark=remark, parent=parent
        )


def _parse_required_number(text: str) -> int:
    number = parsing.parse_number(text)
    if number is None:
        raise ValueError("This needs a number, such as 24.")
    return number
