"""Labelled fields in one or two columns, under headings, that scroll together."""

from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from mitzvah_desk.desk.widgets.field import Field
from mitzvah_desk.desk.widgets.following_area import FollowingArea
from mitzvah_desk.desk.widgets.labels import make_label

_TWO_COLUMNS_FROM = 84
"""The width, in average characters, from which fields stand in two columns."""


class Form(QWidget):
    """Fields of one record."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fields: list[Field] = []
        self._sections: list[_Section] = []
        page = QWidget()
        page.setProperty("role", "page")
        em = self.fontMetrics().height()
        self._column = QVBoxLayout(page)
        self._column.setContentsMargins(em // 4, em // 2, em, em)
        self._column.setSpacing(em // 2)
        self._column.addStretch(1)
        scroll = FollowingArea()
        scroll.setWidget(page)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(scroll)

    @property
    def fields(self) -> list[Field]:
        """Its fields, in their order."""
        return list(self._fields)

    def section(self, heading: str, remark: str = "") -> None:
        """Begins a part: its heading, and a sentence beneath it."""
        if heading:
            self.add_widget(make_label(heading, "heading"))
        if remark:
            self.add_widget(make_label(remark, "muted", wraps=True))
        self._sections.append(_Section(self.fontMetrics().height()))
        self.add_widget(self._sections[-1])

    def add(self, field: Field, *, wide: bool = False) -> None:
        """Adds a field to the part begun last; a wide one takes the whole width."""
        if not self._sections:
            self.section("")
        self._sections[-1].add(field, wide=wide)
        self._fields.append(field)
        self._arrange()
        if len(self._fields) > 1:
            QWidget.setTabOrder(self._fields[-2], field)

    def add_widget(self, widget: QWidget) -> None:
        """Adds something else over the whole width."""
        self._column.insertWidget(self._column.count() - 1, widget)

    def show_field(self, field: Field, *, shown: bool) -> None:
        """Shows a field, or hides it and lets the others close up."""
        field.setVisible(shown)
        for section in self._sections:
            section.show_field(field, shown=shown)
        self._arrange()

    def flush(self) -> bool:
        """Commits every field; returns whether nothing is left uncommitted."""
        kept = [field.flush() for field in self._fields]  # every one, also after one that is refused
        return all(kept)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: one column where there is no room for two."""
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        """Qt: larger text needs the room of two columns for one."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "_sections"):
            self._arrange()

    def _arrange(self) -> None:
        room = self.width() // max(self.fontMetrics().averageCharWidth(), 1)
        for section in self._sections:
            section.arrange(2 if room >= _TWO_COLUMNS_FROM else 1)


class _Section(QWidget):
    """The fields under one heading."""

    def __init__(self, em: int) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, em // 2)
        self._grid.setHorizontalSpacing(em * 2)
        self._grid.setVerticalSpacing(em * 2 // 3)
        self._cells: list[tuple[Field, bool]] = []
        self._away: set[Field] = set()
        self._placed: tuple[int, list[Field]] = (0, [])

    def add(self, field: Field, *, wide: bool) -> None:
        self._cells.append((field, wide))

    def show_field(self, field: Field, *, shown: bool) -> None:
        (self._away.discard if shown else self._away.add)(field)

    def arrange(self, columns: int) -> None:
        cells = [cell for cell in self._cells if cell[0] not in self._away]
        placed = (columns, [field for field, _ in cells])
        if self._placed == placed:
            return
        self._placed = placed
        for field, _ in self._cells:
            self._grid.removeWidget(field)
        row = column = 0
        for field, wide in cells:
            if column and (wide or column >= columns):
                row, column = row + 1, 0
            self._grid.addWidget(field, row, column, 1, columns if wide else 1)
            column = columns if wide else column + 1
        for number in range(2):
            self._grid.setColumnStretch(number, 1 if number < columns else 0)
        self._grid.setColumnMinimumWidth(1, 0)
