"""Where files lie, and which were open lately."""

from pathlib import Path

from platformdirs import user_documents_path
from PySide6.QtCore import QSettings

MOST = 8
_CLOUDS = ("onedrive", "dropbox", "google drive", "googledrive", "icloud", "mobile documents", "nextcloud")


def documents_folder() -> Path:
    """The user's Documents folder, or home where there is none."""
    folder = user_documents_path()
    return folder if folder.is_dir() else Path.home()


def list_recent_files() -> list[Path]:
    """The files opened lately that are still there, the newest first."""
    kept = QSettings().value("recent", [])
    names = kept if isinstance(kept, list) else [kept]
    return [path for path in (Path(str(name)) for name in names if name) if path.is_file()]


def add_recent_file(path: Path) -> None:
    """Remembers that a file was opened."""
    others = [str(other) for other in list_recent_files() if other != path.resolve()]
    QSettings().setValue("recent", [str(path.resolve()), *others][:MOST])


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
