"""What is to be thought of before goods go to a partner, or into a meal: cold, Pesach, meat and milk."""

from collections.abc import Collection
from datetime import date, datetime

from sqlalchemy import Connection, select

from mitzvah_desk.model import (
    Allocation,
    Delivery,
    DeliveryLine,
    DeliveryStatus,
    Item,
    Lot,
    Movement,
    MovementKind,
    Partner,
    Project,
)
from mitzvah_desk.model.expressions import partner_name
from mitzvah_desk.office.goods.requests import list_open_requests, list_supplies
from mitzvah_desk.rules.findings import Finding
from mitzvah_desk.rules.goods.allocation import check_allergen_information
from mitzvah_desk.rules.goods.cold_chain import check_cold_transport, effective_storage
from mitzvah_desk.rules.goods.kosher import check_meat_and_milk, check_pesach


def list_delivery_advice(connection: Connection, delivery_id: int) -> list[Finding]:
    """What to think of before a delivery goes; empty once it is handed over.

    Returns:
        That something is cold, that it is not kosher for Pesach on the day that is set, and that allergens
        are not known of what goes to somebody who avoids some.
    """
    row = connection.execute(
        select(Delivery.status, Delivery.from_at, partner_name(Partner).label("partner"))
        .join(Partner, Partner.id == Delivery.partner_id)
        .where(Delivery.id == delivery_id)
    ).first()
    if row is None or row.status is DeliveryStatus.DELIVERED:
        return []
    lines = select(DeliveryLine.lot_id).where(DeliveryLine.delivery_id == delivery_id)
    lots = {each.lot_id: each for each in list_supplies(connection, set(connection.execute(lines).scalars()))}
    kept = [effective_storage(each.storage, each.frozen_on) for each in lots.values()]
    found = check_cold_transport(row.partner, kept)
    if row.from_at is not None:
        found += check_delivery_at_pesach(connection, delivery_id, row.from_at)
    parts = connection.execute(
        select(DeliveryLine.lot_id, Allocation.request_id)
        .join(Allocation, Allocation.id == DeliveryLine.allocation_id)
        .where(DeliveryLine.delivery_id == delivery_id)
    ).all()
    wants = {
        each.request_id: each for each in list_open_requests(connection, {part.request_id for part in parts})
    }
    for part in parts:
        found += check_allergen_information(lots[part.lot_id], wants[part.request_id])
    return list(dict.fromkeys(found))


def check_delivery_at_pesach(connection: Connection, delivery_id: int, at: datetime) -> list[Finding]:
    """Asks of food on a delivery that is not kosher for Pesach, where the partner takes kosher food only.

    Args:
        connection: the file.
        delivery_id: the delivery.
        at: when it goes.
    """
    partner = connection.execute(
        select(partner_name(Partner).label("name"), Partner.kosher_only)
        .join(Delivery, Delivery.partner_id == Partner.id)
        .where(Delivery.id == delivery_id)
    ).first()
    if partner is None or not partner.kosher_only:
        return []
    lines = select(DeliveryLine.lot_id).where(DeliveryLine.delivery_id == delivery_id)
    lots = list_supplies(connection, set(connection.execute(lines).scalars()))
    unfit = (each.item for each in lots if each.is_food is not False and not each.kosher_for_pesach)
    day: date = at.date()
    return check_pesach(partner.name, unfit, day)


def check_meal(connection: Connection, project_id: int | None, lot_ids: Collection[int]) -> list[Finding]:
    """Asks where lots and what a project used before would be meat and milk in one meal.

    Args:
        connection: the file.
        project_id: the project that uses them; None where there is none.
        lot_ids: what it is about to use.
    """
    project = connection.execute(
        select(Project.title).where(Project.id == project_id, Project.serves_food)
    ).scalar()
    if project is None:
        return []
    used = select(Movement.lot_id).where(
        Movement.project_id == project_id, Movement.kind == MovementKind.USED
    )
    mine = Lot.id.in_(lot_ids)
    kinds = connection.execute(
        select(Item.name, Item.kosher_kind)
        .join_from(Lot, Item, Item.id == Lot.item_id)
        .where(mine | Lot.id.in_(used))
        .order_by(mine.desc(), Lot.id)
    )
    return check_meat_and_milk(project, [(row.name, row.kosher_kind) for row in kinds])
