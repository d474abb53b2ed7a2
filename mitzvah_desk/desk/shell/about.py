"""About the program: its version, where its log is, its licence, and the libraries it stands on."""

import re
from dataclasses import dataclass
from importlib import metadata

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPushButton, QTextBrowser, QVBoxLayout, QWidget

from mitzvah_desk import __version__
from mitzvah_desk.desk.session.log_file import find_log_file
from mitzvah_desk.desk.widgets import theme
from mitzvah_desk.desk.widgets.labels import make_label
from mitzvah_desk.desk.widgets.pages import Scroller, resize_dialog
from mitzvah_desk.desk.widgets.rows import Column
from mitzvah_desk.desk.widgets.sub_table import SubTable

_PROGRAM = "mitzvah-desk"
_LICENCE = (
    "Mitzvah Desk is free software under the MIT licence: everybody may use, copy, change and pass it on. It"
    " comes without any warranty. Its typefaces (Heebo, Noto) are under the SIL Open Font Licence, its icons"
    " (Tabler) under the MIT licence."
)
_LOG = (
    "When something goes wrong inside, where it happened is written to a log, without names or other details"
    " of your file. Send it to whoever helps you:"
)


@dataclass(frozen=True, slots=True)
class LibraryRow:
    """One library that the program uses."""

    id: int
    name: str
    version: str
    licence: str


_COLUMNS: tuple[Column[LibraryRow], ...] = (
    Column("name", "Library", lambda row: row.name, width_chars=22),
    Column("version", "Version", lambda row: row.version, width_chars=12),
    Column("licence", "Licence", lambda row: row.licence, width_chars=40),
)


def list_libraries() -> list[LibraryRow]:
    """The libraries that the program needs, as they are installed here, by name."""
    try:
        needs = metadata.requires(_PROGRAM) or []
    except metadata.PackageNotFoundError:
        return []
    names = sorted({found[0] for need in needs if "extra ==" not in need and (found := _NAME.match(need))})
    rows: list[LibraryRow] = []
    for number, name in enumerate(names, start=1):
        try:
            about = metadata.metadata(name)
        except metadata.PackageNotFoundError:
            continue
        rows.append(LibraryRow(number, about["Name"] or name, about["Version"] or "", _read_licence(about)))
    return rows


_NAME = re.compile(r"[\w.-]+")


def _read_licence(about: metadata.PackageMetadata) -> str:
    """A library's licence in a few words, from wherever it says it."""
    for told in about.get_all("License-Expression") or ():
        return str(told)
    classified = [
        each.rpartition(" :: ")[2] for each in about.get_all("Classifier") or () if "License" in each
    ]
    if classified:
        return ", ".join(classified)
    first = "".join(about.get_all("License") or ())[:200].strip().partition("\n")[0]
    return first if len(first) <= 80 else "see the library itself"


class AboutProgramDialog(QDialog):
    """The dialog.

    Attributes:
        text: licence, and where the log is.
        libraries: the list of libraries.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("About Mitzvah Desk")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.text = QTextBrowser()
        self.text.setAccessibleName("About Mitzvah Desk")
        self.text.setPlainText(f"{_LICENCE}\n\n{_LOG}\n{find_log_file()}")
        self.text.setMinimumHeight(self.fontMetrics().height() * 5)
        self.text.setTabChangesFocus(True)
        folder = QPushButton(theme.load_icon("folder-open"), "Show the &folder of the log")
        folder.clicked.connect(self.show_folder)
        self.libraries: SubTable[LibraryRow] = SubTable(
            "libraries", "Libraries", _COLUMNS, empty="What it stands on is not listed in this installation."
        )
        self.libraries.set_rows(list_libraries())
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.close)
        page = QWidget()
        within = QVBoxLayout(page)
        within.setContentsMargins(0, 0, 0, 0)
        within.addWidget(make_label(f"Mitzvah Desk {__version__}", "title"))
        within.addWidget(self.text, 1)
        within.addWidget(folder, 0, Qt.AlignmentFlag.AlignLeft)
        within.addWidget(self.libraries, 1)
        layout = QVBoxLayout(self)
        layout.addWidget(Scroller(page), 1)
        layout.addWidget(buttons)
        resize_dialog(self, 90, 34)

    def show_folder(self) -> None:
        """Opens the folder of the log, which is made where nothing went wrong yet."""
        try:
            folder = find_log_file(make=True).parent
        except OSError:
            return
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
