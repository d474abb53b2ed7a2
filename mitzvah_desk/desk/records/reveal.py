"""What tells of a confidential partner is shown on purpose only, and not for long."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QPushButton

from mitzvah_desk.desk.session.file_session import FileSession
from mitzvah_desk.desk.widgets import theme
from mitzvah_desk.office.partners.views import ViewConfidential

SHOWN_MS = 2 * 60_000
"""So long it stays shown, and on while something of it is being typed."""


class RevealButton(QPushButton):
    """The button that shows it for two minutes; the history keeps who pressed it.

    Args:
        session: the desk's view of the office.
        is_typed_in: whether something of what is protected is being typed at this moment.

    Signals:
        covered: whether what is protected is to be hidden (True) or shown from now on.
    """

    covered = Signal(bool)

    def __init__(self, session: FileSession, is_typed_in: Callable[[], bool]) -> None:
        super().__init__(theme.load_icon("eye"), "Show the protected details")
        self._session, self._is_typed_in = session, is_typed_in
        self._partner_id: int | None = None
        self._covers = False
        self.timer = QTimer(self, singleShot=True, interval=SHOWN_MS)
        self.timer.timeout.connect(self._close_again)
        self.clicked.connect(self._open)

    def protect(self, partner_id: int | None, *, another: bool) -> None:
        """Begins for a record; what is shown of the same one stays shown.

        Args:
            partner_id: the confidential partner of which it tells; nothing is protected where None.
            another: it is another record than before.
        """
        self._partner_id = partner_id
        self._cover(partner_id is not None and (another or self._covers))

    def close_again(self) -> None:
        """Hides what is protected, if it is shown."""
        self._cover(self._partner_id is not None)

    def _open(self) -> None:
        if self._partner_id is None:
            return
        if self._session.office.read_only:
            self._session.status_message.emit("It is open for reading only, so nobody will see who looked.")
        elif self._session.execute(ViewConfidential(self._partner_id, datetime.now()), self) is None:
            return
        self._cover(False)
        self.timer.start()

    def _close_again(self) -> None:
        if self._is_typed_in():
            self.timer.start()
        else:
            self.close_again()

    def _cover(self, covers: bool) -> None:  # noqa: FBT001  # what its signal carries
        self._covers = covers
        self.setVisible(covers)
        self.covered.emit(covers)
