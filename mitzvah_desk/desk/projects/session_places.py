"""What is said of sessions that more guests have booked than have places, beside the lists that show both."""

from mitzvah_desk.desk.session.file_session import FileSession
from mitzvah_desk.desk.widgets.notice import FindingsBar
from mitzvah_desk.office.projects.details import find_overbooked_sessions


class OverbookedSessions(FindingsBar):
    """The sessions of a project that are overbooked; hidden while none is."""

    def __init__(self, session: FileSession) -> None:
        super().__init__()
        self._session = session

    def show_project(self, project_id: int) -> None:
        """Reads them again; of no project where ``project_id`` is 0."""
        found = self._session.office.query(find_overbooked_sessions, project_id) if project_id else ()
        self.set_findings(found)
