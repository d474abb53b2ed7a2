"""Does what the rows of a list ask of other actions, one after another, with those actions' own checks.

A list may put a thousand people on one shift. Were the rota read again for each of them, the time would grow
with the square of the list; so its facts are read once, and each who comes is added to them.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from mitzvah_desk.model import Project, ProjectStatus, Shift
from mitzvah_desk.office.core.actions import Action
from mitzvah_desk.office.importing.plan import DeferredAction
from mitzvah_desk.office.rota import load_facts as rota_facts
from mitzvah_desk.office.rota.assignments import Assign, add_assignments
from mitzvah_desk.office.rota.settlements import settle_concerns
from mitzvah_desk.rules.findings import Finding
from mitzvah_desk.rules.rota import checks
from mitzvah_desk.rules.rota.facts import AssignmentFacts, RotaFacts
from mitzvah_desk.rules.rota.scope import Concern
from mitzvah_desk.store.unit_of_work import UnitOfWork


class DeferredActions:
    """The deeds of a plan within one turn, whose records are written already.

    Nothing else may put anybody on a shift meanwhile. Who comes is written all at once, by ``finish``.
    """

    def __init__(self, work: UnitOfWork, deeds: Iterable[DeferredAction], ids: Mapping[int, int]) -> None:
        self._work, self._ids = work, ids
        assigns = [action for deed in deeds if isinstance(action := deed.action(ids), Assign)]
        self._facts = _read(work, assigns) if assigns else RotaFacts({})
        self._looked: _Looked | None = None
        self._coming: list[tuple[AssignmentFacts, str]] = []

    def check(self, deed: DeferredAction) -> Sequence[Finding]:
        """What stands against it, after those done before."""
        looked = self._look(deed)
        return checks.list_findings(looked.concerns) if looked.new else looked.action.check(self._work)

    def do(self, deed: DeferredAction, reason: str) -> None:
        """Does it."""
        looked = self._look(deed)
        self._work.reason = reason
        if looked.new:
            settle_concerns(self._work, looked.concerns, reason)
            self._coming += [(each, reason) for each in looked.new]
            self._facts = looked.after
            return
        self.finish()
        looked.action.apply(self._work)
        self._work.session.flush()

    def rehearse(self, deed: DeferredAction) -> None:
        """Does it so far as those that come after hang on it."""
        looked = self._look(deed)
        if looked.new:
            self._facts = looked.after
        else:
            self.do(deed, "rehearsed")

    def finish(self) -> None:
        """Writes who comes."""
        if self._coming:
            add_assignments(self._work, self._coming)
            self._coming = []

    def _look(self, deed: DeferredAction) -> "_Looked":
        """A deed with what it brings in, looked at once for its check and for its doing."""
        if self._looked is None or self._looked.deed is not deed:
            action = deed.action(self._ids)
            new = self._joining(action)
            after = self._facts.joined(new) if new else self._facts
            found = checks.find_addition_concerns(self._facts, after, new) if new else []
            self._looked = _Looked(deed, action, new, after, found)
        return self._looked

    def _joining(self, action: Action) -> list[AssignmentFacts]:
        """Who is put on a shift that is known, all of them known; nobody where it is otherwise."""
        facts = self._facts
        if not isinstance(action, Assign) or action.shift_id not in facts.shifts:
            return []
        new = action.new(self._work.connection)
        known = all(a.who[1] in (facts.people if a.who[0] == "person" else facts.groups) for a in new)
        return new if known and all(facts.name(a.who) for a in new) else []


@dataclass(frozen=True, slots=True)
class _Looked:
    """A deed, who comes by it, the facts with them, and what is against it."""

    deed: DeferredAction
    action: Action
    new: list[AssignmentFacts]
    after: RotaFacts
    concerns: list[Concern]


def _read(work: UnitOfWork, assigns: Sequence[Assign]) -> RotaFacts:
    """The facts that all of them touch. A cancelled project's shifts are left to the checks of their own.

    They count for nothing elsewhere, though ``around`` would keep one that it is asked for.
    """
    connection = work.connection
    cancelled = set(
        connection.execute(
            select(Shift.id)
            .join(Project, Project.id == Shift.project_id)
            .where(Project.status == ProjectStatus.CANCELLED)
        ).scalars()
    )
    live = [assign for assign in assigns if assign.shift_id not in cancelled]
    whom = {a.who for assign in live for a in assign.new(connection)}
    return rota_facts.facts_touched_by(connection, {assign.shift_id for assign in live}, whom)
