"""Door mode: only checking in and receiving goods, until the code or the passphrase is typed."""

from collections.abc import Iterator
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, QSettings, Qt
from PySide6.QtWidgets import QDialog, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from mitzvah_desk.desk.shell.door_mode import EnterDoorDialog
from mitzvah_desk.desk.shell.door_page import DoorPage
from mitzvah_desk.desk.shell.main import Desk
from mitzvah_desk.desk.shell.passphrase_dialogs import PassphraseDialog
from mitzvah_desk.model import Assignment, AssignmentStatus
from mitzvah_desk.office.core.crud import Add
from mitzvah_desk.office.core.office import Office
from mitzvah_desk.office.core.protection import derive_key, protect_file

WORDS = "quill ladder ocean pebble"
PHONE = "07700 900123"


@pytest.fixture
def plain(tmp_path: Path) -> Path:
    path = tmp_path / "year.mitzvah"
    now = datetime.now()
    with closing(Office.new(path)) as office:
        for action in (
            Add("campaign", {"name": "Day", "main_day": now.date()}),
            Add("project", {"campaign_id": 1, "title": "Tea"}),
            Add("role", {"name": "Baker"}),
            Add("person", {"given": "Ann", "family": "Zebedee", "mobile": PHONE}),
            Add("person", {"given": "Bob", "family": "Zucker", "mobile": PHONE}),
            Add(
                "shift",
                {
                    "project_id": 1,
                    "role_id": 1,
                    "starts_at": now,
                    "ends_at": now + timedelta(hours=2),
                    "minimum": 1,
                    "maximum": 5,
                },
            ),
            Add("assignment", {"shift_id": 1, "person_id": 1, "status": AssignmentStatus.CONFIRMED}),
        ):
            office.execute(action)
    return path


@pytest.fixture
def desk(qtbot: QtBot) -> Iterator[Desk]:
    QSettings().setValue("backups", "")
    desk = Desk()
    qtbot.addWidget(desk, before_close_func=end_door)
    desk.show()
    yield desk
    end_door(desk)
    desk.close_file()


def end_door(desk: QWidget) -> None:
    assert isinstance(desk, Desk)
    if desk._door.page is not None:
        desk._door._end(desk._door.page)


def enter(desk: Desk, monkeypatch: pytest.MonkeyPatch, code: str) -> DoorPage:
    def start(dialog: QDialog) -> int:
        assert isinstance(dialog, EnterDoorDialog)
        dialog.code.setText(code)
        return int(dialog.go.isEnabled())

    monkeypatch.setattr(EnterDoorDialog, "exec", start)
    desk.enter_door_mode()
    page = desk._door.page
    assert page is not None
    return page


def leave(desk: Desk, monkeypatch: pytest.MonkeyPatch, typed: str) -> bool:
    def answer(dialog: PassphraseDialog) -> int:
        dialog._left = 0  # time goes by
        dialog.field.setText(typed)
        dialog._enter()
        return dialog.result()

    monkeypatch.setattr(PassphraseDialog, "exec", answer)
    return desk._door.leave()


def all_texts(page: DoorPage) -> str:
    lists = (page.check_in.first, page.check_in.late, page.check_in.here)
    texts = []
    for each in lists:
        model = each.model()
        for row in range(model.rowCount(QModelIndex())):
            index = model.index(row, 0)
            texts += [str(model.data(index, role)) for role in (Qt.ItemDataRole.DisplayRole, 257, 258, 259)]
            texts.append(str(model.data(index, Qt.ItemDataRole.AccessibleTextRole)))
    return " ".join(texts)


