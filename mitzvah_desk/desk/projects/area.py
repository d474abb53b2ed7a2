"""The Projects area: the campaign's projects, and the page of one."""

from typing import TYPE_CHECKING

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QDialog, QMenu, QWidget

from mitzvah_desk.desk.records.area_page import AreaPage
from mitzvah_desk.desk.records.list_output import add_menu_button
from mitzvah_desk.desk.session.file_session import FileSession
from mitzvah_desk.desk.widgets import theme
from mitzvah_desk.desk.widgets.labels import make_action
from mitzvah_desk.desk.widgets.list_page import ListPage
from mitzvah_desk.desk.widgets.rows import Column
from mitzvah_desk.desk.widgets.staffing_sign import staffing_sign
from mitzvah_desk.model import ProjectStatus
from mitzvah_desk.office.core.crud import Add, Remove, SetField
from mitzvah_desk.office.core.lookup import list_kind_options
from mitzvah_desk.office.projects.queries import ProjectRow, list_projects

if TYPE_CHECKING:
    from mitzvah_desk.desk.projects.page import ProjectPage

_ORDER = list(ProjectStatus)
COLUMNS: tuple[Column[ProjectRow], ...] = (
    Column("title", "Project", lambda r: r.title, width_chars=36),
    Column("kind", "Kind", lambda r: r.kind, width_chars=16, shown=False),
    Column(
        "status", "Status", lambda r: str(r.status), sort=lambda r: _ORDER.index(r.status), width_chars=14
    ),
    Column(
        "day", "Day", lambda r: f"{r.day:%a} {r.day.day} {r.day:%b}", sort=lambda r: r.day, width_chars=16
    ),
    Column(
        "people",
        "People",
        lambda r: r.staffing.words if r.shifts else "",
        sort=lambda r: (r.staffing.gap, r.staffing.asked, r.staffing.confirmed),
        width_chars=36,
        icon=lambda r: staffing_sign(r.staffing)[0] if r.shifts else "",
    ),
    Column("shifts", "Shifts", lambda r: str(r.shifts), lambda r: r.shifts, True, width_chars=9, shown=False),
    Column("coordinator", "Coordinator", lambda r: r.coordinator, width_chars=20),
    Column("place", "Place", lambda r: r.place, width_chars=24),
)


class ProjectsArea(AreaPage):
    """The projects of the chosen campaign. The page of one is made when it is first wanted.

    Attributes:
        list: the projects.
    """

    def __init__(self, session: FileSession, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.list: ListPage[ProjectRow] = ListPage(
            "projects",
            "Projects",
            COLUMNS,
            session.memory,
            noun=("project", "projects"),
            empty=(
                "No projects in this campaign yet.",
                "Begin with the one that you know best, such as last year's tea.",
            ),
        )
        self.list.opened.connect(lambda record_id: self.show_record("project", record_id))
        self.list.on_delete = self._remove
        add_menu_button(session, self.list, self._make_row_actions())
        self.new_action = make_action(self, "plus", "New project", self.new_project, "Ins")
        self.list.add_action(self.new_action, primary=True)
        self._page: ProjectPage | None = None
        self.addWidget(self.list)

    @property
    def page(self) -> "ProjectPage":
        """The page of a project."""
        if self._page is None:
            from mitzvah_desk.desk.projects.page import ProjectPage

            self._page = ProjectPage(self.session, self)
            self._page.left.connect(self._to_list)
            self.addWidget(self._page)
        return self._page

    def reload(self) -> None:
        """Reads again what is looked at: the open page, or the list."""
        campaign = self.session.campaign_id
        self.new_action.setEnabled(not self.session.office.read_only)
        if self._is_open():
            if self.page.reload():
                return
            self.setCurrentWidget(self.list)
        self.list.set_rows(self.session.office.query(list_projects, campaign) if campaign is not None else ())

    def show_record(self, record: str, record_id: int) -> None:
        """Shows the page of a project, or the list of them."""
        if record == "projects":
            self.back()
            return
        if self.may_leave() and self.page.show_project(record_id):
            self.setCurrentWidget(self.page)
            self.page.fields["title"].editor.setFocus()

    def new_project(self) -> None:
        """Adds a project and opens its page; its first campaign too, in a file that has none."""
        campaign = self.session.campaign_id
        if campaign is None:
            self.session.status_message.emit("Start a campaign first, at the top left.")
            return
        if self.session.office.query(list_kind_options):
            self._begin_of_kind(campaign)
            return
        done = self.session.execute(Add("project", {"campaign_id": campaign, "title": "New project"}), self)
        if done is not None:
            self.show_record("project", done.id)
            self.page.start_title()

    def _begin_of_kind(self, campaign_id: int) -> None:
        """Asks for the title and the kind, and begins with what a project of that kind usually is."""
        from mitzvah_desk.desk.projects.new_project import NewProjectDialog

        dialog = NewProjectDialog(self.session, self.window())
        agreed = dialog.exec() == QDialog.DialogCode.Accepted
        done = self.session.execute(dialog.action(campaign_id), self) if agreed else None
        dialog.deleteLater()
        if done is not None:
            self.show_record("project", done.id)

    def back(self) -> bool:
        """Goes back to the list."""
        if not self._is_open():
            return False
        self.page.leave()
        return True

    def flush(self) -> bool:
        """Commits what is typed on the page."""
        return not self._is_open() or self.page.flush()

    def start(self) -> None:
        """Puts the keyboard into the list."""
        if not self._is_open():
            self.list.start()

    def _is_open(self) -> bool:
        return self._page is not None and self.currentWidget() is self._page

    def _to_list(self) -> None:
        self.setCurrentWidget(self.list)
        self.reload()
        self.list.table.select_id(self.page.project_id)
        self.list.start()

    def _make_row_actions(self) -> list[QAction]:
        """What can be done with the projects chosen, beside opening and removing them."""
        status = QAction(theme.load_icon("circle-check"), "Set the status", self)
        menu = QMenu(self)
        menu.setAccessibleName("Set the status")
        for each in ProjectStatus:
            action = menu.addAction(str(each).capitalize())
            action.triggered.connect(lambda _=False, each=each: self._set_status(each))
        status.setMenu(menu)
        rota = make_action(self, "printer", "Print the rota", self._print_rota)

        def offer() -> None:
            chosen = self.list.table.selected_ids()
            status.setEnabled(bool(chosen) and not self.session.office.read_only)
            rota.setEnabled(len(chosen) == 1)

        self.list.table.selected.connect(offer)
        offer()
        return [status, rota]

    def _set_status(self, status: ProjectStatus) -> None:
        """Gives every chosen project a status, as one step."""
        with self.session.one_step():
            for row in self.list.table.rows_model.rows():
                if row.id in self.list.table.selected_ids() and row.status is not status:
                    self.session.execute(SetField("project", row.id, "status", status), self)

    def _print_rota(self) -> None:
        for project in self.list.table.selected_ids()[:1]:
            self.session.open_requested.emit("rota", project)

    def _remove(self, ids: list[int]) -> None:
        self.session.execute(Remove("project", tuple(ids)), self)
