"""How a card says that one is reached: the first of each go to columns, the others are told."""

import re
from collections.abc import Sequence

from mitzvah_desk.exchange.vcards.facts import CardFacts
from mitzvah_desk.exchange.vcards.lines import CardRead, VcardLine

_LABELS = {
    "home": "Home",
    "work": "Work",
    "school": "School",
    "fax": "Fax",
    "pager": "Pager",
}
_PLAIN_LABELS = {
    *("mobile", "home", "work", "main", "other", "iphone", "cell", "phone", "telephone", "school", "voice"),
    *("email", "e-mail", "internet", "address", "business", "private", "home fax", "work fax", "pager"),
}
"""Labels that say no more than a column does, or than a line's kind."""
_MOBILE = {"cell", "iphone", "mobile"}


def read_reach(card: CardRead, facts: CardFacts) -> None:
    """Reads e-mail addresses, telephone numbers and postal addresses."""
    columns = {"e-mail": ["E-mail"], "telephone": ["Telephone"], "mobile": []}
    if facts.is_person:
        columns = {
            "e-mail": ["E-mail", "E-mail 2"],
            "telephone": ["Telephone", "Telephone 2"],
            "mobile": ["Mobile"],
        }
    elif facts.is_group:
        columns = {noun: [] for noun in columns}
    for line in _sorted(card, card.named("EMAIL")):
        _place(card, facts, line, "e-mail", columns["e-mail"])
    for line in _sorted(card, card.named("TEL")):
        kinds = _kinds(card, line)
        mobile = columns["mobile"] if kinds & _MOBILE else []
        if {"fax", "pager"} & kinds:
            facts.tell("Pager" if "pager" in kinds else "Fax", _bare(line.text))
        elif mobile and not facts.cells.get(mobile[0]):
            _place(card, facts, line, "telephone", mobile)
        else:
            _place(card, facts, line, "telephone", columns["telephone"])
    _read_addresses(card, facts)


def _read_addresses(card: CardRead, facts: CardFacts) -> None:
    """The home's address where one is marked as such, else the first; the others are told."""
    addresses = [(line, read_address(line)) for line in card.named("ADR")]
    addresses = [(line, told) for line, told in addresses if any(told)]
    addresses.sort(key=lambda one: ("home" not in one[0].types, "pref" not in one[0].types))
    for number, (line, (street, postcode)) in enumerate(addresses):
        if number == 0 and not facts.is_group:
            facts.cells["Address"], facts.cells["Postcode"] = street, postcode
        else:
            words = ", ".join(filter(None, (*street.split("\n"), postcode)))
            facts.tell(f"{_label(card, line) or 'Other'} address", words)
    if not addresses and not facts.is_group:
        for line in card.named("LABEL")[:1]:
            facts.cells["Address"] = line.text.strip()


def read_address(line: VcardLine) -> tuple[str, str]:
    """An address line by line, and its postcode."""
    parts = [*line.parts, *[[""]] * 7][:7]
    box, extended, street, city, region, code, country = (
        ", ".join(text.strip() for text in part if text.strip()) for part in parts
    )
    return "\n".join(part for part in (box, extended, street, city, region, country) if part), code


def _kinds(card: CardRead, line: VcardLine) -> set[str]:
    return {*line.types, *card.label(line).casefold().split()}


def _label(card: CardRead, line: VcardLine) -> str:
    """What a line is called: by the user, else by its kind; empty where that says no more than a column."""
    own = card.label(line)
    if own and own.casefold() not in _PLAIN_LABELS:
        return own
    return next((words for kind, words in _LABELS.items() if kind in _kinds(card, line)), "")


def _sorted(card: CardRead, lines: Sequence[VcardLine]) -> list[VcardLine]:
    """Lines that say something, the preferred first, and last those that the user called something."""
    found: dict[str, VcardLine] = {}
    for line in lines:
        found.setdefault(_bare(line.text), line)

    def rank(line: VcardLine) -> tuple[bool, bool]:
        own = card.label(line).casefold()
        preferred = "pref" in line.types or line.params.get("PREF") == "1"
        return bool(own) and own not in _PLAIN_LABELS, not preferred

    return sorted((line for text, line in found.items() if text), key=rank)


def _bare(text: str) -> str:
    """A number or an e-mail address without what 4.0 writes before it."""
    bare = re.sub(r"^(tel|mailto):", "", text.strip(), flags=re.IGNORECASE)
    return re.sub(r";ext=", " ext ", bare, flags=re.IGNORECASE)


def _place(card: CardRead, facts: CardFacts, line: VcardLine, noun: str, columns: Sequence[str]) -> None:
    """Puts a text into the first empty one of some columns; what has no column or a label is told."""
    text = _bare(line.text)
    free = next((column for column in columns if not facts.cells.get(column)), None)
    if free is not None:
        facts.cells[free] = text
    own, label = card.label(line), _label(card, line)
    if own and own == label:
        facts.tell(own, text)
    elif free is None:
        facts.tell(f"{label or 'Other'} {noun}", text)
