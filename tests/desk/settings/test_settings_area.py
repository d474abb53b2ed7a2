# mypy: allow-untyped-calls
"""The Settings area over a real office."""

import base64
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot
from small_book import write

from mitzvah_desk.desk.session.file_session import FileSession
from mitzvah_desk.desk.settings.area import SettingsArea
from mitzvah_desk.office.core import lookup
from mitzvah_desk.office.core.crud import Add, SetField
from mitzvah_desk.office.core.office import Office
from mitzvah_desk.office.core.settings import FileSettings, read_settings
from mitzvah_desk.office.projects import reference_lists as lists


@pytest.fixture
def area(tmp_path: Path, qtbot: QtBot) -> Iterator[SettingsArea]:
    office = Office.new(tmp_path / "year.mitzvah", user_name="Ann")
    page = SettingsArea(FileSession(office))
    qtbot.addWidget(page)
    page.show()
    yield page
    office.close()


def kept(area: SettingsArea) -> FileSettings:
    return area.session.office.query(read_settings)


def test_a_setting_is_kept_when_its_field_is_left_and_undo_brings_back_the_old(
    area: SettingsArea, qtbot: QtBot
) -> None:
    field = area.fields["organisation"]
    qtbot.keyClicks(field.editor, "Beit O'Brien & <b>Sons</b>")
    assert area.flush()
    assert kept(area).organisation == "Beit O'Brien & <b>Sons</b>"
    area.session.undo()
    assert kept(area).organisation == ""
    assert field.value == ""


def test_a_bad_address_shows_a_sentence_and_keeps_what_was_typed(area: SettingsArea, qtbot: QtBot) -> None:
    field = area.fields["email"]
    qtbot.keyClicks(field.editor, "nobody at all")
    assert not area.flush()
    assert field.problem
    assert kept(area).email == ""


def test_a_time_for_keeping_may_be_made_shorter_not_longer(area: SettingsArea) -> None:
    field = area.fields["keep_people"]
    write(field, "25")
    assert "shorter, not longer" in field.problem
    write(field, "12")
    assert kept(area).keep_people == 12


def test_a_logo_is_taken_and_let_go(area: SettingsArea, tmp_path: Path) -> None:
    picture = QImage(8, 8, QImage.Format.Format_RGB32)
    picture.fill(QColor("green"))
    assert picture.save(str(tmp_path / "logo.png"))
    area.set_logo(tmp_path / "logo.png")
    assert base64.b64decode(kept(area).logo) == (tmp_path / "logo.png").read_bytes()
    area.session.undo()
    assert kept(area).logo == ""


def test_a_logo_that_is_not_there_is_told(area: SettingsArea, tmp_path: Path, qtbot: QtBot) -> None:
    with qtbot.waitSignal(area.session.status_message) as told:
        area.set_logo(tmp_path / "gone.png")
    assert told.args is not None
    assert "gone.png" in told.args[0]
    assert kept(area).logo == ""


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n", "no picture"),
        (b"\x89PNG\r\n\x1a\n" + b"x" * 50, "no picture"),
        (b"x" * 5_000_001, "larger than 5 MB"),
    ],
)
def test_a_logo_that_paper_cannot_show_is_not_kept(
    area: SettingsArea, tmp_path: Path, qtbot: QtBot, content: bytes, words: str
) -> None:
    (tmp_path / "logo.png").write_bytes(content)
    with qtbot.waitSignal(area.session.status_message) as told:
        area.set_logo(tmp_path / "logo.png")
    assert told.args is not None
    assert words in told.args[0]
    assert kept(area).logo == ""


