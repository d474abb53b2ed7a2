"""The Rota area: the board of a day with its people, what is to be put right, filling gaps, the check-in."""

from collections.abc import Callable
from datetime import date, datetime

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QSplitter, QStackedWidget, QVBoxLayout, QWidget

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
from mitzvah_desk.desk.rota.board_key import make_key_action
from mitzvah_desk.desk.rota.check_in import CheckIn
from mitzvah_desk.desk.rota.chosen_shifts import ChosenShifts
from mitzvah_desk.desk.rota.day_bar import DayBar
from mitzvah_desk.desk.rota.day_layout import layout_day
from mitzvah_desk.desk.rota.fill_gaps import FillGaps, list_fill_scopes
from mitzvah_desk.desk.rota.findings_strip import FindingsStrip
from mitzvah_desk.desk.rota.people import PeoplePanel
from mitzvah_desk.desk.rota.plan import BarFilter, DayPlan
from mitzvah_desk.desk.rota.responsive_splitter import Beside
from mitzvah_desk.desk.rota.ringing_off import RingingOff
from mitzvah_desk.desk.rota.to_tell import ToTellPage
from mitzvah_desk.desk.session.file_session import FileSession
from mitzvah_desk.desk.widgets import theme
from mitzvah_desk.desk.widgets.labels import make_action, make_label
from mitzvah_desk.office.core.actions import Action
from mitzvah_desk.office.messages.change_notes import TO_TELL_PAGE
from mitzvah_desk.office.messages.to_tell import count_to_tell
from mitzvah_desk.office.rota.asking.candidates import list_candidates
from mitzvah_desk.office.rota.checks import find_campaign_concerns
from mitzvah_desk.office.rota.queries import (
    list_board_rows,
    list_days,
    list_shift_assignments,
    read_day_line,
    read_shift_day,
)
from mitzvah_desk.rules.findings import Finding

_HALF_A_MINUTE = 30_000


