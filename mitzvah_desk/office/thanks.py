"""The thank-you ledger: who is owed thanks in a campaign, for what, and who was thanked when and how.

One addressee a household and not each member; a person without a household; a group, by its leader; an
organisation. Six statements gather everything, whatever the size of the file.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, func, select

from mitzvah_desk.model import (
    Assignment,
    Donation,
    Group,
    Household,
    Item,
    Letter,
    LetterKind,
    Lot,
    MoneyGift,
    Movement,
    Partner,
    PartnerRole,
    Person,
    Project,
    ProjectPartner,
    Role,
    Shift,
    ThankedHow,
)
from mitzvah_desk.model.goods import COMES_IN
from mitzvah_desk.office.actions import Applied, Area
from mitzvah_desk.office.records import name_of
from mitzvah_desk.office.rota import NOT_SERVING
from mitzvah_desk.rules import addressing, disclosure
from mitzvah_desk.rules.findings import Finding, soft
from mitzvah_desk.store.book import Turn

Key = tuple[str, int]
People = dict[int, Row[*tuple[Any, ...]]]


@dataclass(frozen=True, slots=True)
class Thanks:
    """One line of the ledger.

    Attributes:
        id: a number of its own within the list, for tables.
        key: the addressee: ``("household", 7)``.
        name: as on an envelope: ``Ann and Bob Cohen``.
        greeting: ``Dear Ann and Bob``.
        address: line by line; empty where none is known.
        reasons: for what: ``helping as a baker at the Rubens tea``.
        letter_id: the ledger's own row once they were thanked.
        thanked_on: when.
        how: how.
    """

    id: int
    key: Key
    name: str
    greeting: str
    address: tuple[str, ...]
    reasons: tuple[str, ...]
    letter_id: int | None = None
    thanked_on: date | None = None
    how: ThankedHow | None = None


@dataclass(slots=True)
class _Owed:
    served: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    gave: dict[str, dict[str, int]] = field(default_factory=lambda: defaultdict(lambda: defaultdict(int)))
    other: list[str] = field(default_factory=list)


def ledger(connection: Connection, campaign_id: int) -> list[Thanks]:
    """Everybody who is owed thanks in a campaign or was thanked, by name."""
    people: People = {
        row.id: row
        for row in connection.execute(
            select(
                Person.id,
                Person.household_id,
                Person.title,
                Person.given,
                Person.known_as,
                Person.family,
                Person.is_child,
            )
        )
    }
    owed: dict[Key, _Owed] = defaultdict(_Owed)
    _served(connection, campaign_id, people, owed)
    _gave_goods(connection, campaign_id, people, owed)
    _gave_money(connection, campaign_id, people, owed)
    _hosted(connection, campaign_id, owed)
    letters = select(Letter.__table__).where(
        Letter.campaign_id == campaign_id, Letter.kind == LetterKind.THANK_YOU
    )
    thanked = {
        key: row
        for row in connection.execute(letters)
        if (key := _key(row.person_id, row.household_id, row.group_id, row.partner_id))
    }
    names = _Names(connection, people)
    lines = []
    for key in owed.keys() | thanked.keys():
        name, greeting, address = names.of(key)
        row = thanked.get(key)
        reasons = _reasons(owed[key]) if key in owed else tuple((row.reasons if row else "").splitlines())
        lines.append((name, key, greeting, address, reasons, row))
    lines.sort(key=lambda line: (line[0].casefold(), line[1]))
    return [
        Thanks(
            number,
            key,
            name,
            greeting,
            address,
            reasons,
            row.id if row else None,
            row.thanked_on if row else None,
            row.how if row else None,
        )
        for number, (name, key, greeting, address, reasons, row) in enumerate(lines, start=1)
    ]


def without_address(lines: Sequence[Thanks]) -> list[Finding]:
    """A finding for each addressee whose letter cannot be posted, so that nobody is skipped silently."""
    return [
        soft(
            "letters.no_address",
            line.name,
            f"{line.name} has no address.",
            "Add one, or give the letter by hand.",
        )
        for line in lines
        if not line.address
    ]


@dataclass(frozen=True)
class RecordThanks:
    """Writes into the ledger that addressees were thanked. Who was thanked already stays as they are."""

    campaign_id: int
    keys: tuple[Key, ...]
    how: ThankedHow
    on_day: date

    @property
    def areas(self) -> frozenset[Area]:
        """The letters and the people's pages."""
        return frozenset({Area.LETTERS, Area.PEOPLE, Area.PARTNERS})

    def check(self, turn: Turn) -> Sequence[Finding]:  # noqa: ARG002
        """Nothing stands against it."""
        return ()

    def apply(self, turn: Turn, reason: str) -> Applied:  # noqa: ARG002
        """Writes one line for each."""
        known = {line.key: line for line in ledger(turn.connection, self.campaign_id)}
        new = [
            Letter(
                campaign_id=self.campaign_id,
                thanked_on=self.on_day,
                how=self.how,
                reasons="\n".join(known[key].reasons) if key in known else "",
                **{f"{key[0]}_id": key[1]},
            )
            for key in self.keys
            if key not in known or known[key].letter_id is None
        ]
        turn.session.add_all(new)
        turn.session.flush()
        first = name_of(turn.connection, *self.keys[0]) if self.keys else "nobody"
        more = f" and {len(new) - 1} more" if len(new) > 1 else ""
        return Applied(f"Thanked {first}{more} ({self.how})", tuple(letter.id for letter in new))


