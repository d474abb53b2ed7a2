"""Attendance from sign-in sheets of paper: numbers are typed, and what they mean stands beside them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from mitzvah_desk.desk.rota.door_steps import DoorSteps
from mitzvah_desk.desk.rota.entries import head_count_text
from mitzvah_desk.desk.rota.entry_list import EntryList, PanelEntry
from mitzvah_desk.desk.session.file_session import FileSession
from mitzvah_desk.desk.widgets import theme
from mitzvah_desk.desk.widgets.labels import ElidedLabel, make_label
from mitzvah_desk.desk.widgets.refusal import Refusal
from mitzvah_desk.model import AssignmentStatus
from mitzvah_desk.office.papers.queries.sign_in_lines import SignInLine, SignInLines, list_sign_in_lines
from mitzvah_desk.office.rota.attendance.sheet import SignedLine, TakeAttendance
from mitzvah_desk.rules.plurals import count_noun
from mitzvah_desk.rules.rota.sheet_marks import ReadSheet, SheetMark, read_sheet_marks

_HOW = (
    "Type the numbers of those who signed: 1 2 5-9. With x: absent, 12x. With times: 3 9:40-11:30. A group's"
    " heads, children first: 7 g 12+3. Hours at home: 4 2h30."
)
_NO_SHEET = "Type the number that stands under the title of the sheet, so that its lines are these."
_OTHER = "Since this sheet was printed somebody was taken off it or moved: hold each name against the paper."
_NOTHING = ReadSheet((), ())


class SheetEntry(QWidget):
    """One sheet at a time; all of its lines are kept in one step.

    Args:
        session: the desk's view of the office.
        steps: does what is kept.

    Attributes:
        project: whose sheet it is.
        code: the number under the sheet's title.
        typed: where one types.
        lines: the lines of the sheet, with what is typed of them.
        go: keeps it.

    Signals:
        left: the user goes back to the arrivals.
    """

    left = Signal()

    def __init__(self, session: FileSession, steps: DoorSteps) -> None:
        super().__init__()
        self._session, self._steps = session, steps
        self._kept: dict[int, tuple[str, str]] = {}
        self._shown = 0
        self._sheet = SignInLines("", ())
        self._read = _NOTHING
        self.project = QComboBox()
        self.project.setAccessibleName("Sheet of")
        self.project.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.project.setMinimumContentsLength(20)
        self.project.activated.connect(lambda _: self._choose())
        self.code = QLineEdit(placeholderText="such as 214-KT")
        self.code.setAccessibleName("Sheet number, under its title")
        self.code.textChanged.connect(lambda _: self._look_up())
        self.typed = QPlainTextEdit()
        self.typed.setAccessibleName("Lines of the sheet")
        self.typed.setTabChangesFocus(True)
        self.typed.setPlaceholderText("1 2 5-9 12x")
        self.typed.textChanged.connect(self._show)
        for each in (self.code, self.typed):
            each.installEventFilter(self)
        self.lines = EntryList("The lines of the sheet", empty=_NO_SHEET)
        self._heading = ElidedLabel("", "heading")
        self._says = Refusal()
        self.go = QPushButton(theme.load_icon("check"), "Keep")
        self.go.setProperty("role", "primary")
        self.go.clicked.connect(lambda _=False: self.keep())
        self._lay_out()

    def show_projects(self, projects: Sequence[tuple[int, str]]) -> None:
        """Offers the sheets of a day; what is typed stays with its sheet."""
        if [(self.project.itemData(n), self.project.itemText(n)) for n in range(self.project.count())] != [
            *projects
        ]:
            self.project.clear()
            for number, title in projects:
                self.project.addItem(title, number)
            self.project.setCurrentIndex(max(self.project.findData(self._shown), 0))
        self._choose()

    def start(self) -> None:
        """Puts the keyboard where one types."""
        (self.typed if self.code.text() else self.code).setFocus()

    def flush(self) -> bool:
        """Returns whether nothing is typed that is not kept; goes to it otherwise."""
        self._note()
        held = next((number for number, (_, text) in self._kept.items() if text.strip()), None)
        if held is None:
            return True
        at = self.project.findData(held)
        if at >= 0:
            self.project.setCurrentIndex(at)
            self._choose()
        self.typed.setFocus()
        return False

    def drop_typed(self) -> None:
        """Drops what is typed and not kept."""
        self._kept.clear()
        self.typed.clear()

    def keep(self) -> None:
        """Keeps every line that can be read; the others stay typed."""
        if not self._read.marks or not self._sheet.lines:
            return
        unread = "\n".join(line.text for line in self._read.unread)
        signed = tuple(_sign(mark, self._sheet.lines[mark.line - 1]) for mark in self._read.marks)
        if self._steps.do(TakeAttendance(signed)):
            self.typed.setPlainText(unread)
            self.typed.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: Ctrl+Enter keeps, Enter goes on from the number to the lines, Esc goes back."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
            if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self.keep()
                return True
            if enter and watched is self.code:
                self.typed.setFocus()
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.left.emit()
                return True
        elif (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.ShortcutOverride
            and event.key() == Qt.Key.Key_Escape
        ):
            event.accept()
            return True
        return super().eventFilter(watched, event)

    def _lay_out(self) -> None:
        em = self.fontMetrics().height()
        form = QFormLayout()
        form.addRow("&Sheet of", self.project)
        form.addRow("Sheet &number, under its title", self.code)
        left = QVBoxLayout()
        left.setSpacing(em // 2)
        left.addLayout(form)
        left.addWidget(make_label(_HOW, "muted", wraps=True))
        left.addWidget(self.typed, 1)
        left.addWidget(self._says)
        left.addWidget(self.go, 0, Qt.AlignmentFlag.AlignLeft)
        right = QVBoxLayout()
        right.addWidget(self._heading)
        right.addWidget(self.lines, 1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(em)
        layout.addLayout(left, 1)
        layout.addLayout(right, 1)

    def _note(self) -> None:
        if self._shown:
            self._kept[self._shown] = (self.code.text(), self.typed.toPlainText())

    def _choose(self) -> None:
        """Goes to the sheet chosen, with what was typed of it before."""
        chosen = self.project.currentData() or 0
        if chosen != self._shown:
            self._note()
            self._shown = chosen
            code, text = self._kept.get(chosen, ("", ""))
            self.code.setText(code)
            self.typed.setPlainText(text)
        self._look_up()

    def _look_up(self) -> None:
        code = self.code.text().strip()
        self._sheet = (
            self._session.office.query(list_sign_in_lines, self._shown, code)
            if self._shown and code
            else SignInLines("", ())
        )
        self._show()

    def _show(self) -> None:
        text, lines = self.typed.toPlainText(), self._sheet.lines
        groups = {line.number for line in lines if line.helper.group}
        self._read = read_sheet_marks(text, len(lines), groups) if lines else _NOTHING
        marks = {mark.line: mark for mark in self._read.marks}
        self.lines.set_entries([_entry(line, marks.get(line.number)) for line in lines])
        if marks:
            self.lines.scrollTo(self.lines.entries.index(max(marks) - 1))
        many = count_noun(len(marks), "line")
        self._heading.setText(f"{many} of {len(lines)} typed" if lines else "")
        self.go.setText(f"Keep {many}" if marks else "Keep")
        self.go.setEnabled(bool(marks))
        words = [f"“{line.text.strip()}” is not kept: {line.why}" for line in self._read.unread]
        if lines and not self._sheet.fits:
            words.insert(0, _OTHER)
        elif not lines and text.strip():
            words = [_NO_SHEET]
        told = "\n".join(words)
        if told != self._says.sentence:
            self._says.tell(told, self.typed if self._read.unread else None)


def _entry(line: SignInLine, mark: SheetMark | None) -> PanelEntry:
    """A line of the sheet, and what is typed of it."""
    helper = line.helper
    if mark is None:
        before = {
            AssignmentStatus.ATTENDED: "came, as the check-in saw",
            AssignmentStatus.ABSENT: "marked as absent",
        }.get(helper.status, "")
        parts = [line.role, head_count_text(helper.adults, helper.children) if helper.group else "", before]
        sign, tone = "circle-minus", "muted"
    elif mark.absent:
        parts, (sign, tone) = ["absent", line.role], ("circle-x", "bad")
    else:
        counted = (helper.adults, helper.children)
        if mark.adults is not None and mark.children is not None:
            counted = (mark.adults, mark.children)
        parts = [
            "came",
            f"from {mark.arrived:%H:%M}" if mark.arrived else "",
            f"until {mark.left:%H:%M}" if mark.left else "",
            f"served {mark.minutes} minutes" if mark.minutes is not None else "",
            head_count_text(*counted) if helper.group else "",
            line.role,
        ]
        sign, tone = "circle-check", "good"
    detail = " · ".join(part for part in parts if part)
    return PanelEntry(line.number, f"{line.number}  {line.name}", detail, sign, tone)


def _sign(mark: SheetMark, line: SignInLine) -> SignedLine:
    """What is typed of a line, as it is kept."""
    told = SignedLine(
        line.helper.assignment_id,
        mark.absent,
        adults=mark.adults,
        children=mark.children,
        minutes=mark.minutes,
    )
    return replace(told, arrived_at=_at(line.day, mark.arrived), left_at=_at(line.day, mark.left))


def _at(day: date, clock: time | None) -> datetime | None:
    return None if clock is None else datetime.combine(day, clock)
