"""Gifts on the page of a project: many at once, ticked off with the keyboard; and guests by session."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from small_book import Book, fill, go_to, pick, picked

from mitzvah_desk.desk.projects.page import ProjectPage
from mitzvah_desk.office.projects import details as query
from mitzvah_desk.office.projects.gifts import list_gifts

CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


def test_many_gifts_are_pasted_and_ticked_off(page: ProjectPage, book: Book) -> None:
    go_to(page, "Gifts")
    rows = page.gifts
    fill(rows.many, "Rooms 1 to 24")
    assert rows.many.value in ("", None)
    assert [row.label for row in rows.table.rows_model.rows()][:2] == ["Room 1", "Room 2"]
    assert rows.progress.text() == "0 of 24 wrapped, none given"
    rows.table.setFocus()
    rows.table.select([row.id for row in rows.table.rows_model.rows()][:18])
    QTest.keyClick(rows.table, Qt.Key.Key_W, CTRL_SHIFT)
    QApplication.processEvents()
    assert rows.progress.text() == "18 of 24 wrapped, none given"
    QTest.keyClick(rows.table, Qt.Key.Key_G, CTRL_SHIFT)
    assert rows.progress.text() == "18 of 24 wrapped, 18 given"
    QTest.keyClick(rows.table, Qt.Key.Key_W, CTRL_SHIFT)
    assert rows.progress.text() == "0 of 24 wrapped, 18 given"
    fill(rows.many, "room 24")
    assert "twice: room 24" in rows.many.problem
    assert len(book.session.office.query(list_gifts, page.project_id)) == 24
    rows.many.load(None)


def test_one_gift_is_typed_along_its_fields(page: ProjectPage, book: Book) -> None:
    go_to(page, "Gifts")
    rows = page.gifts
    fill(rows.fields["label"], "Nora")
    fill(rows.fields["wish"], "Slippers")
    (row,) = book.session.office.query(list_gifts, page.project_id)
    assert (row.label, row.wish, row.wrapped) == ("Nora", "Slippers", False)


def test_guests_book_a_session(page: ProjectPage, book: Book, qtbot: QtBot) -> None:
    book.add("programme_item", project_id=page.project_id, title="Tai chi", places=12)
    go_to(page, "Guests")
    rows = page.guests
    fill(rows.fields["label"], "Members")
    fill(rows.fields["heads"], "13")
    pick(qtbot, picked(rows, "programme_item_id"), "Tai")
    rows.flush()
    (party,) = book.session.office.query(query.list_guests, page.project_id)
    assert (party.heads, party.session) == (13, "Tai chi")
    page.reload()
    assert "12 places, and 13 guests" in rows.findings.item(0).text()
    assert "13 guests" in page.programme.findings.item(0).text()
    assert [row.taken for row in page.programme.table.rows_model.rows()] == ["13 of 12 places"]
