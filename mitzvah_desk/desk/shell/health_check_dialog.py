"""Check this file: what was found, and what to do about it."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from mitzvah_desk.desk.widgets.labels import make_label
from mitzvah_desk.desk.widgets.pages import resize_dialog
from mitzvah_desk.desk.widgets.rows import Column
from mitzvah_desk.desk.widgets.sub_table import SubTable
from mitzvah_desk.rules.findings import Finding, Severity

_WHOLE = "The file is whole: every page and every link of it was read."
_KINDS = {Severity.HARD: "Must be mended", Severity.SOFT: "Please check", Severity.INFO: "Good to know"}


@dataclass(frozen=True, slots=True)
class FoundLine:
    """One finding as a line of the list."""

    id: int
    finding: Finding


COLUMNS: tuple[Column[FoundLine], ...] = (
    Column("kind", "", lambda r: _KINDS[r.finding.severity], width_chars=16),
    Column("what", "What", lambda r: r.finding.text, width_chars=60, tooltip=lambda r: r.finding.text),
    Column("do", "What to do", lambda r: r.finding.do, width_chars=50, tooltip=lambda r: r.finding.do),
)


class CheckDialog(QDialog):
    """Tells that a file is whole, and what the committee should know of it."""

    def __init__(self, findings: Sequence[Finding], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Check this file")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        damaged = any(finding.rule.startswith("file.") for finding in findings)
        self.said = make_label("The file is damaged." if damaged else _WHOLE, wraps=True)
        self.list: SubTable[FoundLine] = SubTable("check", "What was found", COLUMNS, empty="All is well.")
        self.list.set_rows([FoundLine(number, finding) for number, finding in enumerate(findings, start=1)])
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(self.said)
        layout.addWidget(self.list, 1)
        layout.addWidget(buttons)
        resize_dialog(self, 130, 26 if findings else 10)
