# mypy: allow-untyped-calls
"""One window a file: what is opened from outside, in which window it lands, and that windows are apart."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from doubles import Boxes
from PySide6.QtCore import QCoreApplication, Qt, QUrl
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from mitzvah_desk.desk.program.desk_application import DeskApplication, read_file_argument
from mitzvah_desk.desk.program.second_start import StartServer
from mitzvah_desk.desk.program.windows import Windows
from mitzvah_desk.desk.session import recent_files as recent
from mitzvah_desk.desk.shell.main import Desk
from mitzvah_desk.desk.shell.other_windows import OtherWindows
from mitzvah_desk.office.core.crud import Add
from mitzvah_desk.office.core.office import Office
from mitzvah_desk.store.protection import protect_file


@pytest.fixture
def windows(qtbot: QtBot, qapp: DeskApplication) -> Iterator[Windows]:
    qapp.take_files()
    made = Windows(StartServer())
    yield made
    for desk in made.desks:
        desk.close()
    qapp.file_asked.disconnect()
    made.deleteLater()


@pytest.fixture
def year(tmp_path: Path) -> Callable[[str], Path]:
    def make(name: str) -> Path:
        path = tmp_path / f"{name}.mitzvah"
        Office.new(path).close()
        return path

    return make


def shown(windows: Windows) -> list[str]:
    """The files of the windows, empty ones included, the one used last at the end."""
    return [desk.session.office.path.stem if desk.session else "" for desk in windows.desks]


def double_click(app: DeskApplication, path: Path) -> None:
    """As macOS says it."""
    assert QCoreApplication.sendEvent(app, QFileOpenEvent(QUrl.fromLocalFile(str(path))))


def come_forward(qtbot: QtBot, desk: Desk) -> None:
    desk.activateWindow()
    qtbot.waitUntil(desk.isActiveWindow)


def test_a_second_file_has_a_window_of_its_own_and_the_same_file_never_two(
    qtbot: QtBot, qapp: DeskApplication, windows: Windows, year: Callable[[str], Path]
) -> None:
    one, two = year("one"), year("two")
    windows.begin(qapp, one)
    windows.open(two)
    assert shown(windows) == ["one", "two"]
    first, second = windows.desks
    qtbot.waitUntil(second.isActiveWindow)
    first.showMinimized()
    windows.open(one.parent / "." / one.name)
    assert not first.isMinimized()
    assert len(windows.desks) == 2
    qtbot.waitUntil(first.isActiveWindow)
    come_forward(qtbot, second)
    windows.open(None)
    qtbot.waitUntil(second.isActiveWindow)
    assert second.pos() != first.pos()


def test_a_window_without_a_file_takes_it(
    qapp: DeskApplication, windows: Windows, year: Callable[[str], Path]
) -> None:
    windows.begin(qapp, None)
    assert shown(windows) == [""]
    windows.open(year("one"))
    assert shown(windows) == ["one"]


def test_what_another_window_has_comes_forward_from_every_way_in(
    qtbot: QtBot, qapp: DeskApplication, windows: Windows, year: Callable[[str], Path], boxes: Boxes
) -> None:
    one, two = year("one"), year("two")
    windows.begin(qapp, one)
    windows.open(two)
    first, second = windows.desks
    come_forward(qtbot, second)
    assert not second.open_file(one)
    qtbot.waitUntil(first.isActiveWindow)
    assert second.open_file(two)
    assert sorted(shown(windows)) == ["one", "two"]
    assert not boxes.read


def test_a_file_that_does_not_open_leaves_no_window_behind(
    qapp: DeskApplication, windows: Windows, year: Callable[[str], Path], tmp_path: Path, boxes: Boxes
) -> None:
    windows.begin(qapp, year("one"))
    (tmp_path / "list.xlsx").write_bytes(b"PK\x03\x04 and so on")
    for path, said in ((tmp_path / "list.xlsx", "not a Mitzvah Desk file"), (tmp_path, "is a folder")):
        windows.open(path)
        assert said in boxes.read[-1]
    assert shown(windows) == ["one"]


def test_while_a_question_stands_a_file_waits(
    qtbot: QtBot, qapp: DeskApplication, windows: Windows, year: Callable[[str], Path]
) -> None:
    windows.begin(qapp, year("one"))
    question = QDialog(windows.desks[0])
    question.setWindowModality(Qt.WindowModality.ApplicationModal)
    question.show()
    windows.open(year("two"))
    windows.open(year("three"))
    assert shown(windows) == ["one"]
    question.accept()
    qtbot.waitUntil(lambda: shown(windows) == ["one", "two", "three"])


def test_a_file_double_clicked_before_the_window_is_opened_in_place_of_that_of_last_time(
    qapp: DeskApplication, windows: Windows, year: Callable[[str], Path]
) -> None:
    recent.remember_last_file(year("last"))
    double_click(qapp, year("clicked"))
    windows.begin(qapp, None)
    assert shown(windows) == ["clicked"]


def test_a_file_double_clicked_later_has_its_own_window(
    qapp: DeskApplication, windows: Windows, year: Callable[[str], Path]
) -> None:
    recent.remember_last_file(year("last"))
    windows.begin(qapp, None)
    double_click(qapp, year("בית חברים"))
    double_click(qapp, year("last (2)"))
    assert shown(windows) == ["last", "בית חברים", "last (2)"]


def test_undo_takes_back_what_was_done_in_its_own_window(
    qtbot: QtBot, qapp: DeskApplication, windows: Windows, year: Callable[[str], Path]
) -> None:
    windows.begin(qapp, year("one"))
    windows.open(year("two"))
    for desk in windows.desks:
        assert desk.session is not None
        desk.session.execute(Add("person", {"given": "Ann"}))
    first, second = windows.desks
    for desk, left in ((first, ["", "Added Ann"]), (second, ["", ""])):
        come_forward(qtbot, desk)
        desk.side.setFocus()
        QTest.keyClick(desk.side, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        assert [each.session.office.undo_label() for each in (first, second) if each.session] == left


def test_locking_one_file_leaves_the_windows_of_another(
    qapp: DeskApplication, windows: Windows, year: Callable[[str], Path]
) -> None:
    windows.begin(qapp, year("one"))
    windows.open(year("two"))
    first, second = windows.desks
    own, others = QDialog(first), QDialog(second)
    for dialog in (own, others):
        dialog.show()
    hiding = OtherWindows(first)
    hiding.hide()
    assert (own.isVisible(), others.isVisible(), second.isVisible()) == (False, True, True)
    hiding.show()
    assert own.isVisible()


def test_quit_closes_every_window_and_the_last_file_is_one_that_was_open(
    qtbot: QtBot, qapp: DeskApplication, windows: Windows, year: Callable[[str], Path]
) -> None:
    one, two = year("one"), year("two")
    windows.begin(qapp, one)
    windows.open(two)
    first, second = windows.desks
    second._put_away()
    assert shown(windows) == ["one", ""]
    first.quit()
    assert windows.desks == []
    assert recent.read_last_file() == one


def is_gone(desk: Desk) -> bool:
    return not isValid(desk)


def test_the_window_that_was_closed_is_forgotten(
    qtbot: QtBot, qapp: DeskApplication, windows: Windows, year: Callable[[str], Path]
) -> None:
    one, two = year("one"), year("two")
    windows.begin(qapp, one)
    for _ in range(3):
        windows.open(two)
        closing = windows.desks[-1]
        closing.close()
        qtbot.waitUntil(partial(is_gone, closing))
        assert shown(windows) == ["one"]
    windows.desks[0].go_to("people")
    QApplication.processEvents()


def test_the_last_file_of_a_newer_program_or_in_use_or_protected_leaves_the_doors(
    qapp: DeskApplication,
    windows: Windows,
    year: Callable[[str], Path],
    boxes: Boxes,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path = year("last")
    recent.remember_last_file(path)
    other = Office.open(path, user_name="Joel")
    windows.begin(qapp, None)
    assert "Joel" in boxes.read[-1]
    other.close()
    (desk,) = windows.desks
    assert "last.mitzvah, which was open last, was not opened" in desk.start.welcome.told
    protect_file(path, "marble kettle orchard violin")
    asked: list[QDialog] = []

    def leave(dialog: QDialog) -> int:
        asked.append(dialog)
        return 0

    monkeypatch.setattr(QDialog, "exec", leave)
    desk.start.reopen_last()
    assert len(asked) == 1
    assert desk.session is None
    assert "was not opened" in desk.start.welcome.told
    assert recent.read_last_file() == path


@pytest.mark.parametrize(
    ("word", "path"),
    [
        ("year.mitzvah", "{here}/year.mitzvah"),
        ("../a/year.mitzvah", "{up}/a/year.mitzvah"),
        ("בית חברים.mitzvah", "{here}/בית חברים.mitzvah"),
        ("file:///tmp/our%20year%2C%20%D7%91.mitzvah", "/tmp/our year, ב.mitzvah"),
        ("FILE:///tmp/a.mitzvah", "/tmp/a.mitzvah"),
        ("file.mitzvah", "{here}/file.mitzvah"),
    ],
)
def test_a_file_is_named_as_people_and_systems_do(
    word: str, path: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    wanted = path.format(here=tmp_path, up=tmp_path.parent)
    assert read_file_argument(word).as_posix() == Path(wanted).as_posix()
