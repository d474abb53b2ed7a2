"""What the program tells: findings, what was done, and the question for a reason."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from mitzvah_desk.desk import look
from mitzvah_desk.desk.kit.labels import heading, plain
from mitzvah_desk.rules.findings import Finding, Severity

_SIGNS = {Severity.HARD: "alert-circle", Severity.SOFT: "alert-triangle", Severity.INFO: "info-circle"}
_WORDS = {Severity.HARD: "Not possible", Severity.SOFT: "Please check", Severity.INFO: "Good to know"}


def sentence(finding: Finding) -> str:
    """A finding as one line: how much it weighs, what it says, what to do."""
    return f"{_WORDS[finding.severity]}: {finding.text} {finding.do}".strip()


class FindingsBar(QFrame):
    """The findings of a page, a few at a time; hidden while there are none.

    Signals:
        chosen: the number of a finding that was opened.
    """

    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "findings")
        self._list = QListWidget()
        self._list.setFrameShape(QFrame.Shape.NoFrame)
        self._list.setStyleSheet("background: transparent;")
        self._list.setAccessibleName("Findings")
        self._list.setWordWrap(False)
        self._list.itemActivated.connect(lambda item: self.chosen.emit(self._list.row(item)))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(6, 2, 6, 2)
        layout.addWidget(self._list)
        self.hide()

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Shows other findings."""
        self._list.clear()
        for finding in findings:
            item = QListWidgetItem(look.icon(_SIGNS[finding.severity]), sentence(finding))
            item.setToolTip(sentence(finding))
            self._list.addItem(item)
        line = round(self.fontMetrics().height() * 1.6)
        self.setFixedHeight(line * min(len(findings), 4) + 10)
        self.setVisible(bool(findings))


class Foot(QWidget):
    """The foot of the window: what was done, and Undo.

    Signals:
        undo: take it back.
        redo: do it again.
    """

    undo = Signal()
    redo = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "foot")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._said = plain("")
        self._said.setAccessibleName("What was done")
        self._said.setSizePolicy(
            self._said.sizePolicy().Policy.Ignored, self._said.sizePolicy().Policy.Preferred
        )
        self.note = plain("", "muted")
        self._undo = _quiet("Undo", "arrow-back-up", "Undo (Ctrl+Z)")
        self._redo = _quiet("Redo", "arrow-forward-up", "Do again (Ctrl+Y)")
        self._undo.clicked.connect(self.undo)
        self._redo.clicked.connect(self.redo)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 4, 12, 4)
        layout.addWidget(self._said, 1)
        layout.addWidget(self.note)
        layout.addWidget(self._undo)
        layout.addWidget(self._redo)

    def tell(self, text: str) -> None:
        """Says what was done."""
        self._said.setText(text)
        self._said.setToolTip(text)

    @property
    def said(self) -> str:
        """What was said last."""
        return self._said.text()

    def offer(self, undo: str, redo: str) -> None:
        """Offers to take back and to do again; an empty text means that there is nothing."""
        for button, what, label in ((self._undo, "Undo", undo), (self._redo, "Do again", redo)):
            button.setEnabled(bool(label))
            button.setToolTip(f"{what}: {label}" if label else f"Nothing to {what.lower()}")
            button.setAccessibleDescription(label)


class DecisionDialog(QDialog):
    """Shows soft findings and asks for the reason to go on in spite of them. It decides nothing itself."""

    def __init__(self, findings: Sequence[Finding], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Please check")
        layout = QVBoxLayout(self)
        layout.setSpacing(self.fontMetrics().height() // 2)
        layout.addWidget(heading("Please check this first"))
        for finding in findings:
            line = QHBoxLayout()
            sign = QLabel()
            colour = look.colours().warn
            sign.setPixmap(look.pixmap(_SIGNS[finding.severity], colour, self.fontMetrics().height()))
            line.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
            line.addWidget(plain(sentence(finding), wraps=True), 1)
            layout.addLayout(line)
        label = plain("Do it anyway, because:")
        self.reason = QLineEdit(placeholderText="Your reason is kept and shown to the committee")
        self.reason.setAccessibleName("Reason")
        label.setBuddy(self.reason)
        layout.addWidget(label)
        layout.addWidget(self.reason)
        buttons = QDialogButtonBox()
        self._go = buttons.addButton("Do it anyway", QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton("Leave it", QDialogButtonBox.ButtonRole.RejectRole)
        self._go.setEnabled(False)
        self.reason.textChanged.connect(lambda text: self._go.setEnabled(bool(text.strip())))
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout.addWidget(buttons)
        self.setMinimumWidth(self.fontMetrics().averageCharWidth() * 60)
        self.reason.setFocus()

    @classmethod
    def ask(cls, parent: QWidget | None, findings: Sequence[Finding]) -> str | None:
        """The reason that the user gives; None where she thinks better of it."""
        dialog = cls(findings, parent)
        agreed = dialog.exec() == QDialog.DialogCode.Accepted
        reason = dialog.reason.text().strip()
        dialog.deleteLater()
        return reason if agreed and reason else None


def _quiet(text: str, icon_name: str, tip: str) -> QPushButton:
    button = QPushButton(look.icon(icon_name), text)
    button.setProperty("role", "quiet")
    button.setToolTip(tip)
    button.setEnabled(False)
    return button
