"""The table that shows rows: many chosen, columns remembered, copied as a table into Word and Excel."""

import html
import json
from typing import Generic, Protocol

from PySide6.QtCore import QMimeData, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QMenu, QTableView, QWidget

from mitzvah_desk.desk.kit.table import Row, RowsModel


class Memory(Protocol):
    """What remembers columns from one day to the next."""

    def get(self, key: str) -> str | None:
        """What was remembered."""

    def set(self, key: str, value: str) -> None:
        """Remembers."""


class DataTable(QTableView, Generic[Row]):
    """A table of rows.

    Signals:
        opened: the id of a row, by double click or Enter.
        deleting: the chosen rows are to go (Delete key).
    """

    opened = Signal(int)
    deleting = Signal()

    def __init__(
        self, model: RowsModel[Row], name: str, memory: Memory | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._name = name
        self._memory = memory
        self._rows = model
        self.setModel(model)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setSectionsMovable(True)
        header.setHighlightSections(False)
        header.setStretchLastSection(True)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(self._header_menu)
        self.doubleClicked.connect(lambda index: self.opened.emit(self._rows.row(index).id))
        self._lay_out()
        self.setSortingEnabled(True)
        header.setSortIndicatorClearable(False)
        self._recall()
        header.sectionResized.connect(self._remember)
        header.sectionMoved.connect(self._remember)
        header.sortIndicatorChanged.connect(self._remember)

    def selected_ids(self) -> list[int]:
        """The ids of the chosen rows, from top to bottom."""
        indexes = sorted(self.selectionModel().selectedRows(), key=lambda index: index.row())
        return [self._rows.row(index).id for index in indexes]

    def current_id(self) -> int | None:
        """The id of the row that the keyboard is on."""
        index = self.currentIndex()
        return self._rows.row(index).id if index.isValid() else None

    def select_id(self, row_id: int) -> bool:
        """Chooses one row and brings it into view; returns whether it is there."""
        position = self._rows.position(row_id)
        if position < 0:
            return False
        self.selectRow(position)
        self.scrollTo(self._rows.index(position, 0))
        return True

    def keeping_selection(self) -> "KeptSelection":
        """Within it, rows may change; afterwards the same records are chosen again."""
        return KeptSelection(self)

    def choose_columns(self) -> None:
        """Opens the menu of columns."""
        self._header_menu(QPoint(0, self.horizontalHeader().height()))

    def columns_menu(self) -> QMenu:
        """The menu that shows and hides columns."""
        menu = QMenu("Columns", self)
        header = self.horizontalHeader()
        shown = header.count() - header.hiddenSectionCount()
        for number, column in enumerate(self._rows.columns):
            action = QAction(column.title.replace("&", "&&"), menu, checkable=True)
            action.setChecked(not header.isSectionHidden(number))
            action.setEnabled(not (action.isChecked() and shown == 1))
            action.toggled.connect(lambda on, number=number: self._show_column(number, shown=on))
            menu.addAction(action)
        return menu

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Enter opens, Delete removes, Ctrl+C copies as a table."""
        index = self.currentIndex()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and index.isValid():
            self.opened.emit(self._rows.row(index).id)
        elif event.key() == Qt.Key.Key_Delete and self.selectionModel().hasSelection():
            self.deleting.emit()
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        else:
            super().keyPressEvent(event)

    def copy(self) -> None:
        """Puts the chosen rows on the clipboard, as text with tabs and as a table."""
        header = self.horizontalHeader()
        order = [header.logicalIndex(n) for n in range(header.count())]
        columns = [self._rows.columns[n] for n in order if not header.isSectionHidden(n)]
        indexes = sorted(self.selectionModel().selectedRows(), key=lambda index: index.row())
        lines = [[column.title for column in columns]]
        for index in indexes:
            row = self._rows.row(index)
            lines.append([" ".join(column.text(row).split()) for column in columns])
        cells = "".join(
            "<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in line) + "</tr>" for line in lines
        )
        data = QMimeData()
        data.setText("\n".join("\t".join(line) for line in lines))
        data.setHtml(f"<table>{cells}</table>")
        QGuiApplication.clipboard().setMimeData(data)

    def _show_column(self, number: int, *, shown: bool) -> None:
        self.setColumnHidden(number, not shown)
        self._remember()

    def _header_menu(self, at: QPoint) -> None:
        menu = self.columns_menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.horizontalHeader().mapToGlobal(at))

    def _lay_out(self) -> None:
        metrics = self.fontMetrics()
        self.verticalHeader().setDefaultSectionSize(round(metrics.height() * 1.75))
        for number, column in enumerate(self._rows.columns):
            self.setColumnWidth(number, metrics.averageCharWidth() * (column.width + 3))
            self.setColumnHidden(number, not column.shown)
        self.horizontalHeader().setMinimumSectionSize(metrics.averageCharWidth() * 4)

    def _remember(self, *_: object) -> None:
        if self._memory is None:
            return
        header = self.horizontalHeader()
        keys = [column.key for column in self._rows.columns]
        facts = {
            "order": [keys[header.logicalIndex(n)] for n in range(header.count())],
            "hidden": [key for n, key in enumerate(keys) if header.isSectionHidden(n)],
            "widths": {key: header.sectionSize(n) for n, key in enumerate(keys) if header.sectionSize(n)},
            "sort": keys[header.sortIndicatorSection()] if header.sortIndicatorSection() < len(keys) else "",
            "down": header.sortIndicatorOrder() is Qt.SortOrder.DescendingOrder,
        }
        self._memory.set(self._name, json.dumps(facts))

    def _recall(self) -> None:
        """Sets columns as remembered; what does not fit this version's columns is passed over."""
        kept = self._memory.get(self._name) if self._memory else None
        header = self.horizontalHeader()
        keys = {column.key: number for number, column in enumerate(self._rows.columns)}
        try:
            facts = json.loads(kept) if kept else {}
        except ValueError:
            facts = {}
        for place, key in enumerate(k for k in facts.get("order", []) if k in keys):
            header.moveSection(header.visualIndex(keys[key]), place)
        for key, width in facts.get("widths", {}).items():
            if key in keys:
                header.resizeSection(keys[key], int(width))
        if "hidden" in facts:
            for key, number in keys.items():
                self.setColumnHidden(number, key in facts["hidden"])
        down = Qt.SortOrder.DescendingOrder if facts.get("down") else Qt.SortOrder.AscendingOrder
        self.sortByColumn(keys.get(facts.get("sort", ""), 0), down)


class KeptSelection:
    """Keeps the chosen records over a change of rows."""

    def __init__(self, table: DataTable[Row]) -> None:
        self._table = table
        self._ids: list[int] = []
        self._current: int | None = None

    def __enter__(self) -> None:
        """Notes what is chosen."""
        self._ids = self._table.selected_ids()
        self._current = self._table.current_id()

    def __exit__(self, *_: object) -> None:
        """Chooses it again."""
        from PySide6.QtCore import QItemSelectionModel

        model = self._table.model()
        if self._current is None or not isinstance(model, RowsModel):
            return
        selection = self._table.selectionModel()
        flags = QItemSelectionModel.SelectionFlag
        position = model.position(self._current)
        if position >= 0:
            selection.setCurrentIndex(model.index(position, 0), flags.NoUpdate)
        for row_id in self._ids:
            place = model.position(row_id)
            if place >= 0:
                selection.select(model.index(place, 0), flags.Select | flags.Rows)
