"""The Today area: how far the campaign is, and what needs doing."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from mitzvah_desk.desk.privacy.tidy_notice import TidyNotice
from mitzvah_desk.desk.records.area_page import AreaPage
from mitzvah_desk.desk.records.home_questions import HomeQuestions
from mitzvah_desk.desk.records.targets import make_target_bars
from mitzvah_desk.desk.session.file_session import FileSession
from mitzvah_desk.desk.widgets.bars import BarChart
from mitzvah_desk.desk.widgets.labels import make_label
from mitzvah_desk.desk.widgets.notice import FindingsBar
from mitzvah_desk.desk.widgets.rows import Column
from mitzvah_desk.desk.widgets.sub_table import SubTable
from mitzvah_desk.office.goods.chart_queries import list_partner_targets, list_targets
from mitzvah_desk.office.projects.figures import read_figures
from mitzvah_desk.office.rota.assignments import find_campaign_clashes
from mitzvah_desk.office.rota.home_questions import list_home_questions
from mitzvah_desk.office.today import Task, list_tasks
from mitzvah_desk.rules.fields.parsing import format_money
from mitzvah_desk.rules.figures import Figures
from mitzvah_desk.rules.plurals import count_noun

_MOST_TARGETS = 2
"""The farthest from what is hoped for; the others stand with the charts of goods."""

COLUMNS: tuple[Column[Task], ...] = (
    Column(
        "when",
        "By",
        lambda t: f"{t.when.day} {t.when:%b}" if t.when else "",
        lambda t: t.when,
        width_chars=12,
    ),
    Column("what", "What", lambda t: t.what, width_chars=70),
    Column("kind", "Where", lambda t: t.kind, width_chars=10),
)


class TodayArea(AreaPage):
    """The first page of an open file."""

    def __init__(self, session: FileSession, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        page = QWidget()
        em = self.fontMetrics().height()
        self._name = make_label("", "title")
        self._until = make_label("", "muted")
        self._cards = QHBoxLayout()
        self._cards.setSpacing(em // 2)
        self.findings = FindingsBar()
        self.questions = HomeQuestions(session)
        self.tidying = TidyNotice(session)
        self.tasks: SubTable[Task] = SubTable(
            "today",
            "To do",
            COLUMNS,
            session.memory,
            empty="Nothing needs doing. Start a campaign at the top left, then add a project.",
            on_open=self._open,
        )
        self.targets = BarChart("What we hope for")
        self.more = QPushButton()
        self.more.setProperty("role", "quiet")
        self.more.clicked.connect(lambda: session.open_requested.emit("charts", 0))
        hopes = QGridLayout()  # the button stands in the line of the bars' title
        hopes.addWidget(self.targets, 0, 0)
        hopes.addWidget(self.more, 0, 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight)
        layout = QVBoxLayout(page)
        layout.setContentsMargins(em, em, em, em // 2)
        layout.setSpacing(em // 2)
        layout.addWidget(self._name)
        layout.addWidget(self._until)
        layout.addLayout(self._cards)
        layout.addWidget(self.tidying)
        layout.addWidget(self.questions)
        layout.addWidget(self.findings)
        layout.addWidget(self.tasks, 1)
        layout.addLayout(hopes)
        self.addWidget(page)
        self._tasks: list[Task] = []

    def reload(self) -> None:
        """Reads the figures and tasks again."""
        campaign = self.session.campaign_id
        ask = self.session.office.query
        today = date.today()
        found = ask(read_figures, campaign) if campaign is not None else None
        self._tasks = ask(list_tasks, campaign, today) if campaign is not None else []
        self.findings.set_findings(ask(find_campaign_clashes, campaign) if campaign is not None else ())
        self.questions.set_questions(ask(list_home_questions, campaign) if campaign is not None else ())
        self.tidying.reload()
        self.tasks.set_rows(self._tasks)
        hoped = (
            [*ask(list_partner_targets, campaign), *ask(list_targets, campaign)]
            if campaign is not None
            else []
        )
        nearest = sorted(hoped, key=lambda each: each.reached / each.hoped)[:_MOST_TARGETS]
        self.targets.set_bars(make_target_bars(nearest))
        self.targets.setVisible(bool(nearest))
        more = len(hoped) - len(nearest)
        self.more.setText(f"{more} more, with the charts")
        self.more.setAccessibleName(f"{more} more of what we hope for, with the charts of goods")
        self.more.setVisible(more > 0)
        self._show(found, today)

    def start(self) -> None:
        """Puts the keyboard into the list."""
        self.tasks.table.setFocus()

    def _show(self, found: Figures | None, today: date) -> None:
        while (item := self._cards.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        if found is None:
            self._name.setText("Welcome")
            self._until.setText(
                "Choose “Start another campaign…” at the top left: its name and its main day."
            )
            return
        self._name.setText(found.name)
        self._until.setText(_until(found.main_day, today))
        money = format_money(found.given_pence)
        aim = f"of {format_money(found.target_pence)} hoped for" if found.target_pence else "given"
        for number, words in (
            (f"{found.projects}", "projects"),
            (f"{found.people.total:,}", "people on the rota"),
            (f"{found.staffing.confirmed:,}", f"confirmed on {count_noun(found.shifts, 'shift')}"),
            (f"{found.staffing.asked:,}", "asked"),
            (f"{found.staffing.gap:,}", "gap"),
            (f"{found.donations:,}", "donations of goods"),
            (money, aim),
        ):
            self._cards.addWidget(_card(number, words), 1)

    def _open(self, number: int) -> None:
        task = next((task for task in self._tasks if task.id == number), None)
        if task is not None:
            self.session.open_requested.emit(task.record, task.record_id)


def _until(day: date, today: date) -> str:
    days = (day - today).days
    full = f"{day:%A} {day.day} {day:%B %Y}"
    if days == 0:
        return f"Today is the day: {full}."
    if days < 0:
        return f"It was on {full}."
    return f"{full}, tomorrow." if days == 1 else f"{full}, in {days} days."


def _card(number: str, words: str) -> QFrame:
    card = QFrame()
    card.setProperty("role", "card")
    layout = QVBoxLayout(card)
    layout.addWidget(make_label(number, "title"))
    layout.addWidget(make_label(words, "muted", wraps=True))
    card.setAccessibleName(f"{number} {words}")
    return card
