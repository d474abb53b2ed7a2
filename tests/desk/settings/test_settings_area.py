# mypy: allow-untyped-calls
"""The Settings area over a real office."""

import base64
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from mitzvah_desk.desk.bridge import Bridge
from mitzvah_desk.desk.settings.area import SettingsArea
from mitzvah_desk.office.office import Office
from mitzvah_desk.office.settings import FileSettings, read_settings


@pytest.fixture
def area(tmp_path: Path, qtbot: QtBot) -> Iterator[SettingsArea]:
    office = Office.new(tmp_path / "year.mitzvah", user_name="Ann")
    page = SettingsArea(Bridge(office))
    qtbot.addWidget(page)
    page.show()
    yield page
    office.close()


def kept(area: SettingsArea) -> FileSettings:
    return area.bridge.office.ask(read_settings)


def test_a_setting_is_kept_when_its_field_is_left_and_undo_brings_back_the_old(
    area: SettingsArea, qtbot: QtBot
) -> None:
    field = area.fields["organisation"]
    qtbot.keyClicks(field.editor, "Beit O'Brien & <b>Sons</b>")
    assert area.flush()
    assert kept(area).organisation == "Beit O'Brien & <b>Sons</b>"
    area.bridge.undo()
    assert kept(area).organisation == ""
    assert field.value == ""


def test_a_bad_address_shows_a_sentence_and_keeps_what_was_typed(area: SettingsArea, qtbot: QtBot) -> None:
    field = area.fields["email"]
    qtbot.keyClicks(field.editor, "nobody at all")
    assert not area.flush()
    assert field.problem
    assert kept(area).email == ""


def test_a_logo_is_taken_and_let_go(area: SettingsArea, tmp_path: Path) -> None:
    picture = QImage(8, 8, QImage.Format.Format_RGB32)
    picture.fill(QColor("green"))
    assert picture.save(str(tmp_path / "logo.png"))
    area.set_logo(tmp_path / "logo.png")
    assert base64.b64decode(kept(area).logo) == (tmp_path / "logo.png").read_bytes()
    area.bridge.undo()
    assert kept(area).logo == ""


def test_a_logo_that_is_not_there_is_told(area: SettingsArea, tmp_path: Path, qtbot: QtBot) -> None:
    with qtbot.waitSignal(area.bridge.told) as told:
        area.set_logo(tmp_path / "gone.png")
    assert told.args is not None
    assert "gone.png" in told.args[0]
    assert kept(area).logo == ""
