"""A list inside a page: what belongs to a record, such as the contacts of a partner."""

from collections.abc import Callable, Iterable, Sequence
from typing import Generic

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from mitzvah_desk.desk.widgets import theme
from mitzvah_desk.desk.widgets.flow import FlowLayout
from mitzvah_desk.desk.widgets.labels import ActionButton, ElidedLabel, make_action_button, make_label
from mitzvah_desk.desk.widgets.table import Column, ColumnMemory, DataTable, Row


class SubTable(QWidget, Generic[Row]):
    """A titled list of child records, with a button for each callback that is given.

    Args:
        name: the key under which its columns are remembered.
        title: what stands above it, such as ``Contacts``.
        columns: its columns.
        memory: where columns are remembered; nowhere without it.
        empty: what it says while there are no rows.
        on_add: called for a new row.
        on_open: called with the id of the row to open: Enter, a double click or the button.
        on_remove: called with the ids to remove: Delete or the button.
        parent: Qt's.

    Attributes:
        table: the table itself.
    """

    def __init__(
        self,
        name: str,
        title: str,
        columns: Sequence[Column[Row]],
        memory: ColumnMemory | None = None,
        *,
        empty: str = "There is nothing here yet.",
        on_add: Callable[[], object] | None = None,
        on_open: Callable[[int], object] | None = None,
        on_remove: Callable[[list[int]], object] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._title = title
        self._on_open = on_open
        self._on_remove = on_remove
        em = self.fontMetrics().height()
        self._buttons = FlowLayout(at_right=True)
        top = QHBoxLayout()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, em // 2, 0, 0)
        layout.setSpacing(em // 2)
        layout.addLayout(top)
        top.addWidget(ElidedLabel(title, "heading"))
        top.addLayout(self._buttons, 1)
        self._needing: list[QPushButton] = []
        adds: list[QAction] = []
        if on_add is not None:
            adds.append(QAction(theme.load_icon("plus"), "Add", self))
            adds[0].triggered.connect(lambda _=False: on_add())
            self._buttons.addWidget(ActionButton(adds[0], called=f"Add: {title}"))
        if on_open is not None:
            self._needing.append(self._button("Open", "external-link"))
            self._needing[-1].clicked.connect(self._open_current)
        if on_remove is not None:
            self._needing.append(self._button("Remove", "trash"))
            self._needing[-1].clicked.connect(lambda: self._remove_ids(self.table.selected_ids()))
        # Each is put into its parent while it is empty: Qt styles all that moves with a widget anew.
        self._body = _Body(self)
        layout.addWidget(self._body, 1)
        self.table: DataTable[Row] = DataTable(columns, name, memory, self._body)
        self.table.setAccessibleName(title)
        self.table.opened.connect(self._open_id)
        self.table.delete_wanted.connect(self._remove_ids)
        self.table.may_open = lambda: on_open is not None
        self.table.may_delete = lambda: on_remove is not None
        self.table.selected.connect(self._on_selected)
        self.table.row_actions += adds
        self._body.addWidget(self.table)
        empty_page = QWidget(self._body)
        empty_layout = QVBoxLayout(empty_page)
        empty_layout.setContentsMargins(0, 0, 0, 0)
        empty_layout.addWidget(make_label(empty, "muted", wraps=True))
        empty_layout.addStretch(1)
        self._body.addWidget(empty_page)
        self.set_rows(())

    def add_action(self, action: QAction) -> QPushButton:
        """Puts a button for something else beside the others."""
        self.table.row_actions.append(action)
        button = make_action_button(action)
        self._buttons.addWidget(button)
        return button

    def add_below(self, widget: QWidget) -> None:
        """Puts a widget under the list, such as the line in which one types the next row."""
        layout = self.layout()
        if layout is not None:
            layout.addWidget(widget)

    def set_rows(self, rows: Iterable[Row]) -> None:
        """Shows these rows; what is selected stays selected."""
        self.table.rows_model.set_rows(rows)
        self._body.setCurrentIndex(0 if self.table.rows_model.total else 1)
        self._on_selected()

    def hasHeightForWidth(self) -> bool:
        """Qt: the list takes the height that is left, and presses nothing else together."""
        return False

    def _button(self, text: str, icon_name: str) -> QPushButton:
        button = QPushButton(theme.load_icon(icon_name), text)
        button.setAccessibleName(f"{text}: {self._title}")
        self._buttons.addWidget(button)
        return button

    def _open_current(self) -> None:
        current = self.table.current_id()
        if current is not None:
            self._open_id(current)

    def _open_id(self, row_id: int) -> None:
        if self._on_open is not None:
            self._on_open(row_id)

    def _remove_ids(self, ids: list[int]) -> None:
        if self._on_remove is not None and ids:
            self._on_remove(ids)

    def _on_selected(self) -> None:
        for button in self._needing:
            button.setEnabled(bool(self.table.selected_ids()))


class _Body(QStackedWidget):
    """The list, or the sentence instead of it; neither asks for a height of its own."""

    def hasHeightForWidth(self) -> bool:
        return False
