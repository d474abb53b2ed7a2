"""How shifts are staffed, in the same three figures and words everywhere: confirmed, asked, gap.

Somebody who was asked and has not answered fills no place for sure, and nobody asks a second person for it
either. So whoever is asked is counted apart, and a gap is what is left when all of them say yes.
"""

from dataclasses import dataclass

from mitzvah_desk.model import AssignmentStatus
from mitzvah_desk.rules.plurals import count_noun


@dataclass(frozen=True, slots=True)
class Staffing:
    """The figures of a shift, or of several together.

    Attributes:
        confirmed: heads that said yes or came.
        asked: heads that have not answered yet.
        gap: heads still to be found to the minimum.
        over: heads more than there is room for.
    """

    confirmed: int = 0
    asked: int = 0
    gap: int = 0
    over: int = 0

    def __add__(self, other: "Staffing") -> "Staffing":
        return Staffing(
            self.confirmed + other.confirmed,
            self.asked + other.asked,
            self.gap + other.gap,
            self.over + other.over,
        )

    @property
    def heads(self) -> int:
        """Those who said yes and those who may."""
        return self.confirmed + self.asked

    @property
    def settled(self) -> bool:
        """Whether nobody is to be found, to be asked again or to be taken off."""
        return not (self.gap or self.asked or self.over)

    @property
    def words(self) -> str:
        """All of it: ``4 confirmed, 1 asked, gap 2``."""
        parts = [f"{self.confirmed:,} confirmed"] if self.confirmed or not (self.asked or self.gap) else []
        parts += [f"{self.asked:,} asked"] if self.asked else []
        parts += [f"gap {self.gap:,}"] if self.gap else []
        return ", ".join(parts + ([f"{self.over:,} too many"] if self.over else []))

    @property
    def pressing(self) -> str:
        """The one thing to be done about it, or that nothing is: ``gap 2``, ``1 asked``, ``8 confirmed``."""
        if self.gap:
            return f"gap {self.gap:,}"
        if self.over:
            return f"{self.over:,} too many"
        return f"{self.asked:,} asked" if self.asked else f"{self.confirmed:,} confirmed"


def status_word(status: AssignmentStatus) -> str:
    """How somebody on a shift stands, in the word by which they are counted."""
    return "asked" if status is AssignmentStatus.INVITED else str(status)


def format_capacity(minimum: int, maximum: int) -> str:
    """How many people a shift takes: ``3–5``, or ``5`` where that is the fewest and the most."""
    return f"{maximum}" if minimum >= maximum else f"{minimum}–{maximum}"


def describe_capacity(minimum: int, maximum: int) -> str:
    """The same in words: ``for 3–5 people``, ``for 1 person``."""
    return f"for {format_capacity(minimum, maximum)} {'person' if max(minimum, maximum) == 1 else 'people'}"


def describe_taken(taken: int, places: int) -> str:
    """How many places are taken of all there are, by those who said yes or may: ``24 of 30 places``."""
    return f"{taken:,} of {count_noun(places, 'place')}"


def describe_room(staffing: Staffing, places: int, *, over: bool = False) -> str:
    """Whether somebody is looked for, for those who need not know who has answered: ``needs 2 more``.

    Args:
        staffing: how it stands.
        places: how many people it takes.
        over: it is past, so that nobody is looked for.
    """
    if over:
        return "over"
    if staffing.gap:
        return f"needs {staffing.gap:,} more"
    if staffing.over:
        return f"{staffing.over:,} too many"
    room = places - staffing.heads
    return f"room for {room:,} more" if room > 0 else "full"


def count_staffing(confirmed: int, asked: int, minimum: int, maximum: int) -> Staffing:
    """The figures of one shift that needs so many at least and takes so many at most."""
    heads = confirmed + asked
    return Staffing(confirmed, asked, max(0, minimum - heads), max(0, heads - maximum))
