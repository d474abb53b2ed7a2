"""The Today area: how far the campaign is, its next steps, and everything that needs doing in one list."""

from datetime import date, datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QPushButton, QVBoxLayout, QWidget

from mitzvah_desk.desk.privacy.tidy_notice import TidyNotice
from mitzvah_desk.desk.records.area_page import AreaPage
from mitzvah_desk.desk.records.home_questions import HomeQuestions
from mitzvah_desk.desk.records.targets import make_target_bars
from mitzvah_desk.desk.session.file_session import FileSession
from mitzvah_desk.desk.today.step_list import StepList
from mitzvah_desk.desk.today.tiles import TileRow
from mitzvah_desk.desk.today.to_do_page import ToDoPage
from mitzvah_desk.desk.widgets.bars import BarChart
from mitzvah_desk.desk.widgets.labels import make_action, make_label
from mitzvah_desk.desk.widgets.list_page import ListPage
from mitzvah_desk.desk.widgets.rows import Column
from mitzvah_desk.office.goods.chart_queries import list_partner_targets, list_targets
from mitzvah_desk.office.rota.home_questions import list_home_questions
from mitzvah_desk.office.today.mark_done import MarkDone
from mitzvah_desk.office.today.overview import NextStep, Overview, Tile, read_overview
from mitzvah_desk.office.today.tasks import AnsweredBy, Task, list_tasks
from mitzvah_desk.rules.campaign_phase import CampaignPhase
from mitzvah_desk.rules.plurals import count_noun

_MOST_TARGETS = 2
"""The farthest from what is hoped for; the others stand with the charts of goods."""
_ICONS = {"Not possible": "alert-circle", "Please check": "alert-triangle", "Good to know": "info-circle"}
_TITLES = {CampaignPhase.SETTING_UP: "Setting up", CampaignPhase.AFTER: "After the day"}
_SHOWN = (
    ("needs", "What needs doing"),
    ("to-dos", "Our own to-dos"),
    ("warnings", "Warnings"),
    ("all", "Everything, and what is good to know"),
)

COLUMNS: tuple[Column[Task], ...] = (
    Column(
        "when",
        "By",
        lambda t: f"{t.when.day} {t.when:%b}" if t.when else "",
        lambda t: (not t.at_once, t.when) if t.when else None,
        width_chars=10,
    ),
    Column("what", "What", lambda t: t.what, width_chars=84, tooltip=lambda t: t.what),
    Column("who", "Who", lambda t: t.owner, width_chars=16),
    Column("kind", "Where", lambda t: t.kind, width_chars=16, icon=lambda t: _ICONS.get(t.kind, "")),
)


