"""The action with which the two lines chosen in a list are made one."""

from typing import Any

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from mitzvah_desk.desk.session.file_session import FileSession
from mitzvah_desk.desk.widgets.labels import make_action
from mitzvah_desk.desk.widgets.table import DataTable


def make_merge_action(session: FileSession, table: DataTable[Any], record: str, parent: QWidget) -> QAction:
    """An action that can be taken while two lines are chosen; it opens both side by side.

    Args:
        session: the open file.
        table: the list, whose lines have the ids of records.
        record: their table.
        parent: what the window is opened over.
    """

    def merge() -> None:
        chosen = table.selected_ids()
        if len(chosen) != 2:
            session.status_message.emit("Choose the two that are one, with Ctrl and a click or Shift.")
            return
        from mitzvah_desk.desk.merging.merge import MergeDialog

        dialog = MergeDialog(session, record, min(chosen), max(chosen), parent)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def offer() -> None:
        action.setEnabled(len(table.selected_ids()) == 2 and not session.office.read_only)

    action = make_action(parent, "users", "Merge these two…", merge)
    action.setToolTip("Choose two lines that are one, with Ctrl and a click; what belongs to both is kept")
    table.selected.connect(offer)
    offer()
    return action
