"""The whole books for other programs: people and partners as spreadsheets, people as cards."""

from datetime import date

from sqlalchemy import Connection

from mitzvah_desk.model import Purpose
from mitzvah_desk.office.lists.files import KINDS, cards_bytes, list_bytes
from mitzvah_desk.office.lists.reading import listed
from mitzvah_desk.rules.lists.definition import ListDefinition
from mitzvah_desk.rules.lists.vocabulary import Subject, Use

PEOPLE = (
    "given",
    "family",
    "known_as",
    "household",
    "address",
    "postcode",
    "email",
    "phone",
    "child",
    "position",
    "skills",
    *(f"allows {purpose.name.lower()}" for purpose in Purpose),
)
PARTNERS = ("name", "level", "what", "address", "postcode", "country", "phone", "email", "website")

__all__ = ["KINDS", "partners_file", "people_file"]


def people_file(connection: Connection, kind: str, use: Use = Use.COMMITTEE) -> bytes:
    """Everybody in the book who may be on a list of this use. A permission never asked for is a no.

    Args:
        connection: the file.
        kind: one of ``KINDS``, or ``vcf`` for cards.
        use: what the list is used for.
    """
    found = listed(connection, ListDefinition(use=use, columns=PEOPLE), today=date.today())
    if kind == "vcf":
        return cards_bytes(connection, [row.record_id for row in found.rows], use)
    return list_bytes(kind, "People", found)


def partners_file(connection: Connection, kind: str) -> bytes:
    """Every partner but those that are confidential, who are in no list that leaves the program.

    Args:
        connection: the file.
        kind: one of ``KINDS``.
    """
    return list_bytes(
        kind, "Partners", listed(connection, ListDefinition(Subject.PARTNERS, columns=PARTNERS))
    )
