"""Lots in store, of one item or of all: moved, sorted, repaired, used up, written off, recalled."""

from collections.abc import Callable
from datetime import date, datetime

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from mitzvah_desk.desk.goods.columns import lot_columns
from mitzvah_desk.desk.goods.filters import Narrowing
from mitzvah_desk.desk.goods.going_out import OutDialog, make_write_off_dialog
from mitzvah_desk.desk.goods.splitting import SplitDialog
from mitzvah_desk.desk.records.record_field import RecordField
from mitzvah_desk.desk.session.file_session import FileSession
from mitzvah_desk.desk.widgets import messages, theme
from mitzvah_desk.desk.widgets.field import accept_any
from mitzvah_desk.desk.widgets.labels import make_action
from mitzvah_desk.desk.widgets.list_page import ListPage
from mitzvah_desk.desk.widgets.sub_table import SubTable
from mitzvah_desk.desk.widgets.table import DataTable
from mitzvah_desk.model import ItemCondition, LotState, MovementKind
from mitzvah_desk.office.core import lookup
from mitzvah_desk.office.core.actions import Action
from mitzvah_desk.office.goods.issue import IssueLots
from mitzvah_desk.office.goods.lots import ChangeLots, FreezeLots, HoldLots, MoveLots, Recall
from mitzvah_desk.office.goods.stock_queries import LotRow, list_lots
from mitzvah_desk.rules.fields.parsing import format_date, parse_date


class LotsTab(SubTable[LotRow]):
    """The list of an item's lots."""

    def __init__(self, session: FileSession, parent: QWidget | None = None) -> None:
        super().__init__(
            "lots",
            "Lots in store",
            lot_columns(item=False),
            session.memory,
            empty="Nothing is left. What comes in is received under Goods.",
            parent=parent,
        )
        self._session = session
        doing = LotActions(session, self, self.table)
        for action in doing.actions:
            self.add_action(action)

    def show_item(self, item_id: int) -> None:
        """Shows the lots of an item."""
        self.set_rows(self._session.office.query(list_lots, item_id))


class LotsPage(ListPage[LotRow]):
    """Everything in store, lot by lot, first expiring first."""

    def __init__(self, session: FileSession, parent: QWidget | None = None) -> None:
        super().__init__(
            "all lots",
            "Lots in store",
            lot_columns(item=True),
            session.memory,
            noun=("lot", "lots"),
            empty=(
                "Nothing is in store here.",
                "Receive a donation (Ctrl+R), or choose another place or state above.",
            ),
            parent=parent,
        )
        self._session = session
        doing = LotActions(session, self, self.table)
        for action in doing.actions:
            self.add_action(action)
        self.narrowing = Narrowing(session, self, self.read)
        self.opened.connect(self._open)

    def read(self) -> None:
        """Reads the list again."""
        self.narrowing.read_places()
        self.set_rows(self._session.office.query(list_lots, None, self.narrowing.chosen))

    def _open(self, lot_id: int) -> None:
        row = next(row for row in self.table.rows_model.rows() if row.id == lot_id)
        self._session.open_requested.emit("item", row.item_id)


