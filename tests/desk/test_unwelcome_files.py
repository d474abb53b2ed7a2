"""What is no file of ours, or cannot be written: a sentence, the file untouched, the program open."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from mitzvah_desk.desk.main import Desk
from mitzvah_desk.office.office import Office


class Boxes:
    """Stands in for whoever reads a message and chooses a button of it by its words."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.read: list[str] = []
        self.press = "OK"
        self._pressed: object = None
        # A bound method would not be given the box: Qt's own is no plain function.
        monkeypatch.setattr(QMessageBox, "exec", lambda box: self._exec(box))  # noqa: PLW0108
        monkeypatch.setattr(QMessageBox, "clickedButton", lambda _box: self._pressed)

    def _exec(self, box: QMessageBox) -> int:
        self.read.append(f"{box.text()} {box.informativeText()}")
        found = [button for button in box.buttons() if button.text() == self.press]
        self._pressed = found[0] if found else None
        return 0


@pytest.fixture
def boxes(monkeypatch: pytest.MonkeyPatch) -> Boxes:
    return Boxes(monkeypatch)


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
    with closing(sqlite3.connect(path)) as connection:
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
        assert desk.bridge is not None
        assert desk.bridge.office.read_only


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
