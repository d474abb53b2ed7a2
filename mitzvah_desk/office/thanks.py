"""The thank-you ledger: who is owed thanks in a campaign, for what, and who was thanked when and how.

One addressee a household and not each member; a person without a household; a group, by its leader; an
organisation. A few statements gather everything, whatever the size of the file.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from sqlalchemy import Connection, func, select

from mitzvah_desk.model import (
    Assignment,
    Delivery,
    DeliveryLine,
    Donation,
    GuestOfHonour,
    Item,
    Letter,
    LetterFor,
    LetterKind,
    Lot,
    MoneyGift,
    Movement,
    Partner,
    PartnerRole,
    Project,
    ProjectPartner,
    Role,
    Shift,
    ThankedHow,
)
from mitzvah_desk.model.goods import COMES_IN
from mitzvah_desk.office.actions import Applied, Area
from mitzvah_desk.office.addressees import Addressee, Addressees, Key, People, everybody
from mitzvah_desk.office.records import name_of
from mitzvah_desk.office.rota import NOT_SERVING
from mitzvah_desk.rules import addressing, disclosure
from mitzvah_desk.rules.findings import Finding, soft
from mitzvah_desk.rules.parsing import show_money
from mitzvah_desk.store.book import Turn


@dataclass(frozen=True, slots=True)
class Thanks:
    """One line of the ledger.

    Attributes:
        id: a number of its own within the list, for tables.
        key: the addressee: ``("household", 7)``.
        to: the addressee.
        for_whom: whose words fit best.
        did: what they did: ``helping as a baker at the Rubens tea``.
        gave: what goods they gave.
        money: their gift of money in words; empty where there was none.
        other: for what else: ``hosting the brunch``.
        hours: how long they served, in words.
        went_to: the partners who got their gifts.
        kept: the reasons of a letter whose reasons are gone since.
        letter_id: the ledger's own row once they were thanked.
        thanked_on: when.
        how: how.
    """

    id: int
    key: Key
    to: Addressee
    for_whom: LetterFor
    did: tuple[str, ...] = ()
    gave: tuple[str, ...] = ()
    money: str = ""
    other: tuple[str, ...] = ()
    hours: str = ""
    went_to: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    letter_id: int | None = None
    thanked_on: date | None = None
    how: ThankedHow | None = None

    @property
    def name(self) -> str:
        """As on an envelope."""
        return self.to.name

    @property
    def greeting(self) -> str:
        """``Dear Ann and Bob``."""
        return self.to.greeting

    @property
    def address(self) -> tuple[str, ...]:
        """Line by line; empty where none is known."""
        return self.to.address

    @property
    def reasons(self) -> tuple[str, ...]:
        """All that they are thanked for."""
        return (*self.did, *self.gave, *self.other) or self.kept


@dataclass(slots=True)
class _Owed:
    served: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    gave: dict[str, dict[str, int]] = field(default_factory=lambda: defaultdict(lambda: defaultdict(int)))
    other: list[str] = field(default_factory=list)
    minutes: int = 0
    pence: int = 0
    went_to: list[str] = field(default_factory=list)
    honoured: bool = False


def ledger(connection: Connection, campaign_id: int) -> list[Thanks]:
    """Everybody who is owed thanks in a campaign or was thanked, by name."""
    people = everybody(connection)
    owed: dict[Key, _Owed] = defaultdict(_Owed)
    _served(connection, campaign_id, people, owed)
    _gave_goods(connection, campaign_id, people, owed)
    _gave_money(connection, campaign_id, people, owed)
    _hosted(connection, campaign_id, owed)
    _honoured(connection, campaign_id, people, owed)
    _went_to(connection, campaign_id, people, owed)
    letters = select(Letter.__table__).where(
        Letter.campaign_id == campaign_id, Letter.kind == LetterKind.THANK_YOU
    )
    thanked = {
        key: row
        for row in connection.execute(letters)
        if (key := _key(row.person_id, row.household_id, row.group_id, row.partner_id))
    }
    addressees = Addressees(connection, people)
    keys = ((addressees.of(key), key) for key in owed.keys() | thanked.keys())
    lines = []
    for number, (to, key) in enumerate(sorted(keys, key=lambda k: (k[0].name.casefold(), k[1])), start=1):
        line, row = _line(number, key, to, owed.get(key) or _Owed()), thanked.get(key)
        if row is not None:
            kept = tuple(row.reasons.splitlines())
            line = replace(line, kept=kept, letter_id=row.id, thanked_on=row.thanked_on, how=row.how)
        lines.append(line)
    return lines


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
        select(Assignment.person_id, Assignment.group_id, Role.name, Project.title, Assignment.minutes_served)
        .join_from(Assignment, Shift, Shift.id == Assignment.shift_id)
        .join(Role, Role.id == Shift.role_id)
        .join(Project, Project.id == Shift.project_id)
        .where(Project.campaign_id == campaign_id, Assignment.status.not_in(NOT_SERVING))
        .where(Assignment.status != "invited")
        .order_by(Assignment.id)
    )
    for person_id, group_id, role, project, minutes in rows:
        key, who = ("group", int(group_id or 0)), ""
        if person_id is not None:
            key = _home(people, person_id)
            if key[0] == "household":
                who = people[person_id].known_as or people[person_id].given
        owed[key].served[f"{role.lower()} at {project}"].append(who)
        owed[key].minutes += minutes or 0


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
            MoneyGift.amount_pence,
        )
        .outerjoin(Project, Project.id == MoneyGift.project_id)
        .where(MoneyGift.campaign_id == campaign_id)
    )
    for person, household, group, partner, project, pence in rows:
        key = _key(person, household, group, partner)
        if key is not None:
            key = _home(people, key[1]) if key[0] == "person" else key
            owed[key].pence += pence
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


def _honoured(connection: Connection, campaign_id: int, people: People, owed: dict[Key, _Owed]) -> None:
    rows = connection.execute(
        select(GuestOfHonour.person_id, Project.title)
        .join_from(GuestOfHonour, Project, Project.id == GuestOfHonour.project_id)
        .where(Project.campaign_id == campaign_id, Project.status != "cancelled")
        .order_by(GuestOfHonour.id)
    )
    for person_id, title in rows:
        one = owed[_home(people, person_id)]
        one.honoured = True
        one.other.append(f"being our guest of honour at {title}")


def _went_to(connection: Connection, campaign_id: int, people: People, owed: dict[Key, _Owed]) -> None:
    """Which partners got whose gifts; a confidential one by its code name."""
    donors = (
        Donation.donor_person_id,
        Donation.donor_household_id,
        Donation.donor_group_id,
        Donation.donor_partner_id,
    )
    rows = connection.execute(
        select(*donors, Partner.name, Partner.code_name, Partner.confidential)
        .join_from(Donation, Lot, Lot.donation_id == Donation.id)
        .join(DeliveryLine, DeliveryLine.lot_id == Lot.id)
        .join(Delivery, Delivery.id == DeliveryLine.delivery_id)
        .join(Partner, Partner.id == Delivery.partner_id)
        .where(Donation.campaign_id == campaign_id, DeliveryLine.delivered > 0)
        .order_by(Partner.name)
        .distinct()
    )
    for person, household, group, partner, name, code_name, confidential in rows:
        key = _key(person, household, group, partner)
        if key is not None:
            key = _home(people, key[1]) if key[0] == "person" else key
            shown = disclosure.partner_name(name, code_name, confidential=confidential)
            if shown not in owed[key].went_to:
                owed[key].went_to.append(shown)


def _line(number: int, key: Key, to: Addressee, owed: _Owed) -> Thanks:
    did = tuple(
        f"{addressing.joined(dict.fromkeys(filter(None, who)))} helping as {role}"
        if any(who)
        else f"helping as {role}"
        for role, who in owed.served.items()
    )
    gave = []
    for project, items in owed.gave.items():
        gifts = addressing.joined(f"{quantity:,} × {item}" for item, quantity in items.items())
        gave.append(f"{gifts} for {project}" if project else gifts)
    hours = f"{owed.minutes / 60:.1f}".removesuffix(".0")
    return Thanks(
        number,
        key,
        to,
        _for_whom(key, owed),
        did,
        tuple(gave),
        show_money(owed.pence) if owed.pence else "",
        tuple(owed.other),
        f"{hours} hour{'' if hours == '1' else 's'}" if owed.minutes else "",
        tuple(owed.went_to),
    )


def _for_whom(key: Key, owed: _Owed) -> LetterFor:
    """Whose words fit best: what an addressee is, then what they did most personally."""
    if key[0] == "partner":
        return LetterFor.PARTNER
    if key[0] == "group":
        return LetterFor.GROUP_LEADER
    if owed.honoured:
        return LetterFor.GUEST_OF_HONOUR
    kinds = (bool(owed.served), bool(owed.gave), bool(owed.pence))
    if kinds == (True, False, False):
        people = {name for who in owed.served.values() for name in who if name}
        return LetterFor.FAMILY if len(people) > 1 else LetterFor.VOLUNTEER
    if kinds == (False, True, False):
        return LetterFor.DONOR_OF_GOODS
    if kinds == (False, False, True):
        return LetterFor.DONOR_OF_MONEY
    return LetterFor.ANYBODY
