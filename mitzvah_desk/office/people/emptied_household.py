"""The household that a merge of two people would leave empty: what it gave, and where that goes."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, func, select

from mitzvah_desk.model import Campaign, Donation, Household, Letter, LetterKind, MoneyGift, Person
from mitzvah_desk.rules.fields.tidying import add_missing_lines


@dataclass(frozen=True, slots=True)
class EmptiedHousehold:
    """A household in which a merge would leave nobody.

    Attributes:
        id: its id.
        name: what it is called.
        into: the household in which the one person then is; None where in none.
        into_name: what that one is called.
        gifts: how often it gave goods or money.
        letters: how often it was thanked.
        thanked_apart: the campaigns in which only one of the two households was thanked so far.
    """

    id: int
    name: str
    into: int | None
    into_name: str
    gifts: int
    letters: int
    thanked_apart: tuple[str, ...] = ()


def find_emptied_household(
    connection: Connection, kept: int, other: int, household: int | None
) -> EmptiedHousehold | None:
    """The household in which two people who are made one leave nobody; None where there is none.

    Args:
        connection: the file.
        kept: the person who stays.
        other: the one who goes into them.
        household: in which household the one person then is.
    """
    homes = select(Person.household_id).where(Person.id.in_((kept, other)))
    for home in connection.execute(homes.order_by(Person.id == kept)).scalars():
        if home is None or home == household:
            continue
        left = select(Person.id).where(Person.household_id == home, Person.id.not_in((kept, other)))
        if connection.execute(left.limit(1)).first() is not None:
            continue
        return EmptiedHousehold(
            home,
            _name(connection, home),
            household,
            _name(connection, household),
            sum(
                _count(connection, model, model.donor_household_id == home) for model in (Donation, MoneyGift)
            ),
            _count(connection, Letter, Letter.household_id == home),
            _list_thanked_apart(connection, home, household) if household is not None else (),
        )
    return None


def read_missing_fields(connection: Connection, kept: int, other: int) -> dict[str, Any]:
    """What one household takes over from another: its address where it has none, its number, its note."""
    rows = {
        row.id: row
        for row in connection.execute(select(Household.__table__).where(Household.id.in_((kept, other))))
    }
    one, two = rows[kept], rows[other]
    taken: dict[str, Any] = {}
    if not (one.address or one.postcode):
        taken |= {"address": two.address, "postcode": two.postcode, "country": two.country}
    if not one.phone:
        taken["phone"] = two.phone
    if two.note:
        taken["note"] = add_missing_lines(one.note, two.note)
    return taken


def _name(connection: Connection, household: int | None) -> str:
    return connection.execute(select(Household.name).where(Household.id == household)).scalar() or ""


def _count(connection: Connection, model: type[Any], condition: Any) -> int:  # noqa: ANN401
    return int(connection.execute(select(func.count()).select_from(model).where(condition)).scalar_one())


def _list_thanked_apart(connection: Connection, one: int, other: int) -> tuple[str, ...]:
    """The campaigns in which one of two households was thanked and the other was not."""
    thanked: dict[str, set[int | None]] = {}
    letters = (
        select(Campaign.name, Letter.household_id)
        .join(Campaign, Campaign.id == Letter.campaign_id)
        .where(Letter.household_id.in_((one, other)), Letter.kind == LetterKind.THANK_YOU)
        .order_by(Campaign.main_day)
    )
    for name, household in connection.execute(letters):
        thanked.setdefault(name, set()).add(household)
    return tuple(name for name, homes in thanked.items() if len(homes) == 1)
