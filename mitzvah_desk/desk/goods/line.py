"""The fields of one line of a donation: a new one, or one that is put right."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget

from mitzvah_desk.desk.goods.items import ItemField, forget_gone
from mitzvah_desk.desk.records.amount import AmountField
from mitzvah_desk.desk.records.record_field import RecordField
from mitzvah_desk.desk.records.record_form import choice_options
from mitzvah_desk.desk.session.file_session import FileSession
from mitzvah_desk.desk.widgets import theme
from mitzvah_desk.desk.widgets.field import Commit, Field
from mitzvah_desk.desk.widgets.field_row import FieldRow
from mitzvah_desk.desk.widgets.fields import ChoiceField, DateField, PickField, TextField
from mitzvah_desk.desk.widgets.labels import make_label
from mitzvah_desk.desk.widgets.refusal import Refusal
from mitzvah_desk.model import ItemCondition
from mitzvah_desk.office.core.crud import SetField
from mitzvah_desk.office.goods.donations import CorrectQuantity, DonationEntry
from mitzvah_desk.office.goods.queries import LineRow, read_item
from mitzvah_desk.rules.fields.parsing import parse_expiry_date
from mitzvah_desk.rules.goods.quantity_input import format_packs
from mitzvah_desk.rules.goods.weights import format_amount

_NEW = "What and how many, then Enter. Tab goes through the rest, where it is worth saying."
_CHANGING = "Putting a line right: each field is kept when you leave it. Enter goes on with the next line."
_NO_DATE = "This asks for its date. Type one, or press Enter to keep the line without."


class LineEntry(QWidget):
    """Types line after line. The place where things are put stays for the next line.

    No ``EditableRows``: a new line is kept as a whole, since its donation is made with the first and the
    stock counts each at once.

    Args:
        session: the desk's view of the office.
        take: keeps a new line; returns whether it is kept.

    Attributes:
        fields: the fields by their name in ``LineRow``.
        lot_id: the line that is put right; 0 while a new one is typed.
    """

    def __init__(self, session: FileSession, take: Callable[[DonationEntry], bool]) -> None:
        super().__init__()
        self.session = session
        self._take = take
        self.lot_id = 0
        self._asked_for_date = False
        self.item: PickField = ItemField(session, self._committer("item_id"), self._say_how_many)
        self.quantity = AmountField(session, "How many", self._set_quantity, lambda: self.item.value)
        self.place = RecordField(
            session,
            "storage_location",
            "Kept at",
            self._committer("location_id"),
            hint="Stays for the next line",
        )
        self.fields: dict[str, Field] = {
            "item_id": self.item,
            "quantity": self.quantity,
            "condition": ChoiceField(
                "Condition", self._committer("condition"), choice_options(ItemCondition)
            ),
            "size": TextField("Size", self._committer("size")),
            "use_by": DateField(
                "Use by", self._committer("use_by"), hint="If it has one", parse=parse_expiry_date
            ),
            "best_before": DateField(
                "Best before", self._committer("best_before"), hint="If it has one", parse=parse_expiry_date
            ),
            "location_id": self.place,
            "frozen_on": DateField("Frozen on", self._committer("frozen_on"), hint="If it was frozen"),
            "batch": TextField("Maker’s lot number", self._committer("batch"), hint="For a recall"),
            "note": TextField("Note on this line", self._committer("note"), hint="Such as: two are torn"),
        }
        self._says = make_label("", "muted", wraps=True)
        self._problem = Refusal()
        self.keep_button = QPushButton(theme.load_icon("check"), "Keep the line (Enter)")
        self.keep_button.clicked.connect(self._on_keep)
        self.clear_button = QPushButton("C&lear the line")
        self.clear_button.setAccessibleName("Clear the line")
        self.clear_button.clicked.connect(self.begin)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        self._field_row = FieldRow(
            (
                *zip(self.fields.values(), (60, 24, 24, 24, 34, 34, 34, 26, 26, 40), strict=True),
                (self._problem, 150),
                (self._says, 80),
                (self.clear_button, 20),
                (self.keep_button, 26),
            )
        )
        self._field_row.entered.connect(self._on_enter)
        layout.addWidget(self._field_row)
        QApplication.instance().focusChanged.connect(self._on_focus)  # type: ignore[union-attr]
        self.load(None)

    @property
    def empty(self) -> bool:
        """Whether nothing of a new line is typed."""
        typed = (
            self.fields[name]
            for name in ("item_id", "quantity", "size", "use_by", "best_before", "frozen_on", "batch", "note")
        )
        return not any(field.touched or field.value for field in typed)

    def load(self, row: LineRow | None) -> None:
        """Shows a line to put it right, or makes ready for a new one."""
        self.lot_id = row.id if row else 0
        self._asked_for_date = False
        self._problem.clear()
        self._says.setText(_CHANGING if row else _NEW)
        stays = self.place.value
        for name, field in self.fields.items():
            field.load(getattr(row, name) if row else None)
        if row is None:
            self.fields["condition"].load(ItemCondition.NEW)
            self.place.load(stays)

    def show_again(self, rows: tuple[LineRow, ...]) -> None:
        """Shows the line that is put right as it is now; a new one if it is gone.

        A new line forgets an item or a place that is gone, since adding it was undone.
        """
        if not self.lot_id:
            forget_gone(self.session, self.item, "item")
            forget_gone(self.session, self.place, "storage_location")
        else:
            row = next((row for row in rows if row.id == self.lot_id), None)
            if row is None:
                self.load(None)
            else:
                for name, field in self.fields.items():
                    field.set_value(getattr(row, name))

    def drop_typed(self) -> None:
        """See ``leaving.Unfinished``."""
        self.load(None)

    def begin(self) -> None:
        """Puts the keyboard on a new line; what was typed for one is dropped."""
        self.load(None)
        self.item.editor.setFocus()

    def keep(self) -> bool:
        """Keeps the line; returns whether nothing of one is left unkept."""
        self._problem.clear()
        if not self._field_row.flush():
            return False
        if self.lot_id or self.empty:
            return True
        if self.item.value is None:
            return self._go_to(self.item, "What is it? Type its name, such as rice.")
        if self.quantity.value is None:
            return self._go_to(self.quantity, "How many are there? Type a number, such as 24.")
        values = {name: field.value for name, field in self.fields.items() if field.value is not None}
        if not self._take(DonationEntry(**values)):
            return False
        self.load(None)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Enter on the condition, which is no line of text, keeps the line too."""
        if (
            event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
            and self.fields["condition"].editor.hasFocus()
        ):
            self._on_keep()
        else:
            super().keyPressEvent(event)

    def _go_to(self, field: Field, sentence: str) -> bool:
        self._problem.tell(sentence, field.editor)
        field.editor.setFocus()
        return False

    def _on_keep(self) -> None:
        if self.keep():
            self.begin()

    def _on_enter(self, field: Field) -> None:
        """Enter: to what the line still lacks; where it lacks nothing, the line is kept."""
        if field.touched:
            return
        if self.lot_id:
            self._on_keep()
        elif self.item.value is None:
            self.item.editor.setFocus()
        elif self.quantity.value is None:
            self.quantity.editor.setFocus()
        elif self._lacks_date():
            self._asked_for_date = True
            self._problem.tell(_NO_DATE)
            self.fields["use_by"].editor.setFocus()
        else:
            self._on_keep()

    def _lacks_date(self) -> bool:
        if self._asked_for_date or self.fields["use_by"].value or self.fields["best_before"].value:
            return False
        facts = self.session.office.query(read_item, self.item.value)
        return facts is not None and facts.needs_use_by

    def _on_focus(self, old: QWidget | None, now: QWidget | None) -> None:
        """A complete new line is kept as soon as the keyboard leaves it."""
        if old is None or now is None or now.window() is not self.window() or self.lot_id:
            return
        inside = [self.clear_button, *(field.editor for field in self.fields.values())]
        complete = self.item.value is not None and self.quantity.value is not None
        if old in inside and now not in inside and complete and self.keep() and now is self.keep_button:
            self.begin()

    def _committer(self, name: str) -> Commit:
        def commit(value: Any) -> str:  # noqa: ANN401
            if not self.lot_id:
                return ""
            return self.session.commit(SetField("lot", self.lot_id, name, value), self)

        return commit

    def _say_how_many(self, count: int, item_id: int) -> None:
        """Fills in the number that was typed with the name, unless one stands there; tells its packs."""
        if self.lot_id:
            return
        self.quantity.propose(count, item_id)
        facts = self.session.office.query(read_item, item_id)
        if facts and (packs := format_packs(count, facts.pack_name, facts.pack_size, facts.unit)):
            self._says.setText(f"{format_amount(count, facts.unit)} ({packs})")

    def _set_quantity(self, value: int | None) -> str:
        if value is not None and value < 1:
            return "The quantity must be at least 1. Type a whole number."
        if not self.lot_id:
            return ""
        if value is None:
            return "Type how many, or remove the line."
        return self.session.commit(CorrectQuantity(self.lot_id, value), self)
