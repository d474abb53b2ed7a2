"""For what everybody is owed thanks in a campaign, gathered from all that they did and gave."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, case, func, select

from mitzvah_desk.model import (
    Assignment,
    Delivery,
    DeliveryLine,
    Donation,
    GuestOfHonour,
    Item,
    Lot,
    MoneyGift,
    Movement,
    MovementKind,
    Partner,
    PartnerRole,
    Project,
    ProjectPartner,
    ProjectStatus,
    Role,
    Shift,
)
from mitzvah_desk.model.expressions import is_past_eating, is_stopped, partner_name, served_minutes
from mitzvah_desk.model.goods import BROUGHT_IN
from mitzvah_desk.office.gift_aid.coverage import list_marked_gifts
from mitzvah_desk.office.goods.stock_ledger import stock_effect
from mitzvah_desk.office.outgoing.outgoing import Key
from mitzvah_desk.office.projects.happened import project_happened, shift_was_served
from mitzvah_desk.office.thanks.addressees import People
from mitzvah_desk.rules.templates.deeds import describe_deed


@dataclass(slots=True)
class Owed:
    """What one addressee did and gave.

    Attributes:
        served: who of a household did it, by what they did; an empty name for others.
        gave: how many of which items, each with what it is counted in, by project.
        other: for what else, in words.
        minutes: how long they served.
        pence: their gifts of money.
        aided_pence: those of them that a Gift Aid declaration covers.
        projects: those that they took part in or gave to, in order; an empty title for none.
        went_to: how many of their things the partners have who got them, by the partner as it may be shown.
        used: how many of them were used, by project.
        kept: how many of them are in stock and may be given.
        honoured: they were a guest of honour.
        parts: what a partner was to projects.
    """

    served: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    gave: dict[str, dict[tuple[str, str], int]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(int))
    )
    other: list[str] = field(default_factory=list)
    minutes: int = 0
    pence: int = 0
    aided_pence: int = 0
    projects: dict[str, None] = field(default_factory=dict)
    went_to: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    used: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    kept: int = 0
    honoured: bool = False
    parts: set[PartnerRole] = field(default_factory=set)

    @property
    def things(self) -> int:
        """How many things they gave."""
        return sum(many for items in self.gave.values() for many in items.values())


def gather_owed(connection: Connection, campaign_id: int, people: People, now: datetime) -> dict[Key, Owed]:
    """Everybody who has served, given, hosted or been a guest of honour in a campaign, by addressee.

    Args:
        connection: the file.
        campaign_id: the campaign.
        people: from ``load_people``.
        now: what is still to come then, nobody is thanked for.
    """
    scope = _Scope(connection, campaign_id, people, now)
    owed: dict[Key, Owed] = defaultdict(Owed)
    _served(scope, owed)
    _gave_goods(scope, owed)
    _gave_money(scope, owed)
    _hosted(scope, owed)
    _honoured(scope, owed)
    _find_gifts(scope, owed)
    return owed


@dataclass(frozen=True, slots=True)
class _Scope:
    """A campaign by a moment, and its people."""

    connection: Connection
    campaign_id: int
    people: People
    now: datetime


def addressee_key(
    person: int | None, household: int | None, group: int | None, partner: int | None
) -> Key | None:
    """The one addressee of four columns; None where all are empty."""
    whom = (("household", household), ("group", group), ("partner", partner), ("person", person))
    return next(((kind, value) for kind, value in whom if value is not None), None)


def _home(people: People, person_id: int) -> Key:
    household = people[person_id].household_id
    return ("household", household) if household is not None else ("person", person_id)


def _donor(people: People, row: Any) -> Key | None:  # noqa: ANN401
    """To whom thanks go for what a row's donor gave; a person's go to their household."""
    key = addressee_key(row.donor_person_id, row.donor_household_id, row.donor_group_id, row.donor_partner_id)
    if key is None or key[0] != "person":
        return key
    return _home(people, key[1]) if key[1] in people else None  # nobody is thanked who was erased


def _served(scope: _Scope, owed: dict[Key, Owed]) -> None:
    rows = scope.connection.execute(
        select(
            Assignment.person_id,
            Assignment.group_id,
            Role.name.label("role"),
            Role.deed,
            Project.title.label("project"),
            served_minutes().label("minutes"),
        )
        .join_from(Assignment, Shift, Shift.id == Assignment.shift_id)
        .join(Role, Role.id == Shift.role_id)
        .join(Project, Project.id == Shift.project_id)
        .where(Project.campaign_id == scope.campaign_id, shift_was_served(scope.now))
        .order_by(Assignment.id)
    )
    for row in rows:
        key, who = ("group", row.group_id), ""
        if row.person_id is not None:
            if row.person_id not in scope.people:  # nobody knows any more who that was
                continue
            key = _home(scope.people, row.person_id)
            if key[0] == "household":
                who = scope.people[row.person_id].known_as or scope.people[row.person_id].given
        owed[key].served[f"{describe_deed(row.role, row.deed)} at {row.project}"].append(who)
        owed[key].projects[row.project] = None
        owed[key].minutes += row.minutes or 0


def _gave_goods(scope: _Scope, owed: dict[Key, Owed]) -> None:
    rows = scope.connection.execute(
        select(
            Donation.donor_person_id,
            Donation.donor_household_id,
            Donation.donor_group_id,
            Donation.donor_partner_id,
            Item.name.label("item"),
            Item.unit,
            _project_title().label("project"),
            func.sum(Movement.quantity).label("quantity"),
        )
        .join_from(Donation, Lot, Lot.donation_id == Donation.id)
        .join(Item, Item.id == Lot.item_id)
        .join(Movement, Movement.lot_id == Lot.id)
        .outerjoin(Project, Project.id == Donation.project_id)
        .where(Donation.campaign_id == scope.campaign_id, Movement.kind.in_(BROUGHT_IN))
        .where(Movement.at <= scope.now)
        .group_by(Lot.id)
    )
    for row in rows:
        key = _donor(scope.people, row)
        if key is not None:
            owed[key].gave[row.project][row.item, row.unit] += row.quantity
            owed[key].projects[row.project] = None


def _gave_money(scope: _Scope, owed: dict[Key, Owed]) -> None:
    rows = scope.connection.execute(
        select(
            MoneyGift.id,
            MoneyGift.donor_person_id,
            MoneyGift.donor_household_id,
            MoneyGift.donor_group_id,
            MoneyGift.donor_partner_id,
            _project_title().label("project"),
            MoneyGift.amount_pence,
        )
        .outerjoin(Project, Project.id == MoneyGift.project_id)
        .where(MoneyGift.campaign_id == scope.campaign_id, MoneyGift.on_day <= scope.now.date())
    )
    marked = list_marked_gifts(scope.connection, MoneyGift.campaign_id == scope.campaign_id)
    covered = {gift.id for gift in marked if gift.declaration is not None}
    for row in rows:
        key = _donor(scope.people, row)
        if key is not None:
            owed[key].pence += row.amount_pence
            owed[key].aided_pence += row.amount_pence if row.id in covered else 0
            owed[key].projects[row.project] = None
            words = "your generous gift of money" + (f" for {row.project}" if row.project else "")
            if words not in owed[key].other:
                owed[key].other.append(words)


def _hosted(scope: _Scope, owed: dict[Key, Owed]) -> None:
    words = {
        PartnerRole.HOST: "hosting",
        PartnerRole.CO_HOST: "sharing",
        PartnerRole.SUPPLIER: "supplying",
    }
    rows = scope.connection.execute(
        select(ProjectPartner.partner_id, ProjectPartner.role, Project.title)
        .join_from(ProjectPartner, Project, Project.id == ProjectPartner.project_id)
        .where(Project.campaign_id == scope.campaign_id, ProjectPartner.role.in_(tuple(words)))
        .where(project_happened(scope.now))
        .order_by(ProjectPartner.id)
    )
    for row in rows:
        one = owed["partner", row.partner_id]
        one.parts.add(row.role)
        one.other.append(f"{words[row.role]} {row.title}")
        one.projects[row.title] = None


def _honoured(scope: _Scope, owed: dict[Key, Owed]) -> None:
    rows = scope.connection.execute(
        select(GuestOfHonour.person_id, Project.title)
        .join_from(GuestOfHonour, Project, Project.id == GuestOfHonour.project_id)
        .where(Project.campaign_id == scope.campaign_id, project_happened(scope.now))
        .order_by(GuestOfHonour.id)
    )
    for person_id, title in rows:
        one = owed[_home(scope.people, person_id)]
        one.honoured = True
        one.other.append(f"being our guest of honour at {title}")
        one.projects[title] = None


def _project_title() -> ColumnElement[str]:
    """For which project something was given; empty for none, and for one that was cancelled."""
    return case((Project.status != ProjectStatus.CANCELLED, Project.title), else_="")


def _find_gifts(scope: _Scope, owed: dict[Key, Owed]) -> None:
    """Where gifts of goods are: with a partner, a confidential one by its code name, used, or in stock."""
    donors = (
        Donation.donor_person_id,
        Donation.donor_household_id,
        Donation.donor_group_id,
        Donation.donor_partner_id,
    )
    mine = select(*donors).join_from(Donation, Lot, Lot.donation_id == Donation.id)
    mine = mine.where(Donation.campaign_id == scope.campaign_id)
    gone = (
        mine.add_columns(
            partner_name(Partner).label("partner"), func.sum(DeliveryLine.delivered).label("many")
        )
        .join(DeliveryLine, DeliveryLine.lot_id == Lot.id)
        .join(Delivery, Delivery.id == DeliveryLine.delivery_id)
        .join(Partner, Partner.id == Delivery.partner_id)
        .where(DeliveryLine.delivered > 0)
        .group_by(*donors, Partner.id)
        .order_by(partner_name(Partner))
    )
    used = (
        mine.add_columns(_project_title().label("project"), func.sum(Movement.quantity).label("many"))
        .join(Movement, Movement.lot_id == Lot.id)
        .outerjoin(Project, Project.id == Movement.project_id)
        .where(Movement.kind == MovementKind.USED, Movement.at <= scope.now)
        .group_by(*donors, Project.id)
        .order_by(Project.title)
    )
    fit = ~is_stopped() & ~is_past_eating(scope.now.date())
    kept = (
        mine.add_columns(func.sum(stock_effect()).label("many"))
        .join(Movement, Movement.lot_id == Lot.id)
        .where(fit, Movement.at <= scope.now)
        .group_by(Lot.id)
    )
    for row in scope.connection.execute(gone):
        if (key := _donor(scope.people, row)) in owed and key is not None:
            owed[key].went_to[row.partner] += row.many
    for row in scope.connection.execute(used):
        if (key := _donor(scope.people, row)) in owed and key is not None:
            owed[key].used[row.project] += row.many
    for row in scope.connection.execute(kept):
        if (key := _donor(scope.people, row)) in owed and key is not None:
            owed[key].kept += max(row.many, 0)
