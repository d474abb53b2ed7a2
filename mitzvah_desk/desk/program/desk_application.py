"""What is to be opened, as the command line and the system say it."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QUrl, Signal
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication

from mitzvah_desk.systems import absolute_path


class DeskApplication(QApplication):
    """Qt's application, which also hears of files that the system wants opened: on macOS, by a double click.

    Such a file may come before there is a window, so it is kept until somebody takes it.

    Signals:
        file_asked: a file is to be taken.
    """

    file_asked = Signal()

    def __init__(self, argv: Sequence[str]) -> None:
        super().__init__(list(argv))
        self._files: list[Path] = []

    def event(self, event: QEvent) -> bool:
        """Qt: a file is to be opened, or something else happened."""
        if not isinstance(event, QFileOpenEvent):
            return super().event(event)
        named = event.url().toString() or event.file()
        if named:
            self._files.append(read_file_argument(named))
            self.file_asked.emit()
        return True

    def take_files(self) -> list[Path]:
        """The files that are to be opened and were taken by nobody yet."""
        taken, self._files = self._files, []
        return taken


def read_file_argument(word: str) -> Path:
    """The file that a word names: a path, also one from the folder of the terminal, or a ``file:`` address.

    Links and mapped drives stay as they are named.
    """
    if word[:5].lower() == "file:":
        url = QUrl(word)
        if url.isLocalFile():
            word = url.toLocalFile()
    return Path(absolute_path(word))
