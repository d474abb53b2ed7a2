"""One window for a file: a second start raises the window that has it open, and ends.

A window listens under a name made of its file and its user. Whoever starts the program on that file finds it
there, asks it to come to the front, and needs no window of its own. Other users and other computers are kept
apart by the file's lock.
"""

import getpass
import hashlib
import os
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

_RAISE = b"raise\n"
_RAISED = b"raised\n"
_WAIT_MS = 2000


class WindowServer(QObject):
    """Hears of further starts on the file that is open here.

    Signals:
        raise_requested: somebody started the program on this file once more.
    """

    raise_requested = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._server: QLocalServer | None = None
        self._callers: list[QLocalSocket] = []

    @property
    def listening(self) -> bool:
        """Whether a second start on the file would be heard."""
        return self._server is not None and self._server.isListening()

    def follow(self, path: Path | None) -> None:
        """Listens for starts on another file, or on none."""
        for caller in self._callers:
            caller.blockSignals(True)  # one that is taken apart must call nobody
            caller.abort()
        self._callers = []
        if self._server is not None:
            self._server.close()
            self._server.deleteLater()
            self._server = None
        if path is None:
            return
        name = server_name(path)
        if _answers(name):
            return  # another window is there, and would be lost: on Unix the newer socket takes its place
        server = QLocalServer(self)
        server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        server.newConnection.connect(self._on_connection)
        if not server.listen(name):
            QLocalServer.removeServer(name)  # left by a program that was killed
            server.listen(name)
        self._server = server

    def _on_connection(self) -> None:
        while self._server is not None and (caller := self._server.nextPendingConnection()) is not None:
            self._callers.append(caller)
            caller.readyRead.connect(self._listen)
        self._listen()

    def _listen(self) -> None:
        """Answers whoever asked; those who have gone are forgotten when the file is another."""
        for caller in list(self._callers):
            if caller.canReadLine() and caller.readLine().data() == _RAISE:
                caller.write(_RAISED)
                caller.flush()
                self.raise_requested.emit()


def raise_open_window(path: Path) -> bool:
    """Brings the window that has a file open to the front; returns whether there is one."""
    socket = QLocalSocket()
    socket.connectToServer(server_name(path))
    if not socket.waitForConnected(_WAIT_MS):
        return False
    socket.write(_RAISE)
    socket.flush()
    raised = (
        socket.canReadLine() or socket.waitForReadyRead(_WAIT_MS)
    ) and socket.readLine().data() == _RAISED
    socket.disconnectFromServer()
    return raised


def server_name(path: Path) -> str:
    """The name under which the window of a file listens: the same for every way to write its path."""
    try:
        user = getpass.getuser()
    except (OSError, KeyError):  # no account of a name: then it is one user's computer
        user = ""
    file = os.path.normcase(os.path.realpath(path))
    return f"mitzvah-desk-{hashlib.sha256(f'{user}|{file}'.encode()).hexdigest()[:32]}"


def _answers(name: str) -> bool:
    socket = QLocalSocket()
    socket.connectToServer(name)
    found = socket.waitForConnected(_WAIT_MS)
    socket.abort()
    return found
