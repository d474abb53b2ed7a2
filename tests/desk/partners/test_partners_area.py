# mypy: allow-untyped-calls
"""The Partners area over a real office."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from mitzvah_desk.desk.partners.area import PartnersArea
from mitzvah_desk.desk.session.file_session import FileSession
from mitzvah_desk.desk.widgets.table import DataTable
from mitzvah_desk.office.core.actions import Done
from mitzvah_desk.office.core.crud import Add
from mitzvah_desk.office.core.office import Office
from mitzvah_desk.office.partners import queries as query


@pytest.fixture
def area(tmp_path: Path, qtbot: QtBot) -> Iterator[PartnersArea]:
    """The area, shown."""
    office = Office.new(tmp_path / "book.mitzvah", user_name="Ann")
    page = PartnersArea(FileSession(office))
    qtbot.addWidget(page)
    page.show()
    yield page
    office.close()


def added(area: PartnersArea, **values: object) -> int:
    done = area.session.execute(Add("partner", values))
    assert isinstance(done, Done)
    return done.id


def test_a_confidential_partner_stays_out_of_the_list_and_behind_its_button(area: PartnersArea) -> None:
    partner_id = added(
        area, name="Hidden House", confidential=True, code_name="Rose", address="1 Quiet Road", phone=""
    )
    shown = str(area.list.table.shown())
    assert "Rose" in shown
    assert "Hidden" not in shown
    assert "Quiet" not in shown
    area.show_record("partner", partner_id)
    assert area.page.form.of["name"].isHidden()
    assert area.page.form.of["address"].isHidden()
    area.page.reveal.click()
    assert not area.page.form.of["address"].isHidden()


def test_a_bad_e_mail_shows_a_sentence_and_keeps_the_text(area: PartnersArea, qtbot: QtBot) -> None:
    partner_id = added(area, name="St Mary's & <Friends>")
    area.show_record("partner", partner_id)
    field = area.page.form.of["email"]
    qtbot.keyClicks(field.editor, "not an address")
    assert not area.flush()
    assert field.problem
    assert field.touched
    facts = area.session.office.query(query.read_partner, partner_id)
    assert facts is not None
    assert not facts.email


def test_delete_removes_and_undo_brings_back(area: PartnersArea, qtbot: QtBot) -> None:
    partner_id = added(area, name="Shalom \u200fשלום\u200e House")
    area.list.table.select_id(partner_id)
    qtbot.keyClick(area.list.table, Qt.Key.Key_Delete)
    assert area.list.table.rows_model.total == 0
    area.session.undo()
    assert area.list.table.rows_model.total == 1


def test_a_confidential_partner_leaves_the_program_on_no_way(area: PartnersArea) -> None:
    added(area, name="Hidden House", confidential=True, code_name="Rose")
    added(area, name="Warm Hands")
    assert [row[0] for row in area.list.table.shown_values()[1]] == ["Warm Hands"]
    area.list.table.selectAll()
    for everything in (True, False):
        area.list.table.copy(everything=everything)
        text = QApplication.clipboard().text()
        assert "Warm Hands" in text
        assert "Rose" not in text


def test_nothing_of_a_confidential_partners_page_goes_into_a_file(area: PartnersArea) -> None:
    hidden = added(area, name="Hidden House", confidential=True, code_name="Rose")
    open_one = added(area, name="Warm Hands")
    for partner in (hidden, open_one):
        done = area.session.execute(Add("person", {"given": "Olive", "family": "Grey"}))
        assert isinstance(done, Done)
        area.session.execute(Add("partner_contact", {"partner_id": partner, "person_id": done.id}))
        area.show_record("partner", partner)
        tables = area.page.contacts.findChildren(DataTable)
        going = [row for table in tables for row in table.shown_values()[1]]
        assert bool(going) is (partner == open_one)
