"""Fill gaps: what is to be filled, who is proposed with a tick before each, and why some gaps stay."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QPushButton,
    QSpinBox,
    QSplitter,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from mitzvah_desk.desk.rota.plan import DayPlan
from mitzvah_desk.desk.session.file_session import FileSession
from mitzvah_desk.desk.session.tasks import Progress, TaskBar
from mitzvah_desk.desk.widgets import theme
from mitzvah_desk.desk.widgets.flow import FlowLayout
from mitzvah_desk.desk.widgets.labels import ElidedLabel, make_label
from mitzvah_desk.desk.widgets.notice import FindingsBar
from mitzvah_desk.rules.findings import Finding, soft_finding
from mitzvah_desk.rules.plurals import count_noun

if TYPE_CHECKING:
    from mitzvah_desk.office.rota.fill_gaps import Filled
    from mitzvah_desk.solver.problem import SlotOption

_CHOICE = Qt.ItemDataRole.UserRole
_MOST_SHIFTS, _MOST_HOURS, _MOST_A_DAY = 20, 24, 9
_COLUMNS = ("Who", "Telephone", "On already", "Why")


@dataclass(frozen=True, slots=True)
class FillScope:
    """Something whose gaps may be filled.

    Attributes:
        words: what it is: ``Sunday 22 November``.
        shift_ids: its shifts; None for those of the whole campaign.
    """

    words: str
    shift_ids: tuple[int, ...] | None


class FillGaps(QWidget):
    """The page on which gaps are filled.

    Args:
        session: the desk's view of the office.
        parent: Qt's.

    Attributes:
        scope: what is to be filled.
        shifts: how many shifts one person may be asked for.
        hours: how many hours.
        a_day: how many shifts on one day.
        beyond: whether to fill to the maximum.
        propose: asks for a proposal.
        last_years: invites those who did the same jobs last time.
        proposed: the proposal, shift by shift, ticked.
        gaps: the gaps that stay, and why.
        invite: invites those ticked.

    Signals:
        left: the user goes back to the board.
        wanted: a shift (its id) is to be shown on the board.
    """

    left = Signal()
    wanted = Signal(int)

    def __init__(self, session: FileSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self._runner = session.runner()
        self._filled: Filled | None = None
        self._people: list[QTreeWidgetItem] = []
        self._of_gap: dict[Finding, int] = {}
        self._campaign: int | None = None
        self._scopes: Sequence[FillScope] = ()
        self.scope = QComboBox()
        self.scope.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.scope.setMinimumContentsLength(26)
        self.scope.activated.connect(lambda _: self._forget())
        self.shifts = self._spin(_MOST_SHIFTS, " shifts", "At most so many shifts a person")
        self.hours = self._spin(_MOST_HOURS, " hours", "At most so many hours a person")
        self.a_day = self._spin(_MOST_A_DAY, " a day", "At most so many shifts a person on one day")
        self.beyond = QCheckBox("up to the &maximum")
        self.beyond.toggled.connect(lambda _: self._forget())
        self.propose = QPushButton(theme.load_icon("wand"), "&Propose")
        self.propose.setProperty("role", "primary")
        self.propose.clicked.connect(self._propose)
        self.last_years = QPushButton(theme.load_icon("history"), "Invite last &year’s")
        self.last_years.setToolTip("Invites all who did the same jobs last time and may be asked")
        self.last_years.clicked.connect(self._invite_last_years)
        self.task = TaskBar(self._runner)
        self._said = make_label("", wraps=True)
        self.proposed = QTreeWidget()
        self.proposed.setColumnCount(len(_COLUMNS))
        self.proposed.setHeaderLabels(_COLUMNS)
        self.proposed.setAccessibleName("Proposed, shift by shift; the space bar ticks")
        self.proposed.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.proposed.itemChanged.connect(lambda *_: self._count())
        self.gaps = FindingsBar()
        self.gaps.setAccessibleName("Gaps that stay")
        self.gaps.chosen.connect(self._go_to_gap)
        self.invite = QPushButton(theme.load_icon("user-plus"), "Invite")
        self.invite.setProperty("role", "primary")
        self.invite.clicked.connect(self._accept)
        self._lay_out()

    def show_scopes(self, scopes: Sequence[FillScope]) -> None:
        """Offers these; the first is chosen."""
        from mitzvah_desk.office.rota.fill_gaps import Load

        self._scopes = scopes
        self._campaign = self.session.campaign_id
        self.scope.clear()
        for each in scopes:
            self.scope.addItem(each.words)
        load = Load()
        self.shifts.setValue(load.shifts)
        self.hours.setValue(load.minutes // 60)
        self.a_day.setValue(load.a_day)
        self.beyond.setChecked(load.beyond)
        self._forget()

    def start(self) -> None:
        """Puts the keyboard on the choice of what is to be filled."""
        self.scope.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def is_about(self, campaign_id: int | None) -> bool:
        """Whether the scopes offered are of this campaign."""
        return self._campaign == campaign_id

    def leave(self) -> None:
        """Lets go of work in flight, and of the proposal."""
        self._runner.drop()
        self._forget()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Esc goes back to the board."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _spin(self, most: int, words: str, name: str) -> QSpinBox:
        spin = QSpinBox(minimum=1, maximum=most, suffix=words)
        spin.setAccessibleName(name)
        spin.valueChanged.connect(lambda _: self._forget())
        return spin

    def _lay_out(self) -> None:
        em = self.fontMetrics().height()
        back = QPushButton(theme.load_icon("arrow-left"), "Board")
        back.setProperty("role", "quiet")
        back.setAccessibleName("Back to the board")
        back.clicked.connect(self.left)
        top = QHBoxLayout()
        top.addWidget(back)
        top.addWidget(ElidedLabel("Fill gaps", "title"), 1)
        asked = FlowLayout()
        for words, widget in (("F&ill", self.scope), ("As&k each person for at most", self.shifts)):
            label = make_label(words, "muted")
            label.setBuddy(widget)
            asked.addWidget(label)
            asked.addWidget(widget)
        asked.addWidget(self.a_day)
        asked.addWidget(self.hours)
        asked.addWidget(self.beyond)
        asked.addWidget(self.propose)
        asked.addWidget(self.last_years)
        beneath = QHBoxLayout()
        beneath.addWidget(self._said, 1)
        beneath.addWidget(self.invite, 0, Qt.AlignmentFlag.AlignTop)
        lower = QSplitter(Qt.Orientation.Vertical)
        lower.addWidget(self.proposed)
        lower.addWidget(self.gaps)
        lower.setStretchFactor(0, 1)
        lower.setChildrenCollapsible(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(em, em // 2, em, em // 2)
        layout.setSpacing(em // 2)
        layout.addLayout(top)
        layout.addLayout(asked)
        layout.addWidget(self.task)
        layout.addLayout(beneath)
        layout.addWidget(lower, 1)

    def _forget(self) -> None:
        """Nothing is proposed; says what a proposal would be."""
        self._filled = None
        self._people = []
        self.proposed.clear()
        self.gaps.set_findings(())
        self._said.setText(
            "Proposes whom to invite where somebody is missing: minimum numbers first, nobody in two places"
            " at once, families together, each to what they asked for. Whoever is on a shift, hosts a guest"
            " or is one stays there, and nobody is invited until you say so."
        )
        self._count()

    def _propose(self) -> None:
        from mitzvah_desk.office.rota.fill_gaps import Load, build_problem, fill_gaps

        campaign, number = self._campaign, self.scope.currentIndex()
        if campaign is None or number < 0:
            return
        load = Load(
            self.shifts.value(), self.hours.value() * 60, self.a_day.value(), beyond=self.beyond.isChecked()
        )
        problem = self.session.office.query(build_problem, campaign, self._scopes[number].shift_ids, load)
        self._forget()
        self.propose.setEnabled(False)

        def work(progress: Progress) -> "Filled":
            return fill_gaps(problem, progress.step)

        self._runner.run(
            "Looking for the best rota",
            work,
            self._show,
            failed=lambda error: self._over(error.text),
            stopped=lambda: self._over("Stopped. Nobody was invited."),
        )

    def _over(self, words: str) -> None:
        self.propose.setEnabled(not self.session.office.read_only)
        self._said.setText(words)

    def _show(self, filled: "Filled") -> None:
        self._filled = filled
        self._over(filled.summary)
        self.proposed.blockSignals(True)
        for label, choices in filled.by_shift():
            shift = QTreeWidgetItem(self.proposed, [label])
            shift.setFirstColumnSpanned(True)
            shift.setFlags(shift.flags() | Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsAutoTristate)
            for choice in choices:
                person = QTreeWidgetItem(shift, [choice.name, choice.phone, choice.load, choice.why])
                person.setData(0, Qt.ItemDataRole.AccessibleTextRole, f"{choice.name}, {choice.told}")
                person.setIcon(0, theme.load_icon("user"))
                person.setData(0, _CHOICE, choice)
                person.setCheckState(0, Qt.CheckState.Checked)
                self._people.append(person)
        self.proposed.blockSignals(False)
        self.proposed.expandAll()
        for column in range(len(_COLUMNS) - 1):
            self.proposed.resizeColumnToContents(column)
        self._of_gap = {}
        for gap in filled.gaps:
            needs = f"{gap.label} needs {gap.missing} more."
            self._of_gap[soft_finding("rota.gap", gap.label, needs, " ".join(gap.why))] = gap.shift_id
        self.gaps.set_findings(list(self._of_gap))
        self._count()
        if self._people:
            self.proposed.setCurrentIndex(self.proposed.model().index(0, 0))
            self.proposed.setFocus()

    def _go_to_gap(self, finding: Finding) -> None:
        if finding in self._of_gap:
            self.wanted.emit(self._of_gap[finding])

    def ticked(self) -> "list[SlotOption]":
        """Those who are ticked."""
        ticks = ((person.checkState(0), person.data(0, _CHOICE)) for person in self._people)
        return [choice for tick, choice in ticks if tick == Qt.CheckState.Checked]

    def _count(self) -> None:
        places = sum(len(choice.members) for choice in self.ticked())
        self.invite.setText(f"Invite to {count_noun(places, 'place')}" if places else "Invite")
        self.invite.setEnabled(places > 0 and not self.session.office.read_only)
        self.propose.setEnabled(not self.session.office.read_only)
        self.last_years.setEnabled(not self.session.office.read_only)

    def _invite_last_years(self) -> None:
        """Invites those of last time, and says whom it left out and why."""
        from mitzvah_desk.office.rota.asking.last_years import InviteLastYears

        number = self.scope.currentIndex()
        if self._campaign is None or number < 0:
            return
        action = InviteLastYears(self._campaign, self._scopes[number].shift_ids)
        done = self.session.execute(action, self)
        if done is not None:
            self._forget()
            self._said.setText(f"{done.label}. {count_noun(len(done.findings), 'other')} could not be.")
            self.gaps.set_findings(done.findings)

    def _accept(self) -> None:
        from mitzvah_desk.office.rota.fill_gaps import AcceptProposal

        if self._filled is None:
            return
        done = self.session.execute(AcceptProposal(self._filled.pairs(self.ticked())), self)
        if done is not None:
            self.left.emit()


def list_fill_scopes(plan: DayPlan, chosen: Sequence[int]) -> list[FillScope]:
    """What may be filled, the likeliest first: several shifts chosen, the day, everything, a project's."""
    bars = {bar.shift.id: bar for bar in plan.bars()}
    offered = []
    if len(chosen) == 1:
        bar = bars[chosen[0]]
        offered.append(FillScope(f"only {bar.shift.role} in {bar.project}", tuple(chosen)))
    elif chosen:
        offered.append(FillScope(f"the {len(chosen)} shifts chosen", tuple(chosen)))
    day = f"{plan.day:%A} {plan.day.day} {plan.day:%B}"
    whole = [FillScope(day, tuple(bars)), FillScope("the whole campaign", None)]
    offered = [*whole, *offered] if len(chosen) < 2 else [*offered, *whole]
    projects: dict[str, list[int]] = {}
    for bar in bars.values():
        projects.setdefault(bar.project, []).append(bar.shift.id)
    return offered + [FillScope(f"{title} on that day", tuple(ids)) for title, ids in projects.items()]
