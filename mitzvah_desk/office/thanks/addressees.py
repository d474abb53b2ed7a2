"""Addressees of letters: their names on an envelope, how they are greeted, where they are reached."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, not_, select

from mitzvah_desk.model import Group, Household, Partner, PartnerContact, Person
from mitzvah_desk.model.expressions import (
    is_child_on,
    is_confidential,
    is_erased,
    is_in_touch,
    partner_name,
)
from mitzvah_desk.office.outgoing.outgoing import Key
from mitzvah_desk.rules.people import addressing

People = dict[int, Row[*tuple[Any, ...]]]


@dataclass(frozen=True, slots=True)
class Addressee:
    """One addressee.

    Attributes:
        name: as on an envelope: ``Ann and Bob Cohen``.
        names: as friends say it: ``Ann and Bob``.
        greeting: ``Dear Ann and Bob``.
        formal: ``Dear Mr and Mrs Cohen``.
        address: line by line; empty where none is known.
        email: empty where none is known.
        untitled: who of them has no title by which a formal letter could greet them.
    """

    name: str
    names: str
    greeting: str
    formal: str
    address: tuple[str, ...] = ()
    email: str = ""
    untitled: tuple[str, ...] = ()


def load_people(connection: Connection, today: date | None = None) -> People:
    """Everybody who may be written to, by id; who is a child on the day of writing is marked so."""
    columns = (
        Person.id,
        Person.household_id,
        Person.title,
        Person.given,
        Person.known_as,
        Person.family,
        Person.honours,
        Person.position,
        Person.pronouns,
        is_child_on(today or date.today(), Person).label("child"),
        Person.email,
    )
    people = select(*columns).where(is_in_touch(Person))
    return {row.id: row for row in connection.execute(people)}


class Addressees:
    """Finds addressees, from five statements."""

    def __init__(self, connection: Connection, people: People) -> None:
        self._people = people
        self._members: dict[int, list[Row[*tuple[Any, ...]]]] = defaultdict(list)
        for person in people.values():
            if person.household_id is not None:
                self._members[person.household_id].append(person)
        homes = select(Person.household_id).where(Person.household_id.is_not(None), not_(is_erased(Person)))
        self._left = set(connection.execute(homes).scalars()) - self._members.keys()
        self._households = {row.id: row for row in connection.execute(select(Household.__table__))}
        group = select(Group.id, Group.name, Group.leader_id, Group.partner_id)
        self._groups = {row.id: row for row in connection.execute(group)}
        main = (
            select(PartnerContact.person_id)
            .where(PartnerContact.partner_id == Partner.id)
            .order_by(PartnerContact.is_main.desc(), PartnerContact.id)
            .limit(1)
            .scalar_subquery()
        )
        partner = select(
            Partner.__table__,
            partner_name(Partner).label("shown"),
            is_confidential(Partner.id).label("hidden"),
            main.label("contact_id"),
        )
        self._partners = {row.id: row for row in connection.execute(partner)}

    def may_write_to(self, key: Key) -> bool:
        """Whether anybody is there who is in touch: the person, or somebody of a household with members."""
        kind, record_id = key
        return (
            record_id in self._people
            if kind == "person"
            else kind != "household" or record_id not in self._left
        )

    def of(self, key: Key) -> Addressee:
        """An addressee."""
        kind, record_id = key
        if kind == "household":
            return self._household(record_id)
        if kind == "person":
            person = self._people[record_id]
            member = _member(person)
            return Addressee(
                member.full,
                member.first,
                f"Dear {member.first}",
                _formal(member),
                email=person.email,
                untitled=addressing.list_untitled([member]),
            )
        if kind == "partner":
            return self._partner(record_id)
        return self._group(record_id)

    def of_people(self, person_ids: Sequence[int]) -> Addressee:
        """Some people as one addressee, at the home of the first: those who stand on one line of a list."""
        members = [self._people[number] for number in person_ids]
        home = self._households.get(members[0].household_id)
        adults = [person for person in members if not person.child] or members
        named = [_member(person) for person in adults]
        if home is None:
            return _together(addressing.join_words(each.full for each in named), named, members)
        at_home = {person.id for person in self._members[home.id] if not person.child}
        whole = {person.id for person in adults} == at_home  # a salutation speaks of all of them
        salutation, lines = home.salutation if whole else "", _address(home)
        return _together(home.name, named, members, salutation, lines)

    def _household(self, household_id: int) -> Addressee:
        row = self._households[household_id]
        members = self._members[household_id]
        adults = [_member(person) for person in members if not person.child]
        return _together(row.name, adults, members, row.salutation, _address(row))

    def _partner(self, partner_id: int) -> Addressee:
        row = self._partners[partner_id]
        shown = row.shown
        within = addressing.lower_article(shown)
        friends = f"Dear friends at {within}"
        if row.hidden:
            return Addressee(shown, shown, friends, friends)
        contact = self._people.get(row.contact_id)
        member = _member(contact) if contact is not None else None
        address = _address(row)
        if contact is None or member is None:
            return Addressee(shown, shown, friends, friends, address, row.email)
        return Addressee(
            shown,
            member.first,
            f"Dear {member.first} and everybody at {within}",
            _formal(member),
            (f"For the attention of {member.full}", *address) if address else (),
            contact.email or row.email,
            addressing.list_untitled([member]),
        )

    def _group(self, group_id: int) -> Addressee:
        row = self._groups[group_id]
        leader = self._people.get(row.leader_id)
        address: tuple[str, ...] = ()
        if row.partner_id is not None:
            partner = self._partners[row.partner_id]
            address = () if partner.hidden else _address(partner)
        if leader is None:
            greeting = f"Dear {addressing.strip_article(row.name)}"
            return Addressee(row.name, row.name, greeting, greeting, address)
        member = _member(leader)
        if not address and leader.household_id is not None:
            address = _address(self._households[leader.household_id])
        return Addressee(
            f"{member.full}, {row.name}",
            member.first,
            f"Dear {member.first} and everybody of {addressing.lower_article(row.name)}",
            _formal(member),
            address,
            leader.email,
            addressing.list_untitled([member]),
        )


def _together(
    home: str,
    adults: Sequence[addressing.Member],
    members: Sequence[Row[*tuple[Any, ...]]],
    salutation: str = "",
    address: tuple[str, ...] = (),
) -> Addressee:
    """People who are written to together: the adults by name, children as the family."""
    children = len(members) > 1 and any(person.child for person in members)
    name = addressing.household_name(home, adults, children=children)
    greeting = salutation or addressing.informal_greeting(name, adults)
    return Addressee(
        name,
        greeting.removeprefix("Dear "),
        greeting,
        addressing.formal_greeting(name, adults),
        address,
        next((person.email for person in members if person.email and not person.child), ""),
        addressing.list_untitled(adults),
    )


def _member(person: Row[*tuple[Any, ...]]) -> addressing.Member:
    return addressing.Member(
        person.title,
        person.known_as or person.given,
        person.family,
        person.honours,
        person.position,
        person.pronouns,
    )


def _formal(member: addressing.Member) -> str:
    return addressing.formal_greeting(member.full, [member])


def _address(row: Row[*tuple[Any, ...]]) -> tuple[str, ...]:
    """The lines of a household's or a partner's address."""
    return addressing.address_lines(row.address, row.postcode, row.country)
