"""The board for screen readers: a list whose items are the bars, since a drawn bar is no widget."""

from PySide6.QtCore import QObject, QPoint, QRect
from PySide6.QtGui import QAccessible, QAccessibleEvent, QAccessibleInterface, QWindow
from PySide6.QtWidgets import QAccessibleWidget

from mitzvah_desk.desk.rota.boardview import BoardView
from mitzvah_desk.desk.rota.plan import Bar, sentence


class AccessibleBar(QAccessibleInterface):
    """One bar."""

    def __init__(self, board: BoardView, shift_id: int) -> None:
        super().__init__()
        self._board = board
        self.shift_id = shift_id

    def isValid(self) -> bool:
        """Qt: whether the shift is still on the board."""
        return self._board.bar(self.shift_id) is not None

    def object(self) -> QObject | None:  # type: ignore[override]  # PySide6's stubs forget None
        """Qt: it has no widget."""
        return None

    def window(self) -> QWindow | None:  # type: ignore[override]  # PySide6's stubs forget None
        """Qt: the board's."""
        return self._board.viewport().window().windowHandle()

    def role(self) -> QAccessible.Role:
        """Qt: an item of a list."""
        return QAccessible.Role.ListItem

    def state(self) -> QAccessible.State:
        """Qt: whether it is chosen, and in view."""
        state = QAccessible.State()
        current = self._board.current
        chosen = current is not None and current.shift.id == self.shift_id
        state.selectable = state.focusable = True
        state.selected = chosen
        state.focused = chosen and self._board.hasFocus()
        return state

    def text(self, which: QAccessible.Text) -> str:
        """Qt: all of the shift in words."""
        bar = self._board.bar(self.shift_id)
        return sentence(bar) if bar is not None and which == QAccessible.Text.Name else ""

    def setText(self, _which: QAccessible.Text, _text: str) -> None:
        """Qt: it cannot be written here."""

    def rect(self) -> QRect:
        """Qt: where it is on the screen."""
        bar = self._board.bar(self.shift_id)
        view = self._board.viewport()
        if bar is None:
            return QRect()
        return self._board.rect_of(bar).translated(view.mapToGlobal(QPoint(0, 0)))

    def parent(self) -> QAccessibleInterface | None:  # type: ignore[override]  # PySide6's stubs forget None
        """Qt: the board."""
        return QAccessible.queryAccessibleInterface(self._board)

    def child(self, _index: int) -> None:  # type: ignore[override]  # PySide6's stubs forget None
        """Qt: nothing is within."""

    def childAt(self, _x: int, _y: int) -> None:  # type: ignore[override]  # PySide6's stubs forget None
        """Qt: nothing is within."""

    def childCount(self) -> int:
        """Qt: nothing is within."""
        return 0

    def indexOfChild(self, _child: QAccessibleInterface) -> int:
        """Qt: nothing is within."""
        return -1


class AccessibleBoard(QAccessibleWidget):
    """The board as a list of bars."""

    def __init__(self, board: BoardView) -> None:
        super().__init__(board, QAccessible.Role.List)
        self._board = board
        self._items: dict[int, AccessibleBar] = {}

    def childCount(self) -> int:
        """Qt: how many bars there are."""
        return len(self._board.plan.bars())

    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]  # likewise
        """Qt: one bar."""
        bars = self._board.plan.bars()
        return self._item(bars[index]) if 0 <= index < len(bars) else None

    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:  # type: ignore[override]  # likewise
        """Qt: the bar at a point of the screen."""
        bar = self._board.bar_at(self._board.viewport().mapFromGlobal(QPoint(x, y)))
        return self._item(bar) if bar is not None else None

    def focusChild(self) -> QAccessibleInterface | None:  # type: ignore[override]  # likewise
        """Qt: the chosen bar."""
        bar = self._board.current
        return self._item(bar) if bar is not None else None

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        """Qt: which bar it is."""
        wanted = child.shift_id if isinstance(child, AccessibleBar) else 0
        ids = [bar.shift.id for bar in self._board.plan.bars()]
        return ids.index(wanted) if wanted in ids else -1

    def let_go(self) -> None:
        """Takes the bars out of Qt's own list of what it has told, before the board goes."""
        for item in self._items.values():
            QAccessible.deleteAccessibleInterface(QAccessible.uniqueId(item))
        self._items.clear()

    def _item(self, bar: Bar) -> AccessibleBar:
        # Kept while the board lives, since a screen reader may hold on to it.
        return self._items.setdefault(bar.shift.id, AccessibleBar(self._board, bar.shift.id))


def attach(board: BoardView) -> None:
    """Lets screen readers see the bars of a board; called once for each."""
    if not _installed:
        QAccessible.installFactory(_made)
        _installed.append(True)
    board.access = known = AccessibleBoard(board)
    board.destroyed.connect(known.let_go)


def tell_chosen(board: BoardView) -> None:
    """Tells a screen reader which bar the keyboard is on now."""
    bar = board.current
    if bar is not None and QAccessible.isActive():
        event = QAccessibleEvent(board, QAccessible.Event.Focus)
        event.setChild([each.shift.id for each in board.plan.bars()].index(bar.shift.id))
        QAccessible.updateAccessibility(event)


_installed: list[bool] = []


def _made(_kind: str, thing: QObject) -> QAccessibleInterface | None:
    return thing.access if isinstance(thing, BoardView) else None
