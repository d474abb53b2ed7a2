"""Charts say in words what they draw, and draw nothing that is told by colour alone."""

from pathlib import Path

import pytest
from doubles import Shown
from PySide6.QtGui import QColor, QImage
from sample_year import sample_year

from mitzvah_desk.desk.goods.area import GoodsArea
from mitzvah_desk.desk.goods.charts import ChartsPage
from mitzvah_desk.desk.records.targets import make_target_bars
from mitzvah_desk.desk.session.file_session import FileSession
from mitzvah_desk.desk.widgets.bars import BarChart, ChartBar
from mitzvah_desk.office.goods.chart_queries import Target, list_partner_targets, list_targets


@pytest.fixture
def session(tmp_path: Path) -> FileSession:
    office = sample_year(tmp_path / "year.mitzvah")
    made = FileSession(office)
    made.choose_campaign(1)
    return made


def test_the_sample_years_goods_are_drawn(session: FileSession, shown: Shown) -> None:
    page = ChartsPage(session)
    shown(page).resize(900, 700)
    page.read()
    assert page.stock.bars[0].value >= page.stock.bars[-1].value > 0
    got = {bar.label: (bar.value, bar.other) for bar in page.partners.bars}
    assert got["Royal Northern Hospital"] == (80, 0)
    assert got["Partner Olive"][1] > 0
    assert not any("Hope House" in bar.label for bar in page.partners.bars)
    assert "80 got, 0 coming" in page.partners.accessibleDescription()
    session.office.close()


def test_the_charts_are_shown_when_they_are_wanted(session: FileSession, shown: Shown) -> None:
    area = GoodsArea(session)
    shown(area)
    area.receive()
    area.show_record("charts", 0)
    assert area.charts.isVisible()
    hoped = len(session.office.query(list_targets, 1)) + len(session.office.query(list_partner_targets, 1))
    assert len(area.charts.targets.bars) == hoped > 2
    session.office.close()


def test_targets_are_things_and_money(session: FileSession) -> None:
    found = session.office.query(list_targets, 1)
    assert found
    assert {bool(each.unit) for each in found} <= {True, False}
    one = session.office.query(list_targets, 1, found[0].project_id)
    assert {each.project_id for each in one} == {found[0].project_id}
    session.office.close()


def test_a_target_says_its_numbers() -> None:
    bars = make_target_bars([Target(1, "Bulbs", 940, 1000, "bulbs"), Target(2, "Home", 2500, 10000, "")])
    assert [bar.words for bar in bars] == ["940 of 1,000 bulbs", "£25.00 of £100.00"]
    assert [bar.most for bar in bars] == [1000, 10000]
    assert make_target_bars([Target(1, "Bulbs", 940, 1000, "bulbs")], titled=False)[0].label == "Bulbs"


@pytest.mark.parametrize("bars", [[], [ChartBar("Nothing", 0)], [ChartBar("x" * 300, 10**9, 5, "many")]])
def test_any_numbers_are_drawn_within_the_widget(shown: Shown, bars: list[ChartBar]) -> None:
    chart = BarChart("A chart")
    shown(chart)
    chart.set_bars(bars)
    chart.resize(400, chart.sizeHint().height())
    image = QImage(chart.size(), QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    chart.render(image)
    assert chart.accessibleDescription()
