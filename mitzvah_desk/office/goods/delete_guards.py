"""What must not be removed or changed: it tells where goods went, or holds goods that are set aside.

What only its own action writes is listed here too. Movements, what is set aside, deliveries and counts hang
together; a single field of theirs, typed over, would lose or invent goods.
"""

from collections.abc import Callable, Collection, Sequence

from sqlalchemy import Connection, func, select

from mitzvah_desk.model import (
    Allocation,
    Delivery,
    DeliveryLine,
    DeliveryStatus,
    Item,
    Lot,
    Movement,
    MovementKind,
    Partner,
    Request,
)
from mitzvah_desk.model.expressions import partner_name
from mitzvah_desk.model.goods import SPLITS
from mitzvah_desk.office.goods.stock_ledger import (
    allocated_partner_names,
    delivered_partner_names,
    lot_amount,
    lot_name,
    stock_effect,
    sum_of_lots,
)
from mitzvah_desk.rules.findings import Finding, hard_finding
from mitzvah_desk.rules.plurals import count_noun

_GONE = (MovementKind.USED, MovementKind.WRITTEN_OFF)

_OPEN: dict[str, frozenset[str]] = {
    "movement": frozenset(),
    "allocation": frozenset(),
    "delivery": frozenset({"note", "received_by"}),
    "delivery_line": frozenset({"note"}),
    "stocktake": frozenset({"name"}),
    "stocktake_count": frozenset(),
}
"""Nouns that only their own actions write, with the fields that anybody may set."""
_BEGUN = frozenset({"campaign_id", "partner_id", "driver_id", "from_at", "until_at", "by_courier", "note"})
"""What a delivery may begin with."""


def check_protected_tables(
    record: str, columns: Collection[str] | None = None, *, new: bool = False
) -> list[Finding]:
    """Refuses to write what only its own action may write.

    Args:
        record: the noun.
        columns: the fields to be set; None where records are removed.
        new: whether a record is added.
    """
    if record not in _OPEN or (columns is None and record == "delivery"):
        return []  # a delivery is called off, and says so itself
    may = _OPEN[record]
    if new:
        may = _BEGUN if record == "delivery" else frozenset()
    if columns is not None and may and may.issuperset(columns):
        return []
    noun = record.replace("_", " ")
    text = f"A {noun} is not written by hand, since stock is a sum of what happened."
    return [hard_finding("goods.own_action", noun.capitalize(), text, "Use the Goods page that does it.")]


def check_locked_fields(
    connection: Connection, record: str, record_id: int, columns: Collection[str]
) -> list[Finding]:
    """Refuses to make a lot another thing, or a request another's, once some is set aside or brought."""
    if record == "lot" and "item_id" in columns:
        aside = select(Allocation.id).where(Allocation.lot_id == record_id)
    elif record == "request" and {"item_id", "partner_id"}.intersection(columns):
        aside = select(Allocation.id).where(Allocation.request_id == record_id)
    else:
        return []
    if connection.execute(aside).first() is None:
        return []
    text = f"Some of it is set aside, or was brought already, so this {record} stays what it is."
    do = "Release what is set aside first; what was brought tells where it went."
    return [hard_finding("goods.set_aside", record.capitalize(), text, do)]


def find_delete_blockers(connection: Connection, record: str, record_ids: Sequence[int]) -> list[Finding]:
    """What stands against removing records of a noun, where goods hang on them; empty where nothing does."""
    check = _CHECKS.get(record)
    return [] if check is None else check(connection, record_ids)


def _lots(connection: Connection, ids: Sequence[int]) -> list[Finding]:
    apart = select(Lot.id).join(Movement, Movement.lot_id == Lot.id).where(Lot.id.in_(ids))
    split = connection.execute(apart.where(Movement.kind.in_(SPLITS)).order_by(Lot.id).limit(1)).scalar()
    if split is not None:
        name = lot_name(connection, split)
        text = f"This lot of {name} was split, so another one tells a part of what came in."
        do = "Undo the split first (History lists it), or write off what is not there."
        return [hard_finding("goods.split", name, text, do)]
    return _of_lots(connection, connection.execute(select(Lot.id).where(Lot.id.in_(ids))).scalars().all())


def _donations(connection: Connection, ids: Sequence[int]) -> list[Finding]:
    lots = select(Lot.id).where(Lot.donation_id.in_(ids)).order_by(Lot.id)
    return _of_lots(connection, connection.execute(lots).scalars().all())


