from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from doubles import Shown
from small_book import Book, begin_book

from mitzvah_desk.desk.goods.area import GoodsArea
from mitzvah_desk.desk.goods.receive import ReceivePage
from mitzvah_desk.desk.session.file_session import FileSession
from mitzvah_desk.desk.shell.main import Desk


@pytest.fixture
def session(desk: Desk) -> FileSession:
    assert desk.session is not None
    return desk.session


def fill_book(session: FileSession) -> Book:
    made = Book(session)
    made.household = made.add("household", name="Cohen", postcode="NW11 8QZ")
    for name in ("Rice", "Soap", "Baked beans"):
        made.add("item", name=name)
    made.add("item", name="Milk", needs_use_by=True)
    made.add("storage_location", name="Hall cupboard")
    campaign = made.add("campaign", name="Mitzvah Day 2026", main_day=date(2026, 11, 22))
    made.add("project", campaign_id=campaign, title="Food drive")
    made.session.choose_campaign(campaign)
    return made


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    made = begin_book(tmp_path / "book.mitzvah", fill_book)
    yield made
    made.session.office.close()


@pytest.fixture
def area(book: Book, shown: Shown) -> GoodsArea:
    page = GoodsArea(book.session)
    shown(page).resize(1100, 700)
    return page


@pytest.fixture
def page(area: GoodsArea) -> ReceivePage:
    area.receive_action.trigger()
    return area.receive_page
