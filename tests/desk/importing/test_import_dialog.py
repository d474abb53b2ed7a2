"""An import in the window: from the file to the book and back."""

import multiprocessing
from pathlib import Path
from threading import Event, get_ident

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton
from pytestqt.qtbot import QtBot
from small_book import Book
from stuck import never

from mitzvah_desk.desk.importing.choose_match import ChooseMatchDialog
from mitzvah_desk.desk.importing.dialog import ImportDialog
from mitzvah_desk.desk.session.file_session import FileSession
from mitzvah_desk.desk.session.tasks import Progress, TaskBar, TaskCancelled, ThreadRunner
from mitzvah_desk.exchange import foreign_files
from mitzvah_desk.model import ImportOf
from mitzvah_desk.office.importing.plan import RowOutcome
from mitzvah_desk.office.partners.queries import list_partners
from mitzvah_desk.office.people.queries import list_people, read_person

LIST = """Helpers 2025,,
Name,Email,Code
Ann Cohen,ann@example.org,Vegan
Annie Cohen,,
Bob Levy,bob@example.org,
www.example.org,nobody@example.org,
"""


@pytest.fixture
def shown(dialog: ImportDialog, tmp_path: Path) -> ImportDialog:
    path = tmp_path / "helpers.csv"
    path.write_text(LIST, encoding="utf-8")
    dialog.read(path)
    return dialog


def names(book: Book) -> set[str]:
    return {row.name for row in book.session.office.query(list_people)}


def fates(dialog: ImportDialog) -> list[RowOutcome]:
    return [row.fate for row in dialog.preview.list.table.rows_model.rows()]


def test_from_the_file_to_the_book_by_the_keyboard(shown: ImportDialog, book: Book) -> None:
    assert QApplication.focusWidget() is shown.next
    assert shown.columns.meaning(0).currentText() == "Full name"
    assert shown.columns.meaning(2).currentText() == "– not understood –"
    combo = shown.columns.meaning(2)
    combo.setFocus()
    combo.setCurrentText("Diet")
    combo.activated.emit(combo.currentIndex())
    QTest.keyClick(shown.next, Qt.Key.Key_Space)
    assert fates(shown) == [RowOutcome.UPDATE, RowOutcome.ASK, RowOutcome.NEW, RowOutcome.PROBLEM]
    assert shown.next.text() == "&Take in 2 rows"

    shown.preview.list.table.select_id(4)
    assert shown.preview.bar.who.itemText(0).startswith("Ann Cohen")
    QTest.keyClick(shown.preview.bar.is_this, Qt.Key.Key_Space)
    assert fates(shown)[1] is RowOutcome.SAME
    shown.preview.list.table.select_id(4)
    QTest.keyClick(shown.preview.bar.is_new, Qt.Key.Key_Space)
    assert fates(shown)[1] is RowOutcome.NEW

    told: list[str] = []
    book.session.status_message.connect(told.append)
    QTest.keyClick(shown.next, Qt.Key.Key_Space)
    assert told == ["Imported people from helpers.csv"]
    assert names(book) == {"Ann Cohen", "Annie Cohen", "Bob Levy"}
    ann = book.session.office.query(read_person, book.ann)
    assert ann is not None
    assert ann.diet == "Vegan"
    book.session.undo()
    assert names(book) == {"Ann Cohen"}


def test_leaving_out_and_taking_it_back(shown: ImportDialog) -> None:
    shown.next.click()
    shown.preview.list.table.select([3, 5])
    shown.preview.bar.leave.click()
    assert fates(shown)[0] is fates(shown)[2] is RowOutcome.LEFT
    assert not shown.next.isEnabled()
    shown.preview.bar.again.click()
    assert fates(shown)[2] is RowOutcome.NEW
    QTest.keyClick(shown, Qt.Key.Key_Escape)
    assert shown.pages.currentWidget() is shown.columns


