"""The Projects area over a small file."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from doubles import Shown
from small_book import Book, begin_book

from mitzvah_desk.desk.projects.area import ProjectsArea
from mitzvah_desk.desk.projects.page import ProjectPage
from mitzvah_desk.desk.session.file_session import FileSession


def fill_book(session: FileSession) -> Book:
    """Two people, a choir and two partners; a campaign without projects."""
    made = Book(session)
    made.ann = made.add("person", given="Ann", family="Cohen")
    made.dan = made.add("person", given="Dan", family="Levy")
    made.group = made.add("group", name="The choir", adults=3)
    made.add("partner", name="Rubens House")
    made.add("partner", name="Hidden House", confidential=True, code_name="Rose", address="1 Quiet Road")
    made.add("role", name="Baker")
    campaign = made.add("campaign", name="Mitzvah Day 2026", main_day=date(2026, 11, 22))
    made.session.choose_campaign(campaign)
    return made


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    """Two people, a choir and two partners; a campaign without projects."""
    made = begin_book(tmp_path / "book.mitzvah", fill_book)
    yield made
    made.session.office.close()


@pytest.fixture
def area(book: Book, shown: Shown) -> ProjectsArea:
    """The area, in an active window."""
    page = ProjectsArea(book.session)
    shown(page).resize(1100, 800)
    return page


@pytest.fixture
def page(area: ProjectsArea, book: Book) -> ProjectPage:
    """The page of a project."""
    campaign = book.session.campaign_id
    area.show_record("project", book.add("project", campaign_id=campaign, title="Tea at Rubens House"))
    return area.page
