"""Many assignments in one step, each with its own reason where something stands against it."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from mitzvah_desk.office.core.actions import Applied
from mitzvah_desk.office.rota.assignments import Assign, add_assignments
from mitzvah_desk.office.rota.checks import find_concerns_in_turn, find_missing
from mitzvah_desk.office.rota.settlements import settle_concerns
from mitzvah_desk.rules.findings import Finding, Severity
from mitzvah_desk.rules.rota.checks import list_findings
from mitzvah_desk.rules.rota.facts import AssignmentFacts
from mitzvah_desk.store.unit_of_work import UnitOfWork


@dataclass(frozen=True)
class AssignMany:
    """Does what its parts do one after the other, but reads the file for the checks once.

    Attributes:
        parts: who is put on which shift, and why that is done in spite of what stands against it; the
            reason of the whole where that is empty. Who has nothing against them is kept without a reason.
    """

    parts: tuple[tuple[Assign, str], ...]

    def check(self, work: UnitOfWork) -> Sequence[Finding]:
        """Everything that the checks find anew by each of them after those before it."""
        new = [each for each, _ in self._new(work.connection)]
        missing = find_missing(work.connection, new)
        if missing:
            return missing
        return [f for found in find_concerns_in_turn(work.connection, new) for f in list_findings(found)]

    def apply(self, work: UnitOfWork) -> Applied:
        """Puts them on their shifts; the ids are in the order of the parts."""
        new = self._new(work.connection)
        against = find_concerns_in_turn(work.connection, [each for each, _ in new])
        reasons = []
        for (_, own), found in zip(new, against, strict=True):
            stands = any(concern.finding.severity is not Severity.INFO for concern in found)
            reasons.append((own or work.reason) if stands else "")
            settle_concerns(work, found, reasons[-1])
        ids = add_assignments(work, zip((each for each, _ in new), reasons, strict=True))
        return Applied(f"Put {len(new)} people and groups on shifts", ids)

    def _new(self, connection: Connection) -> list[tuple[AssignmentFacts, str]]:
        return [(each, why) for part, why in self.parts for each in part.new(connection)]
