"""What stands in for the office and the window in tests of widgets."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtWidgets import QLineEdit, QMessageBox, QVBoxLayout, QWidget


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


class Boxes:
    """Stands in for whoever reads a message and chooses a button of it by its words.

    Attributes:
        read: what was told and asked, each as one line.
        press: the words of the button to press; one that a box does not have leaves things as they were.
        seen: called with each box before it is answered.
    """

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.read: list[str] = []
        self.press = "OK"
        self.seen: Callable[[QMessageBox], object] = lambda box: None
        self._pressed: object = None
        # A bound method would not be given the box: Qt's own is no plain function.
        monkeypatch.setattr(QMessageBox, "exec", lambda box: self._exec(box))  # noqa: PLW0108
        monkeypatch.setattr(QMessageBox, "clickedButton", lambda _box: self._pressed)

    def _exec(self, box: QMessageBox) -> int:
        self.read.append(f"{box.text()} {box.informativeText()}".strip())
        self.seen(box)
        found = [button for button in box.buttons() if button.text() == self.press]
        self._pressed = found[0] if found else None
        return 0


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
