"""The thank-you ledger: who is owed thanks in a campaign, for what, and who was thanked when and how.

One addressee a household and not each member; a person without a household; a group, by its leader; an
organisation. A few statements gather everything, whatever the size of the file.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import Connection, select

from mitzvah_desk.model import Letter, LetterFor, LetterKind, PartnerRole, ThankedHow
from mitzvah_desk.office.core.actions import Applied
from mitzvah_desk.office.core.records import record_name
from mitzvah_desk.office.outgoing.outgoing import Key
from mitzvah_desk.office.thanks.addressees import Addressee, Addressees, load_people
from mitzvah_desk.office.thanks.owed import Owed, addressee_key, gather_owed
from mitzvah_desk.rules.fields.parsing import format_money
from mitzvah_desk.rules.findings import Finding, soft_finding
from mitzvah_desk.rules.people import addressing
from mitzvah_desk.rules.privacy.gift_aid import tax_to_claim
from mitzvah_desk.rules.templates.deeds import tell_deed, tell_gift
from mitzvah_desk.rules.templates.whereabouts import describe_whereabouts
from mitzvah_desk.store.unit_of_work import UnitOfWork

_NAMED = 4


@dataclass(frozen=True, slots=True)
class Thanks:
    """One line of the ledger.

    Attributes:
        id: a number of its own within the list, for tables.
        key: the addressee: ``("household", 7)``.
        to: the addressee.
        for_whom: whose words fit best.
        did: what they did: ``you baked at the Rubens tea``.
        gave: what goods they gave.
        money: their gift of money in words; empty where there was none.
        other: for what else: ``hosting the brunch``.
        hours: how long they served, in words.
        gift_aid: what their gift of money is worth with Gift Aid; empty where there is none on it.
        projects: those that they took part in or gave to.
        went_to: the partners who got their gifts.
        whereabouts: where their gifts of goods are, in a sentence; empty where there is nothing to say.
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
    gift_aid: str = ""
    projects: tuple[str, ...] = ()
    went_to: tuple[str, ...] = ()
    whereabouts: str = ""
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


def list_thanks(connection: Connection, campaign_id: int, now: datetime | None = None) -> list[Thanks]:
    """Everybody who is owed thanks in a campaign or was thanked, by name.

    Args:
        connection: the file.
        campaign_id: the campaign.
        now: the moment by which a thing must have happened to be thanked for; the present one where None.
    """
    moment = now or datetime.now()
    people = load_people(connection, moment.date())
    owed = gather_owed(connection, campaign_id, people, moment)
    letters = select(Letter.__table__).where(
        Letter.campaign_id == campaign_id, Letter.kind == LetterKind.THANK_YOU
    )
    thanked = {
        key: row
        for row in connection.execute(letters)
        if (key := addressee_key(row.person_id, row.household_id, row.group_id, row.partner_id))
    }
    addressees = Addressees(connection, people)
    known = filter(addressees.may_write_to, owed.keys() | thanked.keys())
    keys = ((addressees.of(key), key) for key in known)
    lines = []
    for number, (to, key) in enumerate(sorted(keys, key=lambda k: (k[0].name.casefold(), k[1])), start=1):
        line, row = _line(number, key, to, owed.get(key) or Owed()), thanked.get(key)
        if row is not None:
            kept = tuple(row.reasons.splitlines())
            line = replace(line, kept=kept, letter_id=row.id, thanked_on=row.thanked_on, how=row.how)
        lines.append(line)
    return lines


def find_missing_addresses(lines: Sequence[Thanks]) -> tuple[Finding, ...]:
    """Who of some addressees cannot be written to by post, in one finding; none where everybody can."""
    names = [line.name for line in lines if not line.address]
    if not names:
        return ()
    few = _name_few(names)
    text = f"{len(names)} {'has' if len(names) == 1 else 'have'} no address: {few}."
    do = "Add the address, or give the letter by hand."
    return (soft_finding("letters.no_address", few, text, do),)


def find_missing_titles(lines: Sequence[Thanks]) -> tuple[Finding, ...]:
    """Who of some addressees has no title for a formal letter, in one finding; none where everybody has."""
    names = [name for line in lines for name in line.to.untitled]
    if not names:
        return ()
    many = f"{len(names)} {'person has' if len(names) == 1 else 'people have'} no title"
    text = f"{many}, so a formal letter cannot greet them by one: {_name_few(names)}."
    do = "Add their titles, or greet by first names."
    return (soft_finding("letters.no_title", _name_few(names), text, do),)


def _name_few(names: Sequence[str]) -> str:
    return "; ".join(names[:_NAMED]) + (f" and {len(names) - _NAMED} more" if len(names) > _NAMED else "")


@dataclass(frozen=True)
class RecordThanks:
    """Writes into the ledger that addressees were thanked. Who was thanked already stays as they are."""

    campaign_id: int
    keys: tuple[Key, ...]
    how: ThankedHow
    on_day: date

    def check(self, work: UnitOfWork) -> Sequence[Finding]:  # noqa: ARG002
        """Nothing stands against it."""
        return ()

    def apply(self, work: UnitOfWork) -> Applied:
        """Writes one line for each."""
        known = {line.key: line for line in list_thanks(work.connection, self.campaign_id)}
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
        work.session.add_all(new)
        work.session.flush()
        first = record_name(work.connection, *self.keys[0]) if self.keys else "nobody"
        more = f" and {len(new) - 1} more" if len(new) > 1 else ""
        return Applied(f"Thanked {first}{more} ({self.how})", tuple(letter.id for letter in new))


def _line(number: int, key: Key, to: Addressee, owed: Owed) -> Thanks:
    did = tuple(tell_deed(deed, who, to.names) for deed, who in owed.served.items())
    gave = []
    for project, items in owed.gave.items():
        gifts = addressing.join_words(
            tell_gift(quantity, unit, item) for (item, unit), quantity in items.items()
        )
        gave.append(f"{gifts} for {project}" if project else gifts)
    hours = f"{owed.minutes / 60:.1f}".removesuffix(".0")
    worth = owed.pence + tax_to_claim(owed.aided_pence)
    return Thanks(
        number,
        key,
        to,
        _for_whom(key, owed),
        did=did,
        gave=tuple(gave),
        money=format_money(owed.pence) if owed.pence else "",
        other=tuple(owed.other),
        hours=f"{hours} hour{'' if hours == '1' else 's'}" if owed.minutes else "",
        gift_aid=format_money(worth) if owed.aided_pence else "",
        projects=tuple(filter(None, owed.projects)),
        went_to=tuple(owed.went_to),
        whereabouts=describe_whereabouts(owed.things, owed.went_to, owed.used, owed.kept),
    )


def _for_which_partner(owed: Owed) -> LetterFor:
    """By its part, where it had but one; who only gave is thanked as who supplies."""
    parts = owed.parts | ({PartnerRole.SUPPLIER} if owed.gave or owed.pence else set())
    return LetterFor(str(next(iter(parts)))) if len(parts) == 1 else LetterFor.PARTNER


def _for_whom(key: Key, owed: Owed) -> LetterFor:
    """Whose words fit best: what an addressee is, then what they did most personally."""
    if key[0] == "partner":
        return _for_which_partner(owed)
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
