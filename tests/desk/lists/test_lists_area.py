# mypy: allow-untyped-calls
"""Lists in the window: put together by mouse and keyboard, kept as they are, and made into files."""

from contextlib import closing
from pathlib import Path

import pytest
from doubles import Boxes, Shown
from list_steps import choose, found, kept, outs, press_add, result, take
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QToolButton, QWidget
from pytestqt.qtbot import QtBot
from small_book import Book, write

from mitzvah_desk.desk.lists.area import ListsArea
from mitzvah_desk.desk.newsletter.page import NewsletterPage
from mitzvah_desk.desk.session.file_session import FileSession
from mitzvah_desk.desk.widgets.fields import ChoiceField, TextField
from mitzvah_desk.office.core.office import Office
from mitzvah_desk.office.lists.files import list_saved_lists, share_list
from mitzvah_desk.rules.lists.definition import GroupMatch, ListCondition, ListDefinition
from mitzvah_desk.rules.lists.kept_text import format_definition
from mitzvah_desk.rules.lists.vocabulary import RowFor, Subject, Use
from tests.gate import bare_bytes


def test_an_empty_page_says_what_to_do_first(area: ListsArea) -> None:
    assert not area.lists.table.table.rows_model.total
    assert not area.lists.remove.isEnabled()
    assert not area.lists.title.isVisible()


def test_a_list_is_put_together_question_by_question(area: ListsArea, book: Book, qtbot: QtBot) -> None:
    page = area.lists
    choose(page, "An empty list of people")
    assert found(page) == ["Ann", "Dan", "Maya", "Ruth"]
    write(page.name, "Grown-ups without e-mail")
    press_add(page)
    take(page.questions.lines[0].question, "E-mail")
    qtbot.waitUntil(lambda: found(page) == ["Ann", "Ruth"])
    take(page.questions.lines[0].holds, "have no e-mail address")
    qtbot.waitUntil(lambda: found(page) == ["Dan", "Maya"])
    press_add(page)
    take(page.questions.lines[1].question, "Child or adult")
    qtbot.waitUntil(lambda: found(page) == ["Maya"])
    take(page.questions.lines[1].holds, "are adults")
    qtbot.waitUntil(lambda: found(page) == ["Dan"])
    assert page.words.text() == "People who have no e-mail address and are adults."
    assert list(kept(book)) == ["Grown-ups without e-mail"]
    take(page.questions.card.match, "any one of these")
    qtbot.waitUntil(lambda: found(page) == ["Ann", "Dan", "Maya", "Ruth"])
    book.session.undo()
    assert found(page) == ["Dan"]
    assert page.questions.card.match.value is GroupMatch.ALL
    gone = page.questions.lines[0].findChild(QToolButton)
    assert gone is not None
    QTest.mouseClick(gone, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: found(page) == ["Ann", "Dan", "Ruth"])


def test_a_question_about_a_name_and_a_text(area: ListsArea, qtbot: QtBot) -> None:
    page = area.lists
    choose(page, "An empty list of people")
    press_add(page)
    take(page.questions.lines[0].question, "Skill")
    qtbot.waitUntil(page.findings.isVisible)  # it is not complete yet
    which = page.questions.lines[0].value
    assert isinstance(which, ChoiceField)
    take(which, "Drive")
    qtbot.waitUntil(lambda: found(page) == ["Dan"])
    assert not page.findings.isVisible()
    take(page.questions.lines[0].question, "Name")
    qtbot.waitUntil(lambda: isinstance(page.questions.lines[0].value, TextField))
    typed = page.questions.lines[0].value
    assert isinstance(typed, TextField)
    write(typed, "lev")
    qtbot.waitUntil(lambda: found(page) == ["Ruth"])
    assert page.words.text() == "People who have “lev” in their name."


def test_a_list_for_the_newsletter_leaves_out_who_did_not_agree(area: ListsArea, qtbot: QtBot) -> None:
    page = area.lists
    choose(page, "An empty list of people")
    take(page.use, "To send the newsletter")
    qtbot.waitUntil(lambda: found(page) == ["Ann", "Ruth"])
    assert "Telephone" not in result(page).table.shown()[0]
    assert page.findings.isVisible()
    take(page.row_for, "household")
    qtbot.waitUntil(lambda: found(page) == ["Ann", "Ruth"])
    assert result(page).count_text == "2 households"


