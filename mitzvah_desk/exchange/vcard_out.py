"""People and organisations as vCards (RFC 2426, version 3.0, which every address book reads)."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Card:
    """One person, or one organisation.

    Attributes:
        given: first name.
        family: family name.
        title: such as ``Dr``.
        suffix: the letters after the name.
        organisation: the name of an organisation, where the card is its own.
        email: an e-mail address.
        phones: telephone numbers, the mobile first.
        street: the address, line by line.
        postcode: its postcode.
        country: its country.
        called: by what it stands in the address book where it tells no name.
        lines: further lines: their names, such as ``NICKNAME``, and texts.
    """

    given: str
    family: str
    title: str = ""
    suffix: str = ""
    organisation: str = ""
    email: str = ""
    phones: tuple[str, ...] = ()
    street: str = ""
    postcode: str = ""
    country: str = ""
    called: str = ""
    lines: tuple[tuple[str, str], ...] = ()


def vcard_bytes(cards: Iterable[Card]) -> bytes:
    """All the cards in one file."""
    return "".join(_card(card) for card in cards).encode()


def _card(card: Card) -> str:
    import vobject

    untyped: Any = vobject  # it tells no types
    made = untyped.vCard()
    made.add("n").value = untyped.vcard.Name(
        family=card.family, given=card.given, prefix=card.title, suffix=card.suffix
    )
    names = " ".join(part for part in (card.title, card.given, card.family) if part)
    known_as = dict(card.lines).get("NICKNAME", "")
    made.add("fn").value = names or card.organisation or known_as or card.called or "Without a name"
    if card.organisation:
        made.add("org").value = [card.organisation]
        made.add("x-abshowas").value = "COMPANY"  # by which Apple's address book knows an organisation
    if card.email:
        made.add("email").value = card.email
    for number, phone in enumerate(card.phones):
        line = made.add("tel")
        line.value = phone
        line.type_param = "CELL" if number == 0 and len(card.phones) > 1 else "VOICE"
    if card.street or card.postcode or card.country:
        street = ", ".join(part.strip() for part in card.street.splitlines() if part.strip())
        made.add("adr").value = untyped.vcard.Address(street=street, code=card.postcode, country=card.country)
    for kind, text in card.lines:
        made.add(kind.lower()).value = text
    return str(made.serialize())
