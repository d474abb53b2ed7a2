"""Requests of partners, and goods set aside for them.

What is set aside stays in stock until a delivery is handed over. Free is what is in stock and not set aside.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, and_, func, or_, select
from sqlalchemy.sql.selectable import ScalarSelect

from mitzvah_desk.model import (
    Allocation,
    DeliveryLine,
    Item,
    ItemCategory,
    ItemCondition,
    KosherKind,
    Lot,
    Movement,
    Partner,
    Request,
)
from mitzvah_desk.model.expressions import partner_name
from mitzvah_desk.office.core.actions import Applied, RefusalError
from mitzvah_desk.office.core.crud import not_found
from mitzvah_desk.office.core.records import record_name
from mitzvah_desk.office.core.rows import fill_rows
from mitzvah_desk.office.goods.stock_ledger import is_handed_over, select_allocated, stock_effect, sum_of_lots
from mitzvah_desk.rules.findings import Finding, hard_finding, soft_finding
from mitzvah_desk.rules.goods.allocation import (
    OpenRequest,
    Share,
    Supply,
    allocate_supplies,
    check_allocation,
    mismatch_reason,
)
from mitzvah_desk.rules.goods.is_food import is_food
from mitzvah_desk.rules.goods.stopped import why_stopped
from mitzvah_desk.rules.goods.weights import format_amount, format_amount_of
from mitzvah_desk.rules.plurals import count_noun
from mitzvah_desk.store.unit_of_work import UnitOfWork


def delivered_quantity(request_id: object) -> ScalarSelect[int]:
    """How many of a request were handed over."""
    return (
        select(func.coalesce(func.sum(DeliveryLine.delivered), 0))
        .join_from(DeliveryLine, Allocation, Allocation.id == DeliveryLine.allocation_id)
        .where(Allocation.request_id == request_id)
        .scalar_subquery()
    )


def list_supplies(connection: Connection, lot_ids: Collection[int] | None = None) -> list[Supply]:
    """Lots of which something is in stock, with what of them is free; first expiring first.

    Args:
        connection: the file.
        lot_ids: only these, also where nothing is left of them; every one where None.
    """
    left = func.coalesce(func.sum(stock_effect()), 0)
    aside = select_allocated().subquery()
    query = (
        select(
            Lot.id.label("lot_id"),
            Lot.item_id,
            Item.name.label("item"),
            (left - func.coalesce(aside.c.quantity, 0)).label("free"),
            Lot.size,
            Lot.use_by,
            Lot.best_before,
            Item.kosher,
            Item.halal,
            Item.allergens,
            Item.kosher_kind,
            Item.kosher_for_pesach,
            Item.unit,
            Item.storage,
            Lot.frozen_on,
            Lot.recalled,
            Lot.to_check,
            Lot.condition,
            func.coalesce(ItemCategory.name, "").label("category"),
            or_(
                Item.needs_use_by,
                Item.kosher,
                Item.kosher_for_pesach,
                Item.kosher_kind != KosherKind.UNKNOWN,
                Item.halal,
                func.trim(Item.allergens) != "",
            ).label("marked"),
            or_(Lot.use_by.is_not(None), Lot.best_before.is_not(None)).label("dated"),
        )
        .join_from(Lot, Item, Item.id == Lot.item_id)
        .outerjoin(ItemCategory, ItemCategory.id == Item.category_id)
        .outerjoin(Movement, Movement.lot_id == Lot.id)
        .outerjoin(aside, aside.c.lot_id == Lot.id)
        .group_by(Lot.id)
    )
    query = query.having(left > 0) if lot_ids is None else query.where(Lot.id.in_(lot_ids))
    found = fill_rows(
        Supply,
        connection.execute(query),
        stopped=(why_stopped, "recalled", "to_check", "condition"),
        is_food=(_says_food, "category", "marked", "dated"),
        to_repair=(lambda condition: condition is ItemCondition.TO_REPAIR, "condition"),
    )
    return sorted(found, key=lambda each: each.order)


def list_open_requests(
    connection: Connection, request_ids: Collection[int] | None = None
) -> list[OpenRequest]:
    """Open requests: what is asked, less what was handed over and what is set aside already.

    Args:
        connection: the file.
        request_ids: only these, closed or not; every open one where None.
    """
    aside = (
        select(func.coalesce(func.sum(Allocation.quantity), 0))
        .where(Allocation.request_id == Request.id, ~is_handed_over())
        .scalar_subquery()
    )
    query = select(
        Request.id.label("request_id"),
        Request.item_id,
        Request.quantity,
        Request.size,
        Request.closed,
        delivered_quantity(Request.id).label("delivered"),
        aside.label("aside"),
        partner_name(Partner).label("partner"),
        Partner.kosher_only,
        Partner.halal_only,
        Partner.avoids,
        Item.unit,
    ).join_from(Request, Partner, Partner.id == Request.partner_id)
    query = query.join(Item, Item.id == Request.item_id)
    query = (
        query.where(Request.closed.is_(False))
        if request_ids is None
        else query.where(Request.id.in_(request_ids))
    )
    found = connection.execute(query.order_by(Request.id))
    return fill_rows(OpenRequest, found, open=(quantity_to_find, "quantity", "delivered", "aside"))


def quantity_to_find(asked: int | None, delivered: int, aside: int) -> int | None:
    """How many of a request are neither handed over nor set aside; None where no number was asked for."""
    return None if asked is None else max(0, asked - delivered - aside)


def propose_allocation(
    connection: Connection, today: date, request_ids: Collection[int] | None = None
) -> tuple[Share, ...]:
    """Who could get what of what is free, with the reasoning; nothing is changed.

    Args:
        connection: the file.
        today: what dates are held against.
        request_ids: only for these requests; for every open one where None.
    """
    return allocate_supplies(list_supplies(connection), list_open_requests(connection, request_ids), today)


@dataclass(frozen=True)
class Allocate:
    """Sets goods aside for requests, by hand or as a proposal shared them out; one step.

    Attributes:
        parts: request, lot and quantity.
        today: what dates are held against.
    """

    parts: tuple[tuple[int, int, int], ...]
    today: date

    def check(self, work: UnitOfWork) -> Sequence[Finding]:
        """Refuses more than is free and what they must not have; asks where a lot or a wish is in doubt."""
        connection = work.connection
        lots = {each.lot_id: each for each in list_supplies(connection, {lot for _, lot, _ in self.parts})}
        wants = {
            each.request_id: each
            for each in list_open_requests(connection, {number for number, _, _ in self.parts})
        }
        if not self.parts:
            return [hard_finding("goods.nothing", "Goods", "Nothing is chosen.", "Choose what to set aside.")]
        found: list[Finding] = []
        taken: dict[int, int] = {}
        given: dict[int, int] = {}
        for number, lot, quantity in self.parts:
            if number not in wants or lot not in lots:
                return [not_found("request" if number not in wants else "lot")]
            taken[lot] = taken.get(lot, 0) + quantity
            given[number] = given.get(number, 0) + quantity
            supply, want = lots[lot], wants[number]
            if quantity < 1:
                found.append(
                    _hard("quantity", supply, "The quantity must be at least 1.", "Type a whole number.")
                )
            elif taken[lot] > supply.free:
                there = format_amount_of(max(supply.free, 0), supply.unit, supply.item)
                text = f"Only {there} of this lot are free."
                found.append(_hard("too_many", supply, text, "Set fewer aside, or choose another lot."))
            if sentence := mismatch_reason(supply, want, self.today):
                found.append(_hard("not_for_them", supply, sentence, "Choose another lot."))
            else:
                found += check_allocation(supply, want, self.today)
        return [*dict.fromkeys(found), *check_beyond(given, wants)]

    def apply(self, work: UnitOfWork) -> Applied:
        """Sets them aside; the ids are the allocations'."""
        rows = [Allocation(request_id=r, lot_id=lot, quantity=quantity) for r, lot, quantity in self.parts]
        work.session.add_all(rows)
        work.session.flush()
        things = sum_of_lots(work.connection, [(lot, quantity) for _, lot, quantity in self.parts])
        requests = len({number for number, _, _ in self.parts})
        return Applied(
            f"Set {things} aside for {count_noun(requests, 'request')}",
            tuple(row.id for row in rows),
        )


