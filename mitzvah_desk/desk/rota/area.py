"""The Rota area: the board of a day with its people, what is to be put right, filling gaps, the check-in."""

from collections.abc import Callable, Sequence
from datetime import date, datetime

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from mitzvah_desk.desk.records.area_page import AreaPage
from mitzvah_desk.desk.rota import day_findings as dayfindings
from mitzvah_desk.desk.rota import shift_list as shiftlist
from mitzvah_desk.desk.rota.assignee import Assignee
from mitzvah_desk.desk.rota.board import Board
from mitzvah_desk.desk.rota.board_actions import (
    find_assign_problems,
    find_change_problems,
    make_assign_action,
    make_change_action,
)
from mitzvah_desk.desk.rota.check_in import CheckIn
from mitzvah_desk.desk.rota.day_bar import DayBar
from mitzvah_desk.desk.rota.fill_gaps import FillGaps, list_fill_scopes
from mitzvah_desk.desk.rota.findings_flow import FindingsFlow
from mitzvah_desk.desk.rota.people import PeoplePanel
from mitzvah_desk.desk.rota.plan import layout_day
from mitzvah_desk.desk.rota.repeating import RepeatDialog
from mitzvah_desk.desk.rota.responsive_splitter import Beside
from mitzvah_desk.desk.rota.ringing_off import RingingOff
from mitzvah_desk.desk.session.file_session import FileSession
from mitzvah_desk.desk.widgets import theme
from mitzvah_desk.desk.widgets.labels import make_label
from mitzvah_desk.office.core.actions import Action
from mitzvah_desk.office.core.crud import Remove
from mitzvah_desk.office.rota.asking.candidates import list_candidates
from mitzvah_desk.office.rota.assignments import find_campaign_clashes
from mitzvah_desk.office.rota.queries import (
    list_board_rows,
    list_days,
    list_shift_assignments,
)
from mitzvah_desk.office.rota.shifts import CopyShift, RepeatShift
from mitzvah_desk.rules.findings import Finding