def test_only_check_in_and_receiving_are_in_reach(
    desk: Desk, plain: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert desk.open_file(plain)
    page = enter(desk, monkeypatch, "1818")
    assert page.isVisible()
    assert not desk.side.isVisible()
    assert not desk.menuBar().isEnabled()
    assert not any(action.isEnabled() for action in desk._file_actions)
    assert [page.tabs.tabText(number) for number in range(page.tabs.count())] == [
        "Check &in",
        "&Receive goods",
    ]
    assert "Ann Zebedee" in all_texts(page)
    assert PHONE not in all_texts(page)


def test_nobody_of_the_book_is_offered_before_two_letters_are_typed(
    desk: Desk, plain: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert desk.open_file(plain)
    page = enter(desk, monkeypatch, "1818")
    page.check_in.search.setText("z")
    assert "Bob Zucker" not in all_texts(page)
    page.check_in.search.setText("zu")
    assert "Bob Zucker" in all_texts(page)
    assert not page.receive.donor._search("z")
    assert page.receive.donor._search("zu")


def test_who_is_checked_in_is_here(desk: Desk, plain: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert desk.open_file(plain)
    page = enter(desk, monkeypatch, "1818")
    page.check_in.search.setText("zeb")
    entry = page.check_in.first.current()
    assert entry is not None
    page.check_in._take(entry)
    assert desk.session is not None
    status = desk.session.office.query(lambda c: c.execute(select(Assignment.status)).scalar())
    assert status is AssignmentStatus.ATTENDED


def test_undo_takes_nothing_back_at_the_door(
    desk: Desk, plain: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert desk.open_file(plain)
    enter(desk, monkeypatch, "1818")
    assert desk.session is not None
    before = desk.session.office.undo_label()
    desk._undo()
    assert desk.session.office.undo_label() == before


def test_ctrl_z_takes_back_only_arrivals_of_this_sitting(
    desk: Desk, plain: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert desk.open_file(plain)
    page = enter(desk, monkeypatch, "1818")
    assert desk.session is not None
    before = desk.session.office.undo_label()
    statuses: list[AssignmentStatus | None] = []
    for _ in range(2):
        page.check_in.search.setText("ann zebedee")
        page.check_in.take_current()
        statuses.append(desk.session.office.query(lambda c: c.execute(select(Assignment.status)).scalar()))
        desk._undo_keys.undo()
        statuses.append(desk.session.office.query(lambda c: c.execute(select(Assignment.status)).scalar()))
    desk._undo_keys.undo()
    assert statuses == [AssignmentStatus.ATTENDED, AssignmentStatus.CONFIRMED] * 2
    assert desk.session.office.undo_label() == before


def test_at_the_door_nothing_is_printed_and_no_sheet_is_typed(
    desk: Desk, plain: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert desk.open_file(plain)
    page = enter(desk, monkeypatch, "1818").check_in
    page.search.setText("ann zebedee")
    page.take_current()
    page._page.to_still_here.click()
    (entry,) = page.still_here.people.entries.shown
    assert entry.name == "Ann Zebedee"
    assert PHONE not in entry.detail
    assert not page.still_here.print_button.isVisible()
    assert not page._page.to_sheets.isVisible()


def test_a_plain_file_needs_a_code_and_only_that_ends_it(
    desk: Desk, plain: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    assert desk.open_file(plain)
    dialog = EnterDoorDialog(protected=False)
    qtbot.addWidget(dialog)
    assert not dialog.go.isEnabled()
    dialog.code.setText("181")
    assert not dialog.go.isEnabled()
    page = enter(desk, monkeypatch, "1818")
    assert not leave(desk, monkeypatch, "1819")
    assert not leave(desk, monkeypatch, "")
    assert desk._door.page is page
    assert leave(desk, monkeypatch, "1818")
    assert desk.side.isVisible()
    assert desk.menuBar().isEnabled()


def test_the_passphrase_or_a_code_ends_it_on_a_protected_file(
    desk: Desk, plain: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    protect_file(plain, WORDS)
    assert desk.open_file(plain, key=derive_key(plain, WORDS))
    enter(desk, monkeypatch, "")
    assert not leave(desk, monkeypatch, "wrong")
    assert leave(desk, monkeypatch, WORDS)
    enter(desk, monkeypatch, "1818")
    assert leave(desk, monkeypatch, "1818")


def test_a_locked_door_comes_back_as_the_door(
    desk: Desk, plain: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    protect_file(plain, WORDS)
    assert desk.open_file(plain, key=derive_key(plain, WORDS))
    page = enter(desk, monkeypatch, "1818")
    desk.lock()
    assert not page.isVisible()
    desk._lock.page.field.setText("1818")
    desk._lock.page.button.click()
    assert page.isVisible()
    assert not desk.menuBar().isEnabled()


def test_the_window_is_not_closed_without_the_code(
    desk: Desk, plain: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert desk.open_file(plain)
    enter(desk, monkeypatch, "1818")
    monkeypatch.setattr(PassphraseDialog, "exec", lambda _: 0)
    assert not desk.close()
    assert desk.session is not None


def test_a_file_for_reading_only_has_no_door(desk: Desk, plain: Path) -> None:
    assert desk.open_file(plain, read_only=True)
    desk.enter_door_mode()
    assert not desk._door.active
    assert "reading only" in desk.foot.said
