"""The window: a file opened and let go, a paper saved twice, a log that two programs write, odd folders."""

import logging
import re
import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication, QCheckBox
from pytestqt.qtbot import QtBot

from mitzvah_desk import shipped
from mitzvah_desk.desk.records.preview import Preview
from mitzvah_desk.desk.session.file_session import FileSession
from mitzvah_desk.desk.session.log_file import LogFile, find_log_file
from mitzvah_desk.desk.session.user_name import read_user_name
from mitzvah_desk.desk.shell.main import Desk
from mitzvah_desk.desk.widgets import theme
from mitzvah_desk.desk.widgets.colours import LIGHT
from mitzvah_desk.office.core.crud import Add
from mitzvah_desk.office.core.office import Office, WorldError
from mitzvah_desk.office.outgoing.outgoing import Outgoing
from mitzvah_desk.rules.privacy.disclosure import Audience
from mitzvah_desk.store.backup_retention import default_backup_folder

PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]>>endobj\ntrailer<</Root 1 0 R>>\n"
)


@pytest.fixture(autouse=True)
def _new_computer(qapp: QApplication) -> None:
    del qapp
    QSettings().clear()


def test_a_file_that_the_window_closed_is_let_go(qtbot: QtBot, year: Path, home: Path) -> None:
    window = Desk(user_name=read_user_name())
    qtbot.addWidget(window)
    assert window.open_file(year)
    session = window.session
    assert session is not None
    session.execute(Add("person", {"given": "שרה", "family": "לוי"}))
    with pytest.raises(PermissionError):
        year.rename(home / "moved.mitzvah")
    window.close_file()
    year.rename(home / "moved.mitzvah")
    assert not list((home / "Documents").iterdir())
    assert list(default_backup_folder().glob("*.mitzvah")), "and it was backed up in the user's own folder"
    assert default_backup_folder().is_relative_to(home)
    assert window.open_file(home / "moved.mitzvah")
    window.close_file()


@pytest.fixture
def preview(qtbot: QtBot, home: Path) -> Iterator[Preview]:
    with closing(Office.new(home / "book.mitzvah")) as office:
        page = Preview(FileSession(office))
        qtbot.addWidget(page)
        page.show_job(
            page.session.check_outgoing(Outgoing("Rota", Audience.COMMITTEE, (), lambda *_: PDF, "Rota"))
        )
        qtbot.waitUntil(lambda: bool(page.pdf))
        yield page


def test_a_paper_is_saved_over_one_that_is_open_elsewhere(
    preview: Preview, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[WorldError] = []
    monkeypatch.setattr(preview.session, "tell_world", lambda error, _: told.append(error))
    out = home / "rota.pdf"
    preview.save_to(out)
    assert out.read_bytes() == PDF
    assert not told
    with out.open("rb"):
        preview.save_to(out)
    assert [error.text.partition(",")[0] for error in told] == ["rota.pdf is open in another program"]
    assert preview.pdf == PDF, "it is still shown, and may be saved elsewhere"
    preview.save_to(home / "rota 2.pdf")
    assert sorted(path.name for path in home.glob("*.p*")) == ["rota 2.pdf", "rota.pdf"]


def test_the_log_goes_on_where_another_window_has_it_open(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = find_log_file(make=True)
    assert path.is_relative_to(home)
    log = logging.getLogger("two windows")
    handler = LogFile(path, maxBytes=200, backupCount=2, delay=True, encoding="utf-8")
    log.propagate = False
    log.addHandler(handler)
    log.warning("first")
    with path.open("ab"):  # the other window
        for number in range(40):
            log.warning("line %s", number)
    assert path.read_text("utf-8").splitlines()[-1] == "line 39"
    assert path.stat().st_size > 200
    for number in range(40, 60):
        log.warning("line %s", number)
    log.removeHandler(handler)
    handler.close()
    assert path.with_name(f"{path.name}.1").exists()
    assert path.stat().st_size <= 200
    assert path.read_text("utf-8").splitlines()[-1] == "line 59"
    assert "Traceback" not in capsys.readouterr().err


@pytest.mark.parametrize("name", ["O'Brien", "Program Files (x86)", "#1 100%, you & me", "שרה לוי"])
def test_the_window_is_dressed_wherever_the_program_lies(
    name: str, qtbot: QtBot, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A style sheet that Qt cannot read makes it warn, and the warning makes the test fail."""
    shutil.copytree(str(shipped.shipped_folder()), home / name)
    monkeypatch.setattr(shipped, "shipped_folder", lambda: home / name)
    box = QCheckBox("Here")
    qtbot.addWidget(box)
    box.setChecked(True)
    box.setStyleSheet(theme._filled(box_sheet(), LIGHT, 12.0))
    dressed = box.grab().toImage()
    bare = re.sub(r"image: url[^;]*;", "image: none;", box_sheet())
    box.setStyleSheet(theme._filled(bare, LIGHT, 12.0))
    assert box.grab().toImage() != dressed, "the tick is drawn"


def box_sheet() -> str:
    return shipped.find_shipped_file("style", "theme.qss").read_text("utf-8")