class RotaArea(AreaPage):
    """The rota of the chosen campaign, a day at a time.

    Attributes:
        day_bar: the line over the board.
        board: the board.
        list: the same shifts as a plain list.
        people: the people of the chosen shift.
        findings: what is to be put right.
        filling: the page that proposes whom to invite.
        check_in: the page of the day itself.
    """

    def __init__(
        self,
        session: FileSession,
        clock: Callable[[], datetime] = datetime.now,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(session, parent)
        self._day: date | None = None
        self._told: dayfindings.Told = {}
        self._shown = 0
        ask = session.office.query
        self.day_bar = DayBar()
        self.board = Board(
            layout_day(date.today(), ()),
            lambda shift_id, start, end: find_change_problems(ask, shift_id, start, end),
            lambda shift_id, who: find_assign_problems(ask, shift_id, who),
        )
        self.list = shiftlist.make_shift_table(session.memory)
        self.people = PeoplePanel(session, self._put_on_chosen)
        self.findings = FindingsFlow()
        self.filling = FillGaps(session)
        self.check_in = CheckIn(session, clock)
        self._page = QWidget()
        self._lay_out()
        self._make_actions()
        self._connect()
        self.addWidget(self._page)
        self.addWidget(self.filling)
        self.addWidget(self.check_in)

    def reload(self) -> None:
        """Reads the day again; what is chosen stays chosen."""
        campaign, ask = self.session.campaign_id, self.session.office.query
        rows = ask(list_days, campaign) if campaign is not None else []
        self.day_bar.set_days(rows, self._day)
        self._day = self.day_bar.day
        self._views.setCurrentIndex(self._view if self._day is not None else 2)
        day = self._day or date.today()
        plan = layout_day(
            day, ask(list_board_rows, campaign, day) if campaign is not None and self._day else ()
        )
        self.board.movable = not self.session.office.read_only
        clashes: Sequence[Finding] = ask(find_campaign_clashes, campaign) if campaign is not None else ()
        self._told = dayfindings.list_day_findings(plan, clashes)
        self.board.set_plan(plan, dayfindings.messages_by_shift(plan, self._told))
        self.list.rows_model.set_rows(shiftlist.list_shift_lines(plan))
        self.findings.set_findings(list(self._told))
        self._show_people(self._chosen())
        if self.currentWidget() is self.check_in:
            self.check_in.show_day(plan)
        elif self.currentWidget() is self.filling and not self.filling.is_about(campaign):
            self.back()

    def show_record(self, record: str, record_id: int) -> None:
        """Chooses a shift, on whatever day it is; or asks from what a person rings off."""
        self.setCurrentWidget(self._page)
        if record == "cannot_come":
            self.open_ringing_off(record_id)
            return
        campaign, ask = self.session.campaign_id, self.session.office.query
        if campaign is None:
            return
        for row in ask(list_days, campaign):
            shifts = [shift.id for line in ask(list_board_rows, campaign, row.day) for shift in line.shifts]
            if record_id in shifts:
                self._day = row.day
                self.reload()
                self.go_to_shift(record_id)
                return

    def go_to_shift(self, shift_id: int) -> None:
        """Chooses a shift of the day shown and puts the keyboard on it."""
        self.board.select(shift_id)
        (self.list if self._view else self.board).setFocus()

    def start(self) -> None:
        """Puts the keyboard on the board, or on what is before it."""
        before = self.currentWidget()
        if before is self.check_in or before is self.filling:
            (self.check_in if before is self.check_in else self.filling).start()
        else:
            (self.list if self._view else self.board).setFocus()

    def back(self) -> bool:
        """Goes back from the check-in, or from filling gaps, to the board."""
        if self.currentWidget() is self._page:
            return False
        self.filling.leave()
        self.setCurrentWidget(self._page)
        self.start()
        return True

    def open_filling(self) -> None:
        """Shows what may be filled: the shifts chosen in the list, the day, everything."""
        chosen = self.list.selected_ids() if self._view else [n for n in [self._chosen()] if n]
        self.filling.show_scopes(list_fill_scopes(self.board.plan, chosen))
        self.setCurrentWidget(self.filling)
        self.filling.start()

    def open_ringing_off(self, person_id: int = 0, assignment_id: int = 0) -> None:
        """Asks who cannot come and finds who stands in; from a place on a shift where one was chosen."""
        dialog = RingingOff(self.session, person_id, self._day, assignment_id, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def open_check_in(self) -> None:
        """Shows the check-in of the day."""
        if self._day is not None:
            self.setCurrentWidget(self.check_in)
            self.check_in.show_day(self.board.plan)
            self.check_in.start()

    def _lay_out(self) -> None:
        em = self.fontMetrics().height()
        empty = make_label(
            "No shifts in this campaign yet. Open a project and add its first shift: who is needed, from when"
            " to when, and how many.",
            "muted",
            wraps=True,
        )
        empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._view = 0
        self._views = QStackedWidget()
        for view in (self.board, self.list, empty):
            self._views.addWidget(view)
        left = QSplitter(Qt.Orientation.Vertical)
        left.addWidget(self._views)
        left.addWidget(self.findings)
        left.setStretchFactor(0, 1)
        left.setChildrenCollapsible(False)
        split = Beside(left, self.people)
        layout = QVBoxLayout(self._page)
        layout.setContentsMargins(em, em, em, em // 2)
        layout.setSpacing(em // 2)
        layout.addWidget(self.day_bar)
        layout.addWidget(split, 1)

    def _make_actions(self) -> None:
        self.day_bar.add_zoom(lambda: self.board.zoom_by(1), lambda: self.board.zoom_by(-1), self._page)
        self.day_bar.show_zoom(self.board.zoom)
        self._as_list = self._action("As a list", "list-check", "Ctrl+T", self._switch)
        self.day_bar.add_tool(self._as_list, self._page)
        self._on_shift = [
            self._action("Copy", "copy", "Ctrl+D", self._copy),
            self._action("Repeat…", "repeat", "R", self._repeat),
            self._action("Remove", "trash", "Del", self._remove),
        ]
        for action in self._on_shift:
            self.day_bar.add_tool(action, self._views)
        self.gaps = self._action("Fill gaps…", "wand", "Ctrl+G", self.open_filling)
        self.day_bar.add_action(self.gaps, self._page)
        self.checking = self._action("Check in", "user-check", "Ctrl+I", self.open_check_in)
        self.day_bar.add_action(self.checking, self._page)

        ringing = self._action("Cannot come…", "phone", "Ctrl+R", self.open_ringing_off)
        self.day_bar.add_action(ringing, self._page)

    def _action(self, words: str, icon: str, key: str, slot: Callable[[], object]) -> QAction:
        action = QAction(theme.load_icon(icon), words, self)
        action.setShortcut(QKeySequence(key))
        action.triggered.connect(lambda _=False: slot())
        return action

    def _connect(self) -> None:
        self.day_bar.day_chosen.connect(self._choose_day)
        self.board.selected.connect(self._on_board)
        self.board.zoomed.connect(lambda: self.day_bar.show_zoom(self.board.zoom))
        self.board.opened.connect(lambda project_id: self.session.open_requested.emit("project", project_id))
        self.board.changed.connect(lambda *moved: self._do(make_change_action(*moved)))
        self.board.put.connect(lambda shift_id, who: self._do(make_assign_action(shift_id, who)))
        self.board.entered.connect(self.people.start)
        self.list.opened.connect(lambda _: self.people.start())
        self.list.selected.connect(self._in_list)
        self.people.left.connect(self.start)
        self.people.ringing_off.connect(self.open_ringing_off)
        self.findings.chosen.connect(lambda finding: self.go_to_shift(self._told[finding]))
        self.check_in.left.connect(self.back)
        self.filling.left.connect(self.back)
        self.filling.wanted.connect(lambda shift_id: self.show_record("shift", shift_id))

    def _choose_day(self, day: date) -> None:
        self._day = day
        self.reload()

    def _switch(self) -> None:
        self._view = 1 - self._view
        self._as_list.setText("As a board" if self._view else "As a list")
        if self._day is not None:
            self._views.setCurrentIndex(self._view)
            self.start()

    def _chosen(self) -> int:
        return self.board.current.shift.id if self.board.current else 0

    def _on_board(self, shift_id: int) -> None:
        if shift_id and self.list.selected_ids() != [shift_id]:
            self.list.select([shift_id])
        self._show_people(shift_id)

    def _in_list(self) -> None:
        ids = self.list.selected_ids()
        if len(ids) == 1 and ids[0] != self._chosen():
            self.board.select(ids[0])

    def _show_people(self, shift_id: int) -> None:
        ask = self.session.office.query
        bar = self.board.bar(shift_id)
        on = ask(list_shift_assignments, shift_id) if bar else ()
        could = ask(list_candidates, shift_id) if bar else ()
        self.people.show_shift(bar, on, could)
        writing = not self.session.office.read_only
        for action in self._on_shift:
            action.setEnabled(bar is not None and writing)
        for action in (self.checking, self.gaps):
            action.setEnabled(self._day is not None)

    def _put_on_chosen(self, who: Assignee) -> bool:
        return self._do(make_assign_action(self._chosen(), who))

    def _do(self, action: Action | None) -> bool:
        return action is not None and self.session.execute(action, self) is not None

    def _copy(self) -> None:
        done = self.session.execute(CopyShift(self._chosen()), self)
        if done is not None:
            self.go_to_shift(done.id)

    def _repeat(self) -> None:
        bar = self.board.current
        chosen = RepeatDialog.ask(bar, self) if bar else None
        if bar is not None and chosen is not None:
            self._do(RepeatShift(bar.shift.id, *chosen))

    def _remove(self) -> None:
        bars, bar = self.board.plan.bars(), self.board.current
        if bar is None:
            return
        place = bars.index(bar)
        near = [*bars[place + 1 : place + 2], *bars[max(place - 1, 0) : place]]
        if self._do(Remove("shift", (bar.shift.id,))) and near:
            self.go_to_shift(near[0].shift.id)
