"""Somebody rings off: who it is and what they do that day, then who stands in, rung one after the other."""

from collections.abc import Callable, Sequence
from datetime import date, time

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from mitzvah_desk.desk.rota.entries import make_duty_entry, make_stand_in_entry
from mitzvah_desk.desk.rota.entry_list import EntryList, PanelEntry
from mitzvah_desk.desk.rota.swapping import SwapDialog
from mitzvah_desk.desk.session.file_session import FileSession
from mitzvah_desk.desk.widgets import theme
from mitzvah_desk.desk.widgets.labels import ElidedLabel, make_label
from mitzvah_desk.desk.widgets.notice import FindingsBar, announce
from mitzvah_desk.desk.widgets.pages import resize_dialog
from mitzvah_desk.model import AssignmentStatus
from mitzvah_desk.office.core.lookup import Option, list_person_options
from mitzvah_desk.office.rota.asking.duties import (
    Duty,
    list_days_of,
    list_duties,
    list_people_with_duties,
)
from mitzvah_desk.office.rota.asking.ringing_off import AnswerStandIn, CannotCome
from mitzvah_desk.office.rota.asking.stand_ins import StandIn, list_stand_ins
from mitzvah_desk.office.rota.assignments import Substitute
from mitzvah_desk.rules.findings import Finding, info_finding

_ASKED, _YES, _NO = AssignmentStatus.INVITED, AssignmentStatus.CONFIRMED, AssignmentStatus.DECLINED
_KEYS = {Qt.Key.Key_A: _ASKED, Qt.Key.Key_Y: _YES, Qt.Key.Key_N: _NO}


