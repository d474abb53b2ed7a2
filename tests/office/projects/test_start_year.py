"""A new file is begun in one step: whose it is, where, when, and with which kinds of project."""

from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from mitzvah_desk.office.core import lookup
from mitzvah_desk.office.core.actions import Done, Refused
from mitzvah_desk.office.core.office import Office, WorldError
from mitzvah_desk.office.core.settings import ChangeSetting, read_settings
from mitzvah_desk.office.projects.ready_kinds import list_ready_kinds
from mitzvah_desk.office.projects.start_year import ChangeTown, StartYear, describe_main_day, start_year
from mitzvah_desk.rules.jewish_calendar.times import CalendarPlace, sunset
from mitzvah_desk.rules.jewish_calendar.towns import find_town, list_towns

DAY = date(2026, 11, 22)


def begun(path: Path, year: StartYear) -> Office:
    office = start_year(path, year, user_name="Miriam")
    assert isinstance(office, Office)
    return office


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with closing(Office.new(tmp_path / "old.mitzvah")) as office:
        yield office


def test_only_the_name_is_needed_and_the_file_is_never_empty(tmp_path: Path) -> None:
    with closing(begun(tmp_path / "a.mitzvah", StartYear("Beit Chaverim"))) as office:
        assert office.query(read_settings).organisation == "Beit Chaverim"
        assert len(office.query(lookup.list_kind_options)) == len(list_ready_kinds())
        assert office.query(lookup.list_role_options)
        assert office.query(lookup.list_skill_options)
        assert office.query(lookup.list_campaign_options) == []
        assert office.undo_label() == "", "everything else stands on it"


def test_everything_that_is_told_is_kept(tmp_path: Path) -> None:
    year = StartYear(
        "Beit Chaverim", "leeds", "Miriam Feldman", "Chair", main_day=DAY, kinds=("Planting", "Outing")
    )
    with closing(begun(tmp_path / "a.mitzvah", year)) as office:
        settings = office.query(read_settings)
        assert (settings.place_name, settings.latitude, settings.signatory_role) == ("Leeds", 53.80, "Chair")
        (campaign,) = office.query(lookup.list_campaign_options)
        assert (campaign.label, campaign.detail) == ("Mitzvah Day 2026", "22 November 2026")
        assert [kind.label for kind in office.query(lookup.list_kind_options)] == ["Outing", "Planting"]


def test_without_any_kind_there_are_still_roles_and_skills(tmp_path: Path) -> None:
    with closing(begun(tmp_path / "a.mitzvah", StartYear("Beit Chaverim", kinds=()))) as office:
        assert office.query(lookup.list_kind_options) == []
        assert {role.label for role in office.query(lookup.list_role_options)} == {
            "Driver",
            "First aider",
            "Lead",
            "Welcome",
        }


def test_without_a_name_there_is_no_file(tmp_path: Path) -> None:
    refused = start_year(tmp_path / "a.mitzvah", StartYear("  "))
    assert isinstance(refused, Refused)
    assert "name is missing" in refused.text
    assert list(tmp_path.iterdir()) == []


def test_no_other_file_is_written_over(tmp_path: Path, office: Office) -> None:
    with pytest.raises(WorldError):
        start_year(office.path, StartYear("Beit Chaverim"))
    assert office.query(read_settings).organisation == ""


def test_a_known_town_brings_its_degrees_along_and_another_keeps_what_was_typed(office: Office) -> None:
    assert isinstance(office.execute(ChangeTown("ST ALBANS")), Done)
    assert office.query(read_settings).latitude == 51.75
    office.execute(ChangeSetting("latitude", 50.0))
    office.execute(ChangeTown("Little Snoring"))
    settings = office.query(read_settings)
    assert (settings.place_name, settings.latitude) == ("Little Snoring", 50.0)
    office.undo()
    office.undo()
    office.undo()
    assert office.query(read_settings).place_name == "London"


def test_every_town_has_a_sunset_and_a_name_of_its_own() -> None:
    towns = list_towns()
    assert len(towns) >= 100
    assert len({town.name for town in towns}) == len(towns)
    for town in towns:
        place = CalendarPlace(town.name, town.latitude, town.longitude, town.zone)
        latest = 17 if town.zone == "Europe/London" else 20
        assert 15 <= sunset(DAY, place).hour <= latest, town
        assert find_town(town.name.upper().replace("-", " ")) == town


def test_a_day_is_held_against_both_calendars() -> None:
    assert describe_main_day(DAY, "Manchester") == ("Sunday, 12 Kislev 5787.", False)
    words, rests = describe_main_day(date(2026, 11, 21), "Manchester")
    assert "Shabbat until" in words
    assert rests
    assert "fast" in describe_main_day(date(2026, 12, 20), "")[0]
