"""The Lists area over a small file."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from doubles import Shown
from small_book import Book, begin_book

from mitzvah_desk.desk.lists.area import ListsArea
from mitzvah_desk.desk.newsletter.page import NewsletterPage
from mitzvah_desk.desk.session.file_session import FileSession
from mitzvah_desk.model import Purpose


def fill_book(session: FileSession) -> Book:
    """Ann and Dan Cohen with their child Maya, and Ruth Levy alone; Ann and Ruth agreed to the newsletter."""
    made = Book(session)
    made.session.choose_campaign(made.add("campaign", name="Mitzvah Day 2026", main_day=date(2026, 11, 22)))
    made.household = made.add("household", name="Cohen", address="1 Elm Road", postcode="NW11 8QZ")
    made.ann = made.add(
        "person", given="Ann", family="Cohen", email="ann@example.org", household_id=made.household
    )
    made.dan = made.add("person", given="Dan", family="Cohen", household_id=made.household)
    made.maya = made.add("person", given="Maya", family="Cohen", is_child=True, household_id=made.household)
    ruth = made.add("person", given="Ruth", family="Levy", email="ruth@example.org")
    for person in (made.ann, ruth):
        values = {"purpose": Purpose.NEWSLETTER, "given": True, "given_on": date(2026, 9, 1), "how": "form"}
        made.add("permission", person_id=person, **values)
    drive = made.add("skill", name="Drive")
    made.add("person_skill", person_id=made.dan, skill_id=drive)
    return made


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    """Ann and Dan Cohen with their child Maya, and Ruth Levy alone; Ann and Ruth agreed to the newsletter."""
    made = begin_book(tmp_path / "book.mitzvah", fill_book)
    yield made
    made.session.office.close()


@pytest.fixture
def area(book: Book, shown: Shown) -> ListsArea:
    """The area, in an active window."""
    page = ListsArea(book.session, lambda: NewsletterPage(book.session))
    shown(page).resize(1200, 760)
    page.start()
    return page
