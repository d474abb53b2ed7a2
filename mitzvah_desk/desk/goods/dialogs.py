"""Small questions about requests: what a partner would like, which lots to set aside. They save nothing."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from mitzvah_desk.desk.goods.amount_box import AmountBox
from mitzvah_desk.desk.goods.going_out import refuse_too_many
from mitzvah_desk.desk.goods.items import ItemField
from mitzvah_desk.desk.records.amount import AmountField
from mitzvah_desk.desk.records.record_field import RecordField
from mitzvah_desk.desk.session.file_session import FileSession
from mitzvah_desk.desk.widgets.dialog_parts import make_dialog_buttons, make_field_column
from mitzvah_desk.desk.widgets.field import accept_any
from mitzvah_desk.desk.widgets.fields import DateField, Field, PickField, TextField
from mitzvah_desk.desk.widgets.labels import make_label
from mitzvah_desk.desk.widgets.line_fields import LineField
from mitzvah_desk.desk.widgets.pages import make_dialog_scroller
from mitzvah_desk.desk.widgets.refusal import Refusal
from mitzvah_desk.office.goods.request_queries import LotChoice, RequestRow
from mitzvah_desk.rules.goods.lot_words import describe_lot
from mitzvah_desk.rules.goods.weights import format_amount, format_amount_of

_OF_ONE_THING = ("item_id", "quantity", "size", "note")


class RequestDialog(QDialog):
    """What a partner would like: one thing, or several one after the other; or a request that is put right.

    Args:
        session: the desk's view of the office.
        parent: Qt's.
        values: the request's own fields, where it is put right.
        attempt: keeps the requests, each by its columns; returns whether they are kept, until which the
            dialog stays.

    Attributes:
        fields: by the request's columns.
        requests: those before the one that is typed, each by its columns.
    """

    def __init__(
        self,
        session: FileSession,
        parent: QWidget | None = None,
        *,
        values: Mapping[str, Any] | None = None,
        attempt: Callable[[tuple[dict[str, Any], ...]], bool] | None = None,
    ) -> None:
        super().__init__(parent)
        self._attempt, self._changes = attempt, values is not None
        self.setWindowTitle("A request")
        self.fields: dict[str, Field] = {
            "partner_id": RecordField(session, "partner", "Partner", accept_any),
            "item_id": ItemField(session, accept_any, self._say_how_many),
            "quantity": AmountField(
                session,
                "How many",
                accept_any,
                lambda: self.fields["item_id"].value,
                remark="Empty means as many as there are.",
            ),
            "size": TextField("Size", accept_any),
            "wanted_by": DateField("Wanted by", accept_any, hint="At any time"),
            "note": TextField("Note", accept_any),
        }
        self.requests: list[dict[str, Any]] = []
        self._so_far = make_label("", "muted", wraps=True)
        self._so_far.hide()
        layout = QVBoxLayout(self)
        layout.addWidget(make_label("What a partner would like", "heading"))
        layout.addWidget(make_field_column(self.fields.values()), 1)
        layout.addWidget(self._so_far)
        buttons = make_dialog_buttons(self, "Add it" if values is None else "Change it", self.agree)
        if values is None:
            another = buttons.addButton("And another thing", QDialogButtonBox.ButtonRole.ActionRole)
            another.setAutoDefault(False)
            another.clicked.connect(self._next)
        layout.addWidget(buttons)
        for name, field in self.fields.items():
            if values is not None:
                field.load(values[name])
        (self.fields["partner_id"] if values is None else self.fields["quantity"]).editor.setFocus()

    def _say_how_many(self, count: int, item_id: int) -> None:
        field = self.fields["quantity"]
        if isinstance(field, AmountField):
            field.propose(count, item_id)

    def _keep(self) -> bool:
        """Takes what is typed; returns whether it is complete, else says what is missing."""
        if not all([field.flush() for field in self.fields.values()]):  # noqa: C419  # each says what is wrong
            return False
        for column, sentence in (
            ("partner_id", "Whose request is it? Type a part of the partner’s name."),
            ("item_id", "What would they like? Type its name, such as rice."),
        ):
            if self.fields[column].value is None:
                self.fields[column].refuse(sentence)
                return False
        return True

    @property
    def typed(self) -> dict[str, Any]:
        """The thing that is typed, by its columns."""
        values = {column: field.value for column, field in self.fields.items()}
        return {column: value for column, value in values.items() if value is not None}

    def _next(self) -> None:
        if not self._keep():
            return
        self.requests.append(self.typed)
        texts = [
            field.editor.text()
            for column in ("quantity", "item_id", "size")
            if isinstance(field := self.fields[column], LineField | PickField)
            if isinstance(field.editor, QLineEdit)
        ]
        said = " ".join(text for text in texts if text)
        before = self._so_far.text().removesuffix(".") or "So far"
        self._so_far.setText(f"{before}{',' if self.requests[1:] else ':'} {said}.")
        self._so_far.show()
        for column in _OF_ONE_THING:
            self.fields[column].load(None)
        self.fields["item_id"].editor.setFocus()

    def agree(self) -> None:
        """Keeps the answer and closes; stays with all that is typed where it is not kept."""
        nothing_more = not any(
            self.fields[column].touched or self.fields[column].value for column in _OF_ONE_THING
        )
        done = bool(self.requests) and nothing_more
        if not done and not self._keep():
            return
        rows = (*self.requests, *(() if done else (self.values() if self._changes else self.typed,)))
        if self._attempt is None or self._attempt(rows):
            self.accept()

    def values(self) -> dict[str, Any]:
        """What is said of the request, by its columns, also what was emptied."""
        empty: dict[str, Any] = {"size": "", "note": ""}
        return {
            column: empty.get(column) if field.value is None else field.value
            for column, field in self.fields.items()
        }


class AsideDialog(QDialog):
    """How many of which lot to set aside for a request; what must go first is at the top, and filled in.

    Attributes:
        counts: a number for each lot, in their order.
    """

    def __init__(self, row: RequestRow, lots: Sequence[LotChoice], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Set aside")
        self._lots = lots
        self.counts: list[AmountBox] = []
        asked = "as many as there are" if row.open is None else f"{format_amount(row.open, row.unit)} more"
        form = QFormLayout()
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        left = row.open
        for lot in lots:
            count = AmountBox(lot.unit)
            count.setValue(lot.free if left is None else min(lot.free, left))
            left = None if left is None else left - count.value()
            words = _lot_words(lot)
            count.setAccessibleName(words)
            form.addRow(make_label(words), count)
            self.counts.append(count)
        layout = QVBoxLayout(self)
        layout.addWidget(make_label(f"{row.partner} would like {asked}: {row.item}", "heading", wraps=True))
        inner = QWidget()
        inner.setLayout(form)
        layout.addWidget(make_dialog_scroller(inner), 1)
        self._problem = Refusal()
        layout.addWidget(self._problem)
        layout.addWidget(make_dialog_buttons(self, "Set aside", self._check))
        for first in self.counts[:1]:
            first.setFocus()
            first.selectAll()

    def _check(self) -> None:
        counted = zip(self.counts, self._lots, strict=True)
        if not refuse_too_many(self._problem, [(count, lot.free, lot.item) for count, lot in counted]):
            self.accept()

    @staticmethod
    def ask(
        row: RequestRow, lots: Sequence[LotChoice], parent: QWidget | None
    ) -> tuple[tuple[int, int], ...]:
        """Lots and numbers; nothing where the user would rather not."""
        dialog = AsideDialog(row, lots, parent)
        agreed = dialog.exec() == QDialog.DialogCode.Accepted
        counts = [(lot.id, count.value()) for lot, count in zip(lots, dialog.counts, strict=True)]
        dialog.deleteLater()
        return tuple(part for part in counts if part[1]) if agreed else ()


def _lot_words(lot: LotChoice) -> str:
    dates = {"use_by": lot.use_by, "best_before": lot.best_before, "frozen_on": lot.frozen_on}
    words = describe_lot(format_amount_of(lot.free, lot.unit, lot.item), lot.size, lot.id, **dates)
    return f"{words}, {lot.doubt}" if lot.doubt else words
