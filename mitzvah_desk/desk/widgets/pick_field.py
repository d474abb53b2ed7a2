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
from mitzvah_desk.desk.widgets.notice import announce
from mitzvah_desk.rules.matching.folding import fold_text

Offer = tuple[int, str, str]
"""A record to choose: its id, its name, and what tells it from others of that name."""

MOST = 50
"""How many are offered at once; another letter narrows them."""
_ADD = -(1 << 62)
"""No record has it; groups may be told from persons by numbers below nothing."""


class PickField(Field):
    """Chooses one record; the value is its id, or None.

    Typing offers what matches, the first of it marked. Enter takes the one that is marked, Up and Down mark
    another, and Esc closes the list. Enter means that in every field, whatever it is about.

    Args:
        label: what it is called.
        commit: takes the id chosen, or None where the line was emptied.
        search: the records that match what is typed, best first; all of them for "".
        add_new: makes a record of what is typed and returns its id, or None if that was not possible. It is
            the last that is offered, as “Add …”, and never done by leaving the field. Where a new one makes
            no sense, the sentence that says so instead.
        hint: what stands in the empty line.
        remark: a sentence that stands beneath it.
        parent: Qt's.

    Attributes:
        popup: the list of what matches.
        only_known: why none can be made here; empty where one can.

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
        add_new: Callable[[str], int | None] | str,
        hint: str = "Type a name",
        remark: str = "",
        parent: QWidget | None = None,
    ) -> None:
        self.line = QLineEdit(placeholderText=hint)
        self.line.setMinimumWidth(self.line.fontMetrics().averageCharWidth() * 12)
        self._search = search
        self._add_new = add_new if callable(add_new) else None
        self.only_known = "" if callable(add_new) else add_new
        self._chosen: int | None = None
        self._names: dict[int, str] = {}
        self._offers = _Offers(self.line)
        completer = _Completer(self._offers, self.line)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        completer.setMaxVisibleItems(10)
        self.popup = QListView()
        completer.setPopup(self.popup)
        completer.setWidget(self.line)  # and not the line's own, which would write each match that is marked
        self.popup.setProperty("role", "popup")
        self.popup.setAccessibleName(f"{label}: matches")
        super().__init__(label, self.line, commit, remark=remark, parent=parent)
        self._completer = completer
        self.line.textEdited.connect(self._on_edited)
        self.line.returnPressed.connect(self._on_return)
        self.popup.installEventFilter(self)
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
        self.popup.hide()
        return super().undo_typing()

    def redo_typing(self) -> bool:
        """See ``Field``; what is typed again is chosen again."""
        again = super().redo_typing()
        if again:
            self._on_edited(self.line.text())
        return again

    def offer(self) -> None:
        """Opens the list of what matches, and marks the one that Enter takes."""
        self._fill_offers("" if self._chosen is not None else self.line.text().strip())
        if not self._offers.rowCount():
            self.popup.hide()
            return
        side = self.fontMetrics().height()
        self.popup.setIconSize(QSize(side, side))
        self.popup.ensurePolished()  # the completer measures its rows before they are shown
        self._completer.complete()
        self._mark(self._offers.row_of(self._chosen))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: Down opens the list and walks it with Up; Enter takes the one that is marked."""
        if (
            watched in (self.editor, self.popup)
            and isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
        ):
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._enter():
                return True
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
            if step and self.popup.isVisible():
                self._mark((self.popup.currentIndex().row() + step) % self._offers.rowCount())
                return True
            if step == 1:
                self.offer()
                return True
        return watched is not self.popup and super().eventFilter(watched, event)

    def _fill_offers(self, typed: str) -> None:
        """What a text offers; who is called just so stands first, and to add it last."""
        found = list(self._search(typed))
        alike = fold_text(self._added_as(typed))
        same = {fold_text(typed), alike}
        longest = 2 * len(typed) + 4  # so that not every one of many thousand names is looked at twice
        found.sort(key=lambda offer: len(offer[1]) > longest or fold_text(offer[1]) not in same)
        add = typed if typed and self._add_new and self._may_add(typed) else ""
        if add and not self._may_repeat() and found and fold_text(found[0][1]) == alike:
            add = ""
        self._offers.set(found[:MOST], add, self._added_as(add), self._say_of_new(add) if add else "")

    def _mark(self, row: int) -> None:
        index = self.popup.model().index(row, 0)
        self.popup.setCurrentIndex(index)
        words = index.data(Qt.ItemDataRole.AccessibleTextRole)
        announce(self.line, f"{words}, {row + 1} of {self._offers.rowCount()}")

    def _enter(self) -> bool:
        """Takes the match that is marked, or would be; returns whether there was one."""
        row = self.popup.currentIndex().row() if self.popup.isVisible() else -1
        if row < 0:
            typed = self.line.text().strip()
            if self._chosen is not None or not typed:
                return False
            self._fill_offers(typed)
            row = 0 if self._offers.rowCount() else -1
        if row >= 0:
            self._take(row)
            self.picked.emit()
        return row >= 0

    def _on_edited(self, text: str) -> None:
        self._chosen = None
        if text.strip():
            self.offer()
        else:
            self.popup.hide()

    def _on_return(self) -> None:
        if not self.flush():
            self.line.selectAll()  # what is typed on is another name, and no end of this one

    def _on_activated(self, index: QModelIndex) -> None:
        if index.isValid():
            self._take(index.row())
            self.picked.emit()

    def _take(self, row: int) -> None:
        self.popup.hide()
        row_id, name, _ = self._offers.at(row)
        if row_id == _ADD:
            self._add(name)
        else:
            self._choose(row_id, name)
            self.flush()

    def _add(self, name: str) -> None:
        made = self._add_new(name) if self._add_new else None
        if made is not None:
            self._choose(made, self._added_as(name))
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

    def _say_of_new(self, _typed: str) -> str:
        """What is told beside “Add …” of the one that would be made."""
        return ""

    def _may_repeat(self) -> bool:
        """Whether another one of the very same name may be made."""
        return False

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
        same = [offer for offer in found if fold_text(offer[1]) == fold_text(typed)]
        if len(same) > 1:
            raise ValueError(f"There are {len(same)} called “{typed}”. Press Down and choose one.")
        if same or (len(found) == 1 and self._add_new is None):
            row_id, name, _ = (same or found)[0]
            self._choose(row_id, name)
            return row_id
        if found:
            several = f"“{_short(typed)}” may be {'several' if len(found) > 1 else 'a new one'}."
            adding = f", or add “{_short(typed)}” there" if self._add_new else ""
            raise ValueError(f"{several} Enter takes “{_short(found[0][1])}”, Down shows all{adding}.")
        if self._add_new and self._may_add(typed):
            raise ValueError(f"“{_short(typed)}” is not in the list yet. Enter adds it.")
        why = self.only_known or "Type part of a name that is."
        raise ValueError(f"“{_short(typed)}” is not in the list. {why}")

    def _show(self, value: Any) -> None:  # noqa: ANN401
        self._chosen = value
        self._write(self._names.get(value, ""))


