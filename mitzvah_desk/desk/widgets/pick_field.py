"""The field that chooses one record of many: type any word of its name, then choose from the list."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QListView, QWidget

from mitzvah_desk.desk.widgets import theme
from mitzvah_desk.desk.widgets.field import Commit, Field
from mitzvah_desk.desk.widgets.rows import normalise_text

Offer = tuple[int, str, str]
"""A record to choose: its id, its name, and what tells it from others of that name."""

MOST = 50
"""How many are offered at once; another letter narrows them."""
_ADD = -1


class PickField(Field):
    """Chooses one record; the value is its id, or None.

    Args:
        label: what it is called.
        commit: takes the id chosen, or None where the line was emptied.
        search: the records that match what is typed, best first; all of them for "".
        add_new: makes a record of what is typed and returns its id, or None if that was not possible. It is
            offered as “Add …” in the list, never done by leaving the field.
        hint: what stands in the empty line.
        remark: a sentence that stands beneath it.
        parent: Qt's.

    Signals:
        picked: one was chosen from the list, and committed unless it was refused.
    """

    picked = Signal()

    def __init__(
        self,
        label: str,
        commit: Commit,
        search: Callable[[str], Sequence[Offer]],
        *,
        add_new: Callable[[str], int | None] | None = None,
        hint: str = "Type a name",
        remark: str = "",
        parent: QWidget | None = None,
    ) -> None:
        self.line = QLineEdit(placeholderText=hint)
        self.line.setMinimumWidth(self.line.fontMetrics().averageCharWidth() * 12)
        self._search = search
        self._add_new = add_new
        self._chosen: int | None = None
        self._not_there = ""
        self._names: dict[int, str] = {}
        self._offers = _Offers(self.line)
        completer = _Completer(self._offers, self.line)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        completer.setMaxVisibleItems(10)
        self._popup = QListView()
        completer.setPopup(self._popup)
        self._popup.setProperty("role", "popup")
        self._popup.setAccessibleName(f"{label}: matches")
        self.line.setCompleter(completer)
        super().__init__(label, self.line, commit, remark=remark, parent=parent)
        self._completer = completer
        self.line.textEdited.connect(self._on_edited)
        self.line.returnPressed.connect(self._on_return)
        completer.activated[QModelIndex].connect(self._on_activated)  # type: ignore[index]  # PySide6 stubs

    def set_value(self, value: int | None, words: str = "") -> None:
        """Shows the record with this id, unless something typed here is not committed yet.

        Args:
            value: its id, or None.
            words: its name; looked up with ``search("")`` where empty.
        """
        self._learn(value, words)
        super().set_value(value)

    def load(self, value: int | None, words: str = "") -> None:
        """Shows the value of another record; what was typed for the one before is dropped."""
        self._learn(value, words)
        super().load(value)

    def restore(self) -> None:
        """Goes back to the committed record."""
        super().load(self._value)

    def forget_gone(self, is_there: Callable[[int], object]) -> None:
        """Chooses nothing where what is chosen is gone; its name stays, as if it had just been typed.

        Args:
            is_there: whether there still is a record with this id.
        """
        for record in (self._chosen, self._value):
            if record is not None and not is_there(record):
                typed = self.line.text()
                self.load(None)
                self.line.setText(typed)
                return

    def undo_typing(self) -> bool:
        """See ``Field``; the list of what matches goes with it."""
        self._popup.hide()
        return super().undo_typing()

    def redo_typing(self) -> bool:
        """See ``Field``; what is typed again is chosen again."""
        again = super().redo_typing()
        if again:
            self._on_edited(self.line.text())
        return again

    def offer(self) -> None:
        """Opens the list of what matches."""
        typed = self.line.text().strip()
        found = list(self._search("" if self._chosen is not None else typed))[:MOST]
        add = typed if typed and self._chosen is None and self._add_new and self._may_add(typed) else ""
        shown = self._added_as(add)
        known = any(normalise_text(name) == normalise_text(shown) for _, name, _ in found)
        self._offers.set(found, "" if known else add, shown)
        if not self._offers.rowCount():
            self._popup.hide()
            return
        side = self.fontMetrics().height()
        self._popup.setIconSize(QSize(side, side))
        self._completer.blockSignals(False)
        self._popup.ensurePolished()  # the completer measures its rows before they are shown
        self._completer.complete()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: Down opens the list."""
        if (
            watched is self.editor
            and isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() == Qt.Key.Key_Down
        ):
            self.offer()
            return True
        return super().eventFilter(watched, event)

    def _on_edited(self, text: str) -> None:
        self._chosen = None
        self._not_there = ""
        if text.strip():
            self.offer()
        else:
            self._popup.hide()

    def _on_return(self) -> None:
        if self._popup.isVisible() and self._popup.currentIndex().isValid():
            return  # the list takes Enter next
        only = self._offers.rowCount() == 1 and self._offers.at(0)[0] != _ADD
        if self._popup.isVisible() and only:
            self._take(0)
        elif self._not_there and self._not_there == self.line.text().strip():
            self._add(self._not_there)
        elif not self.flush():
            self.line.selectAll()  # what is typed on is another name, and no end of this one

    def _on_activated(self, index: QModelIndex) -> None:
        if index.isValid():
            self._completer.blockSignals(True)  # it would write the name once more, after all that follows
            self._take(index.row())
            self.picked.emit()

    def _take(self, row: int) -> None:
        self._popup.hide()
        row_id, name, _ = self._offers.at(row)
        if row_id == _ADD:
            self._add(name)
        else:
            self._choose(row_id, name)
            self.flush()

    def _add(self, name: str) -> None:
        made = self._add_new(name) if self._add_new else None
        if made is not None:
            self._choose(made, name)
            self.flush()

    def _choose(self, row_id: int, name: str) -> None:
        self._chosen = row_id
        self._names[row_id] = name
        self._write(name)

    def _may_add(self, _typed: str) -> bool:
        """Whether what is typed can be the name of a new one."""
        return True

    def _added_as(self, typed: str) -> str:
        """What would be added, where more than its name is typed."""
        return typed

    def _write(self, name: str) -> None:
        self.line.setText(name)
        self.line.setCursorPosition(0)

    def _learn(self, value: int | None, words: str) -> None:
        if value is not None:
            found = words or next((name for row_id, name, _ in self._search("") if row_id == value), "")
            if found:
                self._names[value] = found

    def _shows_committed(self) -> bool:
        return self.line.text() == self._names.get(self._value, "")  # whoever typed it chose it no more

    def put_draft(self, draft: object) -> None:
        """Puts back a text, and what was chosen for it."""
        if isinstance(draft, tuple):
            text, chosen = draft
            self.line.setText(text)
            self._chosen = chosen

    def _raw(self) -> object:
        return self.line.text(), self._chosen

    def _read(self) -> int | None:
        typed = self.line.text().strip()
        if self._chosen is not None or not typed:
            return self._chosen
        found = list(self._search(typed))
        same = [offer for offer in found if normalise_text(offer[1]) == normalise_text(typed)]
        if len(same) > 1:
            raise ValueError(f"There are {len(same)} called “{typed}”. Press Down and choose one.")
        if same or (len(found) == 1 and self._add_new is None):
            row_id, name, _ = (same or found)[0]
            self._choose(row_id, name)
            return row_id
        adding = f", or add “{_short(typed)}” there" if self._add_new else ""
        if found:
            raise ValueError(f"“{_short(typed)}” may be several. Press Down and choose one{adding}.")
        if self._add_new:
            self._not_there = typed
            raise ValueError(f"“{_short(typed)}” is not in the list yet. Enter adds it.")
        raise ValueError(f"“{_short(typed)}” is not in the list. Type part of a name that is.")

    def _show(self, value: Any) -> None:  # noqa: ANN401
        self._chosen = value
        self._not_there = ""
        self._write(self._names.get(value, ""))


