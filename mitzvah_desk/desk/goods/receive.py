"""The desk at the door: a donor, then line after line, with nothing but the keyboard.

Every line is on the disk as soon as it is left. Ctrl+Enter begins the next donor.
"""

from datetime import date, datetime

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QWidget

from mitzvah_desk.desk.goods.columns import LOT
from mitzvah_desk.desk.goods.donors import (
    DonorField,
    decode_donor,
    encode_donor,
)
from mitzvah_desk.desk.goods.entry_page import EntryPage
from mitzvah_desk.desk.goods.handover import not_later
from mitzvah_desk.desk.goods.items import forget_gone
from mitzvah_desk.desk.goods.line import LineEntry
from mitzvah_desk.desk.records.amount import AmountField
from mitzvah_desk.desk.records.amounts import amount_column
from mitzvah_desk.desk.records.record_field import RecordField
from mitzvah_desk.desk.session.file_session import FileSession
from mitzvah_desk.desk.widgets.fields import DateTimeField, PickField, TextField
from mitzvah_desk.desk.widgets.rows import Column
from mitzvah_desk.desk.widgets.sub_table import SubTable
from mitzvah_desk.office.core.crud import Remove, SetField, SetFields
from mitzvah_desk.office.core.records import record_name
from mitzvah_desk.office.goods.donations import DONORS, AddDonationLine, DonationEntry, Receive
from mitzvah_desk.office.goods.putting_right.donation_dates import RedateDonation
from mitzvah_desk.office.goods.queries import LineRow, read_donation
from mitzvah_desk.rules.fields.day_hints import ask_datetime
from mitzvah_desk.rules.fields.parsing import format_date

COLUMNS: tuple[Column[LineRow], ...] = (
    LOT,
    Column("item", "What", lambda r: r.item, width_chars=30),
    Column("quantity", "How many", lambda r: r.amount, lambda r: r.quantity, True, width_chars=20),
    Column("condition", "Condition", lambda r: str(r.condition), width_chars=12),
    Column("size", "Size", lambda r: r.size, width_chars=10),
    Column("use_by", "Use by", lambda r: format_date(r.use_by), lambda r: r.use_by, width_chars=16),
    Column("before", "Best before", lambda r: format_date(r.best_before), lambda r: r.best_before),
    Column("frozen", "Frozen", lambda r: format_date(r.frozen_on), lambda r: r.frozen_on),
    amount_column("left", "Left", 8),
    Column("batch", "Maker’s lot", lambda r: r.batch, width_chars=12, shown=False),
    Column("place", "Kept at", lambda r: r.location, width_chars=20),
    Column("note", "Note", lambda r: r.note, width_chars=20),
)


