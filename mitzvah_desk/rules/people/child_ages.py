"""How old children are, read from what people write of a group: ``9 to 10``, ``Year 3``, ``toddlers``.

The years of school are England's: Reception is from 4 to 5, Year 1 from 5 to 6, and each year after that a
year older, to Year 13 (GOV.UK, "The national curriculum: overview", the table of key stages).
"""

import re
from collections.abc import Mapping

_YEAR_ONE, _LAST_YEAR, _OLDEST = 5, 13, 18
_CLASSES = {r"nurser(?:y|ies)|pre-?schools?|kindergartens?": (3, 4), r"reception": (4, 5)}
_NAMED = {
    r"toddlers?": (1, 3),
    r"bab(?:y|ies)": (0, 1),
    r"infants?": (4, 7),
    r"juniors?": (7, 11),
    r"primary": (4, 11),
    r"secondary": (11, 16),
    r"sixth[ -]form(?:ers)?": (16, 18),
    r"ba[rt][ -]?mitzvah|b.?nei[ -]mitzvah": (12, 13),
    r"teen(?:ager)?s": (13, 18),
}
"""Words that tell ages where nothing better does. A bat mitzvah is at 12, a bar mitzvah at 13."""
_YEARS = re.compile(
    r"\b(?:years?|yrs?\.?|y)\s*(\d{1,2})\b(?!\s*(?:-|–|to|and|/|&)?\s*(?:years? olds?|year-olds?))"
    r"(?:\s*(?:-|–|to|and|/|&)\s*(?:years?|yrs?\.?|y)?\s*(\d{1,2})\b)?"
)
_UNDER = re.compile(r"\b(?:under|below|up to)[ -]?(\d{1,2})(?:s|'s|’s)?\b|\bu(\d{1,2})s?\b")
_OVER = re.compile(r"\bover[ -]?(\d{1,2})(?:s|'s|’s)?\b|\b(\d{1,2})\s*(?:\+|and over|or over|plus)")


def parse_age_range(text: str) -> tuple[int, int] | None:
    """The youngest and oldest age that a text tells; None where it tells none.

    ``9 to 10``, ``4-5``, ``12``, ``under 5s``, ``8+``, ``Year 3``, ``Y6``, ``Years 7-9``, ``Reception``,
    ``nursery``, ``toddlers`` and ``bar mitzvah class`` are understood, also several of them together.
    """
    rest = text.casefold()
    found: list[tuple[int, int]] = []
    for match in _YEARS.finditer(rest):
        years = [int(year) for year in match.groups() if year is not None]
        if max(years) <= _LAST_YEAR:
            found += [(year + _YEAR_ONE - 1, year + _YEAR_ONE) for year in years]
    rest = _YEARS.sub(" ", rest)
    found += _find_words(_CLASSES, rest)
    for match in _UNDER.finditer(rest):
        limit = int(match[1] or match[2])
        found.append((0, limit if "up to" in match[0] else max(0, limit - 1)))
    rest = _UNDER.sub(" ", rest)
    for match in _OVER.finditer(rest):
        least = int(match[1] or match[2])
        found.append((least, max(least, _OLDEST)))
    rest = _OVER.sub(" ", rest)
    numbers = [int(number) for number in re.findall(r"\d{1,2}", rest)]
    if numbers:
        found.append((min(numbers), max(numbers)))
    found = found or _find_words(_NAMED, rest)
    if not found:
        return None
    return min(youngest for youngest, _ in found), max(oldest for _, oldest in found)


def _find_words(words: Mapping[str, tuple[int, int]], text: str) -> list[tuple[int, int]]:
    return [ages for word, ages in words.items() if re.search(rf"\b(?:{word})\b", text)]
