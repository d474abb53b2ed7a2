"""Taking attendance: who came is checked in, and who was not expected is put on the shift in one step."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from mitzvah_desk.model import Assignment, AssignmentStatus, Person
from mitzvah_desk.office.core.actions import Applied, RefusalError
from mitzvah_desk.office.core.crud import Add, not_found
from mitzvah_desk.office.core.records import record_name
from mitzvah_desk.office.rota.assignments import SetStatus
from mitzvah_desk.office.rota.checks import as_info, shift_name, try_change
from mitzvah_desk.rules.fields.tidying import tidy_text
from mitzvah_desk.rules.findings import Finding, hard_finding
from mitzvah_desk.rules.people.names import full_name
from mitzvah_desk.store.unit_of_work import UnitOfWork


def CheckIn(*assignment_ids: int) -> SetStatus:
    """Marks assignments as attended; the hours served follow from their shifts."""
    return SetStatus(assignment_ids, AssignmentStatus.ATTENDED)


@dataclass(frozen=True)
class WalkIn:
    """Somebody who came without being expected: found or added as a person, and on the shift as attended.

    Attributes:
        shift_id: the shift attended.
        name: who it is; the one person of that name in the book, or else a new one.
        person_id: who it is, where known.
    """

    shift_id: int
    name: str = ""
    person_id: int | None = None

    def check(self, work: UnitOfWork) -> Sequence[Finding]:
        """What the checks find anew; as they have come, only what is hard stands against it."""
        if not shift_name(work.connection, self.shift_id):
            return [not_found("shift")]
        if self.person_id is None and not tidy_text(self.name):
            return [
                hard_finding("rota.nobody", "Walk-in", "There is no name yet.", "Type the name of who came.")
            ]
        if self.person_id is not None and not record_name(work.connection, "person", self.person_id):
            return [not_found("person")]

        def make() -> tuple[int, ...]:
            self.apply(work)
            return (self.shift_id,)

        return as_info(try_change(work, make, (self.shift_id,)))

    def apply(self, work: UnitOfWork) -> Applied:
        """Puts them on the shift as attended."""
        person = self._person(work)
        there = work.session.scalars(
            select(Assignment).where(Assignment.shift_id == self.shift_id, Assignment.person_id == person)
        ).first()
        if there is None:
            there = Assignment(shift_id=self.shift_id, person_id=person)
            work.session.add(there)
            work.session.flush()
        SetStatus((there.id,), AssignmentStatus.ATTENDED).apply(work)
        name = record_name(work.connection, "person", person)
        label = f"{name} came to {shift_name(work.connection, self.shift_id)}"
        return Applied(label, (there.id, person))

    def _person(self, work: UnitOfWork) -> int:
        if self.person_id is not None:
            return self.person_id
        wanted = tidy_text(self.name).casefold()
        rows = work.connection.execute(select(Person.id, Person.given, Person.known_as, Person.family))
        found = [
            row.id
            for row in rows
            if wanted in {full_name(first, row.family).casefold() for first in (row.given, row.known_as)}
        ]
        if len(found) > 1:
            text = f"{len(found)} people in the book are called {tidy_text(self.name)}."
            raise RefusalError(hard_finding("rota.which", self.name, text, "Choose which of them it is."))
        if found:
            return int(found[0])
        given, _, family = tidy_text(self.name).rpartition(" ")
        return Add("person", {"given": given or family, "family": family if given else ""}).apply(work).ids[0]
