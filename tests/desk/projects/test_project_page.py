"""The list of projects, and a project's own fields, shifts and people."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QPushButton
from pytestqt.qtbot import QtBot
from small_book import Book, pick, write

from mitzvah_desk.desk.projects.area import ProjectsArea
from mitzvah_desk.desk.projects.page import ProjectPage
from mitzvah_desk.desk.projects.shift_dialog import ShiftDialog
from mitzvah_desk.model import AssignmentStatus
from mitzvah_desk.office.projects import queries as query


def in_dialog(work: Callable[[ShiftDialog], object]) -> None:
    """Does something in the dialog that the next action opens, then accepts it."""

    def act() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, ShiftDialog)
        work(dialog)
        buttons = dialog.findChild(QDialogButtonBox)
        assert isinstance(buttons, QDialogButtonBox)
        buttons.buttons()[0].click()

    QTimer.singleShot(0, act)


def add_shift(page: ProjectPage, qtbot: QtBot) -> query.ProjectShiftRow:
    page.tabs.setCurrentIndex(1)

    def fill(dialog: ShiftDialog) -> None:
        pick(qtbot, dialog.role, "baker")
        write(dialog.start, "10:00")
        write(dialog.end, "12:00")

    in_dialog(fill)
    next(b for b in page.shifts.shifts.findChildren(QPushButton) if b.text() == "Add").click()
    (row,) = page.session.office.query(query.list_project_shifts, page.project_id)
    return row


def test_a_shift_is_added_changed_removed_and_comes_back(page: ProjectPage, qtbot: QtBot, book: Book) -> None:
    row = add_shift(page, qtbot)
    assert (row.role, row.starts_at, row.ends_at) == (
        "Baker",
        datetime(2026, 11, 22, 10),
        datetime(2026, 11, 22, 12),
    )
    in_dialog(lambda dialog: write(dialog.maximum, "8"))
    page.shifts.shifts.table.start()
    QTest.keyClick(page.shifts.shifts.table, Qt.Key.Key_Return)
    assert book.session.office.query(query.list_project_shifts, page.project_id)[0].maximum == 8
    QTest.keyClick(page.shifts.shifts.table, Qt.Key.Key_Delete)
    assert book.session.office.query(query.list_project_shifts, page.project_id) == []
    book.session.undo()
    assert page.shifts.shifts.table.rows_model.total == 1


def test_what_was_wrong_with_a_shift_is_told_no_longer_than_it_is(
    page: ProjectPage, qtbot: QtBot, book: Book
) -> None:
    told: list[str] = []

    def correct(dialog: ShiftDialog) -> None:
        qtbot.waitUntil(dialog.isActiveWindow)
        pick(qtbot, dialog.role, "baker")
        write(dialog.start, "14:00")
        write(dialog.end, "12:00")
        told.append(dialog.problem)
        dialog.start.editor.setFocus()
        QTest.keyClick(dialog.start.editor, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClicks(dialog.start.editor, "10:00")
        QTest.keyClick(dialog.start.editor, Qt.Key.Key_Tab)
        told.append(dialog.problem)

    page.tabs.setCurrentIndex(1)
    in_dialog(correct)
    next(b for b in page.shifts.shifts.findChildren(QPushButton) if b.text() == "Add").click()
    assert told == ["The end must come after the start.", ""]
    assert len(book.session.office.query(query.list_project_shifts, page.project_id)) == 1


def test_the_place_of_a_refuge_is_not_named_among_the_shifts(page: ProjectPage, book: Book) -> None:
    refuge = book.add("partner", name="Haven", confidential=True, code_name="Lily")
    place = book.add("place", name="The Haven at 1 Quiet Road", partner_id=refuge)
    role = book.add("role", name="Driver")
    book.add("shift", project_id=page.project_id, role_id=role, open_ended=True, place_id=place)
    page.tabs.setCurrentIndex(1)
    assert page.shifts.shifts.table.rows_model.total == 1
    assert "Haven" not in str(page.shifts.shifts.table.shown())


def test_people_and_groups_are_put_on_marked_and_taken_off(
    page: ProjectPage, qtbot: QtBot, book: Book
) -> None:
    add_shift(page, qtbot)
    tab = page.shifts
    for name in ("Ann Cohen", "The choir"):
        tab.adder.line.setFocus()
        QTest.keyClicks(tab.adder.line, name)
        QTest.keyClick(tab.adder.line, Qt.Key.Key_Return)
    on = {row.name: row for row in book.session.office.query(query.list_assignments, page.project_id)}
    assert set(on) == {"Ann Cohen", "The choir"}
    assert on["The choir"].adults == 3
    tab.on.table.select([on["Ann Cohen"].id])
    next(button for button in tab.on.findChildren(QPushButton) if button.text() == "Attended").click()
    on = {row.name: row for row in book.session.office.query(query.list_assignments, page.project_id)}
    assert on["Ann Cohen"].status is AssignmentStatus.ATTENDED
    tab.on.table.select([on["Ann Cohen"].id])
    QTest.keyClick(tab.on.table, Qt.Key.Key_Delete)
    assert [row.name for row in book.session.office.query(query.list_assignments, page.project_id)] == [
        "The choir"
    ]


def test_a_new_project_opens_with_its_title_to_be_typed_over(area: ProjectsArea, book: Book) -> None:
    assert area.count() == 1  # its page is made when it is first wanted
    area.new_action.trigger()
    assert area.currentWidget() is area.page
    write(area.page.fields["title"], "Tea & <b>cake</b> for רחל")
    QTest.keyClick(area.page.fields["serves_food"].editor, Qt.Key.Key_Space)
    facts = book.session.office.query(query.read_project, area.page.project_id)
    assert facts is not None
    assert (facts.title, facts.serves_food) == ("Tea & <b>cake</b> for רחל", True)
    assert area.back()
    assert [row.title for row in area.list.table.rows_model.rows()] == [facts.title]


def test_a_title_may_not_be_empty_and_holds_the_page(area: ProjectsArea, page: ProjectPage) -> None:
    title = page.fields["title"]
    title.editor.setFocus()
    QTest.keyClick(title.editor, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(title.editor, Qt.Key.Key_Delete)
    area.back()
    assert title.problem
    assert area.currentWidget() is page


def test_a_project_removed_leads_back_to_the_list(area: ProjectsArea, page: ProjectPage, book: Book) -> None:
    next(action for action in page.actions() if action.text() == "Remove this project").trigger()
    assert area.currentWidget() is area.list
    assert area.list.table.rows_model.total == 0
    book.session.undo()
    assert [row.title for row in area.list.table.rows_model.rows()] == ["Tea at Rubens House"]
