"""A project's shifts, and who is on the chosen one: a plain table with a line beneath to add the next."""

from datetime import date, datetime, time, timedelta
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSplitter, QVBoxLayout, QWidget

from mitzvah_desk.desk.projects.shift_dialog import ShiftDialog
from mitzvah_desk.desk.records.home_questions import HomeQuestions
from mitzvah_desk.desk.records.picking import make_search
from mitzvah_desk.desk.records.record_field import RecordField
from mitzvah_desk.desk.records.row_adding import add_row_action
from mitzvah_desk.desk.records.several_dialog import show_several
from mitzvah_desk.desk.session.file_session import FileSession
from mitzvah_desk.desk.widgets import theme
from mitzvah_desk.desk.widgets.rows import Column
from mitzvah_desk.desk.widgets.staffing_sign import staffing_sign
from mitzvah_desk.desk.widgets.sub_table import SubTable
from mitzvah_desk.model import AssignmentStatus
from mitzvah_desk.office.core import lookup
from mitzvah_desk.office.core.crud import Remove
from mitzvah_desk.office.projects.queries import (
    AssignmentRow,
    ProjectShiftRow,
    list_assignments,
    list_project_shifts,
)
from mitzvah_desk.office.rota.assignments import Assign, ChangeShift, SetStatus
from mitzvah_desk.office.rota.home_questions import list_home_questions
from mitzvah_desk.office.rota.shifts import AddShift
from mitzvah_desk.rules.rota.shift_times import format_day_and_times
from mitzvah_desk.rules.rota.staffing import status_word

if TYPE_CHECKING:
    from mitzvah_desk.desk.projects.add_shifts import AddShiftsDialog


def _when(row: ProjectShiftRow) -> str:
    return format_day_and_times(row.starts_at, row.ends_at)


def _who(row: AssignmentRow) -> str:
    if row.group_id is None:
        return row.name
    return f"{row.name} ({row.adults} adults, {row.children} children)"


SHIFT_COLUMNS: tuple[Column[ProjectShiftRow], ...] = (
    Column("when", "When", _when, sort=lambda r: r.starts_at, width_chars=30),
    Column("role", "Role", lambda r: r.role, width_chars=20),
    Column(
        "needs",
        "People",
        lambda r: r.staffing.words,
        sort=lambda r: (-r.staffing.gap, -r.staffing.asked, -r.staffing.confirmed),
        width_chars=32,
        icon=lambda r: staffing_sign(r.staffing)[0],
    ),
    Column("place", "Place", lambda r: r.place, width_chars=18),
    Column("note", "Note", lambda r: r.note, width_chars=20),
)
ON_COLUMNS: tuple[Column[AssignmentRow], ...] = (
    Column("who", "Who", _who, width_chars=44),
    Column(
        "status",
        "Status",
        lambda r: f"{status_word(r.status)}, reserve" if r.reserve else status_word(r.status),
        width_chars=14,
    ),
    Column("phone", "Telephone", lambda r: r.phone, width_chars=18),
    Column("reason", "Put there in spite of a clash, because", lambda r: r.reason, width_chars=24),
)


