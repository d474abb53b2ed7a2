"""What is copied passes the gate too: it can be pasted anywhere."""

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from mitzvah_desk.desk.records.gate_panel import check_leaving
from mitzvah_desk.desk.session.file_session import FileSession
from mitzvah_desk.desk.widgets.clipboard import Lines, table_mime_data
from mitzvah_desk.office.outgoing.outgoing import Outgoing
from mitzvah_desk.office.papers.list_printout import make_table_file
from mitzvah_desk.rules.plurals import count_noun


def read_copied_text() -> str:
    """The text that somebody copied, in another program or here."""
    return QGuiApplication.clipboard().text()


def copy_facts(text: str) -> None:
    """Copies a text that holds nothing of a file: what the program is, or a report that was let through."""
    QGuiApplication.clipboard().setText(text)


def copy_table(session: FileSession, parent: QWidget, title: str, lines: Lines) -> None:
    """Copies lines of cells, the headings first, where they may leave; else says why not.

    Args:
        session: the open file.
        parent: the window that it is about.
        title: what the list is called.
        lines: its cells.
    """
    copied = make_table_file("csv", title, lines[0], lines[1:])
    checked = check_leaving(session, copied, parent)
    if checked is not None:
        checked.hand_over()
        QGuiApplication.clipboard().setMimeData(table_mime_data(lines))
        session.status_message.emit(f"Copied {title}: {count_noun(len(lines) - 1, 'line')}")


def copy_page(session: FileSession, parent: QWidget, page: Outgoing, plain: Outgoing) -> bool:
    """Copies a text in two forms, for word processors and for everything else; says whether it could leave.

    Args:
        session: the open file.
        parent: the window that it is about.
        page: as HTML.
        plain: as plain text.
    """
    checked = [check_leaving(session, each, parent) for each in (page, plain)]
    data = QMimeData()
    for each, take in zip(checked, (data.setHtml, data.setText), strict=True):
        if each is None:
            return False
        take(each.release().content.decode())
    QGuiApplication.clipboard().setMimeData(data)
    return True
