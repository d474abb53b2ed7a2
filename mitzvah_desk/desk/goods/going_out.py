"""Asks how many of which lots leave the store, and why or for which project. It saves nothing."""

from collections.abc import Sequence

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QGridLayout, QVBoxLayout, QWidget

from mitzvah_desk.desk.goods.amount_box import AmountBox
from mitzvah_desk.desk.widgets.field import accept_any
from mitzvah_desk.desk.widgets.fields import PickField, TextField
from mitzvah_desk.desk.widgets.labels import make_label
from mitzvah_desk.desk.widgets.pages import make_dialog_scroller
from mitzvah_desk.desk.widgets.refusal import Refusal
from mitzvah_desk.office.goods.stock_queries import LotRow
from mitzvah_desk.rules.goods.cold_chain import describe_date
from mitzvah_desk.rules.goods.weights import format_amount


class OutDialog(QDialog):
    """How many of each lot.

    Args:
        rows: the lots, of which what is free is filled in.
        why: the field that says where it goes: a project or a reason.
        title: what is done, such as ``Write off``.
        lacking: the sentence for a field that was left empty.
        parent: Qt's.

    Attributes:
        counts: a number for each lot, in their order.
        why: the field.
    """

    def __init__(
        self,
        rows: Sequence[LotRow],
        why: PickField | TextField,
        title: str,
        lacking: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self._rows, self._lacking, self.why = tuple(rows), lacking, why
        self.counts: list[AmountBox] = []
        grid = QGridLayout()
        for column, words in enumerate(("What", "Free", "How many")):
            grid.addWidget(make_label(words, "muted"), 0, column)
        for number, row in enumerate(rows, start=1):
            count = AmountBox(row.unit)
            count.setValue(max(row.free, 0))
            words = _words(row)
            count.setAccessibleName(f"How many of {words}")
            for column, widget in enumerate(
                (make_label(words), make_label(format_amount(row.free, row.unit)), count)
            ):
                grid.addWidget(widget, number, column)
            self.counts.append(count)
        grid.setColumnStretch(0, 1)
        self._problem = Refusal()
        buttons = QDialogButtonBox()
        buttons.addButton(title.removesuffix("…"), QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        buttons.accepted.connect(self._check)
        buttons.rejected.connect(self.reject)
        inner = QWidget()
        inner.setLayout(grid)
        layout = QVBoxLayout(self)
        layout.addWidget(make_label(title, "heading"))
        layout.addWidget(make_dialog_scroller(inner, chars=70), 1)
        for widget in (why, self._problem, buttons):
            layout.addWidget(widget)
        self.counts[0].setFocus()
        self.counts[0].selectAll()

    def parts(self) -> tuple[tuple[int, int], ...]:
        """Lots and how many of each; those of which none go are left out."""
        found = ((row.id, count.value()) for row, count in zip(self._rows, self.counts, strict=True))
        return tuple(part for part in found if part[1])

    def ask(self) -> bool:
        """Shows it; returns whether the user agrees."""
        return self.exec() == QDialog.DialogCode.Accepted

    def _check(self) -> None:
        if not self.why.flush():
            return
        if not self.why.value:
            self.why.refuse(self._lacking)
        elif not self.parts():
            self._problem.tell("Say how many, of one at least.", self.counts[0])
            self.counts[0].setFocus()
        elif not refuse_too_many(
            self._problem, [(c, row.free, row.what) for c, row in zip(self.counts, self._rows, strict=True)]
        ):
            self.accept()


def refuse_too_many(problem: Refusal, counts: Sequence[tuple[AmountBox, int, str]]) -> bool:
    """Says where a number is more than there is free, and puts the keyboard there; returns whether one is.

    Args:
        problem: says it.
        counts: each number, how many are free, and of what.
    """
    for count, free, what in counts:
        if count.value() > free:
            count.setFocus()
            count.selectAll()
            many, there, most = (format_amount(n, count.unit) for n in (count.value(), free, max(free, 0)))
            problem.tell(f"{many} of {there} {what} is too many. Type {most} or fewer.", count)
            return True
    problem.clear()
    return False


def make_write_off_dialog(rows: Sequence[LotRow], parent: QWidget | None) -> OutDialog:
    """Asks how many of which lots are written off, and why."""
    why = TextField("Why", accept_any, hint="Such as torn, past its date, broken")
    return OutDialog(rows, why, "Write off", "Say why, such as torn. It is kept with the lot.", parent)


def _words(row: LotRow) -> str:
    end = describe_date(row.use_by, row.best_before, row.frozen_on)
    return ", ".join(part for part in (row.what, end, row.place, row.donor) if part)
