"""Asks how many of a lot become a lot of their own, and how they are. It stays until its answer is kept."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtWidgets import QCheckBox, QDialog, QVBoxLayout, QWidget

from mitzvah_desk.desk.goods.amount_box import AmountBox
from mitzvah_desk.desk.records.record_field import RecordField
from mitzvah_desk.desk.records.record_form import choice_options
from mitzvah_desk.desk.session.file_session import FileSession
from mitzvah_desk.desk.widgets.dialog_parts import make_dialog_buttons, make_field_column
from mitzvah_desk.desk.widgets.fields import ChoiceField, Field, TextField, accept_any
from mitzvah_desk.desk.widgets.labels import explain, make_label
from mitzvah_desk.model import ItemCondition
from mitzvah_desk.office.goods.lots import SplitLot
from mitzvah_desk.office.goods.stock_ledger import allocated_partner_names
from mitzvah_desk.office.goods.stock_queries import LotRow
from mitzvah_desk.rules.goods.weights import format_amount


class SplitDialog(QDialog):
    """How many of a lot, and what is otherwise with them.

    Args:
        session: the desk's view of the office.
        row: the lot.
        attempt: keeps the answer; returns whether it is kept.
        parent: Qt's.

    Attributes:
        count: how many.
        with_aside: whether what is more than is free may be taken of what is set aside.
        fields: the condition, what is to be looked at, the place and a note, by name.
    """

    def __init__(
        self,
        session: FileSession,
        row: LotRow,
        attempt: Callable[[SplitLot], bool],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Split a lot")
        self._row, self._attempt = row, attempt
        asked = f"How many of these {format_amount(row.left, row.unit)} {row.what} become a lot of their own?"
        self.count = AmountBox(row.unit, least=1)
        self.count.setAccessibleName(asked)
        self.fields: dict[str, Field] = {
            "condition": ChoiceField("They are", accept_any, choice_options(ItemCondition)),
            "to_check": TextField("To look at first", accept_any, hint="Empty: they may go out"),
            "location_id": RecordField(
                session,
                "storage_location",
                "Kept at",
                accept_any,
                hint="Empty: with the others",
            ),
            "note": TextField("Note", accept_any),
        }
        self.fields["condition"].load(row.condition)
        aside = row.left - row.free
        whose = session.office.query(allocated_partner_names, row.id)
        words = (
            f"{format_amount(row.free, row.unit)} are free; {format_amount(aside, row.unit)} are set aside"
        )
        words += f" for {whose} and stay in the old lot."
        self.with_aside = QCheckBox("&Take some of what is set aside too, where there are not enough free")
        explain(self.with_aside, f"They stay set aside for {whose}, on the same delivery.")
        layout = QVBoxLayout(self)
        layout.addWidget(make_label(asked, "heading", wraps=True))
        if aside:
            layout.addWidget(make_label(words, "muted", wraps=True))
        layout.addWidget(self.count)
        if aside:
            layout.addWidget(self.with_aside)
        layout.addWidget(make_field_column(self.fields.values()), 1)
        layout.addWidget(make_dialog_buttons(self, "Split them off", self.agree))
        self.setMinimumWidth(self.fontMetrics().averageCharWidth() * 60)
        self.count.setFocus()
        self.count.selectAll()

    def agree(self) -> None:
        """Keeps the answer and closes; stays with all that is typed where it is not kept."""
        if not all([field.flush() for field in self.fields.values()]):  # noqa: C419  # each says what is wrong
            return
        value = {name: field.value for name, field in self.fields.items()}
        at = datetime.now().replace(second=0, microsecond=0)
        split = SplitLot(
            self._row.id,
            self.count.value(),
            at,
            value["condition"],
            value["note"] or "",
            value["to_check"] or "",
            value["location_id"],
            self.with_aside.isChecked(),
        )
        if self._attempt(split):
            self.accept()
