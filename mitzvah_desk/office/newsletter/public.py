"""What of the file the public may read: whom print may name, which partners, and which sentences.

Nothing goes into a newsletter but through here.
"""

from collections.abc import Iterable
from copy import copy
from dataclasses import dataclass
from datetime import date
from functools import cache

from sqlalchemy import Connection, select

from mitzvah_desk.model import Household, Partner, PartnerContact, Permission, Person, Place, Purpose
from mitzvah_desk.office.settings import read_settings
from mitzvah_desk.rules import naming, private, secrecy
from mitzvah_desk.rules.disclosure import Audience, Fact, may_see
from mitzvah_desk.rules.findings import Finding, info, soft
from mitzvah_desk.rules.rota_facts import PersonFacts

_FEW = 3
_UNSEEN = str.maketrans("", "", "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Signs that turn what stands behind them round."""


@dataclass(frozen=True, slots=True)
class Unnamed:
    """Somebody who is counted and not named.

    Attributes:
        id: the person.
        name: for the committee's eyes only.
        why: ``was never asked``.
        roles: as what they are counted: ``volunteer, donor``.
    """

    id: int
    name: str
    why: str
    roles: str


class Public:
    """The file as the public may know it. It keeps in mind who was only counted and what was left out.

    Attributes:
        people: everybody, by id.
        confidential: the partners that no newsletter knows, those below a confidential one too.
    """

    def __init__(self, connection: Connection, day: date) -> None:
        self.confidential = _confidential(connection)
        self.people = _people(connection, day, self.confidential)
        secrets = secrecy.Secrets(_secrets(connection, self.confidential, self.people))
        known = private.Private(self.people.values(), _known(connection, self.confidential))
        self._is_secret, self._find = cache(secrets.in_text), cache(known.find)  # the same texts come again
        self._partners = {row.id: row.name for row in connection.execute(select(Partner.id, Partner.name))}
        self._unnamed: dict[int, dict[str, None]] = {}
        self._children: dict[int, None] = {}
        self._findings: dict[str, Finding] = {}

    def fork(self) -> "Public":
        """The same, with what it keeps in mind from now on apart."""
        other = copy(self)
        other._findings = dict(self._findings)
        return other

    @property
    def unnamed(self) -> tuple[Unnamed, ...]:
        """Who was only counted so far, by name."""
        known = ((self.people[number], roles) for number, roles in self._unnamed.items())
        found = (
            Unnamed(person.id, person.full, person.why or "bears a confidential name", ", ".join(roles))
            for person, roles in known
        )
        return tuple(sorted(found, key=lambda each: (each.name.casefold(), each.id)))

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What was left out, and who was only counted."""
        return (*self._findings.values(), *_counted(self.unnamed), *self._of_children())

    def name(self, person_id: int | None, role: str) -> str:
        """A person's name as it may be printed; empty where it may not, which is kept in mind.

        Args:
            person_id: the person.
            role: as what they would be named: ``volunteer``.
        """
        person = self.people.get(person_id or 0)
        if person is None:
            return ""
        name = "" if self._is_secret(person.name) else person.name
        if not name:
            self._unnamed.setdefault(person.id, {})[role] = None
        elif person.child:
            self._children[person.id] = None
        return name

    def names(self, person_ids: Iterable[int], one: str, more: str) -> str:
        """Some people as a sentence lists them: those who agreed by name, the others by their number.

        Args:
            person_ids: the people, each told once.
            one: what one of them is: ``volunteer``.
            more: what several are.
        """
        people = [self.people[each] for each in dict.fromkeys(person_ids) if each in self.people]
        people.sort(key=lambda each: ("" if each.child else each.family.casefold(), each.name.casefold()))
        named = [name for each in people if (name := self.name(each.id, one))]
        return naming.listed(named, len(people) - len(named), one, more)

    def guests(self, person_ids: Iterable[int]) -> str:
        """Guests of honour as a sentence lists them, with what they are: ``Ann Cohen (Mayor)``."""
        ids = [each for each in dict.fromkeys(person_ids) if each in self.people]
        named = []
        for each in ids:
            person, name = self.people[each], self.name(each, "guest of honour")
            if name:
                where = f"The position of {person.full}"
                post = "" if person.child else self.title(person.position, where)
                named.append(f"{name} ({post})" if post else name)
        return naming.listed(named, len(ids) - len(named), "guest of honour", "guests of honour")

    def partner(self, partner_id: int | None) -> str:
        """A partner's name; empty for a confidential one."""
        hidden = partner_id in self.confidential
        if not may_see(Audience.PUBLIC, Fact.PARTNER_NAME, confidential=hidden):
            return ""
        name = _line(self._partners.get(partner_id or 0, ""))
        return "" if self._is_secret(name) else name

    def partners(self, partner_ids: Iterable[int]) -> tuple[str, ...]:
        """The names of some partners, each once, without the confidential ones."""
        names = dict.fromkeys(self.partner(each) for each in partner_ids)
        return tuple(sorted(filter(None, names), key=str.casefold))

    def text(self, text: str, where: str) -> str:
        """A text without the sentences that the public may not read.

        Args:
            text: as somebody typed it.
            where: where it stands, for the finding: ``The summary of “Bulbs”``.
        """
        return " ".join(_line(each) for each in secrecy.sentences(text) if self.allows(each, where))

    def title(self, text: str, where: str) -> str:
        """A text that stands whole or not at all."""
        return _line(text) if self.allows(text, where) else ""

    def keeps(self, text: str, where: str) -> bool:
        """Whether a finished line tells nothing of a confidential partner; else a finding says so."""
        if not self._is_secret(text):
            return True
        self._hide(where)
        return False

    def allows(self, text: str, where: str) -> bool:
        """Whether a text may stand: it tells of no confidential partner and names nobody who did not agree.

        Args:
            text: the text.
            where: where it stands, for the finding where it may not.
        """
        if not self.keeps(text, where):
            return False
        hit = self._find(text)
        if hit is None:
            return True
        who, why = hit.person.full, hit.person.why or "is a child"
        what = f"names {who}" if hit.named else f"tells how to reach {who}"
        do = "Take the name out, or ask them." if hit.named else "Take it out, or ask them."
        self.tell(soft("newsletter.name", who, f"{where} {what}, who {why}. That part is left out.", do))
        return False

    def tell(self, finding: Finding) -> None:
        """Keeps a finding, each sentence once."""
        self._findings.setdefault(finding.text, finding)

    def _hide(self, where: str) -> None:
        text = f"{where} tells of a confidential partner. That part is left out."
        do = "Say it without the partner's name, code name, address and number."
        self.tell(soft("newsletter.confidential", where, text, do))

    def _of_children(self) -> tuple[Finding, ...]:
        if not self._children:
            return ()
        text = "Children are named by first name alone, as agreed. There is no photograph in the newsletter."
        return (info("newsletter.children", "Children", text, "Never put one beside a child's name."),)


def _counted(unnamed: tuple[Unnamed, ...]) -> tuple[Finding, ...]:
    if not unnamed:
        return ()
    who = "1 person is" if len(unnamed) == 1 else f"{len(unnamed):,} people are"
    text = f"{who} counted, not named: they have not agreed to be named in print."
    few = "; ".join(each.name for each in unnamed[:_FEW])
    return (info("newsletter.unnamed", few, text, "Look who they are, ask them, and note it on their page."),)


def _line(text: str) -> str:
    """A text on one line."""
    return text if text.isalnum() else " ".join(text.translate(_UNSEEN).split())


def _confidential(connection: Connection) -> frozenset[int]:
    rows = connection.execute(select(Partner.id, Partner.parent_id, Partner.confidential)).all()
    hidden = {row.id for row in rows if row.confidential}
    while below := {row.id for row in rows if row.parent_id in hidden} - hidden:
        hidden |= below
    return frozenset(hidden)


def _people(connection: Connection, day: date, confidential: frozenset[int]) -> dict[int, naming.Person]:
    asked = select(Permission.person_id, Permission.given).where(Permission.purpose == Purpose.PRINT)
    agreed = {row.person_id: row.given for row in connection.execute(asked)}
    contacts = select(PartnerContact.person_id, PartnerContact.partner_id)
    works = {row.person_id for row in connection.execute(contacts) if row.partner_id in confidential}
    columns = (
        *(
            Person.id,
            Person.title,
            Person.given,
            Person.known_as,
            Person.family,
            Person.is_child,
            Person.born,
        ),
        *(Person.position, Person.household_id, Person.partner_id, Person.hebrew_name),
        *(Person.phone, Person.mobile, Person.email, Household.phone.label("at_home"), Household.address),
    )
    rows = connection.execute(
        select(*columns).outerjoin_from(Person, Household, Household.id == Person.household_id)
    )
    return {
        row.id: naming.Person(
            row.id,
            _line(row.title),
            _line(row.given),
            _line(row.known_as),
            _line(row.family),
            child=row.is_child
            or (
                row.born is not None and PersonFacts(row.id, "", is_child=False, born=row.born).child_on(day)
            ),
            agreed=agreed.get(row.id),
            hidden=row.id in works or row.partner_id in confidential,
            position=_line(row.position),
            household_id=row.household_id,
            numbers=tuple(filter(None, (row.phone, row.mobile, row.at_home))),
            email=row.email,
            hebrew_name=row.hebrew_name,
            home=row.address or "",
        )
        for row in rows
    }


def _known(connection: Connection, confidential: frozenset[int]) -> list[str]:
    """The names, addresses and numbers of partners, places and the committee, which are no person's own."""
    columns = (Partner.id, Partner.name, Partner.address, Partner.phone, Partner.email)
    partners = [each for each in connection.execute(select(*columns)) if each.id not in confidential]
    places = connection.execute(select(Place.partner_id, Place.name, Place.address)).all()
    names = {place.name for place in places if place.partner_id not in {None, *confidential}}
    settings = read_settings(connection)
    ours = (settings.organisation, settings.phone, settings.email)
    return [text for each in partners for text in each[1:]] + [*names, *(p.address for p in places), *ours]


def _secrets(
    connection: Connection, confidential: frozenset[int], people: dict[int, naming.Person]
) -> list[secrecy.Secret]:
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
