"""The form of every record has a place for each of its declared fields, under the declared label."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from doubles import Shown
from pytestqt.qtbot import QtBot
from small_book import Book, write

from mitzvah_desk.desk.partners.area import PartnersArea
from mitzvah_desk.desk.people.area import PeopleArea
from mitzvah_desk.desk.session.file_session import FileSession
from mitzvah_desk.office.core.office import Office
from mitzvah_desk.office.people.queries import read_person
from mitzvah_desk.rules.fields.registry import FIELDS


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    office = Office.new(tmp_path / "book.mitzvah", user_name="Miriam")
    yield Book(FileSession(office))
    office.close()


@pytest.mark.parametrize("record", ["person", "household", "group"])
def test_every_declared_field_of_people_is_on_their_form(record: str, book: Book, qtbot: QtBot) -> None:
    area = PeopleArea(book.session)
    qtbot.addWidget(area)
    labels = {column: field.label for column, field in area.page(record).form.of.items()}
    assert labels == {key: declared.label for key, declared in FIELDS[record].items()}


def test_every_declared_field_of_partners_is_on_one_of_their_forms(book: Book, qtbot: QtBot) -> None:
    area = PartnersArea(book.session)
    qtbot.addWidget(area)
    forms = area.page.form.of | area.page.visiting.of
    assert {column: field.label for column, field in forms.items()} == {
        key: declared.label for key, declared in FIELDS["partner"].items()
    }


def test_pronouns_are_typed_beside_the_name_and_the_page_shows_them_again(book: Book, shown: Shown) -> None:
    ann = book.add("person", given="Ann", family="Cohen")
    area = PeopleArea(book.session)
    shown(area).resize(1100, 700)
    area.show_record("person", ann)
    page = area.page("person")
    order = list(page.form.of)
    assert order.index("pronouns") < order.index("position")
    write(page.form.of["pronouns"], "she/her")
    kept = book.session.office.query(read_person, ann)
    assert kept is not None
    assert kept.pronouns == "she/her"
    book.session.office.undo()
    area.reload()
    assert page.form.of["pronouns"].value == ""