def test_columns_and_order_are_a_part_of_the_list(area: ListsArea, book: Book, qtbot: QtBot) -> None:
    page = area.lists
    choose(page, "An empty list of people")
    table = result(page).table
    QAbstractItemModelTester(table.rows_model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    numbers = {column.key: number for number, column in enumerate(table.rows_model.columns)}
    table.show_column(numbers["skills"], shown=True)
    qtbot.waitUntil(lambda: "skills" in kept(book)["New list of people"].columns)
    titles, rows = table.shown()
    assert [row[titles.index("Skills")] for row in rows] == ["", "Drive", "", ""]
    header = table.horizontalHeader()
    header.setSortIndicator(numbers["given"], Qt.SortOrder.DescendingOrder)
    qtbot.waitUntil(lambda: kept(book)["New list of people"].sort == ("given", True))
    assert found(page) == ["Ruth", "Maya", "Dan", "Ann"]
    choose(page, "Names that may be printed")
    page.table.table.select_id(
        next(e.id for e in book.session.office.query(list_saved_lists) if e.name.startswith("New"))
    )
    assert found(page) == ["Ruth", "Maya", "Dan", "Ann"]
    assert "Skills" in result(page).table.shown()[0]


def test_a_line_opens_its_page(area: ListsArea, book: Book, qtbot: QtBot) -> None:
    choose(area.lists, "An empty list of people")
    table = result(area.lists).table
    table.select_id(next(row.id for row in table.rows_model.rows() if row.record_id == book.dan))
    table.setFocus()
    with qtbot.waitSignal(book.session.open_requested) as wanted:
        QTest.keyClick(table, Qt.Key.Key_Return)
    assert wanted.args == ["person", book.dan]


def test_partners_have_questions_of_their_own(area: ListsArea, book: Book, qtbot: QtBot) -> None:
    book.add("partner", name="Warm Hands")
    book.add("partner", name="Secret House", confidential=True, code_name="Olive")
    page = area.lists
    choose(page, "An empty list of people")
    take(page.subject, "partners")
    qtbot.waitUntil(lambda: result(page).table.shown()[1] == [["Warm Hands", "", "", "", ""]])
    assert not page.row_for.isVisible()
    assert "confidential" in page.findings.item(0).text()
    press_add(page)
    assert page.questions.lines[0].question.combo.findText("Host") >= 0


@pytest.mark.parametrize(
    ("words", "name", "has", "lacks"),
    [
        ("Save as CSV", "Newsletter by e-mail.csv", "ann@example.org", "Dan"),
        ("Save as contacts", "Newsletter by e-mail.vcf", "ann@example.org", "Dan"),
        ("Save for Mailchimp", "Newsletter by e-mail for Mailchimp.csv", "Email Address", "Dan"),
        ("Share what", "Newsletter by e-mail.mitzvah-list", "asks", "ann@example.org"),
    ],
)
def test_a_list_goes_into_a_file(
    area: ListsArea,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    words: str,
    name: str,
    has: str,
    lacks: str,
) -> None:
    def where(_parent: QWidget, _title: str, proposed: str, _kind: str) -> tuple[str, str]:
        assert Path(proposed).name == name
        return str(tmp_path / name), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", where)
    choose(area.lists, "Newsletter by e-mail")
    outs(area.lists, words)
    text = (tmp_path / name).read_text("utf-8")
    assert has in text
    assert lacks not in text


def test_it_is_told_how_many_mailchimp_may_be_given(
    area: ListsArea, book: Book, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "out.csv"), ""))
    told: list[str] = []
    book.session.status_message.connect(told.append)
    area.lists.new_list("Everybody", ListDefinition())
    outs(area.lists, "Save for Mailchimp")
    assert told[-1] == (
        "Saved 2 of 4 people: only adults who agreed to the newsletter and have an e-mail address"
    )


def test_a_list_is_copied_as_a_table(area: ListsArea) -> None:
    choose(area.lists, "Newsletter by e-mail")
    outs(area.lists, "Copy this list")
    mime = QApplication.clipboard().mimeData()
    assert mime.hasHtml()
    assert "<td>ann@example.org</td>" in mime.html().replace("\n", "") or "ann@example.org" in mime.html()
    assert mime.text().splitlines()[0] == "First name\tFamily name\tE-mail"


