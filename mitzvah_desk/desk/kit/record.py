"""The page of one record: its name, its badges and actions, and tabs of what belongs to it."""

from collections.abc import Callable, Sequence
from typing import Generic

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QTabWidget, QVBoxLayout, QWidget

from mitzvah_desk.desk import look
from mitzvah_desk.desk.kit.form import Form
from mitzvah_desk.desk.kit.labels import Badge, heading, muted, title
from mitzvah_desk.desk.kit.listpage import action_button
from mitzvah_desk.desk.kit.table import Column, Row, RowsModel
from mitzvah_desk.desk.kit.view import DataTable, Memory


class RecordPage(QWidget):
    """The page of one record.

    Signals:
        left: the user goes back (Esc, Alt+Left, or the button); everything typed was committed.
    """

    left = Signal()

    def __init__(self, back_to: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = title("")
        self._title.setWordWrap(True)
        self._subtitle = muted("", wraps=True)
        back = QPushButton(look.icon("chevron-left"), back_to)
        back.setProperty("role", "quiet")
        back.setToolTip("Back (Esc)")
        back.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        back.clicked.connect(self.leave)
        self._badges = QHBoxLayout()
        self._actions = QHBoxLayout()
        first = QHBoxLayout()
        first.addWidget(back)
        first.addStretch(1)
        first.addLayout(self._actions)
        second = QHBoxLayout()
        second.addWidget(self._title, 1)
        second.addLayout(self._badges)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.currentChanged.connect(lambda _: self.flush())
        layout = QVBoxLayout(self)
        step = self.fontMetrics().height()
        layout.setContentsMargins(step, step // 2, step, step // 2)
        layout.setSpacing(step // 4)
        layout.addLayout(first)
        layout.addLayout(second)
        layout.addWidget(self._subtitle)
        layout.addWidget(self.tabs, 1)
        within = Qt.ShortcutContext.WidgetWithChildrenShortcut
        QShortcut(QKeySequence(Qt.Key.Key_Escape), self, self.leave, context=within)
        QShortcut(QKeySequence("Alt+Left"), self, self.leave, context=within)

    def head(self, name: str, subtitle: str = "", badges: Sequence[tuple[str, str]] = ()) -> None:
        """Shows the record's name, a line about it, and badges of a word and an icon's name."""
        self._title.setText(name)
        self._subtitle.setText(subtitle)
        self._subtitle.setHidden(not subtitle)
        while self._badges.count():
            item = self._badges.takeAt(0)
            old = item.widget() if item else None
            if old is not None:
                old.hide()
                old.deleteLater()
        for text, icon_name in badges:
            self._badges.addWidget(Badge(text, icon_name))

    def add_action(self, action: QAction, *, primary: bool = False) -> QPushButton:
        """Puts a button for an action at the top right."""
        button = action_button(action, primary=primary)
        self._actions.addWidget(button)
        self.addAction(action)
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        return button

    def add_tab(self, name: str, widget: QWidget) -> None:
        """Adds a tab."""
        self.tabs.addTab(widget, name)

    def flush(self) -> bool:
        """Commits every field of every tab; returns whether nothing is left unkept."""
        kept = [form.flush() for form in self.findChildren(Form)]
        return all(kept)

    def leave(self) -> None:
        """Goes back, once everything typed is committed."""
        if self.flush():
            self.left.emit()


class SubTable(QWidget, Generic[Row]):
    """A short list inside a page: what belongs to a record.

    Signals:
        opened: the id of a line that is opened.
        removing: the ids of lines to remove, as a list.
    """

    opened = Signal(int)
    removing = Signal(list)

    def __init__(
        self,
        name: str,
        label: str,
        columns: Sequence[Column[Row]],
        *,
        memory: Memory | None = None,
        empty: str = "Nothing here yet.",
        removable: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.rows = RowsModel(columns, self)
        self.table: DataTable[Row] = DataTable(self.rows, name, memory)
        self.table.setAccessibleName(label or name)
        self.table.opened.connect(self.opened)
        self._empty = muted(empty, wraps=True)
        self._bar = QHBoxLayout()
        self._bar.addWidget(heading(label) if label else QLabel())
        self._bar.addStretch(1)
        self._remove = QPushButton(look.icon("trash"), "Remove")
        self._remove.setAccessibleName(f"Remove from {label or name}")
        self._remove.setEnabled(False)
        if removable:
            self.table.deleting.connect(self._ask)
            self._remove.clicked.connect(self._ask)
            self._bar.addWidget(self._remove)
        self.table.selectionModel().selectionChanged.connect(self._selected)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, self.fontMetrics().height() // 2, 0, 0)
        layout.addLayout(self._bar)
        layout.addWidget(self._empty)
        layout.addWidget(self.table, 1)
        self.set_rows(())

    def add_button(self, text: str, pressed: Callable[[], object], icon_name: str = "plus") -> QPushButton:
        """Puts a button above the list."""
        button = QPushButton(look.icon(icon_name), text)
        button.clicked.connect(lambda _: pressed())
        self._bar.insertWidget(self._bar.count() - (1 if self._remove.parent() else 0), button)
        return button

    def add_to_bar(self, widget: QWidget) -> None:
        """Puts another widget above the list."""
        self._bar.insertWidget(1, widget)

    def add_below(self, widget: QWidget) -> None:
        """Puts a widget under the list, such as the line that adds to it."""
        layout = self.layout()
        if isinstance(layout, QVBoxLayout):
            layout.addWidget(widget)

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Shows other lines; what was chosen stays chosen."""
        with self.table.keeping_selection():
            self.rows.set_rows(rows)
        self._empty.setHidden(bool(rows))
        self._selected()

    def _ask(self) -> None:
        ids = self.table.selected_ids()
        if ids:
            self.removing.emit(ids)

    def _selected(self, *_: object) -> None:
        self._remove.setEnabled(self.table.selectionModel().hasSelection())
