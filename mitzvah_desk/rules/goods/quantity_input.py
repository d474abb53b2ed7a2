"""What is typed at the door: ``3 cases beans`` as how many of what, and names that mean the same thing."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

_COUNT = re.compile(r"^\s*(\d[\d,]*)\s*(?:x|×)?\s+(.+?)\s*$", re.IGNORECASE)
_PACKS = frozenset(
    {"bag", "bottle", "box", "bunch", "can", "carton", "case", "crate", "dozen", "jar"}
    | {"pack", "packet", "sack", "tin", "tray"}
)
SINGLE = frozenset({"bag", "bottle", "bunch", "can", "jar", "packet", "tin"})
"""Packs of which each is one thing, where nobody said in what it is counted: a tin is a tin."""
_NEAR = 87
"""How alike two names must be to ask whether they are one, of 100; set on pairs such as beans and peas."""


@dataclass(frozen=True, slots=True)
class Counted:
    """What somebody typed.

    Attributes:
        name: the item's name.
        count: how many; None where no number stands before it.
        pack: in what, in the singular: ``case``; empty where it is not said.
    """

    name: str
    count: int | None = None
    pack: str = ""


def parse_quantity(text: str) -> list[Counted]:
    """What a text may mean, the likelier first: ``3 tins soup`` is soup in tins, or a thing so called."""
    match = _COUNT.match(text)
    if match is None:
        return [Counted(" ".join(text.split()))]
    count, rest = int(match[1].replace(",", "")), " ".join(match[2].split())
    word, _, name = rest.partition(" ")
    pack = singular(word.casefold())
    name = name.removeprefix("of ")
    found = [Counted(rest, count)]
    return [Counted(name, count, pack), *found] if pack in _PACKS and name else found


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
