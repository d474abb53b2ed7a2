"""What the pages of a record share: a form over it, a picker under a list, a line that makes one more row."""

from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QPushButton, QVBoxLayout, QWidget

from mitzvah_desk.desk import theme
from mitzvah_desk.desk.bridge import Bridge
from mitzvah_desk.desk.picking import Search, search_in
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
from mitzvah_desk.desk.widgets.subtable import SubTable
from mitzvah_desk.office.editing import Add, SetField
from mitzvah_desk.office.queries.lookup import Option

Read = Callable[..., list[Option]]
"""A query of ``office.queries.lookup``: the records that a picker offers."""
Values = dict[str, Any]
"""A record's columns with their values."""


class RecordForm(Form):
    """A form whose fields are columns of one record; each commits its own column.

    Args:
        bridge: the desk's view of the office.
        record: the noun of the record, such as ``person``.

    Attributes:
        record_id: the record that is shown; 0 before the first.
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

    def number(self, column: str, label: str, remark: str = "") -> None:
        """Adds a whole number."""
        self._put(column, NumberField(label, self._commit(column), remark=remark))

    def money(self, column: str, label: str) -> None:
        """Adds an amount of money."""
        self._put(column, MoneyField(label, self._commit(column)))

    def day(self, column: str, label: str, remark: str = "") -> None:
        """Adds a day."""
        self._put(column, DateField(label, self._commit(column), remark=remark))

    def time(self, column: str, label: str) -> None:
        """Adds a time of day."""
        self._put(column, TimeField(label, self._commit(column)))

    def check(self, column: str, label: str, remark: str = "") -> None:
        """Adds a yes or no."""
        self._put(column, CheckField(label, self._commit(column), remark=remark))

    def choice(self, column: str, label: str, words: type[StrEnum]) -> None:
        """Adds one of a few words."""
        self._put(column, ChoiceField(label, self._commit(column), worded(words)))

    def pick(self, column: str, label: str, read: Read, *, new: str = "") -> None:
        """Adds another record to choose; ``new`` is the noun of the record that an unknown name makes."""
        add_new = maker(self.bridge, new, self) if new else None
        self._put(
            column, PickField(label, self._commit(column), search_of(self.bridge, read), add_new=add_new)
        )

    def fill(self, record_id: int, facts: object) -> None:
        """Shows a record's values; what is being typed stays while it is the same record."""
        other, self.record_id = record_id != self.record_id, record_id
        for column, field in self.of.items():
            (field.load if other else field.set_value)(getattr(facts, column))

    def start(self) -> None:
        """Puts the keyboard into the first field, all of whose text the next letter replaces."""
        self.fields[0].editor.setFocus(Qt.FocusReason.TabFocusReason)

    def _put(self, column: str, field: Field, *, wide: bool = False) -> None:
        self.of[column] = field
        self.add(field, wide=wide)

    def _commit(self, column: str) -> Commit:
        return lambda value: self.bridge.commit(SetField(self.record, self.record_id, column, value), self)


class AddLine(QWidget):
    """Fields under a list, and a button that makes one more row of them.

    Args:
        bridge: the desk's view of the office.
        record: the noun of a row, such as ``contact_log``.
        owner: the row's column that leads to the record whose page this is.
        fields: the fields, by the row's columns; their commit accepts everything.
        button: the words of the button.
        complete: makes the values to keep of those typed, where something left empty has a usual value.
    """

    def __init__(
        self,
        bridge: Bridge,
        record: str,
        owner: str,
        fields: Mapping[str, Field],
        button: str,
        complete: Callable[[Values], Values] = dict,
    ) -> None:
        super().__init__()
        self.fields = dict(fields)
        self._bridge, self._record, self._owner, self._complete = bridge, record, owner, complete
        self._owner_id = 0
        self.add = QPushButton(theme.icon("plus"), button)
        self.add.clicked.connect(self._add)
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        for number, field in enumerate(self.fields.values()):
            layout.addWidget(field, number // 3, number % 3)
            layout.setColumnStretch(number % 3, 1)
        layout.addWidget(self.add, (len(self.fields) - 1) // 3, 3, Qt.AlignmentFlag.AlignBottom)

    def show_owner(self, owner_id: int) -> None:
        """Rows will belong to this record; what was typed for another one is dropped."""
        if owner_id != self._owner_id:
            self._empty()
        self._owner_id = owner_id

    def _add(self) -> None:
        kept = [field.flush() for field in self.fields.values()]  # every one, also after one that is refused
        if not all(kept):
            return
        values = {column: f.value for column, f in self.fields.items() if f.value not in (None, "")}
        if values:
            values = self._complete(values)
            if self._bridge.do(Add(self._record, {self._owner: self._owner_id, **values}), self) is None:
                return
            self._empty()
        next(iter(self.fields.values())).editor.setFocus()

    def _empty(self) -> None:
        for field in self.fields.values():
            field.load(None)


def add_picker(
    table: SubTable[Any],
    label: str,
    bridge: Bridge,
    read: Read,
    add: Callable[[int], str],
    *,
    new: str = "",
) -> PickField:
    """Puts a picker under a list; choosing a record adds it and empties the line again.

    Args:
        table: the list.
        label: what the picker is called.
        bridge: the desk's view of the office.
        read: the records that may be added.
        add: adds one by its id; returns "" or the sentence that refuses it.
        new: the noun of a record that is made of an unknown name.
    """

    def take(value: int | None) -> str:
        problem = add(value) if value is not None else ""
        if not problem:
            picker.load(None)
        return problem

    add_new = maker(bridge, new, table) if new else None
    picker = PickField(label, take, search_of(bridge, read), add_new=add_new)
    table.add_below(picker)
    return picker


def search_of(bridge: Bridge, read: Read) -> Search:
    """A search over the records that ``read`` offers at the moment of typing."""
    return search_in(lambda: bridge.office.ask(read))


def maker(bridge: Bridge, record: str, parent: QWidget) -> Callable[[str], int | None]:
    """Makes records of a noun by their names, for pickers."""

    def make(text: str) -> int | None:
        done = bridge.do(Add(record, {"name": text}), parent)
        return done.id if done else None

    return make


def worded(words: type[StrEnum]) -> Sequence[tuple[Any, str]]:
    """The words of a choice, as they are shown."""
    return [(word, word.value.capitalize()) for word in words]


def accept(_value: Any) -> str:  # noqa: ANN401
    """The commit of a field that only waits for its button."""
    return ""


def stacked(*widgets: QWidget) -> QWidget:
    """One tab of several lists, one under the other."""
    page = QWidget()
    layout = QVBoxLayout(page)
    layout.setContentsMargins(0, 0, 0, 0)
    for widget in widgets:
        layout.addWidget(widget, 1)
    return page
