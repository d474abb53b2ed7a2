"""The Projects area: the campaign's projects, and the page of one."""

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from mitzvah_desk.desk import theme
from mitzvah_desk.desk.area import AreaPage
from mitzvah_desk.desk.bridge import Bridge
from mitzvah_desk.desk.projects.page import ProjectPage
from mitzvah_desk.desk.widgets.listpage import ListPage
from mitzvah_desk.desk.widgets.rows import Column
from mitzvah_desk.model import ProjectStatus
from mitzvah_desk.office.actions import Area
from mitzvah_desk.office.editing import Add, Remove
from mitzvah_desk.office.queries.projects import ProjectRow, projects

_ORDER = list(ProjectStatus)
COLUMNS: tuple[Column[ProjectRow], ...] = (
    Column("title", "Project", lambda r: r.title, width_chars=42),
    Column("kind", "Kind", lambda r: r.kind, width_chars=16),
    Column(
        "status", "Status", lambda r: str(r.status), sort=lambda r: _ORDER.index(r.status), width_chars=13
    ),
    Column(
        "day", "Day", lambda r: f"{r.day:%a} {r.day.day} {r.day:%b}", sort=lambda r: r.day, width_chars=14
    ),
    Column(
        "people",
        "People",
        lambda r: f"{r.people}, needs {r.needed} more" if r.needed else str(r.people),
        sort=lambda r: r.people,
        width_chars=24,
        icon=lambda r: "alert-triangle" if r.needed else "",
    ),
    Column(
        "shifts", "Shifts", lambda r: str(r.shifts), sort=lambda r: r.shifts, align_right=True, width_chars=9
    ),
    Column("coordinator", "Coordinator", lambda r: r.coordinator, width_chars=18),
    Column("place", "Place", lambda r: r.place, width_chars=24),
)


class ProjectsArea(AreaPage):
    """The projects of the chosen campaign."""

    watches = frozenset({Area.PROJECTS, Area.ROTA, Area.CAMPAIGNS, Area.GOODS, Area.SETTINGS, Area.PEOPLE})

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(bridge, parent)
        self.list: ListPage[ProjectRow] = ListPage(
            "projects",
            "Projects",
            COLUMNS,
            bridge.memory,
            noun=("project", "projects"),
            empty=(
                "No projects in this campaign yet.",
                "Begin with the one that you know best, such as last year's tea.",
            ),
        )
        self.list.opened.connect(lambda record_id: self.show_record("project", record_id))
        self.list.on_delete = self._remove
        self.new_action = QAction(theme.icon("plus"), "New project", self)
        self.new_action.setShortcut(QKeySequence("Ins"))
        self.new_action.triggered.connect(self.new_project)
        self.list.add_action(self.new_action, primary=True)
        self.page = ProjectPage(bridge)
        self.page.left.connect(self.back)
        self.addWidget(self.list)
        self.addWidget(self.page)

    def reload(self) -> None:
        """Reads the list, and the open page, again."""
        campaign = self.bridge.campaign_id
        self.new_action.setEnabled(not self.bridge.office.read_only)
        self.list.set_rows(self.bridge.office.ask(projects, campaign) if campaign is not None else ())
        if self.currentWidget() is self.page and not self.page.reload():
            self.setCurrentWidget(self.list)

    def show_record(self, record: str, record_id: int) -> None:  # noqa: ARG002  # projects only
        """Shows the page of a project."""
        if self.page.flush() and self.page.show_project(record_id):
            self.setCurrentWidget(self.page)

    def new_project(self) -> None:
        """Adds a project and opens its page; its first campaign too, in a file that has none."""
        campaign = self.bridge.campaign_id
        if campaign is None:
            self.bridge.told.emit("Start a campaign first, at the top left.")
            return
        done = self.bridge.do(Add("project", {"campaign_id": campaign, "title": "New project"}), self)
        if done is not None:
            self.show_record("project", done.id)
            self.page.start_title()

    def back(self) -> bool:
        """Goes back to the list."""
        if self.currentWidget() is self.list:
            return False
        self.setCurrentWidget(self.list)
        self.list.start()
        return True

    def flush(self) -> bool:
        """Commits what is typed on the page."""
        return self.page.flush()

    def start(self) -> None:
        """Puts the keyboard into the list."""
        if self.currentWidget() is self.list:
            self.list.start()

    def _remove(self, ids: list[int]) -> None:
        self.bridge.do(Remove("project", tuple(ids)), self)
