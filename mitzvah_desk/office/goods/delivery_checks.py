"""What stands against a delivery: goods that must not go, hours and rest."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from sqlalchemy import select

from mitzvah_desk.model import (
    Allocation,
    Delivery,
    DeliveryLine,
    DeliveryStatus,
    Partner,
)
from mitzvah_desk.office.core.records import record_name
from mitzvah_desk.office.core.settings import calendar_place, read_settings
from mitzvah_desk.office.goods.requests import list_open_requests, list_supplies
from mitzvah_desk.rules.findings import Finding, hard_finding, soft_finding
from mitzvah_desk.rules.goods.allocation import mismatch_reason
from mitzvah_desk.rules.jewish_calendar.calendar import check_rest_time
from mitzvah_desk.rules.jewish_calendar.day_notes import check_day_notes
from mitzvah_desk.store.unit_of_work import UnitOfWork

Part = tuple[int, int, int]
"""A part of what is set aside: the number by which it is asked for, its lot and its request."""


def load_delivery_lines(work: UnitOfWork, delivery_id: int) -> Sequence[DeliveryLine]:
    """The lines of a delivery as records that may be changed, the oldest first."""
    query = select(DeliveryLine).where(DeliveryLine.delivery_id == delivery_id).order_by(DeliveryLine.id)
    return work.session.scalars(query).all()


def find_blocked_lines(work: UnitOfWork, lines: Iterable[DeliveryLine], day: date) -> dict[int, str]:
    """Why lines of a delivery must not go to whom they are for on a day, in a sentence, by their ids."""
    ids = {line.id: line for line in lines}
    query = (
        select(DeliveryLine.id, DeliveryLine.lot_id, Allocation.request_id)
        .join(Allocation, Allocation.id == DeliveryLine.allocation_id)
        .where(DeliveryLine.id.in_(ids))
    )
    parts = [(row.id, row.lot_id, row.request_id) for row in work.connection.execute(query)]
    return find_blocked_parts(work, parts, day)


def find_blocked_parts(work: UnitOfWork, parts: Sequence[Part], day: date) -> dict[int, str]:
    """The same of what is set aside, by the number that stands first."""
    lots = {each.lot_id: each for each in list_supplies(work.connection, {lot for _, lot, _ in parts})}
    wants = {
        each.request_id: each
        for each in list_open_requests(work.connection, {asked for _, _, asked in parts})
    }
    found = {number: mismatch_reason(lots[lot], wants[asked], day) for number, lot, asked in parts}
    return {number: sentence for number, sentence in found.items() if sentence}


def make_refusals(sentences: Iterable[str], do: str) -> list[Finding]:
    """A refusal for each reason why goods must not go."""
    return [
        hard_finding("delivery.stopped", "Delivery", sentence, do) for sentence in dict.fromkeys(sentences)
    ]


def already_dispatched(work: UnitOfWork, delivery: Delivery) -> Finding:
    """Refuses because the delivery is on its way, or was handed over."""
    name = record_name(work.connection, "partner", delivery.partner_id)
    if delivery.status is DeliveryStatus.ON_THE_WAY:
        return hard_finding(
            "delivery.away", name, f"The delivery to {name} is on its way already.", "Hand it over."
        )
    text = f"The delivery to {name} was handed over already."
    return hard_finding(
        "delivery.over", name, text, "Undo the handing over first; the History page lists it."
    )


def check_delivery_time(work: UnitOfWork, partner_id: int, start: datetime, end: datetime) -> list[Finding]:
    """Asks where the house is closed then, or it is Shabbat or Yom Tov."""
    name = record_name(work.connection, "partner", partner_id)
    partner = work.session.get_one(Partner, partner_id)
    opens, closes = partner.visiting_from, partner.visiting_until
    found = []
    if (opens and f"{start:%H:%M}" < opens) or (closes and f"{end:%H:%M}" > closes):
        text = f"{name} is open from {opens or '00:00'} to {closes or '24:00'}."
        do = "Choose another time, or ring them and say why."
        found.append(soft_finding("delivery.closed", name, text, do))
    place = calendar_place(read_settings(work.connection))
    rest = check_rest_time(start, end, place, subject=name, what="This delivery")
    return [*found, *([rest] if rest is not None else check_day_notes(start, end))]
