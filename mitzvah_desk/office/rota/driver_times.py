"""Who drives when: the deliveries as the rota's checks see them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, select

from mitzvah_desk.model import Delivery, DeliveryStatus, Partner
from mitzvah_desk.model.expressions import partner_name


def list_driver_times(
    connection: Connection, where: ColumnElement[bool]
) -> Mapping[int, list[tuple[datetime, datetime, str]]]:
    """The deliveries that people still have to make at a set time, for which something holds, by driver."""
    found: dict[int, list[tuple[datetime, datetime, str]]] = defaultdict(list)
    rows: Iterable[Any] = connection.execute(
        select(
            Delivery.driver_id,
            Delivery.from_at,
            Delivery.until_at,
            partner_name(Partner),
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
    for driver, start, end, whom in rows:
        found[driver].append((start, end, whom))
    return found
