"""Goods: donations, their lines, and what is in stock. Every quantity is a sum of movements."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Select, case, func, select
from sqlalchemy.orm import aliased
from sqlalchemy.sql.elements import ColumnElement

from mitzvah_desk.model import (
    Donation,
    GiftMethod,
    Group,
    Household,
    Item,
    ItemCategory,
    ItemCondition,
    KosherKind,
    Lot,
    MoneyGift,
    Movement,
    Partner,
    Person,
    Project,
    Storage,
    StorageLocation,
)
from mitzvah_desk.model.expressions import donor_name, partner_name
from mitzvah_desk.model.goods import BROUGHT_IN
from mitzvah_desk.office.core.rows import RecordValues, fill_row, fill_rows, read_values
from mitzvah_desk.office.goods.donations import donor_key
from mitzvah_desk.office.goods.stock_ledger import (
    earliest_expiry,
    grams_of,
    mixed_columns,
    quantity_of_line,
    quantity_received,
    read_mixed,
    select_allocated,
    stock_effect,
    unweighed,
)
from mitzvah_desk.office.goods.stock_queries import EVERYTHING, Narrowed
from mitzvah_desk.rules.goods.quantity_input import format_packs
from mitzvah_desk.rules.goods.weights import MixedAmount, format_amount, format_weight


@dataclass(frozen=True, slots=True)
class DonationRow:
    """A line of the list of donations."""

    id: int
    received_at: datetime
    donor: str
    project: str
    lines: int
    things: MixedAmount
    grams: int
    unweighed: int
    what: str

    @property
    def weight(self) -> str:
        """What it weighs: ``415 kg``, ``at least 415 kg``; empty where nothing of it was weighed."""
        return format_weight(self.grams, in_full=not self.unweighed)


@dataclass(frozen=True, slots=True)
class LineRow:
    """One line of a donation: a lot, how many came, less what was split off it, and how many are left."""

    id: int
    item_id: int
    item: str
    quantity: int
    left: int
    condition: ItemCondition
    size: str
    use_by: date | None
    best_before: date | None
    frozen_on: date | None
    location_id: int | None
    location: str
    note: str
    unit: str
    pack_name: str
    pack_size: int | None
    batch: str = ""

    @property
    def amount(self) -> str:
        """How many came, as it is shown: ``36 (3 cases of 12)``, ``2.5 kg``."""
        packs = format_packs(self.quantity, self.pack_name, self.pack_size, self.unit)
        said = format_amount(self.quantity, self.unit)
        return f"{said} ({packs})" if packs else said


@dataclass(frozen=True, slots=True)
class DonationFacts:
    """A donation's own fields and its lines."""

    id: int
    donor: str
    donor_key: tuple[str, int] | None
    project_id: int | None
    received_at: datetime
    note: str
    lines: tuple[LineRow, ...]


@dataclass(frozen=True, slots=True)
class ItemRow:
    """A line of the catalogue with its stock; ``free`` is what of it is not set aside for a partner."""

    id: int
    name: str
    category: str
    received: int
    left: int
    free: int
    next_use_by: date | None
    lots: int
    unit: str


@dataclass(frozen=True, slots=True)
class ItemFacts:
    """An item's own fields."""

    id: int
    name: str
    category_id: int | None
    unit: str
    pack_name: str
    pack_size: int | None
    needs_use_by: bool
    kosher: bool
    kosher_kind: KosherKind
    kosher_for_pesach: bool
    halal: bool
    storage: Storage
    allergens: str
    note: str
    grams_each: int | None
    minimum_stock: int | None


@dataclass(frozen=True, slots=True)
class MoneyRow:
    """A gift of money."""

    id: int
    on_day: date
    donor: str
    amount_pence: int
    towards: str
    method: GiftMethod
    gift_aid: bool


