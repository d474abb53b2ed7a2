"""The fields of one record's page: each commits its own column, all are filled from the facts of a query."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from mitzvah_desk.desk.bridge import Bridge
from mitzvah_desk.desk.picking import search_in
from mitzvah_desk.desk.widgets.fields import (
    CheckField,
    ChoiceField,
    DateField,
    Field,
    LongTextField,
    MoneyField,
    NumberField,
    PickField,
    TextField,
    TimeField,
)
from mitzvah_desk.desk.widgets.form import Form
from mitzvah_desk.office.editing import Add, SetField
from mitzvah_desk.office.queries.lookup import Option

_KINDS: dict[str, Callable[..., Field]] = {
    "text": TextField,
    "long": LongTextField,
    "number": NumberField,
    "money": MoneyField,
    "day": DateField,
    "time": TimeField,
    "check": CheckField,
}


class FieldSet:
    """Makes the fields of a record and fills them.

    Attributes:
        record_id: the record that is shown.
        fields: each field by its column.
    """

    def __init__(self, bridge: Bridge, record: str, owner: QWidget) -> None:
        self.bridge = bridge
        self.record_id = 0
        self.fields: dict[str, Field] = {}
        self._record = record
        self._owner = owner

    def add(
        self, form: Form, kind: str, column: str, label: str, *, wide: bool = False, remark: str = ""
    ) -> None:
        """Adds a field of a kind: text, long, number, money, day, time or check."""
        self._keep(form, column, _KINDS[kind](label, self._commit(column), remark=remark), wide=wide)

    def choice(self, form: Form, column: str, label: str, options: Sequence[tuple[Any, str]]) -> None:
        """Adds a choice of a few words."""
        self._keep(form, column, ChoiceField(label, self._commit(column), options), wide=False)

    def pick(
        self, form: Form, column: str, label: str, read: Callable[..., list[Option]], *, new: str = ""
    ) -> None:
        """Adds a choice of a record; ``new`` names the record that is made of an unknown name."""
        add_new = self._adder(new) if new else None
        field = PickField(
            label,
            self._commit(column),
            search_in(lambda: self.bridge.office.ask(read)),
            add_new=add_new,
        )
        self._keep(form, column, field, wide=False)

    def fill(self, record_id: int, facts: object) -> None:
        """Shows a record; what is typed and not kept yet stays, unless it is another record."""
        another, self.record_id = record_id != self.record_id, record_id
        for column, field in self.fields.items():
            (field.load if another else field.set_value)(getattr(facts, column))

    def _keep(self, form: Form, column: str, field: Field, *, wide: bool) -> None:
        self.fields[column] = field
        form.add(field, wide=wide)

    def _commit(self, column: str) -> Callable[[Any], str]:
        return lambda value: self.bridge.commit(
            SetField(self._record, self.record_id, column, value), self._owner
        )

    def _adder(self, record: str) -> Callable[[str], int | None]:
        def add(text: str) -> int | None:
            done = self.bridge.do(Add(record, {"name": text}), self._owner)
            return done.id if done else None

        return add
