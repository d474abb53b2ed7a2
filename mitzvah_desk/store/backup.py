"""Backups that are checked when they are made, and again before they are restored.

Beside each backup stands its SHA-256, because SQLite's own check says "ok" when bytes inside a row changed.
"""

import hashlib
import os
import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

from mitzvah_desk.store.engine import connect
from mitzvah_desk.store.errors import CannotWriteError, DamagedFileError
from mitzvah_desk.store.files import sync_folder, write_whole
from mitzvah_desk.store.identify import SUFFIX, identify
from mitzvah_desk.store.translate import damaged, world_errors


def back_up(path: Path, folder: Path, *, now: datetime, why: str = "") -> Path:
    """Copies a file, open or not, into ``folder`` and returns the copy's path.

    Raises:
        CannotWriteError: the folder cannot be written or is full.
        DamagedFileError: the file, and so its copy, does not hold together; the copy is removed.
    """
    identify(path)
    mark = f" {why}" if why else ""
    with world_errors(folder):
        folder.mkdir(parents=True, exist_ok=True)
    target = _free(folder / f"{path.stem} {now:%Y-%m-%d %H%M%S}{mark}{SUFFIX}")
    part = target.with_suffix(".part")
    try:
        with world_errors(folder):
            with closing(connect(path, read_only=True)) as source, closing(sqlite3.connect(part)) as copy:
                source.backup(copy)
            with closing(sqlite3.connect(part)) as copy:
                sound = copy.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
            if not sound:
                raise damaged(path)
            with part.open("rb+") as file:
                os.fsync(file.fileno())
            write_whole(_sum_file(target), f"{_sha256(part)}  {target.name}\n".encode())
            part.replace(target)
            sync_folder(folder)
    finally:
        part.unlink(missing_ok=True)
    return target


def keep_backup(path: Path, folder: Path, *, now: datetime, most: int = 10) -> Path:
    """Backs a file up into ``folder`` and lets the oldest of its backups there go, so that ``most`` stay.

    Raises:
        WorldError: as ``back_up``; no older backup is touched then.
    """
    made = back_up(path, folder, now=now)
    with world_errors(folder):
        kept = [file for file in folder.glob(f"*{SUFFIX}") if file.name.startswith(f"{path.stem} ")]
        kept.sort(key=lambda file: (file.stat().st_mtime_ns, file.name))
        for old in kept[:-most]:
            old.unlink()
            _sum_file(old).unlink(missing_ok=True)
    return made


def restore(backup: Path, to: Path) -> None:
    """Puts a backup's content at ``to``, which must not exist yet: a restore never overwrites anything.

    Raises:
        DamagedFileError: the backup is not what it was when it was made.
        CannotWriteError: ``to`` exists already, or cannot be written.
    """
    identify(backup)
    sums = _sum_file(backup)
    with world_errors(backup):
        if sums.exists() and sums.read_text("utf-8").split()[:1] != [_sha256(backup)]:
            raise DamagedFileError(
                f"The backup {backup.name} has changed since it was made, so it is not safe to use.",
                "Choose another backup from the same folder.",
            )
    if to.exists():
        raise CannotWriteError(
            f"There is already a file {to.name} in {to.parent}.",
            "Give the restored file another name; nothing was overwritten.",
        )
    with world_errors(backup), closing(connect(backup, read_only=True)) as source:
        if source.execute("PRAGMA integrity_check").fetchone()[0] != "ok":
            raise damaged(backup)
    with world_errors(to):
        content = backup.read_bytes()
    write_whole(to, content)


def _sum_file(backup: Path) -> Path:
    return backup.with_name(backup.name + ".sha256")


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _free(path: Path) -> Path:
    """``path``, or the same with a number where that is taken."""
    number, free = 2, path
    while free.exists():
        free = path.with_name(f"{path.stem} ({number}){path.suffix}")
        number += 1
    return free
