"""The whole books for other programs: people and partners as spreadsheets, people as cards."""

from collections.abc import Iterable
from datetime import date

from sqlalchemy import Connection

from mitzvah_desk.office.lists.contacts import CARDS, ContactList, card_columns, export_cards
from mitzvah_desk.office.lists.files import KINDS, export_list
from mitzvah_desk.office.lists.reading import read_list
from mitzvah_desk.office.outgoing.outgoing import Outgoing
from mitzvah_desk.rules.fields.field import FieldDeclaration
from mitzvah_desk.rules.fields.registry import PARTNERS, PEOPLE
from mitzvah_desk.rules.lists.definition import ListDefinition
from mitzvah_desk.rules.lists.vocabulary import Subject, Use

__all__ = ["KINDS", "export_partners", "export_people"]


def export_people(connection: Connection, kind: str, use: Use = Use.COMMITTEE, letters: str = "") -> Outgoing:
    """Everybody in the book who may be on a list of this use. A permission never asked for is a no.

    Args:
        connection: the file.
        kind: one of ``KINDS``, or ``vcf`` for cards.
        use: what the list is used for.
        letters: of a CSV, one of ``LETTERS``.
    """
    exported = _exported(PEOPLE)
    if kind == CARDS:
        on_cards = tuple(key for key in exported if key in card_columns(Subject.PEOPLE))
        return export_cards(connection, ContactList("People", ListDefinition(use=use, columns=on_cards)))
    found = read_list(connection, ListDefinition(use=use, columns=exported), today=date.today())
    return export_list(kind, "People", found, use, letters)


def export_partners(connection: Connection, kind: str, letters: str = "") -> Outgoing:
    """Every partner but those that are confidential, who are in no list that leaves the program.

    Args:
        connection: the file.
        kind: one of ``KINDS``, or ``vcf`` for cards.
        letters: of a CSV, one of ``LETTERS``.
    """
    exported = _exported(PARTNERS)
    if kind == CARDS:
        on_cards = tuple(key for key in exported if key in card_columns(Subject.PARTNERS))
        definition = ListDefinition(Subject.PARTNERS, columns=on_cards)
        return export_cards(connection, ContactList("Partners", definition))
    found = read_list(connection, ListDefinition(Subject.PARTNERS, columns=exported))
    return export_list(kind, "Partners", found, letters=letters)


def _exported(fields: Iterable[FieldDeclaration]) -> tuple[str, ...]:
    """The list columns of those fields that an export of the whole book writes."""
    return tuple(each.list_key for each in fields if each.in_list is not None and each.in_list.exported)
