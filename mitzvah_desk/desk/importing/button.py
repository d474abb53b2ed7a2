"""The ways into an import or a grid: buttons of areas, and the menu. A window is made when it is wanted."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QDialog, QWidget

from mitzvah_desk.desk.records.copying import read_copied_text
from mitzvah_desk.desk.records.several_dialog import show_several
from mitzvah_desk.desk.session.file_session import FileSession
from mitzvah_desk.desk.widgets import theme
from mitzvah_desk.desk.widgets.labels import make_action
from mitzvah_desk.model import ImportOf

if TYPE_CHECKING:
    from mitzvah_desk.desk.importing.add_family import AddFamilyDialog
    from mitzvah_desk.desk.importing.add_several import AddSeveralDialog
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
    action = make_action(parent, "folder-open", "Import…", lambda: open_import_dialog(session, parent, kind))
    action.setToolTip("Take in a spreadsheet, a sign-up form or a file of contacts")
    action.setEnabled(not session.office.read_only)
    return action


def open_several_dialog(session: FileSession, parent: QWidget, kind: ImportOf) -> "AddSeveralDialog":
    """Opens the grid in which several people, partners or items are added."""
    from mitzvah_desk.desk.importing.add_several import AddSeveralDialog

    dialog = AddSeveralDialog(session, kind, parent)
    return show_several(dialog)


def make_several_action(session: FileSession, parent: QWidget, kind: ImportOf) -> QAction:
    """The button of an area in which several can be added at once."""
    action = QAction(theme.load_icon("list-check"), "Add several…", parent)
    action.setToolTip("Type line after line in a grid, or paste from a spreadsheet (Ctrl+Shift+A)")
    action.setShortcut(QKeySequence("Ctrl+Shift+A"))
    action.setEnabled(not session.office.read_only)
    action.triggered.connect(lambda: open_several_dialog(session, parent, kind))
    return action


def paste_people(session: FileSession, parent: QWidget) -> QDialog | None:
    """Opens what fits a text that was copied in another program: the grid for cells, else the form.

    Args:
        session: the open file.
        parent: the window over which it opens.
    """
    from mitzvah_desk.desk.importing.paste_person import PastePersonDialog
    from mitzvah_desk.office.importing.typed_table import is_table

    text = read_copied_text()
    if not text.strip():
        session.status_message.emit(
            "Nothing is copied. Copy an e-mail’s signature or cells of a spreadsheet first."
        )
        return None
    if is_table(text):
        grid = open_several_dialog(session, parent, ImportOf.PEOPLE)
        grid.paste(text)
        return grid
    dialog = PastePersonDialog(session, text, parent)
    dialog.finished.connect(dialog.deleteLater)
    dialog.setWindowModality(Qt.WindowModality.WindowModal)
    dialog.open()
    dialog.start()
    return dialog


def make_paste_action(session: FileSession, parent: QWidget) -> QAction:
    """What adds the person or the people whom somebody copied in another program."""
    action = make_action(parent, "user-plus", "Paste people", lambda: paste_people(session, parent), "Ctrl+V")
    action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    action.setToolTip("Takes an e-mail’s signature, or cells of a spreadsheet, that you copied (Ctrl+V)")
    action.setEnabled(not session.office.read_only)
    parent.addAction(action)
    return action


def open_family_dialog(session: FileSession, parent: QWidget) -> "AddFamilyDialog":
    """Opens the form on which a family is added."""
    from mitzvah_desk.desk.importing.add_family import AddFamilyDialog

    return show_several(AddFamilyDialog(session, parent))


def make_family_action(session: FileSession, parent: QWidget) -> QAction:
    """The button with which a family is added."""
    action = QAction(theme.load_icon("home"), "Add a family…", parent)
    action.setToolTip("One form for a household and a line for each of its members (Ctrl+Shift+F)")
    action.setShortcut(QKeySequence("Ctrl+Shift+F"))
    action.setEnabled(not session.office.read_only)
    action.triggered.connect(lambda: open_family_dialog(session, parent))
    return action
