"""The People area over a small file."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest
from doubles import Shown
from small_book import Book

from mitzvah_desk.desk.people.area import PeopleArea
from mitzvah_desk.desk.session.file_session import FileSession
from mitzvah_desk.office.core.office import Office


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    """Ann and Dan Cohen with their child Maya; a class; a shift that Ann serves on."""
    office = Office.new(tmp_path / "book.mitzvah", user_name="Miriam")
    made = Book(FileSession(office))
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
    yield made
    office.close()


@pytest.fixture
def area(book: Book, shown: Shown) -> PeopleArea:
    """The area, in an active window."""
    page = PeopleArea(book.session)
    shown(page).resize(1100, 700)
    page.start()
    return page
