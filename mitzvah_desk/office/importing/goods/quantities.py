"""How many of what a row gave, as people write it: ``2.5 kg``, ``3 cases of 12``, ``½ case``."""

from collections.abc import Iterable

from mitzvah_desk.office.importing.existing_records import ItemKnown
from mitzvah_desk.rules.fields import cell_parsers as reading
from mitzvah_desk.rules.fields.tidying import tidy_text
from mitzvah_desk.rules.goods.item_counting import ItemCounting, Lacking, count_in_units
from mitzvah_desk.rules.goods.quantity_input import Counted, parse_amount, parse_quantity

_OF_ONE = Counted("", 1)


def read_quantity(text: str) -> Counted | None:
    """What a cell says of how many.

    Raises:
        ValueError: it is no number.
    """
    typed = parse_amount(text)
    if typed is not None:
        return typed
    count = reading.parse_count(text)
    return None if count is None else Counted("", count)


def read_item(text: str, quantity: Counted | None, known: Iterable[str]) -> tuple[str, Counted]:
    """What a row gave, and how many: where no cell says how many, its name may: ``24 tins beans``.

    Args:
        text: the cell of the item.
        quantity: what the cell of the quantity says; None where there is none.
        known: the names of the catalogue.
    """
    name = tidy_text(text)
    if quantity is not None or not name:
        return name, quantity or _OF_ONE
    meant = parse_quantity(name, known)[0]
    return (name, _OF_ONE) if meant.count is None else (tidy_text(meant.name), meant)


def settle_count(name: str, typed: Counted, items: dict[str, ItemKnown]) -> tuple[int | None, str]:
    """How many there are in what the item is counted in; what the row says of that is kept in ``items``.

    Args:
        name: the item's.
        typed: how many, as it was written.
        items: how things are counted, by name in small letters; a new one is added.

    Returns:
        The number; or None, and what must be written instead.
    """
    key = name.casefold()
    item = items.get(key) or ItemKnown(ItemCounting(), in_stock=False)
    answer = count_in_units(typed, item.counting, in_stock=item.in_stock)
    if answer.count is not None:
        items[key] = ItemKnown(answer.counting, in_stock=True)
        return answer.count, ""
    if answer.lacking is Lacking.PACK_SIZE:
        return None, f"How many are in one {typed.pack}? Write such as {typed} of 12."
    if answer.lacking is Lacking.FINER:
        unit = item.counting.unit
        return None, f"{name} is counted in whole {unit} so far. Take it in by hand, or write a whole number."
    return None, answer.question
