"""What is short: below the stock that is to be kept, or asked for and not given."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import ColumnElement, Connection, func, select

from mitzvah_desk.model import Campaign, Item, ItemCategory, Partner, Request
from mitzvah_desk.model.expressions import partner_name
from mitzvah_desk.office.goods.requests import delivered_quantity, list_open_requests, list_supplies
from mitzvah_desk.rules.goods.allocation import barred_reason
from mitzvah_desk.rules.goods.weights import count_begun, read_measure


@dataclass(frozen=True, slots=True)
class ShortRow:
    """An item of which there is not enough.

    Attributes:
        id: the item's.
        item: its name.
        category: its kind; empty where it has none.
        unit: in what it is counted.
        free: how many may still be given away: not set aside, recalled, unfit or past their use-by date.
        minimum: how many are to be there; None where nobody said.
        wanted: how many partners still wait for, beside what is set aside for them.
        without_number: whether a partner would like as many as there are, and none is free.
        partners: who still waits, a confidential one by its code name.
    """

    id: int
    item: str
    category: str
    unit: str
    free: int
    minimum: int | None
    wanted: int
    without_number: bool
    partners: str

    @property
    def short_by(self) -> int:
        """How many are lacking to give what is asked for and keep the minimum."""
        return max(0, self.wanted + (self.minimum or 0) - self.free)

    @property
    def below_minimum(self) -> int:
        """How many are lacking to the minimum alone."""
        return max(0, (self.minimum or 0) - self.free)


def list_short(connection: Connection, today: date) -> list[ShortRow]:
    """The items of which there is not enough, by kind and name.

    Args:
        connection: the file.
        today: what dates are held against.
    """
    free: dict[int, int] = defaultdict(int)
    for supply in list_supplies(connection):
        if not barred_reason(supply, today):
            free[supply.item_id] += max(supply.free, 0)
    wanted: dict[int, int] = defaultdict(int)
    waiting: dict[int, list[str]] = defaultdict(list)
    any_number: set[int] = set()
    for request in list_open_requests(connection):
        if request.open is None:
            any_number.add(request.item_id)
        elif request.open:
            wanted[request.item_id] += request.open
        if request.open != 0:
            waiting[request.item_id].append(request.partner)
    rows = connection.execute(
        select(
            Item.id,
            Item.name,
            func.coalesce(ItemCategory.name, "").label("category"),
            Item.unit,
            Item.minimum_stock,
        )
        .outerjoin(ItemCategory, ItemCategory.id == Item.category_id)
        .order_by(func.lower(ItemCategory.name), func.lower(Item.name))
    )
    made = (
        ShortRow(
            row.id,
            row.name,
            row.category,
            row.unit,
            free[row.id],
            row.minimum_stock,
            wanted[row.id],
            row.id in any_number and not free[row.id],
            ", ".join(dict.fromkeys(waiting[row.id])),
        )
        for row in rows
    )
    return [row for row in made if row.short_by or row.without_number]


class UnmetBy(StrEnum):
    """What a line stands for of what was asked for and not given."""

    ITEM = "thing"
    CATEGORY = "kind"
    PARTNER = "partner"


@dataclass(frozen=True, slots=True)
class UnmetRow:
    """What was asked for and not given, of one thing, one kind or one partner.

    Attributes:
        id: a number of its own within the list.
        category: the kind of goods; empty where it is of several.
        item: what; empty where it is of several.
        partners: who asked, a confidential partner by its code name.
        unit: ``g``, ``ml`` or the like for what is weighed or poured; empty for things.
        requests: how many requests were not met, open or closed.
        asked: how many they asked for, where they said so.
        given: how many they were given of those.
        missing: how many were not given.
        closed: how many of those nobody will give any more, since the request is closed.
    """

    id: int
    category: str
    item: str
    partners: str
    unit: str
    requests: int
    asked: int
    given: int
    missing: int
    closed: int


@dataclass(frozen=True, slots=True)
class _Unmet:
    category: str
    item: str
    partner: str
    unit: str
    day: date | None
    asked: int | None
    given: int
    closed: bool

    @property
    def missing(self) -> int:
        return max(0, (self.asked or 0) - self.given)


def list_unmet(
    connection: Connection,
    by: UnmetBy = UnmetBy.ITEM,
    *,
    campaign_id: int | None = None,
    year: int | None = None,
) -> list[UnmetRow]:
    """What was asked for and not given, as those who give grants ask; the most first.

    Args:
        connection: the file.
        by: what a line stands for.
        campaign_id: only requests of this campaign.
        year: only those wanted in this calendar year, or of a campaign of it where no day was said.
    """
    together: dict[tuple[str, str, str, str], list[_Unmet]] = defaultdict(list)
    for each in _read_unmet(connection, campaign_id):
        if year is None or (each.day is not None and each.day.year == year):
            together[_key(each, by)].append(each)
    rows = [_add_up(number, key, found) for number, (key, found) in enumerate(together.items(), start=1)]
    return sorted(rows, key=lambda row: -count_begun(row.missing, row.unit))


def list_years_of_requests(connection: Connection) -> list[int]:
    """The calendar years in which anything was wanted, the last first."""
    rows = connection.execute(
        select(_day()).distinct().outerjoin_from(Request, Campaign, Campaign.id == Request.campaign_id)
    )
    return sorted({found.year for found in rows.scalars() if found is not None}, reverse=True)


def _day() -> ColumnElement[date | None]:
    """The day for which a request was made."""
    return func.coalesce(Request.wanted_by, Campaign.main_day, type_=Request.wanted_by.type)


def _read_unmet(connection: Connection, campaign_id: int | None) -> Iterable[_Unmet]:
    query = (
        select(
            func.coalesce(ItemCategory.name, "").label("category"),
            Item.name.label("item"),
            partner_name(Partner).label("partner"),
            Item.unit,
            _day().label("day"),
            Request.quantity,
            delivered_quantity(Request.id).label("given"),
            Request.closed,
        )
        .join_from(Request, Item, Item.id == Request.item_id)
        .join(Partner, Partner.id == Request.partner_id)
        .outerjoin(ItemCategory, ItemCategory.id == Item.category_id)
        .outerjoin(Campaign, Campaign.id == Request.campaign_id)
        .order_by(func.lower(Item.name), Request.id)
    )
    if campaign_id is not None:
        query = query.where(Request.campaign_id == campaign_id)
    for row in connection.execute(query):
        unit = row.unit.strip() if read_measure(row.unit) else ""
        each = _Unmet(
            row.category, row.item, row.partner, unit, row.day, row.quantity, row.given or 0, row.closed
        )
        if each.missing or (each.asked is None and not each.given):
            yield each


def _key(each: _Unmet, by: UnmetBy) -> tuple[str, str, str, str]:
    """What stands on one line together; what is weighed never with what is counted."""
    if by is UnmetBy.CATEGORY:
        return (each.category, "", "", each.unit)
    return (
        ("", "", each.partner, each.unit)
        if by is UnmetBy.PARTNER
        else (each.category, each.item, "", each.unit)
    )


def _add_up(number: int, key: tuple[str, str, str, str], found: list[_Unmet]) -> UnmetRow:
    category, item, _, unit = key
    return UnmetRow(
        number,
        category,
        item,
        ", ".join(sorted({each.partner for each in found}, key=str.casefold)),
        unit,
        len(found),
        sum(each.asked or 0 for each in found),
        sum(each.given for each in found if each.asked is not None),
        sum(each.missing for each in found),
        sum(each.missing for each in found if each.closed),
    )
