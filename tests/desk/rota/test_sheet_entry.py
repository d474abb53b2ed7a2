"""Attendance from paper sheets: typed by line number, seen beside, kept at once; what is unread stays."""

import pytest
from doubles import Boxes
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from rota_book import RotaBook

from mitzvah_desk.desk.rota.area import RotaArea
from mitzvah_desk.desk.rota.sheet_entry import SheetEntry
from mitzvah_desk.model import AssignmentStatus
from mitzvah_desk.office.papers.queries.sign_in_lines import list_sign_in_lines
from mitzvah_desk.office.rota.assignments import Assign

CAME, ABSENT = AssignmentStatus.ATTENDED, AssignmentStatus.ABSENT


@pytest.fixture
def sheet(area: RotaArea, book: RotaBook) -> SheetEntry:
    """Ann and Dan bake, Ruth welcomes, the scouts knit."""
    sure = AssignmentStatus.CONFIRMED
    book.session.execute(Assign(book.bakers, (book.ann, book.dan), status=sure))
    book.session.execute(Assign(book.welcome, (book.ruth,), status=sure))
    book.session.execute(Assign(book.knitters, group_id=book.group, status=sure))
    area.open_check_in()
    area.check_in._page.to_sheets.click()
    page = area.check_in.sheets
    page.project.setCurrentIndex(page.project.findData(book.tea))
    page._choose()
    QTest.keyClicks(page.code, book.session.office.query(list_sign_in_lines, book.tea).code)
    QTest.keyClick(page.code, Qt.Key.Key_Return)
    return page


def shown(sheet: SheetEntry) -> list[str]:
    return [f"{entry.name}: {entry.detail}" for entry in sheet.lines.entries.shown]


def test_without_the_number_of_the_sheet_nothing_is_listed(sheet: SheetEntry) -> None:
    sheet.code.clear()
    QTest.keyClicks(sheet.typed, "1")
    assert shown(sheet) == []
    assert not sheet.go.isEnabled()
    assert "under the title" in sheet._says.sentence


def test_what_is_typed_stands_beside_and_is_kept_at_once(sheet: SheetEntry, book: RotaBook) -> None:
    assert sheet.typed.hasFocus()
    QTest.keyClicks(sheet.typed, "1 g 20+3 2 3x 4 9:40-11:30")
    assert shown(sheet) == [
        "1  Third Hendon Scouts: came · 20 children + 3 adults · Knitters",
        "2  Ann Cohen: came · Bakers",
        "3  Dan Cohen: absent · Bakers",
        "4  Ruth Levy: came · from 09:40 · until 11:30 · Welcome",
    ]
    QTest.keyClick(sheet.typed, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert [(row.name, row.status) for row in book.on(book.bakers)] == [
        ("Ann Cohen", CAME),
        ("Dan Cohen", ABSENT),
    ]
    assert [row.minutes_served for row in book.on(book.welcome)] == [110]
    assert [(row.adults, row.children) for row in book.on(book.knitters)] == [(3, 20)]
    assert sheet.typed.toPlainText() == ""
    book.session.undo()
    assert {row.status for row in (*book.on(book.bakers), *book.on(book.welcome))} == {
        AssignmentStatus.CONFIRMED
    }


def test_what_cannot_be_read_is_told_and_stays_typed(sheet: SheetEntry, book: RotaBook) -> None:
    sheet.typed.setPlainText("2\n3 frog\n9")
    assert sheet._says.sentence.splitlines() == [
        "“3 frog” is not kept: “frog” cannot be read.",
        "“9” is not kept: There is no line 9: the sheet has 4.",
    ]
    sheet.keep()
    assert sheet.typed.toPlainText() == "3 frog\n9"
    assert [row.status for row in book.on(book.bakers)] == [CAME, AssignmentStatus.CONFIRMED]


def test_another_sheet_keeps_what_was_typed_of_the_first(sheet: SheetEntry, book: RotaBook) -> None:
    QTest.keyClicks(sheet.typed, "1 2")
    sheet.project.setCurrentIndex(sheet.project.findData(book.drive))
    sheet._choose()
    assert sheet.typed.toPlainText() == ""
    sheet.project.setCurrentIndex(sheet.project.findData(book.tea))
    sheet._choose()
    assert sheet.typed.toPlainText() == "1 2"


def test_what_is_typed_is_not_lost_by_leaving(
    sheet: SheetEntry, area: RotaArea, boxes: Boxes, book: RotaBook
) -> None:
    QTest.keyClicks(sheet.typed, "1 2")
    QTest.keyClick(sheet.typed, Qt.Key.Key_Escape)
    assert area.check_in.search.hasFocus()
    boxes.press = "Go on typing"
    assert not area.may_leave()
    assert sheet.isVisible()
    assert sheet.typed.toPlainText() == "1 2"
    boxes.press = "Drop it"
    assert area.may_leave()
    assert sheet.typed.toPlainText() == ""
    assert [row.status for row in book.on(book.welcome)] == [AssignmentStatus.CONFIRMED]
