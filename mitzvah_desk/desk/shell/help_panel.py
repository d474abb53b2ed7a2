"""The help inside the program: one page of short answers, read without the internet."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QTextBrowser, QVBoxLayout, QWidget

from mitzvah_desk import shipped
from mitzvah_desk.desk.widgets.pages import resize_dialog


def show_help(parent: QWidget | None = None) -> QDialog:
    """Opens the help; returns its window."""
    dialog = QDialog(parent)
    dialog.setWindowTitle("How to…")
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    page = QTextBrowser()
    page.setAccessibleName("Help")
    page.setMarkdown(shipped.find_shipped_file("templates", "help.md").read_text("utf-8"))
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
    buttons.rejected.connect(dialog.close)
    layout = QVBoxLayout(dialog)
    layout.addWidget(page)
    layout.addWidget(buttons)
    resize_dialog(dialog, 90, 32)
    dialog.open()
    return dialog
