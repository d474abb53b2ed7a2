"""Who got some of what is recalled, with whom to ring, and who was rung."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import BindParameter, Connection, Select, bindparam, case, func, select
from sqlalchemy.orm import aliased

from mitzvah_desk.model import (
    Delivery,
    DeliveryLine,
    Item,
    Lot,
    Movement,
    MovementKind,
    Outcome,
    Partner,
    PartnerContact,
    Person,
    Project,
    RecallCall,
)
from mitzvah_desk.model.expressions import best_phone, full_name, is_confidential, partner_name
from mitzvah_desk.office.core.actions import Applied
from mitzvah_desk.office.core.crud import not_found
from mitzvah_desk.office.core.records import record_name
from mitzvah_desk.office.goods.stock_ledger import (
    handed_over_at,
)
from mitzvah_desk.rules.fields.tidying import tidy_text
from mitzvah_desk.rules.findings import Finding, hard_finding
from mitzvah_desk.rules.goods.weights import format_amount_of
from mitzvah_desk.store.unit_of_work import UnitOfWork

_LOTS: BindParameter[Any] = bindparam("lots", expanding=True)


@dataclass(frozen=True, slots=True)
class RecallRecipient:
    """Who got some of it, and must be rung.

    Attributes:
        id: the partner's number; less than nothing for a project that used it.
        name: the partner, or its code name; the project.
        phone: whom to ring; empty for a confidential partner, whose number is on its own page alone.
        what: how many of what, with the maker's lot number: ``12 Rice (L77), 3 Soap``.
        last_on: when the last of it was handed over, or used.
        driver: who brought it.
        rung_at: when they were rung about all of it; None while not.
        note: what they said.
        confidential: its number is on its own page alone.
    """

    id: int
    name: str
    phone: str
    what: str
    last_on: datetime | None
    driver: str
    rung_at: datetime | None
    note: str
    confidential: bool


def list_recall_recipients(connection: Connection, lot_ids: Sequence[int]) -> list[RecallRecipient]:
    """Who got some of lots: partners, those still to be rung first, and projects that used it up."""
    asked = {"lots": tuple(lot_ids)}
    rows = connection.execute(_select_recipients(), asked).mappings().all()
    users = connection.execute(_select_users(), asked).mappings().all()
    plain = {"confidential": False, "driver": "", "rung_at": None, "note": ""}
    found = [_together(part) for part in _by_id(rows)]
    return [
        *sorted(found, key=lambda each: each.rung_at is not None),
        *(_together([{**plain, **row} for row in part]) for part in _by_id(users)),
    ]


@cache
def _select_recipients() -> Select[*tuple[Any, ...]]:
    """What partners got of some lots; put together once, since Today asks it of every recalled lot."""
    reached = aliased(Person)
    contact = (
        select(best_phone(reached))
        .join_from(PartnerContact, reached, reached.id == PartnerContact.person_id)
        .where(PartnerContact.partner_id == Partner.id, best_phone(reached) != "")
        .order_by(PartnerContact.is_main.desc(), PartnerContact.id)
        .limit(1)
        .correlate(Partner)
        .scalar_subquery()
    )
    driver = case((Delivery.by_courier, "courier"), else_=func.coalesce(full_name(Person), ""))
    return (
        select(
            Partner.id,
            partner_name(Partner).label("name"),
            func.coalesce(contact, Partner.phone).label("phone"),
            is_confidential(Partner.id).label("confidential"),
            Item.name.label("item"),
            Item.unit,
            Lot.batch,
            DeliveryLine.delivered.label("many"),
            handed_over_at().label("on"),
            driver.label("driver"),
            RecallCall.rung_at,
            RecallCall.note,
        )
        .join_from(DeliveryLine, Delivery, Delivery.id == DeliveryLine.delivery_id)
        .join(Partner, Partner.id == Delivery.partner_id)
        .join(Lot, Lot.id == DeliveryLine.lot_id)
        .join(Item, Item.id == Lot.item_id)
        .outerjoin(Person, Person.id == Delivery.driver_id)
        .outerjoin(RecallCall, (RecallCall.lot_id == Lot.id) & (RecallCall.partner_id == Partner.id))
        .where(DeliveryLine.lot_id.in_(_LOTS), DeliveryLine.delivered > 0)
        .order_by(func.lower(partner_name(Partner)), Partner.id, DeliveryLine.id)
    )


@dataclass(frozen=True)
class NoteRung:
    """Notes that a partner was rung about lots that had gone out to it.

    Attributes:
        partner_id: who was rung.
        lot_ids: about which lots; those of them that it got are meant.
        at: when.
        note: what they said.
    """

    partner_id: int
    lot_ids: tuple[int, ...]
    at: datetime
    note: str = ""

    def check(self, work: UnitOfWork) -> Sequence[Finding]:
        """Refuses where the partner is gone, or got nothing of it."""
        name = record_name(work.connection, "partner", self.partner_id)
        if not name:
            return [not_found("partner")]
        if self._got(work):
            return ()
        text = f"{name} got nothing of this."
        return [hard_finding("recall.got_nothing", name, text, "Choose somebody who did.")]

    def apply(self, work: UnitOfWork) -> Applied:
        """Notes it of every one of the lots, instead of what was noted before."""
        before = select(RecallCall).where(RecallCall.partner_id == self.partner_id)
        known = {call.lot_id: call for call in work.session.scalars(before)}
        for lot in self._got(work):
            call = known.get(lot) or RecallCall(lot_id=lot, partner_id=self.partner_id)
            call.rung_at, call.note = self.at, tidy_text(self.note)
            work.session.add(call)
        work.session.flush()
        name = record_name(work.connection, "partner", self.partner_id)
        return Applied(f"{name} was rung about the recall", (self.partner_id,))

    def _got(self, work: UnitOfWork) -> Sequence[int]:
        query = (
            select(DeliveryLine.lot_id)
            .distinct()
            .join(Delivery, Delivery.id == DeliveryLine.delivery_id)
            .where(Delivery.partner_id == self.partner_id, DeliveryLine.outcome != Outcome.PLANNED)
            .where(DeliveryLine.lot_id.in_(self.lot_ids), DeliveryLine.delivered > 0)
        )
        return work.connection.execute(query).scalars().all()


def _by_id(rows: Sequence[Mapping[Any, Any]]) -> list[list[Mapping[Any, Any]]]:
    found: dict[int, list[Mapping[Any, Any]]] = {}
    for row in rows:
        found.setdefault(row["id"], []).append(row)
    return list(found.values())


def _together(rows: Sequence[Mapping[Any, Any]]) -> RecallRecipient:
    """What one partner got, in one line; it was rung once it was rung about all of it."""
    first = rows[0]
    counts: dict[tuple[str, str], int] = {}
    for row in rows:
        what = f"{row['item']} ({row['batch']})" if row["batch"] else row["item"]
        counts[what, row["unit"]] = counts.get((what, row["unit"]), 0) + row["many"]
    rung = [row["rung_at"] for row in rows]
    return RecallRecipient(
        first["id"],
        first["name"],
        "" if first["confidential"] else first["phone"],
        ", ".join(format_amount_of(many, unit, item) for (item, unit), many in counts.items()),
        max((row["on"] for row in rows if row["on"] is not None), default=None),
        ", ".join(dict.fromkeys(row["driver"] for row in rows if row["driver"])),
        None if None in rung else max(rung),
        "; ".join(dict.fromkeys(row["note"] for row in rows if row["note"])),
        bool(first["confidential"]),
    )


@cache
def _select_users() -> Select[*tuple[Any, ...]]:
    """Projects that used some of lots, with the telephone of whoever runs them."""
    return (
        select(
            (-Project.id).label("id"),
            Project.title.label("name"),
            best_phone(Person).label("phone"),
            Item.name.label("item"),
            Item.unit,
            Lot.batch,
            Movement.quantity.label("many"),
            Movement.at.label("on"),
        )
        .join_from(Movement, Project, Project.id == Movement.project_id)
        .join(Lot, Lot.id == Movement.lot_id)
        .join(Item, Item.id == Lot.item_id)
        .outerjoin(Person, Person.id == Project.coordinator_id)
        .where(Movement.lot_id.in_(_LOTS), Movement.kind == MovementKind.USED)
        .order_by(func.lower(Project.title), Project.id, Movement.id)
    )
