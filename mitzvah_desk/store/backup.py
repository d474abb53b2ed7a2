"""Backups that are checked when they are made, and again before they are restored.

A backup says inside of which file it is, the how-manieth, when and why it was made; its name is for people.
Beside each stands its SHA-256, because SQLite's own check says "ok" when bytes inside a row changed.
"""

import hashlib
import os
import time
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from mitzvah_desk.store.atomic_write import (
    discard_file,
    replace_file,
    require_name,
    sync_folder,
    write_atomically,
)
from mitzvah_desk.store.driver import sqlite
from mitzvah_desk.store.engine import connect
from mitzvah_desk.store.error_words import Doing, damaged_file_error, translate_errors
from mitzvah_desk.store.errors import CannotWriteError, DamagedFileError, WorldError
from mitzvah_desk.store.file_header import SUFFIX, read_header
from mitzvah_desk.store.file_key import FileKey
from mitzvah_desk.store.integrity import connect_to_inspect, require_sound
from mitzvah_desk.store.page_seals import is_unlocked, require_sealed_pages
from mitzvah_desk.systems import absolute_path, fold_path

_STEM_BYTES = 120
"""How much of a file's name its backups carry; the rest of 255 is for the time, the reason and a number."""
_PART = ".backup.part"
_STALE_SECONDS = 3600


@dataclass(frozen=True, slots=True)
class Backup:
    """One backup, as it says of itself.

    Attributes:
        path: where it lies.
        identity: of which file it is; copies of one file share it.
        of: the path of that file, which tells copies apart.
        number: the how-manieth of that file in this folder.
        at: when it was made.
        why: before what it was made; empty where it was made by itself or by hand.
        size: its bytes.
        last_step: the newest step of its journal.
    """

    path: Path
    identity: str
    of: str
    number: int
    at: datetime
    why: str
    size: int
    last_step: int

    @property
    def pile(self) -> tuple[str, str]:
        """What it shares with the other backups of the same file."""
        return self.identity, os.path.normcase(self.of)


def back_up_file(
    path: Path,
    folder: Path,
    *,
    now: datetime,
    why: str = "",
    source: sqlite.Connection | None = None,
    key: FileKey | None = None,
) -> Path:
    """Copies a file, open or not, into ``folder`` and returns the copy's path.

    Args:
        path: the file.
        folder: where the copy goes; made where it is not there.
        now: the time.
        why: before what it is made: ``before an import``.
        source: the connection on which the file is open; one of its own where None.
        key: of a protected file; the copy has the same.

    Raises:
        CannotWriteError: the folder cannot be written or is full.
        DamagedFileError: the file, and so its copy, does not hold together; the copy is removed.
    """
    if source is None:
        read_header(path, key)
    with translate_errors(folder, Doing.BACKING_UP):
        folder.mkdir(parents=True, exist_ok=True)
        _sweep_parts(folder)
    target = available_backup_path(
        folder, f"{_short(path.stem)} {now:%Y-%m-%d %H%M%S}{f' {why}' if why else ''}"
    )
    part = target.with_name(f".{os.getpid()}-{time.monotonic_ns()}{_PART}")
    try:
        with translate_errors(folder, Doing.BACKING_UP):
            if source is not None:
                _copy_pages(source, part, key)
            else:
                with closing(connect(path, key=key, read_only=True)) as own:
                    _copy_pages(own, part, key)
            with closing(connect(part, key=key)) as copy:
                sound = copy.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
                _mark(copy, path, list_folder_backups(folder, key), now, why)
            if not sound:
                raise damaged_file_error(path)
            with part.open("rb+") as file:
                os.fsync(file.fileno())
            line = f"{_sha256(part)}  {target.name}\n"
            write_atomically(checksum_path(target), line.encode(), doing=Doing.BACKING_UP)
            replace_file(part, target)
            sync_folder(folder)
    finally:
        discard_file(part)
    return target


def _copy_pages(source: sqlite.Connection, part: Path, key: FileKey | None) -> None:
    require_sealed_pages(source)
    with closing(connect(part, key=key if is_unlocked(source) else None, must_exist=False)) as copy:
        source.backup(copy)


def restore_backup(backup: Path, to: Path, key: FileKey | None = None) -> None:
    """Puts a backup's content at ``to``, which must not exist yet: a restore never overwrites anything.

    Args:
        backup: the backup.
        to: the new file; protected by the same key where the backup is.
        key: of a protected backup.

    Raises:
        DamagedFileError: the backup is not what it was when it was made.
        CannotWriteError: ``to`` exists already, or cannot be written.
    """
    problem = find_backup_problem(backup, key)
    if problem:
        raise DamagedFileError(
            f"The backup {backup.name} cannot be used: {problem}.",
            "Choose another backup; the list says which ones are whole.",
        )
    require_name(to)
    if to.exists():
        raise CannotWriteError(
            f"There is already a file {to.name} in {to.parent}.",
            "Give the restored file another name; nothing was overwritten.",
        )
    part = to.with_name(f".{os.getpid()}-{time.monotonic_ns()}{_PART}")
    try:
        with translate_errors(to, Doing.WRITING_OUT):
            part.write_bytes(backup.read_bytes())
            with closing(connect(part, key=key)) as copy:
                _unmark(copy)
            with part.open("rb+") as file:
                os.fsync(file.fileno())
            replace_file(part, to)
            sync_folder(to.parent)
    finally:
        discard_file(part)