@dataclass(frozen=True)
class Release:
    """Puts goods that were set aside back among what is free.

    Attributes:
        request_ids: the requests they were set aside for.
    """

    request_ids: tuple[int, ...]

    def check(self, work: UnitOfWork) -> Sequence[Finding]:  # noqa: ARG002
        """Nothing stands against it."""
        return ()

    def apply(self, work: UnitOfWork) -> Applied:
        """Releases what is on no delivery."""
        on = select(DeliveryLine.id).where(DeliveryLine.allocation_id == Allocation.id)
        rows = work.session.scalars(
            select(Allocation).where(and_(Allocation.request_id.in_(self.request_ids), ~on.exists()))
        ).all()
        if not rows:
            text = "Nothing that is on no delivery is set aside for this."
            raise RefusalError(
                hard_finding("goods.nothing", "Goods", text, "Take it off its delivery first.")
            )
        things = sum_of_lots(work.connection, [(row.lot_id, row.quantity) for row in rows])
        for row in rows:
            work.session.delete(row)
        return Applied(f"Released {things}")


@dataclass(frozen=True)
class CloseRequests:
    """Says that nothing more is to come for requests, or that something is after all; one step.

    Attributes:
        request_ids: the requests.
        closed: whether they are closed, or open again.
    """

    request_ids: tuple[int, ...]
    closed: bool = True

    def check(self, work: UnitOfWork) -> Sequence[Finding]:
        """Asks where goods are still set aside for one that is closed: nobody else may have them."""
        if not self.closed:
            return ()
        bound = (
            select(
                func.sum(Allocation.quantity).label("things"),
                Item.name.label("item"),
                Item.unit,
                partner_name(Partner).label("partner"),
            )
            .join_from(Request, Allocation, Allocation.request_id == Request.id)
            .join(Item, Item.id == Request.item_id)
            .join(Partner, Partner.id == Request.partner_id)
            .where(Request.id.in_(self.request_ids), ~is_handed_over())
            .group_by(Request.id)
        )
        found = []
        for row in work.connection.execute(bound):
            held = format_amount_of(row.things, row.unit, row.item)
            text = f"{held} are still set aside for {row.partner}."
            do = "Release them first, or close it and say why they stay."
            found.append(soft_finding("goods.set_aside", row.item, text, do))
        return found

    def apply(self, work: UnitOfWork) -> Applied:
        """Closes the requests, or opens them again."""
        rows = work.session.scalars(
            select(Request).where(Request.id.in_(self.request_ids)).order_by(Request.id)
        ).all()
        if not rows:
            raise RefusalError(not_found("request"))
        for row in rows:
            row.closed = self.closed
        whom = record_name(work.connection, "partner", rows[0].partner_id)
        more = f" and {len(rows) - 1} more" if len(rows) > 1 else ""
        words = "Closed" if self.closed else "Opened again"
        return Applied(f"{words}: what {whom} asked for{more}", tuple(row.id for row in rows))


