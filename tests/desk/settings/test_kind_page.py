# mypy: allow-untyped-calls
"""Settings shows what a kind of project usually is, and changes it in place."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from mitzvah_desk.desk.session.file_session import FileSession
from mitzvah_desk.desk.settings.area import SettingsArea
from mitzvah_desk.desk.settings.kind_page import KindPage
from mitzvah_desk.model import PartnerRole
from mitzvah_desk.office.core import lookup
from mitzvah_desk.office.core.office import Office
from mitzvah_desk.office.core.settings import read_settings
from mitzvah_desk.office.projects import kinds
from mitzvah_desk.office.projects.start_year import StartYear, start_year


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    year = StartYear("Beit Chaverim", main_day=date(2026, 11, 22), kinds=("Planting",))
    made = start_year(tmp_path / "year.mitzvah", year, user_name="Miriam")
    assert isinstance(made, Office)
    yield made
    made.close()


@pytest.fixture
def area(office: Office, qtbot: QtBot) -> SettingsArea:
    made = SettingsArea(FileSession(office))
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def page(area: SettingsArea, office: Office) -> KindPage:
    own = area.lists["project_kind"]
    (option,) = office.query(lookup.list_kind_options)
    own.table.table.select_id(option.id)
    assert own.kind_page is not None
    return own.kind_page


def test_a_kind_shows_its_work(page: KindPage) -> None:
    assert page.form.of["name"].value == "Planting"
    assert "Royal Horticultural Society" in page.form.of["safety"].value
    assert page.partners[PartnerRole.HOST].value is True
    assert page.partners[PartnerRole.BENEFICIARY].value is False
    assert [row.role for row in page.shifts.table.rows_model.rows()]
    assert page.to_dos.table.rows_model.total == 4
    assert page.materials.table.rows_model.total == 6


def test_a_shift_is_added_with_both_its_times(page: KindPage, office: Office) -> None:
    lead = next(r.id for r in office.query(lookup.list_role_options) if r.label == "First aider")
    assert page.shifts.fields["role_id"]._commit(lead) == ""
    hours = page.shifts.fields["hours"]
    hours.put_draft("9.30 to 11")
    assert hours.flush()
    for column, text in (("minimum", "4"), ("maximum", "2")):
        page.shifts.fields[column].put_draft(text)
        assert page.shifts.fields[column].flush()
    made = next(r for r in office.query(kinds.list_kind_shifts, 1) if r.role_id == lead)
    assert (made.starts_at, made.ends_at, made.minimum, made.maximum) == ("09:30", "11:00", 2, 2)
    hours.put_draft("in the morning")
    assert not hours.flush()
    assert "10:00-12:00" in hours.problem
    hours.put_draft("")
    assert hours.flush()
    made = next(r for r in office.query(kinds.list_kind_shifts, 1) if r.role_id == lead)
    assert made.hours is None


def test_a_thing_to_do_says_how_long_before(page: KindPage, office: Office) -> None:
    page.to_dos.fields["what"].put_draft("Ring the gardener")
    assert page.to_dos.fields["what"].flush()
    page.to_dos.fields["lead_days"].put_draft("3 weeks before")
    assert page.to_dos.fields["lead_days"].flush()
    made = next(r for r in office.query(kinds.list_kind_to_dos, 1) if r.what == "Ring the gardener")
    assert made.lead_days == 21


def test_a_part_of_a_partner_is_asked_for_or_not(page: KindPage, office: Office) -> None:
    page.partners[PartnerRole.BENEFICIARY].box.click()
    page.partners[PartnerRole.HOST].box.click()
    asked = {row.role for row in office.query(kinds.list_kind_partners, 1)}
    assert asked == {PartnerRole.BENEFICIARY, PartnerRole.SUPPLIER}
    office.undo()
    office.undo()
    assert {row.role for row in office.query(kinds.list_kind_partners, 1)} == {
        PartnerRole.HOST,
        PartnerRole.SUPPLIER,
    }


def test_what_is_typed_is_kept_when_another_tab_is_chosen(page: KindPage, office: Office) -> None:
    page.form.of["summary"].put_draft("Bulbs for others")
    page.tabs.setCurrentIndex(1)
    facts = office.query(kinds.read_kind, 1)
    assert facts is not None
    assert facts.summary == "Bulbs for others"


def test_a_new_kind_is_empty(area: SettingsArea, office: Office) -> None:
    own = area.lists["project_kind"]
    own._add()
    new = next(k.id for k in office.query(lookup.list_kind_options) if k.label == "New kind")
    own.reload()
    assert own.form.record_id == new
    assert own.kind_page is not None
    assert own.kind_page.shifts.table.rows_model.total == 0
    assert own.kind_page.partners[PartnerRole.HOST].value is False


def test_a_towns_name_sets_its_degrees(area: SettingsArea, office: Office) -> None:
    area.fields["place_name"].put_draft("gateshead")
    assert area.fields["place_name"].flush()
    settings = office.query(read_settings)
    assert (settings.place_name, settings.latitude) == ("Gateshead", 54.96)


def test_a_town_that_is_not_known_is_kept_and_told(area: SettingsArea, office: Office) -> None:
    told: list[str] = []
    area.session.status_message.connect(told.append)
    area.fields["place_name"].put_draft("Little Snoring")
    assert area.fields["place_name"].flush()
    assert office.query(read_settings).place_name == "Little Snoring"
    assert told[-1].startswith("“Little Snoring” is not in the list of towns")
    area.fields["place_name"].put_draft("tel aviv")
    assert area.fields["place_name"].flush()
    assert office.query(read_settings).time_zone == "Asia/Jerusalem"
