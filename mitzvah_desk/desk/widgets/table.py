"""A table of rows: opens with Enter, chooses its columns and remembers them, copies what is selected."""

import json
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Generic, Protocol

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QAction, QGuiApplication, QHelpEvent, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QMenu,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QToolTip,
    QWidget,
)

from mitzvah_desk.desk.widgets.clipboard import as_table
from mitzvah_desk.desk.widgets.rows import Column, HasId, Row, RowsModel, Value, fold, plain_tooltip, value_of
from mitzvah_desk.desk.widgets.widths import shared, wanted

__all__ = ["Column", "DataTable", "HasId", "Memory", "Row", "RowsModel", "fold"]


class Memory(Protocol):
    """Where this computer keeps what a list was told to look like."""

    def get(self, key: str) -> str | None:
        """What was kept under ``key``; None where nothing was."""

    def set(self, key: str, value: str) -> None:
        """Keeps ``value`` under ``key``."""


class DataTable(QTableView, Generic[Row]):
    """A table whose rows are records.

    Args:
        columns: its columns.
        name: its accessible name, and with ``memory`` the key under which its columns are kept.
        memory: where columns, widths and order are kept; nowhere without it.

    Attributes:
        stays: which rows never leave the program, on whatever way out; every row may go while it is None.

    Signals:
        opened: the id of the record to open: Enter or a double click.
        delete_wanted: the ids (list) selected when Delete was pressed.
        selected: the selection is another now.
    """

    opened = Signal(int)
    delete_wanted = Signal(list)
    selected = Signal()

    def __init__(
        self,
        columns: Sequence[Column[Row]],
        name: str,
        memory: Memory | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.stays: Callable[[Row], bool] | None = None
        self._name = name
        self._memory = memory
        self._kept: set[int] = set()
        self._kept_current = 0
        self._restoring = False
        self._measured = 0
        self.rows_model: RowsModel[Row] = RowsModel(columns, self)
        self.setAccessibleName(name)
        self.setModel(self.rows_model)
        self.setItemDelegate(_Delegate(self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
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
        self._connect(header)

    def _connect(self, header: QHeaderView) -> None:
        header.customContextMenuRequested.connect(lambda at: self.choose_columns(header.mapToGlobal(at)))
        header.sectionResized.connect(self._on_resized)
        header.sectionMoved.connect(self._saving.start)
        header.sortIndicatorChanged.connect(self._saving.start)
        self._saving.timeout.connect(self._save)
        self.rows_model.modelAboutToBeReset.connect(self._before_reset)
        self.rows_model.modelReset.connect(self._after_reset)
        self.selectionModel().selectionChanged.connect(self._on_selected)
        self.selectionModel().currentChanged.connect(self._on_current)
        self.doubleClicked.connect(self._open)

    # What is selected, by id, so that it survives other rows and another filter.

    def selected_ids(self) -> list[int]:
        """The ids of the records selected and shown, from top to bottom."""
        lines = sorted(index.row() for index in self.selectionModel().selectedRows())
        return [self.rows_model.row(line).id for line in lines]

    def current_id(self) -> int | None:
        """The id of the record at which the keyboard stands."""
        index = self.currentIndex()
        return self.rows_model.row(index.row()).id if index.isValid() else None

    def select(self, ids: Iterable[int]) -> None:
        """Selects these records where they are shown, and goes to the first of them."""
        lines = self.rows_model.lines_of(ids)
        if lines:
            self._go_to(lines[0])
            self.scrollTo(self.currentIndex())
        self._select_lines(lines)

    def select_id(self, row_id: int) -> bool:
        """Selects one record alone and goes to it; returns whether it is shown."""
        self.select([row_id])
        return self.selected_ids() == [row_id]

    def start(self) -> None:
        """Puts the keyboard on the table, at its first line if it stood nowhere."""
        if not self.currentIndex().isValid() and self.rows_model.count:
            self._go_to(0)
            self._select_lines([0])
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _go_to(self, line: int) -> None:
        first = self.horizontalHeader().logicalIndex(0)
        index = self.rows_model.index(line, max(first, 0))
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)

    def _select_lines(self, lines: Sequence[int]) -> None:
        chosen = QItemSelection()
        last = self.rows_model.columnCount() - 1
        for start, end in _runs(lines):
            chosen.select(self.rows_model.index(start, 0), self.rows_model.index(end, last))
        self.selectionModel().select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def _on_selected(self) -> None:
        if not self._restoring:
            self._kept.clear()
        self.selected.emit()

    def _on_current(self, current: QModelIndex) -> None:
        if current.isValid() and not self._restoring:
            self._kept_current = self.rows_model.row(current.row()).id

    def _before_reset(self) -> None:
        # What the filter hid stays kept until the user selects something else.
        self._kept.update(self.selected_ids())

    def _after_reset(self) -> None:
        self._restoring = True
        for line in self.rows_model.lines_of([self._kept_current]):
            self._go_to(line)
            self.scrollTo(self.currentIndex())
        self._select_lines(self.rows_model.lines_of(self._kept))
        self._restoring = False
        if self.rows_model.total != self._measured:
            self._measured = self.rows_model.total
            self._wants.clear()
            self._fit()
        self.selected.emit()

    # Opening, deleting, copying.

    def _open(self, index: QModelIndex) -> None:
        if index.isValid():
            self.opened.emit(self.rows_model.row(index.row()).id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, Delete asks to delete, Ctrl+C copies."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.currentIndex().isValid():
            self._open(self.currentIndex())
        elif event.key() == Qt.Key.Key_Delete and self.selected_ids():
            self.delete_wanted.emit(self.selected_ids())
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        else:
            super().keyPressEvent(event)

    def _columns_shown(self) -> list[Column[Row]]:
        header = self.horizontalHeader()
        order = [header.logicalIndex(place) for place in range(header.count())]
        return [self.rows_model.columns[n] for n in order if not self.isColumnHidden(n)]

    def _going_out(self) -> list[Row]:
        return [row for row in self.rows_model.rows() if self.stays is None or not self.stays(row)]

    def shown_values(self) -> tuple[list[str], list[list[Value]]]:
        """What the table shows, for another program: the headings, and days and numbers as such."""
        columns = self._columns_shown()
        rows = [[value_of(column, row) for column in columns] for row in self._going_out()]
        return [column.title for column in columns], rows

    def shown(self, rows: Iterable[Row] | None = None) -> tuple[list[str], list[list[str]]]:
        """What the table shows of its rows, or of these: the headings, and each row's texts."""
        columns = self._columns_shown()
        rows = self.rows_model.rows() if rows is None else rows
        texts = [[column.text(row) for column in columns] for row in rows]
        return [column.title for column in columns], texts

    def copy(self, *, everything: bool = False) -> None:
        """Copies the selected rows, or all, with their headings: for spreadsheets and for letters."""
        chosen = set(self.selected_ids())
        headings, rows = self.shown(row for row in self._going_out() if everything or row.id in chosen)
        if not rows:
            return
        QGuiApplication.clipboard().setMimeData(as_table([headings, *rows]))

    # Columns: which, in what order, how wide.

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
        return menu

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
        by, down = kept.get("sort", (columns[0].key, False))
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
                want = (wished, wished) if wished else wanted(self.rows_model, column, metrics, head)
                self._wants[column.key] = want
        shown = [n for n in range(len(self.rows_model.columns)) if not self.isColumnHidden(n)]
        wants = [self._wants[self.rows_model.columns[number].key] for number in shown]
        was, self._restoring = self._restoring, True
        for number, width in zip(shown, shared(wants, self.viewport().width()), strict=True):
            self.setColumnWidth(number, width)
        self._restoring = was

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shares the new width among the columns."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Measures again when the size of text changed."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange} and hasattr(self, "_wants"):
            self._measure()


class _Delegate(QStyledItemDelegate):
    """Shows the whole text of a cell in a tooltip when the cell cuts it."""

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> bool:
        if event.type() == QEvent.Type.ToolTip and not index.data(Qt.ItemDataRole.ToolTipRole):
            text = str(index.data() or "")
            if self.sizeHint(option, index).width() > option.rect.width():
                QToolTip.showText(event.globalPos(), plain_tooltip(text), view)
                return True
        return super().helpEvent(event, view, option, index)


def _read(kept: str | None) -> dict[str, Any]:
    """What was kept of a table; nothing where it cannot be read, since it is only a convenience."""
    try:
        found = json.loads(kept or "{}")
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _runs(lines: Sequence[int]) -> list[tuple[int, int]]:
    """Neighbouring lines joined: 1, 2, 3, 7 gives (1, 3) and (7, 7)."""
    runs: list[tuple[int, int]] = []
    for line in lines:
        if runs and runs[-1][1] == line - 1:
            runs[-1] = (runs[-1][0], line)
        else:
            runs.append((line, line))
    return runs
