"""What is no file of ours, or cannot be written: a sentence, the file untouched, the program open."""

import json
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from doubles import Boxes
from pytestqt.qtbot import QtBot

from mitzvah_desk.desk.program.error_teller import ErrorTeller
from mitzvah_desk.desk.session.backup_settings import read_backup_plan
from mitzvah_desk.desk.session.tasks import InlineRunner
from mitzvah_desk.desk.session.trouble import TroublePage
from mitzvah_desk.desk.settings.backup_places import BackupPlaces
from mitzvah_desk.desk.shell.backups_dialog import BackupsDialog, age_text
from mitzvah_desk.desk.shell.health_check_dialog import CheckDialog
from mitzvah_desk.desk.shell.main import Desk
from mitzvah_desk.desk.shell.opening import LEAVE, OPEN_ALL_THE_SAME, RESTORE, RESTORE_THIS
from mitzvah_desk.office.core.crud import Add
from mitzvah_desk.office.core.office import BackupPlan, Office, WorldError, default_backup_folder
from mitzvah_desk.store.driver import sqlite


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    Office.new(tmp_path / "good.mitzvah").close()
    Office.new(tmp_path / "bad <b>.mitzvah").close()
    window = Desk(user_name="Miriam")
    qtbot.addWidget(window)
    window.show()
    assert window.open_file(tmp_path / "good.mitzvah")
    yield window
    window.close_file()


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-5000])


def noise(path: Path) -> None:
    path.write_bytes(bytes(range(255, -1, -1)) * 40)


