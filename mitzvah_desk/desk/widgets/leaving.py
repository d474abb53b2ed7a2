"""Leaving a page that holds something which cannot be kept: it is named, led to, or dropped on purpose."""

from collections.abc import Callable, Iterator
from typing import Protocol, runtime_checkable

from PySide6.QtWidgets import QApplication, QTabWidget, QWidget

from mitzvah_desk.desk.widgets import messages
from mitzvah_desk.desk.widgets.field import Field

PLACE = "place"
"""The property of a page under which it says where one is: ``People``, ``Ann Cohen``."""


@runtime_checkable
class Unfinished(Protocol):
    """A widget in which more than one field makes one thing, such as a line of a donation."""

    def drop_typed(self) -> None:
        """Drops what is typed and not kept."""


@runtime_checkable
class WayBack(Protocol):
    """A window that knows from where one came to a page."""

    def go_back_along(self) -> bool:
        """Goes back there; returns whether one came from somewhere."""


def go_back_along(page: QWidget) -> bool:
    """Goes back from a page to where one came from; False where it was opened from its own list."""
    return any(isinstance(above, WayBack) and above.go_back_along() for above in _above(page))


def may_leave(page: QWidget, flush: Callable[[], bool]) -> bool:
    """Keeps what is typed on a page; asks where something of it cannot be kept.

    Args:
        page: what is left.
        flush: commits what is typed; returns whether nothing is left uncommitted.

    Returns:
        Whether nothing is left uncommitted: it was all kept, or dropped as the user said. Otherwise the
        keyboard is in the field that holds it up.
    """
    if flush():
        return True
    held = list(_held(page))
    if not held:
        inside = QApplication.focusWidget()  # where the page has led to
        do = _where(inside if inside is not None and page.isAncestorOf(inside) else page)
        text = "What is typed here is not complete, so it is not kept."
        if messages.ask_choice(page.window(), text, do, choices=("Drop it",), leave="Go on typing") is None:
            return False
        return _drop(page, flush)
    field = held[0]
    focus_field(field)
    more = f"\nSo it is with {len(held) - 1} more on this page." if len(held) > 1 else ""
    had = field.value not in (None, "") and len(held) == 1
    choice = "Put back what stood there" if had else "Drop what is typed"
    text = f"“{field.label}” cannot be kept as it stands."
    do = f"{_where(field)}\n\n{field.problem}{more}".strip()
    if messages.ask_choice(page.window(), text, do, choices=(choice,), leave="Go to it") is None:
        focus_field(field)
        return False
    for each in held:
        each.restore()
    return flush() or _drop(page, flush)


def focus_field(field: Field) -> None:
    """Shows the tab on which a field stands, and puts the keyboard into it."""
    for above in _above(field):
        if isinstance(above, QTabWidget):
            for number in range(above.count()):
                tab = above.widget(number)
                if tab is not None and tab.isAncestorOf(field):
                    above.setCurrentIndex(number)
    field.editor.setFocus()


def _drop(page: QWidget, flush: Callable[[], bool]) -> bool:
    for widget in (page, *page.findChildren(QWidget)):
        if isinstance(widget, Unfinished):
            widget.drop_typed()
    for field in _held(page):
        field.restore()
    return flush()


def _held(page: QWidget) -> Iterator[Field]:
    return (field for field in page.findChildren(Field) if field.touched)


def _where(widget: QWidget) -> str:
    """Where something stands, from the outside in: ``People › Ann Cohen › Details``."""
    parts: list[str] = []
    for above in (widget, *_above(widget)):
        if isinstance(above, QTabWidget):
            tabs, titles = range(above.count()), above.tabBar().tabData
            inside = [number for number in tabs if _holds(above.widget(number), widget)]
            parts += [str(titles(n) or above.tabText(n).replace("&&", "&")) for n in inside]
        if place := above.property(PLACE):
            parts.append(str(place))
    return " › ".join(reversed(parts))


def _holds(tab: QWidget | None, widget: QWidget) -> bool:
    return tab is not None and (tab is widget or tab.isAncestorOf(widget))


def _above(widget: QWidget) -> Iterator[QWidget]:
    above = widget.parentWidget()
    while above is not None:
        yield above
        above = above.parentWidget()
