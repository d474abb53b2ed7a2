# mypy: allow-untyped-calls
"""Lists in the window: where the keyboard goes, what undo brings back, what is told and never lost."""

from doubles import Boxes
from list_steps import choose, focus, found, kept, press_add, result, take
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot
from small_book import Book

from mitzvah_desk.desk.lists.area import ListsArea
from mitzvah_desk.desk.widgets.fields import TextField
from mitzvah_desk.office.lists.files import list_saved_lists
from mitzvah_desk.rules.lists.definition import ListCondition, ListDefinition
from mitzvah_desk.rules.lists.kept_text import format_definition


def test_undo_brings_columns_and_order_back_where_one_stands(
    area: ListsArea, book: Book, qtbot: QtBot
) -> None:
    page = area.lists
    choose(page, "An empty list of people")
    table, name = result(page).table, "New list of people"
    before, numbers = table.shown(), {c.key: n for n, c in enumerate(table.rows_model.columns)}
    result(page).filter_box.setText("cohen")
    table.start()
    table.show_column(numbers["household"], shown=False)
    qtbot.waitUntil(lambda: "household" not in kept(book)[name].columns)
    table.horizontalHeader().setSortIndicator(numbers["given"], Qt.SortOrder.DescendingOrder)
    qtbot.waitUntil(lambda: kept(book)[name].sort == ("given", True))
    table.horizontalHeader().moveSection(0, 2)
    qtbot.waitUntil(lambda: kept(book)[name].columns[0] != "given")
    for _ in range(3):
        book.session.undo()
    assert focus() is table
    assert result(page).count_text == "3 of 4 people"
    result(page).filter_box.clear()
    assert table.shown() == before
    QApplication.processEvents()  # nothing is kept once more
    assert kept(book)[name] == ListDefinition()


def test_the_keyboard_stays_in_what_is_found(area: ListsArea, book: Book, qtbot: QtBot) -> None:
    page = area.lists
    choose(page, "An empty list of people")
    take(page.row_for, "household")
    qtbot.waitUntil(lambda: result(page).count_text == "2 households")
    area.window().activateWindow()
    qtbot.waitUntil(area.isActiveWindow)
    result(page).table.start()
    book.session.undo()
    assert result(page).count_text == "4 people"
    assert focus() is result(page).table


def test_tab_goes_through_the_questions_as_they_stand(area: ListsArea, qtbot: QtBot) -> None:
    page = area.lists
    choose(page, "An empty list of people")
    press_add(page)
    press_add(page)
    take(page.questions.lines[0].question, "Name")
    qtbot.waitUntil(lambda: isinstance(page.questions.lines[0].value, TextField))
    area.window().activateWindow()  # what was chosen from is a window too
    qtbot.waitUntil(area.isActiveWindow)
    page.questions.card.add.setFocus()
    walked = []
    for _ in range(9):
        QTest.keyClick(focus(), Qt.Key.Key_Tab)
        walked.append(focus().accessibleName())
    assert walked == [
        "Add a group of questions to the list",
        "Question 1",
        "Question 1: how",
        "Name: which",
        "Take question 1 away",
        "Question 2",
        "Question 2: how",
        "Attendance: which",
        "Take question 2 away",
    ]


def test_a_group_is_made_walked_through_and_taken_away_by_the_keyboard(
    area: ListsArea, book: Book, qtbot: QtBot
) -> None:
    page = area.lists
    choose(page, "An empty list of people")
    press_add(page)
    area.window().activateWindow()
    qtbot.waitUntil(area.isActiveWindow)
    page.questions.card.add_group.setFocus()
    QTest.keyClick(focus(), Qt.Key.Key_Space)
    walked = [focus().accessibleName()]
    for _ in range(8):
        QTest.keyClick(focus(), Qt.Key.Key_Tab)
        walked.append(focus().accessibleName())
    assert walked == [
        "How the questions of group 2 go together",
        "Add a question to group 2",
        "Add a group of questions to group 2",
        "Take group 2 away",
        "Question 2.1",
        "Question 2.1: how",
        "Attendance: which",
        "Take question 2.1 away",
        walked[-1],
    ]
    line = page.questions.lines[1]
    line.gone.setFocus()
    QTest.keyClick(focus(), Qt.Key.Key_Space)
    qtbot.waitUntil(page.findings.isVisible)
    assert "A group of questions asks nothing yet." in page.findings.item(0).text()
    assert found(page) == []
    assert focus().accessibleName() == "Add a question to group 2"
    book.session.undo()
    assert len(page.questions.lines) == 2


def test_what_is_typed_is_kept_when_another_list_is_chosen_at_once(
    area: ListsArea, book: Book, qtbot: QtBot
) -> None:
    page = area.lists
    book.add("saved_list", name="Another", definition=format_definition(ListDefinition()))
    choose(page, "An empty list of people")
    press_add(page)
    take(page.questions.lines[0].question, "Name")
    qtbot.waitUntil(lambda: isinstance(page.questions.lines[0].value, TextField))
    typed = page.questions.lines[0].value
    assert isinstance(typed, TextField)
    typed.line.setFocus()
    QTest.keyClicks(typed.line, "lev")
    table = page.table.table
    at = table.visualRect(table.rows_model.index(0, 0)).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert page.title.text() == "Another"
    assert kept(book)["New list of people"].conditions == (ListCondition("name", value="lev"),)


def test_a_question_that_is_refused_is_told_and_goes(area: ListsArea, book: Book, boxes: Boxes) -> None:
    many = ListDefinition(conditions=(ListCondition("child"),) * 50)
    area.lists.new_list("Many", many)
    area.lists.toggle.setChecked(True)
    press_add(area.lists)
    assert boxes.read == ["A list asks 50 questions at most."]
    assert len(area.lists.questions.lines) == 50
    assert kept(book)["Many"] == many


def test_a_list_that_is_not_understood_shows_nobody(area: ListsArea, book: Book) -> None:
    area.lists.new_list("Damaged", ListDefinition())
    area.lists.new_list("Whole", ListDefinition())
    with book.session.office._book.unit_of_work("Damaged") as work:
        work.connection.exec_driver_sql("UPDATE saved_list SET definition = '{}' WHERE name = 'Damaged'")
    area.lists.read()
    page, ids = area.lists, {each.name: each.id for each in book.session.office.query(list_saved_lists)}
    page.table.table.select_id(ids["Damaged"])
    assert page.words.text() == "This is not a list of Mitzvah Desk. It can only be removed."
    assert page.result is None
    assert not page.out.isEnabled()
    assert not page.toggle.isEnabled()
    page.table.table.select_id(ids["Whole"])
    assert found(page) == ["Ann", "Dan", "Maya", "Ruth"]
    assert page.out.isEnabled()


def test_the_keyboard_stands_where_work_goes_on(area: ListsArea) -> None:
    page = area.lists
    choose(page, "An empty list of people")
    assert focus() is page.name.editor
    choose(page, "Newsletter by e-mail")
    assert focus() is page.table.table


def test_of_an_empty_list_nothing_can_be_made(area: ListsArea, book: Book) -> None:
    page = area.lists
    page.new_list("Nobody", ListDefinition(conditions=(ListCondition("name", value="Zzz"),)))
    page._offer()
    menu = page.out.menu()
    assert isinstance(menu, QMenu)
    words = [each.text() for each in menu.actions() if each.isEnabled() and not each.isSeparator()]
    assert words == ["Share what this list asks…"]
