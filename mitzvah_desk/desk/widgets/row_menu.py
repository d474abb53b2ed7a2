"""The menu of a list: what its buttons do with the lines chosen, by the right button or by the menu key."""

from collections.abc import Callable, Sequence
from typing import Protocol, runtime_checkable

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QContextMenuEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QMenu, QWidget


@runtime_checkable
class ListWriter(Protocol):
    """A page around lists that can print, save and copy any of them."""

    def add_list_actions(self, menu: QMenu, of: QWidget) -> None:
        """Puts into a menu what can be made of the whole list."""


@runtime_checkable
class RowMenuOwner(Protocol):
    """A list that says what can be done with the lines chosen in it."""

    def own_actions(self) -> Sequence[tuple[str, Callable[[], object]]]:
        """What keys do with the lines chosen: the words with the key, and what it does."""

    row_actions: list[QAction]


def make_row_menu(view: QAbstractItemView) -> QMenu:
    """The menu of a list: its own keys, its buttons, and what the page around can make of the whole list.

    It is made anew each time from the list's buttons, so it offers what they offer, as they stand now.
    """
    menu = QMenu(view)
    menu.setAccessibleName("The lines chosen")
    if isinstance(view, RowMenuOwner):
        for words, do in view.own_actions():
            menu.addAction(words).triggered.connect(lambda _=False, do=do: do())
        menu.addSeparator()
        menu.addActions([action for action in view.row_actions if action.isVisible()])
        menu.addSeparator()
    around = view.parentWidget()
    while around is not None and not isinstance(around, ListWriter):
        around = around.parentWidget()
    if around is not None:
        around.add_list_actions(menu, view)
    return menu


def open_row_menu(view: QAbstractItemView, event: QContextMenuEvent | QKeyEvent) -> None:
    """Opens the menu of a list: where the mouse points, or for a key at the line that it stands on."""
    menu = make_row_menu(view)
    if not menu.actions():
        menu.deleteLater()
        event.ignore()
        return
    menu.aboutToHide.connect(menu.deleteLater)
    by_mouse = isinstance(event, QContextMenuEvent) and event.reason() is QContextMenuEvent.Reason.Mouse
    line = view.visualRect(view.currentIndex()).bottomLeft() if view.currentIndex().isValid() else QPoint()
    menu.popup(event.globalPos() if by_mouse else view.viewport().mapToGlobal(line))  # type: ignore[union-attr]
    event.accept()


def asks_for_menu(event: QKeyEvent) -> bool:
    """Whether a key asks for the menu of a line: the menu key, or Shift+F10."""
    shift_f10 = event.key() == Qt.Key.Key_F10 and event.modifiers() == Qt.KeyboardModifier.ShiftModifier
    return event.key() == Qt.Key.Key_Menu or shift_f10
