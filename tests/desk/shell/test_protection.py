"""A file that only the committee can read, in the window: protecting, opening, the sheet, the lock."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLineEdit
from pytestqt.qtbot import QtBot

from mitzvah_desk.desk.session.lock_minutes import save_lock_minutes
from mitzvah_desk.desk.shell.lock_page import IdleWatch
from mitzvah_desk.desk.shell.main import Desk
from mitzvah_desk.desk.shell.passphrase_dialogs import (
    NewPassphraseDialog,
    PassphraseDialog,
    RecoveryDialog,
    SheetCheckDialog,
)
from mitzvah_desk.desk.widgets import messages
from mitzvah_desk.documents.layout.raster import extract_page_text
from mitzvah_desk.office.core.crud import Add
from mitzvah_desk.office.core.office import Office
from mitzvah_desk.office.core.protection import (
    FileKey,
    PassphraseTries,
    derive_key,
    is_protected,
    protect_file,
)
from mitzvah_desk.office.outgoing.gate import check_outgoing
from mitzvah_desk.office.papers.recovery_sheet import make_recovery_sheet

WORDS = "quill ladder ocean pebble"
Answer = Callable[[QDialog], bool]


@pytest.fixture
def plain(tmp_path: Path) -> Path:
    path = tmp_path / "year.mitzvah"
    office = Office.new(path)
    office.execute(Add("campaign", {"name": "Day", "main_day": date(2026, 11, 22)}))
    office.execute(Add("person", {"given": "Ann", "family": "Zebedee"}))
    office.close()
    return path


@pytest.fixture
def protected(plain: Path) -> Path:
    protect_file(plain, WORDS)
    return plain


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    QSettings().setValue("backups", "")
    desk = Desk()
    qtbot.addWidget(desk)
    desk.show()
    yield desk
    desk.close_file()


def answering(monkeypatch: pytest.MonkeyPatch, kind: type[QDialog], *answers: Answer) -> list[QDialog]:
    """Lets a kind of dialog be answered by what is given, one after the other."""
    seen: list[QDialog] = []
    left = list(answers)

    def run(dialog: QDialog) -> int:
        seen.append(dialog)
        return int(left.pop(0)(dialog))

    monkeypatch.setattr(kind, "exec", run)
    return seen


def typed(*tries: str) -> Answer:
    def answer(dialog: QDialog) -> bool:
        assert isinstance(dialog, PassphraseDialog)
        for words in tries:
            dialog._left = 0  # time goes by
            dialog.field.setText(words)
            dialog._enter()
        return dialog.result() == QDialog.DialogCode.Accepted

    return answer


def is_locked(desk: Desk) -> bool:
    return desk._lock.locked


def test_a_protected_file_asks_and_opens(
    desk: Desk, protected: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = answering(monkeypatch, PassphraseDialog, typed("wrong words here", WORDS))
    assert desk.open_file(protected)
    assert len(asked) == 1
    assert desk.session is not None
    assert desk.session.office.key is not None


def test_a_wrong_passphrase_is_told_and_waits_longer_each_time(protected: Path, qtbot: QtBot) -> None:
    tries = PassphraseTries()
    dialog = PassphraseDialog("year.mitzvah", lambda _: "That is not it.", tries)
    qtbot.addWidget(dialog)
    waits = []
    for _ in range(4):
        dialog._left = 0
        dialog.field.setText("something")
        dialog._enter()
        waits.append(dialog._left)
    assert waits == [0, 2, 4, 8]
    assert dialog.said.sentence == "That is not it."
    assert not dialog.open_button.isEnabled()
    assert dialog.open_button.text() == "Open in 8 seconds"


def test_who_would_rather_not_opens_nothing(
    desk: Desk, protected: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answering(monkeypatch, PassphraseDialog, lambda _: False)
    assert not desk.open_file(protected)
    assert desk.session is None


def test_a_file_is_protected_from_the_menu_and_its_sheet_is_printed(
    desk: Desk, plain: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert desk.open_file(plain)

    def choose(dialog: QDialog) -> bool:
        assert isinstance(dialog, NewPassphraseDialog)
        dialog.field.setText(WORDS)
        dialog.again.setText(WORDS)
        return dialog.go.isEnabled()

    def check(dialog: QDialog) -> bool:
        assert isinstance(dialog, SheetCheckDialog)
        for field, group in zip(dialog.fields, dialog._wanted, strict=True):
            field.setText(group.lower())
        dialog._check()
        return dialog.result() == QDialog.DialogCode.Accepted

    monkeypatch.setattr(QDialog, "exec", lambda _: 1)
    answering(monkeypatch, NewPassphraseDialog, choose)
    checked = answering(monkeypatch, SheetCheckDialog, check)
    monkeypatch.setattr(messages, "ask_choice", lambda *_, **__: None)
    desk._protection.protect()
    assert is_protected(plain)
    assert desk.session is not None
    assert desk.session.office.key == derive_key(plain, WORDS)
    assert len(checked) == 1
    sheet = check_outgoing(desk.session.office, make_recovery_sheet(desk.session.office)).release()
    told = extract_page_text(sheet.content, 0)
    groups = desk.session.office.key.recovery_text().split() if desk.session.office.key else []
    assert all(group in told for group in groups)


def test_the_recovery_sheet_opens_it_and_a_new_passphrase_is_wanted(
    desk: Desk, protected: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = derive_key(protected, WORDS)
    assert key is not None
    text = key.recovery_text()

    def recover(dialog: QDialog) -> bool:
        assert isinstance(dialog, PassphraseDialog)
        dialog._recover()
        return False

    def copy(dialog: QDialog) -> bool:
        assert isinstance(dialog, RecoveryDialog)
        dialog.field.setPlainText(text.replace(text[3], "Z" if text[3] != "Z" else "Y", 1))
        dialog._read()
        assert "group 1" in dialog.said.sentence
        dialog.field.setPlainText(text.lower())
        dialog._read()
        return dialog.result() == QDialog.DialogCode.Accepted

    answering(monkeypatch, PassphraseDialog, recover)
    answering(monkeypatch, RecoveryDialog, copy)
    wanted = answering(monkeypatch, NewPassphraseDialog, lambda _: False)
    assert desk.open_file(protected)
    assert len(wanted) == 1


def test_strength_is_told_in_words_and_four_words_are_proposed(qtbot: QtBot) -> None:
    dialog = NewPassphraseDialog("A passphrase", ("year",))
    qtbot.addWidget(dialog)
    assert not dialog.go.isEnabled()
    dialog.field.setText("password1")
    dialog.again.setText("password1")
    assert not dialog.go.isEnabled()
    assert "minutes" in dialog.said.text()
    dialog.propose_button.click()
    assert len(dialog.field.text().split()) == 4
    assert not dialog.go.isEnabled()
    assert dialog.said.text() == "The two are not the same yet."
    dialog.again.setText(dialog.field.text())
    assert dialog.go.isEnabled()


def test_a_locked_window_shows_nothing_and_comes_back_as_it_was(
    desk: Desk, protected: Path, qtbot: QtBot
) -> None:
    key = derive_key(protected, WORDS)
    assert desk.open_file(protected, key=key)
    desk.go_to("people")
    people = desk.area("people")
    typing = people.findChildren(QLineEdit)[0]
    typing.setText("Zebe")
    desk.lock()
    assert is_locked(desk)
    assert not people.isVisible()
    assert desk.windowTitle() == "Mitzvah Desk"
    assert not desk.menuBar().isEnabled()
    page = desk._lock.page
    page.field.setText("not it")
    page.button.click()
    assert "not the passphrase" in page.said.sentence
    assert is_locked(desk)
    page.field.setText(WORDS)
    page.button.click()
    assert not is_locked(desk)
    assert people.isVisible()
    assert typing.text() == "Zebe"
    assert desk.windowTitle() == "year – Mitzvah Desk"


def test_a_plain_file_is_not_locked_and_says_why(desk: Desk, plain: Path) -> None:
    assert desk.open_file(plain)
    desk.lock()
    assert not desk._lock.locked
    assert "no passphrase" in desk.foot.said


def test_nobody_at_the_desk_locks_it(desk: Desk, protected: Path) -> None:
    assert desk.open_file(protected, key=derive_key(protected, WORDS))
    desk._lock.idle.emit()
    assert desk._lock.locked


@pytest.mark.parametrize("words", [WORDS, ""], ids=["protected", "plain"])
def test_every_key_begins_the_minutes_anew_where_a_file_can_be_locked(
    desk: Desk, plain: Path, monkeypatch: pytest.MonkeyPatch, words: str
) -> None:
    begun: list[tuple[int, ...]] = []

    def start(timer: QTimer, *times: int) -> None:
        if isinstance(timer.parent(), IdleWatch):
            begun.append(times)

    monkeypatch.setattr(QTimer, "start", start)
    monkeypatch.setattr(QTimer, "isActive", lambda _: True)
    save_lock_minutes(7)
    if words:
        protect_file(plain, words)
    assert desk.open_file(plain, key=derive_key(plain, words) if words else None)
    assert ((7 * 60_000,) in begun) == bool(words)
    begun.clear()
    QTest.keyClick(desk, Qt.Key.Key_Shift)
    assert (() in begun) == bool(words)
    assert desk.close_file()
    begun.clear()
    QTest.keyClick(desk, Qt.Key.Key_Shift)
    assert not begun


def test_a_key_shows_nothing_of_itself() -> None:
    key = FileKey.for_new_file(WORDS)
    assert repr(key) == "FileKey()"
