"""Letting people stand by for a shift, or take a place on it after all."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from mitzvah_desk.model import Assignment
from mitzvah_desk.office.core.actions import Applied
from mitzvah_desk.office.rota.checks import (
    check_assignment_changes,
    format_assignee_names,
    list_assignment_facts,
    settle_changes,
)
from mitzvah_desk.rules.findings import Finding
from mitzvah_desk.store.unit_of_work import UnitOfWork


@dataclass(frozen=True)
class SetReserve:
    """Makes people reserves, or lets reserves take a place.

    Attributes:
        assignment_ids: who on which shift.
        stand_by: whether they stand by from now on.
    """

    assignment_ids: tuple[int, ...]
    stand_by: bool

    def check(self, work: UnitOfWork) -> Sequence[Finding]:
        """Everything that the checks find anew; a reserve who takes a place is checked as if put there."""
        return check_assignment_changes(work.connection, self._changes())

    def apply(self, work: UnitOfWork) -> Applied:
        """Sets it."""
        settle_changes(work, self._changes())
        for number in self.assignment_ids:
            assignment = work.session.get_one(Assignment, number)
            assignment.reserve = self.stand_by
            assignment.override_reason = work.reason or assignment.override_reason
        work.session.flush()
        who = format_assignee_names(
            work.connection, list_assignment_facts(work.connection, self.assignment_ids)
        )
        words = f"Let {who} stand by" if self.stand_by else f"Let {who} take a place"
        return Applied(words, self.assignment_ids)

    def _changes(self) -> dict[int, Mapping[str, object]]:
        return {key: {"reserve": self.stand_by} for key in self.assignment_ids}
