"""The Goods area: donations, stock, requests, deliveries, gifts of money, and the desk at the door."""

from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QTabWidget, QWidget

from mitzvah_desk.desk import theme
from mitzvah_desk.desk.area import AreaPage
from mitzvah_desk.desk.bridge import Bridge
from mitzvah_desk.desk.goods.charts import ChartsPage
from mitzvah_desk.desk.goods.requests import RequestsPage
from mitzvah_desk.desk.goods.stocktake import StocktakePage
from mitzvah_desk.desk.importing.button import import_action
from mitzvah_desk.desk.listing import offer
from mitzvah_desk.desk.widgets.listpage import ListPage
from mitzvah_desk.desk.widgets.rows import Column
from mitzvah_desk.model import ImportOf
from mitzvah_desk.office.actions import Area
from mitzvah_desk.office.deliveries import CallOff
from mitzvah_desk.office.editing import Add, Remove
from mitzvah_desk.office.queries.deliveries import DeliveryRow, deliveries
from mitzvah_desk.office.queries.goods import DonationRow, ItemRow, MoneyRow, donations, money, stock
from mitzvah_desk.rules.parsing import show_date, show_datetime, show_money

if TYPE_CHECKING:
    from mitzvah_desk.desk.goods.delivery import DeliveryPage
    from mitzvah_desk.desk.goods.item import ItemPage
    from mitzvah_desk.desk.goods.receive import ReceivePage

DONATIONS: tuple[Column[DonationRow], ...] = (
    Column("at", "Received", lambda r: show_datetime(r.received_at), lambda r: r.received_at, width_chars=26),
    Column("donor", "From", lambda r: r.donor, width_chars=28),
    Column("what", "What", lambda r: r.what, width_chars=40),
    Column(
        "things", "Things", lambda r: f"{r.things:,}", lambda r: r.things, align_right=True, width_chars=8
    ),
    Column("project", "For", lambda r: r.project, width_chars=28),
)
STOCK: tuple[Column[ItemRow], ...] = (
    Column("name", "What", lambda r: r.name, width_chars=32),
    Column("category", "Kind", lambda r: r.category, width_chars=16),
    Column("left", "In stock", lambda r: f"{r.left:,}", lambda r: r.left, align_right=True, width_chars=9),
    Column(
        "came", "Came in", lambda r: f"{r.received:,}", lambda r: r.received, align_right=True, width_chars=9
    ),
    Column("lots", "Lots", lambda r: str(r.lots), lambda r: r.lots, align_right=True, width_chars=6),
    Column("date", "First date", lambda r: show_date(r.next_use_by), lambda r: r.next_use_by, width_chars=18),
)
DELIVERIES: tuple[Column[DeliveryRow], ...] = (
    Column("at", "When", lambda r: show_datetime(r.from_at), lambda r: r.from_at, width_chars=26),
    Column("partner", "To", lambda r: r.partner, width_chars=28),
    Column("driver", "Driver", lambda r: r.driver or "nobody yet", width_chars=22),
    Column("things", "Things", lambda r: f"{r.things:,}", lambda r: r.things, True, width_chars=8),
    Column("taken", "Taken", lambda r: f"{r.delivered:,}", lambda r: r.delivered, True, width_chars=8),
    Column("status", "State", lambda r: str(r.status), width_chars=12),
    Column("by", "Received by", lambda r: "" if r.confidential else r.received_by, width_chars=18),
)
MONEY: tuple[Column[MoneyRow], ...] = (
    Column("on", "On", lambda r: show_date(r.on_day), lambda r: r.on_day, width_chars=18),
    Column("donor", "From", lambda r: r.donor, width_chars=28),
    Column(
        "amount",
        "Amount",
        lambda r: show_money(r.amount_pence),
        lambda r: r.amount_pence,
        True,
        width_chars=12,
    ),
    Column("towards", "Towards", lambda r: r.towards, width_chars=30),
    Column("method", "How", lambda r: str(r.method), width_chars=10),
    Column("aid", "Gift Aid", lambda r: "yes" if r.gift_aid else "no", width_chars=8),
)


