"""The lots of an item: moved, sorted, repaired, written off, recalled."""

from collections.abc import Callable
from datetime import date, datetime

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QInputDialog, QMenu, QToolButton, QWidget

from mitzvah_desk.desk import theme
from mitzvah_desk.desk.bridge import Bridge
from mitzvah_desk.desk.rowadding import row_action
from mitzvah_desk.desk.widgets.rows import Column
from mitzvah_desk.desk.widgets.subtable import SubTable
from mitzvah_desk.model import Condition, LotState, MovementKind
from mitzvah_desk.office.goods import Issue
from mitzvah_desk.office.lots import ChangeLots, LotRow, MoveLots, Recall, from_the_same_donor, lots
from mitzvah_desk.office.queries import lookup
from mitzvah_desk.office.queries.deliveries import where_it_went
from mitzvah_desk.rules.parsing import show_date


def _columns() -> tuple[Column[LotRow], ...]:
    today = date.today()
    return (
        Column("item", "What", lambda r: f"{r.item}, {r.size}" if r.size else r.item, width_chars=24),
        Column("left", "In stock", lambda r: f"{r.left:,}", lambda r: r.left, True, width_chars=9),
        Column("free", "Free", lambda r: f"{r.free:,}", lambda r: r.free, True, width_chars=8),
        Column("place", "Where", lambda r: r.place, width_chars=18),
        Column("state", "State", lambda r: str(r.state), width_chars=10),
        Column("condition", "Condition", lambda r: str(r.condition), width_chars=11),
        Column(
            "end",
            "Date on it",
            lambda r: show_date(r.use_by or r.best_before),
            lambda r: r.use_by or r.best_before,
            width_chars=13,
        ),
        Column(
            "warning",
            "To heed",
            lambda r: r.warning(today),
            width_chars=28,
            icon=lambda r: "alert-triangle" if r.warning(today) else "",
        ),
    )


class LotsTab(SubTable[LotRow]):
    """The list of an item's lots."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(
            "lots", "Lots in store", _columns(), bridge.memory, empty="Nothing is left.", parent=parent
        )
        self._bridge = bridge
        row_action(self, "map-pin", "Move…", self._move)
        row_action(self, "check", "Sorted", lambda ids: self._change(ids, state=LotState.SORTED))
        row_action(self, "circle-check", "Ready to go", lambda ids: self._change(ids, state=LotState.READY))
        row_action(self, "trash", "Write off…", self._write_off)
        row_action(self, "hand-stop", "Recall…", self._recall)
        more = QMenu(self)
        for condition in Condition:
            action = QAction(f"It is {condition}", self)
            action.triggered.connect(self._says(condition))
            more.addAction(action)
        lift = QAction("Lift the recall", self)
        lift.triggered.connect(lambda: self._do(Recall(tuple(self.table.selected_ids()), "")))
        more.addAction(lift)
        button = QToolButton()
        button.setIcon(theme.icon("dots"))
        button.setAccessibleName("More about these lots")
        button.setToolTip("More about these lots")
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setMenu(more)
        self.add_below(button)

    def show_item(self, item_id: int) -> None:
        """Shows the lots of an item."""
        self.set_rows(self._bridge.office.ask(lots, item_id))

    def _says(self, condition: Condition) -> Callable[[], None]:
        return lambda: self._change(self.table.selected_ids(), condition=condition)

    def _change(
        self, ids: list[int], *, state: LotState | None = None, condition: Condition | None = None
    ) -> None:
        if ids:
            self._do(ChangeLots(tuple(ids), state, condition))

    def _do(self, action: ChangeLots | MoveLots | Recall | Issue) -> bool:
        return self._bridge.do(action, self) is not None

    def _move(self, ids: list[int]) -> None:
        places = self._bridge.office.ask(lookup.locations)
        if not places:
            self._bridge.told.emit("There are no shelves yet. Add them in Settings, under Your own lists.")
            return
        words = [place.label for place in places]
        chosen, agreed = QInputDialog.getItem(self, "Move", "Where to?", words, 0, editable=False)
        if agreed:
            self._do(MoveLots(tuple(ids), places[words.index(chosen)].id, _now()))

    def _write_off(self, ids: list[int]) -> None:
        rows = [row for row in self.table.rows_model.rows() if row.id in ids]
        for row in rows:
            count, agreed = QInputDialog.getInt(
                self, "Write off", f"How many {row.item}?", row.free, 1, max(row.left, 1)
            )
            if not agreed:
                return
            why, agreed = QInputDialog.getText(self, "Write off", "Why? Such as: torn, past its date")
            if not agreed or not self._do(Issue(row.id, MovementKind.WRITTEN_OFF, count, _now(), reason=why)):
                return

    def _recall(self, ids: list[int]) -> None:
        ask = self._bridge.office.ask
        why, agreed = QInputDialog.getText(self, "Recall", "Why must it not go out?")
        if not agreed or not why.strip():
            return
        whose = sorted({lot for chosen in ids for lot in ask(from_the_same_donor, chosen)})
        choices = [f"Only the {len(ids)} chosen", f"All {len(whose)} lots from the same donor"]
        chosen, agreed = QInputDialog.getItem(self, "Recall", "What is recalled?", choices, 0, editable=False)
        if not agreed:
            return
        stopped = tuple(whose if chosen == choices[1] else ids)
        if self._do(Recall(stopped, why)):
            went = ask(where_it_went, stopped)
            told = "; ".join(f"{trace.quantity} {trace.item} to {trace.partner}" for trace in went)
            self._bridge.told.emit(
                f"Recalled. Some went out already: {told}." if told else "Recalled. None of it went out."
            )


def _now() -> datetime:
    return datetime.now().replace(second=0, microsecond=0)