def _of_lots(connection: Connection, lot_ids: Sequence[int]) -> list[Finding]:
    found = []
    for lot in lot_ids:
        name = lot_name(connection, lot)
        went = func.coalesce(func.sum(DeliveryLine.delivered), 0)
        many = connection.execute(select(went).where(DeliveryLine.lot_id == lot)).scalar_one() or 0
        out = select(Movement.kind, func.sum(Movement.quantity).label("things")).group_by(Movement.kind)
        used = connection.execute(out.where(Movement.lot_id == lot, Movement.kind.in_(_GONE))).first()
        if who := delivered_partner_names(connection, lot):
            told = f"{lot_amount(connection, lot, many)} of it was delivered to {who}"
            told = told if many else f"Some {name} of it was brought to {who}, and came back"
            do = "It stays, so that one can tell where it went. Undo the handing over if that never happened."
            found.append(hard_finding("goods.delivered", name, f"{told}.", do))
        elif used is not None:
            do = "It stays, so that one can tell what became of it. Undo that first if it never happened."
            text = f"{lot_amount(connection, lot, used.things)} of it was {used.kind}."
            found.append(hard_finding("goods.gone_out", name, text, do))
        elif who := allocated_partner_names(connection, lot):
            text = f"{name} of it is set aside for {who}."
            found.append(hard_finding("goods.set_aside", name, text, "Release it first."))
    return found


def _requests(connection: Connection, ids: Sequence[int]) -> list[Finding]:
    lines = (
        select(DeliveryLine.lot_id, DeliveryLine.delivered, partner_name(Partner).label("partner"))
        .join(Allocation, Allocation.id == DeliveryLine.allocation_id)
        .join(Request, Request.id == Allocation.request_id)
        .join(Partner, Partner.id == Request.partner_id)
        .where(Request.id.in_(ids))
    )
    rows = connection.execute(lines).all()
    if not rows:
        return []
    things = sum_of_lots(connection, [(row.lot_id, row.delivered or 0) for row in rows])
    name = rows[0].partner
    if any(row.delivered is None for row in rows):
        text = f"What {name} asked for is on a delivery."
        return [
            hard_finding("goods.on_delivery", name, text, "Call the delivery off first, or hand it over.")
        ]
    text = f"{things} of this request were handed over."
    text = text if things else "What was brought for this request was not taken, or came back."
    do = "It stays, so that one can tell where they went. A request can be closed instead."
    return [hard_finding("goods.delivered", "Request", text, do)]


def _deliveries(connection: Connection, ids: Sequence[int]) -> list[Finding]:
    rows = connection.execute(select(Delivery.status).where(Delivery.id.in_(ids))).scalars().all()
    if DeliveryStatus.DELIVERED in rows:
        text = "This delivery was handed over already."
        return [
            hard_finding(
                "goods.delivered", "Delivery", text, "It stays, so that one can tell where goods went."
            )
        ]
    return [hard_finding("goods.call_off", "Delivery", "This delivery is not over.", "Call it off instead.")]


def _campaigns(connection: Connection, ids: Sequence[int]) -> list[Finding]:
    lines = select(DeliveryLine.lot_id, func.sum(DeliveryLine.delivered).label("many"))
    lines = lines.join(Delivery, Delivery.id == DeliveryLine.delivery_id).group_by(DeliveryLine.lot_id)
    rows = connection.execute(lines.where(Delivery.campaign_id.in_(ids)))
    things = sum_of_lots(connection, [(row.lot_id, row.many or 0) for row in rows])
    if not things:
        return []
    text = f"{things} of this campaign were handed over."
    return [
        hard_finding("goods.delivered", "Campaign", text, "It stays, so that one can tell where they went.")
    ]


def _categories(connection: Connection, ids: Sequence[int]) -> list[Finding]:
    items = select(func.count()).select_from(Item).where(Item.category_id.in_(ids))
    number = connection.execute(items).scalar_one()
    if not number:
        return []
    text = f"{count_noun(number, 'item')} in the catalogue {_is(number)} of this kind."
    do = "Give them another kind first: it tells which of them are food."
    return [hard_finding("file.in_use", "Kind of goods", text, do)]


def _locations(connection: Connection, ids: Sequence[int]) -> list[Finding]:
    left = (
        select(Lot.id)
        .join(Movement, Movement.lot_id == Lot.id)
        .where(Lot.location_id.in_(ids))
        .group_by(Lot.id)
        .having(func.sum(stock_effect()) > 0)
        .subquery()
    )
    number = connection.execute(select(func.count()).select_from(left)).scalar_one()
    if not number:
        return []
    text = f"{count_noun(number, 'lot')} of goods {_is(number)} kept here."
    return [
        hard_finding(
            "file.in_use", "Storage place", text, "Move what is there first, so that it can be found."
        )
    ]


def _is(number: int) -> str:
    return "is" if number == 1 else "are"


_CHECKS: dict[str, Callable[[Connection, Sequence[int]], list[Finding]]] = {
    "donation": _donations,
    "lot": _lots,
    "request": _requests,
    "delivery": _deliveries,
    "campaign": _campaigns,
    "item_category": _categories,
    "storage_location": _locations,
}
