"""Asks what a partner took of a delivery: all, part, nothing, or more than was brought. Saves nothing."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QLabel,
    QLineEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from mitzvah_desk.desk.widgets.labels import make_label
from mitzvah_desk.desk.widgets.pages import make_dialog_scroller
from mitzvah_desk.office.goods.delivery_queries import DeliveryLineRow
from mitzvah_desk.rules.goods.cold_chain import describe_date

Taken = tuple[tuple[int, int, str], ...]


class HandOverDialog(QDialog):
    """What was taken, a row for each line of the delivery note.

    Attributes:
        counts: how many were taken, in the rows' order.
        outcomes: what that means in a word: all, part, refused, more.
        notes: why, likewise.
        received_by: who took it.
    """

    def __init__(self, rows: Sequence[DeliveryLineRow], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Hand over")
        self._parts = group_note_lines(rows)
        self.counts: list[QSpinBox] = []
        self.outcomes: list[QLabel] = []
        self.notes: list[QLineEdit] = []
        grid = QGridLayout()
        for column, words in enumerate(("What", "Brought", "Taken", "", "Note")):
            grid.addWidget(make_label(words, "muted"), 0, column)
        for number, part in enumerate(self._parts, start=1):
            self._add(grid, number, part)
        grid.setColumnStretch(0, 3)
        grid.setColumnStretch(4, 4)
        self.received_by = QLineEdit(placeholderText="Who took it")
        self.received_by.setAccessibleName("Received by")
        buttons = QDialogButtonBox()
        buttons.addButton("Handed over", QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        inner = QWidget()
        inner.setLayout(grid)
        layout = QVBoxLayout(self)
        layout.addWidget(make_label("What was taken?", "heading"))
        words = "Type 0 for what was refused. It stays in stock, and what is still wanted stays open."
        layout.addWidget(make_label(words, "muted", wraps=True))
        for widget in (make_dialog_scroller(inner, chars=100), self.received_by, buttons):
            layout.addWidget(widget)
        for count in self.counts[:1]:
            count.setFocus()
            count.selectAll()

    def taken(self) -> Taken:
        """Each line of the delivery with how many of it were taken, and why not all or more."""
        found: list[tuple[int, int, str]] = []
        for part, count, note in zip(self._parts, self.counts, self.notes, strict=True):
            found += _shared(part, count.value(), note.text())
        return tuple(found)

    @staticmethod
    def ask(rows: Sequence[DeliveryLineRow], parent: QWidget | None) -> tuple[Taken, datetime, str] | None:
        """What was taken, when, and by whom; None where the user would rather not."""
        dialog = HandOverDialog(rows, parent)
        agreed = dialog.exec() == QDialog.DialogCode.Accepted
        taken, who = dialog.taken(), dialog.received_by.text()
        dialog.deleteLater()
        return (taken, datetime.now().replace(second=0, microsecond=0), who) if agreed else None

    def _add(self, grid: QGridLayout, number: int, part: Sequence[DeliveryLineRow]) -> None:
        brought, what = sum(row.quantity for row in part), _what(part[0])
        count = QSpinBox(maximum=999_999)
        count.setAccessibleName(f"Taken of {brought} {what}")
        outcome = make_label("", "muted")
        outcome.setMinimumWidth(self.fontMetrics().horizontalAdvance("9,999 more") + 8)
        note = QLineEdit(placeholderText="Why fewer or more")
        note.setAccessibleName(f"Note on {what}")

        def tell(value: int) -> None:
            outcome.setText(_outcome(value, brought))
            count.setAccessibleDescription(outcome.text())

        count.valueChanged.connect(tell)
        count.setValue(brought)
        tell(brought)
        for column, widget in enumerate((make_label(what), make_label(f"{brought:,}"), count, outcome, note)):
            grid.addWidget(widget, number, column)
        self.counts.append(count)
        self.outcomes.append(outcome)
        self.notes.append(note)


def group_note_lines(rows: Sequence[DeliveryLineRow]) -> list[list[DeliveryLineRow]]:
    """Lines that the delivery note shows as one: the same thing with the same date on it."""
    found: dict[tuple[object, ...], list[DeliveryLineRow]] = {}
    for row in rows:
        found.setdefault((row.item, row.size, row.use_by, row.best_before, row.frozen_on), []).append(row)
    return list(found.values())


def _shared(part: Sequence[DeliveryLineRow], count: int, note: str) -> list[tuple[int, int, str]]:
    """A number over the lines of one row, in their order.

    What is more than was brought is put down to the lots of which there is more. What is more even than that
    is put down to the last, and refused when it is handed over.
    """
    taken = {}
    for row in part:
        taken[row.id] = min(count, row.quantity)
        count -= taken[row.id]
    free = {row.lot_id: row.free for row in part}
    for row in part:
        more = max(0, min(count, free[row.lot_id]))
        taken[row.id] += more
        free[row.lot_id] -= more
        count -= more
    taken[part[-1].id] += count
    return [
        (row.id, taken[row.id], note if taken[row.id] != row.quantity or len(part) == 1 else "")
        for row in part
    ]


def _outcome(taken: int, brought: int) -> str:
    if taken == brought:
        return "all"
    if not taken:
        return "refused"
    return f"{taken - brought:,} more" if taken > brought else "part"


def _what(row: DeliveryLineRow) -> str:
    end = describe_date(row.use_by, row.best_before, row.frozen_on)
    return ", ".join(part for part in (row.item, row.size, end) if part)
