"""A list of records that belong to another, and beneath it the fields of the row chosen, or of a new one."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from PySide6.QtWidgets import QLineEdit

from mitzvah_desk.desk.session.file_session import FileSession
from mitzvah_desk.desk.widgets import messages
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
    takes it back. What is typed of a new row before its first field is kept until the row is made: Esc asks
    before it drops it, and another record's page gives it back when one returns to this one.

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
        then: the field to which Enter goes from the first, while it is empty or the row was
            just made, before it begins a new one.
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
        self._adding = self._fresh = False
        self._drafts: dict[int, tuple[int, dict[str, object]]] = {}
        self._begun: dict[str, object] = {}
        self.fields: dict[str, Field] = {
            column: make(self._committer(column)) for column, (make, _) in cells.items()
        }
        for field in self.fields.values():
            field.may_drop = self._may_drop
        self._key = next(iter(cells))
        self._first = self.fields[self._key]
        self._says = make_label("", "muted", wraps=True)
        parts = [(self.fields[column], chars) for column, (_, chars) in cells.items()]
        self._field_row = FieldRow([(self._says, 150), *parts])
        self._field_row.entered.connect(self._on_enter)
        self.add_below(self._field_row)
        if on_open is None:
            self.table.may_open = lambda: True
            self.table.open_words = "Change"
            self.table.opened.connect(lambda _: self._first.editor.setFocus())
        self.table.selected.connect(self._choose)
        self._load(0)

    def show_owner(self, owner_id: int, *, day: date | None = None, **more: int) -> None:
        """Shows the rows of a record, with what was typed of them before and is not kept yet.

        Args:
            owner_id: the record.
            day: the day on which times that are typed are.
            more: further columns that a new row needs.
        """
        another = owner_id != self.owner_id
        if another:
            self._put_aside()
            self._load(0)
        self.owner_id, self._more = owner_id, more
        self.set_rows(self._query())
        for field in self.fields.values():
            if day is not None and isinstance(field, ClockTimeField):
                field.set_day(day)
        if another:
            self._bring_back()

    def begin(self) -> None:
        """Makes ready for a new row."""
        if self.flush():
            self.table.select([])
            self._first.editor.setFocus()

    def flush(self) -> bool:
        """Commits what is typed; returns whether nothing is left uncommitted, else goes to it."""
        return self._field_row.flush()

    def drop_typed(self) -> None:
        """Drops what is typed and not kept, of this record."""
        for field in self.fields.values():
            field.restore()
        if not self._row_id:
            self._load(0)

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
        self._begun = {}
        self._fresh = True
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
        elif self._is_touched() and self._is_there(self._row_id):
            self.table.select([self._row_id] if self._row_id else [])
            self._show_held()
        else:
            begun = {} if self._row_id else self._list_chosen()
            self._load(chosen)
            if chosen:
                self._begun = begun or self._begun
            else:
                self._put(self._begun)
        self._says.setText(_OF_SEVERAL if len(ids) > 1 else _OF_CHOSEN if self._row_id else _OF_NEW)

    def _is_touched(self) -> bool:
        return any(field.touched for field in self.fields.values())

    def _show_held(self) -> None:
        """Goes to what keeps the list at its row, so that it is seen why it stays."""
        held = next(field for field in self.fields.values() if field.touched)
        held.leave()
        held.editor.setFocus()

    def _may_drop(self) -> bool:
        """Whether Esc may take back what is typed: of a new row, nothing else has it."""
        only_first = not any(field.touched for field in self.fields.values() if field is not self._first)
        if self._row_id or (only_first and self._first.problem):
            return True
        do = "The line is not made yet, so nothing of it can be brought back."
        choices, leave = ("Drop it",), "Go on typing"
        text = "What is typed of this new line is dropped?"
        return messages.ask_choice(self.window(), text, do, choices=choices, leave=leave) is not None

    def _list_chosen(self) -> dict[str, object]:
        """What was chosen for a new row that is not made yet, beside what is usual."""
        return {
            column: self.fields[column].draft
            for column, usual in self._usual.items()
            if self.fields[column].value != usual
        }

    def _put_aside(self) -> None:
        """Keeps for this record what is typed and cannot be kept in the file yet."""
        if not self.owner_id:
            return
        for field in self.fields.values():
            field.flush()
        typed = {column: field.draft for column, field in self.fields.items() if field.touched}
        chosen = {} if self._row_id else self._begun | self._list_chosen()
        if typed or chosen:
            self._drafts[self.owner_id] = self._row_id, chosen | typed
        self._begun = {}

    def _bring_back(self) -> None:
        """Shows again what was typed of this record; what belongs to a row that is gone is a new one's."""
        row_id, drafts = self._drafts.pop(self.owner_id, (0, {}))
        if row_id and self._is_there(row_id):
            self.table.select([row_id])
        self._put(drafts)

    def _put(self, drafts: Mapping[str, object]) -> None:
        for column, draft in drafts.items():
            self.fields[column].put_draft(draft)
            if column in self._usual:
                self.fields[column].flush()

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
        self._row_id, self._fresh = row_id, False
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
        fresh, self._fresh = self._fresh, False
        if after is None or (after.value and not fresh):
            self.begin()
            return
        after.editor.setFocus()
        if isinstance(after.editor, QLineEdit):
            after.editor.selectAll()
