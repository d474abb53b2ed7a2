"""A small file, and the window of an import over it."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from small_book import Book, begin_book

from mitzvah_desk.desk.importing.dialog import ImportDialog
from mitzvah_desk.desk.session.file_session import FileSession


def fill_book(session: FileSession) -> Book:
    made = Book(session)
    campaign = made.add("campaign", name="Mitzvah Day 2026", main_day=date(2026, 11, 22))
    made.session.choose_campaign(campaign)
    made.ann = made.add("person", given="Ann", family="Cohen", email="ann@example.org")
    return made


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    made = begin_book(tmp_path / "book.mitzvah", fill_book)
    yield made
    made.session.office.close()


@pytest.fixture
def dialog(book: Book, qtbot: QtBot) -> ImportDialog:
    window = ImportDialog(book.session)
    qtbot.addWidget(window)
    window.resize(1200, 700)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window
