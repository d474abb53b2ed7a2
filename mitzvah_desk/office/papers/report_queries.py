"""What a campaign's report tells: hours, projects, goods, money, outcomes and what was said."""

from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from mitzvah_desk.model import (
    Assignment,
    Donation,
    Item,
    ItemCategory,
    Lot,
    MoneyGift,
    Movement,
    Project,
    ProjectStatus,
    Quotation,
    Shift,
)
from mitzvah_desk.model.goods import BROUGHT_IN
from mitzvah_desk.office.core.rows import fill_rows
from mitzvah_desk.office.rota.head_counts import HEADS


@dataclass(frozen=True, slots=True)
class MoneyFacts:
    """What was given towards a project."""

    project: str
    pence: int
    target_pence: int


@dataclass(frozen=True, slots=True)
class QuotationFacts:
    """What somebody said."""

    words: str
    said_by: str
    may_print: bool


@dataclass(frozen=True, slots=True)
class ReportFacts:
    """A campaign's report.

    Attributes:
        minutes: served by everybody, a group's heads each counted.
        goods: things by kind of goods, the most first.
        money: by project, the most first; projects with a target and nothing yet too.
        outcomes: a project's title and what came of it.
        quotations: in the order they were written down, also those that may not be printed.
    """

    minutes: int
    goods: tuple[tuple[str, int], ...]
    money: tuple[MoneyFacts, ...]
    outcomes: tuple[tuple[str, str], ...]
    quotations: tuple[QuotationFacts, ...]


def read_report_facts(connection: Connection, campaign_id: int) -> ReportFacts:
    """What a campaign's report tells beyond its figures and its list of projects."""
    minutes = connection.execute(
        select(func.coalesce(func.sum(Assignment.minutes_served * HEADS), 0))
        .join_from(Assignment, Shift, Shift.id == Assignment.shift_id)
        .join(Project, Project.id == Shift.project_id)
        .where(Project.campaign_id == campaign_id)
    ).scalar_one()
    kind = func.coalesce(ItemCategory.name, "Other things")
    many = func.sum(Movement.quantity)
    goods = connection.execute(
        select(kind, many)
        .join_from(Movement, Lot, Lot.id == Movement.lot_id)
        .join(Donation, Donation.id == Lot.donation_id)
        .join(Item, Item.id == Lot.item_id)
        .outerjoin(ItemCategory, ItemCategory.id == Item.category_id)
        .where(Donation.campaign_id == campaign_id, Movement.kind.in_(BROUGHT_IN))
        .group_by(kind)
        .order_by(many.desc(), kind)
    )
    given = func.coalesce(func.sum(MoneyGift.amount_pence), 0)
    aim = func.coalesce(Project.target_pence, 0)
    money = connection.execute(
        select(Project.title.label("project"), given.label("pence"), aim.label("target_pence"))
        .outerjoin(MoneyGift, MoneyGift.project_id == Project.id)
        .where(Project.campaign_id == campaign_id, Project.status != ProjectStatus.CANCELLED)
        .group_by(Project.id)
        .having((given > 0) | (aim > 0))
        .order_by(given.desc(), Project.title)
    )
    outcomes = connection.execute(
        select(Project.title, Project.outcome)
        .where(Project.campaign_id == campaign_id, Project.outcome != "")
        .order_by(func.lower(Project.title))
    )
    said = connection.execute(
        select(Quotation.words, Quotation.said_by, Quotation.may_print)
        .where(Quotation.campaign_id == campaign_id)
        .order_by(Quotation.id)
    )
    return ReportFacts(
        minutes or 0,
        tuple((name, count) for name, count in goods),
        tuple(fill_rows(MoneyFacts, money)),
        tuple((title, outcome) for title, outcome in outcomes),
        tuple(fill_rows(QuotationFacts, said)),
    )
