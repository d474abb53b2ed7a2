"""A gift sent on whole to one partner in one step: set aside for them, and a delivery planned."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from mitzvah_desk.model import Allocation, Delivery, DeliveryLine, Donation, Lot, Partner, Request
from mitzvah_desk.model.expressions import partner_name
from mitzvah_desk.office.core.actions import Applied
from mitzvah_desk.office.core.crud import not_found
from mitzvah_desk.office.core.records import record_name
from mitzvah_desk.office.goods.requests import list_open_requests, list_supplies
from mitzvah_desk.rules.findings import Finding, hard_finding, soft_finding
from mitzvah_desk.rules.goods.allocation import OpenRequest, Supply, check_allocation, mismatch_reason
from mitzvah_desk.rules.goods.weights import MixedAmount, add_up_amounts
from mitzvah_desk.store.unit_of_work import UnitOfWork


@dataclass(frozen=True)
class SendOn:
    """Sends everything that is free of a donation on to one partner; one step, taken back as one.

    What the partner asked for already counts as given; the rest is noted as asked for.

    Attributes:
        donation_id: the donation.
        partner_id: to whom.
        campaign_id: the campaign that the delivery counts for.
        today: what dates are held against.
    """

    donation_id: int
    partner_id: int
    campaign_id: int
    today: date

    def check(self, work: UnitOfWork) -> Sequence[Finding]:
        """Refuses what they must not have, and nothing; asks what setting aside asks, and of a part gone."""
        if work.session.get(Donation, self.donation_id) is None:
            return [not_found("donation")]
        partner = work.session.get(Partner, self.partner_id)
        if partner is None:
            return [not_found("partner")]
        supplies = self._supplies(work)
        free = [each for each in supplies if each.free > 0]
        if not free:
            text = "Nothing of this donation is free any more."
            return [hard_finding("goods.nothing", "Donation", text, "Look under Lots where it is.")]
        found: list[Finding] = []
        for supply in free:
            want = self._as_asked(work, supply)
            if sentence := mismatch_reason(supply, want, self.today):
                do = "Take it out first, or send the others on by hand."
                found.append(hard_finding("goods.not_for_them", supply.item, sentence, do))
            else:
                found += check_allocation(supply, want, self.today)
        for supply in supplies:
            if supply.free <= 0:
                text = f"{supply.item} of this donation is set aside for others or gone, and stays behind."
                found.append(
                    soft_finding("goods.not_whole", supply.item, text, "Send the rest on all the same?")
                )
        return list(dict.fromkeys(found))

    def apply(self, work: UnitOfWork) -> Applied:
        """Sends it on; the id is the delivery's."""
        delivery = Delivery(campaign_id=self.campaign_id, partner_id=self.partner_id)
        work.session.add(delivery)
        work.session.flush()
        things = MixedAmount()
        for supply in self._supplies(work):
            if supply.free > 0:
                things += add_up_amounts([(supply.free, supply.unit)])
                for request_id, quantity in self._requests(work, supply):
                    self._put_on(work, delivery.id, request_id, supply.lot_id, quantity)
        name = record_name(work.connection, "partner", self.partner_id)
        return Applied(f"Sent {things} on to {name}: a delivery is planned", (delivery.id,))

    def _supplies(self, work: UnitOfWork) -> list[Supply]:
        lots = set(work.session.scalars(select(Lot.id).where(Lot.donation_id == self.donation_id)))
        return list_supplies(work.connection, lots)

    def _as_asked(self, work: UnitOfWork, supply: Supply) -> OpenRequest:
        """What setting it aside is checked against: as if they had asked for just this."""
        row = work.connection.execute(
            select(
                partner_name(Partner).label("shown"), Partner.kosher_only, Partner.halal_only, Partner.avoids
            ).where(Partner.id == self.partner_id)
        ).one()
        return OpenRequest(
            0,
            row.shown,
            supply.item_id,
            supply.free,
            supply.size,
            row.kosher_only,
            row.halal_only,
            row.avoids,
        )

    def _requests(self, work: UnitOfWork, supply: Supply) -> list[tuple[int, int]]:
        """How many of a lot are for which request: those that are open for it, and a new one for the rest."""
        mine = select(Request.id).where(
            Request.partner_id == self.partner_id,
            Request.item_id == supply.item_id,
            Request.closed.is_(False),
        )
        parts, left = [], supply.free
        known = set(work.session.scalars(mine))
        for want in list_open_requests(work.connection, known) if known else []:
            part = left if want.open is None else min(left, want.open)
            if part and not mismatch_reason(supply, want, self.today):
                parts.append((want.request_id, part))
                left -= part
        if left:
            request = Request(
                partner_id=self.partner_id,
                campaign_id=self.campaign_id,
                item_id=supply.item_id,
                quantity=left,
                size=supply.size,
            )
            work.session.add(request)
            work.session.flush()
            parts.append((request.id, left))
        return parts

    def _put_on(self, work: UnitOfWork, delivery: int, request: int, lot: int, quantity: int) -> None:
        allocation = Allocation(request_id=request, lot_id=lot, quantity=quantity)
        work.session.add(allocation)
        work.session.flush()
        work.session.add(
            DeliveryLine(delivery_id=delivery, lot_id=lot, allocation_id=allocation.id, quantity=quantity)
        )
        work.session.flush()
