"""What is held about a person, in the window."""

from datetime import date
from pathlib import Path

import pytest
from doubles import Boxes
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot
from small_book import Book, write

from mitzvah_desk.desk.people.about_dialog import AboutDialog
from mitzvah_desk.desk.people.area import PeopleArea
from mitzvah_desk.desk.people.person import PersonPage
from mitzvah_desk.model import RequestKind
from mitzvah_desk.office.people import queries


@pytest.fixture
def ann(area: PeopleArea, book: Book) -> PersonPage:
    area.show_record("person", book.ann)
    page = area.page("person")
    assert isinstance(page, PersonPage)
    return page


def test_the_paper_is_shown_and_both_files_are_saved(
    ann: PersonPage, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = ann.show_about()
    assert isinstance(dialog, AboutDialog)
    qtbot.waitUntil(lambda: bool(dialog.preview.pdf))
    assert dialog.windowTitle() == "What we hold about Ann Cohen"
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path / "out"))
    with qtbot.waitSignal(ann.session.status_message) as told:
        dialog.save_action.trigger()
    assert "2 files" in told.args[0]
    assert {path.suffix for path in (tmp_path / "out").iterdir()} == {".pdf", ".json"}
    dialog.reject()


def test_an_erasure_says_what_else_changes_and_what_copies_there_are(
    ann: PersonPage, book: Book, boxes: Boxes
) -> None:
    book.add("partner", name="Rubens House", note="Ann Cohen has the key")
    details: list[str] = []
    boxes.seen = lambda box: details.append(box.detailedText())
    boxes.press = "Erase for good"
    ann.erase()
    assert "The note of “Rubens House”" in boxes.read[0]
    assert "Somebody whose details were erased has the key" in details[0]
    assert "saved, printed or sent before" in details[0]
    assert ann.session.office.query(queries.read_person, book.ann) is None


def test_that_the_paper_was_given_is_kept_with_the_person(ann: PersonPage, book: Book) -> None:
    ann.requests.fields["asked_on"].load(None)
    dialog = ann.show_about()
    assert isinstance(dialog, AboutDialog)
    dialog.given_action.trigger()
    assert not dialog.given_action.isEnabled()
    dialog.reject()
    (row,) = ann.requests.table.rows_model.rows()
    assert row.answered_on == date.today()
    assert book.session.office.undo_label() == "Answered Ann Cohen, who asked to see what is held"


def test_a_request_is_typed_on_the_page(ann: PersonPage) -> None:
    write(ann.requests.fields["asked_on"], "3 Nov 2026")
    (row,) = ann.requests.table.rows_model.rows()
    assert (row.kind, row.asked_on, row.due_on) == (RequestKind.SEE, date(2026, 11, 3), date(2026, 12, 3))
