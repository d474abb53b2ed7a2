"""What stands in for the office and the window in tests of widgets."""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget


class Taker:
    """Stands in for the office: notes what is committed, and refuses while it has a refusal."""

    def __init__(self) -> None:
        self.taken: list[Any] = []
        self.refusal = ""
        self.on_commit: Callable[[Any], object] = lambda value: None

    def commit(self, value: Any) -> str:
        self.taken.append(value)
        if not self.refusal:
            self.on_commit(value)
        return self.refusal


class Surround(QWidget):
    """A window with the widget under test, and another place to go to with the keyboard."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__()
        self.elsewhere = QLineEdit()
        layout = QVBoxLayout(self)
        layout.addWidget(widget)
        layout.addWidget(self.elsewhere)


class Drawer(dict[str, str]):
    """A memory for columns that lasts as long as the test."""

    def set(self, key: str, value: str) -> None:
        self[key] = value


Shown = Callable[[QWidget], Surround]
