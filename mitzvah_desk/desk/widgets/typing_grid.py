"""A grid in which one types line after line, or into which one pastes from a spreadsheet."""

from collections.abc import Mapping

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from mitzvah_desk.desk.widgets.clipboard import copy_lines
from mitzvah_desk.desk.widgets.grid_model import GridModel

_HINT = QAbstractItemDelegate.EndEditHint


class _KeepsTyped(QStyledItemDelegate):
    """What is being typed stays, whatever is found out about the other lines meanwhile."""

    typed = Signal()

    def createEditor(
        self, parent: QWidget, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QWidget:
        """Qt: the line in which a cell is typed."""
        editor = super().createEditor(parent, option, index)
        if isinstance(editor, QLineEdit):
            editor.textEdited.connect(lambda _: self.typed.emit())
        return editor

    def setEditorData(self, editor: QWidget, index: QModelIndex | QPersistentModelIndex) -> None:
        """Qt: the cell's text is shown, unless another is being typed."""
        if not (isinstance(editor, QLineEdit) and editor.isModified()):
            super().setEditorData(editor, index)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: Enter takes the cell at once; Qt by itself does so later, and what is typed on went into it."""
        if isinstance(event, QKeyEvent) and isinstance(watched, QWidget):
            plain = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers()
            if event.type() == QEvent.Type.KeyPress and plain:
                self.commitData.emit(watched)
                self.closeEditor.emit(watched, QAbstractItemDelegate.EndEditHint.SubmitModelCache)
                return True
        return super().eventFilter(watched, event)


class TypingGrid(QTableView):
    """The grid. Typing begins in the cell; Tab goes on to the next, Enter to the next line.

    Tab leaves the grid from its last cell, the end of the empty line, and Shift+Tab from its first.

    Args:
        columns: the words of each column by its key.
        widths: by key, the room that a column needs, in average characters; 14 where it is not told.
        name: its accessible name.
        parent: Qt's.

    Attributes:
        cells: its model.

    Signals:
        pasted: what is on the clipboard is to be pasted from the current cell on.
        walked: another line is the current one.
        typed: a letter was typed into a cell, which is not in the model yet.
    """

    pasted = Signal()
    walked = Signal()
    typed = Signal()

    def __init__(
        self,
        columns: Mapping[str, str],
        widths: Mapping[str, int],
        name: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.cells = GridModel(columns)
        self._widths = widths
        self.setModel(self.cells)
        delegate = _KeepsTyped(self)
        delegate.typed.connect(self.typed)
        self.setItemDelegate(delegate)
        self.setAccessibleName(name)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.AnyKeyPressed | triggers.DoubleClicked | triggers.EditKeyPressed)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        self.verticalHeader().setDefaultSectionSize(round(self.fontMetrics().height() * 1.9))
        self.verticalHeader().setMinimumWidth(self.fontMetrics().averageCharWidth() * 5)
        self.cells.columnsInserted.connect(self._size_columns)
        self.selectionModel().currentRowChanged.connect(lambda *_: self.walked.emit())
        self.cells.modelReset.connect(self._after_reset)
        self._size_columns()
        self.go_to(0, 0)

    def go_to(self, row: int, column: int) -> None:
        """Makes a cell the current one."""
        index = self.cells.index(row, column)
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self.scrollTo(index)

    def current_number(self) -> int:
        """The number of the line where the keyboard is; 0 where it is nowhere."""
        index = self.currentIndex()
        return self.cells.number_at(index.row()) if index.isValid() else 0

    def commit(self) -> None:
        """Takes what is being typed into its cell."""
        if self.state() == QAbstractItemView.State.EditingState:
            editor = self.indexWidget(self.currentIndex())
            self.commitData(editor)
            self.closeEditor(editor, _HINT.NoHint)

    def _size_columns(self) -> None:
        char = self.fontMetrics().averageCharWidth()
        header, state = self.horizontalHeader(), len(self.cells.keys)
        for number, key in enumerate(self.cells.keys):
            words = self.cells.headerData(number, Qt.Orientation.Horizontal)
            least = header.fontMetrics().horizontalAdvance(f"{words}MM")
            self.setColumnWidth(number, max(char * self._widths.get(key, 14), least))
        self.setColumnWidth(state, char * 16)
        header.moveSection(header.visualIndex(state), 0)
        header.setStretchLastSection(True)

    def _after_reset(self) -> None:
        self.go_to(min(max(self.currentIndex().row(), 0), self.cells.first_empty()), 0)

    def closeEditor(self, editor: QWidget, hint: _HINT) -> None:
        """Qt: what was typed is taken; Enter goes on to the next line."""
        row = self.currentIndex().row()
        super().closeEditor(editor, hint)
        if hint == _HINT.SubmitModelCache:
            self._next_line(row)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Qt: a click beneath the lines takes what is being typed, and begins the next line."""
        place = event.position().toPoint()
        if self.rowAt(place.y()) >= 0:
            super().mousePressEvent(event)
            return
        self.commit()
        column = self.columnAt(place.x())
        self.go_to(self.cells.first_empty(), column if 0 <= column < len(self.cells.keys) else 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Enter, Delete, and the clipboard; Tab goes from cell to cell, and out at the ends."""
        key, index = event.key(), self.currentIndex()
        if self.state() == QAbstractItemView.State.EditingState:
            super().keyPressEvent(event)  # the cell's own line hears of it, and closes by itself
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.pasted.emit()
        elif event.matches(QKeySequence.StandardKey.Copy):
            self._copy()
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.cells.clear_cells(self.selectedIndexes())
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self._next_line(index.row())
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forwards: bool) -> bool:  # noqa: FBT001  # Qt's own signature
        """Qt: Tab leaves from the ends of the grid, so that it is no trap."""
        index, last = self.currentIndex(), len(self.cells.keys) - 1
        row, column = index.row(), min(index.column(), last)
        at_end = row == self.cells.first_empty() and column == last
        if not index.isValid() or (at_end if forwards else row == 0 and column == 0):
            self.setTabKeyNavigation(False)
            left = super().focusNextPrevChild(forwards)
            self.setTabKeyNavigation(True)
            return left
        step = row * (last + 1) + column + (1 if forwards else -1)
        self.go_to(step // (last + 1), step % (last + 1))
        return True

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Qt: going on from a cell that was typed passes over what becomes of the line."""
        index, last = self.currentIndex(), len(self.cells.keys) - 1
        step = {
            QAbstractItemView.CursorAction.MoveNext: 1,
            QAbstractItemView.CursorAction.MovePrevious: -1,
        }.get(action)
        if step is None or not index.isValid():
            return super().moveCursor(action, modifiers)
        place = index.row() * (last + 1) + min(index.column(), last) + step
        if not 0 <= place < self.cells.rowCount() * (last + 1):
            return index
        return self.cells.index(place // (last + 1), place % (last + 1))

    def _next_line(self, row: int) -> None:
        self.go_to(min(row + 1, self.cells.first_empty()), 0)

    def _copy(self) -> None:
        lines: dict[int, list[str]] = {}
        columns = sorted({index.column() for index in self.selectedIndexes()})
        for index in sorted(self.selectedIndexes()):
            lines.setdefault(index.row(), []).append(str(index.data() or ""))
        heads = [str(self.cells.headerData(column, Qt.Orientation.Horizontal)) for column in columns]
        copy_lines(self, self.accessibleName(), [heads, *lines.values()])
