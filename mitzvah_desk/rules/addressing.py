"""How letters address people: one letter a household, everybody by the right name.

Forms of address follow common British use (Debrett's): first names joined where the family name is the same,
full names where it is not.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


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


def joined(words: Iterable[str]) -> str:
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
    if not adults or len(adults) > 3:
        return name if "family" in name.casefold() or not children else f"The {name} family"
    if len(adults) == 1:
        return adults[0].full
    if len(families) == 1 and not any(adult.title for adult in adults):
        return f"{joined(adult.given for adult in adults)} {adults[0].family}".strip()
    return joined(adult.full for adult in adults)


def greeting(name: str, adults: Sequence[Member]) -> str:
    """The first line of a household's letter: ``Dear Ann and Bob``."""
    if not adults or len(adults) > 3:
        return f"Dear {name}"
    return f"Dear {joined(adult.given or adult.family for adult in adults)}"


def formal(name: str, adults: Sequence[Member]) -> str:
    """The first line of a formal letter: ``Dear Mr and Mrs Cohen``, ``Dear Dr Cohen and Mr Levy``.

    Whoever has no title on record is called by the full name, which is never wrong.
    """
    families = {adult.family for adult in adults}
    if not adults or len(adults) > 3 or not all(adult.family for adult in adults):
        return f"Dear {name}"
    if all(adult.title for adult in adults):
        if len(families) == 1:
            return f"Dear {joined(adult.title for adult in adults)} {adults[0].family}"
        return f"Dear {joined(f'{adult.title} {adult.family}' for adult in adults)}"
    return (
        f"Dear {joined(f'{adult.title} {adult.family}' if adult.title else adult.full for adult in adults)}"
    )


def lines(address: str, postcode: str) -> tuple[str, ...]:
    """An address as lines; empty where there is none."""
    kept = [line.strip() for line in address.replace(", ", "\n").split("\n") if line.strip()]
    return (*kept, postcode) if postcode else tuple(kept)
