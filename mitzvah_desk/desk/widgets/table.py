"""A table of rows: opens with Enter, keeps what is selected, copies it; see ``ColumnedTable`` for columns."""

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QMetaMethod,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
    SignalInstance,
)
from PySide6.QtGui import QAction, QContextMenuEvent, QHelpEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
    QWidget,
)

from mitzvah_desk.desk.widgets.clipboard import copy_lines
from mitzvah_desk.desk.widgets.column_keys import do_column_key
from mitzvah_desk.desk.widgets.configurable_table import ColumnedTable, ColumnMemory
from mitzvah_desk.desk.widgets.labels import escape_tooltip
from mitzvah_desk.desk.widgets.row_menu import asks_for_menu, open_row_menu
from mitzvah_desk.desk.widgets.rows import Column, HasId, Row, RowsModel, Value, cell_value
from mitzvah_desk.desk.widgets.widths import LOOKED_AT

__all__ = ["Column", "ColumnMemory", "DataTable", "HasId", "Row", "RowsModel"]


class DataTable(ColumnedTable[Row]):
    """A table whose rows are records.

    Args:
        columns: its columns.
        name: its accessible name, and with ``memory`` the key under which its columns are kept.
        memory: where columns, widths and order are kept; nowhere without it.

    Attributes:
        row_actions: what the buttons over it do, in their order; its menu offers the same.
        may_open: whether Enter opens a line; where nobody has said, whether anybody listens.
        may_delete: whether Delete removes the lines chosen, likewise.
        open_words: what opening is called in its menu.
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
        memory: ColumnMemory | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(columns, name, memory, parent)
        self.stays: Callable[[Row], bool] | None = None
        self.row_actions: list[QAction] = []
        self.may_open: Callable[[], bool] = lambda: self._is_heard(self.opened)
        self.may_delete: Callable[[], bool] = lambda: self._is_heard(self.delete_wanted)
        self.open_words = "Open"
        self._kept: set[int] = set()
        self._kept_current = 0
        self._measured = 0
        self.setItemDelegate(_Delegate(self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.rows_model.modelAboutToBeReset.connect(self._before_reset)
        self.rows_model.modelReset.connect(self._after_reset)
        self.selectionModel().selectionChanged.connect(self._on_selected)
        self.selectionModel().currentChanged.connect(self._on_current)
        self.doubleClicked.connect(self._open)

    # What is selected, by id, so that it survives other rows and another filter.

    def show_whole(self, rows: int) -> None:
        """Asks for room in which so many rows are seen without scrolling."""
        frame = 2 * self.frameWidth() + self.horizontalScrollBar().sizeHint().height()
        height = (
            self.horizontalHeader().sizeHint().height() + rows * self.verticalHeader().defaultSectionSize()
        )
        self.setMinimumHeight(height + frame)

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
        elif self._measured <= LOOKED_AT:
            self._widen()
        self.selected.emit()

    # Opening, deleting, copying, and the menu of them all.

    def own_actions(self) -> list[tuple[str, Callable[[], object]]]:
        """What its keys do with the lines chosen, for its menu."""
        chosen, own = self.selected_ids(), list[tuple[str, Callable[[], object]]]()
        if chosen and self.may_open():
            own.append((f"{self.open_words}\tEnter", lambda: self._open(self.currentIndex())))
        if chosen and self.may_delete():
            own.append(("Remove\tDel", lambda: self.delete_wanted.emit(chosen)))
        if chosen:
            own.append(("Copy the lines chosen\tCtrl+C", self.copy))
        return own

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Qt: the menu, by the right button or the menu key."""
        open_row_menu(self, event)

    def _is_heard(self, signal: SignalInstance) -> bool:
        return self.isSignalConnected(QMetaMethod.fromSignal(signal))

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
        elif do_column_key(self, event):
            event.accept()
        elif asks_for_menu(event):
            open_row_menu(self, event)
        else:
            super().keyPressEvent(event)

    def _going_out(self) -> list[Row]:
        return [row for row in self.rows_model.rows() if self.stays is None or not self.stays(row)]

    def shown_values(self) -> tuple[list[str], list[list[Value]]]:
        """What the table shows, for another program: the headings, and days and numbers as such."""
        columns = self._columns_shown()
        rows = [[cell_value(column, row) for column in columns] for row in self._going_out()]
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
        copy_lines(self, self.accessibleName(), [headings, *rows])


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
                QToolTip.showText(event.globalPos(), escape_tooltip(text), view)
                return True
        return super().helpEvent(event, view, option, index)


def _runs(lines: Sequence[int]) -> list[tuple[int, int]]:
    """Neighbouring lines joined: 1, 2, 3, 7 gives (1, 3) and (7, 7)."""
    runs: list[tuple[int, int]] = []
    for line in lines:
        if runs and runs[-1][1] == line - 1:
            runs[-1] = (runs[-1][0], line)
        else:
            runs.append((line, line))
    return runs
