"""Which files were open lately."""

import sys
import unicodedata
from pathlib import Path

from PySide6.QtCore import QSettings

from mitzvah_desk.systems import absolute_path, fold_path

MOST = 8
_CLOUDS = ("onedrive", "dropbox", "google drive", "googledrive", "icloud", "mobile documents", "nextcloud")


def list_recent_files() -> list[Path]:
    """The files opened lately, the newest first; also one that is not there now, as on a stick."""
    kept = QSettings().value("recent", [])
    names = kept if isinstance(kept, list) else [kept]
    return [Path(str(name)) for name in names if name]


def add_recent_file(path: Path) -> None:
    """Remembers that a file was opened."""
    own = _fold(path)
    others = [str(other) for other in list_recent_files() if _fold(other) != own]
    QSettings().setValue("recent", [absolute_path(path), *others][:MOST])


def clear_recent_files() -> None:
    """Forgets which files were opened lately."""
    QSettings().remove("recent")


def describe_recent_file(path: Path) -> str:
    """A file of late in words: its name and folder, and whether it is there now."""
    missing = "" if path.is_file() else " (not there now)"
    return f"{path.stem}    {path.parent}{missing}"


def is_same_file(one: Path, other: Path) -> bool:
    """Whether two paths lead to one file, however each is written."""
    try:
        return _fold(one) == _fold(other) or one.samefile(other)
    except OSError:
        return False


def _fold(path: Path) -> str:
    """A path as its system tells files apart: where it takes two cases for one, so are they here."""
    name = fold_path(path)
    return unicodedata.normalize("NFC", name).casefold() if sys.platform == "darwin" else name


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
    QSettings().setValue("last", absolute_path(path))


def forget_last_file(path: Path) -> None:
    """Forgets it: the user closed it, or it is not there any more. That of another window stays."""
    last = read_last_file()
    if last is not None and _fold(last) == _fold(path):
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
