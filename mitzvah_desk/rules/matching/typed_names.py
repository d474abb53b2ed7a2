"""Whom a name typed in haste may mean: at the door there is no time to spell it as the book does."""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from mitzvah_desk.rules.matching.given_names import is_same_family_name, is_same_given_name

EXACT = 0
"""The rank of somebody who is called just so."""
_WORDS, _BEGINS, _WITHIN, _VARIANT = 1, 2, 3, 4


@lru_cache(maxsize=65536)
def fold_typed(text: str) -> str:
    """A typed name without capitals, accents and signs: ``O’Néill, Ann`` is ``oneill ann``."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(letter for letter in apart if not unicodedata.combining(letter))
    return " ".join(re.sub(r"[^\w\s]|_", " ", re.sub(r"['’`.]", "", bare)).split())


def rank_typed_name(typed: str, names: Iterable[str], more: str = "") -> int | None:
    """How well a typed text fits somebody; None where it does not, and the least fits best.

    Args:
        typed: as it was typed; its words may stand in any order.
        names: what they are called, each in full: ``Daniel Cohen``, ``Danny Cohen``.
        more: what else may be typed to find them, such as their household.
    """
    wanted = fold_typed(typed).split()
    if not wanted:
        return None
    folded = [fold_typed(name) for name in names]
    ranks = [rank for name in folded if (rank := _rank(wanted, name.split())) is not None]
    if not ranks:
        around = _rank(wanted, f"{' '.join(folded)} {fold_typed(more)}".split())
        return None if around is None else max(around, _WORDS)
    return min(ranks)


def _rank(wanted: list[str], words: list[str]) -> int | None:
    if sorted(wanted) == sorted(words):
        return EXACT
    if all(word in words for word in wanted):
        return _WORDS
    if all(any(each.startswith(word) for each in words) for word in wanted):
        return _BEGINS
    joined = " ".join(words)
    if all(word in joined for word in wanted):
        return _WITHIN
    if len(wanted) > 1 and len(words) > 1:
        same = is_same_given_name(wanted[0], words[0]) and is_same_family_name(wanted[-1], words[-1])
        return _VARIANT if same else None
    return None
