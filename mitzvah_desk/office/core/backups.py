"""The backups there are: shown with what they are, checked, and what one lacks of the file it is of."""

import re
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from mitzvah_desk.store.backup import (
    Backup,
    available_backup_path,
    find_backup_problem,
    list_folder_backups,
    read_backup,
    read_identity,
    restore_backup,
)
from mitzvah_desk.store.backup_retention import BackupPlan
from mitzvah_desk.store.driver import sqlite
from mitzvah_desk.store.engine import connect
from mitzvah_desk.store.errors import WorldError
from mitzvah_desk.store.file_key import FileKey
from mitzvah_desk.systems import fold_path

_NAME_OF_BACKUP = re.compile(r" \d{4}-\d\d-\d\d \d{6}.*$")


@dataclass(frozen=True, slots=True)
class BackupRow:
    """One backup for the eye.

    Attributes:
        id: its line.
        path: where it lies.
        of: the path of the file that it is a backup of.
        at: when it was made.
        why: before what; empty where it was made by itself.
        size: its bytes.
        problem: why it cannot be used; empty where it is whole.
    """

    id: int
    path: Path
    of: str
    at: datetime
    why: str
    size: int
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Rescue:
    """The newest whole backup of a damaged file.

    Attributes:
        backup: the backup.
        missing: what was done after it and is not in it, the newest first; None where nobody can tell.
    """

    backup: Backup
    missing: tuple[str, ...] | None


def _nobody_hears(_done: int, _total: int) -> None:
    """Nobody watches how far it is."""


def list_backups(
    plan: BackupPlan,
    path: Path | None = None,
    step: Callable[[int, int], object] = _nobody_hears,
    key: FileKey | None = None,
) -> list[BackupRow]:
    """The backups in every place of a plan, each checked, the newest first.

    Args:
        plan: the places.
        path: the file whose backups are asked for; those of every file where None.
        step: hears how far it is, and may raise to stop it.
        key: of a protected file; backups that need another are listed with that as their problem.
    """
    known = list_file_backups(plan, path, key) if path is not None else _all(plan, key)
    silent = _silent(plan, path, key)
    rows = []
    total = len(known) + len(silent)
    for number, backup in enumerate([*known, *silent], start=1):
        step(number, total)
        try:
            problem = find_backup_problem(backup.path, key)
        except WorldError as error:
            problem = error.text
        rows.append(BackupRow(number, backup.path, backup.of, backup.at, backup.why, backup.size, problem))
    return rows


def _silent(plan: BackupPlan, path: Path | None, key: FileKey | None) -> list[Backup]:
    """What lies among the backups and cannot say what it is: cut off, emptied, or of an older version."""
    found = []
    for folder in plan.folders:
        for file in folder.glob("*.mitzvah") if folder.is_dir() else ():
            if read_backup(file, key) is None and (path is None or file.name.startswith(f"{path.stem} ")):
                facts = file.stat()
                at = datetime.fromtimestamp(facts.st_mtime)
                of = path or file.with_name(_NAME_OF_BACKUP.sub("", file.stem) + file.suffix)
                found.append(Backup(file, "", str(of), 0, at, "", facts.st_size, 0))
    return found


def list_file_backups(plan: BackupPlan, path: Path, key: FileKey | None = None) -> list[Backup]:
    """The backups of one file, the newest first; known by its path where it cannot say its identity."""
    identity = read_identity(path, key)
    where = fold_path(path)
    every = _all(plan, key)
    own = [each for each in every if each.pile[1] == where and identity in {None, each.identity}]
    return own or [each for each in every if identity is not None and each.identity == identity]


def find_rescue(plan: BackupPlan, path: Path, key: FileKey | None = None) -> Rescue | None:
    """The newest whole backup of a file that is damaged; None where there is none."""
    for backup in list_file_backups(plan, path, key):
        try:
            if not find_backup_problem(backup.path, key):
                return Rescue(backup, _done_after(path, backup.last_step, key))
        except WorldError:
            continue
    return None


def restore_as_copy(backup: Path, path: Path, *, at: datetime, key: FileKey | None = None) -> Path:
    """Restores a backup beside the file it is of, under a name that says so, and returns that.

    Raises:
        WorldError: it could not be written there.
    """
    to = available_backup_path(path.parent, f"{path.stem} restored {at:%Y-%m-%d %H%M}")
    restore_backup(backup, to, key)
    return to


def _all(plan: BackupPlan, key: FileKey | None) -> list[Backup]:
    found = [backup for folder in plan.folders for backup in list_folder_backups(folder, key)]
    return sorted(found, key=lambda backup: (backup.at, backup.number), reverse=True)


def _done_after(path: Path, step: int, key: FileKey | None) -> tuple[str, ...] | None:
    """What the journal of a damaged file says was done after a step; None where it cannot be read."""
    try:
        with closing(connect(path, key=key, read_only=True)) as connection:
            rows = connection.execute(
                "SELECT label FROM journal_step WHERE id > ? AND undone_at IS NULL ORDER BY id DESC", (step,)
            ).fetchall()
    except (sqlite.Error, UnicodeDecodeError, OSError):
        return None
    return tuple(label for (label,) in rows)
