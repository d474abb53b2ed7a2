"""What is done to the lines of a delivery: how many, taken out, released, more put on it, given back."""

from collections.abc import Callable

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from mitzvah_desk.desk.goods.amount_box import ask_amount
from mitzvah_desk.desk.goods.handover import TakeBackDialog, group_note_lines
from mitzvah_desk.desk.records.amounts import amount_column
from mitzvah_desk.desk.session.file_session import FileSession
from mitzvah_desk.desk.widgets.labels import make_action
from mitzvah_desk.desk.widgets.rows import Column
from mitzvah_desk.desk.widgets.sub_table import SubTable
from mitzvah_desk.model import DeliveryStatus
from mitzvah_desk.office.core.actions import Action
from mitzvah_desk.office.goods.delivery_queries import DeliveryLineRow, DeliveryRow
from mitzvah_desk.office.goods.putting_right.delivery_lines import (
    AddToDelivery,
    ChangeDeliveryLine,
    ReleaseParts,
    TakeOffDelivery,
)
from mitzvah_desk.rules.goods.cold_chain import describe_date, describe_storage
from mitzvah_desk.rules.goods.weights import format_amount


def _date_on_it(row: DeliveryLineRow) -> str:
    return describe_date(row.use_by, row.best_before, row.frozen_on)


_LINES: tuple[Column[DeliveryLineRow], ...] = (
    Column("item", "What", lambda r: f"{r.item}, {r.size}" if r.size else r.item, width_chars=30),
    amount_column("quantity", "Brought"),
    amount_column("delivered", "Taken", key="taken"),
    Column("outcome", "Outcome", lambda r: str(r.outcome), width_chars=12),
    Column(
        "stopped",
        "Stopped",
        lambda r: r.stopped,
        width_chars=22,
        icon=lambda r: "alert-triangle" if r.stopped else "",
    ),
    Column("place", "From", lambda r: r.location, width_chars=18),
    Column("end", "Date on it", _date_on_it, width_chars=20),
    Column("kept", "Kept", lambda r: describe_storage(r.storage, r.frozen_on), width_chars=9),
    Column("note", "Note", lambda r: r.note, width_chars=24),
)


class DeliveryLinesTable(SubTable[DeliveryLineRow]):
    """The lines of one delivery; while it is planned they are changed, and afterwards given back.

    Attributes:
        change: says how many of a line go.
        take_off: takes lines off; they stay set aside.
        release: takes lines off, and frees what they hold.
        more: puts on it what was set aside since.
        take_back: tells that something came back.
    """

    def __init__(self, session: FileSession, page: QWidget) -> None:
        super().__init__(
            "delivery lines", "What is brought", _LINES, session.memory, empty="Nothing is on this delivery."
        )
        self._session, self._page = session, page
        self._delivery: DeliveryRow | None = None
        self.more = self._action("plus", "Add what is set aside", self._more)
        self.change = self._action("pencil", "How many…", self._change)
        self.take_off = self._action("circle-minus", "Take off", self._take_off)
        self.take_off.setToolTip("It stays set aside for them.")
        self.release = self._action("x", "Release", self._release)
        self.release.setToolTip("Off this delivery, and free for others; the other lines go as planned.")
        self.take_back = self._action("arrow-back-up", "Something came back…", self._take_back)
        self.take_back.setToolTip("They gave back some of the chosen line: it is in stock again.")
        self.table.selected.connect(self._offer)

    def show_delivery(self, delivery: DeliveryRow, rows: list[DeliveryLineRow]) -> None:
        """Shows the lines of a delivery, with what may be done to them now."""
        self._delivery = delivery
        self.set_rows(rows)
        self._offer()

    def _action(self, icon: str, words: str, slot: Callable[[], object]) -> QAction:
        action = make_action(self, icon, words, slot)
        self.add_action(action)
        return action

    def _offer(self) -> None:
        """What is planned is changed; what was handed over can come back, one line at a time."""
        delivery, writable = self._delivery, not self._session.office.read_only
        status = delivery.status if delivery else DeliveryStatus.PLANNED
        chosen, row = self._chosen(), self._line()
        for action, shown, may in (
            (self.more, status is DeliveryStatus.PLANNED, True),
            (self.change, status is DeliveryStatus.PLANNED, row is not None),
            (self.take_off, status is DeliveryStatus.PLANNED, bool(chosen)),
            (self.release, status is not DeliveryStatus.DELIVERED, any(r.allocation_id for r in chosen)),
            (self.take_back, status is DeliveryStatus.DELIVERED, row is not None and bool(row.delivered)),
        ):
            action.setVisible(shown)
            action.setEnabled(shown and may and writable and delivery is not None)

    def _chosen(self) -> list[DeliveryLineRow]:
        ids = set(self.table.selected_ids())
        return [row for row in self.table.rows_model.rows() if row.id in ids]

    def _line(self) -> DeliveryLineRow | None:
        chosen = self._chosen()
        return chosen[0] if len(chosen) == 1 else None

    def _do(self, action: Action) -> bool:
        return self._session.execute(action, self._page) is not None

    def _more(self) -> None:
        if self._delivery is not None:
            self._do(AddToDelivery(self._delivery.id))

    def _change(self) -> None:
        row = self._line()
        if row is None:
            return
        most = row.quantity + max(row.free, 0)
        there = format_amount(most, row.unit)
        asked = f"How many {row.item} go? Of this lot {there} are there for them."
        count = ask_amount(self, "How many", asked, row.unit, row.quantity, most)
        if count is not None and count != row.quantity:
            self._do(ChangeDeliveryLine(row.id, count))

    def _take_off(self) -> None:
        self._do(TakeOffDelivery(tuple(row.id for row in self._chosen())))

    def _release(self) -> None:
        parts = (row.allocation_id for row in self._chosen())
        self._do(ReleaseParts(tuple(part for part in parts if part is not None)))

    def _take_back(self) -> None:
        row = self._line()
        if row is None or not row.delivered:
            return
        parts = group_note_lines(self.table.rows_model.rows())
        others = [o for part in parts if row in part for o in reversed(part) if o != row and o.delivered]
        dialog = TakeBackDialog(row, others, self._do, self)
        dialog.exec()
        dialog.deleteLater()