class RingingOff(QDialog):
    """Takes somebody off their shifts and finds who stands in.

    Args:
        session: the desk's view of the office.
        person_id: who rings off; 0 where they are still to be found.
        day: the day shown on the board; their first one where they do nothing then.
        assignment_id: the place on a shift from which one came; 0 for none.
        parent: Qt's.

    Attributes:
        search: where one types who rings off.
        found: whom that may mean.
        day: the days on which they do something.
        duties: what they do that day, in any capacity.
        extent: from what they ring off: the day, from a time on, or one shift.
        go: takes them off.
        swap: lets two change places instead.
        place: which of the free places is to be filled.
        stand_ins: who could take it, in the order in which they are rung.
        also: what else they do that day, for which somebody is to be chosen by hand.
    """

    def __init__(
        self,
        session: FileSession,
        person_id: int = 0,
        day: date | None = None,
        assignment_id: int = 0,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Cannot come")
        self._session = session
        self._wanted_day, self._came_from = day, assignment_id
        self._person = 0
        self._duties: Sequence[Duty] = ()
        self._places: list[Duty] = []
        self._rows: dict[int, StandIn] = {}
        self._also: dict[Finding, Duty] = {}
        self._buttons: dict[AssignmentStatus, QPushButton] = {}
        self._pages = QStackedWidget()
        self._pages.addWidget(self._make_first_page())
        self._pages.addWidget(self._make_second_page())
        layout = QVBoxLayout(self)
        layout.addWidget(self._pages)
        resize_dialog(self, 84, 30)
        self._people = self._list_people()
        if person_id:
            self._choose(person_id)
        else:
            self._narrow("")
            self.search.setFocus()

    def show_stand_ins(self, places: Sequence[Duty]) -> None:
        """Goes on to who stands in on these places."""
        self._places = list(places)
        self.place.clear()
        self.place.addItems([f"{duty.what} {duty.when}" for duty in self._places])
        self.place.setVisible(len(self._places) > 1)
        self._also = {info_finding("rota.also", d.what, d.also, ""): d for d in self._duties if d.also}
        self.also.set_findings(list(self._also))
        self._pages.setCurrentIndex(1)
        self._read_stand_ins()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: the arrows go through the list while one types a name; letters answer for who is rung."""
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return super().eventFilter(watched, event)
        key = Qt.Key(event.key())
        if watched is self.search:
            line = self.found.currentIndex().row()
            steps = {Qt.Key.Key_Down: line + 1, Qt.Key.Key_Up: line - 1}
            if key in steps:
                self.found.go(steps[key])
                return True
            if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
                self._take(self.found.current())
                return True
        elif watched is self.stand_ins and not event.modifiers():
            if key in _KEYS:
                self._answer(_KEYS[key])
                return True
            if key == Qt.Key.Key_R:
                self._step_in()
                return True
        return super().eventFilter(watched, event)

    def _make_first_page(self) -> QWidget:
        self.search = QLineEdit(placeholderText="Who rings off? Type part of a name, press Enter")
        self.search.setAccessibleName("Who rings off: type part of a name, press Enter")
        self.search.textChanged.connect(self._narrow)
        self.search.installEventFilter(self)
        self.found = EntryList("People with something to do", empty="Nobody of that name does anything here.")
        self.found.wanted.connect(self._take)
        self._name = ElidedLabel("", "title")
        self.day = QComboBox()
        self.day.setAccessibleName("Day")
        self.day.activated.connect(lambda _: self._read_day())
        self.duties = EntryList("What they do that day", empty="They do nothing that day.")
        self.duties.setSelectionMode(EntryList.SelectionMode.NoSelection)
        self.extent = QComboBox()
        self.go = QPushButton(theme.load_icon("phone"), "&Cannot come")
        self.go.setProperty("role", "primary")
        self.go.clicked.connect(self._ring_off)
        self.swap = _quiet("refresh", "&Swap with somebody…", self._swap)
        self.again = _quiet("search", "&Find a stand-in", self._find_again)
        close = _quiet("x", "Close", self.reject)
        label = make_label("Cannot come &for", "muted")
        label.setBuddy(self.extent)
        self.extent.setAccessibleName("Cannot come for")
        asked = QHBoxLayout()
        asked.addWidget(label)
        asked.addWidget(self.extent, 1)
        buttons = QHBoxLayout()
        for button in (self.go, self.swap, self.again):
            buttons.addWidget(button)
        buttons.addStretch(1)
        buttons.addWidget(close)
        self._finding = QWidget()
        finding = QVBoxLayout(self._finding)
        finding.setContentsMargins(0, 0, 0, 0)
        finding.addWidget(self.search)
        finding.addWidget(self.found, 1)
        self._about = QWidget()
        about = QVBoxLayout(self._about)
        about.setContentsMargins(0, 0, 0, 0)
        head = QHBoxLayout()
        head.addWidget(self._name, 1)
        head.addWidget(self.day)
        about.addLayout(head)
        about.addWidget(self.duties, 1)
        about.addLayout(asked)
        about.addLayout(buttons)
        self._about.hide()
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._finding, 1)
        layout.addWidget(self._about, 1)
        return page

    def _make_second_page(self) -> QWidget:
        self._heading = ElidedLabel("", "title")
        self._about_place = make_label("", "heading", wraps=True)
        self.place = QComboBox()
        self.place.setAccessibleName("Which place is to be filled")
        self.place.activated.connect(lambda _: self._read_stand_ins())
        self._said = make_label("", "muted", wraps=True)
        self.stand_ins = EntryList("Who could stand in", empty="Nobody may be asked for it now.")
        self.stand_ins.installEventFilter(self)
        self.stand_ins.moved.connect(self._offer)
        self.also = FindingsBar()
        self.also.setAccessibleName("What else they do that day")
        self.also.chosen.connect(self._open)
        buttons = QHBoxLayout()
        for words, icon, answer in (
            ("&Asked", "mail", _ASKED),
            ("&Yes", "check", _YES),
            ("&No", "x", _NO),
        ):
            self._buttons[answer] = button = QPushButton(theme.load_icon(icon), words)
            button.clicked.connect(lambda _=False, answer=answer: self._answer(answer))
            buttons.addWidget(button)
        self.reserve = QPushButton(theme.load_icon("clock"), "The first &reserve steps in")
        self.reserve.clicked.connect(self._step_in)
        buttons.addWidget(self.reserve)
        buttons.addStretch(1)
        self.done_button = QPushButton("&Done")
        self.done_button.setProperty("role", "primary")
        self.done_button.clicked.connect(self.accept)
        buttons.addWidget(self.done_button)
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 0, 0, 0)
        for widget in (self._heading, self._about_place, self.place, self._said):
            layout.addWidget(widget)
        layout.addWidget(self.stand_ins, 1)
        layout.addWidget(self.also)
        layout.addLayout(buttons)
        return page

    def _list_people(self) -> dict[int, Option]:
        ask, campaign = self._session.office.query, self._session.campaign_id
        if campaign is None:
            return {}
        busy = ask(list_people_with_duties, campaign)
        return {option.id: option for option in ask(list_person_options) if option.id in busy}

    def _narrow(self, text: str) -> None:
        self.found.set_entries(
            PanelEntry(option.id, option.label, option.detail, "user", "muted")
            for option in self._people.values()
        )
        self.found.entries.set_filter(text)
        self.found.go(0)

    def _take(self, entry: PanelEntry | None) -> None:
        if entry is not None:
            self._choose(entry.id)

    def _choose(self, person_id: int) -> None:
        ask, campaign = self._session.office.query, self._session.campaign_id
        self._person = person_id
        days = ask(list_days_of, person_id, campaign) if campaign is not None else []
        option = self._people.get(person_id)
        if option is None:
            option = next((each for each in ask(list_person_options) if each.id == person_id), None)
        self._name.setText(option.label if option else "")
        self.day.clear()
        for day in days:
            self.day.addItem(f"{day:%A} {day.day} {day:%B}", day)
        wanted = self._wanted_day if self._wanted_day in days else None
        today = next((day for day in days if day >= date.today()), None)
        chosen = wanted or today or (days[0] if days else None)
        self.day.setCurrentIndex(days.index(chosen) if chosen in days else -1)
        self._finding.hide()
        self._about.show()
        self._read_day()
        (self.go if self.go.isEnabled() else self.again).setFocus()

    def _read_day(self) -> None:
        day = self.day.currentData()
        ask = self._session.office.query
        self._duties = ask(list_duties, self._person, day) if day is not None else ()
        self.duties.set_entries(map(make_duty_entry, range(len(self._duties)), self._duties))
        own = [duty for duty in self._duties if duty.stands]
        starts = sorted({duty.starts_at.time() for duty in self._duties if duty.starts_at})
        self.extent.clear()
        self.extent.addItem("the whole day", None)
        for start in starts[1:]:
            self.extent.addItem(f"the day from {start:%H:%M} on", start)
        for duty in own:
            self.extent.addItem(f"only {duty.what} {duty.when}", duty.assignment_id)
            if duty.assignment_id == self._came_from:
                self.extent.setCurrentIndex(self.extent.count() - 1)
        writing = not self._session.office.read_only
        self.go.setEnabled(bool(self._duties) and writing)
        self.swap.setEnabled(writing and any(not duty.reserve and duty.starts_at for duty in own))
        self.again.setVisible(bool(self._said_no()))

    def _said_no(self) -> list[Duty]:
        return [duty for duty in self._duties if duty.assignment_id and duty.status is _NO]

    def _ring_off(self) -> None:
        day, chosen = self.day.currentData(), self.extent.currentData()
        since = chosen if isinstance(chosen, time) else None
        only = chosen if isinstance(chosen, int) else None
        left = {duty.assignment_id: duty for duty in self._duties if duty.stands and not duty.reserve}
        done = self._session.execute(CannotCome(self._person, day, only, since), self)
        if done is None:
            return
        free = [left[number] for number in done.ids if number in left]
        self._duties = [
            duty
            for duty in self._duties
            if only is None and (since is None or duty.ends_at is None or duty.ends_at.time() > since)
        ]
        self.show_stand_ins(free)

    def _find_again(self) -> None:
        self.show_stand_ins(self._said_no())

    def _swap(self) -> None:
        chosen = self.extent.currentData()
        own = [duty for duty in self._duties if duty.stands and not duty.reserve and duty.starts_at]
        mine = next((duty for duty in own if duty.assignment_id == chosen), own[0])
        if SwapDialog.swap(self._session, mine.assignment_id, f"{self._name.text()}, {mine.what}", self):
            self.accept()

    def _current_place(self) -> Duty | None:
        number = self.place.currentIndex()
        return self._places[number] if 0 <= number < len(self._places) else None

    def _read_stand_ins(self) -> None:
        place = self._current_place()
        if place is None:
            self._heading.setText("No place on a shift is left free")
            self._about_place.hide()
            self.stand_ins.set_entries(())
            self._offer()
            self.done_button.setFocus()
            return
        self._heading.setText(f"Who stands in for {self._name.text()}?")
        self._about_place.setText(f"{place.what}, {place.when}" if len(self._places) == 1 else "")
        self._about_place.setVisible(len(self._places) == 1)
        rows = self._session.office.query(list_stand_ins, place.assignment_id)
        self._rows = {row.person_id: row for row in rows}
        waiting = sum(row.reserve for row in rows)
        free = sum(row.status is None for row in rows)
        listed = f"{waiting} on the waiting list. " if waiting else ""
        self._said.setText(
            f"{listed}{free} may be asked, best first. Press A for asked, Y for yes, N for no"
            f"{', R to let the first reserve step in' if waiting else ''}."
        )
        kept = self.stand_ins.current()
        self.stand_ins.set_entries(map(make_stand_in_entry, rows))
        if kept is None or self.stand_ins.current() is None:
            self.stand_ins.go(0)
        self.stand_ins.setFocus()
        self._offer()

    def _offer(self) -> None:
        entry = self.stand_ins.current()
        writing = not self._session.office.read_only
        for button in self._buttons.values():
            button.setEnabled(entry is not None and self._current_place() is not None and writing)
        self.reserve.setEnabled(any(row.reserve for row in self._rows.values()) and writing)

    def _answer(self, answer: AssignmentStatus) -> None:
        entry, place = self.stand_ins.current(), self._current_place()
        if entry is None or place is None or self._session.office.read_only:
            return
        done = self._session.execute(AnswerStandIn(place.record_id, entry.id, answer), self)
        if done is not None:
            announce(self, done.label)
            if answer is _YES:
                self._fill(done.label)
            else:
                self._read_stand_ins()

    def _step_in(self) -> None:
        place = self._current_place()
        if place is None or not self.reserve.isEnabled():
            return
        done = self._session.execute(Substitute(place.assignment_id), self)
        if done is not None:
            self._fill(done.label)

    def _fill(self, words: str) -> None:
        """A place has been taken; goes on to the next one that is free."""
        number = self.place.currentIndex()
        del self._places[number]
        self.place.removeItem(number)
        self.place.setVisible(len(self._places) > 1)
        self._rows = {}
        self._read_stand_ins()
        if not self._places:
            self._heading.setText(words)
            self._said.setText("Every place on a shift is taken again.")
        announce(self, words)

    def _open(self, finding: Finding) -> None:
        duty = self._also[finding]
        self.accept()
        self._session.open_requested.emit(duty.record, duty.record_id)


def _quiet(icon: str, words: str, slot: Callable[[], object]) -> QPushButton:
    button = QPushButton(theme.load_icon(icon), words)
    button.setProperty("role", "quiet")
    button.setAutoDefault(False)
    button.clicked.connect(lambda _=False: slot())
    return button
