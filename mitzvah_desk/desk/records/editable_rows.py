"""A list of records that belong to another, and beneath it the fields of the row chosen, or of a new one."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from PySide6.QtWidgets import QLineEdit

from mitzvah_desk.desk.session.file_session import FileSession
from mitzvah_desk.desk.widgets.field import Commit, Field
from mitzvah_desk.desk.widgets.field_row import FieldRow
from mitzvah_desk.desk.widgets.fields import ClockTimeField
from mitzvah_desk.desk.widgets.labels import make_label
from mitzvah_desk.desk.widgets.rows import Column, Row
from mitzvah_desk.desk.widgets.sub_table import SubTable
from mitzvah_desk.office.core.crud import Add, Remove, SetField, SetFields

Make = Callable[[Commit], Field]
"""Makes a field around its commit."""
_OF_NEW = "A new line: it is kept as soon as its first field is filled in. Enter begins the next."
_OF_CHOSEN = "The line chosen above: each field is kept when you leave it. Enter begins a new one."
_OF_SEVERAL = "Several lines are chosen. Choose one to change it."


class EditableRows(SubTable[Row]):
    """Rows that are added and changed in place.

    The first field makes a new row as soon as it is left; every other one is kept in the row by itself.
    A field that is refused keeps its text, and the list stays at its row until it is put right or Esc
    takes it back.

    Args:
        session: the desk's view of the office.
        record: the noun of a row, such as ``material``.
        owner: the row's column that leads to the record whose page this is, such as ``project_id``.
        title: what stands above the list.
        columns: the columns of the list.
        cells: by column of the record, what makes its field and the room it needs, in average characters.
            The first is what a row cannot be without.
        read: the query of the rows that belong to a record, by its id.
        empty: what the list says while there are no rows.
        name: the key under which the columns are remembered; made of owner and record where empty.
        usual: values of a new row for fields in which one chooses instead of typing.
        then: the field to which Enter goes from the first, while it is empty, before it begins a new row.
        names: by column that leads to another record, the attribute of a row that has its name.
        on_open: called with the row to open; without it, Enter goes to the fields.

    Attributes:
        owner_id: the record whose rows are shown; 0 before the first.
        fields: the fields by column.
    """

    def __init__(
        self,
        session: FileSession,
        record: str,
        owner: str,
        title: str,
        columns: Sequence[Column[Row]],
        cells: Mapping[str, tuple[Make, int]],
        read: Callable[..., list[Row]],
        *,
        empty: str,
        name: str = "",
        usual: Mapping[str, Any] | None = None,
        then: str = "",
        names: Mapping[str, str] | None = None,
        on_open: Callable[[Row], object] | None = None,
    ) -> None:
        super().__init__(
            name or f"{owner.removesuffix('_id')} {record}",
            title,
            columns,
            session.memory,
            empty=empty,
            on_add=self.begin,
            on_open=(lambda row_id: on_open(self._row(row_id))) if on_open else None,
            on_remove=lambda ids: session.execute(Remove(record, tuple(ids)), self),
        )
        self.session = session
        self.owner_id = 0
        self._record, self._owner, self._read, self._names = record, owner, read, names or {}
        self._usual, self._then = dict(usual or {}), then
        self._more: dict[str, int] = {}
        self._row_id = 0
        self._adding = False
        self.fields: dict[str, Field] = {
            column: make(self._committer(column)) for column, (make, _) in cells.items()
        }
        self._key = next(iter(cells))
        self._first = self.fields[self._key]
        self._says = make_label("", "muted", wraps=True)
        parts = [(self.fields[column], chars) for column, (_, chars) in cells.items()]
        self._field_row = FieldRow([(self._says, 150), *parts])
        self._field_row.entered.connect(self._on_enter)
        self.add_below(self._field_row)
        if on_open is None:
            self.table.opened.connect(lambda _: self._first.editor.setFocus())
        self.table.selected.connect(self._choose)
        self._load(0)

    def show_owner(self, owner_id: int, *, day: date | None = None, **more: int) -> None:
        """Shows the rows of a record; what was typed for another one is dropped.

        Args:
            owner_id: the record.
            day: the day on which times that are typed are.
            more: further columns that a new row needs.
        """
        if owner_id != self.owner_id:
            self._load(0)
        self.owner_id, self._more = owner_id, more
        self.set_rows(self._query())
        for field in self.fields.values():
            if day is not None and isinstance(field, ClockTimeField):
                field.set_day(day)

    def begin(self) -> None:
        """Makes ready for a new row."""
        if self.flush():
            self.table.select([])
            self._first.editor.setFocus()

    def flush(self) -> bool:
        """Commits what is typed; returns whether nothing is left uncommitted, else goes to it."""
        return self._field_row.flush()

    def complete(self, values: dict[str, Any]) -> dict[str, Any]:
        """The values of a row, with what the user need not type; a field that is emptied takes it too."""
        return values

    def make_change(self, row_id: int, column: str, value: Any) -> SetFields:  # noqa: ANN401
        """The action that gives a row what was typed into one of its fields."""
        return SetField(self._record, row_id, column, value)

    def _committer(self, column: str) -> Commit:
        return lambda value: self._commit(column, value)

    def _commit(self, column: str, value: Any) -> str:  # noqa: ANN401
        if self._row_id:
            return self._change(column, value)
        if column == self._key:
            return self._add(value)
        if column in self._usual:
            return ""
        return f"Fill in “{self._first.label}” first, then this is kept too. Esc drops it."

    def _change(self, column: str, value: Any) -> str:  # noqa: ANN401
        emptied = value in (None, "") and column != self._key
        usual = self.complete({self._key: self._first.value}).get(column) if emptied else None
        kept = value if usual is None else usual
        problem = self.session.commit(self.make_change(self._row_id, column, kept), self)
        if usual is not None and not problem:
            self.fields[column].set_value(usual)  # where it was just that before, nothing is read again
        return problem

    def _add(self, value: Any) -> str:  # noqa: ANN401
        chosen = {column: self.fields[column].value for column in self._usual}
        values = {self._owner: self.owner_id, **self._more, **chosen, self._key: value}
        before = {row.id for row in self._query()}
        problem = self.session.commit(Add(self._record, self.complete(values)), self)
        if problem:
            return problem
        rows = self._query()
        self._row_id = next(row.id for row in rows if row.id not in before)
        self._adding = True
        self.set_rows(rows)
        self.table.select([self._row_id])
        self._adding = False
        self._choose()
        for field in self.fields.values():
            field.flush()  # what was typed before the first field
        return ""

    def _choose(self) -> None:
        """Shows the row chosen in the list; one with something refused in its fields is not left."""
        if self._adding:
            return
        ids = self.table.selected_ids()
        for field in self.fields.values():
            field.setEnabled(len(ids) < 2)
        chosen = ids[0] if len(ids) == 1 else 0
        if chosen == self._row_id:
            self._fill(chosen)
        elif any(field.touched for field in self.fields.values()) and self._is_there(self._row_id):
            self.table.select([self._row_id] if self._row_id else [])
        else:
            self._load(chosen)
        self._says.setText(_OF_SEVERAL if len(ids) > 1 else _OF_CHOSEN if self._row_id else _OF_NEW)

    def _is_there(self, row_id: int) -> bool:
        return not row_id or any(row.id == row_id for row in self.table.rows_model.rows())

    def _row(self, row_id: int) -> Row:
        return next(row for row in self.table.rows_model.rows() if row.id == row_id)

    def _fill(self, row_id: int) -> None:
        if row_id:
            row = self._row(row_id)
            for column, field in self.fields.items():
                words = (getattr(row, self._names[column]),) if column in self._names else ()
                field.set_value(getattr(row, column), *words)

    def _load(self, row_id: int) -> None:
        self._row_id = row_id
        for column, field in self.fields.items():
            field.load(self._usual.get(column))
        self._fill(row_id)

    def _query(self) -> list[Row]:
        return self.session.office.query(self._read, self.owner_id)

    def _on_enter(self, field: Field) -> None:
        """Enter: to a new row, so that what is typed on is added and stands instead of nothing."""
        if not self._row_id or field.touched:
            return
        after = self.fields.get(self._then) if field is self._first else None
        if after is None or after.value:
            self.begin()
            return
        after.editor.setFocus()
        if isinstance(after.editor, QLineEdit):
            after.editor.selectAll()
