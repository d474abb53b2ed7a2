"""The composition root of the window: builds the program, the office and the desk. No globals anywhere."""

import getpass
import logging
import sys
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

from platformdirs import user_log_path
from PySide6.QtCore import QSettings
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication, QMessageBox

from mitzvah_desk import __version__, shipped
from mitzvah_desk.desk import theme
from mitzvah_desk.desk.main import Desk

log = logging.getLogger("mitzvah_desk")


def run_window(path: Path | None = None) -> int:
    """Opens the window, on a file or on the welcome page; returns when it is closed.

    Args:
        path: the file to open; the welcome page where None.

    Returns:
        0.
    """
    app = make_application(sys.argv)
    keep_log()
    sys.excepthook = tell_bug
    desk = Desk(user_name=user_name())
    if path is not None:
        desk.open_file(path)
    desk.show()
    return int(app.exec())


def make_application(argv: list[str]) -> QApplication:
    """The program's one QApplication, dressed."""
    QApplication.setOrganizationName("Mitzvah Desk")
    QApplication.setApplicationName("Mitzvah Desk")
    QApplication.setApplicationVersion(__version__)
    app = QApplication(argv[:1])
    app.setWindowIcon(QIcon(str(shipped.find("icons", "mitzvah-desk.svg"))))
    theme.apply(app)
    theme.set_text_scale(int(str(QSettings().value("text size", 100))))
    return app


def user_name() -> str:
    """Who sits at the desk: as set here, or the name of the account."""
    kept = QSettings().value("user name", "")
    if isinstance(kept, str) and kept:
        return kept
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return ""


def keep_log() -> None:
    """Writes what goes wrong to a file that can be sent to whoever helps."""
    try:
        folder = user_log_path("Mitzvah Desk", appauthor=False, ensure_exists=True)
        handler = RotatingFileHandler(
            folder / "mitzvah-desk.log", maxBytes=500_000, backupCount=2, delay=True
        )
    except OSError:
        return
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    logging.getLogger().addHandler(handler)


def tell_bug(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """A bug is logged and told; what it was doing was rolled back, and the program stays open."""
    if issubclass(kind, KeyboardInterrupt):
        QApplication.quit()
        return
    log.error("Unexpected error", exc_info=(kind, error, trace))
    box = QMessageBox(QMessageBox.Icon.Warning, "Mitzvah Desk", "Something went wrong inside Mitzvah Desk.")
    box.setInformativeText(
        "Your last action was not done; everything before it is safe on the disk. "
        "Please try it another way, and tell whoever looks after the program."
    )
    box.setDetailedText(f"{kind.__name__}: {error}")
    box.exec()


def main() -> int:
    """The entry point without a console: opens the file named on the command line, if any."""
    arguments = sys.argv[1:]
    return run_window(Path(arguments[0]) if arguments else None)