class TodayArea(AreaPage):
    """The first page of an open file.

    Attributes:
        tiles: the figures that count in this part of the year.
        steps: its steps.
        list: what needs doing.
        to_dos: the page of the committee's own to-dos.
        add, mark: the actions over the list.
    """

    def __init__(self, session: FileSession, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        em = self.fontMetrics().height()
        self._name = make_label("", "title")
        self._until = make_label("", "muted")
        self.tiles = TileRow(self._open_tile)
        self.steps = StepList(self._open_tile)
        self.questions = HomeQuestions(session)
        self.tidying = TidyNotice(session)
        self.list: ListPage[Task] = ListPage(
            "today",
            "To do",
            COLUMNS,
            session.memory,
            noun=("thing to do", "things to do"),
            empty=(
                "Nothing needs doing.",
                "What the program finds and what you note yourselves stands here.",
            ),
        )
        self.list.without_title()
        self.list.put_actions_beside_filter()
        self.list.opened.connect(self._open)
        self._kept = "needs"
        self.list.add_choice("Show", _SHOWN, self._keep)
        self.mark = make_action(self, "check", "Mark done", self.mark_done, "Ctrl+D")
        self.add = make_action(self, "plus", "Add a to-do", self.add_to_do, "Ins")
        self.list.add_action(self.mark)
        self.list.add_action(self.add, primary=True)
        self.list.table.selected.connect(self._offer)
        self.targets = BarChart("What we hope for")
        self.more = QPushButton()
        self.more.setProperty("role", "quiet")
        self.more.clicked.connect(lambda: session.open_requested.emit("charts", 0))
        hopes = QGridLayout()  # the button stands in the line of the bars' title
        hopes.addWidget(self.targets, 0, 0)
        hopes.addWidget(self.more, 0, 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight)
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.setContentsMargins(em, em // 2, em, em // 2)
        layout.setSpacing(em // 2)
        layout.addWidget(self._name)
        layout.addWidget(self._until)
        for widget in (self.tiles, self.steps, self.tidying, self.questions):
            layout.addWidget(widget)
        layout.addWidget(self.list, 1)
        layout.addLayout(hopes)
        self._page = page
        self.to_dos = ToDoPage(session)
        self.to_dos.left.connect(self.back)
        self.addWidget(page)
        self.addWidget(self.to_dos)
        self._tasks: list[Task] = []
        self._offer()

    def reload(self) -> None:
        """Reads the figures and tasks again."""
        campaign = self.session.campaign_id
        if self.currentWidget() is self.to_dos:
            if not self.to_dos.reload():
                self.back()
            return
        ask, now = self.session.office.query, datetime.now()
        found = ask(read_overview, campaign, now) if campaign is not None else None
        self._tasks = ask(list_tasks, campaign, now.date(), now) if campaign is not None else []
        self._show_tasks()
        self.questions.set_questions(ask(list_home_questions, campaign) if campaign is not None else ())
        self.tidying.reload()
        self._show_targets(campaign, found)
        self._show(found, now.date())

    def start(self) -> None:
        """Puts the keyboard into the list, or where a new to-do is typed."""
        if self.currentWidget() is self.to_dos:
            self.to_dos.rows.table.setFocus()
        else:
            self.list.start()

    def show_record(self, record: str, record_id: int) -> None:  # noqa: ARG002  # to-dos only
        """Goes to one of the committee's own to-dos."""
        self._show_to_dos()
        self.to_dos.choose(record_id)

    def back(self) -> bool:
        """Goes back from the to-dos."""
        if self.currentWidget() is self._page:
            return False
        self.setCurrentWidget(self._page)
        self.refresh()
        self.start()
        return True

    def flush(self) -> bool:
        """Commits what is typed of a to-do."""
        return self.currentWidget() is self._page or self.to_dos.flush()

    def add_to_do(self) -> None:
        """Puts the keyboard where a new to-do is typed."""
        if self.session.campaign_id is None:
            self.session.status_message.emit("Start a campaign first, at the top left.")
            return
        self._show_to_dos()
        self.to_dos.begin()

    def mark_done(self) -> None:
        """Answers the lines chosen, all in one step; what only work can answer is told."""
        chosen = self._chosen()
        can = tuple(task for task in chosen if task.answer is not AnsweredBy.WORK)
        left = len(chosen) - len(can)
        if not can:
            self.session.status_message.emit("These are done where they belong: Enter opens them.")
            return
        done = self.session.execute(MarkDone(can, date.today()), self)
        if done is not None and left:
            text = (
                f"Marked {count_noun(len(can), 'thing')} done; {left:,} can only be done where they belong."
            )
            self.session.status_message.emit(text)

    def _show_to_dos(self) -> None:
        self.setCurrentWidget(self.to_dos)
        self.to_dos.reload()

    def _keep(self, wanted: str) -> None:
        self._kept = wanted
        self._show_tasks()

    def _show_tasks(self) -> None:
        def is_shown(task: Task) -> bool:
            if self._kept == "to-dos":
                return task.answer in {AnsweredBy.TO_DO, AnsweredBy.NEXT_STEP}
            if self._kept == "warnings":
                return task.kind in _ICONS and not task.good_to_know
            return self._kept == "all" or not task.good_to_know

        self.list.set_rows(task for task in self._tasks if is_shown(task))
        self._offer()

    def _show_targets(self, campaign: int | None, found: Overview | None) -> None:
        ask = self.session.office.query
        hoped = (
            [*ask(list_partner_targets, campaign), *ask(list_targets, campaign)]
            if campaign is not None and found is not None and found.phase is not CampaignPhase.SETTING_UP
            else []
        )
        nearest = sorted(hoped, key=lambda each: each.reached / each.hoped)[:_MOST_TARGETS]
        self.targets.set_bars(make_target_bars(nearest))
        self.targets.setVisible(bool(nearest))
        more = len(hoped) - len(nearest)
        self.more.setText(f"{more} more, with the charts")
        self.more.setAccessibleName(f"{more} more of what we hope for, with the charts of goods")
        self.more.setVisible(more > 0)

    def _show(self, found: Overview | None, today: date) -> None:
        if found is None:
            self.tiles.set_tiles(())
            self.steps.set_steps("", ())
            self._name.setText("Welcome")
            self._until.setText(
                "Choose “Start another campaign…” at the top left: its name and its main day."
            )
            return
        self._name.setText(found.name)
        self._until.setText(_until(found.main_day, today))
        self.tiles.set_tiles(found.tiles)
        left = sum(not step.done for step in found.steps)
        title = _TITLES.get(found.phase, "")
        self.steps.set_steps(f"{title}: {count_noun(left, 'step')} to go" if left else title, found.steps)

    def _offer(self) -> None:
        """Says over the list what would be marked."""
        can = sum(task.answer is not AnsweredBy.WORK for task in self._chosen())
        self.mark.setText(f"Mark {can} done" if can > 1 else "Mark done")
        self.mark.setEnabled(bool(can) and not self.session.office.read_only)

    def _chosen(self) -> list[Task]:
        ids = set(self.list.table.selected_ids())
        return [task for task in self._tasks if task.id in ids]

    def _open_tile(self, tile: Tile | NextStep) -> None:
        self.session.open_requested.emit(tile.record, tile.record_id)

    def _open(self, number: int) -> None:
        task = next((task for task in self._tasks if task.id == number), None)
        if task is not None and task.record:
            self.session.open_requested.emit(task.record, task.record_id)


def _until(day: date, today: date) -> str:
    days = (day - today).days
    full = f"{day:%A} {day.day} {day:%B %Y}"
    if days == 0:
        return f"Today is the day: {full}."
    if days < 0:
        return f"It was on {full}."
    return f"{full}, tomorrow." if days == 1 else f"{full}, in {days} days."
