"""Whom print may name, and how a list of names goes on: ``Ann Cohen, Bob Levy and eleven more``.

Unknown means no. A child is named by first name alone, and only with permission, so that no picture or list
says which child it is (NSPCC: never a child's full name in public).
"""

from collections.abc import Sequence
from dataclasses import dataclass

from mitzvah_desk.rules.people import addressing
from mitzvah_desk.rules.people.names import full_name

_NUMBERS = (
    "no",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
)


@dataclass(frozen=True, slots=True)
class NamedPerson:
    """Somebody, as print must know them.

    Attributes:
        id: who it is.
        title: such as ``Dr``.
        given: first names.
        known_as: what they are called, if otherwise.
        family: family name.
        child: whether they are one.
        agreed: whether their name may be printed; None where they were never asked.
        hidden: they work for a confidential partner, and are never named.
        position: such as ``Mayor of Barnet``.
        household_id: with whom they live.
        numbers: their telephone numbers.
        email: their e-mail address.
        hebrew_name: their name in Hebrew.
        home: their address.
    """

    id: int
    title: str = ""
    given: str = ""
    known_as: str = ""
    family: str = ""
    child: bool = False
    agreed: bool | None = None
    hidden: bool = False
    position: str = ""
    household_id: int | None = None
    numbers: tuple[str, ...] = ()
    email: str = ""
    hebrew_name: str = ""
    home: str = ""

    @property
    def name(self) -> str:
        """The name that may be printed; empty where none may."""
        if self.why:
            return ""
        called = self.known_as or self.given
        if not self.child:
            return addressing.Member(self.title, called, self.family).called
        return (called.split() or [""])[0]

    @property
    def full(self) -> str:
        """The whole name, for the committee's own eyes."""
        return full_name(self.given or self.known_as, self.family)

    @property
    def whole_names(self) -> tuple[str, ...]:
        """First and family name together, in each way that they are used."""
        return tuple(
            full_name(each, self.family) for each in (self.given, self.known_as) if each and self.family
        )

    @property
    def why(self) -> str:
        """Why they are counted and not named; empty where they may be named."""
        if self.hidden:
            return "works for a confidential partner"
        if self.agreed is None:
            return "was never asked"
        if not self.agreed:
            return "said no"
        return "" if self.known_as or self.given or not self.child else "has no first name in the book"


def spell_number(count: int) -> str:
    """How many, in words up to twelve (the usual style of print)."""
    return _NUMBERS[count] if 0 <= count < len(_NUMBERS) else f"{count:,}"


def format_count(count: int, one: str, more: str) -> str:
    """``one volunteer``, ``312 volunteers``; empty for none."""
    return f"{spell_number(count)} {one if count == 1 else more}" if count > 0 else ""


def format_names(names: Sequence[str], others: int, one: str, more: str) -> str:
    """Names, and how many others there are: ``Ann, Bob and eleven more``, ``eleven volunteers``.

    Args:
        names: those that may be named.
        others: how many are only counted.
        one: what one of them is.
        more: what several are.
    """
    if not names:
        return format_count(others, one, more)
    return addressing.join_words([*names, f"{spell_number(others)} more"] if others > 0 else names)
