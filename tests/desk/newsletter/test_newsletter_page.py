"""The newsletter in the window: pieces, words, preview, files, the clipboard, who is not named."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import docx
import pytest
from doubles import Drawer, Shown
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QFileDialog,
    QLineEdit,
    QListWidget,
    QMenu,
    QScrollArea,
    QTextEdit,
)
from pytestqt.qtbot import QtBot
from small_book import Book, write

from mitzvah_desk.desk.newsletter.contents import Contents
from mitzvah_desk.desk.newsletter.page import NewsletterPage
from mitzvah_desk.desk.session.file_session import FileSession
from mitzvah_desk.desk.widgets import theme
from mitzvah_desk.model import AssignmentStatus, NewsletterKind
from mitzvah_desk.office.core.office import Office
from mitzvah_desk.office.core.settings import ChangeSetting
from mitzvah_desk.office.newsletter.words import list_newsletter_words

CTRL = Qt.KeyboardModifier.ControlModifier
ON, NEEDED, THANKS, DID = NewsletterKind


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    office = Office.new(tmp_path / "news.mitzvah")
    book = Book(FileSession(office))
    book.session.memory = Drawer()  # type: ignore[assignment]
    yield book
    office.close()


@pytest.fixture
def page(book: Book, shown: Shown) -> NewsletterPage:
    campaign = book.add("campaign", name="Mitzvah Day 2026", main_day=date(2026, 11, 22), target_pence=5000)
    place = book.add("place", name="The hall", address="1 High Road")
    values = {"campaign_id": campaign, "title": "Tea & <cake>", "status": "confirmed", "place_id": place}
    project = book.add("project", **values, on_day=date(2099, 11, 22))
    shift = book.add("shift", project_id=project, role_id=book.add("role", name="Baker"), open_ended=True)
    book.ann = book.add("person", given="Ann", family="Cohen")
    book.add("assignment", shift_id=shift, person_id=book.ann, status=AssignmentStatus.ATTENDED)
    book.session.choose_campaign(campaign)
    page = NewsletterPage(book.session)
    page.day.load(date(2026, 11, 1))
    shown(page).resize(1200, 750)
    book.session.changed.connect(page.read)
    page.read()
    return page


def reads(page: NewsletterPage) -> str:
    return page.shown.toPlainText()


def choose(page: NewsletterPage, kind: NewsletterKind) -> None:
    page.contents.list.setCurrentRow(list(NewsletterKind).index(kind))


def test_it_reads_as_the_public_will(page: NewsletterPage) -> None:
    for said in ("Mitzvah Day 2026", "What’s on", "Tea & <cake>, in your own time.", "One volunteer"):
        assert said in reads(page)
    assert "Ann" not in reads(page)
    assert "The hall" not in reads(page)


def test_venues_are_put_in_by_a_tick(page: NewsletterPage, qtbot: QtBot) -> None:
    page.venues.box.click()
    qtbot.waitUntil(lambda: "Where: The hall, 1 High Road." in reads(page))
    page.venues.box.click()
    qtbot.waitUntil(lambda: "The hall" not in reads(page))


def test_the_day_decides_what_is_over(page: NewsletterPage, qtbot: QtBot) -> None:
    write(page.day, "1/1/2100")
    qtbot.waitUntil(lambda: "What’s on" not in reads(page))
    assert "Project by project" in reads(page)


def test_pieces_are_ticked_and_moved_and_remembered(page: NewsletterPage) -> None:
    page.contents.tick(ON, ticked=False)
    assert "What’s on" not in reads(page)
    choose(page, NEEDED)
    page.contents.later.trigger()
    assert page.contents.kinds == (THANKS, NEEDED, DID)
    assert reads(page).index("Thank you") < reads(page).index("We still need")
    assert Contents(page.session.memory).kinds == (THANKS, NEEDED, DID)
    page.contents.earlier.trigger()
    page.contents.earlier.trigger()
    assert page.contents.kinds == (NEEDED, THANKS, DID)


def test_without_a_piece_it_says_what_to_do(page: NewsletterPage) -> None:
    for kind in NewsletterKind:
        page.contents.tick(kind, ticked=False)
    assert page.empty.isVisible()
    assert "Tick a piece" in page.empty.text()
    assert not any(action.isEnabled() for action in page.save_actions.values())


def test_the_preview_follows_what_is_typed_and_undo_brings_it_back(
    page: NewsletterPage, qtbot: QtBot
) -> None:
    body = page.editor.body.words
    body.setFocus()
    QTest.keyClick(body, Qt.Key.Key_Home, CTRL)
    QTest.keyClicks(body, "Shalom! ")
    qtbot.waitUntil(lambda: "Shalom!" in reads(page))
    assert not page.session.office.query(list_newsletter_words)[ON].own
    assert page.flush()
    assert page.session.office.query(list_newsletter_words)[ON].own
    page.session.undo()
    assert not page.session.office.query(list_newsletter_words)[ON].own
    assert "Shalom!" not in body.words()
    assert "Shalom!" not in reads(page)


def test_chips_are_put_in_from_a_menu(page: NewsletterPage, qtbot: QtBot) -> None:
    body = page.editor.body.words
    body.set_words("Ours:")
    body.moveCursor(body.textCursor().MoveOperation.End)
    menu = page.editor.put_in.menu()
    assert isinstance(menu, QMenu)
    _, each = (action.menu() for action in menu.actions())
    assert isinstance(each, QMenu)
    assert [action.text() for action in menu.actions()] == ["For the whole piece", "Once for each project"]
    next(action for action in each.actions() if action.text() == "project").trigger()
    assert body.words() == "Ours:{{ project }}"
    qtbot.waitUntil(lambda: "Ours:Tea & <cake>" in reads(page))


def test_heading_and_order_are_kept_and_the_shipped_words_come_back(page: NewsletterPage) -> None:
    choose(page, THANKS)
    assert page.editor.heading.value == "Thank you"
    write(page.editor.heading, "Todah rabbah")
    assert "Todah rabbah" in reads(page)
    own = page.session.office.query(list_newsletter_words)[THANKS]
    assert (own.own, own.piece.heading) == (True, "Todah rabbah")
    page.editor.back.trigger()
    assert not page.session.office.query(list_newsletter_words)[THANKS].own
    assert page.editor.heading.line.text() == "Thank you"
    assert not page.editor.back.isEnabled()


def test_words_that_cannot_be_kept_hold_the_page(page: NewsletterPage, qtbot: QtBot) -> None:
    body = page.editor.body.words
    body.set_words("{{ dog }}")
    assert not page.flush()
    assert "no field “dog”" in page.editor.body.problem
    choose(page, DID)
    qtbot.waitUntil(lambda: page.contents.current is ON)
    assert page.editor.kind is ON


@pytest.mark.parametrize("form", ["docx", "html", "md", "txt"])
def test_it_is_saved_in_each_form(
    page: NewsletterPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, form: str
) -> None:
    out = tmp_path / f"out.{form}"
    asked: list[str] = []

    def ask(_parent: object, _title: str, name: str, _kind: str) -> tuple[str, str]:
        asked.append(Path(name).name)
        return str(out), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", ask)
    page.editor.body.words.setFocus()
    QTest.keyClicks(page.editor.body.words, "Typed just now. ")
    page.save_actions[form].trigger()
    assert asked == [f"Newsletter Mitzvah Day 2026.{form}"]
    text = out.read_text("utf-8") if form != "docx" else ""
    if form == "docx":
        text = "\n".join(each.text for each in docx.Document(str(out)).paragraphs)
    assert "Typed just now." in text
    assert "Tea" in text
    assert page.session.office.query(list_newsletter_words)[ON].own


def test_it_is_copied_for_word_and_for_plain_text(page: NewsletterPage) -> None:
    page.copy_action.trigger()
    data = QApplication.clipboard().mimeData()
    assert "<h1>Mitzvah Day 2026</h1>" in data.html()
    assert "<strong>Tea &amp; &lt;cake&gt;</strong>" in data.html()
    assert data.text().startswith("Mitzvah Day 2026\n====")


def test_who_is_not_named_can_be_looked_at(page: NewsletterPage, qtbot: QtBot) -> None:
    finding = next(
        item
        for row in range(page.findings.count())
        if "counted, not" in (item := page.findings.item(row)).text()
    )
    page.findings.itemActivated.emit(finding)
    dialog = page.show_unnamed()
    (row,) = dialog.list.table.rows_model.rows()
    assert (row.name, row.why, row.roles) == ("Ann Cohen", "was never asked", "volunteer")
    with qtbot.waitSignal(page.session.open_requested) as wanted:
        dialog.list.opened.emit(row.id)
    assert wanted.args == ["person", row.id]
    assert not dialog.isVisible()


def test_a_permission_names_them_at_once(page: NewsletterPage, book: Book) -> None:
    values = {"person_id": book.ann, "purpose": "name in print", "given": True, "given_on": date(2026, 9, 1)}
    book.add("permission", **values)
    assert "Ann Cohen." in reads(page)
    assert not page.unnamed_action.isEnabled()


def test_a_file_without_a_campaign_says_what_to_do_first(book: Book, shown: Shown) -> None:
    page = NewsletterPage(book.session)
    shown(page)
    page.read()
    assert page.empty.text() == "A newsletter tells of a campaign. Make one first, at the top left."
    assert not page.copy_action.isEnabled()


def test_an_empty_campaign_says_what_each_piece_waits_for(book: Book, shown: Shown) -> None:
    book.session.choose_campaign(book.add("campaign", name="New", main_day=date(2026, 11, 22)))
    page = NewsletterPage(book.session)
    shown(page)
    page.read()
    assert "There is nothing to tell yet." in page.empty.text()
    assert page.findings.count() == 4


def test_a_file_for_reading_only_can_be_told_but_not_reworded(page: NewsletterPage, tmp_path: Path) -> None:
    page.session.office.close()
    office = Office.open(tmp_path / "news.mitzvah", read_only=True)
    session = FileSession(office)
    session.choose_campaign(1)
    other = NewsletterPage(session)
    other.read()
    assert "Tea" in reads(other)
    assert other.editor.body.words.isReadOnly()
    assert not other.editor.back.isEnabled()
    assert other.copy_action.isEnabled()
    office.close()
    other.deleteLater()


def test_large_text_needs_no_scrolling_to_the_side(page: NewsletterPage, qtbot: QtBot) -> None:
    (column,) = page.findChildren(QScrollArea)
    theme.set_text_scale(200)
    try:
        page.resize(900, 700)
        qtbot.waitUntil(lambda: page.editor.order.y() > page.editor.heading.y())
        assert column.horizontalScrollBar().maximum() == 0
    finally:
        theme.set_text_scale(100)


def test_every_control_has_a_name(page: NewsletterPage) -> None:
    for kind in (QAbstractButton, QLineEdit, QListWidget, QTextEdit):
        for control in page.findChildren(kind):
            if control.isVisible() and control.focusPolicy() != Qt.FocusPolicy.NoFocus:
                assert control.accessibleName() or getattr(control, "text", str)(), control


def test_a_form_to_sign_up_on_is_saved_for_the_projects_ticked(
    page: NewsletterPage, book: Book, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    out = tmp_path / "form.html"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(out), ""))
    book.session.office.execute(ChangeSetting("email", "desk@example.org"))
    assert page.make_sign_up_form() is None  # nobody is needed
    project = book.add(
        "project",
        campaign_id=book.session.campaign_id,
        title="Soup",
        status="confirmed",
        on_day=date(2099, 1, 5),
    )
    book.add("shift", project_id=project, role_id=1, open_ended=True, minimum=3, maximum=3)
    dialog = page.make_sign_up_form()
    assert dialog is not None
    assert [dialog.projects.item(row).text() for row in range(dialog.projects.count())] == ["Soup"]
    dialog.projects.item(0).setCheckState(Qt.CheckState.Unchecked)
    assert not dialog.save_button.isEnabled()
    dialog.projects.item(0).setCheckState(Qt.CheckState.Checked)
    dialog.save_button.click()
    assert "Soup" in out.read_text("utf-8")
    assert "1 High Road" not in out.read_text("utf-8")
