"""What happens to a file before anybody reads or writes it."""

import os
from contextlib import closing
from datetime import datetime
from pathlib import Path

from mitzvah_desk.store.engine import recover_file
from mitzvah_desk.store.error_words import Doing, translate_errors
from mitzvah_desk.store.errors import BackupFileError, CannotWriteError, InUseError, ReadOnlyError
from mitzvah_desk.store.file_header import SCHEMA_VERSION, Header
from mitzvah_desk.store.file_key import FileKey
from mitzvah_desk.store.integrity import connect_to_inspect, require_sound
from mitzvah_desk.store.lock import WriterLock


def inspect_file(path: Path, version: int, *, key: FileKey | None = None, to_write: bool = False) -> None:
    """Looks a file over before it is opened; see ``integrity.require_sound``.

    Raises:
        BackupFileError: it is a backup and is to be written.
    """
    with translate_errors(path, Doing.OPENING), closing(connect_to_inspect(path, key)) as connection:
        require_sound(connection, path, version=version)
        if to_write and version == SCHEMA_VERSION:
            made = connection.execute("SELECT backup_at FROM file_identity").fetchone()
            if made and made[0]:
                raise BackupFileError(
                    f"{path.name} is a backup, made at {datetime.fromisoformat(made[0]):%H:%M on %d %B %Y}.",
                    "Restore it to work in a copy of it; the backup itself stays as it is.",
                )


def rewrite_path(path: Path) -> Path:
    """Where a file is written anew under another key; what a killed program left there is of no use."""
    real = resolve_link(path)
    return real.with_name(f".{real.name[:40]}.rewrite.part")


def resolve_link(path: Path) -> Path:
    """The file itself where its name is a symbolic link; a mapped drive is left alone."""
    return Path(os.path.realpath(path)) if path.is_symlink() else path


def require_current_version(path: Path, header: Header) -> None:
    """Makes sure that a file may be read without being changed first.

    Raises:
        ReadOnlyError: it is of an older version.
    """
    if header.version < SCHEMA_VERSION:
        raise ReadOnlyError(
            f"{path.name} is from an older Mitzvah Desk and must be brought up to date first.",
            "Open it for writing once; a backup is made before anything is changed.",
        )


def recover_for_reading(path: Path, user_name: str, key: FileKey | None = None) -> bool:
    """Takes back what a killed program left half written, since a reader may not.

    Returns:
        Whether the file may be read as it lies; not so where the folder cannot be written.
    """
    lock = WriterLock(path)
    try:
        lock.take(user_name)
    except InUseError:  # it is being written now, by a program that lives
        return True
    except CannotWriteError:
        return False
    try:
        with translate_errors(path, Doing.OPENING):
            recover_file(path, key)
    finally:
        lock.release()
    return True
