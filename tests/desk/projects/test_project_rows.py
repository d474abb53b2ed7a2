"""What belongs to a project is added, changed and removed in place."""

from datetime import datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QListView
from pytestqt.qtbot import QtBot
from small_book import Book, fill, go_to, pick, picked

from mitzvah_desk.desk.projects.area import ProjectsArea
from mitzvah_desk.desk.projects.page import ProjectPage
from mitzvah_desk.desk.records.editable_rows import EditableRows
from mitzvah_desk.desk.widgets.fields import ChoiceField
from mitzvah_desk.model import PartnerRole
from mitzvah_desk.office.core.crud import SetField
from mitzvah_desk.office.projects import details as query

AWKWARD = ["O'Brien & <b>Sons</b>", "=cmd|' /C calc'!A0", "רחל כהן", "x" * 200]


def remove_first(rows: object) -> None:
    assert isinstance(rows, EditableRows)
    rows.table.select([rows.table.rows_model.row(0).id])
    QTest.keyClick(rows.table, Qt.Key.Key_Delete)


def test_an_act_is_typed_along_its_fields_and_kept_at_each(page: ProjectPage, book: Book) -> None:
    go_to(page, "Programme")
    rows = page.programme
    fill(rows.fields["title"], "Songs")
    assert [act.title for act in book.session.office.query(query.list_programme, page.project_id)] == [
        "Songs"
    ]
    assert rows.fields["starts_at"].editor.hasFocus()
    fill(rows.fields["starts_at"], "10:30")
    fill(rows.fields["minutes"], "20")
    fill(rows.fields["performer"], "Ann's choir")
    (act,) = book.session.office.query(query.list_programme, page.project_id)
    assert (act.starts_at, act.minutes) == (datetime(2026, 11, 22, 10, 30), 20)
    assert (act.performer, act.position) == ("Ann's choir", 1)
    rows.begin()
    fill(rows.fields["title"], "Biscuits")
    assert [(act.position, act.title) for act in rows.table.rows_model.rows()] == [
        (1, "Songs"),
        (2, "Biscuits"),
    ]


def test_an_act_is_changed_and_removed_and_comes_back(page: ProjectPage, book: Book) -> None:
    act = book.add("programme_item", project_id=page.project_id, title="Songs", position=1)
    go_to(page, "Programme")
    page.programme.table.select([act])
    fill(page.programme.fields["title"], "Old songs")
    fill(page.programme.fields["places"], "12")
    (row,) = book.session.office.query(query.list_programme, page.project_id)
    assert (row.title, row.places) == ("Old songs", 12)
    remove_first(page.programme)
    assert book.session.office.query(query.list_programme, page.project_id) == []
    assert page.programme.fields["title"].value in (None, "")
    book.session.undo()
    assert [row.title for row in page.programme.table.rows_model.rows()] == ["Old songs"]


def test_a_bad_time_keeps_its_text_and_its_row_until_esc(page: ProjectPage, book: Book) -> None:
    first, second = (
        book.add("programme_item", project_id=page.project_id, title=title, position=number)
        for number, title in enumerate(("Songs", "Biscuits"), 1)
    )
    go_to(page, "Programme")
    rows = page.programme
    rows.table.select([first])
    fill(rows.fields["starts_at"], "noonish")
    rows.table.select([second])
    assert rows.table.selected_ids() == [first]
    assert rows.fields["starts_at"].problem
    assert not page.flush()
    QTest.keyClick(rows.fields["starts_at"].editor, Qt.Key.Key_Escape)
    rows.table.select([second])
    assert rows.fields["title"].value == "Biscuits"


def test_what_is_typed_before_the_first_field_waits_for_it(
    area: ProjectsArea, page: ProjectPage, book: Book
) -> None:
    go_to(page, "Materials")
    rows = page.materials
    fill(rows.fields["quantity"], "30")
    assert "What" in rows.fields["quantity"].problem
    page.tabs.setCurrentIndex(0)
    assert not area.flush()
    assert rows.isVisible()
    fill(rows.fields["name"], "Knitting needles")
    (row,) = book.session.office.query(query.list_materials, page.project_id)
    assert (row.name, row.quantity, row.ready) == ("Knitting needles", 30, False)
    assert area.flush()


