"""How letters address people: one letter a household, everybody by the right name.

Forms of address are those of Debrett's Correct Form, see ``rules.people.titles``; addresses are written as
Royal Mail's guide to clear addressing has them.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from mitzvah_desk.rules.people.names import full_name
from mitzvah_desk.rules.people.titles import (
    NameAfter,
    SpokenTitle,
    find_spoken_title,
    is_peerage,
    strip_envelope_title,
)

_MOST_NAMED = 3
_WIVES = frozenset({"Mrs", "Lady", "Rebbetzin"})
_HOME = frozenset(
    {"uk", "gb", "great britain", "britain", "united kingdom", "england", "wales", "cymru", "scotland"}
    | {"northern ireland", "england and wales", "united kingdom of great britain and northern ireland"}
)


@dataclass(frozen=True, slots=True)
class Member:
    """An adult of a household, or one person.

    Attributes:
        title: such as ``Rabbi Dr``; may be empty.
        given: the first name.
        family: the family name.
        honours: letters after the name, which stand on envelopes only: ``OBE``, ``MP``.
        position: their office, by which mayors and vicars are greeted.
        pronouns: how to speak of them.
    """

    title: str
    given: str
    family: str
    honours: str = ""
    position: str = ""
    pronouns: str = ""

    @property
    def full(self) -> str:
        """The name as on an envelope: ``Dr Ann Cohen OBE``, ``Lady Sacks``."""
        return _join((self.before_family, self.family, self.honours))

    @property
    def before_family(self) -> str:
        """What stands before the family name on an envelope: ``Dr Ann``, ``Lord``."""
        return self.title if self.family and is_peerage(self.title) else _join((self.title, self.given))

    @property
    def first(self) -> str:
        """The name among friends: the first name, or the name with its title where none is known."""
        return self.given or self.called

    @property
    def spoken(self) -> SpokenTitle | None:
        """The title by which they are greeted; None where there is none that the names on record go with."""
        found = find_spoken_title(self.title, self.position, self.pronouns)
        needed = {NameAfter.GIVEN: self.given, NameAfter.FAMILY: self.family}
        return found if found is not None and needed.get(found.name, found.word) else None

    @property
    def called(self) -> str:
        """The name in full as it is spoken: ``Dr Ann Cohen``, ``Victoria Ashdown``."""
        return _join((strip_envelope_title(self.title), self.given, self.family))

    @property
    def formal(self) -> str:
        """How a formal letter greets them: ``Sir Jonathan``, ``Dr Cohen``; in full without a known title."""
        if (found := self.spoken) is None:
            return full_name(self.given, self.family) if self.given else self.called
        name = {NameAfter.GIVEN: self.given, NameAfter.FAMILY: self.family}.get(found.name, "")
        return _join((found.word, name))


def join_words(words: Iterable[str]) -> str:
    """Words as a sentence lists them: ``Ann, Bob and Clara``."""
    listed = list(words)
    if len(listed) < 2:
        return "".join(listed)
    return f"{', '.join(listed[:-1])} and {listed[-1]}"


def household_name(name: str, adults: Sequence[Member], *, children: bool) -> str:
    """The name on a household's envelope: ``Dr Ann and Mr Bob Cohen``, ``Sir Jonathan and Lady Sacks``.

    Args:
        name: what the committee calls the household: ``Cohen``.
        adults: its adults, in the order to be named.
        children: whether children live there, who are greeted as part of the family.
    """
    if _too_many(adults):
        return _family(name, children=children)
    named = _order_couple(adults)
    titled = [bool(adult.title) for adult in named]
    if not _one_family(named) or any(adult.honours for adult in named) or any(titled) is not all(titled):
        return join_words(adult.full for adult in named)
    if _is_couple(named) and not named[1].given:  # nothing is known of her but that she is Mrs Levy
        his = named[0].given if named[0].title == "Mr" else ""
        return _join((f"{named[0].title} and {named[1].title}", his, named[0].family))
    return _join((join_words(adult.before_family for adult in named), named[0].family))


def informal_greeting(name: str, adults: Sequence[Member]) -> str:
    """The first line of a letter among friends: ``Dear Ann and Bob``, ``Dear Cohen family``.

    Args:
        name: as on the envelope.
        adults: those greeted, in the order to be named.
    """
    if _too_many(adults):
        return f"Dear {strip_article(name)}"
    return f"Dear {join_words(adult.first for adult in adults)}"


def formal_greeting(name: str, adults: Sequence[Member]) -> str:
    """The first line of a formal letter: ``Dear Mr and Mrs Cohen``, ``Dear Dr Cohen and Mr Levy``.

    Whoever has no known title on record is called by the full name, which is never wrong; whoever has no
    family name on record, by the first.
    """
    if _too_many(adults) or not all(adult.family for adult in adults):
        return informal_greeting(name, adults)
    named = _order_couple(adults)
    spoken = [adult.spoken for adult in named]
    if not _one_family(named):
        return f"Dear {join_words(adult.formal for adult in named)}"
    words = [each.word for each in spoken if each is not None and each.name is NameAfter.FAMILY]
    family = named[0].family
    if _is_couple(named) and len(words) == len(named):
        return f"Dear {join_words(words)} {family}"
    if len(words) == len(named):  # two Mr Cohens want their first names
        both = (_join((word, adult.given)) for word, adult in zip(words, named, strict=True))
        return f"Dear {join_words(both)} {family}"
    if not any(spoken) and all(adult.given for adult in named):
        return f"Dear {join_words(adult.given for adult in named)} {family}"
    return f"Dear {join_words(adult.formal for adult in named)}"


def list_untitled(adults: Sequence[Member]) -> tuple[str, ...]:
    """Who of those greeted has no title by which a formal letter could greet them, by their names."""
    if _too_many(adults):
        return ()
    return tuple(adult.full for adult in adults if adult.spoken is None)


def strip_article(name: str) -> str:
    """The name of a group or household as one greets it: ``Scouts`` of ``The Scouts``."""
    return name[4:] if name.casefold().startswith("the ") else name


def lower_article(name: str) -> str:
    """The name of an organisation within a sentence: ``the Scouts`` of ``The Scouts``."""
    return f"the {name[4:]}" if name.startswith("The ") else name


def address_lines(address: str, postcode: str, country: str = "") -> tuple[str, ...]:
    """An address as lines; empty where there is none.

    Args:
        address: with a line or a comma between its parts.
        postcode: a line of its own.
        country: last and in capitals where it is abroad (Royal Mail, clear addressing); left out at home.
    """
    kept = [line.strip() for line in address.replace(", ", "\n").split("\n") if line.strip()]
    kept += [postcode] if postcode else []
    if not kept or not is_abroad(country):
        return tuple(kept)
    named = country.strip()
    return (*(line for line in kept if line.casefold() != named.casefold()), named.upper())


def is_abroad(country: str) -> bool:
    """Whether a country is not the United Kingdom, by whatever name one calls that; empty is home."""
    plain = country.strip().casefold().replace(".", "").removeprefix("the ")
    return bool(plain) and plain not in _HOME


def _join(parts: Iterable[str]) -> str:
    return " ".join(part for part in parts if part)


def _one_family(adults: Sequence[Member]) -> bool:
    return len(adults) > 1 and len({adult.family for adult in adults}) == 1


def _is_couple(adults: Sequence[Member]) -> bool:
    """Whether two share a name and the second bears the title of the first's wife."""
    wife = adults[-1].spoken
    return len(adults) == 2 and _one_family(adults) and wife is not None and wife.word in _WIVES


def _order_couple(adults: Sequence[Member]) -> Sequence[Member]:
    """A couple as ``Rabbi and Mrs Levy`` are named, whichever of the two was written down first."""
    turned = tuple(reversed(adults))
    return turned if _is_couple(turned) and turned[0].title and not _is_couple(adults) else adults


def _too_many(adults: Sequence[Member]) -> bool:
    """Whether a household is called by its name, since nobody is known, or more than a line can hold."""
    return not 1 <= len(adults) <= _MOST_NAMED


def _family(name: str, *, children: bool) -> str:
    """``The Cohen family``; a name that says already whom it means, such as ``Ann and Bob``, stays."""
    words = name.casefold().replace("&", " and ").split()
    if "family" in words or "and" in words or not (children or len(words) == 1):
        return name
    return f"The {name} family"
