"""How letters address people: one letter a household, everybody by the right name.

Forms of address follow common British use (Debrett's): first names joined where the family name is the same,
full names where it is not.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_MOST_NAMED = 3
_NOT_SPOKEN = frozenset({"rt hon", "right honourable", "hon", "honourable"})


@dataclass(frozen=True, slots=True)
class Member:
    """An adult of a household: title (may be empty), first name, family name."""

    title: str
    given: str
    family: str

    @property
    def full(self) -> str:
        """The name with its title: ``Dr Ann Cohen``."""
        return " ".join(part for part in (self.title, self.given, self.family) if part)

    @property
    def first(self) -> str:
        """The name among friends: the first name, or the family name where that alone is known."""
        return self.given or self.family

    @property
    def spoken_title(self) -> str:
        """The title with which one is greeted; ``Rt Hon`` stands on envelopes only."""
        return "" if self.title.casefold().removeprefix("the ") in _NOT_SPOKEN else self.title

    @property
    def called(self) -> str:
        """The name in full as it is spoken: ``Dr Ann Cohen``, ``Victoria Ashdown``."""
        return " ".join(part for part in (self.spoken_title, self.given, self.family) if part)


def join_words(words: Iterable[str]) -> str:
    """Words as a sentence lists them: ``Ann, Bob and Clara``."""
    listed = list(words)
    if len(listed) < 2:
        return "".join(listed)
    return f"{', '.join(listed[:-1])} and {listed[-1]}"


def household_name(name: str, adults: Sequence[Member], *, children: bool) -> str:
    """The name on a household's envelope.

    Args:
        name: what the committee calls the household: ``Cohen``.
        adults: its adults, in the order to be named.
        children: whether children live there, who are greeted as part of the family.
    """
    families = {adult.family for adult in adults}
    if _too_many(adults):
        return _family(name, children=children)
    if len(adults) == 1:
        return adults[0].full
    if len(families) == 1 and not any(adult.title for adult in adults):
        return f"{join_words(adult.given for adult in adults)} {adults[0].family}".strip()
    return join_words(adult.full for adult in adults)


def informal_greeting(name: str, adults: Sequence[Member]) -> str:
    """The first line of a letter among friends: ``Dear Ann and Bob``, ``Dear Cohen family``.

    Args:
        name: as on the envelope.
        adults: those greeted, in the order to be named.
    """
    if _too_many(adults):
        return f"Dear {name.removeprefix('The ')}"
    return f"Dear {join_words(adult.given or adult.full for adult in adults)}"


def formal_greeting(name: str, adults: Sequence[Member]) -> str:
    """The first line of a formal letter: ``Dear Mr and Mrs Cohen``, ``Dear Dr Cohen and Mr Levy``.

    Whoever has no title on record is called by the full name, which is never wrong.
    """
    if _too_many(adults) or not all(adult.family for adult in adults):
        return informal_greeting(name, ())
    titles = [adult.spoken_title for adult in adults]
    if len({adult.family for adult in adults}) == 1 and len(adults) > 1:
        if all(titles) and len(set(titles)) == len(titles):
            return f"Dear {join_words(titles)} {adults[0].family}"
        return f"Dear {join_words(adult.called for adult in adults)}"  # two Mr Cohens want their first names
    return f"Dear {join_words(map(_formally, adults))}"


def _formally(adult: Member) -> str:
    return f"{adult.spoken_title} {adult.family}" if adult.spoken_title else adult.called


def _too_many(adults: Sequence[Member]) -> bool:
    """Whether a household is called by its name, since nobody is known, or more than a line can hold."""
    return not 1 <= len(adults) <= _MOST_NAMED


def _family(name: str, *, children: bool) -> str:
    """``The Cohen family``; a name that says already whom it means, such as ``Ann and Bob``, stays."""
    words = name.casefold().replace("&", " and ").split()
    if "family" in words or "and" in words or not (children or len(words) == 1):
        return name
    return f"The {name} family"


def address_lines(address: str, postcode: str) -> tuple[str, ...]:
    """An address as lines; empty where there is none."""
    kept = [line.strip() for line in address.replace(", ", "\n").split("\n") if line.strip()]
    return (*kept, postcode) if postcode else tuple(kept)
