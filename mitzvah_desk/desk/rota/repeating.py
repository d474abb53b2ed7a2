"""Asks how often a shift is to be repeated. It returns numbers and saves nothing."""

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from mitzvah_desk.desk.rota.plan import SNAP, ShiftBar, format_clock, format_shift_times
from mitzvah_desk.desk.widgets.fields import NumberField
from mitzvah_desk.desk.widgets.labels import make_label


class RepeatDialog(QDialog):
    """Every how many minutes, and how many times more."""

    def __init__(self, bar: ShiftBar, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Repeat a shift")
        self._bar = bar
        em = self.fontMetrics().height()
        self.every = NumberField(
            "Every … minutes", lambda value: self._changed(value, value, self.times.value), blank=False
        )
        self.times = NumberField(
            "How many times more", lambda value: self._changed(value, self.every.value, value), blank=False
        )
        self._what = make_label("", "muted", wraps=True)
        buttons = QDialogButtonBox()
        self.go = buttons.addButton("Repeat", QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton("Leave it", QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self._accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(em, em, em, em)
        layout.addWidget(make_label(f"{bar.shift.role}, {format_shift_times(bar.shift)}", "heading"))
        layout.addWidget(make_label(bar.project, "muted"))
        layout.addWidget(self.every)
        layout.addWidget(self.times)
        layout.addWidget(self._what)
        layout.addWidget(buttons)
        self.setMinimumWidth(self.fontMetrics().averageCharWidth() * 50)
        self.every.load(max(bar.end - bar.start, SNAP))
        self.times.load(3)
        self._tell(self.every.value, self.times.value)
        self.every.line.selectAll()

    @staticmethod
    def ask(bar: ShiftBar, parent: QWidget | None = None) -> tuple[int, int] | None:
        """Minutes from one start to the next, and how many more; None where she would rather not."""
        dialog = RepeatDialog(bar, parent)
        agreed = dialog.exec() == QDialog.DialogCode.Accepted
        chosen = (dialog.every.value, dialog.times.value) if agreed else None
        dialog.deleteLater()
        return chosen

    def _changed(self, typed: int, every: int, more: int) -> str:
        if typed < 1:
            return "This must be 1 at least."
        self._tell(every, more)
        return ""

    def _tell(self, every: int, more: int) -> None:
        starts = [format_clock(self._bar.start + every * number) for number in range(1, more + 1)]
        listed = ", ".join(starts[:6]) + (f" … {starts[-1]}" if len(starts) > 6 else "")
        self._what.setText(f"It starts again at {listed}.")

    def _accept(self) -> None:
        if self.every.flush() and self.times.flush():
            self.accept()
