"""Which files were open lately."""

from pathlib import Path

from PySide6.QtCore import QSettings

MOST = 8
_CLOUDS = ("onedrive", "dropbox", "google drive", "googledrive", "icloud", "mobile documents", "nextcloud")


def list_recent_files() -> list[Path]:
    """The files opened lately that are still there, the newest first."""
    kept = QSettings().value("recent", [])
    names = kept if isinstance(kept, list) else [kept]
    return [path for path in (Path(str(name)) for name in names if name) if path.is_file()]


def add_recent_file(path: Path) -> None:
    """Remembers that a file was opened."""
    others = [str(other) for other in list_recent_files() if other != path.resolve()]
    QSettings().setValue("recent", [str(path.resolve()), *others][:MOST])


def read_reopening() -> bool:
    """Whether the file that was open last is opened when the program starts; a setting of this computer."""
    return str(QSettings().value("reopen", "true")).lower() != "false"


def save_reopening(reopens: bool) -> None:  # noqa: FBT001  # a setting's value
    """Keeps that setting."""
    QSettings().setValue("reopen", reopens)


def read_last_file() -> Path | None:
    """The file that was open when the program ended, there or not; None where there is none to open again."""
    kept = QSettings().value("last", "")
    return Path(kept) if isinstance(kept, str) and kept and read_reopening() else None


def remember_last_file(path: Path) -> None:
    """Remembers which file is open."""
    QSettings().setValue("last", str(path.resolve()))


def forget_last_file() -> None:
    """Forgets it: the user closed it, or it is not there any more."""
    QSettings().remove("last")


def available_path(path: Path) -> Path:
    """``path``, or the same with a number where that is taken."""
    number, found = 2, path
    while found.exists():
        found = path.with_name(f"{path.stem} {number}{path.suffix}")
        number += 1
    return found


def is_in_cloud_folder(path: Path) -> bool:
    """Whether a file lies in a folder that is copied to other computers, where a lock does not reach."""
    return any(cloud in part.lower() for part in path.resolve().parts for cloud in _CLOUDS)
