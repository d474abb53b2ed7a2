"""What partners asked for and what became of it, and the lots that would do."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, func, select

from mitzvah_desk.model import Allocation, DeliveryLine, Item, Outcome, Partner, Request
from mitzvah_desk.model.expressions import partner_name
from mitzvah_desk.office.core.rows import RecordValues, fill_rows, read_values
from mitzvah_desk.office.goods.requests import (
    delivered_quantity,
    list_open_requests,
    list_supplies,
    quantity_to_find,
)
from mitzvah_desk.office.goods.stock_ledger import is_handed_over
from mitzvah_desk.rules.goods.allocation import (
    OpenRequest,
    Supply,
    check_allocation,
    is_size_doubtful,
    mismatch_reason,
)


@dataclass(frozen=True, slots=True)
class RequestRow:
    """A request.

    Attributes:
        id: its number.
        partner_id: who asked.
        partner: their name, or code name.
        item: what for.
        size: such as ``newborn``.
        asked: how many; None for as many as there are.
        aside: how many are set aside and not handed over yet.
        on_delivery: how many of those are on a delivery.
        delivered: how many were handed over.
        open: how many are still to be found; None without a number.
        wanted_by: by when.
        note: anything else.
        closed: nothing more is to come.
        unit: in what it is counted.
    """

    id: int
    partner_id: int
    partner: str
    item: str
    size: str
    asked: int | None
    aside: int
    on_delivery: int
    delivered: int
    open: int | None
    wanted_by: date | None
    note: str
    closed: bool
    unit: str

    @property
    def state(self) -> str:
        """In a word or two."""
        if self.closed:
            return "closed"
        if self.open == 0 and not self.aside:
            return "met"
        if self.aside > self.on_delivery:
            return "set aside"
        return "on a delivery" if self.aside else "open"


@dataclass(frozen=True, slots=True)
class LotChoice:
    """A lot that may be set aside for a request.

    Attributes:
        id: the lot.
        item: of what.
        free: how many.
        size: such as ``newborn``.
        use_by: never to be eaten after it.
        best_before: better eaten before it.
        frozen_on: the day on which it was frozen.
        doubt: what is to be thought of first.
        unit: in what it is counted.
    """

    id: int
    item: str
    free: int
    size: str
    use_by: date | None
    best_before: date | None
    frozen_on: date | None
    doubt: str
    unit: str


def list_requests(connection: Connection, *, closed: bool = True) -> list[RequestRow]:
    """Every request, those wanted first at the top.

    Args:
        connection: the file.
        closed: whether those that are closed are among them.
    """
    planned = select(DeliveryLine.id).where(
        DeliveryLine.allocation_id == Allocation.id, DeliveryLine.outcome == Outcome.PLANNED
    )
    aside = select(func.coalesce(func.sum(Allocation.quantity), 0)).where(
        Allocation.request_id == Request.id, ~is_handed_over()
    )
    query = (
        select(
            Request.id,
            Request.partner_id,
            Request.size,
            Request.quantity.label("asked"),
            Request.wanted_by,
            Request.note,
            Request.closed,
            partner_name(Partner).label("partner"),
            Item.name.label("item"),
            Item.unit,
            aside.scalar_subquery().label("aside"),
            aside.where(planned.exists()).scalar_subquery().label("on_delivery"),
            delivered_quantity(Request.id).label("delivered"),
        )
        .join_from(Request, Partner, Partner.id == Request.partner_id)
        .join(Item, Item.id == Request.item_id)
        .order_by(
            Request.closed, Request.wanted_by.is_(None), Request.wanted_by, func.lower(Item.name), Request.id
        )
    )
    if not closed:
        query = query.where(Request.closed.is_(False))
    found = connection.execute(query)
    return fill_rows(RequestRow, found, open=(quantity_to_find, "asked", "delivered", "aside"))


def read_request(connection: Connection, request_id: int) -> RecordValues | None:
    """A request's own fields; None where it is gone."""
    return read_values(connection, Request, request_id)


def list_request_lots(connection: Connection, request_id: int, today: date) -> list[LotChoice]:
    """The lots that a request may have, the very size first, and of these first expiring first."""
    wants = list_open_requests(connection, (request_id,))
    if not wants:
        return []
    fitting = (
        each
        for each in list_supplies(connection)
        if each.free > 0 and not mismatch_reason(each, wants[0], today)
    )
    exact_first = sorted(fitting, key=lambda each: is_size_doubtful(each, wants[0]))
    return [_choice(each, wants[0], today) for each in exact_first]


def _choice(supply: Supply, wants: OpenRequest, today: date) -> LotChoice:
    return LotChoice(
        supply.lot_id,
        supply.item,
        supply.free,
        supply.size,
        supply.use_by,
        supply.best_before,
        supply.frozen_on,
        " ".join(finding.text for finding in check_allocation(supply, wants, today)),
        supply.unit,
    )
