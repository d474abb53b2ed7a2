"""Many items of the catalogue at once in a grid, from the keyboard and from the clipboard."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from doubles import Shown
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from small_book import Book

from mitzvah_desk.desk.goods.area import GoodsArea
from mitzvah_desk.desk.importing.add_several import AddSeveralDialog
from mitzvah_desk.desk.importing.dialog import ImportDialog
from mitzvah_desk.desk.session.file_session import FileSession
from mitzvah_desk.office.core import lookup
from mitzvah_desk.office.core.office import Office
from mitzvah_desk.office.goods.catalogue import find_item_by_code
from mitzvah_desk.office.goods.queries import read_item
from mitzvah_desk.office.importing.plan import RowOutcome

LIST = (
    "Item\tCategory\tUnit\tWeight (g)\tReorder level\tBarcode\tSupplier\n"
    "Baked bean\tTins\ttins\t415\t48\t5000157024671\tLocal\n"
    "Flour\tBaking\tkg\t\t20\t\tMill\n"
    "Flour\tBaking\tkg\t\t20 kg\t\tMill\n"
)


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    office = Office.new(tmp_path / "book.mitzvah", user_name="Miriam")
    made = Book(FileSession(office))
    made.add("item", name="Baked beans")
    yield made
    office.close()


@pytest.fixture
def area(book: Book, shown: Shown) -> GoodsArea:
    page = GoodsArea(book.session)
    shown(page).resize(1100, 700)
    page.tabs.setCurrentWidget(page.stock)
    page.stock.table.setFocus()
    return page


@pytest.fixture
def dialog(area: GoodsArea, qtbot: QtBot) -> AddSeveralDialog:
    modifiers = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(area.stock.table, Qt.Key.Key_A, modifiers)
    (made,) = area.findChildren(AddSeveralDialog)
    qtbot.waitUntil(made.grid.hasFocus)
    return made


def at_hand() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def type_line(*cells: str) -> None:
    """Types a line wherever the keyboard is; a cell closes once Qt has come to it."""
    for number, cell in enumerate(cells, start=1):
        for letter in cell:
            QTest.keyClicks(at_hand(), letter)
        QTest.keyClick(at_hand(), Qt.Key.Key_Return if number == len(cells) else Qt.Key.Key_Tab)
        QApplication.processEvents()


def paste(dialog: AddSeveralDialog, text: str) -> None:
    QApplication.clipboard().setText(text)
    QTest.keyClick(dialog.grid, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)


def words(dialog: AddSeveralDialog) -> list[str]:
    cells = dialog.grid.cells
    return [cells.state_of(number).words for number, _ in cells.lines()]


def names(book: Book) -> list[str]:
    return [option.label for option in book.session.office.query(lookup.list_item_options)]


def test_items_are_typed_from_the_keyboard_alone(
    area: GoodsArea, dialog: AddSeveralDialog, book: Book
) -> None:
    assert dialog.windowTitle() == "Add several items"
    type_line("Rice", "Food", "kg", "", "", "5 kg")
    type_line("Soap", "Toiletries", "bars")
    assert words(dialog) == ["New. With kind, unit and minimum stock", "New. With kind and unit"]
    assert dialog.add.text() == "&Add 2 items"
    QTest.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert not dialog.isVisible()
    assert names(book) == ["Baked beans", "Rice", "Soap"]
    assert [row[1] for row in area.stock.table.shown_values()[1]] == ["", "Food", "Toiletries"]
    assert book.session.office.undo_label() == "Added 2 items"
    book.session.undo()
    assert names(book) == ["Baked beans"]


def test_a_spreadsheet_is_pasted_with_its_headings(dialog: AddSeveralDialog, book: Book) -> None:
    paste(dialog, LIST)
    assert dialog.told.startswith("Not understood, and left out: “Supplier”.")
    cells = dialog.grid.cells
    assert cells.lines()[0][1][cells.keys.index("grams_each")] == "415 g", "as its heading says"
    beans, bare, flour = words(dialog)
    assert beans == "Fills in Baked beans: kind, unit, weight of one, minimum stock and barcode"
    assert bare == "Short below: Say in what it is: 20 kg, or 20 g."
    assert flour == "New. With kind, unit and minimum stock"
    problem = cells.index(1, cells.keys.index("minimum_stock")).data(Qt.ItemDataRole.AccessibleTextRole)
    assert problem == "20: Short below: Say in what it is: 20 kg, or 20 g."
    dialog.add.click()
    assert names(book) == ["Baked beans", "Flour"]
    number = book.session.office.query(find_item_by_code, "5000157024671")
    facts = book.session.office.query(read_item, number or 0)
    assert facts is not None
    assert (facts.name, facts.grams_each, facts.minimum_stock) == ("Baked beans", 415, 48)
    assert [typed[0] for _, typed in cells.lines()] == ["Flour"], "what stays out stays in the grid"
    assert dialog.isVisible()
    book.session.undo()
    assert names(book) == ["Baked beans"]


def test_names_alone_are_pasted_from_a_single_column(dialog: AddSeveralDialog, book: Book) -> None:
    paste(dialog, "Kosher chicken\nFrozen Peas\nLong Grain Rice\nStorage boxes\nCelery, diced")
    assert dialog.told == ""
    assert dialog.add.text() == "&Add 5 items"
    dialog.add.click()
    assert len(names(book)) == 6


def test_kinds_are_pasted_beside_names_that_stand_there(dialog: AddSeveralDialog) -> None:
    paste(dialog, "Rice\nPeas")
    dialog.grid.go_to(0, 1)
    paste(dialog, "Dry Goods\nTinned Goods")
    assert [typed[:2] for _, typed in dialog.grid.cells.lines()] == [
        ("Rice", "Dry Goods"),
        ("Peas", "Tinned Goods"),
    ]


def test_what_is_nearly_so_called_is_asked(dialog: AddSeveralDialog, book: Book) -> None:
    paste(dialog, "Bakd beans\ttins")
    assert dialog.bar.isVisible()
    assert dialog.bar.is_new.text() == "Somet&hing new"
    assert not dialog.add.isEnabled()
    dialog.bar.is_this.click()
    assert words(dialog) == ["Fills in Baked beans: kind"]
    dialog.bar.is_new.click()
    dialog.add.click()
    assert names(book) == ["Bakd beans", "Baked beans"]


def test_the_grid_is_a_model_as_qt_wants_it(dialog: AddSeveralDialog) -> None:
    tester = QAbstractItemModelTester(
        dialog.grid.cells, QAbstractItemModelTester.FailureReportingMode.Fatal, dialog
    )
    paste(dialog, LIST + "Milk\tDairy\tlitres\t\t\t\t\n")
    paste(dialog, "Item\tHalal\nLamb\tyes\n")
    dialog.grid.go_to(1, 2)
    QTest.keyClick(dialog.grid, Qt.Key.Key_Delete)
    dialog.remove.click()
    dialog.add.click()
    assert tester.model() is dialog.grid.cells


def test_a_file_is_taken_in_from_the_stock_too(
    area: GoodsArea, book: Book, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "catalogue.csv"
    path.write_text("Item,Unit,Halal\nLamb,kg,yes\nBakd beans,tins,\nBeef,?,perhaps\n", encoding="utf-8")
    next(a for a in area.stock.table.row_actions if a.text() == "Import…").trigger()
    (window,) = area.findChildren(ImportDialog)
    assert window.columns.kind.currentText() == "Goods: the catalogue"
    window.read(path)
    qtbot.waitUntil(window.next.isEnabled)
    window.next.click()
    model = window.preview.list.table.rows_model
    qtbot.waitUntil(lambda: model.count == 3)
    assert [row.fate for row in model.rows()] == [RowOutcome.NEW, RowOutcome.ASK, RowOutcome.PROBLEM]
    window.preview.list.table.select_id(3)
    assert window.preview.bar.is_new.text() == "Somet&hing new"
    window.preview.bar.is_new.click()
    qtbot.waitUntil(lambda: window.next.text() == "&Take in 2 rows" and window.next.isEnabled())
    window.next.click()
    qtbot.waitUntil(lambda: len(names(book)) == 3)
    assert names(book) == ["Bakd beans", "Baked beans", "Lamb"]
    book.session.undo()
    assert names(book) == ["Baked beans"]
