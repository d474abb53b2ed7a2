"""The committee's own to-dos of a campaign: added, changed and ticked in one list."""

from PySide6.QtWidgets import QWidget

from mitzvah_desk.desk.records.to_dos import ToDoRows
from mitzvah_desk.desk.session.file_session import FileSession
from mitzvah_desk.desk.widgets.pages import RecordPage
from mitzvah_desk.office.projects.to_dos import list_to_dos
from mitzvah_desk.rules.plurals import count_noun


class ToDoPage(RecordPage):
    """All to-dos of the chosen campaign, of its projects and partners too.

    Attributes:
        rows: the list with the fields of the chosen line.
    """

    def __init__(self, session: FileSession, parent: QWidget | None = None) -> None:
        super().__init__("Today", parent)
        self._session = session
        self.rows = ToDoRows(session, "campaign_id", list_to_dos)
        self.add_tab("To-dos", self.rows)
        self.tabs.tabBar().hide()

    def reload(self) -> bool:
        """Reads the list again; returns whether there is a campaign."""
        campaign = self._session.campaign_id
        if campaign is None:
            return False
        self.rows.show_owner(campaign)
        rows = self.rows.table.rows_model.rows()
        left = sum(not row.is_done for row in rows)
        said = f"{count_noun(left, 'thing')} to do" if left else "Everything is done." if rows else ""
        self.set_head("To-dos", said)
        return True

    def begin(self) -> None:
        """Puts the keyboard where a new one is typed."""
        self.rows.begin()

    def choose(self, to_do_id: int) -> None:
        """Goes to one of them."""
        self.rows.table.select([to_do_id])
        self.rows.table.setFocus()
