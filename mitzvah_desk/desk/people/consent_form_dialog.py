"""The permission form of one household, printed from its page."""

from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from mitzvah_desk.desk.records.preview import Preview
from mitzvah_desk.desk.session.file_session import FileSession
from mitzvah_desk.desk.widgets.labels import make_label
from mitzvah_desk.office.papers.kinds import make_print_job
from mitzvah_desk.office.papers.print_request import PrintRequest, PrintScope
from mitzvah_desk.rules.privacy.disclosure import Audience

_WHY = (
    "Once it is printed or saved, the file knows that it went out. When it comes back, press “Permission"
    " forms that came back” over the list of households."
)


class ConsentFormDialog(QDialog):
    """Shows the form, prints it, and keeps that it went out.

    Args:
        session: the open file.
        household_id: whose form.
        parent: the page of the household.
    """

    def __init__(self, session: FileSession, household_id: int, parent: QWidget) -> None:
        super().__init__(parent.window())
        self._session, self._household = session, household_id
        self.setWindowTitle("Permission form")
        self.preview = Preview(session)
        layout = QVBoxLayout(self)
        layout.addWidget(make_label(_WHY, "muted", wraps=True))
        layout.addWidget(self.preview, 1)
        self.resize(parent.window().size() * 0.9)
        self.preview.gate.leaving.connect(self.reject)
        self.preview.gate.righted.connect(lambda *_: self._show())
        self._show()

    def _show(self) -> None:
        scope = PrintScope(household_id=self._household)
        asked = PrintRequest(self._session.campaign_id or 0, scope, Audience.VOLUNTEERS)
        self.preview.show_job(make_print_job(self._session.office, "consent-forms", asked))
