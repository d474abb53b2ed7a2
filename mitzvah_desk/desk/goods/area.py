"""The Goods area: donations, stock, requests, deliveries, gifts of money, and the desk at the door."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from mitzvah_desk.desk.goods.charts import ChartsPage
from mitzvah_desk.desk.goods.columns import DELIVERIES
from mitzvah_desk.desk.goods.donations import DonationsPage
from mitzvah_desk.desk.goods.lots import LotsPage
from mitzvah_desk.desk.goods.money_page import MoneyPage
from mitzvah_desk.desk.goods.requests import RequestsPage
from mitzvah_desk.desk.goods.short import ShortPage, UnmetPage
from mitzvah_desk.desk.goods.stock import StockPage
from mitzvah_desk.desk.goods.stocktake import StocktakePage
from mitzvah_desk.desk.records.area_page import AreaPage
from mitzvah_desk.desk.records.list_output import add_menu_button
from mitzvah_desk.desk.session.file_session import FileSession
from mitzvah_desk.desk.widgets.labels import make_action
from mitzvah_desk.desk.widgets.list_page import ListPage
from mitzvah_desk.desk.widgets.pages import PageTabs
from mitzvah_desk.office.goods.deliveries import CallOff
from mitzvah_desk.office.goods.delivery_queries import DeliveryRow, list_deliveries

if TYPE_CHECKING:
    from mitzvah_desk.desk.goods.delivery import DeliveryPage
    from mitzvah_desk.desk.goods.issue import UsingPage
    from mitzvah_desk.desk.goods.item import ItemPage
    from mitzvah_desk.desk.goods.make import MakingPage
    from mitzvah_desk.desk.goods.recall import RecallPage
    from mitzvah_desk.desk.goods.receive import ReceivePage


_Reading = (
    DonationsPage
    | StockPage
    | StocktakePage
    | ChartsPage
    | RequestsPage
    | LotsPage
    | MoneyPage
    | ShortPage
    | UnmetPage
)
"""The pages of lists that read themselves."""
P = TypeVar("P", bound=QWidget)


_LISTS = {
    "charts": "charts",
    "short": "short",
    "donations": "donations",
    "deliveries": "deliveries",
    "money_gifts": "money",
    "money_gift": "money",
}
"""The list that is shown for a noun, by its attribute."""


class GoodsArea(AreaPage):
    """Donated goods and money. Pages are made when they are first wanted, and lists read when looked at.

    Attributes:
        donations: what was given, donor by donor.
        stock: the catalogue, and what is left of each thing.
        lots: what is left, lot by lot.
        requests: what partners would like.
        deliveries: what goes to them.
        money: the gifts of money.
        short: of what there is not enough.
        unmet: what was asked for and not given.
        tabs: holds the lists.
    """

    def __init__(self, session: FileSession, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.receive_action = self._action("gift", "Receive a donation", self.receive, "Ctrl+R")
        self.making_action = self._action("heart", "Made on the day…", lambda: self._make(None), "Ctrl+M")
        self.using_action = self._action("package", "Used by a project…", self._use_chosen, "Ctrl+U")
        self.recall_action = self._action("hand-stop", "Recall…", lambda: self._recall(0), "Ctrl+Shift+R")
        made_and_used = (self.using_action, self.making_action)
        self.donations = DonationsPage(session, made_and_used, self.receive_action)
        self.donations.opened.connect(lambda record_id: self.show_record("donation", record_id))
        self.stock = StockPage(session, (self.recall_action, *made_and_used))
        self.stock.opened.connect(lambda record_id: self.show_record("item", record_id))
        self.lots = LotsPage(session)
        self.requests = RequestsPage(session)
        self.deliveries = self._deliveries()
        self.money = MoneyPage(session, self._has_campaign)
        self.short = ShortPage(session)
        self.unmet = UnmetPage(session)
        self.stocktake = StocktakePage(session)
        self.charts = ChartsPage(session)
        self.tabs = PageTabs()
        lists: tuple[tuple[ListPage[Any], str], ...] = (
            (self.donations, "Donations"),
            (self.stock, "Stock"),
            (self.lots, "Lots"),
            (self.requests, "Requests"),
            (self.deliveries, "Deliveries"),
            (self.short, "Short"),
            (self.unmet, "Not given"),
            (self.money, "Money"),
        )
        for page, words in lists:
            add_menu_button(session, page)
            self.tabs.addTab(page, words)
        self.tabs.addTab(self.stocktake, "Stocktake")
        self.tabs.addTab(self.charts, "Charts")
        self._unread: set[QWidget | None] = set()
        self._all_unread()
        self.tabs.currentChanged.connect(lambda _: self._read_list())
        self._made: dict[str, Any] = {}
        self._came_from: int | None = None
        self.addWidget(self.tabs)

    @property
    def receive_page(self) -> "ReceivePage":
        """The desk at the door."""
        from mitzvah_desk.desk.goods.receive import ReceivePage

        return self._page("receive", ReceivePage)

    @property
    def making_page(self) -> "MakingPage":
        """What a project made on the day."""
        from mitzvah_desk.desk.goods.make import MakingPage

        return self._page("making", MakingPage)

    @property
    def using_page(self) -> "UsingPage":
        """What a project used up."""
        from mitzvah_desk.desk.goods.issue import UsingPage

        return self._page("using", UsingPage)

    @property
    def recall_page(self) -> "RecallPage":
        """What is recalled: where it is, and who must be rung."""
        from mitzvah_desk.desk.goods.recall import RecallPage

        return self._page("recall", RecallPage)

    @property
    def item_page(self) -> "ItemPage":
        """The page of one item of the catalogue."""
        from mitzvah_desk.desk.goods.item import ItemPage

        return self._page("item", ItemPage)

    @property
    def delivery_page(self) -> "DeliveryPage":
        """The page of one delivery."""
        from mitzvah_desk.desk.goods.delivery import DeliveryPage

        return self._page("delivery", DeliveryPage)

    def reload(self) -> None:
        """Reads again what is looked at: the open page, or the list."""
        for action in (self.receive_action, self.making_action, self.using_action):
            action.setEnabled(not self.session.office.read_only)
        self._all_unread()
        for key in ("receive", "making", "using"):
            if key in self._made:
                self._made[key].reload()  # the keyboard may be in a line of theirs
        page = self.currentWidget()
        for key in ("item", "delivery", "recall"):
            if page is self._made.get(key) and not self._made[key].reload():
                self.setCurrentWidget(self.tabs)
        if self.currentWidget() is self.tabs:
            self._read_list()

    def receive(self) -> None:
        """Shows the desk at the door, ready for the next donor."""
        if self._has_campaign() and self.may_leave():
            self.setCurrentWidget(self.receive_page)
            self.receive_page.next_donor()

    def show_record(self, record: str, record_id: int) -> None:
        """Shows a donation, an item, a delivery, a recall, what a project makes or uses, charts or a gift."""
        if not self.may_leave():
            return
        if record == "item":
            if self.item_page.show_item(record_id):
                self.setCurrentWidget(self.item_page)
                self.item_page.fields["name"].editor.setFocus()
        elif record == "delivery":
            if self.delivery_page.show_record(record_id):
                self.setCurrentWidget(self.delivery_page)
                self.tabs.setCurrentWidget(self.deliveries)
        elif record == "recall":
            self._recall(record_id)
        elif record in _LISTS:
            self._show_tab(record, record_id)
        elif record in {"making", "using"}:
            self._came_from = record_id
            (self._make if record == "making" else self._use)(record_id)
        elif self.receive_page.show_donation(record_id):
            self.setCurrentWidget(self.receive_page)
            self.receive_page.start()

    def _show_tab(self, record: str, record_id: int) -> None:
        self.setCurrentWidget(self.tabs)
        self.tabs.setCurrentWidget(getattr(self, _LISTS[record]))
        self._read_list()
        if record == "money_gift":
            self.money.table.select_id(record_id)

    def back(self) -> bool:
        """Goes back to the lists, once everything typed is kept."""
        page = self._open_page()
        if page is None:
            return False
        page.leave()
        return True

    def flush(self) -> bool:
        """Commits what is typed on the page that is open."""
        page = self._open_page()
        return self.stocktake.flush() if page is None else page.flush()

    def start(self) -> None:
        """Puts the keyboard into the list that is shown."""
        page = self.tabs.currentWidget()
        if self.currentWidget() is self.tabs and isinstance(page, ListPage | StocktakePage):
            page.start()

    def _action(self, icon: str, words: str, slot: Any, key: str) -> QAction:  # noqa: ANN401
        action = make_action(self, icon, words, slot, key)
        self.addAction(action)
        return action

    def _page(self, key: str, make: Callable[[FileSession, QWidget], P]) -> P:
        """A page, made when it is first wanted."""
        if key not in self._made:
            page: Any = make(self.session, self)
            page.left.connect(self._to_lists)
            self.addWidget(page)
            self._made[key] = page
        found: P = self._made[key]
        return found

    def _open_page(
        self,
    ) -> "DeliveryPage | ItemPage | MakingPage | RecallPage | ReceivePage | UsingPage | None":
        key = next((key for key, page in self._made.items() if page is self.currentWidget()), "")
        return self._made.get(key)

    def _all_unread(self) -> None:
        self._unread = {self.tabs.widget(number) for number in range(self.tabs.count())}

    def _to_lists(self) -> None:
        project, self._came_from = self._came_from, None
        if project is not None:  # first, so that the window knows this for the way back
            self.session.open_requested.emit("project", project)
        self.setCurrentWidget(self.tabs)
        self._read_list()
        if project is None:
            self.start()

    def _read_list(self) -> None:
        """Reads the list that is looked at, if it was not read since the last change."""
        page, campaign = self.tabs.currentWidget(), self.session.campaign_id
        if page not in self._unread:
            return
        self._unread.discard(page)
        if isinstance(page, _Reading):
            page.read()
        else:
            rows = self.session.office.query(list_deliveries, campaign) if campaign is not None else ()
            self.deliveries.set_rows(rows)

    def _deliveries(self) -> ListPage[DeliveryRow]:
        page: ListPage[DeliveryRow] = ListPage(
            "deliveries",
            "Deliveries",
            DELIVERIES,
            self.session.memory,
            noun=("delivery", "deliveries"),
            empty=(
                "No deliveries in this campaign yet.",
                "Under Requests, share out what was asked for, then plan a delivery there.",
            ),
        )
        page.opened.connect(lambda record_id: self.show_record("delivery", record_id))
        page.on_delete = lambda ids: self.session.execute(CallOff(tuple(ids)), self)
        return page

    def _has_campaign(self) -> bool:
        """Whether there is a campaign that goods could count for; tells where there is none."""
        if self.session.campaign_id is None:
            self.session.status_message.emit("Start a campaign first, at the top left.")
        return self.session.campaign_id is not None

    def _make(self, project_id: int | None) -> None:
        if self._has_campaign() and self.may_leave():
            self.making_page.show_project(project_id)
            self.setCurrentWidget(self.making_page)
            self.making_page.start()

    def _recall(self, lot_id: int) -> None:
        """Leads to a recall, of what a lot is of; of what is recalled now where it is 0."""
        if self.may_leave():
            self.recall_page.show_recall(lot_id)
            self.setCurrentWidget(self.recall_page)
            self.recall_page.start()

    def _use(self, project_id: int | None, item_id: int | None = None) -> None:
        if self._has_campaign() and self.may_leave():
            self.using_page.show_project(project_id, item_id)
            self.setCurrentWidget(self.using_page)
            self.using_page.start()

    def _use_chosen(self) -> None:
        """Leads to what projects use up; the thing chosen in the stock is filled in."""
        chosen = self.stock.table.selected_ids() if self.tabs.currentWidget() is self.stock else []
        self._use(None, chosen[0] if len(chosen) == 1 else None)
