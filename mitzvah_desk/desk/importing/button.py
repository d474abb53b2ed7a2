"""The ways into an import: a button of an area, and the menu. The window itself is made when it is wanted."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from mitzvah_desk.desk.session.file_session import FileSession
from mitzvah_desk.desk.widgets import theme
from mitzvah_desk.model import ImportOf

if TYPE_CHECKING:
    from mitzvah_desk.desk.importing.dialog import ImportDialog


def open_import_dialog(session: FileSession, parent: QWidget, kind: ImportOf | None = None) -> "ImportDialog":
    """Opens the window of an import; what a file tells of is guessed where ``kind`` is None."""
    from mitzvah_desk.desk.importing.dialog import ImportDialog

    dialog = ImportDialog(session, kind, parent)
    dialog.finished.connect(dialog.deleteLater)
    dialog.setWindowModality(Qt.WindowModality.WindowModal)
    dialog.open()
    return dialog


def make_import_action(session: FileSession, parent: QWidget, kind: ImportOf) -> QAction:
    """The button of an area into which lists can be taken."""
    action = QAction(theme.load_icon("folder-open"), "Import…", parent)
    action.setToolTip("Take in a spreadsheet, a sign-up form or a file of contacts")
    action.setEnabled(not session.office.read_only)
    action.triggered.connect(lambda: open_import_dialog(session, parent, kind))
    return action
