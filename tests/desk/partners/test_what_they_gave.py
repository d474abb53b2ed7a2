"""A shop that gives: its page says where its gifts went, and prints a sheet to thank it."""

from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest
from doubles import Shown
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QPushButton
from small_book import Book

from mitzvah_desk.desk.partners.page import PartnerPage
from mitzvah_desk.desk.session.file_session import FileSession
from mitzvah_desk.office.core.office import Office
from mitzvah_desk.office.goods.donations import DonationEntry, Receive

TEN = datetime(2026, 11, 22, 10)


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    with closing(Office.new(tmp_path / "year.mitzvah")) as office:
        made = Book(FileSession(office))
        campaign = made.add("campaign", name="Day", main_day=TEN.date())
        made.add("partner", name="Corner Shop")
        made.add("partner", name="Hope House", confidential=True, code_name="Rose")
        for partner in (1, 2):
            made.session.execute(
                Receive(campaign, (DonationEntry(6, item_name="Soap"),), TEN, donor=("partner", partner))
            )
        yield made


@pytest.mark.parametrize(("partner", "may"), [(1, True), (2, False)])
def test_where_a_partners_gifts_went(book: Book, shown: Shown, partner: int, may: bool) -> None:
    page = PartnerPage(book.session)
    shown(page)
    assert page.show_record(partner)
    QAbstractItemModelTester(page.gave.table.rows_model)
    rows = page.gave.table.rows_model.rows()
    assert [(row.quantity, row.item, row.went) for row in rows] == [(6, "Soap", "still with us")]
    button = next(b for b in page.gave.findChildren(QPushButton) if b.text() == "Print a thank-you sheet…")
    assert button.isEnabled() is may
    dialog = page.gave.print_sheet()
    assert (dialog is not None) is may
    if dialog is not None:
        assert dialog.isVisible()
        dialog.close()
