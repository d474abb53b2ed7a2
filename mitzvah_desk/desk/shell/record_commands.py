"""What the menus offer for all records at once: search, history, imports, duplicates, tidying, calendar."""

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from mitzvah_desk.desk.session.file_session import FileSession
from mitzvah_desk.model import ImportOf


class RecordCommands(QObject):
    """Opens the dialogs; each module is loaded when it is first wanted.

    Args:
        window: the window, under which dialogs open.
        session: gives the open file; None where none is.
    """

    def __init__(self, window: QWidget, session: Callable[[], FileSession | None]) -> None:
        super().__init__(window)
        self._window, self._session = window, session

    def search(self) -> None:
        """Opens the search over everything."""
        from mitzvah_desk.desk.shell.search import SearchDialog

        if (session := self._session()) is not None:
            SearchDialog(session, self._window).open()

    def show_history(self) -> None:
        """Shows what was done, when and by whom."""
        from mitzvah_desk.desk.records.history import HistoryDialog

        if (session := self._session()) is not None:
            HistoryDialog(session, self._window).open()

    def take_in(self) -> None:
        """Imports a list."""
        from mitzvah_desk.desk.importing.button import open_import_dialog

        if (session := self._writable()) is not None:
            open_import_dialog(session, self._window)

    def add_people(self) -> None:
        """Adds several people in a grid."""
        from mitzvah_desk.desk.importing.button import open_several_dialog

        if (session := self._writable()) is not None:
            open_several_dialog(session, self._window, ImportOf.PEOPLE)

    def paste_people(self) -> None:
        """Adds the person or the people whom somebody copied in another program."""
        from mitzvah_desk.desk.importing.button import paste_people

        if (session := self._writable()) is not None:
            paste_people(session, self._window)

    def add_partners(self) -> None:
        """Adds several partners in a grid."""
        from mitzvah_desk.desk.importing.button import open_several_dialog

        if (session := self._writable()) is not None:
            open_several_dialog(session, self._window, ImportOf.PARTNERS)

    def add_items(self) -> None:
        """Adds several items to the catalogue of goods in a grid."""
        from mitzvah_desk.desk.importing.button import open_several_dialog

        if (session := self._writable()) is not None:
            open_several_dialog(session, self._window, ImportOf.ITEMS)

    def add_family(self) -> None:
        """Adds a household with its members on one form."""
        from mitzvah_desk.desk.importing.button import open_family_dialog

        if (session := self._writable()) is not None:
            open_family_dialog(session, self._window)

    def _writable(self) -> FileSession | None:
        """The open file, where something can be added to it; else it is told why not."""
        session = self._session()
        if session is not None and session.office.read_only:
            session.status_message.emit("This file is open for reading only, so nothing can be taken in.")
            return None
        return session

    def find_duplicates(self) -> None:
        """Lists who may be in the book twice."""
        from mitzvah_desk.desk.merging.duplicates import open_duplicates_dialog

        if (session := self._session()) is not None:
            open_duplicates_dialog(session, self._window)

    def tidy_up(self) -> None:
        """Lists what is due to go by the periods for keeping."""
        from mitzvah_desk.desk.privacy.tidy_dialog import open_tidy_dialog

        if (session := self._session()) is not None:
            open_tidy_dialog(session, self._window)

    def save_calendar(self) -> None:
        """Saves the campaign's calendar."""
        from mitzvah_desk.desk.records.exporting import save_calendar

        if (session := self._session()) is not None:
            save_calendar(session, self._window, {"campaign_id": session.campaign_id})
