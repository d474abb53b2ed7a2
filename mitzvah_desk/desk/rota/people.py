"""The people beside the board: who is on the chosen shift, and who could be, each with the reason if not."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QMenu, QPushButton, QSplitter, QVBoxLayout, QWidget

from mitzvah_desk.desk.records.named_records import NAMED
from mitzvah_desk.desk.rota.assignee import Assignee
from mitzvah_desk.desk.rota.entries import make_assigned_entry, make_candidate_entry
from mitzvah_desk.desk.rota.entry_list import EntryList, PanelEntry
from mitzvah_desk.desk.rota.head_count import Heads
from mitzvah_desk.desk.rota.plan import ShiftBar, format_shift_times
from mitzvah_desk.desk.rota.swapping import SwapDialog
from mitzvah_desk.desk.session.file_session import FileSession
from mitzvah_desk.desk.widgets import theme
from mitzvah_desk.desk.widgets.flow import FlowLayout
from mitzvah_desk.desk.widgets.labels import ElidedLabel, make_action, make_action_button, make_label
from mitzvah_desk.model import AssignmentStatus
from mitzvah_desk.office.core.crud import Remove
from mitzvah_desk.office.rota.asking.candidates import ShiftCandidate
from mitzvah_desk.office.rota.asking.duties import list_shifts_of
from mitzvah_desk.office.rota.assignments import SetHeads, SetStatus, Substitute
from mitzvah_desk.office.rota.queries import AssignedRow
from mitzvah_desk.office.rota.reserves import SetReserve
from mitzvah_desk.rules.rota.facts import Key
from mitzvah_desk.rules.rota.staffing import describe_capacity

_NEW = -(1 << 62)
"""The line that adds whom the book does not know; nobody has this id."""
_STANDING = (AssignmentStatus.INVITED, AssignmentStatus.CONFIRMED)


class PeoplePanel(QWidget):
    """The people of one shift.

    Args:
        session: the desk's view of the office.
        put: puts somebody (``Assignee``) on the shift; returns whether that was done.
        parent: Qt's.

    Attributes:
        on: the list of those on the shift.
        could: the list of those who may be asked, and below them the others when wanted.
        others: shows who is not to be asked now, and why.
        search: where one types part of a name; Enter puts the current match on.

    Signals:
        left: Esc was pressed, and the keyboard goes back to the board.
        ringing_off: a person (id) cannot come to their place on the shift (the assignment's id).
        lit: the shifts (a frozenset of ids) of whoever is chosen.
    """

    left = Signal()
    ringing_off = Signal(int, int)
    lit = Signal(object)

    def __init__(
        self, session: FileSession, put: Callable[[Assignee], bool], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.session = session
        self._put = put
        self._assigned: dict[int, AssignedRow] = {}
        self._candidates: dict[int, ShiftCandidate] = {}
        self._title = ElidedLabel("", "heading")
        self._about = make_label("", "muted", wraps=True)
        self.on = EntryList("On this shift", several=True, empty="Nobody is on it yet.")
        self.could = EntryList("Who could be put on it", empty="Nobody in the book is called so.")
        self._counted = make_label("", "muted", wraps=True)
        self.others = QPushButton(theme.load_icon("chevron-down"), "Cannot be asked now")
        self.others.setProperty("role", "quiet")
        self.others.setCheckable(True)
        self.others.toggled.connect(self.could.entries.show_all)
        self.search = QLineEdit(placeholderText="Type a name, press Enter")
        self.search.setAccessibleName("Put on this shift: type part of a name, press Enter")
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._filter)
        self.search.installEventFilter(self)
        self.heads = Heads(lambda _adults, _children: "")
        self.heads_on = Heads(self._set_heads)
        self.heads.hide()
        self.heads_on.hide()
        self._actions: dict[str, QAction] = {}
        self._lay_out()
        self._lit_by = self.on
        for entries in (self.on, self.could):
            entries.moved.connect(self._offer)
            entries.moved.connect(lambda entries=entries: self._light(entries))
        self.on.wanted.connect(self._open)
        self.on.delete_wanted.connect(self._remove)
        self.could.wanted.connect(self.assign)
        self.show_shift(None, (), ())

    def show_shift(
        self, bar: ShiftBar | None, assigned: Sequence[AssignedRow], candidates: Sequence[ShiftCandidate]
    ) -> None:
        """Shows the people of a shift; of none, it says what to do."""
        self._assigned = {row.id: row for row in assigned}
        self._title.setText(bar.shift.role if bar else "People")
        self._about.setText(_about(bar) if bar else "Choose a shift on the board to see who is free for it.")
        self.on.set_entries(map(make_assigned_entry, assigned))
        entries = [make_candidate_entry(row) for row in candidates]
        self._candidates = {entry.id: row for entry, row in zip(entries, candidates, strict=True)}
        self.could.set_entries(entries)
        asked = sum(row.may_be_asked for row in candidates)
        full = any(row.full for row in candidates if row.may_be_asked)
        self._counted.setText(f"May be asked{' to stand by' if full else ''}: {asked}" if bar else "")
        self.others.setText(f"Cannot be asked now, with the reason: {len(candidates) - asked}")
        self.others.setVisible(len(candidates) > asked)
        self._body.setVisible(bar is not None)
        if self.search.text():
            self.could.go(0)
        self._offer()

    def start(self) -> None:
        """Puts the keyboard where one types a name."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()
        self.could.go(0)

    def assign(self, *, family: bool = False, reserve: bool = False) -> None:
        """Puts the current match on the shift, with the whole family where asked."""
        entry = self.could.current()
        if entry is not None and entry.id == _NEW:
            self._make(reserve=reserve)
            return
        if entry is None or entry.who is None:
            return
        who = entry.who
        row = self._candidates[entry.id]
        adults, children = who.adults, who.children
        if who.kind == "group":
            typed = self.heads.values()
            if typed is None:
                return
            adults, children = typed
        household = row.household_id if family else None
        chosen = Assignee(who.kind, who.id, who.name, 0, adults, children, household, reserve)
        if self._put(chosen):
            self.search.clear()
        self.search.setFocus()

    def _make(self, *, reserve: bool) -> None:
        """Adds whoever is typed to the book and puts them on; one step to undo."""
        typed, person = self.search.text(), NAMED["person"]
        with self.session.one_step():
            done = self.session.execute(person.make(self.session, typed), self)
            put = done is not None and self._put(
                Assignee("person", done.id, person.name(typed), reserve=reserve)
            )
        if put:
            self.search.clear()
        self.search.setFocus()

    def action(self, words: str) -> QAction:
        """What can be done, by its words."""
        return self._actions[words]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: in the search box, the arrows go through the list, Enter puts on, Esc goes back."""
        if watched is self.search and isinstance(event, QKeyEvent):
            pressed = event.type() == QEvent.Type.KeyPress
            key = event.key()
            if key == Qt.Key.Key_Escape:
                event.accept()
                if pressed:
                    self.search.clear()
                    self.left.emit()
                return True
            line = self.could.currentIndex().row()
            steps = {Qt.Key.Key_Down: line + 1, Qt.Key.Key_Up: line - 1}
            if pressed and key in steps:
                self.could.go(steps[Qt.Key(key)])
                return True
            if pressed and key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
                self.assign(family=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
                return True
        return super().eventFilter(watched, event)

    def _lay_out(self) -> None:
        em = self.fontMetrics().height()
        top = QWidget()
        above = QVBoxLayout(top)
        above.setContentsMargins(0, 0, 0, 0)
        above.setSpacing(em // 3)
        above.addWidget(self.on, 1)
        above.addWidget(self.heads_on)
        above.addLayout(self._buttons_on())
        bottom = QWidget()
        below = QVBoxLayout(bottom)
        below.setContentsMargins(0, em // 3, 0, 0)
        below.setSpacing(em // 3)
        below.addWidget(self.search)
        below.addWidget(self._counted)
        below.addWidget(self.could, 1)
        below.addWidget(self.others, 0, Qt.AlignmentFlag.AlignLeft)
        below.addWidget(self.heads)
        below.addLayout(self._buttons_could())
        self._body = QSplitter(Qt.Orientation.Vertical)
        self._body.addWidget(top)
        self._body.addWidget(bottom)
        self._body.setChildrenCollapsible(False)
        self._body.setStretchFactor(0, 2)
        self._body.setStretchFactor(1, 3)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(em // 2, 0, 0, 0)
        layout.setSpacing(em // 3)
        layout.addWidget(self._title)
        layout.addWidget(self._about)
        layout.addWidget(self._body, 1)
        layout.addStretch(0)

    def _buttons_on(self) -> FlowLayout:
        flow = FlowLayout()
        self._add(flow, "Confirm", "check", lambda: self._mark(AssignmentStatus.CONFIRMED))
        self._add(flow, "Decline", "x", lambda: self._mark(AssignmentStatus.DECLINED))
        more = QMenu(self)
        for words, icon, slot in (
            ("Cannot come…", "phone", self._ring_off),
            ("Swap with somebody…", "refresh", self._swap),
            ("Let a reserve step in", "refresh", self._substitute),
            ("Make a reserve", "clock", lambda: self._reserve(True)),
            ("Make a full member", "user-check", lambda: self._reserve(False)),
            ("Open the page", "external-link", lambda: self._open(self.on.current())),
            ("Take off this shift", "trash", self._remove),
        ):
            action = make_action(self, icon, words, slot)
            more.addAction(action)
            self._actions[words] = action
        menu = QAction(theme.load_icon("dots"), "More", self)
        menu.setMenu(more)
        self.on.row_actions = [self._actions["Confirm"], self._actions["Decline"], *more.actions()]
        flow.addWidget(make_action_button(menu))
        self._actions["More"] = menu
        return flow

    def _buttons_could(self) -> FlowLayout:
        flow = FlowLayout()
        self._add(flow, "Put on", "plus", self.assign)
        self._add(flow, "Whole family", "users", lambda: self.assign(family=True))
        self._add(flow, "Reserve", "clock", lambda: self.assign(reserve=True))
        self.could.row_actions = [self._actions[words] for words in ("Put on", "Whole family", "Reserve")]
        return flow

    def _add(self, flow: FlowLayout, words: str, icon: str, slot: Callable[[], object]) -> None:
        action = make_action(self, icon, words, slot)
        self._actions[words] = action
        flow.addWidget(make_action_button(action))

    def _filter(self, text: str) -> None:
        self.could.entries.set_filter(text, self._entry_of_new(text))
        self.could.go(0)

    def _entry_of_new(self, typed: str) -> PanelEntry | None:
        person = NAMED["person"]
        name = person.name(typed)
        if not name or self.session.office.read_only:
            return None
        more = person.more(typed) or "somebody new"
        return PanelEntry(_NEW, f"Add “{name}”", f"{more}, put on this shift", "user-plus", "accent")

    def _chosen(self) -> list[AssignedRow]:
        return [self._assigned[entry.id] for entry in self.on.chosen() if entry.id in self._assigned]

    def _light(self, moved: EntryList) -> None:
        """Tells which shifts are theirs who are chosen: on the shift, or among those who may be asked."""
        who: Key | None = None
        if moved is self.on:
            rows = self._chosen()
            who = (rows[0].kind, rows[0].who_id) if len(rows) == 1 else None
        elif (entry := self.could.current()) and entry.who and (self.could.hasFocus() or self.search.text()):
            who = (entry.who.kind, entry.who.id)
        if who is not None:
            self._lit_by = moved
            self.lit.emit(self.session.office.query(list_shifts_of, who))
        elif self._lit_by is moved:
            self.lit.emit(frozenset())

    def _offer(self) -> None:
        writing = not self.session.office.read_only
        rows, entry = self._chosen(), self.could.current()
        for words in ("Confirm", "Decline", "More"):
            self._actions[words].setEnabled(bool(rows) and (writing or words == "More"))
        person = len(rows) == 1 and rows[0].kind == "person"
        states = {
            "Cannot come…": person,
            "Swap with somebody…": person and rows[0].status in _STANDING and not rows[0].reserve,
            "Let a reserve step in": len(rows) == 1 and any(row.reserve for row in self._assigned.values()),
            "Make a reserve": any(not row.reserve for row in rows),
            "Make a full member": any(row.reserve for row in rows),
            "Take off this shift": True,
        }
        for words, possible in states.items():
            self._actions[words].setEnabled(possible and writing)
        could = self._candidates.get(entry.id) if entry is not None else None
        possible = could is not None or (entry is not None and entry.id == _NEW)
        self._actions["Put on"].setEnabled(possible and writing)
        self._actions["Reserve"].setEnabled(possible and writing)
        self._actions["Whole family"].setEnabled(
            could is not None and could.household_id is not None and writing
        )
        self.heads.setVisible(could is not None and could.kind == "group")
        if could is not None and could.kind == "group":
            self.heads.load(could.adults, could.children)
        group = len(rows) == 1 and rows[0].kind == "group"
        self.heads_on.setVisible(group)
        if group:
            self.heads_on.load(rows[0].adults, rows[0].children)

    def _mark(self, status: AssignmentStatus) -> None:
        rows = self._chosen()
        if rows:
            self.session.execute(SetStatus(tuple(row.id for row in rows), status), self)

    def _reserve(self, stand_by: bool) -> None:  # noqa: FBT001  # a menu's yes or no
        ids = tuple(row.id for row in self._chosen() if row.reserve is not stand_by)
        if ids:
            self.session.execute(SetReserve(ids, stand_by=stand_by), self)

    def _substitute(self) -> None:
        rows = self._chosen()
        if len(rows) == 1:
            self.session.execute(Substitute(rows[0].id), self)

    def _ring_off(self) -> None:
        rows = self._chosen()
        if len(rows) == 1:
            self.ringing_off.emit(rows[0].who_id, rows[0].id)

    def _swap(self) -> None:
        rows = self._chosen()
        if len(rows) == 1:
            SwapDialog.swap(self.session, rows[0].id, f"{rows[0].name}, {self._title.text()}", self)

    def _set_heads(self, adults: int, children: int) -> str:
        rows = self._chosen()
        return self.session.commit(SetHeads(rows[0].id, adults, children), self) if len(rows) == 1 else ""

    def _remove(self) -> None:
        rows = self._chosen()
        if rows:
            self.session.execute(Remove("assignment", tuple(row.id for row in rows)), self)

    def _open(self, entry: PanelEntry | None) -> None:
        row = self._assigned.get(entry.id) if entry else None
        if row is not None:
            self.session.open_requested.emit(row.kind, row.who_id)


def _about(bar: ShiftBar) -> str:
    shift = bar.shift
    where = f" · {shift.place}" if shift.place else ""
    numbers = f"{shift.staffing.words}; {describe_capacity(shift.minimum, shift.maximum)}"
    return "\n".join(
        part for part in (bar.project, f"{format_shift_times(shift)}{where}", numbers, shift.note) if part
    )