class ShiftsTab(QWidget):
    """The shifts of one project."""

    def __init__(self, session: FileSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self._project_id = 0
        self._day = date.today()
        self._on: list[AssignmentRow] = []
        self._shifts: list[ProjectShiftRow] = []
        self.shifts: SubTable[ProjectShiftRow] = SubTable(
            "project shifts",
            "Shifts",
            SHIFT_COLUMNS,
            session.memory,
            empty="No shifts yet. Add the first: who is needed, from when to when, and how many.",
            on_add=self._add,
            on_open=self._edit,
            on_remove=lambda ids: session.execute(Remove("shift", tuple(ids)), self),
        )
        self.on: SubTable[AssignmentRow] = SubTable(
            "shift people",
            "Who is on it",
            ON_COLUMNS,
            session.memory,
            empty="Choose a shift above, then type a name below.",
            on_open=self._open,
            on_remove=lambda ids: session.execute(Remove("assignment", tuple(ids)), self),
        )
        for words, status, icon_name in (
            ("Confirmed", AssignmentStatus.CONFIRMED, "check"),
            ("Declined", AssignmentStatus.DECLINED, "x"),
            ("Attended", AssignmentStatus.ATTENDED, "circle-check"),
            ("Absent", AssignmentStatus.ABSENT, "circle-x"),
        ):
            add_row_action(self.on, icon_name, words, partial(self._mark, status))
        self.adder = RecordField(
            session,
            "person",
            "Put on this shift",
            self._assign,
            search=self._whom,
            hint="Type a name, press Enter; it may be a new one",
        )
        put = QPushButton(theme.load_icon("plus"), "Put on")
        put.clicked.connect(self.adder.flush)
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.adder, 1)
        row.addWidget(put, 0, Qt.AlignmentFlag.AlignBottom)
        self.on.add_below(line)
        several = QAction(theme.load_icon("list-check"), "Add several…", self)
        several.setToolTip("Type a line for each, such as 09:00-11:00 Baker 4, or paste from a spreadsheet")
        several.setShortcut(QKeySequence("Ctrl+Shift+A"))
        several.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        several.triggered.connect(self.add_several)
        self.shifts.add_action(several)
        self.shifts.table.selected.connect(self._show_on)
        split = QSplitter(Qt.Orientation.Vertical)
        split.addWidget(self.shifts)
        split.addWidget(self.on)
        split.setChildrenCollapsible(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        self.questions = HomeQuestions(session)
        layout.addWidget(self.questions)
        layout.addWidget(split, 1)

    def show_project(self, project_id: int, day: date) -> None:
        """Shows a project's shifts; the chosen one stays chosen."""
        if project_id != self._project_id:
            self.adder.load(None)
        self._project_id, self._day = project_id, day
        self._shifts = self.session.office.query(list_project_shifts, project_id)
        self._on = self.session.office.query(list_assignments, project_id)
        self.questions.set_questions(self.session.office.query(list_home_questions, project_id=project_id))
        self.shifts.set_rows(self._shifts)
        if self._shifts and not self.shifts.table.selected_ids():
            self.shifts.table.select([self._shifts[0].id])
        self._show_on()

    def _current(self) -> ProjectShiftRow | None:
        ids = self.shifts.table.selected_ids()
        return next((row for row in self._shifts if ids and row.id == ids[0]), None)

    def _show_on(self) -> None:
        shift = self._current()
        self.on.set_rows([row for row in self._on if shift is not None and row.shift_id == shift.id])
        self.adder.setEnabled(shift is not None)

    def _whom(self, text: str) -> list[tuple[int, str, str]]:
        """Persons and groups in one list; a group's id is shown as a negative number."""
        ask = self.session.office.query
        persons = make_search(lambda: ask(lookup.list_person_options))(text)
        groups = make_search(lambda: ask(lookup.list_group_options))(text)
        return [*persons, *((-group, label, detail) for group, label, detail in groups)]

    def _assign(self, chosen: int | None) -> str:
        shift = self._current()
        if shift is None or chosen is None:
            return ""
        action = Assign(shift.id, (chosen,)) if chosen > 0 else Assign(shift.id, group_id=-chosen)
        problem = self.session.commit(action, self)
        if not problem:
            self.adder.load(None)
        return problem

    def _mark(self, status: AssignmentStatus, ids: list[int]) -> None:
        self.session.execute(SetStatus(tuple(ids), status), self)

    def _open(self, assignment_id: int) -> None:
        row = next((row for row in self._on if row.id == assignment_id), None)
        if row is not None:
            kind = "group" if row.person_id is None else "person"
            self.session.open_requested.emit(kind, row.person_id or row.group_id)

    def _add(self) -> None:
        last = self._current()
        start = last.ends_at if last and last.ends_at else datetime.combine(self._day, time(10))
        values = {
            "starts_at": start,
            "ends_at": start + timedelta(hours=1),
            "minimum": 2,
            "maximum": 4,
            "open_ended": False,
            "role_id": None,
            "place_id": None,
            "note": "",
        }
        chosen = ShiftDialog.ask(self.session, values, self)
        if chosen is not None:
            done = self.session.execute(AddShift({"project_id": self._project_id, **chosen}), self)
            if done is not None:
                self.shifts.table.select([done.id])

    def add_several(self) -> "AddShiftsDialog":
        """Opens the grid in which several shifts are added."""
        from mitzvah_desk.desk.projects.add_shifts import AddShiftsDialog

        return show_several(AddShiftsDialog(self.session, self._project_id, self._day, self))

    def _edit(self, shift_id: int) -> None:
        row = next((row for row in self._shifts if row.id == shift_id), None)
        if row is None:
            return
        before = {
            column: getattr(row, column)
            for column in (
                "starts_at",
                "ends_at",
                "minimum",
                "maximum",
                "open_ended",
                "role_id",
                "place_id",
                "note",
            )
        }
        chosen = ShiftDialog.ask(self.session, before, self)
        if chosen is not None and chosen != before:
            self.session.execute(ChangeShift(shift_id, chosen), self)