def check_request_quantity(connection: Connection, request_id: int, quantity: int | None) -> list[Finding]:
    """Refuses to ask for none; asks where it is fewer than they have, or than is set aside for them."""
    if quantity is None:
        return []
    if quantity < 1:
        text = "The quantity must be at least 1."
        do = "Type a whole number; empty it for as many as there are, or remove the request."
        return [hard_finding("goods.quantity", "Request", text, do, field="quantity")]
    query = select(
        delivered_quantity(request_id).label("delivered"),
        select(func.coalesce(func.sum(Allocation.quantity), 0))
        .where(Allocation.request_id == request_id, ~is_handed_over())
        .scalar_subquery()
        .label("aside"),
        Item.unit,
    )
    query = query.join_from(Request, Item, Item.id == Request.item_id).where(Request.id == request_id)
    row = connection.execute(query).one()
    if quantity >= row.delivered + row.aside:
        return []
    had, held = (format_amount(many, row.unit) for many in (row.delivered, row.aside))
    text = f"They have {had} of it already, and {held} are set aside for them."
    do = "Release what is too many, or keep it and say why."
    return [soft_finding("goods.fewer", "Request", text, do, field="quantity")]


def check_beyond(given: Mapping[int, int], wants: Mapping[int, OpenRequest]) -> list[Finding]:
    """Asks where more would be set aside than is still wanted."""
    found = []
    for number, count in given.items():
        want = wants[number]
        many = format_amount(count, want.unit)
        if want.closed:
            text = f"The request of {want.partner} is closed, and {many} would be set aside for it."
            do = "Open it again first, or keep it and say why."
            found.append(soft_finding("goods.closed", want.partner, text, do))
        if want.open is not None and count > want.open:
            left = format_amount(want.open, want.unit)
            wish = f"still wants {left}" if want.open else "wants no more of this"
            text = f"{want.partner} {wish}, and {many} would be set aside."
            do = "Set fewer aside, or keep it and say why."
            found.append(soft_finding("goods.beyond", want.partner, text, do, field="quantity"))
    return found


def _hard(rule: str, supply: Supply, text: str, do: str) -> Finding:
    return hard_finding(f"goods.{rule}", supply.item, text, do, field="quantity")


def _says_food(category: str, marked: bool, dated: bool) -> bool | None:  # noqa: FBT001  # three columns
    return is_food(category, marked=marked, dated=dated)
