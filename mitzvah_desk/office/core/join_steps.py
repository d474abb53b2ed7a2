"""A record that was made for a field, and its being put there, are one step to the one who typed its name."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import delete, func, select, update

from mitzvah_desk.model import JournalRow, JournalStep
from mitzvah_desk.office.core.actions import Applied
from mitzvah_desk.rules.findings import Finding
from mitzvah_desk.store.unit_of_work import UnitOfWork


@dataclass(frozen=True)
class JoinSteps:
    """Makes the newest steps one, so that one Undo takes all of it back. It changes nothing else.

    Attributes:
        steps: the steps, the oldest first; they stay as they are where another was done since, or two of
            them have reasons of their own.
    """

    steps: tuple[int, ...]

    def check(self, work: UnitOfWork) -> Sequence[Finding]:  # noqa: ARG002
        """Nothing stands against it."""
        return ()

    def apply(self, work: UnitOfWork) -> Applied:
        """Gives the rows of all to the last; its label tells all of them."""
        ask = work.connection.execute
        *first, last = self.steps
        known = ask(
            select(JournalStep.label, JournalStep.reason)
            .where(JournalStep.id.in_(self.steps), JournalStep.undone_at.is_(None))
            .order_by(JournalStep.id)
        ).all()
        newest = ask(select(func.max(JournalStep.id)).where(JournalStep.id != work.step)).scalar_one()
        reasons = [row.reason for row in known if row.reason]
        if len(known) != len(self.steps) or newest != last or len(reasons) > 1:
            return Applied("")
        label = ". ".join(row.label for row in known)
        ask(update(JournalRow).where(JournalRow.step_id.in_(first)).values(step_id=last))
        ask(
            update(JournalStep)
            .where(JournalStep.id == last)
            .values(label=label, reason=reasons[0] if reasons else "")
        )
        ask(delete(JournalStep).where(JournalStep.id.in_(first)))
        return Applied(label)
