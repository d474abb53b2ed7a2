"""The desk at the door: a donor, then line after line, with nothing but the keyboard.

Every line is on the disk as soon as it is left. Ctrl+Enter begins the next donor.
"""

from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mitzvah_desk.desk import theme
from mitzvah_desk.desk.bridge import Bridge
from mitzvah_desk.desk.goods.donors import add_household, donor_of, number_of, search_donors
from mitzvah_desk.desk.goods.line import LineEntry
from mitzvah_desk.desk.picking import search_in
from mitzvah_desk.desk.widgets.fieldrow import FieldRow
from mitzvah_desk.desk.widgets.fields import NumberField, PickField
from mitzvah_desk.desk.widgets.labels import action_button, plain
from mitzvah_desk.desk.widgets.pages import Scroller
from mitzvah_desk.desk.widgets.rows import Column
from mitzvah_desk.desk.widgets.subtable import SubTable
from mitzvah_desk.office.editing import Remove, SetField, SetFields
from mitzvah_desk.office.goods import DONORS, AddLine, Line, Receive
from mitzvah_desk.office.queries import lookup
from mitzvah_desk.office.queries.goods import LineRow, donation
from mitzvah_desk.rules.parsing import show_date

COLUMNS: tuple[Column[LineRow], ...] = (
    Column("item", "What", lambda r: r.item, width_chars=30),
    Column("quantity", "How many", lambda r: f"{r.quantity:,}", lambda r: r.quantity, True, width_chars=10),
    Column("condition", "Condition", lambda r: str(r.condition), width_chars=12),
    Column("size", "Size", lambda r: r.size, width_chars=10),
    Column("use_by", "Use by", lambda r: show_date(r.use_by), lambda r: r.use_by, width_chars=16),
    Column("before", "Best before", lambda r: show_date(r.best_before), lambda r: r.best_before),
    Column("left", "Left", lambda r: f"{r.left:,}", lambda r: r.left, True, width_chars=8),
    Column("place", "Kept at", lambda r: r.location, width_chars=20),
)


