"""Check this file: what was found, and what to do about it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from mitzvah_desk.desk.widgets.labels import plain
from mitzvah_desk.desk.widgets.notice import FindingsBar
from mitzvah_desk.desk.widgets.pages import sized
from mitzvah_desk.rules.findings import Finding

_WHOLE = "The file is whole: every page and every link of it was read."


class CheckDialog(QDialog):
    """Tells that a file is whole, and what the committee should know of it."""

    def __init__(self, findings: Sequence[Finding], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Check this file")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        damaged = any(finding.rule.startswith("file.") for finding in findings)
        number = len(findings)
        more = (
            f" {number} thing{'' if number == 1 else 's'} to look at:"
            if findings
            else " Nothing else was found."
        )
        self.said = plain(
            "The file is damaged." if damaged else f"{_WHOLE} {more if findings else 'All is well.'}",
            wraps=True,
        )
        self.findings = FindingsBar()
        self.findings.setAccessibleName("What was found")
        self.findings.set_findings(findings)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(self.said)
        layout.addWidget(self.findings, 1)
        layout.addWidget(buttons)
        sized(self, 100, 24 if findings else 6)
