"""One bar of the board for assistive technology: its name, its state, and what can be done with it."""

from collections.abc import Callable
from typing import cast

from PySide6.QtCore import QObject, QPoint, QRect, QTimer
from PySide6.QtGui import QAccessible, QAccessibleActionInterface, QAccessibleInterface, QWindow
from shiboken6 import Shiboken

from mitzvah_desk.desk.rota.board_view import BarAction, BoardView
from mitzvah_desk.desk.rota.plan import ShiftBar


def interface_address(part: Shiboken.Object) -> int:
    """Where a part of an interface lies, as ``interface_cast`` must return it."""
    return cast("int", Shiboken.VoidPtr(Shiboken.getCppPointer(part)[0]))


def null_address() -> int:
    """What ``interface_cast`` must return for none: a bare None would become the address of Python's own."""
    return cast("int", Shiboken.VoidPtr(0))


class _Actions(QAccessibleActionInterface):
    """What can be done with a bar; each is done once Qt has answered, since it may open a question."""

    def __init__(self, item: "AccessibleBar") -> None:
        super().__init__()
        self._item = item

    def actionNames(self) -> list[str]:
        """Qt: all of them."""
        return [action.name for action in self._item.actions()]

    def doAction(self, name: str) -> None:
        """Qt: does one."""
        view = self._item.view
        action = self._action(name)
        if view is not None and action is not None:
            QTimer.singleShot(0, view, action.do)

    def localizedActionName(self, name: str) -> str:
        """Qt: what it is called."""
        action = self._action(name)
        return action.words if action is not None else ""

    def localizedActionDescription(self, name: str) -> str:
        """Qt: likewise."""
        return self.localizedActionName(name)

    def keyBindingsForAction(self, name: str) -> list[str]:
        """Qt: the key that does the same."""
        action = self._action(name)
        return [action.key] if action is not None and action.key else []

    def _action(self, name: str) -> BarAction | None:
        return next((action for action in self._item.actions() if action.name == name), None)


class AccessibleBar(QAccessibleInterface):
    """One bar.

    Args:
        board: the interface of the board, to which it belongs.
        board_view: gives the board itself while it lives.
        shift_id: its shift.
    """

    def __init__(
        self, board: QAccessibleInterface, board_view: Callable[[], BoardView | None], shift_id: int
    ) -> None:
        super().__init__()
        self._board = board
        self._board_view = board_view
        self._actions = _Actions(self)
        self.shift_id = shift_id

    @property
    def view(self) -> BoardView | None:
        """The board, while it lives and has this bar."""
        view = self._board_view()
        return view if view is not None and view.bar(self.shift_id) is not None else None

    @property
    def _bar(self) -> ShiftBar | None:
        return self.view.bar(self.shift_id) if self.view is not None else None

    def actions(self) -> list[BarAction]:
        """What can be done with it now."""
        view, bar = self.view, self._bar
        return list(view.actions_on(bar)) if view is not None and bar is not None else []

    def choose(self) -> bool:
        """Chooses it; returns whether it is there."""
        return self.view is not None and self.view.select(self.shift_id)

    def isValid(self) -> bool:
        """Qt: whether the shift is still on the board."""
        return self.view is not None

    def interface_cast(self, t: QAccessible.InterfaceType) -> int:
        """Qt: what more it can do."""
        return (
            interface_address(self._actions)
            if t == QAccessible.InterfaceType.ActionInterface
            else null_address()
        )

    def object(self) -> QObject | None:  # type: ignore[override]  # PySide6's stubs forget None
        """Qt: it has no widget."""
        return None

    def window(self) -> QWindow | None:  # type: ignore[override]  # likewise
        """Qt: the board's."""
        return self.view.window().windowHandle() if self.view is not None else None

    def role(self) -> QAccessible.Role:
        """Qt: an item of a list."""
        return QAccessible.Role.ListItem

    def state(self) -> QAccessible.State:
        """Qt: whether it is chosen, has the keyboard, and is in view."""
        state = QAccessible.State()
        view, bar = self.view, self._bar
        if view is None or bar is None:
            state.invalid = True
            return state
        state.selectable = state.focusable = True
        state.selected = view.is_chosen(self.shift_id)
        state.focused = view.current is bar and view.hasFocus()
        state.invisible = not view.isVisible()
        state.offscreen = not view.rect_of(bar).intersects(view.body())
        return state

    def text(self, t: QAccessible.Text) -> str:
        """Qt: all of the shift in words."""
        view, bar = self.view, self._bar
        named = view is not None and bar is not None and t == QAccessible.Text.Name
        return view.said(bar) if named and view is not None and bar is not None else ""

    def setText(self, t: QAccessible.Text, text: str) -> None:
        """Qt: it cannot be written here."""

    def rect(self) -> QRect:
        """Qt: where it is on the screen."""
        view, bar = self.view, self._bar
        if view is None or bar is None:
            return QRect()
        return view.rect_of(bar).translated(view.viewport().mapToGlobal(QPoint(0, 0)))

    def parent(self) -> QAccessibleInterface | None:  # type: ignore[override]  # PySide6's stubs forget None
        """Qt: the board."""
        return self._board if Shiboken.isValid(self._board) else None

    def child(self, index: int) -> None:  # type: ignore[override]  # likewise
        """Qt: nothing is within."""

    def childAt(self, x: int, y: int) -> None:  # type: ignore[override]  # likewise
        """Qt: nothing is within."""

    def childCount(self) -> int:
        """Qt: nothing is within."""
        return 0

    def indexOfChild(self, _child: QAccessibleInterface) -> int:
        """Qt: nothing is within."""
        return -1
