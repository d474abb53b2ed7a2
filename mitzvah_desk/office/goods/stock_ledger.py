"""The ledger of goods: stock is a sum of movements, and free is what of it is not set aside for a partner.

``MovementKind`` says which movement does what to the sum, and what always holds.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, case, func, select
from sqlalchemy.orm import aliased
from sqlalchemy.sql.elements import ColumnElement
from sqlalchemy.sql.selectable import ScalarSelect

from mitzvah_desk.model import (
    Allocation,
    Delivery,
    DeliveryLine,
    DeliveryStatus,
    Item,
    Lot,
    Movement,
    MovementKind,
    Outcome,
    Partner,
    Request,
)
from mitzvah_desk.model.expressions import partner_name
from mitzvah_desk.model.goods import BROUGHT_IN, COMES_IN, GOES_OUT
from mitzvah_desk.rules.findings import Finding, hard_finding
from mitzvah_desk.rules.goods.weights import (
    MEASURE_WORDS,
    MixedAmount,
    add_up_amounts,
    format_amount,
    format_amount_of,
    grams_of_unit,
    read_measure,
)
from mitzvah_desk.store.errors import UndoConflictError

_GRAMS = {word: grams for word in MEASURE_WORDS if (grams := grams_of_unit(word))}
_MILLILITRES = {
    word: round(measure[1])
    for word in MEASURE_WORDS
    if (measure := read_measure(word)) is not None and measure[0] == "ml"
}


def handed_over_at() -> ScalarSelect[datetime]:
    """When a line of a delivery was handed over, in a query of lines; None while it was not."""
    return (
        select(func.max(Movement.at, type_=Movement.at.type))
        .where(Movement.delivery_line_id == DeliveryLine.id, Movement.kind == MovementKind.DELIVERED)
        .correlate(DeliveryLine)
        .scalar_subquery()
    )


def stock_effect() -> ColumnElement[int]:
    """How a movement changes the stock of its lot: up, down, or not at all.

    Kind by kind, since SQLite looks for a word among several in a table made for it, and is a third slower.
    """
    up = dict.fromkeys(COMES_IN, Movement.quantity.expression)
    down = dict.fromkeys(GOES_OUT, -Movement.quantity)
    return case(up | down, value=Movement.kind, else_=0)


def quantity_received() -> ColumnElement[int]:
    """How many things a movement brings that were not ours before."""
    return case(dict.fromkeys(BROUGHT_IN, Movement.quantity), value=Movement.kind, else_=0)


def quantity_of_line() -> ColumnElement[int]:
    """The same of one lot: less what was split off it, and with what was split off another to make it."""
    ours = dict.fromkeys((*BROUGHT_IN, MovementKind.SPLIT_IN), Movement.quantity.expression)
    return case(ours | {MovementKind.SPLIT_OFF: -Movement.quantity}, value=Movement.kind, else_=0)


def _unit() -> ColumnElement[str]:
    return func.lower(func.trim(Item.unit))


def grams_of(quantity: ColumnElement[int]) -> ColumnElement[int]:
    """What a quantity of an item weighs in grams; NULL where nobody said what one weighs."""
    return quantity * case(_GRAMS, value=_unit(), else_=Item.grams_each)


def mixed_columns(quantity: ColumnElement[int], name: str) -> tuple[ColumnElement[int], ...]:
    """Sums of a quantity of several items, what is counted apart from what is weighed and poured.

    ``read_mixed`` of the same name makes one amount of them.
    """
    measured = {**_GRAMS, **_MILLILITRES}
    counted = case(dict.fromkeys(measured, 0), value=_unit(), else_=quantity)
    grams = quantity * case(_GRAMS, value=_unit(), else_=0)
    poured = quantity * case(_MILLILITRES, value=_unit(), else_=0)
    parts = (("things", counted), ("grams", grams), ("ml", poured))
    return tuple(func.coalesce(func.sum(part), 0).label(f"{name}_{what}") for what, part in parts)


def read_mixed(name: str) -> tuple[type[MixedAmount], str, str, str]:
    """How ``fill_rows`` makes an amount of what ``mixed_columns`` summed up."""
    return (MixedAmount, f"{name}_things", f"{name}_grams", f"{name}_ml")


def unweighed(quantity: ColumnElement[int]) -> ColumnElement[int]:
    """How many things of a quantity nobody knows the weight of."""
    return case((grams_of(quantity).is_(None), quantity), else_=0)


def on_hand(connection: Connection, lot_id: int) -> int:
    """How many of a lot there are: the sum of its movements."""
    query = select(func.coalesce(func.sum(stock_effect()), 0)).where(Movement.lot_id == lot_id)
    return connection.execute(query).scalar_one()


def is_handed_over() -> ColumnElement[bool]:
    """Whether what an allocation set aside was handed over, taken or not."""
    line = aliased(DeliveryLine)  # also in a query that has lines of its own
    over = select(line.id).where(line.allocation_id == Allocation.id, line.outcome != Outcome.PLANNED)
    return over.exists()


def select_allocated() -> Select[int, int]:
    """How many of each lot are set aside and not handed over yet."""
    return (
        select(Allocation.lot_id, func.sum(Allocation.quantity).label("quantity"))
        .where(~is_handed_over())
        .group_by(Allocation.lot_id)
    )


def available(connection: Connection, lot_id: int) -> int:
    """How many of a lot are in stock and not set aside."""
    aside = select_allocated().where(Allocation.lot_id == lot_id).subquery()
    return on_hand(connection, lot_id) - (connection.execute(select(aside.c.quantity)).scalar() or 0)


def on_shelf() -> Select[int, int]:
    """How many of each lot the ledger says lie in store: those on hand, less those that are on the way."""
    away = (
        select(DeliveryLine.lot_id, func.sum(DeliveryLine.quantity).label("quantity"))
        .join(Delivery, Delivery.id == DeliveryLine.delivery_id)
        .where(Delivery.status == DeliveryStatus.ON_THE_WAY)
        .group_by(DeliveryLine.lot_id)
        .subquery()
    )
    left = func.sum(stock_effect()) - func.coalesce(away.c.quantity, 0)
    return (
        select(Movement.lot_id, left.label("quantity"))
        .outerjoin(away, away.c.lot_id == Movement.lot_id)
        .group_by(Movement.lot_id)
    )


def expiry_order() -> tuple[ColumnElement[Any], ...]:
    """The order in which lots go out: see ``rules.sharing``, which says it for values."""
    end, use_by = earliest_expiry(), Lot.use_by.expression
    return (end.is_(None), end, use_by.is_(None), use_by)


def earliest_expiry() -> ColumnElement[Any]:
    """The earlier of a lot's dates; None where it has none."""
    ends = (func.coalesce(Lot.use_by, Lot.best_before), func.coalesce(Lot.best_before, Lot.use_by))
    return func.min(*ends, type_=Lot.use_by.type)


