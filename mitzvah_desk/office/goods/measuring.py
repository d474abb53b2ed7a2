"""Goods by weight: what the lines of the ledger weigh, and counting an item in grams from now on."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import case, func, or_, select, update
from sqlalchemy.sql.elements import ColumnElement

from mitzvah_desk.model import (
    Allocation,
    DeliveryLine,
    Item,
    KitPart,
    Lot,
    Movement,
    Request,
    StocktakeCount,
)
from mitzvah_desk.office.core.actions import Applied
from mitzvah_desk.office.core.crud import not_found
from mitzvah_desk.rules.findings import Finding, hard_finding
from mitzvah_desk.rules.goods.weights import MEASURE_WORDS, grams_of_unit, read_measure
from mitzvah_desk.store.unit_of_work import UnitOfWork

_GRAMS = {word: grams for word in MEASURE_WORDS if (grams := grams_of_unit(word))}
_FINER = {"g": ("g", "grams"), "ml": ("ml", "millilitres")}


def _unit() -> ColumnElement[str]:
    return func.lower(func.trim(Item.unit))


def grams_of(quantity: ColumnElement[int]) -> ColumnElement[int]:
    """What a quantity of an item weighs in grams; NULL where nobody said what one weighs."""
    return quantity * case(_GRAMS, value=_unit(), else_=Item.grams_each)


def pieces_of(quantity: ColumnElement[int]) -> ColumnElement[int]:
    """How many things a quantity of an item is; none of what is weighed."""
    return case((_unit().in_(tuple(_GRAMS)), 0), else_=units_of(quantity))


def units_of(quantity: ColumnElement[int]) -> ColumnElement[int]:
    """A quantity of an item to be counted with others: see ``weights.count_begun``."""
    return case((_unit().in_(("g", "ml")), (quantity + 999) // 1000), else_=quantity)


def unweighed(quantity: ColumnElement[int]) -> ColumnElement[int]:
    """How many things of a quantity nobody knows the weight of."""
    return case((grams_of(quantity).is_(None), quantity), else_=0)


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
        lots = select(Lot.id).where(Lot.item_id == item.id)
        mine: tuple[tuple[Any, ColumnElement[bool], tuple[str, ...]], ...] = (
            (Movement, Movement.lot_id.in_(lots), ("quantity",)),
            (Allocation, Allocation.lot_id.in_(lots), ("quantity",)),
            (DeliveryLine, DeliveryLine.lot_id.in_(lots), ("quantity", "delivered")),
            (StocktakeCount, StocktakeCount.lot_id.in_(lots), ("expected", "counted")),
            (Request, Request.item_id == item.id, ("quantity",)),
            (KitPart, KitPart.item_id == item.id, ("quantity",)),
            (Item, Item.id == item.id, ("pack_size", "minimum_stock")),
        )
        for table, own, columns in mine:
            known = or_(*(getattr(table, column).is_not(None) for column in columns))
            values = {column: getattr(table, column) * 1000 for column in columns}
            work.session.execute(update(table).where(own, known).values(values))
        work.session.execute(update(Item).where(Item.id == item.id).values(unit=unit, grams_each=None))
        return Applied(f"{item.name} is counted in {words} from now on", (item.id,))
