"""The page of a partner, from the keyboard: what is protected, contacts, needs, the contact log."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from doubles import Boxes, Shown
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget
from pytestqt.qtbot import QtBot
from small_book import Book, pick, write
from sqlalchemy import func, select

from mitzvah_desk.desk.partners.area import PartnersArea
from mitzvah_desk.desk.partners.page import PROTECTED, PartnerPage
from mitzvah_desk.desk.session.file_session import FileSession
from mitzvah_desk.desk.widgets.fields import PickField
from mitzvah_desk.model import ConfidentialView, ContactHow
from mitzvah_desk.office.core.crud import SetField
from mitzvah_desk.office.core.office import Office
from mitzvah_desk.office.partners import queries as query


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    office = Office.new(tmp_path / "book.mitzvah", user_name="Miriam")
    yield Book(FileSession(office))
    office.close()


@pytest.fixture
def window(book: Book, shown: Shown) -> QStackedWidget:
    """The area, and another one beside it."""
    areas = QStackedWidget()
    areas.addWidget(PartnersArea(book.session))
    areas.addWidget(QWidget())
    shown(areas).resize(1100, 700)
    return areas


@pytest.fixture
def area(window: QStackedWidget) -> PartnersArea:
    page = window.widget(0)
    assert isinstance(page, PartnersArea)
    return page


@pytest.fixture
def refuge(area: PartnersArea, book: Book) -> PartnerPage:
    """The page of a confidential partner."""
    partner = book.add(
        "partner", name="Hidden House", confidential=True, code_name="Rose", address="1 Quiet Road"
    )
    area.show_record("partner", partner)
    return area.page


@pytest.fixture
def home(area: PartnersArea, book: Book) -> PartnerPage:
    """The page of a home."""
    area.show_record("partner", book.add("partner", name="Rubens House"))
    return area.page


def go_to(page: PartnerPage, title: str) -> None:
    titles = [page.tabs.tabText(number) for number in range(page.tabs.count())]
    page.tabs.setCurrentIndex(titles.index(title))


def protected_shown(page: PartnerPage) -> set[str]:
    return {column for column in PROTECTED if not page.form.of[column].isHidden()}


def test_what_is_protected_hides_again_when_another_area_is_looked_at(
    window: QStackedWidget, refuge: PartnerPage
) -> None:
    assert protected_shown(refuge) == set()
    refuge.reveal.setFocus()
    QTest.keyClick(refuge.reveal, Qt.Key.Key_Space)
    assert protected_shown(refuge) == set(PROTECTED)
    window.setCurrentIndex(1)
    window.setCurrentIndex(0)
    assert refuge.isVisible()
    assert protected_shown(refuge) == set()
    assert refuge.reveal.isVisible()


def test_what_is_protected_stays_shown_while_the_page_is_worked_on(refuge: PartnerPage) -> None:
    refuge.reveal.click()
    write(refuge.form.of["phone"], "020 7946 0999")
    assert protected_shown(refuge) == set(PROTECTED)


def test_the_history_of_a_refuge_tells_nothing_until_it_is_asked_for(refuge: PartnerPage) -> None:
    last = refuge.tabs.count() - 1
    assert not refuge.tabs.isTabVisible(last)
    assert refuge.history.table.rows_model.total == 0
    refuge.reveal.click()
    assert refuge.tabs.isTabVisible(last)
    labels = [row.label for row in refuge.history.table.rows_model.rows()]
    assert labels[0] == "Looked at the protected details of Rose"
    assert len(labels) == 2


def test_it_closes_again_by_itself_but_not_under_ones_fingers(refuge: PartnerPage) -> None:
    refuge.reveal.click()
    phone = refuge.form.of["phone"]
    phone.editor.setFocus()
    QTest.keyClicks(phone.editor, "020")
    refuge.reveal.timer.timeout.emit()
    assert protected_shown(refuge) == set(PROTECTED)
    phone.undo_typing()
    refuge.form.flush()
    refuge.reveal.timer.timeout.emit()
    assert protected_shown(refuge) == set()


def test_whom_we_know_there_and_what_was_said_is_shown_only_on_purpose(refuge: PartnerPage) -> None:
    shown = {refuge.tabs.tabText(n) for n in range(refuge.tabs.count()) if refuge.tabs.isTabVisible(n)}
    assert not shown & {"Contacts", "Contact log", "History"}
    refuge.reveal.click()
    shown = {refuge.tabs.tabText(n) for n in range(refuge.tabs.count()) if refuge.tabs.isTabVisible(n)}
    assert shown >= {"Contacts", "Contact log", "History"}


def test_that_somebody_looked_stays_and_stands_in_no_undos_way(refuge: PartnerPage) -> None:
    office = refuge.session.office
    refuge.session.execute(SetField("partner", refuge.form.record_id, "what", "A refuge"))
    before = office.undo_label()
    refuge.reveal.click()
    assert office.undo_label() == before
    refuge.session.undo()
    assert office.redo_label() == before
    refuge.session.redo()
    assert office.undo_label() == before
    assert office.query(lambda c: c.execute(select(func.count(ConfidentialView.id))).scalar()) == 1


def test_hidden_fields_leave_no_gaps(refuge: PartnerPage) -> None:
    QApplication.processEvents()
    form = refuge.form
    level, part_of = form.of["level"].geometry(), form.of["parent_id"].geometry()
    assert level.left() < part_of.left()  # side by side in the first row
    assert level.top() == part_of.top()
    refuge.reveal.click()
    QApplication.processEvents()
    assert form.of["name"].geometry().topLeft() == level.topLeft()


def test_a_partner_that_becomes_confidential_stays_shown_until_it_is_left(
    area: PartnersArea, home: PartnerPage
) -> None:
    write(home.form.of["code_name"], "Rose")
    home.form.of["confidential"].editor.setFocus()
    QTest.keyClick(home.form.of["confidential"].editor, Qt.Key.Key_Space)
    assert protected_shown(home) == set(PROTECTED)
    partner = home.form.record_id
    home.leave()
    area.show_record("partner", partner)
    assert protected_shown(home) == set()


def test_the_job_of_a_contact_is_typed_once_the_contact_is_there(
    home: PartnerPage, book: Book, qtbot: QtBot
) -> None:
    book.add("person", given="Hannah", family="Okafor")
    book.add("person", given="Tom", family="Abbott")
    go_to(home, "Contacts")
    assert not home.contacts.job.isEnabled()
    pick(qtbot, home.contacts.picker, "hannah")
    qtbot.waitUntil(lambda: home.contacts.picker.line.text() == "")
    write(home.contacts.job, "Home manager")
    pick(qtbot, home.contacts.picker, "abbott")
    assert home.contacts.job.value == ""
    write(home.contacts.job, "Cook")
    rows = {row.name: row for row in home.contacts.table.rows_model.rows()}
    assert {name: row.job for name, row in rows.items()} == {
        "Hannah Okafor": "Home manager",
        "Tom Abbott": "Cook",
    }
    home.contacts.table.select_id(rows["Hannah Okafor"].id)
    assert home.contacts.job.value == "Home manager"
    write(home.contacts.job, "Manager")
    book.session.undo()
    assert home.contacts.job.value == "Home manager"


def test_a_job_being_typed_is_kept_when_the_page_is_left(home: PartnerPage, book: Book) -> None:
    person = book.add("person", given="Tom", family="Abbott")
    contact = book.add("partner_contact", partner_id=home.form.record_id, person_id=person)
    go_to(home, "Contacts")
    home.contacts.table.select_id(contact)
    home.contacts.job.editor.setFocus()
    QTest.keyClicks(home.contacts.job.editor, "Cook")
    home.leave()
    assert [row.job for row in book.session.office.query(query.list_contacts, home.form.record_id)] == [
        "Cook"
    ]


def test_a_need_is_added_and_a_refused_one_stays_typed(home: PartnerPage, book: Book, qtbot: QtBot) -> None:
    book.add("item", name="Tinned tomatoes")
    go_to(home, "Needs")
    fields = home.needs.fields
    what = fields["item_id"]
    assert isinstance(what, PickField)
    write(fields["quantity"], "many")
    assert fields["quantity"].problem
    assert home.needs.table.rows_model.total == 0
    pick(qtbot, what, "tom")
    assert QApplication.focusWidget() is fields["quantity"].editor
    assert fields["quantity"].editor.property("text") == "many"
    write(fields["quantity"], "24")
    row = home.needs.table.rows_model.row(0)
    assert (row.item, row.quantity, row.closed) == ("Tinned tomatoes", 24, False)
    assert (what.value, fields["quantity"].value) == (None, None)  # ready for the next
    assert QApplication.focusWidget() is what.editor


def test_a_need_is_typed_and_shown_as_a_weight(home: PartnerPage, book: Book, qtbot: QtBot) -> None:
    book.add("item", name="Flour", unit="g")
    go_to(home, "Needs")
    what = home.needs.fields["item_id"]
    assert isinstance(what, PickField)
    pick(qtbot, what, "flo")
    write(home.needs.fields["quantity"], "5")
    assert home.needs.fields["quantity"].problem == "Say in what it is: 5 kg, or 5 g."
    write(home.needs.fields["quantity"], "2.5 kg")
    assert home.needs.table.rows_model.row(0).quantity == 2500
    assert "2.5 kg" in [home.needs.table.model().index(0, column).data() for column in range(5)]


def test_a_need_is_put_right_in_place(home: PartnerPage, book: Book) -> None:
    item = book.add("item", name="Rice")
    need = book.add("request", partner_id=home.form.record_id, item_id=item)
    go_to(home, "Needs")
    home.needs.table.select([need])
    write(home.needs.fields["note"], "brown, if there is any")
    home.needs.table.select([need])
    write(home.needs.fields["quantity"], "0")
    assert home.needs.fields["quantity"].problem
    row = home.needs.table.rows_model.row(0)
    assert (row.quantity, row.note) == (None, "brown, if there is any")


def test_without_what_was_said_nothing_is_added_and_nothing_lost(home: PartnerPage) -> None:
    go_to(home, "Contact log")
    fields = home.log.fields
    write(fields["next_step"], "Send the list")
    assert "What was said" in fields["next_step"].problem
    home.tabs.setCurrentIndex(0)
    assert not home.flush()
    assert home.log.isVisible()
    assert home.log.table.rows_model.total == 0
    assert fields["next_step"].editor.property("text") == "Send the list"
    write(fields["summary"], "Three visits are welcome")
    row = home.log.table.rows_model.row(0)
    assert (row.summary, row.next_step) == ("Three visits are welcome", "Send the list")


def test_a_conversation_is_of_today_by_telephone_unless_told_otherwise(
    home: PartnerPage, book: Book, qtbot: QtBot
) -> None:
    person = book.add("person", given="Hannah", family="Okafor")
    go_to(home, "Contact log")
    fields = home.log.fields
    write(fields["summary"], "Three visits are welcome & <b>more</b>")
    row = book.session.office.query(query.list_conversations, home.form.record_id)[0]
    assert row.summary == "Three visits are welcome & <b>more</b>"
    assert (row.on_day, row.how, row.person_id) == (date.today(), ContactHow.PHONE, None)
    home.log.table.select([row.id])
    fields["on_day"].editor.setProperty("text", "")
    assert fields["on_day"].flush()
    assert fields["on_day"].value == date.today()
    with_whom = fields["person_id"]
    assert isinstance(with_whom, PickField)
    pick(qtbot, with_whom, "hann")
    home.log.table.select([row.id])
    write(fields["on_day"], "2 Nov 2026")
    row = book.session.office.query(query.list_conversations, home.form.record_id)[0]
    assert (row.on_day, row.person_id, row.with_whom) == (date(2026, 11, 2), person, "Hannah Okafor")


def test_the_page_is_made_when_it_is_first_wanted(area: PartnersArea, book: Book) -> None:
    assert area.count() == 1
    area.show_record("partner", book.add("partner", name="Rubens House"))
    assert area.count() == 2


def test_a_partner_is_removed_on_its_page_and_comes_back_with_its_contacts(
    area: PartnersArea, home: PartnerPage, book: Book, boxes: Boxes
) -> None:
    boxes.press = "Remove this partner"
    partner = home.form.record_id
    person = book.add("person", given="Hannah", family="Okafor")
    book.add("partner_contact", partner_id=partner, person_id=person)
    next(action for action in home.actions() if action.text() == "Remove").trigger()
    assert area.list.isVisible()
    assert area.list.table.rows_model.total == 0
    book.session.undo()
    assert area.list.table.rows_model.total == 1
    assert [row.name for row in book.session.office.query(query.list_contacts, partner)] == ["Hannah Okafor"]
