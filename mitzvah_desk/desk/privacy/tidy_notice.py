"""The line of Today that proposes the yearly tidy-up, or to confirm one that was done."""

from datetime import date
from functools import partial

from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from mitzvah_desk.desk.privacy.tidy_dialog import open_tidy_dialog
from mitzvah_desk.desk.session.file_session import FileSession
from mitzvah_desk.desk.widgets.labels import make_label
from mitzvah_desk.office.privacy.due import TidyProposal, read_proposal


class TidyNotice(QFrame):
    """What is proposed, and the button that opens it; hidden while nothing is.

    Args:
        session: the open file.
        parent: Qt's.

    Attributes:
        text: the sentence.
        button: opens the dialog.
    """

    def __init__(self, session: FileSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._runner = session, session.runner()
        self.text = make_label("", wraps=True)
        self.button = QPushButton("Tidy up…")
        self.button.clicked.connect(lambda: open_tidy_dialog(session, self.window()))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.text, 1)
        layout.addWidget(self.button)
        self.setAccessibleName("Tidy up")
        self.hide()

    def reload(self) -> None:
        """Asks again, beside the window: in a large file it takes a second."""
        office = self._session.office
        self._runner.run(
            "Looking whether something is due to go",
            lambda _: office.query(read_proposal, date.today()),
            self._show,
            failed=partial(self._session.tell_world, parent=self),
        )

    def _show(self, proposal: TidyProposal | None) -> None:
        self.setVisible(proposal is not None)
        if proposal is not None:
            self.text.setText(proposal.text)
            self.button.setText("Confirm or undo…" if proposal.waiting else "Tidy up…")
            self.button.setAccessibleName(f"{self.button.text()} {proposal.text}")
