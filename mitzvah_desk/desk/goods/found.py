"""Asks what was found when counting that is not on the list. It saves nothing but a new item."""

from typing import Any

from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from mitzvah_desk.desk.goods.items import ItemField
from mitzvah_desk.desk.records.amount import AmountField
from mitzvah_desk.desk.records.record_field import RecordField
from mitzvah_desk.desk.session.file_session import FileSession
from mitzvah_desk.desk.widgets.dialog_parts import make_dialog_buttons, make_field_column
from mitzvah_desk.desk.widgets.field import Field, accept_any
from mitzvah_desk.desk.widgets.fields import DateField, TextField
from mitzvah_desk.desk.widgets.labels import make_label
from mitzvah_desk.office.goods.stocktaking.stocktake_queries import StocktakeFacts
from mitzvah_desk.rules.fields.parsing import parse_expiry_date


class FoundDialog(QDialog):
    """What lies there though nobody knew of it.

    Attributes:
        fields: by the names of what ``RecordFoundGoods`` takes.
    """

    def __init__(self, session: FileSession, facts: StocktakeFacts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Something not on the list")
        self.fields: dict[str, Field] = {
            "item_id": ItemField(session, accept_any, self._say_how_many),
            "counted": AmountField(session, "How many", accept_any, lambda: self.fields["item_id"].value),
            "size": TextField("Size", accept_any),
            "use_by": DateField("Use by", accept_any, hint="If it has one", parse=parse_expiry_date),
            "best_before": DateField(
                "Best before", accept_any, hint="If it has one", parse=parse_expiry_date
            ),
            "batch": TextField("Maker’s number", accept_any, hint="If one is printed on it"),
            "location_id": RecordField(
                session,
                "storage_location",
                "Kept at",
                accept_any,
            ),
        }
        self.fields["location_id"].load(facts.location_id)
        layout = QVBoxLayout(self)
        layout.addWidget(make_label("What lies there?", "heading"))
        layout.addWidget(make_field_column(self.fields.values()), 1)
        layout.addWidget(make_dialog_buttons(self, "Add it to the count", self._check))
        self.fields["item_id"].editor.setFocus()

    def _say_how_many(self, count: int, item_id: int) -> None:
        field = self.fields["counted"]
        if isinstance(field, AmountField):
            field.propose(count, item_id)

    def _check(self) -> None:
        if not all([field.flush() for field in self.fields.values()]):  # noqa: C419  # each says what is wrong
            return
        for name, sentence in (
            ("item_id", "What is it? Type its name, such as rice."),
            ("counted", "How many are there? Type a number, such as 24."),
        ):
            if not self.fields[name].value:
                self.fields[name].refuse(sentence)
                return
        self.accept()

    @staticmethod
    def ask(session: FileSession, facts: StocktakeFacts, parent: QWidget | None) -> dict[str, Any] | None:
        """What was found; None where the user would rather not."""
        dialog = FoundDialog(session, facts, parent)
        agreed = dialog.exec() == QDialog.DialogCode.Accepted
        values = {name: field.value for name, field in dialog.fields.items() if field.value is not None}
        dialog.deleteLater()
        return values if agreed else None
