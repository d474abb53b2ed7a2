"""What a project made on the day: 300 cards. Each line is on the disk as soon as it is left."""

from datetime import datetime

from PySide6.QtWidgets import QWidget

from mitzvah_desk.desk.goods.columns import LOT
from mitzvah_desk.desk.goods.entry_page import EntryPage
from mitzvah_desk.desk.goods.line import LineEntry
from mitzvah_desk.desk.records.amounts import amount_column
from mitzvah_desk.desk.records.record_field import RecordField
from mitzvah_desk.desk.session.file_session import FileSession
from mitzvah_desk.desk.widgets.field import accept_any
from mitzvah_desk.desk.widgets.rows import Column
from mitzvah_desk.desk.widgets.sub_table import SubTable
from mitzvah_desk.office.core import lookup
from mitzvah_desk.office.core.crud import Remove
from mitzvah_desk.office.goods.donations import DonationEntry, Make
from mitzvah_desk.office.goods.queries import LineRow, list_project_products
from mitzvah_desk.rules.fields.parsing import format_date

_MADE: tuple[Column[LineRow], ...] = (
    LOT,
    Column("item", "What", lambda r: r.item, width_chars=30),
    Column("quantity", "Made", lambda r: r.amount, lambda r: r.quantity, True, width_chars=20),
    Column("size", "Size", lambda r: r.size, width_chars=12),
    amount_column("left", "In stock"),
    Column("use_by", "Use by", lambda r: format_date(r.use_by), lambda r: r.use_by, width_chars=16),
    Column("place", "Kept at", lambda r: r.location, width_chars=20),
)


class MakingPage(EntryPage):
    """Takes what a project made into stock.

    Attributes:
        project: which project; it stays.
        entry: the line that is typed.
        lines: what it made so far.
    """

    def __init__(self, session: FileSession, parent: QWidget | None = None) -> None:
        super().__init__("Made on the day", parent)
        self.session = session
        self.project = RecordField(
            session,
            "project",
            "Made by the project",
            accept_any,
            hint="Type a part of its name; it stays for the next line",
        )
        self.entry = LineEntry(session, self._take)
        self.entry.item.line.setPlaceholderText("Such as 300 greeting cards")
        self.lines: SubTable[LineRow] = SubTable(
            "made lines",
            "What this project made",
            _MADE,
            session.memory,
            empty="Nothing yet. Type how many of what, such as 300 greeting cards, then Enter.",
            on_open=self._put_right,
            on_remove=lambda ids: session.execute(Remove("lot", tuple(ids)), self),
        )
        self.project.line.returnPressed.connect(self._to_line)
        self.project.picked.connect(self._to_line)
        self.assemble(((self.project, 60),), self.entry, self.lines)

    def show_project(self, project_id: int | None) -> None:
        """Shows a project's; without one, that of before, for whoever comes from the list."""
        if project_id is not None:
            self.project.load(project_id)
        self.reload()

    def start(self) -> None:
        """Puts the keyboard where one types next."""
        (self.project if self.project.value is None else self.entry.item).editor.setFocus()

    def reload(self) -> None:
        """Reads what the project made again."""
        ask, number = self.session.office.query, self.project.value
        if number is not None and all(
            each.id != number for each in ask(lookup.list_project_options, self.session.campaign_id or 0)
        ):
            self.project.load(None)
            number = None
        rows = ask(list_project_products, number) if number is not None else ()
        self.lines.set_rows(rows)
        self.entry.show_again(tuple(rows))

    def flush(self) -> bool:
        """Keeps what is typed; returns whether nothing is left unkept, else says what is missing."""
        return self.entry.keep() and self.project.flush()

    def _take(self, line: DonationEntry) -> bool:
        if not self.project.flush():
            self.project.editor.setFocus()
            return False
        if self.project.value is None:
            self.session.status_message.emit("Which project made it? Type a part of its name first.")
            self.project.editor.setFocus()
            return False
        return self.session.execute(Make(self.project.value, line, datetime.now()), self) is not None

    def _to_line(self) -> None:
        if not self.project.touched:
            self.reload()
            self.entry.item.editor.setFocus()

    def _put_right(self, lot_id: int) -> None:
        row = next((row for row in self.lines.table.rows_model.rows() if row.id == lot_id), None)
        if row is not None and self.entry.keep():
            self.entry.load(row)
            self.entry.quantity.editor.setFocus()
