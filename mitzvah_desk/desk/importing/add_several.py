"""Adding several people, partners or items in a grid, as an import reads, matches and undoes it."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from mitzvah_desk.desk.importing.decision_bar import DecisionBar
from mitzvah_desk.desk.importing.preview import ICONS
from mitzvah_desk.desk.records.several_dialog import SeveralDialog
from mitzvah_desk.desk.session.file_session import FileSession
from mitzvah_desk.desk.session.tasks import Progress
from mitzvah_desk.desk.widgets import theme
from mitzvah_desk.desk.widgets.grid_model import LineState
from mitzvah_desk.exchange.limits import UnreadableError
from mitzvah_desk.model import ImportOf
from mitzvah_desk.office.core.actions import Done
from mitzvah_desk.office.importing.accept import WritePlan
from mitzvah_desk.office.importing.composer import Prepared
from mitzvah_desk.office.importing.existing_records import ExistingRecords, read_existing_records
from mitzvah_desk.office.importing.plan import Decision, ImportPlan, RowFate, RowOutcome
from mitzvah_desk.office.importing.preview import prepare_import
from mitzvah_desk.office.importing.typed_table import (
    FIRST,
    compose_typed_plan,
    list_grid_columns,
    make_typed_source,
    problem_cells,
    read_pasted,
)
from mitzvah_desk.rules.plurals import count_noun, plural

Lines = Sequence[tuple[int, tuple[str, ...]]]
Look = Callable[[ExistingRecords, Progress], tuple[Prepared, ImportPlan]]
_NOUNS = {ImportOf.PEOPLE: "person", ImportOf.PARTNERS: "partner", ImportOf.ITEMS: "item"}
_WIDTHS = {"phone": 16, "email": 24, "name": 26, "household": 16, "address": 26, "skills": 16}
_WIDTHS |= {"category": 13, "unit": 12, "pack_size": 10, "code": 20, "allergens": 16}
_TONES = {
    RowOutcome.NEW: "good",
    RowOutcome.UPDATE: "accent",
    RowOutcome.SAME: "muted",
    RowOutcome.ASK: "warn",
    RowOutcome.PROBLEM: "bad",
    RowOutcome.LEFT: "muted",
}
_SETTLED = (RowOutcome.NEW, RowOutcome.UPDATE, RowOutcome.SAME)


def make_line_state(row: RowFate, problems: dict[str, str]) -> LineState:
    """What the grid says of a line of which this becomes."""
    words = {
        RowOutcome.NEW: f"New. {row.detail}" if row.detail else "New",
        RowOutcome.UPDATE: f"Fills in {row.detail}",
        RowOutcome.SAME: row.detail or "In the file already",
    }.get(row.fate, row.detail)
    return LineState(str(row.fate).capitalize(), words, ICONS[row.fate], _TONES[row.fate], problems)


class AddSeveralDialog(SeveralDialog):
    """The window for people, partners or items.

    Args:
        session: the desk's view of the office.
        kind: ``ImportOf.PEOPLE``, ``PARTNERS`` or ``ITEMS``.
        parent: Qt's.
        title: what it is called, where not by the kind.
        begin: the words of the columns with which one begins, by key, where not those of the kind.
        how: a sentence of how to type.

    Attributes:
        bar: decides about the line where the keyboard is, where somebody alike is known.
        plan: what would become of the lines; None while that is not known.
    """

    def __init__(
        self,
        session: FileSession,
        kind: ImportOf,
        parent: QWidget | None = None,
        *,
        title: str = "",
        begin: Mapping[str, str] | None = None,
        how: str = "",
    ) -> None:
        self._kind = kind
        self._known_columns = list_grid_columns(kind)
        self._existing: ExistingRecords | None = None
        self._decisions: dict[int, Decision] = {}
        self._decided_on: dict[int, tuple[str, ...]] = {}
        self._take_next = False
        self._taking = False
        self.plan: ImportPlan | None = None
        noun = _NOUNS[kind]
        begin = begin or {key: self._known_columns[key] for key in FIRST[kind]}
        title = title or f"Add several {plural(noun)}"
        super().__init__(session, title, noun, begin, _WIDTHS, how=how, parent=parent)
        self._runner = session.runner()
        self.finished.connect(self._stop)
        self.bar = DecisionBar(session, "Line")
        self.bar.speak_of(kind)
        self.bar.decided.connect(self._decide)
        self.bar.hide()
        self._below.addWidget(self.bar)
        self._columns_menu = QMenu(self)
        self.more_columns = QPushButton(theme.load_icon("columns-3"), "Add a &column")
        self.more_columns.setAutoDefault(False)
        self.more_columns.setMenu(self._columns_menu)
        self._columns_menu.aboutToShow.connect(self._list_columns)
        self._foot.insertWidget(1, self.more_columns)
        self.grid.walked.connect(self._offer_decision)
        session.changed.connect(self._forget)

    def check(self) -> None:
        """Looks at the lines again, beside the window."""
        lines = self.grid.cells.lines()
        self._drop_stale_decisions(dict(lines))
        self.plan = None
        if not lines:
            self._runner.drop()
            self._show_plan({}, None)
            return
        look = self.make_look(lines, dict(self._decisions))
        office, campaign, existing = self.session.office, self.session.campaign_id, self._existing
        self.add.setEnabled(True)  # a click that leaves a cell comes to this button while they are looked at

        def work(progress: Progress) -> tuple[ExistingRecords, Prepared, ImportPlan]:
            known = existing or office.query(read_existing_records, campaign)
            return known, *look(known, progress)

        def done(found: tuple[ExistingRecords, Prepared, ImportPlan]) -> None:
            self._existing, prepared, self.plan = found
            problems = problem_cells(prepared, self.plan)
            self._show_plan(
                {row.id: make_line_state(row, dict(problems.get(row.id, {}))) for row in self.plan.rows},
                self.plan,
            )
            if self._take_next:
                self._take_next = False
                self.take()

        words = f"Looking for {count_noun(len(lines), 'line')} in the book"
        self._runner.run(words, work, done, failed=lambda error: self.session.tell_world(error, self))

    def make_look(self, lines: Lines, decisions: dict[int, Decision]) -> Look:
        """What looks at lines, with nothing but values."""
        source = make_typed_source(self._kind, self.grid.cells.keys, lines)

        def look(known: ExistingRecords, progress: Progress) -> tuple[Prepared, ImportPlan]:
            prepared = prepare_import(source, known, progress.step)
            return prepared, compose_typed_plan(prepared, decisions)

        return look

    def can_add(self, plan: ImportPlan) -> int:
        """How many lines of a plan can be added."""
        return plan.count(RowOutcome.NEW, RowOutcome.UPDATE)

    def paste(self, text: str) -> None:
        """Takes a table of the clipboard into the grid, its headings understood as an import's are."""
        cells, index = self.grid.cells, self.grid.currentIndex()
        row, column = max(index.row(), 0), min(max(index.column(), 0), len(cells.keys) - 1)
        at = cells.keys[column:]
        try:
            pasted = read_pasted(self._kind, text, at)
        except UnreadableError as error:
            self.tell(str(error))
            return
        told = ""
        if pasted.headed:
            cells.add_columns({key: self._known_columns[key] for key in pasted.keys if key})
            cells.put_keyed(row, pasted.keys, pasted.rows)
            if pasted.unknown:
                names = ", ".join(f"“{heading}”" for heading in pasted.unknown)
                told = f"Not understood, and left out: {names}. “Add a column” shows what can be told."
            if pasted.above:
                told += f" Above the headings {count_noun(pasted.above, 'line')} left out."
        elif pasted.rows:
            cells.put(row, column, pasted.rows)
            beyond = len(pasted.rows[0]) - len(at)
            if beyond > 0:
                told = f"There was no room for the last {count_noun(beyond, 'column')}, so that is left out."
                told += " Begin further left, or paste the headings too."
        self.tell(told)

    def take(self) -> None:
        """Adds what can be added, as one step; the lines that stay out stay in the grid."""
        plan = self.plan
        if plan is None:
            self._take_next = True
            return
        if self._taking or not self.can_add(plan):
            return
        self._taking = True
        self.offer(0, busy=True)
        self.session.execute_in_background(
            self._runner,
            f"Adding {count_noun(self.can_add(plan), 'line')}",
            lambda progress: WritePlan(plan, progress.step),
            lambda done: self._taken(plan, done),
            self,
        )

    def _taken(self, plan: ImportPlan, done: Done | None) -> None:
        self._taking = False
        self._existing = None
        if done is None:
            self.check()
        else:
            self.added([row.id for row in plan.rows if row.fate in _SETTLED])

    def _show_plan(self, states: dict[int, LineState], plan: ImportPlan | None) -> None:
        self.show_states(states)
        self.offer(self.can_add(plan) if plan else 0)
        self._offer_decision()

    def _offer_decision(self) -> None:
        number = self.grid.current_number()
        rows = [row for row in self.plan.rows if row.id == number] if self.plan is not None else []
        decided = number in self._decisions
        self.bar.setVisible(bool(rows) and (decided or bool(rows[0].candidates)))
        self.bar.offer(rows)

    def _decide(self, decided: dict[int, Decision | None]) -> None:
        cells = dict(self.grid.cells.lines())
        for line, decision in decided.items():
            self._decisions.pop(line, None)
            if decision is not None:
                self._decisions[line] = decision
                self._decided_on[line] = cells.get(line, ())
        self.check()
        self.grid.setFocus()

    def _drop_stale_decisions(self, cells: dict[int, tuple[str, ...]]) -> None:
        """What was decided holds for the line as it was."""
        for line in list(self._decisions):
            if cells.get(line) != self._decided_on[line]:
                del self._decisions[line]

    def _list_columns(self) -> None:
        self._columns_menu.clear()
        for key, words in self._known_columns.items():
            if key not in self.grid.cells.keys:
                action = QAction(words, self._columns_menu)
                action.triggered.connect(lambda _=False, key=key: self._add_column(key))
                self._columns_menu.addAction(action)

    def _add_column(self, key: str) -> None:
        self.grid.cells.add_columns({key: self._known_columns[key]})
        self.grid.go_to(self.grid.currentIndex().row(), self.grid.cells.keys.index(key))
        self.grid.setFocus()

    def _forget(self) -> None:
        """Reads the file again before the next look."""
        self._existing = None

    def _stop(self) -> None:
        self._runner.close()
        self._runner.deleteLater()
