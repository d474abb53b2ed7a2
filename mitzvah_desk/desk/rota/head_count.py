"""How many adults and children of a group come: two small fields side by side."""

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QWidget

from mitzvah_desk.desk.widgets.fields import NumberField


class Heads(QWidget):
    """A group's head count.

    Args:
        commit: takes adults and children once one of them was changed; returns "" or what stands against it.
        parent: Qt's.
    """

    def __init__(self, commit: Callable[[int, int], str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.adults = NumberField("Adults", lambda value: commit(value, self.young.value), blank=False)
        self.young = NumberField("Children", lambda value: commit(self.adults.value, value), blank=False)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        for field in (self.adults, self.young):
            field.line.setMinimumWidth(field.line.fontMetrics().averageCharWidth() * 6)
            row.addWidget(field)

    def load(self, adults: int, children: int) -> None:
        """Shows the head count of another group."""
        self.adults.load(adults)
        self.young.load(children)

    def values(self) -> tuple[int, int] | None:
        """Adults and children; None where a number cannot be read."""
        if self.adults.flush() and self.young.flush():
            return self.adults.value, self.young.value
        return None
