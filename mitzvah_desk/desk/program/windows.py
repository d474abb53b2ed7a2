"""The windows of the program: one a file, and the same file is never in two."""

from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from mitzvah_desk.desk.program.desk_application import DeskApplication
from mitzvah_desk.desk.program.second_start import StartServer
from mitzvah_desk.desk.session.recent_files import is_same_file
from mitzvah_desk.desk.session.user_name import read_user_name
from mitzvah_desk.desk.shell.main import Desk


class Windows(QObject):
    """Opens each file in a window of its own, and brings that to the front where it is open already.

    A window that shows no file takes the next one. While a question stands that blocks every window, a file
    waits until it is answered.

    Args:
        server: hears of further starts.
        parent: Qt's.
    """

    def __init__(self, server: StartServer, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desks: list[Desk] = []
        self._waiting: list[Path | None] = []
        self._server = server
        server.setParent(self)
        server.requested.connect(self.open, Qt.ConnectionType.QueuedConnection)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus)

    @property
    def desks(self) -> list[Desk]:
        """The windows, the one that was used last at the end."""
        return list(self._desks)

    def begin(self, app: DeskApplication, path: Path | None) -> None:
        """Opens the first window: on what is named or wanted by the system, or else on the file of last time.

        Args:
            app: says what the system wants opened, now and later.
            path: the file that was named.
        """
        first = self._make()
        if path is not None:
            self.open(path)
        app.file_asked.connect(lambda: self._take(app))
        if not self._take(app) and path is None:
            first.start.reopen_last()

    def _take(self, app: DeskApplication) -> bool:
        """Opens what the system wants; returns whether there was something."""
        taken = app.take_files()
        for path in taken:
            self.open(path)
        return bool(taken)

    def open(self, path: Path | None) -> None:
        """Opens a file, or brings the window forward that has it; that of last, where there is none."""
        if self._wait_for_answer(path):
            return
        if path is None:
            raise_window(self._desks[-1] if self._desks else self._make())
        elif not self._show_open(path):
            empty = next((desk for desk in reversed(self._desks) if desk.is_empty), None)
            desk = empty or self._make()
            raise_window(desk)
            if not desk.open_file(path) and empty is None and len(self._desks) > 1:
                desk.close()

    def report_problem(self) -> None:
        """Opens the report of what is wrong, over the window that was used last."""
        if self._desks:
            self._desks[-1].support.report_problem()

    def _show_open(self, path: Path, but: Desk | None = None) -> bool:
        """Brings the window forward that has a file; returns whether there is one."""
        for desk in self._desks:
            session = desk.session
            if desk is not but and session is not None and is_same_file(session.office.path, path):
                raise_window(desk)
                return True
        return False

    def _make(self) -> Desk:
        desk = Desk(user_name=read_user_name())
        desk.elsewhere = lambda path: self._show_open(path, desk)
        desk.file_shown.connect(lambda _: self._server.listen())  # one that did not answer may have ended
        desk.closed.connect(lambda: self._drop(desk))
        if self._desks and not desk.isMaximized():
            step = desk.fontMetrics().height() * 2
            desk.move(self._desks[-1].pos() + QPoint(step, step))
        self._desks.append(desk)
        desk.show()
        return desk

    def _drop(self, desk: Desk) -> None:
        self._desks.remove(desk)
        desk.deleteLater()

    def _on_focus(self, _left: QWidget | None, entered: QWidget | None) -> None:
        while entered is not None and entered not in self._desks:
            entered = entered.parentWidget()
        if isinstance(entered, Desk):
            self._desks.remove(entered)
            self._desks.append(entered)

    def _wait_for_answer(self, path: Path | None) -> bool:
        """Whether a question stands first; it comes to the front, and the file is opened after its answer."""
        question = QApplication.activeModalWidget()
        if question is None or question.windowModality() is not Qt.WindowModality.ApplicationModal:
            return False
        self._waiting.append(path)
        question.installEventFilter(self)
        raise_window(question)
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: a question that was in the way is answered."""
        if event.type() == QEvent.Type.Hide:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self, self._go_on)
        return False

    def _go_on(self) -> None:
        waiting, self._waiting = self._waiting, []
        for path in dict.fromkeys(waiting):
            self.open(path)


def raise_window(window: QWidget) -> None:
    """Brings a window to the front, however small it was made; or lets it ask for it."""
    window.setWindowState(
        window.windowState() & ~Qt.WindowState.WindowMinimized | Qt.WindowState.WindowActive
    )
    window.show()
    window.raise_()
    window.activateWindow()
    QApplication.alert(window)
