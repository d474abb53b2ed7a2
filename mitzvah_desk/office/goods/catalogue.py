"""The catalogue of goods: items and their codes, how they are counted, and what kits hold.

No item stands beside another of nearly its name, unless somebody says that it is another.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func, or_, select, update
from sqlalchemy.sql.elements import ColumnElement

from mitzvah_desk.model import (
    Allocation,
    DeliveryLine,
    Item,
    ItemCode,
    KitPart,
    Lot,
    Movement,
    MovementKind,
    Request,
    StocktakeCount,
)
from mitzvah_desk.office.core.actions import Applied
from mitzvah_desk.office.core.crud import not_found
from mitzvah_desk.office.core.rows import fill_rows
from mitzvah_desk.office.goods.stock_queries import list_usable_lots, pick_first_expiring
from mitzvah_desk.rules.fields.tidying import tidy_text
from mitzvah_desk.rules.findings import Finding, hard_finding, soft_finding
from mitzvah_desk.rules.goods.item_names import find_similar_name
from mitzvah_desk.rules.goods.weights import (
    format_amount,
    format_amount_in_units,
    format_amount_of,
    read_measure,
)
from mitzvah_desk.store.unit_of_work import UnitOfWork

_FINER = {"g": ("g", "grams"), "ml": ("ml", "millilitres")}


def find_item_by_name(connection: Connection, name: str) -> int | None:
    """The catalogue's item of this very name, whatever its capitals; None where there is none."""
    mine = func.lower(Item.name) == tidy_text(name).lower()
    return connection.execute(select(Item.id).where(mine).order_by(Item.id)).scalar()


def find_item_by_code(connection: Connection, code: str) -> int | None:
    """The item on whose packing a scanner read this code; None where nobody said."""
    return connection.execute(select(ItemCode.item_id).where(ItemCode.code == code)).scalar()


def refuse_taken_name(name: str) -> Finding:
    """Refuses a name that is another item's already, but for its capitals."""
    text = f"There is already an item called “{name}”."
    return hard_finding("item.name", name, text, "Use that one, or choose another name.", field="name")


def similar_item(
    connection: Connection, name: object, more: Iterable[str] = (), *, but: int | None = None
) -> list[Finding]:
    """Asks whether a name is that of an item already there, such as ``rices`` beside ``rice``.

    Args:
        connection: the file.
        name: what an item is about to be called.
        more: names that are about to be there too.
        but: the item itself, where it is there already.
    """
    wanted = tidy_text(str(name or ""))
    others = connection.execute(select(Item.name).where(Item.id != (but or 0))).scalars()
    alike = find_similar_name(wanted, [*others, *more]) if wanted else ""
    if not alike:
        return []
    text = f"The catalogue has “{alike}” already, which may be the same as “{wanted}”."
    do = f"Use “{alike}”, or say why “{wanted}” is something else."
    return [soft_finding("item.twin", wanted, text, do, field="name")]


def check_unit(connection: Connection, item_id: int, unit: str) -> list[Finding]:
    """Asks where what is noted would be another weight by it: 12 kg as 12 g."""
    query = select(Item.name, Item.unit).where(Item.id == item_id)
    row = connection.execute(query).first()
    lots = connection.execute(select(Lot.id).where(Lot.item_id == item_id).limit(1)).first()
    before = read_measure(row.unit) if row else None
    if row is None or lots is None or before is None or before == read_measure(unit):
        return []
    text = f"{row.name} is counted in {row.unit} so far. What is noted would stand as {unit or 'pieces'}."
    do = "Type such as 2.5 kg where it comes in to count it in grams, or say why the numbers stay."
    return [soft_finding("item.unit", row.name, text, do, field="unit")]


@dataclass(frozen=True)
class AddItem:
    """Adds an item to the catalogue that somebody was asked about already, as at the door.

    Attributes:
        name: what it is called, and known to be no other item.
        unit: in what it is counted: ``tins``.
        pack_name: in what it comes: ``case``.
        pack_size: how many are in one.
        grams_each: what one weighs.
    """

    name: str
    unit: str = ""
    pack_name: str = ""
    pack_size: int | None = None
    grams_each: int | None = None

    def check(self, work: UnitOfWork) -> Sequence[Finding]:
        """Refuses a name that is another's but for its capitals, and none."""
        name = tidy_text(self.name)
        if not name:
            return [
                hard_finding("item.name", "Item", "An item needs a name.", "Type its name.", field="name")
            ]
        if find_item_by_name(work.connection, name) is None:
            return ()
        return [refuse_taken_name(name)]

    def apply(self, work: UnitOfWork) -> Applied:
        """Adds it; the id is the item's."""
        item = Item(
            name=tidy_text(self.name),
            unit=self.unit,
            pack_name=self.pack_name,
            pack_size=self.pack_size,
            grams_each=self.grams_each,
        )
        work.session.add(item)
        work.session.flush()
        return Applied(f"Added {item.name}", (item.id,))


