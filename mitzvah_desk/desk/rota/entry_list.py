"""A list of people with two lines each: a sign and the name, and beneath it what is to be known of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QMimeData,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from mitzvah_desk.desk.rota.assignee import Assignee, encode_assignee
from mitzvah_desk.desk.widgets import theme
from mitzvah_desk.desk.widgets.labels import escape_tooltip
from mitzvah_desk.desk.widgets.rows import normalise_text

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class PanelEntry:
    """A line of the list.

    Attributes:
        id: what it is in its list.
        name: who, in words.
        detail: what is to be known, shortened with … where there is no room.
        sign: the icon before the name.
        tone: the icon's colour; the detail says the same in words.
        who: whom one drags by it; None where it cannot be dragged.
        searched: it is shown only while a name is typed, or when all are wanted.
        aside: what stands at the right of the name, such as the number to ring.
    """

    id: int
    name: str
    detail: str
    sign: str
    tone: str
    who: Assignee | None = None
    searched: bool = False
    aside: str = ""


class EntriesModel(QAbstractListModel):
    """Entries for a list view, filtered by what is typed."""

    def __init__(self) -> None:
        super().__init__()
        self._all: list[PanelEntry] = []
        self.shown: list[PanelEntry] = []
        self._wanted: list[str] = []
        self._last: PanelEntry | None = None
        self._everybody = False

    def set_entries(self, entries: Iterable[PanelEntry]) -> None:
        """Shows these instead, under the same filter."""
        self.beginResetModel()
        self._all = list(entries)
        self.shown = self._matching()
        self.endResetModel()

    def set_filter(self, text: str, last: PanelEntry | None = None) -> None:
        """Shows only those in whose name every typed word occurs, and ``last`` after them."""
        self.beginResetModel()
        self._last = last
        self._wanted = normalise_text(text).split()
        self.shown = self._matching()
        self.endResetModel()

    def show_all(self, everybody: bool) -> None:  # noqa: FBT001  # a button's yes or no
        """Shows those too who are shown only when looked for."""
        self.beginResetModel()
        self._everybody = everybody
        self.shown = self._matching()
        self.endResetModel()

    def _matching(self) -> list[PanelEntry]:
        if not self._wanted:
            return [entry for entry in self._all if self._everybody or not entry.searched]
        found = [e for e in self._all if all(word in normalise_text(e.name) for word in self._wanted)]
        return [*found, self._last] if self._last is not None else found

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own signature
        """Qt: how many are shown."""
        return 0 if parent.isValid() else len(self.shown)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        """Qt: the words of one."""
        entry = self.shown[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            said = ", ".join(part for part in (entry.aside, entry.detail) if part)
            return f"{entry.name}: {said}" if said else entry.name
        if role == Qt.ItemDataRole.ToolTipRole:
            return escape_tooltip("\n".join(part for part in (entry.name, entry.aside, entry.detail) if part))
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Qt: who can be dragged."""
        flags = super().flags(index)
        if index.isValid() and self.shown[index.row()].who is not None:
            flags |= Qt.ItemFlag.ItemIsDragEnabled
        return flags

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """Qt: whom one drags."""
        who = self.shown[indexes[0].row()].who if indexes else None
        return encode_assignee(who) if who else QMimeData()


