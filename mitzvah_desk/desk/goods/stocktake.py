"""The stocktake: type what is really there, Enter leads to the next line."""

from datetime import datetime

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from mitzvah_desk.desk.goods.found import FoundDialog
from mitzvah_desk.desk.records.amount import resolve_count
from mitzvah_desk.desk.records.amounts import amount_column
from mitzvah_desk.desk.session.file_session import FileSession
from mitzvah_desk.desk.widgets import messages
from mitzvah_desk.desk.widgets.flow import FlowLayout
from mitzvah_desk.desk.widgets.labels import ElidedLabel, make_action, make_action_button, make_label
from mitzvah_desk.desk.widgets.refusal import Refusal
from mitzvah_desk.desk.widgets.rows import Column
from mitzvah_desk.desk.widgets.table import DataTable
from mitzvah_desk.office.core import lookup
from mitzvah_desk.office.goods.stocktaking.stocktake import (
    BeginStocktake,
    Count,
    FinishStocktake,
    GiveUpStocktake,
    RecordFoundGoods,
)
from mitzvah_desk.office.goods.stocktaking.stocktake_queries import (
    CountRow,
    StocktakeFacts,
    list_stocktake_counts,
    read_current_stocktake,
)
from mitzvah_desk.rules.fields.parsing import format_date
from mitzvah_desk.rules.goods.quantity_input import parse_amount, parse_measured
from mitzvah_desk.rules.goods.weights import format_amount, read_measure
from mitzvah_desk.rules.plurals import count_noun


def _difference(row: CountRow) -> str:
    """How many more, ``+2``, or fewer, ``-500 g``; nothing where there are as many as expected."""
    many = row.difference or 0
    return f"{'+' if many > 0 else ''}{format_amount(many, row.unit)}" if many else ""


_COUNTS: tuple[Column[CountRow], ...] = (
    Column("place", "Where", lambda r: r.place, width_chars=20),
    Column("item", "What", lambda r: r.what, width_chars=28),
    Column("end", "Date on it", lambda r: r.end, width_chars=14),
    Column("donor", "From", lambda r: r.donor, width_chars=18),
    Column("came", "Came", lambda r: format_date(r.came), lambda r: r.came, width_chars=14),
    Column("batch", "Maker’s number", lambda r: r.batch, width_chars=16, shown=False),
    Column("lot", "Lot", lambda r: f"{r.lot}", lambda r: r.lot, True, width_chars=8),
    amount_column("expected", "Expected"),
    amount_column("counted", "Counted"),
    Column(
        "difference",
        "Difference",
        lambda r: (
            f"{'+' if r.difference > 0 else ''}{format_amount(r.difference, r.unit)}" if r.difference else ""
        ),
        lambda r: abs(r.difference or 0),
        True,
        width_chars=12,
        icon=lambda r: "alert-triangle" if r.difference else "",
    ),
)

_FIRST = (
    "Nothing is being counted. Begin to count, everything or one shelf: type what is really there, line by"
    " line. A count sheet to take along is under Print."
)


