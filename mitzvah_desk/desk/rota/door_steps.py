"""What was done at the check-in in this sitting: it can be taken back there, and nothing else can."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from mitzvah_desk.desk.session.file_session import FileSession
from mitzvah_desk.office.core.actions import Action


class DoorSteps(QObject):
    """Does actions and remembers them.

    Signals:
        changed: something was done, or taken back.
    """

    changed = Signal()

    def __init__(self, session: FileSession, page: QWidget) -> None:
        super().__init__(page)
        self._session, self._page = session, page
        self._steps: list[tuple[int, str]] = []

    @property
    def last(self) -> str:
        """What would be taken back, in words; empty where there is nothing."""
        return self._steps[-1][1] if self._steps else ""

    def do(self, action: Action) -> bool:
        """Does an action; returns whether it was done."""
        done = self._session.execute(action, self._page)
        if done is None:
            return False
        self._steps.append((done.step, done.label))
        self.changed.emit()
        return True

    def take_back(self) -> None:
        """Takes back what was done last."""
        if self._steps:
            step, _ = self._steps.pop()
            self._session.undo_step(step, self._page)
            self.changed.emit()
        else:
            self._session.status_message.emit("There is nothing to take back.")
