"""Who drives when: the deliveries as the rota's checks see them."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, select

from mitzvah_desk.model import Delivery, DeliveryStatus, Partner
from mitzvah_desk.model.expressions import partner_name


def list_driver_times(
    connection: Connection, where: ColumnElement[bool]
) -> Mapping[int, list[tuple[datetime, datetime, str]]]:
    """The deliveries that people still have to make at a set time, for which something holds, by driver."""
    found: dict[int, list[tuple[datetime, datetime, str]]] = defaultdict(list)
    rows = connection.execute(
        select(
            Delivery.driver_id,
            Delivery.from_at,
            Delivery.until_at,
            partner_name(Partner).label("partner"),
        )
        .join(Partner, Partner.id == Delivery.partner_id)
        .where(
            where,
            Delivery.driver_id.is_not(None),
            Delivery.status != DeliveryStatus.DELIVERED,
            Delivery.from_at.is_not(None),
            Delivery.until_at.is_not(None),
        )
        .order_by(Delivery.from_at, Delivery.id)
    )
    for row in rows:
        found[row.driver_id].append((row.from_at, row.until_at, row.partner))
    return found
