"""The People area over a small file."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest
from doubles import Shown
from small_book import Book, begin_book

from mitzvah_desk.desk.people.area import PeopleArea
from mitzvah_desk.desk.session.file_session import FileSession


def fill_book(session: FileSession) -> Book:
    """Ann and Dan Cohen with their child Maya; a class; a shift that Ann serves on."""
    made = Book(session)
    made.household = made.add("household", name="Cohen", address="1 Elm Road", postcode="NW11 8QZ")
    made.ann = made.add("person", given="Ann", family="Cohen", household_id=made.household)
    made.dan = made.add("person", given="Dan", family="Cohen", household_id=made.household)
    made.maya = made.add("person", given="Maya", family="Cohen", is_child=True)
    made.group = made.add("group", name="Hebrew class Gimel", adults=2, children=18)
    campaign = made.add("campaign", name="Mitzvah Day 2026", main_day=date(2026, 11, 22))
    project = made.add("project", campaign_id=campaign, title="Tea at Rubens House")
    role = made.add("role", name="Visitor")
    made.shift = made.add(
        "shift",
        project_id=project,
        role_id=role,
        starts_at=datetime(2026, 11, 22, 10),
        ends_at=datetime(2026, 11, 22, 12),
    )
    return made


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    """Ann and Dan Cohen with their child Maya; a class; a shift that Ann serves on."""
    made = begin_book(tmp_path / "book.mitzvah", fill_book)
    yield made
    made.session.office.close()


@pytest.fixture
def area(book: Book, shown: Shown) -> PeopleArea:
    """The area, in an active window."""
    page = PeopleArea(book.session)
    shown(page).resize(1100, 700)
    page.start()
    return page
