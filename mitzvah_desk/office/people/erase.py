"""Erasing a person for good."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from sqlalchemy import select, update

from mitzvah_desk.model import Person, Quotation
from mitzvah_desk.office.core.actions import Applied, Risky
from mitzvah_desk.office.core.crud import Remove, not_found
from mitzvah_desk.office.core.records import record_name
from mitzvah_desk.rules.findings import Finding
from mitzvah_desk.store import journal
from mitzvah_desk.store.unit_of_work import UnitOfWork


@dataclass(frozen=True)
class ErasePerson(Risky):
    """Erases a person for good (UK GDPR, article 17): the record and every trace in the journal.

    A household in which nobody else lives goes too, since its name, address and telephone are theirs. What
    they said stays, without saying who. It cannot be undone, and neither can the earlier steps that told of
    them.
    """

    backup_why: ClassVar[str] = "before somebody is erased"

    person_id: int

    def check(self, work: UnitOfWork) -> Sequence[Finding]:
        """Refuses when there is no such person."""
        return [] if record_name(work.connection, "person", self.person_id) else [not_found("person")]

    def apply(self, work: UnitOfWork) -> Applied:
        """Erases."""
        connection = work.connection
        home = connection.execute(select(Person.household_id).where(Person.id == self.person_id)).scalar()
        said = update(Quotation).where(Quotation.person_id == self.person_id)
        connection.execute(said.values(said_by=""))
        Remove("person", (self.person_id,)).apply(work)
        journal.scrub_record(connection, "person", self.person_id)
        others = select(Person.id).where(Person.household_id == home)
        if home is not None and connection.execute(others).first() is None:
            Remove("household", (home,)).apply(work)
            journal.scrub_record(connection, "household", home)
        work.erases = True
        return Applied("Erased a person's details")