def _key(person: int | None, household: int | None, group: int | None, partner: int | None) -> Key | None:
    whom = (("household", household), ("group", group), ("partner", partner), ("person", person))
    return next(((kind, value) for kind, value in whom if value is not None), None)


def _home(people: People, person_id: int) -> Key:
    household = people[person_id].household_id
    return ("household", household) if household is not None else ("person", person_id)


def _served(connection: Connection, campaign_id: int, people: People, owed: dict[Key, _Owed]) -> None:
    rows = connection.execute(
        select(Assignment.person_id, Assignment.group_id, Role.name, Project.title)
        .join_from(Assignment, Shift, Shift.id == Assignment.shift_id)
        .join(Role, Role.id == Shift.role_id)
        .join(Project, Project.id == Shift.project_id)
        .where(Project.campaign_id == campaign_id, Assignment.status.not_in(NOT_SERVING))
        .where(Assignment.status != "invited")
        .order_by(Assignment.id)
    )
    for person_id, group_id, role, project in rows:
        key, who = ("group", int(group_id or 0)), ""
        if person_id is not None:
            key = _home(people, person_id)
            if key[0] == "household":
                who = people[person_id].known_as or people[person_id].given
        owed[key].served[f"{role.lower()} at {project}"].append(who)


def _gave_goods(connection: Connection, campaign_id: int, people: People, owed: dict[Key, _Owed]) -> None:
    rows = connection.execute(
        select(
            Donation.donor_person_id,
            Donation.donor_household_id,
            Donation.donor_group_id,
            Donation.donor_partner_id,
            Item.name,
            func.coalesce(Project.title, ""),
            func.sum(Movement.quantity),
        )
        .join_from(Donation, Lot, Lot.donation_id == Donation.id)
        .join(Item, Item.id == Lot.item_id)
        .join(Movement, Movement.lot_id == Lot.id)
        .outerjoin(Project, Project.id == Donation.project_id)
        .where(Donation.campaign_id == campaign_id, Movement.kind.in_(COMES_IN))
        .group_by(Lot.id)
    )
    for person, household, group, partner, item, project, quantity in rows:
        key = _key(person, household, group, partner)
        if key is not None:
            key = _home(people, key[1]) if key[0] == "person" else key
            owed[key].gave[project][item] += quantity


def _gave_money(connection: Connection, campaign_id: int, people: People, owed: dict[Key, _Owed]) -> None:
    rows = connection.execute(
        select(
            MoneyGift.donor_person_id,
            MoneyGift.donor_household_id,
            MoneyGift.donor_group_id,
            MoneyGift.donor_partner_id,
            func.coalesce(Project.title, ""),
        )
        .outerjoin(Project, Project.id == MoneyGift.project_id)
        .where(MoneyGift.campaign_id == campaign_id)
    )
    for person, household, group, partner, project in rows:
        key = _key(person, household, group, partner)
        if key is not None:
            key = _home(people, key[1]) if key[0] == "person" else key
            words = f"your generous gift of money for {project}" if project else "your generous gift of money"
            if words not in owed[key].other:
                owed[key].other.append(words)


