"""The form over one record: each field commits its own column."""

from collections.abc import Sequence
from enum import StrEnum
from typing import Any

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLineEdit

from mitzvah_desk.desk.records.record_field import RecordField
from mitzvah_desk.desk.session.file_session import FileSession
from mitzvah_desk.desk.widgets.field import Commit, Field
from mitzvah_desk.desk.widgets.fields import (
    CheckField,
    ChoiceField,
    DateField,
    LongTextField,
    MoneyField,
    NumberField,
    TextField,
    TimeField,
)
from mitzvah_desk.desk.widgets.form import Form
from mitzvah_desk.desk.widgets.labels import make_action
from mitzvah_desk.office.core.crud import Remove, SetField
from mitzvah_desk.rules.fields.field import FieldKind
from mitzvah_desk.rules.fields.registry import FIELDS


class RecordForm(Form):
    """A form whose fields are columns of one record; each commits its own column.

    Args:
        session: the desk's view of the office.
        record: the noun of the record, such as ``person``.

    Attributes:
        record_id: the record that is shown; 0 before the first.
        of: the fields by column.
    """

    def __init__(self, session: FileSession, record: str) -> None:
        super().__init__()
        self.session = session
        self.record = record
        self.record_id = 0
        self.of: dict[str, Field] = {}

    def add_declared(self, *columns: str) -> None:
        """Adds fields by their declarations, each as its kind is typed, in the order given."""
        add = {
            FieldKind.LONG_TEXT: self.long,
            FieldKind.NUMBER: self.number,
            FieldKind.MONEY: self.money,
            FieldKind.DAY: self.day,
            FieldKind.TIME: self.time,
            FieldKind.YES_NO: self.check,
        }
        for column in columns:
            add.get(FIELDS[self.record][column].kind, self.text)(column)

    def text(self, column: str, label: str = "", remark: str = "") -> None:
        """Adds a line of text; without a label, here and below, the field has its declared one."""
        self._put(column, TextField(self._label(column, label), self._commit(column), remark=remark))

    def long(self, column: str, label: str = "") -> None:
        """Adds several lines of text over the whole width."""
        self._put(column, LongTextField(self._label(column, label), self._commit(column)), wide=True)

    def number(self, column: str, label: str = "", remark: str = "") -> None:
        """Adds a whole number."""
        self._put(column, NumberField(self._label(column, label), self._commit(column), remark=remark))

    def money(self, column: str, label: str = "", remark: str = "") -> None:
        """Adds an amount of money."""
        self._put(column, MoneyField(self._label(column, label), self._commit(column), remark=remark))

    def day(self, column: str, label: str = "", remark: str = "") -> None:
        """Adds a day."""
        field = DateField(self._label(column, label), self._commit(column), hint="Not known", remark=remark)
        self._put(column, field)

    def time(self, column: str, label: str = "") -> None:
        """Adds a time of day."""
        self._put(column, TimeField(self._label(column, label), self._commit(column)))

    def check(self, column: str, label: str = "", remark: str = "") -> None:
        """Adds a yes or no."""
        self._put(column, CheckField(self._label(column, label), self._commit(column), remark=remark))

    def choice(self, column: str, words: type[StrEnum], label: str = "") -> None:
        """Adds one of a few words."""
        self._put(
            column, ChoiceField(self._label(column, label), self._commit(column), choice_options(words))
        )

    def pick(self, column: str, noun: str, label: str = "") -> None:
        """Adds another record to choose or to make; ``noun`` is one of ``NAMED``."""
        label = self._label(column, label)
        self._put(column, RecordField(self.session, noun, label, self._commit(column)))

    def fill(self, record_id: int, facts: object) -> None:
        """Shows a record's values; what is being typed stays while it is the same record."""
        other, self.record_id = record_id != self.record_id, record_id
        for column, field in self.of.items():
            (field.load if other else field.set_value)(getattr(facts, column))

    def start(self, *, replace: bool = False) -> None:
        """Puts the keyboard into the first field; what stands there may be replaced by the next letter."""
        editor = next(field.editor for field in self.fields if not field.isHidden())
        editor.setFocus()
        if replace and isinstance(editor, QLineEdit):
            editor.selectAll()

    def remove_action(self) -> QAction:
        """A button that removes the record that is shown."""
        return make_action(
            self,
            "trash",
            "Remove",
            lambda: self.session.execute(Remove(self.record, (self.record_id,)), self),
        )

    def _label(self, column: str, label: str) -> str:
        return label or FIELDS[self.record][column].label

    def _put(self, column: str, field: Field, *, wide: bool = False) -> None:
        self.of[column] = field
        self.add(field, wide=wide)

    def _commit(self, column: str) -> Commit:
        return lambda value: self.session.commit(SetField(self.record, self.record_id, column, value), self)


def choice_options(words: type[StrEnum]) -> Sequence[tuple[Any, str]]:
    """The words of a choice, as they are shown."""
    return [(word, word.value.capitalize()) for word in words]
