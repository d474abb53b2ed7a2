# mypy: allow-untyped-calls
"""The way in: three doors, a year begun on one page, the last file opened again."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from doubles import Boxes
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QFileDialog, QLabel
from pytestqt.qtbot import QtBot
from sample_year import copy_sample

from mitzvah_desk.desk.session import recent_files as recent
from mitzvah_desk.desk.settings.area import SettingsArea
from mitzvah_desk.desk.shell.main import Desk
from mitzvah_desk.desk.shell.protection_commands import ProtectionCommands
from mitzvah_desk.desk.shell.start_dialog import StartDialog
from mitzvah_desk.desk.shell.start_flow import propose_file_name
from mitzvah_desk.desk.widgets import theme
from mitzvah_desk.office.core import lookup
from mitzvah_desk.office.core.settings import read_settings
from mitzvah_desk.office.projects.ready_kinds import list_ready_kinds

TODAY = date(2026, 9, 1)


@pytest.fixture
def desk(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    monkeypatch.setattr(ProtectionCommands, "protect", lambda _self: None)
    window = Desk(user_name="Miriam")
    qtbot.addWidget(window)
    window.show()
    yield window
    window.close_file()


@pytest.fixture
def dialog(qtbot: QtBot) -> StartDialog:
    made = StartDialog(today=TODAY)
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def save_as(monkeypatch: pytest.MonkeyPatch, *answers: Path | None) -> list[str]:
    """Answers the file dialog; returns what it proposed each time."""
    proposed: list[str] = []
    waiting = list(answers)

    def ask(_parent: object, _title: str, path: str, *_more: object) -> tuple[str, str]:
        proposed.append(path)
        answer = waiting.pop(0)
        return ("" if answer is None else str(answer)), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", ask)
    return proposed


def answer(monkeypatch: pytest.MonkeyPatch, *answers: str | None) -> list[str]:
    """Types a name into the page and goes on, or leaves it; returns what stood there each time."""
    found: list[str] = []
    waiting = list(answers)

    def take(dialog: StartDialog) -> QDialog.DialogCode:
        found.append(dialog.name.line.text())
        name = waiting.pop(0)
        if name is None:
            return QDialog.DialogCode.Rejected
        dialog.name.line.setText(name)
        dialog._check()
        return QDialog.DialogCode(dialog.result())

    monkeypatch.setattr(StartDialog, "exec", take)
    return found


def test_the_welcome_page_has_three_doors_that_say_what_is_behind_them(desk: Desk) -> None:
    welcome = desk.start.welcome
    for button in (welcome.new_button, welcome.sample_button, welcome.open_button):
        assert button.isVisible()
        assert button.accessibleDescription()


def test_with_the_name_alone_enter_goes_through(dialog: StartDialog) -> None:
    QTest.keyClicks(dialog.name.editor, "Beit Chaverim")
    QTest.keyClick(dialog.name.editor, Qt.Key.Key_Return)
    assert dialog.result() == QDialog.DialogCode.Accepted
    year = dialog.begun
    assert (year.organisation, year.main_day, year.kinds) == ("Beit Chaverim", date(2026, 11, 22), None)


def test_without_a_name_it_stays_and_says_so(dialog: StartDialog) -> None:
    QTest.keyClick(dialog.name.editor, Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert "name is missing" in " ".join(label.text() for label in dialog.findChildren(QLabel))


def test_a_known_town_needs_no_degrees_and_another_asks(dialog: StartDialog) -> None:
    QTest.keyClicks(dialog.name.editor, "Beit Chaverim")
    assert not dialog.degrees[0].isVisible()
    dialog.town.line.setText("leeds")
    dialog.town.flush()
    assert not dialog.degrees[0].isVisible()
    dialog.town.line.setText("Little Snoring")
    dialog.town.flush()
    assert dialog.degrees[0].isVisible()
    for field, text in zip(dialog.degrees, ("52.85", "0.9"), strict=True):
        field.line.setText(text)
    dialog._check()
    assert dialog.begun.degrees == ("52.85", "0.9")


def test_the_day_is_held_against_the_calendar(dialog: StartDialog) -> None:
    def said() -> str:
        return " ".join(label.text() for label in dialog.findChildren(QLabel))

    assert "12 Kislev 5787" in said()
    assert "Mitzvah Day 2026" in said()
    dialog.day.line.setText("21 Nov 2026")
    dialog.day.flush()
    assert "Shabbat until" in said()


def test_kinds_may_be_left_out(dialog: StartDialog) -> None:
    QTest.keyClicks(dialog.name.editor, "Beit Chaverim")
    first = list_ready_kinds()[0].name
    dialog.kinds[first].box.click()
    dialog._check()
    kinds = dialog.begun.kinds
    assert kinds is not None
    assert first not in kinds
    assert len(kinds) == len(list_ready_kinds()) - 1


def test_a_logo_is_a_picture(dialog: StartDialog, tmp_path: Path) -> None:
    picture = QImage(40, 20, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.blue)
    written = QByteArray()
    buffer = QBuffer(written)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    assert picture.save(buffer, "PNG")  # type: ignore[call-overload]  # its stubs know no buffer
    (tmp_path / "logo.png").write_bytes(written.data())
    (tmp_path / "no.png").write_text("no picture")
    dialog.set_logo(tmp_path / "no.png")
    assert dialog.year.logo == ""
    dialog.set_logo(tmp_path / "logo.png")
    assert dialog.year.logo


def test_a_year_is_begun_and_everything_is_there(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    answer(monkeypatch, "Beit / Chaverim: Leeds")
    proposed = save_as(monkeypatch, tmp_path / "our year")
    desk.start.start_year()
    assert Path(proposed[0]).name == "Beit Chaverim Leeds Mitzvah Day.mitzvah"
    assert desk.session is not None
    assert desk.session.office.path == tmp_path / "our year.mitzvah"
    assert desk.session.office.query(read_settings).organisation == "Beit / Chaverim: Leeds"
    assert len(desk.session.office.query(lookup.list_kind_options)) == len(list_ready_kinds())
    assert desk.session.campaign_id is not None
    assert desk.session.office.undo_label() == ""


def test_no_place_for_the_file_leads_back_to_the_page_with_what_was_typed(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = answer(monkeypatch, "Beit Chaverim", None)
    save_as(monkeypatch, None)
    desk.start.start_year()
    assert found == ["", "Beit Chaverim"]
    assert desk.session is None


def test_a_file_that_is_there_is_told_and_the_page_comes_back(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, boxes: Boxes
) -> None:
    there = copy_sample(tmp_path / "there.mitzvah")
    before = there.read_bytes()
    found = answer(monkeypatch, "Beit Chaverim", None)
    save_as(monkeypatch, there)
    desk.start.start_year()
    assert found == ["", "Beit Chaverim"]
    assert len(boxes.read) == 1
    assert there.read_bytes() == before


def test_what_is_wrong_with_the_degrees_is_told_on_the_page(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    told: list[str] = []

    def take(dialog: StartDialog) -> QDialog.DialogCode:
        told.append(dialog._problem.sentence)
        if len(told) == 2:
            return QDialog.DialogCode.Rejected
        dialog.name.line.setText("Beit Chaverim")
        dialog.town.line.setText("Little Snoring")
        dialog.degrees[0].line.setText("north")
        dialog._check()
        return QDialog.DialogCode(dialog.result())

    monkeypatch.setattr(StartDialog, "exec", take)
    save_as(monkeypatch, tmp_path / "a.mitzvah")
    desk.start.start_year()
    assert "latitude" in told[1]
    assert not (tmp_path / "a.mitzvah").exists()


@pytest.mark.parametrize(
    ("organisation", "name"),
    [
        ("Beit Chaverim", "Beit Chaverim Mitzvah Day.mitzvah"),
        ('…/\\:*?"<>|', "… Mitzvah Day.mitzvah"),
        ("???", "Mitzvah Day.mitzvah"),
        ("בית חברים", "בית חברים Mitzvah Day.mitzvah"),
    ],
)
def test_the_proposed_name_is_one_that_every_system_takes(organisation: str, name: str) -> None:
    assert propose_file_name(organisation) == name


def test_the_last_file_is_opened_again(desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    path = copy_sample(tmp_path / "a.mitzvah")
    assert desk.open_file(path)
    assert desk.close()
    again = Desk(user_name="Miriam")
    qtbot.addWidget(again)
    again.start.reopen_last()
    assert not again.start.welcome.told
    assert again.session is not None
    assert again.session.office.path == path
    again.close_file()


def test_a_file_that_was_closed_on_purpose_is_not(desk: Desk, tmp_path: Path) -> None:
    assert desk.open_file(copy_sample(tmp_path / "a.mitzvah"))
    desk._put_away()
    desk.start.reopen_last()
    assert desk.session is None
    assert desk.start.welcome.told == ""


def test_a_last_file_that_is_gone_is_told_beside_the_doors_and_once(
    desk: Desk, tmp_path: Path, boxes: Boxes
) -> None:
    path = copy_sample(tmp_path / "a.mitzvah")
    assert desk.open_file(path)
    assert desk.close_file()
    path.unlink()
    desk.start.reopen_last()
    assert desk.session is None
    assert "a.mitzvah" in desk.start.welcome.told
    assert desk.start.welcome.new_button.isVisible()
    assert not boxes.read
    assert recent.read_last_file() is None


def test_a_last_file_that_cannot_be_opened_is_told_too(desk: Desk, tmp_path: Path, boxes: Boxes) -> None:
    path = copy_sample(tmp_path / "a.mitzvah")
    assert desk.open_file(path)
    assert desk.close_file()
    path.write_text("no file of ours")
    desk.start.reopen_last()
    assert desk.session is None
    assert len(boxes.read) == 1
    assert "was not opened" in desk.start.welcome.told


def test_a_setting_leaves_the_doors_open(desk: Desk, tmp_path: Path) -> None:
    assert desk.open_file(copy_sample(tmp_path / "a.mitzvah"))
    desk.go_to("settings")
    area = desk.area("settings")
    assert isinstance(area, SettingsArea)
    assert area.reopens.value is True
    area.reopens.box.click()
    assert desk.close_file()
    desk.start.reopen_last()
    assert desk.session is None
    assert not recent.read_reopening()


def test_at_twice_the_size_of_text_no_line_of_the_first_page_is_cut(desk: Desk, qtbot: QtBot) -> None:
    theme.set_text_scale(200)
    try:
        desk.resize(1366, 740)
        welcome = desk.start.welcome
        welcome.tell("Our year.mitzvah, which was open last, is not there any more. " * 3)
        said = [label for label in welcome.findChildren(QLabel) if label.wordWrap()]
        assert len(said) > 4
        qtbot.waitUntil(lambda: all(label.height() >= label.heightForWidth(label.width()) for label in said))
        assert welcome.new_button.height() >= welcome.new_button.sizeHint().height()
    finally:
        theme.set_text_scale(100)