def list_donations(connection: Connection, campaign_id: int) -> list[DonationRow]:
    """The donations of a campaign with what they hold, the newest first."""
    came = (
        select(
            Lot.donation_id,
            func.count(Lot.id.distinct()).label("lines"),
            *mixed_columns(Movement.quantity.expression, "all"),
            func.sum(grams_of(Movement.quantity.expression)).label("grams"),
            func.sum(unweighed(Movement.quantity.expression)).label("unweighed"),
            func.group_concat(Item.name.distinct()).label("what"),
        )
        .join(Item, Item.id == Lot.item_id)
        .join(Movement, Movement.lot_id == Lot.id)
        .where(Movement.kind.in_(BROUGHT_IN))
        .group_by(Lot.donation_id)
        .subquery()
    )
    rows = connection.execute(
        select(
            Donation.id,
            Donation.received_at,
            donor_name(Partner).label("donor"),
            func.coalesce(Project.title, "").label("project"),
            func.coalesce(came.c.lines, 0).label("lines"),
            *(func.coalesce(came.c[name], 0).label(name) for name in ("all_things", "all_grams", "all_ml")),
            func.coalesce(came.c.grams, 0).label("grams"),
            func.coalesce(came.c.unweighed, 0).label("unweighed"),
            func.replace(func.coalesce(came.c.what, ""), ",", ", ").label("what"),
        )
        .outerjoin(Person, Person.id == Donation.donor_person_id)
        .outerjoin(Household, Household.id == Donation.donor_household_id)
        .outerjoin(Group, Group.id == Donation.donor_group_id)
        .outerjoin(Partner, Partner.id == Donation.donor_partner_id)
        .outerjoin(Project, Project.id == Donation.project_id)
        .outerjoin(came, came.c.donation_id == Donation.id)
        .where(Donation.campaign_id == campaign_id)
        .order_by(Donation.received_at.desc(), Donation.id.desc())
    )
    return fill_rows(DonationRow, rows, things=read_mixed("all"))


def read_donation(connection: Connection, donation_id: int) -> DonationFacts | None:
    """A donation with its lines; None where it is gone."""
    r = (
        connection.execute(
            select(Donation.__table__, donor_name(Partner).label("donor"))
            .outerjoin(Person, Person.id == Donation.donor_person_id)
            .outerjoin(Household, Household.id == Donation.donor_household_id)
            .outerjoin(Group, Group.id == Donation.donor_group_id)
            .outerjoin(Partner, Partner.id == Donation.donor_partner_id)
            .where(Donation.id == donation_id)
        )
        .mappings()
        .first()
    )
    if r is None:
        return None
    lines = list_donation_lines(connection, donation_id)
    return DonationFacts(
        r["id"], r["donor"], donor_key(r), r["project_id"], r["received_at"], r["note"], lines
    )


def list_donation_lines(connection: Connection, donation_id: int) -> tuple[LineRow, ...]:
    """The lines of a donation in the order they were typed."""
    return _lines(connection, Lot.donation_id == donation_id)


def list_project_products(connection: Connection, project_id: int) -> tuple[LineRow, ...]:
    """What a project made, in the order it was typed."""
    return _lines(connection, (Lot.project_id == project_id) & Lot.donation_id.is_(None))


def _lines(connection: Connection, mine: ColumnElement[bool]) -> tuple[LineRow, ...]:
    query: Select[*tuple[Any, ...]] = (
        select(
            Lot.id,
            Lot.item_id,
            Item.name.label("item"),
            func.coalesce(func.sum(quantity_of_line()), 0).label("quantity"),
            func.coalesce(func.sum(stock_effect()), 0).label("left"),
            Lot.condition,
            Lot.size,
            Lot.use_by,
            Lot.best_before,
            Lot.frozen_on,
            Lot.location_id,
            func.coalesce(StorageLocation.name, "").label("location"),
            Lot.note,
            Lot.batch,
            Item.unit,
            Item.pack_name,
            Item.pack_size,
        )
        .join(Item, Item.id == Lot.item_id)
        .outerjoin(StorageLocation, StorageLocation.id == Lot.location_id)
        .outerjoin(Movement, Movement.lot_id == Lot.id)
        .where(mine)
        .group_by(Lot.id)
        .order_by(Lot.id)
    )
    return tuple(fill_rows(LineRow, connection.execute(query)))


