"""The yearly tidy-up: what is due, rule by rule with ticks; keep somebody, tidy up, later confirm or undo."""

from collections.abc import Iterator, Sequence
from datetime import date

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QFrame,
    QHBoxLayout,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from mitzvah_desk.desk.session.file_session import FileSession
from mitzvah_desk.desk.session.tasks import Progress, TaskBar
from mitzvah_desk.desk.widgets import messages
from mitzvah_desk.desk.widgets.dialog_parts import make_icon_button
from mitzvah_desk.desk.widgets.labels import escape_tooltip, make_label
from mitzvah_desk.office.core.actions import Action, Done
from mitzvah_desk.office.core.office import WorldError
from mitzvah_desk.office.privacy.copies import describe_copies
from mitzvah_desk.office.privacy.due import TidyPlan, list_due, read_waiting
from mitzvah_desk.office.privacy.tidy import ConfirmTidyUp, KeepPeople, RunTidyUp
from mitzvah_desk.office.privacy.tidy_history import list_waiting_steps
from mitzvah_desk.rules.fields.parsing import format_date
from mitzvah_desk.rules.plurals import count_noun
from mitzvah_desk.rules.privacy.retention import PERIODS, DueRecord, RetentionPeriod, RetentionRule

_INTRO = (
    "What is kept for no purpose any more is listed here. What has no tick should be looked at first. Past"
    " figures stay the same. A tidy-up can be undone until you confirm it."
)
_TIDY = (
    "Whoever is ticked is taken out of all records; where they served, places on past shifts stay without a"
    " name. Other details that are ticked are emptied. You can undo all of it at once until you confirm it."
)
_CONFIRM = (
    "What was tidied up goes from the history and from the file for good. This cannot be undone, nor can"
    " earlier steps about those people. Backups made before still hold them: the details say which."
)
_NOTHING = "Nothing is due: everything that is kept still has its purpose."
_DUE = Qt.ItemDataRole.UserRole


