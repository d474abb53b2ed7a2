"""Writing down what people allow or refuse: every answer is a record of its own, and none is overwritten."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from mitzvah_desk.model import LawfulBasis, Permission, Person, Purpose
from mitzvah_desk.office.core.actions import Applied, RefusalError
from mitzvah_desk.office.core.crud import not_found
from mitzvah_desk.office.core.records import record_name
from mitzvah_desk.rules.findings import Finding, hard_finding
from mitzvah_desk.store.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Answer:
    """Yes or no of one person to one purpose.

    Attributes:
        person_id: of whom it is; for a child a guardian may have said it.
        purpose: what for.
        given: a yes.
        guardian_id: which guardian said it for a child; None where they said it themselves.
    """

    person_id: int
    purpose: Purpose
    given: bool
    guardian_id: int | None = None


@dataclass(frozen=True)
class WriteAnswers:
    """Writes answers down beside those of before, in one step.

    Attributes:
        answers: who said what.
        given_on: the day on which they said it.
        how: how they said it: ``in writing``.
        basis: on what ground their details are used where they said yes.
    """

    answers: tuple[Answer, ...]
    given_on: date
    how: str = ""
    basis: LawfulBasis = LawfulBasis.CONSENT

    def check(self, work: UnitOfWork) -> Sequence[Finding]:  # noqa: ARG002
        """Refuses a day to come, and a ground that the law gives for messages only."""
        found = []
        if self.given_on > date.today():
            text = "Nobody can have said it on a day that is still to come."
            found.append(
                hard_finding("permission.ahead", "Permission", text, "Take today.", field="given_on")
            )
        others = any(each.given and each.purpose is not Purpose.NEWSLETTER for each in self.answers)
        if self.basis is LawfulBasis.SOFT_OPT_IN and others:
            text = "The charitable soft opt-in is for messages alone (PECR, regulation 22(3A))."
            do = "Choose another ground, or the newsletter alone."
            found.append(hard_finding("permission.basis", "Permission", text, do, field="basis"))
        return found

    def apply(self, work: UnitOfWork) -> Applied:
        """Adds a record an answer; their ids are in the order of the answers."""
        names = dict.fromkeys(each.person_id for each in self.answers)
        if any(work.session.get(Person, person_id) is None for person_id in names):
            raise RefusalError(not_found("person"))
        rows = [
            Permission(
                person_id=each.person_id,
                purpose=each.purpose,
                given=each.given,
                given_on=self.given_on,
                how=self.how,
                basis=self.basis if each.given else LawfulBasis.CONSENT,
                guardian_id=each.guardian_id,
            )
            for each in self.answers
        ]
        work.session.add_all(rows)
        work.session.flush()
        first = record_name(work.connection, "person", next(iter(names), None))
        more = f" and {len(names) - 1} more" if len(names) > 1 else ""
        return Applied(f"Wrote down what {first}{more} allowed", tuple(row.id for row in rows))
