"""The desk at the door: a donor, then line after line, with nothing but the keyboard.

Every line is on the disk as soon as Enter is pressed. Ctrl+Enter begins the next donor.
"""

from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QInputDialog, QPushButton, QVBoxLayout, QWidget

from mitzvah_desk.desk import theme
from mitzvah_desk.desk.bridge import Bridge
from mitzvah_desk.desk.goods.donors import add_household, donor_of, number_of, search_donors
from mitzvah_desk.desk.picking import search_in
from mitzvah_desk.desk.widgets.fields import DateField, NumberField, PickField
from mitzvah_desk.desk.widgets.labels import action_button, plain
from mitzvah_desk.desk.widgets.rows import Column
from mitzvah_desk.desk.widgets.subtable import SubTable
from mitzvah_desk.office.editing import Add, Remove, SetField, SetFields
from mitzvah_desk.office.goods import DONORS, AddLine, CorrectQuantity, Line, Receive
from mitzvah_desk.office.queries import lookup
from mitzvah_desk.office.queries.goods import LineRow, donation
from mitzvah_desk.rules.parsing import show_date

COLUMNS: tuple[Column[LineRow], ...] = (
    Column("quantity", "How many", lambda r: f"{r.quantity:,}", lambda r: r.quantity, True, width_chars=10),
    Column("item", "What", lambda r: r.item, width_chars=36),
    Column("size", "Size", lambda r: r.size, width_chars=10),
    Column("use_by", "Use by", lambda r: show_date(r.use_by), lambda r: r.use_by, width_chars=12),
    Column("left", "Left", lambda r: f"{r.left:,}", lambda r: r.left, True, width_chars=8),
    Column("place", "Kept at", lambda r: r.location, width_chars=16),
)


