"""Which gifts of money are marked for Gift Aid, and which declaration covers each."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date

from sqlalchemy import ColumnElement, Connection, func, select

from mitzvah_desk.model import GiftAidDeclaration, Group, Household, MoneyGift, Partner, Person
from mitzvah_desk.model.expressions import donor_name
from mitzvah_desk.office.core.rows import fill_row, fill_rows
from mitzvah_desk.office.goods.donations import DONORS, donor_key
from mitzvah_desk.rules.privacy.gift_aid import Declaration, explain_uncovered, find_covering
from mitzvah_desk.rules.privacy.gift_aid_schedule import propose_home

Donor = tuple[str, int] | None


@dataclass(frozen=True, slots=True)
class MarkedGift:
    """A gift of money that is marked for Gift Aid.

    Attributes:
        id: its record.
        on_day: when it was given.
        amount_pence: how much.
        donor: what kind of donor and which; None for nobody.
        donor_name: the donor as they may be shown.
        declaration: the one that covers it; None where none does.
        reason: why none does, as part of a sentence.
    """

    id: int
    on_day: date
    amount_pence: int
    donor: Donor
    donor_name: str
    declaration: Declaration | None
    reason: str


@dataclass(frozen=True, slots=True)
class DeclaredHome:
    """A person's name and home, as a declaration of theirs would have them."""

    title: str
    given: str
    family: str
    address: str
    postcode: str


def list_declarations(connection: Connection, person_id: int) -> list[Declaration]:
    """A person's declarations, the newest first."""
    found = read_declarations(connection, GiftAidDeclaration.person_id == person_id).get(person_id, [])
    return sorted(found, key=lambda each: (each.made_on, each.id), reverse=True)


def read_declarations(
    connection: Connection, *where: ColumnElement[bool]
) -> Mapping[int, Sequence[Declaration]]:
    """Declarations by the person who made them, an erased one's too.

    Args:
        connection: the file.
        where: only of these; of everybody without it.
    """
    columns = [GiftAidDeclaration.__table__.c[each.name] for each in fields(Declaration)]
    rows = connection.execute(select(*columns).where(GiftAidDeclaration.person_id.is_not(None), *where))
    found: dict[int, list[Declaration]] = defaultdict(list)
    for each in fill_rows(Declaration, rows):
        found[each.person_id].append(each)
    return found


def list_marked_gifts(connection: Connection, *where: ColumnElement[bool]) -> list[MarkedGift]:
    """The gifts that are marked for Gift Aid, by day, each with the declaration that covers it.

    Args:
        connection: the file.
        where: only these gifts; all of the file without it.
    """
    donors = [MoneyGift.__table__.c[f"donor_{kind}_id"] for kind in DONORS]
    rows = connection.execute(
        select(
            MoneyGift.id,
            MoneyGift.on_day,
            MoneyGift.amount_pence,
            donor_name(Partner).label("donor_name"),
            *donors,
        )
        .outerjoin(Person, Person.id == MoneyGift.donor_person_id)
        .outerjoin(Household, Household.id == MoneyGift.donor_household_id)
        .outerjoin(Group, Group.id == MoneyGift.donor_group_id)
        .outerjoin(Partner, Partner.id == MoneyGift.donor_partner_id)
        .where(MoneyGift.gift_aid.in_((True,)), *where)
        .order_by(MoneyGift.on_day, MoneyGift.id)
    )
    declared = read_declarations(connection)
    found = []
    for row in rows.mappings():
        donor, day = donor_key(row), row["on_day"]
        theirs = declared.get(donor[1], ()) if donor and donor[0] == "person" else ()
        reason = explain_uncovered(donor, theirs, day)
        covering = None if reason else find_covering(theirs, day)
        found.append(
            MarkedGift(row["id"], day, row["amount_pence"], donor, row["donor_name"], covering, reason)
        )
    return found


def explain_no_gift_aid(connection: Connection, donor: Donor, given_on: date) -> str:
    """Why a gift cannot be marked, as part of a sentence; empty where a declaration covers it."""
    theirs = list_declarations(connection, donor[1]) if donor and donor[0] == "person" else []
    return explain_uncovered(donor, theirs, given_on)


def read_home(connection: Connection, person_id: int) -> DeclaredHome | None:
    """What to propose for a person's declaration: their name and their household's address."""
    parts = (Household.address, Household.postcode, Household.country)
    home = [func.coalesce(each, "").label(each.key) for each in parts]
    query = (
        select(Person.title, Person.given, Person.family, *home)
        .outerjoin(Household, Household.id == Person.household_id)
        .where(Person.id == person_id)
    )
    columns = ("address", "postcode", "country")
    return fill_row(
        DeclaredHome,
        connection.execute(query),
        address=(lambda *home: propose_home(*home)[0], *columns),
        postcode=(lambda *home: propose_home(*home)[1], *columns),
    )
