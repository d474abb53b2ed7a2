"""Hands on the window of goods: keys, clicks, dialogs answered while they run, what the file says."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialog,
    QLabel,
    QLineEdit,
    QPushButton,
    QTabWidget,
    QTreeWidgetItemIterator,
    QWidget,
)

from mitzvah_desk.desk.goods.allocation import ShareDialog
from mitzvah_desk.desk.goods.area import GoodsArea
from mitzvah_desk.desk.goods.dialogs import AsideDialog, RequestDialog
from mitzvah_desk.desk.goods.handover import HandOverDialog
from mitzvah_desk.desk.session.file_session import FileSession
from mitzvah_desk.desk.widgets.bars import BarChart
from mitzvah_desk.desk.widgets.field import Field
from mitzvah_desk.desk.widgets.table import DataTable
from mitzvah_desk.documents.layout.raster import extract_page_text, page_count
from mitzvah_desk.office.core import lookup
from mitzvah_desk.office.goods.delivery_queries import DeliveryRow, list_deliveries
from mitzvah_desk.office.goods.queries import ItemRow, list_stock
from mitzvah_desk.office.goods.request_queries import RequestRow, list_requests
from mitzvah_desk.office.goods.stock_queries import LotRow, list_lots


def key(name: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    widget = QApplication.focusWidget()
    assert widget is not None
    QTest.keyClick(widget, name, modifier)


def enter(text: str = "") -> None:
    """Types into whatever has the keyboard, then Enter."""
    widget = QApplication.focusWidget()
    assert widget is not None
    QTest.keyClicks(widget, text)
    QTest.keyClick(widget, Qt.Key.Key_Return)


def click(button: QAbstractButton) -> None:
    assert button.isVisible(), button.text()
    assert button.isEnabled(), button.text()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def press(page: QWidget, words: str) -> None:
    """Clicks the button of these words that is seen on a page."""
    found = [b for b in page.findChildren(QPushButton) if b.text() == words and b.isVisible()]
    click(found[0])


def tab(tabs: QTabWidget, words: str) -> None:
    """Clicks a tab."""
    number = next(n for n in range(tabs.count()) if words in {tabs.tabText(n), tabs.tabBar().tabData(n)})
    bar = tabs.tabBar()
    QTest.mouseClick(bar, Qt.MouseButton.LeftButton, pos=bar.tabRect(number).center())
    assert tabs.currentIndex() == number


def choose(table: DataTable[Any], number: int) -> None:
    """Clicks the row of a record."""
    model = table.rows_model
    at = next(n for n in range(model.count) if model.row(n).id == number)
    index = model.index(at, 0)
    table.scrollTo(index)
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=table.visualRect(index).center())
    assert table.selected_ids() == [number]


def menu(page: QWidget, words: str) -> None:
    """Takes a line of a button's menu, as the keyboard does."""
    for button in page.findChildren(QPushButton):
        if button.isVisible() and button.menu() is not None:
            for action in button.menu().actions():
                if action.text() == words:
                    action.trigger()
                    return
    raise AssertionError(words)


@contextmanager
def answered(kind: type[QDialog], do: Callable[..., object]) -> Iterator[None]:
    """Answers the dialog that comes up, with keys and clicks, while it runs as it does for a user."""
    wrong: list[Exception] = []

    def go() -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, QDialog):
            QTimer.singleShot(0, go)
            return
        try:
            assert isinstance(dialog, kind), dialog
            do(dialog)
            assert not dialog.isVisible(), [label.text() for label in dialog.findChildren(QLabel)]
        except Exception as error:  # noqa: BLE001  # raised again below, where the test sees it
            wrong.append(error)
            dialog.reject()

    QTimer.singleShot(0, go)
    yield
    if wrong:
        raise wrong[0]


