"""About the program: its versions and that of the file, its log, its licence, and what it stands on."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QPlainTextEdit,
    QPushButton,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from mitzvah_desk import __version__
from mitzvah_desk.desk.records.copying import copy_facts
from mitzvah_desk.desk.session.log_file import find_log_file
from mitzvah_desk.desk.support.libraries import (
    LibraryRow,
    format_libraries,
    is_installed,
    list_libraries,
    read_licence_text,
)
from mitzvah_desk.desk.widgets import theme
from mitzvah_desk.desk.widgets.flow import FlowLayout
from mitzvah_desk.desk.widgets.labels import make_label
from mitzvah_desk.desk.widgets.notice import announce
from mitzvah_desk.desk.widgets.pages import Scroller, resize_dialog
from mitzvah_desk.desk.widgets.rows import Column
from mitzvah_desk.desk.widgets.sub_table import SubTable
from mitzvah_desk.office.core.office import Office, WorldError
from mitzvah_desk.office.problem_report import FILE_FORMAT, read_file_program

_LICENCE = (
    "Mitzvah Desk is free software under the MIT licence: everybody may use, copy, change and pass it on. It"
    " comes without any warranty. Its typefaces (Heebo, Noto) are under the SIL Open Font Licence, its icons"
    " (Tabler) under the MIT licence."
)
_LOG = (
    "When something goes wrong inside, where it happened is written to a log, without names or other details"
    " of your file. Send it to whoever helps you:"
)
_NOT_INSTALLED = "The program runs from its source without being installed, so it knows few of its libraries."


_COLUMNS: tuple[Column[LibraryRow], ...] = (
    Column("name", "Library", lambda row: row.name, width_chars=24),
    Column("version", "Version", lambda row: row.version, width_chars=18),
    Column("licence", "Licence", lambda row: row.licence, width_chars=34, tooltip=lambda row: row.licence),
    Column("inside", "Comes inside", lambda row: row.inside, width_chars=14),
)


class AboutProgramDialog(QDialog):
    """The dialog.

    Args:
        office: the open file; None where none is.
        parent: the window.

    Attributes:
        versions: the version of the program, and those of the files that it reads and that is open.
        text: licence, and where the log is.
        libraries: the list of libraries.
    """

    def __init__(self, office: Office | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("About Mitzvah Desk")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.versions = make_label(describe_versions(office), wraps=True)
        self.text = QTextBrowser()
        self.text.setAccessibleName("About Mitzvah Desk")
        self.text.setPlainText(f"{_LICENCE}\n\n{_LOG}\n{find_log_file()}")
        self.text.setMinimumHeight(self.fontMetrics().height() * 5)
        self.text.setTabChangesFocus(True)
        self._rows = list_libraries()
        self.libraries: SubTable[LibraryRow] = SubTable(
            "libraries",
            "Libraries",
            _COLUMNS,
            empty="What it stands on is not listed in this installation.",
        )
        self.libraries.table.may_open = lambda: True
        self.libraries.table.opened.connect(self.show_licence)
        self.libraries.set_rows(self._rows)
        licence = self._button("file-text", "Show &licence", self.show_licence)
        licence.setToolTip("The text of the licence of the library that is chosen")
        folder = self._button("folder-open", "Show the &folder of the log", self.show_folder)
        copying = self._button("copy", "&Copy all", self.copy_all)
        row = FlowLayout()
        for button in (licence, copying, folder):
            row.addWidget(button)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.close)
        page = QWidget()
        within = QVBoxLayout(page)
        within.setContentsMargins(0, 0, 0, 0)
        within.addWidget(make_label(f"Mitzvah Desk {__version__}", "title"))
        within.addWidget(self.versions)
        within.addWidget(self.text, 1)
        within.addWidget(self.libraries, 2)
        if not is_installed():
            within.addWidget(make_label(_NOT_INSTALLED, "muted", wraps=True))
        within.addLayout(row)
        layout = QVBoxLayout(self)
        layout.addWidget(Scroller(page), 1)
        layout.addWidget(buttons)
        resize_dialog(self, 100, 42)

    def show_licence(self, library: int | None = None) -> None:
        """Shows the text of a library's licence; that of the one chosen where none is named."""
        chosen = [library] if library is not None else self.libraries.table.selected_ids()
        row = next((row for row in self._rows if row.id in chosen[:1]), None)
        if row is not None:
            LicenceDialog(row, self).open()

    def copy_all(self) -> None:
        """Copies the versions and the list of libraries."""
        copy_facts(f"{self.versions.text()}\n\n{format_libraries()}")
        announce(self, "Copied")

    def show_folder(self) -> None:
        """Opens the folder of the log, which is made where nothing went wrong yet."""
        try:
            folder = find_log_file(make=True).parent
        except OSError:
            return
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))

    @staticmethod
    def _button(icon: str, words: str, slot: Callable[[], object]) -> QPushButton:
        button = QPushButton(theme.load_icon(icon), words)
        button.setAutoDefault(False)
        button.clicked.connect(lambda _=False: slot())
        return button


class LicenceDialog(QDialog):
    """The licence of one library.

    Attributes:
        text: the text.
    """

    def __init__(self, row: LibraryRow, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(f"Licence of {row.name}")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(f"Licence of {row.name}")
        self.text.setPlainText(read_licence_text(row))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        inside = f", which comes inside {row.inside}" if row.inside else ""
        layout = QVBoxLayout(self)
        layout.addWidget(make_label(f"{row.name} {row.version}".strip() + inside, "heading", wraps=True))
        layout.addWidget(self.text, 1)
        layout.addWidget(buttons)
        resize_dialog(self, 90, 34)


def describe_versions(office: Office | None) -> str:
    """The version of the program and, apart from it, those of the files: what it reads and what is open."""
    said = [f"Version of the program: {__version__}", f"File format that it reads and writes: {FILE_FORMAT}"]
    if office is None:
        return "\n".join([*said, "No file is open."])
    try:
        maker = office.query(read_file_program)
    except WorldError:
        maker = ""
    by = f", last brought up to date by Mitzvah Desk {maker}" if maker else ""
    return "\n".join([*said, f"The open file: file format {FILE_FORMAT}{by}"])
