"""What tests of areas share: a small book, and hands on the keyboard."""

import shutil
import tempfile
from collections.abc import Callable
from copy import copy
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QListView
from pytestqt.qtbot import QtBot

from mitzvah_desk.desk.records.editable_rows import EditableRows
from mitzvah_desk.desk.session.file_session import FileSession
from mitzvah_desk.desk.widgets.field import Field
from mitzvah_desk.desk.widgets.fields import PickField
from mitzvah_desk.desk.widgets.pages import RecordPage
from mitzvah_desk.office.core.actions import Done
from mitzvah_desk.office.core.crud import Add
from mitzvah_desk.office.core.office import Office


class Book:
    """An open file, and the ids of what is in it."""

    def __init__(self, session: FileSession) -> None:
        self.session = session
        self.household = self.ann = self.dan = self.maya = self.group = self.shift = 0

    def add(self, record: str, **values: object) -> int:
        """Adds a record, as another part of the window would."""
        done = self.session.execute(Add(record, values))
        assert isinstance(done, Done)
        return done.id


B = TypeVar("B", bound=Book)
_BEGUN: dict[object, tuple[Path, Book, int | None]] = {}


@cache
def _folder() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(prefix="books-")  # gone when the tests are


def begin_book(path: Path, fill: Callable[[FileSession], B]) -> B:
    """A new file as ``fill`` fills it: that is done once, by the program itself, and copied from then on.

    Args:
        path: the file; the caller closes its office.
        fill: makes the book of an empty file, always the same, and notes nothing in it but numbers.
    """
    if fill not in _BEGUN:
        first = Path(_folder().name) / f"{len(_BEGUN)}.mitzvah"
        session = FileSession(Office.new(first, user_name="Miriam"))
        _BEGUN[fill] = first, fill(session), session.campaign_id
        session.office.close()
    begun, made, campaign = _BEGUN[fill]
    book: B = copy(made)  # type: ignore[assignment]
    book.session = FileSession(Office.open(Path(shutil.copyfile(begun, path)), user_name="Miriam"))
    book.session.choose_campaign(campaign)
    return book


def write(field: Field, text: str) -> None:
    """Types a text instead of what stands in a field, and presses Enter."""
    field.editor.setFocus()
    QTest.keyClick(field.editor, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    if text.isascii():
        QTest.keyClicks(field.editor, text)
    else:
        QApplication.clipboard().setText(text)  # a test's keyboard has no Hebrew keys
        QTest.keyClick(field.editor, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(field.editor, Qt.Key.Key_Return)


def fill(field: Field, text: str) -> None:
    """Types a text instead of what stands in a field, and goes on along the row with Tab."""
    field.editor.setFocus()
    QTest.keyClick(field.editor, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    if text.isascii():
        QTest.keyClicks(field.editor, text)
    else:
        QApplication.clipboard().setText(text)  # a test's keyboard has no Hebrew keys
        QTest.keyClick(field.editor, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(field.editor, Qt.Key.Key_Tab)


def go_to(page: RecordPage, title: str) -> None:
    """Shows a tab of a record's page."""
    titles = [page.tabs.tabBar().tabData(number) for number in range(page.tabs.count())]
    page.tabs.setCurrentIndex(titles.index(title))


def picked(rows: EditableRows[Any], column: str) -> PickField:
    """The field of a row in which another record is chosen."""
    field = rows.fields[column]
    assert isinstance(field, PickField)
    return field


def pick(qtbot: QtBot, field: PickField, text: str) -> None:
    """Types part of a name and takes the first that is offered."""
    field.line.setFocus()
    QTest.keyClicks(field.line, text)
    popup = field.popup
    assert isinstance(popup, QListView)
    qtbot.waitUntil(popup.isVisible)
    QTest.keyClick(popup, Qt.Key.Key_Return)
