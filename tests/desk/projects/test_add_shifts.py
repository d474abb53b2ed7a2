"""Several shifts of a project in a grid, typed and pasted."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from small_book import Book

from mitzvah_desk.desk.projects.add_shifts import AddShiftsDialog
from mitzvah_desk.desk.projects.page import ProjectPage
from mitzvah_desk.office.projects.queries import list_project_shifts


def open_grid(page: ProjectPage, qtbot: QtBot) -> AddShiftsDialog:
    dialog = page.shifts.add_several()
    qtbot.waitUntil(dialog.grid.hasFocus)
    return dialog


def paste(dialog: AddShiftsDialog, text: str) -> None:
    QApplication.clipboard().setText(text)
    QTest.keyClick(dialog.grid, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)


def shifts(page: ProjectPage, book: Book) -> list[tuple[str, str, int]]:
    rows = book.session.office.query(list_project_shifts, page.project_id)
    return [(row.role, f"{row.starts_at:%H:%M}" if row.starts_at else "", row.minimum) for row in rows]


def test_a_whole_line_typed_into_one_cell_is_taken_apart(page: ProjectPage, book: Book, qtbot: QtBot) -> None:
    dialog = open_grid(page, qtbot)
    before = shifts(page, book)
    for letter in "07:00-08:00 Juggler 4":
        widget = QApplication.focusWidget()
        assert widget is not None
        QTest.keyClicks(widget, letter)
    widget = QApplication.focusWidget()
    assert widget is not None
    QTest.keyClick(widget, Qt.Key.Key_Return)
    QApplication.processEvents()
    assert [cells[:4] for _, cells in dialog.grid.cells.lines()] == [("Juggler", "07:00", "08:00", "4")]
    dialog.add.click()
    assert sorted(set(shifts(page, book)) - set(before)) == [("Juggler", "07:00", 4)]
    assert book.session.office.undo_label().startswith("Added 1 shift to ")
    book.session.undo()
    assert shifts(page, book) == before


def test_lines_and_columns_are_pasted(page: ProjectPage, book: Book, qtbot: QtBot) -> None:
    dialog = open_grid(page, qtbot)
    paste(dialog, "07:00-08:00 Juggler 4\n08:00-09:00 Clown 2-3\n")
    assert [cells[:4] for _, cells in dialog.grid.cells.lines()] == [
        ("Juggler", "07:00", "08:00", "4"),
        ("Clown", "08:00", "09:00", "2-3"),
    ]
    dialog.grid.go_to(dialog.grid.cells.first_empty(), 0)
    paste(dialog, "Start\tFinish\tTask\tHow many\tColour\n09:00\t10:00\tSinger\tsome\tred")
    assert dialog.told == "Not understood, and left out: “Colour”."
    assert dialog.add.text() == "&Add 2 shifts"
    dialog.add.click()
    assert [cells[0] for _, cells in dialog.grid.cells.lines()] == ["Singer"]
    assert dialog.isVisible()
    dialog.grid.cells.remove_numbers([number for number, _ in dialog.grid.cells.lines()])
    dialog.close()
