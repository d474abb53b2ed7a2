"""What the gate protects: whom a text may name, whom not, and what it may never tell."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, bindparam, or_, select
from sqlalchemy.orm import aliased

from mitzvah_desk.model import (
    Household,
    Partner,
    PartnerContact,
    Permission,
    Person,
    Place,
    Purpose,
)
from mitzvah_desk.model.expressions import (
    is_child_on,
    is_confidential,
    is_known_only_there,
    partner_name,
    stands,
)
from mitzvah_desk.office.core.settings import read_settings
from mitzvah_desk.rules.privacy import confidential_places as secrecy
from mitzvah_desk.rules.privacy import naming
from mitzvah_desk.rules.privacy import unconsented_names as private
from mitzvah_desk.rules.privacy.disclosure import Audience

# The gate asks all this whenever something leaves, so that it is put together once.
_CONFIDENTIAL = select(Partner.id).where(is_confidential(Partner.id))
_SHOWN = select(Partner.__table__, partner_name(Partner).label("shown"))
_AGREED = select(Permission.person_id, Permission.given).where(
    Permission.purpose == Purpose.PRINT, stands(Permission)
)
_CONTACTS = select(PartnerContact.person_id, PartnerContact.partner_id)
_PUBLIC_PARTNERS = select(Partner.id, Partner.name, Partner.address, Partner.phone, Partner.email)
_PUBLIC_PLACES = select(Place.partner_id, Place.name, Place.address)
_HIDDEN_PLACES = select(Place.__table__).where(is_confidential(Place.partner_id))
_KNOWN_ONLY_THERE = select(Person.id).where(
    Person.id.in_(bindparam("workers", expanding=True)), is_known_only_there(Person)
)

_UNSEEN = str.maketrans("", "", "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Signs that turn what stands behind them round."""


def one_line(text: str) -> str:
    """A text with each run of blanks and line ends made one blank."""
    return text if text.isalnum() else " ".join(text.translate(_UNSEEN).split())


def list_confidential_partners(connection: Connection) -> frozenset[int]:
    """The partners that nobody may be told of, with those below them."""
    return frozenset(connection.execute(_CONFIDENTIAL).scalars())


@lru_cache(maxsize=4)
def _select_people(day: date) -> Select[*tuple[Any, ...]]:
    names = (Person.title, Person.given, Person.known_as, Person.family, Person.hebrew_name)
    child = is_child_on(day, Person).label("child")
    where = (Person.position, Person.household_id, Person.partner_id, Household.address)
    reached = (Person.phone, Person.mobile, Person.email, Household.phone.label("at_home"))
    columns = (Person.id, *names, child, *where, *reached)
    return select(*columns).outerjoin_from(Person, Household, Household.id == Person.household_id)


def read_named_people(
    connection: Connection, day: date, confidential: frozenset[int], only: ColumnElement[bool] | None
) -> dict[int, naming.NamedPerson]:
    """People in the book, by id.

    Args:
        connection: the file.
        day: on which they are children or not.
        confidential: the partners whose people are never named.
        only: whom; everybody where None.
    """
    agreed = {row.person_id: row.given for row in connection.execute(_AGREED)}
    works = {row.person_id for row in connection.execute(_CONTACTS) if row.partner_id in confidential}
    people = _select_people(day)
    rows = connection.execute(people if only is None else people.where(only))
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
    partners = [each for each in connection.execute(_PUBLIC_PARTNERS) if each.id not in confidential]
    places = connection.execute(_PUBLIC_PLACES).all()
    names = {place.name for place in places if place.partner_id not in {None, *confidential}}
    settings = read_settings(connection)
    ours = (settings.organisation, settings.phone, settings.email)
    theirs = (text for each in partners for text in (each.name, each.address, each.phone, each.email))
    return [*theirs, *names, *(p.address for p in places), *ours]