def test_a_shared_list_is_taken_in(
    area: ListsArea, book: Book, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    definition = ListDefinition(
        Subject.PEOPLE, Use.COMMITTEE, RowFor.PERSON, conditions=(ListCondition("skill", value="Juggle"),)
    )
    path = tmp_path / "jugglers.mitzvah-list"
    path.write_bytes(bare_bytes(share_list("Jugglers & <b>co</b>", definition)))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
    choose(area.lists, "Take in a shared list…")
    assert kept(book)["Jugglers & <b>co</b>"] == definition
    assert "There is no skill “Juggle” in this file." in area.lists.findings.item(0).text()
    assert area.lists.title.text() == "Jugglers & <b>co</b>"


def test_another_file_is_told_and_changes_nothing(
    area: ListsArea, book: Book, tmp_path: Path, boxes: Boxes
) -> None:
    other = tmp_path / "letter.mitzvah-list"
    other.write_text("Dear Ann")
    area.lists.take_in(other)
    area.lists.take_in(tmp_path / "gone.mitzvah-list")
    assert boxes.read == [
        "letter.mitzvah-list: This is not a list of Mitzvah Desk.",
        "gone.mitzvah-list: It could not be opened. Check that it is there, and close it in other programs.",
    ]
    assert kept(book) == {}


def test_a_list_is_removed_and_comes_back(area: ListsArea, book: Book) -> None:
    choose(area.lists, "Newsletter by e-mail")
    area.lists.table.table.setFocus()
    QTest.keyClick(area.lists.table.table, Qt.Key.Key_Delete)
    assert kept(book) == {}
    assert not area.lists.title.isVisible()
    book.session.undo()
    assert list(kept(book)) == ["Newsletter by e-mail"]
    assert area.lists.title.text() == "Newsletter by e-mail"


def test_two_lists_of_one_name_are_told_apart(area: ListsArea, book: Book) -> None:
    choose(area.lists, "Newsletter by e-mail")
    choose(area.lists, "Newsletter by e-mail")
    assert set(kept(book)) == {"Newsletter by e-mail", "Newsletter by e-mail 2"}
    write(area.lists.name, "Newsletter by e-mail")
    assert area.lists.name.problem


def test_a_copy_is_a_list_of_its_own(area: ListsArea, book: Book) -> None:
    choose(area.lists, "Newsletter by e-mail")
    choose(area.lists, "A copy of the list that is shown")
    lists = kept(book)
    assert lists["Newsletter by e-mail 2"] == lists["Newsletter by e-mail"]
    assert area.lists.title.text() == "Newsletter by e-mail 2"


def test_a_file_for_reading_only_is_looked_at_and_not_changed(
    book: Book, shown: Shown, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    book.add("saved_list", name="Everybody", definition=format_definition(ListDefinition()))
    path = book.session.office.path
    book.session.office.close()
    told: list[object] = []
    monkeypatch.setattr(FileSession, "tell_world", lambda _self, error, _parent=None: told.append(error))
    with closing(Office.open(path, read_only=True)) as office:
        session = FileSession(office)
        page = ListsArea(session, lambda: NewsletterPage(session))
        shown(page).resize(1200, 760)
        assert not page.lists.new.isEnabled()
        assert not page.lists.toggle.isEnabled()
        table = result(page.lists).table
        numbers = {column.key: number for number, column in enumerate(table.rows_model.columns)}
        table.show_column(numbers["skills"], shown=True)
        qtbot.waitUntil(lambda: "Drive" in str(table.shown()))
    assert told == []


def test_the_newsletter_is_beside_the_lists(area: ListsArea, book: Book, qtbot: QtBot) -> None:
    choose(area.lists, "Newsletter by e-mail")
    area.lists.toggle.setChecked(True)
    area.lists.name.line.setFocus()
    area.lists.name.line.selectAll()
    QTest.keyClicks(area.lists.name.line, "To all")
    area.tabs.setCurrentIndex(1)
    assert isinstance(area.part, NewsletterPage), "made when it is first looked at"
    assert "To all" in kept(book), "what was typed was kept"
    area.tabs.setCurrentIndex(0)
    assert area.lists.title.text() == "To all"
