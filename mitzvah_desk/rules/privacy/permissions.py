"""What people allow: a change of mind is another statement, and a no is kept as well as a yes.

Withdrawing must be as easy as agreeing, and it must be shown that somebody agreed (UK GDPR, article 7).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from mitzvah_desk.model import Purpose

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


def must_repeat_no(both: Sequence[tuple[int, Statement]]) -> bool:
    """Whether a no must be said again where two records of one person are made one.

    A no that stood on either side wins, although the other side's yes is newer.

    Args:
        both: what both said of one purpose, each with whose it is, in the order in which it was written down.
    """
    sides = {whose for whose, _ in both}
    standing = [find_standing([said for whose, said in both if whose == side]) for side in sides]
    newest = find_standing([said for _, said in both])
    return newest is not None and newest.given and any(each and not each.given for each in standing)


@dataclass(frozen=True, slots=True)
class PurposeWords:
    """What a purpose is called on a form, and what is asked, in plain words.

    Attributes:
        title: above its boxes to tick.
        meaning: what a yes allows.
        of_children: whether it is asked of children too.
    """

    title: str
    meaning: str
    of_children: bool = True


PURPOSE_WORDS = {
    Purpose.PHOTO: PurposeWords(
        "Photographs",
        "We may take pictures at our events in which this person can be recognised, and show them in our "
        "newsletter, in our reports and on our website.",
    ),
    Purpose.PRINT: PurposeWords(
        "Name in print",
        "We may thank this person by name in our newsletter and reports. A child is named by first name "
        "only.",
    ),
    Purpose.NEWSLETTER: PurposeWords(
        "Newsletter", "We may send this person our news by e-mail. Every e-mail says how to stop.", False
    ),
    Purpose.KEEP: PurposeWords(
        "Keep my details",
        "We may keep this person’s details after the event, to ask whether they would like to help again.",
    ),
}
"""What a form for permissions asks, in its order. Messages are asked of adults only."""


def describe_withdrawing(email: str, phone: str) -> str:
    """How somebody takes back what they allowed, which must be as easy as allowing it.

    Args:
        email: the committee's; may be empty.
        phone: the committee's; may be empty.
    """
    ways = [f"write to {email}"] if email else []
    ways += [f"ring {phone}"] if phone else []
    how = f"You may take back any yes at any time: {' or '.join(ways) or 'tell anybody on the committee'}."
    return f"{how} We write it down that day, and it counts from then on."


def describe_stopping(email: str, own: str = "") -> str:
    """The last line of every newsletter and e-mail: how to get no more of them (PECR, regulation 22).

    Args:
        email: the committee's; whoever sent the message is meant where it is empty.
        own: the committee's own line, which stands instead.
    """
    if own.strip():
        return own.strip()
    to = f" or write it to {email}" if email else ""
    return f"You do not want to hear from us like this any more? Reply with “stop”{to}, and we will stop."