class TidyDialog(QDialog):
    """What is due, and what can be done about it.

    Attributes:
        tree: the rules, and beneath each what is due by it.
        keep: notes why the people of the chosen lines are kept.
        tidy: takes out what is ticked.
        confirm: erases for good what was taken out.
        undo: brings back what was taken out.
        waiting: the line that says that a tidy-up waits; hidden while none does.
    """

    def __init__(self, session: FileSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._runner, self._worker = session, session.runner(), session.runner()
        self._lines: list[QTreeWidgetItem] = []
        self._unlike: set[tuple[str, tuple[int, ...]]] = set()
        self.setWindowTitle("Tidy up")
        self.tree = self._make_tree()
        self._purpose = make_label("", "muted", wraps=True)
        self.keep = make_icon_button("&Keep, because…", "user", self._keep)
        self.tidy = make_icon_button("Tidy up", "trash", self._tidy)
        self.tidy.setProperty("role", "primary")
        self.confirm = make_icon_button("Confirm…", "shield-check", self._confirm)
        self.undo = make_icon_button("Undo the tidy-up", "arrow-back-up", self._undo)
        closing = make_icon_button("&Close", "x", self.close)
        self.waiting = QFrame()
        self._waiting_text = make_label("", wraps=True)
        waiting = QHBoxLayout(self.waiting)
        waiting.setContentsMargins(0, 0, 0, 0)
        waiting.addWidget(self._waiting_text, 1)
        waiting.addWidget(self.confirm)
        waiting.addWidget(self.undo)
        foot = QHBoxLayout()
        foot.addWidget(self.keep)
        foot.addStretch(1)
        foot.addWidget(self.tidy)
        foot.addWidget(closing)
        layout = QVBoxLayout(self)
        layout.addWidget(make_label("Tidy up", "title"))
        layout.addWidget(make_label(_INTRO, "muted", wraps=True))
        layout.addWidget(self.waiting)
        layout.addWidget(self.tree, 1)
        layout.addWidget(self._purpose)
        layout.addWidget(TaskBar(self._worker))
        layout.addLayout(foot)
        self._counting = QTimer(self, singleShot=True, interval=0)
        self._counting.timeout.connect(self._offer)
        self.resize(parent.window().size() * 0.9 if parent is not None else self.sizeHint())
        session.changed.connect(self._again)
        self.finished.connect(self._stop)
        self.tree.setFocus()
        self._again()

    def ticked(self) -> tuple[DueRecord, ...]:
        """What is ticked."""
        return tuple(
            line.data(0, _DUE) for line in self._lines if line.checkState(0) is Qt.CheckState.Checked
        )

    def _list_unlike(self) -> Iterator[DueRecord]:
        """What was ticked or unticked by hand, which stays so when the list is read again."""
        ticked = set(self.ticked())
        lines: list[DueRecord] = [line.data(0, _DUE) for line in self._lines]
        yield from (due for due in lines if due.doubtful is (due in ticked))

    def _make_tree(self) -> QTreeWidget:
        tree = QTreeWidget()
        tree.setHeaderLabels(["What is due", "Why", "What happens"])
        tree.setAccessibleName("What is due, by rule; the space bar ticks")
        tree.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        tree.setUniformRowHeights(True)
        tree.itemChanged.connect(lambda *_: self._counting.start())
        tree.itemSelectionChanged.connect(lambda *_: self._counting.start())
        tree.currentItemChanged.connect(lambda now, _: self._tell_purpose(now))
        return tree

    def _stop(self) -> None:
        self._session.changed.disconnect(self._again)
        for runner in (self._runner, self._worker):
            runner.close()
            runner.deleteLater()

    def _again(self, *_: object) -> None:
        office = self._session.office
        self._runner.run(
            "Looking for what is due",
            lambda _: (office.query(list_due, date.today()), office.query(read_waiting)),
            lambda found: self._show(*found),
            failed=self._tell_error,
        )

    def _show(self, plan: TidyPlan, waiting: date | None) -> None:
        self._unlike = {_key(due) for due in self._list_unlike()}
        self._lines = []
        self.tree.clear()
        for rule, period in PERIODS.items():
            if found := plan.list_by_rule(rule):
                self._add_rule(period, found)
        if not plan.records:
            QTreeWidgetItem(self.tree, [_NOTHING]).setFirstColumnSpanned(True)
        width = self.tree.viewport().width()
        for column, share in ((0, 30), (1, 40)):
            self.tree.setColumnWidth(column, width * share // 100)
        self.waiting.setVisible(waiting is not None)
        if waiting is not None:
            day = format_date(waiting)
            self._waiting_text.setText(
                f"Tidied up on {day}. Confirm it once you are sure: then it is gone for good."
            )
        if (first := self.tree.topLevelItem(0)) is not None:
            self.tree.setCurrentItem(first)
        self._offer()

    def _add_rule(self, period: RetentionPeriod, found: Sequence[DueRecord]) -> None:
        top = QTreeWidgetItem([f"{period.title} ({len(found):,})"])
        top.setFlags(top.flags() | Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsAutoTristate)
        top.setData(0, _DUE, period)
        lines = []
        for due in found:
            line = QTreeWidgetItem([due.name, due.why, due.will])
            line.setData(0, _DUE, due)
            ticked = due.doubtful is (_key(due) in self._unlike)
            line.setCheckState(0, Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
            for column in range(3):
                line.setToolTip(column, escape_tooltip(line.text(column)))
            lines.append(line)
        top.addChildren(lines)
        self._lines += lines
        self.tree.addTopLevelItem(top)
        top.setFirstColumnSpanned(True)
        top.setExpanded(True)

    def _tell_purpose(self, line: QTreeWidgetItem | None) -> None:
        about = line.data(0, _DUE) if line is not None else None
        period = PERIODS[about.rule] if about is not None else None
        self._purpose.setText(f"{period.title}: {period.purpose}" if period is not None else "")

    def _chosen_people(self) -> tuple[int, ...]:
        chosen = [line.data(0, _DUE) for line in self.tree.selectedItems()]
        due = [each for each in chosen if isinstance(each, DueRecord)]
        return tuple(n for each in due if each.rule is RetentionRule.PEOPLE for n in each.ids)

    def _offer(self) -> None:
        may, ticked = not self._session.office.read_only, self.ticked()
        self.tidy.setText(f"Tidy up {_count(ticked)}" if ticked else "Tidy up")
        self.tidy.setEnabled(may and bool(ticked))
        self.keep.setEnabled(may and bool(self._chosen_people()))
        for button in (self.confirm, self.undo):
            button.setEnabled(may)

    def _keep(self) -> None:
        people = self._chosen_people()
        question = f"Why is it right to keep {count_noun(len(people), 'person')} longer?"
        reason = messages.ask_text(self, "Keep, because…", question)
        if reason is not None:
            self._session.execute(KeepPeople(people, reason, date.today()), self)

    def _tidy(self) -> None:
        ticked = self.ticked()
        asked, choices = f"Tidy up {_count(ticked)}?", ("Tidy up",)
        if messages.ask_choice(self, asked, _TIDY, choices=choices, grave=True) is None:
            return

        def make(progress: Progress) -> Action:
            return RunTidyUp(ticked, date.today(), progress.step)

        self._session.execute_in_background(self._worker, "Tidying up", make, self._done, self)

    def _confirm(self) -> None:
        copies = "\n\n".join(describe_copies(self._session.office))
        asked, choices = "Erase for good what was tidied up?", ("Erase for good",)
        pressed = messages.ask_choice(self, asked, _CONFIRM, choices=choices, grave=True, details=copies)
        if pressed is not None:
            self._session.execute_in_background(
                self._worker, "Erasing for good", lambda _: ConfirmTidyUp(date.today()), self._done, self
            )

    def _undo(self) -> None:
        if steps := self._session.office.query(list_waiting_steps).values():
            self._session.undo_step(max(steps), self)

    def _done(self, _done: Done | None) -> None:
        self.tree.setFocus()

    def _tell_error(self, error: WorldError) -> None:
        self._session.tell_world(error, self)


def _key(due: DueRecord) -> tuple[str, tuple[int, ...]]:
    return due.table, due.ids


def _count(chosen: Sequence[DueRecord]) -> str:
    people = sum(each.rule is RetentionRule.PEOPLE for each in chosen)
    others = sum(len(each.ids) for each in chosen if each.rule is not RetentionRule.PEOPLE)
    parts = [count_noun(people, "person")] if people else []
    parts += [count_noun(others, "other record")] if others else []
    return " and ".join(parts)


def open_tidy_dialog(session: FileSession, parent: QWidget) -> TidyDialog:
    """Opens the tidy-up over a window."""
    dialog = TidyDialog(session, parent)
    dialog.finished.connect(dialog.deleteLater)
    dialog.setWindowModality(Qt.WindowModality.WindowModal)
    dialog.open()
    return dialog
