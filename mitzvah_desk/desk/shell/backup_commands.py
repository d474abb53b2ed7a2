"""What the File menu offers to keep a file safe, and the backups that are kept by themselves."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from mitzvah_desk.desk.session.backup_settings import read_backup_plan
from mitzvah_desk.desk.session.file_dialogs import FolderOf, ask_folder, ask_open_path, ask_save_path
from mitzvah_desk.desk.session.file_session import FileSession
from mitzvah_desk.desk.session.tasks import ThreadRunner
from mitzvah_desk.desk.shell.backups_dialog import BackupsDialog
from mitzvah_desk.desk.shell.opening import try_key
from mitzvah_desk.desk.shell.passphrase_dialogs import ask_key
from mitzvah_desk.desk.widgets import messages
from mitzvah_desk.desk.widgets.messages import show_error
from mitzvah_desk.office.core.office import WorldError, default_backup_folder, restore_backup
from mitzvah_desk.office.core.protection import FileKey, KeyNeededError, PassphraseTries
from mitzvah_desk.office.health_check import check_file

FILTER = "Mitzvah Desk files (*.mitzvah)"
_LOOK_MS = 60_000
"""How often it is asked whether a backup is due."""


class BackupCommands(QObject):
    """Backs up, lists backups, restores, and checks the open file.

    Args:
        window: the window, under which dialogs open.
        session: gives the open file; None where none is.

    Signals:
        restored: the path of a file that was made from a backup, and its key where it is protected; it is to
            be opened.
    """

    restored = Signal(Path, object)

    def __init__(self, window: QWidget, session: Callable[[], FileSession | None]) -> None:
        super().__init__(window)
        self._window = window
        self._session = session
        self._clock = QTimer(self, interval=_LOOK_MS)
        self._clock.timeout.connect(lambda: self.keep_if_due(now=datetime.now()))
        self._clock.start()

    def back_up(self) -> None:
        """Asks for a folder and backs the open file up into it."""
        session = self._session()
        if session is None:
            return
        folder = ask_folder(self._window, "Where shall the backup lie?", FolderOf.BACKUPS)
        if folder is not None:
            try:
                made = session.office.back_up(folder)
            except WorldError as error:
                show_error(self._window, error)
                return
            session.status_message.emit(f"Backed up to {made}")

    def show_list(self) -> None:
        """Lists the backups of the open file, or of every file."""
        session = self._session()
        path = session.office.path if session is not None else None
        key = session.office.key if session is not None else None
        dialog = BackupsDialog(ThreadRunner(self), read_backup_plan(), path, self._window, key)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.restored.connect(self.restored)
        dialog.open()

    def restore(self) -> None:
        """Asks for a backup that lies anywhere, and where it shall be restored."""
        window = self._window
        backup = ask_open_path(window, "Choose a backup", FILTER, FolderOf.BACKUPS, default_backup_folder())
        if backup is None:
            return
        to = ask_save_path(window, "Restore it as", "Restored.mitzvah", FILTER, FolderOf.YEARS, fresh=True)
        if to is not None:
            self._restore_to(backup, to, None)

    def _restore_to(self, backup: Path, to: Path, key: FileKey | None) -> None:
        try:
            restore_backup(backup, to, key)
        except KeyNeededError:
            found = ask_key(self._window, backup, partial(try_key, backup), PassphraseTries())
            if found is not None:
                self._restore_to(backup, to, found.key)
        except WorldError as error:
            show_error(self._window, error)
        else:
            self.restored.emit(to, key)

    def check(self) -> None:
        """Looks the open file over: damage, broken links, clashes, letters without an address."""
        session = self._session()
        if session is None:
            return
        from mitzvah_desk.desk.shell.health_check_dialog import CheckDialog

        try:
            findings = session.office.query(check_file)
        except WorldError as error:
            show_error(self._window, error)
            return
        CheckDialog(findings, self._window).open()

    def keep_if_due(self, *, now: datetime) -> None:
        """Keeps a backup after half an hour of work, beside the window; a failure is told at the foot."""
        session = self._session()
        if session is None or not session.office.backup_is_due(now=now):
            return
        office = session.office
        session.runner().run(
            "Keeping a backup",
            lambda _progress: office.keep_backup(),
            lambda _made: None,
            failed=lambda error: session.status_message.emit(f"{error.text} {error.do}"),
        )

    def keep_at_close(self, session: FileSession) -> bool:
        """Keeps a backup of a changed file; returns whether it may be closed."""
        try:
            session.office.keep_backup()
        except WorldError as error:
            choices = ("Close without a backup",)
            return (
                messages.ask_choice(self._window, error.text, error.do, choices=choices, leave="Stay here")
                is not None
            )
        return True
