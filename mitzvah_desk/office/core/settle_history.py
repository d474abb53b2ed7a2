"""What the rest of the file stands on is no step to take back: Undo stops before it."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import delete

from mitzvah_desk.model import JournalRow
from mitzvah_desk.office.core.actions import Applied
from mitzvah_desk.rules.findings import Finding
from mitzvah_desk.store.unit_of_work import UnitOfWork


@dataclass(frozen=True)
class Settle:
    """Lets a step stand for good, such as the loading of the sample year or the first campaign.

    History still tells of it. It changes nothing else, so it is no step itself.
    """

    step: int

    def check(self, work: UnitOfWork) -> Sequence[Finding]:  # noqa: ARG002
        """Nothing stands against it."""
        return ()

    def apply(self, work: UnitOfWork) -> Applied:
        """Drops the images by which the step could be taken back."""
        work.connection.execute(delete(JournalRow).where(JournalRow.step_id == self.step))
        return Applied("")
