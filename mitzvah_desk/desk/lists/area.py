"""The Lists area: what goes out to others. The committee's own lists, and the newsletter."""

from collections.abc import Callable
from typing import Protocol

from PySide6.QtWidgets import QStackedWidget, QWidget

from mitzvah_desk.desk.lists.page import ListsPage
from mitzvah_desk.desk.records.area_page import AreaPage
from mitzvah_desk.desk.session.file_session import FileSession
from mitzvah_desk.desk.widgets.leaving import may_leave
from mitzvah_desk.desk.widgets.pages import PageTabs


class ListsTab(Protocol):
    """A page of this area."""

    def read(self) -> None:
        """Reads again what it shows."""

    def flush(self) -> bool:
        """Commits what is typed; returns whether nothing is left uncommitted."""

    def start(self) -> None:
        """Puts the keyboard where work begins."""


class ListsArea(AreaPage):
    """Lists, and beside them the newsletter, which is made when it is first looked at.

    Args:
        session: the open file.
        make_newsletter: makes its page, which another area's folder holds.
        parent: Qt's.

    Attributes:
        lists: the lists.
        tabs: holds the pages.
    """

    def __init__(
        self, session: FileSession, make_newsletter: Callable[[], ListsTab], parent: QWidget | None = None
    ) -> None:
        super().__init__(session, parent)
        self._make_newsletter = make_newsletter
        self._newsletter: ListsTab | None = None
        self._holder = QStackedWidget()
        self.lists = ListsPage(session, session.open_requested.emit)
        self.tabs = PageTabs()
        self.tabs.addTab(self.lists, "Lists")
        self.tabs.addTab(self._holder, "Newsletter")
        self.tabs.currentChanged.connect(self._on_tab)
        self._at = 0
        self.addWidget(self.tabs)

    @property
    def part(self) -> ListsTab:
        """The page that is looked at."""
        return self._part(self.tabs.currentIndex())

    def reload(self) -> None:
        """Reads the page that is looked at again."""
        self.part.read()

    def flush(self) -> bool:
        """Commits what is typed."""
        return self.part.flush()

    def start(self) -> None:
        """Puts the keyboard where work begins."""
        self.part.start()

    def _part(self, number: int) -> ListsTab:
        if number == 0:
            return self.lists
        if self._newsletter is None:
            self._newsletter = self._make_newsletter()
            if isinstance(self._newsletter, QWidget):
                self._holder.addWidget(self._newsletter)
        return self._newsletter

    def _on_tab(self, number: int) -> None:
        # A click on a tab takes no focus, so what was typed was not left.
        if number == self._at:
            return
        if may_leave(self, self._part(self._at).flush):
            self._at = number
            self.part.read()
        else:
            self.tabs.setCurrentIndex(self._at)