def newer(path: Path) -> None:
    with closing(sqlite.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 99")


def empty(path: Path) -> None:
    path.write_bytes(b"")


@pytest.mark.parametrize("spoil", [cut, noise, newer, empty, Path.unlink])
def test_it_is_told_and_the_year_stays_open(
    desk: Desk, boxes: Boxes, tmp_path: Path, spoil: Callable[[Path], None]
) -> None:
    path = tmp_path / "bad <b>.mitzvah"
    spoil(path)
    before = path.read_bytes() if path.exists() else None
    assert not desk.open_file(path)
    (told,) = boxes.read
    assert "bad <b>.mitzvah" in told
    assert told.count(".") >= 2
    assert (path.read_bytes() if path.exists() else None) == before
    desk.go_to("people")
    assert desk.area("people").isVisible()


def test_a_file_open_elsewhere_may_be_read(desk: Desk, boxes: Boxes, tmp_path: Path) -> None:
    path = tmp_path / "bad <b>.mitzvah"
    boxes.press = "Open for reading only"
    with closing(Office.open(path, user_name="Joel")):
        assert desk.open_file(path)
        assert "Joel" in boxes.read[0]
        assert desk.session is not None
        assert desk.session.office.read_only


def test_a_folder_that_cannot_be_written_may_be_read(
    desk: Desk, boxes: Boxes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "bad <b>.mitzvah"

    def refuse(*_args: object, **_named: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("filelock.FileLock.acquire", refuse)
    assert not desk.open_file(path)
    assert "cannot be written here" in boxes.read[0]
    boxes.press = "Open for reading only"
    assert desk.open_file(path)


def test_no_new_file_over_one_that_is_there(desk: Desk, boxes: Boxes, tmp_path: Path) -> None:
    assert not desk.make_file(tmp_path / "bad <b>.mitzvah")
    assert "already" in boxes.read[0]


def spoil_page(path: Path, table: str) -> None:
    with closing(sqlite.connect(path)) as connection:
        root = connection.execute("SELECT rootpage FROM sqlite_schema WHERE name = ?", (table,)).fetchone()[0]
        size = connection.execute("PRAGMA page_size").fetchone()[0]
    content = bytearray(path.read_bytes())
    content[(root - 1) * size : root * size] = bytes(size)
    path.write_bytes(bytes(content))


def test_a_damaged_file_is_told_and_its_newest_whole_backup_offered(
    desk: Desk, boxes: Boxes, tmp_path: Path
) -> None:
    path = tmp_path / "bad <b>.mitzvah"
    assert desk.open_file(path)
    assert desk.session is not None
    desk.session.execute(Add("person", {"given": "Ann"}))
    assert desk.close_file()
    assert desk.open_file(path)
    desk.session.office.backups = BackupPlan()
    desk.session.execute(Add("skill", {"name": "Bake"}))
    assert desk.close_file()
    spoil_page(path, "person")
    before = path.read_bytes()
    boxes.press = LEAVE
    assert not desk.open_file(path)
    (told,) = boxes.read
    assert "Damaged: person." in told
    assert "It lacks 1 later change: Added Bake." in told
    boxes.press = RESTORE
    assert desk.open_file(path)
    assert desk.session.office.path.name.startswith("bad <b> restored ")
    assert desk.session.office.undo_label() == "Added Ann"
    assert path.read_bytes() == before


def test_a_damaged_file_without_a_backup_is_told(desk: Desk, boxes: Boxes, tmp_path: Path) -> None:
    spoil_page(tmp_path / "bad <b>.mitzvah", "person")
    assert not desk.open_file(tmp_path / "bad <b>.mitzvah")
    assert "No whole backup" in boxes.read[0]


def test_a_file_that_another_computer_seems_to_have_open_may_be_taken_over(
    desk: Desk, boxes: Boxes, tmp_path: Path
) -> None:
    path = tmp_path / "bad <b>.mitzvah"
    said = {"user": "Joel", "computer": "elsewhere", "since": "2026-11-22T09:30"}
    Path(f"{path}.in-use").write_text(json.dumps(said), "utf-8")
    boxes.press = OPEN_ALL_THE_SAME
    assert desk.open_file(path)
    assert "Joel on elsewhere" in boxes.read[0]
    assert desk.session is not None
    assert not desk.session.office.read_only


def test_a_backup_opened_by_itself_is_restored_beside_it(desk: Desk, boxes: Boxes, tmp_path: Path) -> None:
    assert desk.session is not None
    copy = desk.session.office.back_up(tmp_path / "stick")
    boxes.press = RESTORE_THIS
    assert desk.open_file(copy)
    assert desk.session.office.path.parent == tmp_path / "stick"
    assert desk.session.office.path != copy
    assert not desk.session.office.read_only


def test_what_cannot_be_read_for_a_while_is_told_and_comes_back(desk: Desk, tmp_path: Path) -> None:
    assert desk.session is not None
    desk.session.execute(Add("person", {"given": "Ann"}))
    with closing(sqlite.connect(tmp_path / "good.mitzvah", isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        desk.go_to("people")
        area = desk.area("people")
        page = area.currentWidget()
        assert isinstance(page, TroublePage)
        assert "Another program is using good.mitzvah" in page.text.text()
        other.execute("ROLLBACK")
    page.again.emit()
    assert not isinstance(area.currentWidget(), TroublePage)
    assert area.people.table.rows_model.count == 1  # type: ignore[attr-defined]


def test_closing_never_goes_on_silently_without_its_backup(desk: Desk, boxes: Boxes, tmp_path: Path) -> None:
    assert desk.session is not None
    desk.session.office.backups = BackupPlan(None, tmp_path / "a stick that was drawn")
    desk.session.execute(Add("person", {"given": "Ann"}))
    boxes.press = "Stay here"
    assert not desk.close_file()
    assert desk.session is not None
    assert "second place" in boxes.read[0]
    boxes.press = "Close without a backup"
    assert desk.close_file()


def test_the_file_is_checked_in_the_window(desk: Desk, qtbot: QtBot) -> None:
    desk._backups.check()
    (dialog,) = desk.findChildren(CheckDialog)
    qtbot.addWidget(dialog)
    assert dialog.said.text() == "The file is whole: every page and every link of it was read."
    assert dialog.list.table.rows_model.count == 0


def test_backups_are_listed_with_what_they_are_and_restored(desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    assert desk.session is not None
    for name in ("Ann", "Bob"):
        desk.session.execute(Add("person", {"given": name}))
        desk.session.office.keep_backup()
    newest = max(default_backup_folder().glob("*.mitzvah"), key=lambda file: file.stat().st_mtime_ns)
    newest.write_bytes(newest.read_bytes()[:-4096])
    dialog = BackupsDialog(InlineRunner(), read_backup_plan(), tmp_path / "good.mitzvah", desk)
    qtbot.addWidget(dialog)
    model = dialog.list.table.rows_model
    assert [row.path == newest for row in model.rows()] == [bool(row.problem) for row in model.rows()]
    made: list[Path] = []
    dialog.restored.connect(lambda path, _key: made.append(path))
    dialog.list.table.select_id(next(row.id for row in model.rows() if row.problem))
    dialog.restore()
    assert not made
    dialog.list.table.select_id(next(row.id for row in model.rows() if not row.problem))
    dialog.restore()
    assert desk.open_file(made[0])
    assert desk.session.office.undo_label() == "Added Ann"


def test_the_switch_and_the_second_place_of_backups_are_kept(desk: Desk, tmp_path: Path) -> None:
    assert desk.session is not None
    places = BackupPlaces(desk.session)
    places.set_second(tmp_path)
    places.keeps.box.click()
    assert read_backup_plan() == desk.session.office.backups == BackupPlan(None, tmp_path)
    places.set_second(None)
    places.keeps.box.click()
    assert read_backup_plan() == BackupPlan(default_backup_folder(), None)


@pytest.mark.parametrize(
    ("ago", "said"),
    [
        (20, "just now"),
        (60, "1 minute ago"),
        (7200, "2 hours ago"),
        (86400, "1 day ago"),
        (8 * 86400, "1 week ago"),
        (-50, "by a clock that was ahead"),
    ],
)
def test_an_age_is_told_in_words(ago: int, said: str) -> None:
    now = datetime(2026, 11, 22, 12)
    assert age_text(now - timedelta(seconds=ago), now) == said


def test_what_nobody_caught_is_told_in_its_own_words_once(boxes: Boxes, qapp: object) -> None:
    del qapp
    teller = ErrorTeller(lambda: None)
    error = WorldError("Another program is using it.", "Wait.")
    teller(type(error), error, None)
    assert boxes.read == ["Another program is using it. Wait."]
