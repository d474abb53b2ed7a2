"""What tests of areas share: a small book, and hands on the keyboard."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QListView
from pytestqt.qtbot import QtBot

from mitzvah_desk.desk.session.file_session import FileSession
from mitzvah_desk.desk.widgets.field import Field
from mitzvah_desk.desk.widgets.fields import PickField
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


def pick(qtbot: QtBot, field: PickField, text: str) -> None:
    """Types part of a name and takes the first that is offered."""
    field.line.setFocus()
    QTest.keyClicks(field.line, text)
    popup = field.line.completer().popup()
    assert isinstance(popup, QListView)
    qtbot.waitUntil(popup.isVisible)
    QTest.keyClick(popup, Qt.Key.Key_Down)
    QTest.keyClick(popup, Qt.Key.Key_Return)