class GoodsArea(AreaPage):
    """Donated goods and money. Pages are made when they are first wanted, and lists read when looked at.

    Attributes:
        donations: what was given, donor by donor.
        stock: the catalogue, and what is left of each thing.
        money: the gifts of money.
        tabs: holds the three lists.
    """

    watches = frozenset({Area.GOODS, Area.CAMPAIGNS, Area.PEOPLE, Area.PROJECTS, Area.PARTNERS})

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(bridge, parent)
        self.receive_action = QAction(theme.icon("gift"), "Receive a donation", self)
        self.receive_action.setShortcut(QKeySequence("Ctrl+R"))
        self.receive_action.triggered.connect(self.receive)
        self.donations: ListPage[DonationRow] = ListPage(
            "donations",
            "Donations",
            DONATIONS,
            bridge.memory,
            noun=("donation", "donations"),
            empty=(
                "No donations in this campaign yet.",
                "Receive the first one; only the keyboard is needed.",
            ),
        )
        self.donations.add_action(self.receive_action, primary=True)
        self.donations.add_action(import_action(bridge, self, ImportOf.DONATIONS))
        self.donations.opened.connect(lambda record_id: self.show_record("donation", record_id))
        self.donations.on_delete = lambda ids: self.bridge.do(Remove("donation", tuple(ids)), self)
        self.stock: ListPage[ItemRow] = ListPage(
            "stock",
            "Stock",
            STOCK,
            bridge.memory,
            noun=("thing", "things"),
            empty=("Nothing in the catalogue yet.", "Things are added as donations are typed."),
        )
        self.stock.opened.connect(lambda record_id: self.show_record("item", record_id))
        one = QAction(theme.icon("copy"), "Make one of two…", self)
        one.triggered.connect(self._merge_items)
        self.stock.add_action(one)
        self.stock.on_delete = lambda ids: self.bridge.do(Remove("item", tuple(ids)), self)
        self.money: ListPage[MoneyRow] = ListPage(
            "money",
            "Gifts of money",
            MONEY,
            bridge.memory,
            noun=("gift", "gifts"),
            empty=("No gifts of money in this campaign yet.", "Add the first with the button above."),
        )
        give = QAction(theme.icon("plus"), "Add a gift of money", self)
        give.triggered.connect(self._add_money)
        self.money.add_action(give, primary=True)
        self.money.add_action(import_action(bridge, self, ImportOf.DONATIONS))
        self.money.on_delete = lambda ids: self.bridge.do(Remove("money_gift", tuple(ids)), self)
        self.requests = RequestsPage(bridge)
        self.deliveries: ListPage[DeliveryRow] = ListPage(
            "deliveries",
            "Deliveries",
            DELIVERIES,
            bridge.memory,
            noun=("delivery", "deliveries"),
            empty=(
                "No deliveries in this campaign yet.",
                "Share out what was asked for, then plan one there.",
            ),
        )
        self.deliveries.opened.connect(lambda record_id: self.show_record("delivery", record_id))
        self.deliveries.on_delete = lambda ids: self.bridge.do(CallOff(tuple(ids)), self)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self._lists: tuple[tuple[ListPage[Any], str], ...] = (
            (self.donations, "Donations"),
            (self.stock, "Stock"),
            (self.requests, "Requests"),
            (self.deliveries, "Deliveries"),
            (self.money, "Money"),
        )
        for page, words in self._lists:
            offer(bridge, page)
            self.tabs.addTab(page, words)
        self.stocktake = StocktakePage(bridge)
        self.tabs.addTab(self.stocktake, "Stocktake")
        self.charts = ChartsPage(bridge)
        self.tabs.addTab(self.charts, "Charts")
        self._unread: set[QWidget] = {self.stocktake, self.charts, *(page for page, _ in self._lists)}
        self.tabs.currentChanged.connect(lambda _: self._read_list())
        self._receive_page: ReceivePage | None = None
        self._item_page: ItemPage | None = None
        self._delivery_page: DeliveryPage | None = None
        self.addWidget(self.tabs)

    @property
    def receive_page(self) -> "ReceivePage":
        """The desk at the door."""
        if self._receive_page is None:
            from mitzvah_desk.desk.goods.receive import ReceivePage

            self._receive_page = ReceivePage(self.bridge)
            self._receive_page.left.connect(self._to_lists)
            self.addWidget(self._receive_page)
        return self._receive_page

    @property
    def item_page(self) -> "ItemPage":
        """The page of one item of the catalogue."""
        if self._item_page is None:
            from mitzvah_desk.desk.goods.item import ItemPage

            self._item_page = ItemPage(self.bridge)
            self._item_page.left.connect(self._to_lists)
            self.addWidget(self._item_page)
        return self._item_page

    @property
    def delivery_page(self) -> "DeliveryPage":
        """The page of one delivery."""
        if self._delivery_page is None:
            from mitzvah_desk.desk.goods.delivery import DeliveryPage

            self._delivery_page = DeliveryPage(self.bridge)
            self._delivery_page.left.connect(self._to_lists)
            self.addWidget(self._delivery_page)
        return self._delivery_page

    def reload(self) -> None:
        """Reads again what is looked at: the open page, or the list."""
        self.receive_action.setEnabled(
            self.bridge.campaign_id is not None and not self.bridge.office.read_only
        )
        self._unread = {self.stocktake, self.charts, *(page for page, _ in self._lists)}
        if self._receive_page is not None:
            self._receive_page.reload()
        if self.currentWidget() is self._item_page and not self.item_page.reload():
            self.setCurrentWidget(self.tabs)
        if self.currentWidget() is self._delivery_page and not self.delivery_page.show_record(
            self.delivery_page.delivery_id
        ):
            self.setCurrentWidget(self.tabs)
        if self.currentWidget() is self.tabs:
            self._read_list()

    def receive(self) -> None:
        """Shows the desk at the door, ready for the next donor."""
        self.setCurrentWidget(self.receive_page)
        self.receive_page.next_donor()

    def show_record(self, record: str, record_id: int) -> None:
        """Shows a donation or an item of the catalogue."""
        if not self.flush():
            return
        if record == "item":
            if self.item_page.show_item(record_id):
                self.setCurrentWidget(self.item_page)
                self.item_page.fields["name"].editor.setFocus()
        elif record == "delivery":
            if self.delivery_page.show_record(record_id):
                self.setCurrentWidget(self.delivery_page)
                self.tabs.setCurrentWidget(self.deliveries)
        elif self.receive_page.show_donation(record_id):
            self.setCurrentWidget(self.receive_page)
            self.receive_page.start()

    def back(self) -> bool:
        """Goes back to the lists, once everything typed is kept."""
        page = self.currentWidget()
        if page is self.tabs:
            return False
        self._open_page().leave()
        return True

    def flush(self) -> bool:
        """Commits what is typed on the page that is open."""
        page = self.currentWidget()
        if page is self.tabs:
            return self.stocktake.flush()
        return self._open_page().flush()

    def _open_page(self) -> "ReceivePage | ItemPage | DeliveryPage":
        page = self.currentWidget()
        if page is self._receive_page:
            return self.receive_page
        return self.delivery_page if page is self._delivery_page else self.item_page

    def start(self) -> None:
        """Puts the keyboard into the list that is shown."""
        page = self.tabs.currentWidget()
        if self.currentWidget() is self.tabs and isinstance(page, ListPage | StocktakePage):
            page.start()

    def _to_lists(self) -> None:
        self.setCurrentWidget(self.tabs)
        self._read_list()
        self.start()

    def _read_list(self) -> None:
        """Reads the list that is looked at, if it was not read since the last change."""
        page, campaign, ask = self.tabs.currentWidget(), self.bridge.campaign_id, self.bridge.office.ask
        if page not in self._unread:
            return
        self._unread.discard(page)
        if page is self.stocktake:
            self.stocktake.read()
        elif page is self.charts:
            self.charts.read()
        elif page is self.requests:
            self.requests.read()
        elif page is self.deliveries:
            self.deliveries.set_rows(ask(deliveries, campaign) if campaign is not None else ())
        elif page is self.stock:
            self.stock.set_rows(ask(stock))
        elif page is self.money:
            self.money.set_rows(ask(money, campaign) if campaign is not None else ())
        else:
            self.donations.set_rows(ask(donations, campaign) if campaign is not None else ())

    def _merge_items(self) -> None:
        """Makes one item of the two that are chosen; their lots and requests go with it."""
        chosen = self.stock.table.selected_ids()
        if len(chosen) != 2:
            self.bridge.told.emit("Choose the two that are the same thing, with Ctrl and a click.")
            return
        from mitzvah_desk.desk.merging.merge import MergeDialog

        dialog = MergeDialog(self.bridge, "item", chosen[0], chosen[1], self)
        dialog.exec()
        dialog.deleteLater()

    def _add_money(self) -> None:
        campaign = self.bridge.campaign_id
        if campaign is None:
            self.bridge.told.emit("Start a campaign first, at the top left.")
            return
        from mitzvah_desk.desk.goods.money import MoneyDialog

        values = MoneyDialog.ask(self.bridge, campaign, self)
        if values is not None:
            self.bridge.do(Add("money_gift", {"campaign_id": campaign, **values}), self)
