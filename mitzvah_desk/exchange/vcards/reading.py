"""Whom a card is of, a person, an organisation or a group, and what it says of them."""

from collections.abc import Sequence

from mitzvah_desk.exchange.vcards.facts import CardFacts
from mitzvah_desk.exchange.vcards.lines import CardRead, VcardLine
from mitzvah_desk.exchange.vcards.reach import read_reach
from mitzvah_desk.exchange.vcards.remarks import bare_key, join_texts, read_birthday, read_remarks
from mitzvah_desk.rules.fields.field import FieldDeclaration, FieldKind
from mitzvah_desk.rules.fields.registry import CARD_FIELDS

_KINDS = ("KIND", "X-ADDRESSBOOKSERVER-KIND")
_MEMBERS = ("MEMBER", "X-ADDRESSBOOKSERVER-MEMBER")


def read_facts(card: CardRead) -> CardFacts:
    """What a card says; of a damaged one what can be read."""
    facts = CardFacts()
    _read_names(card, facts)
    for each, line in CARD_FIELDS:
        lines = [*card.named(line.name), *card.named(f"X-{line.name}")]
        if each.kind is FieldKind.DAY:
            for told in lines:
                read_birthday(told, facts, each.import_words)
        else:
            _read_texts(each, line.name, lines, facts)
    _read_roles(card, facts)
    read_reach(card, facts)
    read_remarks(card, facts)
    return facts


def _read_names(card: CardRead, facts: CardFacts) -> None:
    """Whom it is of, and whether that is a person, an organisation or a group."""
    names = [*(join_texts(part) for part in card.parts("N")), *[""] * 5]
    family, given, middle, prefix, suffix = names[:5]
    whole = [text for line in card.named("FN") if (text := line.text.strip())]
    units = [unit for part in card.parts("ORG") if (unit := join_texts(part))]
    company = " ".join(units)
    kinds = {line.text.strip().casefold() for name in _KINDS for line in card.named(name)}
    facts.name = next(iter(whole), "") or " ".join(filter(None, (given, family))) or company
    facts.is_group = "group" in kinds
    as_company = any(line.text.strip().upper() == "COMPANY" for line in card.named("X-ABSHOWAS"))
    only_company = bool(company) and not (given or family) and facts.name in {company, *units}
    facts.is_organisation = not facts.is_group and (
        bool(kinds & {"org", "location"}) or as_company or only_company
    )
    facts.keys = [bare_key(line.text) for name in ("UID", "EMAIL") for line in card.named(name)]
    first = " ".join(filter(None, (given, middle)))
    if facts.is_group:
        facts.cells["Group"] = facts.name
        facts.members = [bare_key(line.text) for name in _MEMBERS for line in card.named(name)]
    elif facts.is_organisation:
        facts.cells["Name"] = company if as_company and company else facts.name
        people = " ".join(filter(None, (prefix, first, family, suffix)))
        facts.cells["Contact"] = people if people != facts.cells["Name"] else ""
        if company != facts.cells["Name"]:
            facts.tell("Organisation", company)
    else:
        facts.cells |= {"Title": prefix, "First name": first, "Family name": family}
        facts.cells |= {"Full name": next(iter(whole), ""), "Letters after the name": suffix}
        facts.cells["Organisation"] = company
    for other in whole[1:]:
        if other != whole[0]:
            facts.tell("Also called", other)


def _read_texts(each: FieldDeclaration, name: str, lines: Sequence[VcardLine], facts: CardFacts) -> None:
    """A field that is the text of lines of its own."""
    texts = [text for line in lines if (text := line.text.strip())]
    words = each.import_words
    if words == "Note":
        facts.notes += texts
        return
    if name == "TITLE" and facts.cells.get("Contact"):
        words = "Contact’s position"
    elif not facts.is_person:
        for text in texts:
            facts.tell(words, text)
        return
    for number, text in enumerate(texts):
        if number == 0:
            facts.cells[words] = text
        else:
            facts.tell(words, text)


def _read_roles(card: CardRead, facts: CardFacts) -> None:
    for line in card.named("ROLE"):
        text = line.text.strip()
        if facts.is_person and not facts.cells.get("Position"):
            facts.cells["Position"] = text
        elif text != facts.cells.get("Position"):
            facts.tell("Role", text)
    for line in card.named("URL"):
        if facts.is_organisation and not facts.cells.get("Website"):
            facts.cells["Website"] = line.text.strip()
        else:
            facts.tell("Website", line.text)
