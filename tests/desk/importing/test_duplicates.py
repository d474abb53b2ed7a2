"""The pairs that may be one, side by side."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from small_book import Book

from mitzvah_desk.desk.merging.duplicates import DuplicatesDialog
from mitzvah_desk.desk.merging.merge import MergeDialog
from mitzvah_desk.office.core.crud import SetField
from mitzvah_desk.office.people.queries import list_people, read_person


@pytest.fixture
def pairs(book: Book, qtbot: QtBot) -> DuplicatesDialog:
    book.dan = book.add(
        "person", given="Annie", family="Cohen", email="ann@example.org", mobile="07700 900123"
    )
    window = DuplicatesDialog(book.session)
    qtbot.addWidget(window)
    window.show()
    return window


def names(book: Book) -> list[str]:
    return [row.name for row in book.session.office.query(list_people)]


def test_a_pair_is_merged_field_by_field(pairs: DuplicatesDialog, book: Book) -> None:
    (row,) = pairs.list.table.rows_model.rows()
    assert (row.name, row.other_name, row.reasons) == ("Ann Cohen", "Annie Cohen", "like name, same e-mail")
    QTest.keyClick(pairs.list.table, Qt.Key.Key_Return)
    dialog = pairs.findChild(MergeDialog)
    assert dialog is not None
    assert dialog.choices.keys() == {"given", "mobile"}
    assert dialog.choices["mobile"][1].isChecked()
    dialog.choices["given"][1].click()
    dialog.go.click()
    assert names(book) == ["Annie Cohen"]
    kept = book.session.office.query(read_person, book.ann)
    assert kept is not None
    assert kept.mobile == "07700 900123"
    assert pairs.list.table.rows_model.total == 0
    book.session.undo()
    assert names(book) == ["Ann Cohen", "Annie Cohen"]
    assert pairs.list.table.rows_model.total == 1


def test_both_notes_are_kept_unless_one_is_chosen(pairs: DuplicatesDialog, book: Book) -> None:
    book.session.execute(SetField("person", book.ann, "note", "Sings"))
    book.session.execute(SetField("person", book.dan, "note", "Brings cake"))
    QTest.keyClick(pairs.list.table, Qt.Key.Key_Return)
    dialog = pairs.findChild(MergeDialog)
    assert dialog is not None
    assert dialog.choices["note"][2].isChecked()
    dialog.go.click()
    kept = book.session.office.query(read_person, book.ann)
    assert kept is not None
    assert kept.note == "Sings\nBrings cake"


def test_not_the_same_is_remembered(pairs: DuplicatesDialog, book: Book) -> None:
    pairs.apart.trigger()
    assert pairs.list.table.rows_model.total == 0
    assert len(names(book)) == 2
