"""What the program tells: findings, statuses, what was done, and the question for a reason."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QDialogButtonBox,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from mitzvah_desk.desk.widgets import theme
from mitzvah_desk.desk.widgets.key_guard import KeyGuard
from mitzvah_desk.desk.widgets.labels import ElidedLabel, IconSign, escape_tooltip, explain, make_label
from mitzvah_desk.rules.findings import Finding, Severity

_SIGNS = {
    Severity.HARD: ("alert-circle", "bad"),
    Severity.SOFT: ("alert-triangle", "warn"),
    Severity.INFO: ("info-circle", ""),
}
_WORDS = {Severity.HARD: "Not possible", Severity.SOFT: "Please check", Severity.INFO: "Good to know"}
_MOST_LINES = 4
_MOST_ASKED = 6
_MOST_SAID = 2
_TYPED_ON = (
    "What you typed was not taken: this is to be answered first. Press Esc to leave it as it was,"
    " or click into the reason (Alt+B)."
)
_NO_REASON = "This is what you had typed before. Say in a few words why it is to be done all the same."


def format_finding(finding: Finding) -> str:
    """A finding in words: how much it weighs, what it says, and what to do."""
    return f"{_WORDS[finding.severity]}: {finding.text} {finding.do}".strip()


def announce(widget: QWidget, words: str) -> None:
    """Lets a screen reader say something at once, wherever the keyboard is."""
    if words and QAccessible.isActive():
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, words))


class StatusBadge(QFrame):
    """A status: a sign and a word.

    Args:
        text: the word.
        icon_name: the shipped icon before it.
        tone: ``good``, ``warn``, ``bad`` or none; never told by colour alone, since the word says it too.
        parent: Qt's.
    """

    def __init__(self, text: str, icon_name: str = "", tone: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "badge")
        self.setProperty("tone", tone)
        self.setAccessibleName(text)
        em = self.fontMetrics().height()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(em // 3, em // 8, em // 2, em // 8)
        layout.setSpacing(em // 4)
        if icon_name:
            layout.addWidget(IconSign(icon_name, tone))
        layout.addWidget(ElidedLabel(text))


class FindingsBar(QListWidget):
    """The findings of a page, a few at a time; hidden while there are none.

    Signals:
        chosen: the finding (``Finding``) on which Enter or a double click fell.
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._findings: list[Finding] = []
        self.setProperty("role", "findings")
        self.setAccessibleName("Findings")
        self.setWordWrap(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.itemActivated.connect(lambda item: self.chosen.emit(self._findings[self.row(item)]))
        self.hide()

    def set_findings(self, findings: Sequence[Finding]) -> None:
        """Shows these findings instead."""
        new = [format_finding(finding) for finding in findings if finding not in self._findings]
        self._findings = list(findings)
        around = self.parentWidget()
        if around is not None and around.isVisible():
            more = f" And {len(new) - _MOST_SAID} more." if len(new) > _MOST_SAID else ""
            announce(self, " ".join(new[:_MOST_SAID]) + more)
        self.clear()
        for finding in self._findings:
            name, tone = _SIGNS[finding.severity]
            item = QListWidgetItem(theme.load_icon(name, tone or "text"), format_finding(finding))
            item.setToolTip(escape_tooltip(format_finding(finding)))
            self.addItem(item)
        self._fit()
        self.setVisible(bool(self._findings))

    def sizeHint(self) -> QSize:
        """Qt: as high as its first lines."""
        lines = [self.item(row) for row in range(min(self.count(), _MOST_LINES))]
        heights = [self.visualItemRect(line).height() for line in lines]  # a hint knows nothing of wrapping
        most = max(self.fontMetrics().lineSpacing() * _MOST_LINES * 7 // 5, max(heights, default=0))
        return QSize(super().sizeHint().width(), min(sum(heights), most) + 2 * self.frameWidth() + 4)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: sentences wrap otherwise."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        side = self.fontMetrics().height()
        self.setIconSize(QSize(side, side))
        self.doItemsLayout()
        self.setFixedHeight(max(self.sizeHint().height(), side))


class StatusFooter(QFrame):
    """The foot of the window: what was done, with Undo and Redo.

    Signals:
        undo: take it back.
        redo: do it again.
    """

    undo = Signal()
    redo = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "foot")
        self._said = ElidedLabel()
        self._note = make_label("", "muted")
        self._undo = _quiet_button("Undo", "arrow-back-up")
        self._redo = _quiet_button("Redo", "arrow-forward-up")
        self._undo.clicked.connect(self.undo)
        self._redo.clicked.connect(self.redo)
        em = self.fontMetrics().height()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(em, em // 4, em // 2, em // 4)
        layout.addWidget(self._said, 1)
        layout.addWidget(self._note)
        layout.addWidget(self._undo)
        layout.addWidget(self._redo)
        self.offer("", "")

    @property
    def said(self) -> str:
        """What was told last."""
        return self._said.text()

    def tell(self, text: str) -> None:
        """Says what was done."""
        self._said.setText(text)
        self._said.setAccessibleName(f"What was done: {text}" if text else "")
        announce(self, text)

    def set_note(self, text: str) -> None:
        """Says something that stays, such as that the file is open for reading only."""
        self._note.setText(text)

    def offer(self, undo: str, redo: str) -> None:
        """Offers to undo and to redo what these words name; "" where there is nothing."""
        for button, word, what in ((self._undo, "Undo", undo), (self._redo, "Redo", redo)):
            button.setEnabled(bool(what))
            button.setAccessibleName(f"{word}: {what}" if what else word)
            explain(button, f"{word}: {what}" if what else f"There is nothing to {word.lower()}.")


class DecisionDialog(QDialog):
    """Shows soft findings and asks for the reason to go on all the same. It saves nothing.

    Enter leaves things as they were. Who types on as if nothing had been asked is told so, and neither that
    nor what stands in the field below is taken for a reason.
    """

    def __init__(self, findings: Sequence[Finding], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        below = QApplication.focusWidget()
        self._below = below.text() if isinstance(below, QLineEdit) else ""
        self.setWindowTitle("Please check")
        self.setAccessibleDescription(" ".join(map(format_finding, findings[:_MOST_ASKED])))
        em = self.fontMetrics().height()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(em, em, em, em)
        layout.setSpacing(em // 2)
        layout.addWidget(make_label("Please check this first", "heading"))
        for finding in findings[:_MOST_ASKED]:
            name, tone = _SIGNS[finding.severity]
            line = QHBoxLayout()
            line.addWidget(IconSign(name, tone), 0, Qt.AlignmentFlag.AlignTop)
            line.addWidget(make_label(format_finding(finding), wraps=True), 1)
            layout.addLayout(line)
        if len(findings) > _MOST_ASKED:
            layout.addWidget(make_label(f"… and {len(findings) - _MOST_ASKED} more.", "muted"))
        label = make_label("Do it anyway &because…")
        self.reason = QLineEdit(placeholderText="The reason is kept with it")
        self.reason.setAccessibleName("Do it anyway because")
        label.setBuddy(self.reason)
        self._remark = make_label("", "muted", wraps=True)
        self._remark.hide()
        layout.addWidget(label)
        layout.addWidget(self.reason)
        layout.addWidget(self._remark)
        buttons = QDialogButtonBox()
        self.go = buttons.addButton("Do it anyway", QDialogButtonBox.ButtonRole.AcceptRole)
        self.leave = buttons.addButton("Leave it as it was", QDialogButtonBox.ButtonRole.RejectRole)
        self.go.setEnabled(False)
        self.go.setAutoDefault(False)
        self.leave.setDefault(True)
        self.reason.textChanged.connect(self._judge)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout.addWidget(buttons)
        self.setMinimumWidth(min(self.fontMetrics().averageCharWidth() * 64, 1000))
        self.leave.setFocus()
        self.guard = KeyGuard(self)
        self.guard.typed_on.connect(lambda: self._say(_TYPED_ON))

    @staticmethod
    def ask(parent: QWidget | None, findings: Sequence[Finding]) -> str | None:
        """The reason that the user gives; None where she would rather not."""
        dialog = DecisionDialog(findings, parent)
        agreed = dialog.exec() == QDialog.DialogCode.Accepted
        reason = dialog.reason.text().strip()
        dialog.deleteLater()
        return reason if agreed and reason else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Enter in the reason goes on with it, or does nothing; elsewhere it leaves it as it was."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.focusWidget() is self.reason:
            self.go.click()
        else:
            super().keyPressEvent(event)

    def _judge(self, reason: str) -> None:
        before = {text.strip().casefold() for text in (self._below, self.guard.typed)}
        words = reason.strip()
        typed_before = bool(words) and words.casefold() in before
        self.go.setEnabled(bool(words) and not typed_before)
        self._say(_NO_REASON if typed_before else "")

    def _say(self, remark: str) -> None:
        if remark != self._remark.text():
            self._remark.setText(remark)
            self._remark.setVisible(bool(remark))
            self.adjustSize()
            announce(self, remark)


def _quiet_button(text: str, icon_name: str) -> QPushButton:
    button = QPushButton(theme.load_icon(icon_name), text)
    button.setProperty("role", "quiet")
    return button
