from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from doubles import Shown
from small_book import Book

from mitzvah_desk.desk.goods.area import GoodsArea
from mitzvah_desk.desk.goods.receive import ReceivePage
from mitzvah_desk.desk.session.file_session import FileSession
from mitzvah_desk.desk.shell.main import Desk
from mitzvah_desk.office.core.office import Office


@pytest.fixture
def session(desk: Desk) -> FileSession:
    assert desk.session is not None
    return desk.session


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    office = Office.new(tmp_path / "book.mitzvah", user_name="Miriam")
    made = Book(FileSession(office))
    made.household = made.add("household", name="Cohen", postcode="NW11 8QZ")
    for name in ("Rice", "Soap", "Baked beans"):
        made.add("item", name=name)
    made.add("item", name="Milk", needs_use_by=True)
    made.add("storage_location", name="Hall cupboard")
    campaign = made.add("campaign", name="Mitzvah Day 2026", main_day=date(2026, 11, 22))
    made.add("project", campaign_id=campaign, title="Food drive")
    made.session.choose_campaign(campaign)
    yield made
    office.close()


@pytest.fixture
def area(book: Book, shown: Shown) -> GoodsArea:
    page = GoodsArea(book.session)
    shown(page).resize(1100, 700)
    return page


@pytest.fixture
def page(area: GoodsArea) -> ReceivePage:
    area.receive_action.trigger()
    return area.receive_page
