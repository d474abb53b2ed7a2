"""Every list, as it stands, onto paper or into a file."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QDialog, QMenu, QToolButton, QVBoxLayout

from mitzvah_desk.desk.records.exporting import save_as
from mitzvah_desk.desk.session.file_session import FileSession
from mitzvah_desk.desk.widgets import theme
from mitzvah_desk.desk.widgets.labels import escape_tooltip
from mitzvah_desk.desk.widgets.list_page import ListPage
from mitzvah_desk.desk.widgets.table import DataTable
from mitzvah_desk.office.outgoing.outgoing import Outgoing

_OUT = "Print, save or copy this list"
KINDS = (("xlsx", "Excel (*.xlsx)"), ("ods", "OpenDocument (*.ods)"), ("csv", "CSV (*.csv)"))


def add_menu_button(session: FileSession, page: ListPage[Any], more: Sequence[QAction] = ()) -> QMenu:
    """Puts a small button beside a list with the menu of ``make_list_menu``.

    Args:
        session: the open file.
        page: the list.
        more: what can be done with the lines chosen and has no button of its own; the menu that opens
            by a right click has it too.
    """
    menu = QMenu(page.table)
    menu.setAccessibleName("This list")
    menu.addActions(list(more))
    menu.addSeparator()
    add_output_actions(menu, session, page.table)
    page.table.row_actions += more
    button = QToolButton()
    button.setIcon(theme.load_icon("dots"))
    words = "More for the lines chosen; print, save or copy this list" if more else _OUT
    button.setToolTip(escape_tooltip(words))
    button.setAccessibleName(words)
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


def save_list(session: FileSession, table: DataTable[Any], *, kind: str) -> None:
    """Saves what a list shows as a spreadsheet."""
    from mitzvah_desk.office.papers.list_printout import make_table_file

    title, (titles, rows) = table.accessibleName(), table.shown_values()
    save_as(session, table, make_table_file(kind, title, titles, rows), kind, dict(KINDS)[kind])


def print_list(session: FileSession, table: DataTable[Any]) -> QDialog:
    """Shows what a list shows as it will be printed; from there it goes to the printer or into a PDF."""
    from mitzvah_desk.office.papers.list_printout import make_list_job

    title, (titles, rows) = table.accessibleName(), table.shown_values()
    return show_list_paper(session, table, title, make_list_job(session.office, title, titles, rows))


def show_list_paper(session: FileSession, table: DataTable[Any], title: str, job: Outgoing) -> QDialog:
    """Shows a list on paper, before it is printed.

    Args:
        session: the open file.
        table: the list.
        title: what it is called.
        job: the paper.
    """
    from mitzvah_desk.desk.records.preview import Preview

    dialog = QDialog(table.window())
    dialog.setWindowTitle(f"Print: {title}")
    preview = Preview(session)
    layout = QVBoxLayout(dialog)
    layout.addWidget(preview)
    dialog.resize(table.window().size() * 0.9)
    preview.show_job(session.check_outgoing(job))
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
