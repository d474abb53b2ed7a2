"""How many of what, as a sentence says it: ``740 greeting cards``, ``two bakers``, ``rice (50)``."""

import re

from mitzvah_desk.rules.goods.weights import format_amount, read_measure
from mitzvah_desk.rules.plurals import REST, inflect_unit, plural, singular
from mitzvah_desk.rules.privacy.naming import spell_number

_UNCOUNTED = (
    frozenset({"bread", "butter", "cash", "cereal", "cheese", "clothing", "coffee", "crockery", "cutlery"})
    | frozenset({"flour", "food", "fruit", "honey", "jam", "jelly", "juice", "meat", "milk", "oil", "pasta"})
    | frozenset({"rice", "salt", "shampoo", "soap", "soup", "sugar", "tea", "toothpaste", "tuna", "water"})
    | frozenset(
        {"fish", "linen", "bedding", "furniture", "stationery", "wool", "money", "paper", "conditioner"}
    )
    | frozenset({"underwear", "footwear", "knitwear", "equipment", "powder", "detergent"})
)
"""Things of which nobody says ``two rices``."""
_OF_ITS_OWN = re.compile(
    r"^(chan|han|purim|pes|pass|pesach|shab|shav|sukk|rosh|simch|tu\b|bar\b|bat\b|b'nei|jew|heb|eid|rama|christ|"
    r"easter|diwali|mitzvah|kiddush|challah|torah|english|british|israel|london|lego)",
    re.IGNORECASE,
)
"""How names begin that keep their capital within a sentence."""
_WHO = re.compile(r"(?:er|or|ian|ist|ier|eer|ard|ic|ent|ant|man|woman|cook|guide|host|chef|nurse|helper)$")


def format_quantity(count: int, name: str, unit: str = "") -> str:
    """So many of an item.

    Args:
        count: how many.
        name: the item's, as the catalogue has it: ``Hat for a premature baby``.
        unit: in what it is counted, if the catalogue says: ``packets``.

    Returns:
        ``120 hats for premature babies``, ``12 packets of rice``, ``soup (40)``.
    """
    said = decapitalise(name)
    if read_measure(unit):
        return f"{format_amount(count, unit)} of {said}"
    if unit and not _says(name, unit):
        return f"{count:,} {inflect_unit(count, unit)} of {said}"
    if _uncounted(said):
        return f"{said} ({count:,})"
    return f"{spell_number(count)} {said if count == 1 else plural(said)}"


def item_heading(name: str, count: int | None, unit: str = "") -> str:
    """An item before how many are wanted: ``Blankets``, ``Winter coat``, ``Rice``.

    Args:
        name: the item's.
        count: how many; None where nobody said.
        unit: in what it is counted, if the catalogue says.
    """
    stays = count == 1 or _uncounted(name) or (unit and not _says(name, unit))
    return name if stays else plural(name)


def format_more_wanted(count: int | None, name: str, unit: str = "") -> str:
    """How many more are wanted: ``ten more``, ``25 more tins``, ``as much as you can``."""
    if unit in {"g", "ml"}:
        return "as much as you can" if count is None else f"{format_amount(count, unit)} more"
    counted_in = unit if unit and not _says(name, unit) else ""
    if count is not None:
        return f"{spell_number(count)} more {inflect_unit(count, counted_in)}".rstrip()
    if counted_in:
        return f"as many {inflect_unit(2, counted_in)} as you can"
    return f"as {'much' if _uncounted(name) else 'many'} as you can"


def format_helpers(count: int, role: str) -> str:
    """So many people in a role: ``two bakers``, ``three people for welcome``."""
    said = decapitalise(role)
    if _WHO.search(said):
        return f"{spell_number(count)} {said if count == 1 else plural(said)}"
    return f"{spell_number(count)} {'person' if count == 1 else 'people'} for {said}"


def decapitalise(name: str) -> str:
    """A name as it stands within a sentence: with a small letter, unless it is one of its own."""
    first = name.partition(" ")[0]
    keeps = _OF_ITS_OWN.match(name) or first[1:] != first[1:].lower() or not first[:1].isupper()
    return name if keeps else name[:1].lower() + name[1:]


def _says(name: str, unit: str) -> bool:
    """Whether a name says already in what it is counted: a crocus bulb in bulbs."""
    return singular(REST.split(name)[0].split(" ")[-1]) == singular(unit)


def _uncounted(name: str) -> bool:
    head = REST.split(name)[0].split()
    return not head or head[-1].casefold() in _UNCOUNTED
