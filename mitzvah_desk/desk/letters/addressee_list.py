"""Who the letters of a preview are to, in their order; choosing one turns the preview to their letter."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from mitzvah_desk.desk.records.preview import Preview
from mitzvah_desk.desk.widgets.labels import escape_tooltip


class AddresseeList(QListWidget):
    """The addressees beside the preview.

    Args:
        preview: shows the letters.
        parent: Qt's.
    """

    def __init__(self, preview: Preview, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._preview = preview
        self.setAccessibleName("Letters to")
        self.setMinimumHeight(self.fontMetrics().height() * 4)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.currentRowChanged.connect(self._turn)
        preview.turned.connect(self._follow)

    def set_names(self, names: Sequence[str]) -> None:
        """Shows these addressees instead, the first chosen."""
        self.blockSignals(True)
        self.clear()
        for name in names:
            item = QListWidgetItem(name, self)
            item.setToolTip(escape_tooltip(name))
        self.setCurrentRow(0)
        self.blockSignals(False)

    def _turn(self, row: int) -> None:
        if row >= 0:
            self._preview.show_part(row, self.count(), self.item(row).text())

    def _follow(self, page: int) -> None:
        if self._preview.pages == self.count():  # a page each, so that one turned to is theirs
            self.blockSignals(True)
            self.setCurrentRow(page)
            self.blockSignals(False)
