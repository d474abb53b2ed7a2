"""How many people came to something: each once, however often and with whomever they came."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class HeadCount:
    """Some people.

    Attributes:
        adults: how many of them are adults.
        children: how many are children.
    """

    adults: int = 0
    children: int = 0

    @property
    def total(self) -> int:
        """How many they are."""
        return self.adults + self.children


@dataclass(frozen=True, slots=True)
class Turnout:
    """Somebody on one shift.

    Attributes:
        kind: ``person`` or ``group``.
        id: which of them.
        heads: a group's head count on this shift; of a person one, an adult or a child.
    """

    kind: str
    id: int
    heads: HeadCount


def count_people(turnouts: Iterable[Turnout], members: Mapping[int, Collection[int]]) -> HeadCount:
    """How many people there were in all, each counted once.

    - A named person counts once, on however many shifts; as a child where they were one on any of them.
    - A group counts its head count at its largest on any one shift.
    - From it are taken those of its named members who are counted by name, since they were among its heads:
      adults from its adults and children from its children, and from the others where there are too few.

    Args:
        turnouts: who was on which shift, in any order.
        members: the named members of groups, by group; of groups that only have a head count, nobody.
    """
    grown: dict[int, bool] = {}
    largest: dict[int, HeadCount] = {}
    for each in turnouts:
        if each.kind == "person":
            grown[each.id] = grown.get(each.id, True) and not each.heads.children
        elif each.heads.total > 0:
            before = largest.get(each.id, HeadCount())
            largest[each.id] = max(before, each.heads, key=lambda heads: (heads.total, heads.adults))
    adults = sum(grown.values())
    children = len(grown) - adults
    for group, heads in largest.items():
        named = [grown[member] for member in set(members.get(group, ())) if member in grown]
        rest = _without(heads, sum(named), len(named) - sum(named))
        adults, children = adults + rest.adults, children + rest.children
    return HeadCount(adults, children)


def _without(heads: HeadCount, adults: int, children: int) -> HeadCount:
    """A head count less so many adults and children; the others make up for those that it has too few of."""
    over = max(adults - heads.adults, 0), max(children - heads.children, 0)
    return HeadCount(max(heads.adults - adults - over[1], 0), max(heads.children - children - over[0], 0))
