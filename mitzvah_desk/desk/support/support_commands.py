"""The menu of help: what the program is, and what is wrong with it."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from mitzvah_desk.desk.session.file_session import FileSession


class SupportCommands(QObject):
    """Opens the dialogs; each module is loaded when it is first wanted.

    Args:
        window: the window, under which dialogs open.
        session: gives the open file; None where none is.
        tried: gives the file that was to be opened last; None where none was.
    """

    def __init__(
        self,
        window: QWidget,
        session: Callable[[], FileSession | None],
        tried: Callable[[], Path | None],
    ) -> None:
        super().__init__(window)
        self._window, self._session, self._tried = window, session, tried

    def show_about(self) -> None:
        """Says which version it is, where its log lies, and on what it stands."""
        from mitzvah_desk.desk.support.about import AboutProgramDialog

        session = self._session()
        AboutProgramDialog(session.office if session is not None else None, self._window).open()

    def report_problem(self) -> None:
        """Makes a text for whoever helps."""
        from mitzvah_desk.desk.support.problem_dialog import ProblemDialog

        ProblemDialog(self._session(), self._tried(), self._window).open()
