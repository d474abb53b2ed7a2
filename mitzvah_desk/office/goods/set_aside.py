"""Goods that are set aside go with a part of their lot, and stay set aside for the same partner."""

from sqlalchemy import Select, func, select

from mitzvah_desk.model import Allocation, Delivery, DeliveryLine, DeliveryStatus
from mitzvah_desk.office.goods.stock_ledger import is_handed_over, lot_amount, lot_name
from mitzvah_desk.rules.findings import Finding, hard_finding
from mitzvah_desk.store.unit_of_work import UnitOfWork


def check_movable(work: UnitOfWork, lot_id: int, quantity: int) -> list[Finding]:
    """Refuses to take more along than is set aside and still here: what is on its way stays what it is."""
    query = _here(lot_id).with_only_columns(func.coalesce(func.sum(Allocation.quantity), 0)).order_by(None)
    here = work.connection.execute(query).scalar_one()
    if quantity <= here:
        return []
    name = lot_name(work.connection, lot_id)
    text = f"Only {lot_amount(work.connection, lot_id, here)} of those set aside are still here."
    return [hard_finding("goods.on_the_way", name, text, "Take fewer; the others are on their way.")]


def move_aside(work: UnitOfWork, old_id: int, new_id: int, quantity: int) -> None:
    """Lets so many of what is set aside of a lot be of another, with their lines of planned deliveries.

    What is on no delivery goes first, and what was set aside last.
    """
    for part in work.session.scalars(_here(old_id)).all():
        if quantity <= 0:
            return
        line = work.session.scalar(select(DeliveryLine).where(DeliveryLine.allocation_id == part.id))
        take = min(part.quantity, quantity)
        quantity -= take
        if take == part.quantity:
            part.lot_id = new_id
            if line is not None:
                line.lot_id = new_id
            continue
        part.quantity -= take
        moved = Allocation(request_id=part.request_id, lot_id=new_id, quantity=take)
        work.session.add(moved)
        work.session.flush()
        if line is not None:
            line.quantity -= take
            work.session.add(
                DeliveryLine(
                    delivery_id=line.delivery_id, lot_id=new_id, allocation_id=moved.id, quantity=take
                )
            )
    work.session.flush()


def _here(lot_id: int) -> Select[Allocation]:
    gone = (
        select(DeliveryLine.id)
        .join(Delivery, Delivery.id == DeliveryLine.delivery_id)
        .where(DeliveryLine.allocation_id == Allocation.id, Delivery.status == DeliveryStatus.ON_THE_WAY)
    )
    on = select(DeliveryLine.id).where(DeliveryLine.allocation_id == Allocation.id).exists()
    return (
        select(Allocation)
        .where(Allocation.lot_id == lot_id, ~is_handed_over(), ~gone.exists())
        .order_by(on, Allocation.id.desc())
    )
