"""The page of one item of the catalogue."""

from PySide6.QtWidgets import QWidget

from mitzvah_desk.desk.goods.kits import make_code_table, make_kit_table
from mitzvah_desk.desk.goods.lots import LotsTab
from mitzvah_desk.desk.records.amount import AmountField
from mitzvah_desk.desk.records.history import HistoryTable
from mitzvah_desk.desk.records.record_field import RecordField
from mitzvah_desk.desk.records.record_form import choice_options
from mitzvah_desk.desk.session.file_session import FileSession
from mitzvah_desk.desk.widgets.field import Commit, Field
from mitzvah_desk.desk.widgets.fields import (
    CheckField,
    ChoiceField,
    LongTextField,
    NumberField,
    TextField,
)
from mitzvah_desk.desk.widgets.form import Form
from mitzvah_desk.desk.widgets.pages import RecordPage
from mitzvah_desk.model import KosherKind, Storage
from mitzvah_desk.office.core.crud import SetField
from mitzvah_desk.office.goods.queries import read_item
from mitzvah_desk.rules.fields.registry import FIELDS


class ItemPage(RecordPage):
    """One item."""

    def __init__(self, session: FileSession, parent: QWidget | None = None) -> None:
        super().__init__("Goods", parent)
        self.session = session
        self.item_id = 0
        self.fields: dict[str, Field] = {
            "name": TextField(*self._declared("name")),
            "category_id": RecordField(session, "item_category", *self._declared("category_id")),
            "unit": TextField(*self._declared("unit"), hint="Such as tins, packets"),
            "pack_name": TextField(*self._declared("pack_name"), hint="Such as a case"),
            "pack_size": self._amount("pack_size"),
            "grams_each": NumberField(*self._declared("grams_each")),
            "minimum_stock": self._amount("minimum_stock"),
            "allergens": TextField(*self._declared("allergens")),
            "needs_use_by": CheckField(*self._declared("needs_use_by")),
            "kosher": CheckField(*self._declared("kosher")),
            "kosher_kind": ChoiceField(*self._declared("kosher_kind"), choice_options(KosherKind)),
            "kosher_for_pesach": CheckField(*self._declared("kosher_for_pesach")),
            "halal": CheckField(*self._declared("halal")),
            "storage": ChoiceField(*self._declared("storage"), choice_options(Storage)),
            "note": LongTextField(*self._declared("note")),
        }
        form = Form()
        for column, field in self.fields.items():
            form.add(field, wide=column == "note")
        self.lots = LotsTab(session)
        self.add_tab("In store", self.lots)
        self.add_tab("Details", form)
        self.parts = make_kit_table(session)
        self.codes = make_code_table(session)
        self.add_tab("What one holds", self.parts)
        self.add_tab("Codes", self.codes)
        self.history = HistoryTable(session)
        self.add_tab("History", self.history)

    def show_item(self, item_id: int) -> bool:
        """Shows an item; returns whether it is there."""
        facts = self.session.office.query(read_item, item_id)
        if facts is None:
            return False
        another, self.item_id = item_id != self.item_id, item_id
        self.set_head(facts.name)
        for column, field in self.fields.items():
            (field.load if another else field.set_value)(getattr(facts, column))
        self.lots.show_item(item_id)
        self.parts.show_owner(item_id)
        self.codes.show_owner(item_id)
        self.history.show_record("item", item_id)
        return True

    def reload(self) -> bool:
        """Reads the item again; returns whether it is still there."""
        return self.show_item(self.item_id)

    def _declared(self, column: str) -> tuple[str, Commit]:
        """A field's declared label, and what keeps it."""
        return FIELDS["item"][column].label, lambda value: self.session.commit(
            SetField("item", self.item_id, column, value), self
        )

    def _amount(self, column: str) -> AmountField:
        """A number of the item itself, typed and shown in what it is counted in."""
        return AmountField(self.session, *self._declared(column), lambda: self.item_id or None)
