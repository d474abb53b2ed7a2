"""From the errors of SQLite and of the system to sentences that are true for what was being done."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from enum import Enum
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from mitzvah_desk import systems
from mitzvah_desk.store.driver import sqlite
from mitzvah_desk.store.errors import CannotWriteError, DamagedFileError, InUseError, WorldError

_NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_LONGEST_PATH, _SIDE_FILE, _FILE_IN_FOLDER = 259, 32, 100
"""What Windows takes unless it was set otherwise; what our own names beside a file, or in a folder, need."""
_UNREADABLE = ("unsupported file format", "could not decode", "malformed")
"""What SQLite and Python's driver say of damage under the general name of an error."""

_BY_WORDS = {
    "disk is full": "SQLITE_FULL",
    "disk I/O error": "SQLITE_IOERR",
    "database is locked": "SQLITE_BUSY",
}
"""What SQLCipher's functions say under the general name of an error."""


class Doing(Enum):
    """What was tried when the world said no: what of it is safe, in words."""

    OPENING = "The file was not opened, and nothing in it was changed."
    READING = "What you see may be out of date; what was kept is safe."
    CHANGING = "The last change was not kept; everything before it is safe."
    BACKING_UP = "The backup was not made; the file itself is as it was."
    WRITING_OUT = "Nothing was written; an older file of that name is as it was."
    REMOVING = "It was not removed."
    REWRITING = "The file was not rewritten; it is as it was."
    SWEEPING = "The details are erased, but traces may still lie in the file's unused space."


_REPLACING = {Doing.WRITING_OUT, Doing.BACKING_UP, Doing.REWRITING, Doing.REMOVING}


def translate_error(error: sqlite.Error | OSError, path: Path, doing: Doing) -> WorldError | None:
    """The sentence for an error of the world; None when the error is a bug of ours.

    Args:
        error: what was raised.
        path: the file, or the folder, that was worked on.
        doing: what was tried.
    """
    if isinstance(error, OSError):
        return _from_system(error, path, doing)
    name = getattr(error, "sqlite_errorname", "") or ""
    if name in {"", "SQLITE_ERROR"}:
        name = next((code for words, code in _BY_WORDS.items() if words in str(error)), name)
    if name.startswith("SQLITE_FULL"):
        return _no_room(path, doing)
    if name.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM")):
        return _too_long(path, doing) if _is_long(path) else _not_here(path)
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return InUseError(
            f"Another program is using {path.name} at this moment. {doing.value}",
            "Close the other program, or wait until its copy or scan is over, then try again.",
        )
    if name.startswith("SQLITE_IOERR"):
        return CannotWriteError(
            f"The disk that holds {path.name} did not answer properly. {doing.value}",
            "Check that it is connected and has room, then try again.",
        )
    if name.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")) or _is_unreadable(error):
        return damaged_file_error(path)
    return None


def _is_unreadable(error: sqlite.Error) -> bool:
    return any(words in str(error).lower() for words in _UNREADABLE)


def _from_system(error: OSError, path: Path, doing: Doing) -> WorldError:
    if error.errno in _NO_ROOM:
        return _no_room(path, doing)
    if error.errno == errno.ENAMETOOLONG:
        return CannotWriteError(
            f"The name {path.name} is too long for this disk. {doing.value}", "Give it a shorter name."
        )
    if isinstance(error, FileNotFoundError) and _is_long(path):
        return _too_long(path, doing)
    if isinstance(error, FileNotFoundError) and doing is not Doing.OPENING:
        return CannotWriteError(
            f"The folder {path.parent} is not there any more. {doing.value}",
            "Connect its disk again, or choose another folder.",
        )
    if isinstance(error, PermissionError):
        return _refused(path, doing)
    return CannotWriteError(
        f"{path.name} could not be reached: {error.strerror or error}. {doing.value}",
        "Check that the disk is connected, has room and may be written, then try again.",
    )


def _refused(path: Path, doing: Doing) -> WorldError:
    folder = path if path.is_dir() else path.parent
    if doing in _REPLACING and path.is_file() and os.access(folder, os.W_OK):
        return CannotWriteError(
            f"{path.name} is open in another program, or may not be changed. {doing.value}",
            f"Close it there and try again{', or choose another name' * (doing is Doing.WRITING_OUT)}.",
        )
    if doing not in {Doing.WRITING_OUT, Doing.BACKING_UP}:
        return _not_here(path)
    return CannotWriteError(
        f"Nothing may be written into the folder {folder}. {doing.value}", "Choose another folder."
    )


def _no_room(path: Path, doing: Doing) -> CannotWriteError:
    return CannotWriteError(
        f"The disk that holds {path.name} is full. {doing.value}", "Make some room on it, then try again."
    )


def _is_long(path: Path) -> bool:
    """Whether a path, with what is written beside it, is too long for Windows, which says it is not there."""
    beside = _FILE_IN_FOLDER if path.is_dir() else _SIDE_FILE
    return systems.ON_WINDOWS and len(systems.absolute_path(path)) + beside > _LONGEST_PATH


def _too_long(path: Path, doing: Doing) -> CannotWriteError:
    return CannotWriteError(
        f"The names of the folders down to {path.name} are too long together for Windows. {doing.value}",
        "Give it a shorter name, or keep it in a folder nearer to the top, such as Documents.",
    )


def _not_here(path: Path) -> CannotWriteError:
    if systems.ON_WINDOWS and path.is_file() and os.access(path, os.W_OK):
        return CannotWriteError(
            f"{path.name} is open in another program, or it or its folder cannot be written here.",
            "Close it there and try again; or copy the file to your Documents folder and open it there.",
        )
    return CannotWriteError(
        f"{path.name} or its folder cannot be written here.",
        "Copy the file to your Documents folder and open it there, or open it for reading only.",
    )


def damaged_file_error(path: Path, what: tuple[str, ...] = ()) -> DamagedFileError:
    """The sentence for a file that does not hold together.

    Args:
        path: the file.
        what: the parts of it that are damaged, as people call them; empty where nobody can tell.
    """
    parts = f" Damaged: {', '.join(what)}." if what else ""
    return DamagedFileError(
        f"{path.name} is damaged: part of it is missing or unreadable.{parts}",
        "Leave it as it is, and restore your newest backup beside it.",
        what,
    )


@contextmanager
def translate_errors(path: Path, doing: Doing = Doing.CHANGING) -> Iterator[None]:
    """Turns errors of the world into sentences; lets bugs through as they are."""
    try:
        yield
    except DBAPIError as error:
        told = translate_error(error.orig, path, doing) if isinstance(error.orig, sqlite.Error) else None
        if told is None:
            raise
        raise told from error
    except (sqlite.Error, OSError) as error:
        told = translate_error(error, path, doing)
        if told is None:
            raise
        raise told from error
