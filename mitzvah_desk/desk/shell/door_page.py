"""The desk at the door: who is here, and what is brought. Nothing else of the file is in reach."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QTabWidget, QVBoxLayout, QWidget

from mitzvah_desk.desk.goods.receive import ReceivePage
from mitzvah_desk.desk.rota.check_in import CheckIn
from mitzvah_desk.desk.rota.day_layout import layout_day
from mitzvah_desk.desk.rota.plan import pick_day
from mitzvah_desk.desk.session.file_session import FileSession
from mitzvah_desk.desk.widgets import theme
from mitzvah_desk.desk.widgets.labels import ElidedLabel, make_label
from mitzvah_desk.desk.widgets.notice import announce
from mitzvah_desk.office.rota.queries import list_board_rows, list_days


class DoorPage(QWidget):
    """Check-in and receiving, side by side as tabs, for whoever sits at the door.

    Args:
        session: the desk's view of the office.
        clock: what time it is.
        parent: Qt's.

    Attributes:
        check_in: who is here.
        receive: what is brought.
        tabs: the two.

    Signals:
        leaving: somebody wants the rest of the program back.
    """

    leaving = Signal()

    def __init__(
        self,
        session: FileSession,
        clock: Callable[[], datetime] = datetime.now,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._session, self._clock = session, clock
        self.check_in = CheckIn(session, clock, at_door=True)
        self.receive = ReceivePage(session, at_door=True)
        self.tabs = QTabWidget()
        self.tabs.addTab(self.check_in, theme.load_icon("user-check"), "Check &in")
        self.tabs.addTab(self.receive, theme.load_icon("package"), "&Receive goods")
        self.tabs.currentChanged.connect(lambda _: self.start())
        leave = QPushButton(theme.load_icon("lock"), "Leave door mode…")
        leave.setProperty("role", "quiet")
        leave.clicked.connect(self.leaving)
        self._said = ElidedLabel()
        foot = QHBoxLayout()
        foot.addWidget(make_label("Door mode", "muted"))
        foot.addWidget(self._said, 1)
        foot.addWidget(leave)
        em = self.fontMetrics().height()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(em, em // 2, em, em // 4)
        layout.addWidget(self.tabs, 1)
        layout.addLayout(foot)
        session.changed.connect(self.reload)
        session.status_message.connect(self._tell)
        self.reload()

    def reload(self) -> None:
        """Reads again who is expected today, or on the campaign's busiest day, and the gift shown."""
        campaign, ask = self._session.campaign_id, self._session.office.query
        if campaign is not None:
            today = self._clock().date()
            day = pick_day(ask(list_days, campaign), today) or today
            self.check_in.show_day(layout_day(day, ask(list_board_rows, campaign, day)))
        self.receive.reload()

    def start(self) -> None:
        """Puts the keyboard where one types first."""
        page = self.tabs.currentWidget()
        (self.check_in if page is self.check_in else self.receive).start()

    def take_back(self) -> None:
        """Takes back the last arrival of this sitting; of what was brought, and of all before, nothing."""
        if self.tabs.currentWidget() is self.check_in:
            self.check_in.take_back()

    def flush(self) -> bool:
        """Keeps what is typed of a gift; returns whether nothing is left unkept."""
        return self.receive.flush()

    def _tell(self, words: str) -> None:
        self._said.setText(words)
        announce(self, words)
