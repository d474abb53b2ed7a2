"""The check-in of the day: type part of a name, press Enter, and they are here; walk-ins likewise."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from mitzvah_desk.desk.rota import arrivals
from mitzvah_desk.desk.rota.arrival_entries import (
    format_duty,
    format_here,
    make_expected_entry,
    make_guess_entry,
    make_here_entry,
)
from mitzvah_desk.desk.rota.arrivals import Guess, Meaning
from mitzvah_desk.desk.rota.check_in_layout import CheckInLayout
from mitzvah_desk.desk.rota.door_question import DoorQuestion
from mitzvah_desk.desk.rota.door_steps import DoorSteps
from mitzvah_desk.desk.rota.entry_list import EntryList, PanelEntry
from mitzvah_desk.desk.rota.plan import DayPlan, format_shift_times
from mitzvah_desk.desk.rota.sheet_entry import SheetEntry
from mitzvah_desk.desk.rota.still_here import StillHerePage, ask_to_leave
from mitzvah_desk.desk.session.file_session import FileSession
from mitzvah_desk.model import AssignmentStatus
from mitzvah_desk.office.rota.assignments import SetStatus
from mitzvah_desk.office.rota.attendance.arrivals import Arrive, WalkIn
from mitzvah_desk.office.rota.attendance.departures import list_guardian_contacts
from mitzvah_desk.office.rota.attendance.expected import (
    list_book_names,
    list_expected_elsewhere,
    list_expected_people,
)
from mitzvah_desk.office.rota.rows import BookName, ElsewhereRow, ExpectedRow
from mitzvah_desk.rules.plurals import count_noun

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
        where: only who is expected at one place, or in one project, is listed.
        question: what is asked before something is noted.
        still_here: who is in the building.
        sheets: attendance from sheets of paper.
        steps: what was done here, and can be taken back.

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
        self._elsewhere: Sequence[ElsewhereRow] = ()
        self._people: Sequence[BookName] | None = None
        self._guesses: dict[int, Guess] = {}
        self._parted = arrivals.split_arrivals((), date.min, datetime.min)
        self.steps = DoorSteps(session, self)
        self.question = DoorQuestion()
        self.search = QLineEdit(placeholderText="Type part of a name, press Enter: here")
        self.search.setAccessibleName("Who is here: type part of a name, press Enter")
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(lambda _: self._show_first())
        self.search.textEdited.connect(lambda _: self.question.drop())
        self.search.installEventFilter(self)
        self.shift = self._combo("Walk-ins are put on", self._show_first)
        self.where = self._combo("Show who is expected at", self._show)
        self.first = EntryList("Expected now", empty="Nobody is expected now.")
        self.late = EntryList("Not arrived", empty="Nobody is late.")
        self.here = EntryList("Here", empty="Nobody is here yet.")
        self.still_here = StillHerePage(session, self.steps, clock, at_door=at_door)
        self.sheets = SheetEntry(session, self.steps)
        self._page = CheckInLayout(self, self, at_door=at_door)
        self.first.wanted.connect(self._take)
        self.late.wanted.connect(self._take)
        self.here.wanted.connect(self._leave)
        self.here.delete_wanted.connect(self.not_here)
        self.first.wanted_words = self.late.wanted_words = "Is here"
        self.here.wanted_words, self.here.delete_words = "Is leaving…", "Is not here after all"
        self.question.closed.connect(self.start)
        for behind in (self.still_here, self.sheets):
            behind.left.connect(lambda: self._page.show_page(0))
        self._minute = QTimer(self, interval=_MINUTE)
        self._minute.timeout.connect(self._on_minute)

    def show_day(self, plan: DayPlan) -> None:
        """Shows the list of a day, read again."""
        campaign, ask = self.session.campaign_id, self.session.office.query
        if plan.day != self._day:
            self.search.clear()
            self.question.put_away()
        self._people = None
        self._day = plan.day
        self._rows, self._elsewhere = (), ()
        if campaign is not None:
            self._rows = ask(list_expected_people, campaign, plan.day)
            self._elsewhere = ask(list_expected_elsewhere, campaign, plan.day)
        self._page.title.setText(f"Check in · {plan.day:%a} {plan.day.day} {plan.day:%b}")
        self._offer_shifts(plan)
        self._offer_places()
        self.still_here.show_day(plan.day)
        if not self._at_door:
            projects = {line.project.id: line.project.title for line in plan.lines}
            self.sheets.show_projects(sorted(projects.items(), key=lambda each: each[1].casefold()))
        self._show()

    def start(self) -> None:
        """Puts the keyboard where one types a name."""
        if self._page.behind is not None:
            self._page.behind.start()
        elif self.question.isHidden():
            self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.search.selectAll()

    def go_back(self) -> None:
        """Goes back to the board."""
        self.left.emit()

    def flush(self) -> bool:
        """Returns whether nothing is typed that is not kept; goes to it otherwise."""
        kept = self.sheets.flush()
        if not kept:
            self._page.show_page(2)
        return kept

    def take_back(self) -> None:
        """Takes back what was done here last."""
        self.steps.take_back()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: in the search box, the arrows go through the list, Enter takes, Esc clears or goes back."""
        if watched is self.search and isinstance(event, QKeyEvent):
            pressed, key = event.type() == QEvent.Type.KeyPress, event.key()
            if key == Qt.Key.Key_Escape:
                event.accept()
                if pressed and self.search.text():
                    self.search.clear()
                elif pressed and not self._at_door:
                    self.go_back()
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

    def take_current(self) -> None:
        """Lets whoever is chosen in the first list be here."""
        entry = self.first.current()
        if entry is not None:
            self._take(entry)

    def mark_absent(self) -> None:
        """Marks whoever is chosen among those who have not arrived as absent."""
        entry = self.late.current()
        if entry is not None:
            self.steps.do(SetStatus((entry.id,), AssignmentStatus.ABSENT))

    def leave_current(self) -> None:
        """Asks when whoever is chosen among those who are here left."""
        entry = self.here.current()
        if entry is not None:
            self._leave(entry)

    def not_here(self) -> None:
        """Takes back that somebody is here: it was a mistake."""
        entry = self.here.current()
        if entry is not None:
            self.steps.do(SetStatus((entry.id,), AssignmentStatus.CONFIRMED))

    def _combo(self, name: str, slot: Callable[[], None]) -> QComboBox:
        combo = QComboBox()
        combo.setAccessibleName(name)
        combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        combo.setMinimumContentsLength(12)
        combo.setMinimumWidth(self.fontMetrics().averageCharWidth() * 8)  # where there is little room
        combo.activated.connect(lambda _: slot())
        return combo

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

    def _offer_places(self) -> None:
        kept = self.where.currentData()
        self.where.clear()
        self.where.addItem("Everywhere")
        for place in sorted({row.place for row in self._rows if row.place}, key=str.casefold):
            self.where.addItem(place, ("place", place))
        projects = {row.project_id: row.project for row in self._rows}
        for number, title in sorted(projects.items(), key=lambda each: (each[1].casefold(), each[0])):
            self.where.addItem(title, ("project_id", number))
        self.where.setCurrentIndex(max(self.where.findData(kept), 0) if kept is not None else 0)

    def _is_listed(self, row: ExpectedRow | object) -> bool:
        chosen = self.where.currentData()
        return chosen is None or getattr(row, chosen[0]) == chosen[1]

    def _on_minute(self) -> None:
        self.still_here.show_day(self._day)
        self._show()

    def _show(self) -> None:
        """Shows everybody where they belong at this moment."""
        self._parted = parts = arrivals.split_arrivals(self._rows, self._day, self._clock())
        late = [row for row in parts.late if self._is_listed(row)]
        here = [row for row in parts.here if self._is_listed(row)]
        phone = not self._at_door
        self._fill(
            self.late, "Not arrived", [make_expected_entry(row, {}, phone_first=phone) for row in late]
        )
        self._fill(self.here, "Here", [make_here_entry(row) for row in here])
        self.still_here.show_where(self._is_listed)
        later = sum(map(self._is_listed, parts.later))
        words = f"{later} more are expected later. " if later else ""
        self._page.say(f"{words}{self.still_here.counted}.")
        self._show_first()

    def _show_first(self) -> None:
        """Shows who is expected now, or whom the typed text may mean."""
        text, parts = self.search.text().strip(), self._parted
        now = [row for row in parts.now if self._is_listed(row)]
        guesses = self._guess(text, self._clock()) if text else []
        listed = [Guess(Meaning.COMING, row.name, (row,)) for row in (*now, *parts.late)]
        self._guesses = {guess.rows[0].assignment_id: guess for guess in listed}
        self._guesses |= {guess.id: guess for guess in guesses}
        if text:
            shift = self.shift.currentText()
            self.first.set_entries([make_guess_entry(guess, shift) for guess in guesses])
            self._page.heads[self.first].setText("Who it may be")
            self.first.setAccessibleName("Who it may be")
            self.first.go(0)
        else:
            self._fill(self.first, "Expected now", [make_expected_entry(row, parts.since) for row in now])

    def _fill(self, entries: EntryList, name: str, lines: list[PanelEntry]) -> None:
        entries.set_entries(lines)
        entries.setAccessibleName(name)
        self._page.heads[entries].setText(f"{name} · {len(lines)}")

    def _guess(self, text: str, at: datetime) -> list[Guess]:
        """Whom a text may mean; walk-ins only where there is a shift for them."""
        if self._people is None:
            self._people = self.session.office.query(list_book_names)
        enough = not self._at_door or len(text) >= _LEAST_AT_DOOR
        found = arrivals.list_guesses(self._parted, self._elsewhere, self._people if enough else (), text, at)
        if self.shift.currentData() is None:
            return [guess for guess in found if guess.meaning not in {Meaning.BOOK, Meaning.NEW}]
        return found

    def _take(self, entry: PanelEntry) -> None:
        """Does what a line stands for; asks first what is not clear."""
        guess = self._guesses.get(entry.id)
        if guess is None:
            return
        rows = guess.rows
        if guess.meaning is Meaning.HERE:
            self._tell(f"{guess.name} is {format_here(rows[0])}, already.")
        elif guess.meaning is Meaning.FAMILY:
            lines = [(row.assignment_id, f"{row.name}: {format_duty(row)}") for row in rows]
            self.question.ask_who(f"{guess.name}: who is here?", lines, self._arrive)
        elif guess.meaning in {Meaning.BOOK, Meaning.NEW}:
            name = self.search.text().strip() if guess.meaning is Meaning.NEW else ""
            walk_in = WalkIn(self.shift.currentData(), name, guess.person_id or None, self._clock())
            self._done(self.steps.do(walk_in))
        elif guess.meaning is Meaning.ELSEWHERE:
            self._point_out(guess)
        elif guess.is_several:
            lines = [(row.assignment_id, format_duty(row)) for row in rows]
            title = f"{guess.name} has {count_noun(len(rows), 'shift')} today. Which is it now?"
            self.question.ask_which(title, lines, self._arrive_at)
        else:
            self._arrive_at(rows[0].assignment_id)

    def _arrive_at(self, assignment_id: int) -> bool:
        """One person is here; of a group it is asked how many."""
        row = next(row for row in self._rows if row.assignment_id == assignment_id)
        if row.kind == "person":
            return self._arrive([assignment_id])
        title = f"{row.name}: {row.adults + row.children} expected. How many are here?"
        self.question.ask_heads(title, row.adults, row.children, partial(self._count, assignment_id))
        return True

    def _count(self, assignment_id: int, adults: int, children: int) -> bool:
        heads = {assignment_id: (adults, children)}
        return self._done(self.steps.do(Arrive((assignment_id,), self._clock(), heads)))

    def _arrive(self, assignment_ids: Sequence[int]) -> bool:
        return self._done(self.steps.do(Arrive(tuple(assignment_ids), self._clock())))

    def _point_out(self, guess: Guess) -> None:
        """Who is on no shift of their own is told where they are expected; a group comes as one."""
        found = [e for e in self._elsewhere if e.person_id == guess.person_id and e.words == guess.words]
        here = {row.assignment_id for row in self._parted.here}
        if found and found[0].assignment_id and found[0].assignment_id not in here:
            self._arrive_at(found[0].assignment_id)
        else:
            self._tell(f"{guess.name} {guess.words}.")

    def _leave(self, entry: PanelEntry) -> None:
        row = next(row for row in self._rows if row.assignment_id == entry.id)
        guardians = self.session.office.query(list_guardian_contacts, (row.who_id,)) if row.child else None
        ask_to_leave(self.steps, self.question, entry.id, row.name, self._clock(), guardians)

    def _tell(self, words: str) -> None:
        self.session.status_message.emit(words)
        self._page.say(words)
        self.search.selectAll()

    def _done(self, done: bool) -> bool:  # noqa: FBT001  # what the act before it returned
        if done:
            self.search.clear()
        self.search.setFocus()
        return done