@dataclass(frozen=True)
class Protected:
    """What the gate protects, as the file is now: secrets of confidential partners, children, the unasked.

    Attributes:
        confidential: the partners that nobody may be told of, those below a confidential one too.
        people: everybody of whom an audience could read what it may not, by id.
        shown: by confidential partner the name that stands for it.
        of_partners: what tells of them and their places.
        of_workers: what tells of the people there.
        idle: of those people, who is in the book for nothing else: only as a contact there.
        public: names, addresses and numbers that everybody may read.
        hidden_places: the places of the confidential partners.
        house: by confidential partner the highest confidential one above it, which is itself where none is.
    """

    confidential: frozenset[int]
    people: Mapping[int, naming.NamedPerson]
    shown: Mapping[int, str]
    of_partners: tuple[secrecy.Secret, ...]
    of_workers: Mapping[int, secrecy.Secret]
    idle: frozenset[int]
    public: tuple[str, ...]
    hidden_places: frozenset[int]
    house: Mapping[int, int]

    def secrets(self, audience: Audience) -> secrecy.Secrets:
        """What tells an audience of a confidential partner.

        The public may not even read the names that stand for them, nor who works there; anybody else may read
        the name of somebody who works there where they do something of their own for the committee.
        """
        return self._public_secrets if audience is Audience.PUBLIC else self._inner_secrets

    def is_granted(self, partner_id: int, granted: Iterable[int]) -> bool:
        """Whether somebody who may know of some partners may know of this one: it is one, or of one house."""
        return any(self.house[partner_id] == self.house.get(each) for each in granted)

    def names(self, audience: Audience) -> tuple[private.Private, ...]:
        """Whom an audience may not find named: children, and for the public whoever did not agree.

        The committee may read every name.
        """
        if audience is Audience.COMMITTEE:
            return ()
        return (self._children, self.unagreed) if audience is Audience.PUBLIC else (self._children,)

    @cached_property
    def _public_secrets(self) -> secrecy.Secrets:
        named = (
            secrecy.Secret(partner_id=number, code_name=shown, aliases=(shown,))
            for number, shown in self.shown.items()
        )
        return secrecy.Secrets([*self.of_partners, *named, *self.of_workers.values()])

    @cached_property
    def _inner_secrets(self) -> secrecy.Secrets:
        workers = (secret for number, secret in self.of_workers.items() if number in self.idle)
        return secrecy.Secrets([*self.of_partners, *workers])

    @cached_property
    def unagreed(self) -> private.Private:
        """Whom print may not name, or tell how to reach: who did not agree, and every child in full."""
        return private.Private(self.people.values(), self.public)

    @cached_property
    def _children(self) -> private.Private:
        """A name that an adult has too may stand, since nobody can tell of whom it is."""
        young = [_name_alone(each) for each in self.people.values() if each.child]
        families = {each.family.casefold() for each in young}
        grown = (
            replace(_name_alone(each), agreed=True, hidden=False)
            for each in self.people.values()
            if not each.child and each.family.casefold() in families
        )
        return private.Private([*young, *grown])


def read_protected(
    connection: Connection, day: date | None = None, audience: Audience = Audience.PUBLIC
) -> Protected:
    """Reads what the gate protects.

    Args:
        connection: the file.
        day: on which people are children or not; today where None.
        audience: against whose eyes; what is read against the public's serves against everybody's.
    """
    confidential = list_confidential_partners(connection)
    at, today = _workplaces(connection, confidential), day or date.today()
    people = read_named_people(connection, today, confidential, _looked_for(audience, today, at))
    hidden = [row for row in connection.execute(_SHOWN) if row.id in confidential]
    shown = {row.id: row.shown for row in hidden}
    of_partners = [
        secrecy.Secret(
            (row.name,),
            (row.address,),
            (row.postcode,),
            (row.phone,),
            (row.email, row.website),
            row.id,
            row.shown,
        )
        for row in hidden
    ]
    found_places = connection.execute(_HIDDEN_PLACES).all()
    of_places = [
        secrecy.Secret(
            (row.name,),
            (row.address,),
            (row.postcode,),
            partner_id=row.partner_id,
            code_name=shown[row.partner_id],
        )
        for row in found_places
    ]
    workers = {
        each.id: secrecy.Secret(
            each.whole_names,
            phones=each.numbers,
            links=(each.email,),
            partner_id=at[each.id],
            code_name=shown[at[each.id]],
        )
        for each in people.values()
        if each.hidden
    }
    return Protected(
        confidential,
        people,
        shown,
        (*of_partners, *of_places),
        workers,
        _known_only_there(connection, workers),
        tuple(list_public_names(connection, confidential)),
        frozenset(row.id for row in found_places),
        {row.id: _highest(row.id, {each.id: each.parent_id for each in hidden}) for row in hidden},
    )


def _looked_for(audience: Audience, day: date, workers: Iterable[int]) -> ColumnElement[bool] | None:
    """Of whom an audience could read what it may not: everybody for the public, else children and workers."""
    if audience is Audience.PUBLIC:
        return None
    there = Person.id.in_(workers)
    if audience is Audience.COMMITTEE:
        return there
    child = aliased(Person)
    families = select(child.family).where(is_child_on(day, child))
    return or_(there, Person.family.in_(families))


def _known_only_there(connection: Connection, workers: Iterable[int]) -> frozenset[int]:
    return frozenset(connection.execute(_KNOWN_ONLY_THERE, {"workers": tuple(workers)}).scalars())


def _workplaces(connection: Connection, confidential: frozenset[int]) -> dict[int, int]:
    """By person the confidential partner at which they are known."""
    own = select(Person.id, Person.partner_id).where(Person.partner_id.in_(confidential))
    found = {row.id: row.partner_id for row in connection.execute(own)}
    contacts = (row for row in connection.execute(_CONTACTS) if row.partner_id in confidential)
    return found | {row.person_id: row.partner_id for row in contacts}


def _highest(partner_id: int, above: Mapping[int, int | None]) -> int:
    """The highest of these partners above one of them."""
    passed = [partner_id]
    while (parent := above[passed[-1]]) is not None and parent in above and parent not in passed:
        passed.append(parent)
    return passed[-1]


def _name_alone(person: naming.NamedPerson) -> naming.NamedPerson:
    return replace(person, numbers=(), email="", home="")
