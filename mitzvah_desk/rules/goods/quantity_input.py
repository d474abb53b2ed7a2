"""What is typed at the door: ``3 cases beans`` as how many of what, and names that mean the same thing."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

_NUMBERS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7}
_NUMBERS |= {"eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12}
_MEASURES = {
    "kg": "kg",
    "kilo": "kg",
    "kilogram": "kg",
    "kilogramme": "kg",
    "g": "g",
    "gram": "g",
    "gramme": "g",
}
_MEASURES |= {"l": "litre", "litre": "litre", "liter": "litre", "ml": "ml", "millilitre": "ml"}
SINGLE = frozenset(
    {
        "bag",
        "bottle",
        "bunch",
        "can",
        "jar",
        "packet",
        "tin",
        "pair",
        "roll",
        "tub",
        "tube",
        "sachet",
        "punnet",
    }
)
"""Packs of which each is one thing, where nobody said in what it is counted: a tin is a tin."""
_PACKS = SINGLE | {"box", "carton", "case", "crate", "dozen", "pack", "sack", "tray"}
_COUNT = re.compile(r"^\s*(\d[\d,]*)\s*(?:x|×)?\s+(.+?)\s*$", re.IGNORECASE)
_WORD = re.compile(rf"^\s*({'|'.join(_NUMBERS)})\s+(.+?)\s*$", re.IGNORECASE)
_HALF_DOZEN = re.compile(r"^\s*half a dozen\s+(?:of\s+)?(.+?)\s*$", re.IGNORECASE)
_WEIGHED = re.compile(
    rf"^\s*(\d[\d,]*)\s*({'|'.join(sorted(_MEASURES, key=len, reverse=True))})s?\s+(?:of\s+)?(.+?)\s*$",
    re.IGNORECASE,
)
_OF_EACH = re.compile(r"^(?:of|x|×)\s*(\d[\d,]*)\s+(?:x\s+|×\s+)?(.+)$", re.IGNORECASE)
_NEAR = 87
"""How alike two names must be to ask whether they are one, of 100; set on pairs such as beans and peas."""


@dataclass(frozen=True, slots=True)
class Counted:
    """What somebody typed.

    Attributes:
        name: the item's name.
        count: how many; None where no number stands before it.
        pack: in what, in the singular: ``case``; empty where it is not said.
        size: how many are in each; None where it is not said.
    """

    name: str
    count: int | None = None
    pack: str = ""
    size: int | None = None

    @property
    def unit(self) -> str:
        """In what the item is counted by this, as the catalogue keeps it: ``tins``, ``kg``; else empty."""
        if self.size is not None or not (self.pack in SINGLE or self.is_measured):
            return ""
        return self.pack if len(self.pack) < 3 else plural(self.pack)

    @property
    def is_measured(self) -> bool:
        """Whether it is weighed or measured, so that its number counts no things."""
        return self.pack in _MEASURES.values()


def parse_quantity(text: str) -> list[Counted]:
    """What a text may mean, the likelier first: ``3 tins soup`` is soup in tins, or a thing so called.

    ``3 kg rice`` is weighed, ``2 cases of 12 beans`` are two of twelve, and a dozen is twelve.
    """
    if weighed := _WEIGHED.match(text):
        name = " ".join(weighed[3].split())
        return [Counted(name, _number(weighed[1]), _MEASURES[weighed[2].casefold()])]
    if half := _HALF_DOZEN.match(text):
        return [Counted(" ".join(half[1].split()), 6)]
    plain = [Counted(" ".join(text.split()))]
    if match := _COUNT.match(text):
        rest = " ".join(match[2].split())
        return [*_in_packs(_number(match[1]), rest), Counted(rest, _number(match[1]))]
    if match := _WORD.match(text):  # a number in words counts packs only: "a dozen eggs", not "a blanket"
        return [*_in_packs(_NUMBERS[match[1].casefold()], " ".join(match[2].split())), *plain]
    return plain


@dataclass(frozen=True, slots=True)
class ItemCounting:
    """How an item is counted.

    Attributes:
        unit: in what: ``tins``; empty where nobody said.
        pack_name: in what it comes: ``case``.
        pack_size: how many are in one.
    """

    unit: str = ""
    pack_name: str = ""
    pack_size: int | None = None


@dataclass(frozen=True, slots=True)
class CountAnswer:
    """What a number that was typed comes to in what an item is counted in.

    Attributes:
        count: how many; None where that must be asked.
        question: what to ask, in a sentence; empty where the number is known.
        counting: how the item is counted from now on.
    """

    count: int | None
    question: str
    counting: ItemCounting


def count_in_units(typed: Counted, item: ItemCounting, *, in_stock: bool) -> CountAnswer:
    """What was typed as a number of an item; where it is counted otherwise, that is asked and not guessed.

    Args:
        typed: what somebody typed, with a number.
        item: how the item is counted so far.
        in_stock: some of it is in stock, and so was counted before.
    """
    count, unit = typed.count or 0, singular(item.unit.strip().casefold())
    if not typed.pack:
        return CountAnswer(count, "", item)
    if typed.size is not None:
        fresh = ItemCounting(item.unit, typed.pack, typed.size)
        return CountAnswer(count * typed.size, "", item if item.pack_name.strip() else fresh)
    if singular(item.pack_name.strip().casefold()) == typed.pack and item.pack_size:
        return CountAnswer(count * item.pack_size, "", item)
    if unit == typed.pack:
        return CountAnswer(count, "", item)
    if typed.unit and not unit and not (typed.is_measured and in_stock):
        return CountAnswer(count, "", ItemCounting(typed.unit, item.pack_name, item.pack_size))
    if typed.unit:
        its = item.unit.strip()
        so_far = f"It is counted in {its}" if unit else "It was counted in single things so far"
        words = f"{count:,} {typed.pack if count == 1 else typed.unit}"
        asked = f"{so_far}. Type how many {f'{its} ' if unit else ''}{words} {'is' if count == 1 else 'are'}."
        return CountAnswer(None, asked, item)
    ask = f"How many are in a {typed.pack}? Type the number; the item's page can remember it."
    return CountAnswer(None, ask, item)


def _in_packs(count: int, rest: str) -> list[Counted]:
    word, _, name = rest.partition(" ")
    pack = singular(word.casefold())
    if pack not in _PACKS or not name:
        return []
    if (each := _OF_EACH.match(name)) and _number(each[1]) > 0:
        return [Counted(each[2], count, pack, _number(each[1]))]
    name = name.removeprefix("of ")
    return [Counted(name, count * 12) if pack == "dozen" else Counted(name, count, pack)]


def _number(digits: str) -> int:
    return int(digits.replace(",", ""))


def find_similar_name(name: str, known: Iterable[str]) -> str:
    """The known name that this one may mean: the same but for capitals and plural, or very much alike.

    Args:
        name: what was typed.
        known: the names that there are.

    Returns:
        The likest, or "" where none is like it.
    """
    from rapidfuzz import fuzz

    mine = _plain(name)
    best, score = "", 0.0
    for each in known:
        other = _plain(each)
        alike = 100.0 if other == mine else fuzz.ratio(mine, other)
        if alike > score:
            best, score = each, alike
    return best if score >= _NEAR else ""


def is_same_item(one: str, other: str) -> bool:
    """Whether two names differ in capitals and plurals at most: ``Baked beans`` and ``baked bean``."""
    return _plain(one) == _plain(other)


def singular(word: str) -> str:
    """A word without its plural: ``boxes`` as ``box``, ``cases`` as ``case``, ``tins`` as ``tin``."""
    if word.endswith(("xes", "ches", "shes", "sses")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def plural(word: str) -> str:
    """A word for several: ``box`` as ``boxes``, ``case`` as ``cases``."""
    return f"{word}es" if word.endswith(("x", "ch", "sh", "ss")) else f"{word}s"


def format_packs(count: int, pack: str, size: int | None) -> str:
    """A number as whole packs and what is over: ``3 cases of 12 and 4``; empty where it fills none.

    Args:
        count: how many.
        pack: in what the thing comes, such as ``Case``.
        size: how many are in one.
    """
    word = pack.strip().casefold()
    if not word or size is None or not 1 < size <= count:
        return ""
    full, over = divmod(count, size)
    words = f"{full:,} {word if full == 1 else plural(singular(word))} of {size:,}"
    return f"{words} and {over:,}" if over else words


def _plain(name: str) -> str:
    return " ".join(singular(word) for word in re.findall(r"\w+", name.casefold()))
