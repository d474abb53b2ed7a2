"""The ledger of goods: stock is a sum of movements, and free is what of it is not set aside for a partner."""

from collections.abc import Sequence

from sqlalchemy import Connection, Select, case, func, select
from sqlalchemy.sql.elements import ColumnElement

from mitzvah_desk.model import (
    Allocation,
    Delivery,
    DeliveryLine,
    Item,
    Lot,
    Movement,
    Outcome,
    Partner,
    Request,
)
from mitzvah_desk.model.goods import COMES_IN, GOES_OUT
from mitzvah_desk.rules import disclosure
from mitzvah_desk.rules.findings import Finding, hard
from mitzvah_desk.store.errors import UndoConflictError


def effect() -> ColumnElement[int]:
    """How a movement changes the stock of its lot: up, down, or not at all."""
    return case(
        (Movement.kind.in_(COMES_IN), Movement.quantity),
        (Movement.kind.in_(GOES_OUT), -Movement.quantity),
        else_=0,
    )


def on_hand(connection: Connection, lot_id: int) -> int:
    """How many of a lot there are: the sum of its movements."""
    query = select(func.coalesce(func.sum(effect()), 0)).where(Movement.lot_id == lot_id)
    return connection.execute(query).scalar_one()


def handed_over() -> ColumnElement[bool]:
    """Whether what an allocation set aside was handed over, taken or not."""
    return (
        select(DeliveryLine.id)
        .where(DeliveryLine.allocation_id == Allocation.id, DeliveryLine.outcome != Outcome.PLANNED)
        .exists()
    )


def set_aside() -> Select[int, int]:
    """How many of each lot are set aside and not handed over yet."""
    return (
        select(Allocation.lot_id, func.sum(Allocation.quantity).label("quantity"))
        .where(~handed_over())
        .group_by(Allocation.lot_id)
    )


def free(connection: Connection, lot_id: int) -> int:
    """How many of a lot are in stock and not set aside."""
    aside = set_aside().where(Allocation.lot_id == lot_id).subquery()
    return on_hand(connection, lot_id) - (connection.execute(select(aside.c.quantity)).scalar() or 0)


def too_many(connection: Connection, lot_id: int, quantity: int) -> Finding | None:
    """Refuses to take more out of a lot than is free of it."""
    left, unbound = on_hand(connection, lot_id), free(connection, lot_id)
    if quantity <= unbound:
        return None
    name = name_of_lot(connection, lot_id)
    if quantity > left:
        text = f"Only {left} {name} are left of this lot."
        return hard("goods.too_many", name, text, f"Type {left} or fewer.", field="quantity")
    text = f"{left - unbound} of these {left} {name} are set aside for {_for_whom(connection, lot_id)}."
    return hard("goods.set_aside", name, text, "Release them first, or take fewer.", field="quantity")


def bound(connection: Connection, record: str, record_ids: Sequence[int]) -> list[Finding]:
    """Refuses to remove what tells of goods that went to a partner, or are set aside for one."""
    if record not in {"donation", "lot"}:
        return _handed_over(connection, record, record_ids)
    lots = select(Lot.id, Item.name).join_from(Lot, Item, Item.id == Lot.item_id)
    mine = Lot.id if record == "lot" else Lot.donation_id
    found = []
    for lot_id, name in connection.execute(lots.where(mine.in_(record_ids)).order_by(Lot.id)).all():
        went = select(func.sum(DeliveryLine.delivered)).where(DeliveryLine.lot_id == lot_id)
        gone = connection.execute(went).scalar() or 0
        if gone:
            text = f"{gone} {name} of it was delivered to {_to_whom(connection, lot_id)}."
            do = "It stays, so that one can tell where it went. Undo the handing over if that never happened."
            found.append(hard("goods.delivered", name, text, do))
        elif who := _for_whom(connection, lot_id):
            text = f"{name} of it is set aside for {who}."
            found.append(hard("goods.set_aside", name, text, "Release it first."))
    return found


def _handed_over(connection: Connection, record: str, record_ids: Sequence[int]) -> list[Finding]:
    """Refuses to remove a request or delivery of which something was handed over: it tells where that is."""
    mine = Allocation.request_id if record == "request" else DeliveryLine.delivery_id
    went = connection.execute(
        select(func.sum(DeliveryLine.delivered))
        .outerjoin(Allocation, Allocation.id == DeliveryLine.allocation_id)
        .where(mine.in_(record_ids))
    ).scalar()
    if not went:
        return []
    text = f"{went:,} things of this {record} were handed over."
    do = "It stays, so that one can tell where they went. A request can be closed instead."
    return [hard("goods.delivered", record.capitalize(), text, do)]


def never_below_nothing(connection: Connection) -> None:
    """Refuses an undo or redo by itself after which more of a lot would be gone or set aside than came in.

    Raises:
        UndoConflictError: so it would be.
    """
    aside = set_aside().subquery()
    lot = connection.execute(
        select(Movement.lot_id)
        .outerjoin(aside, aside.c.lot_id == Movement.lot_id)
        .group_by(Movement.lot_id)
        .having(func.sum(effect()) < func.coalesce(aside.c.quantity, 0))
        .limit(1)
    ).scalar()
    if lot is not None:
        raise UndoConflictError(
            f"This step cannot be taken back by itself: the stock of {name_of_lot(connection, lot)}"
            " would fall below nothing, or below what is set aside.",
            "Undo first what went out or was set aside since; the History page lists it.",
        )


def name_of_lot(connection: Connection, lot_id: int) -> str:
    """What a lot is of."""
    query = select(Item.name).join_from(Lot, Item, Item.id == Lot.item_id).where(Lot.id == lot_id)
    return connection.execute(query).scalar() or ""


def _for_whom(connection: Connection, lot_id: int) -> str:
    query = (
        select(Partner.name, Partner.code_name, Partner.confidential)
        .join_from(Allocation, Request, Request.id == Allocation.request_id)
        .join(Partner, Partner.id == Request.partner_id)
        .where(Allocation.lot_id == lot_id, ~handed_over())
    )
    return _names(connection, query)


def _to_whom(connection: Connection, lot_id: int) -> str:
    query = (
        select(Partner.name, Partner.code_name, Partner.confidential)
        .join_from(DeliveryLine, Delivery, Delivery.id == DeliveryLine.delivery_id)
        .join(Partner, Partner.id == Delivery.partner_id)
        .where(DeliveryLine.lot_id == lot_id, DeliveryLine.delivered > 0)
    )
    return _names(connection, query)


def _names(connection: Connection, query: Select[str, str, bool]) -> str:
    rows = connection.execute(query)
    shown = {disclosure.partner_name(row[0], row[1], confidential=row[2]): None for row in rows}
    return ", ".join(shown)
