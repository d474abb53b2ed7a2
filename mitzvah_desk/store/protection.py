"""Protecting a file with a passphrase, and the way back: a new file beside, checked, then put in place.

A kill at any moment leaves the old file whole or the new one. What the old file held may still lie on the
disk where it was, as after every deletion, until the system writes over it; and backups made before stay as
they were made, so both are told to whoever asks.
"""

import os
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from mitzvah_desk.store.atomic_write import discard_file, remove_file, replace_file, sync_folder
from mitzvah_desk.store.backup import Backup, checksum_path, list_folder_backups
from mitzvah_desk.store.backup_retention import BackupPlan
from mitzvah_desk.store.data_file import DataFile
from mitzvah_desk.store.engine import connect, export_file
from mitzvah_desk.store.error_words import Doing, translate_errors
from mitzvah_desk.store.errors import KeyNeededError
from mitzvah_desk.store.file_header import is_protected, read_header, read_salt
from mitzvah_desk.store.file_key import FileKey
from mitzvah_desk.store.lock import WriterLock
from mitzvah_desk.store.opening import inspect_file, resolve_link, rewrite_path


@dataclass(frozen=True, slots=True)
class Rewritten:
    """A file under its new key.

    Attributes:
        key: of the file from now on; None where it is plain. Its recovery text is new as well.
        older_backups: the backups made before, which are still read without a key, or with the old one.
    """

    key: FileKey | None
    older_backups: tuple[Path, ...]


def derive_key(path: Path, passphrase: str) -> FileKey | None:
    """The key that a passphrase gives for a file; None where the file is not protected.

    Raises:
        CannotWriteError: the file cannot be read at all.
    """
    return FileKey.derive(passphrase, read_salt(path)) if is_protected(path) else None


def protect_file(
    path: Path, passphrase: str, *, user_name: str = "", backups: BackupPlan | None = None
) -> Rewritten:
    """Protects a plain file with a passphrase.

    Raises:
        PassphraseTooShortError: the passphrase is too easily guessed.
        WorldError: of the kinds that ``DataFile.open`` raises, and where the disk is full; the file is as it
            was.
    """
    return _rewrite(path, None, FileKey.for_new_file(passphrase), user_name, backups)


def unprotect_file(
    path: Path, key: FileKey, *, user_name: str = "", backups: BackupPlan | None = None
) -> Rewritten:
    """Makes a protected file plain.

    Raises:
        WorldError: of the kinds that ``DataFile.open`` raises, and where the disk is full; the file is as it
            was.
    """
    return _rewrite(path, key, None, user_name, backups)


def change_passphrase(
    path: Path, key: FileKey, new: str, *, user_name: str = "", backups: BackupPlan | None = None
) -> Rewritten:
    """Gives a protected file another passphrase, and so another key and another recovery text.

    Raises:
        KeyNeededError: the file is not protected.
        PassphraseTooShortError: the new passphrase is too easily guessed.
        WorldError: of the kinds that ``DataFile.open`` raises, and where the disk is full; the file is as it
            was.
    """
    if not is_protected(path):
        read_header(path)
        raise KeyNeededError(f"{path.name} has no passphrase to change.", "Protect it first.")
    return _rewrite(path, key, FileKey.for_new_file(new), user_name, backups)


def recover_file_key(
    path: Path, recovery_text: str, new: str, *, user_name: str = "", backups: BackupPlan | None = None
) -> Rewritten:
    """Gives a file, whose passphrase is forgotten, a new one by what stands on its recovery sheet.

    Raises:
        RecoveryTextError: the text was not copied rightly.
        WorldError: as of ``change_passphrase``; ``WrongPassphraseError`` where the sheet is another file's,
            or is from before the passphrase was last changed.
    """
    key = FileKey.from_recovery_text(recovery_text)
    return change_passphrase(path, key, new, user_name=user_name, backups=backups)


def remove_backups(paths: tuple[Path, ...]) -> None:
    """Removes backups, such as those made before a file was protected.

    Raises:
        CannotWriteError: one may not be removed.
    """
    for path in paths:
        with translate_errors(path, Doing.REMOVING):
            remove_file(path)
            remove_file(checksum_path(path))


def _rewrite(
    path: Path, old: FileKey | None, new: FileKey | None, user_name: str, backups: BackupPlan | None
) -> Rewritten:
    with closing(DataFile.open(path, user_name=user_name, backups=backups, key=old)) as opened:
        pile = opened.pile()
        old = opened.key
    folders = {path.parent, *(backups.folders if backups else ())}
    known: list[Backup] = [each for folder in folders for each in list_folder_backups(folder, old)]
    older = tuple(sorted(each.path for each in known if each.pile == pile and each.path != path))
    real, part = resolve_link(path), rewrite_path(path)
    lock = WriterLock(path)
    lock.take(user_name)
    try:
        with translate_errors(path, Doing.REWRITING):
            version = read_header(path, old).version
            remove_file(part)
            part.touch(mode=0o600)
            with closing(connect(real, key=old)) as source:
                export_file(source, part, new)
        inspect_file(part, version, key=new)
        with translate_errors(path, Doing.REWRITING):
            part.chmod(real.stat().st_mode & 0o777)
            with part.open("rb+") as file:
                os.fsync(file.fileno())
            replace_file(part, real)
            sync_folder(real.parent)
    finally:
        discard_file(part)
        lock.release()
    return Rewritten(new, older)


class PassphraseTries:
    """How long to wait after wrong passphrases: nothing after the first, then twice as long each time."""

    LONGEST = 60

    def __init__(self) -> None:
        self.wrong = 0

    @property
    def wait_seconds(self) -> int:
        """How long the next try is to be kept waiting."""
        return min(2 ** (self.wrong - 1), self.LONGEST) if self.wrong > 1 else 0

    def note_wrong(self) -> None:
        """Counts a wrong passphrase; a right one ends the counting, since the file is then open."""
        self.wrong += 1
