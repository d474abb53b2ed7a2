"""The composition root of the window: builds the program, the office and the desk. No globals anywhere.

What makes a window is loaded late: a second start only hands its file over, and is gone in a moment.
"""

import os
import sys
from pathlib import Path

from PySide6.QtCore import QMessageLogContext, QSettings, QTimer, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QIcon

from mitzvah_desk import __version__, shipped
from mitzvah_desk.desk.program.desk_application import DeskApplication, read_file_argument
from mitzvah_desk.desk.program.second_start import join_or_begin
from mitzvah_desk.desk.session.log_file import configure_logging
from mitzvah_desk.user_folders import find_own_folder

_SYSTEMS_FILE_MS = 200 if sys.platform == "darwin" else 0
"""So long macOS may take to say which file was double-clicked, before that of last time is opened."""


def run_window(named: str = "") -> int:
    """Opens the window, on a file or on the welcome page; returns when the last window is closed.

    Where the program of this user runs already, that one opens the file in a window of its own, or comes to
    the front.

    Args:
        named: the file to open, as a path or a ``file:`` address; that of last time where empty, and else the
            welcome page.

    Returns:
        0.
    """
    app = name_application(sys.argv)
    path = read_file_argument(named) if named else None
    server = join_or_begin(path)
    if server is None:
        return 0
    from mitzvah_desk.desk.program.error_teller import ErrorTeller
    from mitzvah_desk.desk.program.windows import Windows

    configure_logging()
    dress_application(app)
    windows = Windows(server)
    sys.excepthook = ErrorTeller(windows.report_problem)
    # Within the event loop, so that whatever goes wrong is told and the window stays.
    QTimer.singleShot(_SYSTEMS_FILE_MS, windows, lambda: windows.begin(app, path))
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
    from mitzvah_desk.desk.shell.area_entries import ENTRIES
    from mitzvah_desk.desk.shell.main import Desk

    desk = Desk(user_name="")
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


def make_application(argv: list[str]) -> DeskApplication:
    """The program's one QApplication, dressed."""
    app = name_application(argv)
    dress_application(app)
    return app


def name_application(argv: list[str]) -> DeskApplication:
    """The program's one QApplication, with the name under which it keeps its settings."""
    DeskApplication.setOrganizationName("Mitzvah Desk")
    DeskApplication.setApplicationName("Mitzvah Desk")
    DeskApplication.setApplicationVersion(__version__)
    if (own := find_own_folder()) is not None:
        QSettings.setDefaultFormat(QSettings.Format.IniFormat)
        QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(own))
    return DeskApplication(argv[:1])


def dress_application(app: DeskApplication) -> None:
    """Gives it the look that was chosen on this computer."""
    from mitzvah_desk.desk.session.colour_scheme import read_scheme
    from mitzvah_desk.desk.widgets import theme

    app.setWindowIcon(QIcon(str(shipped.find_shipped_file("icons", "mitzvah-desk.svg"))))
    theme.apply_theme(app)
    theme.set_scheme(read_scheme())
    theme.set_text_scale(int(str(QSettings().value("text size", 100))))


def main() -> int:
    """Opens the window, on the file named on the command line, if any."""
    return run_window(*sys.argv[1:2])
