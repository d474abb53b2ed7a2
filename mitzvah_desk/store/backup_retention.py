"""Which backups are kept by themselves, where, and how long."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from mitzvah_desk.store.backup import Backup, checksum_path, list_folder_backups
from mitzvah_desk.store.error_words import Doing, translate_errors
from mitzvah_desk.store.errors import CannotWriteError
from mitzvah_desk.store.file_key import FileKey
from mitzvah_desk.user_folders import find_data_folder

EVERY = timedelta(minutes=30)
"""After so much work a backup is due."""

NEWEST = 10
"""So many stay whatever their age."""

_STEPS: tuple[tuple[timedelta, str], ...] = (
    (timedelta(days=1), "%Y-%m-%d %H"),
    (timedelta(days=14), "%Y-%m-%d"),
    (timedelta(weeks=8), "%G-%V"),
    (timedelta(days=730), "%Y-%m"),
)
"""Up to that age the newest of each hour, day, week and month stays."""


@dataclass(frozen=True, slots=True)
class BackupPlan:
    """Where backups are kept by themselves.

    Attributes:
        folder: the folder on this computer; None where none are to be kept on it.
        second: a second place, such as a stick or a folder that is copied elsewhere.
    """

    folder: Path | None = None
    second: Path | None = None

    @property
    def folders(self) -> tuple[Path, ...]:
        """All of them."""
        return tuple(each for each in (self.folder, self.second) if each is not None)

    def require_second(self) -> None:
        """Makes sure that the second place is there: a stick that was drawn is not made anew as a folder.

        Raises:
            CannotWriteError: it is not.
        """
        if self.second is not None and not self.second.is_dir():
            raise CannotWriteError(
                f"The second place for backups, {self.second}, is not there.",
                "Connect it, or choose another under Settings.",
            )


def default_backup_folder() -> Path:
    """The folder on this computer in which backups are kept by themselves."""
    return find_data_folder() / "backups"


def prune_backups(folder: Path, pile: tuple[str, str], *, now: datetime, key: FileKey | None = None) -> None:
    """Lets go of the backups of one file that are too many for their age; the newest ones never go.

    Raises:
        CannotWriteError: the folder cannot be written.
    """
    own = [backup for backup in list_folder_backups(folder, key) if backup.pile == pile]
    keep = backups_to_keep(own, now=now)
    with translate_errors(folder, Doing.BACKING_UP):
        for backup in own:
            if backup not in keep:
                with suppress(PermissionError):  # it is open somewhere; it goes after the next backup
                    backup.path.unlink(missing_ok=True)
                    checksum_path(backup.path).unlink(missing_ok=True)


def backups_to_keep(backups: list[Backup], *, now: datetime) -> set[Backup]:
    """Which of one file's backups stay.

    Newest means the highest number, whatever the clock said; a backup from the future, after a clock that
    was ahead, counts as made now. A week may lie in two months, so the newest of each is looked for apart.
    """
    ordered = sorted(backups, key=lambda backup: -backup.number)
    keep = set(ordered[:NEWEST])
    taken: set[str] = set()
    for backup in ordered:
        age = max(now - backup.at, timedelta(0))
        for longest, bucket in _STEPS:
            if age <= longest:
                name = f"{bucket}|{backup.at:{bucket}}"
                if name not in taken:
                    taken.add(name)
                    keep.add(backup)
    return keep
