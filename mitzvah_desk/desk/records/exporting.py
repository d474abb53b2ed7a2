"""Files for other programs: asks where, writes, and tells."""

from collections.abc import Callable
from typing import TypedDict

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from mitzvah_desk.desk.session.file_dialogs import ask_save_path
from mitzvah_desk.desk.session.file_session import FileSession
from mitzvah_desk.desk.widgets.labels import make_action
from mitzvah_desk.office.core.office import WorldError
from mitzvah_desk.office.outgoing.outgoing import Outgoing, save_released


def save_as(session: FileSession, parent: QWidget, outgoing: Outgoing, ending: str, kind: str) -> bool:
    """Asks where a file shall lie and writes it; says why where it cannot, or may not.

    Args:
        session: the open file.
        parent: the window that asks.
        outgoing: what is written.
        ending: of the file.
        kind: what files are shown, such as ``Calendars (*.ics)``.

    Returns:
        Whether it was written.
    """
    from mitzvah_desk.desk.records.gate_panel import release

    released = release(session, outgoing, parent)
    if released is None:
        return False
    path = ask_save_path(parent, "Save as", f"{released.name}.{ending}", kind)
    if path is None:
        return False
    try:
        save_released(path, released)
    except WorldError as error:
        session.tell_world(error, parent)
        return False
    session.note_left(released.note)
    told = "".join(f" {finding.text}" for finding in released.findings[:2])
    session.status_message.emit(f"Saved {path.name} in {path.parent}.{told}")
    return True


class Whose(TypedDict, total=False):
    """Whose shifts a calendar holds."""

    person_id: int
    project_id: int
    campaign_id: int | None


def save_calendar(session: FileSession, parent: QWidget, which: Whose) -> None:
    """Writes the calendar file of a person, a project or a campaign."""
    from mitzvah_desk.office.messages.calendar_export import export_calendar

    try:
        made = session.office.query(export_calendar, **which)
    except WorldError as error:
        session.tell_world(error, parent)
        return
    save_as(session, parent, made, "ics", "Calendars (*.ics)")


def make_calendar_action(session: FileSession, parent: QWidget, which: Callable[[], Whose]) -> QAction:
    """The button of a page whose shifts can go into a calendar."""
    action = make_action(
        parent, "calendar-plus", "Calendar file…", lambda: save_calendar(session, parent, which())
    )
    action.setToolTip("These shifts, for a telephone's or another program's calendar")
    return action
