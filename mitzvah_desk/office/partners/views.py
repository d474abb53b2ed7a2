"""Who looked at a confidential partner's details, kept in the history."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import insert, select

from mitzvah_desk.model import ConfidentialView, Partner
from mitzvah_desk.model.expressions import is_confidential, partner_name
from mitzvah_desk.office.core.actions import Applied
from mitzvah_desk.office.core.crud import not_found
from mitzvah_desk.rules.findings import Finding
from mitzvah_desk.store.unit_of_work import UnitOfWork


@dataclass(frozen=True)
class ViewConfidential:
    """Writes down that somebody opened a confidential partner's details; nobody can take that back.

    Attributes:
        partner_id: whose.
        at: when.
    """

    partner_id: int
    at: datetime

    def check(self, work: UnitOfWork) -> Sequence[Finding]:
        """Refuses where there is no such partner, or nothing of it is hidden."""
        hidden = select(Partner.id).where(Partner.id == self.partner_id, is_confidential(Partner.id))
        return [] if work.connection.execute(hidden).first() else [not_found("partner")]

    def apply(self, work: UnitOfWork) -> Applied:
        """Adds the line, and names the partner by its code name alone."""
        work.connection.execute(insert(ConfidentialView).values(partner_id=self.partner_id, at=self.at))
        shown = select(partner_name(Partner)).where(Partner.id == self.partner_id)
        name = work.connection.execute(shown).scalar_one()
        return Applied(f"Looked at the protected details of {name}")
