"""What the window knows of the computer, for a report of trouble: sizes and settings, no name and no path."""

from pathlib import Path

from PySide6.QtCore import QLocale, QSettings, qVersion
from PySide6.QtGui import QGuiApplication

from mitzvah_desk.desk.session.colour_scheme import read_scheme
from mitzvah_desk.desk.session.lock_minutes import read_lock_minutes
from mitzvah_desk.desk.session.recent_files import is_in_cloud_folder, read_reopening
from mitzvah_desk.desk.widgets import theme
from mitzvah_desk.office.problem_report import ReportSection


def describe_window() -> ReportSection:
    """Qt, the screens, and how the window is set."""
    screens = [
        f"Screen: {screen.size().width()} × {screen.size().height()}, scale {screen.devicePixelRatio():g},"
        f" {screen.logicalDotsPerInch():.0f} dots an inch"
        for screen in QGuiApplication.screens()
    ]
    dressed = theme.current_theme()
    return ReportSection(
        "The window",
        (
            f"Qt {qVersion()}, {QGuiApplication.platformName()}",
            *screens,
            f"Size of text: {dressed.percent if dressed is not None else 100} %",
            f"Colours: {read_scheme()}, and the system's are {_scheme_of_system()}",
            f"Language: {QLocale.system().name()}",
            f"Locks itself after: {read_lock_minutes()} minutes",
            f"Opens the last file again: {'yes' if read_reopening() else 'no'}",
            f"Lists with columns of their own: {_count_lists()}",
        ),
    )


def describe_folder(path: Path) -> ReportSection:
    """In what kind of folder a file lies."""
    cloud = "yes" if is_in_cloud_folder(path) else "no"
    share = "yes" if str(path).startswith("\\\\") else "no"
    return ReportSection(
        "Its folder", (f"It is copied to the cloud: {cloud}", f"It is a share of another computer: {share}")
    )


def _scheme_of_system() -> str:
    return QGuiApplication.styleHints().colorScheme().name.lower()


def _count_lists() -> int:
    settings = QSettings()
    settings.beginGroup("lists")
    return len(settings.allKeys())
