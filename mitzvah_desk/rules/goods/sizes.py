"""Sizes by what they mean: ``5-6 yrs`` is ``age 5-6``; but UK 5 is no EU 38, and 10 is no age of 10."""

import re
from fractions import Fraction

_LETTERS = {
    "extrasmall": "xs",
    "small": "s",
    "medium": "m",
    "large": "l",
    "extralarge": "xl",
    "xlarge": "xl",
    "xxl": "2xl",
    "xxxl": "3xl",
    "extraextralarge": "2xl",
    **{letters: letters for letters in ("xxs", "xs", "s", "m", "l", "xl", "2xl", "3xl", "4xl")},
}
_WHO = {
    **dict.fromkeys(("man", "mens", "men"), "men"),
    **dict.fromkeys(("woman", "womens", "women", "lady", "ladies"), "women"),
    **dict.fromkeys(("child", "childs", "children", "childrens", "kid", "kids"), "children"),
    **dict.fromkeys(("adult", "adults"), ""),
}
_SHOES = {"uk": "uk", "eu": "eu", "eur": "eu", "us": "us"}
_AGES = {
    **dict.fromkeys(("y", "yr", "yrs", "year", "years", "yo", "age", "aged", "ages"), "age"),
    **dict.fromkeys(("m", "mth", "mths", "month", "months", "mo"), "month"),
}
_DROPPED = frozenset({"size", "old", "shoe", "shoes", "of"})
_NUMBER = r"[0-9]+(?:\.[0-9]+)?"


def is_same_size(one: str, other: str) -> bool:
    """Whether two sizes mean the same, however they are written."""
    return _read(one) == _read(other)


def _read(text: str) -> tuple[object, ...]:
    """What a size means: of what sort it is, its numbers or letters, for whom."""
    plain = text.casefold().replace("’", "").replace("'", "").replace("½", ".5")
    plain = re.sub(r"\s*(?:[-–—/]|\bto\b)\s*(?=[0-9])", "-", plain)
    words = re.findall(rf"{_NUMBER}-{_NUMBER}|[0-9]xl\b|{_NUMBER}|[^\W\d_]+", plain)
    words = [word for word in words if word not in _DROPPED]
    digits = "0123456789"
    who = tuple(sorted({_WHO[word] for word in words if word in _WHO} - {""}))
    rest = [word for word in words if word not in _WHO]
    numbers = [word for word in rest if word[0] in digits and not word.endswith("xl")]
    said = [word for word in rest if word not in numbers]
    if len(numbers) == 1:
        measured = _measured(numbers[0], said)
        if measured is not None:
            return (*measured, who)
    letters = _LETTERS.get("".join(said)) if not numbers else None
    return ("letters", letters, who) if letters else ("words", tuple(words))


def _measured(number: str, said: list[str]) -> tuple[object, ...] | None:
    """A number with what is said of it; None where that is none of what is known."""
    low, _, high = number.partition("-")
    between = (Fraction(low), Fraction(high or low))
    sorts = {_AGES.get(word) or _SHOES.get(word) or "" for word in said}
    if not sorts:
        return ("age" if high else "number", *between)
    return (sorts.pop(), *between) if len(sorts) == 1 and "" not in sorts else None