class _Completer(QCompleter):
    """Marks nothing by itself: it would mark “Add …”, whose text is what is typed, before what matches."""

    def splitPath(self, _path: str) -> list[str]:
        """Qt: what it looks for among the offers."""
        return ["\uffff"]


class _Offers(QAbstractListModel):
    """The list under the line: shows name and detail, completes to the name."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._offers: list[Offer] = []
        self._more = ""

    def set(self, offers: Sequence[Offer], add: str, shown: str, more: str = "") -> None:
        """Offers these records, and to add what is typed where it is not empty, as what is shown.

        Args:
            offers: the records.
            add: what is typed.
            shown: the name of what would be made of it.
            more: what is told of that besides.
        """
        self.beginResetModel()
        self._more = more
        self._offers = [*offers, *([(_ADD, add, shown)] if add else [])]
        self.endResetModel()

    def at(self, row: int) -> Offer:
        """The one in this row."""
        return self._offers[row]

    def row_of(self, record_id: int | None) -> int:
        """Where a record stands; the first where it does not."""
        return next((row for row, offer in enumerate(self._offers) if offer[0] == record_id), 0)

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
            if row_id == _ADD:
                return f"Add “{detail}”{self._more}"
            return f"{name}  ·  {detail}" if detail else name
        if role == Qt.ItemDataRole.DecorationRole and row_id == _ADD:
            return theme.load_icon("plus")
        return None


def _short(text: str) -> str:
    return text if len(text) <= 30 else f"{text[:29]}…"
