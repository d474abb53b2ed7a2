"""A list of a project's own records, and beneath it the fields of the row chosen, or of a new one."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from mitzvah_desk.desk.session.file_session import FileSession
from mitzvah_desk.desk.widgets.field import Commit, Field
from mitzvah_desk.desk.widgets.field_row import FieldRow
from mitzvah_desk.desk.widgets.fields import ChoiceField, PickField
from mitzvah_desk.desk.widgets.labels import make_label
from mitzvah_desk.desk.widgets.line_fields import LineField
from mitzvah_desk.desk.widgets.rows import Column, Row
from mitzvah_desk.desk.widgets.sub_table import SubTable
from mitzvah_desk.office.core.crud import Add, Remove, SetField

Make = Callable[[Commit], Field]
"""Makes a field around its commit."""
_OF_NEW = "A new line: it is kept as soon as its first field is filled in. Enter begins the next."
_OF_CHOSEN = "The line chosen above: each field is kept when you leave it. Enter begins a new one."
_OF_SEVERAL = "Several lines are chosen. Choose one to change it."


class ChildRows(SubTable[Row]):
    """Rows that are added and changed in place.

    The first field makes a new row as soon as it is left; every other one is kept in the row by itself.
    A field that is refused keeps its text, and the list stays at its row until it is put right or Esc
    takes it back.

    Args:
        session: the desk's view of the office.
        record: the noun of a row, such as ``material``.
        title: what stands above the list; also the key under which its columns are remembered.
        columns: the columns of the list.
        cells: by column of the record, what makes its field and the room it needs, in average characters.
            The first is what a row cannot be without.
        read: the rows of a project.
        empty: what the list says while there are no rows.
        usual: values of a new row for fields in which one chooses instead of typing.
        names: by column that leads to another record, the attribute of a row that has its name.
        on_open: called with the row to open; without it, Enter goes to the fields.

    Attributes:
        fields: the fields by column.
    """

    def __init__(
        self,
        session: FileSession,
        record: str,
        title: str,
        columns: Sequence[Column[Row]],
        cells: Mapping[str, tuple[Make, int]],
        read: Callable[[int], Iterable[Row]],
        *,
        empty: str,
        usual: Mapping[str, Any] | None = None,
        names: Mapping[str, str] | None = None,
        on_open: Callable[[Row], object] | None = None,
    ) -> None:
        super().__init__(
            f"project {record}",
            title,
            columns,
            session.memory,
            empty=empty,
            on_add=self.begin,
            on_open=(lambda row_id: on_open(self._row(row_id))) if on_open else None,
            on_remove=lambda ids: session.execute(Remove(record, tuple(ids)), self),
        )
        self.session = session
        self._record, self._read, self._names = record, read, names or {}
        self._usual = dict(usual or {})
        self._owner: dict[str, int] = {"project_id": 0}
        self._row_id = 0
        self._adding = False
        self.fields: dict[str, Field] = {
            column: make(self._committer(column)) for column, (make, _) in cells.items()
        }
        self._key = next(iter(cells))
        self._first = self.fields[self._key]
        self._says = make_label("", "muted", wraps=True)
        parts = [(self.fields[column], chars) for column, (_, chars) in cells.items()]
        self.add_below(FieldRow([(self._says, 150), *parts]))
        for field in self.fields.values():
            if isinstance(field, LineField):
                field.line.returnPressed.connect(lambda field=field: self._go_on(field))
            elif isinstance(field, PickField):
                field.line.returnPressed.connect(lambda field=field: self._go_on(field))
                field.picked.connect(lambda field=field: self._go_on(field))
        if on_open is None:
            self.table.opened.connect(lambda _: self._first.editor.setFocus())
        self.table.selected.connect(self._choose)
        self._load(0)

    def show_project(self, project_id: int, **more: int) -> None:
        """Shows a project's rows; ``more`` are further columns that a new row needs."""
        owner = {"project_id": project_id, **more}
        if owner["project_id"] != self._owner["project_id"]:
            self._load(0)
        self._owner = owner
        self.set_rows(self._read(project_id))

    def begin(self) -> None:
        """Makes ready for a new row."""
        if self.flush():
            self.table.select([])
            self._first.editor.setFocus()

    def leave(self) -> None:
        """Commits what is typed, but does not ask again about what was refused just so."""
        for field in self.fields.values():
            field.leave()

    def try_again(self) -> None:
        """Asks again about what was refused, since what it was judged by is another now."""
        for field in self.fields.values():
            field.try_again()

    def flush(self) -> bool:
        """Commits what is typed; returns whether nothing is left uncommitted, else goes to it."""
        kept = [field.flush() for field in self.fields.values()]  # every one, also after one that is refused
        if not all(kept):
            next(field for field in self.fields.values() if field.touched).editor.setFocus()
        return all(kept)

    def kept(self, column: str, value: Any) -> Any:  # noqa: ANN401
        """The value of a field as the record keeps it."""
        del column
        return value

    def shown(self, row: Row, column: str) -> Any:  # noqa: ANN401
        """The value of a row as its field shows it."""
        return getattr(row, column)

    def completed(self, values: dict[str, Any]) -> dict[str, Any]:
        """The values of a new row, with what the user need not type."""
        return values

    def _committer(self, column: str) -> Commit:
        return lambda value: self._commit(column, value)

    def _commit(self, column: str, value: Any) -> str:  # noqa: ANN401
        if self._row_id:
            change = SetField(self._record, self._row_id, column, self.kept(column, value))
            return self.session.commit(change, self)
        if column == self._key:
            return self._add(value)
        if column in self._usual:
            return ""
        return f"Fill in “{self._first.label}” first, then this is kept too. Esc drops it."

    def _add(self, value: Any) -> str:  # noqa: ANN401
        project = self._owner["project_id"]
        chosen = {column: self.fields[column].value for column in self._usual}
        values = self.completed({**self._owner, **chosen, self._key: self.kept(self._key, value)})
        before = {row.id for row in self._read(project)}
        problem = self.session.commit(Add(self._record, values), self)
        if problem:
            return problem
        rows = list(self._read(project))
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
                field.set_value(self.shown(row, column), *words)

    def _load(self, row_id: int) -> None:
        self._row_id = row_id
        for column, field in self.fields.items():
            field.load(self._usual.get(column))
        self._fill(row_id)

    def _go_on(self, field: Field) -> None:
        """Enter: to a new row, so that what is typed on is added and stands instead of nothing."""
        if self._row_id and not field.touched:
            self.begin()


def make_choice_field(label: str, options: Sequence[tuple[Any, str]]) -> Make:
    """Makes a field that offers a few words."""
    return lambda commit: ChoiceField(label, commit, options)
