"""The way into a file: the welcome page's doors, a new year, the sample, the file that was open last."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog, QWidget

from mitzvah_desk.desk.session import recent_files as recent
from mitzvah_desk.desk.session.backup_settings import read_backup_plan
from mitzvah_desk.desk.session.file_dialogs import FolderOf, ask_open_path, ask_save_path
from mitzvah_desk.desk.session.tasks import ThreadRunner
from mitzvah_desk.desk.shell.start_dialog import StartDialog
from mitzvah_desk.desk.shell.welcome import Welcome
from mitzvah_desk.desk.widgets.messages import show_error
from mitzvah_desk.office.core.actions import Refused
from mitzvah_desk.office.core.office import Office, WorldError
from mitzvah_desk.office.projects.start_year import StartYear, start_year
from mitzvah_desk.rules.file_names import make_file_name
from mitzvah_desk.user_folders import find_documents_folder

FILTER = "Mitzvah Desk files (*.mitzvah)"
_LONGEST_NAME = 60


class StartFlow(QObject):
    """Gets a file open, in one of the ways that the welcome page offers.

    Args:
        window: the main window.
        open_file: opens a file; returns whether it is open.
        show: shows an open file; returns whether that was possible.
        begun: called once a new year is open, since it may be protected from its beginning.
        user_name: who is at the desk.

    Attributes:
        welcome: the welcome page.
        user_name: who is at the desk now.
    """

    def __init__(
        self,
        window: QWidget,
        open_file: Callable[[Path], bool],
        show: Callable[[Office], bool],
        begun: Callable[[], object],
        user_name: str,
    ) -> None:
        super().__init__(window)
        self._window, self.user_name = window, user_name
        self._open, self._show, self._begun = open_file, show, begun
        self.welcome = Welcome()
        self.welcome.opening.connect(open_file)
        self.welcome.browsing.connect(self.browse)
        self.welcome.starting.connect(self.start_year)
        self.welcome.sampling.connect(self.open_sample)

    def start_year(self) -> None:
        """Asks for the new year, then where its file shall lie, and makes it."""
        dialog = StartDialog(self._window, runner=ThreadRunner)
        while dialog.exec() == QDialog.DialogCode.Accepted:
            year = dialog.begun
            title, name = "Where shall the file of your year lie?", propose_file_name(year.organisation)
            path = ask_save_path(self._window, title, name, FILTER, FolderOf.YEARS, fresh=True)
            if path is None:
                continue  # back to the page, with all that was typed
            refused = self._make(_with_ending(path), year)
            if refused is None:
                break
            dialog.tell(refused.findings)
        dialog.deleteLater()

    def make_file(self, path: Path) -> bool:
        """Makes a new, empty file and opens it; returns whether that was possible."""
        make = partial(Office.new, user_name=self.user_name, backups=read_backup_plan())
        try:
            return self._show(make(_with_ending(path)))
        except WorldError as error:
            show_error(self._window, error)
            return False

    def open_sample(self) -> None:
        """Opens the sample year, in a file of its own that one may spoil."""
        from mitzvah_desk.office.sample.loader import make_sample

        path = recent.available_path(find_documents_folder() / "Mitzvah sample year.mitzvah")
        try:
            office = make_sample(path, user_name=self.user_name)
        except WorldError as error:
            show_error(self._window, error)
            return
        office.backups = read_backup_plan()
        self._show(office)

    def browse(self) -> None:
        """Asks for a file and opens it."""
        path = ask_open_path(self._window, "Open a file", FILTER, FolderOf.YEARS)
        if path is not None:
            self._open(path)

    def reopen_last(self) -> None:
        """Opens the file that was open when the program ended; says so where it cannot be opened."""
        path = recent.read_last_file()
        if path is None:
            return
        if not path.is_file():
            recent.forget_last_file(path)
            self.welcome.reload()
            self.welcome.tell(
                f"{path.name}, which was open last, is not in {path.parent} any more. It may have been moved"
                " or renamed, or lie on a drive that is not connected: open it where it is now."
            )
        elif not self._open(path):
            self.welcome.tell(f"{path.name}, which was open last, was not opened.")

    def _make(self, path: Path, year: StartYear) -> Refused | None:
        """Makes a file and shows it; what was refused where the year cannot be begun so."""
        try:
            made = start_year(path, year, user_name=self.user_name, backups=read_backup_plan())
        except WorldError as error:
            show_error(self._window, error)
            return Refused(())
        if isinstance(made, Refused):
            return made
        if self._show(made):
            self._begun()
        return None


def propose_file_name(organisation: str) -> str:
    """A name for the file of a synagogue, such as every system takes."""
    plain = make_file_name(organisation, _LONGEST_NAME).strip(" .")
    return f"{plain} Mitzvah Day.mitzvah" if plain else "Mitzvah Day.mitzvah"


def _with_ending(path: Path) -> Path:
    return path if path.suffix.casefold() == ".mitzvah" else path.with_name(f"{path.name}.mitzvah")
