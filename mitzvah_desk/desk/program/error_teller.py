"""What nobody caught is told, and the program stays open."""

import logging
from collections.abc import Callable
from types import TracebackType

from PySide6.QtWidgets import QApplication

from mitzvah_desk.desk.session.log_file import OWN
from mitzvah_desk.desk.widgets import messages
from mitzvah_desk.office.core.office import WorldError

log = logging.getLogger(OWN)

REPORT = "Something is wrong…"


class ErrorTeller:
    """Tells what nobody caught; the program stays open. One box at a time: the next error waits for none.

    An error of the world is told in its own words. A bug is logged and told; what it was doing was rolled
    back.

    Args:
        report: opens the report of what is wrong, where somebody wants to send one.
    """

    def __init__(self, report: Callable[[], object]) -> None:
        self._report = report
        self._telling = False

    def __call__(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Python: called with what nobody caught."""
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
            return
        if not isinstance(error, WorldError):
            log.error("Unexpected error", exc_info=(kind, error, trace))
        if self._telling:
            return
        self._telling = True
        try:
            self._tell(kind, error)
        finally:
            self._telling = False

    def _tell(self, kind: type[BaseException], error: BaseException) -> None:
        parent = QApplication.activeWindow()
        if isinstance(error, WorldError):
            messages.show_error(parent, error)
            return
        chosen = messages.ask_choice(
            parent,
            "Something went wrong inside Mitzvah Desk.",
            "Your last action was not done; what was kept before it is on the disk. "
            "Please try it another way, and tell whoever looks after the program.",
            choices=(REPORT,),
            leave="Go on",
            grave=True,
            details=f"{kind.__name__}: {error}",
        )
        if chosen is not None:
            self._report()
