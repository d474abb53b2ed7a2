"""Reads a campaign in figures: one answer for the report, Today and the newsletter."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, case, func, or_, select, union

from mitzvah_desk.model import (
    Assignment,
    AssignmentStatus,
    Campaign,
    Delivery,
    DeliveryLine,
    Donation,
    GroupMember,
    GuestParty,
    Item,
    ItemCategory,
    Lot,
    MoneyGift,
    Movement,
    Person,
    Project,
    ProjectPartner,
    ProjectStatus,
    Shift,
)
from mitzvah_desk.model.expressions import is_child_on, served_minutes, shift_day
from mitzvah_desk.model.goods import BROUGHT_IN
from mitzvah_desk.office.projects.happened import project_happened
from mitzvah_desk.office.projects.queries import list_projects
from mitzvah_desk.office.rota.head_counts import HEADS, SERVING
from mitzvah_desk.rules.figures import Figures, ProjectFigures, Quantity
from mitzvah_desk.rules.goods.weights import add_up_amounts, grams_of_unit, weigh
from mitzvah_desk.rules.people.count_people import HeadCount, Turnout, count_people
from mitzvah_desk.rules.rota.staffing import Staffing

_HELD = Project.status != ProjectStatus.CANCELLED
_ADULT, _CHILD = HeadCount(1, 0), HeadCount(0, 1)
_CAME = Assignment.status == AssignmentStatus.ATTENDED


def read_figures(connection: Connection, campaign_id: int, now: datetime | None = None) -> Figures | None:
    """A campaign in figures; None where it is gone.

    Args:
        connection: the file.
        campaign_id: the campaign.
        now: guests are served at what is over by then; the present moment where None.
    """
    campaign = connection.execute(
        select(Campaign.name, Campaign.main_day, Campaign.theme, Campaign.target_pence).where(
            Campaign.id == campaign_id
        )
    ).first()
    if campaign is None:
        return None
    alive = [row for row in list_projects(connection, campaign_id) if row.status != ProjectStatus.CANCELLED]
    minutes = (
        select(Shift.project_id, func.sum(served_minutes() * HEADS))
        .join_from(Assignment, Shift, Shift.id == Assignment.shift_id)
        .join(Project, Project.id == Shift.project_id)
        .where(Project.campaign_id == campaign_id, _HELD, or_(_CAME, SERVING))
        .group_by(Shift.project_id)
    )
    guests = (
        select(GuestParty.project_id, func.sum(GuestParty.heads))
        .join(Project, Project.id == GuestParty.project_id)
        .where(Project.campaign_id == campaign_id, project_happened(now or datetime.now()))
        .group_by(GuestParty.project_id)
    )
    donations = select(func.count()).select_from(Donation).where(Donation.campaign_id == campaign_id)
    money = select(func.coalesce(func.sum(MoneyGift.amount_pence), 0))
    people, came = _read_turnouts(connection, campaign_id)
    members = _read_members(connection)
    served = _read_numbers(connection, minutes)
    fed = _read_numbers(connection, guests)
    towards = (
        select(MoneyGift.project_id, func.sum(MoneyGift.amount_pence))
        .where(MoneyGift.campaign_id == campaign_id, MoneyGift.project_id.is_not(None))
        .group_by(MoneyGift.project_id)
    )
    pence = _read_numbers(connection, towards)
    made = _read_made(connection, campaign_id)
    gathered = _read_gathered(connection, campaign_id)
    return Figures(
        name=campaign.name,
        main_day=campaign.main_day,
        theme=campaign.theme,
        projects=len(alive),
        shifts=sum(row.shifts for row in alive),
        people=count_people(people.all, members),
        came=count_people(came.all, members),
        by_project={
            row.id: ProjectFigures(
                count_people(people.by_project[row.id], members),
                count_people(came.by_project[row.id], members),
                served.get(row.id, 0),
                fed.get(row.id, 0),
                gathered.get(row.id, Quantity()) + made.get(row.id, Quantity()),
                pence.get(row.id, 0),
            )
            for row in alive
        },
        staffing=sum((row.staffing for row in alive), Staffing()),
        minutes=sum(served.values()),
        groups=len({each.id for each in people.all if each.kind == "group"}),
        guests=sum(fed.values()),
        partners=_count_partners(connection, campaign_id),
        donations=connection.execute(donations).scalar_one(),
        given=_read_given(connection, campaign_id),
        made=sum(made.values(), Quantity()),
        delivered=_read_delivered(connection, campaign_id),
        given_pence=connection.execute(money.where(MoneyGift.campaign_id == campaign_id)).scalar_one(),
        target_pence=campaign.target_pence,
    )


@dataclass(slots=True)
class _Turnouts:
    """Who was on shifts, by project."""

    by_project: dict[int, list[Turnout]] = field(default_factory=lambda: defaultdict(list))

    @property
    def all(self) -> list[Turnout]:
        return [each for found in self.by_project.values() for each in found]


def _read_turnouts(connection: Connection, campaign_id: int) -> tuple[_Turnouts, _Turnouts]:
    """Who is on shifts of a campaign, and who of them came."""
    rows = connection.execute(
        select(
            Shift.project_id,
            Assignment.person_id,
            Assignment.group_id,
            Assignment.adults,
            Assignment.children,
            case((_CAME, 1), else_=0).label("came"),
            case((is_child_on(shift_day(), Person), 1), else_=0).label("child"),
        )
        .join_from(Assignment, Shift, Shift.id == Assignment.shift_id)
        .join(Project, Project.id == Shift.project_id)
        .join(Campaign, Campaign.id == Project.campaign_id)
        .outerjoin(Person, Person.id == Assignment.person_id)
        .where(Project.campaign_id == campaign_id, _HELD, or_(_CAME, SERVING))
    )
    people, arrived = _Turnouts(), _Turnouts()
    for row in rows.all():
        if row.person_id is not None:
            one = Turnout("person", row.person_id, _CHILD if row.child else _ADULT)
        else:
            one = Turnout("group", row.group_id, HeadCount(row.adults, row.children))
        people.by_project[row.project_id].append(one)
        if row.came:
            arrived.by_project[row.project_id].append(one)
    return people, arrived


def _read_members(connection: Connection) -> dict[int, set[int]]:
    members: dict[int, set[int]] = defaultdict(set)
    for group, person in connection.execute(select(GroupMember.group_id, GroupMember.person_id)):
        members[group].add(person)
    return members


def _count_partners(connection: Connection, campaign_id: int) -> int:
    """Those with a part in a project that was not cancelled, and those who took goods; each once."""
    parts = (
        select(ProjectPartner.partner_id)
        .join(Project, Project.id == ProjectPartner.project_id)
        .where(Project.campaign_id == campaign_id, _HELD)
    )
    took = (
        select(Delivery.partner_id)
        .join(DeliveryLine, DeliveryLine.delivery_id == Delivery.id)
        .where(Delivery.campaign_id == campaign_id, DeliveryLine.delivered > 0)
    )
    return connection.execute(select(func.count()).select_from(union(parts, took).subquery())).scalar_one()


def _read_given(connection: Connection, campaign_id: int) -> dict[str, Quantity]:
    kind = func.coalesce(ItemCategory.name, "Other things")
    rows = connection.execute(
        select(kind.label("kind"), Item.unit, Item.grams_each, func.sum(Movement.quantity).label("many"))
        .join_from(Movement, Lot, Lot.id == Movement.lot_id)
        .join(Donation, Donation.id == Lot.donation_id)
        .join(Item, Item.id == Lot.item_id)
        .outerjoin(ItemCategory, ItemCategory.id == Item.category_id)
        .where(Donation.campaign_id == campaign_id, Movement.kind.in_(BROUGHT_IN))
        .group_by(kind, Item.unit, Item.grams_each)
    )
    found: dict[str, Quantity] = defaultdict(Quantity)
    for row in rows:
        found[row.kind] += _measure(row.unit, row.grams_each, row.many)
    most = sorted(
        found.items(), key=lambda each: (-each[1].things, -each[1].grams, -each[1].millilitres, each[0])
    )
    return dict(most)


def _read_made(connection: Connection, campaign_id: int) -> dict[int, Quantity]:
    """What each project made."""
    return _measure_by_project(
        connection,
        select(Lot.project_id, Item.unit, Item.grams_each, func.sum(Movement.quantity).label("many"))
        .join_from(Movement, Lot, Lot.id == Movement.lot_id)
        .join(Item, Item.id == Lot.item_id)
        .join(Project, Project.id == Lot.project_id)
        .where(Project.campaign_id == campaign_id, _HELD, Lot.donation_id.is_(None))
        .where(Movement.kind.in_(BROUGHT_IN))
        .group_by(Lot.project_id, Item.unit, Item.grams_each),
    )


def _read_gathered(connection: Connection, campaign_id: int) -> dict[int, Quantity]:
    """What donors gave to each project."""
    return _measure_by_project(
        connection,
        select(Donation.project_id, Item.unit, Item.grams_each, func.sum(Movement.quantity).label("many"))
        .join_from(Movement, Lot, Lot.id == Movement.lot_id)
        .join(Donation, Donation.id == Lot.donation_id)
        .join(Item, Item.id == Lot.item_id)
        .where(Donation.campaign_id == campaign_id, Donation.project_id.is_not(None))
        .where(Movement.kind.in_(BROUGHT_IN))
        .group_by(Donation.project_id, Item.unit, Item.grams_each),
    )


def _measure_by_project(
    connection: Connection, rows: Select[int | None, str, int | None, int]
) -> dict[int, Quantity]:
    found: dict[int, Quantity] = defaultdict(Quantity)
    for row in connection.execute(rows):
        if row.project_id is not None:
            found[row.project_id] += _measure(row.unit, row.grams_each, row.many)
    return found


def _read_numbers(connection: Connection, rows: Select[Any, Any]) -> dict[int, int]:
    return {project: number or 0 for project, number in connection.execute(rows)}


def _read_delivered(connection: Connection, campaign_id: int) -> Quantity:
    rows = connection.execute(
        select(Item.unit, Item.grams_each, func.sum(DeliveryLine.delivered).label("many"))
        .join_from(DeliveryLine, Delivery, Delivery.id == DeliveryLine.delivery_id)
        .join(Lot, Lot.id == DeliveryLine.lot_id)
        .join(Item, Item.id == Lot.item_id)
        .where(Delivery.campaign_id == campaign_id, DeliveryLine.delivered > 0)
        .group_by(Item.unit, Item.grams_each)
    )
    return sum((_measure(row.unit, row.grams_each, row.many) for row in rows), Quantity())


def _measure(unit: str, grams_each: int | None, many: int | None) -> Quantity:
    many = many or 0
    grams = weigh(many, unit, grams_each)
    if grams_of_unit(unit) is not None:
        return Quantity(grams=grams or 0, loose=grams or 0)
    counted = add_up_amounts([(many, unit)])
    return Quantity(
        counted.things,
        grams or 0,
        unweighed=counted.begun if grams is None else 0,
        millilitres=counted.millilitres,
    )
