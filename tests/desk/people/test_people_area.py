"""The lists of people, households and groups, from the keyboard."""

import pytest
from doubles import Boxes
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from small_book import Book, write

from mitzvah_desk.desk.importing.add_family import AddFamilyDialog
from mitzvah_desk.desk.importing.add_several import AddSeveralDialog
from mitzvah_desk.desk.people.area import PeopleArea
from mitzvah_desk.desk.people.person import PersonPage
from mitzvah_desk.office.core.crud import Add, SetField
from mitzvah_desk.office.people import queries as query
from mitzvah_desk.office.people.service_history import list_service_history


def person_page(area: PeopleArea) -> PersonPage:
    page = area.page("person")
    assert isinstance(page, PersonPage)
    return page


def given_names(area: PeopleArea) -> list[str]:
    return [row.given for row in area.people.table.rows_model.rows()]


def test_the_list_filters_as_one_types_and_esc_brings_all_back(area: PeopleArea) -> None:
    QTest.keyClick(area.people.table, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.focusWidget() is area.people.filter_box
    QTest.keyClicks(area.people.filter_box, "cohen may")
    assert given_names(area) == ["Maya"]
    assert area.people.count_text == "1 of 3 people"
    QTest.keyClick(area.people.filter_box, Qt.Key.Key_Escape)
    assert given_names(area) == ["Ann", "Dan", "Maya"]


def test_enter_opens_a_person_and_esc_goes_back_to_the_same_line(area: PeopleArea, book: Book) -> None:
    QTest.keyClick(area.people.table, Qt.Key.Key_Down)
    QTest.keyClick(area.people.table, Qt.Key.Key_Return)
    page = person_page(area)
    assert page.isVisible()
    assert page.accessibleName() == "Dan Cohen"
    assert QApplication.focusWidget() is page.form.of["given"].editor
    QTest.keyClick(page.form.of["given"].editor, Qt.Key.Key_Escape)
    assert area.people.isVisible()
    assert area.people.table.selected_ids() == [book.dan]
    assert QApplication.focusWidget() is area.people.table


def test_the_list_alone_is_made_and_read_at_first(area: PeopleArea) -> None:
    assert area.count() == 1
    area.tabs.setCurrentIndex(1)
    assert [row.members for row in area.list_of("household").table.rows_model.rows()] == [2]
    area.tabs.setCurrentIndex(2)
    assert [row.children for row in area.list_of("group").table.rows_model.rows()] == [18]


def test_a_change_made_while_another_list_is_looked_at_is_there_on_coming_back(
    area: PeopleArea, book: Book
) -> None:
    area.tabs.setCurrentIndex(1)
    area.session.execute(SetField("person", book.dan, "given", "Daniel"))
    area.tabs.setCurrentIndex(0)
    assert given_names(area) == ["Ann", "Daniel", "Maya"]


def test_ins_makes_a_person_whose_name_is_typed_at_once(area: PeopleArea) -> None:
    QTest.keyClick(area.people.table, Qt.Key.Key_Insert)
    page = person_page(area)
    editor = QApplication.focusWidget()
    assert editor is page.form.of["given"].editor
    QTest.keyClicks(editor, "Leah")
    write(page.form.of["family"], "Levy")
    assert page.accessibleName() == "Leah Levy"
    facts = area.session.office.query(query.read_person, page.form.record_id)
    assert facts is not None
    assert (facts.given, facts.family) == ("Leah", "Levy")


def test_delete_removes_and_undo_brings_back_all_that_hung_on_it(
    area: PeopleArea, book: Book, boxes: Boxes
) -> None:
    skill = book.add("skill", name="Bake")
    book.add("person_skill", person_id=book.ann, skill_id=skill)
    book.add("group_member", person_id=book.ann, group_id=book.group)
    book.add("guardian", adult_id=book.ann, child_id=book.maya)
    book.add("assignment", shift_id=book.shift, person_id=book.ann)
    area.people.table.select_id(book.ann)
    QTest.keyClick(area.people.table, Qt.Key.Key_Delete)
    assert given_names(area) == ["Ann", "Dan", "Maya"], "it was asked first"
    boxes.press = "Remove this person"
    QTest.keyClick(area.people.table, Qt.Key.Key_Delete)
    assert given_names(area) == ["Dan", "Maya"]
    area.session.undo()
    assert given_names(area) == ["Ann", "Dan", "Maya"]
    ask = area.session.office.query
    assert [link.name for link in ask(query.list_person_skills, book.ann)] == ["Bake"]
    assert [link.name for link in ask(query.list_person_groups, book.ann)] == ["Hebrew class Gimel"]
    assert [link.name for link in ask(query.list_guardians, book.maya)] == ["Ann Cohen"]
    assert [row.project for row in ask(list_service_history, person_id=book.ann)] == ["Tea at Rubens House"]


def test_the_page_of_a_person_who_is_removed_gives_way_to_the_list(area: PeopleArea, book: Book) -> None:
    area.show_record("person", book.maya)
    next(action for action in person_page(area).actions() if action.text() == "Remove").trigger()
    assert area.people.isVisible()
    assert given_names(area) == ["Ann", "Dan"]


@pytest.mark.parametrize(
    "name", ["O'Brien & <b>Sons</b>", "=cmd|' /C calc'!A0", "רחל כהן", "W" * 200], ids=str.__len__
)
def test_any_name_is_shown_as_it_was_typed(area: PeopleArea, qtbot: QtBot, name: str) -> None:
    done = area.session.execute(Add("person", {"given": "", "family": name}))
    assert done is not None
    assert name in [row.family for row in area.people.table.rows_model.rows()]
    area.show_record("person", done.id)
    page = person_page(area)
    assert page.accessibleName() == name
    assert page.form.of["family"].value == name
    write(page.form.of["known_as"], name)
    facts = area.session.office.query(query.read_person, done.id)
    assert facts is not None
    assert facts.known_as == name
    assert page.form.of["known_as"].value == name
    page.leave()
    area.people.filter_box.setText(name)
    qtbot.waitUntil(lambda: area.people.table.rows_model.count == 1)


def test_a_new_person_is_called_what_is_typed_and_nothing_else(area: PeopleArea, book: Book) -> None:
    QTest.keyClick(area.people.table, Qt.Key.Key_Insert)
    page = person_page(area)
    widget = QApplication.focusWidget()
    assert widget is page.form.of["given"].editor
    QTest.keyClicks(widget, "Zelda")
    QTest.keyClick(widget, Qt.Key.Key_Tab)
    facts = book.session.office.query(query.read_person, page.form.record_id)
    assert facts is not None
    assert (facts.given, facts.family) == ("Zelda", "")


def test_a_family_and_several_people_have_a_button_and_a_key(area: PeopleArea) -> None:
    keys: dict[str, type[AddSeveralDialog]] = {
        "Ctrl+Shift+F": AddFamilyDialog,
        "Ctrl+Shift+A": AddSeveralDialog,
    }
    for key, kind in keys.items():
        (action,) = [each for each in area.findChildren(QAction) if each.shortcut().toString() == key][:1]
        action.trigger()
        (dialog,) = [each for each in area.findChildren(kind) if each.isVisible()]
        dialog.close()