def _hosted(connection: Connection, campaign_id: int, owed: dict[Key, _Owed]) -> None:
    words = {
        PartnerRole.HOST: "hosting",
        PartnerRole.CO_HOST: "sharing",
        PartnerRole.SUPPLIER: "supplying",
    }
    rows = connection.execute(
        select(ProjectPartner.partner_id, ProjectPartner.role, Project.title)
        .join_from(ProjectPartner, Project, Project.id == ProjectPartner.project_id)
        .where(Project.campaign_id == campaign_id, ProjectPartner.role.in_(tuple(words)))
        .where(Project.status != "cancelled")
        .order_by(ProjectPartner.id)
    )
    for partner_id, role, title in rows:
        owed["partner", partner_id].other.append(f"{words[role]} {title}")


def _reasons(owed: _Owed) -> tuple[str, ...]:
    lines = [
        f"{addressing.joined(dict.fromkeys(filter(None, who)))} helping as {role}"
        if any(who)
        else f"helping as {role}"
        for role, who in owed.served.items()
    ]
    for project, items in owed.gave.items():
        gifts = addressing.joined(f"{quantity:,} × {item}" for item, quantity in items.items())
        lines.append(f"{gifts} for {project}" if project else gifts)
    return (*lines, *owed.other)


class _Names:
    """Names, greetings and addresses of addressees, from four statements."""

    def __init__(self, connection: Connection, people: People) -> None:
        self._people = people
        self._members: dict[int, list[Row[*tuple[Any, ...]]]] = defaultdict(list)
        for person in people.values():
            if person.household_id is not None:
                self._members[person.household_id].append(person)
        self._households = {row.id: row for row in connection.execute(select(Household.__table__))}
        self._groups = {
            row.id: row
            for row in connection.execute(select(Group.id, Group.name, Group.leader_id, Group.partner_id))
        }
        self._partners = {
            row.id: row
            for row in connection.execute(
                select(
                    Partner.id,
                    Partner.name,
                    Partner.code_name,
                    Partner.confidential,
                    Partner.address,
                    Partner.postcode,
                )
            )
        }

    def of(self, key: Key) -> tuple[str, str, tuple[str, ...]]:
        """An addressee's name, greeting and address lines."""
        kind, record_id = key
        if kind == "household":
            return self._household(record_id)
        if kind == "person":
            person = self._people[record_id]
            name = addressing.Member(person.title, person.known_as or person.given, person.family)
            return name.full, f"Dear {name.given or name.family}", ()
        if kind == "partner":
            partner = self._partners[record_id]
            shown = disclosure.partner_name(
                partner.name, partner.code_name, confidential=partner.confidential
            )
            address = () if partner.confidential else addressing.lines(partner.address, partner.postcode)
            return shown, f"Dear friends at {shown}", address
        return self._group(record_id)

    def _household(self, household_id: int) -> tuple[str, str, tuple[str, ...]]:
        row = self._households[household_id]
        members = self._members[household_id]
        adults = [
            addressing.Member(p.title, p.known_as or p.given, p.family) for p in members if not p.is_child
        ]
        name = addressing.household_name(row.name, adults, children=any(p.is_child for p in members))
        greeting = row.salutation or addressing.greeting(row.name, adults)
        return name, greeting, addressing.lines(row.address, row.postcode)

    def _group(self, group_id: int) -> tuple[str, str, tuple[str, ...]]:
        row = self._groups[group_id]
        leader = self._people.get(row.leader_id)
        address: tuple[str, ...] = ()
        if row.partner_id is not None:
            partner = self._partners[row.partner_id]
            address = () if partner.confidential else addressing.lines(partner.address, partner.postcode)
        if leader is None:
            return row.name, f"Dear {row.name}", address
        member = addressing.Member(leader.title, leader.known_as or leader.given, leader.family)
        if not address and leader.household_id is not None:
            home = self._households[leader.household_id]
            address = addressing.lines(home.address, home.postcode)
        return f"{member.full}, {row.name}", f"Dear {member.given} and everybody of {row.name}", address
