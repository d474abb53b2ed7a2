"""The People area: persons, households and groups, and the page of each."""

from collections.abc import Callable
from typing import Any

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QTabWidget, QWidget

from mitzvah_desk.desk import theme
from mitzvah_desk.desk.area import AreaPage
from mitzvah_desk.desk.bridge import Bridge
from mitzvah_desk.desk.people.group import GroupPage
from mitzvah_desk.desk.people.household import HouseholdPage
from mitzvah_desk.desk.people.person import PersonPage
from mitzvah_desk.desk.widgets.listpage import ListPage
from mitzvah_desk.desk.widgets.rows import Column
from mitzvah_desk.office.actions import Area
from mitzvah_desk.office.editing import Add, Remove
from mitzvah_desk.office.queries.people import GroupRow, HouseholdRow, PersonRow, groups, households, people

PEOPLE: tuple[Column[PersonRow], ...] = (
    Column("family", "Family name", lambda r: r.family, width_chars=16),
    Column("given", "First name", lambda r: r.given, width_chars=14),
    Column("household", "Household", lambda r: r.household, width_chars=18),
    Column("child", "", lambda r: "child" if r.is_child else "", width_chars=6),
    Column("phone", "Telephone", lambda r: r.phone, width_chars=14),
    Column("email", "E-mail", lambda r: r.email, width_chars=26),
    Column("skills", "Skills", lambda r: r.skills, width_chars=22),
    Column("position", "Position", lambda r: r.position, width_chars=20),
    Column("known", "Known as", lambda r: r.known_as, width_chars=12, shown=False),
)
HOUSEHOLDS: tuple[Column[HouseholdRow], ...] = (
    Column("name", "Household", lambda r: r.name, width_chars=24),
    Column(
        "members", "People", lambda r: str(r.members), lambda r: r.members, align_right=True, width_chars=7
    ),
    Column("address", "Address", lambda r: r.address, width_chars=34),
    Column("postcode", "Postcode", lambda r: r.postcode, width_chars=10),
    Column("phone", "Telephone", lambda r: r.phone, width_chars=14),
)
GROUPS: tuple[Column[GroupRow], ...] = (
    Column("name", "Group", lambda r: r.name, width_chars=30),
    Column("adults", "Adults", lambda r: str(r.adults), lambda r: r.adults, align_right=True, width_chars=7),
    Column(
        "children",
        "Children",
        lambda r: str(r.children),
        lambda r: r.children,
        align_right=True,
        width_chars=8,
    ),
    Column("ages", "Ages", lambda r: r.ages, width_chars=10),
    Column("leader", "Leader", lambda r: r.leader, width_chars=20),
    Column("from", "From", lambda r: r.organisation, width_chars=24),
)


class PeopleArea(AreaPage):
    """The one book of people."""

    watches = frozenset({Area.PEOPLE, Area.ROTA, Area.GOODS, Area.LETTERS, Area.PARTNERS})

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(bridge, parent)
        self.people: ListPage[PersonRow] = ListPage(
            "people",
            "People",
            PEOPLE,
            bridge.memory,
            noun=("person", "people"),
            empty=("Nobody in the book yet.", "Add the first: yourself, perhaps."),
        )
        self.households: ListPage[HouseholdRow] = ListPage(
            "households",
            "Households",
            HOUSEHOLDS,
            bridge.memory,
            noun=("household", "households"),
            empty=("No households yet.", "People who live together get one letter."),
        )
        self.groups: ListPage[GroupRow] = ListPage(
            "groups",
            "Groups",
            GROUPS,
            bridge.memory,
            noun=("group", "groups"),
            empty=("No groups yet.", "A class or a youth movement needs no names, only a head count."),
        )
        self._lists: dict[str, ListPage[Any]] = {
            "person": self.people,
            "household": self.households,
            "group": self.groups,
        }
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        first: dict[str, tuple[str, dict[str, str]]] = {
            "person": ("New person", {"given": "New", "family": "person"}),
            "household": ("New household", {"name": "New household"}),
            "group": ("New group", {"name": "New group"}),
        }
        for (record, page), words in zip(
            self._lists.items(), ("People", "Households", "Groups"), strict=True
        ):
            self.tabs.addTab(page, words)
            text, values = first[record]
            action = QAction(theme.icon("plus"), text, self)
            action.setShortcut(QKeySequence("Ins"))
            action.triggered.connect(self._maker(record, values))
            page.add_action(action, primary=True)
            page.opened.connect(self._opener(record))
            page.on_delete = self._remover(record)
        self.person = PersonPage(bridge)
        self.household = HouseholdPage(bridge)
        self.group = GroupPage(bridge)
        self._pages: dict[str, PersonPage | HouseholdPage | GroupPage] = {
            "person": self.person,
            "household": self.household,
            "group": self.group,
        }
        self.addWidget(self.tabs)
        for record_page in self._pages.values():
            record_page.left.connect(self.back)
            self.addWidget(record_page)

    def reload(self) -> None:
        """Reads the lists and the open page again."""
        ask = self.bridge.office.ask
        self.people.set_rows(ask(people))
        self.households.set_rows(ask(households))
        self.groups.set_rows(ask(groups))
        for page in self._pages.values():
            if self.currentWidget() is page and not page.reload():
                self.setCurrentWidget(self.tabs)

    def show_record(self, record: str, record_id: int) -> None:
        """Shows the page of a person, household or group."""
        page = self._pages[record]
        if self.flush() and page.show_record(record_id):
            self.setCurrentWidget(page)

    def back(self) -> bool:
        """Goes back to the lists."""
        if self.currentWidget() is self.tabs:
            return False
        self.setCurrentWidget(self.tabs)
        self.start()
        return True

    def flush(self) -> bool:
        """Commits what is typed."""
        kept = [page.flush() for page in self._pages.values()]
        return all(kept)

    def start(self) -> None:
        """Puts the keyboard into the list."""
        page = self.tabs.currentWidget()
        if self.currentWidget() is self.tabs and isinstance(page, ListPage):
            page.start()

    def _opener(self, record: str) -> Callable[[int], None]:
        return lambda record_id: self.show_record(record, record_id)

    def _remover(self, record: str) -> Callable[[list[int]], object]:
        return lambda ids: self.bridge.do(Remove(record, tuple(ids)), self)

    def _maker(self, record: str, values: dict[str, str]) -> Callable[[], None]:
        def make() -> None:
            done = self.bridge.do(Add(record, values), self)
            if done is not None:
                self.show_record(record, done.id)
                self._pages[record].start()

        return make