class EntryList(QListView):
    """The list.

    Args:
        name: its accessible name.
        several: whether several can be chosen at once.
        empty: what it says while nobody is in it.
        parent: Qt's.

    Attributes:
        entries: its model.

    Signals:
        wanted: the entry on which Enter or a double click fell.
        delete_wanted: Delete was pressed.
        moved: another entry is the current one, or none.
    """

    wanted = Signal(object)
    delete_wanted = Signal()
    moved = Signal()

    def __init__(
        self, name: str, *, several: bool = False, empty: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._empty = empty
        self.entries = EntriesModel()
        self.setModel(self.entries)
        self.setItemDelegate(_TwoLines(self))
        self.setUniformItemSizes(True)
        self.setAccessibleName(name)
        self.setProperty("role", "popup")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setDragEnabled(True)
        if several:
            self.setSelectionMode(QListView.SelectionMode.ExtendedSelection)
        self.activated.connect(lambda index: self.wanted.emit(self.entries.shown[index.row()]))
        self.selectionModel().currentChanged.connect(self.moved)
        self.selectionModel().selectionChanged.connect(self.moved)
        self.entries.modelReset.connect(self.moved)

    def set_entries(self, entries: Iterable[PanelEntry]) -> None:
        """Shows these; who was chosen stays chosen."""
        kept = {entry.id for entry in self.chosen()}
        down = self.verticalScrollBar().value()
        self.entries.set_entries(entries)
        lines = [number for number, entry in enumerate(self.entries.shown) if entry.id in kept]
        for number in lines:
            self.setCurrentIndex(self.entries.index(number))
        self.verticalScrollBar().setValue(down)

    def current(self) -> PanelEntry | None:
        """The entry where the keyboard is."""
        index = self.currentIndex()
        return self.entries.shown[index.row()] if index.isValid() else None

    def chosen(self) -> list[PanelEntry]:
        """The entries that are chosen."""
        return [self.entries.shown[index.row()] for index in self.selectedIndexes()]

    def go(self, number: int) -> None:
        """Makes the entry on one line the current one; the last where there are fewer."""
        last = self.entries.rowCount() - 1
        self.setCurrentIndex(self.entries.index(min(max(number, 0), last)) if last >= 0 else QModelIndex())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Enter and Delete."""
        entry = self.current()
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and entry is not None:
            self.wanted.emit(entry)
        elif event.key() == Qt.Key.Key_Delete:
            self.delete_wanted.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: says so where nobody is in it."""
        super().paintEvent(event)
        if not self.entries.shown:
            p = QPainter(self.viewport())
            p.setPen(theme.current_colours().muted)
            side = self.fontMetrics().height() // 2
            room = self.viewport().rect().adjusted(side, side, -side, -side)
            p.drawText(room, Qt.TextFlag.TextWordWrap.value, self._empty)

    def sizeHint(self) -> QSize:
        """Qt: a few lines."""
        return QSize(self.fontMetrics().averageCharWidth() * 30, self.fontMetrics().height() * 8)

    def changeEvent(self, event: QEvent) -> None:
        """Qt: larger text makes higher lines."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self.scheduleDelayedItemsLayout()


class _TwoLines(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, _index: Index) -> QSize:
        line = option.fontMetrics.height()
        return QSize(line * 8, 2 * line + line // 2)

    def paint(self, p: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        if not isinstance(model, EntriesModel):
            return
        entry, colours = model.shown[index.row()], theme.current_colours()
        view = option.widget
        view.style().drawPrimitive(QStyle.PrimitiveElement.PE_PanelItemViewItem, option, p, view)
        rect, line = option.rect, option.fontMetrics.height()
        pad = line // 4
        if option.state & QStyle.StateFlag.State_Selected:
            p.fillRect(rect, colours.chosen)
        if option.state & QStyle.StateFlag.State_HasFocus:
            p.setPen(colours.accent)
            p.drawRect(rect.adjusted(0, 0, -1, -1))
        p.drawPixmap(
            rect.left() + pad,
            rect.top() + pad,
            theme.load_pixmap(entry.sign, getattr(colours, entry.tone), line),
        )
        room = rect.adjusted(line + 2 * pad, pad, -pad, -pad)
        strong = QFont(option.font)
        strong.setWeight(QFont.Weight.Medium)
        beside = option.fontMetrics.horizontalAdvance(entry.aside) + 2 * pad if entry.aside else 0
        for font, colour, text, top, width in (
            (strong, colours.text, entry.name, 0, room.width() - beside),
            (option.font, colours.muted, entry.detail, line, room.width()),
        ):
            p.setFont(font)
            p.setPen(colour)
            fitted = p.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, width)
            p.drawText(QRect(room.left(), room.top() + top, width, line), 0, fitted)
        if entry.aside:
            p.setPen(colours.text)
            at_right = QRect(room.left(), room.top(), room.width(), line)
            p.drawText(at_right, Qt.AlignmentFlag.AlignRight.value, entry.aside)
        p.setPen(colours.line)
        p.drawLine(rect.bottomLeft(), rect.bottomRight())
