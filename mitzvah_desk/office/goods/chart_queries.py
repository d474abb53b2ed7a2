"""Numbers to look at: stock by kind, what came and went over the day, what partners got, targets."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, String, case, func, literal, not_, null, select

from mitzvah_desk.model import (
    Assignment,
    Delivery,
    DeliveryLine,
    Donation,
    Item,
    ItemCategory,
    Lot,
    MoneyGift,
    Movement,
    MovementKind,
    Partner,
    PartnerRole,
    Project,
    ProjectPartner,
    ProjectStatus,
    Shift,
)
from mitzvah_desk.model.expressions import is_confidential, partner_name
from mitzvah_desk.model.goods import BROUGHT_IN
from mitzvah_desk.office.core.rows import fill_rows
from mitzvah_desk.office.goods.stock_ledger import grams_of, stock_effect, unweighed
from mitzvah_desk.office.rota.head_counts import HEADS, SERVING
from mitzvah_desk.rules.goods.targets import CameIn, count_towards, counts_people, describe_uncounted
from mitzvah_desk.rules.goods.weights import MixedAmount, add_up_amounts, format_weight

_IN = (MovementKind.RECEIVED, MovementKind.MADE)
_OUT = (MovementKind.DELIVERED, MovementKind.USED)

_OPEN = (not_(is_confidential(Partner.id)),)
"""What the public may know of partners."""


@dataclass(frozen=True, slots=True)
class Amount:
    """One bar.

    Attributes:
        label: what it is of.
        goods: how much.
        beside: how much of another sort, to stand beside it; None where there is none.
    """

    label: str
    goods: MixedAmount
    beside: MixedAmount | None = None

    @property
    def count(self) -> int:
        """How long it is: the things, with each begun kilo and litre."""
        return self.goods.begun

    @property
    def other(self) -> int | None:
        """How long the other sort is; None where there is none."""
        return None if self.beside is None else self.beside.begun

    def say(self, one: str = "", two: str = "") -> str:
        """What stands beside it: ``36 and 2.5 kg in, 4 out``.

        Args:
            one: a word behind how much it is.
            two: a word behind how much there is of the other sort.
        """
        words = f"{self.goods.short} {one}".rstrip()
        return words if self.beside is None else f"{words}, {self.beside.short} {two}".rstrip()


def list_stock_by_kind(connection: Connection) -> list[Amount]:
    """What is in stock, by kind of goods, most first."""
    left = func.sum(stock_effect())
    rows = connection.execute(
        select(
            func.coalesce(ItemCategory.name, "Without a kind").label("label"),
            Item.unit,
            left.label("count"),
            null().label("other"),
        )
        .join_from(Movement, Lot, Lot.id == Movement.lot_id)
        .join(Item, Item.id == Lot.item_id)
        .outerjoin(ItemCategory, ItemCategory.id == Item.category_id)
        .group_by(ItemCategory.id, Item.unit)
        .having(left > 0)
    )
    return sorted(_add_up(rows), key=lambda each: -each.count)


def list_hourly_movements(connection: Connection, day: date) -> list[Amount]:
    """What came in and what went out, hour by hour of a day in which anything did.

    What was brought to a partner and came back within the hour did not go out; what came back later came in.
    """
    hour = func.substr(Movement.at, 12, 2, type_=String)
    many = Movement.quantity.expression
    came = func.sum(case((Movement.kind.in_(_IN), many), else_=0))
    back = case((Movement.kind == MovementKind.RETURNED, -many), else_=0)
    went = func.sum(case((Movement.kind.in_(_OUT), many), else_=back))
    rows = connection.execute(
        select(
            (hour + ":00").label("label"),
            Item.unit,
            (came - func.min(went, 0)).label("count"),
            func.max(went, 0).label("other"),
        )
        .join_from(Movement, Lot, Lot.id == Movement.lot_id)
        .join(Item, Item.id == Lot.item_id)
        .where(func.substr(Movement.at, 1, 10) == day.isoformat())
        .where(Movement.kind.in_((*_IN, *_OUT, MovementKind.RETURNED)))
        .group_by(hour, Item.unit)
        .order_by(hour)
    )
    return _add_up(rows)


def list_goods_by_partner(connection: Connection, campaign_id: int, *, public: bool = False) -> list[Amount]:
    """What each partner got in a campaign, and what is on its way to them, most first.

    Args:
        connection: the file.
        campaign_id: the campaign.
        public: without the confidential ones, of which the public knows nothing.
    """
    got = func.coalesce(func.sum(DeliveryLine.delivered), 0)
    coming = func.sum(case((DeliveryLine.delivered.is_(None), DeliveryLine.quantity), else_=0))
    rows = connection.execute(
        select(partner_name(Partner).label("label"), Item.unit, got.label("count"), coming.label("other"))
        .join_from(Delivery, Partner, Partner.id == Delivery.partner_id)
        .join(DeliveryLine, DeliveryLine.delivery_id == Delivery.id)
        .join(Lot, Lot.id == DeliveryLine.lot_id)
        .join(Item, Item.id == Lot.item_id)
        .where(Delivery.campaign_id == campaign_id, *(_OPEN if public else ()))
        .group_by(Partner.id, Item.unit)
        .order_by(Partner.id)
    )
    return sorted(_add_up(rows), key=lambda each: -(each.count + (each.other or 0)))


def _add_up(rows: Iterable[Any]) -> list[Amount]:
    """One bar a label, of rows of which each has what it is counted in; in the order in which they came."""
    found: dict[str, Amount] = {}
    for row in rows:
        goods = add_up_amounts([(row.count, row.unit)])
        beside = None if row.other is None else add_up_amounts([(row.other, row.unit)])
        before = found.get(row.label)
        if before is not None:
            goods += before.goods
            beside = before.beside if beside is None else beside + (before.beside or MixedAmount())
        found[row.label] = Amount(row.label, goods, beside)
    return list(found.values())


@dataclass(frozen=True, slots=True)
class Target:
    """How far a project, or a partner across projects, has come towards what was hoped for.

    Attributes:
        project_id: the project; 0 where it is a partner's.
        title: the project's title, or the partner's name or code name.
        reached: how many things, or how many pence.
        hoped: likewise.
        unit: of the things: ``bulbs``; empty for money.
        beside: what came in and does not count, in words; empty where all does.
    """

    project_id: int
    title: str
    reached: int
    hoped: int
    unit: str
    beside: str = ""


def list_targets(connection: Connection, campaign_id: int, project_id: int | None = None) -> list[Target]:
    """The targets of a campaign's projects, in things and in money: of all of them, or of one.

    Things are those that the project says it reached, else those that it made and was given and that are what
    it hopes for; see ``rules.goods.targets``. Volunteers and the like are who is on its rota.
    """
    given = (
        select(func.coalesce(func.sum(MoneyGift.amount_pence), 0))
        .where(MoneyGift.project_id == Project.id)
        .correlate(Project)
        .scalar_subquery()
    )
    heads = (
        select(func.coalesce(func.sum(HEADS), 0))
        .join_from(Assignment, Shift, Shift.id == Assignment.shift_id)
        .where(Shift.project_id == Project.id, SERVING)
        .correlate(Project)
        .scalar_subquery()
    )
    query = (
        select(
            Project.id,
            Project.title,
            Project.target_count,
            Project.made_count,
            Project.target_unit,
            Project.target_pence,
            given.label("given_pence"),
            heads.label("heads"),
        )
        .where(Project.campaign_id == campaign_id, Project.status != ProjectStatus.CANCELLED)
        .where((Project.target_count > 0) | (Project.target_pence > 0))
        .order_by(func.lower(Project.title))
    )
    if project_id is not None:
        query = query.where(Project.id == project_id)
    rows = connection.execute(query).all()
    came = _read_came_in(connection, [row.id for row in rows if row.target_count])
    found = []
    for row in rows:
        if row.target_count:
            unit = row.target_unit or "things"
            reached, left = count_towards(unit, came[row.id])
            if row.made_count is not None:
                reached, left = row.made_count, ()
            elif counts_people(unit):
                reached, left = row.heads, ()
            beside = describe_uncounted(left)
            found.append(Target(row.id, row.title, reached, row.target_count, unit, beside))
        if row.target_pence:
            found.append(Target(row.id, row.title, row.given_pence, row.target_pence, ""))
    return found


def _read_came_in(connection: Connection, project_ids: Collection[int]) -> dict[int, list[CameIn]]:
    """What projects made and were given, item by item."""
    project = func.coalesce(Lot.project_id, Donation.project_id)
    rows = connection.execute(
        select(
            project.label("project"),
            Item.name,
            func.coalesce(ItemCategory.name, "").label("category"),
            Item.unit,
            func.sum(Movement.quantity).label("many"),
            Item.grams_each,
        )
        .join_from(Movement, Lot, Lot.id == Movement.lot_id)
        .join(Item, Item.id == Lot.item_id)
        .outerjoin(ItemCategory, ItemCategory.id == Item.category_id)
        .outerjoin(Donation, Donation.id == Lot.donation_id)
        .where(project.in_(project_ids), Movement.kind.in_(_IN))
        .group_by(project, Item.id)
    )
    found: dict[int, list[CameIn]] = defaultdict(list)
    for row in rows:
        found[row.project].append(CameIn(row.name, row.category, row.unit, row.many or 0, row.grams_each))
    return found


def list_partner_targets(
    connection: Connection,
    campaign_id: int | None = None,
    partner_id: int | None = None,
    *,
    public: bool = False,
) -> list[Target]:
    """The money hoped for by partners, across projects and years, as a building campaign is.

    A gift counts for the partner that it names. One that names only a project counts for the partner that the
    project benefits, where it benefits just one: so no gift counts twice.

    Args:
        connection: the file.
        campaign_id: only partners to whom a gift of this campaign counts, or whom a project of it benefits.
        partner_id: only this partner.
        public: without the confidential ones, of which the public knows nothing.
    """
    alone = (
        select(ProjectPartner.project_id, func.min(ProjectPartner.partner_id).label("partner_id"))
        .where(ProjectPartner.role == PartnerRole.BENEFICIARY)
        .group_by(ProjectPartner.project_id)
        .having(func.count(ProjectPartner.partner_id.distinct()) == 1)
        .subquery()
    )
    gifts = (
        select(
            func.coalesce(MoneyGift.partner_id, alone.c.partner_id).label("partner_id"),
            func.sum(MoneyGift.amount_pence).label("pence"),
            func.sum(case((MoneyGift.campaign_id == campaign_id, 1), else_=0)).label("now"),
        )
        .outerjoin(alone, alone.c.project_id == MoneyGift.project_id)
        .group_by(func.coalesce(MoneyGift.partner_id, alone.c.partner_id))
        .subquery()
    )
    query = (
        select(
            literal(0).label("project_id"),
            partner_name(Partner).label("title"),
            func.coalesce(gifts.c.pence, 0).label("reached"),
            Partner.target_pence.label("hoped"),
            literal("").label("unit"),
            literal("").label("beside"),
        )
        .outerjoin(gifts, gifts.c.partner_id == Partner.id)
        .where(Partner.target_pence > 0, *(_OPEN if public else ()))
        .order_by(Partner.id)
    )
    if partner_id is not None:
        query = query.where(Partner.id == partner_id)
    if campaign_id is not None:
        benefits = (
            select(ProjectPartner.id)
            .join(Project, Project.id == ProjectPartner.project_id)
            .where(
                ProjectPartner.partner_id == Partner.id,
                ProjectPartner.role == PartnerRole.BENEFICIARY,
                Project.campaign_id == campaign_id,
                Project.status != ProjectStatus.CANCELLED,
            )
        )
        query = query.where((gifts.c.now > 0) | benefits.exists())
    return fill_rows(Target, connection.execute(query))


def read_partner_weight(connection: Connection, partner_id: int) -> str:
    """What a partner got weighs: ``415 kg``, ``at least 415 kg``; empty where nothing of it was weighed."""
    taken = func.coalesce(DeliveryLine.delivered, 0)
    query = (
        select(func.sum(grams_of(taken)).label("grams"), func.sum(unweighed(taken)).label("unweighed"))
        .join_from(DeliveryLine, Delivery, Delivery.id == DeliveryLine.delivery_id)
        .join(Lot, Lot.id == DeliveryLine.lot_id)
        .join(Item, Item.id == Lot.item_id)
        .where(Delivery.partner_id == partner_id)
    )
    row = connection.execute(query).one()
    return format_weight(row.grams or 0, in_full=not row.unweighed)


def read_project_weight(connection: Connection, project_id: int) -> str:
    """What came in for a project or was made by it weighs; see ``read_partner_weight``."""
    came = Movement.quantity.expression
    query = (
        select(func.sum(grams_of(came)).label("grams"), func.sum(unweighed(came)).label("unweighed"))
        .join_from(Movement, Lot, Lot.id == Movement.lot_id)
        .join(Item, Item.id == Lot.item_id)
        .outerjoin(Donation, Donation.id == Lot.donation_id)
        .where((Lot.project_id == project_id) | (Donation.project_id == project_id))
        .where(Movement.kind.in_(BROUGHT_IN))
    )
    row = connection.execute(query).one()
    return format_weight(row.grams or 0, in_full=not row.unweighed)
