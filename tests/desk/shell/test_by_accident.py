"""Nothing is done by accident: wrong keys, typing on, clicking elsewhere."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from doubles import Boxes
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from sample_year import copy_sample
from small_book import write

from mitzvah_desk.desk.goods.area import GoodsArea
from mitzvah_desk.desk.goods.receive import ReceivePage
from mitzvah_desk.desk.letters.area import LettersArea
from mitzvah_desk.desk.people.area import PeopleArea
from mitzvah_desk.desk.people.person import PersonPage
from mitzvah_desk.desk.projects.area import ProjectsArea
from mitzvah_desk.desk.records.editable_rows import EditableRows
from mitzvah_desk.desk.settings.area import SettingsArea
from mitzvah_desk.desk.shell.main import Desk
from mitzvah_desk.desk.widgets.fields import PickField
from mitzvah_desk.desk.widgets.pages import RecordPage
from mitzvah_desk.office.core import lookup
from mitzvah_desk.office.people import queries as people
from mitzvah_desk.office.people.queries import list_person_skills

MIRIAM = 13


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    copy_sample(tmp_path / "sample.mitzvah")
    window = Desk()
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    assert window.open_file(tmp_path / "sample.mitzvah")
    yield window
    for area in window.areas.values():
        for field in area.findChildren(QWidget):
            if getattr(field, "touched", False):
                field.restore()  # type: ignore[attr-defined]
    window.close_file()


def last(desk: Desk) -> str:
    assert desk.session is not None
    return desk.session.office.undo_label()


def type_on(text: str) -> None:
    """Types wherever the keyboard is, as somebody who does not look up; then Enter."""
    for letter in text:
        QTest.keyClicks(at_hand(), letter)
    QTest.keyClick(at_hand(), Qt.Key.Key_Return)


def at_hand() -> QWidget:
    """What gets the keys."""
    target = QApplication.activePopupWidget() or QApplication.focusWidget()
    assert target is not None
    return target


def person_page(desk: Desk, person: int) -> PersonPage:
    desk.show_record("person", person)
    area = desk.area("people")
    assert isinstance(area, PeopleArea)
    page = area.page("person")
    assert isinstance(page, PersonPage)
    return page


def press(page: QWidget, words: str) -> None:
    next(b for b in page.findChildren(QPushButton) if b.text() == words).click()


def by_name(desk: Desk, name: str) -> int:
    assert desk.session is not None
    found = desk.session.office.query(lookup.list_person_options)
    return next(option.id for option in found if option.label == name)


def test_a_fresh_sample_year_has_nothing_to_take_back(desk: Desk) -> None:
    assert last(desk) == ""
    QTest.keyClick(desk.side, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert desk.session is not None
    assert desk.session.office.query(lookup.list_campaign_options)


def test_erasing_names_whom_and_enter_leaves_them(desk: Desk, boxes: Boxes) -> None:
    defaults: list[str] = []

    def look(box: QMessageBox) -> None:
        standing = [b.text() for b in box.findChildren(QPushButton) if b.isDefault()]
        defaults.extend(standing)
        assert box.escapeButton() is box.defaultButton()

    boxes.seen = look
    ann = by_name(desk, "Miriam Feldman")
    page = person_page(desk, ann)
    press(page, "Erase for good…")
    assert boxes.read[0].startswith("Erase Miriam Feldman for good?")
    for said in ("5 projects lose their coordinator.", "cannot be undone", "Backups"):
        assert said in boxes.read[0]
    assert defaults == ["Leave it as it was"]
    assert desk.session is not None
    assert desk.session.office.query(people.read_person, ann) is not None
    boxes.press = "Erase for good"
    press(page, "Erase for good…")
    assert desk.session.office.query(people.read_person, ann) is None


def test_removing_a_skill_says_who_loses_it_and_leaves_it(desk: Desk, boxes: Boxes) -> None:
    desk.go_to("settings")
    area = desk.area("settings")
    assert isinstance(area, SettingsArea)
    own = area.lists["skill"]
    assert desk.session is not None
    before = desk.session.office.query(lookup.list_skill_options)
    drive = next(option.id for option in before if option.label == "Drive")
    own.table.table.select_id(drive)
    QTest.keyClick(own.table.table, Qt.Key.Key_Delete)
    assert boxes.read == [
        "Remove Drive? 28 people lose this skill.\n1 role loses its skill.\n\nUndo brings everything back."
    ]
    assert desk.session.office.query(lookup.list_skill_options) == before
    boxes.press = "Remove this skill"
    QTest.keyClick(own.table.table, Qt.Key.Key_Delete)
    assert len(desk.session.office.query(lookup.list_skill_options)) == len(before) - 1
    desk.session.undo()
    assert desk.session.office.query(lookup.list_skill_options) == before
    assert desk.session.office.query(list_person_skills, by_name(desk, "Miriam Feldman"))


def test_what_nothing_hangs_on_goes_at_once_and_is_told(desk: Desk, boxes: Boxes) -> None:
    assert desk.session is not None
    page = person_page(desk, by_name(desk, "Miriam Feldman"))
    (skill,) = page.skills.table.rows_model.rows()
    page.skills.table.select_id(skill.id)
    QTest.keyClick(page.skills.table, Qt.Key.Key_Delete)
    assert boxes.read == []
    assert desk.foot.said == "Removed skill of Miriam Feldman"


@pytest.mark.parametrize("kind", ["programme", "materials"])
def test_typing_on_under_a_list_adds_line_after_line(desk: Desk, kind: str) -> None:
    desk.show_record("project", 8)
    area = desk.area("projects")
    assert isinstance(area, ProjectsArea)
    rows: EditableRows[object] = getattr(area.page, kind)  # type: ignore[type-var]
    tabs = [area.page.tabs.widget(number) for number in range(area.page.tabs.count())]
    area.page.tabs.setCurrentIndex(next(n for n, tab in enumerate(tabs) if tab and tab.isAncestorOf(rows)))
    before = {str(row) for row in rows.table.rows_model.rows()}
    first = next(iter(rows.fields.values()))
    first.editor.setFocus()
    type_on("Opening")
    type_on("Songs")
    assert first.editor.hasFocus()
    after = {str(row) for row in rows.table.rows_model.rows()}
    assert before < after
    assert {name for name in ("Opening", "Songs") if any(name in row for row in after)} == {
        "Opening",
        "Songs",
    }
    assert len(after) == len(before) + 2


def test_typing_on_among_partners_adds_one_after_the_other(desk: Desk) -> None:
    desk.show_record("project", 8)
    area = desk.area("projects")
    assert isinstance(area, ProjectsArea)
    page, rows = area.page, area.page.parts
    page.tabs.setCurrentIndex(2)
    before = len(rows.table.rows_model.rows())
    rows.fields["partner_id"].editor.setFocus()
    type_on("Rubens")
    type_on("Larchwood Care")
    assert len(rows.table.rows_model.rows()) == before + 2
    assert rows.fields["partner_id"].editor.hasFocus()
    assert rows.fields["partner_id"].editor.property("text") == ""


@pytest.fixture
def door(desk: Desk) -> ReceivePage:
    desk.go_to("goods")
    area = desk.area("goods")
    assert isinstance(area, GoodsArea)
    area.receive()
    return area.receive_page


def test_a_donor_and_the_first_line_never_run_together(desk: Desk, door: ReceivePage) -> None:
    type_on("david")
    assert (door.donor.problem, door.item.editor.hasFocus()) == ("", True)
    assert "David" in door.donor.line.text()
    type_on("24 tins of tomatoes")
    assert "24" not in door.donor.line.text()


def test_a_donor_nobody_knows_is_asked_about_and_added(desk: Desk, door: ReceivePage, boxes: Boxes) -> None:
    boxes.press = "A household"
    type_on("Zebedee")
    assert last(desk) == "Added Zebedee"
    assert door.item.editor.hasFocus()


def test_a_number_that_is_none_is_typed_over(desk: Desk) -> None:
    desk.show_record("project", 8)
    area = desk.area("projects")
    assert isinstance(area, ProjectsArea)
    field = area.page.fields["target_count"]
    field.editor.setFocus()
    type_on("many")
    assert field.problem
    type_on("40")
    assert (field.problem, field.value) == ("", 40)


def hold(desk: Desk) -> PersonPage:
    page = person_page(desk, by_name(desk, "Miriam Feldman"))
    write(page.form.of["email"], "nobody")
    assert page.form.of["email"].problem
    return page


def test_a_field_that_cannot_be_kept_is_named_and_led_to(desk: Desk, boxes: Boxes) -> None:
    page = hold(desk)
    page.tabs.setCurrentIndex(3)
    desk.go_to("goods")
    assert desk.side.currentRow() == 3, "one is still among the people"
    assert boxes.read[0].startswith("“E-mail” cannot be kept as it stands. People › Miriam Feldman › Details")
    assert page.form.of["email"].problem in boxes.read[0]
    assert page.tabs.currentIndex() == 0
    assert page.form.of["email"].editor.hasFocus()
    assert not desk.close_file()
    assert desk.session is not None


@pytest.mark.parametrize("way", ["area", "back", "record", "close"])
def test_what_cannot_be_kept_is_dropped_on_purpose_and_one_goes_on(
    desk: Desk, boxes: Boxes, way: str
) -> None:
    page = hold(desk)
    before = page.form.of["email"].value
    boxes.press = "Put back what stood there" if before else "Drop what is typed"
    area = desk.area("people")
    if way == "area":
        desk.go_to("goods")
        assert desk.side.currentRow() == 4
    elif way == "back":
        page.leave()
        assert area.currentWidget() is not page
    elif way == "record":
        desk.show_record("person", by_name(desk, "Miriam Feldman") + 1)
        assert page.form.record_id == by_name(desk, "Miriam Feldman") + 1
    else:
        assert desk.close_file()
    assert len(boxes.read) == 1


def test_half_a_line_at_the_door_is_dropped_on_purpose(desk: Desk, door: ReceivePage, boxes: Boxes) -> None:
    door.quantity.editor.setFocus()
    QTest.keyClicks(door.quantity.line, "12")
    desk.go_to("people")
    assert boxes.read == ["What is typed here is not complete, so it is not kept. Goods › Receive a donation"]
    assert desk.side.currentRow() == 4
    boxes.press = "Drop it"
    desk.go_to("people")
    assert desk.side.currentRow() == 3
    assert last(desk) == ""


def test_a_chip_lands_where_one_typed(desk: Desk) -> None:
    desk.go_to("letters")
    area = desk.area("letters")
    assert isinstance(area, LettersArea)
    area.tabs.setCurrentIndex(1)
    area.words.table.table.select([area.words.table.table.rows_model.row(0).id])
    body = area.words.body.words
    body.setFocus()
    QTest.keyClick(body, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(body, " Yours, ")
    chip = next(b for b in area.words.findChildren(QPushButton) if b.text() == "their names")
    chip.setFocus()  # as a click does: what is typed is committed
    assert last(desk)
    chip.click()
    assert body.words().endswith("Yours, {{ names }}")


@pytest.mark.parametrize("noun", ["project", "person", "household", "group", "partner"])
def test_no_picker_of_a_page_loses_what_is_typed_in_it(desk: Desk, noun: str) -> None:
    desk.show_record(noun, 3)
    area = desk.areas[{"project": "projects", "partner": "partners"}.get(noun, "people")]
    (page,) = [page for page in area.findChildren(RecordPage) if page.isVisible()]
    pickers = page.findChildren(PickField)
    assert pickers
    for field in pickers:
        before = field.draft
        field.line.selectAll()
        QTest.keyClicks(field.line, "Zzz")
        assert not page.flush(), field.label
        assert field.line.text() == "Zzz"
        field.restore()
        assert field.draft == before
    assert page.flush()
