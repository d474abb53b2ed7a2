"""Reads a stocktake: what should lie where, what was counted, and how one lot is told from another."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Integer, Select, Subquery, case, func, literal, select

from mitzvah_desk.model import (
    Donation,
    Group,
    Household,
    Item,
    Lot,
    Movement,
    Partner,
    Person,
    Project,
    Stocktake,
    StocktakeCount,
    StorageLocation,
)
from mitzvah_desk.model.expressions import donor_name
from mitzvah_desk.model.goods import BROUGHT_IN
from mitzvah_desk.office.core.rows import fill_row, fill_rows
from mitzvah_desk.office.goods.stock_ledger import earliest_expiry, expiry_order, on_shelf
from mitzvah_desk.rules.fields.parsing import format_date


@dataclass(frozen=True, slots=True)
class StocktakeFacts:
    """A stocktake.

    Attributes:
        id: its number.
        name: where, and when it began.
        began_at: when.
        finished_at: when its differences entered the ledger; None while it is open.
        location_id: what place it counts; None for everything.
    """

    id: int
    name: str
    began_at: datetime
    finished_at: datetime | None
    location_id: int | None


@dataclass(frozen=True, slots=True)
class CountRow:
    """One lot of a stocktake.

    Attributes:
        id: its number.
        lot: the lot's, as on the label of its box.
        place: where it is.
        item_id: the item of the catalogue.
        item: what.
        size: such as ``newborn``.
        end: its use-by or best-before date in words; empty where there is none.
        donor: who gave it, a confidential partner by its code name, or the project that made it; empty where
            that is not known.
        came: the day on which it came; None for what was only found.
        batch: the maker's own number on it; empty where nobody noted it.
        unit: in what it is counted.
        expected: what the ledger says should lie there: now while it is not counted, else when it was.
        counted: what was counted; None is not yet.
    """

    id: int
    lot: int
    place: str
    item_id: int
    item: str
    size: str
    end: str
    donor: str
    came: date | None
    batch: str
    unit: str
    expected: int
    counted: int | None

    @property
    def what(self) -> str:
        """The item with its size."""
        return f"{self.item}, {self.size}" if self.size else self.item

    def origin(self, *, with_donor: bool) -> str:
        """By what it is told from another lot of the same: who gave it, when it came, the maker's number."""
        came = f"came {format_date(self.came)}" if self.came else "found when counting"
        batch = f"maker’s number {self.batch}" if self.batch else ""
        return ", ".join(part for part in (self.donor if with_donor else "", came, batch) if part)

    @property
    def difference(self) -> int | None:
        """How many more were counted, or fewer where it is below nothing."""
        return None if self.counted is None else self.counted - self.expected


def read_current_stocktake(connection: Connection) -> StocktakeFacts | None:
    """The stocktake that is open, else the one finished last; None where there is none."""
    found = connection.execute(
        select(Stocktake.id, Stocktake.name, Stocktake.began_at, Stocktake.finished_at, Stocktake.location_id)
        .order_by(Stocktake.finished_at.is_(None).desc(), Stocktake.began_at.desc())
        .limit(1)
    )
    return fill_row(StocktakeFacts, found)


def list_stocktake_counts(connection: Connection, stocktake_id: int) -> list[CountRow]:
    """The lots of a stocktake as one walks along the shelves: by place, then item, then what goes first."""
    mine = select(StocktakeCount.lot_id).where(StocktakeCount.stocktake_id == stocktake_id)
    now = on_shelf().where(Movement.lot_id.in_(mine)).subquery()
    waits = StocktakeCount.counted.is_(None) & Stocktake.finished_at.is_(None)
    query = _lots_by_place(
        StocktakeCount.id.label("id"),
        case((waits, expected_count(now)), else_=StocktakeCount.expected).label("expected"),
        StocktakeCount.counted.label("counted"),
    )
    query = (
        query.join(StocktakeCount, StocktakeCount.lot_id == Lot.id)
        .join(Stocktake, Stocktake.id == StocktakeCount.stocktake_id)
        .outerjoin(now, now.c.lot_id == Lot.id)
        .where(StocktakeCount.stocktake_id == stocktake_id)
    )
    return _fill_counts(connection, query)


def list_as_if_counted(connection: Connection) -> list[CountRow]:
    """Everything that lies in store, in the same order, where no stocktake is open."""
    now = on_shelf().subquery()
    query = _lots_by_place(
        Lot.id.label("id"), now.c.quantity.label("expected"), literal(None, Integer).label("counted")
    )
    query = query.join(now, now.c.lot_id == Lot.id).where(now.c.quantity > 0)
    return _fill_counts(connection, query)


def _lots_by_place(*more: ColumnElement[Any]) -> Select[Any]:
    where = func.coalesce(StorageLocation.name, "")
    donor = case((Donation.id.is_not(None), donor_name(Partner)), else_=func.coalesce(Project.title, ""))
    return (
        select(
            *more,
            Lot.id.label("lot"),
            where.label("place"),
            Lot.item_id,
            Item.name.label("item"),
            Lot.size,
            earliest_expiry().label("end"),
            donor.label("donor"),
            func.coalesce(Donation.received_at, _first_came(), type_=Donation.received_at.type).label("came"),
            Lot.batch,
            Item.unit,
        )
        .select_from(Lot)
        .join(Item, Item.id == Lot.item_id)
        .outerjoin(Donation, Donation.id == Lot.donation_id)
        .outerjoin(Person, Person.id == Donation.donor_person_id)
        .outerjoin(Household, Household.id == Donation.donor_household_id)
        .outerjoin(Group, Group.id == Donation.donor_group_id)
        .outerjoin(Partner, Partner.id == Donation.donor_partner_id)
        .outerjoin(Project, Project.id == Lot.project_id)
        .outerjoin(StorageLocation, StorageLocation.id == Lot.location_id)
        .order_by(func.lower(where), func.lower(Item.name), *expiry_order(), Lot.id)
    )


def _fill_counts(connection: Connection, query: Select[Any]) -> list[CountRow]:
    return fill_rows(CountRow, connection.execute(query), end=(format_date, "end"), came=(_day, "came"))


def expected_count(now: Subquery) -> ColumnElement[int]:
    """How many of a lot should lie where one counts: none, where it was moved somewhere else since."""
    moved = Stocktake.location_id.is_not(None) & Lot.location_id.is_distinct_from(Stocktake.location_id)
    return case((moved, 0), else_=func.max(func.coalesce(now.c.quantity, 0), 0))


def _first_came() -> ColumnElement[datetime]:
    """When the first of a lot came, where no donation says it."""
    came = select(func.min(Movement.at)).where(Movement.lot_id == Lot.id, Movement.kind.in_(BROUGHT_IN))
    return came.correlate(Lot).scalar_subquery()


def _day(at: datetime | None) -> date | None:
    return None if at is None else at.date()
