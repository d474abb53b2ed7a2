"""What things are for assistive technology where Qt cannot know it: headings, and papers that one reads.

Qt asks for a widget's interface once and keeps the first answer, so the factory stands before any of them. It
is asked only about classes that Qt has no answer for, and so a heading is no bare QLabel.
"""

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget, QLabel, QScrollArea, QWidget
from shiboken6 import Shiboken

HEADINGS = frozenset({"title", "heading"})
"""The styles of labels that are headings."""


class PaperScroller(QScrollArea):
    """A paper larger than its room: the arrow keys scroll it, and a line shows that it has the keyboard."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "paper")
        self.setWidgetResizable(True)


class AccessibleHeading(QAccessibleWidget):
    """A heading; its words are its name."""

    def __init__(self, label: QLabel) -> None:
        super().__init__(label, QAccessible.Role.Heading)
        self._label = label

    def text(self, t: QAccessible.Text) -> str:
        """Qt: what it says."""
        if t == QAccessible.Text.Name and Shiboken.isValid(self._label):
            return self._label.accessibleName() or self._label.text()
        return super().text(t)


_KEPT: set[QAccessibleWidget] = set()
"""Held here as long as their widgets live: Qt keeps the bare addresses."""


def _made(_kind: str, thing: QObject) -> QAccessibleInterface | None:
    if isinstance(thing, QLabel) and thing.property("role") in HEADINGS:
        made: QAccessibleWidget = AccessibleHeading(thing)
    elif isinstance(thing, PaperScroller):
        made = QAccessibleWidget(thing, QAccessible.Role.Document)
    else:
        return None
    _KEPT.add(made)
    thing.destroyed.connect(lambda: _KEPT.discard(made))
    return made


def install_headings() -> None:
    """Lets them tell what they are from now on; called before the first of them is made."""
    QAccessible.installFactory(_made)
