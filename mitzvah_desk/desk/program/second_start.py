"""One program a user: a second start hands its file to the program that runs already, and ends.

The first program listens under a name of its user. Whoever starts it again finds it there and says what is to
be opened; the first says that it hears and which process it is; only at the word of the second it opens the
file. So nothing is opened twice where the first is too busy to answer in time: then the second never says the
word, and goes on as a program of its own.
"""

import hashlib
import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from enum import Enum
from pathlib import Path

from PySide6.QtCore import QDeadlineTimer, QLockFile, QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from mitzvah_desk.desk.session.log_file import find_log_file
from mitzvah_desk.systems import account_name

PATIENCE_MS = 10_000
"""How long the first program may take to answer: it may be opening its window, or writing a large file."""
_GO = b"go\n"
_LONGEST = 64 * 1024
_State = QLocalSocket.LocalSocketState


class StartAnswer(Enum):
    """What became of a start that was to be handed over."""

    TAKEN = "the first program does it"
    SILENT = "there is one, which does not answer"
    NOBODY = "there is none"


class StartServer(QObject):
    """Hears of further starts of the program.

    Signals:
        requested: the program was started once more, with a file (``Path``) or with None.
    """

    requested = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._callers: list[QLocalSocket] = []
        self._wanted: dict[QLocalSocket, Path | None] = {}
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._on_connection)

    @property
    def listening(self) -> bool:
        """Whether a further start is heard."""
        return self._server.isListening()

    def listen(self) -> bool:
        """Begins to listen, where no other program does; returns whether further starts are heard.

        Two that begin at the same moment would take each other's place: see ``join_or_begin``.
        """
        name = server_name()
        if self.listening or _answers(name):
            return self.listening
        if not self._server.listen(name):
            QLocalServer.removeServer(name)  # left by a program that was killed
            self._server.listen(name)
        return self.listening

    def close(self) -> None:
        """Listens no more."""
        self._server.close()
        for caller in self._callers:
            caller.blockSignals(True)  # one that is taken apart must call nobody
            caller.abort()
            caller.deleteLater()
        self._callers, self._wanted = [], {}

    def _on_connection(self) -> None:
        while self._server.hasPendingConnections():
            caller = self._server.nextPendingConnection()
            caller.setReadBufferSize(_LONGEST)
            caller.readyRead.connect(self._hear)
            caller.disconnected.connect(self._forget_those_gone)
            self._callers.append(caller)
        self._hear()

    def _hear(self) -> None:
        for caller in list(self._callers):
            while caller.canReadLine():
                self._answer(caller, bytes(caller.readLine().data()))

    def _forget_those_gone(self) -> None:
        self._hear()  # what they said before they went
        gone = [each for each in self._callers if each.state() is _State.UnconnectedState]
        self._callers = [each for each in self._callers if each not in gone]
        for caller in gone:
            self._wanted.pop(caller, None)
            caller.deleteLater()

    def _answer(self, caller: QLocalSocket, line: bytes) -> None:
        if caller in self._wanted:
            path = self._wanted.pop(caller)
            if line == _GO:
                self.requested.emit(path)
            return
        try:
            named = json.loads(line)["open"]
            self._wanted[caller] = Path(named) if named is not None else None
        except (ValueError, TypeError, KeyError):
            caller.disconnectFromServer()
            return
        caller.write(json.dumps({"process": os.getpid()}).encode() + b"\n")
        caller.flush()


def join_or_begin(path: Path | None, *, patience_ms: int = PATIENCE_MS) -> StartServer | None:
    """Hands a start to the program that runs already, or begins to be that program.

    Args:
        path: the file of this start; None where it names none.
        patience_ms: how long the other may take to answer.

    Returns:
        What hears of further starts; None where the other program does what this start was for. It hears
        nothing where another is there that does not answer.
    """
    handed = hand_over(path, patience_ms)
    server = StartServer()
    if handed is StartAnswer.NOBODY:
        with _one_start_at_a_time(patience_ms):
            handed = hand_over(path, patience_ms)  # another may have begun at the same moment
            if handed is StartAnswer.NOBODY:
                server.listen()
    return None if handed is StartAnswer.TAKEN else server


def hand_over(path: Path | None, patience_ms: int = PATIENCE_MS) -> StartAnswer:
    """Asks the program that runs already to open a file, or to show itself where there is none."""
    socket = QLocalSocket()
    until = QDeadlineTimer(patience_ms)
    socket.connectToServer(server_name())
    if not socket.waitForConnected(patience_ms) or not _is_of_this_user(socket):
        socket.abort()
        return StartAnswer.NOBODY
    named = os.fspath(path) if path is not None else None
    socket.write(json.dumps({"open": named}).encode() + b"\n")
    socket.flush()
    while not socket.canReadLine():
        if not socket.waitForReadyRead(max(int(until.remainingTime()), 0)):
            socket.abort()
            return StartAnswer.SILENT
    try:
        process = int(json.loads(bytes(socket.readLine().data()))["process"])
    except (ValueError, TypeError, KeyError):
        socket.abort()
        return StartAnswer.SILENT
    _allow_to_come_forward(process)
    socket.write(_GO)
    socket.flush()
    socket.disconnectFromServer()
    if socket.state() is not _State.UnconnectedState:
        socket.waitForDisconnected(patience_ms)
    return StartAnswer.TAKEN


def server_name() -> str:
    """The name under which the program of this user listens, on this screen."""
    user = account_name()  # where it has none, it is one user's computer
    screens = (os.environ.get(name) for name in ("SESSIONNAME", "WAYLAND_DISPLAY", "DISPLAY"))
    of = f"{user}|{Path.home()}|{next(filter(None, screens), '')}"
    return f"mitzvah-desk-{hashlib.sha256(of.encode('utf-8', 'surrogatepass')).hexdigest()[:32]}"


@contextmanager
def _one_start_at_a_time(patience_ms: int) -> Iterator[None]:
    """Within, no other start of this user looks whether it is the first."""
    try:
        lock = QLockFile(os.fspath(find_log_file(make=True).with_name("start.lock")))
    except OSError:  # nothing can be written there; two starts at the same moment are two programs
        yield
        return
    lock.setStaleLockTime(0)  # what a killed program held is free, and nothing else is
    held = lock.tryLock(patience_ms)
    try:
        yield
    finally:
        if held:
            lock.unlock()


def _answers(name: str) -> bool:
    socket = QLocalSocket()
    socket.connectToServer(name)
    found = socket.waitForConnected(PATIENCE_MS)
    socket.abort()
    return found


def _is_of_this_user(socket: QLocalSocket) -> bool:
    """Whether nobody else lies in wait under the name; Windows lets only its user connect to a pipe."""
    ours = True
    if sys.platform != "win32":
        try:
            ours = Path(socket.fullServerName()).stat().st_uid == os.geteuid()
        except OSError:
            ours = False
    return ours


def _allow_to_come_forward(process: int) -> None:
    """Windows lets only the program at work come to the front, or whom that one allows it; Qt offers none."""
    if sys.platform == "win32":
        import ctypes

        ctypes.windll.user32.AllowSetForegroundWindow(process)
