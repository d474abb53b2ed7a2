"""Of whom in a row a column tells: programs put a couple and their children side by side in one row.

A column's meaning is a field's key, such as ``email``; one of somebody else in the row is followed by whom it
is about: ``email@adult 2``, ``born@child 1``. Nobody is made of a heading alone: a second adult is in a file
only where a column tells their name, so that ``Secondary email`` is else another address of the first.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

FIRST = ""
"""The first person of a row, of whom a column tells that does not say of whom."""
MOST_CHILDREN = 8
MEMBERS: Mapping[str, str] = {
    FIRST: "the first person",
    "adult 2": "the second adult",
    **{f"child {number}": f"child {number}" for number in range(1, MOST_CHILDREN + 1)},
}
"""Everybody whom a row may have columns for, with the words on the screen."""
NAMING = frozenset({"given", "name"})
"""The fields without which somebody is not there."""

_PEOPLE = "adult|person|member|parent|guardian|contact|applicant|guest"
_ONES = (
    rf"(?:{_PEOPLE}) ?(?:1|one|a)\b|primary(?: (?:{_PEOPLE}))?|main (?:{_PEOPLE})"
    r"|head(?: of (?:the )?household)?"
)
_TWOS = (
    rf"(?:{_PEOPLE}) ?(?:2|two|b)\b|(?:secondary|second|other) (?:{_PEOPLE}|spouse|partner)|secondary"
    r"|spouse(?: partner)?(?: s)?|partner(?: s)?"
)
_MORE_WANTED = {"secondary", "partner", "primary", "head"}
"""What is no person's column by itself: a ``Partner`` may be an organisation."""
_COUPLE = r"(?:husband|wife|his|hers?|mr|mrs|mother|father|mum|dad)(?: s)?\b"
_CHILDREN = (
    r"(?:child|kid|dependant|dependent)(?: s)? ?(?P<number>[1-8])\b(?: s\b)?"
    r"|(?P<order>first|second|third|fourth|1st|2nd|3rd|4th) child(?: s)?"
    r"|(?P<lone>child|dependant|dependent)(?: s)?"
)
_WORDS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}


class MemberHeading(NamedTuple):
    """A heading that says of whom it is.

    Attributes:
        member: one of ``MEMBERS``; ``couple`` and a word where only the file tells which of two adults it is;
            ``numbered 2`` where a number at its end may count people, or only telephones.
        rest: what it says of them, such as ``first name``; empty where it is only who.
    """

    member: str
    rest: str


def split_meaning(meaning: str) -> tuple[str, str]:
    """A column's meaning as the field's key and of whom it is."""
    key, _, member = meaning.partition("@")
    return key, member


def join_meaning(key: str, member: str) -> str:
    """A field's key of somebody in a row as a column's meaning; an empty key stays empty."""
    return f"{key}@{member}" if key and member else key


def split_heading(heading: str) -> MemberHeading | None:
    """A heading as whom it is of and what it says; None where it does not say of whom.

    Args:
        heading: as ``columns.normalise_heading`` leaves it.
    """
    for pattern, member in ((_TWOS, "adult 2"), (_ONES, FIRST), (_COUPLE, "couple")):
        found = re.fullmatch(rf"(?P<who>{pattern})(?: (?P<rest>.+))?", heading)
        found = found or re.fullmatch(rf"(?P<rest>.+?) of (?:the |your )?(?P<who>{pattern})", heading)
        if found and (found["rest"] or found["who"] not in _MORE_WANTED):
            who = f"couple {found['who'].removesuffix(' s')}" if member == "couple" else member
            return MemberHeading(who, found["rest"] or "")
    found = re.fullmatch(rf"(?:{_CHILDREN})(?: (?P<rest>.+))?", heading)
    found = found or re.fullmatch(rf"(?P<rest>.+?) of (?:the |your )?(?:{_CHILDREN})", heading)
    if found:
        number = int(found["number"]) if found["number"] else _WORDS.get(found["order"] or "", 1)
        rest = found["rest"] or ""
        return None if found["lone"] and not rest else MemberHeading(f"child {number}", rest)
    found = re.fullmatch(r"(?P<rest>\D+) (?P<number>[12])", heading)  # First name 2
    if found:
        return MemberHeading(f"numbered {found['number']}", found["rest"])
    return None


def find_members(headings: Sequence[str], find_key: Callable[[str], str]) -> dict[int, str]:
    """What columns mean that say of whom they are: column numbers from 0, each with its meaning.

    Args:
        headings: as ``columns.normalise_heading`` leaves them.
        find_key: the key of the field that a rest means, of those that may be somebody's; empty where none.
    """
    split = {n: each for n, heading in enumerate(headings) if (each := split_heading(heading)) is not None}
    split = _name_couple(headings, split, find_key)
    told: dict[int, tuple[str, str]] = {}
    for number, each in split.items():
        key = find_key(each.rest) if each.rest else "name"
        if key:
            told[number] = each.member, key
    named = {member for member, key in told.values() if key in NAMING}
    if "adult 2" in named:  # then a number counts telephones
        named -= {"numbered 1", "numbered 2"}
    return {n: join_meaning(key, _COUNTED.get(who, who)) for n, (who, key) in told.items() if who in named}


_COUNTED = {"numbered 1": FIRST, "numbered 2": "adult 2"}


def _name_couple(
    headings: Sequence[str], split: Mapping[int, MemberHeading], find_key: Callable[[str], str]
) -> dict[int, MemberHeading]:
    """The same with husbands, wives, mothers and fathers counted: the first named is the first person.

    Where the file has a first person already, whichever comes is the second adult.
    """
    first = any(find_key(heading) in NAMING for n, heading in enumerate(headings) if n not in split)
    first = first or any(each.member == FIRST and find_key(each.rest) in NAMING for each in split.values())
    order: list[str] = [FIRST] if first else []
    counted: dict[int, MemberHeading] = {}
    for number, each in split.items():
        member = each.member
        if member.startswith("couple"):
            if member not in order:
                order.append(member)
            at = order.index(member)
            if at > 1:
                continue
            member = (FIRST, "adult 2")[at]
        counted[number] = MemberHeading(member, each.rest)
    return counted
