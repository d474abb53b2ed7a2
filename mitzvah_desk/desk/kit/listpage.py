"""A page that is one list: filter as you type, count, actions, and a word when there is nothing yet."""

from collections.abc import Callable, Sequence
from typing import Generic

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from mitzvah_desk.desk import look
from mitzvah_desk.desk.kit.labels import heading, muted, title
from mitzvah_desk.desk.kit.table import Column, Row, RowsModel
from mitzvah_desk.desk.kit.view import DataTable, Memory


class ListPage(QWidget, Generic[Row]):
    """A list with its filter and actions.

    Signals:
        opened: the id of a row to open.
        deleting: the ids of the rows to remove, as a list.
    """

    opened = Signal(int)
    deleting = Signal(list)

    def __init__(
        self,
        name: str,
        page_title: str,
        columns: Sequence[Column[Row]],
        *,
        memory: Memory | None = None,
        nouns: tuple[str, str] = ("line", "lines"),
        empty: tuple[str, str] = ("Nothing here yet", ""),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._nouns = nouns
        self.rows = RowsModel(columns, self)
        self.table: DataTable[Row] = DataTable(self.rows, name, memory)
        self.table.setAccessibleName(page_title)
        self.table.opened.connect(self.opened)
        self.table.deleting.connect(lambda: self.deleting.emit(self.table.selected_ids()))
        self.filter_box = QLineEdit(placeholderText="Filter (Ctrl+F)", clearButtonEnabled=True)
        self.filter_box.setAccessibleName(f"Filter {page_title.lower()}")
        self.filter_box.setMinimumWidth(self.fontMetrics().averageCharWidth() * 22)
        self.filter_box.textChanged.connect(self._filter)
        self.filter_box.installEventFilter(self)
        self.count = muted("")
        self._top = QHBoxLayout()
        self._top.addWidget(title(page_title))
        self._top.addStretch(1)
        self._bar = QHBoxLayout()
        self._bar.addWidget(self.filter_box)
        self._bar.addWidget(self.count)
        self._bar.addStretch(1)
        columns_button = QToolButton()
        columns_button.setIcon(look.icon("columns-3"))
        columns_button.setToolTip("Choose columns")
        columns_button.setAccessibleName("Choose columns")
        columns_button.clicked.connect(self.table.choose_columns)
        self._bar.addWidget(columns_button)
        self._body = QStackedWidget()
        self._body.addWidget(self.table)
        self._empty_button: QPushButton | None = None
        self._body.addWidget(self._notice(*empty))
        self._no_match = heading("")
        clear = QPushButton("Clear the filter")
        clear.clicked.connect(self.filter_box.clear)
        self._body.addWidget(_centred(self._no_match, clear))
        layout = QVBoxLayout(self)
        step = self.fontMetrics().height()
        layout.setContentsMargins(step, step, step, step // 2)
        layout.setSpacing(step // 2)
        layout.addLayout(self._top)
        layout.addLayout(self._bar)
        layout.addWidget(self._body, 1)
        QShortcut(
            QKeySequence.StandardKey.Find,
            self,
            self.filter_box.setFocus,
            context=Qt.ShortcutContext.WidgetWithChildrenShortcut,
        )
        self._show_state()

    def add_action(self, action: QAction, *, primary: bool = False) -> QPushButton:
        """Puts a button for an action at the top right; a primary one is also offered on an empty list."""
        button = action_button(action, primary=primary)
        self._top.addWidget(button)
        self.addAction(action)
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        if primary and self._empty_button is not None:
            self._empty_button.setText(action.text())
            self._empty_button.clicked.connect(action.trigger)
            self._empty_button.show()
        return button

    def add_choice(self, label: str, options: Sequence[str], chosen: Callable[[int], None]) -> QComboBox:
        """Puts a choice beside the filter; ``chosen`` gets the number of the option."""
        combo = QComboBox()
        combo.addItems(list(options))
        combo.setAccessibleName(label)
        combo.setToolTip(label)
        combo.currentIndexChanged.connect(chosen)
        self._bar.insertWidget(1, combo)
        return combo

    def add_above(self, widget: QWidget) -> None:
        """Puts a widget between the filter and the list."""
        layout = self.layout()
        if isinstance(layout, QVBoxLayout):
            layout.insertWidget(2, widget)

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Shows other rows; what was chosen stays chosen."""
        with self.table.keeping_selection():
            self.rows.set_rows(rows)
        self._show_state()

    def start(self) -> None:
        """Puts the keyboard into the list, or the filter where the list is empty."""
        (self.table if self.rows.rowCount() else self.filter_box).setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: in the filter, Down goes into the list and Esc clears."""
        if (
            watched is self.filter_box
            and isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
        ):
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return) and self.rows.rowCount():
                self.table.setFocus()
                if not self.table.selectionModel().hasSelection():
                    self.table.selectRow(0)
                if event.key() == Qt.Key.Key_Return and self.rows.rowCount() == 1:
                    self.table.selectRow(0)
                    self.opened.emit(self.table.selected_ids()[0])
                return True
            if event.key() == Qt.Key.Key_Escape and self.filter_box.text():
                self.filter_box.clear()
                return True
        return super().eventFilter(watched, event)

    def _filter(self, text: str) -> None:
        with self.table.keeping_selection():
            self.rows.set_filter(text)
        self._show_state()

    def _show_state(self) -> None:
        shown, total = self.rows.rowCount(), self.rows.total
        noun = self._nouns[0] if total == 1 else self._nouns[1]
        self.count.setText(f"{total:,} {noun}" if shown == total else f"{shown:,} of {total:,} {noun}")
        self._no_match.setText(f"Nothing matches “{self.filter_box.text()}”")
        self._body.setCurrentIndex(1 if not total else 0 if shown else 2)

    def _notice(self, what: str, do: str) -> QWidget:
        self._empty_button = QPushButton()
        self._empty_button.setProperty("role", "primary")
        self._empty_button.hide()
        return _centred(heading(what), muted(do), self._empty_button)


def action_button(action: QAction, *, primary: bool = False) -> QPushButton:
    """A button that does an action, with its icon, key and state."""
    button = QPushButton(action.text())
    if not action.icon().isNull() and not primary:
        button.setIcon(action.icon())
    if primary:
        button.setProperty("role", "primary")
    key = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    button.setToolTip(f"{action.text().replace('&', '')} ({key})" if key else "")
    button.clicked.connect(action.trigger)
    action.changed.connect(lambda: button.setEnabled(action.isEnabled()))
    button.setEnabled(action.isEnabled())
    return button


def _centred(*widgets: QWidget) -> QWidget:
    page = QWidget()
    layout = QVBoxLayout(page)
    layout.addStretch(2)
    for widget in widgets:
        if isinstance(widget, QLabel):
            widget.setWordWrap(True)
            widget.setAlignment(Qt.AlignmentFlag.AlignCenter)
            layout.addWidget(widget)
        else:
            layout.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)
    layout.addStretch(3)
    return page