class RotaArea(AreaPage):
    """The rota of the chosen campaign, a day at a time.

    Attributes:
        day_bar: the line over the board.
        board: the board.
        list: the same shifts as a plain list.
        people: the people of the chosen shift.
        findings: what is to be put right.
        day_line: what the day is in the Jewish calendar.
        filters: what shows the gaps only, or the unanswered only.
        filling: the page that proposes whom to invite.
        check_in: the page of the day itself.
        telling: the page of whom a change concerns.
    """

    def __init__(
        self,
        session: FileSession,
        clock: Callable[[], datetime] = datetime.now,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(session, parent)
        self._clock = clock
        self._day: date | None = None
        self._whole: DayPlan | None = None
        self._kept = BarFilter.ALL
        self._told: dayfindings.Told = {}
        ask = session.office.query
        self.day_bar = DayBar(clock)
        self.day_line = make_label("", "muted", wraps=True)
        self.board = Board(
            layout_day(clock().date(), ()),
            lambda shift_id, start, end: find_change_problems(ask, shift_id, start, end),
            lambda shift_id, who: find_assign_problems(ask, shift_id, who),
        )
        self.list = shiftlist.make_shift_table(session.memory)
        self.people = PeoplePanel(session, self._put_on_chosen)
        self._strip = FindingsStrip(session.memory)
        self.findings = self._strip.flow
        self.filling = FillGaps(session)
        self.check_in = CheckIn(session, clock)
        self.telling = ToTellPage(session, clock)
        self._page = QWidget()
        self._lay_out()
        self._make_actions()
        self._connect()
        self.addWidget(self._page)
        self.addWidget(self.filling)
        self.addWidget(self.check_in)
        self.addWidget(self.telling)
        self._minute = QTimer(self)
        self._minute.setInterval(_HALF_A_MINUTE)
        self._minute.timeout.connect(lambda: self.board.set_now(self._clock()))
        self._minute.start()

    def reload(self) -> None:
        """Reads the day again; what is chosen stays chosen."""
        campaign, ask = self.session.campaign_id, self.session.office.query
        rows = ask(list_days, campaign) if campaign is not None else []
        self.day_bar.set_days(rows, self._day)
        self._day = self.day_bar.day
        self._views.setCurrentIndex(self._view if self._day is not None else 2)
        day = self._day or self._clock().date()
        shown = ask(list_board_rows, campaign, day) if campaign is not None and self._day else ()
        whole = self._whole = layout_day(day, shown, self._whole)
        plan = (
            layout_day(day, shown, self.board.plan, self._kept) if self._kept is not BarFilter.ALL else whole
        )
        waiting = ask(count_to_tell, campaign, self._clock().date()) if campaign is not None else 0
        self.to_tell.setText(f"{TO_TELL_PAGE}: {waiting}" if waiting else TO_TELL_PAGE)
        if self.currentWidget() is self.check_in:  # whoever goes back to the board has it read again
            self.check_in.show_day(whole)
            return
        if self.currentWidget() is self.telling:
            self.telling.reload()
            return
        self.board.movable = not self.session.office.read_only
        concerns = ask(find_campaign_concerns, campaign) if campaign is not None else ()
        self._told = dayfindings.list_day_findings(whole, concerns)
        line = ask(read_day_line, day)
        self.day_line.setText("  ".join(line.sentences))
        self.day_line.setVisible(bool(line.sentences))
        self.board.set_plan(plan, dayfindings.messages_by_shift(self._told))
        self.board.set_rests(line.rests)
        self.board.set_now(self._clock())
        self.list.rows_model.set_rows(shiftlist.list_shift_lines(plan))
        self._strip.set_findings(self._told, dayfindings.summarise_findings(whole, self._told))
        self.day_bar.count_filters(self.filters, whole)
        self._show_people(self._chosen())
        if self.currentWidget() is self.filling and not self.filling.is_about(campaign):
            self.back()

    def show_record(self, record: str, record_id: int) -> None:
        """Chooses a shift, or shows what Today and the search ask for: see the nouns of its entry."""
        if record == "to_tell":
            self.open_to_tell()
            return
        self.setCurrentWidget(self._page)
        if record == "cannot_come":
            self.open_ringing_off(record_id)
        elif record == "check_in":
            self._choose_day(date.fromordinal(record_id))
            self.open_check_in()
        elif record != "shift":
            self._kept = BarFilter.ALL
            self._keep(BarFilter(record) if record != "board" else BarFilter.ALL)
        elif day := self.session.office.query(read_shift_day, record_id):
            self._choose_day(day)
            self.go_to_shift(record_id)

    def go_to_shift(self, shift_id: int) -> None:
        """Chooses a shift of the day shown, also one that is filtered out, and puts the keyboard on it."""
        if self.board.bar(shift_id) is None and self._kept is not BarFilter.ALL:
            self._keep(BarFilter.ALL)
        self.board.select(shift_id)
        (self.list if self._view else self.board).setFocus()

    def start(self) -> None:
        """Puts the keyboard on the board, or on what is before it."""
        pages = (self.check_in, self.filling, self.telling)
        before = next((page for page in pages if page is self.currentWidget()), None)
        if before is not None:
            before.start()
        else:
            (self.list if self._view else self.board).setFocus()

    def back(self) -> bool:
        """Goes back from another page to the board."""
        if self.currentWidget() is self._page:
            return False
        self.filling.leave()
        is_behind = self.currentWidget() in {self.check_in, self.telling}
        self.setCurrentWidget(self._page)
        if is_behind:
            self.refresh()
        self.start()
        return True

    def flush(self) -> bool:
        """Keeps nothing by itself; goes to what is typed from a sheet of paper and not kept."""
        kept = self.check_in.flush()
        if not kept:
            self.setCurrentWidget(self.check_in)
        return kept

    def open_filling(self) -> None:
        """Shows what may be filled: the shifts chosen in the list, the day, everything."""
        chosen = list(self._chosen_ids())
        self.filling.show_scopes(list_fill_scopes(self._whole or self.board.plan, chosen))
        self.setCurrentWidget(self.filling)
        self.filling.start()

    def open_to_tell(self) -> None:
        """Shows whom a change concerns."""
        self.setCurrentWidget(self.telling)
        self.telling.reload()
        self.telling.start()

    def open_ringing_off(self, person_id: int = 0, assignment_id: int = 0) -> None:
        """Asks who cannot come and finds who stands in; from a place on a shift where one was chosen."""
        dialog = RingingOff(self.session, person_id, self._day, assignment_id, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def open_check_in(self) -> None:
        """Shows the check-in of the day."""
        if self._day is not None:
            self.setCurrentWidget(self.check_in)
            self.check_in.show_day(self._whole or self.board.plan)
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
        left.addWidget(self._strip)
        left.setStretchFactor(0, 1)
        left.setChildrenCollapsible(False)
        split = Beside(left, self.people)
        layout = QVBoxLayout(self._page)
        layout.setContentsMargins(em, em // 2, em, em // 2)
        layout.setSpacing(em // 3)
        layout.addWidget(self.day_bar)
        layout.addWidget(self.day_line)
        layout.addWidget(split, 1)

    def _make_actions(self) -> None:
        zooms = self.day_bar.make_zoom(
            lambda: self.board.zoom_by(1), lambda: self.board.zoom_by(-1), self._page
        )
        self.day_bar.show_zoom(self.board.zoom)
        self._as_list = make_action(self, "list-check", "As a list", self._switch, "Ctrl+T")
        self._as_list.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._page.addAction(self._as_list)
        self.filters = {
            BarFilter.GAPS: make_action(
                self, "alert-triangle", "Gaps", lambda: self._keep(BarFilter.GAPS), "G"
            ),
            BarFilter.UNANSWERED: make_action(
                self, "mail", "Unanswered", lambda: self._keep(BarFilter.UNANSWERED), "U"
            ),
        }
        for action in self.filters.values():
            action.setCheckable(True)
            self.day_bar.add_tool(action, self._views)
        self._views.addAction(self._strip.fold)
        self._acts = ChosenShifts(
            self.session,
            self.board,
            chosen=self._chosen_ids,
            go_to=self.go_to_shift,
            parent=self,
        )
        self.board.more = self._acts.actions
        self._views.addActions(self._acts.actions)
        menu = QMenu(self)
        menu.setAccessibleName("More")
        menu.addActions([self._as_list, *zooms, *self._acts.actions])
        more = QAction(theme.load_icon("dots"), "As a list, and more for the chosen shift", self)
        more.setMenu(menu)
        self.day_bar.add_tool(more, self._views, words=False)
        self.day_bar.add_tool(make_key_action(self), self._views, words=False)
        self.gaps = make_action(self, "wand", "Fill gaps…", self.open_filling, "Ctrl+G")
        self.day_bar.add_action(self.gaps, self._page)
        self.to_tell = make_action(self, "phone", TO_TELL_PAGE, self.open_to_tell, "Ctrl+J")
        self.day_bar.add_action(self.to_tell, self._page)
        self.checking = make_action(self, "user-check", "Check in", self.open_check_in, "Ctrl+I")
        self.day_bar.add_action(self.checking, self._page)
        ringing = make_action(self, "phone", "Cannot come…", self.open_ringing_off, "Ctrl+R")
        self.day_bar.add_action(ringing, self._page)
        self.list.open_words = "Put somebody on"
        self.list.row_actions = [*self._acts.actions, self.gaps]

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
        self.people.lit.connect(self.board.show_theirs)
        self.findings.chosen.connect(self._go_to_finding)
        self.check_in.left.connect(self.back)
        self.filling.left.connect(self.back)
        self.telling.left.connect(self.back)
        self.filling.wanted.connect(lambda shift_id: self.show_record("shift", shift_id))

    def _choose_day(self, day: date) -> None:
        self._day = day
        self.reload()

    def _keep(self, wanted: BarFilter) -> None:
        """Shows some of the day's shifts only; the same again shows all."""
        self._kept = BarFilter.ALL if wanted is self._kept else wanted
        for each, action in self.filters.items():
            action.setChecked(each is self._kept)
        self.reload()

    def _go_to_finding(self, finding: Finding) -> None:
        shifts = self._told[finding]
        if shifts:
            self.go_to_shift(shifts[0])

    def _switch(self) -> None:
        self._view = 1 - self._view
        self._as_list.setText("As a board" if self._view else "As a list")
        if self._day is not None:
            self._views.setCurrentIndex(self._view)
            self.start()

    def _chosen(self) -> int:
        return self.board.current.shift.id if self.board.current else 0

    def _chosen_ids(self) -> tuple[int, ...]:
        return tuple(self.list.selected_ids()) if self._view else self.board.chosen_ids

    def _on_board(self, shift_id: int) -> None:
        ids = list(self.board.chosen_ids)
        if shift_id and self.list.selected_ids() != ids:
            self.list.select(ids)
        self._show_people(shift_id)

    def _in_list(self) -> None:
        ids = self.list.selected_ids()
        if self._view and len(ids) == 1 and ids[0] != self._chosen():
            self.board.select(ids[0])
        self._acts.offer(writing=not self.session.office.read_only)

    def _show_people(self, shift_id: int) -> None:
        ask = self.session.office.query
        bar = self.board.bar(shift_id)
        on = ask(list_shift_assignments, shift_id) if bar else ()
        could = ask(list_candidates, shift_id) if bar else ()
        self.people.show_shift(bar, on, could)
        self._acts.offer(writing=not self.session.office.read_only)
        for action in (self.checking, self.gaps):
            action.setEnabled(self._day is not None)

    def _put_on_chosen(self, who: Assignee) -> bool:
        return self._do(make_assign_action(self._chosen(), who))

    def _do(self, action: Action | None) -> bool:
        return action is not None and self.session.execute(action, self) is not None