class ReceivePage(QWidget):
    """Takes in donations, and shows one again to put it right.

    Attributes:
        donor: who gives; empty for an anonymous gift.
        project: the project that collects; it stays for the next donor.
        entry: the line that is typed.
        lines: what this donor gave.

    Signals:
        left: the user goes back.
    """

    left = Signal()

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bridge = bridge
        self._donation_id: int | None = None
        self._heading = plain("Receive a donation", "title")
        self.donor = PickField(
            "From",
            self._set_donor,
            search_donors(bridge),
            add_new=add_household(bridge),
            hint="Family, person, group or organisation; empty for an anonymous gift",
        )
        self.project = PickField(
            "For the project",
            self._set_project,
            search_in(lambda: bridge.office.ask(lookup.projects, bridge.campaign_id or 0)),
            hint="Stays for the next donor",
        )
        self.entry = LineEntry(bridge, self._take)
        self.lines: SubTable[LineRow] = SubTable(
            "donation lines",
            "What was given",
            COLUMNS,
            bridge.memory,
            empty="Nothing yet. Each line is kept as soon as you leave it.",
            on_open=self._put_right,
            on_remove=lambda ids: bridge.do(Remove("lot", tuple(ids)), self),
        )
        self.donor.line.returnPressed.connect(self._to_line)
        self.donor.line.completer().activated.connect(lambda _: self._to_line())
        self.project.line.returnPressed.connect(self._to_line)
        self._assemble()

    def _assemble(self) -> None:
        self.next_action = QAction(theme.icon("player-play"), "Next donor (Ctrl+Enter)", self)
        self.next_action.setShortcuts([QKeySequence("Ctrl+Return"), QKeySequence("Ctrl+Enter")])
        self.next_action.triggered.connect(self.next_donor)
        back = QAction(theme.icon("arrow-left"), "Goods", self)
        back.setShortcut(QKeySequence(Qt.Key.Key_Escape))
        back.triggered.connect(self.leave)
        for action in (self.next_action, back):
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            self.addAction(action)
        back_button = action_button(back)
        back_button.setProperty("role", "quiet")
        next_button = action_button(self.next_action, primary=True)
        top = QHBoxLayout()
        top.addWidget(back_button)
        top.addStretch(1)
        top.addWidget(next_button)
        em = self.fontMetrics().height()
        body = QWidget()
        inner = QVBoxLayout(body)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(em // 2)
        inner.addWidget(FieldRow(((self.donor, 60), (self.project, 40))))
        inner.addWidget(self.entry)
        inner.addWidget(self.lines, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(em, em // 2, em, em // 2)
        layout.setSpacing(em // 2)
        layout.addLayout(top)
        layout.addWidget(self._heading)
        layout.addWidget(Scroller(body), 1)
        for button in (back_button, next_button):
            button.show()

    @property
    def quantity(self) -> NumberField:
        """How many of the line that is typed."""
        return self.entry.quantity

    @property
    def item(self) -> PickField:
        """What the line that is typed is of."""
        return self.entry.item

    def start(self) -> None:
        """Puts the keyboard on the donor, or on the next line of a donation that is shown."""
        (self.donor if self._donation_id is None else self.entry.item).editor.setFocus()

    def next_donor(self) -> None:
        """Makes ready for the next donor, once what is typed is kept; the project stays."""
        if not self.flush():
            return
        self._donation_id = None
        self.donor.load(None)
        self.entry.load(None)
        self.lines.set_rows(())
        self._heading.setText("Receive a donation")
        self.donor.editor.setFocus()

    def show_donation(self, donation_id: int) -> bool:
        """Shows a donation to put it right; returns whether it is there and nothing typed is in the way."""
        facts = self.bridge.office.ask(donation, donation_id)
        if facts is None or not self.flush():
            return False
        self._donation_id = donation_id
        self._heading.setText(f"Donation of {facts.received_at.day} {facts.received_at:%B %Y, %H:%M}")
        self.donor.load(number_of(facts.donor_key), facts.donor)
        self.project.load(facts.project_id)
        self.entry.load(None)
        self.lines.set_rows(facts.lines)
        return True

    def reload(self) -> None:
        """Reads the shown donation again."""
        if self._donation_id is None:
            return
        facts = self.bridge.office.ask(donation, self._donation_id)
        rows = facts.lines if facts else ()
        if facts is None:
            self._donation_id = None
        else:
            self.donor.set_value(number_of(facts.donor_key), facts.donor)
            self.project.set_value(facts.project_id)
        self.lines.set_rows(rows)
        self.entry.show_again(rows)

    def flush(self) -> bool:
        """Keeps what is typed; returns whether nothing is left unkept, else says what is missing."""
        if not self.entry.keep():
            return False
        for field in (self.donor, self.project):
            if not field.flush():
                field.editor.setFocus()
                return False
        return True

    def leave(self) -> None:
        """Goes back, once everything typed is kept."""
        if self.flush():
            self.left.emit()

    def _take(self, line: Line) -> bool:
        for field in (self.donor, self.project):
            if not field.flush():
                field.editor.setFocus()
                return False
        campaign = self.bridge.campaign_id
        if self._donation_id is not None:
            return self.bridge.do(AddLine(self._donation_id, line), self) is not None
        if campaign is None:
            self.bridge.told.emit("Start a campaign first, at the top left.")
            return False
        donor, project = donor_of(self.donor.value), self.project.value
        done = self.bridge.do(Receive(campaign, (line,), datetime.now(), donor, project), self)
        if done is not None:
            self._donation_id = done.ids[0]
            self.reload()
        return done is not None

    def _to_line(self) -> None:
        if not self.donor.touched and not self.project.touched:
            self.entry.item.editor.setFocus()

    def _set_donor(self, value: int | None) -> str:
        if self._donation_id is None:
            return ""
        donor = donor_of(value)
        columns = {f"donor_{kind}_id": None for kind in DONORS}
        if donor is not None:
            columns[f"donor_{donor[0]}_id"] = donor[1]  # type: ignore[assignment]
        return self.bridge.commit(SetFields("donation", self._donation_id, columns), self)

    def _set_project(self, value: int | None) -> str:
        if self._donation_id is None:
            return ""
        return self.bridge.commit(SetField("donation", self._donation_id, "project_id", value), self)

    def _put_right(self, lot_id: int) -> None:
        row = next((row for row in self.lines.table.rows_model.rows() if row.id == lot_id), None)
        if row is not None and self.entry.keep():
            self.entry.load(row)
            self.entry.quantity.editor.setFocus()
