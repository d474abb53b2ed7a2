"""Two persons change places: with whom, found by any part of a name, a job or a time."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QLineEdit, QVBoxLayout, QWidget

from mitzvah_desk.desk.rota.entry_list import EntryList, PanelEntry
from mitzvah_desk.desk.session.file_session import FileSession
from mitzvah_desk.desk.widgets.labels import make_label
from mitzvah_desk.desk.widgets.pages import resize_dialog
from mitzvah_desk.office.rota.asking.ringing_off import Swap
from mitzvah_desk.office.rota.asking.stand_ins import list_swap_partners


class SwapDialog(QDialog):
    """Asks with whom somebody swaps, and swaps; what that breaks is told before it is done.

    Attributes:
        search: where one types.
        partners: those who are on another shift that day.
    """

    def __init__(
        self, session: FileSession, assignment_id: int, who: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Swap")
        self._session, self._assignment = session, assignment_id
        self.search = QLineEdit(placeholderText="With whom? Type part of a name, press Enter")
        self.search.setAccessibleName("With whom: type part of a name, press Enter")
        self.search.installEventFilter(self)
        self.partners = EntryList("People on other shifts", empty="Nobody of that name is on another shift.")
        self.partners.wanted.connect(self._take)
        self.search.textChanged.connect(self._narrow)
        layout = QVBoxLayout(self)
        layout.addWidget(make_label(f"Swap {who}, with", "heading", wraps=True))
        layout.addWidget(self.search)
        layout.addWidget(self.partners, 1)
        resize_dialog(self, 70, 24)
        self.partners.set_entries(
            PanelEntry(row.assignment_id, row.name, row.what, "user", "muted")
            for row in session.office.query(list_swap_partners, assignment_id)
        )
        self.partners.go(0)

    @staticmethod
    def swap(session: FileSession, assignment_id: int, who: str, parent: QWidget | None = None) -> bool:
        """Asks, and swaps; returns whether that was done."""
        dialog = SwapDialog(session, assignment_id, who, parent)
        done = dialog.exec() == QDialog.DialogCode.Accepted
        dialog.deleteLater()
        return done

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: the arrows go through the list while one types; Enter takes who is chosen."""
        if watched is self.search and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            line = self.partners.currentIndex().row()
            steps = {Qt.Key.Key_Down: line + 1, Qt.Key.Key_Up: line - 1}
            key = Qt.Key(event.key())
            if key in steps:
                self.partners.go(steps[key])
                return True
            if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
                self._take(self.partners.current())
                return True
        return super().eventFilter(watched, event)

    def _narrow(self, text: str) -> None:
        self.partners.entries.set_filter(text)
        self.partners.go(0)

    def _take(self, entry: PanelEntry | None) -> None:
        if (
            entry is not None
            and self._session.execute(Swap(self._assignment, entry.id), self.parentWidget()) is not None
        ):
            self.accept()
