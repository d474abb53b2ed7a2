"""The Goods area: donations, the stock, gifts of money, and the desk at the door."""

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QTabWidget, QWidget

from mitzvah_desk.desk import theme
from mitzvah_desk.desk.area import AreaPage
from mitzvah_desk.desk.bridge import Bridge
from mitzvah_desk.desk.goods.item import ItemPage
from mitzvah_desk.desk.goods.money import MoneyDialog
from mitzvah_desk.desk.goods.receive import ReceivePage
from mitzvah_desk.desk.widgets.listpage import ListPage
from mitzvah_desk.desk.widgets.rows import Column
from mitzvah_desk.office.actions import Area
from mitzvah_desk.office.editing import Add, Remove
from mitzvah_desk.office.queries.goods import DonationRow, ItemRow, MoneyRow, donations, money, stock
from mitzvah_desk.rules.parsing import show_date, show_money

DONATIONS: tuple[Column[DonationRow], ...] = (
    Column(
        "at", "Received", lambda r: f"{r.received_at:%d %b %Y %H:%M}", lambda r: r.received_at, width_chars=17
    ),
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
    Column("date", "First date", lambda r: show_date(r.next_use_by), lambda r: r.next_use_by, width_chars=12),
    Column("lots", "Lots", lambda r: str(r.lots), lambda r: r.lots, align_right=True, width_chars=6),
)
MONEY: tuple[Column[MoneyRow], ...] = (
    Column("on", "On", lambda r: show_date(r.on_day), lambda r: r.on_day, width_chars=12),
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
    """Donated goods and money."""

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
        self.money.on_delete = lambda ids: self.bridge.do(Remove("money_gift", tuple(ids)), self)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        for page, words in ((self.donations, "Donations"), (self.stock, "Stock"), (self.money, "Money")):
            self.tabs.addTab(page, words)
        self.receive_page = ReceivePage(bridge)
        self.receive_page.left.connect(self.back)
        self.item_page = ItemPage(bridge)
        self.item_page.left.connect(self.back)
        for widget in (self.tabs, self.receive_page, self.item_page):
            self.addWidget(widget)

    def reload(self) -> None:
        """Reads the lists and the open page again."""
        campaign = self.bridge.campaign_id
        ask = self.bridge.office.ask
        self.receive_action.setEnabled(campaign is not None and not self.bridge.office.read_only)
        self.donations.set_rows(ask(donations, campaign) if campaign is not None else ())
        self.stock.set_rows(ask(stock))
        self.money.set_rows(ask(money, campaign) if campaign is not None else ())
        self.receive_page.reload()
        if self.currentWidget() is self.item_page and not self.item_page.reload():
            self.setCurrentWidget(self.tabs)

    def receive(self) -> None:
        """Shows the desk at the door, ready for the next donor."""
        self.receive_page.next_donor()
        self.setCurrentWidget(self.receive_page)
        self.receive_page.start()

    def show_record(self, record: str, record_id: int) -> None:
        """Shows a donation or an item of the catalogue."""
        if record == "item":
            if self.item_page.show_item(record_id):
                self.setCurrentWidget(self.item_page)
        elif self.receive_page.show_donation(record_id):
            self.setCurrentWidget(self.receive_page)
            self.receive_page.start()

    def back(self) -> bool:
        """Goes back to the lists."""
        if self.currentWidget() is self.tabs:
            return False
        self.setCurrentWidget(self.tabs)
        return True

    def flush(self) -> bool:
        """Commits what is typed."""
        kept = [self.receive_page.flush(), self.item_page.flush()]
        return all(kept)

    def start(self) -> None:
        """Puts the keyboard into the list that is shown."""
        page = self.tabs.currentWidget()
        if self.currentWidget() is self.tabs and isinstance(page, ListPage):
            page.start()

    def _add_money(self) -> None:
        campaign = self.bridge.campaign_id
        if campaign is None:
            self.bridge.told.emit("Start a campaign first, at the top left.")
            return
        values = MoneyDialog.ask(self.bridge, campaign, self)
        if values is not None:
            self.bridge.do(Add("money_gift", {"campaign_id": campaign, **values}), self)
