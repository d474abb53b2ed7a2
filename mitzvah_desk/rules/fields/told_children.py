"""Children whom a cell of a row names, and ages as people tell them: ``Noa (7), Ezra (4)``, ``Year 4``."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from mitzvah_desk.rules.fields import cell_parsers as reading
from mitzvah_desk.rules.people.child_ages import parse_age_range

_OLDEST_CHILD = 30
"""A family's list keeps its children for long; who is grown up by now is none for the rota."""
_SCHOOL_BEGINS = 9
"""School years begin in September, with everybody who is of their age by then (Education Act 1996, s. 8)."""
_YEAR = r"(?:school )?(?:year|yr|y) ?[0-9]{1,2}|reception|nursery|pre-?school"


@dataclass(frozen=True, slots=True)
class ToldAge:
    """An age and the day on which it was told."""

    years: int
    on: date


@dataclass(frozen=True, slots=True)
class ToldChild:
    """A child whom a cell names.

    Attributes:
        name: the name; without a family name where the cell says none.
        age: how old, where it says so.
        born: the date of birth, where it says that.
    """

    name: reading.Name
    age: ToldAge | None = None
    born: date | None = None


def parse_told_age(text: str, told_on: date) -> ToldAge | None:
    """An age in years, or a school year of England; None of an empty text.

    Of a school year it is the age at which everybody in it is when it begins, told on its first day.

    Args:
        text: ``9``, ``9 years``, ``Year 4``, ``Reception``.
        told_on: when it was told.

    Raises:
        ValueError: it is none.
    """
    if not text.strip():
        return None
    bare = " ".join(text.casefold().replace(".", "").split())
    if not re.fullmatch(_YEAR, bare):
        months = re.fullmatch(r"([0-9]{1,2}) ?(?:months?|mths?|weeks?|wks?)(?: old)?", bare)
        years = int(months[1]) // 12 if months else reading.parse_age(text)
        return None if years is None else ToldAge(years, told_on)
    ages = parse_age_range(bare)
    if ages is None:
        raise ValueError(f"“{text}” is not a school year. They go from Reception to Year 13.")
    return ToldAge(ages[0], date(told_on.year - (told_on.month < _SCHOOL_BEGINS), _SCHOOL_BEGINS, 1))


def parse_children(names: str, ages: str, told_on: date) -> tuple[ToldChild, ...]:
    """The children whom a cell names, one beside or below another.

    Args:
        names: ``Noa (7), Ezra (4)``; one a line; ``Noa & Ezra``; with a date of birth in brackets.
        ages: those of another column, in the same order; empty where there is none.
        told_on: when it was told.

    Raises:
        ValueError: a piece is no name, or there are other ages than children; a sentence.
    """
    found = [_parse_child(piece, told_on) for piece in _split(names)]
    told = [piece for piece in re.split(r"\s*(?:[,;/&\n]|\band\b)\s*", ages) if piece]
    if told and len(told) != len(found):
        raise ValueError(f"“{ages}” are ages of {len(told)}, but {len(found)} children are named.")
    return tuple(
        replace(child, age=parse_told_age(age, told_on)) if age else child
        for child, age in zip(found, told or [""] * len(found), strict=True)
    )


def _split(text: str) -> Sequence[str]:
    """The pieces of a cell, each a child; no comma within brackets parts them, nor does one before an age."""
    text = re.sub(
        r",\s*(?=(?:aged?\s*)?[0-9]{1,2}\s*(?:y(?:ea)?rs?\b[^,;\n]*|yo)?\s*(?:[,;\n&]|$))", " ", text
    )
    return [
        piece.strip(" .-–•*")
        for piece in re.split(r"(?:[;,\n&+]|\band\b|\s/\s|(?<=\))\s+(?=[^\W\d_]))(?![^()]*\))", text)
        if piece.strip(" .-–•*")
    ]


def _parse_child(piece: str, told_on: date) -> ToldChild:
    bracketed = re.fullmatch(r"(?P<name>[^(\[]+)[(\[](?P<told>[^)\]]*)[)\]]?", piece)
    bare = re.fullmatch(
        rf"(?P<name>[^0-9:]*?[^\W\d_])[\s:,–-]+(?P<told>(?:aged? |born |dob:? ?)?[0-9].*|{_YEAR})",
        piece,
        re.IGNORECASE,
    )
    found = bracketed or bare
    words = (found["name"] if found else piece).strip(" ,:-–")
    told = (
        re.sub(r"^(?:born|dob|d\.o\.b\.?):? ?", "", found["told"].strip(), flags=re.IGNORECASE)
        if found
        else ""
    )
    names = reading.parse_names(words)
    if len(names) != 1 or not reading.is_name(words) or re.search(r"[0-9]", words):
        raise ValueError(f"“{piece}” is not a child’s name.")
    name = names[0]
    if not name.given:  # one word is a first name
        name = replace(name, given=name.family, family="")
    if re.search(r"[0-9]\s*[/.-]\s*[0-9]|[0-9]{4}|[0-9] ?[A-Za-z]{3,9} [0-9]{2}", told):
        return ToldChild(name, born=reading.parse_birth_date(told, told_on))
    age = parse_told_age(told, told_on)
    if age is not None and age.years > _OLDEST_CHILD:
        raise ValueError(f"“{told}” is not a child’s age.")
    return ToldChild(name, age)
