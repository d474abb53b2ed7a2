"""Asks what a partner took of a delivery, or gave back later. A dialog stays until its answer is kept."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QGridLayout,
    QLabel,
    QLineEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from mitzvah_desk.desk.goods.amount_box import AmountBox
from mitzvah_desk.desk.widgets.dialog_parts import make_dialog_buttons
from mitzvah_desk.desk.widgets.fields import DateTimeField, TextField, accept_any
from mitzvah_desk.desk.widgets.labels import make_label
from mitzvah_desk.desk.widgets.pages import make_dialog_scroller
from mitzvah_desk.office.goods.deliveries import HandOver, TakeBack
from mitzvah_desk.office.goods.delivery_queries import DeliveryLineRow
from mitzvah_desk.rules.goods.cold_chain import describe_date
from mitzvah_desk.rules.goods.weights import format_amount

Taken = tuple[tuple[int, int, str], ...]
_AS_IT_WAS = "As it was"
_WHAT_IT_MEANS = (
    "Type 0 for what was refused. What came back waits under Lots until somebody has looked at it; tick"
    " “As it was” where nothing is wrong with it, such as where they had enough."
    " What is still wanted stays open."
)


@dataclass(frozen=True)
class ToldBefore:
    """What was told of a hand-over that is put right.

    Attributes:
        at: when it was.
        received_by: who took it.
        to_check: the lines of which what came back had to be looked at.
    """

    at: datetime
    received_by: str
    to_check: Collection[int]


class HandOverDialog(QDialog):
    """What was taken, a row for each line of the delivery note, and when.

    Args:
        rows: the lines of the delivery.
        parent: Qt's.
        before: what was told before, where it is put right.
        attempt: keeps the answer; returns whether it is kept. The dialog stays as it is until it is.

    Attributes:
        counts: how many were taken, in the rows' order.
        outcomes: what that means in a word: all, part, refused, more.
        notes: why, likewise.
        good: whether what came back is as it was, likewise.
        when: the day and the time.
        received_by: who took it.
    """

    def __init__(
        self,
        rows: Sequence[DeliveryLineRow],
        parent: QWidget | None = None,
        *,
        before: ToldBefore | None = None,
        attempt: Callable[[HandOver], bool] | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Correct what they took" if before else "Hand over")
        self._parts, self._before, self._attempt = group_note_lines(rows), before, attempt
        self.counts: list[QSpinBox] = []
        self.outcomes: list[QLabel] = []
        self.notes: list[QLineEdit] = []
        self.good: list[QCheckBox] = []
        grid = QGridLayout()
        for column, words in enumerate(
            ("What", "Brought", "Taken", "", "Why fewer or more", "What came back")
        ):
            grid.addWidget(make_label(words, "muted"), 0, column)
        for number, part in enumerate(self._parts, start=1):
            self._add(grid, number, part)
        grid.setColumnStretch(0, 3)
        grid.setColumnStretch(4, 4)
        self.when = DateTimeField("Handed over on", not_later)
        self.when.load(before.at if before else _now())
        self.received_by = QLineEdit(placeholderText="Who took it")
        self.received_by.setAccessibleName("Received by")
        self.received_by.setText(before.received_by if before else "")
        inner = QWidget()
        inner.setLayout(grid)
        layout = QVBoxLayout(self)
        layout.addWidget(make_label("What was taken?", "heading"))
        layout.addWidget(make_label(_WHAT_IT_MEANS, "muted", wraps=True))
        layout.addWidget(make_dialog_scroller(inner, chars=118))
        layout.addWidget(make_label("Received by"))
        for widget in (
            self.received_by,
            self.when,
            make_dialog_buttons(self, "Correct it" if before else "Handed over", self.agree),
        ):
            layout.addWidget(widget)
        if self.counts:
            self.counts[0].setFocus()
            self.counts[0].selectAll()

    def taken(self) -> Taken:
        """Each line of the delivery with how many of it were taken, and why not all or more."""
        found: list[tuple[int, int, str]] = []
        for part, count, note in zip(self._parts, self.counts, self.notes, strict=True):
            found += _shared(part, count.value(), note.text())
        return tuple(found)

    def told(self, delivery_id: int) -> HandOver:
        """All of it, of a delivery."""
        parts = zip(self._parts, self.good, strict=True)
        good = tuple(row.id for part, tick in parts for row in part if tick.isChecked())
        at = self.when.value or _now()
        return HandOver(delivery_id, self.taken(), at, self.received_by.text(), good)

    def agree(self) -> None:
        """Keeps the answer and closes; stays with all that is typed where it is not kept."""
        if self.when.flush() and (self._attempt is None or self._attempt(self.told(0))):
            self.accept()

    def _add(self, grid: QGridLayout, number: int, part: Sequence[DeliveryLineRow]) -> None:
        brought, what = sum(row.quantity for row in part), _what(part[0])
        count, unit = AmountBox(part[0].unit), part[0].unit
        count.setAccessibleName(f"Taken of {format_amount(brought, unit)} {what}")
        outcome = make_label("", "muted")
        outcome.setMinimumWidth(self.fontMetrics().horizontalAdvance("9,999 more") + 8)
        note = QLineEdit()
        note.setMinimumWidth(self.fontMetrics().averageCharWidth() * 24)
        note.setAccessibleName(f"Why fewer or more {what}")
        good = QCheckBox(_AS_IT_WAS)
        good.setAccessibleName(f"What came back of {what} is as it was")

        def tell(value: int) -> None:
            outcome.setText(_outcome(value, brought, unit))
            count.setAccessibleDescription(outcome.text())
            good.setEnabled(value < brought)

        count.valueChanged.connect(tell)
        had = sum(row.delivered or 0 for row in part) if self._before else brought
        count.setValue(had)
        tell(had)
        if self._before:
            note.setText(" ".join(dict.fromkeys(row.note for row in part if row.note)))
            good.setChecked(had < brought and not any(row.id in self._before.to_check for row in part))
        cells = (make_label(what), make_label(format_amount(brought, unit)), count, outcome, note, good)
        for column, widget in enumerate(cells):
            grid.addWidget(widget, number, column)
        self.counts.append(count)
        self.outcomes.append(outcome)
        self.notes.append(note)
        self.good.append(good)


class TakeBackDialog(QDialog):
    """What a partner gave back later: how many, when, why, and whether it is as it was.

    Args:
        row: the chosen line of the delivery.
        others: the lines that its note shows with it.
        attempt: keeps the answer; returns whether it is kept.
        parent: Qt's.

    Attributes:
        count: how many came back.
        why: why.
        when: when.
        good: whether they are as they were.
    """

    def __init__(
        self,
        row: DeliveryLineRow,
        others: Sequence[DeliveryLineRow],
        attempt: Callable[[TakeBack], bool],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Something came back")
        self._ids, self._attempt = (row.id, *(other.id for other in others)), attempt
        had = (row.delivered or 0) + sum(other.delivered or 0 for other in others)
        asked = f"How many {row.item} of this line came back? They had {format_amount(had, row.unit)}"
        asked += f" of {len(others) + 1} lots; the chosen one’s are counted first." if others else "."
        self.count = AmountBox(row.unit, least=1)
        self.count.setMaximum(max(had, 1))
        self.count.setAccessibleName(asked)
        self.why = TextField("Why", accept_any, hint="Such as: no room, two were damp")
        self.when = DateTimeField("Came back on", not_later)
        self.when.load(_now())
        self.good = QCheckBox("It is &as it was: nothing is wrong with it")
        layout = QVBoxLayout(self)
        layout.addWidget(make_label(asked, "heading", wraps=True))
        layout.addWidget(self.count)
        layout.addWidget(self.why)
        layout.addWidget(self.when)
        layout.addWidget(self.good)
        words = "Otherwise it waits under Lots until somebody has looked at it."
        layout.addWidget(make_label(words, "muted", wraps=True))
        layout.addWidget(make_dialog_buttons(self, "It came back", self.agree))
        self.setMinimumWidth(self.fontMetrics().averageCharWidth() * 60)
        self.count.setFocus()
        self.count.selectAll()

    def agree(self) -> None:
        """Keeps the answer and closes; stays with all that is typed where it is not kept."""
        if not all([self.why.flush(), self.when.flush()]):
            return
        at, why = self.when.value or _now(), self.why.value or ""
        if self._attempt(TakeBack(self._ids, self.count.value(), at, why, self.good.isChecked())):
            self.accept()


def not_later(value: datetime | None) -> str:
    """Says where a time has not come yet."""
    return "" if value is None or value <= datetime.now() else "That has not come yet. Type when it was."


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


def _outcome(taken: int, brought: int, unit: str) -> str:
    if taken == brought:
        return "all"
    if not taken:
        return "refused"
    return f"{format_amount(taken - brought, unit)} more" if taken > brought else "part"


def _what(row: DeliveryLineRow) -> str:
    end = describe_date(row.use_by, row.best_before, row.frozen_on)
    return ", ".join(part for part in (row.item, row.size, end) if part)


def _now() -> datetime:
    return datetime.now().replace(second=0, microsecond=0)
