"""The board for assistive technology: a list whose items are the bars, since a drawn bar is no widget.

Qt asks for a widget's interface once and keeps the first answer. So the factory stands before there is any
board, and every event names the item itself: none carries the number of a child, which another interface
than this one might not have.
"""

from PySide6.QtCore import QObject, QPoint, QTimer
from PySide6.QtGui import QAccessible, QAccessibleEvent, QAccessibleInterface, QAccessibleSelectionInterface
from PySide6.QtWidgets import QAccessibleWidget
from shiboken6 import Shiboken

from mitzvah_desk.desk.rota.accessible_bar import AccessibleBar, interface_address, null_address
from mitzvah_desk.desk.rota.board_view import BoardView
from mitzvah_desk.desk.widgets.notice import announce


class _Selection(QAccessibleSelectionInterface):
    """The chosen bars: one, several, or none."""

    def __init__(self, board: "AccessibleBoard") -> None:
        super().__init__()
        self._board = board

    def selectedItemCount(self) -> int:
        """Qt: how many are chosen."""
        return len(self.selectedItems())

    def selectedItems(self) -> list[QAccessibleInterface]:
        """Qt: the chosen bars."""
        view = self._board.view
        return [self._board.item(number) for number in view.chosen_ids] if view is not None else []

    def select(self, item: QAccessibleInterface) -> bool:
        """Qt: chooses a bar instead."""
        return isinstance(item, AccessibleBar) and item.choose()

    def unselect(self, item: QAccessibleInterface) -> bool:
        """Qt: lets a bar go, if it is the chosen one."""
        return item in self.selectedItems() and self.clear()

    def selectAll(self) -> bool:
        """Qt: not here; what is done with all of a day is done on its buttons."""
        return False

    def clear(self) -> bool:
        """Qt: chooses none."""
        view = self._board.view
        return view is not None and view.choose_none()


class AccessibleBoard(QAccessibleWidget):
    """The board as a list of bars."""

    def __init__(self, board: BoardView) -> None:
        super().__init__(board, QAccessible.Role.List)
        self._view = board
        self._shown: list[int] = []
        self._items: dict[int, AccessibleBar] = {}
        self._selection = _Selection(self)

    @property
    def view(self) -> BoardView | None:
        """The board, while it lives."""
        return self._view if Shiboken.isValid(self._view) else None

    def interface_cast(self, t: QAccessible.InterfaceType) -> int:
        """Qt: what more it can do."""
        if t == QAccessible.InterfaceType.SelectionInterface:
            return interface_address(self._selection)
        return super().interface_cast(t) or null_address()

    def state(self) -> QAccessible.State:
        """Qt: several bars may be chosen."""
        state = super().state()
        state.multiSelectable = True
        return state

    def childCount(self) -> int:
        """Qt: how many bars there are."""
        return len(self._shown)

    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]  # PySide6's stubs forget None
        """Qt: one bar."""
        return self.item(self._shown[index]) if 0 <= index < len(self._shown) else None

    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:  # type: ignore[override]  # likewise
        """Qt: the bar at a point of the screen."""
        view = self.view
        bar = view.bar_at(view.viewport().mapFromGlobal(QPoint(x, y))) if view is not None else None
        return self.item(bar.shift.id) if bar is not None else None

    def focusChild(self) -> QAccessibleInterface | None:  # type: ignore[override]  # likewise
        """Qt: the chosen bar."""
        bar = self.view.current if self.view is not None else None
        return self.item(bar.shift.id) if bar is not None else None

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        """Qt: which bar it is."""
        wanted = child.shift_id if isinstance(child, AccessibleBar) else 0
        return self._shown.index(wanted) if wanted in self._shown else -1

    def item(self, shift_id: int) -> AccessibleBar:
        """A bar's own; kept while the shift is on the board, since a screen reader may hold on to it."""
        if shift_id not in self._items:
            self._items[shift_id] = AccessibleBar(self, lambda: self.view, shift_id)
        return self._items[shift_id]

    def renew(self) -> None:
        """Takes another state of the day: lets go of bars that went, and tells of those that came."""
        before = set(self._shown)
        self._shown = [bar.shift.id for bar in self.view.plan.walk()] if self.view is not None else []
        self._let_go(self._items.keys() - set(self._shown))
        if QAccessible.isActive():
            for shift_id in self._shown:
                if shift_id not in before:
                    event = QAccessibleEvent(self.item(shift_id), QAccessible.Event.ObjectCreated)
                    QAccessible.updateAccessibility(event)

    def close(self) -> None:
        """Lets go of every bar, as the board goes."""
        self._let_go(set(self._items))
        _KEPT.discard(self)

    def _let_go(self, gone: set[int]) -> None:
        for shift_id in gone:
            QAccessible.deleteAccessibleInterface(QAccessible.uniqueId(self._items.pop(shift_id)))


def make_accessible_board(board: BoardView) -> AccessibleBoard:
    """What assistive technology sees of a board."""
    seen = QAccessible.queryAccessibleInterface(board)
    assert isinstance(seen, AccessibleBoard), "the factory stands before any board"  # noqa: S101
    return seen


def notify_selection(board: BoardView) -> None:
    """Tells which bar is chosen now, how many are with it, and that the keyboard is on it."""
    bar = board.current
    if bar is None or not QAccessible.isActive():
        return
    item = make_accessible_board(board).item(bar.shift.id)
    QAccessible.updateAccessibility(QAccessibleEvent(item, QAccessible.Event.Selection))
    if board.hasFocus():
        QAccessible.updateAccessibility(QAccessibleEvent(item, QAccessible.Event.Focus))
    if (many := len(board.chosen_ids)) > 1:
        announce(board, f"{many} shifts chosen")


def notify_focus(board: BoardView) -> None:
    """Tells that the keyboard is on the chosen bar, once Qt has told that it is on the board."""
    if QAccessible.isActive():
        QTimer.singleShot(0, board, lambda: notify_selection(board))


def notify_bars_changed(board: BoardView) -> None:
    """Tells that the board shows another state of the day."""
    make_accessible_board(board).renew()


_KEPT: set[AccessibleBoard] = set()
"""Held here as long as their boards live: Qt keeps the bare addresses."""


def _made(_kind: str, thing: QObject) -> QAccessibleInterface | None:
    if not isinstance(thing, BoardView):
        return None
    made = AccessibleBoard(thing)
    _KEPT.add(made)
    thing.destroyed.connect(made.close)
    return made


QAccessible.installFactory(_made)
