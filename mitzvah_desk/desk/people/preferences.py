"""What a person would like: projects, kinds of work, and company. Fill gaps heeds all of them."""

from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from mitzvah_desk.desk.people.links import LinkTable
from mitzvah_desk.desk.records.row_adding import add_row_action
from mitzvah_desk.desk.session.file_session import FileSession
from mitzvah_desk.office.core.crud import SetField
from mitzvah_desk.office.people import preferences as wishes

_NO, _YES = False, True


class Wishes(QWidget):
    """The tab.

    Attributes:
        projects: projects they asked for, the first choice first.
        work: kinds of project.
        company: people to be with, or apart from.
    """

    def __init__(self, session: FileSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.projects = LinkTable(
            session,
            "project_wish",
            "Projects asked for",
            "Add a project",
            "person_id",
            "project_id",
            "project",
            opens="project",
            rank="rank",
        )
        self.work = LinkTable(
            session,
            "wish",
            "Would like to help with",
            "Add a kind of project",
            "person_id",
            "kind_id",
            "project_kind",
        )
        self.company = LinkTable(
            session,
            "pairing",
            "Would like to serve with",
            "Add a person",
            "person_id",
            "other_id",
            "person",
            opens="person",
        )
        for rank, words in enumerate(wishes.CHOICES, start=1):
            choose = partial(self._set, "project_wish", column="rank", value=rank)
            add_row_action(self.projects, "star", words, choose)
        add_row_action(self.work, "heart", "Gladly", lambda ids: self._set("wish", ids, "rather_not", _NO))
        add_row_action(
            self.work, "hand-stop", "Rather not", lambda ids: self._set("wish", ids, "rather_not", _YES)
        )
        add_row_action(self.company, "users", "Together", lambda ids: self._set("pairing", ids, "apart", _NO))
        add_row_action(
            self.company,
            "hand-stop",
            "Rather apart",
            lambda ids: self._set("pairing", ids, "apart", _YES),
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.projects, 1)
        layout.addWidget(self.work, 1)
        layout.addWidget(self.company, 1)

    def show_person(self, person_id: int) -> None:
        """Shows a person's wishes."""
        ask = self._session.office.query
        self.projects.show_links(person_id, ask(wishes.list_project_choices, person_id))
        self.work.show_links(person_id, ask(wishes.list_work_preferences, person_id))
        self.company.show_links(person_id, ask(wishes.list_company_preferences, person_id))

    def _set(self, record: str, ids: list[int], column: str, value: int) -> None:
        for each in ids:
            self._session.execute(SetField(record, each, column, value), self)
