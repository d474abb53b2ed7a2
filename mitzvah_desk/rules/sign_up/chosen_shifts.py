"""The shifts that an answer names, as a cell of a table tells them, and back.

Each stands on a line of its own: ``Tea, Baker, 22 Nov 2026, 10:00 to 12:00 (shift 17 for 1, 3)``. The numbers
after ``for`` are the people of the row, counted from 1.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from mitzvah_desk.rules.sign_up.reply import SignedUpShift

_CHOSEN = re.compile(
    r"(?P<shown>.*?)\s*\(shift (?P<id>[0-9]{1,18}) for (?P<who>[0-9]{1,3}(?:, [0-9]{1,3})*)\)", re.DOTALL
)


@dataclass(frozen=True, slots=True)
class ChosenShift:
    """A shift that a row names.

    Attributes:
        id: its number.
        shown: what the form showed: project, role and time.
        people: who takes it, by their place in the row, from 1.
    """

    id: int
    shown: str
    people: tuple[int, ...]


def format_chosen(shifts: Sequence[SignedUpShift], members: Sequence[int]) -> str:
    """The shifts that some people of an answer take, as a cell.

    Args:
        shifts: all of the answer's.
        members: the people of the row, by their place in the answer.
    """
    lines = []
    for shift in shifts:
        who = [str(place) for place, number in enumerate(members, 1) if number in shift.people]
        if who:
            shown = " ".join(f"{shift.project}, {shift.role}, {shift.when}".split())
            lines.append(f"{shown} (shift {shift.id} for {', '.join(who)})")
    return "\n".join(lines)


def parse_chosen(cell: str) -> list[ChosenShift]:
    """The shifts of a cell.

    Raises:
        ValueError: it is not as ``format_chosen`` writes it.
    """
    found = list(_CHOSEN.finditer(cell))
    if not found or cell[found[-1].end() :].strip():
        raise ValueError(f"“{cell}” names no shift of our sign-up form.")
    return [
        ChosenShift(int(match["id"]), match["shown"].strip(), tuple(map(int, match["who"].split(", "))))
        for match in found
    ]