class ReceivePage(QWidget):
    """Takes in donations, and shows one again to put it right.

    Signals:
        left: the user goes back.
    """

    left = Signal()

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bridge = bridge
        self._donation_id: int | None = None
        self._lines: tuple[LineRow, ...] = ()
        ask = bridge.office.ask
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
            search_in(lambda: ask(lookup.projects, bridge.campaign_id or 0)),
            hint="Stays for the next donor",
        )
        self.quantity = NumberField("How many", lambda _: "")
        self.item = PickField(
            "What",
            lambda _: "",
            search_in(lambda: ask(lookup.items)),
            add_new=self._new_item,
            hint="Such as tinned tomatoes",
        )
        self.use_by = DateField("Use by", lambda _: "", hint="If it has one")
        self.lines: SubTable[LineRow] = SubTable(
            "donation lines",
            "What was given",
            COLUMNS,
            bridge.memory,
            empty="Type how many and what, then Enter. Each line is kept at once.",
            on_open=self._correct,
            on_remove=lambda ids: bridge.do(Remove("lot", tuple(ids)), self),
        )
        keep = QPushButton(theme.icon("check"), "Keep the line (Enter)")
        keep.clicked.connect(self.keep_line)
        self.next_action = QAction(theme.icon("player-play"), "Next donor", self)
        self.next_action.setShortcut(QKeySequence("Ctrl+Return"))
        self.next_action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.next_action.triggered.connect(self.next_donor)
        self.addAction(self.next_action)
        back = QAction(theme.icon("arrow-left"), "Goods", self)
        back.setShortcut(QKeySequence(Qt.Key.Key_Escape))
        back.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        back.triggered.connect(self._leave)
        self.addAction(back)
        back_button = action_button(back)
        back_button.setProperty("role", "quiet")
        top = QHBoxLayout()
        top.addWidget(back_button)
        top.addStretch(1)
        top.addWidget(action_button(self.next_action, primary=True))
        who = QHBoxLayout()
        who.addWidget(self.donor, 3)
        who.addWidget(self.project, 2)
        entry = QHBoxLayout()
        entry.addWidget(self.quantity, 1)
        entry.addWidget(self.item, 4)
        entry.addWidget(self.use_by, 2)
        entry.addWidget(keep, 0, Qt.AlignmentFlag.AlignBottom)
        em = self.fontMetrics().height()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(em, em // 2, em, em // 2)
        layout.setSpacing(em // 2)
        layout.addLayout(top)
        layout.addWidget(self._heading)
        layout.addLayout(who)
        layout.addLayout(entry)
        layout.addWidget(self.lines, 1)
        self.donor.line.returnPressed.connect(self._to_quantity)
        self.quantity.line.returnPressed.connect(self.item.line.setFocus)
        self.item.line.returnPressed.connect(self._after_item)
        self.use_by.line.returnPressed.connect(self.keep_line)

    def start(self) -> None:
        """Puts the keyboard on the donor, or on the next line of a donation that is shown."""
        (self.donor if self._donation_id is None else self.quantity).setFocus()

    def next_donor(self) -> None:
        """Makes ready for the next donor; the project stays."""
        if self._donation_id is None and not self.flush():
            return
        self._donation_id = None
        self.donor.load(None)
        self._clear_line()
        self._show_lines(())
        self._heading.setText("Receive a donation")
        self.donor.setFocus()

    def show_donation(self, donation_id: int) -> bool:
        """Shows a donation to put it right; returns whether it is there."""
        facts = self.bridge.office.ask(donation, donation_id)
        if facts is None:
            return False
        self._donation_id = donation_id
        self._heading.setText(f"Donation of {facts.received_at:%d %B %Y, %H:%M}")
        self.donor.load(number_of(facts.donor_key), facts.donor)
        self.project.load(facts.project_id)
        self._show_lines(facts.lines)
        return True

    def reload(self) -> None:
        """Reads the shown donation again."""
        if self._donation_id is not None:
            facts = self.bridge.office.ask(donation, self._donation_id)
            if facts is None:
                self._donation_id = None
                self._show_lines(())
            else:
                self._show_lines(facts.lines)

    def flush(self) -> bool:
        """Keeps a line that is typed and complete; returns whether nothing is left unkept."""
        if self.quantity.line.text().strip() and self.item.line.text().strip():
            return self.keep_line()
        return True

    def keep_line(self) -> bool:
        """Keeps the line that is typed; returns whether it was."""
        fields = (self.donor, self.quantity, self.item, self.use_by)
        kept = [field.flush() for field in fields]
        if not all(kept):
            return False
        campaign = self.bridge.campaign_id
        if campaign is None:
            self.bridge.told.emit("Start a campaign first, at the top left.")
            return False
        if self.quantity.value is None:
            self.quantity.setFocus()
            return False
        if self.item.value is None:
            self.item.setFocus()
            return False
        line = Line(int(self.quantity.value), item_id=int(self.item.value), use_by=self.use_by.value)
        if self._donation_id is None:
            donor = donor_of(self.donor.value)
            action = Receive(campaign, (line,), datetime.now(), donor=donor, project_id=self.project.value)
            done = self.bridge.do(action, self)
            if done is None:
                return False
            self._donation_id = done.ids[0]
            self.reload()
        elif self.bridge.do(AddLine(self._donation_id, line), self) is None:
            return False
        self._clear_line()
        self.quantity.setFocus()
        return True

    def _clear_line(self) -> None:
        for field in (self.quantity, self.item, self.use_by):
            field.load(None)

    def _show_lines(self, lines: tuple[LineRow, ...]) -> None:
        self._lines = lines
        self.lines.set_rows(lines)

    def _to_quantity(self) -> None:
        if self.donor.flush():
            self.quantity.setFocus()

    def _after_item(self) -> None:
        """Enter on the item keeps the line, unless the item asks for a date."""
        if self.item.flush() and self.item.value is not None:
            from mitzvah_desk.office.queries.goods import item

            facts = self.bridge.office.ask(item, int(self.item.value))
            if facts is not None and facts.needs_use_by and self.use_by.value is None:
                self.use_by.setFocus()
            else:
                self.keep_line()

    def _new_item(self, text: str) -> int | None:
        done = self.bridge.do(Add("item", {"name": text}), self)
        return done.id if done else None

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

    def _correct(self, lot_id: int) -> None:
        row = next((row for row in self._lines if row.id == lot_id), None)
        if row is not None:
            number, agreed = QInputDialog.getInt(
                self, row.item, "How many were given?", row.quantity, 1, 10_000_000
            )
            if agreed and number != row.quantity:
                self.bridge.do(CorrectQuantity(lot_id, number), self)

    def _leave(self) -> None:
        if self.flush():
            self.left.emit()
