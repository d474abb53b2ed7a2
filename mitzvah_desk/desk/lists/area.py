"""The Lists area: the committee's own lists of people and partners."""

from PySide6.QtWidgets import QTabWidget, QWidget

from mitzvah_desk.desk.area import AreaPage
from mitzvah_desk.desk.bridge import Bridge
from mitzvah_desk.desk.lists.page import ListsPage
from mitzvah_desk.office.actions import Area


class ListsArea(AreaPage):
    """Lists that go out.

    Attributes:
        lists: the lists.
        tabs: holds the pages.
    """

    watches = frozenset(Area)

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(bridge, parent)
        self.lists = ListsPage(bridge, bridge.wanted.emit)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.addTab(self.lists, "Lists")
        self.addWidget(self.tabs)

    def reload(self) -> None:
        """Reads the page that is looked at again."""
        self.lists.read()

    def flush(self) -> bool:
        """Commits what is typed."""
        return self.lists.flush()

    def start(self) -> None:
        """Puts the keyboard where work begins."""
        self.lists.start()