class StocktakePage(QWidget):
    """The page.

    Attributes:
        table: the lots to be counted.
        line: where one types how many there are.
    """

    def __init__(self, session: FileSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self._facts: StocktakeFacts | None = None
        self.table: DataTable[CountRow] = DataTable(_COUNTS, "counts", session.memory)
        self.table.setAccessibleName("What is to be counted")
        self.table.selected.connect(self._show_line)
        self.line = QLineEdit(placeholderText="How many are there? Enter leads to the next line")
        self.line.setAccessibleName("How many are there")
        self.line.installEventFilter(self)
        self.begin = make_action(self, "list-check", "Begin to count…", self._begin)
        self.found = make_action(self, "plus", "Something not on the list…", self._found)
        self.drop = make_action(self, "trash", "Give it up", self._drop)
        self.finish = make_action(self, "check", "Finish", self._finish)
        self.table.row_actions = [self.begin, self.found, self.drop, self.finish]
        self._head = ElidedLabel("Stocktake", "title")
        self._said = make_label("", "muted", wraps=True)
        self.problem = Refusal()
        em = self.fontMetrics().height()
        buttons = FlowLayout(at_right=True)
        made = [
            make_action_button(action, primary=action is self.finish)
            for action in (self.drop, self.begin, self.found, self.finish)
        ]
        for button in made:
            buttons.addWidget(button)
        top = QHBoxLayout()
        top.addWidget(self._head, 0, Qt.AlignmentFlag.AlignTop)
        top.addLayout(buttons, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(em, em, em, em // 2)
        layout.addLayout(top)
        layout.addWidget(self._said)
        layout.addWidget(self.line)
        layout.addWidget(self.problem)
        layout.addWidget(self.table, 1)
        layout.addStretch(0)

    def read(self) -> None:
        """Reads the stocktake again; the line being counted stays."""
        kept = self.table.selected_ids()
        self._facts = self.session.office.query(read_current_stocktake)
        rows = self.session.office.query(list_stocktake_counts, self._facts.id) if self._facts else []
        self.table.rows_model.set_rows(rows)
        counting = self._facts is not None and self._facts.finished_at is None
        writing = not self.session.office.read_only
        self._head.setText(self._facts.name if self._facts else "Stocktake")
        left = sum(row.counted is None for row in rows)
        differences = sum(bool(row.difference) for row in rows)
        if not self._facts:
            self._said.setText(_FIRST)
        elif counting:
            self._said.setText(f"{left} of {len(rows)} lots still to count; {differences} differ so far.")
        else:
            self._said.setText(f"Finished, with {differences} differences.")
        self.line.setEnabled(counting and writing)
        self.line.setVisible(counting)
        self.table.setVisible(bool(rows))
        self.begin.setEnabled(not counting and writing)
        for action in (self.found, self.drop, self.finish):
            action.setEnabled(counting and writing)
        if kept:
            self.table.select(kept)
        elif rows:
            self.table.select_id(self.table.rows_model.row(0).id)

    def start(self) -> None:
        """Puts the keyboard where one counts."""
        (self.line if self.line.isEnabled() else self.table).setFocus()

    def flush(self) -> bool:
        """Commits what is typed; returns whether nothing is left uncommitted."""
        return not self.line.isModified() or self._commit()

    def drop_typed(self) -> None:
        """See ``leaving.Unfinished``."""
        self.problem.clear()
        self.line.setModified(False)
        self._show_line()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: Enter keeps the count and goes on; the arrows go up and down."""
        if watched is self.line and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            key = event.key()
            if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
                if self._commit():
                    self._go(1)
                return True
            if key in {Qt.Key.Key_Down, Qt.Key.Key_Up}:
                if self.flush():
                    self._go(1 if key == Qt.Key.Key_Down else -1)
                return True
        return super().eventFilter(watched, event)

    def _row(self) -> CountRow | None:
        chosen = self.table.selected_ids()
        return next((r for r in self.table.rows_model.rows() if chosen and r.id == chosen[0]), None)

    def _show_line(self) -> None:
        row = self._row()
        if row is not None and not self.line.isModified():
            self.line.setText("" if row.counted is None else format_amount(row.counted, row.unit))
            self.line.selectAll()
            self.line.setAccessibleName(f"How many {row.item} are there")

    def _commit(self) -> bool:
        row = self._row()
        if row is None:
            return True
        try:
            value = self._read(row, self.line.text().strip())
        except ValueError as error:
            self.problem.tell(str(error), self.line)
            return False
        self.problem.clear()
        self.line.setModified(False)
        if value == row.counted:
            return True
        return self.session.execute(Count(row.id, value), self) is not None

    def _read(self, row: CountRow, text: str) -> int | None:
        """What is typed as a number of a lot; of what is weighed, a number alone is meant as it is shown."""
        if not text:
            return None
        if read_measure(row.unit):
            shown = format_amount(row.counted or row.expected, row.unit).rpartition(" ")[2]
            count = parse_measured(text, row.unit, shown)
            if count is None:
                such = format_amount(row.counted or row.expected or 2500, row.unit)
                raise ValueError(f"“{text}” is no such amount. Type it like {such}, 0 for none.")
            return count
        typed = parse_amount(text)
        if typed is None:
            raise ValueError(f"“{text}” is no number. Type how many there are, 0 for none.")
        return resolve_count(self.session, self, typed, row.item_id)

    def _go(self, step: int) -> None:
        model = self.table.rows_model
        shown = [model.row(number).id for number in range(model.count)]
        chosen = self.table.selected_ids()
        at = shown.index(chosen[0]) if chosen and chosen[0] in shown else -1
        if shown:
            self.table.select_id(shown[min(max(at + step, 0), len(shown) - 1)])
        self._show_line()
        self.line.setFocus()

    def _begin(self) -> None:
        places = self.session.office.query(lookup.list_location_options)
        words = ["Everything", *(place.label for place in places)]
        chosen = messages.ask_item(self, "Stocktake", "What is counted?", words)
        if chosen is not None:
            number = words.index(chosen)
            place = places[number - 1].id if number else None
            self.session.execute(BeginStocktake(_now(), place), self)
            self.start()

    def _found(self) -> None:
        if self._facts is None or not self.flush():
            return
        found = FoundDialog.ask(self.session, self._facts, self)
        if found is not None:
            self.session.execute(RecordFoundGoods(self._facts.id, **found), self)

    def _drop(self) -> None:
        if self._facts is not None:
            self.session.execute(GiveUpStocktake(self._facts.id), self)

    def _finish(self) -> None:
        """Finishes; asks first what shall become of what was not counted."""
        if self._facts is None or not self.flush():
            return
        rows = self.table.rows_model.rows()
        left = sum(row.counted is None for row in rows)
        as_none: bool | None = None
        if left:
            answer = messages.ask_choice(
                self,
                f"{left:,} of {count_noun(len(rows), 'lot')} {'is' if left == 1 else 'are'} not counted.",
                "Leave them as they are, or count as none? What is counted as none leaves the stock.",
                choices=("Leave them as they are", "Count them as none"),
                leave="Go on counting",
            )
            if answer is None:
                self.start()
                return
            as_none = answer == 1
        self.session.execute(FinishStocktake(self._facts.id, _now(), as_none), self)


def _now() -> datetime:
    return datetime.now().replace(second=0, microsecond=0)
