"""Materials of several projects as one shopping list: the same things added up, each in its own units.

What is weighed or poured is added up in grams and millilitres, what is counted in packs pack by pack; tins
and kilos of one thing are never one number.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from fractions import Fraction

from mitzvah_desk.rules.goods.item_names import fold_item_name
from mitzvah_desk.rules.goods.quantity_input import PACKS
from mitzvah_desk.rules.goods.weights import format_amount, read_measure
from mitzvah_desk.rules.plurals import inflect_unit, singular

AS_NEEDED = "as needed"
_LAST = re.compile(r"(?P<name>.*\S)\s*(?:,\s*|\((?:in )?)(?P<unit>[^\W\d_]+)\.?\)?", re.IGNORECASE)
_FIRST = re.compile(r"(?P<unit>[^\W\d_]+) of (?P<name>\S.*)", re.IGNORECASE)


def split_unit(material: str) -> tuple[str, str]:
    """A material as what it is and in what it is counted.

    ``Flour, kg`` is flour in ``kg``, ``Packets of rice`` is rice in ``packet``; ``Aprons`` has no unit.
    """
    for shape in (_LAST, _FIRST):
        found = shape.fullmatch(material.strip())
        if found is None:
            continue
        name, unit = found["name"].strip(), found["unit"].casefold()
        if read_measure(unit) is not None or singular(unit) in PACKS:
            return name[:1].upper() + name[1:], unit if read_measure(unit) else singular(unit)
    return material.strip(), ""


@dataclass(slots=True)
class ShoppingAmount:
    """So much of one thing.

    Attributes:
        amounts: how many, by what it is counted in; grams and millilitres for what is measured.
        is_open: nobody said how many, of all or of a part.
    """

    amounts: dict[str, Fraction] = field(default_factory=dict)
    is_open: bool = False

    def add(self, quantity: int | None, unit: str) -> None:
        """Adds a number, or one that nobody said."""
        if quantity is None:
            self.is_open = True
            return
        base, factor = read_measure(unit) or (unit, Fraction(1))
        self.amounts[base] = self.amounts.get(base, Fraction(0)) + quantity * factor

    def __str__(self) -> str:
        """As a list says it: ``120``, ``2.5 kg and 3 packets``, ``40 and more``, ``as needed``."""
        parts = [_format_part(round(count), unit) for unit, count in self.amounts.items()]
        if not parts:
            return AS_NEEDED
        return " and ".join((*parts, *(["more"] if self.is_open else [])))


@dataclass(frozen=True, slots=True)
class WantedMaterial:
    """A material of a project.

    Attributes:
        project: which.
        name: as somebody typed it.
        quantity: how many; None where nobody said.
    """

    project: str
    name: str
    quantity: int | None

    @property
    def item(self) -> str:
        """What it is, without what it is counted in."""
        return split_unit(self.name)[0]

    @property
    def amount(self) -> str:
        """How many, in what it is counted in."""
        return str(_sum_up([self]))


@dataclass(frozen=True, slots=True)
class ShoppingLine:
    """One thing to buy.

    Attributes:
        item: what.
        amount: how many of it in all.
        projects: for which, in order; with how many for each where there are several.
    """

    item: str
    amount: str
    projects: tuple[str, ...]


def add_up_materials(materials: Iterable[WantedMaterial]) -> list[ShoppingLine]:
    """The same materials of several projects as one line each, by name."""
    same: dict[str, list[WantedMaterial]] = {}
    for each in materials:
        same.setdefault(fold_item_name(each.item), []).append(each)
    lines = []
    for found in same.values():
        by_project: dict[str, list[WantedMaterial]] = {}
        for each in found:
            by_project.setdefault(each.project, []).append(each)
        apart = {title: str(_sum_up(parts)) for title, parts in by_project.items()}
        projects = tuple(
            f"{title} ({amount})" if len(apart) > 1 and amount != AS_NEEDED else title
            for title, amount in apart.items()
        )
        lines.append(ShoppingLine(found[0].item, str(_sum_up(found)), projects))
    return sorted(lines, key=lambda line: line.item.casefold())


def _sum_up(materials: Iterable[WantedMaterial]) -> ShoppingAmount:
    total = ShoppingAmount()
    for each in materials:
        total.add(each.quantity, split_unit(each.name)[1])
    return total


def _format_part(count: int, unit: str) -> str:
    said = format_amount(count, unit)
    return said if not unit or read_measure(unit) else f"{said} {inflect_unit(count, unit)}"
