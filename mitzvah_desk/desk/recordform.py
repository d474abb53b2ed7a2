"""What the pages of a record share: a form over it, a list with a picker, its history."""

from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mitzvah_desk.desk.bridge import Bridge
from mitzvah_desk.desk.picking import Search
from mitzvah_desk.desk.widgets.field import Commit, Field
from mitzvah_desk.desk.widgets.fields import (
    CheckField,
    ChoiceField,
    DateField,
    LongTextField,
    MoneyField,
    NumberField,
    PickField,
    TextField,
    TimeField,
)
from mitzvah_desk.desk.widgets.form import Form
from mitzvah_desk.desk.widgets.rows import Column
from mitzvah_desk.desk.widgets.subtable import SubTable
from mitzvah_desk.office.editing import SetField
from mitzvah_desk.office.queries.history import StepRow, record_history
from mitzvah_desk.rules.parsing import show_datetime


class RecordForm(Form):
    """A form whose fields are columns of one record; each commits its own column.

    Attributes:
        of: the fields by column.
    """

    def __init__(self, bridge: Bridge, record: str) -> None:
        super().__init__()
        self.bridge = bridge
        self.record = record
        self.record_id = 0
        self.of: dict[str, Field] = {}

    def text(self, column: str, label: str, remark: str = "") -> None:
        """Adds a line of text."""
        self._put(column, TextField(label, self._commit(column), remark=remark))

    def long(self, column: str, label: str) -> None:
        """Adds several lines of text over the whole width."""
        self._put(column, LongTextField(label, self._commit(column)), wide=True)

    def number(self, column: str, label: str, *, blank: bool = True) -> None:
        """Adds a whole number."""
        self._put(column, NumberField(label, self._commit(column), blank=blank))

    def money(self, column: str, label: str) -> None:
        """Adds an amount of money."""
        self._put(column, MoneyField(label, self._commit(column)))

    def day(self, column: str, label: str) -> None:
        """Adds a day."""
        self._put(column, DateField(label, self._commit(column)))

    def time(self, column: str, label: str) -> None:
        """Adds a time of day."""
        self._put(column, TimeField(label, self._commit(column)))

    def check(self, column: str, label: str, remark: str = "") -> None:
        """Adds a yes or no."""
        self._put(column, CheckField(label, self._commit(column), remark=remark))

    def choice(self, column: str, label: str, words: type[StrEnum]) -> None:
        """Adds one of a few words."""
        options = [(word, word.value.capitalize()) for word in words]
        self._put(column, ChoiceField(label, self._commit(column), options))

    def pick(
        self,
        column: str,
        label: str,
        search: Search,
        add_new: Callable[[str], int | None] | None = None,
    ) -> None:
        """Adds another record to choose."""
        self._put(column, PickField(label, self._commit(column), search, add_new=add_new))

    def fill(self, record_id: int, facts: object) -> None:
        """Shows a record's values; what is being typed stays while it is the same record."""
        other = record_id != self.record_id
        self.record_id = record_id
        for column, field in self.of.items():
            value = getattr(facts, column)
            if other:
                field.load(value)
            else:
                field.set_value(value)

    def _put(self, column: str, field: Field, *, wide: bool = False) -> None:
        self.of[column] = field
        self.add(field, wide=wide)

    def _commit(self, column: str) -> Commit:
        def commit(value: Any) -> str:  # noqa: ANN401
            return self.bridge.commit(SetField(self.record, self.record_id, column, value), self)

        return commit


def add_picker(table: SubTable[Any], label: str, search: Search, commit: Callable[[int], str]) -> PickField:
    """Puts a picker under a list; choosing a record adds it and empties the line again."""

    def take(value: int | None) -> str:
        if value is None:
            return ""
        problem = commit(value)
        if not problem:
            QTimer.singleShot(0, picker, lambda: picker.load(None))
        return problem

    picker = PickField(label, take, search)
    table.add_below(picker)
    return picker


def history_table(bridge: Bridge) -> SubTable[StepRow]:
    """A list of what was done to a record."""
    columns: Sequence[Column[StepRow]] = (
        Column("at", "When", lambda r: show_datetime(r.at), lambda r: r.at, width_chars=18),
        Column("who", "By", lambda r: r.user_name, width_chars=16),
        Column("what", "What", lambda r: f"{r.label} (undone)" if r.undone else r.label, width_chars=36),
        Column("detail", "Before and after", lambda r: r.detail, width_chars=40),
        Column("reason", "Because", lambda r: r.reason, width_chars=20),
    )
    return SubTable("record history", "History", columns, bridge.memory, empty="Nothing was changed yet.")


def read_history(bridge: Bridge, record: str, record_id: int) -> list[StepRow]:
    """The steps to show in ``history_table``."""
    return bridge.office.ask(record_history, record, record_id)


def stacked(*widgets: QWidget) -> QWidget:
    """One tab of several lists, one under the other."""
    page = QWidget()
    layout = QVBoxLayout(page)
    for widget in widgets:
        layout.addWidget(widget, 1)
    return page