@pytest.mark.parametrize("name", AWKWARD)
def test_materials_bear_any_name(page: ProjectPage, book: Book, name: str) -> None:
    go_to(page, "Materials")
    rows = page.materials
    fill(rows.fields["name"], name)
    QTest.keyClick(rows.fields["ready"].editor, Qt.Key.Key_Space)
    (row,) = book.session.office.query(query.list_materials, page.project_id)
    assert (row.name, row.ready) == (name, True)
    assert rows.fields["name"].value == name
    remove_first(rows)
    assert rows.table.rows_model.total == 0


def test_a_name_may_not_be_emptied(page: ProjectPage, book: Book) -> None:
    needles = book.add("material", project_id=page.project_id, name="Needles")
    go_to(page, "Materials")
    rows = page.materials
    rows.table.select([needles])
    rows.fields["name"].editor.setFocus()
    QTest.keyClick(rows.fields["name"].editor, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(rows.fields["name"].editor, Qt.Key.Key_Delete)
    QTest.keyClick(rows.fields["name"].editor, Qt.Key.Key_Return)
    assert rows.fields["name"].problem
    assert [row.name for row in book.session.office.query(query.list_materials, page.project_id)] == [
        "Needles"
    ]


def test_guests_are_numbers_with_diets(page: ProjectPage, book: Book) -> None:
    go_to(page, "Guests")
    rows = page.guests
    fill(rows.fields["label"], "Residents")
    fill(rows.fields["heads"], "24")
    fill(rows.fields["diet"], "3 kosher, 2 halal")
    fill(rows.fields["access_needs"], "6 wheelchairs")
    (row,) = book.session.office.query(query.list_guests, page.project_id)
    assert (row.label, row.heads) == ("Residents", 24)
    assert (row.diet, row.access_needs) == ("3 kosher, 2 halal", "6 wheelchairs")
    QTest.keyClick(rows.fields["access_needs"].editor, Qt.Key.Key_Return)
    assert QApplication.focusWidget() is rows.fields["label"].editor  # ready for the next
    assert rows.fields["label"].value in (None, "")
    rows.table.select([row.id])
    fill(rows.fields["heads"], "-1")
    assert rows.fields["heads"].problem
    QTest.keyClick(rows.fields["heads"].editor, Qt.Key.Key_Escape)
    remove_first(rows)
    assert rows.table.rows_model.total == 0


def test_a_guest_of_honour_has_a_time_and_a_host(page: ProjectPage, book: Book, qtbot: QtBot) -> None:
    go_to(page, "Guests of honour")
    rows = page.honour
    pick(qtbot, picked(rows, "person_id"), "cohen")
    assert rows.fields["person_id"].value is None  # ready for the next
    rows.table.select([row.id for row in rows.table.rows_model.rows()])
    fill(rows.fields["arrives_at"], "11:00")
    pick(qtbot, picked(rows, "host_id"), "levy")
    (row,) = book.session.office.query(query.list_guests_of_honour, page.project_id)
    assert (row.name, row.host, row.arrives_at) == ("Ann Cohen", "Dan Levy", datetime(2026, 11, 22, 11))
    rows.table.select([row.id])
    fill(rows.fields["arrives_at"], "11:30")
    fill(rows.fields["note"], "Parks at the back")
    (row,) = book.session.office.query(query.list_guests_of_honour, page.project_id)
    assert (row.arrives_at, row.note) == (datetime(2026, 11, 22, 11, 30), "Parks at the back")
    rows.begin()
    pick(qtbot, picked(rows, "person_id"), "cohen")
    assert "list already" in rows.fields["person_id"].problem
    QTest.keyClick(rows.fields["person_id"].editor, Qt.Key.Key_Escape)
    remove_first(rows)
    assert rows.table.rows_model.total == 0


def test_a_guest_of_honour_nobody_knows_goes_into_the_book(
    page: ProjectPage, book: Book, qtbot: QtBot
) -> None:
    go_to(page, "Guests of honour")
    field = picked(page.honour, "person_id")
    field.line.setFocus()
    QTest.keyClicks(field.line, "Mary Jo O'Brien")
    popup = field.popup
    assert isinstance(popup, QListView)
    qtbot.waitUntil(popup.isVisible)
    QTest.keyClick(popup, Qt.Key.Key_Return)
    (row,) = book.session.office.query(query.list_guests_of_honour, page.project_id)
    assert row.name == "Mary Jo O'Brien"


@pytest.mark.parametrize("words", AWKWARD)
def test_words_are_kept_and_may_be_printed_only_when_said_so(
    page: ProjectPage, book: Book, words: str
) -> None:
    go_to(page, "Quotations")
    rows = page.said
    QApplication.clipboard().setText(words)
    rows.fields["words"].editor.setFocus()
    QTest.keyClick(rows.fields["words"].editor, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(rows.fields["words"].editor, Qt.Key.Key_Tab)
    fill(rows.fields["said_by"], "The Mayor")
    (row,) = book.session.office.query(query.list_quotations, page.project_id)
    assert (row.words, row.said_by, row.may_print) == (words, "The Mayor", False)
    rows.table.select([row.id])
    rows.fields["may_print"].editor.setFocus()
    QTest.keyClick(rows.fields["may_print"].editor, Qt.Key.Key_Space)
    assert book.session.office.query(query.list_quotations, page.project_id)[0].may_print
    remove_first(rows)
    assert book.session.office.query(query.list_quotations, page.project_id) == []


def test_a_partner_has_a_role_and_a_refuge_its_code_name(page: ProjectPage, book: Book, qtbot: QtBot) -> None:
    go_to(page, "Partners")
    rows = page.parts
    role = rows.fields["role"]
    assert isinstance(role, ChoiceField)
    pick(qtbot, picked(rows, "partner_id"), "rose")
    rows.begin()
    role.combo.setCurrentIndex(role.combo.findText("Host"))
    pick(qtbot, picked(rows, "partner_id"), "rubens")
    parts = {
        row.name: row.role for row in book.session.office.query(query.list_project_partners, page.project_id)
    }
    assert parts == {"Rose": PartnerRole.BENEFICIARY, "Rubens House": PartnerRole.HOST}
    assert "Hidden" not in str(rows.table.shown())
    rows.table.select([row.id for row in rows.table.rows_model.rows() if row.name == "Rose"])
    role.editor.setFocus()
    role.combo.setCurrentIndex(role.combo.findText("Supplier"))
    rows.fields["partner_id"].editor.setFocus()
    parts = {
        row.name: row.role for row in book.session.office.query(query.list_project_partners, page.project_id)
    }
    assert parts["Rose"] is PartnerRole.SUPPLIER
    remove_first(rows)
    assert rows.table.rows_model.total == 1


def test_another_project_begins_with_empty_fields(area: ProjectsArea, page: ProjectPage, book: Book) -> None:
    go_to(page, "Materials")
    fill(page.materials.fields["name"], "Needles")
    other = book.add("project", campaign_id=book.session.campaign_id, title="Another")
    area.show_record("project", other)
    assert page.materials.table.rows_model.total == 0
    fill(page.materials.fields["name"], "Wool")
    assert [row.name for row in book.session.office.query(query.list_materials, other)] == ["Wool"]


def test_whose_home_a_place_is_is_asked_on_the_shifts_page(page: ProjectPage, book: Book) -> None:
    home = book.add("partner", name="Ashgrove House", visitor_limit=12)
    place = book.add("place", name="Ashgrove House")
    book.session.execute(SetField("project", page.project_id, "place_id", place))
    role = book.add("role", name="Visitor")
    book.add("shift", project_id=page.project_id, role_id=role, open_ended=True)
    page.reload()
    assert len(page.shifts.questions.texts()) == 1
    page.shifts.questions.button(0, "Yes").click()
    page.reload()
    assert page.shifts.questions.texts() == []
    owner = "SELECT partner_id FROM place WHERE id = ?"
    assert book.session.office.query(lambda c: c.exec_driver_sql(owner, (place,)).scalar()) == home
