"""Lists for other programs: people and partners as spreadsheets, people as cards."""

from collections.abc import Sequence

from sqlalchemy import Connection, select

from mitzvah_desk.exchange.tables_out import Cell, table_bytes
from mitzvah_desk.model import Household, Partner, Permission, Person, Purpose
from mitzvah_desk.office.queries.people import people

PEOPLE = (
    "First name",
    "Family name",
    "Known as",
    "Household",
    "Address",
    "Postcode",
    "E-mail",
    "Telephone",
    "Child",
    "Position",
    "Skills",
    *(f"Permission: {purpose}" for purpose in Purpose),
)
PARTNERS = (
    "Name",
    "Level",
    "What it does",
    "Address",
    "Postcode",
    "Country",
    "Telephone",
    "E-mail",
    "Website",
)
KINDS = ("csv", "xlsx", "ods")


def people_csv(connection: Connection) -> bytes:
    """Everybody in the book as CSV; see ``people_file``."""
    return people_file(connection, "csv")


def people_file(connection: Connection, kind: str) -> bytes:
    """Everybody in the book, for the committee. A permission never asked for is a no.

    Args:
        connection: the file.
        kind: one of ``KINDS``, or ``vcf`` for cards.
    """
    if kind == "vcf":
        return _cards(connection)
    homes = {
        row.id: (row.address, row.postcode)
        for row in connection.execute(
            select(Person.id, Household.address, Household.postcode).join(
                Household, Household.id == Person.household_id
            )
        )
    }
    given = {
        (row.person_id, row.purpose)
        for row in connection.execute(
            select(Permission.person_id, Permission.purpose).where(Permission.given.is_(True))
        )
    }
    rows = sorted(people(connection), key=lambda row: (row.family.casefold(), row.given.casefold(), row.id))
    cells: list[Sequence[Cell]] = [
        (
            row.given,
            row.family,
            row.known_as,
            row.household,
            *homes.get(row.id, ("", "")),
            row.email,
            row.phone,
            "yes" if row.is_child else "no",
            row.position,
            row.skills,
            *("yes" if (row.id, purpose) in given else "no" for purpose in Purpose),
        )
        for row in rows
    ]
    return table_bytes(kind, PEOPLE, cells, name="People")


def partners_file(connection: Connection, kind: str) -> bytes:
    """Every partner but those that are confidential, who are in no list that leaves the program.

    Args:
        connection: the file.
        kind: one of ``KINDS``.
    """
    rows = connection.execute(
        select(
            Partner.name,
            Partner.level,
            Partner.what,
            Partner.address,
            Partner.postcode,
            Partner.country,
            Partner.phone,
            Partner.email,
            Partner.website,
        )
        .where(Partner.confidential.is_(False))
        .order_by(Partner.name)
    )
    cells: list[Sequence[Cell]] = [(row[0], str(row[1]), *row[2:]) for row in rows]
    return table_bytes(kind, PARTNERS, cells, name="Partners")


def _cards(connection: Connection) -> bytes:
    from mitzvah_desk.exchange.vcard_out import Card, vcards

    rows = connection.execute(
        select(
            Person.given,
            Person.family,
            Person.title,
            Person.known_as,
            Person.email,
            Person.mobile,
            Person.phone,
            Household.address,
            Household.postcode,
        )
        .outerjoin(Household, Household.id == Person.household_id)
        .order_by(Person.family, Person.given, Person.id)
    )
    return vcards(
        Card(
            row.given,
            row.family,
            row.title,
            row.known_as,
            row.email,
            tuple(number for number in (row.mobile, row.phone) if number),
            row.address or "",
            row.postcode or "",
        )
        for row in rows
    )
