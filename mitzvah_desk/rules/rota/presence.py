"""Who is in the building: what the fire list says, and what the desk at the door must not ask again."""

from dataclasses import dataclass
from datetime import datetime


def is_here(
    *,
    attended: bool,
    arrived_at: datetime | None,
    left_at: datetime | None,
    ends_at: datetime | None,
    at: datetime,
) -> bool:
    """Whether somebody who attended is there at a moment.

    Whose arrival nobody saw is taken to be there until the shift is over, and not at all where it has no
    end: that work is done at home.

    Args:
        attended: whether they came.
        arrived_at: as the desk at the door saw it.
        left_at: likewise.
        ends_at: when their shift is over; None for an open-ended one.
        at: the moment.
    """
    if not attended or left_at is not None:
        return False
    return arrived_at is not None or (ends_at is not None and at < ends_at)


@dataclass(frozen=True, slots=True)
class HeadsHere:
    """How many people are in the building."""

    adults: int
    children: int

    @property
    def words(self) -> str:
        """In words: ``52 people are here, 30 of them children``."""
        total = self.adults + self.children
        people = "1 person is" if total == 1 else f"{total:,} people are"
        young = f", {self.children:,} of them children" if self.children else ""
        return f"{people} here{young}"