def test_several_rows_are_each_the_likest(shown: ImportDialog, tmp_path: Path) -> None:
    path = tmp_path / "two.csv"
    path.write_text("Name,Email\nAnnie Cohen,\nAnn Cohn,\nBob Levy,b@example.org\n", encoding="utf-8")
    shown.read(path)
    shown.next.click()
    assert fates(shown) == [RowOutcome.ASK, RowOutcome.ASK, RowOutcome.NEW]
    shown.preview.list.table.select([2, 3, 4])
    assert shown.preview.bar.is_this.text() == "Each &is the likest one"
    QTest.keyClick(shown.preview.bar.is_this, Qt.Key.Key_Space)
    assert fates(shown) == [RowOutcome.SAME, RowOutcome.SAME, RowOutcome.NEW]


def test_only_the_rows_of_one_fate(shown: ImportDialog) -> None:
    shown.next.click()
    shown.preview.show_only.setCurrentText("Problem")
    assert fates(shown) == [RowOutcome.PROBLEM]


def test_the_rows_that_stay_out_as_a_file(
    shown: ImportDialog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown.next.click()
    out = tmp_path / "out.csv"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(out), ""))
    shown.save.click()
    lines = out.read_text("utf-8-sig").splitlines()
    assert lines[0].endswith("Why it was not taken in")
    assert len(lines) == 3
    assert "is not a name" in lines[2]


def test_columns_are_remembered(shown: ImportDialog, tmp_path: Path) -> None:
    combo = shown.columns.meaning(2)
    combo.setCurrentText("Note")
    combo.activated.emit(combo.currentIndex())
    shown.columns.name.setText("Ours")
    shown.columns.keep.click()
    assert shown.columns.profile.currentText() == "Ours"
    assert shown.columns.meaning(2).currentText() == "Note"
    assert shown.columns.source is not None
    assert shown.columns.source.kind is ImportOf.PEOPLE
    shown.read(tmp_path / "helpers.csv")
    assert shown.columns.profile.currentText() == "Ours"
    assert shown.columns.meaning(2).currentText() == "Note"


def test_a_file_that_is_no_list_is_told(dialog: ImportDialog, tmp_path: Path) -> None:
    path = tmp_path / "letter.pdf"
    path.write_bytes(b"%PDF-1.7 \n")
    dialog.read(path)
    assert not dialog.next.isEnabled()
    assert dialog.columns.problem.sentence.startswith("letter.pdf: This is a PDF, not a table.")


