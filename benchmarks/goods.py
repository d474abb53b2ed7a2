"""How long the stock takes to read and a donation to be kept, against the same sum on bare sqlite3."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from pathlib import Path

from mitzvah_desk.office.core.office import Office
from mitzvah_desk.office.goods.donations import DonationEntry, Receive
from mitzvah_desk.office.goods.queries import list_stock
from mitzvah_desk.office.goods.stock_queries import list_lots
from mitzvah_desk.store.data_file import DataFile

ITEMS, LOTS, EACH = 100, 1_500, 4
SUM = (
    "SELECT l.item_id,"
    " sum(CASE WHEN m.kind IN ('received', 'made', 'returned', 'counted more') THEN m.quantity"
    " WHEN m.kind IN ('delivered', 'used', 'written off', 'counted less') THEN -m.quantity ELSE 0 END)"
    " FROM movement m JOIN lot l ON l.id = m.lot_id GROUP BY l.item_id"
)


def fill(path: Path, size: int) -> None:
    """Makes a file with 1,500 lots of four movements each, times ``size``; a tenth of them is not gone."""
    book = DataFile.new(path)
    with book.unit_of_work("Filled") as work:
        run = work.connection.exec_driver_sql
        run("INSERT INTO campaign (name, main_day, theme, note) VALUES ('Day', '2026-11-22', '', '')")
        run(
            "INSERT INTO item (name, unit, pack_name, needs_use_by, kosher, halal, allergens, note)"
            " VALUES (?, '', '', 0, 0, 0, '', '')",
            [(f"Item {n}",) for n in range(ITEMS)],
        )
        run(
            "INSERT INTO lot (item_id, condition, size, note) VALUES (?, 'new', '', '')",
            [(n % ITEMS + 1,) for n in range(LOTS * size)],
        )
        kinds = (("received", 12), ("moved", 12), ("used", 2), ("delivered", 10))
        rows = [
            (n + 1, kind, many - (kind == "delivered" and not n % 10))
            for n in range(LOTS * size)
            for kind, many in kinds
        ]
        run(
            "INSERT INTO movement (lot_id, kind, quantity, at, reason)"
            " VALUES (?, ?, ?, '2026-11-22T10:00:00', '')",
            rows,
        )
    book.close()


def measure(folder: Path, size: int, timed: Callable[..., float], line: Callable[..., None]) -> None:
    """Prints its lines of the table."""
    path = folder / f"goods{size}.mitzvah"
    fill(path, size)
    with closing(sqlite3.connect(path)) as bare:
        base = timed(lambda: bare.execute(SUM).fetchall(), 3)
    with closing(Office.open(path)) as office:
        line(f"the page of stock, {LOTS * size:,} lots", timed(lambda: office.query(list_stock), 3), base)
        line(f"stock tab shown, {LOTS * size:,} lots", timed(_tab(office), 3), base)
        line(f"every lot in store, {LOTS * size:,} lots", timed(lambda: office.query(list_lots), 3), base)
        one = timed(lambda: office.query(list_lots, 7), 3)
        line(f"the lots of one item, {LOTS * size:,} lots", one, base)
        given = Receive(1, (DonationEntry(3, item_id=1),), datetime(2026, 11, 22, 10))
        line(f"a donation kept, {LOTS * size:,} lots", timed(lambda: office.execute(given), 9), base)


def _tab(office: Office) -> Callable[[], None]:
    """Goes from another list of goods to the stock, as a click on its tab does, until it is painted."""
    from PySide6.QtWidgets import QApplication

    from mitzvah_desk.desk.goods.area import GoodsArea
    from mitzvah_desk.desk.session.file_session import FileSession
    from mitzvah_desk.desk.widgets import theme

    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    theme.apply_theme(app)
    area = GoodsArea(FileSession(office))
    area.tabs.setCurrentWidget(area.money)
    area.show()
    app.processEvents()

    def shown() -> None:
        area.tabs.setCurrentWidget(area.money)
        area.reload()
        area.tabs.setCurrentWidget(area.stock)
        app.processEvents()
        assert area.stock.table.rows_model.count == ITEMS

    return shown