class _Completer(QCompleter):
    """Marks nothing by itself: it would mark “Add …”, whose text is what is typed, and Enter would add it."""

    def splitPath(self, _path: str) -> list[str]:
        """Qt: what it looks for among the offers."""
        return ["\uffff"]


class _Offers(QAbstractListModel):
    """The list under the line: shows name and detail, completes to the name."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._offers: list[Offer] = []

    def set(self, offers: Sequence[Offer], add: str, shown: str) -> None:
        """Offers these records, and to add what is typed where it is not empty, as what is shown."""
        self.beginResetModel()
        self._offers = [*offers, *([(_ADD, add, shown)] if add else [])]
        self.endResetModel()

    def at(self, row: int) -> Offer:
        """The one in this row."""
        return self._offers[row]

    def rowCount(self, _parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        """Qt: how many there are."""
        return len(self._offers)

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:  # noqa: ANN401
        """Qt: the words of one."""
        row_id, name, detail = self._offers[index.row()]
        if role == Qt.ItemDataRole.EditRole:
            return name
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return f"Add “{detail}”" if row_id == _ADD else f"{name}  ·  {detail}" if detail else name
        if role == Qt.ItemDataRole.DecorationRole and row_id == _ADD:
            return theme.load_icon("plus")
        return None


def _short(text: str) -> str:
    return text if len(text) <= 30 else f"{text[:29]}…"
