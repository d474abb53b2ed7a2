"""What is in stock, lot by lot."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, func, select

from mitzvah_desk.model import Item, Lot, Movement, Project, StorageLocation
from mitzvah_desk.office.ledger import effect, first_to_go


@dataclass(frozen=True, slots=True)
class LotOnHand:
    """A lot of which something is left."""

    id: int
    item: str
    quantity: int
    size: str
    use_by: date | None
    best_before: date | None
    location: str
    project: str


def lots_on_hand(connection: Connection) -> list[LotOnHand]:
    """Every lot of which something is left, what must go first at the top."""
    left = func.sum(effect())
    rows = connection.execute(
        select(
            Lot.id,
            Item.name,
            left,
            Lot.size,
            Lot.use_by,
            Lot.best_before,
            func.coalesce(StorageLocation.name, ""),
            func.coalesce(Project.title, ""),
        )
        .join_from(Lot, Item, Item.id == Lot.item_id)
        .join(Movement, Movement.lot_id == Lot.id)
        .outerjoin(StorageLocation, StorageLocation.id == Lot.location_id)
        .outerjoin(Project, Project.id == Lot.project_id)
        .group_by(Lot.id)
        .having(left > 0)
        .order_by(*first_to_go(), func.lower(Item.name), Lot.id)
    )
    return [LotOnHand(*row) for row in rows]