def list_stock(connection: Connection, narrowed: Narrowed = EVERYTHING) -> list[ItemRow]:
    """The catalogue with what came in, what is left, what of that is free, and what must go first.

    Args:
        connection: the file.
        narrowed: counts only these lots, and leaves out what none of them holds.
    """
    of_lot = (
        select(
            Movement.lot_id,
            func.sum(quantity_received()).label("came"),
            func.sum(stock_effect()).label("left"),
        )
        .group_by(Movement.lot_id)
        .subquery()
    )
    aside = select_allocated().subquery()
    end = earliest_expiry()
    of_item = (
        select(
            Lot.item_id,
            func.sum(of_lot.c.came).label("came"),
            func.sum(of_lot.c.left).label("left"),
            func.coalesce(func.sum(aside.c.quantity), 0).label("aside"),
            func.min(case((of_lot.c.left > 0, end)), type_=Lot.use_by.type).label("end"),
            func.count().filter(of_lot.c.left > 0).label("lots"),
        )
        .join_from(of_lot, Lot, Lot.id == of_lot.c.lot_id)
        .outerjoin(aside, aside.c.lot_id == Lot.id)
        .where(*narrowed.conditions())
        .group_by(Lot.item_id)
        .subquery()
    )
    query = (
        select(
            Item.id,
            Item.name,
            func.coalesce(ItemCategory.name, "").label("category"),
            func.coalesce(of_item.c.came, 0).label("received"),
            func.coalesce(of_item.c.left, 0).label("left"),
            func.coalesce(of_item.c.left - of_item.c.aside, 0).label("free"),
            of_item.c.end.label("next_use_by"),
            func.coalesce(of_item.c.lots, 0).label("lots"),
            Item.unit,
        )
        .outerjoin(ItemCategory, ItemCategory.id == Item.category_id)
        .outerjoin(of_item, of_item.c.item_id == Item.id)
    )
    if narrowed != EVERYTHING:
        query = query.where(of_item.c.left > 0)
    return fill_rows(ItemRow, connection.execute(query))


def read_item(connection: Connection, item_id: int) -> ItemFacts | None:
    """An item's own fields; None where it is gone."""
    return fill_row(ItemFacts, connection.execute(select(Item.__table__).where(Item.id == item_id)))


def list_money_gifts(connection: Connection, campaign_id: int) -> list[MoneyRow]:
    """The gifts of money of a campaign and what they are towards, in no certain order."""
    towards = aliased(Partner)
    rows = connection.execute(
        select(
            MoneyGift.id,
            MoneyGift.on_day,
            donor_name(Partner).label("donor"),
            MoneyGift.amount_pence,
            func.coalesce(Project.title, "").label("project"),
            func.coalesce(partner_name(towards), "").label("partner"),
            MoneyGift.method,
            MoneyGift.gift_aid,
        )
        .outerjoin(Person, Person.id == MoneyGift.donor_person_id)
        .outerjoin(Household, Household.id == MoneyGift.donor_household_id)
        .outerjoin(Group, Group.id == MoneyGift.donor_group_id)
        .outerjoin(Partner, Partner.id == MoneyGift.donor_partner_id)
        .outerjoin(Project, Project.id == MoneyGift.project_id)
        .outerjoin(towards, towards.id == MoneyGift.partner_id)
        .where(MoneyGift.campaign_id == campaign_id)
    )
    return fill_rows(MoneyRow, rows, towards=(_towards, "project", "partner"))


def read_money_gift(connection: Connection, gift_id: int) -> RecordValues | None:
    """A gift's own fields, with its donor's name; None where it is gone."""
    name = (
        select(donor_name(Partner))
        .select_from(MoneyGift)
        .outerjoin(Person, Person.id == MoneyGift.donor_person_id)
        .outerjoin(Household, Household.id == MoneyGift.donor_household_id)
        .outerjoin(Group, Group.id == MoneyGift.donor_group_id)
        .outerjoin(Partner, Partner.id == MoneyGift.donor_partner_id)
        .where(MoneyGift.id == gift_id)
    )
    return read_values(connection, MoneyGift, gift_id, name.scalar_subquery().label("donor"))


def _towards(project: str, partner: str) -> str:
    return f"{partner}, through {project}" if project and partner else project or partner
