"""For what everybody is owed thanks in a campaign, gathered from all that they did and gave."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, func, select

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
    Partner,
    PartnerRole,
    Project,
    ProjectPartner,
    Role,
    Shift,
)
from mitzvah_desk.model.expressions import partner_name
from mitzvah_desk.model.goods import BROUGHT_IN
from mitzvah_desk.office.outgoing.outgoing import Key
from mitzvah_desk.office.rota.assignments import NOT_SERVING
from mitzvah_desk.office.thanks.addressees import People


@dataclass(slots=True)
class Owed:
    """What one addressee did and gave.

    Attributes:
        served: who of a household did it, by what they did; an empty name for others.
        gave: how many of which items, by project.
        other: for what else, in words.
        minutes: how long they served.
        pence: their gifts of money.
        aided_pence: those of them with a Gift Aid declaration.
        projects: those that they took part in or gave to, in order; an empty title for none.
        went_to: the partners who got their gifts, as they may be shown.
        honoured: they were a guest of honour.
    """

    served: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    gave: dict[str, dict[str, int]] = field(default_factory=lambda: defaultdict(lambda: defaultdict(int)))
    other: list[str] = field(default_factory=list)
    minutes: int = 0
    pence: int = 0
    aided_pence: int = 0
    projects: dict[str, None] = field(default_factory=dict)
    went_to: list[str] = field(default_factory=list)
    honoured: bool = False


def gather_owed(connection: Connection, campaign_id: int, people: People) -> dict[Key, Owed]:
    """Everybody who served, gave, hosted or was a guest of honour in a campaign, by addressee."""
    owed: dict[Key, Owed] = defaultdict(Owed)
    _served(connection, campaign_id, people, owed)
    _gave_goods(connection, campaign_id, people, owed)
    _gave_money(connection, campaign_id, people, owed)
    _hosted(connection, campaign_id, owed)
    _honoured(connection, campaign_id, people, owed)
    _went_to(connection, campaign_id, people, owed)
    return owed


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
    return _home(people, key[1]) if key is not None and key[0] == "person" else key


def _served(connection: Connection, campaign_id: int, people: People, owed: dict[Key, Owed]) -> None:
    rows = connection.execute(
        select(
            Assignment.person_id,
            Assignment.group_id,
            Role.name.label("role"),
            Project.title.label("project"),
            Assignment.minutes_served,
        )
        .join_from(Assignment, Shift, Shift.id == Assignment.shift_id)
        .join(Role, Role.id == Shift.role_id)
        .join(Project, Project.id == Shift.project_id)
        .where(Project.campaign_id == campaign_id, Assignment.status.not_in(NOT_SERVING))
        .where(Assignment.status != "invited", Project.status != "cancelled")
        .order_by(Assignment.id)
    )
    for row in rows:
        key, who = ("group", row.group_id), ""
        if row.person_id is not None:
            key = _home(people, row.person_id)
            if key[0] == "household":
                who = people[row.person_id].known_as or people[row.person_id].given
        owed[key].served[f"{row.role.lower()} at {row.project}"].append(who)
        owed[key].projects[row.project] = None
        owed[key].minutes += row.minutes_served or 0


def _gave_goods(connection: Connection, campaign_id: int, people: People, owed: dict[Key, Owed]) -> None:
    rows = connection.execute(
        select(
            Donation.donor_person_id,
            Donation.donor_household_id,
            Donation.donor_group_id,
            Donation.donor_partner_id,
            Item.name.label("item"),
            func.coalesce(Project.title, "").label("project"),
            func.sum(Movement.quantity).label("quantity"),
        )
        .join_from(Donation, Lot, Lot.donation_id == Donation.id)
        .join(Item, Item.id == Lot.item_id)
        .join(Movement, Movement.lot_id == Lot.id)
        .outerjoin(Project, Project.id == Donation.project_id)
        .where(Donation.campaign_id == campaign_id, Movement.kind.in_(BROUGHT_IN))
        .group_by(Lot.id)
    )
    for row in rows:
        key = _donor(people, row)
        if key is not None:
            owed[key].gave[row.project][row.item] += row.quantity
            owed[key].projects[row.project] = None


def _gave_money(connection: Connection, campaign_id: int, people: People, owed: dict[Key, Owed]) -> None:
    rows = connection.execute(
        select(
            MoneyGift.donor_person_id,
            MoneyGift.donor_household_id,
            MoneyGift.donor_group_id,
            MoneyGift.donor_partner_id,
            func.coalesce(Project.title, "").label("project"),
            MoneyGift.amount_pence,
            MoneyGift.gift_aid,
        )
        .outerjoin(Project, Project.id == MoneyGift.project_id)
        .where(MoneyGift.campaign_id == campaign_id)
    )
    for row in rows:
        key = _donor(people, row)
        if key is not None:
            owed[key].pence += row.amount_pence
            owed[key].aided_pence += row.amount_pence if row.gift_aid else 0
            owed[key].projects[row.project] = None
            words = "your generous gift of money" + (f" for {row.project}" if row.project else "")
            if words not in owed[key].other:
                owed[key].other.append(words)


def _hosted(connection: Connection, campaign_id: int, owed: dict[Key, Owed]) -> None:
    words = {
        PartnerRole.HOST: "hosting",
        PartnerRole.CO_HOST: "sharing",
        PartnerRole.SUPPLIER: "supplying",
    }
    rows = connection.execute(
        select(ProjectPartner.partner_id, ProjectPartner.role, Project.title)
        .join_from(ProjectPartner, Project, Project.id == ProjectPartner.project_id)
        .where(Project.campaign_id == campaign_id, ProjectPartner.role.in_(tuple(words)))
        .where(Project.status != "cancelled")
        .order_by(ProjectPartner.id)
    )
    for row in rows:
        one = owed["partner", row.partner_id]
        one.other.append(f"{words[row.role]} {row.title}")
        one.projects[row.title] = None


def _honoured(connection: Connection, campaign_id: int, people: People, owed: dict[Key, Owed]) -> None:
    rows = connection.execute(
        select(GuestOfHonour.person_id, Project.title)
        .join_from(GuestOfHonour, Project, Project.id == GuestOfHonour.project_id)
        .where(Project.campaign_id == campaign_id, Project.status != "cancelled")
        .order_by(GuestOfHonour.id)
    )
    for person_id, title in rows:
        one = owed[_home(people, person_id)]
        one.honoured = True
        one.other.append(f"being our guest of honour at {title}")
        one.projects[title] = None


def _went_to(connection: Connection, campaign_id: int, people: People, owed: dict[Key, Owed]) -> None:
    """Which partners got whose gifts; a confidential one by its code name."""
    donors = (
        Donation.donor_person_id,
        Donation.donor_household_id,
        Donation.donor_group_id,
        Donation.donor_partner_id,
    )
    rows = connection.execute(
        select(*donors, partner_name(Partner).label("partner"))
        .join_from(Donation, Lot, Lot.donation_id == Donation.id)
        .join(DeliveryLine, DeliveryLine.lot_id == Lot.id)
        .join(Delivery, Delivery.id == DeliveryLine.delivery_id)
        .join(Partner, Partner.id == Delivery.partner_id)
        .where(Donation.campaign_id == campaign_id, DeliveryLine.delivered > 0)
        .order_by(partner_name(Partner))
        .distinct()
    )
    for row in rows:
        key = _donor(people, row)
        if key is not None and row.partner not in owed[key].went_to:
            owed[key].went_to.append(row.partner)
