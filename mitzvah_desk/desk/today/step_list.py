"""The steps of a part of the year: what is done, what is next, and a button that leads to it."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QPushButton, QWidget

from mitzvah_desk.desk.widgets.flow import fit_words
from mitzvah_desk.desk.widgets.labels import IconSign, WholeLabel, escape_mnemonics, make_label
from mitzvah_desk.office.today.overview import NextStep


class StepList(QFrame):
    """The steps; hidden while there are none.

    Args:
        opened: called with the step whose button is pressed.
        parent: Qt's.
    """

    def __init__(self, opened: Callable[[NextStep], object], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self._opened = opened
        self._steps: tuple[NextStep, ...] = ()
        self._heading = make_label("", "heading")
        em = self.fontMetrics().height()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(em // 2, em // 2, em // 2, em // 2)
        self._grid.setHorizontalSpacing(em // 2)
        self._grid.setVerticalSpacing(em // 4)
        self._grid.setColumnStretch(1, 1)
        self._grid.addWidget(self._heading, 0, 0, 1, 3)
        self.buttons: list[QPushButton] = []
        self.hide()

    def set_steps(self, title: str, steps: Sequence[NextStep]) -> None:
        """Shows these instead; the first that is not done has the button that one mostly wants."""
        self._heading.setText(title)
        self.setAccessibleName(title)
        self.setVisible(bool(steps))
        if tuple(steps) == self._steps:
            return
        self._steps = tuple(steps)
        held = next((n for n, each in enumerate(self.buttons) if each.hasFocus()), None)
        for place in reversed(range(self._grid.count())):
            item = self._grid.itemAt(place)
            old = item.widget() if item is not None else None
            if old is not None and old is not self._heading:
                self._grid.removeWidget(old)
                old.hide()
                old.setParent(None)
                old.deleteLater()
        self.buttons = []
        first = next((step for step in self._steps if not step.done), None)
        for line, step in enumerate(self._steps, start=1):
            self._grid.addWidget(
                IconSign("circle-check" if step.done else "circle", "good" if step.done else "muted"),
                line,
                0,
            )
            self._grid.addWidget(WholeLabel(step.text, "muted" if step.done else ""), line, 1)
            button = QPushButton(escape_mnemonics(step.button))
            button.setProperty("role", "primary" if step is first else "")
            state = "done" if step.done else "to do"
            button.setAccessibleName(f"{step.button}: {step.text}, {state}")
            button.clicked.connect(lambda _=False, step=step: self._opened(step))
            self._grid.addWidget(button, line, 2)
            self.buttons.append(button)
        if held is not None and held < len(self.buttons):
            self.buttons[held].setFocus()

    def minimumSizeHint(self) -> QSize:
        """Qt: all lines of its sentences."""
        return fit_words(self, super().minimumSizeHint())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: another width may need another height."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def texts(self) -> list[tuple[str, bool]]:
        """What it says, and whether it is done."""
        return [(step.text, step.done) for step in self._steps]
