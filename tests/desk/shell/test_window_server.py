# mypy: allow-untyped-calls
"""A second start on a file raises the window that has it open; other files and users are left alone."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QProcess
from PySide6.QtNetwork import QLocalServer
from pytestqt.qtbot import QtBot
from sample_year import copy_sample

from mitzvah_desk.app import listen_for_starts
from mitzvah_desk.desk.shell.main import Desk
from mitzvah_desk.desk.shell.window_server import WindowServer, raise_open_window, server_name

ASK = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from mitzvah_desk.desk.shell.window_server import raise_open_window
app = QCoreApplication([])
sys.exit(0 if raise_open_window(Path(sys.argv[1])) else 1)
"""
KILLED = """
import os, sys
from PySide6.QtCore import QCoreApplication
from PySide6.QtNetwork import QLocalServer
app = QCoreApplication([])
server = QLocalServer()
server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
assert server.listen(sys.argv[1])
os._exit(0)
"""


def start(qtbot: QtBot, *words: str) -> int:
    """Runs Python as another process, while this one goes on; returns how it ended."""
    process = QProcess()
    process.setProgram(sys.executable)
    process.setArguments(list(words))
    with qtbot.waitSignal(process.finished, timeout=60_000):
        process.start()
    return process.exitCode()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "year.mitzvah"
    path.touch()
    return path


@pytest.fixture
def server(qtbot: QtBot, file: Path) -> WindowServer:
    made = WindowServer()
    made.follow(file)
    assert made.listening
    return made


def test_a_second_process_raises_the_first_window(qtbot: QtBot, server: WindowServer, file: Path) -> None:
    with qtbot.waitSignal(server.raise_requested, timeout=60_000):
        assert start(qtbot, "-c", ASK, str(file)) == 0
    server.follow(None)


def test_another_file_is_nobodys(qtbot: QtBot, server: WindowServer, tmp_path: Path) -> None:
    with qtbot.assertNotEmitted(server.raise_requested):
        assert start(qtbot, "-c", ASK, str(tmp_path / "other.mitzvah")) == 1
    server.follow(None)


def test_once_the_file_is_closed_nobody_answers(server: WindowServer, file: Path) -> None:
    server.follow(None)
    assert not server.listening
    assert not raise_open_window(file)


def test_every_way_to_write_a_path_leads_to_the_same_window(tmp_path: Path, file: Path) -> None:
    (tmp_path / "folder").mkdir()
    assert server_name(tmp_path / "folder" / ".." / "year.mitzvah") == server_name(file)
    if os.name != "nt":
        (tmp_path / "link.mitzvah").symlink_to(file)
        assert server_name(tmp_path / "link.mitzvah") == server_name(file)
    assert server_name(tmp_path / "other.mitzvah") != server_name(file)


def test_what_a_killed_program_left_is_taken_over(qtbot: QtBot, file: Path) -> None:
    subprocess.run([sys.executable, "-c", KILLED, server_name(file)], check=True, timeout=60)
    assert not raise_open_window(file)
    server = WindowServer()
    server.follow(file)
    assert server.listening
    with qtbot.waitSignal(server.raise_requested, timeout=60_000):
        assert start(qtbot, "-c", ASK, str(file)) == 0
    server.follow(None)


def test_a_name_that_answers_is_not_taken_away(server: WindowServer, file: Path) -> None:
    other = WindowServer()
    other.follow(file)
    assert not other.listening
    assert server.listening
    other.follow(None)
    server.follow(None)
    QLocalServer.removeServer(server_name(file))


def test_the_whole_program_started_twice_ends_and_the_window_is_in_front(
    qtbot: QtBot, tmp_path: Path
) -> None:
    path = copy_sample(tmp_path / "sample.mitzvah")
    desk = Desk(user_name="Miriam")
    qtbot.addWidget(desk)
    server = listen_for_starts(desk)
    assert desk.open_file(path)
    desk.showMinimized()
    with qtbot.waitSignal(server.raise_requested, timeout=60_000):
        assert start(qtbot, "-m", "mitzvah_desk", str(path)) == 0
    assert desk.isVisible()
    assert not desk.isMinimized()
    assert desk.close_file()
    assert not server.listening
