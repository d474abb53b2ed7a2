"""Around a list in a page: pickers that add a record to it, buttons for the rows that are chosen."""

from collections.abc import Callable
from typing import Any

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mitzvah_desk.desk.records.record_field import RecordField
from mitzvah_desk.desk.session.file_session import FileSession
from mitzvah_desk.desk.widgets import theme
from mitzvah_desk.desk.widgets.sub_table import SubTable


def add_picker(
    table: SubTable[Any],
    label: str,
    session: FileSession,
    noun: str,
    add: Callable[[int], str],
) -> RecordField:
    """Puts a picker under a list; choosing a record adds it and empties the line again.

    Args:
        table: the list.
        label: what the picker is called.
        session: the desk's view of the office.
        noun: what may be added or made, of ``NAMED``.
        add: adds one by its id; returns "" or the sentence that refuses it.
    """

    def take(value: int | None) -> str:
        problem = add(value) if value is not None else ""
        if not problem:
            picker.load(None)
        return problem

    picker = RecordField(session, noun, label, take)
    table.add_below(picker)
    return picker


def add_row_action(
    table: SubTable[Any], icon_name: str, text: str, pressed: Callable[[list[int]], object]
) -> None:
    """Puts a button over a list that works while rows are chosen.

    Args:
        table: the list.
        icon_name: the icon of the button.
        text: its words.
        pressed: called with the ids of the rows chosen.
    """
    action = QAction(theme.load_icon(icon_name), text, table)

    def offer() -> None:
        action.setEnabled(bool(table.table.selected_ids()))

    action.triggered.connect(lambda: pressed(table.table.selected_ids()))
    table.add_action(action)
    table.table.selected.connect(offer)
    offer()


def stack_widgets(*widgets: QWidget) -> QWidget:
    """One tab of several lists, one under the other."""
    page = QWidget()
    layout = QVBoxLayout(page)
    layout.setContentsMargins(0, 0, 0, 0)
    for widget in widgets:
        layout.addWidget(widget, 1)
    return page