def tabbed(field: Field, text: str) -> None:
    """Types into a field of a dialog and leaves it with Tab; Enter would agree to the dialog."""
    field.editor.setFocus()
    QTest.keyClicks(field.editor, text)
    popup = QApplication.activePopupWidget()
    if popup is not None:
        QTest.keyClick(popup, Qt.Key.Key_Escape)
    QTest.keyClick(field.editor, Qt.Key.Key_Tab)


def fill(line: QLineEdit, text: str) -> None:
    line.setFocus()
    line.selectAll()
    QTest.keyClicks(line, text)


def item(session: FileSession, name: str) -> ItemRow:
    return next(row for row in session.office.query(list_stock) if row.name == name)


def lots_of(session: FileSession, name: str) -> list[LotRow]:
    return [lot for lot in session.office.query(list_lots) if lot.item == name]


def asked_by(session: FileSession, partner: str, name: str) -> RequestRow:
    return [row for row in session.office.query(list_requests) if (row.partner, row.item) == (partner, name)][
        -1
    ]


def going_to(session: FileSession, partner: str) -> DeliveryRow:
    return [row for row in session.office.query(list_deliveries) if row.partner == partner][-1]


def project(session: FileSession, title: str) -> int:
    return next(p.id for p in session.office.query(lookup.list_project_options, 1) if title in p.label)


def shown(goods: GoodsArea, name: str) -> tuple[str, str]:
    """What the list of stock shows of a thing: in stock, and free."""
    tab(goods.tabs, "Stock")
    rows = goods.stock.table.shown_values()[1]
    row = next(row for row in rows if row[0] == name)
    return str(row[2]), str(row[3])


def ask_for(goods: GoodsArea, partner: str, thing: str, many: str, size: str = "") -> RequestRow:
    """Adds a partner's request and sets aside what is proposed for it."""
    tab(goods.tabs, "Requests")

    def type_in(dialog: RequestDialog) -> None:
        for column, text in (
            ("partner_id", partner),
            ("item_id", thing),
            ("quantity", many),
            ("size", size),
        ):
            tabbed(dialog.fields[column], text)
        press(dialog, "Add it")

    with answered(RequestDialog, type_in):
        press(goods.requests, "Add a request…")
    row = asked_by(goods.session, partner, thing)
    choose(goods.requests.table, row.id)
    with answered(AsideDialog, lambda dialog: press(dialog, "Set aside")):
        press(goods.requests, "Set aside…")
    return asked_by(goods.session, partner, thing)


def deliver(goods: GoodsArea, row: RequestRow, by: str) -> DeliveryRow:
    """Plans the delivery of a request and hands everything over."""
    choose(goods.requests.table, row.id)
    press(goods.requests, "Plan a delivery")
    assert goods.currentWidget() is goods.delivery_page

    def all_of_it(dialog: HandOverDialog) -> None:
        fill(dialog.received_by, by)
        press(dialog, "Handed over")

    with answered(HandOverDialog, all_of_it):
        press(goods.delivery_page, "Hand over…")
    return going_to(goods.session, row.partner)


def words_of(page: QWidget) -> list[str]:
    """Everything that a page shows or reads aloud."""
    found = [label.text() for label in page.findChildren(QLabel)]
    found += [line.text() for line in page.findChildren(QLineEdit)]
    found += [
        f"{bars.accessibleName()} {bars.accessibleDescription()}" for bars in page.findChildren(BarChart)
    ]
    for table in page.findChildren(DataTable):
        model = table.rows_model
        for row in range(model.count):
            found += [str(model.index(row, column).data()) for column in range(len(model.columns))]
    found += [widget.accessibleName() for widget in page.findChildren(QWidget)]
    if isinstance(page, ShareDialog):
        walk = QTreeWidgetItemIterator(page.tree)
        while walk.value() is not None:
            found += [walk.value().text(column) for column in range(3)]
            walk += 1
    return found


def pages_of(pdf: bytes) -> str:
    return " ".join(extract_page_text(pdf, page) for page in range(page_count(pdf)))


class Mice(QObject):
    """Counts what comes from a mouse."""

    seen = 0

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        self.seen += event.type() in {QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease}
        return False
