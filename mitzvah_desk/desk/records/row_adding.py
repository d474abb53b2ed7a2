"""Around a list in a page: lines that make one more row, buttons for the rows that are chosen."""

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QPushButton, QVBoxLayout, QWidget

from mitzvah_desk.desk.records.record_form import Read, make_record_creator, make_record_search
from mitzvah_desk.desk.session.file_session import FileSession
from mitzvah_desk.desk.widgets import theme
from mitzvah_desk.desk.widgets.field import Field
from mitzvah_desk.desk.widgets.fields import PickField
from mitzvah_desk.desk.widgets.sub_table import SubTable
from mitzvah_desk.office.core.crud import Add

Values = dict[str, Any]
"""A record's columns with their values."""
_COLUMN_CHARS = 30
"""The room that a column of fields needs, in average characters."""


class AddRowForm(QWidget):
    """Fields under a list, and a button that makes one more row of them.

    Args:
        session: the desk's view of the office.
        record: the noun of a row, such as ``contact_log``.
        owner: the row's column that leads to the record whose page this is.
        fields: the fields, by the row's columns; their commit accepts everything.
        button: the words of the button.
        needed: the column without which there is no row.
        complete: makes the values to keep of those typed, where something left empty has a usual value.
    """

    def __init__(
        self,
        session: FileSession,
        record: str,
        owner: str,
        fields: Mapping[str, Field],
        button: str,
        *,
        needed: str,
        complete: Callable[[Values], Values] = dict,
    ) -> None:
        super().__init__()
        self.fields = dict(fields)
        self._session, self._record, self._owner = session, record, owner
        self._needed, self._complete = needed, complete
        self._owner_id = 0
        self.add = QPushButton(theme.load_icon("plus"), button)
        self.add.clicked.connect(self._add)
        self._columns = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._arrange()

    def show_owner(self, owner_id: int) -> None:
        """Rows will belong to this record; what was typed for another one is dropped."""
        if owner_id != self._owner_id:
            self._empty()
        self._owner_id = owner_id

    def minimumSizeHint(self) -> QSize:
        """Qt: no wider than one column, since the columns follow the width."""
        field = max(field.minimumSizeHint().width() for field in self.fields.values())
        button = self.add.minimumSizeHint().width() + self._grid.horizontalSpacing()
        return QSize(field + button, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: as many columns as there is room for."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        room = self.width() // max(self.fontMetrics().averageCharWidth(), 1)
        columns = min(max(room // _COLUMN_CHARS, 1), 3)
        if columns == self._columns:
            return
        self._columns = columns
        last = len(self.fields) - 1
        for number in range(4):
            self._grid.setColumnStretch(number, 1 if number < columns else 0)
        for number, field in enumerate(self.fields.values()):
            row, column = divmod(number, columns)
            self._grid.addWidget(field, row, column, 1, columns - column if number == last else 1)
        self._grid.addWidget(self.add, last // columns, columns, Qt.AlignmentFlag.AlignBottom)

    def _add(self) -> None:
        kept = [field.flush() for field in self.fields.values()]  # every one, also after one that is refused
        if not all(kept):
            return
        values = {column: f.value for column, f in self.fields.items() if f.value not in (None, "")}
        first = self.fields[self._needed]
        if self._needed in values:
            values = self._complete(values)
            if (
                self._session.execute(Add(self._record, {self._owner: self._owner_id, **values}), self)
                is None
            ):
                return
            self._empty()
        else:
            self._session.status_message.emit(f"Nothing was added. Fill in “{first.label}” first.")
        first.editor.setFocus()

    def _empty(self) -> None:
        for field in self.fields.values():
            field.load(None)


def add_picker(
    table: SubTable[Any],
    label: str,
    session: FileSession,
    read: Read,
    add: Callable[[int], str],
    *,
    new: str = "",
) -> PickField:
    """Puts a picker under a list; choosing a record adds it and empties the line again.

    Args:
        table: the list.
        label: what the picker is called.
        session: the desk's view of the office.
        read: the records that may be added.
        add: adds one by its id; returns "" or the sentence that refuses it.
        new: the noun of a record that is made of an unknown name.
    """

    def take(value: int | None) -> str:
        problem = add(value) if value is not None else ""
        if not problem:
            picker.load(None)
        return problem

    add_new = make_record_creator(session, new, table) if new else None
    picker = PickField(label, take, make_record_search(session, read), add_new=add_new)
    table.add_below(picker)
    return picker


def add_row_action(
    table: SubTable[Any], icon_name: str, text: str, pressed: Callable[[list[int]], object]
) -> None:
    """Puts a button over a list that works while rows are chosen.

    Args:
        table: the list.
        icon_name: the icon of the button.
        text: its words.
        pressed: called with the ids of the rows chosen.
    """
    action = QAction(theme.load_icon(icon_name), text, table)

    def offer() -> None:
        action.setEnabled(bool(table.table.selected_ids()))

    action.triggered.connect(lambda: pressed(table.table.selected_ids()))
    table.add_action(action)
    table.table.selected.connect(offer)
    offer()


def accept_any(_value: Any) -> str:  # noqa: ANN401
    """The commit of a field that only waits for its button."""
    return ""


def stack_widgets(*widgets: QWidget) -> QWidget:
    """One tab of several lists, one under the other."""
    page = QWidget()
    layout = QVBoxLayout(page)
    layout.setContentsMargins(0, 0, 0, 0)
    for widget in widgets:
        layout.addWidget(widget, 1)
    return page
