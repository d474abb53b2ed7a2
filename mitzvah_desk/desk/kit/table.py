"""A list of frozen rows: a column list and one model for every table of the desk.

Sorting and filtering are done on Python values in the model itself: a proxy model takes seconds where this
takes milliseconds.
"""

import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from mitzvah_desk.desk import look


class HasId(Protocol):
    """A row with the id of its record."""

    @property
    def id(self) -> int:
        """The record's id."""


Row = TypeVar("Row", bound=HasId)
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class Column(Generic[Row]):
    """One column.

    Attributes:
        key: its name in what is remembered.
        title: its heading.
        text: what a cell shows.
        sort: the value by which it sorts; its text where None. A row whose value is None comes last.
        width: how many characters wide it is at first.
        right: numbers stand on the right.
        shown: whether it is shown at first.
        icon: an icon's name for a cell, empty for none.
    """

    key: str
    title: str
    text: Callable[[Row], str]
    sort: Callable[[Row], Any] | None = None
    width: int = 16
    right: bool = False
    shown: bool = True
    icon: Callable[[Row], str] | None = None


def folded(text: str) -> str:
    """Text as a filter compares it: without capitals, accents and Hebrew points."""
    if text.isascii():
        return text.casefold()
    apart = unicodedata.normalize("NFKD", text)
    return "".join(c for c in apart if not unicodedata.combining(c)).casefold()


class RowsModel(QAbstractTableModel, Generic[Row]):
    """Rows for a table view, filtered and sorted."""

    def __init__(self, columns: Sequence[Column[Row]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self._all: list[Row] = []
        self._keys: list[str] | None = None
        self._shown: list[int] = []
        self._filter = ""
        self._sort = (-1, Qt.SortOrder.AscendingOrder)

    @property
    def total(self) -> int:
        """How many rows there are, filtered or not."""
        return len(self._all)

    def row(self, index: Index) -> Row:
        """The row of a cell."""
        return self._all[self._shown[index.row()]]

    def rows(self) -> list[Row]:
        """The rows that are shown, in their order."""
        return [self._all[position] for position in self._shown]

    def position(self, row_id: int) -> int:
        """Where the row with this id is shown; -1 where it is not."""
        return next((n for n, p in enumerate(self._shown) if self._all[p].id == row_id), -1)

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Shows other rows, filtered and sorted as before."""
        self.beginResetModel()
        self._all = list(rows)
        self._keys = None
        self._shown = self._matching(range(len(self._all)))
        self._order(self._shown)
        self.endResetModel()

    def set_filter(self, text: str) -> None:
        """Shows only rows in which every typed word occurs, in whatever column."""
        wanted = folded(text).strip()
        if wanted == self._filter:
            return
        narrower = wanted.startswith(self._filter)
        self._filter = wanted
        self.beginResetModel()
        if narrower:
            self._shown = self._matching(self._shown)
        else:
            self._shown = self._matching(range(len(self._all)))
            self._order(self._shown)
        self.endResetModel()

    def _matching(self, positions: Sequence[int]) -> list[int]:
        words = self._filter.split()
        if not words:
            return list(positions)
        if self._keys is None:
            texts = [column.text for column in self.columns]
            self._keys = [folded("\n".join([text(row) for text in texts])) for row in self._all]
        keys = self._keys
        shown = list(positions)
        for word in words:
            shown = [position for position in shown if word in keys[position]]
        return shown

    def _order(self, positions: list[int]) -> None:
        column, order = self._sort
        if not 0 <= column < len(self.columns):
            return
        value = self.columns[column].sort
        text = self.columns[column].text
        rows = self._all
        down = order is Qt.SortOrder.DescendingOrder
        if value is None:
            positions.sort(key=lambda position: folded(text(rows[position])), reverse=down)
            return
        found = [(value(rows[position]), position) for position in positions]
        known = sorted((pair for pair in found if pair[0] is not None), key=lambda p: p[0], reverse=down)
        positions[:] = [p for _, p in known] + [p for given, p in found if given is None]

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sorts by the column's value."""
        self._sort = (column, order)
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        were = [(self._shown[index.row()], index.column()) for index in before]
        self._order(self._shown)
        places = {position: number for number, position in enumerate(self._shown)} if before else {}
        self.changePersistentIndexList(before, [self.index(places[p], c) for p, c in were])
        self.layoutChanged.emit()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own default
        """Qt: how many rows are shown."""
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Qt: how many columns there are."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        """Qt: what a cell shows."""
        if role not in _SERVED or not index.isValid():
            return None
        column = self.columns[index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        row = self._all[self._shown[index.row()]]
        if role == Qt.ItemDataRole.DecorationRole:
            name = column.icon(row) if column.icon else ""
            return look.icon(name) if name else None
        text = column.text(row)
        if role == Qt.ItemDataRole.DisplayRole:
            return " ".join(text.split("\n"))
        return text or None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:  # noqa: ANN401
        """Qt: a column's heading."""
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        column = self.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None


_SERVED = frozenset(
    {
        Qt.ItemDataRole.DisplayRole,
        Qt.ItemDataRole.TextAlignmentRole,
        Qt.ItemDataRole.DecorationRole,
        Qt.ItemDataRole.ToolTipRole,
    }
)
