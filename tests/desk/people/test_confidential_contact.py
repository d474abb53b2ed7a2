"""Whoever is in the book for a refuge alone is shown on purpose only."""

import pytest
from small_book import Book
from sqlalchemy import func, select

from mitzvah_desk.desk.people.area import PeopleArea
from mitzvah_desk.desk.people.person import PersonPage
from mitzvah_desk.model import ConfidentialView
from mitzvah_desk.office.people.queries import list_people


@pytest.fixture
def refuge(book: Book) -> int:
    return book.add("partner", name="Hidden House", confidential=True, code_name="Rose")


@pytest.fixture
def zelda(book: Book, refuge: int) -> int:
    person = book.add("person", given="Zelda", family="Quince", mobile="020 7946 0666", position="Manager")
    book.add("partner_contact", partner_id=refuge, person_id=person)
    return person


def page_of(area: PeopleArea, person: int) -> PersonPage:
    area.show_record("person", person)
    page = area.page("person")
    assert isinstance(page, PersonPage)
    return page


def shown(page: PersonPage) -> set[str]:
    return {column for column, field in page.form.of.items() if not field.isHidden()}


def test_no_more_than_the_name_is_shown_until_it_is_asked_for(
    area: PeopleArea, book: Book, zelda: int
) -> None:
    page = page_of(area, zelda)
    assert shown(page) == {"given", "family", "known_as", "pronouns", "title"}
    assert [page.tabs.isTabVisible(number) for number in range(page.tabs.count())].count(True) == 1
    page.reveal.click()
    assert shown(page) == set(page.form.of)
    assert all(page.tabs.isTabVisible(number) for number in range(page.tabs.count()))
    seen = select(func.count(ConfidentialView.id))
    assert book.session.office.query(lambda c: c.execute(seen).scalar()) == 1
    page.reveal.timer.timeout.emit()
    assert "mobile" not in shown(page)


def test_everybody_else_is_shown_as_before(area: PeopleArea, book: Book, zelda: int) -> None:
    page = page_of(area, zelda)
    page = page_of(area, book.ann)
    assert page.reveal.isHidden()
    assert shown(page) == set(page.form.of)


def test_who_serves_too_is_in_the_book_for_that(area: PeopleArea, book: Book, zelda: int) -> None:
    book.add("assignment", shift_id=book.shift, person_id=zelda)
    assert page_of(area, zelda).reveal.isHidden()


def test_the_list_of_people_has_no_number_of_theirs(book: Book, zelda: int) -> None:
    (row,) = [row for row in book.session.office.query(list_people) if row.id == zelda]
    assert (row.phone, row.email, row.position) == ("", "", "")
