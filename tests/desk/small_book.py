"""What tests of areas share: a small book, and hands on the keyboard."""

from typing import Any

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
    titles = [page.tabs.tabText(number) for number in range(page.tabs.count())]
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
