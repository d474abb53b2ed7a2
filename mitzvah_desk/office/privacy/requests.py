"""What people asked about their own data, and by when it is to be answered."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, insert, select, update

from mitzvah_desk.model import Person, RequestKind, SubjectRequest
from mitzvah_desk.model.expressions import full_name, is_erased
from mitzvah_desk.office.core.actions import Applied
from mitzvah_desk.office.core.crud import not_found
from mitzvah_desk.office.core.records import record_name
from mitzvah_desk.office.core.rows import fill_rows
from mitzvah_desk.rules.findings import Finding
from mitzvah_desk.rules.privacy.requests import answer_by
from mitzvah_desk.store.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class RequestRow:
    """A request.

    Attributes:
        id: its record.
        person_id: who asked.
        name: their name.
        kind: what for.
        asked_on: when it came.
        answered_on: when it was answered; None where it is open.
        note: how it came, and how it was known who asked.
    """

    id: int
    person_id: int
    name: str
    kind: RequestKind
    asked_on: date
    answered_on: date | None
    note: str

    @property
    def due_on(self) -> date:
        """By when it is to be answered."""
        return answer_by(self.asked_on)


def list_requests(connection: Connection, person_id: int | None = None) -> list[RequestRow]:
    """A person's requests, the newest first; everybody's that are open, where no person is given."""
    query = (
        select(
            SubjectRequest.id,
            SubjectRequest.person_id,
            full_name(Person).label("name"),
            SubjectRequest.kind,
            SubjectRequest.asked_on,
            SubjectRequest.answered_on,
            SubjectRequest.note,
        )
        .join(Person, Person.id == SubjectRequest.person_id)
        .order_by(SubjectRequest.asked_on.desc(), SubjectRequest.id.desc())
    )
    if person_id is None:
        query = query.where(SubjectRequest.answered_on.is_(None))
    else:
        query = query.where(SubjectRequest.person_id == person_id)
    return fill_rows(RequestRow, connection.execute(query))


@dataclass(frozen=True)
class NoteAnswer:
    """Writes down that a request was answered: the open ones of its kind, or one that was answered at once.

    Attributes:
        person_id: whose.
        kind: what was asked.
        on_day: when it was answered.
        asked_on: when it was asked, where nothing was written down then; on the same day where None.
    """

    person_id: int
    kind: RequestKind
    on_day: date
    asked_on: date | None = None

    def check(self, work: UnitOfWork) -> Sequence[Finding]:
        """Refuses when there is no such person."""
        there = select(Person.id).where(Person.id == self.person_id, ~is_erased(Person))
        return [] if work.connection.execute(there).first() else [not_found("person")]

    def apply(self, work: UnitOfWork) -> Applied:
        """Writes it down."""
        open_ones = (
            SubjectRequest.person_id == self.person_id,
            SubjectRequest.kind == self.kind,
            SubjectRequest.answered_on.is_(None),
        )
        changed = work.connection.execute(
            update(SubjectRequest).where(*open_ones).values(answered_on=self.on_day)
        )
        if not changed.rowcount:
            work.connection.execute(
                insert(SubjectRequest).values(
                    person_id=self.person_id,
                    kind=self.kind,
                    asked_on=self.asked_on or self.on_day,
                    answered_on=self.on_day,
                    note="",
                )
            )
        name = record_name(work.connection, "person", self.person_id)
        return Applied(f"Answered {name}, who asked {self.kind}", (self.person_id,))
