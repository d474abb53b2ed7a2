"""Titles and headings for assistive technology: one goes from heading to heading, and so they must be some.

Qt asks for a widget's interface once and keeps the first answer, so the factory stands before any label.
"""

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget, QLabel
from shiboken6 import Shiboken

HEADINGS = frozenset({"title", "heading"})
"""The styles of labels that are headings."""


class AccessibleHeading(QAccessibleWidget):
    """A label that is a heading; its words are its name."""

    def __init__(self, label: QLabel) -> None:
        super().__init__(label, QAccessible.Role.Heading)
        self._label = label

    def text(self, t: QAccessible.Text) -> str:
        """Qt: what it says."""
        if t == QAccessible.Text.Name and Shiboken.isValid(self._label):
            return self._label.accessibleName() or self._label.text()
        return super().text(t)

    def close(self) -> None:
        """Lets go of it, as the label goes."""
        _KEPT.discard(self)


_KEPT: set[AccessibleHeading] = set()
"""Held here as long as their labels live: Qt keeps the bare addresses."""


def _made(_kind: str, thing: QObject) -> QAccessibleInterface | None:
    if not isinstance(thing, QLabel) or thing.property("role") not in HEADINGS:
        return None
    made = AccessibleHeading(thing)
    _KEPT.add(made)
    thing.destroyed.connect(made.close)
    return made


def install_headings() -> None:
    """Lets labels of these styles be headings from now on; called before the first of them is made."""
    QAccessible.installFactory(_made)
