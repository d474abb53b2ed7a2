# mypy: allow-untyped-calls
"""A second start hands its file to the program that runs already; races, the dead, the hung, other users."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QProcess
from PySide6.QtNetwork import QLocalServer, QLocalSocket
from pytestqt.qtbot import QtBot

from mitzvah_desk.desk.program.second_start import (
    StartAnswer,
    StartServer,
    hand_over,
    join_or_begin,
    server_name,
)

LISTEN_AND_DIE = """
import os
from PySide6.QtCore import QCoreApplication
from PySide6.QtNetwork import QLocalServer
from mitzvah_desk.desk.program.second_start import server_name
app = QCoreApplication([])
server = QLocalServer()
server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
assert server.listen(server_name())
os._exit(0)
"""
START = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication, QTimer
from mitzvah_desk.desk.program.second_start import join_or_begin
app = QCoreApplication([])
heard = []
server = join_or_begin(Path(sys.argv[1]), patience_ms=60_000)
if server is None:
    print("handed")
else:
    def hear(path):
        heard.append(path.name)
        if len(heard) == 2:
            print("first", *sorted(heard))
            app.quit()
    server.requested.connect(hear)
    QTimer.singleShot(60_000, app.quit)
    app.exec()
"""


def start(qtbot: QtBot, *words: str, folder: Path | None = None) -> int:
    """Runs Python as another process, while this one goes on; returns how it ended."""
    process = QProcess()
    process.setProgram(sys.executable)
    process.setArguments(list(words))
    if folder is not None:
        process.setWorkingDirectory(str(folder))
    with qtbot.waitSignal(process.finished, timeout=60_000):
        process.start()
    return process.exitCode()


@pytest.fixture
def server(qtbot: QtBot) -> Iterator[StartServer]:
    made = StartServer()
    assert made.listen()
    yield made
    made.close()


@pytest.mark.parametrize("name", ["year.mitzvah", "בית חברים.mitzvah", "a & b's “day”.mitzvah"])
def test_the_whole_program_started_again_hands_its_file_over_and_ends(
    qtbot: QtBot, server: StartServer, tmp_path: Path, name: str
) -> None:
    with qtbot.waitSignal(server.requested, timeout=60_000) as heard:
        assert start(qtbot, "-m", "mitzvah_desk", name, folder=tmp_path) == 0
    assert heard.args == [tmp_path / name]


def test_started_with_an_address_or_with_nothing(qtbot: QtBot, server: StartServer, tmp_path: Path) -> None:
    path = tmp_path / "our year.mitzvah"
    with qtbot.waitSignal(server.requested, timeout=60_000) as heard:
        assert start(qtbot, "-m", "mitzvah_desk", path.as_uri()) == 0
    assert heard.args == [path]
    with qtbot.waitSignal(server.requested, timeout=60_000) as heard:
        assert start(qtbot, "-m", "mitzvah_desk") == 0
    assert heard.args == [None]


def test_of_three_starts_at_the_same_moment_one_is_the_program(tmp_path: Path) -> None:
    names = ["a.mitzvah", "b.mitzvah", "c.mitzvah"]
    started = [
        subprocess.Popen(
            [sys.executable, "-c", START, str(tmp_path / name)], stdout=subprocess.PIPE, text=True
        )
        for name in names
    ]
    told = [process.communicate(timeout=120)[0].strip() for process in started]
    first = next(number for number, words in enumerate(told) if words != "handed")
    others = sorted(set(names) - {names[first]})
    assert told[first] == " ".join(["first", *others])
    assert [words for number, words in enumerate(told) if number != first] == ["handed", "handed"]


def test_what_a_killed_program_left_is_taken_over(tmp_path: Path) -> None:
    subprocess.run([sys.executable, "-c", LISTEN_AND_DIE], check=True, timeout=60)
    assert hand_over(tmp_path / "a.mitzvah") is StartAnswer.NOBODY
    server = join_or_begin(tmp_path / "a.mitzvah")
    assert server is not None
    assert server.listening
    server.close()


def test_one_that_does_not_answer_in_time_is_left_alone_and_opens_nothing_later(
    qtbot: QtBot, server: StartServer, tmp_path: Path
) -> None:
    """This process is the first program, and too busy to hear of its events while it asks itself."""
    alone = join_or_begin(tmp_path / "a.mitzvah", patience_ms=50)
    assert alone is not None
    assert not alone.listening
    with qtbot.assertNotEmitted(server.requested):
        qtbot.waitUntil(lambda: not server.findChildren(QLocalSocket))
    assert server.listening
    server.close()
    assert alone.listen()
    alone.close()


@pytest.mark.skipif(sys.platform == "win32", reason="a pipe of Windows has no owner that can be asked")
def test_another_users_program_is_told_nothing(
    server: StartServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[object] = []
    server.requested.connect(told.append)
    monkeypatch.setattr(os, "geteuid", lambda: 4711)
    alone = join_or_begin(tmp_path / "a.mitzvah")
    assert alone is not None
    assert not alone.listening
    assert not told


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps its own list of who may")
def test_another_user_cannot_ask(server: StartServer) -> None:
    listening = server.findChild(QLocalServer)
    assert listening is not None
    assert Path(listening.fullServerName()).stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("line", [b"open the door\n", b"[]\n", b"{}\n", b'{"open": 7}\n', b"\xff\n"])
def test_what_cannot_be_understood_is_sent_away(qtbot: QtBot, server: StartServer, line: bytes) -> None:
    socket = QLocalSocket()
    with qtbot.assertNotEmitted(server.requested), qtbot.waitSignal(socket.disconnected, timeout=60_000):
        socket.connectToServer(server_name())
        socket.write(line)
        socket.flush()
    assert server.listening
