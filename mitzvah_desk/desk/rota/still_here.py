"""Who is still here, place by place: for when children are collected, and for the alarm."""

from collections.abc import Callable, Sequence
from datetime import date, datetime

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from mitzvah_desk.desk.rota.door_question import DoorQuestion
from mitzvah_desk.desk.rota.door_steps import DoorSteps
from mitzvah_desk.desk.rota.entries import head_count_text
from mitzvah_desk.desk.rota.entry_list import EntryList, PanelEntry
from mitzvah_desk.desk.rota.still_here_paper import StillHereDialog
from mitzvah_desk.desk.session.file_session import FileSession
from mitzvah_desk.desk.widgets import theme
from mitzvah_desk.desk.widgets.labels import ElidedLabel
from mitzvah_desk.office.rota.attendance.departures import GuardianRow, Leave
from mitzvah_desk.office.rota.attendance.still_here import StillHereRow, count_still_here, list_still_here
from mitzvah_desk.rules.fields.parsing import format_clock_time
from mitzvah_desk.rules.matching.typed_names import rank_typed_name

Guardians = Sequence[GuardianRow] | None


def ask_to_leave(
    steps: DoorSteps,
    question: DoorQuestion,
    assignment_id: int,
    name: str,
    at: datetime,
    guardians: Guardians,
) -> None:
    """Asks when somebody who is here left, and of a child who takes it, and notes it.

    Args:
        steps: does it.
        question: asks.
        assignment_id: a shift to which they came.
        name: who it is.
        at: the time that is proposed.
        guardians: who may take a child; None for anybody else.
    """
    names = None if guardians is None else [each.name for each in guardians]

    def take(left: datetime, whom: str) -> bool:
        return steps.do(Leave((assignment_id,), left, whom))

    question.ask_leaving(f"{name} is leaving", at, names, take)


class StillHerePage(QWidget):
    """Everybody who is in the building; Enter on one notes that they left.

    Args:
        session: the desk's view of the office.
        steps: does what is noted here.
        clock: what time it is.
        at_door: no telephone number is shown, and nothing is printed.

    Attributes:
        search: where one types a name.
        people: who is here, by place, children first.
        question: when somebody left, and who takes a child.
        counted: how many are here, in words.
        print_button: shows the list on paper.

    Signals:
        left: the user goes back to the arrivals.
    """

    left = Signal()

    def __init__(
        self, session: FileSession, steps: DoorSteps, clock: Callable[[], datetime], *, at_door: bool
    ) -> None:
        super().__init__()
        self._session, self._steps, self._clock, self._at_door = session, steps, clock, at_door
        self._day = date.min
        self._rows: list[StillHereRow] = []
        self._all: list[StillHereRow] = []
        self.counted = ""
        self.question = DoorQuestion()
        self.search = QLineEdit(placeholderText="Type part of a name, press Enter: left")
        self.search.setAccessibleName("Who is leaving: type part of a name, press Enter")
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(lambda _: self._show())
        self.search.textEdited.connect(lambda _: self.question.drop())
        self.search.installEventFilter(self)
        self.question.closed.connect(self._again)
        self.people = EntryList("Still here", empty="Nobody is here any more.")
        self.people.wanted.connect(self._leave)
        self._heading = ElidedLabel("", "heading")
        self.question.asking.connect(self._heading.setHidden)
        gone = QPushButton(theme.load_icon("clock"), "Left…")
        gone.clicked.connect(self._leave_current)
        self.print_button = QPushButton(theme.load_icon("printer"), "Print the list…")
        self.print_button.clicked.connect(self._print)
        self.print_button.setHidden(at_door)
        em = self.fontMetrics().height()
        self.people.setMinimumHeight(em)  # what is asked takes its room, however large the text
        foot = QHBoxLayout()
        foot.addWidget(gone)
        foot.addWidget(self.print_button)
        foot.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(em // 2)
        layout.addWidget(self.search)
        layout.addWidget(self.question)
        layout.addWidget(self._heading)
        layout.addWidget(self.people, 1)
        layout.addLayout(foot)

    def show_day(self, day: date) -> None:
        """Reads again who is here on a day."""
        campaign, self._day = self._session.campaign_id, day
        self._all = (
            self._session.office.query(list_still_here, campaign, day, self._clock())
            if campaign is not None
            else []
        )

    def show_where(self, is_listed: Callable[[object], bool]) -> None:
        """Shows only those whom a choice of place or project lists."""
        self._rows = [row for row in self._all if is_listed(row)]
        self.counted = count_still_here(self._rows).words
        self._show()

    def start(self) -> None:
        """Puts the keyboard where one types a name."""
        if self.question.isHidden():
            self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.search.selectAll()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: in the search box, the arrows go through the list, Enter takes, Esc clears or goes back."""
        if watched is self.search and isinstance(event, QKeyEvent):
            pressed, key = event.type() == QEvent.Type.KeyPress, event.key()
            line = self.people.currentIndex().row()
            if key == Qt.Key.Key_Escape:
                event.accept()
                if pressed and self.search.text():
                    self.search.clear()
                elif pressed:
                    self.left.emit()
                return True
            if pressed and key in {Qt.Key.Key_Down, Qt.Key.Key_Up}:
                self.people.go(line + (1 if key == Qt.Key.Key_Down else -1))
                return True
            if pressed and key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
                if self.search.text().strip():
                    self._leave_current()
                return True
        return super().eventFilter(watched, event)

    def _show(self) -> None:
        text = self.search.text().strip()
        ranked = [
            (rank_typed_name(text, (row.name,)) if text else 0, number, row)
            for number, row in enumerate(self._rows)
        ]
        found = sorted((rank, number, row) for rank, number, row in ranked if rank is not None)
        self.people.set_entries([self._entry(row) for _, _, row in found])
        self._heading.setText(f"{self.counted}, at {self._clock():%H:%M}")
        if text:
            self.people.go(0)

    def _entry(self, row: StillHereRow) -> PanelEntry:
        who = ", ".join(
            " ".join(part for part in (each.name, "" if self._at_door else each.phone) if part)
            for each in row.guardians
        )
        parts = [
            row.place,
            head_count_text(row.adults, row.children) if row.kind == "group" else "",
            "child" if row.child else "",
            f"since {format_clock_time(row.since)}" if row.since else "",
            f"{row.role}, {row.project}",
            (f"guardian {who}" if who else "no guardian in the book") if row.child else "",
            "" if row.child or self._at_door else row.phone,
        ]
        sign, tone = ("users-group", "muted") if row.kind == "group" else ("user", "muted")
        if row.child:
            sign, tone = "users", "accent"
        detail = " · ".join(part for part in parts if part)
        return PanelEntry(row.assignment_id, row.name, detail, sign, tone)

    def _leave(self, entry: PanelEntry) -> None:
        row = next(row for row in self._rows if row.assignment_id == entry.id)
        guardians = row.guardians if row.child else None
        ask_to_leave(self._steps, self.question, entry.id, row.name, self._clock(), guardians)

    def _leave_current(self) -> None:
        entry = self.people.current()
        if entry is not None:
            self._leave(entry)

    def _again(self) -> None:
        self.search.clear()
        self.start()

    def _print(self) -> None:
        dialog = StillHereDialog(self._session, self._day, self._clock(), self)
        dialog.exec()
        dialog.deleteLater()
