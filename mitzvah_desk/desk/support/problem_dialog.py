"""Something is wrong: one text for whoever helps, all of it seen before it is kept anywhere."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPlainTextEdit, QVBoxLayout, QWidget

from mitzvah_desk.desk.records.copying import copy_facts
from mitzvah_desk.desk.records.gate_panel import check_leaving
from mitzvah_desk.desk.session.file_dialogs import FolderOf, ask_save_path
from mitzvah_desk.desk.session.file_session import FileSession
from mitzvah_desk.desk.session.log_file import read_log
from mitzvah_desk.desk.session.tasks import Runner, TaskBar, ThreadRunner
from mitzvah_desk.desk.support.desk_facts import describe_folder, describe_window
from mitzvah_desk.desk.widgets import theme
from mitzvah_desk.desk.widgets.labels import make_label
from mitzvah_desk.desk.widgets.messages import show_error, show_message
from mitzvah_desk.desk.widgets.notice import announce
from mitzvah_desk.desk.widgets.pages import Scroller, resize_dialog
from mitzvah_desk.office.core.office import WorldError
from mitzvah_desk.office.outgoing.outgoing import Outgoing, OutgoingForm
from mitzvah_desk.office.problem_report import (
    REPORT_NAME,
    ReportSection,
    compose_report,
    describe_closed_file,
    describe_log,
    describe_open_file,
    describe_program,
    save_report,
)
from mitzvah_desk.rules.privacy.disclosure import Audience

_WHY = (
    "This makes one text about the program and its file, for whoever helps you. It holds numbers and"
    " versions, and nobody's name. Mitzvah Desk sends nothing: save the text or copy it, and send it"
    " yourself."
)
_ASK = "What happened, in your own words (if you like)"
_ALL = "All that the text says"


class ProblemDialog(QDialog):
    """The dialog.

    Args:
        session: the open file; None where none is.
        tried: the file that was to be opened last, where none is open.
        parent: the window.
        runner: what looks the file over.

    Attributes:
        words: what somebody says happened.
        whole: the whole text, to be read.
    """

    def __init__(
        self,
        session: FileSession | None = None,
        tried: Path | None = None,
        parent: QWidget | None = None,
        *,
        runner: type[Runner] = ThreadRunner,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Something is wrong")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._session, self._now = session, datetime.now()
        self._before = (describe_program(), describe_window())
        self._file: tuple[ReportSection, ...] = ()
        self._after = (describe_log(read_log()),)
        em = self.fontMetrics().height()
        self.words = QPlainTextEdit()
        self.words.setAccessibleName(_ASK)
        self.words.setPlaceholderText("I pressed Print, and nothing came.")
        self.words.setTabChangesFocus(True)
        self.words.setFixedHeight(em * 5)
        self.words.textChanged.connect(self._compose)
        self.whole = QPlainTextEdit()
        self.whole.setReadOnly(True)
        self.whole.setAccessibleName(_ALL)
        self.whole.setTabChangesFocus(True)
        self.whole.setMinimumHeight(em * 8)
        self._said = make_label("", "muted", wraps=True)
        self._runner = runner(self)
        page = QWidget()
        within = QVBoxLayout(page)
        within.setContentsMargins(0, 0, 0, 0)
        within.addWidget(make_label(_WHY, wraps=True))
        within.addWidget(make_label(_ASK, "heading", wraps=True))
        within.addWidget(self.words)
        within.addWidget(make_label(_ALL, "heading"))
        within.addWidget(self.whole, 1)
        within.addWidget(TaskBar(self._runner))
        within.addWidget(self._said)
        layout = QVBoxLayout(self)
        layout.addWidget(Scroller(page), 1)
        layout.addWidget(self._make_buttons())
        resize_dialog(self, 92, 40)
        self._compose()
        self._look(session, tried)

    @property
    def said(self) -> str:
        """What was done with the text."""
        return self._said.text()

    def save(self) -> None:
        """Asks where the text shall lie, and writes it."""
        if not self._may_leave():
            return
        name = f"{REPORT_NAME} {self._now:%Y-%m-%d}.txt"
        path = ask_save_path(self, "Save the report", name, "Text files (*.txt)", FolderOf.PAPERS, fresh=True)
        if path is None:
            return
        try:
            save_report(path, self.whole.toPlainText())
        except WorldError as error:
            show_error(self, error)
            return
        self._tell(f"Saved {path.name} in {path.parent}. Send it to whoever helps you.")

    def copy(self) -> None:
        """Copies the text, to be pasted into an e-mail."""
        if self._may_leave():
            copy_facts(self.whole.toPlainText())
            self._tell("Copied. Paste it into an e-mail to whoever helps you.")

    def done(self, result: int) -> None:
        """Qt: the dialog goes, and what still looks the file over with it."""
        self._runner.close()
        super().done(result)

    def _look(self, session: FileSession | None, tried: Path | None) -> None:
        """Looks over the file that is open, or that was to be opened, beside the window."""
        if session is not None:
            office, now = session.office, self._now
            self._run(lambda: (*describe_open_file(office, now), describe_folder(office.path)))
        elif tried is not None:
            self._run(lambda: (*describe_closed_file(tried), describe_folder(tried)))
        else:
            self._take((ReportSection("The file", ("No file is open.",)),))

    def _run(self, look: Callable[[], tuple[ReportSection, ...]]) -> None:
        self._runner.run(
            "Looking the file over",
            lambda _progress: look(),
            self._take,
            failed=lambda e: show_error(self, e),
        )

    def _take(self, sections: tuple[ReportSection, ...]) -> None:
        self._file = sections
        self._compose()

    def _compose(self) -> None:
        bar = self.whole.verticalScrollBar()
        at = bar.value()
        sections = (*self._before, *self._file, *self._after)
        self.whole.setPlainText(compose_report(self.words.toPlainText(), sections, self._now))
        bar.setValue(at)

    def _may_leave(self) -> bool:
        """Whether what was typed here may leave, as the gate says; the rest holds nothing of the file."""
        words = self.words.toPlainText().strip()
        if self._session is None or not words:
            return True
        typed = Outgoing(
            "What you wrote",
            Audience.PUBLIC,
            words,
            lambda text, _progress: str(text).encode(),
            REPORT_NAME,
            form=OutgoingForm.FILE,
        )
        try:
            return check_leaving(self._session, typed, self) is not None
        except WorldError as error:
            show_message(
                self,
                "What you wrote could not be held against the secrets of your file.",
                f"{error.text} Leave it out here, and tell it to whoever helps you yourself.",
                grave=True,
            )
            return False

    def _tell(self, words: str) -> None:
        self._said.setText(words)
        announce(self, words)

    def _make_buttons(self) -> QDialogButtonBox:
        buttons = QDialogButtonBox()
        role = QDialogButtonBox.ButtonRole.ActionRole
        save = buttons.addButton("&Save as a text file…", role)
        save.setIcon(theme.load_icon("device-floppy"))
        save.setProperty("role", "primary")
        save.clicked.connect(lambda _=False: self.save())
        copy = buttons.addButton("&Copy", role)
        copy.setIcon(theme.load_icon("copy"))
        copy.clicked.connect(lambda _=False: self.copy())
        buttons.addButton(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        return buttons
