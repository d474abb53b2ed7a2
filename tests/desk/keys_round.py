"""Goes round a window with Tab, and finds letters that two things on it answer to."""

from collections import defaultdict
from collections.abc import Iterator

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QGroupBox,
    QLabel,
    QMainWindow,
    QRadioButton,
    QTabBar,
    QWidget,
)

from mitzvah_desk.desk.widgets.typing_grid import TypingGrid

MOST_STOPS = 160
MOST_CELLS = 40


def go_round(window: QWidget, key: Qt.Key = Qt.Key.Key_Tab) -> list[QWidget]:
    """Where Tab leads until it is back where it has been; begins where the keyboard is.

    In a grid for typing Tab goes from cell to cell, and out at its end.
    """
    stops: list[QWidget] = []
    while (here := QApplication.focusWidget()) not in stops and here is not None and len(stops) < MOST_STOPS:
        stops.append(here)
        assert is_in_sight(here), f"the keyboard is out of sight on {name_of(here)}"
        QTest.keyClick(here, key)
        for _ in range(MOST_CELLS if isinstance(here, TypingGrid) else 0):
            if QApplication.focusWidget() is here:
                QTest.keyClick(here, key)
    assert stops, window
    return stops


def is_in_sight(widget: QWidget) -> bool:
    """Whether some of it is within all that it stands in, so that it is not scrolled away."""
    part, around = QRect(QPoint(), widget.size()), widget
    while not around.isWindow() and (parent := around.parentWidget()) is not None:
        part = part.translated(around.pos()) & parent.rect()
        around = parent
    return not part.isEmpty()


def reachable(window: QWidget) -> Iterator[QWidget]:
    """All that Tab must come to."""
    for widget in window.findChildren(QWidget):
        can = widget.isVisible() and widget.isEnabled() and widget.focusProxy() is None
        here = widget.window() is window
        other = isinstance(widget, QRadioButton) and not widget.isChecked()  # the arrow keys go to those
        if can and here and takes_tab(widget) and not is_within_spin(widget) and not other:
            yield widget


def takes_tab(widget: QWidget) -> bool:
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)


def is_within_spin(widget: QWidget) -> bool:
    return isinstance(widget.parentWidget(), QAbstractSpinBox)


def shared_letters(window: QWidget) -> list[str]:
    """The letters to which, with Alt, more than one thing that is seen here answers."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for words in _texts(window):
        letter = QKeySequence.mnemonic(words).toString()
        if letter:
            found[letter].append(words)
    return [f"{letter}: {', '.join(words)}" for letter, words in found.items() if len(words) > 1]


def _texts(window: QWidget) -> Iterator[str]:
    for widget in window.findChildren(QWidget):
        if not widget.isVisible() or not widget.isEnabled() or widget.window() is not window:
            continue
        if isinstance(widget, QAbstractButton) or (isinstance(widget, QLabel) and widget.buddy() is not None):
            yield widget.text()
        elif isinstance(widget, QGroupBox):
            yield widget.title()
        elif isinstance(widget, QTabBar):
            tabs = range(widget.count())
            yield from (widget.tabText(n) for n in tabs if widget.isTabVisible(n) and widget.isTabEnabled(n))
    if isinstance(window, QMainWindow):
        yield from (action.text() for action in window.menuBar().actions() if action.isVisible())


def name_of(widget: QWidget) -> str:
    words = widget.text() if isinstance(widget, QLabel | QAbstractButton) else ""
    return f"{type(widget).__name__} {widget.accessibleName() or words!r}"
