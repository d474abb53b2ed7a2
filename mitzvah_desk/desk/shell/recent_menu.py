"""File, Recent files: what was opened lately, each by its number."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QMenu, QWidget

from mitzvah_desk.desk.session import recent_files as recent
from mitzvah_desk.desk.widgets import theme
from mitzvah_desk.desk.widgets.labels import escape_mnemonics


class RecentMenu(QMenu):
    """The files opened lately, read anew each time that it opens; one that is not there now says so.

    Args:
        window: the main window.
        open_file: opens one of them.
        on_cleared: called once the list was cleared.
    """

    def __init__(
        self, window: QWidget, open_file: Callable[[Path], object], on_cleared: Callable[[], object]
    ) -> None:
        super().__init__(window)
        self._open, self._on_cleared = open_file, on_cleared
        self.aboutToShow.connect(self.fill)

    def fill(self) -> None:
        """Lists them."""
        self.clear()
        files = recent.list_recent_files()
        for number, path in enumerate(files, start=1):
            words = escape_mnemonics(recent.describe_recent_file(path))
            action = self.addAction(theme.load_icon("file-text"), f"&{number}  {words}")
            action.triggered.connect(lambda _=False, path=path: self._open(path))
        if not files:
            self.addAction("Nothing was opened yet").setEnabled(False)
            return
        self.addSeparator()
        self.addAction(theme.load_icon("trash"), "&Clear the list").triggered.connect(
            lambda _=False: self._clear()
        )

    def _clear(self) -> None:
        recent.clear_recent_files()
        self._on_cleared()
