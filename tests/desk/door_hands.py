"""Hands at the door: keys for whatever has the keyboard, and what the file holds then."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QListView, QMessageBox
from pytestqt.qtbot import QtBot
from small_book import Book

from mitzvah_desk.desk.widgets import messages
from mitzvah_desk.desk.widgets.fields import PickField
from mitzvah_desk.office.goods.queries import DonationRow, LineRow, list_donations, read_donation

CTRL = Qt.KeyboardModifier.ControlModifier


def key(name: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """A key for whatever has the keyboard."""
    widget = QApplication.activePopupWidget() or QApplication.focusWidget()
    assert widget is not None
    QTest.keyClick(widget, name, modifier)


def typed(text: str) -> None:
    """Letters for the field that has the keyboard."""
    widget = QApplication.focusWidget()
    assert widget is not None
    QTest.keyClicks(widget, text)


def enter(text: str = "") -> None:
    typed(text)
    key(Qt.Key.Key_Return)


def add_new(qtbot: QtBot, field: PickField, name: str) -> None:
    """Types a name that nobody has yet and takes “Add …”, the last of what is offered."""
    typed(name)
    popup = field.popup
    assert isinstance(popup, QListView)
    qtbot.waitUntil(popup.isVisible)
    QTest.keyClick(popup, Qt.Key.Key_Up)
    QTest.keyClick(popup, Qt.Key.Key_Return)


def in_file(book: Book) -> list[DonationRow]:
    assert book.session.campaign_id is not None
    return book.session.office.query(list_donations, book.session.campaign_id)


def lines(book: Book, donation_id: int) -> tuple[LineRow, ...]:
    facts = book.session.office.query(read_donation, donation_id)
    assert facts is not None
    return facts.lines


def sizes(monkeypatch: pytest.MonkeyPatch, size: int | None) -> list[str]:
    """Answers how many are in a pack; returns what was asked."""
    asked: list[str] = []

    def answer(_parent: object, _title: str, question: str, *_: int) -> int | None:
        asked.append(question)
        return size

    monkeypatch.setattr(messages, "ask_number", answer)
    return asked


def answering(monkeypatch: pytest.MonkeyPatch, words: str) -> list[str]:
    """Presses the button of these words on whatever is asked; returns what was asked."""
    asked: list[str] = []
    pressed: list[object] = []

    def answer(box: QMessageBox) -> int:
        asked.append(box.text())
        pressed.append(next(button for button in box.buttons() if button.text() == words))
        return 0

    monkeypatch.setattr(QMessageBox, "exec", answer)
    monkeypatch.setattr(QMessageBox, "clickedButton", lambda _box: pressed[-1])
    return asked
