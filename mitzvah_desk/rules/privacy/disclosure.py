"""Who may see what. Every document and list declares its audience; what it may not see never reaches it.

The rule is applied where values are made for a document or a list, before the document is handed any of them.
"""

from dataclasses import dataclass
from enum import StrEnum

from mitzvah_desk.rules.people.names import full_name

HIDDEN_PLACE = "Place on request"


class Audience(StrEnum):
    """For whose eyes a paper or a list is."""

    PUBLIC = "public"
    VOLUNTEERS = "volunteers"
    DRIVER = "driver"
    COMMITTEE = "committee"

    @property
    def line(self) -> str:
        """The line that every sheet carries at its foot."""
        return {
            Audience.PUBLIC: "For everyone",
            Audience.VOLUNTEERS: "For volunteers",
            Audience.DRIVER: "For the named driver only: please destroy after the delivery",
            Audience.COMMITTEE: "For the committee only",
        }[self]


class Fact(StrEnum):
    """A kind of fact that not every audience may see."""

    VOLUNTEER_NAME = "volunteer name"
    PHONE = "phone"
    HOME_ADDRESS = "home address"
    PLACE = "place"
    PARTNER_NAME = "partner name"
    PARTNER_ADDRESS = "partner address"
    CHILD_NAME = "child's name"
    COMMITTEE_NOTE = "committee note"


_OPEN: dict[Audience, frozenset[Fact]] = {
    Audience.PUBLIC: frozenset({Fact.PARTNER_NAME}),
    Audience.VOLUNTEERS: frozenset(
        {Fact.PARTNER_NAME, Fact.PARTNER_ADDRESS, Fact.PLACE, Fact.VOLUNTEER_NAME}
    ),
    Audience.DRIVER: frozenset({Fact.PARTNER_NAME, Fact.PARTNER_ADDRESS, Fact.PLACE, Fact.PHONE}),
    Audience.COMMITTEE: frozenset(Fact),
}

_OF_CONFIDENTIAL_PARTNER = frozenset({Fact.PARTNER_NAME, Fact.PARTNER_ADDRESS, Fact.PLACE, Fact.PHONE})


@dataclass(frozen=True, slots=True)
class Granted:
    """Of whom a part of a paper may tell what its audience at large may not see.

    A document's value that holds one as its field ``granted`` says so of itself and of all that is in it.

    Attributes:
        partners: confidential partners whose door the named driver must find.
        persons: persons who may be named in full, since it is about them and for them.
        code_names: confidential partners that may be called by their code name, as on a note for them.
    """

    partners: frozenset[int] = frozenset()
    code_names: frozenset[int] = frozenset()
    persons: frozenset[int] = frozenset()


def may_see(
    audience: Audience, fact: Fact, *, confidential: bool = False, named_driver: bool = False
) -> bool:
    """Whether ``audience`` may see ``fact``.

    Args:
        audience: for whose eyes the paper or list is.
        fact: the kind of fact.
        confidential: the fact belongs to a confidential partner, such as a refuge.
        named_driver: the paper is the delivery sheet of the driver who makes this delivery.
    """
    if confidential and fact in _OF_CONFIDENTIAL_PARTNER:
        return audience is Audience.DRIVER and named_driver
    return fact in _OPEN[audience]


def place_name(name: str, confidential: bool) -> str:  # noqa: FBT001  # the two columns of a place
    """A place's name as the window shows it; a confidential partner's place is told to nobody."""
    return HIDDEN_PLACE if name and confidential else name


def place_lines(
    name: str, address: str, postcode: str, *, confidential: bool, audience: Audience
) -> tuple[str, ...]:
    """A place line by line as an audience may see it; public paper leaves venues out.

    Args:
        name: of the place; empty where there is none.
        address: of one or more lines.
        postcode: its postcode.
        confidential: it is a confidential partner's.
        audience: for whose eyes the paper or file is.
    """
    if not name:
        return ()
    if not may_see(audience, Fact.PLACE, confidential=confidential):
        return () if audience is Audience.PUBLIC else (HIDDEN_PLACE,)
    return tuple(line for line in (name, *address.splitlines(), postcode) if line.strip())


def shift_note(note: str, *, confidential: bool, audience: Audience) -> str:
    """A shift's note as an audience may see it: at a confidential partner's it may name the place."""
    return "" if confidential or audience is Audience.PUBLIC else note


def person_name(known_as: str, family: str, *, child: bool, audience: Audience) -> str:
    """A volunteer's name as ``audience`` may see it; empty where it may see none.

    A child is shown by first name and initial to everyone but the committee (NSPCC: never identify a child
    further than the task needs).
    """
    if not may_see(audience, Fact.VOLUNTEER_NAME):
        return ""
    if child and not may_see(audience, Fact.CHILD_NAME):
        return full_name(known_as, f"{family[:1]}." if family else "")
    return full_name(known_as, family)


def listed_name(known_as: str, family: str, *, child: bool, audience: Audience) -> str:
    """A volunteer's name on a list by family names: ``Cohen, Ann``; see ``person_name`` for who sees it.

    A child whose family name is not told stays ``Dan C.``.
    """
    shown = person_name(known_as, family, child=child, audience=audience)
    whole = bool(known_as and family) and shown == full_name(known_as, family)
    return f"{family}, {known_as}" if whole else shown
