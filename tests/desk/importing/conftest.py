"""A small file, and the window of an import over it."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from small_book import Book

from mitzvah_desk.desk.importing.dialog import ImportDialog
from mitzvah_desk.desk.session.file_session import FileSession
from mitzvah_desk.desk.session.tasks import InlineRunner
from mitzvah_desk.office.core.office import Office


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    office = Office.new(tmp_path / "book.mitzvah", user_name="Miriam")
    made = Book(FileSession(office, runner=InlineRunner))
    campaign = made.add("campaign", name="Mitzvah Day 2026", main_day=date(2026, 11, 22))
    made.session.choose_campaign(campaign)
    made.ann = made.add("person", given="Ann", family="Cohen", email="ann@example.org")
    yield made
    office.close()


@pytest.fixture
def dialog(book: Book, qtbot: QtBot) -> ImportDialog:
    window = ImportDialog(book.session)
    qtbot.addWidget(window)
    window.resize(1200, 700)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window