class LotActions:
    """What is done to the lots that are chosen in a list.

    Attributes:
        actions: one for each button, enabled while something is chosen.
        good: lets go out what had to be looked at; it is shown while some of that is chosen.
    """

    def __init__(self, session: FileSession, page: QWidget, table: DataTable[LotRow]) -> None:
        self._session, self._page, self._table = session, page, table
        self.good = make_action(self._page, "shield-check", "It is good", self._says(ItemCondition.GOOD))
        self.actions = [
            self.good,
            make_action(self._page, "map-pin", "Move…", self._move),
            make_action(self._page, "check", "Sorted", lambda: self._change(state=LotState.SORTED)),
            make_action(
                self._page, "circle-check", "Ready to go", lambda: self._change(state=LotState.READY)
            ),
            make_action(self._page, "package", "Used by a project…", self._use),
            make_action(self._page, "trash", "Write off…", self._write_off),
            make_action(self._page, "hand-stop", "Recall…", self._recall),
            self._more(),
        ]
        table.selected.connect(self._offer)
        self._offer()

    def _more(self) -> QAction:
        """A menu of what is said less often."""
        menu = QMenu(self._page)
        menu.setAccessibleName("Condition of these lots, and more")
        for condition in ItemCondition:
            menu.addAction(make_action(self._page, "", f"It is {condition}", self._says(condition)))
        menu.addSeparator()
        menu.addAction(make_action(self._page, "", "Split…", self._split))
        menu.addAction(make_action(self._page, "", "Frozen on…", self._freeze))
        menu.addAction(
            make_action(self._page, "", "Back to received", lambda: self._change(state=LotState.RECEIVED))
        )
        menu.addSeparator()
        menu.addAction(make_action(self._page, "", "To look at first…", self._hold))
        menu.addAction(make_action(self._page, "", "Maker’s lot number…", self._batch))
        menu.addAction(make_action(self._page, "", "Let it go out again", self._lift))
        action = QAction(theme.load_icon("pencil"), "Condition", self._page)
        action.setMenu(menu)
        return action

    def _offer(self) -> None:
        chosen = bool(self._table.selected_ids()) and not self._session.office.read_only
        for action in self.actions:
            action.setEnabled(chosen)
        self.good.setVisible(any(row.to_check for row in self._rows()))

    def _rows(self) -> list[LotRow]:
        chosen = set(self._table.selected_ids())
        return [row for row in self._table.rows_model.rows() if row.id in chosen]

    def _says(self, condition: ItemCondition) -> Callable[[], None]:
        return lambda: self._change(condition=condition)

    def _change(self, *, state: LotState | None = None, condition: ItemCondition | None = None) -> None:
        chosen = self._table.selected_ids()
        if chosen:
            self._do(ChangeLots(tuple(chosen), state, condition))

    def _lift(self) -> None:
        self._do(Recall(tuple(self._table.selected_ids()), ""))

    def _do(self, action: Action) -> bool:
        return self._session.execute(action, self._page) is not None

    def _move(self) -> None:
        places = self._session.office.query(lookup.list_location_options)
        if not places:
            self._session.status_message.emit(
                "There are no shelves yet. Add them in Settings, under Your own lists."
            )
            return
        words = [place.label for place in places]
        chosen = messages.ask_item(self._page, "Move", "Where to?", words)
        if chosen is not None:
            place = places[words.index(chosen)].id
            self._do(MoveLots(tuple(self._table.selected_ids()), place, _now()))

    def _use(self) -> None:
        rows = self._rows()
        if self._session.campaign_id is None:
            self._session.status_message.emit("Start a campaign first, at the top left.")
            return
        project = RecordField(self._session, "project", "For which project", accept_any)
        dialog = OutDialog(
            rows,
            project,
            "Used by a project",
            "Which project used them? Type a part of its name.",
            self._page,
        )
        if dialog.ask():
            self._do(IssueLots(dialog.parts(), MovementKind.USED, _now(), project.value))
        dialog.deleteLater()

    def _write_off(self) -> None:
        dialog = make_write_off_dialog(self._rows(), self._page)
        if dialog.ask():
            kind, why = MovementKind.WRITTEN_OFF, dialog.why.value
            self._do(IssueLots(dialog.parts(), kind, _now(), reason=why))
        dialog.deleteLater()

    def _freeze(self) -> None:
        asked = f"On which day was it frozen? Today is {format_date(date.today())}; empty means not at all."
        typed = messages.ask_text(self._page, "Frozen", asked)
        if typed is None:
            return
        try:
            day = parse_date(typed, today=date.today())
        except ValueError as error:
            self._session.status_message.emit(str(error))
            return
        self._do(FreezeLots(tuple(self._table.selected_ids()), day))

    def _recall(self) -> None:
        rows = self._rows()
        self._session.open_requested.emit("recall", rows[0].id if rows else 0)

    def _split(self) -> None:
        rows = self._rows()
        if len(rows) != 1:
            self._session.status_message.emit("Choose one lot to split.")
            return
        dialog = SplitDialog(self._session, rows[0], self._do, self._page)
        dialog.exec()
        dialog.deleteLater()

    def _hold(self) -> None:
        why = messages.ask_text(self._page, "To look at first", "What is to be looked at before it goes out?")
        if why is not None:
            self._do(HoldLots(tuple(self._table.selected_ids()), why))

    def _batch(self) -> None:
        number = messages.ask_text(self._page, "Maker’s lot number", "What is printed on it? Such as L 2041.")
        if number is not None:
            self._do(ChangeLots(tuple(self._table.selected_ids()), batch=number))


def _now() -> datetime:
    return datetime.now().replace(second=0, microsecond=0)