class ReceivePage(EntryPage):
    """Takes in donations, and shows one again to put it right.

    Args:
        session: the desk's view of the office.
        parent: Qt's.
        at_door: there is no way back to the lists, and nobody is offered before two letters are typed.

    Attributes:
        donor: who gives; empty for an anonymous gift.
        project: the project that collects; it stays for the next donor.
        at: when it came; now, if left empty.
        note: anything else about it.
        entry: the line that is typed.
        lines: what this donor gave.
    """

    def __init__(self, session: FileSession, parent: QWidget | None = None, *, at_door: bool = False) -> None:
        super().__init__("Receive a donation", parent, back="" if at_door else "Goods")
        self.session = session
        self._donation_id: int | None = None
        self.donor = DonorField(
            session,
            "From",
            self._set_donor,
            least=2 if at_door else 0,
            hint="Any name; empty for an anonymous gift",
        )
        self.project = RecordField(
            session,
            "project",
            "For the project",
            self._set_project,
            hint="Stays for the next donor",
        )
        self.at = DateTimeField("Came on", self._set_time, hint="Now, if left empty")
        self.note = TextField("Note", self._set_note)
        self.entry = LineEntry(session, self._take)
        self.lines: SubTable[LineRow] = SubTable(
            "donation lines",
            "What was given",
            COLUMNS,
            session.memory,
            empty="Nothing yet. Each line is kept as soon as you leave it.",
            on_open=self._put_right,
            on_remove=lambda ids: session.execute(Remove("lot", tuple(ids)), self),
        )
        self.donor.line.returnPressed.connect(self._to_line)
        self.donor.picked.connect(self._to_line)
        for field in (self.project, self.at, self.note):
            field.line.returnPressed.connect(self._to_line)
        self.next_action = self.add_action("player-play", "Next donor (Ctrl+Enter)", self.next_donor)
        self.next_action.setShortcuts([QKeySequence("Ctrl+Return"), QKeySequence("Ctrl+Enter")])
        self.assemble(
            ((self.donor, 48), (self.project, 34), (self.at, 26), (self.note, 28)), self.entry, self.lines
        )

    @property
    def quantity(self) -> AmountField:
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
        for field in (self.donor, self.at, self.note):
            field.load(None)
        self.entry.load(None)
        self.lines.set_rows(())
        self.heading.setText("Receive a donation")
        self.donor.editor.setFocus()

    def show_donation(self, donation_id: int) -> bool:
        """Shows a donation to put it right; returns whether it is there and nothing typed is in the way."""
        facts = self.session.office.query(read_donation, donation_id)
        if facts is None or not self.flush():
            return False
        self._donation_id = donation_id
        self.heading.setText(f"Donation of {facts.received_at.day} {facts.received_at:%B %Y, %H:%M}")
        self.donor.load(encode_donor(facts.donor_key), facts.donor)
        self.project.load(facts.project_id)
        self.at.load(facts.received_at)
        self.note.load(facts.note)
        self.entry.load(None)
        self.lines.set_rows(facts.lines)
        return True

    def reload(self) -> None:
        """Reads the shown donation again; what was chosen for a new one and is gone is forgotten."""
        if self._donation_id is None:
            self._forget_gone()
            return
        facts = self.session.office.query(read_donation, self._donation_id)
        rows = facts.lines if facts else ()
        if facts is None:
            self._donation_id = None
            self._forget_gone()
        else:
            self.donor.set_value(encode_donor(facts.donor_key), facts.donor)
            self.project.set_value(facts.project_id)
            self.at.set_value(facts.received_at)
            self.note.set_value(facts.note)
        self.lines.set_rows(rows)
        self.entry.show_again(rows)

    def flush(self) -> bool:
        """Keeps what is typed; returns whether nothing is left unkept, else says what is missing."""
        if not self.entry.keep():
            return False
        for field in (self.donor, self.project, self.at, self.note):
            if not field.flush():
                field.editor.setFocus()
                return False
        return True

    def _take(self, line: DonationEntry) -> bool:
        for field in (self.donor, self.project, self.at, self.note):
            if not field.flush():
                field.editor.setFocus()
                return False
        campaign = self.session.campaign_id
        if self._donation_id is not None:
            return self.session.execute(AddDonationLine(self._donation_id, line), self) is not None
        if campaign is None:
            self.session.status_message.emit("Start a campaign first, at the top left.")
            return False
        donor, project = decode_donor(self.donor.value), self.project.value
        at, note = self.at.value or datetime.now(), self.note.value or ""
        done = self.session.execute(Receive(campaign, (line,), at, donor, project, note), self)
        if done is not None:
            self._donation_id = done.ids[0]
            self.reload()
        return done is not None

    def _forget_gone(self) -> None:
        """Forgets a donor or a project that is gone, since adding it was undone; so does the line."""
        ask = self.session.office.query

        def donor_is_there(number: int) -> object:
            donor = decode_donor(number)
            return donor and ask(record_name, *donor)

        self.donor.forget_gone(donor_is_there)
        forget_gone(self.session, self.project, "project")
        self.entry.show_again(())

    def _to_line(self) -> None:
        if not any(field.touched for field in (self.donor, self.project, self.at, self.note)):
            self.entry.item.editor.setFocus()

    def _set_donor(self, value: int | None) -> str:
        if self._donation_id is None:
            return ""
        donor = decode_donor(value)
        columns = {f"donor_{kind}_id": None for kind in DONORS}
        if donor is not None:
            columns[f"donor_{donor[0]}_id"] = donor[1]  # type: ignore[assignment]
        return self.session.commit(SetFields("donation", self._donation_id, columns), self)

    def _set_project(self, value: int | None) -> str:
        if self._donation_id is None:
            return ""
        return self.session.commit(SetField("donation", self._donation_id, "project_id", value), self)

    def _set_time(self, value: datetime | None) -> str:
        if problem := not_later(value):
            return problem
        if self._donation_id is None:
            return ""
        if value is None:
            return ask_datetime("when it came", date.today())
        return self.session.commit(RedateDonation(self._donation_id, value), self)

    def _set_note(self, value: str | None) -> str:
        if self._donation_id is None:
            return ""
        return self.session.commit(SetField("donation", self._donation_id, "note", value or ""), self)

    def _put_right(self, lot_id: int) -> None:
        row = next((row for row in self.lines.table.rows_model.rows() if row.id == lot_id), None)
        if row is not None and self.entry.keep():
            self.entry.load(row)
            self.entry.quantity.editor.setFocus()