def find_backup_problem(backup: Path, key: FileKey | None = None) -> str:
    """Why a backup cannot be used, in words that end a sentence; empty where it is whole.

    Raises:
        WorldError: the file is not there, is not ours, or is a newer program's.
    """
    header = read_header(backup, key)
    sums = checksum_path(backup)
    with translate_errors(backup, Doing.READING):
        if sums.exists() and sums.read_text("utf-8").split()[:1] != [_sha256(backup)]:
            return "it has changed since it was made"
        with closing(connect_to_inspect(backup, key)) as connection:
            try:
                require_sound(connection, backup, version=header.version, thorough=True)
            except DamagedFileError as error:
                return error.text.rstrip(".")
    return ""


def read_backup(path: Path, key: FileKey | None = None) -> Backup | None:
    """What a backup says of itself; None where the file is none, or too old or too damaged to say."""
    try:
        with closing(connect(path, key=key, read_only=True)) as connection:
            row = connection.execute(
                "SELECT identity, backup_of, backup_number, backup_at, backup_why,"
                " (SELECT coalesce(max(id), 0) FROM journal_step) FROM file_identity"
            ).fetchone()
        if row is None or row[2] is None:
            return None
        return Backup(
            path, row[0], row[1], row[2], datetime.fromisoformat(row[3]), row[4], path.stat().st_size, row[5]
        )
    except (sqlite.Error, OSError, ValueError, WorldError):
        return None


def read_identity(path: Path, key: FileKey | None = None) -> str | None:
    """What tells a file from every other; None where it is too old or too damaged to say."""
    try:
        with closing(connect(path, key=key, read_only=True)) as connection:
            row = connection.execute("SELECT identity FROM file_identity").fetchone()
    except (sqlite.Error, UnicodeDecodeError, OSError):
        return None
    return None if row is None else str(row[0])


def list_folder_backups(folder: Path, key: FileKey | None = None) -> list[Backup]:
    """Every backup in a folder that says what it is, the newest of each file first."""
    found = [read_backup(file, key) for file in folder.glob(f"*{SUFFIX}")] if folder.is_dir() else []
    return sorted((backup for backup in found if backup), key=lambda each: -each.number)


def checksum_path(backup: Path) -> Path:
    """The file beside a backup that holds its SHA-256."""
    return backup.with_name(backup.name + ".sha256")


def read_backup_series(path: Path, connection: sqlite.Connection) -> tuple[str, str] | None:
    """The pile to which a file's backups belong; None in a file that is too old to have an identity."""
    try:
        row = connection.execute("SELECT identity FROM file_identity").fetchone()
    except sqlite.OperationalError:  # of an older version
        return None
    return (row[0], fold_path(path)) if row else None


def _mark(copy: sqlite.Connection, path: Path, known: list[Backup], now: datetime, why: str) -> None:
    pile = read_backup_series(path, copy)
    if pile is None:
        return
    numbers = [backup.number for backup in known if backup.pile == pile]
    at = now.isoformat(timespec="seconds")
    copy.execute(
        "UPDATE file_identity SET backup_number = ?, backup_at = ?, backup_of = ?, backup_why = ?",
        (max(numbers, default=0) + 1, at, absolute_path(path), why),
    )


def _unmark(copy: sqlite.Connection) -> None:
    with suppress(sqlite.OperationalError):  # of an older version, without an identity
        copy.execute(
            "UPDATE file_identity SET backup_number = NULL, backup_at = NULL, backup_of = '', backup_why = ''"
        )


def _sweep_parts(folder: Path) -> None:
    """Takes away what a killed program left half copied."""
    for file in folder.glob(f".*{_PART}*"):
        with suppress(OSError):
            if abs(time.time() - file.stat().st_mtime) > _STALE_SECONDS:
                file.unlink()


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _short(stem: str) -> str:
    """As much of a name as fits, whole letters only."""
    return stem.encode()[:_STEM_BYTES].decode(errors="ignore")


def available_backup_path(folder: Path, name: str) -> Path:
    """A path of that name, or the same with a number where that is taken."""
    number, free = 2, folder / f"{name}{SUFFIX}"
    while free.exists():
        free = folder / f"{name} ({number}){SUFFIX}"
        number += 1
    return free
