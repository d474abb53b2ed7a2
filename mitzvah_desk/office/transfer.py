"""Lists for other programs."""

from sqlalchemy import Connection, select

from mitzvah_desk.exchange.csv_out import csv_bytes
from mitzvah_desk.model import Household, Permission, Person, Purpose
from mitzvah_desk.office.queries.people import people

TITLES = (
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


def people_csv(connection: Connection) -> bytes:
    """Everybody in the book as CSV, for the committee. A permission never asked for is a no."""
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
    return csv_bytes(
        TITLES,
        (
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
        ),
    )
