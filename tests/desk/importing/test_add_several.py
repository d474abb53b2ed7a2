"""Many at once in a grid, from the keyboard and from the clipboard."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from doubles import Boxes, Shown
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from small_book import Book

from mitzvah_desk.desk.importing.add_family import AddFamilyDialog
from mitzvah_desk.desk.importing.add_several import AddSeveralDialog
from mitzvah_desk.desk.importing.button import open_family_dialog, open_several_dialog
from mitzvah_desk.desk.session.file_session import FileSession
from mitzvah_desk.model import ImportOf
from mitzvah_desk.office.core import lookup
from mitzvah_desk.office.core.office import Office
from mitzvah_desk.office.people.queries import list_households, list_people


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    office = Office.new(tmp_path / "book.mitzvah", user_name="Miriam")
    made = Book(FileSession(office))
    made.add("campaign", name="Mitzvah Day 2026", main_day=date(2026, 11, 22))
    made.household = made.add("household", name="Cohen", postcode="NW11 8QZ")
    made.ann = made.add("person", given="Ann", family="Cohen", household_id=made.household)
    yield made
    office.close()


@pytest.fixture
def page(book: Book, shown: Shown) -> QWidget:
    widget = QWidget()
    shown(widget)
    return widget


@pytest.fixture
def dialog(book: Book, page: QWidget, qtbot: QtBot) -> AddSeveralDialog:
    made = open_several_dialog(book.session, page, ImportOf.PEOPLE)
    qtbot.waitUntil(made.isVisible)
    qtbot.waitUntil(made.grid.hasFocus)
    return made


def at_hand() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def type_on(qtbot: QtBot, text: str, key: Qt.Key) -> None:
    """Types wherever the keyboard is, then presses a key; a cell closes once Qt has come to it."""
    for letter in text:
        QTest.keyClicks(at_hand(), letter)
    QTest.keyClick(at_hand(), key)
    QApplication.processEvents()


def type_line(qtbot: QtBot, *cells: str) -> None:
    for cell in cells[:-1]:
        type_on(qtbot, cell, Qt.Key.Key_Tab)
    type_on(qtbot, cells[-1], Qt.Key.Key_Return)


def words(dialog: AddSeveralDialog) -> list[str]:
    cells = dialog.grid.cells
    return [cells.state_of(number).words for number, _ in cells.lines()]


def paste(dialog: AddSeveralDialog, text: str) -> None:
    QApplication.clipboard().setText(text)
    QTest.keyClick(dialog.grid, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)


def people(book: Book) -> list[str]:
    return [option.label for option in book.session.office.query(lookup.list_person_options)]


def test_lines_are_typed_from_the_keyboard_alone(dialog: AddSeveralDialog, book: Book, qtbot: QtBot) -> None:
    type_line(qtbot, "Zelda", "Katz", "07700 900123")
    type_line(qtbot, "Dan", "Levy")
    assert dialog.grid.cells.rowCount() == 3
    assert words(dialog) == ["New. With mobile telephone “07700 900123”", "New"]
    assert dialog.add.text() == "&Add 2 people"
    QTest.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert people(book) == ["Ann Cohen", "Zelda Katz", "Dan Levy"]
    assert not dialog.isVisible()
    assert book.session.office.undo_label() == "Added 2 people"
    book.session.undo()
    assert people(book) == ["Ann Cohen"]


def test_a_spreadsheet_is_pasted_with_its_headings(dialog: AddSeveralDialog, book: Book) -> None:
    paste(dialog, "Surname\tFirst name\tShoe size\tDiet\nKatz\tZelda\t38\tvegan\nCohen\tAnn\t40\t")
    assert dialog.told.startswith("Not understood, and left out: “Shoe size”.")
    assert dialog.grid.cells.keys[-1] == "diet"
    assert words(dialog) == ["New. With diet “vegan”", "The same as Ann Cohen (NW11 8QZ)"]
    dialog.add.click()
    assert people(book) == ["Ann Cohen", "Zelda Katz"]
    assert {row.given for row in book.session.office.query(list_people)} == {"Ann", "Zelda"}


def test_a_problem_stays_in_its_cell_and_out_of_the_file(dialog: AddSeveralDialog, book: Book) -> None:
    paste(dialog, "Zelda\tKatz\t\tnot an address\nDan\tLevy\t\tdan@example.org")
    cells = dialog.grid.cells
    (number, *_) = [n for n, _ in cells.lines()]
    assert list(cells.state_of(number).problems) == ["email"]
    assert "not a whole e-mail address" in cells.index(0, 3).data(Qt.ItemDataRole.AccessibleTextRole)
    dialog.add.click()
    assert people(book) == ["Ann Cohen", "Dan Levy"]
    assert [typed[0] for _, typed in cells.lines()] == ["Zelda"]
    assert dialog.isVisible()


def test_who_may_be_somebody_is_asked(dialog: AddSeveralDialog, book: Book) -> None:
    book.add("person", given="Sam", family="Levy", email="sam@example.org")
    book.add("person", given="Sam", family="Levy", email="other@example.org")
    paste(dialog, "Sam\tLevy")
    assert dialog.bar.isVisible()
    assert not dialog.add.isEnabled()
    dialog.bar.is_new.click()
    assert dialog.add.isEnabled()
    dialog.add.click()
    assert people(book).count("Sam Levy") == 3


def test_what_is_not_added_is_not_dropped_unasked(dialog: AddSeveralDialog, book: Book, boxes: Boxes) -> None:
    paste(dialog, "Zelda\tKatz")
    boxes.press = "Go on typing"
    dialog.close()
    assert dialog.isVisible()
    assert boxes.read == ["1 line is not added yet. Drop it?"]
    boxes.press = "Drop 1 line"
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert people(book) == ["Ann Cohen"]


def test_the_grid_is_no_trap_for_tab(dialog: AddSeveralDialog) -> None:
    QTest.keyClick(dialog.grid, Qt.Key.Key_Tab, Qt.KeyboardModifier.ShiftModifier)
    assert not dialog.grid.hasFocus()
    dialog.grid.setFocus()
    for _ in dialog.grid.cells.keys:
        assert dialog.grid.hasFocus()
        QTest.keyClick(dialog.grid, Qt.Key.Key_Tab)
    assert not dialog.grid.hasFocus()


def test_lines_are_taken_out_and_cells_emptied(dialog: AddSeveralDialog) -> None:
    paste(dialog, "Zelda\tKatz\nDan\tLevy")
    dialog.grid.go_to(0, 1)
    QTest.keyClick(dialog.grid, Qt.Key.Key_Delete)
    dialog.grid.go_to(1, 0)
    dialog.remove.click()
    assert [typed[:2] for _, typed in dialog.grid.cells.lines()] == [("Zelda", "")]


def test_a_column_is_added(dialog: AddSeveralDialog) -> None:
    menu = dialog.more_columns.menu()
    menu.aboutToShow.emit()
    next(action for action in menu.actions() if action.text() == "Diet").trigger()
    assert dialog.grid.cells.keys[-1] == "diet"


def test_partners_are_added_too(book: Book, page: QWidget) -> None:
    dialog = open_several_dialog(book.session, page, ImportOf.PARTNERS)
    paste(dialog, "Name\tWhat\tTelephone\nRubens House\tcare home\t020 8455 1234\nFood bank\t\t")
    assert dialog.add.text() == "&Add 2 partners"
    dialog.add.click()
    found = [option.label for option in book.session.office.query(lookup.list_partner_options)]
    assert found == ["Food bank", "Rubens House"]


def test_a_family_is_added_from_the_keyboard_alone(book: Book, page: QWidget, qtbot: QtBot) -> None:
    dialog = open_family_dialog(book.session, page)
    qtbot.waitUntil(dialog.isVisible)
    qtbot.waitUntil(dialog.fields["name"].editor.hasFocus)
    enter = Qt.Key.Key_Return
    for text in ("Levy", "12 High Street", "NW11 8QZ", "020 8455 1234", "levy@example.org"):
        type_on(qtbot, text, enter)
    assert dialog.grid.hasFocus()
    type_line(qtbot, "Dan")
    type_line(qtbot, "Ruth", "Katz")
    type_line(qtbot, "Maya", "", "9")
    assert dialog.add.text() == "&Add 3 people"
    QTest.keyClick(dialog, enter, Qt.KeyboardModifier.ControlModifier)
    homes = {row.name: row.members for row in book.session.office.query(list_households)}
    assert homes == {"Cohen": 1, "Levy": 3}
    book.session.undo()
    assert people(book) == ["Ann Cohen"]


def test_a_family_that_may_be_there_is_asked_about(book: Book, page: QWidget, qtbot: QtBot) -> None:
    dialog: AddFamilyDialog = open_family_dialog(book.session, page)
    qtbot.waitUntil(dialog.fields["name"].editor.hasFocus)
    type_on(qtbot, "Cohen", Qt.Key.Key_Return)
    dialog.grid.setFocus()
    type_line(qtbot, "Maya")
    assert dialog.household.isVisible()
    assert not dialog.add.isEnabled()
    at = dialog.household.findText("Cohen (NW11 8QZ)")
    dialog.household.setCurrentIndex(at)
    dialog.household.activated.emit(at)
    dialog.add.click()
    (home,) = book.session.office.query(list_households)
    assert home.members == 2


def test_the_button_takes_what_is_still_being_typed(
    dialog: AddSeveralDialog, book: Book, qtbot: QtBot
) -> None:
    assert not dialog.add.isEnabled()
    for letter in "Zelda":
        QTest.keyClicks(at_hand(), letter)
    assert dialog.add.isEnabled()
    with qtbot.waitSignal(dialog.accepted):
        QTest.mouseClick(dialog.add, Qt.MouseButton.LeftButton)
    assert "Zelda" in people(book)
