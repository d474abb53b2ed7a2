"""Donated goods: the catalogue, what came in, and the ledger of every movement."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from mitzvah_desk.model.base import (
    Base,
    Retention,
    check_constraint,
    enum_column,
    foreign_key_cascade,
    foreign_key_restrict,
    foreign_key_set_null,
    personal_data,
)

_RECORD = personal_data(Retention.WITH_THE_RECORD)
_DAY = personal_data(Retention.UNTIL_THE_DAY_IS_OVER)

ONE_DONOR_AT_MOST = (
    "(donor_person_id IS NOT NULL) + (donor_household_id IS NOT NULL)"
    " + (donor_group_id IS NOT NULL) + (donor_partner_id IS NOT NULL) <= 1"
)


class ItemCondition(StrEnum):
    """The state an item is in."""

    NEW = "new"
    GOOD = "good"
    TO_REPAIR = "to repair"
    REPAIRED = "repaired"
    UNFIT = "unfit"


class LotState(StrEnum):
    """How far a lot is from the shelf to the van."""

    RECEIVED = "received"
    SORTED = "sorted"
    READY = "ready"


class MovementKind(StrEnum):
    """What happened to goods.

    At every step, lot by lot: received + made + counted more + returned + split in
    = on hand + delivered + used + written off + counted less + split off.

    ``picked`` says that goods set off: they are on the way, and on hand until they are handed over. Then
    ``delivered`` says how many were brought, or taken where they took more, and ``returned`` how many of
    those came back: at once, since they were refused, or later, when the partner gave some back. So what a
    partner has of a lot is delivered less returned, and received + made + counted more + split in
    = on hand + what partners have + used + written off + counted less + split off. What is split off a lot
    is split in to another of the same item at the same moment, so over all lots both are the same.
    """

    RECEIVED = "received"
    MADE = "made"
    MOVED = "moved"
    ALLOCATED = "allocated"
    PICKED = "picked"
    DELIVERED = "delivered"
    RETURNED = "returned"
    USED = "used"
    WRITTEN_OFF = "written off"
    COUNTED_MORE = "counted more"
    COUNTED_LESS = "counted less"
    SPLIT_OFF = "split off"
    SPLIT_IN = "split in"


COMES_IN = (
    MovementKind.RECEIVED,
    MovementKind.MADE,
    MovementKind.RETURNED,
    MovementKind.COUNTED_MORE,
    MovementKind.SPLIT_IN,
)
"""What raises the stock of a lot."""
BROUGHT_IN = (MovementKind.RECEIVED, MovementKind.MADE, MovementKind.COUNTED_MORE)
"""What brought in goods that were not ours before; what came back was."""
SPLITS = (MovementKind.SPLIT_OFF, MovementKind.SPLIT_IN)
"""What only goes from one lot to another of the same thing."""
GOES_OUT = (
    MovementKind.DELIVERED,
    MovementKind.USED,
    MovementKind.WRITTEN_OFF,
    MovementKind.COUNTED_LESS,
    MovementKind.SPLIT_OFF,
)
"""What lowers the stock of a lot."""


class Outcome(StrEnum):
    """How a line of a delivery ended."""

    PLANNED = "planned"
    ALL = "all"
    PART = "part"
    REFUSED = "refused"


class DeliveryStatus(StrEnum):
    """How far a delivery has come."""

    PLANNED = "planned"
    ON_THE_WAY = "on the way"
    DELIVERED = "delivered"


class GiftMethod(StrEnum):
    """How money was given."""

    CASH = "cash"
    CHEQUE = "cheque"
    CARD = "card"
    TRANSFER = "transfer"
    ONLINE = "online"


class StorageLocation(Base):
    """A shelf, cupboard or garage where goods are kept."""

    __tablename__ = "storage_location"
    __table_args__ = (check_constraint("trim(name) <> ''", "has_a_name"),)

    name: Mapped[str] = mapped_column(unique=True)
    place_id: Mapped[int | None] = foreign_key_set_null("place.id")
    note: Mapped[str] = mapped_column(default="")


class Donation(Base):
    """What one donor gave on one occasion. No donor means that it was given anonymously."""

    __tablename__ = "donation"
    __table_args__ = (check_constraint(ONE_DONOR_AT_MOST, "one_donor_at_most"),)

    campaign_id: Mapped[int] = foreign_key_cascade("campaign.id")
    project_id: Mapped[int | None] = foreign_key_set_null("project.id")
    donor_person_id: Mapped[int | None] = foreign_key_set_null("person.id", info=_RECORD)
    donor_household_id: Mapped[int | None] = foreign_key_set_null("household.id", info=_RECORD)
    donor_group_id: Mapped[int | None] = foreign_key_set_null("group.id")
    donor_partner_id: Mapped[int | None] = foreign_key_set_null("partner.id")
    received_at: Mapped[datetime] = mapped_column(info=_RECORD)
    note: Mapped[str] = mapped_column(default="", info=_RECORD)


class Lot(Base):
    """A quantity of one item with its donor, date and condition; what is left is the sum of its movements.

    A lot is one line of a donation, was made by a project, or was split off another. ``recalled`` says why it
    must not go out, ``to_check`` why somebody must look at it first, such as what came back. ``batch`` is the
    maker's own lot number as it is printed on it.
    """

    __tablename__ = "lot"

    item_id: Mapped[int] = foreign_key_restrict("item.id")
    donation_id: Mapped[int | None] = foreign_key_cascade("donation.id")
    project_id: Mapped[int | None] = foreign_key_set_null("project.id")
    location_id: Mapped[int | None] = foreign_key_set_null("storage_location.id")
    condition: Mapped[ItemCondition] = enum_column(ItemCondition, ItemCondition.NEW)
    size: Mapped[str] = mapped_column(default="")
    use_by: Mapped[date | None]
    best_before: Mapped[date | None]
    frozen_on: Mapped[date | None]
    note: Mapped[str] = mapped_column(default="")
    state: Mapped[LotState] = enum_column(LotState, LotState.RECEIVED, added=True)
    recalled: Mapped[str] = mapped_column(default="", server_default="")
    to_check: Mapped[str] = mapped_column(default="", server_default="")
    batch: Mapped[str] = mapped_column(default="", server_default="")


class RecallCall(Base):
    """A partner was rung because of a recalled lot that had gone out to them."""

    __tablename__ = "recall_call"
    __table_args__ = (UniqueConstraint("lot_id", "partner_id"),)

    lot_id: Mapped[int] = foreign_key_cascade("lot.id")
    partner_id: Mapped[int] = foreign_key_cascade("partner.id")
    rung_at: Mapped[datetime]
    note: Mapped[str] = mapped_column(default="")


class Movement(Base):
    """One line of the ledger of goods. The kind says whether it adds, takes away, or only moves."""

    __tablename__ = "movement"
    __table_args__ = (
        check_constraint("quantity > 0", "quantity_positive"),
        Index("ix_movement_stock", "lot_id", "kind", "quantity"),  # stock is summed without the table itself
    )

    lot_id: Mapped[int] = foreign_key_cascade("lot.id", index=False)
    kind: Mapped[MovementKind] = enum_column(MovementKind)
    quantity: Mapped[int]
    at: Mapped[datetime]
    from_location_id: Mapped[int | None] = foreign_key_set_null("storage_location.id", index=False)
    to_location_id: Mapped[int | None] = foreign_key_set_null("storage_location.id", index=False)
    project_id: Mapped[int | None] = foreign_key_set_null("project.id")
    delivery_line_id: Mapped[int | None] = foreign_key_set_null("delivery_line.id")
    reason: Mapped[str] = mapped_column(default="")


class Request(Base):
    """What a partner would like. What was not delivered stays open."""

    __tablename__ = "request"
    __table_args__ = (check_constraint("quantity > 0", "quantity_positive"),)

    partner_id: Mapped[int] = foreign_key_cascade("partner.id")
    campaign_id: Mapped[int | None] = foreign_key_set_null("campaign.id")
    item_id: Mapped[int] = foreign_key_restrict("item.id")
    quantity: Mapped[int | None]
    size: Mapped[str] = mapped_column(default="")
    wanted_by: Mapped[date | None]
    note: Mapped[str] = mapped_column(default="")
    closed: Mapped[bool] = mapped_column(default=False)


class Allocation(Base):
    """Goods of one lot set aside for a request."""

    __tablename__ = "allocation"
    __table_args__ = (check_constraint("quantity > 0", "quantity_positive"),)

    request_id: Mapped[int] = foreign_key_cascade("request.id")
    lot_id: Mapped[int] = foreign_key_restrict("lot.id")
    quantity: Mapped[int]


class Delivery(Base):
    """The journey of goods to a partner."""

    __tablename__ = "delivery"
    __table_args__ = (check_constraint("until_at > from_at", "until_after_from"),)

    campaign_id: Mapped[int] = foreign_key_cascade("campaign.id")
    partner_id: Mapped[int] = foreign_key_restrict("partner.id")
    driver_id: Mapped[int | None] = foreign_key_set_null("person.id", info=_RECORD)
    from_at: Mapped[datetime | None]
    until_at: Mapped[datetime | None]
    by_courier: Mapped[bool] = mapped_column(default=False)
    status: Mapped[DeliveryStatus] = enum_column(DeliveryStatus, DeliveryStatus.PLANNED)
    note: Mapped[str] = mapped_column(default="")
    received_by: Mapped[str] = mapped_column(default="", server_default="", info=_RECORD)


class DeliveryLine(Base):
    """What one delivery carries of one lot, and how it ended."""

    __tablename__ = "delivery_line"
    __table_args__ = (
        check_constraint("quantity > 0", "quantity_positive"),
        check_constraint("delivered >= 0", "delivered_not_negative"),
    )

    delivery_id: Mapped[int] = foreign_key_cascade("delivery.id")
    lot_id: Mapped[int] = foreign_key_restrict("lot.id")
    allocation_id: Mapped[int | None] = foreign_key_set_null("allocation.id")
    quantity: Mapped[int]
    delivered: Mapped[int | None]
    outcome: Mapped[Outcome] = enum_column(Outcome, Outcome.PLANNED)
    note: Mapped[str] = mapped_column(default="", server_default="")


class GiftRecipient(Base):
    """Somebody who is to get one gift of a project: a name or a room, ticked off as wrapped and as given.

    The name is as little as will do, such as ``Room 12``; nothing else is kept of them.
    """

    __tablename__ = "gift_recipient"
    __table_args__ = (
        UniqueConstraint("project_id", "partner_id", "label"),
        check_constraint("trim(label) <> ''", "has_a_label"),
    )

    project_id: Mapped[int] = foreign_key_cascade("project.id")
    partner_id: Mapped[int | None] = foreign_key_set_null("partner.id")
    label: Mapped[str] = mapped_column(info=_DAY)
    wish: Mapped[str] = mapped_column(default="", info=_DAY)
    giver: Mapped[str] = mapped_column(default="", info=_DAY)
    wrapped: Mapped[bool] = mapped_column(default=False)
    given: Mapped[bool] = mapped_column(default=False)


class Stocktake(Base):
    """A count of what is really there. Its differences enter the ledger when it is finished."""

    __tablename__ = "stocktake"

    name: Mapped[str] = mapped_column(default="")
    location_id: Mapped[int | None] = foreign_key_set_null("storage_location.id")
    began_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]


class StocktakeCount(Base):
    """One lot of a stocktake: what was counted, and what the ledger said should lie there at that moment.

    ``counted`` is empty until it is counted, and ``expected`` what the ledger said when the stocktake began.
    """

    __tablename__ = "stocktake_count"
    __table_args__ = (
        check_constraint("expected >= 0", "expected_not_negative"),
        check_constraint("counted >= 0", "counted_not_negative"),
        UniqueConstraint("stocktake_id", "lot_id"),
    )

    stocktake_id: Mapped[int] = foreign_key_cascade("stocktake.id")
    lot_id: Mapped[int] = foreign_key_cascade("lot.id")
    expected: Mapped[int]
    counted: Mapped[int | None]


class MoneyGift(Base):
    """Money against a project's or a partner's target. There is no bookkeeping beyond that."""

    __tablename__ = "money_gift"
    __table_args__ = (
        check_constraint("amount_pence > 0", "amount_positive"),
        check_constraint(ONE_DONOR_AT_MOST, "one_donor_at_most"),
    )

    campaign_id: Mapped[int] = foreign_key_cascade("campaign.id")
    project_id: Mapped[int | None] = foreign_key_set_null("project.id")
    partner_id: Mapped[int | None] = foreign_key_set_null("partner.id")
    donor_person_id: Mapped[int | None] = foreign_key_set_null("person.id", info=_RECORD)
    donor_household_id: Mapped[int | None] = foreign_key_set_null("household.id", info=_RECORD)
    donor_group_id: Mapped[int | None] = foreign_key_set_null("group.id")
    donor_partner_id: Mapped[int | None] = foreign_key_set_null("partner.id")
    amount_pence: Mapped[int]
    on_day: Mapped[date] = mapped_column(info=_RECORD)
    method: Mapped[GiftMethod] = enum_column(GiftMethod, GiftMethod.CASH)
    gift_aid: Mapped[bool] = mapped_column(default=False, info=_RECORD)
    note: Mapped[str] = mapped_column(default="", info=_RECORD)
