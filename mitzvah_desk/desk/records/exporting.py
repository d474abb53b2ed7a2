"""Files for other programs: asks where, writes, and tells."""

from collections.abc import Callable
from pathlib import Path
from typing import TypedDict

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFileDialog, QWidget

from mitzvah_desk.desk.session import recent_files as recent
from mitzvah_desk.desk.session.file_session import FileSession
from mitzvah_desk.desk.widgets import theme
from mitzvah_desk.office.core.office import WorldError


def save_as(session: FileSession, parent: QWidget, name: str, kind: str, content: bytes) -> bool:
    """Asks where a file shall lie and writes it; says why where it cannot.

    Args:
        session: the open file.
        parent: the window that asks.
        name: the file's proposed name, with its ending; what no file may be called is left out.
        kind: what files are shown, such as ``Calendars (*.ics)``.
        content: what is written.

    Returns:
        Whether it was written.
    """
    from mitzvah_desk.office.printing.print_jobs import file_name, save_file

    stem, _, ending = name.rpartition(".")
    proposed = recent.documents_folder() / f"{file_name(stem)}.{ending}"
    chosen, _ = QFileDialog.getSaveFileName(parent, "Save as", str(proposed), kind)
    if not chosen:
        return False
    try:
        save_file(Path(chosen), content)
    except WorldError as error:
        session.tell_world(error, parent)
        return False
    session.status_message.emit(f"Saved {Path(chosen).name} in {Path(chosen).parent}")
    return True


class Whose(TypedDict, total=False):
    """Whose shifts a calendar holds."""

    person_id: int
    project_id: int
    campaign_id: int | None


def save_calendar(session: FileSession, parent: QWidget, which: Whose) -> None:
    """Writes the calendar file of a person, a project or a campaign."""
    from mitzvah_desk.office.rota.calendar_export import export_calendar

    try:
        made = session.office.query(export_calendar, **which)
    except WorldError as error:
        session.tell_world(error, parent)
        return
    save_as(session, parent, f"{made.name}.ics", "Calendars (*.ics)", made.content)


def make_calendar_action(session: FileSession, parent: QWidget, which: Callable[[], Whose]) -> QAction:
    """The button of a page whose shifts can go into a calendar."""
    action = QAction(theme.load_icon("calendar-plus"), "Calendar file…", parent)
    action.setToolTip("These shifts, for a telephone's or another program's calendar")
    action.triggered.connect(lambda: save_calendar(session, parent, which()))
    return action
