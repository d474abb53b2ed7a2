"""What the File menu offers to protect a file: passphrase, recovery sheet, lock."""

import secrets
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from mitzvah_desk.desk.session.backup_settings import read_backup_plan
from mitzvah_desk.desk.session.file_session import FileSession
from mitzvah_desk.desk.shell.passphrase_dialogs import NewPassphraseDialog, SheetCheckDialog
from mitzvah_desk.desk.widgets import messages
from mitzvah_desk.desk.widgets.messages import show_error
from mitzvah_desk.office.core.office import WorldError
from mitzvah_desk.office.core.protection import (
    FileKey,
    Rewritten,
    change_passphrase,
    protect_file,
    remove_backups,
    unprotect_file,
)
from mitzvah_desk.rules.plurals import count_noun

_ASKED = 2
"""So many groups of the sheet are typed back."""


class ProtectionCommands(QObject):
    """Protects the open file, changes or takes away its passphrase, prints its recovery sheet.

    Args:
        window: the window, under which dialogs open.
        session: gives the open file; None where none is.
        close: closes the open file; returns whether that was possible.
        user_name: who is at the desk.

    Signals:
        rewritten: the file's path and its key (None where it is plain); it is to be opened again.
    """

    rewritten = Signal(Path, object)

    def __init__(
        self,
        window: QWidget,
        session: Callable[[], FileSession | None],
        close: Callable[[], bool],
        user_name: str,
    ) -> None:
        super().__init__(window)
        self._window, self._session, self._close, self.user_name = window, session, close, user_name

    def protect(self) -> None:
        """Gives the open file a passphrase, or another one, and then prints the recovery sheet."""
        session = self._session()
        if session is None or session.office.read_only:
            return
        path, key = session.office.path, session.office.key
        passphrase = self.ask_new(path)
        if passphrase is None:
            return
        if key is None:
            made = self._rewrite(
                lambda: protect_file(path, passphrase, user_name=self.user_name, backups=read_backup_plan()),
                path,
            )
        else:
            made = self._rewrite(
                lambda: change_passphrase(
                    path, key, passphrase, user_name=self.user_name, backups=read_backup_plan()
                ),
                path,
            )
        if made is not None:
            self._ask_about_backups(made.older_backups)
            self.print_sheet()

    def unprotect(self) -> None:
        """Takes the passphrase away, after asking."""
        session = self._session()
        if session is None or session.office.key is None or session.office.read_only:
            return
        path, key = session.office.path, session.office.key
        words = "Whoever has the laptop, a copy or a backup can then read everything in it."
        if (
            messages.ask_choice(
                self._window, "Take the passphrase away?", words, choices=("Take it away",), grave=True
            )
            is not None
        ):
            self._rewrite(
                lambda: unprotect_file(path, key, user_name=self.user_name, backups=read_backup_plan()), path
            )

    def print_sheet(self) -> None:
        """Shows the recovery sheet to print it, and asks for some of it back."""
        session = self._session()
        if session is None or session.office.key is None:
            messages.show_message(
                self._window,
                "This file is not protected.",
                "Protect it first: then there is a sheet to print.",
            )
            return
        from mitzvah_desk.desk.records.preview import Preview
        from mitzvah_desk.office.papers.recovery_sheet import make_recovery_sheet

        text = session.office.key.recovery_text()
        numbers = range(1, len(text.split()) + 1)
        asked = tuple(sorted(secrets.SystemRandom().sample(numbers, _ASKED)))
        while True:
            dialog = QDialog(self._window)
            dialog.setWindowTitle("Recovery sheet")
            preview = Preview(session)
            buttons = QDialogButtonBox()
            buttons.addButton("It is printed", QDialogButtonBox.ButtonRole.AcceptRole)
            buttons.addButton("Later", QDialogButtonBox.ButtonRole.RejectRole)
            buttons.accepted.connect(dialog.accept)
            buttons.rejected.connect(dialog.reject)
            layout = QVBoxLayout(dialog)
            layout.addWidget(preview, 1)
            layout.addWidget(buttons)
            dialog.resize(self._window.size() * 0.9)
            preview.show_job(session.check_outgoing(make_recovery_sheet(session.office)))
            printed = dialog.exec() == QDialog.DialogCode.Accepted
            dialog.deleteLater()
            if not printed:
                session.status_message.emit("The recovery sheet is not printed yet: File, Recovery sheet.")
                return
            check = SheetCheckDialog(text, asked, self._window)
            right = check.exec() == QDialog.DialogCode.Accepted
            check.deleteLater()
            if right:
                session.status_message.emit("The file is protected, and its recovery sheet is on paper.")
                return

    def ask_new(self, path: Path) -> str | None:
        """Asks for a new passphrase; None where the user would rather not."""
        dialog = NewPassphraseDialog(f"A passphrase for “{path.name}”", (path.stem,), self._window)
        dialog.setWindowModality(Qt.WindowModality.WindowModal)
        agreed = dialog.exec() == QDialog.DialogCode.Accepted
        passphrase = dialog.passphrase
        dialog.deleteLater()
        return passphrase if agreed else None

    def _rewrite(self, rewrite: Callable[[], Rewritten], path: Path) -> Rewritten | None:
        """Closes the file, has it written anew, and opens it again, as it was where that failed."""
        session = self._session()
        before: FileKey | None = session.office.key if session is not None else None
        if not self._close():
            return None
        try:
            made = rewrite()
        except WorldError as error:
            show_error(self._window, error)
            self.rewritten.emit(path, before)
            return None
        self.rewritten.emit(path, made.key)
        return made

    def _ask_about_backups(self, older: tuple[Path, ...]) -> None:
        if not older:
            return
        many = count_noun(len(older), "backup")
        text = f"{many} of this file from before can still be read without the new passphrase."
        do = "Remove them, unless you need what stands in them: a new backup is kept when you close the file."
        if (
            messages.ask_choice(self._window, text, do, choices=(f"Remove {many}",), leave="Keep them")
            is None
        ):
            return
        try:
            remove_backups(older)
        except WorldError as error:
            show_error(self._window, error)
