"""The list of who is still here, on paper."""

from datetime import date, datetime

from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from mitzvah_desk.desk.records.preview import Preview
from mitzvah_desk.desk.session.file_session import FileSession
from mitzvah_desk.office.papers.kinds import make_print_job
from mitzvah_desk.office.papers.print_request import PrintRequest, PrintScope
from mitzvah_desk.rules.privacy.disclosure import Audience


class StillHereDialog(QDialog):
    """Shows the list as it is at a moment, and prints it.

    Args:
        session: the open file.
        day: the day.
        at: the moment.
        parent: the check-in.

    Attributes:
        preview: the paper.
    """

    def __init__(self, session: FileSession, day: date, at: datetime, parent: QWidget) -> None:
        super().__init__(parent.window())
        self._session, self._day, self._at = session, day, at
        self.setWindowTitle("Who is still here")
        self.preview = Preview(session)
        layout = QVBoxLayout(self)
        layout.addWidget(self.preview)
        self.resize(parent.window().size() * 0.9)
        self.preview.gate.leaving.connect(self.reject)
        self.preview.gate.righted.connect(lambda *_: self._show())
        self._show()

    def _show(self) -> None:
        asked = PrintRequest(
            self._session.campaign_id or 0, PrintScope(day=self._day), Audience.COMMITTEE, now=self._at
        )
        self.preview.show_job(make_print_job(self._session.office, "still-here", asked))
