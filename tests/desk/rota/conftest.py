"""The Rota area over a small campaign."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from doubles import Shown
from rota_book import RotaBook, at
from small_book import begin_book

from mitzvah_desk.desk.rota.area import RotaArea


@pytest.fixture
def book(tmp_path: Path) -> Iterator[RotaBook]:
    """A day of four shifts."""
    made = begin_book(tmp_path / "rota.mitzvah", RotaBook)
    yield made
    made.session.office.close()


@pytest.fixture
def area(book: RotaBook, shown: Shown) -> RotaArea:
    """The area at ten o'clock of the day, in an active window."""
    book.session.memory.set("rota, to put right", "folded")
    page = RotaArea(book.session, lambda: at(10))
    shown(page).resize(1300, 800)
    page.start()
    return page
