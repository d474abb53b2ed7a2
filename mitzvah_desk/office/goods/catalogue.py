"""The catalogue of goods: no item beside another of nearly its name, unless somebody says it is another."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from mitzvah_desk.model import Item, ItemCode
from mitzvah_desk.office.core.actions import Applied
from mitzvah_desk.rules.fields.tidying import tidy_text
from mitzvah_desk.rules.findings import Finding, hard_finding, soft_finding
from mitzvah_desk.rules.goods.quantity_input import find_similar_name
from mitzvah_desk.store.unit_of_work import UnitOfWork


def find_item_by_name(connection: Connection, name: str) -> int | None:
    """The catalogue's item of this very name, whatever its capitals; None where there is none."""
    mine = func.lower(Item.name) == tidy_text(name).lower()
    return connection.execute(select(Item.id).where(mine).order_by(Item.id)).scalar()


def find_item_by_code(connection: Connection, code: str) -> int | None:
    """The item on whose packing a scanner read this code; None where nobody said."""
    return connection.execute(select(ItemCode.item_id).where(ItemCode.code == code)).scalar()


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
        text = f"There is already an item called “{name}”."
        return [hard_finding("item.name", name, text, "Use that one, or choose another name.", field="name")]

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