@dataclass(frozen=True)
class CountFiner:
    """Counts an item in grams or millilitres from now on, which was counted in kilos or litres so far.

    Every number of it in the file is multiplied, so that nothing is lost or invented.
    """

    item_id: int

    def check(self, work: UnitOfWork) -> Sequence[Finding]:
        """Refuses what is not counted in kilos or litres."""
        item = work.session.get(Item, self.item_id)
        if item is None:
            return [not_found("item")]
        measure = read_measure(item.unit)
        if measure is not None and measure[1] == 1000:
            return []
        text = f"{item.name} is not counted in kilos or litres."
        return [hard_finding("item.finer", item.name, text, "Type how many there are of it.", field="unit")]

    def apply(self, work: UnitOfWork) -> Applied:
        """Multiplies every number of it."""
        item = work.session.get_one(Item, self.item_id)
        measure = read_measure(item.unit)
        unit, words = _FINER[measure[0] if measure else "g"]
        multiply_numbers(work, item.id, 1000)
        work.session.execute(update(Item).where(Item.id == item.id).values(unit=unit, grams_each=None))
        return Applied(f"{item.name} is counted in {words} from now on", (item.id,))


def multiply_numbers(work: UnitOfWork, item_id: int, factor: int) -> None:
    """Multiplies every number of an item in the file: it is counted in something so many times smaller."""
    if factor == 1:
        return
    lots = select(Lot.id).where(Lot.item_id == item_id)
    mine: tuple[tuple[Any, ColumnElement[bool], tuple[str, ...]], ...] = (
        (Movement, Movement.lot_id.in_(lots), ("quantity",)),
        (Allocation, Allocation.lot_id.in_(lots), ("quantity",)),
        (DeliveryLine, DeliveryLine.lot_id.in_(lots), ("quantity", "delivered")),
        (StocktakeCount, StocktakeCount.lot_id.in_(lots), ("expected", "counted")),
        (Request, Request.item_id == item_id, ("quantity",)),
        (KitPart, KitPart.item_id == item_id, ("quantity",)),
        (Item, Item.id == item_id, ("pack_size", "minimum_stock")),
    )
    for table, own, columns in mine:
        known = or_(*(getattr(table, column).is_not(None) for column in columns))
        values = {column: getattr(table, column) * factor for column in columns}
        work.session.execute(update(table).where(own, known).values(values))


@dataclass(frozen=True, slots=True)
class KitPartRow:
    """What one kit holds of an item."""

    id: int
    item_id: int
    item: str
    quantity: int
    unit: str

    @property
    def amount(self) -> str:
        """How many, in what it is counted in."""
        return format_amount_in_units(self.quantity, self.unit)


@dataclass(frozen=True, slots=True)
class ItemCodeRow:
    """A code on the packing of an item."""

    id: int
    code: str


def list_kit_parts(connection: Connection, kit_id: int) -> list[KitPartRow]:
    """What one of an item holds, in the order it was typed; nothing where it is no kit."""
    query = (
        select(KitPart.id, KitPart.item_id, Item.name.label("item"), KitPart.quantity, Item.unit)
        .join(Item, Item.id == KitPart.item_id)
        .where(KitPart.kit_id == kit_id)
        .order_by(KitPart.id)
    )
    return fill_rows(KitPartRow, connection.execute(query))


def list_item_codes(connection: Connection, item_id: int) -> list[ItemCodeRow]:
    """The codes that a scanner reads on the packing of an item."""
    query = select(ItemCode.id, ItemCode.code).where(ItemCode.item_id == item_id).order_by(ItemCode.id)
    return fill_rows(ItemCodeRow, connection.execute(query))


def check_kit_parts(connection: Connection, kit_id: int, count: int, at: datetime) -> list[Finding]:
    """Refuses to make more of a kit than there are parts for, free and fit to be used."""
    found = []
    for part in list_kit_parts(connection, kit_id):
        wanted = count * part.quantity
        free = sum(lot.free for lot in list_usable_lots(connection, part.item_id, at.date()))
        if wanted > free:
            text = f"This takes {format_amount_of(wanted, part.unit, part.item)}"
            text += f"; {format_amount(free, part.unit)}"
            text += f" {'is' if free == 1 else 'are'} free in stock."
            do = f"Make {free // part.quantity:,} at most, or receive more first."
            found.append(hard_finding("goods.kit_short", part.item, text, do, field="quantity"))
    return found


def take_kit_parts(work: UnitOfWork, lot_id: int, count: int, at: datetime, project_id: int) -> None:
    """Takes the parts of so many kits out of stock, first expiring first; they are used by the project."""
    kit_id, name = work.connection.execute(
        select(Lot.item_id, Item.name).join(Item, Item.id == Lot.item_id).where(Lot.id == lot_id)
    ).one()
    for part in list_kit_parts(work.connection, kit_id):
        lots = list_usable_lots(work.connection, part.item_id, at.date())
        for part_lot, quantity in pick_first_expiring(lots, count * part.quantity):
            work.session.add(
                Movement(
                    lot_id=part_lot,
                    kind=MovementKind.USED,
                    quantity=quantity,
                    at=at,
                    project_id=project_id,
                    reason=f"Made into {name}",
                )
            )
        work.session.flush()


def find_made_kits(connection: Connection, lot_ids: Sequence[int]) -> list[Finding]:
    """Refuses to change by itself how many kits were made: their parts would stay away."""
    query = (
        select(Item.name)
        .distinct()
        .join_from(Lot, Item, Item.id == Lot.item_id)
        .join(KitPart, KitPart.kit_id == Item.id)
        .join(Movement, Movement.lot_id == Lot.id)
        .where(Lot.id.in_(lot_ids), Movement.kind == MovementKind.MADE)
    )
    text = "This was made of parts, which were taken out of stock with it."
    do = "Undo the making, under History, and make as many as there really are."
    names = connection.execute(query).scalars()
    return [hard_finding("goods.kit_made", name, text, do, field="quantity") for name in names]
