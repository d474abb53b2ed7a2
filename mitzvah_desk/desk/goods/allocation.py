"""Share out: who is proposed to get what, with the reasoning and a tick before each part."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from mitzvah_desk.desk.widgets.labels import escape_tooltip, make_label
from mitzvah_desk.desk.widgets.pages import resize_dialog
from mitzvah_desk.office.goods.request_queries import RequestRow
from mitzvah_desk.rules.goods.allocation import Share
from mitzvah_desk.rules.goods.weights import add_up_amounts, format_amount

Parts = tuple[tuple[int, int, int], ...]
_SHARE = Qt.ItemDataRole.UserRole


class ShareDialog(QDialog):
    """The proposal; it saves nothing.

    Args:
        rows: the requests.
        shares: what is proposed, for the requests that are chosen in the list or for all.
        parent: Qt's.
        for_all: what would be proposed for all, where some are chosen; None where ``shares`` is for all.

    Attributes:
        tree: the requests, and beneath each the lots it would get.
        everybody: whether it is for all; hidden where nothing else is.
    """

    def __init__(
        self,
        rows: Sequence[RequestRow],
        shares: Sequence[Share],
        parent: QWidget | None = None,
        *,
        for_all: Sequence[Share] | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Share out")
        self._rows = rows
        self._lines: list[QTreeWidgetItem] = []
        self.tree = QTreeWidget()
        self.tree.setHeaderLabels(["Who gets what", "How many", "Why"])
        self.tree.setAccessibleName("Proposed, request by request; the space bar ticks")
        self.tree.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.tree.itemChanged.connect(lambda *_: self._count())
        self._words = make_label("", "muted", wraps=True)
        self.everybody = QCheckBox("For all open requests, not only for what is chosen in the list")
        self.everybody.setVisible(for_all is not None)
        self.everybody.toggled.connect(lambda on: self._fill(for_all or () if on else shares))
        buttons = QDialogButtonBox()
        self.go = buttons.addButton("Set aside", QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton("Leave it as it was", QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(make_label("Share out", "heading"))
        layout.addWidget(self._words)
        layout.addWidget(self.everybody)
        layout.addWidget(self.tree, 1)
        layout.addWidget(buttons)
        wide = self.fontMetrics().averageCharWidth()
        resize_dialog(self, 130, 28)
        self.tree.setColumnWidth(0, min(wide * 52, self.width() * 2 // 5))
        self._fill(shares)
        self.tree.resizeColumnToContents(1)
        self.tree.setFocus()

    def parts(self) -> Parts:
        """What is ticked: request, lot and quantity."""
        ticked = (line for line in self._lines if line.checkState(0) == Qt.CheckState.Checked)
        shares: list[Share] = [line.data(0, _SHARE) for line in ticked]
        return tuple((share.request_id, share.lot_id, share.quantity) for share in shares)

    @staticmethod
    def ask(
        rows: Sequence[RequestRow],
        shares: Sequence[Share],
        parent: QWidget | None,
        for_all: Sequence[Share] | None = None,
    ) -> Parts:
        """What the user agrees to; nothing where she would rather not."""
        dialog = ShareDialog(rows, shares, parent, for_all=for_all)
        agreed = dialog.exec() == QDialog.DialogCode.Accepted
        parts = dialog.parts() if agreed else ()
        dialog.deleteLater()
        return parts

    def _fill(self, shares: Sequence[Share]) -> None:
        self.tree.clear()
        self._lines.clear()
        of_request: dict[int, list[Share]] = {}
        for share in shares:
            of_request.setdefault(share.request_id, []).append(share)
        for row in self._rows:
            self._add(row, of_request.get(row.id, []))
        self.tree.expandAll()
        self._words.setText(
            "What must go first goes first, and everybody gets a part in proportion to what they asked for."
            " Nothing is set aside before you say so."
            if shares
            else "Nothing that is free fits what is still asked for."
        )
        self._count()

    def _add(self, row: RequestRow, shares: Sequence[Share]) -> None:
        if not shares:
            return
        asked = "all there is" if row.open is None else f"{format_amount(row.open, row.unit)} still to find"
        total = sum(share.quantity for share in shares)
        top = QTreeWidgetItem(
            self.tree, [f"{row.partner}: {row.item} ({asked})", format_amount(total, row.unit), ""]
        )
        top.setFlags(top.flags() | Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsAutoTristate)
        for share in shares:
            line = QTreeWidgetItem(
                top, [share.lot or f"Lot {share.lot_id}", format_amount(share.quantity, row.unit), share.why]
            )
            line.setData(0, _SHARE, share)
            line.setCheckState(0, Qt.CheckState.Checked)
            line.setToolTip(0, escape_tooltip(share.lot))
            line.setToolTip(2, escape_tooltip(share.why))
            self._lines.append(line)

    def _count(self) -> None:
        units = {row.id: row.unit for row in self._rows}
        things = add_up_amounts((quantity, units.get(request, "")) for request, _, quantity in self.parts())
        self.go.setText(f"Set {things} aside" if things else "Set aside")
        self.go.setEnabled(bool(things))
