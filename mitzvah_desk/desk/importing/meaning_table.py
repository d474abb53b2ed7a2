"""The columns of a file: what stands in each, what it means, and of whom in the row it tells."""

from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from mitzvah_desk.office.importing.source import Source
from mitzvah_desk.rules.fields.columns import FIELDS
from mitzvah_desk.rules.fields.row_members import FIRST, MEMBERS, join_meaning, split_meaning

_EXAMPLES = 3
_MEANS, _OF_WHOM = 2, 3
NOT_UNDERSTOOD, PASSED_OVER = "– not understood –", "– pass over –"


class MeaningTable(QTableWidget):
    """A line for each column, with two choices.

    Signals:
        meant: the number of a column, and what it is to mean; empty where it is passed over.
    """

    meant = Signal(int, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(0, 4, parent)
        self.setAccessibleName("Columns of the file")
        self.setHorizontalHeaderLabels(["Heading", "What stands in it", "Means", "Of whom in the row"])
        self.verticalHeader().hide()
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setTabKeyNavigation(False)  # Tab goes from one choice to the next, and out
        self.setShowGrid(False)
        head = self.horizontalHeader()
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.setWordWrap(False)
        self.setMinimumHeight(self.fontMetrics().height() * 12)

    def show_source(self, source: Source) -> None:
        """Shows a file's columns."""
        unused = {column.column for column in source.unused}
        fields = {each.key: each for each in FIELDS[source.kind]}
        self.setColumnHidden(_OF_WHOM, not any(each.of_member for each in fields.values()))
        self.setRowCount(len(source.headings))
        for number, heading in enumerate(source.headings):
            cells = list(dict.fromkeys(row[number] for _, row in source.rows[:60] if row[number]))[:_EXAMPLES]
            said = " · ".join(" ".join(cell.split())[:60] for cell in cells)
            self.setItem(number, 0, QTableWidgetItem(" ".join(heading.split())))
            self.setItem(number, 1, QTableWidgetItem(said))
            key, member = split_meaning(source.matched.get(number, ""))
            options = {"": PASSED_OVER, **{each.key: each.words for each in fields.values()}}
            if number in unused:
                options = {"?": NOT_UNDERSTOOD, **options}
            means = self._choice(f"{heading} means", options, "?" if number in unused else key)
            means.activated.connect(lambda _, n=number: self._tell(n))
            self.setCellWidget(number, _MEANS, means)
            may = key in fields and fields[key].of_member
            whom = self._choice(f"Of whom {heading} tells", dict(MEMBERS) if may else {FIRST: ""}, member)
            whom.setEnabled(may)
            whom.activated.connect(lambda _, n=number: self._tell(n))
            self.setCellWidget(number, _OF_WHOM, whom)
        self.verticalHeader().setDefaultSectionSize(round(self.fontMetrics().height() * 2.2))

    def _choice(self, name: str, options: dict[str, str], chosen: str) -> QComboBox:
        combo = QComboBox()
        combo.setAccessibleName(name)
        combo.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        combo.installEventFilter(self)
        for key, words in options.items():
            combo.addItem(words, key)
        combo.setCurrentIndex(list(options).index(chosen))
        return combo

    def _tell(self, number: int) -> None:
        key = self.meaning(number).currentData()
        if key != "?":
            self.meant.emit(number, join_meaning(key, self.whom(number).currentData()))

    def meaning(self, number: int) -> Any:  # noqa: ANN401
        """The choice of what a column means."""
        return self.cellWidget(number, _MEANS)

    def whom(self, number: int) -> Any:  # noqa: ANN401
        """The choice of whom in the row it tells."""
        return self.cellWidget(number, _OF_WHOM)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: turning the wheel walks through the table, and changes no column on the way."""
        if isinstance(event, QWheelEvent) and isinstance(watched, QComboBox):
            event.ignore()
            return True
        return super().eventFilter(watched, event)