def check_available(connection: Connection, lot_id: int, quantity: int) -> Finding | None:
    """Refuses to take more out of a lot than is free of it."""
    left, unbound = on_hand(connection, lot_id), available(connection, lot_id)
    if quantity <= unbound:
        return None
    name = lot_name(connection, lot_id)
    if quantity > left:
        text = f"Only {lot_amount(connection, lot_id, left)} are left of this lot."
        do = f"Type {lot_quantity(connection, lot_id, left)} or fewer."
        return hard_finding("goods.too_many", name, text, do, field="quantity")
    partners = allocated_partner_names(connection, lot_id)
    bound = lot_quantity(connection, lot_id, left - unbound)
    text = f"{bound} of these {lot_amount(connection, lot_id, left)} are set aside for {partners}."
    return hard_finding("goods.set_aside", name, text, "Release them first, or take fewer.", field="quantity")


def require_non_negative_stock(connection: Connection) -> None:
    """Refuses an undo or redo by itself after which more of a lot would be gone or set aside than came in.

    Raises:
        UndoConflictError: so it would be.
    """
    name = find_negative_stock(connection)
    if name:
        raise UndoConflictError(
            f"This step cannot be taken back by itself: the stock of {name}"
            " would fall below nothing, or below what is set aside.",
            "Undo first what went out or was set aside since; the History page lists it.",
        )


def find_negative_stock(connection: Connection) -> str:
    """What a lot is of, of which more is gone or set aside than came in; empty where there is none."""
    aside = select_allocated().subquery()
    lot = connection.execute(
        select(Movement.lot_id)
        .outerjoin(aside, aside.c.lot_id == Movement.lot_id)
        .group_by(Movement.lot_id)
        .having(func.sum(stock_effect()) < func.coalesce(aside.c.quantity, 0))
        .limit(1)
    ).scalar()
    return "" if lot is None else lot_name(connection, lot)


def lot_name(connection: Connection, lot_id: int) -> str:
    """What a lot is of."""
    query = select(Item.name).join_from(Lot, Item, Item.id == Lot.item_id).where(Lot.id == lot_id)
    return connection.execute(query).scalar() or ""


def lot_amount(connection: Connection, lot_id: int, quantity: int) -> str:
    """So much of what a lot is of, in words: ``2.5 kg Flour``, ``36 Peas``."""
    query = select(Item.name, Item.unit).join_from(Lot, Item, Item.id == Lot.item_id).where(Lot.id == lot_id)
    row = connection.execute(query).first()
    return f"{quantity:,}" if row is None else format_amount_of(quantity, row.unit, row.name)


def lot_quantity(connection: Connection, lot_id: int, quantity: int) -> str:
    """The same without its name: ``2.5 kg``, ``36``."""
    query = select(Item.unit).join_from(Lot, Item, Item.id == Lot.item_id).where(Lot.id == lot_id)
    return format_amount(quantity, connection.execute(query).scalar() or "")


def sum_of_lots(connection: Connection, parts: Iterable[tuple[int, int]]) -> MixedAmount:
    """Quantities of several lots, by the lot's id, as one: ``36 things and 2.5 kg``."""
    found = list(parts)
    query = select(Lot.id, Item.unit).join_from(Lot, Item, Item.id == Lot.item_id)
    rows = connection.execute(query.where(Lot.id.in_({lot for lot, _ in found})))
    units: dict[int, str] = {row.id: row.unit for row in rows}
    return add_up_amounts((quantity, units.get(lot, "")) for lot, quantity in found)


def allocated_partner_names(connection: Connection, lot_id: int) -> str:
    """For which partners some of a lot is set aside and not handed over; empty where for none."""
    query = (
        select(partner_name(Partner))
        .distinct()
        .join_from(Allocation, Request, Request.id == Allocation.request_id)
        .join(Partner, Partner.id == Request.partner_id)
        .where(Allocation.lot_id == lot_id, ~is_handed_over())
    )
    return _names(connection, query)


def delivered_partner_names(connection: Connection, lot_id: int) -> str:
    """To which partners some of a lot was brought, taken or not; empty where to none."""
    query = (
        select(partner_name(Partner))
        .distinct()
        .join_from(DeliveryLine, Delivery, Delivery.id == DeliveryLine.delivery_id)
        .join(Partner, Partner.id == Delivery.partner_id)
        .where(DeliveryLine.lot_id == lot_id, DeliveryLine.outcome != Outcome.PLANNED)
    )
    return _names(connection, query)


def _names(connection: Connection, query: Select[str]) -> str:
    return ", ".join(connection.execute(query).scalars())
