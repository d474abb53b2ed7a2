"""An import's columns that tell of several people, and cells that are put right."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox
from small_book import Book

from mitzvah_desk.desk.importing.dialog import ImportDialog
from mitzvah_desk.desk.importing.mend_row import MendRowDialog

COUPLES = """First name,Last name,Email,Their name,Their mail,T-shirt
David,Cohen,david@example.org,Ann,ann@example.org,M
Bob,Levy,nowhere,,,L
"""


@pytest.fixture
def couples(dialog: ImportDialog, tmp_path: Path) -> ImportDialog:
    path = tmp_path / "couples.csv"
    path.write_text(COUPLES, encoding="utf-8")
    dialog.read(path)
    return dialog


def choose(combo: QComboBox, words: str) -> None:
    combo.setCurrentText(words)
    combo.activated.emit(combo.currentIndex())


def test_a_column_can_tell_of_somebody_else_in_the_row(couples: ImportDialog, book: Book) -> None:
    columns = couples.columns
    choose(columns.meaning(3), "First name")
    choose(columns.table.whom(3), "the second adult")
    choose(columns.meaning(4), "E-mail")
    choose(columns.table.whom(4), "the second adult")
    choose(columns.meaning(0), "First name")  # which the other took over while it said no more than that
    assert columns.source is not None
    assert columns.source.matched[3] == "given@adult 2"
    assert columns.source.matched[4] == "email@adult 2"
    choose(columns.meaning(2), "E-mail")
    couples.next.click()
    row = couples.preview.list.table.rows_model.rows()[0]
    assert row.who == "David Cohen and Ann Cohen"
    assert "T-shirt (“M”, “L”): 2 cells" in couples.preview.unused.text()
    couples.back.click()
    choose(columns.meaning(5), "– pass over –")
    couples.next.click()
    assert not couples.preview.unused.isVisibleTo(couples.preview)


def test_a_cell_is_put_right_in_the_preview(couples: ImportDialog) -> None:
    couples.next.click()
    bad = couples.preview.list.table.rows_model.rows()[1]
    assert "“nowhere” is not a whole e-mail address" in bad.detail
    couples.preview.list.table.select_id(bad.id)
    couples.preview.bar.mend.click()
    mending = couples.findChild(MendRowDialog)
    assert mending is not None
    assert mending.focusWidget() is mending.editors[2]
    mending.editors[2].clear()
    QTest.keyClicks(mending.editors[2], "bob@example.org")
    QTest.keyClick(mending.editors[2], Qt.Key.Key_Return)
    mended = couples.preview.list.table.rows_model.rows()[1]
    assert "e-mail “bob@example.org”" in mended.detail
    assert not mended.left
