"""The lines of a grid in which one types: cells, and beside each line what becomes of it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor

from mitzvah_desk.desk.widgets import theme
from mitzvah_desk.desk.widgets.labels import escape_tooltip

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class LineState:
    """What becomes of a line.

    Attributes:
        word: in one word: ``new``.
        words: in full, as a sentence.
        icon: the sign before them.
        tone: the sign's colour.
        problems: what is wrong with a cell, by the key of its column.
    """

    word: str = ""
    words: str = ""
    icon: str = ""
    tone: str = "text"
    problems: Mapping[str, str] = field(default_factory=dict)


class GridModel(QAbstractTableModel):
    """Lines of texts, the last of them always empty; a column beside them says what becomes of each.

    Args:
        columns: the words of each column by its key.
        state: what stands above the last column.

    Signals:
        edited: something was typed, pasted or taken out.
    """

    edited = Signal()

    def __init__(self, columns: Mapping[str, str], state: str = "Becomes") -> None:
        super().__init__()
        self.keys = list(columns)
        self._words = dict(columns)
        self._state = state
        self._lines: list[list[str]] = [[""] * len(self.keys)]
        self._numbers = [1]
        self._states: dict[int, LineState] = {}

    def lines(self) -> list[tuple[int, tuple[str, ...]]]:
        """The lines that are not empty, each with its number; a line keeps its number while it is there."""
        told = zip(self._numbers, self._lines, strict=True)
        return [(number, tuple(cells)) for number, cells in told if any(cells)]

    def number_at(self, row: int) -> int:
        """The number of the line in this row."""
        return self._numbers[row]

    def row_of(self, number: int) -> int:
        """Where a line stands."""
        return self._numbers.index(number)

    def set_states(self, states: Mapping[int, LineState]) -> None:
        """Says what becomes of the lines, by their numbers."""
        self._states = dict(states)
        self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, self.columnCount() - 1))

    def state_of(self, number: int) -> LineState:
        """What becomes of a line."""
        return self._states.get(number, LineState())

    def add_columns(self, columns: Mapping[str, str]) -> None:
        """Puts further columns before the last, those that are not there yet."""
        new = {key: words for key, words in columns.items() if key not in self._words}
        if not new:
            return
        self.beginInsertColumns(QModelIndex(), len(self.keys), len(self.keys) + len(new) - 1)
        self.keys += new
        self._words |= new
        for cells in self._lines:
            cells.extend([""] * len(new))
        self.endInsertColumns()

    def put(self, row: int, column: int, block: Sequence[Sequence[str]]) -> None:
        """Writes cells from one on, in as many new lines as they need; what goes beyond the side is left."""
        missing = row + len(block) + 1 - len(self._lines)
        if missing > 0:
            self._append(missing)
        for down, cells in enumerate(block):
            for across, text in enumerate(cells[: len(self.keys) - column]):
                self._lines[row + down][column + across] = text
        self._changed()

    def put_keyed(self, row: int, keys: Sequence[str], block: Sequence[Sequence[str]]) -> None:
        """Writes cells by what their columns mean, from one line on; those without a meaning are left."""
        places = [(n, self.keys.index(key)) for n, key in enumerate(keys) if key]
        missing = row + len(block) + 1 - len(self._lines)
        if missing > 0:
            self._append(missing)
        for down, cells in enumerate(block):
            for number, column in places:
                before = self._lines[row + down][column] if keys.count(keys[number]) > 1 else ""
                told = [part for part in (before, cells[number]) if part]
                self._lines[row + down][column] = ", ".join(dict.fromkeys(told))
        self._changed()

    def clear_cells(self, indexes: Iterable[Index]) -> None:
        """Empties cells."""
        for index in indexes:
            if index.column() < len(self.keys):
                self._lines[index.row()][index.column()] = ""
        self._changed()

    def remove_numbers(self, numbers: Iterable[int]) -> None:
        """Takes lines out, such as those that are added."""
        gone = set(numbers)
        kept = [n for n, number in enumerate(self._numbers) if number not in gone]
        self.beginResetModel()
        self._lines = [self._lines[n] for n in kept]
        self._numbers = [self._numbers[n] for n in kept]
        self._states = {number: state for number, state in self._states.items() if number not in gone}
        self.endResetModel()
        self._changed()

    def first_empty(self) -> int:
        """The row of the empty line at the end."""
        return len(self._lines) - 1

    def _append(self, count: int) -> None:
        start = len(self._lines)
        self.beginInsertRows(QModelIndex(), start, start + count - 1)
        last = max(self._numbers, default=0)
        self._lines += [[""] * len(self.keys) for _ in range(count)]
        self._numbers += range(last + 1, last + count + 1)
        self.endInsertRows()

    def _changed(self) -> None:
        if not self._lines or any(self._lines[-1]):
            self._append(1)
        self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, self.columnCount() - 1))
        self.edited.emit()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own signature
        """Qt: how many lines."""
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Qt: how many columns, with that of what becomes of the lines."""
        return 0 if parent.isValid() else len(self.keys) + 1

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Qt: one types in every column but the last."""
        flags = super().flags(index)
        typed = index.isValid() and index.column() < len(self.keys)
        return flags | Qt.ItemFlag.ItemIsEditable if typed else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        """Qt: a cell, or what becomes of its line."""
        state = self.state_of(self._numbers[index.row()])
        if index.column() == len(self.keys):
            return self._state_data(state, role)
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole}:
            return self._lines[index.row()][index.column()]
        problem = state.problems.get(self.keys[index.column()], "")
        if role == Qt.ItemDataRole.AccessibleTextRole:
            text = self._lines[index.row()][index.column()]
            return f"{text}: {problem}" if problem else text
        if not problem:
            return None
        if role == Qt.ItemDataRole.ToolTipRole:
            return escape_tooltip(problem)
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return problem
        if role == Qt.ItemDataRole.BackgroundRole:
            return QColor(theme.current_colours().bad_ground)
        if role == Qt.ItemDataRole.DecorationRole:
            return theme.load_icon("alert-circle", "bad")
        return None

    def _state_data(self, state: LineState, role: int) -> Any:  # noqa: ANN401
        if role == Qt.ItemDataRole.DisplayRole:
            return state.word
        if role == Qt.ItemDataRole.ToolTipRole:
            return escape_tooltip(state.words)
        if role in {Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.AccessibleDescriptionRole}:
            return f"{state.word}: {state.words}" if state.words else state.word
        if role == Qt.ItemDataRole.DecorationRole and state.icon:
            return theme.load_icon(state.icon, state.tone)
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:  # noqa: ANN401
        """Qt: a cell was typed."""
        if role != Qt.ItemDataRole.EditRole or index.column() >= len(self.keys):
            return False
        text = str(value).strip()
        if self._lines[index.row()][index.column()] != text:
            self._lines[index.row()][index.column()] = text
            self._changed()
        return True

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:  # noqa: ANN401
        """Qt: the words of a column, the number of a line."""
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation is Qt.Orientation.Vertical:
            return str(self._numbers[section])
        return self._words[self.keys[section]] if section < len(self.keys) else self._state
