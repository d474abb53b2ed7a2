"""What a project used up: the pots, the bulbs, the snack bags. First expiring first, from the keyboard."""

from datetime import date, datetime

from PySide6.QtWidgets import QWidget

from mitzvah_desk.desk.goods.entry_page import EntryPage
from mitzvah_desk.desk.goods.items import ItemField, forget_gone
from mitzvah_desk.desk.records.amount import AmountField
from mitzvah_desk.desk.records.amounts import amount_column
from mitzvah_desk.desk.records.record_field import RecordField
from mitzvah_desk.desk.session.file_session import FileSession
from mitzvah_desk.desk.widgets.field import accept_any
from mitzvah_desk.desk.widgets.field_row import FieldRow
from mitzvah_desk.desk.widgets.fields import PickField
from mitzvah_desk.desk.widgets.labels import make_label
from mitzvah_desk.desk.widgets.refusal import Refusal
from mitzvah_desk.desk.widgets.rows import Column
from mitzvah_desk.desk.widgets.sub_table import SubTable
from mitzvah_desk.model import MovementKind
from mitzvah_desk.office.goods.issue import IssueLots
from mitzvah_desk.office.goods.stock_queries import LotRow, list_usable_lots, pick_first_expiring
from mitzvah_desk.office.projects import details as belongings
from mitzvah_desk.office.projects.details import GoodsRow
from mitzvah_desk.rules.fields.parsing import format_datetime
from mitzvah_desk.rules.goods.cold_chain import describe_date
from mitzvah_desk.rules.goods.weights import format_amount

_USED: tuple[Column[GoodsRow], ...] = (
    Column("at", "When", lambda r: format_datetime(r.at), lambda r: r.at, width_chars=24),
    amount_column("quantity", "Used"),
    Column("item", "What", lambda r: r.item, width_chars=40),
)


class UsingPage(EntryPage):
    """Takes what a project used up out of stock.

    Attributes:
        project: which project; it stays.
        item: what it used.
        quantity: how many.
        lines: what it used so far.
    """

    def __init__(self, session: FileSession, parent: QWidget | None = None) -> None:
        super().__init__("Used up by a project", parent)
        self.session = session
        self.project = RecordField(
            session,
            "project",
            "Used by the project",
            accept_any,
            hint="Type a part of its name; it stays for the next line",
        )
        self.item = ItemField(
            session, accept_any, self._say_how_many, adding=False, hint="Such as 55 snack bags"
        )
        self.quantity = AmountField(session, "How many", accept_any, lambda: self.item.value)
        self._says = make_label("", "muted", wraps=True)
        self._problem = Refusal()
        self.lines: SubTable[GoodsRow] = SubTable(
            "used lines",
            "What this project used up",
            _USED,
            session.memory,
            empty="Nothing yet. Type how many of what, such as 55 snack bags, then Enter.",
        )
        self.project.line.returnPressed.connect(self._to_line)
        self.project.picked.connect(self._to_line)
        self.item.line.returnPressed.connect(self._to_quantity)
        self.item.picked.connect(self._to_quantity)
        self.quantity.line.returnPressed.connect(self._on_enter)
        self.add_action("check", "Take it out of stock (Enter)", self._on_enter)
        row = FieldRow(((self.item, 60), (self.quantity, 24), (self._problem, 120), (self._says, 120)))
        self.assemble(((self.project, 60),), row, self.lines)

    def show_project(self, project_id: int | None, item_id: int | None = None) -> None:
        """Shows a project's; without one, that of before. An item may be filled in already."""
        if project_id is not None:
            self.project.load(project_id)
        self._empty()
        if item_id is not None:
            self.item.load(item_id)
        self.reload()

    def start(self) -> None:
        """Puts the keyboard where one types next."""
        lacking = (field for field in (self.project, self.item) if field.value is None)
        next(lacking, self.quantity).editor.setFocus()

    def reload(self) -> None:
        """Reads what the project used again; what was chosen and is gone is forgotten."""
        forget_gone(self.session, self.project, "project")
        forget_gone(self.session, self.item, "item")
        number = self.project.value
        rows = self.session.office.query(belongings.list_project_goods, number) if number is not None else []
        self.lines.set_rows(row for row in rows if row.kind is MovementKind.USED)
        self._tell_of_stock()

    def flush(self) -> bool:
        """Keeps what is typed; returns whether nothing is left unkept, else says what is missing."""
        if not (self.item.touched or self.quantity.touched or self.item.value or self.quantity.value):
            return self.project.flush()
        return self._keep()

    def leave(self) -> None:
        """Goes back; an item that was only filled in is no reason to stay."""
        if self.quantity.value is None and not self.quantity.touched and not self.item.touched:
            self._empty()
        super().leave()

    def _keep(self) -> bool:
        if not all([field.flush() for field in (self.project, self.item, self.quantity)]):  # noqa: C419  # each says what is wrong
            return False
        if self.project.value is None:
            return self._go_to(self.project, "Which project used it? Type a part of its name.")
        if self.item.value is None:
            return self._go_to(self.item, "What was used? Type its name, such as plant pots.")
        if not self.quantity.value:
            return self._go_to(self.quantity, "How many were used? Type a number, such as 55.")
        found = self._lots()
        if not found:
            return self._go_to(
                self.item, "None of this is free in stock. Look under Stock, or receive it first."
            )
        parts = pick_first_expiring(found, self.quantity.value)
        action = IssueLots(parts, MovementKind.USED, datetime.now(), self.project.value)
        if self.session.execute(action, self) is None:
            return False
        self._empty()
        self.reload()
        return True

    def _lots(self) -> list[LotRow]:
        number = self.item.value
        return self.session.office.query(list_usable_lots, number, date.today()) if number is not None else []

    def _tell_of_stock(self) -> None:
        """What there is of the item that stands there, and from where it will be taken."""
        found = self._lots()
        if not found:
            words = "Nothing of this is free in stock." if self.item.value is not None else ""
            self._says.setText(words or "What must go first is taken first.")
            return
        first = found[0]
        end = describe_date(first.use_by, first.best_before, first.frozen_on)
        where = ", ".join(part for part in (end, first.place) if part)
        total = f"{format_amount(sum(lot.free for lot in found), first.unit)} are free in stock."
        self._says.setText(f"{total} Taken first: {where}." if where else total)

    def drop_typed(self) -> None:
        """See ``leaving.Unfinished``."""
        self._empty()

    def _empty(self) -> None:
        self._problem.clear()
        for field in (self.item, self.quantity):
            field.load(None)
        self._tell_of_stock()

    def _go_to(self, field: PickField | AmountField, sentence: str) -> bool:
        self._problem.tell(sentence, field.editor)
        field.editor.setFocus()
        return False

    def _say_how_many(self, count: int, item_id: int) -> None:
        self.quantity.propose(count, item_id)

    def _to_line(self) -> None:
        if not self.project.touched:
            self.reload()
            self.item.editor.setFocus()

    def _to_quantity(self) -> None:
        if not self.item.touched and self.item.value is not None:
            self._tell_of_stock()
            self.quantity.editor.setFocus()

    def _on_enter(self) -> None:
        if self._keep():
            self.item.editor.setFocus()
