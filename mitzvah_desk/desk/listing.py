"""Every list, as it stands, onto paper or into a file."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QDialog, QMenu, QToolButton, QVBoxLayout

from mitzvah_desk.desk import theme
from mitzvah_desk.desk.bridge import Bridge
from mitzvah_desk.desk.exporting import save_as
from mitzvah_desk.desk.widgets.listpage import ListPage

KINDS = (("xlsx", "Excel (*.xlsx)"), ("ods", "OpenDocument (*.ods)"), ("csv", "CSV (*.csv)"))


def offer(bridge: Bridge, page: ListPage[Any]) -> QMenu:
    """Puts a small button beside a list with the menu of ``list_menu``."""
    menu = list_menu(bridge, page)
    button = QToolButton()
    button.setIcon(theme.icon("dots"))
    button.setToolTip("Print, save or copy this list")
    button.setAccessibleName("Print, save or copy this list")
    button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
    button.setMenu(menu)
    page.add_tool(button)
    return menu


def list_menu(bridge: Bridge, page: ListPage[Any]) -> QMenu:
    """What can be made of a list: print it, save it, copy it; always what it shows, in its order.

    Args:
        bridge: the open file.
        page: the list; what stands above it is the paper's title and the file's name too.
    """
    title = page.table.accessibleName()
    menu = QMenu(page)
    menu.setAccessibleName("This list")
    saving = [(f"Save as {words}…", "download", partial(save_list, kind=kind)) for kind, words in KINDS]
    doing: list[tuple[str, str, Callable[..., object]]] = [
        ("Print this list…", "printer", print_list),
        *saving,
        ("Copy this list", "copy", copy_list),
    ]
    for text, icon, what in doing:
        action = QAction(theme.icon(icon), text, menu)
        action.triggered.connect(lambda _=False, what=what: what(bridge, page, title))
        menu.addAction(action)
    return menu


def save_list(bridge: Bridge, page: ListPage[Any], title: str, *, kind: str) -> None:
    """Saves what a list shows as a spreadsheet."""
    from mitzvah_desk.office.papers.shown import list_file

    titles, rows = page.table.shown_values()
    save_as(bridge, page, f"{title}.{kind}", dict(KINDS)[kind], list_file(kind, title, titles, rows))


def print_list(bridge: Bridge, page: ListPage[Any], title: str) -> QDialog:
    """Shows what a list shows as it will be printed; from there it goes to the printer or into a PDF."""
    from mitzvah_desk.desk.preview import Preview
    from mitzvah_desk.office.papers.shown import list_job

    dialog = QDialog(page.window())
    dialog.setWindowTitle(f"Print: {title}")
    preview = Preview(bridge)
    layout = QVBoxLayout(dialog)
    layout.addWidget(preview)
    dialog.resize(page.window().size() * 0.9)
    titles, rows = page.table.shown_values()
    preview.show_job(list_job(bridge.office, title, titles, rows))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog


def copy_list(bridge: Bridge, page: ListPage[Any], title: str) -> None:
    """Copies what a list shows as a table, for Word and Excel."""
    page.table.copy(everything=True)
    bridge.told.emit(f"Copied {title}: {page.count_text}")
