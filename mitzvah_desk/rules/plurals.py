"""One and several: ``1 child``, ``3 people``, ``1,200 greeting cards``."""

import re

_ODD = {"child": "children", "loaf": "loaves", "scarf": "scarves", "knife": "knives", "shelf": "shelves"}
_ODD |= {"woman": "women", "man": "men", "person": "people", "foot": "feet", "half": "halves"}
_ODD |= {"time away": "times away", "lot set aside": "lots set aside"}
REST = re.compile(r" (?:for|of|in|with|to|from|without|on) |,| \(")
"""Where what a thing is for, of or with begins: only what stands before it has a plural."""


def count_noun(count: int, noun: str) -> str:
    """So many of it, in digits: ``1 person``, ``1,200 people``."""
    return f"{count:,} {noun if count == 1 else plural(noun)}"


def plural(name: str) -> str:
    """Several of it: ``greeting cards``, ``hats for premature babies``; what is several already stays."""
    if name in _ODD:
        return _ODD[name]
    cut = REST.search(name)
    head, rest = (name[: cut.start()], name[cut.start() :]) if cut else (name, "")
    *before, last = head.split(" ")
    for_one = re.fullmatch(r" for an? (.+)", rest)
    if for_one:
        rest = f" for {plural(for_one[1])}"
    return " ".join((*before, _several(last))) + rest


def singular(word: str) -> str:
    """A word without its plural: ``boxes`` as ``box``, ``cases`` as ``case``, ``tins`` as ``tin``."""
    if word.endswith(("xes", "ches", "shes", "sses")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def inflect_unit(count: int, unit: str) -> str:
    """What things are counted in, for so many: ``1 packet``, ``2 packets``; ``kg`` and the like stay."""
    if len(unit) < 3:
        return unit
    return singular(unit) if count == 1 else plural(unit)


def _several(word: str) -> str:
    if word in _ODD:
        return _ODD[word]
    if not word or not word[-1].isalpha() or not word.isascii() or word.endswith("s"):
        return word if not word.endswith("ss") else f"{word}es"
    if word.endswith("y") and word[-2:-1] not in set("aeiou"):
        return f"{word[:-1]}ies"
    return f"{word}es" if word.endswith(("x", "z", "ch", "sh")) else f"{word}s"
