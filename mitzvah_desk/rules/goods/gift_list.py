"""Whom gifts are for, as they are typed or pasted, each once: ``Rooms 1 to 24``, or a name a line."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from mitzvah_desk.rules.plurals import singular

_RANGE = re.compile(r"([^\W\d]+)\s+(\d{1,4})\s*(?:to|until|[-–—])\s*(\d{1,4})", re.IGNORECASE)
_MOST = 500


@dataclass(frozen=True, slots=True)
class Recipient:
    """Somebody who gets a gift: a name or a room, and what they wish for."""

    label: str
    wish: str = ""


def parse_recipients(text: str) -> list[Recipient]:
    """Everybody whom pasted lines name, in their order.

    ``Rooms 1 to 24`` are twenty-four; a wish stands after a tab, as in two columns of a spreadsheet. What is
    no range, or one of more than five hundred, is a name as it stands.
    """
    found: list[Recipient] = []
    for line in text.splitlines():
        name, _, wish = line.partition("\t")
        label, wanted = " ".join(name.split()), " ".join(wish.split())
        found += [Recipient(each, wanted) for each in _expand(label) if each]
    return found


def find_repeated_labels(labels: Iterable[str], there: Iterable[str] = ()) -> list[str]:
    """The labels that come twice, or are there already, whatever their capitals; each told once."""
    seen = {_key(label) for label in there}
    found: dict[str, str] = {}
    for label in labels:
        if _key(label) in seen:
            found.setdefault(_key(label), label)
        seen.add(_key(label))
    return list(found.values())


def natural_order(label: str) -> tuple[tuple[int, str], ...]:
    """Sorts ``Room 2`` before ``Room 10``."""
    parts = re.findall(r"\d+|\D+", label.casefold())
    return tuple((int(part), "") if part.isdecimal() else (-1, part) for part in parts)


def _expand(label: str) -> list[str]:
    match = _RANGE.fullmatch(label)
    if match is None:
        return [label]
    first, last = int(match[2]), int(match[3])
    if not first <= last < first + _MOST:
        return [label]
    word = f"{match[1][:-3]}y" if match[1].endswith("ies") else singular(match[1])
    return [f"{word} {number}" for number in range(first, last + 1)]


def _key(label: str) -> str:
    return " ".join(label.split()).casefold()
