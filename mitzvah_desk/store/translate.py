"""From SQLite's errors to sentences."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from mitzvah_desk.store.errors import CannotWriteError, DamagedFileError, InUseError, WorldError


def in_words(error: sqlite3.Error | OSError, path: Path) -> WorldError | None:
    """The sentence for an error of the world; None when the error is a bug of ours."""
    if isinstance(error, PermissionError):
        return _not_here(path)
    if isinstance(error, OSError):
        return CannotWriteError(
            f"{path.name} could not be reached: {error.strerror or error}.",
            "Check that the disk is connected, has room and may be written, then try again.",
        )
    name = getattr(error, "sqlite_errorname", "") or ""
    if name.startswith("SQLITE_FULL"):
        return CannotWriteError(
            f"The disk that holds {path.name} is full, so the last change was not kept.",
            "Make some room on the disk, then make the change again; everything before it is safe.",
        )
    if name.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM")):
        return _not_here(path)
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return InUseError(
            f"Another program is using {path.name} at this moment.",
            "Close the other program, or wait until its copy or scan is over, then try again.",
        )
    if name.startswith("SQLITE_IOERR"):
        return CannotWriteError(
            f"The disk that holds {path.name} did not answer properly.",
            "Check that it is connected and has room, then try again; everything before this change is safe.",
        )
    if name.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")):
        return damaged(path)
    return None


def _not_here(path: Path) -> CannotWriteError:
    return CannotWriteError(
        f"{path.name} or its folder cannot be written here.",
        "Copy the file to your Documents folder and open it there, or open it for reading only.",
    )


def damaged(path: Path) -> DamagedFileError:
    """The sentence for a file that does not hold together."""
    return DamagedFileError(
        f"{path.name} is damaged: part of it is missing or unreadable.",
        "Leave it as it is, and choose Restore to open your newest backup.",
    )


@contextmanager
def world_errors(path: Path) -> Iterator[None]:
    """Turns SQLite's errors of the world into sentences; lets bugs through as they are."""
    try:
        yield
    except DBAPIError as error:
        told = in_words(error.orig, path) if isinstance(error.orig, sqlite3.Error) else None
        if told is None:
            raise
        raise told from error
    except (sqlite3.Error, OSError) as error:
        told = in_words(error, path)
        if told is None:
            raise
        raise told from error