def test_an_entry_of_a_list_is_added_named_and_given_what_it_asks(area: SettingsArea, qtbot: QtBot) -> None:
    roles = area.lists["role"]
    button = next(b for b in roles.table.findChildren(QPushButton) if b.text() == "Add")
    button.click()
    name = roles.form.of["name"].editor
    qtbot.keyClicks(name, "Driver")
    qtbot.keyClick(name, Qt.Key.Key_Return)
    qtbot.keyClicks(roles.form.of["minimum_age"].editor, "21")
    assert area.flush()
    (option,) = area.session.office.query(lookup.list_role_options)
    facts = area.session.office.query(lists.read_role, option.id)
    assert facts is not None
    assert (facts.name, facts.minimum_age) == ("Driver", 21)
    area.session.undo()
    assert roles.form.of["minimum_age"].value is None
    qtbot.keyClick(roles.table.table, Qt.Key.Key_Delete)
    assert area.session.office.query(lookup.list_role_options) == []


def test_the_place_of_a_refuge_is_not_shown(area: SettingsArea) -> None:
    ids = []
    for action in (
        Add("partner", {"name": "Hope House", "confidential": True, "code_name": "Rose"}),
        Add("place", {"name": "Hope House", "address": "1 Quiet Road"}),
    ):
        done = area.session.execute(action)
        assert done is not None
        ids.append(done.id)
    area.session.execute(SetField("place", ids[1], "partner_id", ids[0]))
    places = area.lists["place"]
    places.table.table.select_id(ids[1])
    shown = [label.text() for label in area.findChildren(QLabel)]
    assert not any("Quiet" in text or "Hope" in text for text in shown)
    assert places.form.isHidden()
    assert places.form.of["address"].value != "1 Quiet Road"


def test_the_campaign_is_renamed_and_given_a_target(area: SettingsArea, qtbot: QtBot) -> None:
    done = area.session.execute(Add("campaign", {"name": "Mitzvah Day", "main_day": date(2026, 11, 22)}))
    assert done is not None
    area.session.choose_campaign(done.id)
    qtbot.keyClicks(area.campaign.of["target_pence"].editor, "1200")
    assert area.flush()
    facts = area.session.office.query(lists.read_campaign, done.id)
    assert facts is not None
    assert facts.target_pence == 120_000


def test_the_place_for_shabbat_is_set_and_nonsense_refused(area: SettingsArea, qtbot: QtBot) -> None:
    field = area.fields["latitude"]
    field.editor.selectAll()  # type: ignore[attr-defined]
    qtbot.keyClicks(field.editor, "55.86")
    assert area.flush()
    assert kept(area).latitude == 55.86
    field.editor.selectAll()  # type: ignore[attr-defined]
    qtbot.keyClicks(field.editor, "nowhere")
    assert not area.flush()
    assert field.problem
    assert kept(area).latitude == 55.86


def test_ways_between_places_are_kept_and_changed_from_both(area: SettingsArea, qtbot: QtBot) -> None:
    session, places = area.session, area.lists["place"]
    for name in ("Hall", "Rubens House", "Library"):
        session.execute(Add("place", {"name": name}))
    places.table.table.select_id(1)
    ways = places.travel_times
    assert ways is not None
    to, minutes = ways.fields["other_id"], ways.fields["minutes"]
    write(to, "Rubens")
    assert [(way.name, way.minutes) for way in ways.table.rows_model.rows()] == [("Rubens House", 0)]
    write(minutes, "20")
    assert to.value is None  # ready for the next
    places.table.table.select_id(2)
    assert [(way.name, way.minutes) for way in ways.table.rows_model.rows()] == [("Hall", 20)]
    ways.table.select([1])
    write(to, "Library")
    ways.table.select([1])
    write(minutes, "soon")
    assert not area.flush()
    qtbot.keyClick(minutes.editor, Qt.Key.Key_Escape)
    assert area.flush()
    places.table.table.select_id(3)
    assert [(way.name, way.minutes) for way in ways.table.rows_model.rows()] == [("Rubens House", 20)]
    for _ in range(3):
        session.undo()
    assert ways.table.rows_model.rows() == []


def test_the_usual_minutes_of_ways_are_settings(area: SettingsArea, qtbot: QtBot) -> None:
    write(area.fields["travel_far_minutes"], "60")
    assert kept(area).travel_far_minutes == 60
    write(area.fields["travel_far_minutes"], "-1")
    assert area.fields["travel_far_minutes"].problem
    assert kept(area).travel_far_minutes == 60
