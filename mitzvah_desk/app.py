"""The composition root of the window: builds the program, the office and the desk. No globals anywhere."""

import logging
import os
import sys
import traceback
from contextlib import suppress
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QMessageLogContext, QSettings, Qt, QTimer, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication, QWidget

from mitzvah_desk import __version__, shipped
from mitzvah_desk.desk.session.colour_scheme import read_scheme
from mitzvah_desk.desk.session.log_file import find_log_file
from mitzvah_desk.desk.session.recent_files import read_last_file
from mitzvah_desk.desk.session.user_name import read_user_name
from mitzvah_desk.desk.shell.area_entries import ENTRIES
from mitzvah_desk.desk.shell.main import Desk
from mitzvah_desk.desk.shell.window_server import WindowServer, raise_open_window
from mitzvah_desk.desk.widgets import messages, theme
from mitzvah_desk.office.core.office import WorldError
from mitzvah_desk.user_folders import find_own_folder

log = logging.getLogger("mitzvah_desk")

ErrorFacts = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


def run_window(path: Path | None = None) -> int:
    """Opens the window, on a file or on the welcome page; returns when it is closed.

    Where a window of this user has the file open already, that one comes to the front instead.

    Args:
        path: the file to open; that of last time where None, and else the welcome page.

    Returns:
        0.
    """
    app = make_application(sys.argv)
    configure_logging()
    wanted = path or read_last_file()
    if wanted is not None and raise_open_window(wanted):
        return 0
    sys.excepthook = ErrorTeller()
    desk = Desk(user_name=read_user_name())
    listen_for_starts(desk)
    desk.show()
    # Within the event loop, so that whatever goes wrong is told and the window stays.
    QTimer.singleShot(0, desk, desk.start.reopen_last if path is None else lambda: desk.open_file(path))
    return int(app.exec())


def try_window(path: Path) -> list[str]:
    """Opens the window on a file, shows every area, and closes it again; for the self-test.

    Where there is no screen, it is painted all the same, and nowhere shown.

    Returns:
        What went wrong: what Qt complained of, and areas that were painted all in one colour.
    """
    if sys.platform.startswith("linux") and not (
        os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    ):
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    faults: list[str] = []

    def note(kind: QtMsgType, _context: QMessageLogContext, words: str) -> None:
        if kind is not QtMsgType.QtDebugMsg and "plugin does not support" not in words:
            faults.append(words)

    before = qInstallMessageHandler(note)
    app = make_application(["self-test"])
    desk = Desk(user_name=read_user_name())
    desk.show()
    if not desk.open_file(path):
        faults.append(f"{path.name} did not open")
    else:
        for entry in ENTRIES:
            desk.go_to(entry.key)
            app.processEvents()
            picture = desk.grab().toImage()
            line = {picture.pixel(x, picture.height() // 2) for x in range(picture.width())}
            if len(line) < 2:
                faults.append(f"{entry.title} is empty")
        desk.close_file()
    desk.close()
    qInstallMessageHandler(before)
    return faults


def listen_for_starts(desk: Desk) -> WindowServer:
    """Lets a second start on the file of a window raise that window."""
    server = WindowServer(desk)
    desk.file_shown.connect(server.follow)
    server.raise_requested.connect(lambda: raise_window(desk))
    return server


def raise_window(window: QWidget) -> None:
    """Brings a window to the front, however small it was made; or lets it ask for it."""
    window.setWindowState(
        window.windowState() & ~Qt.WindowState.WindowMinimized | Qt.WindowState.WindowActive
    )
    window.show()
    window.raise_()
    window.activateWindow()
    QApplication.alert(window)


def make_application(argv: list[str]) -> QApplication:
    """The program's one QApplication, dressed."""
    QApplication.setOrganizationName("Mitzvah Desk")
    QApplication.setApplicationName("Mitzvah Desk")
    QApplication.setApplicationVersion(__version__)
    if (own := find_own_folder()) is not None:
        QSettings.setDefaultFormat(QSettings.Format.IniFormat)
        QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(own))
    app = QApplication(argv[:1])
    app.setWindowIcon(QIcon(str(shipped.find_shipped_file("icons", "mitzvah-desk.svg"))))
    theme.apply_theme(app)
    theme.set_scheme(read_scheme())
    theme.set_text_scale(int(str(QSettings().value("text size", 100))))
    return app


def configure_logging() -> None:
    """Writes what goes wrong to a file that can be sent to whoever helps."""
    try:
        handler = LogFile(
            find_log_file(make=True), maxBytes=500_000, backupCount=2, delay=True, encoding="utf-8"
        )
    except OSError:
        return
    handler.setFormatter(DiscreetFormatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    logging.getLogger().addHandler(handler)


class LogFile(RotatingFileHandler):
    """A log that goes on in its file where that may not be renamed: on Windows, while others have it open."""

    def doRollover(self) -> None:
        """Logging: the file is full, and begun anew if that can be."""
        with suppress(PermissionError):
            super().doRollover()


class DiscreetFormatter(logging.Formatter):
    """Writes where an error arose and of what class it is, never its words: they may hold a name."""

    def formatException(self, ei: ErrorFacts) -> str:
        """Logging: an error and those that led to it, the first one first."""
        lines: list[str] = []
        error = ei[1]
        while error is not None:
            frames = "".join(traceback.format_tb(error.__traceback__))
            lines.insert(0, f"{frames}{type(error).__name__}")
            error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
        return "\nand then\n".join(lines)


class ErrorTeller:
    """Tells what nobody caught; the program stays open. One box at a time: the next error waits for none.

    An error of the world is told in its own words. A bug is logged and told; what it was doing was rolled
    back.
    """

    def __init__(self) -> None:
        self._telling = False

    def __call__(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Python: called with what nobody caught."""
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
            return
        if not isinstance(error, WorldError):
            log.error("Unexpected error", exc_info=(kind, error, trace))
        if self._telling:
            return
        self._telling = True
        try:
            self._tell(kind, error)
        finally:
            self._telling = False

    @staticmethod
    def _tell(kind: type[BaseException], error: BaseException) -> None:
        parent = QApplication.activeWindow()
        if isinstance(error, WorldError):
            messages.show_error(parent, error)
            return
        messages.show_message(
            parent,
            "Something went wrong inside Mitzvah Desk.",
            "Your last action was not done; what was kept before it is on the disk. "
            "Please try it another way, and tell whoever looks after the program.",
            grave=True,
            details=f"{kind.__name__}: {error}",
        )


def main() -> int:
    """Opens the window, on the file named on the command line, if any."""
    arguments = sys.argv[1:]
    return run_window(Path(arguments[0]) if arguments else None)
