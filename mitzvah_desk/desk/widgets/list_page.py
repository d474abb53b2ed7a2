"""A page that is one list: filter as you type, count, actions, and a word when there is nothing to show."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, Generic

from PySide6.QtCore import QEvent, QMetaMethod, QObject, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QResizeEvent, QShortcut, QShowEvent
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

from mitzvah_desk.desk.widgets import theme
from mitzvah_desk.desk.widgets.flow import FlowLayout, fit_words
from mitzvah_desk.desk.widgets.labels import ElidedLabel, escape_mnemonics, make_action_button, make_label
from mitzvah_desk.desk.widgets.notice import announce
from mitzvah_desk.desk.widgets.table import Column, ColumnMemory, DataTable, Row


class ListPage(QWidget, Generic[Row]):
    """A list with its filter and actions.

    Args:
        name: the key under which its columns are remembered.
        title: what stands above it.
        columns: its columns.
        memory: where columns are remembered; nowhere without it.
        noun: what a row is, one and several: ``("person", "people")``.
        placeholder: what stands in the empty filter box.
        empty: what an empty list says, and what to do first, each one sentence.
        parent: Qt's.

    Attributes:
        table: the table itself.
        filter_box: where one types to filter.
        on_delete: called with the ids selected when Delete is pressed; nothing happens while None.

    Signals:
        opened: the id of the row to open.
    """

    opened = Signal(int)

    def __init__(
        self,
        name: str,
        title: str,
        columns: Sequence[Column[Row]],
        memory: ColumnMemory | None = None,
        *,
        noun: tuple[str, str] = ("row", "rows"),
        placeholder: str = "Filter (Ctrl+F)",
        empty: tuple[str, str] = ("There is nothing here yet.", ""),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._noun = noun
        self._read = False
        self.on_delete: Callable[[list[int]], object] | None = None
        self.table: DataTable[Row] = DataTable(columns, name, memory)
        self.table.setAccessibleName(title)
        self.table.opened.connect(self.opened)
        self.table.delete_wanted.connect(self._on_delete)
        self.table.may_open = lambda: self.isSignalConnected(QMetaMethod.fromSignal(self.opened))
        self.table.may_delete = lambda: self.on_delete is not None
        self.filter_box = QLineEdit(placeholderText=placeholder, clearButtonEnabled=True)
        self.filter_box.setAccessibleName(f"Filter {title.lower()}")
        self.filter_box.setMinimumWidth(self.fontMetrics().averageCharWidth() * 26)
        self.filter_box.textChanged.connect(self._on_filter)
        self.filter_box.installEventFilter(self)
        self._count = make_label("", "muted")
        self._actions = FlowLayout(at_right=True)
        self._bar = FlowLayout()
        self._body = QStackedWidget()
        self._first_button = QPushButton()
        self._first_button.setProperty("role", "primary")
        self._nothing = make_label("", "heading", wraps=True)
        clear = QPushButton("Clear the filter")
        clear.clicked.connect(self._clear)
        self._body.addWidget(self.table)
        self._empty = (make_label(empty[0], "heading", wraps=True), make_label(empty[1], "muted", wraps=True))
        self._body.addWidget(_centred(*self._empty, self._first_button))
        self._body.addWidget(_centred(self._nothing, clear))
        self._first_button.hide()
        self._assemble(title)
        QShortcut(
            QKeySequence(QKeySequence.StandardKey.Find),
            self,
            self._to_filter,
            context=Qt.ShortcutContext.WidgetWithChildrenShortcut,
        )

    def _assemble(self, title: str) -> None:
        columns_button = QToolButton()
        columns_button.setIcon(theme.load_icon("columns-3"))
        columns_button.setToolTip(
            "Choose columns (Ctrl+Shift+C); with Ctrl and Shift, ↑ and ↓ sort by the column you are in,"
            " ← and → make it narrower or wider"
        )
        columns_button.setAccessibleName("Choose columns")
        columns_button.clicked.connect(
            lambda: self.table.choose_columns(columns_button.mapToGlobal(QPoint(0, columns_button.height())))
        )
        em = self.fontMetrics().height()
        self._top = top = QHBoxLayout()
        top.setSpacing(em)
        self._title = ElidedLabel(title, "title")
        top.addWidget(self._title, 0, Qt.AlignmentFlag.AlignTop)
        top.addLayout(self._actions, 1)
        self._bar.addWidget(self.filter_box)
        self._bar.addWidget(self._count)
        self._tools = bar = QHBoxLayout()
        bar.addLayout(self._bar, 1)
        bar.addWidget(columns_button, 0, Qt.AlignmentFlag.AlignTop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(em, em, em, em // 2)
        layout.setSpacing(em // 2)
        layout.addLayout(top)
        layout.addLayout(bar)
        layout.addWidget(self._body, 1)

    @property
    def count_text(self) -> str:
        """How many rows there are, in words: ``12 of 300 people``."""
        return self._count.text()

    def count_as(self, one: str, several: str) -> None:
        """Calls its rows otherwise: cards, and not rows."""
        self._noun = (one, several)

    def rename(self, title: str) -> None:
        """Calls it otherwise, on the screen and in all that is made of it."""
        self.table.setAccessibleName(title)
        self.filter_box.setAccessibleName(f"Filter {title.lower()}")
        self._title.setText(title)

    def set_empty_words(self, what: str, do: str) -> None:
        """Says otherwise why it is empty, and what to do about it."""
        for label, words in zip(self._empty, (what, do), strict=True):
            label.setText(words)

    def without_title(self) -> None:
        """Shows no title of its own, where one stands above it already; what it is called stays."""
        self._title.hide()
        layout = self.layout()
        if layout is not None:
            layout.setContentsMargins(0, 0, 0, 0)

    def put_actions_beside_filter(self) -> None:
        """Shows the buttons in the line of the filter, where no title stands above them."""
        self._top.removeItem(self._actions)
        self._actions.setParent(None)
        self._tools.insertLayout(1, self._actions, 1)
        self._tools.setStretch(0, 2)

    def add_action(self, action: QAction, *, primary: bool = False, first: bool | None = None) -> QPushButton:
        """Puts a button at the top right.

        Args:
            action: what it does.
            primary: it is what one mostly comes for.
            first: it also stands in the middle of an empty list; as a primary one does, if nothing is said.
        """
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.addAction(action)
        self.table.row_actions.append(action)
        button = make_action_button(action, primary=primary)
        self._actions.addWidget(button)
        if primary if first is None else first:
            self._first_button.setText(action.text())
            self._first_button.setIcon(action.icon())
            self._first_button.clicked.connect(action.trigger)
            self._first_button.show()
        return button

    def add_tool(self, button: QToolButton) -> None:
        """Puts a small button beside the choice of columns."""
        self._tools.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)

    def add_choice(
        self, label: str, options: Sequence[tuple[Any, str]], callback: Callable[[Any], object]
    ) -> QComboBox:
        """Puts a choice beside the filter.

        Args:
            label: what is chosen, such as ``Status``.
            options: the values to choose from, each with its words; the first is chosen at first.
            callback: called with the value chosen.
        """
        combo = QComboBox()
        values = [value for value, _ in options]
        combo.addItems([words for _, words in options])
        combo.setAccessibleName(label)
        combo.setMinimumWidth(self.fontMetrics().averageCharWidth() * 12)  # where there is little room
        combo.currentIndexChanged.connect(lambda number: callback(values[number]))
        words = make_label(escape_mnemonics(label), "muted")
        words.setBuddy(combo)
        pair = QWidget()
        layout = QHBoxLayout(pair)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(words)
        layout.addWidget(combo)
        self._bar.removeWidget(self._count)
        self._bar.addWidget(pair)
        self._bar.addWidget(self._count)
        return combo

    def set_rows(self, rows: Iterable[Row]) -> None:
        """Shows these rows; the filter stays, and what is selected stays selected."""
        self._read = True
        self.table.rows_model.set_rows(rows)
        self._show_state()

    def start(self) -> None:
        """Puts the keyboard where work begins: on the list, or on what to do first."""
        if self.table.rows_model.count:
            self.table.start()
        elif self.table.rows_model.total or self._first_button.isHidden():
            self._to_filter()
        else:
            self._first_button.setFocus()

    def minimumSizeHint(self) -> QSize:
        """Qt: as high as its buttons need, which go on in further lines where the text is large."""
        least = super().minimumSizeHint()
        return fit_words(self, least) if self.isVisible() else least

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: another width may need another height."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def showEvent(self, event: QShowEvent) -> None:
        """Qt: while it was hidden, nobody asked how high it is."""
        super().showEvent(event)
        self.updateGeometry()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: in the filter box, Down and Enter go to the list, and Esc clears."""
        if watched is self.filter_box and isinstance(event, QKeyEvent):
            pressed = event.type() == QEvent.Type.KeyPress
            if event.key() == Qt.Key.Key_Escape and self.filter_box.text():
                event.accept()  # otherwise the window would take the key and go back
                if pressed:
                    self.filter_box.clear()
                return True
            to_list = event.key() in {Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter}
            if pressed and to_list and self.table.rows_model.count:
                self.table.start()
                return True
        return super().eventFilter(watched, event)

    def _to_filter(self) -> None:
        self.filter_box.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filter_box.selectAll()

    def _clear(self) -> None:
        self.filter_box.clear()
        self._to_filter()

    def _on_delete(self, ids: list[int]) -> None:
        if self.on_delete is not None:
            self.on_delete(ids)

    def _on_filter(self, text: str) -> None:
        self.table.rows_model.set_filter(text)
        self._show_state()
        announce(self.filter_box, self._count.text() if self.table.rows_model.count else self._nothing.text())

    def _show_state(self) -> None:
        if not self._read:
            return
        shown, total = self.table.rows_model.count, self.table.rows_model.total
        noun = self._noun[0] if total == 1 else self._noun[1]
        self._count.setText(f"{total:,} {noun}" if shown == total else f"{shown:,} of {total:,} {noun}")
        self._nothing.setText(f"Nothing matches “{self.filter_box.text().strip()}”.")
        self._body.setCurrentIndex(0 if shown else 2 if total else 1)


def _centred(*widgets: QWidget) -> QWidget:
    page = QWidget()
    layout = QVBoxLayout(page)
    layout.setSpacing(page.fontMetrics().height() // 2)
    layout.addStretch(2)
    for widget in widgets:
        if isinstance(widget, QLabel):
            widget.setAlignment(Qt.AlignmentFlag.AlignCenter)
            layout.addWidget(widget)
        else:
            layout.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)
    layout.addStretch(3)
    return page
