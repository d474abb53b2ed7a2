"""What somebody did and gave, as a letter of thanks says it: ``you baked at Tea``, ``19 winter coats``."""

import re
from collections.abc import Iterable

from mitzvah_desk.rules.goods.weights import format_amount, read_measure
from mitzvah_desk.rules.people.addressing import join_words
from mitzvah_desk.rules.plurals import count_noun, plural

_DEEDS = {
    "baker": "baked",
    "collector": "collected",
    "cook": "cooked",
    "crafts helper": "helped with the crafts",
    "donor appointment": "gave blood",
    "driver": "drove",
    "first aider": "stood by with first aid",
    "gift wrapper": "wrapped gifts",
    "group leader": "led a group",
    "host": "were the host",
    "instructor": "taught",
    "knitter": "knitted",
    "mechanic": "repaired what was broken",
    "musician": "made music",
    "packer": "packed",
    "photographer": "took the pictures",
    "planter": "planted",
    "signer": "signed for those who do not hear",
    "sorter": "sorted",
    "stallholder": "kept a stall",
    "steward": "stewarded",
    "story reader": "read stories",
    "tidier": "tidied up",
    "visitor": "visited",
    "welcome": "welcomed everybody",
    "welcomer": "welcomed everybody",
}
"""For roles that many committees have and that say nothing of their own."""
_MASS = frozenset(
    [
        "rice",
        "pasta",
        "flour",
        "sugar",
        "salt",
        "milk",
        "juice",
        "water",
        "tea",
        "coffee",
        "oil",
        "soup",
        "bread",
        "butter",
        "cheese",
        "cereal",
        "porridge",
        "jam",
        "honey",
        "couscous",
        "lentils",
        "toothpaste",
        "shampoo",
        "soap",
        "deodorant",
        "gel",
        "cream",
        "detergent",
        "wool",
        "food",
        "clothing",
        "bedding",
    ]
)
"""What has no plural: so many of it are so many of what it comes in, which the catalogue does not say."""


def describe_deed(role: str, own: str) -> str:
    """What whoever serves in a role did: ``baked``.

    Args:
        role: its name.
        own: what the committee thanks for with it; empty where it says nothing.
    """
    name = role.strip().lower()
    article = "an" if name[:1] in set("aeiou") else "a"
    return own.strip() or _DEEDS.get(name, f"helped as {article} {name}")


def tell_deed(deed: str, doers: Iterable[str], addressed: str) -> str:
    """Who did it, and what: ``you baked at Tea``, or ``Maya baked at Tea`` in a letter to her parents.

    Args:
        deed: what was done, and where.
        doers: the first names of those of a household who did it; none in a letter to one person or a group.
        addressed: whom the letter greets by these names: ``Bob and Ann``.
    """
    names = list(dict.fromkeys(filter(None, doers)))
    greeted = set(re.split(r", | and ", addressed))
    if not names or set(names) == greeted:
        return f"you {deed}"
    return f"{join_words(names)} {re.sub('^were ', 'was ' if len(names) == 1 else 'were ', deed)}"


def tell_gift(quantity: int, unit: str, item: str) -> str:
    """What was given, as one says it: ``19 winter coats``, ``3 packets of rice``, ``2.5 kg of flour``.

    Args:
        quantity: in the ledger's numbers.
        unit: in what the item is counted or weighed; may be empty.
        item: its name in the catalogue.
    """
    name = item[:1].lower() + item[1:] if item[1:] == item[1:].lower() else item
    if read_measure(unit):
        return f"{format_amount(quantity, unit)} of {name}"
    word = unit.strip().lower()
    if word and word[:3] not in name.lower():
        return f"{quantity:,} {word.removesuffix('s') if quantity == 1 else plural(word)} of {name}"
    if quantity != 1 and name.lower().split(" ")[-1] in _MASS:
        return f"{quantity:,} × {name}"
    return count_noun(quantity, name)
