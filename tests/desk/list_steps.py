# mypy: allow-untyped-calls
"""What one does in the Lists area, for its tests."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QMenu, QWidget
from small_book import Book

from mitzvah_desk.desk.lists.page import ListsPage
from mitzvah_desk.desk.widgets.fields import ChoiceField
from mitzvah_desk.desk.widgets.list_page import ListPage
from mitzvah_desk.office.lists.files import list_saved_lists
from mitzvah_desk.office.lists.reading import ListRow
from mitzvah_desk.rules.lists.definition import ListDefinition


def choose(page: ListsPage, words: str) -> None:
    """Chooses from the menu of new lists."""
    menu = page.new.menu()
    assert isinstance(menu, QMenu)
    next(each for each in menu.actions() if each.text() == words).trigger()


def take(field: ChoiceField, words: str) -> None:
    """Chooses by the keyboard: opens the list, types the first letters, Enter."""
    field.combo.setFocus()
    QTest.keyClick(field.combo, Qt.Key.Key_Down)
    view = field.combo.view()
    number = field.combo.findText(words)
    assert number >= 0, [field.combo.itemText(n) for n in range(field.combo.count())]
    view.setCurrentIndex(field.combo.model().index(number, 0))
    QTest.keyClick(view, Qt.Key.Key_Return)


def press_add(page: ListsPage) -> None:
    """Presses the button for another question."""
    press(page.questions.card.add)


def press(button: QAbstractButton) -> None:
    """Presses a button with the mouse."""
    QApplication.processEvents()  # it takes its place
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def result(page: ListsPage) -> ListPage[ListRow]:
    assert page.result is not None
    return page.result


def found(page: ListsPage) -> list[str]:
    """The first names found, as the table shows them."""
    titles, rows = result(page).table.shown()
    at = titles.index("First name")
    return [row[at] for row in rows]


def focus() -> QWidget:
    """Where the keyboard is."""
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def kept(book: Book) -> dict[str, ListDefinition]:
    return {each.name: each.definition for each in book.session.office.query(list_saved_lists)}


def outs(page: ListsPage, words: str) -> None:
    """Chooses from the menu of what can be made of a list."""
    page._offer()
    menu = page.out.menu()
    assert isinstance(menu, QMenu)
    next(each for each in menu.actions() if each.text().startswith(words)).trigger()
