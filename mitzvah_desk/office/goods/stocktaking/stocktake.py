"""Stocktakes: what the ledger says, what was counted, and the differences that enter the ledger.

Expected is what the ledger says lies there: what is on hand, less what is on the way. A count is held
against what it says at the moment when the count is entered, and the difference is kept from then on. So
whatever comes or goes before or after that moment is counted once. Count a shelf and type the numbers
before goods are moved, as every count sheet asks.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, Connection, Select, func, select

from mitzvah_desk.model import Lot, Movement, MovementKind, Stocktake, StocktakeCount
from mitzvah_desk.office.core.actions import Applied, RefusalError
from mitzvah_desk.office.core.crud import not_found
from mitzvah_desk.office.core.records import record_name
from mitzvah_desk.office.goods.stock_ledger import (
    allocated_partner_names,
    available,
    lot_amount,
    lot_name,
    lot_quantity,
    on_shelf,
)
from mitzvah_desk.office.goods.stocktaking.stocktake_queries import expected_count, read_current_stocktake
from mitzvah_desk.rules.fields.tidying import tidy_text
from mitzvah_desk.rules.findings import Finding, hard_finding
from mitzvah_desk.rules.plurals import count_noun
from mitzvah_desk.store.unit_of_work import UnitOfWork


def adjust_counts(work: UnitOfWork, lot_id: int, more: int) -> None:
    """Lets the counts of an open stocktake follow when what came in of a lot was mistyped.

    Nothing moved by that: there always were ``more`` of it, so they were expected when it was counted too.
    """
    open_ones = select(Stocktake.id).where(Stocktake.finished_at.is_(None))
    for count in work.session.scalars(
        select(StocktakeCount).where(
            StocktakeCount.lot_id == lot_id,
            StocktakeCount.counted.is_not(None),
            StocktakeCount.stocktake_id.in_(open_ones),
        )
    ):
        count.expected += more


@dataclass(frozen=True)
class BeginStocktake:
    """Begins to count what lies in one place, or everything there is.

    Attributes:
        at: when.
        location_id: the place; everywhere where None.
    """

    at: datetime
    location_id: int | None = None

    def check(self, work: UnitOfWork) -> Sequence[Finding]:
        """Refuses while another one is open."""
        open_one = read_current_stocktake(work.connection)
        if open_one is None or open_one.finished_at is not None:
            return ()
        text = f"The stocktake “{open_one.name}” is not finished yet."
        return [hard_finding("stocktake.open", "Stocktake", text, "Finish it, or remove it, first.")]

    def apply(self, work: UnitOfWork) -> Applied:
        """Notes what the ledger says of every lot of which something should be there."""
        where = record_name(work.connection, "storage_location", self.location_id) or "Everything"
        name = f"{where}, {self.at.day} {self.at:%B %Y}"
        stocktake = Stocktake(name=name, location_id=self.location_id, began_at=self.at)
        work.session.add(stocktake)
        work.session.flush()
        now = on_shelf().subquery()
        query = select(Lot.id, now.c.quantity).join_from(now, Lot, Lot.id == now.c.lot_id)
        query = query.where(now.c.quantity > 0).order_by(Lot.id)
        if self.location_id is not None:
            query = query.where(Lot.location_id == self.location_id)
        rows = work.connection.execute(query).all()
        work.session.add_all(
            StocktakeCount(stocktake_id=stocktake.id, lot_id=lot, expected=count) for lot, count in rows
        )
        work.session.flush()
        return Applied(f"Began to count: {name}", (stocktake.id,))


@dataclass(frozen=True)
class Count:
    """Writes down how many of a lot lie there, beside what the ledger says at this moment.

    Attributes:
        count_id: the lot's line of the stocktake.
        counted: how many; None where it is to be counted again.
    """

    count_id: int
    counted: int | None

    def check(self, work: UnitOfWork) -> Sequence[Finding]:
        """Refuses fewer than nothing, and a stocktake that is over."""
        count = work.session.get(StocktakeCount, self.count_id)
        if count is None:
            return [not_found("count")]
        if self.counted is not None and self.counted < 0:
            text = "There cannot be less than nothing."
            return [hard_finding("stocktake.negative", "Stocktake", text, "Type 0 or more.", field="counted")]
        return _open(work, count.stocktake_id)

    def apply(self, work: UnitOfWork) -> Applied:
        """Keeps it; what nobody knew of was expected to be none."""
        count = work.session.get_one(StocktakeCount, self.count_id)
        count.expected = work.connection.execute(_expected_now(StocktakeCount.id == count.id)).scalar_one()
        count.counted = self.counted
        name = lot_name(work.connection, count.lot_id)
        words = f"{name} is to be counted"
        if self.counted is not None:
            words = f"Counted {lot_amount(work.connection, count.lot_id, self.counted)}"
        return Applied(words, (count.id,))


@dataclass(frozen=True)
class RecordFoundGoods:
    """Something that lies there and that the ledger does not know; it is counted with the rest.

    Attributes:
        stocktake_id: the stocktake.
        item_id: what it is.
        counted: how many.
        size: such as ``newborn``.
        use_by: never to be eaten after it.
        best_before: better eaten before it.
        batch: the maker's own number on it.
        location_id: where it lies; where the stocktake counts where None.
    """

    stocktake_id: int
    item_id: int
    counted: int
    size: str = ""
    use_by: date | None = None
    best_before: date | None = None
    batch: str = ""
    location_id: int | None = None

    def check(self, work: UnitOfWork) -> Sequence[Finding]:
        """Refuses nothing, and a stocktake that is over."""
        if self.counted < 1:
            text = "What was found must be at least 1."
            return [hard_finding("stocktake.found", "Stocktake", text, "Type how many.", field="counted")]
        return _open(work, self.stocktake_id)

    def apply(self, work: UnitOfWork) -> Applied:
        """Makes a lot of it, empty until the stocktake is finished."""
        stocktake = work.session.get_one(Stocktake, self.stocktake_id)
        lot = Lot(
            item_id=self.item_id,
            location_id=self.location_id or stocktake.location_id,
            size=tidy_text(self.size),
            use_by=self.use_by,
            best_before=self.best_before,
            batch=tidy_text(self.batch),
            note="Found when counting",
        )
        work.session.add(lot)
        work.session.flush()
        count = StocktakeCount(stocktake_id=stocktake.id, lot_id=lot.id, expected=0, counted=self.counted)
        work.session.add(count)
        work.session.flush()
        return Applied(f"Found {lot_amount(work.connection, lot.id, self.counted)}", (count.id,))


@dataclass(frozen=True)
class FinishStocktake:
    """Writes the differences into the ledger.

    Attributes:
        stocktake_id: the stocktake.
        at: when.
        uncounted_is_none: whether none is left of what was not counted, instead of what the ledger says. It
            must be said where something was not counted.
    """

    stocktake_id: int
    at: datetime
    uncounted_is_none: bool | None = None

    def check(self, work: UnitOfWork) -> Sequence[Finding]:
        """Asks what of the uncounted; refuses more missing than is free, since what is set aside is bound."""
        found = list(_open(work, self.stocktake_id))
        if self.uncounted_is_none is None and not found:
            found += _uncounted(work.connection, self.stocktake_id)
        for lot, difference in self._differences(work.connection):
            unbound = available(work.connection, lot)
            if difference < 0 and -difference > unbound:
                found.append(_more_than_free(work.connection, lot, -difference, unbound))
        return found

    def apply(self, work: UnitOfWork) -> Applied:
        """Writes the differences into the ledger, and drops found lots that were counted as none."""
        stocktake = work.session.get_one(Stocktake, self.stocktake_id)
        differences = self._differences(work.connection)
        work.session.add_all(
            Movement(
                lot_id=lot,
                kind=MovementKind.COUNTED_MORE if difference > 0 else MovementKind.COUNTED_LESS,
                quantity=abs(difference),
                at=self.at,
                reason=stocktake.name,
            )
            for lot, difference in differences
        )
        if self.uncounted_is_none:
            self._count_as_none(work)
        stocktake.finished_at = self.at
        work.session.flush()
        _drop_empty(work, stocktake.id)
        words = count_noun(len(differences), "difference")
        return Applied(f"Finished counting {stocktake.name}: {words}", (stocktake.id,))

    def _differences(self, connection: Connection) -> list[tuple[int, int]]:
        """By lot, how many more there are than the ledger says, or fewer where it is below nothing."""
        mine = StocktakeCount.stocktake_id == self.stocktake_id
        rows = connection.execute(
            select(StocktakeCount.lot_id, StocktakeCount.counted - StocktakeCount.expected)
            .where(mine, StocktakeCount.counted.is_not(None))
            .where(StocktakeCount.counted != StocktakeCount.expected)
            .order_by(StocktakeCount.id)
        )
        found = [(lot, difference or 0) for lot, difference in rows]
        if self.uncounted_is_none:
            left = connection.execute(_expected_now(mine & StocktakeCount.counted.is_(None)))
            found += [(lot, -expected) for expected, lot in left if expected]
        return found

    def _count_as_none(self, work: UnitOfWork) -> None:
        mine = (StocktakeCount.stocktake_id == self.stocktake_id) & StocktakeCount.counted.is_(None)
        expected = {lot: number for number, lot in work.connection.execute(_expected_now(mine))}
        for count in work.session.scalars(select(StocktakeCount).where(mine)):
            count.expected, count.counted = expected[count.lot_id], 0


@dataclass(frozen=True)
class GiveUpStocktake:
    """Takes away a stocktake that is not finished, and the lots that were only found in it."""

    stocktake_id: int

    def check(self, work: UnitOfWork) -> Sequence[Finding]:
        """Refuses one that is finished: its differences are in the ledger."""
        return _open(work, self.stocktake_id)

    def apply(self, work: UnitOfWork) -> Applied:
        """Takes it away; stock stays as it was."""
        stocktake = work.session.get_one(Stocktake, self.stocktake_id)
        _drop_empty(work, stocktake.id)
        work.session.delete(stocktake)
        return Applied(f"Gave up counting {stocktake.name}")


def _drop_empty(work: UnitOfWork, stocktake_id: int) -> None:
    """Takes away the lots that were found in a stocktake, and of which nothing came into the ledger."""
    mine = select(StocktakeCount.lot_id).where(StocktakeCount.stocktake_id == stocktake_id)
    moved = select(Movement.id).where(Movement.lot_id == Lot.id)
    for lot in work.session.scalars(select(Lot).where(Lot.id.in_(mine), ~moved.exists())):
        work.session.delete(lot)
    work.session.flush()


def _expected_now(mine: ColumnElement[bool]) -> Select[int, int]:
    """What the ledger says at this moment of some lots of stocktakes, and which lot it is."""
    now = on_shelf().where(Movement.lot_id.in_(select(StocktakeCount.lot_id).where(mine))).subquery()
    return (
        select(expected_count(now), StocktakeCount.lot_id)
        .join_from(StocktakeCount, Lot, Lot.id == StocktakeCount.lot_id)
        .join(Stocktake, Stocktake.id == StocktakeCount.stocktake_id)
        .outerjoin(now, now.c.lot_id == Lot.id)
        .where(mine)
        .order_by(StocktakeCount.id)
    )


def _uncounted(connection: Connection, stocktake_id: int) -> list[Finding]:
    """Asks what shall become of what was not counted: nothing is taken to be gone without a word."""
    mine = StocktakeCount.stocktake_id == stocktake_id
    query = select(func.count(), func.count().filter(StocktakeCount.counted.is_(None))).where(mine)
    lots, left = connection.execute(query).one()
    if not left:
        return []
    text = f"{left:,} of {lots:,} are not counted."
    return [
        hard_finding("stocktake.uncounted", "Stocktake", text, "Leave them as they are, or count as none?")
    ]


def _more_than_free(connection: Connection, lot: int, missing: int, unbound: int) -> Finding:
    name, whose = lot_name(connection, lot), allocated_partner_names(connection, lot)
    lost, there = lot_amount(connection, lot, missing), lot_quantity(connection, lot, unbound)
    text = f"{lost} cannot be found, but only {there} of this lot are "
    if not whose:
        return hard_finding(
            "stocktake.gone_out", name, f"{text}left by now.", "Count again: some went out since."
        )
    text += f"not set aside: the others are for {whose}."
    do = "Count again, or release them under Requests; call off their delivery first."
    return hard_finding("stocktake.set_aside", name, text, do)


def _open(work: UnitOfWork, stocktake_id: int) -> Sequence[Finding]:
    stocktake = work.session.get(Stocktake, stocktake_id)
    if stocktake is None:
        raise RefusalError(not_found("stocktake"))
    if stocktake.finished_at is None:
        return ()
    text = f"The stocktake “{stocktake.name}” is finished."
    return [hard_finding("stocktake.finished", "Stocktake", text, "Undo that, or begin another one.")]
