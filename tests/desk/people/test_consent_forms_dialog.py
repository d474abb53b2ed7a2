"""The form of a household from its page, and what was ticked on it once it is back."""

from datetime import date, timedelta
from pathlib import Path

from doubles import Boxes
from pytestqt.qtbot import QtBot
from small_book import Book, write

from mitzvah_desk.desk.people.area import PeopleArea
from mitzvah_desk.desk.people.consent_form_dialog import ConsentFormDialog
from mitzvah_desk.desk.people.household import HouseholdPage
from mitzvah_desk.desk.records.consent_forms import ConsentFormsDialog
from mitzvah_desk.model import Purpose
from mitzvah_desk.office.core.crud import SetField
from mitzvah_desk.office.people.consent_forms import FormRow, NoteFormsPrinted, list_forms
from mitzvah_desk.office.people.queries import list_statements

TODAY = date.today()


def forms(area: PeopleArea) -> list[FormRow]:
    return area.session.office.query(list_forms)


def test_a_household_s_form_is_saved_and_the_file_knows_that_it_went_out(
    area: PeopleArea, book: Book, qtbot: QtBot, tmp_path: Path
) -> None:
    area.show_record("household", book.household)
    page = area.page("household")
    assert isinstance(page, HouseholdPage)
    dialog = page.show_consent_form()
    assert isinstance(dialog, ConsentFormDialog)
    qtbot.waitUntil(lambda: bool(dialog.preview.pdf))
    dialog.preview.save_to(tmp_path / "form.pdf")
    assert [(form.name, form.printed_on) for form in forms(area)] == [("Cohen", TODAY)]
    dialog.preview.save_to(tmp_path / "again.pdf")
    assert len(forms(area)) == 1
    dialog.reject()


def test_what_was_ticked_is_written_down(area: PeopleArea, book: Book) -> None:
    session = area.session
    session.execute(SetField("person", book.maya, "household_id", book.household))
    session.execute(NoteFormsPrinted((("household", book.household),), TODAY))
    dialog = ConsentFormsDialog(session, area)
    assert not dialog.keep.isEnabled()
    dialog.forms.table.select_id(forms(area)[0].id)
    assert (book.maya, Purpose.PHOTO) in dialog.boxes
    assert (book.maya, Purpose.NEWSLETTER) not in dialog.boxes
    assert dialog.boxes[book.maya, Purpose.PHOTO].accessibleName() == "Maya Cohen: Photographs"
    dialog.boxes[book.maya, Purpose.PHOTO].setCurrentText("No")
    dialog.boxes[book.dan, Purpose.KEEP].setCurrentText("Yes")
    signed = TODAY - timedelta(days=2)
    write(dialog.signed, signed.strftime("%d %b %Y"))
    dialog.take_back()
    (maya,) = session.office.query(list_statements, book.maya)
    assert (maya.given, maya.given_on, maya.how, maya.guardian) == (False, signed, "on a form", "Ann Cohen")
    (dan,) = session.office.query(list_statements, book.dan)
    assert (dan.given, dan.guardian) == (True, "")
    assert not session.office.query(list_statements, book.ann)
    assert forms(area)[0].returned_on == TODAY
    session.office.undo()
    assert forms(area)[0].returned_on is None
    assert not session.office.query(list_statements, book.dan)
    dialog.close()


def test_a_form_printed_by_mistake_is_removed(area: PeopleArea, book: Book, boxes: Boxes) -> None:
    session = area.session
    session.execute(NoteFormsPrinted((("person", book.maya),), TODAY))
    dialog = ConsentFormsDialog(session, area)
    (form,) = forms(area)
    assert form.name == "Maya Cohen"
    dialog.forms.table.select_id(form.id)
    boxes.press = "Remove"
    dialog.forms._remove_ids([form.id])
    assert not forms(area)
    dialog.close()
