"""Whom a name typed in haste may mean: at the door there is no time to spell it as the book does."""

import re
from collections.abc import Iterable
from functools import lru_cache

from mitzvah_desk.rules.matching.folding import fold_text
from mitzvah_desk.rules.matching.given_names import is_same_family_name, is_same_given_name

EXACT = 0
"""The rank of somebody who is called just so."""
_WORDS, _BEGINS, _WITHIN, _VARIANT = 1, 2, 3, 4


@lru_cache(maxsize=65536)
def fold_typed(text: str) -> str:
    """A typed name without capitals, accents and signs: ``O’Néill, Ann`` is ``oneill ann``."""
    return " ".join(re.sub(r"[^\w\s]|_", " ", fold_text(text).replace(".", "")).split())


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
    around = f"{' '.join(folded)} {fold_typed(more)}"
    if not all(word in around for word in wanted):
        return _VARIANT if any(_is_variant(wanted, name.split()) for name in folded) else None
    ranks = [rank for name in folded if (rank := _rank(wanted, name.split())) is not None]
    return min(ranks) if ranks else max(_rank(wanted, around.split()) or _WORDS, _WORDS)


def _rank(wanted: list[str], words: list[str]) -> int | None:
    if sorted(wanted) == sorted(words):
        return EXACT
    if all(word in words for word in wanted):
        return _WORDS
    if all(any(each.startswith(word) for each in words) for word in wanted):
        return _BEGINS
    joined = " ".join(words)
    return _WITHIN if all(word in joined for word in wanted) else None


def _is_variant(wanted: list[str], words: list[str]) -> bool:
    """Whether a first and a family name are spellings of these: ``Daniel Kohen`` is ``Dan Cohen``."""
    if len(wanted) < 2 or len(words) < 2:
        return False
    return is_same_family_name(wanted[-1], words[-1]) and is_same_given_name(wanted[0], words[0])
