"""Asking where a file lies or shall lie. Every such question begins where one was the last time."""

from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QFileDialog, QWidget

from mitzvah_desk.desk.session.recent_files import available_path
from mitzvah_desk.user_folders import find_documents_folder


class FolderOf(StrEnum):
    """What lies in a folder that is remembered by itself."""

    YEARS = "years"
    PAPERS = "papers"
    LISTS = "lists"
    PICTURES = "pictures"
    BACKUPS = "backups"


def last_folder(of: FolderOf, first: Path | None = None) -> Path:
    """Where one was the last time.

    Args:
        of: what lies there.
        first: where one begins the first time; the Documents folder where nothing is said.
    """
    kept = QSettings().value(f"folders/{of}", "")
    folder = Path(kept) if isinstance(kept, str) and kept else None
    if folder is not None and folder.is_dir():
        return folder
    return first if first is not None and first.is_dir() else find_documents_folder()


def ask_save_path(
    parent: QWidget, title: str, name: str, kind: str, of: FolderOf = FolderOf.PAPERS, *, fresh: bool = False
) -> Path | None:
    """Asks where something shall be saved.

    Args:
        parent: the window that asks.
        title: what stands above the question.
        name: the name proposed, with its ending.
        kind: what files are shown, such as ``PDF (*.pdf)``.
        of: what it is.
        fresh: whether a name is proposed that no file there has.

    Returns:
        The path; None where the user would rather not.
    """
    proposed = last_folder(of) / name
    proposed = available_path(proposed) if fresh else proposed
    chosen, _ = QFileDialog.getSaveFileName(parent, title, str(proposed), kind)
    return _remember(of, Path(chosen), Path(chosen).parent) if chosen else None


def ask_open_path(
    parent: QWidget, title: str, kind: str, of: FolderOf, first: Path | None = None
) -> Path | None:
    """Asks for a file that is there; None where the user would rather not."""
    chosen, _ = QFileDialog.getOpenFileName(parent, title, str(last_folder(of, first)), kind)
    return _remember(of, Path(chosen), Path(chosen).parent) if chosen else None


def ask_folder(
    parent: QWidget, title: str, of: FolderOf = FolderOf.PAPERS, first: Path | None = None
) -> Path | None:
    """Asks for a folder; None where the user would rather not."""
    chosen = QFileDialog.getExistingDirectory(parent, title, str(last_folder(of, first)))
    return _remember(of, Path(chosen), Path(chosen)) if chosen else None


def _remember(of: FolderOf, chosen: Path, folder: Path) -> Path:
    QSettings().setValue(f"folders/{of}", str(folder.absolute()))
    return chosen
