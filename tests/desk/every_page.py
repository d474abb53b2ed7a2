"""Goes through every page of the window and every tab on it, as a test needs them one after another."""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QTabWidget, QWidget

from mitzvah_desk.desk.shell.area_entries import ENTRIES
from mitzvah_desk.desk.shell.main import Desk
from mitzvah_desk.desk.widgets.table import DataTable

_PAGES = {
    "rota": ("Changes to pass on", "Check in", "Fill gaps…"),
    "goods": ("Receive a donation", "Made on the day…"),
}
"""Pages that a button opens, by their area."""


def walk_pages(desk: Desk) -> Iterator[str]:
    """Shows page after page; yields the way to each, such as ``People, a row, Household``."""
    for entry in ENTRIES:
        desk.go_to(entry.key)
        _settle()
        area = desk.area(entry.key)
        yield from _walk_tabs(area, entry.title, opens=True)
        for words in _PAGES.get(entry.key, ()):
            button = next(b for b in area.findChildren(QAbstractButton) if b.accessibleName() == words)
            desk.go_to(entry.key)
            _settle()
            button.click()
            _settle()
            yield f"{entry.title}, {words}"
            _press_escape(area)
            _settle()


def _walk_tabs(page: QWidget, way: str, *, opens: bool) -> Iterator[str]:
    tabs = _outermost_tabs(page)
    if tabs is None:
        yield from _walk_page(page, way, opens=opens)
        return
    for number in range(tabs.count()):
        if tabs.isTabVisible(number):
            tabs.setCurrentIndex(number)
            _settle()
            held = tabs.widget(number)
            if held is not None:
                yield from _walk_page(held, f"{way}, {tabs.tabText(number)}", opens=opens)


def _walk_page(page: QWidget, way: str, *, opens: bool) -> Iterator[str]:
    yield way
    tables = [
        table for table in page.findChildren(DataTable) if table.isVisible() and table.model().rowCount()
    ]
    if not opens or not tables:
        return
    window = page.window()
    table = tables[0]
    table.setFocus()
    table.setCurrentIndex(table.model().index(0, 0))
    QTest.keyClick(table, Qt.Key.Key_Return)
    _settle()
    if QApplication.activeModalWidget() is not None or table.isVisible():
        return
    assert isinstance(window, Desk)
    area = next(area for area in window.areas.values() if area.isVisible())
    yield from _walk_tabs(area, f"{way}, a row", opens=False)
    for _ in range(3):
        if not table.isVisible():
            _press_escape(area)
            _settle()
    home = next(key for key, area in window.areas.items() if area.isAncestorOf(table))
    window.go_to(home)  # the row may have been one of another area
    _settle()


def _outermost_tabs(page: QWidget) -> QTabWidget | None:
    shown = [tabs for tabs in page.findChildren(QTabWidget) if tabs.isVisible()]
    return next(
        (
            tabs
            for tabs in shown
            if not any(other is not tabs and other.isAncestorOf(tabs) for other in shown)
        ),
        None,
    )


def _press_escape(area: QWidget) -> None:
    here = QApplication.focusWidget()
    QTest.keyClick(area if here is None else here, Qt.Key.Key_Escape)


def _settle() -> None:
    for _ in range(3):
        QApplication.processEvents()
