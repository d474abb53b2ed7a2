"""Charts of goods: for a glance, and for whoever would rather look than read."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from mitzvah_desk.desk.records.targets import make_target_bars
from mitzvah_desk.desk.session.file_session import FileSession
from mitzvah_desk.desk.widgets.bars import BarChart, ChartBar
from mitzvah_desk.desk.widgets.labels import make_label
from mitzvah_desk.desk.widgets.pages import Scroller
from mitzvah_desk.office.goods.chart_queries import (
    list_goods_by_partner,
    list_hourly_movements,
    list_partner_targets,
    list_stock_by_kind,
    list_targets,
)
from mitzvah_desk.office.projects.reference_lists import read_campaign


class ChartsPage(QWidget):
    """The page.

    Attributes:
        targets: how far it is to what is hoped for; hidden where nothing is.
        stock: what is in stock, by kind.
        day: what came and went over the main day, hour by hour.
        partners: what each partner got, and what is on its way.
    """

    def __init__(self, session: FileSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.targets = BarChart("What we hope for")
        self.stock = BarChart("In stock, by kind")
        self.day = BarChart("The day, hour by hour: came in, and went out (hatched)")
        self.partners = BarChart("What partners got, and what is on its way (hatched)")
        em = self.fontMetrics().height()
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(em, em, em, em)
        column.setSpacing(em)
        column.addWidget(make_label("Charts", "title"))
        for chart in (self.targets, self.stock, self.day, self.partners):
            column.addWidget(chart)
        column.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(Scroller(body))

    def read(self) -> None:
        """Reads the numbers again."""
        ask, number = self.session.office.query, self.session.campaign_id
        facts = ask(read_campaign, number) if number is not None else None
        hoped = [*ask(list_partner_targets, number), *ask(list_targets, number)] if number is not None else []
        self.targets.set_bars(make_target_bars(hoped))
        self.targets.setVisible(bool(hoped))
        self.stock.set_bars(
            [ChartBar(each.label, each.count, words=each.say()) for each in ask(list_stock_by_kind)]
        )
        day = ask(list_hourly_movements, facts.main_day) if facts is not None else []
        self.day.set_bars(
            [ChartBar(each.label, each.count, each.other or 0, each.say("in", "out")) for each in day]
        )
        got = ask(list_goods_by_partner, facts.id) if facts is not None else []
        self.partners.set_bars(
            [ChartBar(each.label, each.count, each.other or 0, each.say("got", "coming")) for each in got]
        )
