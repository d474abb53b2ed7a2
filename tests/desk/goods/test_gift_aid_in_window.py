"""Gift Aid in the window: the declaration beside the gift, changing a gift, the treasurer's schedule."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from doubles import Shown
from goods_hands import answered
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QDialogButtonBox, QFileDialog, QPushButton
from small_book import Book

from mitzvah_desk.desk.goods.area import GoodsArea
from mitzvah_desk.desk.goods.donors import encode_donor
from mitzvah_desk.desk.goods.gift_aid_schedule import ScheduleDialog
from mitzvah_desk.desk.goods.money import MoneyDialog
from mitzvah_desk.desk.records.gift_aid_declaration import DeclarationDialog
from mitzvah_desk.desk.session.file_session import FileSession
from mitzvah_desk.office.core.office import Office
from mitzvah_desk.office.gift_aid.coverage import list_declarations
from mitzvah_desk.office.goods.queries import MoneyRow, list_money_gifts

TODAY = date.today()


@pytest.fixture
def area(tmp_path: Path, shown: Shown) -> Iterator[GoodsArea]:
    """Ann Cohen of Elm Road, who has declared nothing yet."""
    office = Office.new(tmp_path / "aid.mitzvah", user_name="Miriam")
    book = Book(FileSession(office))
    book.session.choose_campaign(book.add("campaign", name="Mitzvah Day", main_day=TODAY))
    home = book.add("household", name="Cohen", address="12 Elm Road", postcode="N2 0AA")
    book.add("person", given="Ann", family="Cohen", household_id=home)
    page = GoodsArea(book.session)
    shown(page).resize(1300, 800)
    page.tabs.setCurrentWidget(page.money)
    yield page
    office.close()


def gifts(area: GoodsArea) -> list[MoneyRow]:
    return area.session.office.query(list_money_gifts, area.session.campaign_id or 0)


def press(within: Any, words: str) -> None:
    """Presses the button of these words."""
    next(b for b in within.findChildren(QPushButton) if b.text() == words).click()


def trigger(area: GoodsArea, words: str) -> None:
    next(action for action in area.money.findChildren(QAction) if action.text() == words).trigger()


def keep(dialog: DeclarationDialog) -> None:
    assert dialog.fields["family"].value == "Cohen"
    assert dialog.fields["address"].value == "12 Elm Road"
    press(dialog, "Keep the declaration")


def add_marked(area: GoodsArea) -> None:
    def fill(dialog: MoneyDialog) -> None:
        dialog.amount.load(2000)
        dialog.donor.load(encode_donor(("person", 1)), "Ann Cohen")
        assert not dialog.declare.isVisible()
        dialog.gift_aid.box.click()
        assert "there is no Gift Aid declaration of theirs" in dialog.aid_words.text()
        press(dialog, "Keep the gift")
        assert dialog.isVisible()
        with answered(DeclarationDialog, keep):
            press(dialog, "Write down their declaration…")
        assert dialog.aid_words.text() == "Their declaration covers it."
        assert not dialog.declare.isVisible()
        press(dialog, "Keep the gift")

    with answered(MoneyDialog, fill):
        trigger(area, "Add a gift of money")


def test_the_declaration_is_written_down_beside_the_gift(area: GoodsArea) -> None:
    add_marked(area)
    assert [(row.donor, row.gift_aid) for row in gifts(area)] == [("Ann Cohen", True)]
    (declaration,) = area.session.office.query(list_declarations, 1)
    assert (declaration.given, declaration.postcode, declaration.made_on) == ("Ann", "N2 0AA", TODAY)


def test_a_household_is_told_to_choose_one_person(area: GoodsArea) -> None:
    dialog = MoneyDialog(area.session, 1, area)
    dialog.donor.load(encode_donor(("household", 1)), "Cohen")
    dialog.show()
    dialog.gift_aid.box.click()
    assert "only for a gift of one person" in dialog.aid_words.text()
    assert not dialog.declare.isVisible()
    dialog.close()


def test_a_gift_is_opened_and_changed(area: GoodsArea) -> None:
    add_marked(area)

    def unmark(dialog: MoneyDialog) -> None:
        assert (dialog.amount.value, dialog.gift_aid.value) == (2000, True)
        dialog.gift_aid.box.click()
        dialog.amount.load(2500)
        press(dialog, "Keep the gift")

    with answered(MoneyDialog, unmark):
        area.money.opened.emit(1)
    assert [(row.donor, row.amount_pence, row.gift_aid) for row in gifts(area)] == [
        ("Ann Cohen", 2500, False)
    ]
    area.session.undo()
    assert gifts(area)[0].gift_aid


@pytest.mark.parametrize("lacking", ["family", "address", "postcode", "made_on"])
def test_a_declaration_needs_what_hmrc_needs(area: GoodsArea, lacking: str) -> None:
    dialog = DeclarationDialog(area.session, 1)
    dialog.show()
    dialog.fields[lacking].load(None if lacking == "made_on" else "")
    press(dialog, "Keep the declaration")
    assert dialog.isVisible()
    dialog.fields["made_on"].load(TODAY + timedelta(days=1))
    press(dialog, "Keep the declaration")
    assert dialog.isVisible()
    dialog.close()


def test_the_schedule_is_saved_with_its_totals(
    area: GoodsArea, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_marked(area)
    written = tmp_path / "aid.ods"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(written), ""))

    def save(dialog: ScheduleDialog) -> None:
        assert dialog.totals.text() == "1 gift, £20.00 together: £5.00 may be claimed."
        assert not dialog.left_out.isVisible()
        press(dialog, "Save the schedule…")

    with answered(ScheduleDialog, save):
        trigger(area, "Gift Aid schedule…")
    assert written.read_bytes().startswith(b"PK")


def test_days_without_a_gift_leave_nothing_to_save(area: GoodsArea) -> None:
    dialog = ScheduleDialog(area.session)
    button = dialog.save_button
    assert isinstance(button, QPushButton)
    assert not button.isEnabled()
    dialog.until.load(dialog.start.value - timedelta(days=1))
    dialog.read()
    assert "Choose a first day" in dialog.totals.text()
    assert dialog.findChild(QDialogButtonBox) is not None
    dialog.deleteLater()
