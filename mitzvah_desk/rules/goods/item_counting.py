"""What was typed as a number of an item, in what the item is counted in; what is not known is asked."""

from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction

from mitzvah_desk.rules.goods.quantity_input import PACKS, SINGLE, Counted
from mitzvah_desk.rules.goods.weights import read_measure
from mitzvah_desk.rules.plurals import singular


@dataclass(frozen=True, slots=True)
class ItemCounting:
    """How an item is counted.

    Attributes:
        unit: in what: ``tins``; empty where nobody said.
        pack_name: in what it comes: ``case``.
        pack_size: how many are in one.
        grams_each: what one weighs.
    """

    unit: str = ""
    pack_name: str = ""
    pack_size: int | None = None
    grams_each: int | None = None


class Lacking(StrEnum):
    """What must be asked before a number is known."""

    NOTHING = ""
    PACK_SIZE = "how many are in a pack"
    FINER = "whether it is counted in grams or millilitres from now on"
    NUMBER = "how many there are"


@dataclass(frozen=True, slots=True)
class CountAnswer:
    """What a number that was typed comes to in what an item is counted in.

    Attributes:
        count: how many; None where that must be asked.
        question: what to ask, in a sentence; empty where the number is known.
        counting: how the item is counted from now on.
        lacking: what the question is about.
    """

    count: int | None
    question: str
    counting: ItemCounting
    lacking: Lacking = Lacking.NOTHING


def count_in_units(typed: Counted, item: ItemCounting, *, in_stock: bool) -> CountAnswer:
    """What was typed as a number of an item; where it is counted otherwise, that is asked and not guessed.

    Args:
        typed: what somebody typed, with a number.
        item: how the item is counted so far.
        in_stock: some of it is in stock, and so was counted before.
    """
    count, unit = Fraction(typed.count or 0), singular(item.unit.strip().casefold())
    measure = read_measure(item.unit)
    if typed.grams and measure is not None and measure[0] == "g":
        typed = Counted(typed.name, count * typed.grams, "g")
        count = Fraction(typed.count or 0)
    if typed.is_measured:
        return _count_measured(typed, count, item, in_stock=in_stock)
    if typed.grams and not item.grams_each:
        item = replace(item, grams_each=typed.grams)
    if not typed.pack:
        return _count_bare(typed, count, item, in_stock=in_stock)
    size = typed.size
    if size is None and singular(item.pack_name.strip().casefold()) == typed.pack:
        size = item.pack_size
    if size is not None:
        fresh = replace(item, pack_name=typed.pack, pack_size=size)
        return _in_whole(count * size, typed, item if item.pack_name.strip() and item.pack_size else fresh)
    if unit == typed.pack:
        return _in_whole(count, typed, item)
    if typed.unit and not unit:
        return _in_whole(count, typed, replace(item, unit=typed.unit))
    if typed.unit:
        return _ask_other_unit(typed, item)
    ask = f"How many are in one {typed.pack}?"
    return CountAnswer(None, ask, item, Lacking.PACK_SIZE)


def _count_measured(typed: Counted, count: Fraction, item: ItemCounting, *, in_stock: bool) -> CountAnswer:
    measure = read_measure(item.unit)
    if measure is not None and measure[0] == typed.pack:
        units = count / measure[1]
        if units.denominator == 1:
            return CountAnswer(int(units), "", item)
        if measure[1] == 1000:
            return _ask_finer(item)
        return _in_whole(units, typed, item)
    if typed.pack == "g" and item.grams_each and measure is None and not count % item.grams_each:
        return CountAnswer(int(count / item.grams_each), "", item)
    if not item.unit.strip() and not in_stock:
        return _in_whole(count, typed, replace(item, unit=typed.pack))
    return _ask_other_unit(typed, item)


def _count_bare(typed: Counted, count: Fraction, item: ItemCounting, *, in_stock: bool) -> CountAnswer:
    """A number alone: 3 of what is counted in grams may be 3 kg, and 2.5 of what nobody counted yet too."""
    measure = read_measure(item.unit)
    if measure is not None and measure[1] == 1:
        large = "kg" if measure[0] == "g" else "litres"
        ask = f"Say in what it is: {typed} {large}, or {typed} {measure[0]}."
        return CountAnswer(None, ask, item, Lacking.NUMBER)
    if count.denominator == 1:
        return CountAnswer(int(count), "", item)
    if measure is not None and measure[1] == 1000:
        return _ask_finer(item)
    if not item.unit.strip() and not in_stock:
        return CountAnswer(None, f"Say in what it is, such as {typed} kg.", item, Lacking.NUMBER)
    return _in_whole(count, typed, item)


def _in_whole(count: Fraction, typed: Counted, counting: ItemCounting) -> CountAnswer:
    if count.denominator == 1:
        return CountAnswer(int(count), "", counting)
    of = f" of {typed.size or counting.pack_size}" if typed.pack in PACKS and typed.pack not in SINGLE else ""
    ask = f"{typed}{of} is not a whole number of things. Type how many there are."
    return CountAnswer(None, ask, counting, Lacking.NUMBER)


def _ask_finer(item: ItemCounting) -> CountAnswer:
    finer = "grams" if (read_measure(item.unit) or ("",))[0] == "g" else "millilitres"
    return CountAnswer(None, f"in {finer}", item, Lacking.FINER)


def _ask_other_unit(typed: Counted, item: ItemCounting) -> CountAnswer:
    its = item.unit.strip()
    so_far = f"It is counted in {its}" if its else "It was counted in single things so far"
    asked = (
        f"{so_far}. Type how many {f'{its} ' if its else ''}{typed} {'is' if typed.count == 1 else 'are'}."
    )
    return CountAnswer(None, asked, item, Lacking.NUMBER)
