"""The file as the newsletter must know it: whom it may name, whom not, and what it may never tell."""

from datetime import date

from sqlalchemy import Connection, select

from mitzvah_desk.model import Household, Partner, PartnerContact, Permission, Person, Place, Purpose
from mitzvah_desk.model.expressions import is_child_on, is_confidential
from mitzvah_desk.office.core.settings import read_settings
from mitzvah_desk.rules.privacy import confidential_places as secrecy
from mitzvah_desk.rules.privacy import naming

_UNSEEN = str.maketrans("", "", "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Signs that turn what stands behind them round."""


def one_line(text: str) -> str:
    """A text with each run of blanks and line ends made one blank."""
    return text if text.isalnum() else " ".join(text.translate(_UNSEEN).split())


def list_confidential_partners(connection: Connection) -> frozenset[int]:
    """The partners that nobody may be told of, with those below them."""
    query = select(Partner.id).where(is_confidential(Partner.id))
    return frozenset(connection.execute(query).scalars())


def read_named_people(
    connection: Connection, day: date, confidential: frozenset[int]
) -> dict[int, naming.NamedPerson]:
    """Everybody in the book, by id.

    Args:
        connection: the file.
        day: on which they are children or not.
        confidential: the partners whose people are never named.
    """
    asked = select(Permission.person_id, Permission.given).where(Permission.purpose == Purpose.PRINT)
    agreed = {row.person_id: row.given for row in connection.execute(asked)}
    contacts = select(PartnerContact.person_id, PartnerContact.partner_id)
    works = {row.person_id for row in connection.execute(contacts) if row.partner_id in confidential}
    names = (Person.title, Person.given, Person.known_as, Person.family, Person.hebrew_name)
    child = is_child_on(day, Person).label("child")
    where = (Person.position, Person.household_id, Person.partner_id, Household.address)
    reached = (Person.phone, Person.mobile, Person.email, Household.phone.label("at_home"))
    columns = (Person.id, *names, child, *where, *reached)
    rows = connection.execute(
        select(*columns).outerjoin_from(Person, Household, Household.id == Person.household_id)
    )
    return {
        row.id: naming.NamedPerson(
            row.id,
            one_line(row.title),
            one_line(row.given),
            one_line(row.known_as),
            one_line(row.family),
            child=row.child,
            agreed=agreed.get(row.id),
            hidden=row.id in works or row.partner_id in confidential,
            position=one_line(row.position),
            household_id=row.household_id,
            numbers=tuple(filter(None, (row.phone, row.mobile, row.at_home))),
            email=row.email,
            hebrew_name=row.hebrew_name,
            home=row.address or "",
        )
        for row in rows
    }


def list_public_names(connection: Connection, confidential: frozenset[int]) -> list[str]:
    """The names, addresses and numbers of partners, places and the committee, which are no person's own."""
    columns = (Partner.id, Partner.name, Partner.address, Partner.phone, Partner.email)
    partners = [each for each in connection.execute(select(*columns)) if each.id not in confidential]
    places = connection.execute(select(Place.partner_id, Place.name, Place.address)).all()
    names = {place.name for place in places if place.partner_id not in {None, *confidential}}
    settings = read_settings(connection)
    ours = (settings.organisation, settings.phone, settings.email)
    theirs = (text for each in partners for text in (each.name, each.address, each.phone, each.email))
    return [*theirs, *names, *(p.address for p in places), *ours]


def list_secrets(
    connection: Connection, confidential: frozenset[int], people: dict[int, naming.NamedPerson]
) -> list[secrecy.Secret]:
    """What tells of the confidential partners: they, their places and their people."""
    hidden = select(Partner.__table__).where(Partner.id.in_(confidential))
    places = select(Place.__table__).where(Place.partner_id.in_(confidential))
    of_partners = [
        secrecy.Secret(
            (row.name, row.code_name),
            (row.address,),
            (row.postcode,),
            (row.phone,),
            (row.email, row.website),
        )
        for row in connection.execute(hidden)
    ]
    of_places = [
        secrecy.Secret((row.name,), (row.address,), (row.postcode,)) for row in connection.execute(places)
    ]
    of_people = [
        secrecy.Secret(each.whole_names, phones=each.numbers, links=(each.email,))
        for each in people.values()
        if each.hidden
    ]
    return [*of_partners, *of_places, *of_people]
