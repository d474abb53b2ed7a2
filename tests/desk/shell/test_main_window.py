# mypy: allow-untyped-calls
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from sample_year import copy_sample

from mitzvah_desk.desk.goods.area import GoodsArea
from mitzvah_desk.desk.importing.add_family import AddFamilyDialog
from mitzvah_desk.desk.people.area import PeopleArea
from mitzvah_desk.desk.projects.area import ProjectsArea
from mitzvah_desk.desk.shell.area_entries import ENTRIES
from mitzvah_desk.desk.shell.main import Desk
from mitzvah_desk.desk.shell.search import SearchDialog
from mitzvah_desk.office.core.crud import Add
from mitzvah_desk.office.core.office import default_backup_folder, restore_backup
from mitzvah_desk.office.goods.queries import list_donations
from mitzvah_desk.office.people import queries as people


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    copy_sample(tmp_path / "sample.mitzvah")
    window = Desk(user_name="Miriam")
    qtbot.addWidget(window)
    window.show()
    assert window.open_file(tmp_path / "sample.mitzvah")
    yield window
    window.close_file()


def test_every_area_comes_up_with_the_sample_year(desk: Desk) -> None:
    for entry in ENTRIES:
        desk.go_to(entry.key)
        assert desk.area(entry.key).isVisible()


def test_a_field_commits_when_it_is_left_and_undo_takes_it_back(desk: Desk, qtbot: QtBot) -> None:
    desk.show_record("person", 40)
    area = desk.area("people")
    assert isinstance(area, PeopleArea)
    assert desk.session is not None
    before = desk.session.office.query(people.read_person, 40)
    assert before is not None
    editor = area.page("person").form.of["family"].editor
    editor.setFocus()
    qtbot.keyClicks(editor, "x")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    after = desk.session.office.query(people.read_person, 40)
    assert after is not None
    assert after.family != before.family
    assert "family name" in desk.foot.said
    desk.session.undo()
    assert desk.session.office.query(people.read_person, 40) == before


def test_search_opens_what_it_finds(desk: Desk, qtbot: QtBot) -> None:
    assert desk.session is not None
    dialog = SearchDialog(desk.session, desk)
    dialog.open()
    qtbot.keyClicks(dialog.box, "thousand croc")
    assert dialog.list.count() == 1
    qtbot.keyClick(dialog.box, Qt.Key.Key_Return)
    area = desk.area("projects")
    assert isinstance(area, ProjectsArea)
    assert area.isVisible()
    assert area.currentWidget() is area.page


def test_a_donation_is_typed_with_nothing_but_the_keyboard(desk: Desk, qtbot: QtBot) -> None:
    desk.go_to("goods")
    area = desk.area("goods")
    assert isinstance(area, GoodsArea)
    assert desk.session is not None
    assert desk.session.campaign_id is not None
    before = len(desk.session.office.query(list_donations, desk.session.campaign_id))
    area.receive()
    page = area.receive_page
    qtbot.keyClick(page.donor.line, Qt.Key.Key_Return)
    for number, thing in (("12", "Baked beans"), ("3", "Rice")):
        qtbot.keyClicks(page.quantity.line, number)
        qtbot.keyClick(page.quantity.line, Qt.Key.Key_Return)
        qtbot.keyClicks(page.item.line, thing)
        qtbot.keyClick(page.item.line, Qt.Key.Key_Return)
    rows = desk.session.office.query(list_donations, desk.session.campaign_id)
    assert len(rows) == before + 1
    newest = max(rows, key=lambda row: row.id)
    assert (newest.lines, newest.things.short, newest.donor) == (2, "15", "Anonymous")


def test_a_refuge_is_in_no_list_of_the_window(desk: Desk) -> None:
    desk.go_to("partners")
    area = desk.area("partners")
    rows = area.list.table.rows_model.rows()  # type: ignore[attr-defined]
    assert not any("Hope House" in row.name for row in rows)


def test_closing_a_changed_file_keeps_a_copy_and_an_unchanged_one_none(desk: Desk, tmp_path: Path) -> None:
    kept = default_backup_folder()
    assert desk.close_file()
    assert not list(kept.glob("*.mitzvah"))
    assert desk.open_file(tmp_path / "sample.mitzvah")
    assert desk.session is not None
    desk.session.execute(Add("person", {"given": "Ann"}))
    assert desk.close_file()
    (copy,) = kept.glob("*.mitzvah")
    restore_backup(copy, tmp_path / "again.mitzvah")
    assert desk.open_file(tmp_path / "again.mitzvah")
    assert desk.session.office.undo_label() == "Added Ann"


def test_search_finds_the_commands_of_the_menus(desk: Desk, qtbot: QtBot) -> None:
    assert desk.session is not None
    dialog = SearchDialog(desk.session, desk)
    dialog.show()
    dialog.box.setText("add family")
    assert "Add a family…" in dialog.list.item(0).text()
    qtbot.keyClick(dialog.box, Qt.Key.Key_Return)
    (form,) = desk.findChildren(AddFamilyDialog)
    assert form.isVisible()
    form.close()
