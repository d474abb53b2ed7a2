"""Answering lines of what needs doing, many at once, in one step that one undo takes back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from mitzvah_desk.model import AssignmentStatus, ProjectStatus
from mitzvah_desk.office.core.actions import Applied, RefusalError
from mitzvah_desk.office.core.crud import Action, SetField
from mitzvah_desk.office.core.settled import SettleFinding
from mitzvah_desk.office.projects.to_dos import FinishToDos
from mitzvah_desk.office.rota.assignments import SetStatus
from mitzvah_desk.office.today.tasks import AnsweredBy, Task
from mitzvah_desk.rules.findings import Finding, hard_finding
from mitzvah_desk.store.unit_of_work import UnitOfWork


@dataclass(frozen=True)
class MarkDone:
    """Says that things are done: to-dos and next steps, projects that are over, people who came.

    A warning is settled by the reason for which it stands, so it asks for one.

    Attributes:
        tasks: as they were listed; those that only work can answer are refused.
        today: the day on which it is said.
    """

    tasks: tuple[Task, ...]
    today: date

    def check(self, work: UnitOfWork) -> Sequence[Finding]:
        """Refuses what cannot be answered here; asks for a reason for each warning."""
        if open_ones := [task for task in self.tasks if task.answer is AnsweredBy.WORK]:
            return [
                hard_finding("today.work", task.kind, f"“{task.what}” is done where it belongs.", "Open it.")
                for task in open_ones
            ]
        found: list[Finding] = [task.finding for task in self.tasks if task.finding is not None]
        for action in self._actions():
            found += action.check(work)
        return found

    def apply(self, work: UnitOfWork) -> Applied:
        """Does it."""
        if not self.tasks:
            raise RefusalError(hard_finding("today.nothing", "", "Nothing is chosen.", "Choose a line."))
        for action in self._actions():
            action.apply(work)
        for task in self.tasks:
            if task.settlement is not None and task.finding is not None:
                SettleFinding(task.settlement, work.reason, task.finding.subject).apply(work)
        if len(self.tasks) == 1:
            return Applied(f"Done: {self.tasks[0].what}")
        return Applied(f"Marked {len(self.tasks):,} things done")

    def _actions(self) -> list[Action]:
        came = tuple(n for task in self.tasks if task.answer is AnsweredBy.CAME for n in task.subjects)
        actions: list[Action] = [SetStatus(came, AssignmentStatus.ATTENDED)] if came else []
        own = tuple(n for task in self.tasks if task.answer is AnsweredBy.TO_DO for n in task.subjects)
        if own:
            actions.append(FinishToDos(own, self.today))
        for task in self.tasks:
            for number in task.subjects:
                if task.answer is AnsweredBy.NEXT_STEP:
                    actions.append(SetField("contact_log", number, "next_done", True))
                elif task.answer is AnsweredBy.PROJECT_DONE:
                    actions.append(SetField("project", number, "status", ProjectStatus.DONE))
        return actions
