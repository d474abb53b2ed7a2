"""How many of some goods, to be stepped or typed: ``36``, or ``2.5 kg`` of what is weighed."""

from PySide6.QtGui import QValidator
from PySide6.QtWidgets import QDialog, QSpinBox, QVBoxLayout, QWidget

from mitzvah_desk.desk.widgets.dialog_parts import make_dialog_buttons
from mitzvah_desk.desk.widgets.labels import make_label
from mitzvah_desk.rules.goods.quantity_input import parse_measured
from mitzvah_desk.rules.goods.weights import format_amount, read_measure

_MOST, _MOST_MEASURED = 999_999, 99_999_999


class AmountBox(QSpinBox):
    """The box; its value is a whole number in what the goods are counted in.

    A number alone, of what is weighed, is meant in the measure there: 2 after ``2.5 kg`` is 2 kg.

    Args:
        unit: in what the goods are counted.
        least: the smallest number.
        parent: Qt's.

    Attributes:
        unit: in what the goods are counted.
    """

    def __init__(self, unit: str, *, least: int = 0, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.unit = unit
        self._measured = read_measure(unit) is not None
        self.setRange(least, _MOST_MEASURED if self._measured else _MOST)
        if self._measured:
            self.setKeyboardTracking(False)

    def textFromValue(self, val: int) -> str:
        """Qt: the number as it is shown."""
        return format_amount(val, self.unit) if self._measured else super().textFromValue(val)

    def valueFromText(self, text: str) -> int:
        """Qt: the number that is typed; what it was where nobody can tell."""
        if not self._measured:
            return super().valueFromText(text)
        value = self._read(text)
        return self.value() if value is None else value

    def validate(self, input: str, pos: int) -> tuple[QValidator.State, str, int]:  # noqa: A002  # Qt's name
        """Qt: whether the text is a number; while it is typed, it may still become one."""
        if not self._measured:
            state: tuple[QValidator.State, str, int] = super().validate(input, pos)
            return state
        value = self._read(input)
        if value is not None and self.minimum() <= value <= self.maximum():
            return QValidator.State.Acceptable, input, pos
        return QValidator.State.Intermediate, input, pos

    def _read(self, text: str) -> int | None:
        shown = self.textFromValue(self.value()).rpartition(" ")[2]
        return parse_measured(text, self.unit, shown)


def ask_amount(
    parent: QWidget | None, title: str, question: str, unit: str, value: int, most: int
) -> int | None:
    """Asks how many, from 1 to ``most``; returns it, or None where the user would rather not.

    Args:
        parent: Qt's.
        title: what is asked, in a word or two.
        question: the whole question.
        unit: in what it is counted: a weight is typed and shown as a weight.
        value: what is filled in.
        most: the greatest number.
    """
    dialog = QDialog(parent)
    dialog.setWindowTitle(title)
    box = AmountBox(unit, least=1, parent=dialog)
    box.setMaximum(most)
    box.setValue(value)
    box.setAccessibleName(question)
    layout = QVBoxLayout(dialog)
    layout.addWidget(make_label(question, wraps=True))
    layout.addWidget(box)
    layout.addWidget(make_dialog_buttons(dialog, "Change it", dialog.accept))
    dialog.setMinimumWidth(dialog.fontMetrics().averageCharWidth() * 50)
    box.setFocus()
    box.selectAll()
    agreed = dialog.exec() == QDialog.DialogCode.Accepted
    count = box.value()
    dialog.deleteLater()
    return count if agreed else None