def test_cancel_leaves_no_trace(shown: ImportDialog, book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(self: Progress, done: int, total: int) -> bool:
        raise TaskCancelled

    monkeypatch.setattr(Progress, "step", stopped)
    shown.next.click()
    assert shown.pages.currentWidget() is shown.columns
    assert names(book) == {"Ann Cohen"}


def test_taking_in_that_is_stopped_leaves_no_trace_and_can_be_tried_again(
    shown: ImportDialog, book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown.next.click()

    def stopped(self: Progress, done: int, total: int) -> bool:
        if done == total:
            raise TaskCancelled  # at the very end, when all is written
        return True

    with monkeypatch.context() as patch:
        patch.setattr(Progress, "step", stopped)
        shown.next.click()
    assert names(book) == {"Ann Cohen"}
    assert book.session.office.undo_label() == "Added Ann Cohen"
    assert shown.pages.currentWidget() is shown.preview
    shown.next.click()
    assert names(book) == {"Ann Cohen", "Bob Levy"}


def test_it_is_taken_in_beside_the_window_and_closing_stops_it(
    book: Book, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "many.csv"
    rows = "".join(f"Guest {chr(97 + n // 26)}{chr(97 + n % 26)},g{n}@example.org\n" for n in range(650))
    path.write_text(f"Name,Email\n{rows}", encoding="utf-8")
    window = ImportDialog(FileSession(book.session.office, book.session, runner=ThreadRunner))
    qtbot.addWidget(window)
    window.show()
    window.read(path)
    qtbot.waitUntil(window.next.isEnabled)
    window.next.click()
    qtbot.waitUntil(lambda: window.pages.currentWidget() is window.preview)

    reached, go = Event(), Event()
    threads: set[int] = set()
    plain = Progress.step

    def waits(self: Progress, done: int, total: int) -> bool:
        threads.add(get_ident())
        reached.set()
        go.wait(10)
        return plain(self, done, total)

    monkeypatch.setattr(Progress, "step", waits)
    window.next.click()
    qtbot.waitUntil(reached.is_set)
    assert get_ident() not in threads
    window.close()
    assert window.isVisible(), "it stays until the work has stopped"
    go.set()
    qtbot.waitUntil(window.next.isEnabled)
    assert names(book) == {"Ann Cohen"}
    window.next.click()
    qtbot.waitUntil(lambda: window.pages.currentIndex() == 2)
    assert len(names(book)) == 651
    window.close()
    assert not window.isVisible()


def test_a_file_that_never_comes_back_is_stopped_and_another_is_read(
    book: Book, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "list.csv"
    path.write_text("Name,Email\nBob Levy,b@example.org\n", encoding="utf-8")
    window = ImportDialog(FileSession(book.session.office, book.session, runner=ThreadRunner))
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    (bar,) = window.findChildren(TaskBar)
    with monkeypatch.context() as patch:
        patch.setattr(foreign_files, "_tables", never)
        window.read(path)
        qtbot.waitUntil(bar.isVisible)
        (stuck,) = multiprocessing.active_children()
        bar.button.click()
        qtbot.waitUntil(bar.isHidden)
    assert not stuck.is_alive()
    assert not window.next.isEnabled()
    assert window.columns.problem.sentence.startswith("list.csv was not read, as you stopped it.")
    assert QApplication.focusWidget() is window.columns.choose
    window.read(path)
    assert not window.columns.problem.sentence
    qtbot.waitUntil(window.next.isEnabled)
    window.close()


def test_a_bad_card_is_a_row_with_a_problem(dialog: ImportDialog, tmp_path: Path) -> None:
    path = tmp_path / "contacts.vcf"
    path.write_text("BEGIN:VCARD\nFN:Ann Bad\nBEGIN:VCARD\nFN:Bob Levy\nEND:VCARD\n", encoding="utf-8")
    dialog.read(path)
    dialog.next.click()
    assert fates(dialog) == [RowOutcome.PROBLEM, RowOutcome.NEW]
    bad, _ = dialog.preview.list.table.rows_model.rows()
    assert bad.who == "Ann Bad"
    assert bad.detail.startswith("This card has no end")


def test_letters_that_were_guessed_wrong_are_put_right(dialog: ImportDialog, tmp_path: Path) -> None:
    path = tmp_path / "polish.csv"
    path.write_bytes("Name,Email\nŁucja Wójcik,l@example.org\n".encode("cp1250"))
    dialog.read(path)
    assert dialog.columns.letters.currentText() == "Western European"
    assert dialog.columns.letters.isVisible()
    dialog.columns.letters.setCurrentText("Central European")
    dialog.columns.letters.activated.emit(dialog.columns.letters.currentIndex())
    assert dialog.columns.letters.currentText() == "Central European"
    dialog.next.click()
    assert dialog.preview.list.table.rows_model.rows()[0].who == "Łucja Wójcik"
    path.write_text("Name,Email\nŁucja Wójcik,l@example.org\n", encoding="utf-8")
    dialog.back.click()
    dialog.read(path)
    assert not dialog.columns.letters.isVisible()


def test_another_row_holds_the_headings(dialog: ImportDialog, tmp_path: Path) -> None:
    path = tmp_path / "odd.csv"
    path.write_text("Ours,2025\nHelper,Reach\nAnn Cohen,ann@example.org\n", encoding="utf-8")
    dialog.read(path)
    dialog.columns.header.setCurrentIndex(2)
    dialog.columns.header.activated.emit(2)
    assert dialog.columns.source is not None
    assert dialog.columns.source.headings == ("Helper", "Reach")
    assert dialog.columns.meaning(1).currentText() == "E-mail"


def test_close_closes_on_every_page_and_esc_goes_back_from_the_rows(shown: ImportDialog) -> None:
    shown.next.click()
    QTest.keyClick(shown.preview.list.table, Qt.Key.Key_Return)
    assert QApplication.focusWidget() is shown.preview.bar.is_this
    QTest.keyClick(shown, Qt.Key.Key_Escape)
    assert shown.isVisible()
    assert shown.pages.currentWidget() is shown.columns
    shown.next.click()
    shown.close_button.click()
    assert not shown.isVisible()


@pytest.mark.parametrize("key", [Qt.Key.Key_Tab, Qt.Key.Key_Backtab])
def test_tab_goes_through_the_columns_and_out_of_them(shown: ImportDialog, key: Qt.Key) -> None:
    """WCAG 2.2, 2.1.2: what the keyboard can go into, it can leave by the same key."""
    seen: list[object] = []
    while (here := QApplication.focusWidget()) not in seen and here is not None and len(seen) < 60:
        seen.append(here)
        QTest.keyClick(here, key)
    assert {shown.columns.meaning(column) for column in range(3)} <= set(seen)
    assert QApplication.focusWidget() is seen[0], "it came round"


CARDS = """BEGIN:VCARD
N:Levy;Bob
END:VCARD
BEGIN:VCARD
FN:Warm Hands
ORG:Warm Hands
END:VCARD
"""


def test_the_organisations_of_an_address_book_come_after_its_people(
    dialog: ImportDialog, book: Book, tmp_path: Path
) -> None:
    path = tmp_path / "contacts.vcf"
    path.write_text(CARDS, encoding="utf-8")
    dialog.read(path)
    assert dialog.columns.others.text().startswith("1 card is of an organisation: import it as a partner.")
    QTest.keyClick(dialog.next, Qt.Key.Key_Space)
    assert [row.id for row in dialog.preview.list.table.rows_model.rows()] == [1]
    assert dialog.next.text() == "&Take in 1 card"
    QTest.keyClick(dialog.next, Qt.Key.Key_Space)
    assert "Bob Levy" in names(book)
    assert QApplication.focusWidget() is dialog.next
    QTest.keyClick(dialog.next, Qt.Key.Key_Space)
    source = dialog.columns.source
    assert source is not None
    assert source.kind is ImportOf.PARTNERS
    QTest.keyClick(dialog.next, Qt.Key.Key_Space)
    QTest.keyClick(dialog.next, Qt.Key.Key_Space)
    assert [row.name for row in book.session.office.query(list_partners)] == ["Warm Hands"]
    assert dialog.next.text() == "&Import another list"


def test_somebody_else_is_chosen_out_of_the_whole_book(
    dialog: ImportDialog, book: Book, tmp_path: Path
) -> None:
    path = tmp_path / "helpers.csv"
    path.write_text("Name,Email\nElla Katz,ella@example.org\n", encoding="utf-8")
    dialog.read(path)
    dialog.next.click()
    assert fates(dialog) == [RowOutcome.NEW]
    dialog.preview.list.table.select_id(2)
    dialog.preview.bar.is_other.click()
    chooser = dialog.findChild(ChooseMatchDialog)
    assert chooser is not None
    go = chooser.findChildren(QPushButton)[0]
    go.click()
    assert chooser.isVisible(), "nobody is chosen yet"
    QTest.keyClicks(chooser.who.editor, "ann")
    QTest.keyClick(chooser.who.editor, Qt.Key.Key_Return)
    assert chooser.who.value == book.ann
    go.click()
    assert fates(dialog) == [RowOutcome.UPDATE]
    assert dialog.preview.bar.who.currentText() == "Ann Cohen: chosen by hand"
    dialog.next.click()
    kept = book.session.office.query(read_person, book.ann)
    assert kept is not None
    assert kept.email == "ella@example.org"
    assert len(names(book)) == 1
