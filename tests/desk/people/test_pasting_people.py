"""Somebody out of an e-mail's signature, or people out of cells, pasted into the list; files dropped."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from small_book import Book

from mitzvah_desk.desk.importing.add_several import AddSeveralDialog
from mitzvah_desk.desk.importing.dialog import ImportDialog
from mitzvah_desk.desk.importing.paste_person import PastePersonDialog
from mitzvah_desk.desk.people.area import PeopleArea
from mitzvah_desk.desk.session.tasks import InlineRunner
from mitzvah_desk.model import ImportOf
from mitzvah_desk.office.core.crud import SetField
from mitzvah_desk.office.people import queries as query

BLOCK = """Best wishes,
Rabbi Miriam Levy MA
Community Rabbi, Jewish Care
Mobile: 07700 900123
miriam@example.org
12 High St, London NW1 1AA
www.example.org"""


@pytest.fixture(autouse=True)
def inline(book: Book) -> Iterator[None]:
    book.session.runner = InlineRunner  # type: ignore[method-assign]
    yield
    QGuiApplication.clipboard().clear()


def paste(area: PeopleArea, text: str) -> None:
    QGuiApplication.clipboard().setText(text)
    QTest.keyClick(area.people.table, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)


def form(area: PeopleArea) -> PastePersonDialog:
    found = area.findChild(PastePersonDialog)
    assert found is not None
    return found


def test_a_signature_is_looked_at_put_right_and_added_as_one_step(area: PeopleArea, book: Book) -> None:
    care = book.add("partner", name="Jewish Care")
    paste(area, BLOCK)
    dialog = form(area)
    assert dialog.focusWidget() is dialog.fields["given"].editor
    assert {key: field.value for key, field in dialog.fields.items() if field.value} == {
        "title": "Rabbi",
        "given": "Miriam",
        "family": "Levy",
        "honours": "MA",
        "position": "Community Rabbi",
        "email": "miriam@example.org",
        "mobile": "07700 900123",
        "address": "12 High St\nLondon",
        "postcode": "NW1 1AA",
        "note": "www.example.org",
    }
    assert dialog.partner.value == care
    dialog.fields["given"].editor.selectAll()  # type: ignore[attr-defined]
    QTest.keyClicks(dialog.fields["given"].editor, "Miri")
    dialog.add.click()
    added = next(row for row in book.session.office.query(query.list_people) if row.given == "Miri")
    kept = book.session.office.query(query.read_person, added.id)
    assert kept is not None
    assert (kept.family, kept.position, kept.partner_id, kept.honours) == (
        "Levy",
        "Community Rabbi",
        care,
        "MA",
    )
    assert added.household == "Levy"
    book.session.undo()
    assert len(book.session.office.query(query.list_people)) == 3
    assert len(book.session.office.query(query.list_households)) == 1


def test_whoever_is_known_is_filled_in(area: PeopleArea, book: Book) -> None:
    book.session.execute(SetField("person", book.ann, "email", "ann@example.org"))
    care = book.add("partner", name="Jewish Care")
    paste(area, "Ann Cohen\nCook\nJewish Care\nann@example.org")
    dialog = form(area)
    assert dialog.says.text().startswith("Fills in ")
    assert "position" in dialog.says.text()
    assert dialog.add.text() == "&Fill this in"
    dialog.add.click()
    kept = book.session.office.query(query.read_person, book.ann)
    assert kept is not None
    assert (kept.position, kept.partner_id) == ("Cook", care)
    paste(area, "Ann Cohen\nCook\nJewish Care\nann@example.org")
    again = area.findChildren(PastePersonDialog)[-1]
    assert not again.add.isEnabled(), "there is nothing to fill in"


def test_an_organisation_that_nobody_knows_is_told_and_can_be_made(area: PeopleArea, book: Book) -> None:
    paste(area, BLOCK)
    dialog = form(area)
    assert dialog.partner.value is None
    assert dialog.fields["note"].value == "Works at Jewish Care\nwww.example.org"
    dialog.reject()
    assert len(book.session.office.query(query.list_people)) == 3


def test_a_cell_that_cannot_be_read_is_told_before(area: PeopleArea) -> None:
    paste(area, "Ann Levy\nann@example.org")
    dialog = form(area)
    QTest.keyClicks(dialog.fields["mobile"].editor, "07")
    dialog.add.click()
    assert "is not a whole telephone number" in dialog.says.text()
    assert dialog.isVisible()
    assert not dialog.add.isEnabled()


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Ann\tLevy\tann@example.org\nBob\tLevy\t", ["Ann Levy", "Bob Levy"]),
        ("First name,Surname\nAnn,Levy", ["Ann Levy"]),
        ("Ann Levy\nBob Katz\nCyd Marks", ["Ann Levy", "Bob Katz", "Cyd Marks"]),
    ],
)
def test_cells_and_lists_of_names_go_into_the_grid(area: PeopleArea, text: str, who: list[str]) -> None:
    paste(area, text)
    grid = area.findChild(AddSeveralDialog)
    assert grid is not None
    assert grid.plan is not None
    assert [row.who for row in grid.plan.rows] == who


def test_nothing_copied_is_told(area: PeopleArea, book: Book) -> None:
    said: list[str] = []
    book.session.status_message.connect(said.append)
    paste(area, "")
    assert said == ["Nothing is copied. Copy an e-mail’s signature or cells of a spreadsheet first."]


def test_paste_in_the_filter_stays_there(area: PeopleArea) -> None:
    QGuiApplication.clipboard().setText("cohen")
    area.people.filter_box.setFocus()
    QTest.keyClick(area.people.filter_box, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert area.people.filter_box.text() == "cohen"
    assert area.findChild(PastePersonDialog) is None


def drop(area: PeopleArea, path: Path) -> bool:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    page = area.people
    keys = (data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    entered = QDragEnterEvent(QPointF(9, 9).toPoint(), Qt.DropAction.CopyAction, *keys)
    QApplication.sendEvent(page, entered)
    event = QDropEvent(QPointF(9, 9), Qt.DropAction.CopyAction, *keys)
    QApplication.sendEvent(page, event)
    return entered.isAccepted() and event.isAccepted()


def test_a_file_dropped_onto_the_list_is_opened_there(area: PeopleArea, tmp_path: Path) -> None:
    path = tmp_path / "helpers.csv"
    path.write_text("Name,Organisation\nAnn Levy,Jewish Care\n", encoding="utf-8")
    assert drop(area, path)
    dialog = area.findChild(ImportDialog)
    assert dialog is not None
    assert dialog.columns.source is not None
    assert dialog.columns.source.kind is ImportOf.PEOPLE


def test_a_file_of_a_wrong_sort_says_so(area: PeopleArea, tmp_path: Path) -> None:
    path = tmp_path / "photo.png"
    path.write_bytes(b"\x89PNG\r\n")
    assert drop(area, path)
    dialog = area.findChild(ImportDialog)
    assert dialog is not None
    assert "This is a picture, not a table." in dialog.columns.problem.sentence
