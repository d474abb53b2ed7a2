"""What was settled with a reason: a finding stays settled, wherever it is told, until its facts change."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from sqlalchemy import Connection, select

from mitzvah_desk.model import SettledFinding
from mitzvah_desk.office.core.actions import Applied
from mitzvah_desk.rules.findings import Finding, hard_finding
from mitzvah_desk.store.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Settlement:
    """What can be settled, or is.

    Attributes:
        rule: of the finding, such as ``outgoing.secret``.
        subject: what exactly it is about, the same each time it is found.
        facts: a digest of what it was judged by; see ``digest_facts``.
    """

    rule: str
    subject: str
    facts: str


def digest_facts(facts: Iterable[object]) -> str:
    """A short digest of facts, another for any other facts; it tells none of them."""
    return sha256("\x1f".join(map(str, facts)).encode()).hexdigest()[:24]


def read_settled(connection: Connection) -> Mapping[Settlement, str]:
    """Everything that is settled, each with its reason."""
    columns = (SettledFinding.rule, SettledFinding.subject, SettledFinding.facts, SettledFinding.reason)
    rows = connection.execute(select(*columns))
    return {Settlement(row.rule, row.subject, row.facts): row.reason for row in rows}


@dataclass(frozen=True, slots=True)
class SettleFinding:
    """Settles a finding with a reason; one settled before by other facts is settled by these from now on.

    Attributes:
        what: what is settled.
        reason: why.
        about: whom or what it is about, for the history.
    """

    what: Settlement
    reason: str
    about: str

    def check(self, work: UnitOfWork) -> Sequence[Finding]:  # noqa: ARG002  # the protocol's
        """Nothing is settled without a reason."""
        if self.reason.strip():
            return ()
        return (hard_finding("settle.reason", self.about, "There is no reason yet.", "Say why it is so."),)

    def apply(self, work: UnitOfWork) -> Applied:
        """Keeps the reason; the journal knows who gave it."""
        asked = select(SettledFinding).where(
            SettledFinding.rule == self.what.rule, SettledFinding.subject == self.what.subject
        )
        kept = work.session.execute(asked).scalar_one_or_none()
        if kept is None:
            kept = SettledFinding(rule=self.what.rule, subject=self.what.subject)
            work.session.add(kept)
        kept.facts, kept.reason = self.what.facts, self.reason.strip()
        kept.settled_at = datetime.now().replace(microsecond=0)
        work.session.flush()
        return Applied(f"Settled what was said of {self.about}", (kept.id,))
