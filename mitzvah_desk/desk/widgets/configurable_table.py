"""A table whose columns one chooses, widens, moves and sorts by; it remembers what was chosen."""

import json
from collections.abc import Sequence
from typing import Any, Generic, Protocol

from PySide6.QtCore import QEvent, QPoint, QSize, Qt, QTimer
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QMenu, QTableView, QWidget

from mitzvah_desk.desk.widgets.column_keys import add_column_commands
from mitzvah_desk.desk.widgets.notice import announce
from mitzvah_desk.desk.widgets.rows import Column, Row, RowsModel
from mitzvah_desk.desk.widgets.widths import measure_column, share_width


class ColumnMemory(Protocol):
    """Where this computer keeps what a list was told to look like."""

    def get(self, key: str) -> str | None:
        """What was kept under ``key``; None where nothing was."""

    def set(self, key: str, value: str) -> None:
        """Keeps ``value`` under ``key``."""


class ColumnedTable(QTableView, Generic[Row]):
    """A table view with its columns. What its rows can do is for ``DataTable`` to say.

    Args:
        columns: its columns.
        name: its accessible name, and with ``memory`` the key under which its columns are kept.
        memory: where columns, widths and order are kept; nowhere without it.

    Attributes:
        rows_model: its rows.
    """

    def __init__(
        self,
        columns: Sequence[Column[Row]],
        name: str,
        memory: ColumnMemory | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._name = name
        self._memory = memory
        self._restoring = False
        self.rows_model: RowsModel[Row] = RowsModel(columns, self)
        self.setAccessibleName(name)
        self.setModel(self.rows_model)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setSectionsMovable(True)
        header.setStretchLastSection(True)
        header.setHighlightSections(False)
        header.setSortIndicatorClearable(False)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._saving = QTimer(self, singleShot=True, interval=0)
        self._wished: dict[str, float] = {}
        self._wants: dict[str, tuple[int, int]] = {}
        self._restore()
        self._measure()
        self.setSortingEnabled(True)
        header.customContextMenuRequested.connect(lambda at: self.choose_columns(header.mapToGlobal(at)))
        header.sectionResized.connect(self._on_resized)
        header.sectionMoved.connect(self._saving.start)
        header.sortIndicatorChanged.connect(self._saving.start)
        self._saving.timeout.connect(self._save)

    def _columns_shown(self) -> list[Column[Row]]:
        header = self.horizontalHeader()
        order = [header.logicalIndex(place) for place in range(header.count())]
        return [self.rows_model.columns[n] for n in order if not self.isColumnHidden(n)]

    def columns_menu(self) -> QMenu:
        """A menu with one tick for each column; the last one shown cannot go."""
        menu = QMenu(self)
        menu.setAccessibleName("Columns")
        visible = [n for n in range(len(self.rows_model.columns)) if not self.isColumnHidden(n)]
        for number, column in enumerate(self.rows_model.columns):
            action = QAction(column.title.replace("&", "&&"), menu)
            action.setCheckable(True)
            action.setChecked(number in visible)
            action.setEnabled(visible != [number])
            action.toggled.connect(lambda shown, at=number: self.show_column(at, shown=shown))
            menu.addAction(action)
        add_column_commands(menu, self)
        return menu

    def current_title(self) -> str:
        """The heading of the column in which the keyboard stands; empty where it stands in none."""
        index = self.currentIndex()
        return self.rows_model.columns[index.column()].title if index.isValid() else ""

    def sort_by_current(self, order: Qt.SortOrder) -> None:
        """Sorts by the column in which the keyboard stands, and says so."""
        index = self.currentIndex()
        if index.isValid():
            title, down = self.current_title(), order is Qt.SortOrder.DescendingOrder
            self.sortByColumn(index.column(), order)
            announce(self, f"Sorted by {title}, {'downwards' if down else 'upwards'}")

    def widen_current(self, chars: int) -> None:
        """Makes the column in which the keyboard stands wider by so many characters, or narrower."""
        index = self.currentIndex()
        if index.isValid():
            width = self.columnWidth(index.column()) + round(chars * self._char())
            self.setColumnWidth(index.column(), max(width, round(4 * self._char())))
            announce(self, f"{self.current_title()} is {'wider' if chars > 0 else 'narrower'} now")

    def choose_columns(self, at: QPoint | None = None) -> None:
        """Opens the menu of columns, at a place on the screen or at the table's corner."""
        menu = self.columns_menu()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(at or self.mapToGlobal(QPoint(0, self.horizontalHeader().height())))

    def show_column(self, number: int, *, shown: bool) -> None:
        """Shows or hides the column with this number."""
        self.setColumnHidden(number, not shown)
        if shown:
            self._measure()
        self._saving.start()

    def look_again(self) -> None:
        """Shows the columns and the order that its memory tells now; what is selected stays."""
        self._restoring = True
        self._restore()
        self._measure()

    def _restore(self) -> None:
        header = self.horizontalHeader()
        columns = self.rows_model.columns
        numbers = {column.key: number for number, column in enumerate(columns)}
        kept = _read(self._memory.get(f"columns/{self._name}") if self._memory else None)
        hidden = kept.get("hidden", [column.key for column in columns if not column.shown])
        for place, key in enumerate(key for key in kept.get("order", []) if key in numbers):
            header.moveSection(header.visualIndex(numbers[key]), place)
        self._wished = {key: float(width) for key, width in kept.get("widths", {}).items() if key in numbers}
        for column in columns:
            self.setColumnHidden(numbers[column.key], column.key in hidden)
        first = next((column for column in columns if column.newest_first), columns[0])
        by, down = kept.get("sort", (first.key, first.newest_first))
        order = Qt.SortOrder.DescendingOrder if down else Qt.SortOrder.AscendingOrder
        header.setSortIndicator(numbers.get(by, 0), order)

    def _save(self) -> None:
        if self._memory is None:
            return
        header = self.horizontalHeader()
        columns = self.rows_model.columns
        kept = {
            "order": [columns[header.logicalIndex(place)].key for place in range(header.count())],
            "hidden": [c.key for number, c in enumerate(columns) if self.isColumnHidden(number)],
            "widths": {key: round(width, 1) for key, width in self._wished.items()},
            "sort": [
                columns[header.sortIndicatorSection()].key,
                header.sortIndicatorOrder() is Qt.SortOrder.DescendingOrder,
            ],
        }
        self._memory.set(f"columns/{self._name}", json.dumps(kept))

    def _on_resized(self, number: int, _old: int, new: int) -> None:
        header = self.horizontalHeader()
        last = next(
            (
                n
                for n in reversed(range(header.count()))
                if not header.isSectionHidden(header.logicalIndex(n))
            ),
            -1,
        )
        # The last column takes what is left, which is no wish of the user's.
        if new and not self._restoring and header.visualIndex(number) != last:
            self._wished[self.rows_model.columns[number].key] = new / self._char()
            self._wants.clear()
            self._saving.start()

    def _char(self) -> float:
        return max(self.fontMetrics().averageCharWidth(), 1)

    def _measure(self) -> None:
        """Row height and column widths from the font: they grow with the size of text."""
        self._restoring = True
        self.verticalHeader().setMinimumSectionSize(1)
        side = self.fontMetrics().height()
        self.setIconSize(QSize(side, side))
        self.verticalHeader().setDefaultSectionSize(round(self.fontMetrics().height() * 1.75))
        self.setMinimumHeight(round(self.fontMetrics().height() * 1.75 * 3.5))  # the heading and two rows
        self._restoring = False
        self._wants.clear()
        self._fit()

    def _fit(self) -> None:
        """Columns as wide as their texts where there is room; a width that the user chose stays."""
        if not self._wants:
            metrics, head = self.fontMetrics(), self.horizontalHeader().fontMetrics()
            for column in self.rows_model.columns:
                wished = round(self._wished.get(column.key, 0) * self._char())
                want = (wished, wished) if wished else measure_column(self.rows_model, column, metrics, head)
                self._wants[column.key] = want
        shown = [n for n in range(len(self.rows_model.columns)) if not self.isColumnHidden(n)]
        wants = [self._wants[self.rows_model.columns[number].key] for number in shown]
        was, self._restoring = self._restoring, True
        for number, width in zip(shown, share_width(wants, self.viewport().width()), strict=True):
            self.setColumnWidth(number, width)
        self._restoring = was

    def _widen(self) -> None:
        """Gives columns the room that texts take which came since; none becomes narrower for it."""
        before = dict(self._wants)
        self._wants.clear()
        self._fit()
        grown = {key: max(before.get(key, want), want) for key, want in self._wants.items()}
        if grown != self._wants:
            self._wants = grown
            self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shares the new width among the columns."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Measures again when the size of text changed."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange} and hasattr(self, "_wants"):
            self._measure()


def _read(kept: str | None) -> dict[str, Any]:
    """What was kept of a table; nothing where it cannot be read, since it is only a convenience."""
    try:
        found = json.loads(kept or "{}")
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
