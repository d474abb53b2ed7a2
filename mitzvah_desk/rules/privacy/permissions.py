"""What people allow: a change of mind is another statement, and a no is kept as well as a yes.

Withdrawing must be as easy as agreeing, and it must be shown that somebody agreed (UK GDPR, article 7).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

WAYS = ("in writing", "said so", "on a form", "online")
"""How people answer."""


@dataclass(frozen=True, slots=True)
class Statement:
    """What somebody said of one purpose.

    Attributes:
        given: a yes.
        given_on: the day on which they said it.
    """

    given: bool
    given_on: date


def find_standing(statements: Sequence[Statement]) -> Statement | None:
    """The statement that stands of one person and purpose; None where nothing was said, which means no.

    The newest by its own day stands, and of one day the last that was written down; ``model.expressions``
    says the same in SQL.

    Args:
        statements: in the order in which they were written down.
    """
    return max(reversed(statements), key=lambda each: each.given_on, default=None)


def may_list_add(statements: Sequence[Statement], told: Statement) -> bool:
    """Whether what a list tells is written down beside what was said before.

    A list is no word of the person's own: it never makes a yes of a no, however new it is. What it tells
    that stands already is not written down again, so that the same list may come twice.

    Args:
        statements: what was said before, in the order in which it was written down.
        told: what the list tells, on the day that it names.
    """
    standing = find_standing(statements)
    if standing is None:
        return True
    return standing.given and not told.given and told not in statements


def is_refused_by_no(statements: Sequence[Statement], told: Statement) -> bool:
    """Whether a list tells a yes of somebody whose no stands, which is worth telling."""
    standing = find_standing(statements)
    return standing is not None and not standing.given and told.given


def must_repeat_no(one: Sequence[Statement], other: Sequence[Statement]) -> bool:
    """Whether a no must be said again where two records of one person are made one.

    A no that stood on either side wins, although the other side's yes is newer.
    """
    standing = [found for side in (one, other) if (found := find_standing(side)) is not None]
    newest = find_standing((*one, *other))
    return newest is not None and newest.given and not all(each.given for each in standing)
