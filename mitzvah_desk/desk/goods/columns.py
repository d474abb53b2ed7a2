"""The columns of the lists of goods."""

from datetime import date

from mitzvah_desk.desk.records.amounts import amount_column
from mitzvah_desk.desk.widgets.rows import Column
from mitzvah_desk.model import DeliveryStatus, ItemCondition, LotState
from mitzvah_desk.office.goods.delivery_queries import DeliveryRow
from mitzvah_desk.office.goods.queries import DonationRow, ItemRow, LineRow, MoneyRow
from mitzvah_desk.office.goods.stock_queries import LotRow
from mitzvah_desk.rules.fields.parsing import format_date, format_datetime, format_money
from mitzvah_desk.rules.goods.cold_chain import describe_date

_STATES = {LotState.RECEIVED: "gift", LotState.SORTED: "check", LotState.READY: "circle-check"}
_STATUSES = {
    DeliveryStatus.PLANNED: "clock",
    DeliveryStatus.ON_THE_WAY: "truck",
    DeliveryStatus.DELIVERED: "circle-check",
}

DONATIONS: tuple[Column[DonationRow], ...] = (
    Column(
        "at",
        "Received",
        lambda r: format_datetime(r.received_at),
        lambda r: r.received_at,
        width_chars=26,
        newest_first=True,
    ),
    Column("donor", "From", lambda r: r.donor, width_chars=28),
    Column("what", "What", lambda r: r.what, width_chars=40),
    Column("things", "Things", lambda r: r.things.short, lambda r: r.things.begun, True, width_chars=14),
    Column("weight", "Weight", lambda r: r.weight, lambda r: r.grams, True, width_chars=16),
    Column("project", "For", lambda r: r.project, width_chars=28),
)
STOCK: tuple[Column[ItemRow], ...] = (
    Column("name", "What", lambda r: r.name, width_chars=32),
    Column("category", "Kind", lambda r: r.category, width_chars=16),
    amount_column("left", "In stock"),
    amount_column("free", "Free", 9),
    amount_column("received", "Came in", key="came"),
    Column("lots", "Lots", lambda r: f"{r.lots:,}", lambda r: r.lots, True, width_chars=8),
    Column(
        "date",
        "First date on it",
        lambda r: format_date(r.next_use_by),
        lambda r: r.next_use_by,
        width_chars=18,
    ),
)
DELIVERIES: tuple[Column[DeliveryRow], ...] = (
    Column("at", "When", lambda r: format_datetime(r.from_at), lambda r: r.from_at, width_chars=26),
    Column("partner", "To", lambda r: r.partner, width_chars=28),
    Column("driver", "Driver", lambda r: r.driver or "nobody yet", width_chars=22),
    Column("things", "Things", lambda r: r.things.short, lambda r: r.things.begun, True, width_chars=14),
    Column("taken", "Taken", lambda r: r.delivered.short, lambda r: r.delivered.begun, True, width_chars=14),
    Column("status", "State", lambda r: str(r.status), width_chars=14, icon=lambda r: _STATUSES[r.status]),
    Column("by", "Received by", lambda r: "" if r.confidential else r.received_by, width_chars=18),
)
MONEY: tuple[Column[MoneyRow], ...] = (
    Column("on", "On", lambda r: format_date(r.on_day), lambda r: r.on_day, width_chars=18),
    Column("donor", "From", lambda r: r.donor, width_chars=28),
    Column(
        "amount",
        "Amount",
        lambda r: format_money(r.amount_pence),
        lambda r: r.amount_pence,
        True,
        width_chars=12,
    ),
    Column("towards", "Towards", lambda r: r.towards, width_chars=36),
    Column("method", "How", lambda r: str(r.method), width_chars=10),
    Column("aid", "Gift Aid", lambda r: "yes" if r.gift_aid else "no", width_chars=8),
)


LOT = Column[LineRow](
    "lot", "Lot", lambda r: f"{r.id}", lambda r: r.id, True, width_chars=8, shown=False, newest_first=True
)
"""The number of a lot, by which the line typed last stands at the top."""


def lot_columns(*, item: bool) -> tuple[Column[LotRow], ...]:
    """The columns of a list of lots; warnings are those of today.

    Args:
        item: whether the item stands there, as it must where there are several.
    """
    today = date.today()
    what = Column[LotRow]("item", "What", lambda r: r.what, width_chars=25)
    size = Column[LotRow]("size", "Size", lambda r: r.size, width_chars=12)
    return (
        Column("end", "Date on it", _end, lambda r: r.ends, width_chars=26),
        what if item else size,
        amount_column("left", "In stock", 9),
        amount_column("free", "Free", 7),
        Column("lot", "Lot", lambda r: f"{r.id}", lambda r: r.id, True, width_chars=8, shown=False),
        Column("packs", "In packs", lambda r: r.packs, lambda r: r.left, width_chars=16, shown=not item),
        Column("place", "Where", lambda r: r.place, width_chars=17),
        Column("kept", "Kept", lambda r: r.kept, width_chars=9),
        Column("state", "State", _state, width_chars=17, icon=lambda r: _STATES[r.state]),
        Column("condition", "Condition", lambda r: str(r.condition), width_chars=10, shown=False),
        Column(
            "warning",
            "Watch out",
            lambda r: r.warning(today),
            width_chars=26,
            icon=lambda r: "alert-triangle" if r.warning(today) else "",
        ),
        Column("donor", "From", lambda r: r.donor, width_chars=18),
        Column("batch", "Maker’s lot", lambda r: r.batch, width_chars=12, shown=False),
        Column("project", "Project", lambda r: r.project, width_chars=24, shown=False),
        Column("note", "Note", lambda r: r.note, width_chars=20, shown=False),
    )


def _state(row: LotRow) -> str:
    """How far it is, and its condition where that is worth a word."""
    plain = row.condition in {ItemCondition.NEW, ItemCondition.GOOD}
    return str(row.state) if plain else f"{row.state}, {row.condition}"


def _end(row: LotRow) -> str:
    return describe_date(row.use_by, row.best_before, row.frozen_on)
