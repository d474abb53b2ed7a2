"""What is held about a person: the paper as they may get it, and both files saved into a folder."""

from datetime import date, datetime

from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from mitzvah_desk.desk.records.preview import Preview
from mitzvah_desk.desk.session.file_dialogs import ask_folder
from mitzvah_desk.desk.session.file_session import FileSession
from mitzvah_desk.desk.widgets.labels import make_action, make_action_button, make_label
from mitzvah_desk.model import RequestKind
from mitzvah_desk.office.core.office import WorldError
from mitzvah_desk.office.privacy.export_about import make_about_paper, write_about
from mitzvah_desk.office.privacy.requests import NoteAnswer

_WHY = (
    "Whoever asks has a right to this within a month. It is for them alone: be sure who asks before you"
    " give it away."
)


class AboutDialog(QDialog):
    """Shows the paper, prints it, and saves it with the file that other programs read.

    Args:
        session: the open file.
        person_id: who.
        parent: the page that it is about.
    """

    def __init__(self, session: FileSession, person_id: int, parent: QWidget) -> None:
        super().__init__(parent.window())
        self._session, self._person = session, person_id
        paper = make_about_paper(session.office, person_id, datetime.now())
        self.setWindowTitle(paper.title)
        self.preview = Preview(session)
        self.save_action = make_action(self, "folder-open", "Save paper and file…", self.save_both)
        self.save_action.setToolTip("The paper as PDF, and the same as JSON for other programs")
        self.given_action = make_action(self, "check", "It was given today", self.note_given)
        self.given_action.setToolTip("Keeps with the person that they asked and were answered")
        self.given_action.setEnabled(not session.office.read_only)
        head = QHBoxLayout()
        head.addWidget(make_label(_WHY, "muted", wraps=True), 1)
        head.addWidget(make_action_button(self.given_action))
        head.addWidget(make_action_button(self.save_action))
        layout = QVBoxLayout(self)
        layout.addLayout(head)
        layout.addWidget(self.preview, 1)
        self.resize(parent.window().size() * 0.9)
        self.preview.gate.leaving.connect(self.reject)
        self.preview.gate.righted.connect(lambda *_: self._show())
        self._show()

    def save_both(self) -> None:
        """Asks for a folder and writes the paper and the file there; says why where it cannot."""
        chosen = ask_folder(self, "Save into")
        if chosen is None:
            return
        try:
            written, _ = write_about(self._session.office, self._person, chosen, datetime.now())
        except WorldError as error:
            self._session.tell_world(error, self)
            return
        self._session.status_message.emit(f"Wrote {len(written)} files into {chosen}")

    def note_given(self) -> None:
        """Keeps that the person asked and got the paper."""
        action = NoteAnswer(self._person, RequestKind.SEE, date.today())
        self.given_action.setEnabled(self._session.execute(action, self) is None)

    def _show(self) -> None:
        paper = make_about_paper(self._session.office, self._person, datetime.now())
        self.preview.show_job(self._session.check_outgoing(paper))
