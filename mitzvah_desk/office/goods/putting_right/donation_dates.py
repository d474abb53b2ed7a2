"""The day on which a donation came is put right, in the donation and in the ledger alike."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from mitzvah_desk.model import Donation, Lot, Movement, MovementKind
from mitzvah_desk.model.goods import GOES_OUT
from mitzvah_desk.office.core.actions import Applied
from mitzvah_desk.office.core.crud import not_found
from mitzvah_desk.rules.fields.parsing import format_date, format_datetime
from mitzvah_desk.rules.findings import Finding, hard_finding
from mitzvah_desk.store.unit_of_work import UnitOfWork


@dataclass(frozen=True)
class RedateDonation:
    """Says when a donation came in.

    Attributes:
        donation_id: the donation.
        at: when.
    """

    donation_id: int
    at: datetime

    def check(self, work: UnitOfWork) -> Sequence[Finding]:
        """Refuses a day after which some of it had gone out already."""
        if work.session.get(Donation, self.donation_id) is None:
            return [not_found("donation")]
        first = (
            select(func.min(Movement.at, type_=Movement.at.type))
            .join(Lot, Lot.id == Movement.lot_id)
            .where(Lot.donation_id == self.donation_id, Movement.kind.in_(GOES_OUT))
        )
        gone = work.connection.execute(first).scalar()
        if gone is None or self.at.date() <= gone.date():
            return ()
        text = f"Some of it went out on {format_date(gone.date())} already."
        do = "Type that day or an earlier one."
        return [hard_finding("goods.gone_out", "Donation", text, do, field="received_at")]

    def apply(self, work: UnitOfWork) -> Applied:
        """Writes it, and in the ledger that its lots came in then."""
        donation = work.session.get_one(Donation, self.donation_id)
        donation.received_at = self.at
        came = (
            select(Movement)
            .join(Lot, Lot.id == Movement.lot_id)
            .where(Lot.donation_id == donation.id, Movement.kind == MovementKind.RECEIVED)
        )
        for movement in work.session.scalars(came):
            movement.at = self.at
        return Applied(f"The donation came in on {format_datetime(self.at)}", (donation.id,))
