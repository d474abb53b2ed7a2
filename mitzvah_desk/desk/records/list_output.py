"""Every list, as it stands, onto paper or into a file."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtGui import QAction, QContextMenuEvent
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QToolButton, QVBoxLayout, QWidget

from mitzvah_desk.desk.records.exporting import save_as
from mitzvah_desk.desk.session.file_session import FileSession
from mitzvah_desk.desk.widgets import theme
from mitzvah_desk.desk.widgets.list_page import ListPage
from mitzvah_desk.desk.widgets.table import DataTable

KINDS = (("xlsx", "Excel (*.xlsx)"), ("ods", "OpenDocument (*.ods)"), ("csv", "CSV (*.csv)"))


def add_menu_button(session: FileSession, page: ListPage[Any]) -> QMenu:
    """Puts a small button beside a list with the menu of ``make_list_menu``."""
    menu = make_list_menu(session, page.table)
    button = QToolButton()
    button.setIcon(theme.load_icon("dots"))
    button.setToolTip("Print, save or copy this list")
    button.setAccessibleName("Print, save or copy this list")
    button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
    button.setMenu(menu)
    page.add_tool(button)
    return menu


def make_list_menu(session: FileSession, table: DataTable[Any]) -> QMenu:
    """What can be made of a list: print it, save it, copy it; always what it shows, in its order.

    Args:
        session: the open file.
        table: the list; what it is called is the paper's title and the file's name too.
    """
    menu = QMenu(table)
    menu.setAccessibleName("This list")
    add_output_actions(menu, session, table)
    return menu


def add_output_actions(menu: QMenu, session: FileSession, table: DataTable[Any]) -> None:
    """Puts into a menu what ``make_list_menu`` offers."""
    saving = [(f"Save as {words}…", "download", partial(save_list, kind=kind)) for kind, words in KINDS]
    doing: list[tuple[str, str, Callable[..., object]]] = [
        ("Print this list…", "printer", print_list),
        *saving,
        ("Copy this list", "copy", copy_list),
    ]
    for text, icon, what in doing:
        action = QAction(theme.load_icon(icon), text, menu)
        action.triggered.connect(lambda _=False, what=what: what(session, table))
        menu.addAction(action)


def show_list_menu(session: FileSession, event: QContextMenuEvent, within: QWidget) -> None:
    """Opens the menu of the list at which the mouse points, or in which the keyboard is; of any list."""
    at_keyboard = event.reason() is QContextMenuEvent.Reason.Keyboard
    found = QApplication.focusWidget() if at_keyboard else within.childAt(event.pos())
    while found is not None and not isinstance(found, DataTable):
        found = found.parentWidget()
    if found is None or not found.shown_values()[1]:
        event.ignore()
        return
    menu = make_list_menu(session, found)
    menu.aboutToHide.connect(menu.deleteLater)
    menu.popup(event.globalPos())


def save_list(session: FileSession, table: DataTable[Any], *, kind: str) -> None:
    """Saves what a list shows as a spreadsheet."""
    from mitzvah_desk.office.papers.list_printout import make_table_file

    title, (titles, rows) = table.accessibleName(), table.shown_values()
    save_as(session, table, make_table_file(kind, title, titles, rows), kind, dict(KINDS)[kind])


def print_list(session: FileSession, table: DataTable[Any]) -> QDialog:
    """Shows what a list shows as it will be printed; from there it goes to the printer or into a PDF."""
    from mitzvah_desk.desk.records.preview import Preview
    from mitzvah_desk.office.papers.list_printout import make_list_job

    title, (titles, rows) = table.accessibleName(), table.shown_values()
    dialog = QDialog(table.window())
    dialog.setWindowTitle(f"Print: {title}")
    preview = Preview(session)
    layout = QVBoxLayout(dialog)
    layout.addWidget(preview)
    dialog.resize(table.window().size() * 0.9)
    preview.show_job(session.check_outgoing(make_list_job(session.office, title, titles, rows)))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog


def copy_list(session: FileSession, table: DataTable[Any]) -> None:
    """Copies what a list shows as a table, for Word and Excel."""
    count = len(table.shown_values()[1])
    if not count:
        session.status_message.emit(f"Nothing was copied: {table.accessibleName()} shows no lines")
        return
    table.copy(everything=True)
