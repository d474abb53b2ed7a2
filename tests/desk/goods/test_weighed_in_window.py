"""What is weighed says so on every page, in every list and in every question of the window."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QDialog, QLabel, QLineEdit, QTableView, QTreeView, QWidget
from pytestqt.qtbot import QtBot
from weighed_store import DAY, FLOUR, bare_numbers, fill_store

from mitzvah_desk.desk.goods.allocation import ShareDialog
from mitzvah_desk.desk.goods.dialogs import AsideDialog
from mitzvah_desk.desk.goods.going_out import make_write_off_dialog
from mitzvah_desk.desk.goods.handover import HandOverDialog, TakeBackDialog
from mitzvah_desk.desk.goods.splitting import SplitDialog
from mitzvah_desk.desk.session.file_session import FileSession
from mitzvah_desk.desk.shell.area_entries import ENTRIES
from mitzvah_desk.desk.shell.main import Desk
from mitzvah_desk.desk.widgets.bars import BarChart
from mitzvah_desk.office.core.office import Office
from mitzvah_desk.office.goods.delivery_queries import list_delivery_lines
from mitzvah_desk.office.goods.request_queries import list_request_lots, list_requests
from mitzvah_desk.office.goods.requests import propose_allocation
from mitzvah_desk.office.goods.stock_queries import list_lots

PAGES = [("item", FLOUR), ("donation", 1), ("donation", 4), ("delivery", 1), ("delivery", 2), ("partner", 1)]
PAGES += [("partner", 2), ("project", 1), ("household", 1), ("person", 2), ("item", 3), ("item", 4)]


@pytest.fixture(scope="module")
def start(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("weighed") / "start.mitzvah"
    with closing(Office.new(path)) as office:
        fill_store(office)
    return path


@pytest.fixture
def desk(start: Path, qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    path = Path(shutil.copy(start, tmp_path / "weighed.mitzvah"))
    window = Desk()
    qtbot.addWidget(window)
    window.resize(1600, 1000)
    window.show()
    assert window.open_file(path)
    assert window.session is not None
    window.session.choose_campaign(1)
    yield window
    window.close_file()


def told(page: QWidget) -> list[str]:
    """Everything that a page says, shown or not, and what it says to those who cannot see."""
    found: list[str] = []
    for view in (*page.findChildren(QTableView), *page.findChildren(QTreeView)):
        model = view.model()
        cells = ((row, column) for row in range(model.rowCount()) for column in range(model.columnCount()))
        found += [str(model.index(*cell).data()) for cell in cells]
    found += [label.text() for label in page.findChildren(QLabel)]
    found += [button.text() for button in page.findChildren(QAbstractButton)]
    found += [line.text() for line in page.findChildren(QLineEdit)]
    found += [bar.words for chart in page.findChildren(BarChart) for bar in chart.bars]
    return found + [
        words
        for widget in page.findChildren(QWidget)
        for words in (widget.accessibleName(), widget.toolTip())
    ]


def assert_measured(page: QWidget, *, weighed: bool = True) -> None:
    words = told(page)
    assert [each for each in words if bare_numbers(each)] == []
    assert not weighed or any(" kg" in each or " litre" in each for each in words)


@pytest.mark.parametrize("key", [entry.key for entry in ENTRIES])
def test_every_area_says_it(desk: Desk, key: str) -> None:
    desk.go_to(key)
    page = desk.area(key)
    if key == "goods":
        for number in range(page.tabs.count()):  # type: ignore[attr-defined]  # the goods have tabs
            page.tabs.setCurrentIndex(number)  # type: ignore[attr-defined]
            assert_measured(page)
    assert_measured(page, weighed=key == "goods")


@pytest.mark.parametrize(("record", "number"), PAGES)
def test_every_page_says_it(desk: Desk, record: str, number: int) -> None:
    desk.show_record(record, number)
    assert_measured(desk)


DIALOGS: dict[str, Callable[[Desk, Office], QDialog]] = {
    "aside": lambda d, o: AsideDialog(o.query(list_requests)[-1], o.query(list_request_lots, 4, DAY), d),
    "share": lambda d, o: ShareDialog(o.query(list_requests), o.query(propose_allocation, DAY), d),
    "write off": lambda d, o: make_write_off_dialog(o.query(list_lots), d),
    "hand over": lambda d, o: HandOverDialog(o.query(list_delivery_lines, 2), d),
    "take back": lambda d, o: TakeBackDialog(o.query(list_delivery_lines, 1)[0], (), lambda _: True, d),
    "split": lambda d, o: SplitDialog(
        d.session or FileSession(o), next(x for x in o.query(list_lots) if x.free < x.left), lambda _: True, d
    ),
}


@pytest.mark.parametrize("name", list(DIALOGS))
def test_every_question_says_it(desk: Desk, name: str) -> None:
    assert desk.session is not None
    dialog = DIALOGS[name](desk, desk.session.office)
    dialog.show()
    assert_measured(dialog)
    dialog.reject()
    dialog.deleteLater()
