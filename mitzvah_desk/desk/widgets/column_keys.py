"""A table's columns by keyboard and menu: what the mouse does with a heading, for one column."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHeaderView, QMenu

_HELD = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
_STEP = 3
"""In average characters."""


class ColumnTable(Protocol):
    """A table whose columns are sorted by and widened one at a time."""

    def sort_by_current(self, order: Qt.SortOrder) -> None:
        """Sorts by the column in which the keyboard stands."""

    def widen_current(self, chars: int) -> None:
        """Makes the column in which the keyboard stands wider by so many characters, or narrower."""

    def choose_columns(self) -> None:
        """Opens the menu of columns."""

    def current_title(self) -> str:
        """The heading of the column in which the keyboard stands; empty where it stands in none."""

    def horizontalHeader(self) -> QHeaderView:
        """Qt's."""


@dataclass(frozen=True)
class ColumnCommand:
    """What a key does with the column in which the keyboard stands.

    Attributes:
        key: the key, held with Ctrl and Shift.
        keys: the same in words, as menus and the help show it.
        words: what it does, ``{}`` being the heading.
        do: does it.
    """

    key: Qt.Key
    keys: str
    words: str
    do: Callable[[ColumnTable], None]


COLUMN_COMMANDS = (
    ColumnCommand(
        Qt.Key.Key_Up,
        "Ctrl+Shift+Up",
        "Sort by {}, upwards",
        lambda table: table.sort_by_current(Qt.SortOrder.AscendingOrder),
    ),
    ColumnCommand(
        Qt.Key.Key_Down,
        "Ctrl+Shift+Down",
        "Sort by {}, downwards",
        lambda table: table.sort_by_current(Qt.SortOrder.DescendingOrder),
    ),
    ColumnCommand(
        Qt.Key.Key_Right, "Ctrl+Shift+Right", "Make {} wider", lambda table: table.widen_current(_STEP)
    ),
    ColumnCommand(
        Qt.Key.Key_Left, "Ctrl+Shift+Left", "Make {} narrower", lambda table: table.widen_current(-_STEP)
    ),
    ColumnCommand(Qt.Key.Key_C, "Ctrl+Shift+C", "Choose columns", lambda table: table.choose_columns()),
)


def do_column_key(table: ColumnTable, event: QKeyEvent) -> bool:
    """Does what a key says of columns; returns whether it says something."""
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    if held != _HELD:
        return False
    command = next((each for each in COLUMN_COMMANDS if each.key == event.key()), None)
    if command is None:
        return False
    command.do(table)
    return True


def add_column_commands(menu: QMenu, table: ColumnTable) -> None:
    """Puts into the menu of columns what the keys do with the one in which the keyboard stands."""
    title = table.current_title()
    if not title:
        return
    menu.addSeparator()
    for command in COLUMN_COMMANDS:
        if "{}" in command.words:
            words = command.words.format(f"“{title}”").replace("&", "&&")
            action = menu.addAction(f"{words}\t{command.keys}")
            action.triggered.connect(lambda _=False, do=command.do: do(table))
