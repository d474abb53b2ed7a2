"""A shift as one types or pastes it: ``09:00-11:00 Baker 4``, or in cells of a grid."""

import re
from dataclasses import dataclass

from mitzvah_desk.rules.fields.cell_parsers import parse_times
from mitzvah_desk.rules.fields.columns import normalise_heading

CELLS = {
    "role": "Role",
    "starts": "From",
    "ends": "To",
    "needs": "Needs",
    "place": "Place",
    "day": "Day",
    "note": "Note",
}
"""What a line tells, by key, with the words above the columns."""
_HEADINGS = {
    "role": {"role", "job", "task", "what", "shift"},
    "starts": {"from", "start", "starts", "start time", "begins"},
    "ends": {"to", "until", "till", "end", "ends", "end time", "finish"},
    "needs": {"needs", "need", "people", "how many", "number", "helpers", "volunteers", "needed"},
    "place": {"place", "where", "venue", "location", "room"},
    "day": {"day", "date", "on"},
    "note": {"note", "notes", "comment", "comments"},
}
_CLOCK = r"[0-9]{1,2}(?:[:.][0-9]{2}|[0-9]{2})? ?(?:[ap]\.?m\.?)?"
_SPAN = re.compile(rf"(?<![\w:.])({_CLOCK}) ?(?:-|–|—|\bto\b|\buntil\b) ?({_CLOCK})(?![\w:])", re.IGNORECASE)
_NEEDS = re.compile(
    r"(?:^|[\s,;(])(?:x ?)?([0-9]{1,4}(?: ?(?:-|–|to) ?[0-9]{1,4})?)"
    r"(?: ?(?:people|persons?|helpers?|volunteers?))?\)?\s*$",
    re.IGNORECASE,
)
_SIGNS = " ,;:()-–"
"""What parts of a line are parted by, and is none of them."""


@dataclass(frozen=True, slots=True)
class TypedShiftLine:
    """A line taken apart; its parts are still as they were typed."""

    role: str = ""
    starts: str = ""
    ends: str = ""
    needs: str = ""
    place: str = ""
    day: str = ""
    note: str = ""


def parse_shift_line(text: str) -> TypedShiftLine | None:
    """A shift in one line; None where no span of time stands in it, or nothing besides.

    The time may stand before or after the role, the number after the role, a place after ``@``.
    """
    span = _SPAN.search(text)
    if span is None or not _is_span(span):
        return None
    rest = f"{text[: span.start()]} , {text[span.end() :]}"
    rest, place = _split_place(rest)
    needs = _NEEDS.search(rest)
    role = (rest[: needs.start()] if needs else rest).strip(_SIGNS)
    if not role:
        return None
    return TypedShiftLine(role, span[1].strip(), span[2].strip(), needs[1] if needs else "", place)


def _is_span(span: "re.Match[str]") -> bool:
    """Whether it is of time: ``2-4`` alone may be a number of people."""
    try:
        parse_times(f"{span[1]}-{span[2]}")
    except ValueError:
        return False
    sure = any(re.search(r"[:.apAP]|[0-9]{3}", part) for part in (span[1], span[2]))
    return sure or span.start() == 0


def _split_place(text: str) -> tuple[str, str]:
    before, _, place = re.sub(r"\s+", " ", text).partition("@")
    return before.strip(_SIGNS), place.strip(_SIGNS)


def parse_needs(text: str) -> tuple[int, int]:
    """The fewest and the most people: ``4``, ``2-4``, ``2 to 4``.

    Raises:
        ValueError: it is no number of people.
    """
    found = re.fullmatch(r"([0-9]{1,4})(?: ?(?:-|–|to) ?([0-9]{1,4}))?", text.strip())
    if not found:
        raise ValueError("Say how many people it needs, such as 4, or 2-4.")
    fewest, most = int(found[1]), int(found[2] or found[1])
    if most < fewest or not most:
        raise ValueError("The most people cannot be fewer than the fewest, nor nobody.")
    return fewest, most


def match_shift_headings(cells: tuple[str, ...]) -> tuple[str, ...] | None:
    """What columns mean by their headings, empty for one not understood; None where there are no headings."""
    keys = []
    for cell in cells:
        word = normalise_heading(cell)
        key = next((key for key, words in _HEADINGS.items() if word in words and key not in keys), "")
        keys.append(key)
    return tuple(keys) if sum(map(bool, keys)) >= 2 else None
