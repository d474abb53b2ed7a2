"""Labelled fields in one or two columns, under headings, that scroll together."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from mitzvah_desk.desk.kit.fields import CheckField, Field
from mitzvah_desk.desk.kit.labels import heading, muted


class Form(QScrollArea):
    """A form. Fields flow into two columns where the window is wide enough."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._page = QWidget()
        self._page.setProperty("role", "page")
        self._outer = QVBoxLayout(self._page)
        step = self.fontMetrics().height()
        self._outer.setContentsMargins(step // 4, step // 2, step, step)
        self._outer.setSpacing(step // 2)
        self._parts: list[tuple[QGridLayout, list[tuple[QWidget, bool]]]] = []
        self._fields: list[Field] = []
        self._columns = 2
        self._outer.addStretch(1)
        self.setWidget(self._page)

    @property
    def fields(self) -> list[Field]:
        """Its fields in their order."""
        return self._fields

    def section(self, text: str, remark: str = "") -> None:
        """Begins a part with a heading."""
        if text:
            self._insert(heading(text))
        if remark:
            self._insert(muted(remark, wraps=True))
        grid = QGridLayout()
        grid.setHorizontalSpacing(self.fontMetrics().height() * 2)
        grid.setVerticalSpacing(self.fontMetrics().height() // 2)
        self._outer.insertLayout(self._outer.count() - 1, grid)
        self._parts.append((grid, []))

    def add(self, field: Field, *, wide: bool = False) -> None:
        """Adds a field; a wide one takes the whole width."""
        if not self._parts:
            self.section("")
        self._fields.append(field)
        cell = QWidget()
        layout = QVBoxLayout(cell)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        if not isinstance(field, CheckField):
            label = QLabel(field.label.replace("&", "&&"))
            label.setProperty("role", "muted")
            label.setBuddy(field.editor)
            layout.addWidget(label)
        else:
            layout.addSpacing(self.fontMetrics().height())
        layout.addWidget(field)
        layout.addStretch(1)
        grid, cells = self._parts[-1]
        cells.append((cell, wide))
        self._place(grid, cells)

    def add_widget(self, widget: QWidget) -> None:
        """Adds something else over the whole width."""
        self._insert(widget)
        self._parts = [part for part in self._parts if part[1]]

    def flush(self) -> bool:
        """Commits every field; returns whether nothing is left unkept."""
        kept = [field.commit() for field in self._fields]  # every one, also after one that is refused
        return all(kept)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: one column where there is no room for two."""
        super().resizeEvent(event)
        columns = 2 if self.viewport().width() > self.fontMetrics().averageCharWidth() * 80 else 1
        if columns != self._columns:
            self._columns = columns
            for grid, cells in self._parts:
                self._place(grid, cells)

    def _insert(self, widget: QWidget) -> None:
        self._outer.insertWidget(self._outer.count() - 1, widget)

    def _place(self, grid: QGridLayout, cells: list[tuple[QWidget, bool]]) -> None:
        row = column = 0
        for cell, wide in cells:
            if column and (wide or column >= self._columns):
                row, column = row + 1, 0
            grid.addWidget(cell, row, column, 1, self._columns if wide else 1)
            column = self._columns if wide else column + 1
        for number in range(2):
            grid.setColumnStretch(number, 1 if number < self._columns else 0)
