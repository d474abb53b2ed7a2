"""The words of letters in the window: chips, bullets, bold lines, and the letter beside them."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from doubles import Shown
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot
from small_book import Book

from mitzvah_desk.desk.letters.area import LettersArea
from mitzvah_desk.desk.letters.words import WordsPage
from mitzvah_desk.desk.session.file_session import FileSession
from mitzvah_desk.desk.widgets.chips import WordsEdit
from mitzvah_desk.model import LetterFor
from mitzvah_desk.office.core.office import Office
from mitzvah_desk.office.thanks.letters import default_letter_words, list_letter_words
from mitzvah_desk.rules.templates.markup import FIELDS

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def area(tmp_path: Path, shown: Shown) -> Iterator[LettersArea]:
    office = Office.new(tmp_path / "words.mitzvah")
    book = Book(FileSession(office))
    campaign = book.add("campaign", name="Mitzvah Day 2026", main_day=date(2026, 11, 22))
    for name in ("Ann", "Bea"):
        person = book.add("person", given=name, family="Levy", email=f"{name}@example.org")
        gift = {"amount_pence": 1000, "on_day": date(2026, 11, 1)}
        book.add("money_gift", campaign_id=campaign, donor_person_id=person, **gift)
    book.session.choose_campaign(campaign)
    page = LettersArea(book.session)
    shown(page).resize(1300, 800)
    page.tabs.setCurrentIndex(1)
    yield page
    office.close()


@pytest.fixture
def page(area: LettersArea) -> WordsPage:
    """The words for donors of money."""
    chosen = next(words for words in default_letter_words() if words.for_whom is LetterFor.DONOR_OF_MONEY)
    area.words.table.table.select_id(chosen.id)
    return area.words


def own(page: WordsPage) -> list[tuple[str, str]]:
    return [
        (words.name, words.body) for words in page.session.office.query(list_letter_words) if words.id > 0
    ]


def press(page: WordsPage, words: str) -> None:
    next(button for button in page.findChildren(QPushButton) if button.text() == words).click()


def test_the_letter_beside_is_as_an_addressee_reads_it(page: WordsPage) -> None:
    assert "£10.00" in page.shown.toPlainText()
    assert page.shown.toPlainText().startswith("Dear Ann,")
    press(page, "Next")
    assert page.shown.toPlainText().startswith("Dear Bea,")
    page.body.words.selectAll()
    QTest.keyClicks(page.body.words, "Thanks a lot ")
    press(page, "their names")
    assert "Thanks a lot Bea" in page.shown.toPlainText()


def test_changing_shipped_words_makes_them_ours_and_undo_brings_them_back(page: WordsPage) -> None:
    body = page.body.words
    body.setFocus()
    QTest.keyClicks(body, "Hello! ")
    assert own(page) == []
    page.name.editor.setFocus()
    ((name, kept),) = own(page)
    assert name == "Donor of money"
    assert kept.startswith("Hello! Thank you for your generous gift of {{ money }} to {{ campaign }}.")
    page.session.undo()
    assert own(page) == []
    assert not body.words().startswith("Hello!")


def test_back_to_the_shipped_words(page: WordsPage) -> None:
    page.body.words.selectAll()
    QTest.keyClicks(page.body.words, "Short.")
    assert page.flush()
    assert own(page) == [("Donor of money", "Short.")]
    page.back.trigger()
    assert own(page) == []
    assert "generous gift" in page.body.words.words()


def test_new_words_have_a_name_of_their_own(page: WordsPage) -> None:
    press(page, "Add")
    press(page, "Add")
    assert [name for name, _ in own(page)] == ["New words", "New words 2"]
    page.name.editor.setFocus()
    QTest.keyClick(page.name.editor, Qt.Key.Key_A, CTRL)
    QTest.keyClicks(page.name.editor, "To the sponsors")
    QTest.keyClick(page.name.editor, Qt.Key.Key_Return)
    assert "To the sponsors" in [name for name, _ in own(page)]
    assert page.name.value == "To the sponsors"


def test_bold_lines_and_bullets_from_the_keyboard(page: WordsPage) -> None:
    body = page.body.words
    body.set_words("First\nSecond\nThird")
    body.setFocus()
    QTest.keyClick(body, Qt.Key.Key_B, CTRL)
    QTest.keyClick(body, Qt.Key.Key_Down)
    QTest.keyClick(body, Qt.Key.Key_L, CTRL | Qt.KeyboardModifier.ShiftModifier)
    assert body.words() == "# First\n- Second\nThird"
    QTest.keyClick(body, Qt.Key.Key_L, CTRL | Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(body, Qt.Key.Key_Up)
    QTest.keyClick(body, Qt.Key.Key_B, CTRL)
    assert body.words() == "First\nSecond\nThird"


def test_only_what_is_selected_becomes_bold(page: WordsPage) -> None:
    body = page.body.words
    body.set_words("Come on {{ day }} please")
    body.setFocus()
    for _ in range(8):
        QTest.keyClick(body, Qt.Key.Key_Right)
    for _ in range(3):
        QTest.keyClick(body, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(body, Qt.Key.Key_B, CTRL)
    assert body.words() == "Come on **{{ day }} p**lease"
    assert "<b>" not in page.shown.toPlainText()
    QTest.keyClick(body, Qt.Key.Key_B, CTRL)
    assert body.words() == "Come on {{ day }} please"


def test_a_chip_stays_whole(page: WordsPage) -> None:
    body = page.body.words
    body.set_words("To {{ names }}!")
    body.setFocus()
    for _ in range(4):
        QTest.keyClick(body, Qt.Key.Key_Right)
    QTest.keyClick(body, Qt.Key.Key_Backspace)
    assert body.words() == "To !"


def test_copied_words_keep_their_chips(page: WordsPage) -> None:
    body = page.body.words
    body.set_words("To {{ names }}!")
    body.selectAll()
    body.copy()
    assert QApplication.clipboard().text() == "To {{ names }}!"
    rich = QMimeData()
    rich.setHtml("<b>Bold</b>")
    rich.setText("Plain {{ campaign }} {{ dog }}")
    body.insertFromMimeData(rich)
    assert body.words() == "Plain {{ campaign }} {{ dog }}"
    assert not page.flush()
    assert "no field “dog”" in page.body.problem


def test_only_those_chosen_are_previewed(area: LettersArea, qtbot: QtBot) -> None:
    area.tabs.setCurrentIndex(0)
    area.list.table.select_id(2)
    area.chosen_action.trigger()
    from mitzvah_desk.documents.layout.raster import extract_page_text, page_count

    assert page_count(area.preview.pdf) == 1
    assert "Dear Bea" in extract_page_text(area.preview.pdf, 0)
    area.formal.editor.click()  # type: ignore[attr-defined]  # a box to tick
    qtbot.waitUntil(lambda: "Dear Bea Levy" in extract_page_text(area.preview.pdf, 0))


def test_drafts_are_written_for_the_letters_shown(area: LettersArea, tmp_path: Path) -> None:
    area.tabs.setCurrentIndex(0)
    area.preview_letters()
    folder = tmp_path / "drafts"
    folder.mkdir()
    area.write_drafts(folder)
    assert [path.name for path in sorted(folder.iterdir())] == ["1 Ann Levy.eml", "2 Bea Levy.eml"]


PIECE = st.one_of(st.sampled_from(list(FIELDS)), st.text("abc é", min_size=1, max_size=6))
BOLD = st.builds("x **{0}** y".format, st.sampled_from(["bold", "two words", "{{ day }}", "on {{ names }}"]))
LINE = st.one_of(
    st.tuples(st.sampled_from(["", "- ", "# "]), st.lists(PIECE, min_size=1, max_size=4)),
    st.tuples(st.sampled_from(["", "- "]), st.lists(st.one_of(PIECE, BOLD), min_size=1, max_size=4)),
)


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(LINE, max_size=6))
def test_words_come_out_of_the_editor_as_they_went_in(
    qapp: QApplication, lines: list[tuple[str, list[str]]]
) -> None:
    words = []
    for look, pieces in lines:
        text = "".join(f"{{{{ {piece} }}}}" if piece in FIELDS else piece for piece in pieces).strip()
        if text:
            words.append(f"{look}{text}")
    edit = WordsEdit()
    edit.set_words("\n".join(words))
    assert edit.words() == "\n".join(words)
    edit.deleteLater()
    assert qapp.applicationName() is not None


def test_the_subject_of_an_e_mail_has_chips_too(page: WordsPage) -> None:
    line = page.subject.words
    line.setFocus()
    QTest.keyClick(line, Qt.Key.Key_A, CTRL)
    QTest.keyClicks(line, "Thanks from ")
    press(page, FIELDS["organisation"].label)
    assert line.toPlainText() == "Thanks from \ufffc", "a chip, and no braces to be seen"
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert "\n" not in line.toPlainText()
    (kept,) = [words for words in page.session.office.query(list_letter_words) if words.id > 0]
    assert kept.subject == "Thanks from {{ organisation }}"
    page.body.words.setFocus()
    press(page, FIELDS["campaign"].label)
    assert "{{ campaign }}" in page.body.words.words()


def test_what_is_pasted_into_the_subject_stands_on_one_line(page: WordsPage) -> None:
    data = QMimeData()
    data.setText("Thank you\nfor {{ campaign }}")
    page.subject.words.clear()
    page.subject.words.insertFromMimeData(data)
    assert page.subject.words.words() == "Thank you for {{ campaign }}"
