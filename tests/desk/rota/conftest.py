"""The Rota area over a small campaign."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from doubles import Shown
from rota_book import RotaBook, at

from mitzvah_desk.desk.rota.area import RotaArea
from mitzvah_desk.desk.session.file_session import FileSession
from mitzvah_desk.desk.session.tasks import InlineRunner
from mitzvah_desk.office.core.office import Office


@pytest.fixture
def book(tmp_path: Path) -> Iterator[RotaBook]:
    """A day of four shifts."""
    office = Office.new(tmp_path / "rota.mitzvah", user_name="Miriam")
    yield RotaBook(FileSession(office, runner=InlineRunner))
    office.close()


@pytest.fixture
def area(book: RotaBook, shown: Shown) -> RotaArea:
    """The area at ten o'clock of the day, in an active window."""
    book.session.memory.set("rota, to put right", "folded")
    page = RotaArea(book.session, lambda: at(10))
    shown(page).resize(1300, 800)
    page.start()
    return page
