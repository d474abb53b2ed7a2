"""The check-in of the day: type part of a name, press Enter, and they are here; walk-ins likewise."""

from collections.abc import Callable, Sequence
from datetime import date, datetime

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from mitzvah_desk.desk.rota import arrivals
from mitzvah_desk.desk.rota.entries import make_expected_entry
from mitzvah_desk.desk.rota.entry_list import EntryList, PanelEntry
from mitzvah_desk.desk.rota.plan import DayPlan, format_shift_times
from mitzvah_desk.desk.session.file_session import FileSession
from mitzvah_desk.desk.widgets import theme
from mitzvah_desk.desk.widgets.labels import ElidedLabel, make_label
from mitzvah_desk.model import AssignmentStatus
from mitzvah_desk.office.core import lookup
from mitzvah_desk.office.rota.assignments import SetStatus
from mitzvah_desk.office.rota.attendance import WalkIn
from mitzvah_desk.office.rota.queries import ExpectedRow, list_expected_people

_NEW = -1
_MINUTE = 60_000
_LEAST_AT_DOOR = 2


class CheckIn(QWidget):
    """The check-in list of one day.

    Args:
        session: the desk's view of the office.
        clock: what time it is.
        parent: Qt's.
        at_door: there is no way back to the board, no telephone number is shown, and nobody who is not
            expected is offered before two letters are typed.

    Attributes:
        search: where one types.
        first: expected now, or while something is typed, whom that may mean.
        late: not arrived.
        here: here.
        shift: the shift to which walk-ins are put.

    Signals:
        left: the user goes back to the board.
    """

    left = Signal()

    def __init__(
        self,
        session: FileSession,
        clock: Callable[[], datetime] = datetime.now,
        parent: QWidget | None = None,
        *,
        at_door: bool = False,
    ) -> None:
        super().__init__(parent)
        self.session = session
        self._clock = clock
        self._at_door = at_door
        self._day = date.min
        self._rows: Sequence[ExpectedRow] = ()
        self._people: Sequence[lookup.Option] | None = None
        self._parted = arrivals.split_arrivals((), date.min, datetime.min)
        self._title = ElidedLabel("Check in", "title")
        self._later = make_label("", "muted", wraps=True)
        self.search = QLineEdit(placeholderText="Type part of a name, press Enter: here")
        self.search.setAccessibleName("Who is here: type part of a name, press Enter")
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._show)
        self.search.installEventFilter(self)
        self.shift = QComboBox()
        self.shift.setAccessibleName("Walk-ins are put on")
        self.shift.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.shift.setMinimumContentsLength(12)
        self.shift.activated.connect(self._show)
        self.first = EntryList("Expected now", empty="Nobody is expected now.")
        self.late = EntryList("Not arrived", empty="Nobody is late.")
        self.here = EntryList("Here", empty="Nobody is here yet.")
        self._heads = {each: ElidedLabel("", "heading") for each in (self.first, self.late, self.here)}
        self.first.wanted.connect(self._take)
        self.late.wanted.connect(self._take)
        self.here.wanted.connect(self._not_here)
        self._minute = QTimer(self, interval=_MINUTE)
        self._minute.timeout.connect(self._show)
        self._lay_out()

    def show_day(self, plan: DayPlan) -> None:
        """Shows the list of a day, read again."""
        campaign = self.session.campaign_id
        if plan.day != self._day:
            self.search.clear()
        self._people = None
        self._day = plan.day
        self._rows = (
            self.session.office.query(list_expected_people, campaign, plan.day)
            if campaign is not None
            else ()
        )
        self._title.setText(f"Check in · {plan.day:%A} {plan.day.day} {plan.day:%B}")
        self._offer_shifts(plan)
        self._show()

    def start(self) -> None:
        """Puts the keyboard where one types a name."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: in the search box, the arrows go through the list, Enter takes, Esc clears or goes back."""
        if watched is self.search and isinstance(event, QKeyEvent):
            pressed, key = event.type() == QEvent.Type.KeyPress, event.key()
            if key == Qt.Key.Key_Escape:
                event.accept()
                if pressed and self.search.text():
                    self.search.clear()
                elif pressed and not self._at_door:
                    self.left.emit()
                return True
            line = self.first.currentIndex().row()
            steps = {Qt.Key.Key_Down: line + 1, Qt.Key.Key_Up: line - 1}
            if pressed and key in steps:
                self.first.go(steps[Qt.Key(key)])
                return True
            if pressed and key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
                entry = self.first.current()
                if entry is not None and self.search.text().strip():
                    self._take(entry)
                return True
        return super().eventFilter(watched, event)

    def showEvent(self, event: QShowEvent) -> None:
        """Qt: from now on the list follows the time."""
        super().showEvent(event)
        self._minute.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Qt: nobody looks."""
        super().hideEvent(event)
        self._minute.stop()

    def _lay_out(self) -> None:
        em = self.fontMetrics().height()
        back = QPushButton(theme.load_icon("arrow-left"), "Board")
        back.setProperty("role", "quiet")
        back.setAccessibleName("Back to the board")
        back.clicked.connect(self.left)
        back.setHidden(self._at_door)
        top = QHBoxLayout()
        top.addWidget(back)
        top.addWidget(self._title, 1)
        words = make_label("&Walk-ins are put on", "muted")
        words.setBuddy(self.shift)
        beneath = QHBoxLayout()
        beneath.addWidget(self._later, 1)
        beneath.addWidget(words)
        beneath.addWidget(self.shift)
        lists = QHBoxLayout()
        lists.setSpacing(em // 2)
        for each, button in (
            (self.first, self._button("Here", "circle-check", self._take_current)),
            (self.late, self._button("Absent", "circle-x", self._absent)),
            (self.here, self._button("Not here", "arrow-back-up", self._back_again)),
        ):
            column = QVBoxLayout()
            column.addWidget(self._heads[each])
            column.addWidget(each, 1)
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
            lists.addLayout(column, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(em, em // 2, em, em // 2)
        layout.setSpacing(em // 2)
        layout.addLayout(top)
        layout.addWidget(self.search)
        layout.addLayout(beneath)
        layout.addLayout(lists, 1)

    def _button(self, words: str, icon: str, slot: Callable[[], None]) -> QPushButton:
        button = QPushButton(theme.load_icon(icon), words)
        button.clicked.connect(slot)
        return button

    def _offer_shifts(self, plan: DayPlan) -> None:
        """Every shift of the day; first chosen is the one running now that needs most."""
        kept = self.shift.currentData()
        self.shift.clear()
        for bar in plan.bars():
            self.shift.addItem(
                f"{bar.shift.role} {format_shift_times(bar.shift)}, {bar.project}", bar.shift.id
            )
        at = self._clock()
        running = [b for b in plan.bars() if plan.moment(b.start) - arrivals.SOON <= at < plan.moment(b.end)]
        best = max(running, key=lambda bar: bar.shift.gap, default=None)
        number = self.shift.findData(kept if kept is not None else best.shift.id if best else None)
        self.shift.setCurrentIndex(max(number, 0))

    def _show(self) -> None:
        text = self.search.text().strip()
        self._parted = parts = arrivals.split_arrivals(self._rows, self._day, self._clock())
        entries = self._entries(arrivals.find_expected(parts, text) if text else parts.now)
        if text:
            entries += self._walk_ins(text)
        for each, name, shown in (
            (self.first, "Who it may be" if text else "Expected now", entries),
            (self.late, "Not arrived", self._entries(parts.late)),
            (self.here, "Here", self._entries(parts.here[::-1])),
        ):
            each.set_entries(shown)
            self._heads[each].setText(name if text and each is self.first else f"{name} · {len(shown)}")
            each.setAccessibleName(name)
        if text:
            self.first.go(0)
        heads = sum(row.heads for row in parts.here)
        later = f"{len(parts.later)} more are expected later. " if parts.later else ""
        self._later.setText(f"{later}{heads} {'person is' if heads == 1 else 'people are'} here.")

    def _entries(self, rows: Sequence[ExpectedRow]) -> list[PanelEntry]:
        return [make_expected_entry(row, with_phone=not self._at_door) for row in rows]

    def _walk_ins(self, text: str) -> list[PanelEntry]:
        """Lines for those who are not expected: out of the book, and new."""
        shift = self.shift.currentText()
        if not shift:
            return []
        if self._people is None:
            self._people = self.session.office.query(lookup.list_person_options)
        enough = not self._at_door or len(text) >= _LEAST_AT_DOOR
        known = arrivals.find_unexpected(self._people, self._rows, text) if enough else []
        lines = [
            PanelEntry(-person.id - 1, person.label, f"walk-in · {shift}", "user-check", "accent")
            for person in known
        ]
        return [*lines, PanelEntry(_NEW, f"Add “{text}”", f"new, walk-in · {shift}", "user-plus", "accent")]

    def _take(self, entry: PanelEntry) -> None:
        if entry.id > 0:
            action: SetStatus | WalkIn = SetStatus((entry.id,), AssignmentStatus.ATTENDED)
        elif entry.id == _NEW:
            action = WalkIn(self.shift.currentData(), self.search.text().strip())
        else:
            action = WalkIn(self.shift.currentData(), person_id=-entry.id - 1)
        if self.session.execute(action, self) is not None:
            self.search.clear()
        self.search.setFocus()

    def _take_current(self) -> None:
        entry = self.first.current()
        if entry is not None:
            self._take(entry)

    def _absent(self) -> None:
        self._mark(self.late, AssignmentStatus.ABSENT)

    def _back_again(self) -> None:
        self._mark(self.here, AssignmentStatus.CONFIRMED)

    def _not_here(self, entry: PanelEntry) -> None:
        self.session.execute(SetStatus((entry.id,), AssignmentStatus.CONFIRMED), self)

    def _mark(self, which: EntryList, status: AssignmentStatus) -> None:
        entry = which.current()
        if entry is not None:
            self.session.execute(SetStatus((entry.id,), status), self)
