"""Names of things that mean the same: ``Baked beans`` and ``baked bean``; ``Tinned tomatos`` may be one."""

import re
from collections.abc import Iterable

from mitzvah_desk.rules.plurals import singular

_NEAR = 87
"""How alike two names must be to ask whether they are one, of 100; set on pairs such as beans and peas."""


def fold_item_name(name: str) -> str:
    """A name without capitals, signs and plurals, in which two names of one thing are the same."""
    words = re.findall(r"\w+", name.casefold())
    return " ".join(map(singular, words)) if words else name.strip()


def is_same_item(one: str, other: str) -> bool:
    """Whether two names differ in capitals and plurals at most: ``Baked beans`` and ``baked bean``."""
    return fold_item_name(one) == fold_item_name(other)


def find_similar_name(name: str, known: Iterable[str]) -> str:
    """The known name that this one may mean: the same but for capitals and plural, or very much alike.

    Args:
        name: what was typed.
        known: the names that there are.

    Returns:
        The likest, or "" where none is like it.
    """
    names = list(known)
    found = ItemNames(enumerate(names)).find_similar(name)
    return "" if found is None else names[found]


class ItemNames:
    """Finds names among many, each with a number.

    Args:
        names: the numbers and names that there are.
    """

    def __init__(self, names: Iterable[tuple[int, str]] = ()) -> None:
        self._names: dict[int, str] = {}
        self._folded: dict[int, str] = {}
        self._same: dict[str, list[int]] = {}
        for number, name in names:
            self.add(number, name)

    def add(self, number: int, name: str) -> None:
        """Takes up one more."""
        self._names[number] = name.casefold()
        self._folded[number] = folded = fold_item_name(name)
        self._same.setdefault(folded, []).append(number)

    def find_same(self, name: str) -> list[int]:
        """Those of this very name but for capitals; where there is none, those that differ in plurals too."""
        same = self._same.get(fold_item_name(name), [])
        return [number for number in same if self._names[number] == name.casefold()] or list(same)

    def find_similar(self, name: str) -> int | None:
        """The likest, the same before all; None where none is much alike."""
        from rapidfuzz import fuzz, process

        if same := self.find_same(name):
            return same[0]
        found = process.extractOne(
            fold_item_name(name), self._folded, scorer=fuzz.ratio, processor=None, score_cutoff=_NEAR
        )
        return None if found is None else found[2]
