"""Goods that are weighed or poured: words for it, and how weights and amounts are shown.

The ledger holds whole numbers: what is weighed is counted in grams, what is poured in millilitres. Pounds,
ounces and pints are kept to the nearest of these; everything else is exact.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from mitzvah_desk.rules.plurals import inflect_unit

_MEASURES: dict[str, tuple[str, Fraction]] = {
    **dict.fromkeys(("kg", "kgs", "kilo", "kilos"), ("g", Fraction(1000))),
    **dict.fromkeys(
        ("kilogram", "kilograms", "kilogramme", "kilogrammes", "kilogrames"), ("g", Fraction(1000))
    ),
    **dict.fromkeys(("g", "gr", "gm", "gms", "gram", "grams", "gramme", "grammes"), ("g", Fraction(1))),
    **dict.fromkeys(("lb", "lbs", "pound", "pounds"), ("g", Fraction("453.59237"))),
    **dict.fromkeys(("oz", "ounce", "ounces"), ("g", Fraction("28.349523125"))),
    **dict.fromkeys(("l", "ltr", "ltrs", "litre", "litres", "liter", "liters"), ("ml", Fraction(1000))),
    **dict.fromkeys(("ml", "mls", "millilitre", "millilitres"), ("ml", Fraction(1))),
    "cl": ("ml", Fraction(10)),
    **dict.fromkeys(("pint", "pints"), ("ml", Fraction("568.26125"))),
}
MEASURE_WORDS = tuple(sorted(_MEASURES, key=len, reverse=True))
"""Everything that says in what something is weighed or poured, the longest first."""
_LARGE = {"g": ("kg", "kg"), "ml": ("litre", "litres")}


def read_measure(word: str) -> tuple[str, Fraction] | None:
    """What a word measures in: ``kilos`` is grams, a thousand of them; None where it measures nothing."""
    return _MEASURES.get(word.strip().casefold().rstrip("."))


def grams_of_unit(unit: str) -> int | None:
    """How many grams one of a unit is; None where things are not counted by weight."""
    measure = read_measure(unit)
    return round(measure[1]) if measure is not None and measure[0] == "g" else None


def count_begun(quantity: int, unit: str) -> int:
    """A quantity to be counted with others: of grams and millilitres, each begun kilo or litre."""
    return -(-quantity // 1000) if unit.strip().casefold() in {"g", "ml"} else quantity


def weigh(quantity: int, unit: str, grams_each: int | None) -> int | None:
    """What so many of an item weigh, in grams; None where nobody said what one weighs."""
    each = grams_of_unit(unit) or grams_each
    return None if each is None else quantity * each


def format_amount(quantity: int, unit: str) -> str:
    """So much of an item as it is shown: ``2.5 kg`` of what is counted in grams, else the number: ``36``."""
    measure = read_measure(unit)
    if measure is None:
        return f"{quantity:,}"
    base, factor = measure
    whole = quantity * factor
    if base not in _LARGE or whole.denominator != 1:
        return f"{quantity:,} {unit.strip()}"
    if abs(whole) < 1000:
        return f"{int(whole):,} {base}"
    one, many = _LARGE[base]
    return f"{format_kilograms(int(whole))} {one if whole == 1000 else many}"


def format_amount_in_units(quantity: int, unit: str) -> str:
    """Likewise, with the unit of what is counted in one: ``36 tins``, ``1 packet``, ``2.5 kg``."""
    said = format_amount(quantity, unit)
    return said if read_measure(unit) else f"{said} {inflect_unit(quantity, unit.strip())}".strip()


def format_amount_of(quantity: int, unit: str, name: str) -> str:
    """So much of an item, by its name: ``2.5 kg Flour``, ``36 Peas``."""
    return f"{format_amount(quantity, unit)} {name}"


def format_amount_times(quantity: int, unit: str, name: str) -> str:
    """Likewise on a label and in a letter: ``24 × Rice``, ``2.5 kg Flour``."""
    return format_amount_of(quantity, unit, name if read_measure(unit) else f"× {name}")


@dataclass(frozen=True, slots=True)
class MixedAmount:
    """So many of several items together: what is counted, weighed and poured is never one number.

    Attributes:
        things: those that are counted.
        grams: what is weighed.
        millilitres: what is poured.
    """

    things: int = 0
    grams: int = 0
    millilitres: int = 0

    def __add__(self, other: "MixedAmount") -> "MixedAmount":
        return MixedAmount(
            self.things + other.things, self.grams + other.grams, self.millilitres + other.millilitres
        )

    def __bool__(self) -> bool:
        return bool(self.things or self.grams or self.millilitres)

    def __str__(self) -> str:
        """In a sentence: ``36 things and 2.5 kg``, ``1 thing``, ``nothing``."""
        return self._join(f"{self.things:,} {'thing' if self.things == 1 else 'things'}") or "nothing"

    @property
    def short(self) -> str:
        """In a column: ``36``, ``2.5 kg``, ``36 and 2.5 kg``, ``0``."""
        return self._join(f"{self.things:,}") or "0"

    @property
    def begun(self) -> int:
        """To sort by and to draw: the things, with each begun kilo and litre."""
        return self.things + count_begun(self.grams, "g") + count_begun(self.millilitres, "ml")

    def _join(self, things: str) -> str:
        measured = (format_amount(self.grams, "g"), format_amount(self.millilitres, "ml"))
        parts = (things, *measured)
        known = (self.things, self.grams, self.millilitres)
        *first, last = [part for part, many in zip(parts, known, strict=True) if many] or [""]
        return f"{', '.join(first)} and {last}" if first else last


def add_up_amounts(parts: Iterable[tuple[int, str]]) -> MixedAmount:
    """Quantities of several items, each with what the item is counted in, as one."""
    total = MixedAmount()
    for quantity, unit in parts:
        measure = read_measure(unit)
        if measure is None:
            total += MixedAmount(things=quantity)
        elif measure[0] == "g":
            total += MixedAmount(grams=round(quantity * measure[1]))
        else:
            total += MixedAmount(millilitres=round(quantity * measure[1]))
    return total


def format_weight(grams: int, *, in_full: bool = True) -> str:
    """A weight as it is told: ``415 kg``, ``at least 415 kg``; empty where nothing is known of it.

    Args:
        grams: what is known of it.
        in_full: whether that is all; else some of it was never weighed.
    """
    if not grams:
        return ""
    return f"{'' if in_full else 'at least '}{format_kilograms(grams)} kg"


def format_kilograms(grams: int) -> str:
    """A weight in kilograms, to the gram: ``1,250``, ``0.4``."""
    return f"{grams / 1000:,.3f}".rstrip("0").rstrip(".")
