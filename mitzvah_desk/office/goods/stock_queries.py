"""What is in stock, lot by lot, and how it may be narrowed: to a place, to how far things are."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, case, func, select

from mitzvah_desk.model import (
    Donation,
    Group,
    Household,
    Item,
    ItemCondition,
    KosherKind,
    Lot,
    LotState,
    Movement,
    Partner,
    Person,
    Project,
    Storage,
    StorageLocation,
)
from mitzvah_desk.model.expressions import donor_name
from mitzvah_desk.office.core.rows import fill_rows
from mitzvah_desk.office.goods.stock_ledger import expiry_order, select_allocated, stock_effect
from mitzvah_desk.rules.goods.cold_chain import describe_storage
from mitzvah_desk.rules.goods.quantity_input import format_packs
from mitzvah_desk.rules.goods.stopped import why_barred, why_stopped


class Stage(StrEnum):
    """How far things are from the door to the van, and what they need on the way."""

    RECEIVED = "received"
    SORTED = "sorted"
    READY = "ready"
    TO_REPAIR = "to repair"
    REPAIRED = "repaired"
    UNFIT = "unfit"
    TO_CHECK = "to check"
    RECALLED = "recalled"


NO_PLACE = 0
"""Stands for what lies nowhere that is known."""


@dataclass(frozen=True, slots=True)
class Narrowed:
    """Which lots are meant.

    Attributes:
        location_id: those that lie there; ``NO_PLACE`` for those without a place, None for any.
        stage: those that are so far; None for any.
    """

    location_id: int | None = None
    stage: Stage | None = None

    def conditions(self) -> list[ColumnElement[bool]]:
        """What a lot must fulfil."""
        found: list[ColumnElement[bool]] = []
        if self.location_id == NO_PLACE:
            found.append(Lot.location_id.is_(None))
        elif self.location_id is not None:
            found.append(Lot.location_id == self.location_id)
        if self.stage is None:
            return found
        if self.stage is Stage.TO_CHECK:
            return [*found, Lot.to_check != ""]
        if self.stage is Stage.RECALLED:
            return [*found, Lot.recalled != ""]
        words = {str(word) for word in LotState}
        column: ColumnElement[Any] = (
            Lot.state == LotState(self.stage)
            if str(self.stage) in words
            else Lot.condition == ItemCondition(self.stage)
        )
        return [*found, column]


EVERYTHING = Narrowed()


@dataclass(frozen=True, slots=True)
class LotRow:
    """A lot of which something is in stock.

    Attributes:
        id: its number.
        item_id: the item of the catalogue.
        item: its name.
        size: such as ``newborn``.
        left: how many are in stock.
        free: how many of those are not set aside.
        place: where it is.
        state: how far it is from the door to the van.
        condition: the state it is in.
        use_by: never to be eaten after it.
        best_before: better eaten before it.
        recalled: why it was recalled; empty where it was not.
        donor: who gave it, a confidential partner by its code name; empty for what a project made.
        project: the project that made it or collected it.
        note: anything else.
        unit: in what it is counted.
        pack_name: in what it comes: ``case``.
        pack_size: how many are in one.
        frozen_on: the day on which it was frozen.
        storage: how its item must be kept.
        kosher_kind: what it may be eaten with.
        to_check: why somebody must look at it before it goes out; empty where nobody must.
        batch: the maker's own lot number.
    """

    id: int
    item_id: int
    item: str
    size: str
    left: int
    free: int
    place: str
    state: LotState
    condition: ItemCondition
    use_by: date | None
    best_before: date | None
    recalled: str
    donor: str
    project: str
    note: str
    unit: str
    pack_name: str
    pack_size: int | None
    frozen_on: date | None = None
    storage: Storage = Storage.UNKNOWN
    kosher_kind: KosherKind = KosherKind.UNKNOWN
    to_check: str = ""
    batch: str = ""

    @property
    def what(self) -> str:
        """The item with its size."""
        return f"{self.item}, {self.size}" if self.size else self.item

    @property
    def packs(self) -> str:
        """What is in stock as the packs that it comes in; empty where it comes in none."""
        return format_packs(self.left, self.pack_name, self.pack_size, self.unit)

    @property
    def kept(self) -> str:
        """``chilled`` or ``frozen``; empty where it need not be kept cold."""
        return describe_storage(self.storage, self.frozen_on)

    @property
    def ends(self) -> date | None:
        """The use-by date, else the best-before date; None where there is neither."""
        return self.use_by or self.best_before

    @property
    def stopped(self) -> str:
        """Why it must not go out, whatever the day; empty where it may."""
        return why_stopped(self.recalled, self.to_check, self.condition)

    def barred(self, today: date) -> str:
        """Why it must not go out now; empty where it may."""
        return why_barred(self.stopped, self.use_by, self.frozen_on, today)

    def warning(self, today: date) -> str:
        """What stands against giving it away, in a word or two; empty where nothing does."""
        if (barred := self.barred(today)) or self.frozen_on is not None:
            return barred
        return "past best before" if self.best_before is not None and self.best_before < today else ""


def list_lots(
    connection: Connection, item_id: int | None = None, narrowed: Narrowed = EVERYTHING
) -> list[LotRow]:
    """Lots of which something is in stock, first expiring first.

    Args:
        connection: the file.
        item_id: only of this item; of every one where None.
        narrowed: only these.
    """
    in_stock = select(Movement.lot_id, func.sum(stock_effect()).label("left")).group_by(Movement.lot_id)
    mine = select(Lot.id).where(*narrowed.conditions())
    if item_id is not None:
        in_stock = in_stock.where(Movement.lot_id.in_(mine.where(Lot.item_id == item_id)))
    elif narrowed != EVERYTHING:
        in_stock = in_stock.where(Movement.lot_id.in_(mine))
    left = in_stock.having(func.sum(stock_effect()) > 0).subquery()
    aside = select_allocated().subquery()
    donor = case((Donation.id.is_not(None), donor_name(Partner)), else_="")
    query: Select[*tuple[Any, ...]] = (
        select(
            Lot.id,
            Lot.item_id,
            Item.name.label("item"),
            Lot.size,
            left.c.left,
            (left.c.left - func.coalesce(aside.c.quantity, 0)).label("free"),
            func.coalesce(StorageLocation.name, "").label("place"),
            Lot.state,
            Lot.condition,
            Lot.use_by,
            Lot.best_before,
            Lot.recalled,
            donor.label("donor"),
            func.coalesce(Project.title, "").label("project"),
            Lot.note,
            Item.unit,
            Item.pack_name,
            Item.pack_size,
            Lot.frozen_on,
            Item.storage,
            Item.kosher_kind,
            Lot.to_check,
            Lot.batch,
        )
        .join_from(left, Lot, Lot.id == left.c.lot_id)
        .join(Item, Item.id == Lot.item_id)
        .outerjoin(Donation, Donation.id == Lot.donation_id)
        .outerjoin(Person, Person.id == Donation.donor_person_id)
        .outerjoin(Household, Household.id == Donation.donor_household_id)
        .outerjoin(Group, Group.id == Donation.donor_group_id)
        .outerjoin(Partner, Partner.id == Donation.donor_partner_id)
        .outerjoin(Project, Project.id == func.coalesce(Lot.project_id, Donation.project_id))
        .outerjoin(StorageLocation, StorageLocation.id == Lot.location_id)
        .outerjoin(aside, aside.c.lot_id == Lot.id)
        .order_by(*expiry_order(), func.lower(Item.name), Lot.id)
    )
    return fill_rows(LotRow, connection.execute(query))


def list_usable_lots(connection: Connection, item_id: int, today: date) -> list[LotRow]:
    """The lots of an item that a project may use up, first expiring first; no other one is offered."""
    return [lot for lot in list_lots(connection, item_id) if lot.free > 0 and not lot.barred(today)]


def pick_first_expiring(found: Sequence[LotRow], count: int) -> tuple[tuple[int, int], ...]:
    """How many to take of which lot to have ``count`` in all; the last is asked for what there is no more of.

    Args:
        found: lots, first expiring first.
        count: how many in all.
    """
    parts: list[tuple[int, int]] = []
    for number, lot in enumerate(found, start=1):
        take = count if number == len(found) else min(lot.free, count)
        if take > 0:
            parts.append((lot.id, take))
        count -= take
    return tuple(parts)
