"""The model behind every table: frozen rows, a list of columns, sorted and filtered by Python itself.

A proxy model over a Python model takes seconds where ``list.sort`` and a comprehension take milliseconds.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, Protocol, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from mitzvah_desk.desk.widgets import theme
from mitzvah_desk.desk.widgets.labels import escape_tooltip
from mitzvah_desk.rules.matching.folding import fold_text


class HasId(Protocol):
    """What every row has: the id of its record."""

    @property
    def id(self) -> int:
        """The record's id."""


Row = TypeVar("Row", bound=HasId)
Value = str | int | float | date
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class Column(Generic[Row]):
    """One column of a table.

    Attributes:
        key: its name in what is remembered; never shown, never changed.
        title: its heading.
        text: what a cell shows.
        sort: the value to sort by; rows where it is None come last. Without it, the text is sorted by.
        align_right: whether cells stand at the right, as numbers do.
        width_chars: how many average characters wide it is at first.
        shown: whether it is shown at first.
        tooltip: more about a cell, shown when the mouse rests there.
        icon: the name of an icon before the text, empty for none.
        newest_first: whether the table is sorted by it at first, the greatest value at the top.
    """

    key: str
    title: str
    text: Callable[[Row], str]
    sort: Callable[[Row], Any] | None = None
    align_right: bool = False
    width_chars: int = 16
    shown: bool = True
    tooltip: Callable[[Row], str] | None = None
    icon: Callable[[Row], str] | None = None
    newest_first: bool = False


def cell_value(column: Column[Row], row: Row) -> Value:
    """A cell for another program: a day or a number as such where the cell shows it, else its text."""
    text = column.text(row)
    value = column.sort(row) if column.sort is not None else None
    if isinstance(value, date) and text:
        return value
    if isinstance(value, (int, float)) and text.replace(",", "") in {str(value), f"{value:.2f}"}:
        return value
    return text


def _alignment(column: Column[Row]) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column.align_right else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter


class RowsModel(QAbstractTableModel, Generic[Row]):
    """Rows for a table view."""

    def __init__(self, columns: Sequence[Column[Row]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self._all: list[Row] = []
        self._sorted: list[int] = []
        self._shown: list[int] = []
        self._keys: list[str] | None = None
        self._filter = ""
        self._sort = (-1, Qt.SortOrder.AscendingOrder)

    def set_rows(self, rows: Iterable[Row]) -> None:
        """Shows these rows instead, under the filter and in the order chosen before."""
        self.beginResetModel()
        self._all = list(rows)
        self._keys = None
        self._sorted = self._in_order()
        self._shown = self._matching(self._sorted)
        self.endResetModel()

    def set_filter(self, text: str) -> None:
        """Shows only the rows in which every typed word occurs, in whatever column."""
        wanted = " ".join(fold_text(text).split())
        if wanted == self._filter:
            return
        # A longer text can only match fewer rows, so most keystrokes look through few.
        start = self._shown if wanted.startswith(self._filter) else self._sorted
        self._filter = wanted
        self.beginResetModel()
        self._shown = self._matching(start)
        self.endResetModel()

    @property
    def total(self) -> int:
        """How many rows there are, whether the filter shows them or not."""
        return len(self._all)

    @property
    def count(self) -> int:
        """How many rows the filter lets through."""
        return len(self._shown)

    def rows(self) -> list[Row]:
        """The rows shown, in their order."""
        return [self._all[position] for position in self._shown]

    def row(self, line: int) -> Row:
        """The row shown on one line, counted from 0."""
        return self._all[self._shown[line]]

    def lines_of(self, ids: Iterable[int]) -> list[int]:
        """The lines, in order, on which the rows with these ids are shown."""
        wanted = set(ids)
        if not wanted:
            return []
        return [line for line, position in enumerate(self._shown) if self._all[position].id in wanted]

    def _matching(self, positions: Sequence[int]) -> list[int]:
        shown = list(positions)
        if not self._filter:
            return shown
        if self._keys is None:
            texts = [column.text for column in self.columns]
            self._keys = [fold_text("\n".join([text(row) for text in texts])) for row in self._all]
        keys = self._keys
        for word in self._filter.split():
            shown = [position for position in shown if word in keys[position]]
        return shown

    def _in_order(self) -> list[int]:
        positions = list(range(len(self._all)))
        number, order = self._sort
        if not 0 <= number < len(self.columns):
            return positions
        column = self.columns[number]
        down = order is Qt.SortOrder.DescendingOrder
        value, text = column.sort, column.text
        keys = [fold_text(text(row)) if value is None else value(row) for row in self._all]
        known = [position for position in positions if keys[position] is not None]
        known.sort(key=keys.__getitem__, reverse=down)
        return known + [position for position in positions if keys[position] is None]

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sorts by a column's value; -1 puts the rows in the order in which they came."""
        if (column, order) == self._sort:
            return
        self._sort = (column, order)
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        were = [(self._shown[index.row()], index.column()) for index in before]
        self._sorted = self._in_order()
        visible = set(self._shown)
        self._shown = [position for position in self._sorted if position in visible]
        lines = {position: line for line, position in enumerate(self._shown)} if before else {}
        self.changePersistentIndexList(before, [self.index(lines[p], number) for p, number in were])
        self.layoutChanged.emit()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 Qt's own signature
        """How many rows are shown."""
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 Qt's own signature
        """How many columns there are, shown or not."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 Qt's own
        """What a cell shows in one role."""
        if role not in _SERVED or not index.isValid():
            return None
        column = self.columns[index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(column)
        row = self._all[self._shown[index.row()]]
        if role == Qt.ItemDataRole.DecorationRole:
            name = column.icon(row) if column.icon else ""
            return theme.load_icon(name) if name else None
        if role == Qt.ItemDataRole.ToolTipRole:
            return escape_tooltip(column.tooltip(row)) if column.tooltip else None
        text = column.text(row)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return text or f"{column.title}: nothing"
        return " ".join(text.splitlines()) if "\n" in text else text

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:  # noqa: ANN401 Qt's own
        """A column's heading."""
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(self.columns[section])
        return None


_SERVED = frozenset(
    {
        Qt.ItemDataRole.DisplayRole,
        Qt.ItemDataRole.TextAlignmentRole,
        Qt.ItemDataRole.DecorationRole,
        Qt.ItemDataRole.ToolTipRole,
        Qt.ItemDataRole.AccessibleTextRole,
    }
)
