"""Makes one item of two that are the same thing; what they are counted in is brought together first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Any, ClassVar

from sqlalchemy import Connection, select

from mitzvah_desk.model import Item, KitPart, Lot, Movement, Request
from mitzvah_desk.office.core.actions import Applied, Risky
from mitzvah_desk.office.goods.catalogue import multiply_numbers
from mitzvah_desk.office.goods.stock_ledger import stock_effect
from mitzvah_desk.office.people.merge import Merge
from mitzvah_desk.rules.findings import Finding, hard_finding, soft_finding
from mitzvah_desk.rules.goods.weights import format_amount_in_units, format_weight, read_measure
from mitzvah_desk.rules.plurals import singular
from mitzvah_desk.store.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class _Side:
    """One of the two: how it is counted, what is in stock, and whether any number of it is noted."""

    id: int
    name: str
    unit: str
    grams_each: int | None
    left: int
    noted: bool

    @property
    def base(self) -> str:
        """``g`` or ``ml`` of what is weighed or poured; empty of what is counted."""
        measure = read_measure(self.unit)
        return measure[0] if measure else ""

    @property
    def factor(self) -> Fraction:
        """How many grams or millilitres one is; 1 of what is counted."""
        measure = read_measure(self.unit)
        return measure[1] if measure else Fraction(1)

    @property
    def is_exact(self) -> bool:
        """Whether one is a whole number of grams or millilitres, as a pound is not."""
        return self.factor.denominator == 1

    @property
    def each(self) -> int:
        """How many grams or millilitres one is, also of what is counted and weighs so much."""
        return int(self.factor) if self.base else self.grams_each or 1

    @property
    def words(self) -> str:
        """How it is counted: ``in tins``, ``by weight``."""
        if self.base:
            return "by weight" if self.base == "g" else "in litres"
        return f"in {self.unit.strip()}" if self.unit.strip() else "in single things"


@dataclass(frozen=True)
class MergeItems(Risky):
    """Makes one item of two. Numbers of kilos and of grams become grams; a bag of a known weight becomes it.

    Attributes:
        kept: the item that stays.
        other: the one that goes into it.
        values: the fields that the kept one takes otherwise than it has them.
    """

    backup_why: ClassVar[str] = Merge.backup_why

    kept: int
    other: int
    values: Mapping[str, Any] = field(default_factory=dict)

    def check(self, work: UnitOfWork) -> Sequence[Finding]:
        """Refuses what cannot be added up, 12 tins and 2.5 kg; asks of tins and packets, and of weights."""
        if found := [*self._merge.check(work), *_check_kits(work.connection, (self.kept, self.other))]:
            return found
        one, other = _read_sides(work.connection, (self.kept, self.other))
        if not (one.noted and other.noted):
            return found
        if one.base == other.base:
            if one.base and one.factor != other.factor and not (one.is_exact and other.is_exact):
                return [_refuse(one, other)]
            return [] if one.base else _ask_of_units(one, other)
        counted, measured = (other, one) if one.base else (one, other)
        if counted.base or measured.base != "g" or not measured.is_exact or not counted.grams_each:
            return [_refuse(one, other)]
        each = format_weight(counted.grams_each)
        now = format_weight(counted.left * counted.grams_each) or "nothing"
        text = f"{counted.name} is counted {counted.words}, {each} each, and {measured.name} by weight."
        text += f" What is in stock of it, {_left(counted)}, becomes {now}."
        do = "Merge them all the same, and say why they are one, or leave them two."
        return [soft_finding("item.merge_weighed", counted.name, text, do, field="unit")]

    def apply(self, work: UnitOfWork) -> Applied:
        """Brings the numbers of both together, and merges."""
        one, other = _read_sides(work.connection, (self.kept, self.other))
        values = dict(self.values)
        if (one.base, one.factor) == (other.base, other.factor):
            return replace(self._merge, values=values).apply(work)
        if one.noted and other.noted:
            base = one.base or other.base
            for side in (one, other):
                multiply_numbers(work, side.id, side.each)
            for column in ("pack_size", "minimum_stock"):
                if values.get(column):
                    values[column] *= other.each
            values |= {"unit": base, "grams_each": None}
        else:  # nothing is noted of one of them, so it is counted as the other is
            values["unit"] = one.unit if one.noted else other.unit
        return replace(self._merge, values=values).apply(work)

    @property
    def _merge(self) -> Merge:
        return Merge("item", self.kept, self.other, self.values)


def _read_sides(connection: Connection, ids: Sequence[int]) -> list[_Side]:
    """How two items are counted, in the order asked for."""
    found = []
    for number in ids:
        row = connection.execute(
            select(Item.name, Item.unit, Item.grams_each, Item.minimum_stock).where(Item.id == number)
        ).first()
        if row is None:
            continue
        moves = (
            select(stock_effect())
            .join_from(Movement, Lot, Lot.id == Movement.lot_id)
            .where(Lot.item_id == number)
        )
        left = [effect or 0 for effect in connection.execute(moves).scalars()]
        asked = select(Request.id).where(Request.item_id == number, Request.quantity.is_not(None))
        parts = select(KitPart.id).where(KitPart.item_id == number)
        noted = bool(left or row.minimum_stock) or any(
            connection.execute(query.limit(1)).first() for query in (asked, parts)
        )
        found.append(_Side(number, row.name, row.unit, row.grams_each, sum(left), noted))
    return found


def _check_kits(connection: Connection, ids: Sequence[int]) -> list[Finding]:
    """Refuses where the one is a part of the other: a kit would hold itself."""
    query = select(Item.name).join(KitPart, KitPart.kit_id == Item.id)
    name = connection.execute(query.where(KitPart.kit_id.in_(ids), KitPart.item_id.in_(ids))).scalar()
    if name is None:
        return []
    text = f"One of these two is a part of the other: {name} is made of it."
    return [hard_finding("item.merge_kit", name, text, "Take it out under What one holds first.")]


def _ask_of_units(one: _Side, other: _Side) -> list[Finding]:
    """Asks whether a tin of the one is a packet of the other."""
    units = [singular(side.unit.strip().casefold()) for side in (one, other)]
    if units[0] == units[1] or not all(units):
        return []
    text = (
        f"{one.name} is counted {one.words} and {other.name} {other.words}: {_left(one)} and {_left(other)}"
    )
    text += f" would be {one.left + other.left:,} of one thing."
    do = "Merge them and say why one is like the other, or leave them two."
    return [soft_finding("item.merge_units", one.name, text, do, field="unit")]


def _refuse(one: _Side, other: _Side) -> Finding:
    text = f"{one.name} is counted {one.words} and {other.name} {other.words}, so {_left(one)} and"
    text += f" {_left(other)} cannot be added up. Nothing was changed."
    counted = one if not one.base else other
    do = f"Say under Details of {counted.name} what one weighs (Grams each), and merge them then."
    if {one.base, other.base} != {"", "g"}:
        do = "Leave them two, or take what is left of one in again as the other."
    return hard_finding("item.merge_units", one.name, text, do, field="unit")


def _left(side: _Side) -> str:
    return format_amount_in_units(side.left, side.unit)
