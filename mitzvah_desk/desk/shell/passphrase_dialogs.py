"""Asks for a file's passphrase, for a new one, and for what stands on the recovery sheet."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from mitzvah_desk.desk.widgets import theme
from mitzvah_desk.desk.widgets.labels import make_label
from mitzvah_desk.desk.widgets.refusal import Refusal
from mitzvah_desk.office.core.protection import FileKey, PassphraseTries, RecoveryTextError, derive_key
from mitzvah_desk.rules.plurals import count_noun
from mitzvah_desk.rules.privacy.passphrase import judge_passphrase, propose_passphrase

_SECOND_MS = 1000


class PassphraseDialog(QDialog):
    """Asks for a passphrase; after a wrong one it waits a little longer each time.

    Args:
        words: what is asked.
        try_it: opens whatever is locked; returns an empty text, or the sentence that says why not.
        tries: how often it was wrong already.
        parent: Qt's.
        go: what the button says that goes on.
        leave: what the button says that does not.
        with_sheet: whether the recovery sheet may be used instead.

    Attributes:
        recovering: whether the recovery sheet is to be used instead.
    """

    def __init__(
        self,
        words: str,
        try_it: Callable[[str], str],
        tries: PassphraseTries,
        parent: QWidget | None = None,
        *,
        go: str = "Open",
        leave: str = "Do not open it",
        with_sheet: bool = True,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Passphrase")
        self.recovering = False
        self._go = go
        self._try_it, self._tries = try_it, tries
        self._left = 0
        self._clock = QTimer(self, interval=_SECOND_MS)
        self._clock.timeout.connect(self._tick)
        self.field = QLineEdit(echoMode=QLineEdit.EchoMode.Password)
        self.field.setAccessibleName("Passphrase")
        self.show_box = QPushButton(theme.load_icon("eye"), "Show")
        self.show_box.setCheckable(True)
        self.show_box.setAutoDefault(False)
        self.show_box.toggled.connect(self._reveal)
        self.said = Refusal()
        buttons = QDialogButtonBox()
        self.open_button = buttons.addButton(go, QDialogButtonBox.ButtonRole.AcceptRole)
        self.open_button.setDefault(True)
        self.recover_button = buttons.addButton(
            "I have the recovery sheet…", QDialogButtonBox.ButtonRole.ActionRole
        )
        self.recover_button.setAutoDefault(False)
        self.recover_button.setVisible(with_sheet)
        buttons.addButton(leave, QDialogButtonBox.ButtonRole.RejectRole).setAutoDefault(False)
        buttons.accepted.connect(self._enter)
        buttons.rejected.connect(self.reject)
        self.recover_button.clicked.connect(self._recover)
        line = QHBoxLayout()
        line.addWidget(self.field, 1)
        line.addWidget(self.show_box)
        layout = QVBoxLayout(self)
        layout.addWidget(make_label(words, wraps=True))
        layout.addLayout(line)
        layout.addWidget(self.said)
        layout.addWidget(buttons)
        self.setMinimumWidth(self.fontMetrics().averageCharWidth() * 60)
        self._wait()

    def _enter(self) -> None:
        if self._left or not self.field.text():
            return
        problem = self._try_it(self.field.text())
        if not problem:
            self.accept()
            return
        self._tries.note_wrong()
        self.field.selectAll()
        self.field.setFocus()
        self._say(problem)
        self._wait()

    def _wait(self) -> None:
        self._left = self._tries.wait_seconds
        if self._left:
            self._clock.start()
        self._offer()

    def _tick(self) -> None:
        self._left -= 1
        if not self._left:
            self._clock.stop()
        self._offer()

    def _offer(self) -> None:
        self.open_button.setEnabled(not self._left)
        wait = f"{self._go} in {count_noun(self._left, 'second')}"
        self.open_button.setText(wait if self._left else self._go)

    def _reveal(self, shown: bool) -> None:  # noqa: FBT001  # a signal's
        self.field.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)

    def _recover(self) -> None:
        self.recovering = True
        self.reject()

    def _say(self, words: str) -> None:
        self.said.tell(words, self.field)
        self.said.setMinimumHeight(self.said.heightForWidth(self.field.width()))
        self.adjustSize()


class NewPassphraseDialog(QDialog):
    """Asks for a new passphrase, typed twice; proposes four words and says how hard it is to guess.

    Args:
        heading: what it is for.
        known: words that anybody would try first.
        parent: Qt's.
    """

    def __init__(self, heading: str, known: tuple[str, ...] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("A passphrase")
        self._known = known
        self.field, self.again = QLineEdit(), QLineEdit(echoMode=QLineEdit.EchoMode.Password)
        self.field.setAccessibleName("New passphrase")
        self.again.setAccessibleName("The same again")
        self.again.setPlaceholderText("The same again")
        self.bar = QProgressBar(maximum=4, textVisible=False)
        self.bar.setAccessibleName("How hard it is to guess")
        self.said = make_label("", "muted", wraps=True)
        self.propose_button = QPushButton(theme.load_icon("refresh"), "Propose four words")
        self.propose_button.setAutoDefault(False)
        self.propose_button.clicked.connect(lambda: self.field.setText(propose_passphrase()))
        buttons = QDialogButtonBox()
        self.go = buttons.addButton("Protect the file", QDialogButtonBox.ButtonRole.AcceptRole)
        leave = buttons.addButton("Leave it as it was", QDialogButtonBox.ButtonRole.RejectRole)
        leave.setAutoDefault(False)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        self.field.textChanged.connect(self._judge)
        self.again.textChanged.connect(self._judge)
        line = QHBoxLayout()
        line.addWidget(self.field, 1)
        line.addWidget(self.propose_button)
        layout = QVBoxLayout(self)
        layout.addWidget(make_label(heading, "heading", wraps=True))
        layout.addWidget(
            make_label(
                "Four words that do not belong together are easy to remember and hard to guess. Without it"
                " nobody can read the file: the recovery sheet, printed next, is the only other way.",
                "muted",
                wraps=True,
            )
        )
        layout.addLayout(line)
        layout.addWidget(self.again)
        layout.addWidget(self.bar)
        layout.addWidget(self.said)
        layout.addWidget(buttons)
        self.setMinimumWidth(self.fontMetrics().averageCharWidth() * 70)
        self._judge()

    @property
    def passphrase(self) -> str:
        """What was chosen."""
        return self.field.text()

    def _judge(self) -> None:
        judged = judge_passphrase(self.field.text(), self._known)
        same = self.field.text() == self.again.text()
        self.bar.setValue(judged.steps)
        differs = bool(self.again.text()) and not same
        self.said.setText("The two are not the same yet." if differs else str(judged.strength))
        self.go.setEnabled(judged.strength.suffices and same)


class RecoveryDialog(QDialog):
    """Asks for what stands on the recovery sheet, and says which group was not copied rightly."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Recovery sheet")
        self.key: FileKey | None = None
        self.field = QPlainTextEdit()
        self.field.setAccessibleName("What stands on the recovery sheet")
        self.field.setTabChangesFocus(True)
        self.said = Refusal()
        buttons = QDialogButtonBox()
        buttons.addButton("Go on", QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton("Leave it as it was", QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self._read)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(
            make_label("Type the groups of letters from the sheet, one after the other.", wraps=True)
        )
        layout.addWidget(self.field)
        layout.addWidget(self.said)
        layout.addWidget(buttons)
        self.setMinimumWidth(self.fontMetrics().averageCharWidth() * 70)

    def _read(self) -> None:
        try:
            self.key = FileKey.from_recovery_text(self.field.toPlainText())
        except RecoveryTextError as error:
            self.said.tell(f"{error.text} {error.do}", self.field)
            self.field.setFocus()
            return
        self.accept()


class SheetCheckDialog(QDialog):
    """Asks for some groups of the sheet that was just printed, so that it is known to be on paper.

    Args:
        text: the recovery text.
        asked: the numbers of the groups that are asked, counted from 1.
        parent: Qt's.
    """

    def __init__(self, text: str, asked: tuple[int, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Is the sheet printed?")
        groups = text.split()
        self._wanted = [groups[number - 1] for number in asked]
        self.fields = [QLineEdit() for _ in asked]
        self.said = Refusal()
        buttons = QDialogButtonBox()
        buttons.addButton("They are right", QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton("Print it again", QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self._check)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(make_label("Look at the paper, and type these groups from it:", wraps=True))
        for number, field in zip(asked, self.fields, strict=True):
            label = make_label(f"Group {number}")
            label.setBuddy(field)
            field.setAccessibleName(f"Group {number}")
            layout.addWidget(label)
            layout.addWidget(field)
        layout.addWidget(self.said)
        layout.addWidget(buttons)

    def _check(self) -> None:
        typed = ["".join(field.text().split()).upper() for field in self.fields]
        if typed == self._wanted:
            self.accept()
            return
        wrong = next(
            field
            for field, one, wanted in zip(self.fields, typed, self._wanted, strict=True)
            if one != wanted
        )
        self.said.tell("That is not what stands on the sheet. Compare letter by letter.", wrong)
        wrong.setFocus()


@dataclass(frozen=True, slots=True)
class FoundKey:
    """What opens a file.

    Attributes:
        key: the key.
        recovered: whether it came from the recovery sheet, so that a new passphrase is wanted.
    """

    key: FileKey
    recovered: bool = False


def ask_key(
    parent: QWidget | None, path: Path, try_key: Callable[[FileKey], str], tries: PassphraseTries
) -> FoundKey | None:
    """Asks for a file's passphrase, or for its recovery sheet, until something opens it.

    Args:
        parent: the window.
        path: the file.
        try_key: whether a key opens it: an empty text, or the sentence that says why not.
        tries: how often a passphrase was wrong.

    Returns:
        The key; None where the user would rather not.
    """
    found: list[FileKey] = []

    def try_passphrase(passphrase: str) -> str:
        key = derive_key(path, passphrase)
        if key is None:
            return ""
        problem = try_key(key)
        found[:] = [] if problem else [key]
        return problem

    words = f"“{path.name}” is protected. What is its passphrase?"
    dialog = PassphraseDialog(words, try_passphrase, tries, parent)
    dialog.setWindowModality(Qt.WindowModality.ApplicationModal)
    agreed = dialog.exec() == QDialog.DialogCode.Accepted
    recovering = dialog.recovering
    dialog.deleteLater()
    if not recovering:
        return FoundKey(found[0]) if agreed and found else None
    sheet = RecoveryDialog(parent)
    agreed = sheet.exec() == QDialog.DialogCode.Accepted
    key = sheet.key
    sheet.deleteLater()
    return FoundKey(key, recovered=True) if agreed and key is not None else None
